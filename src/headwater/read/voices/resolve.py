"""From source spans to voices: one pass through the document, remembering who has been spoken of."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from headwater.model import Document, Voice, VoiceKind
from headwater.read.frame import Draft, Frame, Range, Signals
from headwater.read.voices.closed import (
    ARTICLES,
    CLITIC,
    CLOSED,
    FEMALE,
    FIRST_PLURAL,
    FIRST_SINGULAR,
    MALE,
    NUMBERS,
    PERSONAL,
    PLURAL,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SECOND,
    THING,
    word_set,
)
from headwater.read.voices.descriptions import Memory
from headwater.read.voices.figures import Figure, Register
from headwater.read.voices.gazetteer import Gazetteer, gazetteer, singular
from headwater.read.voices.kinds import SAYINGS, Evidence, kind_of_description, kind_of_name
from headwater.read.voices.mentions import Mention, find_names
from headwater.read.voices.phrases import Parser, Phrase
from headwater.read.voices.pronouns import Chooser

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both", "all"})
_INDEFINITE = word_set("a an some any every each no many most several few one another other") | NUMBERS
_OTHER = frozenset({"another", "other", "others"})
NOT_NAMED = "not named"


def resolve(
    frame: Frame, drafts: Sequence[Draft], document: Document, signals: Signals | None = None
) -> tuple[tuple[Voice, ...], list[str]]:
    """The voices of a document, and parallel to ``drafts`` the id of each draft's voice.

    Ids count in order of first mention. A draft without a source gets the voice "not named", one for the whole document:
    it says only that the text does not say who.
    """
    return Resolver(frame, drafts, document, signals).run()


class Resolver:
    """State of one document's resolution; use `resolve`."""

    def __init__(self, frame: Frame, drafts: Sequence[Draft], document: Document, signals: Signals | None) -> None:
        self.frame = frame
        self.words = frame.words.text
        self.drafts = drafts
        self.document = document
        self.lists = gazetteer()
        self.names = find_names(frame, self.lists)
        self.register = Register(self.lists, self.words)
        self.register.fill(self.names)
        self.parser = Parser(self.words, self.names, self.lists)
        self.memory = Memory(self.lists)
        self.chooser = Chooser(frame, signals)
        self.voice_of: dict[int, Figure] = {}
        self.by_source: dict[Range, Figure] = {}
        self._joint: dict[frozenset[int], Figure] = {}
        self._special: dict[str, Figure] = {}
        self._busy: set[int] = set()
        self._openers = set(frame.first_word)
        self._starts = {m.after - 1: m.start for m in self.names}

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

    # What the names are

    def _classify(self) -> None:
        evidence = self._evidence()
        for figure in self.register.figures:
            if not figure.names:
                continue
            for low, high in figure.roles:
                self._learn_role(figure, low, high)
            figure.heads |= figure.titles & (self.lists.title | self.lists.person)
            figure.kind = kind_of_name(figure, self.lists, evidence)
            figure.words |= {w.lower() for name in figure.names for w in name} | figure.titles
            if figure.kind not in ("person",):
                figure.heads |= {
                    w for name in figure.names for w in map(_lower_singular, name) if w in self.lists.nouns
                }
            figure.plural = figure.kind == "group"

    def _learn_role(self, figure: Figure, low: int, high: int) -> None:
        words = [w.lower().rstrip(".") or w for w in self.words[low:high]]
        figure.words.update(w for w in words if w not in CLOSED and w not in PUNCTUATION)
        end = next((i for i, w in enumerate(words) if i and w in PREPOSITIONS), len(words))
        while end > 0 and (words[end - 1] in PUNCTUATION or words[end - 1] in CLITIC):
            end -= 1
        if end:
            figure.heads.add(singular(words[end - 1].rstrip(".")))

    def _evidence(self) -> Evidence:
        evidence = Evidence()
        words = self.words
        at = self.register.at
        for mention in self.names:
            figure = at.get(mention.after - 1)
            if figure is None:
                continue
            before = words[mention.start - 1].lower() if mention.start else ""
            counter = None
            if before == "the":
                counter = evidence.the
            elif before in ("in", "at", "near", "outside", "inside", "throughout"):
                counter = evidence.place
            if counter is not None:
                counter[figure.number] = counter.get(figure.number, 0) + 1
            for word in words[mention.after : mention.after + 14]:
                evidence.add(word.lower(), figure.number)
            follow = [w.lower() for w in words[mention.after : mention.after + 2]]
            for word in follow if follow[:1] == [","] else ():
                evidence.relative(word, figure.number)
        return evidence

    # The events of the text in order

    def _events(self) -> list[tuple[int, int, int]]:
        events = [(m.after - 1, 0, 0) for m in self.names if m.after - 1 in self.register.at]
        covered = self._covered()
        events += [(i, 1, end) for i, end in self._descriptions() if i not in covered]
        for number, draft in enumerate(self.drafts):
            events.append((self._first(draft.source or draft.content[0]), 2, number))
        events.sort(key=lambda e: (e[0], e[1]))
        return events

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
        for i, word in enumerate(words):
            lower = word.lower()
            if lower not in ARTICLES and lower not in POSSESSIVES and lower not in NUMBERS:
                continue
            last = 0
            for k in range(i + 1, min(i + 7, len(words))):
                follow = words[k].lower()
                if words[k] in CLITIC:
                    continue
                if follow in CLOSED or words[k] in PUNCTUATION:
                    break
                if follow in nouns:
                    last = k + 1
            if last:
                found.append((i, last))
        return found

    def _pass_name(self, at: int) -> None:
        figure = self.register.at[at]
        before = self._paired(at)
        if before is not None and before is not figure:
            self.chooser.see(self._pair([before, figure]), at, at)
        self.memory.note(figure, at)
        self.chooser.see(figure, at, at)

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
        figure = self._described(phrase)
        self._see(figure, phrase)

    def _see(self, figure: Figure, phrase: Phrase) -> None:
        at = max(phrase.first, phrase.core - 1)
        figure.places.append(at)
        self.memory.note(figure, at)
        self.chooser.see(figure, phrase.first, at)

    # One draft

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
                self.chooser.spoke(figure, self._first(draft.source))
            if draft.source not in figure.spans:
                figure.spans.append(draft.source)
        self.voice_of[number] = figure
        return figure

    def _source(self, draft: Draft, number: int) -> Figure:
        assert draft.source is not None
        indices = self.frame.words_in(*draft.source)
        if self._dateline(indices):
            return self._nobody()
        phrase = self.parser.parse(indices.start, indices.stop)
        return self._figure(phrase, number)

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
            if figure is not None:
                self._deepen(figure, phrase)
                self._see(figure, phrase)
                return figure
        figure = self._described(phrase, number)
        self._see(figure, phrase)
        return figure

    def _deepen(self, figure: Figure, phrase: Phrase) -> None:
        if phrase.role and phrase.role not in figure.roles and phrase.role[1] > phrase.role[0]:
            figure.roles.append(phrase.role)
            self._learn_role(figure, *phrase.role)

    def _nobody(self) -> Figure:
        return self._one(NOT_NAMED, NOT_NAMED, "unknown")

    def _one(self, key: str, label: str, kind: VoiceKind, *, plural: bool = False) -> Figure:
        figure = self._special.get(key)
        if figure is None:
            figure = self.register.new()
            figure.label, figure.kind, figure.named, figure.plural = label, kind, False, plural
            self._special[key] = figure
        return figure

    def author(self) -> Figure:
        """The page's own author."""
        figure = self._one("author", " and ".join(self.document.authors) or "the author", "author")
        figure.named = bool(self.document.authors)
        return figure

    # Descriptions

    def _described(self, phrase: Phrase, number: int | None = None) -> Figure:
        special = self._out_of(phrase, number) or self._counted(phrase)
        if special is not None:
            return special
        owner = self._owner(phrase, number)
        if owner is None and phrase.head in SAYINGS and number is not None:
            owner = self._written_by(phrase)
            if owner is not None:
                return owner
        if owner is not None and phrase.noun and singular(phrase.noun) in SAYINGS and number is not None:
            return owner
        words = tuple(w.lower() for w in self.words[phrase.first : phrase.core])
        first = words[0]
        if first in ARTICLES and len(words) > 1:
            words = words[1:]
        new = phrase.determiner in _INDEFINITE or bool(_OTHER & {first, phrase.head, *phrase.modifiers})
        if not new:
            known = self.memory.by_label(words) if owner is None else None
            if known is None or phrase.determiner in _DEFINITE:
                known = self._known(phrase, owner) or known
            if known is not None:
                return known
        return self._introduce(phrase, owner, words)

    def _written_by(self, phrase: Phrase) -> Figure | None:
        """The person in "one Roe text": a name right before a noun for something said."""
        for i in range(phrase.core - 1, phrase.first, -1):
            if self.words[i].lower() == phrase.noun:
                figure = self.register.at.get(i - 1)
                return figure if figure is not None and figure.kind == "person" else None
        return None

    def _out_of(self, phrase: Phrase, number: int | None) -> Figure | None:
        """The figure of "one of them" and "one of the three": described by the group it comes from."""
        words = [w.lower() for w in self.words[phrase.first : phrase.core]]
        if "of" not in words[1:3] or len(words) > words.index("of") + 3:
            return None
        at = phrase.first + words.index("of")
        rest = words[words.index("of") + 1 :]
        if rest in (["them"], ["those"]):
            group = self.chooser.choose(at, "them", None, None)
        elif len(rest) == 2 and rest[0] == "the" and rest[1] in NUMBERS:
            group = self.memory.counted(rest[1])
        else:
            return None
        if group is None:
            return None
        figure = self.register.new()
        figure.named, figure.plural = False, words[0] not in ("one", "another", "either", "neither", "each")
        figure.kind = "unnamed"
        figure.heads = {singular(h) for h in group.heads}
        figure.words = set(group.words)
        figure.label = f"{words[0]} of {self._name_of(group)}"
        return figure

    def _counted(self, phrase: Phrase) -> Figure | None:
        """The figure of "the first", "the latter", "the other man": one of two described before."""
        words = [w.lower() for w in self.words[phrase.first : phrase.core]]
        if (
            words[0] != "the"
            or len(words) not in (2, 3)
            or words[1] not in ("first", "second", "former", "latter", "other")
        ):
            return None
        if len(words) == 3 and not (words[1] == "other" and singular(words[2]) in self.lists.person):
            return None
        two = self.chooser.last_two(phrase.first, described=words[1] in ("first", "second"))
        if len(two) < 2:
            return None
        earlier, later = two
        if words[1] == "other":
            last = self.chooser.last_speaker(phrase.first)
            return later if last is earlier else earlier if last is later else None
        return earlier if words[1] in ("first", "former") else later

    def _known(self, phrase: Phrase, owner: Figure | None) -> Figure | None:
        bare = not phrase.determiner and owner is None
        if bare and phrase.plural and phrase.noun not in self.lists.government:
            return None
        found = self.memory.find(phrase, phrase.first, owner, self.words)
        if found is not None or bare or owner is not None:
            return found
        return self._doer(phrase)

    def _doer(self, phrase: Phrase) -> Figure | None:
        """Who did what a noun says: "the translator" after "a novel that Roe translated"."""
        head = phrase.head
        if len(head) < 7 or not head.endswith(("er", "or")) or len(phrase.modifiers) > 1:
            return None
        stem = head[:-2]
        low = max(0, phrase.first - 80)
        for i in range(phrase.first - 1, low, -1):
            word = self.words[i].lower()
            if word.startswith(stem) and word.endswith(("ed", "es", "s", "e")) and word != head + "s":
                for k in range(i - 1, max(low, i - 6), -1):
                    figure = self.register.at.get(k)
                    if figure is not None:
                        return figure
        return None

    def _owner(self, phrase: Phrase, number: int | None) -> Figure | None:
        if phrase.owner is None:
            return None
        first, after = phrase.owner
        word = self.words[first].lower()
        if after - first == 1 and word in POSSESSIVES:
            return None if word == "whose" else self._pronoun(first, number)
        if after - first > 12 or after >= phrase.core:
            return None
        part = self.parser.parse(first, after, top=False)
        if part.shape == "name" and part.name is not None:
            return self.register.at.get(part.name.after - 1)
        return self._described(part) if part.shape == "description" else None

    def _introduce(self, phrase: Phrase, owner: Figure | None, words: tuple[str, ...]) -> Figure:
        figure = self.register.new()
        figure.named = False
        figure.plural = phrase.plural
        figure.heads.add(phrase.head)
        figure.words = {w for w in words if w not in PUNCTUATION}
        figure.kind = kind_of_description(
            phrase.head, phrase.noun, frozenset(words), phrase.determiner, phrase.plural, self.lists
        )
        figure.label = self._label(phrase, owner)
        if owner is not None:
            figure.detail = f"owner {owner.number}"
            figure.words |= {w.lower() for name in owner.names for w in name}
        else:
            self.memory.note_label(words, figure)
        if phrase.core < phrase.after:
            figure.roles.append((phrase.core + 1, phrase.after))
        return figure

    def _label(self, phrase: Phrase, owner: Figure | None) -> str:
        text = self._text(phrase.first, phrase.core)
        if owner is not None and phrase.owner is not None and self.words[phrase.owner[0]].lower() in POSSESSIVES:
            rest = self._text(phrase.owner[1], phrase.core)
            name = self._name_of(owner)
            if name.lower() not in PERSONAL:
                before = self._text(phrase.first, phrase.owner[0])
                ending = "’" if name.endswith("s") and owner.plural else "’s"
                text = f"{before} {name}{ending} {rest}".strip() if rest else name
        if text.split(" ", 1)[0].lower() in CLOSED or text.split(" ", 1)[0].lower() in self.lists.nouns:
            text = text[:1].lower() + text[1:]
        return text

    def _text(self, first: int, after: int) -> str:
        while (
            after > first
            and self.words[after - 1] in PUNCTUATION | CLITIC
            and self.words[after - 1] not in (")", "”", '"')
        ):
            after -= 1
        if first >= after:
            return ""
        raw = self.frame.text[self.frame.words.start[first] : self.frame.words.end[after - 1]]
        return " ".join(raw.split())

    # Pronouns and relatives

    def _pronoun(self, at: int, number: int | None) -> Figure:
        word = self.words[at].lower()
        speaker = self._speaker(at, number)
        if word in FIRST_SINGULAR:
            return speaker or self.author()
        if word in FIRST_PLURAL:
            return self._we(speaker)
        if word in SECOND:
            return self._one("you", "you", "unnamed")
        direct = speaker is not None and self._in_direct(number)
        found = self.chooser.choose(at, word, speaker if direct else None, None if direct else speaker)
        if found is not None:
            return found
        if word in PLURAL:
            return self._one(f"they {at}", "they", "group", plural=True)
        if word in THING:
            return self._one(f"it {at}", "it", "unknown")
        return self._one(f"{word} {at}", word if word in MALE | FEMALE else "not named", "unnamed")

    def _in_direct(self, number: int | None) -> bool:
        """Whether a draft stands inside somebody's own words; a pronoun found there by place alone does too."""
        parent = self.drafts[number].parent if number is not None else None
        return parent is None or self.drafts[parent].form == "direct" or self.drafts[parent].block

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
            return self._resolve_draft(parent) if parent != number else None
        position = self.frame.words.start[at]
        best: tuple[int, int] | None = None
        for i in self._around(position):
            if i != number:
                size = sum(b - a for a, b in self.drafts[i].content)
                if best is None or size < best[0]:
                    best = (size, i)
        return self._resolve_draft(best[1]) if best is not None else None

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

    def _relative(self, phrase: Phrase, number: int | None) -> Figure:
        """The noun phrase a relative pronoun stands behind."""
        i = phrase.first
        limit = max(0, i - 14)
        person = phrase.head in ("who", "whom")
        while i > limit and (self.words[i - 1] in PUNCTUATION or self.words[i - 1].lower() in PREPOSITIONS):
            i -= 1
        end = i
        options: list[Figure] = []
        begin = end
        if end and self._bare_noun(end - 1):
            return self._figure(self.parser.parse(end - 1, end, top=False), number)
        while begin > limit:
            begin -= 1
            figure = self.register.at.get(begin)
            if figure is not None and (not person or figure.kind in ("person", "group", "unnamed")):
                start = self._starts[begin]
                if not (person and start and self.words[start - 1].lower() in ("of", "in", "from", "at") and figure.kind != "person"):
                    return figure
            word = self.words[begin].lower()
            if word in (".", "?", "!", ";") or word in RELATIVES:
                break
            if word in ARTICLES or word in POSSESSIVES or word in _INDEFINITE or word in ("those", "these"):
                part = self.parser.parse(begin, end, top=False)
                figure = self._figure(part, number) if part.shape in ("description", "name") else None
                if figure is not None:
                    if (figure.kind in ("unnamed", "group", "person")) == person or not person:
                        return figure
                    options.append(figure)
        if options:
            return options[0]
        if end - 1 >= limit and self.words[end - 1].lower() in self.lists.nouns:
            return self._figure(self.parser.parse(end - 1, end, top=False), number)
        return self.chooser.latest(phrase.first) or self._nobody()

    def _bare_noun(self, i: int) -> bool:
        """Whether a plural noun stands without article: "people who say"."""
        word = self.words[i]
        before = self.words[i - 1].lower() if i else ""
        plural = word in self.lists.group and word.islower()
        return (
            plural
            and (before not in CLOSED or before in ("that", "and", "but"))
            and before not in self.lists.nouns
            and not before.endswith(("al", "ed", "an", "er", "ic", "ish", "y", "ve"))
        )

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

    def _pair(self, members: list[Figure]) -> Figure:
        key = frozenset(m.number for m in members)
        figure = self._joint.get(key) or self.register.new()
        if key not in self._joint:
            self._joint[key] = figure
            figure.named = any(m.named for m in members)
            figure.kind = "group"
            figure.plural = True
            figure.members = tuple(members)
            figure.words = set().union(*(m.words for m in members))
        return figure

    # What is handed on

    def _name_of(self, figure: Figure) -> str:
        if figure.members:
            return _list_words([self._name_of(m) for m in figure.members])
        if figure.label and (not figure.names or figure.members):
            return figure.label
        name = figure.full()
        text = " ".join(name)
        if (
            len(name) == 1
            and figure.gender
            and len([f for f in self.register.figures if f.names and f.full()[-1] == name[0]]) > 1
        ):
            honorific = next((t for t in sorted(figure.titles) if t in self.lists.honorific), "")
            text = f"{honorific.capitalize()} {text}".strip()
        return text or figure.label or NOT_NAMED

    def _as_written(self, figure: Figure, name: tuple[str, ...]) -> str:
        mention = next((m for m in self._mentions_of(figure) if m.tokens == name), None)
        return self._text(mention.first, mention.after) if mention else " ".join(name)

    def _role_of(self, figure: Figure) -> str | None:
        best = ""
        for low, high in sorted(figure.roles):
            text = self._text(low, high)
            if len(text) > len(best) and len(text) < 200:
                best = text
        return best or None

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

    def _mentions_of(self, figure: Figure) -> list[Mention]:
        if not hasattr(self, "_by_figure"):
            self._by_figure: dict[int, list[Mention]] = {}
            for mention in self.names:
                owner = self.register.at.get(mention.after - 1)
                if owner is not None:
                    self._by_figure.setdefault(owner.number, []).append(mention)
        return self._by_figure.get(figure.number, [])

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


def _lower_singular(word: str) -> str:
    return singular(word.lower())


def _list_words(names: list[str]) -> str:
    return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]


__all__ = ["Gazetteer", "resolve"]
