"""Which origins could be the same though nothing shows it: for the low end of the range."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set

from headwater.trace.bases import RECORDS
from headwater.trace.grounds import Ground
from headwater.trace.naming import HONORIFICS
from headwater.trace.parties import fold
from headwater.trace.ties import Tie

_LEAST_NAME = 2
"""Words of a body's name that show something within another's."""
_AFTER_SURNAMES = frozenset("jr sr ii iii iv".split())


def could_be(
    roots: Sequence[Ground], pinned: Callable[[Ground], bool], empty: Set[str], groups: Mapping[str, str] | None = None
) -> Iterator[Tie]:
    """Ties that count at the low end only. ``roots`` are the grounds left at the high end, the earliest first.

    Somebody unnamed, an outlet's own word and a paper that nobody saved could each go back to any other root. ``pinned`` tells
    roots that a person has said stand by themselves; nothing is joined to them either. ``empty`` are those behind which there are
    only citations in a circle: they count for nothing, and nothing can go back to them. ``groups`` are the publishing groups of
    outlets, by the key of their own words: such outlets share their copy.
    """
    standing = [r for r in roots if r.key not in empty]
    firm = [r for r in standing if not _soft(r)]
    loose = [r for r in standing if _soft(r) and not pinned(r)]
    targets = firm or loose[:1]
    if targets:
        sisters: dict[str, Ground] = {}
        for root in loose:
            group = (groups or {}).get(root.key, "")
            sister = sisters.setdefault(group, root) if group else root
            target = _likeliest(root, targets)
            if sister.key != root.key:
                yield Tie(sister.key, root.key, f"{root.label} and {sister.label} belong to {group}", relay=True)
            elif target.key != root.key:
                yield Tie(target.key, root.key, _why(target, root), relay=True)
    yield from _common_relays(firm)
    yield from _one_surname(firm)
    yield from _longer_names(firm)
    yield from _like_records(firm)


def _soft(ground: Ground) -> bool:
    return ground.kind not in {"voice", "witness", "record"} or ground.told


def _likeliest(root: Ground, targets: Sequence[Ground]) -> Ground:
    alike = [t for t in targets if (t.words | {t.role}) & root.words]
    return (alike or list(targets))[0]


def _why(target: Ground, root: Ground) -> str:
    if root.kind == "unnamed":
        return f"{root.label}: not named, so it could be, or have it from, {target.label}"
    if root.kind == "record":
        return f"{root.label}: not described, so it could rest on {target.label}"
    if root.kind == "own":
        return f"{root.label} says it without a source, so it could have it from {target.label}"
    if root.kind == "voice":
        return f"{root.label} has it from others, who could have it from {target.label}"
    return f"{root.label}: the report is not in the case, so it could go back to {target.label}"


def _one_surname(firm: Sequence[Ground]) -> Iterator[Tie]:
    """Mr Wynn and Ada Wynn: somebody known by the surname alone may be any one of that name."""
    people = [g for g in firm if g.kind == "voice" and g.person]
    for ground in people:
        written = [w for w in fold(ground.name).split() if w not in HONORIFICS]
        if len(written) != 1 or len(ground.words) == 1:
            continue
        for other in people:
            named = [w for w in fold(other.name).split() if w not in _AFTER_SURNAMES]
            if other.key != ground.key and len(named) > 1 and named[-1:] == written and named[0] not in HONORIFICS:
                yield Tie(
                    other.key, ground.key, f"{other.label} and {ground.label} have one surname, they could be one"
                )
                break


def _longer_names(firm: Sequence[Ground]) -> Iterator[Tie]:
    """The Wildlife Service and the Talvern Wildlife Service: one name within another may be the same body's."""
    bodies = [g for g in firm if g.kind == "voice" and not g.person and len(g.words) >= _LEAST_NAME]
    for ground in bodies:
        for other in bodies:
            if ground.words < other.words:
                yield Tie(other.key, ground.key, f"{ground.label} could be {other.label}, whose name holds all of it")
                break


def _like_records(firm: Sequence[Ground]) -> Iterator[Tie]:
    """Two reports, two recordings: perhaps one, differently described."""
    first: dict[str, Ground] = {}
    for ground in firm:
        for noun in sorted(ground.words & RECORDS) if ground.kind == "record" else ():
            other = first.setdefault(noun, ground)
            if other.key != ground.key:
                yield Tie(other.key, ground.key, f"{other.label} and {ground.label}: each is a {noun}, it could be one")


def _common_relays(firm: Sequence[Ground]) -> Iterator[Tie]:
    first: dict[str, Ground] = {}
    for ground in firm:
        for anchor in (*ground.anchors[:-1], *(f"paper {p}" for p in ground.papers)):
            other = first.setdefault(anchor, ground)
            if other.key != ground.key:
                yield Tie(other.key, ground.key, f"{other.label} and {ground.label} both reach us through one voice")
