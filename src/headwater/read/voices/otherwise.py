"""Somebody named before and called by another word: "the Ulver-born journalist", "the council chairman", "the former adviser"."""

from __future__ import annotations

from headwater.read.voices.closed import CLITIC, CLOSED, NUMBERS, PREPOSITIONS, PUNCTUATION, word_set
from headwater.read.voices.figures import Figure
from headwater.read.voices.gazetteer import singular
from headwater.read.voices.phrases import Phrase
from headwater.read.voices.pointing import Pointing
from headwater.read.voices.pronoun_features import SUBJECT, role_of

_LIVES = word_set(
    "mogul magnate tycoon billionaire millionaire businessman businesswoman entrepreneur native star celebrity politician journalist "
    "newcomer veteran hopeful contender novelist singer actor actress author activist icon heir heiress comedian"
)
"""Words by which reports call somebody a second time, telling more of a life."""
_OFFICES = word_set(
    "chairman chairwoman chairperson chair leader speaker secretary minister premier senator congressman congresswoman lawmaker "
    "legislator representative candidate nominee adviser advisor director chief head governor mayor ambassador commissioner founder "
    "co-founder executive ceo frontrunner front-runner democrat republican conservative counsel diplomat envoy treasurer general"
)
"""Words for an office, of which a report that says "the" takes one holder for known."""
_EXCLUSIVE = {
    "senator": "sen senator", "congressman": "rep congressman representative", "representative": "rep representative",
    "congresswoman": "rep congresswoman representative", "governor": "gov governor", "mayor": "mayor", "minister": "minister prime",
    "premier": "premier prime minister", "general": "gen general", "ambassador": "amb ambassador", "speaker": "speaker rep",
    "secretary": "secretary",
}  # fmt: skip
"""Titles that go with an office; who has another title holds another office."""
_TITLED = word_set(
    "sen senator rep representative congressman congresswoman gov governor mayor president judge justice sheriff minister prime premier "
    "gen general secretary speaker king queen pope ambassador"
)
_EMPLOYED = word_set("director commissioner ceo executive treasurer envoy counsel adviser advisor diplomat")
"""Offices that nobody holds beside a title."""
_TWO = frozenset({"both", "the two", "the pair", "the duo"})
_FORMER = frozenset({"former", "ex", "then", "onetime"})
_WEAK = word_set(
    "own same new old young late current next first second third only other provincial local city town county state federal national regional"
)
"""Words that do not tell which holder of an office is meant."""
_SIDES = {
    "republican": frozenset({"republican", "republicans", "gop", "rnc"}),
    "democrat": frozenset({"democratic", "democrat", "democrats", "dnc"}),
}
"""Words that tell a party by name; "conservative" and "liberal" tell a leaning too."""
_SENTENCES = 2
"""Sentences back, besides its own, in which whoever is called otherwise was named."""


_TIED = 120
"""Words back in which a name is looked for that ties somebody to a description."""


class Otherwise(Pointing):
    """The part of resolution that finds who is called by another word."""

    def _told_otherwise(self, phrase: Phrase, number: int | None) -> Figure | None:
        """Whom a definite description calls by another word, where somebody was named just before who may be so called.

        The person named last before it in its sentence, else the one named first in a sentence before. Offices only where
        they speak, as the source of the draft ``number``, and not inside quoted words, where they are often somebody else.
        """
        if phrase.plural or phrase.determiner != "the" or not phrase.modifiers - NUMBERS:
            return None
        life = phrase.head in _LIVES or phrase.head.endswith("-old")
        office = number is not None and self._tells_an_office(phrase)
        if not life and (not office or self._around(self.frame.words.start[phrase.first])):
            return None
        fitting = [f for f in self._named_near(phrase) if life or self._may_hold(f, phrase)]
        tied = {f for f in self._named_within(phrase) if (life or self._may_hold(f, phrase)) and self._tied(f, phrase)}
        return tied.pop() if len(tied) == 1 else next(iter(fitting), None)

    def _named_within(self, phrase: Phrase) -> list[Figure]:
        """The persons named shortly before a phrase."""
        near = (self.register.at.get(i) for i in range(max(0, phrase.first - _TIED), phrase.first))
        return list(dict.fromkeys(f for f in near if f is not None and f.kind == "person"))

    def _tied(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether the words about somebody's name hold the name in a description: "the Green leader" leads the Greens."""
        wanted = {singular(w.lower()) for w in self.words[phrase.first + 1 : phrase.core] if w[0].isupper()}
        ends = [i for i in range(max(0, phrase.first - _TIED), phrase.first) if self.register.at.get(i) is figure]
        said = (self._said_behind(end, figure, phrase.first) | self._said_ahead(end) for end in ends)
        return any(wanted & words for words in said) if wanted else False

    def _said_ahead(self, end: int) -> set[str]:
        """The words of the noun phrase before a name that ends at a word: "the Green hopeful" of "the Green hopeful Ada Quint"."""
        found: set[str] = set()
        for i in range(self._starts.get(end, end) - 1, max(-1, end - 8), -1):
            other = self.register.at.get(i)
            person = other is not None and other.kind == "person"
            if person or self.words[i].lower() in CLOSED or self.words[i] in PUNCTUATION:
                break
            found.add(singular(self.words[i].lower()))
        return found

    def _said_behind(self, end: int, figure: Figure, before: int) -> set[str]:
        """The words behind a name in its clause, up to the next person and ahead of a word."""
        found: set[str] = set()
        for i in range(end + 1, min(end + 12, before)):
            other = self.register.at.get(i)
            person = other is not None and other is not figure and other.kind == "person"
            if person or self.words[i] in (".", ";", "?", "!"):
                break
            found.add(singular(self.words[i].lower()))
        return found

    def _both(self, phrase: Phrase) -> Figure | None:
        """The two persons named in the sentence of "both" or "the two", or else in the one before; None unless they are two."""
        words = [w.lower() for w in self.words[phrase.first : phrase.core]]
        if " ".join(words) not in _TWO and not (words[0] == "both" and len(words) == 2 and phrase.plural):
            return None
        sentence = self.frame.sentence_of[self.chooser.quote_start(phrase.first)]
        for number in (sentence, sentence - 1):
            named = self._people_in(number, phrase.first) if number >= 0 else []
            people = list(dict.fromkeys(figure for figure, _, _ in named if figure.kind == "person"))
            if people:
                return self._pair(people) if len(people) == 2 else None
        return None

    def _tells_an_office(self, phrase: Phrase) -> bool:
        """Whether a phrase says an office with something that tells which, and nothing that tells whose: "the council chairman"."""
        head = phrase.head.removeprefix("ex-")
        if head not in _OFFICES or not (phrase.modifiers - NUMBERS - _WEAK) or phrase.owner is not None:
            return False
        words = [w.lower() for w in self.words[phrase.first : phrase.core]]
        at = words.index(phrase.noun) if phrase.noun in words else len(words)
        behind = words[at + 1 : at + 2]
        return PREPOSITIONS.isdisjoint(words[:at]) and PREPOSITIONS.isdisjoint(behind)

    def _named_near(self, phrase: Phrase) -> list[Figure]:
        """Persons named before a phrase, likeliest first.

        In its sentence the subject, then the last; in a sentence before, in the same paragraph, whoever is named first; then who
        spoke last; then who is named first still before.
        """
        sentence = self.frame.sentence_of[self.chooser.quote_start(phrase.first)]
        here = self._people_in(sentence, phrase.first)
        subjects = [figure for figure, first, last in here if role_of(self.words, first, last) == SUBJECT]
        found = [*subjects, *(figure for figure, _, _ in reversed(here))]
        before = list(range(sentence - 1, max(-1, sentence - _SENTENCES - 1), -1))
        paragraphs, firsts = self.frame.paragraph_of, self.frame.first_of_sentence
        if before and paragraphs[firsts[before[0]]] == paragraphs[phrase.first]:
            found += [figure for figure, _, _ in self._people_in(before.pop(0), phrase.first)]
        last = self.chooser.last_speaker(phrase.first)
        found += [last] if last is not None else []
        for number in before:
            found += [figure for figure, _, _ in self._people_in(number, phrase.first)]
        return [figure for figure in found if figure.kind == "person"]

    def _people_in(self, sentence: int, before: int) -> list[tuple[Figure, int, int]]:
        """Figures named in a sentence before a word, outside quoted words, with the first and last word of each name."""
        firsts = self.frame.first_of_sentence
        after = firsts[sentence + 1] if sentence + 1 < len(firsts) else len(self.words)
        near = [i for i in range(firsts[sentence], min(after, before)) if i in self.register.at]
        named = [(self.register.at[i], self._starts.get(i, i), i) for i in near if not self.chooser.quoted(i)]
        return [item for item in named if not item[1] or not self._behind_place(item[1])]

    def _behind_place(self, first: int) -> bool:
        """Whether a name stands where a place stands: "in Tarn", "near Brack's Ferry"."""
        before = self.words[first - 1]
        return before in CLITIC or before.lower() in ("in", "at", "near", "outside")

    def _may_hold(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether nothing said of a person speaks against an office."""
        head = phrase.head.removeprefix("ex-")
        former = bool(phrase.modifiers & _FORMER) or phrase.head.startswith("ex-")
        titles = {singular(title) for title in figure.titles} & _TITLED
        if titles and not former and head in _EMPLOYED:
            return False  # "the tax commissioner" is not President Roe
        if titles and not former and head in _EXCLUSIVE and not titles & set(_EXCLUSIVE[head].split()):
            return False
        if len(figure.full()) < 2 and not figure.titles and sum(figure.names.values()) < 2:
            return False  # hardly a name: one word, once
        described = figure.heads - figure.titles - self.lists.title - _OFFICES
        return not described & self.lists.person and not self._of_another(figure, phrase)

    def _of_another(self, figure: Figure, phrase: Phrase) -> bool:
        """Whether a person is said to be of another country or party than the office."""
        nations, said = self.lists.nations, figure.words | figure.heads
        wanted = {nations[w] for w in phrase.modifiers if w in nations}
        known = {nations[w] for w in said if w in nations}
        if wanted and known and not wanted & known:
            return True
        sides = [
            {side for side, words in _SIDES.items() if found & words}
            for found in (phrase.modifiers | {phrase.head}, said)
        ]
        return bool(sides[0] and sides[1] and not sides[0] & sides[1])
