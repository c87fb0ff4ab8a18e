"""What the text says of everybody it names: trade, age, and the part taken in what was done ("the seller", "the plaintiff")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cached_property

from headwater.read.voices.closed import ADVERBS, AUXILIARIES, CLITIC, CLOSED, POSSESSIVES, PREPOSITIONS
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import singular

_AGE = re.compile(r"(\d{1,3})(?:-year-old)?")
_REACH = 14
"""Words behind a name in which its verb, and whom it is done to, must stand."""
_FOUNDED = frozenset({"founded", "established", "opened", "built", "created", "launched", "formed", "started"})
_NOW = 9999
_IN_PLACE = frozenset(
    {("to", "replace"), ("to", "succeed"), ("who", "replaced"), ("who", "succeeded"), ("who", "replaces")}
)
_TAKES_OVER = frozenset({("over", "from")})
_TAKING = frozenset({"take", "takes", "taking", "took"})
_WHEN = frozenset({"in", "on", "since", "for", "at"})
"""Prepositions of times between a verb and whom it leads to: "has let it since May to Ada Quint"."""
_STOPS = frozenset({".", ";", "?", "!", ":", "that", "while", "whereas", "but", "because"})
# verbs | who does it | whom or what it is done to | preposition | whom it leads to
_PARTS = (
    ("sell sold sells auction auctioned", "seller vendor", "", "to", "buyer purchaser customer"),
    ("buy bought buys purchase purchased acquire acquired", "buyer purchaser owner", "", "from", "seller vendor"),
    ("let rented leased sublet lease leases", "landlord landlady lessor owner", "", "to", "tenant lessee lodger renter"),
    ("rents", "tenant lessee", "", "from", "landlord landlady lessor owner"),
    ("lend lent lends loaned", "lender", "", "to", "borrower debtor"),
    ("borrow borrowed borrows", "borrower debtor", "", "from", "lender creditor"),
    ("sue sued sues suing", "plaintiff claimant complainant", "defendant", "", ""),
    ("accuse accused accuses denounced", "accuser", "accused defendant suspect", "", ""),
    ("charged prosecuted indicted", "prosecutor", "accused defendant suspect", "", ""),
    ("arrested questioned detained interrogated", "detective investigator interrogator", "suspect detainee prisoner", "", ""),
    ("hire hired hires employ employed employs engaged", "employer boss", "employee worker recruit", "", ""),
    ("dismissed sacked fired", "employer boss", "employee worker", "", ""),
    ("beat beats defeated defeats thrashed outpointed", "winner victor", "loser", "", ""),
    ("unseated ousted toppled", "winner victor challenger", "loser incumbent", "", ""),
    ("lost loses", "loser", "", "to", "winner victor"),
    ("won wins", "winner victor prize-winner prizewinner champion", "", "", ""),
    ("interviewed interviews", "interviewer journalist reporter", "interviewee", "", ""),
    ("teaches taught", "teacher tutor", "pupil student", "", ""),
    ("rescued saved", "rescuer", "survivor", "", ""),
    ("robbed burgled mugged", "robber thief burglar", "victim", "", ""),
    ("stole", "thief", "", "from", "victim owner"),
    ("supplied supplies", "supplier", "", "to", "customer"),
    ("donated", "donor", "", "to", "recipient"),
    ("succeeded replaced succeeds replaces", "successor newcomer", "predecessor", "", ""),
    ("challenged challenges", "challenger", "incumbent", "", ""),
    ("wrote written writes", "writer author", "", "", ""),
    ("composed", "composer", "", "", ""),
    ("painted", "painter artist", "", "", ""),
    ("founded", "founder", "", "", ""),
    ("translated", "translator", "", "", ""),
    ("hosted", "host", "guest visitor", "", ""),
    ("owns owned", "owner proprietor", "", "", ""),
    ("built builds", "builder", "", "", ""),
    ("designed designs", "designer architect", "", "", ""),
    ("insured insures", "insurer underwriter", "", "", ""),
    ("operated operates", "operator surgeon", "", "on", "patient"),
    ("published publishes", "publisher", "", "", ""),
    ("directed directs", "director film-maker filmmaker", "", "", ""),
    ("edited edits", "editor", "", "", ""),
    ("conducted conducts", "conductor", "", "", ""),
    ("coached coaches", "coach trainer", "", "", ""),
    ("trained trains", "trainer coach", "trainee", "", ""),
    ("refereed referees", "referee", "", "", ""),
    ("treated treats", "doctor physician", "patient", "", ""),
    ("represents represented", "lawyer attorney solicitor", "client", "", ""),
    ("drove drives driven", "driver motorist", "", "", ""),
    ("flew flies flown", "pilot", "", "", ""),
    ("keeps kept", "keeper", "", "", ""),
    ("filmed films", "film-maker filmmaker cameraman", "", "", ""),
    ("chaired chairs", "chair chairman chairwoman", "", "", ""),
    ("captained captains", "captain skipper", "", "", ""),
)  # fmt: skip
_TEACHES = frozenset({"teaches", "taught"})
_SCHOLARS = {
    "chemistry": "chemist", "history": "historian", "physics": "physicist", "mathematics": "mathematician", "economics": "economist", "law": "lawyer",
    "medicine": "doctor", "music": "musician", "art": "artist", "philosophy": "philosopher", "theology": "theologian", "botany": "botanist", "linguistics": "linguist",
}  # fmt: skip


def _scholar(subject: str) -> set[str]:
    """What somebody is who teaches a subject: "chemist", "geologist", "geographer"."""
    if subject in _SCHOLARS:
        return {_SCHOLARS[subject]}
    if subject.endswith("logy"):
        return {subject[:-1] + "ist"}
    return {subject[:-1] + "er"} if subject.endswith("graphy") else set()


PARTS = frozenset(noun for row in _PARTS for at in (1, 2, 4) for noun in row[at].split())
"""Nouns for somebody by the part taken in what was done."""
_PART_OF = {verb: row for row in _PARTS for verb in row[0].split()}


class Facts:
    """Looked up by figure; gathered once, in time linear in the number of names."""

    def __init__(self, words: Sequence[str], named: Mapping[int, Figure], starts: Mapping[int, int]) -> None:
        self._words = words
        self._named = named
        self._starts = starts
        self._ends = sorted(named)
        self._nouns: dict[int, frozenset[str]] = {}

    def nouns(self, figure: Figure) -> frozenset[str]:
        """Titles, and the nouns beside a name that say what its bearer is, with the parts taken."""
        known = self._nouns.get(figure.number)
        if known is None:
            beside = {word for low, high in figure.roles for word in self._role_nouns(low, high)}
            known = frozenset({*figure.heads, *figure.titles, *beside, *self._parts.get(figure.number, ())})
            self._nouns[figure.number] = known
        return known

    def _role_nouns(self, low: int, high: int) -> list[str]:
        """The words of a role before its first preposition, of an owner none: "the banker's lawyer" is no banker."""
        found: list[str] = []
        for word in self._words[low:high]:
            lower = word.lower().rstrip(".")
            if lower in PREPOSITIONS:
                break
            if word in CLITIC or lower in POSSESSIVES:
                found.clear()
            elif lower not in CLOSED:
                found.append(singular(lower))
        return found

    def age(self, figure: Figure) -> int | None:
        """The age that the text gives, as in "Ada Quint, 63," and "63-year-old Ada Quint"."""
        return self._ages.get(figure.number)

    def born(self, figure: Figure) -> int | None:
        """A number that is higher for whoever is younger: from an age, or from the year in which a body was founded."""
        age = self.age(figure)
        return -age if age is not None else self._years.get(figure.number)

    @cached_property
    def _years(self) -> dict[int, int]:
        """The year in "founded in 1890", by number of the figure; "last year" is later than any."""
        found: dict[int, int] = {}
        words = self._words
        for end in self._ends:
            for i in range(end + 1, min(end + 8, len(words) - 2)):
                if words[i] in (".", ";") or i in self._named:
                    break
                if words[i].lower() in _FOUNDED:
                    when = [w.lower() for w in words[i + 1 : i + 3]]
                    year = int(when[1]) if when[0] == "in" and when[1].isdigit() and len(when[1]) == 4 else None
                    year = _NOW if when[0] in ("last", "this") else year
                    if year is not None:
                        found.setdefault(self._named[end].number, year)
                    break
        return found

    @cached_property
    def _ages(self) -> dict[int, int]:
        found: dict[int, int] = {}
        words = self._words
        for end in self._ends:
            number = self._named[end].number
            behind = [w.lower() for w in words[end + 1 : end + 4]]
            before = words[max(0, self._starts.get(end, end) - 4) : self._starts.get(end, end)]
            if number in found:
                continue
            if len(behind) > 1 and behind[0] in (",", "("):
                at = 2 if behind[1] == "aged" else 1
                plain = behind[at : at + 1] and behind[at].isdigit() and len(behind[at]) < 4
                if plain:
                    found[number] = int(behind[at])
                    continue
            old = next((m for w in reversed(before) if w.endswith("-year-old") and (m := _AGE.fullmatch(w))), None)
            if old is not None:
                found[number] = int(old.group(1))
        return found

    @cached_property
    def _parts(self) -> dict[int, set[str]]:
        """Who took which part, by number of the figure."""
        found: dict[int, set[str]] = defaultdict(set)
        for k, end in enumerate(self._ends):
            self._part(k, end, found)
        return found

    def _part(self, k: int, end: int, found: dict[int, set[str]]) -> None:
        words = self._words
        self._by_agent(end, found)
        self._led_to(end, found)
        self._takes_over(k, end, found)
        verb = self._verb(end)
        if verb is None:
            return
        row = _PART_OF[words[verb].lower()]
        doer, done, preposition, led = row[1].split(), row[2].split(), row[3], row[4].split()
        me = self._named[end].number
        if words[verb].lower() in _TEACHES:
            found[me].update(_scholar(words[verb + 1].lower()) if verb + 1 < len(words) else ())
        objects = self._behind(k, verb)
        if self._passive(end, verb):
            found[me].update(done or ())
            by = objects.get("by")
            if by is not None:
                found[by.number].update(doer)
            return
        found[me].update(doer)
        direct, leads = objects.get(""), objects.get(preposition)
        if direct is not None:
            found[direct.number].update(done)
        if preposition and leads is not None:
            found[leads.number].update(led)

    def _takes_over(self, k: int, end: int, found: dict[int, set[str]]) -> None:
        """The new and the old holder of a post: "named Ada Quint its chief, to replace Ivo Brack", "took over from Ivo Brack"."""
        words = self._words
        if k + 1 >= len(self._ends):
            return
        old = self._starts.get(self._ends[k + 1], self._ends[k + 1])
        opens = tuple(w.lower() for w in words[max(end + 1, old - 2) : old])
        takes = opens in _TAKES_OVER and words[max(end + 1, old - 3)].lower() in _TAKING
        if old - end <= _REACH and (opens in _IN_PLACE or takes) and _STOPS.isdisjoint(words[end + 1 : old]):
            found[self._named[end].number].add("successor")
            found[self._named[self._ends[k + 1]].number].add("predecessor")

    def _by_agent(self, end: int, found: dict[int, set[str]]) -> None:
        """Who did what was done, named behind "by": "the dam is insured by Tarn Mutual"."""
        start = self._starts.get(end, end)
        before = [w.lower() for w in self._words[max(0, start - 3) : start] if w.lower() != "the"]
        if len(before) > 1 and before[-1] == "by" and before[-2] in _PART_OF:
            found[self._named[end].number].update(_PART_OF[before[-2]][1].split())

    def _led_to(self, end: int, found: dict[int, set[str]]) -> None:
        """Whom a verb leads to, whoever does it: "the board bought the hall from Ada Quint"."""
        start = self._starts.get(end, end)
        words = [w.lower() for w in self._words[max(0, start - _REACH) : start]]
        while words and words[-1] in ("the", "a", "an"):
            words.pop()
        preposition = words.pop() if words else ""
        for lower in reversed(words):
            if lower in _STOPS or (lower in PREPOSITIONS and lower not in _WHEN) or lower == ",":
                return
            row = _PART_OF.get(lower)
            if row is not None:
                if row[3] and row[3] == preposition:
                    found[self._named[end].number].update(row[4].split())
                return

    def _verb(self, end: int) -> int | None:
        """The verb of a name that ends at a word, where it is one of those known: behind an apposition, "who" or "have"."""
        words = self._words
        k = bisect_left(self._ends, end + 1)
        stop = self._starts.get(self._ends[k], self._ends[k]) if k < len(self._ends) else len(words)
        depth = 0
        for i in range(end + 1, min(end + 1 + _REACH, stop)):
            lower = words[i].lower()
            if lower in _STOPS or (lower == "and" and not depth):
                return None
            if lower in _PART_OF:
                return i
            if lower == ",":
                depth += 1
            elif (
                not depth
                and lower not in AUXILIARIES | ADVERBS
                and lower not in ("who", "which", "has", "just", "first")
            ):
                return None
        return None

    def _passive(self, end: int, verb: int) -> bool:
        if self._words[verb].lower().endswith("ing"):
            return False  # "has been suing"
        between = {w.lower() for w in self._words[max(end + 1, verb - 3) : verb]}
        return bool(between & {"was", "were", "is", "are", "been", "being", "be"})

    def _behind(self, k: int, verb: int) -> dict[str, Figure]:
        """The figures behind a verb by the preposition before them; "" for the one it is done to."""
        words = self._words
        found: dict[str, Figure] = {}
        at = bisect_left(self._ends, verb)
        for end in self._ends[at : at + 4]:
            start = self._starts.get(end, end)
            between = [w.lower() for w in words[verb + 1 : start]]
            if start - verb > _REACH or not _STOPS.isdisjoint(between):
                break
            preposition = next((w for w in reversed(between) if w in PREPOSITIONS), "")
            found.setdefault(preposition, self._named[end])
        return found
