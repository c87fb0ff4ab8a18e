"""What must hold of origins in every case: copies add nothing, witnesses never take away, order and names don't matter."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from headwater.model_trace import Claim, Family, Source
from headwater.trace.flows import flow
from headwater.trace.origins import origins
from tests.trace.stories import STORY, Said, Told, page, said, tell

Page = tuple[Source, tuple[Claim, ...]]

OUTLETS = ("The Harrow Echo", "Dunmere Mail", "Inland Press Agency", "The Selwyn Star", "Radio Kestrel")
VOICES = (
    (), ("Ada Wynn",), ("Bo Lund",), ("a senior official",), ("two officials with knowledge of the matter",), ("the officer",),
    ("publication:The Harrow Echo",), ("publication:The Selwyn Star",), ("publication:The Lost Ferry",), ("Bo Lund", "Ada Wynn"),
    ("publication:Dunmere Mail", "an aide"), ("document:internal report of the water board",), ("organization:Port Fuels",),
    ("Cy Moor, a spokesman for Port Fuels",), ("Dee Orr", "a friend"),
)  # fmt: skip
WORDS = (
    "lorry",
    "basin",
    "hedge",
    "copper",
    "signal",
    "turbine",
    "orchard",
    "sleet",
    "canvas",
    "harvest",
    "pulley",
    "ledger",
)
DATES = st.one_of(
    st.none(),
    st.integers(1, 9).map(lambda d: f"2031-05-0{d}"),
    st.integers(0, 23).map(lambda h: f"2031-05-04T{h:02d}:00:00Z"),
)


@st.composite
def pages(draw: st.DrawFn, most: int = 5) -> list[Page]:
    """A few documents that each have the claim from somebody, some naming another paper."""
    made = []
    for number in range(draw(st.integers(1, most))):
        outlet = draw(st.sampled_from(OUTLETS))
        rows: list[Said | str] = []
        for row in range(draw(st.integers(1, 2))):
            word = WORDS[(number * 2 + row) % len(WORDS)]
            claim = f"{word.capitalize()} or no {word}, the gate stood open through the night number {number}{row}"
            rows.append(
                said(f"{claim}, it was said.", claim, *draw(st.sampled_from(VOICES)), direct=draw(st.booleans()))
            )
        rows.insert(0, _filler(number))
        if draw(st.booleans()):
            rows.append(f"The {draw(st.sampled_from(OUTLETS)).removeprefix('The ')} carries pictures.")
        published = draw(DATES)
        agency = draw(st.sampled_from((None, None, None, "Inland Press Agency")))
        made.append(page(f"d{number}", outlet, *rows, published=published, agency=agency))
    return made


def _filler(number: int) -> str:
    return " ".join(f"{w}{number}x{n}" for n in range(3) for w in WORDS) + "."


many = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@many
@given(pages())
def test_low_is_at_most_high_and_roots_are_the_high_end(made: list[Page]) -> None:
    found = tell(*made).origins
    assert 0 <= found.low <= found.high == len(found.roots)
    assert found.low >= 1 or all(r.outside for r in found.roots) or found.high == 0
    held = {c for r in found.roots for c in r.claims}
    assert held == {c.id for _, claims in made for c in claims}
    assert len({m.key for m in found.merges}) == len(found.merges)


@many
@given(pages(), st.data())
def test_a_copy_changes_nothing(made: list[Page], data: st.DataObject) -> None:
    """Of an outlet with several pages, some undated, a copy of one can show in which order they came, and so change the range."""
    single = [p for p in made if [q[0].publisher for q in made].count(p[0].publisher) == 1]
    assume(single)
    before = tell(*made)
    source, claims = data.draw(st.sampled_from(single))
    copied = _copy(source, claims)
    after = tell(*made, copied)
    assert after.range == before.range, _told(before, after)


def _copy(source: Source, claims: tuple[Claim, ...]) -> Page:
    """Another outlet's page with the same text, days later."""
    document = replace(source.reading.document, origin="copy")
    reading = replace(source.reading, document=document)
    own = {v.id for v in source.reading.voices if not v.named}
    rename = {case: f"copy {case}" if local in own else case for local, case in source.voices}
    voices = tuple((local, rename[case]) for local, case in source.voices)
    copied = replace(
        source, document="copy", reading=reading, publisher="Copycat Weekly", published="2031-05-10", voices=voices
    )
    moved = tuple(
        replace(
            c,
            id=f"copy:{c.start}",
            document="copy",
            chain=tuple(rename[v] for v in c.chain),
            voice=rename.get(c.voice or ""),
        )
        for c in claims
    )
    return copied, moved


@many
@given(pages())
def test_a_witness_of_his_own_never_lowers_either_end(made: list[Page]) -> None:
    before = tell(*made)
    witness = page(
        "z", "The Far Away Courier", _filler(99), said("It stood open, Zed Quist said.", "It stood open", "Zed Quist")
    )
    after = tell(*made, witness)
    assert after.origins.high >= before.origins.high + 1
    assert after.origins.low >= before.origins.low


@many
@given(pages(), st.randoms(use_true_random=False))
def test_order_of_documents_and_claims_does_not_matter(made: list[Page], random: object) -> None:
    before = tell(*made)
    turned = list(reversed(made))
    sources = [s for s, _ in turned]
    claims = [c for _, found in turned for c in reversed(found)]
    family = Family("f", claims[0].id, tuple(c.id for c in claims), "q")
    edges = flow(family, claims, sources, before.passages)
    assert edges == before.edges
    assert origins(family, edges, claims, sources) == before.origins


@many
@given(pages())
def test_names_of_people_do_not_matter(made: list[Page]) -> None:
    names = {"Ada Wynn": "Zoe Aarons", "Bo Lund": "Abe Zorn", "Cy Moor": "Yan Bell", "Dee Orr": "Una Catt"}
    assert tell(*[_renamed(p, names) for p in made]).range == tell(*made).range


def _renamed(made: Page, names: dict[str, str]) -> Page:
    source, claims = made
    voices = tuple(replace(v, name=names.get(v.name, v.name)) for v in source.reading.voices)

    def case(id: str) -> str:
        for old, new in names.items():
            id = id.replace(old, new)
        return id

    reading = replace(source.reading, voices=voices)
    mapped = tuple((local, case(id)) for local, id in source.voices)
    moved = tuple(
        replace(c, chain=tuple(case(v) for v in c.chain), voice=case(c.voice) if c.voice else None) for c in claims
    )
    return replace(source, reading=reading, voices=mapped), moved


@many
@given(pages(), st.data())
def test_undoing_a_merge_raises(made: list[Page], data: st.DataObject) -> None:
    before = tell(*made).origins
    if not before.merges:
        return
    merge = data.draw(st.sampled_from(before.merges))
    after = tell(*made, undone=[merge.key]).origins
    assert after.low >= before.low
    assert after.high >= before.high
    if merge.certain:  # taking one out of a circle makes it an origin: then the low end rises
        assert after.high + after.low > before.high + before.low
    else:
        assert after.low > before.low
    assert merge.key not in {m.key for m in after.merges}


def test_told_is_told_again_the_same() -> None:
    made = [
        page(f"d{n}", outlet, *STORY, said("It stood open, it was said.", "It stood open", "Ada Wynn"))
        for n, outlet in enumerate(OUTLETS)
    ]
    one, two = tell(*made), tell(*made)
    assert isinstance(one, Told)
    assert (one.edges, one.origins) == (two.edges, two.origins)


def _told(*found: Told) -> str:
    """What was found, for a failing example."""
    return "\n".join(
        f"{t.range} {[(s.document, s.publisher, s.published, s.agency) for s in t.sources]}\n"
        f"{[(c.document, c.chain) for c in t.claims]}\n"
        f"{[(e.upstream, e.downstream, e.kind, e.directed, e.direction_by, e.certain, e.reason) for e in t.edges]}\n"
        f"{[(m.certain, m.reason) for m in t.origins.merges]}\n{[(p.first, p.second, p.kind, p.words) for p in t.passages]}"
        for t in found
    )
