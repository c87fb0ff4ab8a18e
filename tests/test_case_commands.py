import json

import pytest
import typer
from typer.testing import CliRunner

from headwater import case_commands, export_commands
from headwater.store.case import Case
from tests.store.fakes import load_fake

PAGE = "Gate\n\nAda Quint said the gate was shut. It rained on the town and the river rose. Bo Marr warned that {} would come.\n"


@pytest.fixture
def run(tmp_path, monkeypatch):
    app = typer.Typer(pretty_exceptions_enable=False)

    @app.callback()
    def main() -> None:
        """Headwater."""

    case_commands.mount(app)
    export_commands.mount(app)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(
        "headwater.adding.add.__kwdefaults__",
        {**__import__("headwater.adding").adding.add.__kwdefaults__, "load": load_fake},
    )
    monkeypatch.setattr(
        "headwater.adding.reread.__kwdefaults__",
        {**__import__("headwater.adding").adding.reread.__kwdefaults__, "load": load_fake},
    )

    def invoke(*words: str, status: int = 0) -> str:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == status, result.output
        return result.output

    return invoke


@pytest.fixture
def made(run, tmp_path):
    for n in range(3):
        (tmp_path / f"{n}.txt").write_text(PAGE.format(n))
    run("case", "new", "lock")
    run("add", "lock.headwater", "0.txt", "1.txt", "2.txt")
    return run


def test_from_beginning_to_end(run, tmp_path):
    (tmp_path / "a.txt").write_text(PAGE.format("more"))
    assert "made lock.headwater" in run("case", "new", "lock.headwater", "--name", "The lock")
    assert "added 1 document" in run("add", "lock.headwater", "a.txt")
    assert "1 known already" in run("add", "lock.headwater", "a.txt")
    assert "2 attributions" in run("list", "lock.headwater")
    shown = run("show", "lock.headwater")
    assert "The lock" in shown
    assert "Ada Quint" in shown
    assert "the gate was shut" in run("show", "lock.headwater", "1")
    assert json.loads(run("show", "lock.headwater", "a.txt", "--json"))["attributions"]
    assert "nothing wrong: 1 document" in run("check", "lock.headwater")
    assert "attributions.csv" in run("export", "lock.headwater", "--format", "csv")
    assert (tmp_path / "lock-csv" / "verdicts.csv").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.txt", "lock-csv", "lock.headwater"]


def test_remove_and_restore(made):
    assert "removed document 2 (verdict 1)" in made(
        "remove", "lock.headwater", "2", "--reason", "a copy", "--author", "Eve"
    )
    assert made("list", "lock.headwater").count("\n") == 2
    assert "removed" in made("list", "lock.headwater", "--removed")
    assert "removed already" in made("remove", "lock.headwater", "2", status=1)
    assert "restored document 2" in made("remove", "lock.headwater", "2", "--restore", "--author", "Eve")
    assert made("list", "lock.headwater").count("\n") == 3
    assert "newest verdict: 2" in made("check", "lock.headwater")


def test_date(made):
    assert "dated document 2 2031-05-04 (verdict 1)" in made(
        "date", "lock.headwater", "2", "2031-05-04", "--reason", "printed on it", "--author", "Eve"
    )
    assert "2031-05-04" in made("list", "lock.headwater")
    assert "instead of 2031-05-04" in made("date", "lock.headwater", "2", "2031-05-05", "--author", "Eve")
    assert "YYYY-MM-DD" in made("date", "lock.headwater", "2", "yesterday", status=1)
    assert "2031-05-05" in made("list", "lock.headwater")
    assert "newest verdict: 2" in made("check", "lock.headwater")


def test_list_as_json(made):
    rows = [json.loads(line) for line in made("list", "lock.headwater", "--json").splitlines()]
    assert [r["origin"] for r in rows] == ["0.txt", "1.txt", "2.txt"]


def test_new_versions_are_told(made, tmp_path):
    (tmp_path / "1.txt").write_text(PAGE.format("nobody"))
    assert "new version (2): 1.txt" in made("add", "lock.headwater", "1.txt")
    assert "version 1 of 2" in made("list", "lock.headwater")


def test_what_cannot_be_read_is_told(made):
    out = made("add", "lock.headwater", "nothing.txt", "0.txt", status=1)
    assert "nothing.txt" in out
    assert "1 could not be read" in out


@pytest.mark.parametrize(
    "words",
    [
        ("list", "nothing.headwater"), ("show", "0.txt"), ("check", "."), ("show", "lock.headwater", "77"),
        ("remove", "lock.headwater", "77"), ("case", "new", "lock.headwater"), ("add", "0.txt", "1.txt"),
        ("export", "lock.headwater", "--out", "0.txt"),
    ],
)  # fmt: skip
def test_errors_are_one_line(made, words):
    out = made(*words, status=1)
    assert out.startswith("headwater: ")
    assert out.count("\n") == 1


def test_damage_is_told(made, tmp_path):
    path = tmp_path / "lock.headwater"
    whole = path.read_bytes()
    place = whole.index(b"river rose")
    path.write_bytes(whole[:place] + b"R" + whole[place + 1 :])
    out = made("check", "lock.headwater", status=1)
    assert "its text was changed" in out
    assert "restore it from a copy" in out


def test_read_again(made):
    assert "read 0 documents again" in made("reread", "lock.headwater")
    assert "read 3 documents again; 0 verdicts for review" in made("reread", "lock.headwater", "--all")


def test_an_unknown_table(made):
    assert "no table" in made("export", "lock.headwater", "--table", "secrets", status=2)


def test_a_title_cannot_fake_a_line(run, tmp_path):
    (tmp_path / "a.jsonl").write_text(
        json.dumps({"text": PAGE.format(1), "title": "x\n\x1b[2Jnothing wrong\u202e", "url": "https://g.example/1"})
    )
    run("case", "new", "lock")
    run("add", "lock.headwater", "a.jsonl")
    out = run("list", "lock.headwater")
    assert out.count("\n") == 1
    assert "\x1b" not in out
    assert "\u202e" not in out
    with Case.open(tmp_path / "lock.headwater") as case:
        assert case.name == "lock"
