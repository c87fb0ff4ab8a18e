"""From source spans to voices: one pass through the document, remembering who has been spoken of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from headwater.model import Document, Voice
from headwater.read.frame import Draft, Frame, Range, Signals
from headwater.read.voices.closed import (
    ARTICLES,
    CLITIC,
    CLOSED,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    NUMBERS,
    POSSESSIVES,
    PUNCTUATION,
    RELATIVES,
    SUBORDINATORS,
)
from headwater.read.voices.describing import Describing
from headwater.read.voices.figures import Figure
from headwater.read.voices.finite import finite_verb
from headwater.read.voices.gazetteer import singular
from headwater.read.voices.phrases import Phrase
from headwater.read.voices.pronoun_fit import PLURAL_BODIES
from headwater.read.voices.roles import tells_of_another
from headwater.read.when import without_time

_UNSHUT = re.compile(r" ?\([^()]*$")
"""A bracket that a role cut short leaves open: "clerk to Rep. Roe (R-Tarn"."""
_NEVER_ONE = PLURAL_BODIES | {"right", "left"}
"""Nouns for people that "a" never counts: "a report right there", "ran an errand police said"."""
_SAYER = 5
"""Words within which whoever speaks stands between a relative pronoun and its cue."""


_APPOSED = 5
"""Words of an apposition before the name it ends on."""
_DEEPEST = 8
"""Levels of attribution inside attribution; a parent may not be followed for ever."""


def resolve(
    frame: Frame, drafts: Sequence[Draft], document: Document, signals: Signals | None = None
) -> tuple[tuple[Voice, ...], list[str]]:
    """The voices of a document, and parallel to ``drafts`` the id of each draft's voice.

    Ids count in order of first mention. A draft without a source gets the voice "not named", one for the whole document:
    it says only that the text does not say who.
    """
    return Resolver(frame, drafts, document, signals).run()


class Resolver(Describing):
    """State of one document's resolution; use `resolve`."""

    def run(self) -> tuple[tuple[Voice, ...], list[str]]:
        """Resolve every draft, in order of the text."""
        self._classify()
        firsts = self._starts
        self.chooser.know([(firsts[i], i, f) for i, f in sorted(self.register.at.items())])
        self.chooser.vote()
        for at, what, item in self._events():
            if what == 0:
                self._pass_name(at)
            elif what == 1:
                self._pass_description(at, item)
            else:
                self._resolve_draft(item)
        return self._voices()

    def _events(self) -> list[tuple[int, int, int]]:
        events = [(m.after - 1, 0, 0) for m in self.names if m.after - 1 in self.register.at]
        covered = self._covered()
        events += [(i, 1, end) for i, end in self._descriptions() if i not in covered]
        for number, draft in enumerate(self.drafts):
            events.append((self._turn(draft), 2, number))
        events.sort(key=lambda e: (e[0], e[1]))
        return events

    def _turn(self, draft: Draft) -> int:
        """The word at which a draft is resolved: its source, but for "I" and "we" not before whoever says it has been named."""
        at = self._first(draft.source or draft.content[0])
        word = self.words[at].lower() if at < len(self.words) else ""
        if draft.source is not None and word in FIRST_SINGULAR | FIRST_PLURAL:
            for _ in range(_DEEPEST):
                if draft.parent is None:
                    break
                draft = self.drafts[draft.parent]
                at = max(at, self._first(draft.source or draft.content[0]))
        return at

    def _first(self, span: Range) -> int:
        found = self.frame.words_in(*span)
        return found.start

    def _covered(self) -> set[int]:
        covered: set[int] = set()
        for mention in self.names:
            for low, high in mention.roles:
                covered.update(range(low, high))
        for draft in self.drafts:
            if draft.source:
                covered.update(self.frame.words_in(*draft.source))
        return covered

    def _descriptions(self) -> list[tuple[int, int]]:
        """Noun phrases outside sources that may introduce or mention a figure: article, words, a noun from the lists."""
        found: list[tuple[int, int]] = []
        words = self.words
        nouns = self.lists.nouns
        before = ","
        for i, word in enumerate(words):
            lower = word.lower()
            opens = before in PUNCTUATION or before in SUBORDINATORS
            before = lower
            if opens and self._bare_group(lower):
                found.append((i, i + 1))
                continue
            if lower not in ARTICLES and lower not in POSSESSIVES and lower not in NUMBERS and not lower.isdigit():
                continue
            last = 0
            for k in range(i + 1, min(i + 7, len(words))):
                follow = words[k].lower()
                if words[k] in CLITIC or (words[k] in ("'", "’") and words[k - 1].endswith("s")):
                    continue
                if follow in CLOSED or words[k] in PUNCTUATION:
                    break
                if follow in nouns and not (follow in _NEVER_ONE and lower in ("a", "an")):
                    last = k + 1
            if last and not self._names_a_thing(last):
                found.append((i, last))
        return found

    def _names_a_thing(self, after: int) -> bool:
        """Whether a body's noun only describes the thing behind it: "a police vehicle"."""
        if self.words[after - 1].lower() not in self.lists.government or after >= len(self.words):
            return False
        word = self.words[after]
        return (
            word.islower()
            and word.isalpha()
            and word not in CLOSED
            and not word.endswith(("ed", "ly"))
            and finite_verb(self.words, after, after + 1, behind_subject=True) is None
        )

    def _bare_group(self, lower: str) -> bool:
        """Whether a word that opens a clause is a plural noun for people without an article: "After officers arrived, they"."""
        many = lower in self.lists.group or lower in PLURAL_BODIES
        return many or (lower.endswith("s") and singular(lower) in self.lists.person)

    def _pass_name(self, at: int) -> None:
        figure = self.register.at[at]
        before = self._paired(at)
        if before is not None and before is not figure:
            self.chooser.see(self._pair([before, figure]), at, at)
        self.memory.note(figure, at)
        self.chooser.see(figure, self._starts.get(at, at), at)

    def _paired(self, at: int) -> Figure | None:
        """The person joined by "and" to the person whose name ends at a word."""
        first = self._starts.get(at)
        if first is None or first < 2 or self.words[first - 1].lower() != "and":
            return None
        before = self.register.at.get(first - 2)
        return before if before is not None and before.kind == self.register.at[at].kind == "person" else None

    def _pass_description(self, first: int, after: int) -> None:
        phrase = self.parser.parse(first, after)
        if phrase.shape != "description":
            return
        bare = after - first == 1 and self.words[first].lower() in PLURAL_BODIES
        known = self.memory.by_label((self.words[first].lower(),)) or self._known(phrase, None, None) if bare else None
        if bare and known is None:
            return  # "Police: four shot" says nothing of whose police speak below
        named = self._named_in_apposition(phrase)
        if named is not None:
            named.heads.add(phrase.head)
        self._see(known or named or self._described(phrase), phrase)

    def _named_in_apposition(self, phrase: Phrase) -> Figure | None:
        """The person at the end of an apposition: "his lawyer, the former reeve Ada Quint"."""
        words, at = self.words, phrase.after
        person = phrase.head in self.lists.person | self.lists.title and not phrase.plural
        if not person or words[at : at + 1] != [","] or words[at + 1 : at + 2] not in (["the"], ["a"], ["an"]):
            return None
        for k in range(at + 2, min(at + 2 + _APPOSED, len(words))):
            if k in self._lasts:
                after = self._lasts[k] + 1
                figure = self.register.at.get(after - 1)
                ends = after >= len(words) or words[after] in PUNCTUATION
                office = words[k - 1].lower() in self.lists.person | self.lists.title  # not "a man Ada Quint knew"
                return figure if figure is not None and figure.kind == "person" and ends and office else None
            plain = words[k].islower() and words[k].replace("-", "").isalpha()
            if not plain or words[k] in CLOSED:
                return None  # "his lawyer, the brother of Ada Quint"
        return None

    def _resolve_draft(self, number: int) -> Figure:
        done = self.voice_of.get(number)
        if done is not None:
            return done
        draft = self.drafts[number]
        if draft.source is None or number in self._busy:
            figure = self._nobody()
        else:
            self._busy.add(number)
            figure = self.by_source.get(draft.source) or self._source(draft, number)
            self.by_source[draft.source] = figure
            self._busy.discard(number)
            if draft.parent is None:
                told = self.frame.words_in(draft.content[0][0], draft.content[-1][1])
                self.chooser.talk.spoke(figure, self._first(draft.source), (told.start, told.stop))
            if draft.source not in figure.spans:
                figure.spans.append(draft.source)
        self.voice_of[number] = figure
        return figure

    def _source(self, draft: Draft, number: int) -> Figure:
        assert draft.source is not None
        start, end = draft.source
        indices = self.frame.words_in(start, without_time(self.frame.text, start, end))
        if self._dateline(indices):
            return self._nobody()
        phrase = self.parser.parse(indices.start, indices.stop)
        if phrase.shape == "relative" and draft.cue:
            phrase = self._said_inside(phrase, self._first(draft.cue[0])) or phrase
        return self._figure(phrase, number)

    def _said_inside(self, relative: Phrase, cue: int) -> Phrase | None:
        """Who says it in "Roe, who officials said had left": whoever stands between the relative pronoun and the cue."""
        if not 0 < cue - relative.after <= _SAYER:
            return None
        part = self.parser.parse(relative.after, cue, top=False)
        last = self.words[cue - 1].lower()
        found = part.shape == "name" or (part.shape == "description" and last in self.lists.nouns)
        return part if found and part.after == cue else None

    def _dateline(self, indices: range) -> bool:
        """Whether the words are the place in capitals that opens a report, which says nothing."""
        if not indices or indices.start not in self._openers or indices.stop >= len(self.words):
            return False
        words = self.words[indices.start : indices.stop]
        follow = self.words[indices.stop]
        return all(w.isupper() or w in PUNCTUATION for w in words) and follow in ("—", "–", "--", "-", "(")

    def _figure(self, phrase: Phrase, number: int | None) -> Figure:
        if phrase.shape == "empty":
            return self._nobody()
        if phrase.shape == "pronoun":
            return self._pronoun(phrase.first, number)
        if phrase.shape == "relative":
            return self._relative(phrase, number)
        if phrase.shape == "joint":
            return self._together(phrase, number)
        if phrase.shape == "name" and phrase.name is not None:
            figure = self.register.at.get(phrase.name.after - 1)
            if figure is not None and not self._one_of_many(phrase):
                self._deepen(figure, phrase)
                self._see(figure, phrase)
                return figure
        figure = self._role_of_name.get(phrase.first) or self._described(phrase, number)
        self._see(figure, phrase)
        return figure

    def _one_of_many(self, phrase: Phrase) -> bool:
        """Whether a phrase means any member of a group: "a young Liberal" is not the Liberal Party."""
        name = phrase.name
        if (
            name is None
            or len(name.tokens) > 1
            or self.words[phrase.first].lower() not in ("a", "an", "one", "another")
        ):
            return False
        return name.tokens[0].lower() + "s" in self.lists.group

    def _deepen(self, figure: Figure, phrase: Phrase) -> None:
        if not phrase.role or phrase.role in figure.roles or phrase.role[1] <= phrase.role[0]:
            return
        if not tells_of_another(self.words, phrase.role[0]):
            figure.roles.append(phrase.role)
            self._learn_role(figure, *phrase.role)

    def _together(self, phrase: Phrase, number: int | None) -> Figure:
        """Several figures who share one voice."""
        members: list[Figure] = []
        for part in phrase.parts:
            figure = self._figure(part, number)
            if figure not in members:
                members.append(figure)
        if len(members) == 1:
            return members[0]
        figure = self._pair(members)
        self._see(figure, phrase)
        return figure

    def _role_of(self, figure: Figure) -> str | None:
        best = ""
        for low, high in sorted(figure.roles):
            text = _UNSHUT.sub("", self._text(low, high))
            if len(text) > len(best) and len(text) < 200 and self._says_what(text):
                best = text
        return best or None

    def _says_what(self, text: str) -> bool:
        """Whether words beside a name say what somebody is: not "Mr", not "the", not a clause ("the council met")."""
        words = text.rstrip(".").split()
        telling = [word for word in words if word.lower() not in CLOSED and word.lower() not in self.lists.honorific]
        if not telling:
            return False
        # "a fisherman based at Ulver", "who saw the papers": described, whatever verb is in it
        described = words[0].lower() in ("a", "an", "one") or words[0].lower() in RELATIVES
        return described or finite_verb(words, 0, len(words)) is None

    def _voices(self) -> tuple[tuple[Voice, ...], list[str]]:
        used = {figure.number: figure for figure in self.voice_of.values()}
        placed = sorted(used.values(), key=lambda f: (min((*self._spans(f), (len(self.frame.text), 0))), f.number))
        ids = {figure.number: f"v{i}" for i, figure in enumerate(placed, 1)}
        voices = tuple(self._voice(figure, ids[figure.number]) for figure in placed)
        return voices, [ids[self.voice_of[i].number] for i in range(len(self.drafts))]

    def _spans(self, figure: Figure) -> list[Range]:
        words = self.frame.words
        spans = set(figure.spans)
        if figure.names:
            for mention in self._mentions_of(figure):
                spans.add((words.start[mention.first], words.end[mention.after - 1]))
        return sorted(spans)

    def _voice(self, figure: Figure, identity: str) -> Voice:
        return Voice(
            id=identity,
            name=self._name_of(figure),
            kind=figure.kind or "unknown",  # type: ignore[arg-type]
            named=figure.named,
            role=self._role_of(figure),
            mentions=tuple(self.document.span(low, high) for low, high in self._spans(figure)),
            joined=tuple(dict.fromkeys(figure.joined)),
        )


__all__ = ["resolve"]
