"""Names gathered into figures: full names, later surnames, given names and initials, by rules that can say why."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence

from headwater.read.frame import Range
from headwater.read.voices.closed import FEMALE, MALE, SPEECH
from headwater.read.voices.figures import PARTICLES, Figure, key_of, title_gender
from headwater.read.voices.gazetteer import Gazetteer
from headwater.read.voices.mentions import Mention
from headwater.read.voices.misspelt import misspellings
from headwater.read.voices.nicknames import nicknames

NOT_YET = 4.0
"""Against whoever of a surname is named in full only further on, where another was before."""
_JUST_NAMED = 2
"""Sentences within which a full name makes its bearer the likelier one of a surname."""
_COUNTRY = frozenset({"u.s", "u.k", "us", "uk"})
_DAYS = frozenset(
    "day week month weekend night tower towers building plaza square street avenue road bridge stadium hotel resort winery".split()
)
"""Last words of the names of occasions and places, which are not called by their first word: "Harbour Day" is not the harbour."""
_BODIES = frozenset(
    "organization organisation foundation campaign company group university college institute institution hospital library center centre "
    "corporation trust fund school church administration".split()
)
"""Last words of bodies that are called after somebody: "Mr Roe" is not the Roe Foundation."""
_KIN = frozenset(
    "lady wife husband daughter son daughters sons brother sister mother father girl girls boy boys children child niece nephew".split()
)
_KIN_GENDER = {
    **dict.fromkeys("wife daughter sister mother girl niece grandmother widow".split(), "f"),
    **dict.fromkeys("husband son brother father boy nephew grandfather widower".split(), "m"),
}
_GENERATIONS = frozenset({"jr", "sr", "ii", "iii", "iv"})
_SMALL = frozenset({"of", "the", "and", "for", "&", "a", "in", "on", "at"})


def _as_surnames(keys: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """ "Al Masri", opening a sentence, as the surname of "Bobby al Masri", though "Al" is a given name too."""
    surnames = {key[-1] for key in keys if key and " " in key[-1]}
    if not surnames:
        return keys
    return [
        (" ".join(key),) if len(key) == 2 and key[0] in PARTICLES and " ".join(key) in surnames else key for key in keys
    ]


class Register:
    """Gathers mentions of names into figures. Roughly linear in the number of mentions."""

    def __init__(
        self, lists: Gazetteer, words: Sequence[str], sentence_of: Sequence[int], paragraph_of: Sequence[int]
    ) -> None:
        self._lists = lists
        self._words = words
        self._sentence_of = sentence_of
        self._paragraph_of = paragraph_of
        self.figures: list[Figure] = []
        self._shape: dict[int, tuple[str, ...]] = {}
        self._whole_at: dict[int, list[Range]] = defaultdict(list)
        """Words of every full name, titles included, by number of the figure."""
        self._name_starts: set[int] = set()
        self._surnames: set[str] = set()
        """Last words of full names, and names with a title: "Roe and Lena Marl" are no family."""
        self._seats = frozenset(lists.seats.values())
        self._beside: set[int] = set()
        """Figures whose full names show that somebody else of the surname is the better known one."""
        self._bare: dict[int, int] = {}
        self._apart: dict[tuple[str, ...], Figure] = {}
        """Who was called by title and surname where only relations have a full name, by surname."""
        self.at: dict[int, Figure] = {}
        """Figure of the name whose last word stands at an index."""

    def fill(self, mentions: Sequence[Mention]) -> None:
        """Assign every mention to a figure."""
        keys = _as_surnames([key_of(m.tokens) for m in mentions])
        whole = self._whole_names(keys)
        self._name_starts = {m.start for m in mentions}
        self._surnames = {key[-1] for key in keys if len(key) > 1} | {
            key[0] for key, mention in zip(keys, mentions, strict=True) if len(key) == 1 and mention.titles
        }
        for mention, key in zip(mentions, keys, strict=True):
            if len(key) > 1 and key in whole:
                self._whole_at[whole[key].number].append((mention.start, mention.after))
                if self._another_bears_it(mention, key):
                    self._beside.add(whole[key].number)
        for figure in whole.values():
            figure.gender = figure.gender or self._kin_gender(figure)
        index = _Index(whole, self._lists)
        for n, second in nicknames(self._words, mentions).items():
            if keys[n] in whole:
                index.called(second, whole[keys[n]])
        latest: dict[tuple[str, ...], Figure] = {}
        for mention, key in zip(mentions, keys, strict=True):
            if not key:
                continue
            figure = whole.get(key) or self._short(mention, key, index, latest)
            if len(key) == 1 and not figure.gender:
                figure.gender = self._kin_before(mention.start)
            self._add(figure, mention)
            called_after = len(key) > 1 and (key[-1] in _DAYS or key[-1] in _BODIES)
            for part in {key[-1], key[0]}:
                if not (called_after and (part,) in latest):
                    latest[(part,)] = figure
            latest[key] = figure
        for into, gone, reason in misspellings(self.figures, self._lists):
            self.merge(into, gone, reason)

    def new(self) -> Figure:
        """A figure nobody has named yet."""
        figure = Figure(len(self.figures))
        self.figures.append(figure)
        return figure

    def _whole_names(self, keys: Sequence[tuple[str, ...]]) -> dict[tuple[str, ...], Figure]:
        """A figure for each name of several words, forms of one name together."""
        counts = Counter(k for k in keys if len(k) > 1)
        order = {k: i for i, k in reversed(list(enumerate(keys)))}
        whole: dict[tuple[str, ...], Figure] = {}
        ends: dict[tuple[str, str], Figure] = {}
        suffixes: dict[tuple[str, ...], list[Figure]] = defaultdict(list)
        for key in sorted(counts, key=lambda k: (-len(k), order[k])):
            figure = None
            person = not any(w in self._lists.hard_nouns or w in _SMALL for w in key)
            if person:
                figure = ends.get((key[0], key[-1]))
                if figure is not None and not _middles_agree(key, self._shape[figure.number]):
                    figure = None
                if figure is None and len(key[0]) == 1:
                    figure = ends.get((key[0][:1] + "*", key[-1]))
            if figure is None and len(suffixes.get(key, ())) == 1 and not self._is_place(key):
                figure = suffixes[key][0]
            if figure is None:
                figure = self.new()
                self._shape[figure.number] = key
            whole[key] = figure
            if person:
                ends.setdefault((key[0], key[-1]), figure)
                ends.setdefault((key[0][:1] + "*", key[-1]), figure)
            for i in range(1, min(len(key) - 1, 6)):
                if figure not in suffixes[key[i:]]:
                    suffixes[key[i:]].append(figure)
                whole_thing = key[-1] not in self._lists.document  # "Ivo Roe Memos" are not Ivo Roe
                if not person and whole_thing and key[:-i] and figure not in suffixes[key[:-i]]:
                    suffixes[key[:-i]].append(figure)
        return whole

    def _is_place(self, key: tuple[str, ...]) -> bool:
        """Whether a name is that of a state: "New York" is not the New York Times."""
        name = " ".join(key)
        return name in self._lists.states or name in self._seats

    def _short(
        self, mention: Mention, key: tuple[str, ...], index: _Index, latest: dict[tuple[str, ...], Figure]
    ) -> Figure:
        """The figure of a one-word name: a surname, a given name, initials, or a name of its own."""
        apart = self._beside_kin(mention, key, index.last.get(key[0], ()))
        if apart is not None:
            return apart
        gender = title_gender(mention.titles)
        surnamed = [f for f in index.last.get(key[0], ()) if not (gender and f.gender and f.gender != gender)]
        if gender and len(surnamed) > 1:
            surnamed = self._courteous(surnamed, gender, mention.first)
        if mention.titles and len(surnamed) > 1:
            titled = [f for f in surnamed if f.titles.intersection(mention.titles)]
            surnamed = (
                titled if len(titled) == 1 else surnamed
            )  # "Minister Roe" among the Roes is the one called so before
        recent = latest.get(key)
        choice: Figure | None = None
        if len(surnamed) == 1:
            choice = surnamed[0]
        elif len(surnamed) > 1:
            choice = recent if recent in surnamed or (recent and recent.given == key[0]) else None
            if gender and (choice is None or choice.gender != gender):
                choice = None
            elif not mention.titles:
                choice = self._bearer(surnamed, mention)
            elif choice is None:
                choice = surnamed[0]
        else:
            other = [f for f in index.first.get(key[0], ()) if not (mention.titles and f.number in index.bodies)]
            if recent is not None and not (gender and recent.gender and recent.gender != gender):
                choice = recent
            elif len(other) == 1:
                choice = other[0]
            elif mention.tokens[0].isupper() and 2 <= len(key[0]) <= 7:
                choice = index.initials.get(key[0])
                if choice:
                    choice.joined.append(f'"{mention.tokens[0]}": initials of "{" ".join(choice.full())}"')
        if choice is None:
            choice = latest.get((gender + " " + key[0],)) or self.new()
            choice.given = key[0]
        if gender and not choice.gender:
            choice.gender = gender
            latest[(gender + " " + key[0],)] = choice
        return choice

    def _beside_kin(self, mention: Mention, key: tuple[str, ...], surnamed: Sequence[Figure]) -> Figure | None:
        """Whom a title and surname name where the text names only relations of that surname in full.

        "President Roe's daughters, Lena and Ilse Roe": Ilse is not the president; nor where an office comes after them.
        """
        if not surnamed or not all(self._is_kin(figure) for figure in surnamed):
            return None
        before = mention.first < min(self._whole_at[figure.number][0][0] for figure in surnamed)
        if (mention.titles and before) or set(mention.titles) - self._lists.honorific:
            if key not in self._apart:
                self._apart[key] = self.new()
        return self._apart.get(key)

    def _is_kin(self, figure: Figure) -> bool:
        """Whether a full name first stands behind "his wife," or "Lena and", is the first lady's, or ends with "Jr." untitled."""
        places = self._whole_at.get(figure.number)
        if not places:
            return False
        if figure.number in self._beside:
            return True
        first = places[0][0]
        before = [w.lower() for w in self._words[max(0, first - 2) : first]]
        paired = before[-1:] == ["and"] and first - 2 in self._name_starts
        return (paired and before[0] not in self._surnames) or not _KIN.isdisjoint(before)

    def _another_bears_it(self, mention: Mention, key: tuple[str, ...]) -> bool:
        """Whether a full name shows that its surname is first another's: "first lady Lena Roe", "Rolf Roe Jr.", but not "Rep. Roe Jr."."""
        if key[-1] in _GENERATIONS:
            return not mention.titles
        return any(self._words[i].lower() == "lady" for low, high in mention.roles for i in range(low, high))

    def _kin_gender(self, figure: Figure) -> str:
        """ "f" of whoever is first named as "his wife, Lena Roe", "m" of "her husband Rolf Roe"."""
        return self._kin_before(self._whole_at.get(figure.number, [(0, 0)])[0][0])

    def _kin_before(self, first: int) -> str:
        """The gender of the word for kin that stands with its owner right before a name."""
        at = first - 2 if first > 1 and self._words[first - 1] == "," else first - 1
        owned = at > 0 and self._words[at - 1].lower() in ("his", "her", "their", "my", "our")
        return _KIN_GENDER.get(self._words[at].lower(), "") if owned else ""

    def _courteous(self, surnamed: list[Figure], gender: str, at: int) -> list[Figure]:
        """Whom of several of one surname "Mr" or "Mrs" fits: one called so before, else the one whose full name stands before it.

        Of several such, one called "he" or "she" behind the name.
        """
        sure = [f for f in surnamed if f.gender == gender]
        if sure:
            return sure
        before = [f for f in surnamed if self._last_whole(f, at)[1] and self._called(f) in ("", gender)]
        if len(before) == 1:
            before[0].gender = gender
            return before
        called = {f.number: self._called(f) for f in surnamed}
        return (
            [f for f in surnamed if called[f.number] == gender]
            or [f for f in surnamed if not called[f.number]]
            or surnamed
        )

    def _called(self, figure: Figure) -> str:
        """ "m" or "f" by the pronoun that follows a figure's full name in its sentence, before any other name."""
        for _, after in self._whole_at.get(figure.number, ()):
            for i in range(after, len(self._words)):
                if self._sentence_of[i] != self._sentence_of[after - 1] or i in self._name_starts:
                    break
                word = self._words[i].lower()
                if word in MALE:
                    return "m"
                if word in FEMALE:
                    return "f"
        return ""

    def _bearer(self, surnamed: list[Figure], mention: Mention) -> Figure:
        """Who is meant by the bare surname of several: whoever is mostly called so, or was just named in full."""
        before = [self._last_whole(f, mention.first) for f in surnamed]
        newest = max(range(len(surnamed)), key=lambda i: before[i])
        here = self._sentence_of[mention.first]
        rivals_here = any(f is not surnamed[newest] and self._in_paragraph(f, mention.first) for f in surnamed)
        scores: list[float] = []
        for i, figure in enumerate(surnamed):
            score = len(self._whole_at.get(figure.number, ())) + 2.0 * min(self._bare.get(figure.number, 0), 5)
            start, after = before[i]
            if i == newest and after and here - self._sentence_of[start] <= _JUST_NAMED:
                score += 1.5 + 2.0 * self._speaks(start, after)
                if self._paragraph_of[start] == self._paragraph_of[mention.first] and not rivals_here:
                    score += 2.0  # nobody else of the name is in this paragraph
            if self._is_kin(figure):
                score -= 2.0  # named only as somebody's wife or brother, whose surname it is
            if not after and before[newest][1]:
                score -= NOT_YET
            scores.append(score)
        best = max(range(len(surnamed)), key=lambda i: (scores[i], before[i]))
        chosen = surnamed[best]
        self._bare[chosen.number] = self._bare.get(chosen.number, 0) + 1
        return chosen

    def _in_paragraph(self, figure: Figure, at: int) -> bool:
        """Whether a figure has been named before a word in its paragraph."""
        return any(self._paragraph_of[place] == self._paragraph_of[at] for place in figure.places[-6:])

    def _last_whole(self, figure: Figure, at: int) -> Range:
        """The words of a figure's last full name before a word; nothing where there is none."""
        places = self._whole_at.get(figure.number, [])
        k = bisect_left(places, (at, 0))
        return places[k - 1] if k else (0, 0)

    def _speaks(self, start: int, after: int) -> bool:
        """Whether a verb of saying stands beside a name."""
        near = (*self._words[max(0, start - 2) : start], *self._words[after : after + 2])
        return any(word.lower() in SPEECH for word in near)

    def _add(self, figure: Figure, mention: Mention) -> None:
        figure.names[mention.tokens] += 1
        figure.places.append(mention.after - 1)
        figure.titles.update(mention.titles)
        figure.gender = figure.gender or title_gender(mention.titles)
        for role in mention.roles:
            if role not in figure.roles:
                figure.roles.append(role)
        self.at[mention.after - 1] = figure

    def merge(self, into: Figure, gone: Figure, reason: str) -> None:
        """Make two figures one."""
        best = into.full()
        into.names.update(gone.names)
        into.label = into.label or " ".join(best)
        into.places = sorted({*into.places, *gone.places})
        into.titles |= gone.titles
        into.roles += [r for r in gone.roles if r not in into.roles]
        into.joined.append(reason)
        for place in gone.places:
            self.at[place] = into
        gone.names.clear()
        gone.places.clear()


def _middles_agree(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether the words between given name and surname could belong to one person."""
    first, second = a[1:-1], b[1:-1]
    if not first or not second:
        return True
    short, long = sorted((first, second), key=len)
    return all(any(w == v or (1 in (len(w), len(v)) and w[0] == v[0]) for v in long) for w in short)


class _Index:
    """Figures by last word, by first word and by initials of their names."""

    def __init__(self, names: dict[tuple[str, ...], Figure], lists: Gazetteer) -> None:
        self.last: dict[str, list[Figure]] = defaultdict(list)
        self.first: dict[str, list[Figure]] = defaultdict(list)
        self.initials: dict[str, Figure] = {}
        self.bodies = {figure.number for key, figure in names.items() if key[-1] in _BODIES}
        for key, figure in names.items():
            surname = key[-2] if len(key) > 2 and key[-1] in _GENERATIONS else key[-1]
            if figure not in self.last[surname]:
                self.last[surname].append(figure)
            if figure not in self.first[key[0]] and key[-1] not in _DAYS:
                self.first[key[0]].append(figure)
            own = key[1:] if key[0] in _COUNTRY else key
            for letters in (
                "".join(w[0] for w in key),
                *("".join(w[0] for w in k if w not in _SMALL) for k in (key, own)),
            ):
                if len(letters) > 2 or (len(letters) == 2 and key[-1] in lists.hard_nouns):
                    self.initials.setdefault(letters, figure)

    def called(self, second: str, figure: Figure) -> None:
        """Remember a second name that the text gives somebody, as if it were a given name."""
        if second not in self.last and figure not in self.first[second]:
            self.first[second].append(figure)
