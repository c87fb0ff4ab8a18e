import csv
import json

import pytest

from headwater.errors import HeadwaterError
from headwater.store.tables import TABLES, export
from headwater.store.verdicts import Draft
from tests.factory import lock_reading
from tests.store.fakes import now, put, read, subjects

GATE = "Ada Quint said the gate was shut. It rained. Bo Marr warned that more would come."


@pytest.fixture
def judged(case):
    put(case, read(GATE, title="=cmd()", authors=("Ü Roe",)), lock_reading())
    where = subjects(case, 1)
    case.give(
        Draft("edit", where["the gate was shut"], {"now": now(case.load(1), "the gate", None, "Cy")}, "Eve", "so")
    )
    case.give(Draft("reject", where["that more would come"], {}, "Eve"))
    return case


def jsonl(path):
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def test_json_lines(judged, tmp_path):
    written = export(judged, tmp_path / "out", "jsonl")
    assert list(written) == list(TABLES)
    for name, (path, rows) in written.items():
        assert len(jsonl(path)) == rows, name
    documents = jsonl(written["documents"][0])
    assert documents[0]["authors"] == ["Ü Roe"]
    texts = {d["document"]: d["text"] for d in documents}
    for row in jsonl(written["attributions"][0]):
        text = texts[row["document"]]
        assert " … ".join(text[a:b] for a, b in row["content_spans"]) == row["content"]
        assert (row["source"] is None) == (row["source_span"] is None)
        assert row["source"] is None or text[slice(*row["source_span"])] == row["source"]
    assert [v["kind"] for v in jsonl(written["verdicts"][0])] == ["edit", "reject"]


def test_verdicts_as_training_data(judged, tmp_path):
    edit, reject = jsonl(export(judged, tmp_path, "jsonl", ["training"])["training"][0])
    assert (edit["was"]["words"]["content"], edit["is"]["voice"]["name"]) == (["the gate was shut"], "Cy")
    assert [edit["text"][a:b] for a, b in edit["is"]["content"]] == ["the gate"]
    assert (reject["is"], reject["was"]["words"]["source"]) == (None, "Bo Marr")


def test_csv_opens_in_a_spreadsheet_and_runs_nothing_there(judged, tmp_path):
    path, _ = export(judged, tmp_path, "csv")["documents"]
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["title"] == "'=cmd()"
    assert rows[0]["text"] == GATE


def test_parquet(judged, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    for name, (path, rows) in export(judged, tmp_path, "parquet").items():
        assert parquet.read_table(path).num_rows == rows, name


def test_parquet_without_its_library(judged, tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(HeadwaterError, match="needs pyarrow"):
        export(judged, tmp_path, "parquet")


def test_a_folder_in_the_way(judged, tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(HeadwaterError, match="can't be written"):
        export(judged, tmp_path / "file", "jsonl")
