"""The commands about traces, as an editor types them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from headwater.cli import app
from tests.test_tracing import filled


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("commands") / "ferry.headwater"
    filled(path).close()
    return path


def run(*words: object) -> Result:
    return CliRunner().invoke(app, [str(w) for w in words])


def test_a_case_that_was_not_traced_says_so(tmp_path):
    path = tmp_path / "new.headwater"
    filled(path).close()
    for command in (["claims", path], ["origins", path, "ferry"], ["versions", path, "1"]):
        found = run(*command)
        assert found.exit_code == 1
        assert "headwater trace" in found.stderr


def test_from_trace_to_a_verdict(case):
    traced = run("trace", case, "--jobs", 1)
    assert traced.exit_code == 0
    assert re.search(r"traced 6 documents of 6: \d+ claims in \d+ families", traced.stdout)

    claims = run("claims", case, "--contested")
    assert "differ in the number" in claims.stdout
    assert "3 documents, 3 outlets: 1 independent origin" in claims.stdout
    names = re.findall(r"\[([0-9a-f]{6}\.[^\]]+)\]", claims.stdout)

    origins = run("origins", case, "nine passengers hurt")
    assert "3 documents of 3 outlets carry it." in origins.stdout
    assert "It rests on 1 independent origin." in origins.stdout
    assert "Others say otherwise:" in origins.stdout
    assert run("origins", case, names[0]).exit_code == 0

    judged = run("judge", case, "same", names[0], names[1], "--author", "Eve")
    assert judged.exit_code == 0, judged.stderr
    assert "verdict 1" in judged.stdout
    assert "4 documents" in run("origins", case, "nine passengers hurt").stdout
    assert run("judge", case, "undo", 1, "--author", "Eve").exit_code == 0
    assert "3 documents" in run("origins", case, "nine passengers hurt").stdout


def test_json(case):
    run("trace", case)
    assert json.loads(run("trace", case, "--json").stdout)["changed"] == 0
    questions = [json.loads(line) for line in run("claims", case, "--json", "--limit", 0).stdout.splitlines()]
    assert {"key", "by", "documents", "contested", "families"} <= questions[0].keys()
    page = json.loads(run("origins", case, "nine passengers hurt", "--json").stdout)
    assert page["origins"]["low"] == 1
    assert len(page["members"]) == 3
    assert json.loads(run("versions", case, 1, "--json").stdout)["comparisons"] == []


def test_what_can_not_be_found_is_told(case):
    run("trace", case)
    assert "no claim holds the words" in run("claims", case, "zeppelin").stdout
    for command in (
        ["origins", case, "zeppelin"],
        ["versions", case, "99"],
        ["judge", case, "same", "nobody", "nothing"],
        ["judge", case, "independent", "nothing"],
        ["judge", case, "undo", "x"],
    ):
        found = run(*command)
        assert found.exit_code == 1, command
        assert found.stderr.startswith("headwater: ")
        assert "Traceback" not in found.output
    assert run("judge", case, "same", "one").exit_code == 2
