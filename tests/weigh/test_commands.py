"""``headwater weigh MATRIX`` without a case."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from headwater.errors import BadEncoding, BadFormat, BadMatrix, NotReadable, WeighError
from headwater.weigh_commands import weigh

SHEET = """hypothesis,E1: Trucks,E2: Port closed
@origins,"Gazette=B2, officials",
@date,2031-05-02,2031-05-04
A drill,C,II
A blockade,CC,C
"""

app = typer.Typer()
app.command()(weigh)


@pytest.fixture
def sheet(tmp_path):
    path = tmp_path / "matrix.csv"
    path.write_text(SHEET, encoding="utf-8")
    return path


def run(*arguments):
    return CliRunner().invoke(app, [str(a) for a in arguments])


def test_table(sheet):
    result = run(sheet)
    assert result.exit_code == 0
    assert "“A blockade” leads" in " ".join(result.output.split())


def test_json_twice_the_same(sheet):
    first, second = run(sheet, "--json"), run(sheet, "--json")
    assert first.stdout == second.stdout
    assert json.loads(first.stdout)["leader"] == "H2"


def test_as_of(sheet):
    data = json.loads(run(sheet, "--json", "--as-of", "2031-05-03").stdout)
    assert [i["kind"] for i in data["items"]] == ["reported", "expected"]


def test_export_and_again(sheet, tmp_path):
    there = tmp_path / "matrix.json"
    assert run(sheet, "--export", there).exit_code == 0
    assert (
        json.loads(run(there, "--json").stdout)["hypotheses"] == json.loads(run(sheet, "--json").stdout)["hypotheses"]
    )
    assert isinstance(run(sheet, "--export", there).exception, NotReadable)
    assert isinstance(run(sheet, "--export", tmp_path / "matrix.xls").exception, BadFormat)


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\xff\xfe\x00", BadEncoding),
        (b"", WeighError),
        (b"hypothesis,E1\nA drill,maybe\n", BadMatrix),
        (b"hypothesis,E1\nA drill,C\n", BadMatrix),
    ],
)
def test_errors_are_left_to_the_caller(tmp_path, content, error):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    assert isinstance(run(path).exception, error)


def test_a_missing_file_and_a_folder(tmp_path):
    assert isinstance(run(tmp_path / "nowhere.csv").exception, NotReadable)
    assert isinstance(run(tmp_path).exception, NotReadable)
