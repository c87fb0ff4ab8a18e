"""Who still carries what a page took back, from the case file to the terminal."""

import json

import pytest
from typer.testing import CliRunner

from headwater import sample
from headwater.adding import add
from headwater.cli import app
from headwater.pipeline import Settings
from headwater.store.case import Case
from headwater.store.traced_versions import changed_pages
from headwater.trace_withdrawn import carried_lines
from headwater.tracing import trace

PAGES = ("09-observer-gauge.html", "10-observer-gauge-corrected.html", "11-lantern-frogman.html")


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("case") / "gauge.headwater"
    with Case.create(path) as case:
        for _ in add(case, [str(sample.folder() / page) for page in PAGES], Settings()):
            pass
        trace(case)
    return path


def test_the_paper_that_still_has_the_withdrawn_figure_is_named(path):
    with Case.open(path) as case, case.reading() as connection:
        (page,) = changed_pages(connection)
        lines = carried_lines(connection, page)
    assert "The death toll in the disaster has reached 11" in {line.words for line in lines}
    assert {line.title[:7] for line in lines} == {"FROGMAN"}
    assert all("number" in page.changes[line.change].matters for line in lines)


def test_the_command_tells_it_in_words_and_as_json(path):
    told = CliRunner().invoke(app, ["versions", str(path), "1"])
    assert "still carried by document 3" in told.stdout
    (compared,) = json.loads(CliRunner().invoke(app, ["versions", str(path), "1", "--json"]).stdout)["comparisons"]
    assert {line["document_id"] for line in compared["still_carried"]} == {3}
