"""The claims of a case as tracing sees them: in order all of them, whole only those that are looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sqlalchemy import Connection

from headwater.model_trace import Claim
from headwater.store import traced
from headwater.trace.marks import Marks, marks_of, packed_marks, unpacked_marks

MARKS = "marks of "
"""Before a document's key: where the marks of its claims are remembered."""


def in_order(claims: Iterable[Claim]) -> list[Claim]:
    """By time, as far as it is known, then by document and place: the same whatever was added when."""
    return sorted(claims, key=place_of)


def place_of(claim: Claim) -> tuple[str, str, int, int, str]:
    """Where a claim stands in the order of all."""
    return claim.dated or "9999", claim.document, claim.start, claim.end, claim.id


class Claims(Mapping[str, Claim]):
    """The claims of a case by id, in order of time; kept ones are read from it when first asked for.

    ``left`` are documents whose kept claims don't count. Lives as long as ``connection``.
    """

    def __init__(
        self, connection: Connection, left: Iterable[str], new: Mapping[str, Iterable[tuple[Claim, Marks]]]
    ) -> None:
        self._connection = connection
        fresh = [pair for document in sorted(new) for pair in new[document]]
        self._whole = {claim.id: claim for claim, _ in fresh}
        self.marks = {claim.id: marks for claim, marks in fresh}
        places = {claim.id: place_of(claim) for claim, _ in fresh}
        gone = {*left, *new}
        for row in traced.claim_places(connection):
            if row[1] not in gone:
                places[row[4]] = row
        self._order = sorted(places, key=places.__getitem__)
        self._take_marks(gone)

    def _take_marks(self, gone: set[str]) -> None:
        by_document: dict[str, list[str]] = {}
        for key in self._order:
            document = document_of(key)
            if document not in gone:
                by_document.setdefault(document, []).append(key)
        kept = dict(traced.recall_all(self._connection, MARKS))
        for document, keys in by_document.items():
            self.marks.update(self._marks_of(document, sorted(keys), kept.get(MARKS + document, b"")))

    def _marks_of(self, document: str, keys: list[str], data: bytes) -> dict[str, Marks]:
        """The marks of a document's claims as they were kept; made again where they were lost or damaged."""
        try:
            return dict(zip(keys, unpacked_marks(document, data), strict=True))
        except (ValueError, IndexError):
            self.fetch(keys)
            return dict(zip(keys, marks_of([self._whole[key] for key in keys]), strict=True))

    def __getitem__(self, key: str) -> Claim:
        if key not in self._whole:
            self.fetch([key])
        return self._whole[key]

    def __contains__(self, key: object) -> bool:
        return key in self.marks

    def __iter__(self) -> Iterator[str]:
        return iter(self._order)

    def __len__(self) -> int:
        return len(self._order)

    def fetch(self, keys: Iterable[str]) -> None:
        """Have these claims read at once."""
        due = {key for key in keys if key not in self._whole}
        if due:
            self._whole.update((c.id, c) for c in traced.claims(self._connection, sorted(due)))


def remember_marks(connection: Connection, document: str, found: Iterable[tuple[Claim, Marks]]) -> None:
    """Keep the marks of a document's claims."""
    ordered = sorted(found, key=lambda pair: pair[0].id)
    traced.remember(connection, MARKS + document, packed_marks([marks for _, marks in ordered]))


def forget_marks(connection: Connection, documents: Iterable[str]) -> None:
    """Forget the marks of documents whose claims are taken away."""
    traced.forget(connection, [MARKS + document for document in documents])


def document_of(claim: str) -> str:
    """The document of a claim's id."""
    return claim.partition(".")[0]
