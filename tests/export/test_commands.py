"""``headwater export`` and ``headwater import`` as typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from headwater.cli import app
from headwater.export.annotations import SOURCES
from headwater.export.formats import FORMATS, NAMES, default_place
from headwater.export_commands import Form, Source
from headwater.gathering import KINDS
from tests.factory import lock_reading
from tests.store.fakes import new_case, put, read

runner = CliRunner()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with new_case(tmp_path) as case:
        put(case, lock_reading())
    return case.path


def test_the_options_are_what_there_is() -> None:
    assert [f.value for f in Form] and {f.value for f in Form} == set(NAMES)
    assert {s.value for s in Source} == {*SOURCES, *KINDS}


@pytest.mark.parametrize("form", list(FORMATS))
def test_each_format_lands_beside_the_case(form: str, path: Path) -> None:
    done = runner.invoke(app, ["export", str(path), "--format", form])
    assert done.exit_code == 0, done.output
    assert default_place(path, form).exists()
    assert not [p for p in path.parent.iterdir() if ".part" in p.name]


def test_tables_still_work(path: Path, tmp_path: Path) -> None:
    done = runner.invoke(
        app, ["export", str(path), "--format", "csv", "--out", str(tmp_path / "t"), "--table", "voices"]
    )
    assert done.exit_code == 0
    assert [p.name for p in (tmp_path / "t").iterdir()] == ["voices.csv"]
    assert runner.invoke(app, ["export", str(path), "--table", "nothing"]).exit_code == 2
    assert runner.invoke(app, ["export", str(path), "--format", "stix", "--table", "voices"]).exit_code == 2


def test_nothing_takes_the_place_of_a_case_or_a_folder(path: Path, tmp_path: Path) -> None:
    before = path.read_bytes()
    for out in (path, tmp_path):
        done = runner.invoke(app, ["export", str(path), "--format", "stix", "--out", str(out)])
        assert done.exit_code == 1
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    done = runner.invoke(app, ["export", str(path), "--format", "brat", "--out", str(tmp_path / "full")])
    assert (done.exit_code, (tmp_path / "full" / "mine.txt").read_text()) == (1, "mine")
    assert path.read_bytes() == before


def test_a_fault_on_the_way_leaves_what_was_there(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "old.stix.json"
    out.write_text("the old one")
    monkeypatch.setattr("headwater.export.stix._grouping", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        runner.invoke(app, ["export", str(path), "--format", "stix", "--out", str(out)], catch_exceptions=False)
    assert out.read_text() == "the old one"
    assert not list(tmp_path.glob("*.part*"))


def test_import_tells_what_it_did_and_keeps_what_it_could_not(path: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.jsonld"
    runner.invoke(app, ["export", str(path), "--format", "web-annotation", "--out", str(out)])
    done = runner.invoke(app, ["import", str(path), str(out), "--complete", "--try"])
    assert (done.exit_code, done.output) == (
        0, "would be: 0 added, 0 edited, 8 accepted, 0 rejected, 0 judged, 0 same; 0 could not be placed\n",
    )  # fmt: skip
    out.write_text(json.dumps({"type": "Annotation", "target": "https://elsewhere.example/"}))
    left = tmp_path / "left.jsonl"
    done = runner.invoke(app, ["import", str(path), str(out), "--left-over", str(left)])
    assert done.exit_code == 1
    assert json.loads(left.read_text())["why"] == "no document of the case has this text"


def test_import_of_what_is_nothing(path: Path, tmp_path: Path) -> None:
    for name in ("missing", "missing.json"):
        done = runner.invoke(app, ["import", str(path), str(tmp_path / name)])
        assert done.exit_code == 1
        assert "Traceback" not in done.output


def test_figures_of_an_earlier_tracing_are_said_to_be_so(path: Path) -> None:
    from headwater.store.case import Case
    from headwater.tracing import trace

    with Case.open(path) as case:
        trace(case)
        assert "since it was traced" not in runner.invoke(app, ["export", str(path)]).stderr
        put(case, read("Ada Quint said the gate was shut.", url="https://paper.example/again"))
    told = runner.invoke(app, ["export", str(path)])
    assert told.exit_code == 0
    assert "1 document changed since it was traced" in told.stderr
