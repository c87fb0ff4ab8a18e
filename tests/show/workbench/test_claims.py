"""The pages about claims: questions, a family's way and origins, versions, and what a person puts right there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest

from headwater.model_trace import Edge, Origins, Root
from headwater.show.workbench import flow_chart, values_chart, versions
from headwater.show.workbench.family_words import answer_words, listed
from headwater.store.case import Case
from headwater.store.traced_links import Report
from headwater.store.traced_pages import FamilyLine, Member, family_page, questions
from headwater.store.verdicts import Draft
from headwater.tracing import trace
from tests.show.workbench.conftest import Bench
from tests.show.workbench.test_pages import check
from tests.store.fakes import put, read

WATER = "Water poured through the town for three hours and took two bridges, the boathouse and all of the lower market with it."
PAPERS = (
    (
        "Marram Courier",
        "2031-05-02",
        f"Mara Teld said at least 7 people were killed when the Marram lock failed. {WATER}",
    ),
    ("Harbour Echo", "2031-05-03", f"Mara Teld said 7 people were killed when the Marram lock failed. {WATER}"),
    ("Lower Post", "2031-05-04", "Jonas Brandt said 9 people were killed when the Marram lock failed."),
    ("Dray Observer", None, "At least 7 people were killed when the Marram lock failed."),
)
PAGE = "https://courier.example/winch"
FIRST = "The upper gate was worn. The winch had been inspected twice in the spring by the Canal Board.\n"
SECOND = "The upper gate was worn.\n"


def fill(case: Case) -> None:
    """Four papers on one event; a page that takes a sentence back silently, which another page still carries."""
    for n, (publisher, published, text) in enumerate(PAPERS):
        put(case, read(f"{text}\n", f"{n}.txt", title=f"Lock {n}", publisher=publisher, published=published))
    for text in (FIRST, SECOND):
        put(case, read(text, PAGE, title="Winch", publisher="Marram Courier", published="2031-05-05", url=PAGE))
    put(case, read(FIRST.split(". ")[1], "echo.txt", title="Echo", publisher="Harbour Echo", published="2031-05-06"))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Case.create(tmp_path / "lock.headwater", "The Marram lock") as case:
        fill(case)
        trace(case)
        yield Bench(case)


def families(bench: Bench) -> list[FamilyLine]:
    with bench.case.reading() as connection:
        return [f for q in questions(connection) for f in q.families]


def killed(bench: Bench) -> FamilyLine:
    """The family that most documents carry."""
    return max((f for f in families(bench) if "killed" in f.words), key=lambda f: f.documents)


def document(bench: Bench, title: str, version: int = 1) -> int:
    with bench.case.reading() as connection:
        sql = "SELECT id FROM documents WHERE title = ? AND version = ?"
        return int(connection.exec_driver_sql(sql, (title, version)).scalar_one())


def test_every_page_about_claims_answers_and_holds_nothing_that_acts(bench: Bench) -> None:
    paths = ["/families", "/families?show=contested", "/families?show=shared&q=lock", "/families?q=%22*-%00&offset=9"]
    paths += [f"/families/{f.key}" for f in families(bench)]
    paths += [f"/families/{killed(bench).key}?lanes=origin", f"/families/{killed(bench).key}?day=2031-05-03"]
    paths += [f"/families/{killed(bench).key}?day=none", f"/families/{killed(bench).key}?day=%00&lanes=x"]
    paths += [f"/documents/{n}/versions" for n in (1, document(bench, "Winch", 2))]
    for path in [*paths, "/", "/documents/1"]:
        check(bench.get(path))


def test_every_link_of_a_claim_leads_somewhere(bench: Bench) -> None:
    html = bench.get("/families") + bench.get(f"/families/{killed(bench).key}")
    for link in {link.split("#")[0] for link in check(bench.get("/families")).links if link.startswith("/")} | {
        m.replace("&amp;", "&").split("#")[0] for m in re.findall(r'href="(/documents/[^"]+)"', html)
    }:
        bench.get(link)


def test_rivals_stand_side_by_side_with_documents_and_origins(bench: Bench) -> None:
    html = bench.get("/families?show=contested")
    assert "they differ in the number" in html
    assert "9 killed" in html
    assert "independent origin" in html
    assert "No claim holds these words" in bench.get("/families?q=zebra")


def test_the_answer_is_one_sentence(bench: Bench) -> None:
    line = killed(bench)
    html = bench.get(f"/families/{line.key}")
    sentence = re.search(r'class="the-answer">([^<]+)', html)
    assert sentence
    assert f"Carried by {line.documents} documents of {line.outlets} outlets; " in sentence[1]
    assert "because" in sentence[1]


def test_marks_of_the_flow_lead_to_the_exact_words(bench: Bench) -> None:
    html = bench.get(f"/families/{killed(bench).key}")
    flow = html.split('class="flow"')[1].split("</svg>")[0]
    links = re.findall(r'<a href="([^"]+)"', flow)
    assert len(links) == killed(bench).documents
    for link in links:
        assert 'id="here"' in bench.get(link.replace("&amp;", "&").split("#")[0])


def test_a_claim_s_name_leads_to_its_family(bench: Bench) -> None:
    key = killed(bench).key
    with bench.case.reading() as connection:
        page = family_page(connection, key)
    assert page is not None
    other = page.members[-1].claim
    answer = bench.browser.get(f"/families/{other}")
    assert (answer.status_code, answer.headers["location"]) == (302, f"/families/{key}")
    bench.get("/families/nothing", 404)
    bench.get("/families/f.0123456789abcdef.own.0", 404)


def test_splitting_off_and_taking_back(bench: Bench) -> None:
    before = killed(bench)
    with bench.case.reading() as connection:
        page = family_page(connection, before.key)
    assert page is not None
    last = page.members[-1].claim
    given = bench.post(f"/families/{before.key}/judge", action="split", reason="not the same", **{"claim:x": last})
    assert given["said"] == "Split off."
    assert killed(bench).claims == before.claims - 1
    html = bench.get(f"/families/{before.key}")
    assert "Decided by people" in html
    assert "not the same" in html
    bench.post(f"/verdicts/{given['verdict']}/undo")
    assert killed(bench).claims == before.claims


def test_merging_two_answers(bench: Bench) -> None:
    rivals = [f for f in families(bench) if "killed" in f.words]
    assert len(rivals) > 1
    first, second = rivals[0], rivals[1]
    bench.post(f"/families/{first.key}/judge", action="merge", into=second.key)
    assert any(f.claims >= first.claims + second.claims for f in families(bench))
    assert "Taken as saying the same" in bench.get("/verdicts")


def test_holding_origins_apart(bench: Bench) -> None:
    for line in families(bench):
        with bench.case.reading() as connection:
            page = family_page(connection, line.key)
        assert page is not None
        if page.origins.merges:
            break
    else:
        pytest.skip("tracing merged nothing here")
    merge = page.origins.merges[0].key
    bench.post(f"/families/{line.key}/judge", action="independent", merge=merge)
    html = bench.get(f"/families/{line.key}")
    assert f'value="{merge}"' not in html
    assert "origins held apart" in html


@pytest.mark.parametrize(
    ("status", "fields"),
    [
        (422, {"action": "?"}),
        (422, {"action": "split"}),
        (422, {"action": "split", "claim:x": "no such claim"}),
        (422, {"action": "merge"}),
        (422, {"action": "merge", "into": "\x00"}),
        (422, {"action": "merge", "other": "zebra"}),
        (404, {"action": "independent", "merge": "0000"}),
        (404, {"action": "independent"}),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_given(bench: Bench, status: int, fields: dict[str, str]) -> None:
    assert bench.post(f"/families/{killed(bench).key}/judge", status, **fields)["problem"]
    assert "Decided by people" not in bench.get(f"/families/{killed(bench).key}")


def test_a_family_can_t_be_split_from_nothing_or_merged_with_itself(bench: Bench) -> None:
    line = killed(bench)
    with bench.case.reading() as connection:
        page = family_page(connection, line.key)
    assert page is not None
    everything = {f"claim:{n}": m.claim for n, m in enumerate(page.members)}
    bench.post(f"/families/{line.key}/judge", 422, action="split", **everything)
    bench.post(f"/families/{line.key}/judge", 422, action="merge", into=line.key)
    bench.post("/families/nothing/judge", 404, action="merge", into=line.key)


@pytest.mark.parametrize("path", ["/trace", "/families/x/judge"])
def test_writes_need_this_start_s_own_form(bench: Bench, path: str) -> None:
    headers = {"Origin": "http://127.0.0.1:8765", "Accept": "application/json"}
    assert bench.browser.post(path, data={"csrf": "x"}, headers=headers).status_code == 403
    evil = {**headers, "Origin": "http://evil.example"}
    assert bench.browser.post(path, data={"csrf": bench.csrf}, headers=evil).status_code == 403
    assert bench.browser.get(path).status_code in (404, 405)


def test_a_changed_case_says_so_and_can_be_traced_from_the_page(bench: Bench) -> None:
    assert "last traced" not in bench.get("/families")
    put(
        bench.case,
        read("Mara Teld said 12 people were killed when the Marram lock failed.\n", "late.txt", title="Late"),
    )
    for path in ("/", "/families", f"/families/{killed(bench).key}"):
        html = bench.get(path)
        assert "1 document changed since the case was last traced" in html
        assert "headwater trace " in html
    assert "Traced" in str(bench.post("/trace")["said"])
    assert "last traced" not in bench.get("/families")
    assert "12 killed" in bench.get("/families?show=contested")


def test_a_case_that_was_never_traced_says_how(tmp_path: Path) -> None:
    with Case.create(tmp_path / "new.headwater") as case:
        put(case, read("Mara Teld said the gate was shut.\n", "a.txt"))
        bench = Bench(case)
        assert "have not been compared" in bench.get("/families")
        assert "have not been compared" in bench.get("/")
        assert "one version" in bench.get("/documents/1/versions")
        bench.get("/documents/9/versions", 404)
        assert bench.post("/trace")["said"]
        assert "have not been compared" not in bench.get("/families")


def test_versions_mark_what_changed_and_who_still_carries_it(bench: Bench) -> None:
    number = document(bench, "Winch", 2)
    html = bench.get(f"/documents/{number}/versions")
    assert "1 sentence differs" in html
    assert "Removed" in html
    assert "silently" in html
    assert "Still carried by" in html
    assert "Harbour Echo, 6 May 2031" in html
    assert f"/documents/{number}/versions" in bench.get(f"/documents/{number}")


def test_the_reading_view_and_the_first_page_lead_to_claims(bench: Bench) -> None:
    page = bench.get("/documents/1")
    assert re.search(r'class="carried" href="/families/f\.[^"]+">\d documents, \d', page)
    panel = bench.get(f"/documents/1/panel?at={bench.claim('at least 7')}")
    assert "independent origin" in panel
    first = bench.get("/")
    assert "Most contested" in first
    assert "9 killed" in first


def test_words_that_differ_are_marked_as_whole_phrases() -> None:
    before, after = versions.marked("Eleven <b> people died, he said.", "Nine <b> people died.")
    assert str(before) == "<del>Eleven</del> &lt;b&gt; people died<del>, he said</del>."
    assert str(after) == "<ins>Nine</ins> &lt;b&gt; people died."
    assert "<ins>" not in versions.marked("a " * 5_000, "b " * 5_000)[1]


# drawings


def member(n: int, *, publisher: str = "", published: str | None = "", origin: int | None = 0) -> Member:
    when = f"2031-05-{1 + n % 28:02}T08:00:00Z" if published == "" else published
    return Member(
        f"c{n}", "words", n + 1, f"d{n}", 0, 5, f"Title {n}", "a.txt", n, 1, publisher or f"Paper {n}", None, when, None,
        None, None, None, (), "CT+", 0.99, 1.0, "asserts", "not stated", False, (), origin,
    )  # fmt: skip


ROOTS = tuple(Root(f"r{n}", f"Origin {n}", (), None) for n in range(4))


def drawn(members: list[Member], edges: list[Edge], **more: str) -> flow_chart.Flow:
    return flow_chart.flow(members, edges, (), ROOTS, "/families/x", **more)


def test_an_empty_family_draws_nothing() -> None:
    assert drawn([], []).nodes == []


@pytest.mark.parametrize("number", [1, 2, 40, flow_chart.MOST])
def test_each_document_has_a_mark_of_its_own_and_none_touch(number: int) -> None:
    flow = drawn([member(n, publisher=f"Paper {n % 7}") for n in range(number)], [])
    assert len(flow.nodes) == number
    places = [(n.x, n.y) for n in flow.nodes]
    assert len(set(places)) == number
    for x, y in places:
        assert 0 < x < flow.width
        assert 0 < y < flow.height
    for y in {y for _, y in places}:
        row = sorted(x for x, other in places if other == y)
        assert all(b - a >= 2 * flow_chart.RADIUS for a, b in pairwise(row))


def test_four_hundred_documents_are_bundled_by_origin_and_day_and_none_is_lost() -> None:
    flow = drawn([member(n, origin=n % 3) for n in range(400)], [])
    assert flow.bundled
    assert len(flow.lanes) == 3
    assert sum(int(n.text) for n in flow.nodes) == 400
    assert len(flow.nodes) < 100
    assert all("day=" in n.href for n in flow.nodes)


def test_lanes_that_are_too_many_share_the_last() -> None:
    flow = drawn([member(n) for n in range(50)], [])
    assert len(flow.lanes) == flow_chart.MOST_LANES
    assert flow.lanes[-1] == "25 documents of others"


def test_steps_tell_their_kind_order_and_doubt() -> None:
    members = [member(n) for n in range(3)]
    edges = [
        Edge("f", "c0", "c1", "copies", "the same words", True, "published"),
        Edge("f", "c0", "c1", "quotes", "quoted", True, "published"),
        Edge("f", "c1", "c2", "same basis", "one video", False, None, False),
        Edge("f", "c0", "gone", "cites", "nowhere", True),
    ]
    flow = drawn(members, edges)
    assert [(s.kind, s.tag, s.directed, s.certain) for s in flow.steps] == [
        ("copies", "copies", True, True),
        ("quotes", "quotes", True, True),
        ("same-basis", "same basis?", False, False),
    ]
    assert flow.steps[0].path != flow.steps[1].path
    assert flow.undirected
    assert flow.perhaps
    assert [n.first for n in flow.nodes] == [True, False, True]


@pytest.mark.parametrize("published", ["yesterday", "2031-13-40", "0001-01-01T00:00:00+14:00", "9999-12-31", None])
def test_dates_that_make_no_sense_do_no_harm(published: str | None) -> None:
    assert len(drawn([member(0, published=published), member(1)], []).nodes) == 2


def report(family: str, number: float | None, day: str, document: int, high: float | None = -1) -> Report:
    top = number if high == -1 else high
    return Report(family, document, 0, 5, f"Paper {document}", day, ((number, top, "killed"),))


def test_numbers_are_steps_with_their_modifiers() -> None:
    found = values_chart.values(
        [
            report("a", 3, "2031-05-01", 1, None),
            report("b", 9, "2031-05-02", 2),
            report("b", 9, "2031-05-02", 3),
            report("c", 20, "2031-05-03", 4, 30),
            report("b", 9, "", 5),
        ],
        {},
        "b",
        ("number",),
    )
    assert found is not None
    assert [(v.label, v.mark, v.about, v.here) for v in found.levels] == [
        ("at least 3", "at least", "1 document", False),
        ("9", "exactly", "2 documents", True),
        ("20 to 30", "range", "1 document", False),
    ]
    assert found.steps.startswith("M")
    assert found.undated == 1
    assert found.levels[0].y > found.levels[1].y > found.levels[2].y
    assert len({v.label_y for v in found.levels}) == 3


def test_other_values_are_strips_and_one_value_is_no_plot() -> None:
    told = [report("a", None, "2031-05-01", 1), report("b", None, "2031-05-02", 2)]
    strips = values_chart.values(told, {"a": "so", "b": "not so"}, "a", ("polarity",))
    assert strips is not None
    assert (strips.steps, [v.label for v in strips.levels]) == ("", ["so", "not so"])
    assert values_chart.values(told[:1], {"a": "so"}, "a", ("polarity",)) is None
    assert values_chart.values([], {}, "a", ("number",)) is None


@pytest.mark.parametrize("numbers", [(0, 1e300), (-5, 5), (1, 1), (3, 30_000), (float("inf"), 2)])
def test_wild_numbers_stay_inside_the_picture(numbers: tuple[float, float]) -> None:
    told = [report("a", numbers[0], "2031-05-01", 1), report("b", numbers[1], "2031-05-02", 2, None)]
    found = values_chart.values(told, {"a": "a", "b": "b"}, "a", ("number",))
    assert found is None or all(0 <= v.y <= found.height for v in found.levels)


# words


def line(documents: int, outlets: int, low: int, high: int) -> FamilyLine:
    return FamilyLine("f", "q", "words", None, documents, documents, outlets, low, high, None, None, 0, 1, 0, 5)


def test_the_sentence_says_why() -> None:
    one = Origins("f", 1, 1, (Root("r", "The Mara Teld", (), None),), (), 4)
    assert answer_words(line(5, 4, 1, 1), one) == (
        "Carried by 5 documents of 4 outlets; 1 independent origin, because all of it goes back to the Mara Teld."
    )
    twice = (Root("r", "two officials", (), None), Root("s", "two officials, the second", (), None))
    assert "two officials, who may be one" in answer_words(line(2, 2, 1, 2), Origins("f", 1, 2, twice, (), 2))
    assert "only asked or doubted" in answer_words(line(1, 1, 0, 0), Origins("f", 0, 0, (), (), 1))
    assert listed(["a", "b", "c", "d", "e"]) == "a, b, c and 2 others"


def test_verdicts_on_the_trace_stand_in_the_log_with_a_way_there(bench: Bench) -> None:
    with bench.case.reading() as connection:
        page = family_page(connection, killed(bench).key)
    assert page is not None
    first, second = sorted(m.claim for m in page.members[:2])
    bench.case.give(Draft("same", f"pair:{first}+{second}", {}, "Ada"))
    html = bench.get("/verdicts")
    assert f'href="/families/{first}"' in html
