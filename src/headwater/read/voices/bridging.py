"""Descriptions that go back to a name without repeating a word of it: "the carrier", "its rival", "the winner".

Each rule looks at what the text says of the figures named shortly before, and answers only when one of them is left. A
description that fits nobody, or two, stays a voice of its own: a quotation must not land in the wrong mouth.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from headwater.read.voices.closed import ADVERBS, ARTICLES, AUXILIARIES, POSSESSIVES, word_set
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import singular
from headwater.read.voices.phrases import Phrase

BACK = 150
"""Words before a description in which the figure it goes back to must have been named."""
_CLAUSE = 14
"""Words behind a name that are read as said of it."""

_MUTUAL = frozenset({"rival", "neighbour", "neighbor", "competitor", "opponent", "counterpart", "challenger"})
_STATE = word_set("republic kingdom country nation emirate sultanate principality monarchy archipelago")
_THINGS = ("organization", "publication", "government")
_NOT = frozenset({"not", "n't", "never", "refused", "declined", "without", "nor"})
_ENDS = frozenset({".", ";", "?", "!", ":", "while", "whereas"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being"})
_TRADES = (
    (
        "carrier airline flag-carrier",
        "fleet flight fly flew ground airport passenger pilot airways airlines air route cabin",
    ),
    (
        "manufacturer maker builder planemaker carmaker automaker shipbuilder shipyard producer",
        "build built make made manufacture assemble produce factory plant model motors engine works",
    ),
    ("contractor", "construction build builder building"),
    ("shipper shipowner line", "ferry ferries shipping ship lines freight vessel cargo tanker"),
    ("orchestra ensemble", "philharmonic symphony sinfonia orchestra concert"),
    ("lender bank", "loan lend lent mortgage deposit account branch bank credit"),
    ("insurer underwriter", "insure policy premium claim insurance underwrite"),
    ("retailer grocer supermarket chain shopkeeper", "shop store shelf shelves sell sold customer checkout grocer"),
    ("broadcaster channel station", "broadcast air programme show radio television channel screen"),
    ("publisher", "publish book novel title print press"),
    ("operator", "run ran operate train bus ferry line service network platform rig"),
    ("developer", "develop build flat estate site tower planning homes housing"),
    ("utility supplier", "supply water power gas electricity grid pipe meter bill"),
    ("regulator watchdog inspectorate", "regulate licence license inspect fine approve oversee inspector rule"),
    ("drugmaker", "drug vaccine tablet trial dose medicine pharma"),
    ("brewer distiller", "brew beer ale distil whisky brewery"),
    ("miner", "mine dig shaft ore pit quarry mining"),
    ("charity", "donate donation volunteer relief charity aid shelter"),
    ("landlord", "rent tenant lease let evict"),
    ("employer", "employ staff worker hire job workforce"),
)
_TRADE = {noun: (row, word_set(clues)) for row, (nouns, clues) in enumerate(_TRADES) for noun in nouns.split()}
_FIRMS = word_set("company firm group giant business line chain operator maker")
_DEEDS = (
    "print run publish carry",
    "build make manufacture",
    "write author",
    "buy purchase acquire",
    "win",
    "lose",
    "lead head",
    "find discover",
    "sue",
    "begin start launch",
    "warn",
    "close shut",
    "refuse reject decline",
)
_DEED = {verb: frozenset(line.split()) for line in _DEEDS for verb in line.split()}
_IRREGULAR = {
    "ran": "run", "built": "build", "made": "make", "wrote": "write", "written": "write", "bought": "buy", "won": "win",
    "lost": "lose", "led": "lead", "found": "find", "began": "begin", "begun": "begin", "shut": "shut", "sold": "sell",
    "drove": "drive", "sang": "sing", "flew": "fly", "taught": "teach", "rode": "ride", "kept": "keep", "took": "take",
    "spoke": "speak", "fought": "fight", "beat": "beat", "dug": "dig", "drew": "draw", "stole": "steal",
}  # fmt: skip
_AGENTS = {
    "winner": "win", "prizewinner": "win", "prize-winner": "win", "victor": "win", "loser": "lose", "buyer": "buy",
    "seller": "sell", "writer": "write", "builder": "build", "driver": "drive", "singer": "sing", "teacher": "teach",
    "rider": "ride", "finder": "find", "thief": "steal",
}  # fmt: skip


class Bridge:
    """What the text says of each name, for finding whom a description goes back to."""

    def __init__(self, words: Sequence[str], named: dict[int, Figure]) -> None:
        self._words = words
        self._named = named
        self._ends = sorted(named)
        self._bound: dict[int, str] = {}
        """The trade by which a figure has been described, by number of the figure."""

    def find(self, phrase: Phrase, owner: Figure | None) -> Figure | None:
        """The one named figure that a definite description fits, or None."""
        if phrase.plural:
            return None
        if owner is not None:
            return self._mutual(phrase, owner) or self._owned(phrase)
        return (
            self._by_deed(phrase)
            or self._acting(phrase)
            or self._agent(phrase)
            or self._trade(phrase)
            or self._line(phrase)
            or self._state(phrase)
        )

    def _before(self, at: int, kinds: tuple[str, ...]) -> dict[Figure, list[int]]:
        """Named figures of some kinds shortly before a word, in order, with where each is named."""
        found: dict[Figure, list[int]] = {}
        for end in self._ends[bisect_left(self._ends, at - BACK) : bisect_left(self._ends, at)]:
            figure = self._named[end]
            if figure.kind in kinds:
                found.setdefault(figure, []).append(end)
        return found

    def _mutual(self, phrase: Phrase, owner: Figure) -> Figure | None:
        if phrase.head not in _MUTUAL or not owner.named:
            return None
        same = [f for f in self._before(phrase.first, (owner.kind,)) if f is not owner]
        if not same and owner.kind in _THINGS:
            same = [f for f in self._before(phrase.first, _THINGS) if f is not owner]
        return same[0] if len(same) == 1 else None

    def _owned(self, phrase: Phrase) -> Figure | None:
        """ "Her predecessor", after "her predecessor, Doe,"."""
        fitting = [
            figure
            for figure in self._before(phrase.first, ("person", *_THINGS))
            if phrase.head in figure.heads and any(self._words[low].lower() in POSSESSIVES for low, _ in figure.roles)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _acting(self, phrase: Phrase) -> Figure | None:
        """ "The owner", after "Roe, who owns the ferry,"."""
        if phrase.determiner != "the" or phrase.modifiers or len(phrase.head) < 4:
            return None
        words = self._words
        fitting: list[Figure] = []
        for figure, ends in self._before(phrase.first, ("person", "organization")).items():
            for end in ends:
                if end + 3 < len(words) and words[end + 1] == "," and words[end + 2].lower() in ("who", "which"):
                    verb = words[end + 3].lower()
                    stem = _base(verb)
                    if verb.endswith(("s", "ed")) and phrase.head in (stem, stem + "er", stem + "r", stem + "or"):
                        fitting.append(figure)
        return fitting[0] if len(fitting) == 1 else None

    def _by_deed(self, phrase: Phrase) -> Figure | None:
        """ "The newspaper that had printed them", after "the Post ran the pictures"."""
        words = self._words
        i = phrase.core
        if i >= len(words) or words[i].lower() not in ("that", "which", "who"):
            return None
        kinds = _KINDS_BY_NOUN.get(phrase.head, ("person",) if words[i].lower() == "who" else ())
        i += 1
        negated = False
        while i < len(words) and (words[i].lower() in AUXILIARIES or words[i].lower() in _NOT | ADVERBS):
            negated = negated or words[i].lower() in _NOT
            i += 1
        if i >= len(words):
            return None
        deeds = _meanings(words[i])
        doing = [
            figure
            for figure, ends in self._before(phrase.first, kinds).items()
            if any(self._does(end, deeds) is (not negated) for end in ends)
        ]
        return doing[0] if len(doing) == 1 else None

    def _does(self, end: int, deeds: frozenset[str]) -> bool | None:
        """Whether the clause behind a name says it did one of ``deeds``, that it did not, or neither."""
        negated = False
        for word in self._clause(end):
            negated = negated or word in _NOT
            if _meanings(word) & deeds:
                return not negated
        return None

    def _clause(self, end: int) -> list[str]:
        """The words said of the name that ends at a word: up to the next name that acts, or the end of the clause."""
        found: list[str] = []
        for k in range(end + 1, min(end + 1 + _CLAUSE, len(self._words))):
            word = self._words[k].lower()
            if word in _ENDS:
                break
            found.append(word)
        return found

    def _agent(self, phrase: Phrase) -> Figure | None:
        """ "The winner", after "Roe won the cup"."""
        verb = _AGENTS.get(phrase.head)
        if verb is None:
            return None
        deeds = frozenset({verb})
        doing = [
            figure
            for figure, ends in self._before(phrase.first, ("person",)).items()
            if any(word in _IRREGULAR and _IRREGULAR[word] in deeds for end in ends for word in self._clause(end)[:4])
        ]
        return doing[0] if len(doing) == 1 else None

    def _trade(self, phrase: Phrase) -> Figure | None:
        """ "The carrier", after "Airways grounded its fleet"."""
        head = phrase.head
        trade = _TRADE.get(head)
        if trade is None and head.endswith("maker") and len(head) > 7:
            trade = (len(_TRADE), frozenset({head[:-5]}))  # "the steelmaker", after "Tarn Steel"
        if trade is None or len(phrase.modifiers) > 1:
            return None
        noun, clues = trade
        fitting = self._before(phrase.first, ("organization", "publication", "government"))
        scores: dict[Figure, int] = {}
        for figure, ends in fitting.items():
            bound = self._bound.get(figure.number)
            if bound in (None, str(noun)):
                own = {w.lower() for name in figure.names for w in name}
                said = {_base(w) for end in ends for w in self._own_clause(end)}
                scores[figure] = len((own | said) & clues) + len(own & clues)
        called = [f for f in scores if head in f.heads]
        if len(called) == 1:
            scores = {called[0]: 1}  # "the grocer Tarn & Sons" is the grocer
        best = max(scores.values(), default=0)
        first = [figure for figure, score in scores.items() if score == best]
        if not first or len(first) > 1 or (best == 0 and len(fitting) == len(scores)):
            return None
        self._bound[first[0].number] = str(noun)
        return first[0]

    def _line(self, phrase: Phrase) -> Figure | None:
        """ "The tunnel operator", "the ferry company", after "the Strait Tunnel Company": whose name has the line of business."""
        if (phrase.head not in _FIRMS and phrase.head not in _TRADE) or len(phrase.modifiers) != 1:
            return None
        line = {_base(word) for word in phrase.modifiers}
        found = self._before(phrase.first, ("organization", "publication"))
        fitting = [f for f in found if line & {_base(w) for name in f.names for w in name}]
        return fitting[0] if len(fitting) == 1 else None

    def _own_clause(self, end: int) -> list[str]:
        """The words behind a name up to the next name."""
        k = bisect_left(self._ends, end + 1)
        if end + 1 < len(self._words) and self._words[end + 1].lower() == "and":
            k += 1  # "Roe and Doe left": said of both
        stop = self._ends[k] - end if k < len(self._ends) else _CLAUSE
        clause = self._clause(end)[:stop]
        # "the dam was built by Tarn Works" makes no builder of the dam
        return [word for before, word in zip(("", *clause), clause, strict=False) if before not in _BEING]

    def _state(self, phrase: Phrase) -> Figure | None:
        """ "The island republic": the only state named before, or the first of two named as a pair."""
        if phrase.head not in _STATE:
            return None
        if any(word.endswith(("er", "est")) for word in phrase.modifiers):
            return None  # "the larger country": the text does not say which
        fitting = list(self._before(phrase.first, ("government",)).items())
        if len(fitting) == 1:
            return fitting[0][0]
        if len(fitting) == 2 and phrase.modifiers:
            (one, ends), (_, others) = fitting
            between = [w.lower() for w in self._words[ends[0] + 1 : others[0]]]
            return one if between in (["and"], ["and", "the"]) else None
        return None


_KINDS_BY_NOUN = {
    noun: kinds
    for nouns, kinds in (
        ("newspaper paper magazine daily weekly website outlet broadcaster", ("publication", "organization")),
        ("company firm bank airline union charity agency club party", ("organization",)),
        ("country republic kingdom state nation city", ("government",)),
        ("man woman candidate player minister lawyer officer", ("person",)),
    )
    for noun in nouns.split()
}


def _base(word: str) -> str:
    """The plain form of a verb or noun, near enough to compare with the lists here."""
    lower = word.lower()
    if lower in _IRREGULAR:
        return _IRREGULAR[lower]
    for ending in ("ed", "ing"):
        if lower.endswith(ending) and len(lower) > len(ending) + 2:
            stem = lower[: -len(ending)]
            return stem[:-1] if len(stem) > 3 and stem[-1] == stem[-2] and stem[-1] not in "ls" else stem
    return singular(lower)


def _meanings(word: str) -> frozenset[str]:
    base = _base(word)
    return _DEED.get(base) or _DEED.get(base + "e") or frozenset({base})


def predicate_noun(words: Sequence[str], after: int, nouns: frozenset[str]) -> str:
    """The noun in "NAME was a captain", for a name that ends before ``after``; "" when there is none."""
    if after + 2 >= len(words) or words[after].lower() not in ("is", "was", "became", "remains", "’s"):
        return ""
    if words[after + 1].lower() not in ARTICLES:
        return ""
    found = ""
    for word in words[after + 2 : after + 7]:
        if not word.islower() or not word.isalpha():
            break
        if word in nouns:
            found = word
        elif found:
            break
    return found


__all__ = ["Bridge", "predicate_noun"]
