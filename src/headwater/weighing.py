"""Joins the case and weighing: a matrix kept in verdicts, its evidence tied to families, weighed with the origins as traced.

Ratings, explanations and dependence are the analyst's. Origins, their dates, relays and what may be one come from tracing; grades
come from the grades people gave voices and reports. Nothing here decides anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from headwater.errors import BadMatrix, BadVerdict
from headwater.store.case import Case
from headwater.store.matrix_kinds import subject
from headwater.store.traced_state import outdated
from headwater.store.verdicts import Draft
from headwater.store.weighed import FamilyEvidence, FamilyRoot, MatrixParts, family_evidence, load, matrices
from headwater.weigh.matrix import Item, Matrix, Merge, Origin, Rates, Relay, Report
from headwater.weigh.matrix_json import matrix_from_dict, matrix_to_dict
from headwater.weigh.words import Grade, parse_rating


@dataclass(frozen=True)
class CaseMatrix:
    """A matrix as it stands in a case. ``notices`` say what changed in the case since an item was tied.

    ``behind`` gives, for each item tied to a family, what stands behind it. ``matrix`` has the ratings of ``analyst``; where
    several people rated, ``analysts`` names them all.
    """

    parts: MatrixParts
    matrix: Matrix
    analyst: str | None
    analysts: tuple[str, ...]
    behind: dict[str, FamilyEvidence]
    notices: tuple[str, ...]


def case_matrices(case: Case) -> list[MatrixParts]:
    """All matrices of a case."""
    with case.reading() as connection:
        return matrices(connection)


def case_matrix(case: Case, name: str | None = None, analyst: str | None = None) -> CaseMatrix:
    """A matrix of the case, its only one if no name is given, with one analyst's ratings.

    Without ``analyst``, the one who rated most. Raises BadVerdict if there is no such matrix or analyst, BadMatrix if what people
    entered makes no matrix.
    """
    with case.reading() as connection:
        parts = load(connection, name) if name is not None else _only(case, matrices(connection))
        if parts is None:
            raise BadVerdict(str(case.path), f"has no matrix {name!r}", _known(matrices(connection)))
        tied = {item["id"]: item["family"] for item in parts.items if item.get("family")}
        behind = {key: family_evidence(connection, family) for key, family in tied.items()}
        changed = outdated(connection) if tied else 0
    return _joined(case, parts, analyst, behind, changed or 0)


def _joined(
    case: Case, parts: MatrixParts, analyst: str | None, behind: dict[str, FamilyEvidence | None], changed: int
) -> CaseMatrix:
    who = _analyst(case, parts, analyst)
    found = {key: evidence for key, evidence in behind.items() if evidence is not None}
    matrix = matrix_from_dict(_plain(parts, who))
    origins = _Origins()
    items = tuple(origins.tie(item, found[item.id]) if item.id in found else item for item in matrix.items)
    matrix = replace(matrix, items=items, merges=(*matrix.merges, *origins.merges))
    notices = tuple(_notices(parts, behind, changed))
    return CaseMatrix(parts, matrix, who, tuple(parts.ratings), found, notices)


def _only(case: Case, found: list[MatrixParts]) -> MatrixParts | None:
    if len(found) == 1:
        return found[0]
    problem = "has no matrix yet" if not found else f"has {len(found)} matrices"
    advice = "begin one: headwater weigh CASE --import MATRIX.csv" if not found else _known(found)
    raise BadVerdict(str(case.path), problem, advice)


def _known(found: Iterable[MatrixParts]) -> str:
    names = ", ".join(parts.id for parts in found)
    return f"name one with --matrix: {names}" if names else "it has none yet"


def _analyst(case: Case, parts: MatrixParts, analyst: str | None) -> str | None:
    if analyst is not None and analyst not in parts.ratings:
        known = ", ".join(parts.ratings) or "nobody yet"
        raise BadVerdict(str(case.path), f"{analyst!r} has rated nothing in {parts.id!r}", f"rated by: {known}")
    if analyst is not None or not parts.ratings:
        return analyst
    return max(parts.ratings, key=lambda name: len(parts.ratings[name]))


def _plain(parts: MatrixParts, analyst: str | None) -> dict[str, Any]:
    """The parts in the form of ``headwater.matrix/1``."""
    ratings: dict[str, dict[str, Any]] = {}
    for (item, hypothesis), value in parts.ratings.get(analyst or "", {}).items():
        ratings.setdefault(item, {})[hypothesis] = value
    items = [
        {k: v for k, v in part.items() if k != "tied"} | ({"kind": "reported"} if part.get("family") else {})
        for part in parts.items
    ]
    plain: dict[str, Any] = {
        "schema": "headwater.matrix/1",
        "title": parts.title,
        "hypotheses": parts.hypotheses,
        "items": items,
        "ratings": ratings,
        "merges": parts.maybes,
        "groups": parts.groups,
        "assumptions": parts.assumptions,
    }
    return {**plain, "analyst": analyst} if analyst else plain


class _Origins:
    """Origins of all items, one id for one voice wherever voice and grade agree."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, str, Grade], str] = {}  # by label, voice and grade
        self._taken: set[str] = set()
        self.merges: list[Merge] = []

    def tie(self, item: Item, evidence: FamilyEvidence) -> Item:
        """The item with the origins that tracing found behind its family; none where pages only cite each other in a circle."""
        roots = [root for root in evidence.roots if evidence.low or any(r.denies for r in root.reports)]
        origins = tuple(self._origin(item.id, root) for root in roots)
        ids = {root.key: origin.id for root, origin in zip(roots, origins, strict=True)}
        for first, second, reason in evidence.maybes:
            if first in ids and second in ids and ids[first] != ids[second]:
                self.merges.append(Merge((ids[first], ids[second]), reason))
        return replace(item, kind="reported", origins=_together(origins), family=evidence.family)

    def _origin(self, item: str, root: FamilyRoot) -> Origin:
        best = min((r.credibility for r in root.reports if r.credibility), default="6")
        grade = Grade(root.reliability or "F", best)
        about = (root.label, root.voice or root.key, grade)
        id_ = self._ids.get(about) or self._ids.setdefault(about, self._free(root.label, item))
        self._taken.add(id_)
        reports = tuple(Report(r.claim, r.published, r.withdrawn, _relays(r.relays), r.outlet) for r in root.reports)
        return Origin(id_, root.label, grade, None, reports, any(r.denies for r in root.reports))

    def _free(self, label: str, item: str) -> str:
        """An id that no other voice has: the label, with the item where another of the same name, or grade, has it."""
        id_, number = label, 1
        while id_ in self._taken:
            id_, number = f"{label} ({item})" if number == 1 else f"{label} ({item}, {number})", number + 1
        return id_


def _together(origins: tuple[Origin, ...]) -> tuple[Origin, ...]:
    """Origins of one item with the same id become one: the first, with the reports of all."""
    found: dict[tuple[str, bool], Origin] = {}
    for origin in origins:
        first = found.setdefault((origin.id, origin.denies), origin)
        seen = {r.id for r in first.reports}
        more = tuple(r for r in origin.reports if r.id not in seen)
        found[origin.id, origin.denies] = replace(first, reports=(*first.reports, *more))
    # A voice that said both counts once for each: what it denied later it still reported.
    both = {id_ for id_, denies in found if denies and (id_, False) in found}
    return tuple(replace(o, id=f"{o.id}, denying") if o.denies and o.id in both else o for o in found.values())


def _relays(chain: Iterable[tuple[str, str | None]]) -> tuple[Relay, ...]:
    """A named relay weakens what it passes on; one that nobody has graded stands in the middle of the scale."""
    return tuple(Relay(name, Rates.of(Grade(reliability or "F", "6"))) for name, reliability in chain)


def _notices(parts: MatrixParts, behind: dict[str, FamilyEvidence | None], changed: int = 0) -> Iterable[str]:
    if changed:
        documents = "1 document" if changed == 1 else f"{changed:,} documents"
        yield f"{documents} changed since the case was traced: the origins counted here are those of then (headwater trace)"
    for item in parts.items:
        if not item.get("family"):
            continue
        evidence, tied = behind.get(item["id"]), item.get("tied", {})
        if evidence is None:
            yield f"{item['id']}: its family is gone from the case, so it weighs nothing: tie it again"
            continue
        lost = set(tied.get("claims", ())) - evidence.claims
        if lost:
            count = f"{len(lost)} of the {len(tied['claims'])} claims"
            yield f"{item['id']}: {count} it was rated on have left its family since: look at its ratings again"
        if not evidence.low:
            yield f"{item['id']}: no origin stands behind it, the pages that carry it only cite each other: it weighs nothing"
        if evidence.roots and all(r.withdrawn for root in evidence.roots for r in root.reports):
            yield f"{item['id']}: every page that carried it has withdrawn it"


def import_matrix(case: Case, name: str, matrix: Matrix, author: str, reason: str = "") -> int:
    """Give all parts of a matrix as verdicts of ``author``; return how many were new.

    Parts that stand in the case just so are left. Raises BadVerdict if the case's matrix of that name can't hold a part.
    """
    plain = matrix_to_dict(matrix)
    drafts = list(_drafts(name, plain, matrix.analyst or author))
    given = 0
    with case.reading() as connection:
        standing = load(connection, name)
    known = _standing(standing) if standing else {}
    for kind, subject_, payload in drafts:
        if known.get(subject_) != payload:
            case.give(Draft(kind, subject_, payload, author, reason))
            given += 1
    return given


Given = tuple[str, str, dict[str, Any]]


def _drafts(name: str, plain: dict[str, Any], analyst: str) -> Iterable[Given]:
    yield "question", subject("matrix", name), {"title": plain.get("title") or name}
    for about, kind, key in (("hypothesis", "explain", "hypotheses"), ("item", "evidence", "items")):
        for part in plain[key]:
            yield kind, subject(about, name, part["id"]), {k: v for k, v in part.items() if k != "id"}
    for item, row in plain["ratings"].items():
        for hypothesis, value in row.items():
            yield "rate", subject("rating", name, item, hypothesis, analyst), {"rating": value}
    for group in plain.get("groups", ()):
        yield "depend", subject("dependence", name, group["on"]), {k: v for k, v in group.items() if k != "on"}
    for part in plain.get("assumptions", ()):
        yield "assume", subject("assumption", name, part["id"]), {k: v for k, v in part.items() if k != "id"}
    for merge in plain.get("merges", ()):
        yield "may be one", subject("maybe", name, "+".join(merge["origins"])[:200]), merge


def _standing(parts: MatrixParts) -> dict[str, dict[str, Any]]:
    plain = {**_plain(parts, None), "ratings": {}}
    found = {subject_: payload for _, subject_, payload in _drafts(parts.id, plain, "")}
    for analyst, cells in parts.ratings.items():
        for (item, hypothesis), value in cells.items():
            found[subject("rating", parts.id, item, hypothesis, analyst)] = {"rating": value}
    return found


def rate(case: Case, matrix: str, item: str, hypothesis: str, rating: str, author: str, reason: str = "") -> None:
    """Give one rating, in letters, words or numbers; an empty one takes the cell back to unknown.

    Raises BadVerdict where it is no rating or the cell is not there.
    """
    try:
        parse_rating(rating)
    except ValueError as error:
        raise BadVerdict(str(case.path), str(error)) from None
    payload = {"rating": rating.strip()}
    case.give(Draft("rate", subject("rating", matrix, item, hypothesis, author), payload, author, reason))


def each_analyst(case: Case, name: str) -> list[CaseMatrix]:
    """The matrix once for each analyst who rated in it."""
    with case.reading() as connection:
        parts = load(connection, name)
    analysts = list(parts.ratings) if parts else []
    return [case_matrix(case, name, analyst) for analyst in analysts]


__all__ = [
    "BadMatrix",
    "CaseMatrix",
    "case_matrices",
    "case_matrix",
    "each_analyst",
    "import_matrix",
    "rate",
]
