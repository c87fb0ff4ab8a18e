"""``headwater doctor`` finds what is missing, says how to get it, and never fails itself."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

import headwater
from headwater import doctor
from headwater.doctor import Check, Requirement, _fits, _numbers, _parsed


def states() -> dict[str, Check]:
    return {check.name: check for check in doctor.examine()}


def test_all_is_well_here():
    found = states()
    assert not [check for check in found.values() if check.state == "wrong"]
    for name in ("Python", "headwater", "packages", "model fast", "model sentence", "reading", "SQLite", "disk here"):
        assert found[name].state == "ok"
    assert all(check.advice for check in found.values() if check.state != "ok")


def test_as_json_with_its_status():
    done = subprocess.run(
        [sys.executable, "-m", "headwater", "doctor", "--json"],
        capture_output=True,
        encoding="utf-8",
        timeout=100,
        check=False,
    )
    told = json.loads(done.stdout)
    assert told["schema"] == "headwater.doctor/1"
    assert (done.returncode, told["ok"]) == (0, True)
    assert {"name", "state", "found", "advice"} == set(told["checks"][0])


def test_a_changed_model_is_wrong(tmp_path, monkeypatch):
    weights = Path(headwater.__file__).parent / "weights"
    (tmp_path / "weights").mkdir()
    for name in ("fast.json", "lexicon.txt", "cues.txt", "tokenizer.json"):
        shutil.copy(weights / name, tmp_path / "weights" / name)
    (tmp_path / "weights" / "fast.onnx").write_bytes(b"other")
    (tmp_path / "weights" / "broken.json").write_text("{")
    monkeypatch.setattr(doctor, "files", lambda _: tmp_path)
    found = list(doctor._weights())
    assert [(check.name, check.state) for check in found] == [("model fast", "wrong")]
    assert found[0].found == "missing or changed: fast.onnx"


def test_no_model_at_all_is_wrong(tmp_path, monkeypatch):
    monkeypatch.setattr(doctor, "files", lambda _: tmp_path)
    assert [check.state for check in doctor._weights()] == ["wrong"]


@pytest.mark.parametrize(
    ("line", "parsed"),
    [
        ("lxml<7,>=5", Requirement("lxml", (("<", (7,)), (">=", (5,))), None)),
        ('pyarrow<30,>=16; extra == "frames"', Requirement("pyarrow", (("<", (30,)), (">=", (16,))), "frames")),
        ("headwater[corpus,frames]; extra == 'spark'", Requirement("headwater", (), "spark", ("corpus", "frames"))),
        ("???", None),
    ],
)
def test_requirements_are_understood(line, parsed):
    assert _parsed(line) == parsed


def test_bounds():
    bounds = ((">=", (1, 26)), ("<", (3,)))
    assert _fits("1.26", bounds)
    assert _fits("2.4.6", bounds)
    assert not _fits("3.0", bounds)
    assert not _fits("1.25.9", bounds)
    assert _fits("0.1.0", (("==", (0, 1, 0)),))
    assert not _fits("2.0", (("<=", (1,)),))
    assert not _fits("1.0", ((">", (1,)),))
    assert _numbers("2.1.0rc1") == (2, 1, 0)


def test_missing_packages_are_told(monkeypatch):
    wanted = (
        Requirement("nosuch-package", (), None),
        Requirement("numpy", (("<", (1,)),), None),
        Requirement("nosuch-extra", (), "frames"),
        Requirement("headwater", (), "spark", ("frames",)),
    )
    monkeypatch.setattr(doctor, "requirements", lambda: wanted)
    (packages,) = doctor._packages()
    assert packages.state == "wrong"
    assert "nosuch-package is missing" in packages.found
    assert "is not <1" in packages.found
    extras = {check.name: check for check in doctor._extras()}
    assert extras["extra frames"].state == extras["extra spark"].state == "optional"
    assert "headwater[frames]" in extras["extra frames"].advice
    monkeypatch.setattr(doctor, "requirements", tuple)
    assert [check.state for check in doctor._packages()] == ["wrong"]


def test_a_reader_that_fails_is_a_finding(monkeypatch):
    def broken(_text):
        raise RuntimeError("no such\nlibrary")

    monkeypatch.setattr(headwater, "read_text", broken)
    assert doctor._reads() == Check(
        "reading", "wrong", "RuntimeError: no such library", "install Headwater again; if that does not help, report it"
    )


def test_little_room_and_no_folder(tmp_path, monkeypatch):
    assert doctor._disk(tmp_path / "none", "here").state == "wrong"
    monkeypatch.setattr(doctor, "LEAST_DISK", 10**18)
    assert doctor._disk(tmp_path, "here").state == "wrong"


def test_an_sqlite_without_full_text_is_wrong(monkeypatch):
    class Poor(sqlite3.Connection):
        def execute(self, sql, *rest):
            if "fts5" in sql:
                raise sqlite3.OperationalError("no such module: fts5")
            return super().execute(sql, *rest)

    monkeypatch.setattr(doctor.sqlite3, "connect", Poor)
    assert doctor._sqlite().state == "wrong"
    assert "without FTS5" in doctor._sqlite().found


def test_programs_that_are_not_there(monkeypatch):
    monkeypatch.setattr(doctor.shutil, "which", lambda _: None)
    monkeypatch.delenv("HEADWATER_CHROMIUM", raising=False)
    assert {check.state for check in doctor._programs()} == {"optional"}
