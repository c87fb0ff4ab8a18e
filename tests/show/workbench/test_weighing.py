"""The pages about weighing, from nothing to a settled question."""

from __future__ import annotations

from itertools import pairwise

import pytest

from headwater.show.workbench import weighing_charts as charts
from headwater.weigh.bayes import Waterfall
from headwater.weighing import case_matrices, case_matrix


@pytest.fixture
def filled(bench):
    bench.post("/weigh", title="Why did the lock fail?", hypotheses="The gate was worn\nSomebody opened it")
    page = "/weigh/why-did-the-lock-fail"
    bench.post(f"{page}/item", text="The gate was inspected in March", kind="typed", seen="2031-05-01")
    bench.post(f"{page}/item", text="The key was missing", kind="typed", seen="2031-05-03", relevance="high")
    for item, row in (("E1", ("C", "N", "N")), ("E2", ("0.1", "very likely", "0.2"))):
        for hypothesis, rating in zip(("H1", "H2", "none"), row, strict=True):
            bench.post(f"{page}/rate", item=item, hypothesis=hypothesis, rating=rating)
    return bench, page


def test_the_list_is_empty_at_first_and_then_names_the_matrix(bench):
    assert "Nothing here yet" in bench.get("/weigh")
    bench.post("/weigh", title="Why?", hypotheses="A\nB")
    assert 'href="/weigh/why"' in bench.get("/weigh")
    bench.post("/weigh", title="Why?", hypotheses="A\nB")
    assert [m.id for m in case_matrices(bench.case)] == ["why", "why-2"]


@pytest.mark.parametrize(("title", "rivals"), [("", "A\nB"), ("Why?", "A"), ("Why?", "\n\n")])
def test_a_matrix_needs_a_question_and_rivals(bench, title, rivals):
    assert bench.post("/weigh", 422, title=title, hypotheses=rivals)["problem"]
    assert case_matrices(bench.case) == []


def test_an_unfinished_matrix_can_be_filled(bench):
    bench.post("/weigh", title="Why?", hypotheses="A\nB")
    html = bench.get("/weigh/why")
    assert "Add evidence" in html
    assert "No evidence yet" in html


def test_the_page_shows_standings_and_what_they_rest_on(filled):
    bench, page = filled
    html = bench.get(page)
    assert "“Somebody opened it” leads" in html
    assert html.index("E2</a> <span") < html.index("E1</a> <span")  # the most telling first
    for words in ("What carries it", "What it rests on", "As of another day", "Before you look for more that fits"):
        assert words in html


def test_explanations_are_the_rows(filled):
    bench, page = filled
    table = bench.get(page).split('class="matrix"')[1].split("</table>")[0]
    assert table.index("The gate was worn") < table.index("Somebody opened it") < table.index("none of these")
    assert table.count("<tr>") == 4


def test_as_of_an_earlier_day(filled):
    bench, page = filled
    html = bench.get(f"{page}?as-of=2031-05-01")
    assert "as of 1 May 2031" in html
    assert "“The gate was worn” leads" in html
    assert bench.get(f"{page}?day=0") == bench.get(f"{page}?day=0")
    assert "as of" not in bench.get(f"{page}?day=999999").split("<h1>")[1].split("</header>")[0]


@pytest.mark.parametrize("rating", ["perhaps", "2", "60-20-10%", "x" * 99])
def test_a_rating_that_makes_no_sense_is_refused_and_nothing_lost(filled, rating):
    bench, page = filled
    before = case_matrix(bench.case).matrix
    assert bench.post(f"{page}/rate", 409, item="E1", hypothesis="H1", rating=rating)["problem"]
    assert case_matrix(bench.case).matrix == before


def test_impossible_everywhere_is_said_where_it_is(filled):
    bench, page = filled
    for hypothesis in ("H1", "H2", "none"):
        bench.post(f"{page}/rate", item="E1", hypothesis=hypothesis, rating="0")
    html = bench.get(page)
    assert "item E1: is rated impossible under every hypothesis" in html
    assert 'id="c-E1-H1"' in html  # and can be mended there


def test_taking_out_and_undoing(filled):
    bench, page = filled
    given = bench.post(f"{page}/item", id="E2", gone="yes")
    assert "The key was missing" not in bench.get(page)
    bench.post(f"/verdicts/{given['verdict']}/undo")
    assert "The key was missing" in bench.get(page)


def test_settling_and_assuming(filled):
    bench, page = filled
    bench.post(f"{page}/assumption", text="The inspection was honest")
    bench.post(f"{page}/settle", hypothesis="H1", date="2031-09-01")
    html = bench.get(page)
    assert "The inspection was honest" in html
    assert "settled: “The gate was worn”, 1 September 2031" in html
    bench.post(f"{page}/settle", 409, hypothesis="H9")


def test_a_document_cannot_write_into_the_page(bench):
    bench.post("/weigh", title="<script>alert(1)</script>", hypotheses="<b>A</b>\nB")
    html = bench.get("/weigh") + bench.get("/weigh/script-alert-1---script")
    assert "<script>alert" not in html
    assert "<b>A</b>" not in html


def test_what_is_not_there(bench):
    bench.get("/weigh/nothing", 404)
    bench.post("/weigh/nothing/rate", 404, item="E1", hypothesis="H1", rating="C")


def test_a_waterfall_keeps_inside_its_box():
    fall = charts.waterfall(
        Waterfall("a", "b", 0.2, (("E1", float("inf")), ("E2", -1.5), ("E3", 0.001)), float("inf")), {}
    )
    assert [t.label for t in fall.terms] == ["prior odds", "E1", "E2", "together"]
    assert all(t.x >= charts.LEFT and t.x + t.width <= charts.WIDTH for t in fall.terms)


def test_names_beside_the_lines_keep_apart():
    found = charts.history(["2031-05-01", "2031-05-02"], [[0.3] * 3, [0.01, 0.02, 0.97]], ["a", "b", "c"], ["", ""], "")
    heights = sorted(line.label_y for line in found.lines)
    assert all(b - a >= 17 for a, b in pairwise(heights))


def test_a_date_that_is_none_is_refused_where_it_is_typed(filled):
    bench, page = filled
    assert "Write the date" in bench.post(f"{page}/item", 422, text="A third", seen="99999")["problem"]
    assert "Write the date" in bench.post(f"{page}/settle", 422, hypothesis="H1", date="0000")["problem"]
    assert [i.id for i in case_matrix(bench.case).matrix.items] == ["E1", "E2"]
    bench.get(f"{page}")


@pytest.mark.parametrize("rivals", ["A\n" + "b" * 5000, "\n".join(f"H {n}" for n in range(500))])
def test_a_matrix_that_cannot_be_begun_leaves_nothing_behind(bench, rivals):
    assert "at most" in bench.post("/weigh", 422, title="Why?", hypotheses=rivals)["problem"]
    assert case_matrices(bench.case) == []
