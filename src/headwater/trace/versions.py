"""Two captures of one page compared: what was added, removed and changed, what matters of it, and whether a note tells.

A change is announced when a correction note that the earlier capture didn't have speaks of its words; otherwise it is
silent. New notes themselves, and what is not the article's (residue), are no changes; a note that is gone is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from headwater.model import Correction, Reading
from headwater.model_trace import Change, Claim, Family, Matter, VersionDiff
from headwater.trace.announced import announcement, new_notes, plain, terms
from headwater.trace.matters import Known, clipped, contents_of, edits, matters_of, words_of
from headwater.trace.sentences import Pairing, Sentence, pair, sentences_of

WITHDRAWING: frozenset[Matter] = frozenset(("number", "date", "actor", "polarity"))
"""Matters whose change takes the earlier words back; a removed sentence takes back all it said."""
LEAST_ALIKE = 0.6
"""Part of a withdrawn claim's content words that another must hold, where no family joins the two."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Words that one page withdrew and another document still has. ``withdrawn`` and ``claim`` are claim ids.

    ``by`` says how they were found to be the same: "family", or "words" where only the words agree.
    """

    change: Change
    withdrawn: str
    claim: str
    document: str
    by: str


def compare(before: Reading, after: Reading, ids: tuple[str, str]) -> VersionDiff:
    """What changed from one capture to the next, in reading order of the later one; ``ids`` name the two documents."""
    known = Known(before), Known(after)
    notes = new_notes(before, after)
    kept = {plain(note) for note in after.corrections}
    mine = sentences_of(before, [(c.span.start, c.span.end) for c in before.corrections if plain(c) in kept])
    theirs = sentences_of(after, [(c.span.start, c.span.end) for c in after.corrections])
    pairing = pair(mine, theirs)
    placed = [((theirs[j].start, 0, j), _changed(mine[i], theirs[j], known, notes)) for i, j in pairing.changed]
    placed += [((theirs[j].start, 0, j), _added(theirs[j], known[1], notes)) for j in pairing.added]
    follows = _followers(pairing, theirs)
    placed += [((*follows(i), i), _removed(mine[i], known[0], notes)) for i in pairing.removed]
    return VersionDiff(*ids, tuple(change for _, change in sorted(placed, key=lambda p: p[0])), len(pairing.same))


def still_carried(
    diff: VersionDiff, claims: Sequence[Claim], families: Iterable[Family] = (), own: Iterable[str] = ()
) -> tuple[Carried, ...]:
    """Claims of other documents that still say what a page withdrew.

    ``claims`` are those of all documents, the earlier capture's among them; ``own`` are documents to leave out besides the
    two captures: further captures of the page, and those that a later capture of their own page has replaced.
    A claim is withdrawn when a removed sentence, or a change of number, date, actor or polarity, touches it and the
    later capture has no claim of its family. Claims of one family say the same; without families, the words decide.
    """
    out = {diff.before, diff.after, *own}
    kept = {c.id for c in claims if c.document == diff.after}
    family_of = {claim: family for family in families for claim in family.claims}
    others = [claim for claim in claims if claim.document not in out]
    found: dict[tuple[str, str], Carried] = {}
    for change, claim in _withdrawn(diff, claims):
        family = family_of.get(claim.id)
        if family and kept.intersection(family.claims):
            continue
        members = frozenset(family.claims) if family else frozenset()
        for other in others:
            by = "family" if other.id in members else "words" if _says(other, claim) else None
            if by:
                found.setdefault((claim.id, other.id), Carried(change, claim.id, other.id, other.document, by))
    return tuple(found.values())


def _withdrawn(diff: VersionDiff, claims: Sequence[Claim]) -> list[tuple[Change, Claim]]:
    mine = [claim for claim in claims if claim.document == diff.before]
    return [
        (change, claim)
        for change in diff.changes
        if change.before and (change.kind == "removed" or WITHDRAWING.intersection(change.matters))
        for claim in mine
        if any(a < change.before[1] and change.before[0] < b for a, b in claim.pieces)
    ]


def _says(other: Claim, withdrawn: Claim) -> bool:
    """Whether a claim holds most content words of a withdrawn one, all its numbers, and is neither more nor less negated."""
    if other.polarity != withdrawn.polarity:
        return False
    mine, theirs = terms(withdrawn.text), terms(other.text)
    figures = {word for word in mine if word[0].isdigit()}
    return figures <= theirs and len(mine) >= 4 and len(mine & theirs) >= LEAST_ALIKE * len(mine)


def _changed(before: Sentence, after: Sentence, known: tuple[Known, Known], notes: Sequence[Correction]) -> Change:
    found = edits(before, after)
    old = " ".join(known[0].text[a:b] for edit in found for a, b in edit.before)
    new = " ".join(known[1].text[a:b] for edit in found for a, b in edit.after)
    told = announcement(old, new, (after.start, after.end), notes)
    matters, words = matters_of(found, *known), words_of(found, *known)
    return Change("changed", (before.start, before.end), (after.start, after.end), matters, words, told)


def _added(sentence: Sentence, known: Known, notes: Sequence[Correction]) -> Change:
    place = sentence.start, sentence.end
    text = known.text[slice(*place)]
    return Change(
        "added", None, place, contents_of(sentence, known), clipped(text), announcement("", text, place, notes)
    )


def _removed(sentence: Sentence, known: Known, notes: Sequence[Correction]) -> Change:
    place = sentence.start, sentence.end
    text = known.text[slice(*place)]
    return Change(
        "removed", place, None, contents_of(sentence, known), clipped(text), announcement(text, "", None, notes)
    )


def _followers(pairing: Pairing, after: Sequence[Sentence]) -> Callable[[int], tuple[int, int]]:
    """Where a removed sentence would stand in the later capture: behind the nearest forerunner that is still there."""
    pairs = sorted((*pairing.same, *pairing.changed))
    befores = [i for i, _ in pairs]

    def place(i: int) -> tuple[int, int]:
        at = bisect_left(befores, i) - 1
        return (after[pairs[at][1]].start, 1) if at >= 0 else (-1, 1)

    return place
