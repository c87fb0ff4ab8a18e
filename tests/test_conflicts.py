"""Numbers in conflict, copies counted once."""

from __future__ import annotations

import json

import typer
from typer.testing import CliRunner

from headwater.conflicts import conflicts
from headwater.errors import BadFormat
from headwater.store.case import Case
from headwater.tracing import trace
from headwater.weigh_commands import weigh
from tests.store.fakes import put
from tests.test_tracing import STORIES, story

app = typer.Typer()
app.command()(weigh)


def traced(path):
    case = Case.create(path)
    for one in STORIES:
        put(case, story(*one))
    trace(case)
    return case


def test_the_passengers_hurt(tmp_path):
    with traced(tmp_path / "a.headwater") as case:
        (one,) = conflicts(case)
    values = {answer.value: answer for answer in one.answers}
    assert set(values) == {"9 people", "11 people"} or len(values) == 2
    most = one.answers[0]
    assert most.outlets == tuple(sorted(most.outlets))
    assert set(most.by_method) == {"vote", "TruthFinder", "ACCU", "ACCUCOPY"}
    assert all(0 <= share <= 1 for answer in one.answers for share in answer.by_method.values())
    assert sum(answer.by_method["vote"] for answer in one.answers) == 1


def test_the_same_every_time_and_nothing_without_a_trace(tmp_path):
    with traced(tmp_path / "a.headwater") as case:
        assert conflicts(case) == conflicts(case)
    with Case.create(tmp_path / "b.headwater") as empty:
        assert conflicts(empty) == ()


def test_the_command(tmp_path):
    traced(tmp_path / "a.headwater").close()
    result = CliRunner().invoke(app, [str(tmp_path / "a.headwater"), "--values"])
    assert result.exit_code == 0
    assert "ACCUCOPY" in result.output
    assert "not what is true" in " ".join(result.output.split())
    found = json.loads(CliRunner().invoke(app, [str(tmp_path / "a.headwater"), "--values", "--json"]).stdout)
    assert found["conflicts"][0]["answers"]


def test_a_matrix_has_no_values_to_weigh(tmp_path):
    (tmp_path / "m.csv").write_text("hypothesis,E1: x\nA,C\nB,I\n", encoding="utf-8")
    result = CliRunner().invoke(app, [str(tmp_path / "m.csv"), "--values"])
    assert isinstance(result.exception, BadFormat)
