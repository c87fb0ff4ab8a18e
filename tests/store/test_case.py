import json
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import BadFormat, CaseError
from headwater.model import Document
from headwater.store import migrations
from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.documents import Original, original_bytes
from tests.factory import lock_reading
from tests.store.fakes import item, put, read

GATE = "Ada Quint said the gate was shut. It rained on 3 boats. Bo Marr warned that more would come."


def rows(case: Case, sql: str) -> list[tuple]:
    with case.reading() as connection:
        return [tuple(r) for r in connection.exec_driver_sql(sql)]


def test_a_new_case_says_what_it_is(case):
    assert case.name == "Test"
    with closing(sqlite3.connect(case.path)) as plain:
        assert plain.execute("PRAGMA application_id").fetchone()[0].to_bytes(4) == b"HDWT"
        assert plain.execute("PRAGMA user_version").fetchone() == (migrations.newest(),)
        assert plain.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert plain.execute("SELECT name FROM migrations ORDER BY number").fetchall() == [
            (step.__name__,) for step in migrations.STEPS
        ]
    with case.reading() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar_one() == 1


def test_nothing_is_made_over_something_else(case, tmp_path):
    with pytest.raises(CaseError, match="is there already"):
        Case.create(case.path)
    empty = tmp_path / "empty.headwater"
    empty.touch()
    Case.create(empty).close()
    assert [p.name for p in tmp_path.iterdir() if p.name.startswith(".")] == []


def test_a_closed_case_is_one_file(tmp_path):
    with Case.create(tmp_path / "one.headwater") as case:
        put(case, read(GATE))
    assert [p.name for p in tmp_path.iterdir()] == ["one.headwater"]


@pytest.mark.parametrize("reading", [read(GATE), lock_reading(), read("")], ids=["gate", "lock", "empty"])
def test_a_reading_comes_back_as_it_went_in(case, reading):
    (number,) = put(case, reading)
    assert case.load(number, live=False) == reading
    assert json.loads(case.load(number, live=False).to_json()) == json.loads(reading.to_json())
    assert case.load(number) == reading
    assert check(case).clean


TEXTS = st.text(st.characters(exclude_characters="\x00", exclude_categories=["Cs"]), max_size=80)


@settings(max_examples=15, deadline=None)
@given(texts=st.lists(TEXTS, min_size=1, max_size=8), title=st.none() | st.text(max_size=9))
def test_any_text_comes_back(tmp_path_factory, texts, title):
    readings = [read(f"Zoë Ünal said 𝔘 {text}.", f"{n}.txt", title=title, url=f"u:{n}") for n, text in enumerate(texts)]
    with Case.create(tmp_path_factory.mktemp("c") / "c.headwater") as case:
        for reading, number in zip(readings, put(case, *readings), strict=True):
            again = case.load(number, live=False)
            assert again.document.text == reading.document.text
            assert again.attributions == reading.attributions
        assert check(case).clean


@pytest.mark.parametrize("text", ["a\x00b", "half \ud800 character"])
def test_a_text_sqlite_cannot_hold_is_told_and_the_rest_kept(case, text):
    good, bad = case.save([item(read(GATE)), item(read(text, "b.txt"), b"raw")])
    assert good.document_id == 1
    assert isinstance(bad, BadFormat)
    assert "b.txt" in str(bad)
    assert check(case).clean


def test_odd_metadata_is_kept_as_far_as_it_can_be(case):
    (number,) = put(case, read(GATE, "caf\udce9.txt", title="a\x00b", authors=("x\ud800", "ü")))
    document = case.document(number)
    assert (document.origin, document.title, document.authors) == ("caf?.txt", "ab", ("x?", "ü"))
    assert check(case).clean


class TestVersions:
    def test_the_same_again_changes_nothing(self, case):
        first = case.save([item(read(GATE, url="https://gazette.example/gate"))])[0]
        again = case.save([item(read(GATE, url="https://gazette.example/gate"))])[0]
        assert (first.what, again.what) == ("new", "known")
        assert rows(case, "SELECT count(*) FROM captures") == [(1,)]

    @pytest.mark.parametrize(
        "address",
        ["http://gazette.example/gate", "https://GAZETTE.example/gate/", "https://gazette.example/gate?utm_source=x#top",
         "https://web.archive.org/web/20310502120000/http://gazette.example/gate"],
    )  # fmt: skip
    def test_the_same_address_with_another_text_is_a_new_version(self, case, address):
        put(case, read(GATE, url="https://gazette.example/gate"))
        saved = case.save([item(read(GATE + " Nobody was hurt.", "b.html", url=address))])[0]
        assert (saved.what, saved.version) == ("new version", 2)

    def test_other_addresses_are_other_documents(self, case):
        put(case, read(GATE, url="https://gazette.example/gate"))
        assert case.save([item(read(GATE, "b.txt", url="https://gazette.example/gate?page=2"))])[0].what == "new"

    def test_an_archive_says_when_it_captured(self, case):
        put(case, read(GATE, url="https://web.archive.org/web/20310502120130/http://gazette.example/gate"))
        assert rows(case, "SELECT captured FROM captures") == [("2031-05-02T12:01:30.000000Z",)]

    def test_a_copy_of_a_file_is_the_same_document_captured_elsewhere(self, case):
        put(case, read(GATE, "one/a.txt"))
        assert case.save([item(read(GATE, "two/a.txt"))])[0].what == "captured again"
        assert rows(case, "SELECT count(*) FROM documents") == [(1,)]

    def test_an_address_that_returns_to_an_old_text_is_captured_again(self, case):
        one, two = (read(t, "https://g.example/x", url="https://g.example/x") for t in (GATE, GATE + " More."))
        what = [case.save([item(r, fetched=True)])[0].what for r in (one, one, two, one, one)]
        assert what == ["new", "known", "new version", "captured again", "known"]

    def test_original_bytes_are_kept(self, case):
        page = f"<html><body><p>{GATE}</p><script>x()</script></body></html>".encode("utf-16")
        case.save([item(read(GATE), page)])
        assert case.original(1) == page
        assert rows(case, "SELECT length, packing FROM originals") == [(len(page), "zlib+text")]
        with case.reading() as connection, pytest.raises(Exception, match="No row"):
            original_bytes(connection, 99)

    def test_bytes_that_do_not_shrink_are_kept_plain(self):
        assert Original.of(b"\x93\x01\xfe", Document("a", "")).packing == "none"


def test_two_cases_open_at_once_take_turns(case):
    with Case.open(case.path) as other:
        for n in range(6):
            put((case, other)[n % 2], read(f"Ada Quint said {n}.", f"{n}.txt"))
        put(other, read("Ada Quint said 0.", "0.txt"))
    assert rows(case, "SELECT count(*) FROM documents") == [(6,)]
    assert check(case).clean


def test_a_reading_of_another_text_is_refused(case):
    put(case, read(GATE))
    with pytest.raises(CaseError, match="no reading of document 1"):
        case.reread(1, read("Other words."), {"reading": "2"})


def test_tidying_changes_nothing(case):
    numbers = put(case, *(read(GATE.replace("3", str(n)), f"{n}.txt") for n in range(30)))
    before = [case.load(n).to_json() for n in numbers]
    case.tidy()
    assert [case.load(n).to_json() for n in numbers] == before
    assert rows(case, "PRAGMA freelist_count") == [(0,)]
    assert check(case).clean


def test_what_raises_leaves_nothing(case):
    with pytest.raises(RuntimeError), case.writing() as connection:
        connection.exec_driver_sql("INSERT INTO stages (name, version) VALUES ('x', '1')")
        raise RuntimeError
    assert rows(case, "SELECT count(*) FROM stages") == [(0,)]


def test_every_derived_row_names_stage_and_version(case):
    number = put(case, lock_reading())[0]
    case.reread(number, replace(lock_reading()), {"reading": "2", "quantities": "2q"})
    tables = {
        r[0]
        for r in rows(
            case, "SELECT m.name FROM sqlite_schema m JOIN pragma_table_info(m.name) i ON i.name = 'stage_id'"
        )
    }
    assert {"claims", "voices", "case_voices", "quantities", "times", "corrections", "quotations", "drifts", "carried",
            "readings", "documents"} <= tables  # fmt: skip
    assert rows(case, "SELECT DISTINCT stage, stage_version FROM attribution_words") == [("reading", "2")]
    assert rows(case, "SELECT DISTINCT s.name, s.version FROM quantities q JOIN stages s ON s.id = q.stage_id") == [
        ("quantities", "2q")
    ]


def test_no_module_of_the_store_knows_reading_or_showing():
    for module in (Path(__file__).parents[2] / "src/headwater/store").glob("*.py"):
        words = module.read_text("utf-8")
        assert "headwater.read" not in words
        assert "headwater.show" not in words
        assert len(words.splitlines()) < 400, module.name
