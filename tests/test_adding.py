import json
from collections import Counter

import pytest

from headwater import adding
from headwater.adding import add, reread
from headwater.errors import CaseFull
from headwater.store.case import Case
from headwater.store.check import check
from tests.store.fakes import FakeReader, load_fake, new_case

GATE = "Ada Quint said the gate was shut. It rained on the town and the river rose a little."
PAGE = "<html><head><title>Gate</title></head><body><article><h1>Gate</h1><p>{}</p></article></body></html>"


@pytest.fixture
def case(tmp_path):
    with new_case(tmp_path) as made:
        yield made


@pytest.fixture
def folder(tmp_path):
    pages = tmp_path / "pages"
    pages.mkdir()
    for n in range(5):
        (pages / f"{n}.txt").write_text(f"Gate {n}\n\n{GATE} Bo Marr said that {n} more would come.\n")
    (pages / "page.html").write_text(PAGE.format(GATE))
    (pages / "empty.txt").touch()
    lines = [
        {"text": f"{GATE} Cy Orrin said it was {n}.", "url": f"https://g.example/{n}", "title": str(n)}
        for n in range(7)
    ]
    (pages / "many.jsonl").write_text("\n".join(map(json.dumps, lines)) + "\nnot json\n")
    return pages


def told(case: Case, *targets: object, **more: object) -> Counter:
    return Counter(a.what for a in add(case, map(str, targets), load=load_fake, **more))  # type: ignore[arg-type]


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_folder_once_and_again(case, folder, jobs):
    assert told(case, folder, jobs=jobs) == {"new": 13, "failed": 2}
    assert told(case, folder, jobs=jobs) == {"known": 13, "failed": 2}
    with case.reading() as connection:
        counts = (
            "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM captures), (SELECT count(*) FROM originals)"
        )
        assert tuple(connection.exec_driver_sql(counts).one()) == (13, 13, 13)
    assert check(case).clean


def test_jobs_change_nothing(tmp_path, folder):
    seen = []
    for jobs in (1, 3):
        with Case.create(tmp_path / f"{jobs}.headwater") as case:
            told(case, folder, jobs=jobs)
            with case.reading() as connection:
                sql = "SELECT d.id, d.key, d.digest, r.digest FROM documents d JOIN readings r ON r.document_id = d.id ORDER BY 1"
                seen.append([tuple(r) for r in connection.exec_driver_sql(sql)])
    assert seen[0] == seen[1]


def test_original_bytes_of_a_page_and_of_a_line(case, folder):
    told(case, folder)
    page = (folder / "page.html").read_bytes()
    line = (folder / "many.jsonl").read_bytes().splitlines(keepends=True)[2]
    with case.reading() as connection:
        sql = "SELECT id FROM documents WHERE origin = ?"
        page_id = connection.exec_driver_sql(sql, (str(folder / "page.html"),)).scalar_one()
        line_id = connection.exec_driver_sql(sql, (f"{folder / 'many.jsonl'}#3",)).scalar_one()
    assert case.original(page_id) == page
    assert case.original(line_id) == line


def test_what_is_known_is_not_read_again(case, folder, monkeypatch):
    told(case, folder)

    def refuse(model: str) -> FakeReader:
        raise AssertionError("nothing is left to read")

    assert Counter(a.what for a in add(case, [str(folder)], load=refuse)) == {"known": 13, "failed": 2}  # type: ignore[arg-type]


def test_a_changed_file_is_a_new_version(case, folder):
    told(case, folder / "1.txt")
    (folder / "1.txt").write_text(f"Gate 1\n\n{GATE} Bo Marr said that nobody would come.\n")
    added = list(add(case, [str(folder / "1.txt")], load=load_fake))  # type: ignore[arg-type]
    assert [(a.what, a.version) for a in added] == [("new version", 2)]


def test_interrupted_and_resumed(case, folder, monkeypatch):
    monkeypatch.setattr(adding, "GROUP", 2)
    run = add(case, [str(folder)], load=load_fake)  # type: ignore[arg-type]
    first = [next(run) for _ in range(5)]
    run.close()
    assert check(case).documents >= len([a for a in first if a.what == "new"])
    again = told(case, folder)
    assert again["new"] < 13
    assert check(case).documents == 13


def test_told_only_once_on_the_disk(case, folder):
    for added in add(case, [str(folder)], load=load_fake):  # type: ignore[arg-type]
        if added.what == "new":
            with Case.open(case.path, readonly=True) as other:
                assert other.document(added.document_id).origin == added.origin


def test_no_room_ends_the_run(case, folder, monkeypatch):
    def full(items: object) -> list:
        raise CaseFull("x", "there is no room to write")

    monkeypatch.setattr(case, "save", full)
    with pytest.raises(CaseFull):
        told(case, folder)


def test_reading_again_by_another_version(case, folder):
    told(case, folder)

    class Newer(FakeReader):
        version = "fake-2"

    assert [a.what for a in reread(case, load=lambda _: Newer())] == ["known"] * 13  # type: ignore[arg-type,return-value]
    assert list(reread(case, load=lambda _: Newer())) == []  # type: ignore[arg-type,return-value]
    assert len(list(reread(case, everything=True, load=lambda _: Newer()))) == 13  # type: ignore[arg-type,return-value]
    with case.reading() as connection:
        versions = connection.exec_driver_sql("SELECT DISTINCT stage_version FROM attribution_words").scalars().all()
    assert len(versions) == 1
    assert versions[0].endswith("fake-2")
    assert check(case).clean


def test_many_new_documents_are_tidied_up(case, folder, monkeypatch):
    tidied = []
    monkeypatch.setattr(adding, "MANY", 10)
    monkeypatch.setattr(Case, "tidy", lambda self: tidied.append(1))
    told(case, folder)
    told(case, folder)
    assert tidied == [1]
