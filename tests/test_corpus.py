"""A corpus read and traced, Parquet to Parquet: DuckDB and Spark give the same rows, and a killed worker costs nothing."""

from __future__ import annotations

import os
import pickle
import shutil
import signal
from collections.abc import Iterable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from headwater import corpus, corpus_rows
from headwater.cli import app
from headwater.engines import LARGE, ROWS, Local, Spark, whole_groups
from headwater.errors import BadFormat
from tests.test_tracing import STORIES, story

pytest.importorskip("ibis")

TABLES = ("documents", "claims", "passages", "matches", "families")


def readings(path: Path) -> Path:
    """The readings of the stories, as ``corpus read`` would write them."""
    rows = []
    for one in STORIES:
        made = story(*one)
        document = made.document
        rows.append(
            {
                "document": document.id,
                "origin": document.origin,
                "url": document.url,
                "publisher": document.publisher,
                "published": document.published,
                "reading": made.to_json(),
            }
        )
    pq.write_table(pa.Table.from_pylist(rows, schema=corpus_rows.READINGS), path)
    return path


def tables(folder: Path) -> dict[str, list[str]]:
    return {
        name: sorted(repr(sorted(row.items())) for row in pq.read_table(folder / f"{name}.parquet").to_pylist())
        for name in TABLES
    }


def grouped(members: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
    families: dict[str, set[str]] = {}
    for family, claim in members:
        families.setdefault(family, set()).add(claim)
    return set(map(frozenset, families.values()))


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("local")
    engine = Local(folder)
    counted = corpus.trace_corpus(engine, readings(folder / "given.parquet"), folder / "out")
    engine.close()
    assert all(counted.values())
    return folder


def test_families_of_a_corpus(local):
    families = pq.read_table(local / "out/families.parquet").to_pylist()
    claims = {row["claim"]: row["family"] for row in pq.read_table(local / "out/claims.parquet").to_pylist()}
    most = max(families, key=lambda f: f["documents"])
    assert (most["documents"], most["low"]) == (3, 1)
    assert {claims[c] for f in families for c in f["claims"]} == {f["family"] for f in families}


def test_the_same_families_as_in_a_case(local, tmp_path):
    from headwater.tracing import trace
    from tests.test_tracing import contents, filled

    case = filled(tmp_path / "case.headwater")
    trace(case)
    claims = pq.read_table(local / "out/claims.parquet").to_pylist()
    # a case knows when the undated document was captured, so a family may be named for another of its claims
    assert grouped((row["family"], row["claim"]) for row in claims) == grouped(contents(case)["members"])


def test_groups_are_never_cut():
    column = sorted(str(n // 700) for n in range(3 * ROWS))
    batches = pa.table({"g": column}).to_batches(max_chunksize=300)
    parts = [set(part["g"].to_pylist()) for part in whole_groups(batches, "g")]
    assert len(parts) > 1
    assert all(not a & b for n, a in enumerate(parts) for b in parts[n + 1 :])
    assert sum(part.num_rows for part in whole_groups(batches, None)) == 3 * ROWS


def test_large_rows_are_handed_over_in_smaller_parts():
    table = pa.table({"n": range(ROWS), "page": ["x" * (4 * LARGE // ROWS)] * ROWS})
    parts = list(whole_groups(table.to_batches(), None))
    assert pa.concat_tables(parts).equals(table)
    assert max(len(pickle.dumps(part)) for part in parts) < 1.1 * LARGE
    assert len(list(whole_groups(table.to_batches(), "page"))) == 1


def test_what_is_no_corpus_is_told(tmp_path):
    pq.write_table(pa.table({"words": ["x"]}), tmp_path / "odd.parquet")
    engine = Local(tmp_path / "work")
    with pytest.raises(BadFormat, match="no column 'text'"):
        corpus.read_corpus(engine, tmp_path / "odd.parquet", tmp_path / "out.parquet")
    with pytest.raises(BadFormat, match="holds no readings"):
        corpus.trace_corpus(engine, tmp_path / "odd.parquet", tmp_path / "out")
    found = CliRunner().invoke(app, ["corpus", "trace", str(tmp_path / "none.parquet"), str(tmp_path / "out")])
    assert found.exit_code == 1


def test_too_little_memory_is_told_with_what_helps(tmp_path):
    given = [
        "corpus",
        "trace",
        str(readings(tmp_path / "r.parquet")),
        str(tmp_path / "out"),
        "-j",
        "1",
        "--memory",
        "1MB",
    ]
    found = CliRunner().invoke(app, given)
    assert found.exit_code == 1
    assert "give it more with --memory" in found.stderr


def test_a_damaged_reading_is_named(tmp_path):
    row = {"document": "d", "origin": "odd.html", "reading": "{}"}
    pq.write_table(pa.Table.from_pylist([row], schema=corpus_rows.READINGS), tmp_path / "odd.parquet")
    (tmp_path / "text.parquet").write_text("no Parquet at all")
    found = CliRunner().invoke(
        app, ["corpus", "trace", str(tmp_path / "odd.parquet"), str(tmp_path / "out"), "-j", "1"]
    )
    assert found.exit_code == 1
    assert "odd.html: its reading is damaged" in found.stderr
    found = CliRunner().invoke(
        app, ["corpus", "trace", str(tmp_path / "text.parquet"), str(tmp_path / "out"), "-j", "1"]
    )
    assert found.exit_code == 1
    assert found.stderr.startswith("headwater: ")


def test_reading_tells_what_it_could_not_read():
    rows = [{"origin": "a", "text": ""}, {"origin": "b", "text": None}]
    found = corpus_rows.read_rows(pa.Table.from_pylist(rows, schema=corpus_rows.DOCUMENTS)).to_pylist()
    assert [row["error"] for row in found] == ["a: holds no text", "b: holds no text"]


@pytest.fixture(scope="module")
def spark(tmp_path_factory: pytest.TempPathFactory):
    """Two executors, each a process of its own, as on a cluster."""
    pytest.importorskip("pyspark")
    if not shutil.which("java"):
        pytest.skip("Spark needs Java: apt-get install default-jre-headless")
    options = {"spark.sql.shuffle.partitions": "2", "spark.sql.adaptive.enabled": "false", "spark.driver.memory": "1g"}
    engine = Spark.at(tmp_path_factory.mktemp("spark"), "local-cluster[2,1,1024]", **options)
    yield engine
    engine.close()


@pytest.mark.timeout(1800)  # a minute on a quiet machine
class TestSpark:
    def test_the_same_rows_as_duckdb(self, spark, local, tmp_path):
        corpus.trace_corpus(spark, local / "given.parquet", tmp_path / "out")
        assert tables(tmp_path / "out") == tables(local / "out")

    def test_a_worker_killed_in_the_middle(self, spark, tmp_path):
        pq.write_table(pa.table({"n": list(range(100))}), tmp_path / "numbers.parquet")
        numbers = spark.load("numbers", tmp_path / "numbers.parquet")
        mark = str(tmp_path / "died")

        def die_once(rows: pa.Table) -> pa.Table:
            """The first process that comes here is killed, as by a machine that runs out of memory."""
            if not os.path.exists(mark):  # noqa: PTH110  travels to the task by itself, without this module
                open(mark, "w").close()  # noqa: PTH123
                os.kill(os.getpid(), signal.SIGKILL)
            return rows

        found = spark.each("survived", numbers, die_once, pa.schema([("n", pa.int64())]))
        assert sorted(spark.rows(found)["n"].to_pylist()) == list(range(100))
        assert Path(mark).exists()
