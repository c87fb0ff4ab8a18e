"""Two captures of one page compared: what was added, removed and changed, what matters of it, and whether a note tells.

A change is announced when a correction note that the earlier capture didn't have speaks of its words; otherwise it is
silent. New notes themselves, and what is not the article's (residue), are no changes; a note that is gone is one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from headwater.model import Correction, Reading
from headwater.model_trace import Change, VersionDiff
from headwater.trace.announced import announcement, new_notes, plain
from headwater.trace.matters import Known, clipped, contents_of, edits, matters_of, words_of
from headwater.trace.sentences import Pairing, Sentence, pair, sentences_of
from headwater.trace.withdrawn import Carried, still_carried

__all__ = ["Carried", "compare", "still_carried"]


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
