"""Invented worlds in which it is known who had a claim from whom: outlets, agencies, witnesses, leaks, copies, lost pages.

A world is what happened. ``origin_texts`` writes the articles of it; only those reach the method that is measured. Everything is
drawn from a seeded generator; two runs give the same worlds.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from random import Random
from typing import Literal

OriginKind = Literal["person", "body", "record", "unnamed", "several", "outlet"]
Form = Literal["own contact", "seen", "voice", "bare", "cite voice", "cite", "own near", "own far", "own", "copy"]


@dataclass(frozen=True)
class Regime:
    """How a kind of news works. Weights need not add up to one; chances are 0 to 1."""

    name: str
    origins: dict[OriginKind, float]
    how_many: tuple[int, ...]
    retold: dict[Form, float]
    derived: tuple[int, int]
    agencies: int = 1
    press: float = 0.4
    shared_leak: float = 0.2
    same_person: float = 0.15
    one_briefing: float = 0.5
    missing: float = 0.0
    wrong_clock: float = 0.0
    day_only: float = 0.2
    undated: float = 0.0
    no_publisher: float = 0.0
    uncredited: float = 0.2
    background: float = 0.2
    circle: float = 0.0
    cut: float = 0.5
    mentions: float = 0.15
    plain: float = 0.25
    hidden: float = 0.05


@dataclass(frozen=True)
class Origin:
    """Somebody or something that a claim goes back to. Origins with one ``truth`` are one, however they are described."""

    number: int
    kind: OriginKind
    truth: str
    known_person: bool = False


@dataclass(frozen=True)
class Told:
    """One claim in one article: the origins that it truly goes back to, how it is told, and through which outlet."""

    origin: Origin
    form: Form
    via: str | None = None
    copied: tuple[int, int] | None = None


@dataclass
class Page:
    """One article: when it truly appeared, from which others it was made, what it tells."""

    number: int
    outlet: str
    hour: float
    told: list[Told]
    parents: tuple[int, ...] = ()
    whole: float = 0.0
    credit: str | None = None
    background: bool = False
    mentions: str | None = None
    stamp: str | None = None
    named: bool = True


@dataclass
class World:
    """Pages that were saved, in true order, and how many origins truly stand behind them."""

    pages: list[Page]
    truth: int
    ancestors: dict[int, frozenset[int]] = field(default_factory=dict)
    everything: list[Page] = field(default_factory=list)


def regimes(held_out: bool) -> tuple[Regime, ...]:
    """The regimes to tune on, or those kept back."""
    return HELD_OUT if held_out else TUNED


def world(regime: Regime, random: Random) -> World:
    """One world of a regime."""
    return _Maker(regime, random).make()


class _Maker:
    def __init__(self, regime: Regime, random: Random) -> None:
        self.regime = regime
        self.random = random
        self.pages: list[Page] = []
        self.outlets = [f"o{n}" for n in range(14)]
        self.agencies = [f"a{n}" for n in range(regime.agencies)]

    def make(self) -> World:
        origins = self._origins()
        for origin in origins:
            self._first_reports(origin)
        for _ in range(self.random.randint(*self.regime.derived)):
            self._retell()
        if self.random.random() < self.regime.circle:
            self._circle(len(origins))
        ancestors = self._ancestors()
        kept = [p for p in self.pages if self.random.random() >= self.regime.missing]
        if not any(p.told for p in kept):
            kept = [p for p in self.pages if p.told][:1]
        for page in kept:
            self._stamp(page)
        kept.sort(key=lambda p: (p.hour, p.number))
        truth = {t.origin.truth for p in kept for t in p.told if t.origin.truth != "nobody"}
        return World(kept, len(truth), ancestors, self.pages)

    def _pick(self, weights: dict[OriginKind, float] | dict[Form, float]) -> str:
        keys = list(weights)
        return str(self.random.choices(keys, [weights[k] for k in keys])[0])  # type: ignore[index]

    def _origins(self) -> list[Origin]:
        origins: list[Origin] = []
        for number in range(self.random.choice(self.regime.how_many)):
            kind: OriginKind = self._pick(self.regime.origins)  # type: ignore[assignment]
            truth = f"t{number}"
            named = [o for o in origins if o.kind in {"person", "unnamed"}]
            if kind == "unnamed" and named and self.random.random() < self.regime.same_person:
                truth = self.random.choice(named).truth
            elif named and kind in {"person", "unnamed", "several"} and self.random.random() < self.regime.hidden:
                truth = self.random.choice(named).truth  # both were at one briefing, and nobody says so
            origins.append(Origin(number, kind, truth, truth in {o.truth for o in origins}))
        return origins

    def _first_reports(self, origin: Origin) -> None:
        r = self.random
        wide = origin.kind in {"person", "body"} and r.random() < self.regime.press
        twice = origin.kind in {"unnamed", "record"} and r.random() < self.regime.shared_leak
        outlets = r.sample([*self.outlets[:9], *self.agencies], r.randint(2, 4) if wide else 2 if twice else 1)
        for outlet in outlets:
            form: Form = "own contact" if r.random() < 0.4 else "voice"
            if origin.kind == "outlet":
                form = "seen" if r.random() < 0.5 else "own"
            elif origin.kind == "unnamed" and r.random() < self.regime.plain:
                form = "bare"
            told = Told(replace(origin, truth=f"witness {outlet}") if origin.kind == "outlet" else origin, form)
            told_all = [told]
            if origin.kind == "several" and r.random() >= self.regime.one_briefing:
                told_all.append(Told(replace(origin, truth=f"{origin.truth} second"), "voice"))
            mine = [p for p in self.pages if p.outlet == outlet and all(t.origin.kind != "outlet" for t in p.told)]
            if mine and origin.kind != "outlet":
                mine[0].told += told_all
            else:
                page = Page(len(self.pages), outlet, round(r.uniform(0, 40), 2), told_all)
                page.background = r.random() < self.regime.background
                if r.random() < self.regime.mentions:
                    page.mentions = r.choice([o for o in self.outlets if o != outlet])
                self.pages.append(page)

    def _retell(self) -> None:
        r = self.random
        usable = [p for p in self.pages if p.told]
        parent = r.choices(usable, [4.0 if p.outlet in self.agencies else 1.0 for p in usable])[0]
        others = [o for o in self.outlets if o != parent.outlet]
        outlet = r.choice(others)
        hour = round(parent.hour + r.uniform(0.5, 30), 2)
        form: Form = self._pick(self.regime.retold)  # type: ignore[assignment]
        page = Page(len(self.pages), outlet, hour, [], (parent.number,))
        if form == "copy":
            page.whole = 1.0 if r.random() > self.regime.cut else r.uniform(0.35, 0.8)
            kept = [n for n in range(len(parent.told)) if r.random() < 0.85] or [0]
            page.told = [replace(parent.told[n], copied=(parent.number, n)) for n in kept]
            page.credit = parent.credit or (parent.outlet if parent.outlet in self.agencies else None)
            if r.random() < self.regime.uncredited:
                page.credit = None
        else:
            chosen = r.sample(parent.told, 1) if r.random() < 0.6 else parent.told
            page.told = [self._retold(t, form, parent) for t in chosen]
            page.background = r.random() < self.regime.background
        if r.random() < 0.12:
            self._add_own_reporting(page)
        self.pages.append(page)

    def _retold(self, told: Told, form: Form, parent: Page) -> Told:
        nameless = told.form in {"own", "own near", "own far", "cite", "seen"} or told.origin.kind == "outlet"
        if nameless and form in {"voice", "bare"}:
            form = "own"
        if nameless and form == "cite voice":
            form = "cite"
        return Told(told.origin, form, parent.outlet if form in {"cite voice", "cite", "own near", "own far"} else None)

    def _add_own_reporting(self, page: Page) -> None:
        """A desk that rewrites another's story rings somebody of its own."""
        number = 50 + len(self.pages)
        page.told.append(Told(Origin(number, "person", f"t{number}"), "own contact"))

    def _circle(self, number: int) -> None:
        """Two outlets that each have it from the other, and nobody from anybody."""
        one, two = self.random.sample(self.outlets[9:], 2)
        nobody = Origin(number + 80, "outlet", "nobody")
        hour = round(self.random.uniform(5, 30), 2)
        first, second = len(self.pages), len(self.pages) + 1
        self.pages.append(Page(first, one, hour, [Told(nobody, "cite", two)], (second,)))
        self.pages.append(Page(second, two, hour + 9, [Told(nobody, "cite", one)], (first,)))

    def _ancestors(self) -> dict[int, frozenset[int]]:
        parents = {p.number: p.parents for p in self.pages}
        found: dict[int, frozenset[int]] = {}
        for number, made_from in parents.items():
            seen: set[int] = set()
            stack: list[int] = list(made_from)
            while stack:
                at = stack.pop()
                if at not in seen:
                    seen.add(at)
                    stack += parents[at]
            found[number] = frozenset(seen)
        return found

    def _stamp(self, page: Page) -> None:
        r = self.random
        hour = page.hour
        if r.random() < self.regime.wrong_clock:
            hour = max(0.0, hour + r.choice((-1, 1)) * r.uniform(3, 30))
        day, of_day = divmod(hour, 24)
        date = f"2031-05-{4 + int(day):02d}"
        page.stamp = (
            date
            if r.random() < self.regime.day_only
            else f"{date}T{int(of_day):02d}:{int(of_day % 1 * 60):02d}:00+00:00"
        )
        if r.random() < self.regime.undated:
            page.stamp = None
        page.named = r.random() >= self.regime.no_publisher


def _mixed(random: Random) -> Regime:
    """A regime with everything drawn at random: nothing in it was chosen to suit anybody."""
    kinds: Iterable[OriginKind] = ("person", "body", "record", "unnamed", "several", "outlet")
    forms: Iterable[Form] = ("copy", "voice", "bare", "cite voice", "cite", "own near", "own far", "own")
    return Regime(
        "drawn at random",
        {k: random.random() for k in kinds},
        (1, 2, 3, random.randint(1, 5)),
        {f: random.random() for f in forms},
        (random.randint(0, 3), random.randint(3, 14)),
        agencies=random.randint(0, 3),
        **{
            name: random.uniform(0, top)
            for name, top in {
                "press": 0.8, "shared_leak": 0.5, "same_person": 0.4, "one_briefing": 1.0, "missing": 0.4, "wrong_clock": 0.25,
                "day_only": 0.8, "undated": 0.3, "no_publisher": 0.2, "uncredited": 0.6, "background": 0.6, "circle": 0.2,
            }.items()
        },
    )  # fmt: skip


def drawn(random: Random) -> Regime:
    """A new regime at random."""
    return _mixed(random)


TUNED: tuple[Regime, ...] = (
    Regime(
        "agency copy",
        {"person": 3, "body": 3, "record": 0.5, "unnamed": 1, "several": 0.3, "outlet": 0.5},
        (1, 1, 2),
        {"copy": 6, "voice": 1.5, "cite voice": 1, "cite": 0.5, "own": 0.5, "own near": 0.5},
        (3, 9),
        agencies=2,
    ),
    Regime(
        "leaks",
        {"unnamed": 4, "several": 2, "record": 1.5, "person": 1, "body": 1},
        (1, 1, 2, 3),
        {"cite voice": 3, "cite": 2, "bare": 2, "copy": 1, "own near": 1, "own far": 0.5, "own": 0.7},
        (2, 7),
        shared_leak=0.35,
    ),
    Regime(
        "careless",
        {"person": 2, "body": 2, "unnamed": 2, "outlet": 1, "several": 0.5},
        (1, 2, 2),
        {"own": 3, "own far": 2, "bare": 2, "voice": 2, "copy": 2, "cite": 0.7},
        (3, 8),
        uncredited=0.7,
        background=0.4,
        circle=0.1,
    ),
    Regime(
        "witnesses",
        {"person": 6, "body": 2, "record": 1, "outlet": 0.7},
        (2, 3, 4),
        {"voice": 3, "copy": 3, "cite voice": 2, "own": 0.5, "own near": 0.5},
        (2, 8),
    ),
    Regime(
        "poor data",
        {"person": 3, "body": 2, "record": 1, "unnamed": 2, "several": 0.5, "outlet": 0.5},
        (1, 2, 3),
        {"copy": 3, "voice": 1.5, "cite voice": 1.5, "cite": 1, "bare": 1, "own near": 0.7, "own": 0.7},
        (3, 9),
        missing=0.3,
        wrong_clock=0.12,
        day_only=0.5,
        undated=0.15,
        no_publisher=0.1,
        circle=0.05,
    ),
)

HELD_OUT: tuple[Regime, ...] = (
    Regime(
        "cascade",
        {"person": 2, "unnamed": 2, "record": 1, "outlet": 0.5, "body": 1, "several": 0.5},
        (1, 1, 1, 2),
        {"copy": 3, "cite": 2, "cite voice": 2, "bare": 1, "own": 1, "own near": 1, "own far": 0.5, "voice": 1},
        (8, 16),
        missing=0.1,
        agencies=3,
    ),
    Regime(
        "local event",
        {"body": 4, "person": 4, "outlet": 1},
        (1, 2, 3),
        {"voice": 3, "copy": 2, "own": 1.5, "cite voice": 0.5},
        (1, 5),
        press=0.7,
        day_only=0.6,
        agencies=1,
    ),
    Regime(
        "war",
        {"unnamed": 2, "body": 3, "several": 1, "record": 1.5, "person": 1.5, "outlet": 0.5},
        (1, 2, 3, 4),
        {"copy": 3, "cite voice": 2, "bare": 1.5, "voice": 2, "cite": 1, "own far": 0.7, "own": 1},
        (4, 10),
        missing=0.2,
        wrong_clock=0.05,
        undated=0.1,
        circle=0.08,
        same_person=0.25,
        agencies=3,
    ),
)
