"""A spaCy pipeline component: ``nlp.add_pipe("headwater")`` puts attributions on documents.

    >>> nlp = spacy.blank("en")  # doctest: +SKIP
    >>> nlp.add_pipe("headwater")  # doctest: +SKIP
    >>> [(a.voice, a.content[0].text) for a in nlp("The gate was shut, the keeper said.")._.attributions]  # doctest: +SKIP

Needs ``pip install headwater[spacy]``. What was read is kept as plain data in ``doc.user_data``, so it is written and read
with the document, and passes between processes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from headwater.networks import DEFAULT

if TYPE_CHECKING:
    from headwater.read.reader import Reader

KEY = "headwater"
"""Where the reading stands in ``doc.user_data``, as ``Reading.to_dict`` gives it without its text."""


@dataclass(frozen=True)
class DocAttribution:
    """One attribution with spaCy's spans. A span covers every token it touches; one that touches none is left out.

    ``chain`` names the voices outermost first, ending with ``voice``; ``parent`` is the id of the attribution around this one.
    """

    id: str
    parent: str | None
    voice: str
    kind: str
    named: bool
    chain: tuple[str, ...]
    source: Span | None
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    form: str
    stance: str
    basis: str
    certainty: str
    low: float | None
    high: float | None
    confidence: float


class Component:
    """Reads each document that passes."""

    def __init__(self, model: str = DEFAULT, reader: Reader | None = None) -> None:
        self._model = model
        self._reader = reader

    def __call__(self, doc: Doc) -> Doc:
        """Read the document. Raises ModelError when the weights are missing."""
        from headwater.model import Document
        from headwater.read.intake import document_from_text

        if not doc.text.strip():
            return doc
        document = document_from_text(doc.text, origin="spacy")
        if document.text != doc.text:  # offsets must be those of the tokens
            document = Document("spacy", doc.text)
        data = self._loaded().read(document).to_dict()
        del data["document"]
        doc.user_data[KEY] = data
        return doc

    def _loaded(self) -> Reader:
        if self._reader is None:
            from headwater.read.reader import Reader

            self._reader = Reader.load(self._model)
        return self._reader

    def __getstate__(self) -> dict[str, Any]:
        return {"_model": self._model, "_reader": None}  # each process loads its own weights


@Language.factory("headwater", assigns=["doc._.attributions"], default_config={"model": DEFAULT})  # type: ignore[misc,untyped-decorator,unused-ignore]
def make(nlp: Language, name: str, model: str) -> Component:
    """The component, as spaCy's registry makes it."""
    return Component(model)


def attributions(doc: Doc) -> list[DocAttribution]:
    """The attributions of a document that the component has read; none for any other."""
    data = doc.user_data.get(KEY)
    if not data:
        return []
    voices = {v["id"]: v for v in data["voices"]}
    return [_attribution(doc, a, voices) for a in data["attributions"]]


def _attribution(doc: Doc, a: dict[str, Any], voices: dict[str, Any]) -> DocAttribution:
    voice = voices[a["voice"]]
    source = _spans(doc, [a["source"]] if a["source"] else [])
    return DocAttribution(
        id=a["id"],
        parent=a["parent"],
        voice=voice["name"],
        kind=voice["kind"],
        named=voice["named"],
        chain=tuple(voices[v]["name"] for v in a["chain"]),
        source=source[0] if source else None,
        cue=_spans(doc, a["cue"]),
        content=_spans(doc, a["content"]),
        form=a["form"],
        stance=a["stance"],
        basis=a["basis"],
        certainty=a["certainty"]["label"],
        low=a["certainty"]["low"],
        high=a["certainty"]["high"],
        confidence=a["confidence"],
    )


def _spans(doc: Doc, ranges: Sequence[dict[str, int]]) -> tuple[Span, ...]:
    found = (doc.char_span(r["start"], r["end"], alignment_mode="expand") for r in ranges)
    return tuple(span for span in found if span is not None)


if not Doc.has_extension("attributions"):
    Doc.set_extension("attributions", getter=attributions)

__all__ = ["Component", "DocAttribution", "attributions", "make"]
