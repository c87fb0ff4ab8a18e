"""Names that are ordinary words too, and words that stand between two names: what only the names around can tell."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.read.frame import Frame
from headwater.read.voices.closed import CLOSED, PUNCTUATION, word_set
from headwater.read.voices.gazetteer import Gazetteer
from headwater.read.voices.mention import Mention
from headwater.read.voices.roles import left_to_the_next

DATES = word_set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may june july august "
    "september october november december"
)
_STATIONS = frozenset({"Radio", "Television", "TV", "Channel"})
""""Radio Tarn said": at the beginning of a sentence, too, the word belongs to the name."""
_BETWEEN = 3
"""Names behind one that may share a role with it; those between stand in the role itself."""


def one_each(frame: Frame, mentions: Sequence[Mention]) -> None:
    """Leave a role that stands between two names to one of them, in place: "Ada Quint, the mayor, Ivo Brack, the reeve"."""
    for i, one in enumerate(mentions):
        for other in mentions[i + 1 : i + 1 + _BETWEEN]:
            shared = next((a for a in one.roles for b in other.roles if one.after < a[0] and a[1] == b[1]), None)
            if shared is not None:
                opens = frame.first_of_sentence[frame.sentence_of[one.first]]
                loser = one if left_to_the_next(frame.words.text, opens, one.start) else other
                loser.roles = tuple(r for r in loser.roles if r[1] != shared[1])


def with_openers(frame: Frame, mentions: list[Mention], lists: Gazetteer) -> list[Mention]:
    """Add surnames that are ordinary words too: "Gray said" after "Lisa Gray"."""
    words = frame.words.text
    bodies = (lists.hard_nouns, lists.group, lists.demonyms)
    ends = {m.tokens[-1] for m in mentions if len(m.tokens) > 1}
    surnames = {word for word in ends if not any(word.lower() in nouns for nouns in bodies)}
    covered = {i for m in mentions for i in range(m.start, m.after)}
    found: list[Mention] = []
    for first in frame.first_of_sentence:
        i = first
        while i < len(words) and words[i] in PUNCTUATION:
            i += 1
        if i + 1 < len(words) and i not in covered and words[i] in surnames and not words[i + 1][0].isupper():
            found.append(Mention(i, i + 1, i, (words[i],)))
    _take_openers(frame, mentions, lists)
    covered.update(m.first for m in found)
    found += [
        Mention(i, i + 1, i, (word,))
        for i, word in enumerate(words)
        if word in surnames and i not in covered and _stands_as_name(frame, i)
    ]
    return sorted([*mentions, *found], key=lambda m: m.first) if found else mentions


def _take_openers(frame: Frame, mentions: Sequence[Mention], lists: Gazetteer) -> None:
    """Give a name the word that opens the sentence before it, in place: a name by itself elsewhere, or before an apposition.

    "Norm Brack, the former chief, said": "Norm" is an ordinary word, but nothing else can stand there.
    """
    words = frame.words.text
    alone = {m.tokens[0] for m in mentions if len(m.tokens) == 1}
    openers = set(frame.first_of_sentence)
    for mention in mentions:
        before = mention.first - 1
        if mention.start != mention.first or before not in openers:
            continue
        behind = len(mention.tokens) == 1 and any(low > mention.after for low, _ in mention.roles)
        paper = (
            len(mention.tokens) == 1 and mention.tokens[0].lower() in lists.publication and _qualifies(words[before])
        )
        if (
            words[before] in _STATIONS
            or words[before] in alone
            or paper
            or (behind and may_be_given(words[before], lists))
        ):
            mention.first = mention.start = before
            mention.tokens = (words[before], *mention.tokens)


def _qualifies(word: str) -> bool:
    """Whether the word that opens a sentence may say which paper: "Politics Daily reported", but not "Yesterday", "The"."""
    lower = word.lower()
    plain = word.isalpha() and word.istitle() and len(word) > 2
    return plain and lower not in CLOSED and lower not in DATES and not lower.endswith("ly")


def may_be_given(word: str, lists: Gazetteer) -> bool:
    """Whether a word with a capital could be a given name: no noun for a person or a body, no day, no title."""
    lower = word.lower()
    if not word.istitle() or len(word) < 3 or not word.isalpha() or lower.endswith(("ly", "ing")):
        return False
    return not any(
        lower in known for known in (CLOSED, DATES, lists.nouns, lists.title, lists.demonyms, lists.portfolio)
    )


def _stands_as_name(frame: Frame, i: int) -> bool:
    """Whether a capital in mid-sentence, beside no other, marks a name: "“…,” Gray said"."""
    words = frame.words.text
    inside = frame.first_of_sentence[frame.sentence_of[i]] < i < len(words) - 1 and not words[i].isupper()
    alone = inside and not words[i + 1][0].isupper() and not words[i - 1][0].isupper()
    opening = words[i - 1] in ("“", "‘") or (words[i - 1] == '"' and words[i - 2] not in (",", ".", "?", "!"))
    return alone and not opening and not headline(frame.cut[frame.paragraph_of[i]].words.text)


def headline(words: Sequence[str]) -> bool:
    """Whether a paragraph is in title case, where a capital says nothing."""
    letters = [w for w in words if w[0].isalpha() and len(w) > 3]
    share = 0.85 if words and words[-1] in (".", "!", "?", "”", '"') else 0.6
    return len(letters) > 2 and sum(w[0].isupper() for w in letters) > share * len(letters)
