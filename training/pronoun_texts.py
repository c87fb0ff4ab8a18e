"""Pronouns to learn from without anybody's labels: repeated names of people turned into pronouns.

In running news a person named twice within a few sentences often stands beside others. One of the later names is
replaced by a pronoun of the right case; the network must then find whose name it was. After Kocijan and others (2019),
who taught larger networks the same way.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from headwater.read.frame import Frame, cut_text
from headwater.read.tagging.encoding import Alphabet, Paragraph, cut_paragraph, fill_windows
from headwater.read.voices.closed import CLITIC
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import gazetteer
from headwater.read.voices.kinds import Evidence, kind_of_name
from headwater.read.voices.mentions import Mention, find_names
from headwater.read.voices.pronoun_features import OWNER, SUBJECT, role_of
from headwater.read.voices.register import Register
from training.data import IGNORE, Example, _find_units

SENTENCES = 5
SHARE = 0.5
"""Share of the repeated names that are replaced."""
MOST_PIECES = 192


@dataclass(frozen=True, slots=True)
class Hidden:
    """A text in which some names are pronouns: (start, end, figure) of the pronouns and of the names left."""

    text: str
    pronouns: list[tuple[int, int, int]]
    names: list[tuple[int, int, int]]


def hidden_texts(texts: Iterable[str], alphabet: Alphabet, rng: random.Random) -> Iterator[Hidden]:
    """Stretches of a few sentences with names of at least two people, some of them hidden."""
    lists = gazetteer()
    for text in texts:
        frame = cut_text(text, alphabet.lexicon)
        names = find_names(frame, lists)
        register = Register(lists, frame.words.text, frame.sentence_of, frame.paragraph_of)
        register.fill(names)
        people = {f.number for f in register.figures if f.names and _person(f, lists)}
        places = [(m, register.at[m.after - 1]) for m in names if m.after - 1 in register.at]
        places = [(m, f) for m, f in places if f.number in people]
        at = 0
        count = len(frame.sentences)
        while at < count:
            size = rng.randint(3, SENTENCES)
            low = frame.first_of_sentence[at]
            high = frame.first_of_sentence[at + size] if at + size < count else len(frame.words)
            hidden = _hide(frame, [(m, f) for m, f in places if low <= m.start and m.after <= high], low, high, rng)
            if hidden is not None:
                yield hidden
            at += size


def _person(figure: Figure, lists: object) -> bool:
    full = figure.full()
    return kind_of_name(figure, gazetteer(), Evidence()) == "person" and (len(full) > 1 or bool(figure.titles))


def _hide(frame: Frame, places: list[tuple[Mention, Figure]], low: int, high: int, rng: random.Random) -> Hidden | None:
    if len({f.number for _, f in places}) < 2 or len(places) < 3:
        return None
    words = frame.words
    seen: set[int] = set()
    result: list[str] = []
    pronouns: list[tuple[int, int, int]] = []
    names: list[tuple[int, int, int]] = []
    cursor = words.start[low]
    length = 0
    for mention, figure in places:
        begin, end = words.start[mention.start], words.end[mention.after - 1]
        if begin < cursor:
            continue
        before = frame.text[cursor:begin].replace("\n", " ")
        hide = figure.number in seen and not mention.roles and rng.random() < SHARE
        word, end = _replacement(frame, mention, end, rng) if hide else (frame.text[begin:end].replace("\n", " "), end)
        result += [before, word]
        start = length + len(before)
        length = start + len(word)
        (pronouns if hide else names).append((start, length, figure.number))
        seen.add(figure.number)
        cursor = end
    result.append(frame.text[cursor : words.end[high - 1]].replace("\n", " "))
    return Hidden("".join(result), pronouns, names) if pronouns else None


def _replacement(frame: Frame, mention: Mention, end: int, rng: random.Random) -> tuple[str, int]:
    """The pronoun for a name, and where the name (with its ending) stops."""
    words = frame.words.text
    role = role_of(words, mention.start, mention.after - 1)
    opens = mention.start in set(frame.first_of_sentence[frame.sentence_of[mention.start] :][:1])
    she = rng.random() < 0.5
    if role == OWNER and mention.after < len(words) and words[mention.after] in CLITIC:
        word, end = ("her" if she else "his"), frame.words.end[mention.after]
    elif role == SUBJECT or opens:
        word = "she" if she else "he"
    else:
        word = "her" if she else "him"
    return (word.capitalize() if opens else word), end


def hidden_examples(texts: Iterable[str], alphabet: Alphabet, seed: int) -> Iterator[Example]:
    """Windows with (pronoun, candidate, same) triples, in the form `pronoun_examples` gives GAP."""
    rng = random.Random(seed)
    for hidden in hidden_texts(texts, alphabet, rng):
        paragraph = cut_paragraph(hidden.text, 0, len(hidden.text), alphabet.lexicon)
        for window in fill_windows([paragraph], alphabet, MOST_PIECES)[:1]:
            position = {u: window.position[i] for i, u in enumerate(window.unit)}

            def at(start: int, end: int, here: Paragraph = paragraph, where: dict[int, int] = position) -> int | None:
                units = _find_units(here, start, end)
                return where.get(units[-1]) if units else None

            mentions: list[tuple[int, int, float]] = []
            for start, end, figure in hidden.pronouns:
                pronoun = at(start, end)
                nearest: dict[int, int] = {}
                for low, high, other in hidden.names:
                    candidate = at(low, high)
                    if candidate is not None and (low < start or other not in nearest):
                        nearest[other] = candidate
                if pronoun is not None and figure in nearest and len(nearest) > 1:
                    mentions += [(pronoun, candidate, float(other == figure)) for other, candidate in nearest.items()]
            if mentions:
                n = len(window.position)
                yield Example(window, [IGNORE] * n, [None] * n, [], mentions)
