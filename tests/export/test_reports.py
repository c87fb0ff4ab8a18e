"""What the sourcing report says in its heads, charts and lists."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from headwater.export import words
from headwater.export.charts import bars
from headwater.export.formats import export
from headwater.export.report import period
from headwater.store.case import Case
from headwater.store.said import Speaker
from tests.factory import build
from tests.store.fakes import put, read


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2031-05-01T10:00", "2031-05-01", ", 2031-05-01"),
        ("2031-05-01", "2031-05-03", ", 2031-05-01 to 2031-05-03"),
        (None, None, ""),
    ],
)
def test_one_day_is_no_period(first: str | None, last: str | None, told: str) -> None:
    assert period(SimpleNamespace(first=first, last=last)) == told  # type: ignore[arg-type]


def test_bars_are_shares_only_of_a_whole() -> None:
    assert "3 (75 %)" in bars("All", [("a", 3), ("b", 1), ("c", 0)])
    assert "%" not in bars("Some of all", [("a", 3), ("b", 1)], shares=False)
    assert bars("None", [("a", 0)]) == ""


def test_no_source_is_no_name() -> None:
    nobody = Speaker(1, 1, "k", "not named", "unknown", False)
    assert (words.called("not named"), words.called(""), words.called("Ada\nQuill")) == (
        "nobody named", "nobody named", "Ada Quill",
    )  # fmt: skip
    assert words.chain((nobody,)) == "nobody named"


def test_documents_without_a_date_and_where_the_unnamed_were_heard(tmp_path: Path) -> None:
    unnamed = [{"id": "v1", "name": "two officials", "kind": "unnamed", "named": False}]
    said = [{"id": "a1", "voice": "v1", "source": "Two officials", "cue": "said", "content": "the gate was shut"}]
    with Case.create(tmp_path / "gate.headwater") as case:
        put(
            case,
            build("Two officials said the gate was shut.", unnamed, said, origin="a.txt", title="The gate", publisher="Lantern"),
            read("Ada Quill said the gate was open.", "b.txt", title="Open", published="2031-05-02"),
        )  # fmt: skip
        page = export(case, "html")[0].path.read_text("utf-8")
        notes = export(case, "markdown")[0].path.read_text("utf-8")
    assert "no date: 1" in page
    assert "not named, in Lantern; 1 statement in 1 document" in page
    assert "| no date | 1 |" in notes
    assert "not named, in Lantern; 1 statement in 1 document" in notes
    assert "<details open>" in page  # what is folded up is not printed
