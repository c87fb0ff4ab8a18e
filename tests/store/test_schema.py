import re
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from headwater.store import migrations, schema
from headwater.store.case import Case
from headwater.store.views import VIEWS
from tests.store.fakes import new_case, put, read

ROOT = Path(__file__).parents[2]
INTERNAL = re.compile(r"^(sqlite_|text_index_|claim_index_)")


def made_tables(path: Path) -> dict[str, list[str]]:
    with closing(sqlite3.connect(path)) as plain:
        names = [r[0] for r in plain.execute("SELECT name FROM sqlite_schema WHERE type IN ('table', 'view')")]
        return {
            n: [r[1] for r in plain.execute(f"PRAGMA table_xinfo({n})") if r[6] != 1]
            for n in names
            if not INTERNAL.match(n)
        }


def test_the_tables_are_as_the_program_thinks(case):
    made = made_tables(case.path)
    for table in schema.TABLES:
        assert sorted(c.name for c in table.columns) == sorted(made[table.name]), table.name
    assert set(made) == {t.name for t in schema.TABLES} | set(VIEWS) | {"claim_texts", "text_index", "claim_index"}


def test_every_table_and_column_is_described():
    words = (ROOT / "docs/case-file.md").read_text("utf-8")
    for table in schema.TABLES:
        section = re.search(rf"^### `{table.name}`\n(.*?)(?=^##|\Z)", words, re.DOTALL | re.MULTILINE)
        assert section, f"docs/case-file.md does not describe {table.name}"
        for column in table.columns:
            assert f"`{column.name}`" in section[1], f"docs/case-file.md does not describe {table.name}.{column.name}"
    for view in (*VIEWS, "claim_texts", "text_index", "claim_index"):
        assert f"`{view}`" in words, view


def test_the_tables_make_sense_to_a_plain_connection(case):
    put(case, read("Ada Quint said the gate was shut. It rained.", title="Gate"))
    with closing(sqlite3.connect(case.path)) as plain:
        assert plain.execute("SELECT voice, cue, content, stage FROM attribution_words").fetchall() == [
            ("Ada Quint", "said", "the gate was shut", "reading")
        ]
        assert plain.execute("SELECT own, claim FROM claim_words ORDER BY id").fetchall() == [
            (0, "the gate was shut"),
            (1, "It rained."),
        ]
        for view in VIEWS:
            plain.execute(f"SELECT * FROM {view}").fetchall()


class TestMigrations:
    def steps(self, monkeypatch, *more):
        monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, *more))

    def test_an_older_case_is_copied_and_brought_forward(self, tmp_path, monkeypatch):
        with new_case(tmp_path) as case:
            put(case, read("Ada Quint said the gate was shut."))

        def add_ratings(connection):
            connection.exec_driver_sql("CREATE TABLE ratings (id INTEGER PRIMARY KEY)")

        self.steps(monkeypatch, add_ratings)
        with Case.open(case.path) as migrated, migrated.reading() as connection:
            log = connection.exec_driver_sql("SELECT number, name FROM migrations ORDER BY number").all()
            assert [tuple(r) for r in log] == [(n, step.__name__) for n, step in enumerate(migrations.STEPS, 1)]
            assert connection.exec_driver_sql("SELECT count(*) FROM attribution_words").scalar_one() == 1
        assert "ratings" in made_tables(case.path)
        backup = case.path.with_name(case.path.name + ".before-add_ratings")
        assert "ratings" not in made_tables(backup)
        with closing(sqlite3.connect(backup)) as plain:
            assert plain.execute("PRAGMA user_version").fetchone() == (migrations.newest() - 1,)
            assert plain.execute("SELECT count(*) FROM documents").fetchone() == (1,)

    def test_a_step_that_fails_leaves_the_old_form(self, tmp_path, monkeypatch):
        with new_case(tmp_path) as case:
            put(case, read("Ada Quint said the gate was shut."))

        def broken(connection):
            connection.exec_driver_sql("CREATE TABLE half (id INTEGER PRIMARY KEY)")
            raise RuntimeError

        with monkeypatch.context() as patch:
            patch.setattr(migrations, "STEPS", (*migrations.STEPS, broken))
            with pytest.raises(RuntimeError):
                Case.open(case.path)
        assert "half" not in made_tables(case.path)
        with Case.open(case.path) as again, again.reading() as connection:
            assert connection.exec_driver_sql("PRAGMA user_version").scalar_one() == migrations.newest()
            assert connection.exec_driver_sql("SELECT count(*) FROM attribution_words").scalar_one() == 1
