"""A small rule engine: pieces become letters, rules are regular expressions over the letters.

Each piece has a set of classes ("month", "day", "unit" …); each set that occurs gets one private character, so a
sentence becomes a short string and a rule such as ``{the}?{dayord}{of}?{month}`` one compiled expression over it. Rules
come in stages; what one stage finds is a single node for the next. Patterns hold no unbounded repeats, so the cost is
linear in the length of the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from headwater.read.numbers.meanings import Clock, Meaning
from headwater.read.numbers.pieces import Number, Pieces

OTHER = "."
_MACRO = re.compile(r"\{([A-Za-z_0-9|]*[A-Za-z_|][A-Za-z_0-9|]*)\}")
_FIRST_PRIVATE = 0xE000


@dataclass(slots=True)
class Node:
    """One letter: pieces ``[first, after)`` and, where a rule made it, what it means."""

    letter: str
    first: int
    after: int
    meaning: Meaning | None = None
    open: bool = False  # a bare part (hour, day number) that only a range may keep


class Found:
    """One match of a rule, with the words and numbers behind its named groups."""

    __slots__ = ("after", "at", "first", "match", "nodes", "pieces")

    def __init__(self, match: re.Match[str], nodes: Sequence[Node], pieces: Pieces) -> None:
        self.match = match
        self.nodes = nodes
        self.pieces = pieces
        self.first = nodes[match.start()].first
        self.after = nodes[match.end() - 1].after

    def has(self, name: str) -> bool:
        """Whether the group took part."""
        return self.match.start(name) >= 0

    def node(self, name: str) -> Node:
        """The group's first node."""
        return self.nodes[self.match.start(name)]

    def low(self, name: str) -> str:
        """The group's words in lower case, joined by spaces; empty when it took no part."""
        begin, end = self.match.span(name)
        if begin < 0 or begin == end:
            return ""
        return " ".join(self.pieces.low[self.nodes[begin].first : self.nodes[end - 1].after])

    def low_all(self) -> list[str]:
        """All words of the match in lower case."""
        return self.pieces.low[self.first : self.after]

    def number(self, name: str) -> Number | None:
        """The number in the group, if any."""
        begin, end = self.match.span(name)
        for k in range(max(begin, 0), end):
            number = self.pieces.number[self.nodes[k].first]
            if number:
                return number
        return None

    def value(self, name: str) -> float:
        """The value of the number in the group; 0 when there is none."""
        number = self.number(name)
        return number.value if number else 0.0

    def meaning(self, name: str) -> Meaning:
        """What an earlier stage made of the group."""
        meaning = self.node(name).meaning
        if meaning is None:
            raise LookupError(f"group {name} was not made by a rule")
        return meaning

    def before(self, back: int = 1) -> str:
        """The word before the match in lower case; empty at the beginning of the sentence."""
        i = self.first - back
        return self.pieces.low[i] if i >= 0 and self.pieces.sentence[i] == self.pieces.sentence[self.first] else ""

    def following(self, ahead: int = 0) -> str:
        """The word behind the match in lower case; empty at the end of the sentence."""
        i = self.after + ahead
        return self.pieces.low[i] if i < len(self.pieces) and self.pieces.sentence[i] == self.sentence else ""

    @property
    def sentence(self) -> int:
        """The sentence the match stands in."""
        return self.pieces.sentence[self.first]

    def spaced(self, name: str) -> bool:
        """Whether a space stands before the group."""
        i = self.node(name).first
        return not self.pieces.glued(i)


Build = Callable[[Found], "Meaning | None"]


@dataclass(slots=True)
class Rule:
    """One pattern, what it makes and the class of the node it leaves for later stages."""

    pattern: str
    build: Build
    makes: str
    compiled: re.Pattern[str] | None = None


@dataclass
class Grammar:
    """Classes, letters and rules in stages. ``made`` are the classes that rules make."""

    made: Sequence[str]
    letters: dict[frozenset[str], str] = field(default_factory=dict)
    stages: list[list[Rule]] = field(default_factory=list)

    def rule(self, stage: int, makes: str, *patterns: str) -> Callable[[Build], Build]:
        """Add a builder under one or more patterns."""

        def add(build: Build) -> Build:
            while len(self.stages) <= stage:
                self.stages.append([])
            self.stages[stage].extend(Rule(pattern, build, makes) for pattern in patterns)
            return build

        return add

    def letter(self, classes: frozenset[str]) -> str:
        """The character for a set of classes."""
        if not classes:
            return OTHER
        if classes not in self.letters:
            self.letters[classes] = chr(_FIRST_PRIVATE + len(self.letters))
        return self.letters[classes]

    def compile(self, known: Iterable[frozenset[str]]) -> None:
        """Give every known set of classes its letter and compile the rules."""
        for classes in known:
            self.letter(classes)
        for name in self.made:
            self.letter(frozenset([name]))
        for stage in self.stages:
            for rule in stage:
                rule.compiled = re.compile(_MACRO.sub(self._expand, rule.pattern))

    def _expand(self, macro: re.Match[str]) -> str:
        wanted = set(macro[1].split("|"))
        chars = [char for classes, char in self.letters.items() if classes & wanted]
        if not chars:
            raise ValueError(f"no class named {macro[1]}")
        return "[" + "".join(chars) + "]"

    def run(self, nodes: list[Node], pieces: Pieces) -> list[Node]:
        """The nodes after all stages."""
        for stage in self.stages:
            nodes = self._run_stage(stage, nodes, pieces)
        return nodes

    def _run_stage(self, stage: Sequence[Rule], nodes: list[Node], pieces: Pieces) -> list[Node]:
        line = "".join([node.letter for node in nodes])
        hits: list[tuple[int, int, int, re.Match[str], Rule]] = []
        for order, rule in enumerate(stage):
            assert rule.compiled is not None
            hits.extend(
                (m.start(), -m.end(), order, m, rule) for m in rule.compiled.finditer(line) if m.end() > m.start()
            )
        if not hits:
            return nodes
        hits.sort(key=lambda hit: hit[:3])
        out: list[Node] = []
        done = 0
        for start, minus_end, _, match, rule in hits:
            if start < done:
                continue
            meaning = rule.build(Found(match, nodes, pieces))
            if meaning is None:
                continue
            out.extend(nodes[done:start])
            makes = (
                rule.makes if rule.makes != "DATE" or meaning.kind != "TIME" or not is_bare_clock(meaning) else "TOD"
            )
            makes = "DUR" if makes == "DATE" and meaning.kind == "DURATION" else makes
            out.append(Node(self.letter(frozenset([makes])), nodes[start].first, nodes[-minus_end - 1].after, meaning))
            done = -minus_end
        out.extend(nodes[done:])
        return out


def is_bare_clock(meaning: Meaning) -> bool:
    """Whether a meaning is a time of day without a date, which a date may still join."""
    return isinstance(meaning, Clock) and meaning.date is None


Lexicon = Mapping[str, frozenset[str]]


def lexicon(table: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """From class → words (space-separated) to word → classes."""
    classes: dict[str, set[str]] = {}
    for name, words in table.items():
        for word in words.split():
            classes.setdefault(word, set()).add(name)
    return {word: frozenset(names) for word, names in classes.items()}
