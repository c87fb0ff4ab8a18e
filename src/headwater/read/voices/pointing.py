"""Pronouns and relative pronouns: to whom they point."""

from __future__ import annotations

import re
from bisect import bisect_left

from headwater.read.voices.antecedents import Antecedents
from headwater.read.voices.closed import (
    ARTICLES,
    DETERMINERS,
    FEMALE,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    MALE,
    NUMBERS,
    PLURAL,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SECOND,
    SINGULAR_PERSON,
    THING,
    word_set,
)
from headwater.read.voices.figures import Figure
from headwater.read.voices.finite import finite_verb
from headwater.read.voices.phrases import Phrase
from headwater.read.voices.pronoun_fit import against, suits
from headwater.read.when import is_time

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_INDEFINITE = word_set("a an some any every each no many most several few one another other") | NUMBERS
_ANSWERS = re.compile(r"(?:answer|repli|respond|retort)\w*|shot back|said yes|said no", re.I)
_NEAR_DRAFTS = 8
"""Drafts before and after one among which the question that it answers is looked for."""
_SAID = re.compile(r"says|said|tells|told", re.I)
_ASKS = re.compile(r"\b(?:ask|enquir|inquir|wonder|demand)\w*", re.I)
_LONGEST_TIME = 4
"""Words: "on a Sunday night"."""
_OTHER = frozenset({"another", "other", "others"})
_EMERGES = word_set("emerged emerges transpired transpires seems seemed appears appeared turns turned looks looked")
_THINKING = word_set(
    "know knew think thought believe believed guess suppose hope hoped feel felt mean want wanted intend wish doubt remember see"
)
_AMENDED = re.compile(
    r"[^\w]*(?:(?:correction|clarification|note|update|editor['’]s note): )?this (?:article|story|report|piece|page|post|column|review|headline) (?:was|has been) "
    r"(?:\w+ly )?(?:amended|corrected|updated|changed|edited|revised|clarified|altered)\b",
    re.I,
)
_ANYBODY = word_set("anyone anybody everyone everybody someone somebody nobody others")
_FILLERS = word_set("has had have then later since also soon now recently first")


class Pointing(Antecedents):
    """The part of resolution that follows pronouns."""

    def _figure(self, phrase: Phrase, number: int | None) -> Figure:
        raise NotImplementedError

    def _resolve_draft(self, number: int) -> Figure:
        raise NotImplementedError

    def _pronoun(self, at: int, number: int | None) -> Figure:
        word = self.words[at].lower()
        speaker = self._speaker(at, number)
        if word in FIRST_SINGULAR | FIRST_PLURAL:
            speaker = self._utterer(at, number, speaker)
            return self._we(speaker) if word in FIRST_PLURAL else speaker or self.author()
        if word in SECOND:
            return self._called_upon(at) or self._one("you", "you", "unnamed")
        if word == "it" and self._expletive(at):
            return self._nobody()
        if word == "it" and self._is_the_page(at):
            return self.author()
        direct = speaker is not None and self._in_direct(at, number)
        found = self.chooser.by_place(at, word)
        if found is None or (direct and found is speaker):
            outer = None if direct else speaker
            question = self._question(number)
            found = self._asked(question, word, at) if question is not None else None
            if found is None:
                said, opens = self._spoken_of(at, number), self._opens_content(at, number)
                found = self.chooser.choose(at, word, speaker if direct else None, outer, said, opens=opens)
        if found is not None:
            return found
        if word in PLURAL:
            return self._one(f"they {at}", "they", "group", plural=True)
        if word in THING:
            return self._one(f"it {at}", "it", "unknown")
        return self._one(f"{word} {at}", word if word in MALE | FEMALE else "not named", "unnamed")

    def _asked(self, question: int, word: str, at: int) -> Figure | None:
        """Who was asked the draft ``question`` and now answers, at a word: the one person asked by name or trade, else not the asker."""
        asked = [f for f in self._people_asked(question) if suits(word, f) and not against(word, f)]
        if len(asked) == 1:
            self.chooser.called(asked[0], at, word)
            return asked[0]
        return self.chooser.choose(at, word, self.voice_of[question], None)

    def _question(self, number: int | None) -> int | None:
        """The draft that the draft ``number`` answers: "Roe asked her what she had done. She answered that …"."""
        if number is None or not self.drafts[number].cue or self.drafts[number].parent is not None:
            return None
        cue = self.drafts[number].cue[0]
        answers = _ANSWERS.match(self.frame.text, *cue) is not None
        if not answers and not (_SAID.fullmatch(self.frame.text, *cue) and self._opens_sentence(number)):
            return None
        near = range(max(0, number - _NEAR_DRAFTS), min(len(self.drafts), number + _NEAR_DRAFTS))
        before = [i for i in near if i in self.voice_of and self.drafts[i].cue and self.drafts[i].cue[0] < cue]
        last = max(before, key=lambda i: self.drafts[i].cue[0], default=None)
        if last is None or not _ASKS.search(self.frame.text, *self.drafts[last].cue[0]):
            return None
        return last if answers or self._asked_somebody(last, number) else None

    def _opens_sentence(self, number: int) -> bool:
        source = self.drafts[number].source
        return source is not None and self.frame.sentences[self.frame.sentence_at(source[0])][0] == source[0]

    def _asked_somebody(self, asked: int, number: int) -> bool:
        """Whether somebody was asked in the sentence before the one that a draft opens: "Roe asked Tarr to stop. He said …"."""
        question, source = self.drafts[asked], self.drafts[number].source
        if source is None or self.frame.sentence_at(question.cue[0][0]) != self.frame.sentence_at(source[0]) - 1:
            return False
        return bool(self._people_asked(asked))

    def _people_asked(self, question: int) -> list[Figure]:
        """The persons mentioned between the verb of asking and what is asked."""
        draft = self.drafts[question]
        near = self.frame.words_in(draft.cue[-1][1], draft.content[0][0])
        return self.chooser.people_between(near[0], near[-1] + 1) if near else []

    def _called_upon(self, at: int) -> Figure | None:
        """Whom "you" names where the sentence calls to somebody: "as you pointed out, Lena, it was late"."""
        words = self.words
        low = self.frame.first_of_sentence[self.frame.sentence_of[at]]
        for i in range(max(low, at - 12), min(len(words) - 1, at + 12)):
            figure = self.register.at.get(i)
            first = self._starts.get(i, i)
            if figure is None or figure.kind != "person" or first != i or not first > 0:
                continue
            if words[first - 1] == "," and words[i + 1] in (",", "?", ".") and words[first - 2].islower():
                return figure
        return None

    def _expletive(self, at: int) -> bool:
        """Whether an "it" stands for nobody: "it emerged that", "it has become clear that"."""
        i = at + 1
        while i < min(len(self.words), at + 5) and (self.words[i].lower() in _FILLERS or self.words[i].endswith("ly")):
            i += 1
        return i < len(self.words) and self.words[i].lower() in _EMERGES

    def _is_the_page(self, at: int) -> bool:
        """Whether an "it" that opens a sentence is the page itself: "This article was amended on Monday. It originally said"."""
        sentence = self.frame.sentence_of[at]
        if not sentence or self.frame.first_of_sentence[sentence] != at:
            return False
        return _AMENDED.match(self.frame.text, self.frame.sentences[sentence - 1][0]) is not None

    def _spoken_of(self, at: int, number: int | None) -> frozenset[int]:
        """Figures mentioned in the words that the pronoun at a word says: people seldom speak of themselves so, bodies do.

        In "he said Roe would" that is only what stands behind the pronoun; quoted words, and those that "he said" is put into or
        behind, are wholly his.
        """
        if number is None or self.words[at].lower() in THING:
            return frozenset()
        draft, here = self.drafts[number], self.frame.words.start[at]
        own = draft.source is not None and draft.source[0] <= here < draft.source[1]
        if not own:
            return frozenset()
        whole = draft.form == "direct" or draft.block or self.words[max(0, at - 1)] in (",", "—", "–", "--")
        found: set[int] = set()
        for low, high in draft.content:
            if whole or low > here:
                inside = self.frame.words_in(low, high)
                found.update(self.register.at[i].number for i in inside if i in self.register.at)
                found.update(figure.number for figure in self.chooser.within(inside.start, inside.stop))
        return frozenset(found)

    def _opens_content(self, at: int, number: int | None) -> bool:
        """Whether a pronoun is the first word, but for "that", of what the voice around it says."""
        parent = self.drafts[number].parent if number is not None else None
        if parent is None:
            return False
        first = self.frame.words_in(*self.drafts[parent].content[0]).start
        return at == first + (self.words[first].lower() == "that")

    def _in_direct(self, at: int, number: int | None) -> bool:
        """Whether a pronoun stands in somebody's own words; one found there by place alone does too."""
        parent = self.drafts[number].parent if number is not None else None
        return parent is None or not self._told_of(parent, self.frame.words.start[at])

    def _utterer(self, at: int, number: int | None, speaker: Figure | None) -> Figure | None:
        """Whose "I" it is: in words told at second hand ("he wrote that I said …") the "I" is whoever tells of them."""
        parent = self.drafts[number].parent if number is not None else None
        if parent is None or number is None or self._in_open_marks(at) or self._of_mind(number):
            return speaker
        while parent is not None and self._told_of(parent, self.frame.words.start[at]):
            parent = self.drafts[parent].parent
        return self._resolve_draft(parent) if parent is not None else None

    def _of_mind(self, number: int) -> bool:
        """Whether a draft's verb is one of thinking: "as far as I know" is how the one around it speaks."""
        text = self.frame.text
        return any(_THINKING.intersection(text[a:b].lower().split()) for a, b in self.drafts[number].cue)

    def _in_open_marks(self, at: int) -> bool:
        """Whether quotation marks opened in the paragraph of a word, outside any attribution's content, still stand open."""
        text, here = self.frame.text, self.frame.words.start[at]
        low = self.frame.paragraphs[self.frame.paragraph_of[at]][0]
        opened = text.count("“", low, here) > text.count("”", low, here) or text.count('"', low, here) % 2 == 1
        return opened and not any((self.drafts[i].form == "direct" or self.drafts[i].block) for i in self._around(here))

    def _told_of(self, number: int, position: int) -> bool:
        """Whether a place in a draft's content is in the words of whoever reports it, outside all quotation marks."""
        draft, text = self.drafts[number], self.frame.text
        if draft.block or draft.form == "direct":
            return False
        low = next((a for a, b in draft.content if a <= position < b), position)
        opened = text.count("“", low, position) - text.count("”", low, position)
        return opened <= 0 and text.count('"', low, position) % 2 == 0 and "‘" not in text[low:position]

    def _we(self, speaker: Figure | None) -> Figure:
        if speaker is None:
            return self.author()
        if speaker.kind in ("organization", "government", "publication", "group", "document"):
            return speaker
        return self._one(f"we {speaker.number}", f"we ({self._name_of(speaker)} and others)", "group", plural=True)

    def _speaker(self, at: int, number: int | None) -> Figure | None:
        """Whoever speaks the words at ``at``: the innermost attribution around them."""
        parent = self.drafts[number].parent if number is not None else None
        if parent is not None:
            return self._resolve_draft(parent) if parent != number and not self._points_back(parent, at) else None
        position = self.frame.words.start[at]
        best: tuple[int, int] | None = None
        for i in self._around(position):
            if i != number:
                size = sum(b - a for a, b in self.drafts[i].content)
                if best is None or size < best[0]:
                    best = (size, i)
        return self._resolve_draft(best[1]) if best is not None else None

    def _points_back(self, number: int, at: int) -> bool:
        """Whether a speaker behind the words at ``at`` is a pronoun that may mean them: "The union has agreed to return, it said"."""
        draft = self.drafts[number]
        if draft.source is None or draft.form != "indirect" or number in self.voice_of:
            return False
        here = self.frame.words_in(*draft.source)
        return len(here) == 1 and here.start > at and self.words[here.start].lower() in THING | PLURAL | SINGULAR_PERSON

    def _around(self, position: int) -> list[int]:
        if not hasattr(self, "_quoted"):
            direct = [
                (low, high, i)
                for i, d in enumerate(self.drafts)
                if d.form == "direct" or d.block
                for low, high in d.content
            ]
            self._quoted = sorted(direct)
            self._quoted_starts = [q[0] for q in self._quoted]
        k = bisect_left(self._quoted_starts, position + 1)
        return [i for low, high, i in self._quoted[max(0, k - 8) : k] if low <= position < high]

    def _before_contrast(self, i: int, limit: int) -> int:
        """Where the words end that a relative pronoun at a word goes back to: "the cook | , not the captain, who"."""
        if self.words[i - 1] != ",":
            return i
        comma = next((k for k in range(i - 2, limit, -1) if self.words[k] == ","), None)
        return comma if comma is not None and self.words[comma + 1].lower() in ("not", "rather") else i

    def _before_time(self, i: int, limit: int) -> int:
        """Where the words end before those that only say when: "guys out for a walk | one night who"."""
        for first in range(max(limit + 1, i - _LONGEST_TIME), i):
            if is_time(self._text(first, i)):
                return first
        return i

    def _relative(self, phrase: Phrase, number: int | None) -> Figure:
        """The noun phrase a relative pronoun stands behind."""
        i = phrase.first
        limit = max(0, i - 14)
        person = phrase.head in ("who", "whom")
        i = self._before_contrast(i, limit)
        while i > limit and (self.words[i - 1] in PUNCTUATION or self.words[i - 1].lower() in PREPOSITIONS):
            i -= 1
        i = self._before_time(i, limit)
        end = i
        apart = self._set_apart(phrase.first, limit) if person else None
        if apart is not None:
            return apart
        options: list[Figure] = []
        many = False
        begin = end
        if person and end and self.words[end - 1].lower() in _ANYBODY:
            return self._figure(self.parser.parse(end - 1, end, top=False), number)
        if end and self._bare_noun(end - 1):
            return self._figure(self.parser.parse(end - 1, end, top=False), number)
        while begin > limit:
            begin -= 1
            figure = self.register.at.get(begin)
            owns = self.words[begin + 1].lower() in ("'s", "’s", "'", "’") and begin + 2 < end
            if figure is not None and person and (owns or self._modifies(begin, end)):
                part = self.parser.parse(self._starts[begin], end, top=False)
                return self._figure(part, number)
            if figure is not None and not person and self._names_the_thing_behind(begin, end):
                return self._figure(self.parser.parse(self._starts[begin], end, top=False), number)
            if figure is not None and person and self._disagrees(phrase.first, figure):
                many = True
                continue
            if many and self._plural_people(begin) and self.words[begin - 1].lower() not in DETERMINERS:
                return self._figure(self.parser.parse(begin, begin + 1, top=False), number)
            if figure is not None and (not person or figure.kind in ("person", "group", "unnamed")):
                start = self._starts[begin]
                if not (
                    person
                    and start
                    and self.words[start - 1].lower() in ("of", "in", "from", "at")
                    and figure.kind != "person"
                ):
                    return figure
            word = self.words[begin].lower()
            if word in (".", "?", "!", ";") or word in RELATIVES:
                break
            if person and word in self.lists.group and self.words[begin + 1].lower() in PREPOSITIONS:
                return self._figure(self.parser.parse(begin, end, top=False), number)  # "opponents of the bill, who"
            if person and self._crowd_by_itself(begin):
                return self._figure(
                    self.parser.parse(begin, begin + 1, top=False), number
                )  # "met Ostrians in June who"
            if word in ARTICLES or word in POSSESSIVES or word in _INDEFINITE or word in ("those", "these"):
                beside = self.register.at.get(begin - 2) if self.words[begin - 1] in (",", "—", "–", "--") else None
                if person and beside is not None and beside.kind == "person" and word in ("a", "an", "the"):
                    return beside  # "Ada Quint — a former reeve who"
                if finite_verb(self.words, begin + 1, end) is not None:
                    break  # a clause, not a noun phrase: "the remark was seized upon by Roe, who"
                part = self.parser.parse(begin, end, top=False)
                part = (self._human_part(part, end) if person else None) or part
                figure = self._figure(part, number) if part.shape in ("description", "name") else None
                if figure is not None:
                    if not person or (figure.kind in ("unnamed", "group", "person") and self._human(figure)):
                        return figure
                    options.append(figure)
        if options:
            return options[0]
        if end - 1 >= limit and self.words[end - 1].lower() in self.lists.nouns:
            return self._figure(self.parser.parse(end - 1, end, top=False), number)
        return (None if many else self.chooser.latest(phrase.first)) or self._nobody()
