"""The walk through the sample leads to pages that are there, and shows what it promises."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from headwater import sample
from headwater.adding import add
from headwater.pipeline import Settings
from headwater.sample_tour import stops, tour_text
from headwater.show.workbench.app import application
from headwater.store.case import Case
from headwater.tracing import trace

FILES = ("01-cpa-wire.txt", "04-courier-divers.html", "05-courier-divers-later.html", "06-corvessa-one-divers.html")


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with Case.create(tmp_path_factory.mktemp("tour") / "sample.headwater", "Sample") as made:
        for added in add(made, [str(sample.folder() / name) for name in FILES], Settings()):
            assert added.error is None
        trace(made)
        yield made


def test_every_stop_is_there(case):
    client = TestClient(
        application(case, author="A", token="k" * 43, port=8765),
        base_url="http://127.0.0.1:8765",
        client=("127.0.0.1", 50000),
    )
    client.get("/enter", params={"key": "k" * 43})
    paths = [stop.path for stop in stops(case)]
    assert len(paths) == 6
    for path in paths:
        assert client.get(path).status_code == 200, path


def test_it_follows_a_claim_and_the_silent_edit(case):
    found = {stop.path for stop in stops(case)}
    assert any(path.startswith("/families/") for path in found)
    assert any(path.endswith("/versions") for path in found)


def test_the_text_names_every_stop(case):
    told = tour_text(case)
    assert all(stop.path in told and stop.look in told for stop in stops(case))


def test_a_case_without_the_sample_has_a_shorter_walk(tmp_path):
    with Case.create(tmp_path / "empty.headwater", "Empty") as empty:
        assert [stop.path for stop in stops(empty)] == ["/", "/families?show=contested", "/weigh"]
