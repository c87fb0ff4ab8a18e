"""What goes wrong with files: each fault a clear message, and nothing made worse."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from headwater.errors import CaseError, CaseLocked, DamagedCase, NewerCase, NotACase, ReadOnlyCase
from headwater.store import database
from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.verdicts import Draft
from tests.factory import lock_reading
from tests.store.fakes import item, new_case, put, read, subjects
from tests.store.killing import kill_often

ROOT = Path(__file__).parents[2]


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """A closed case with documents and a verdict."""
    with new_case(tmp_path) as case:
        put(case, lock_reading(), *(read(f"Ada Quint said {n} was shut. It rained.", f"{n}.txt") for n in range(20)))
        case.give(Draft("reject", next(iter(subjects(case, 1).values())), {}, "Eve"))
        return case.path


def test_killed_at_random_moments(tmp_path):
    path = tmp_path / "killed.headwater"
    Case.create(path).close()
    told = kill_often(path, int(os.environ.get("HEADWATER_KILLS", "10")))
    assert told["verdict"] > 0


class TestNotACase:
    @pytest.mark.parametrize("content", [b"", b"plain text", b"SQLite format 3\x00", b"\x00" * 4096])
    def test_some_other_file(self, tmp_path, content):
        path = tmp_path / "x.headwater"
        path.write_bytes(content)
        with pytest.raises(NotACase, match=r"x\.headwater"):
            Case.open(path)
        assert path.read_bytes() == content
        assert len(list(tmp_path.iterdir())) == 1

    def test_another_programs_database(self, tmp_path):
        path = tmp_path / "x.db"
        with closing(sqlite3.connect(path)) as plain:
            plain.execute("CREATE TABLE t (x)")
            plain.commit()
        before = path.read_bytes()
        with pytest.raises(NotACase, match="some other program"):
            Case.open(path)
        assert path.read_bytes() == before

    def test_nothing_and_a_folder(self, tmp_path):
        with pytest.raises(NotACase, match="no such file"):
            Case.open(tmp_path / "nothing.headwater")
        with pytest.raises(NotACase, match="is a folder"):
            Case.open(tmp_path)
        with pytest.raises(ReadOnlyCase, match="can't be written"):
            Case.create(tmp_path / "missing" / "x.headwater")


def test_a_newer_case_is_left_untouched(closed):
    with closing(sqlite3.connect(closed)) as plain:
        plain.execute("PRAGMA user_version = 99")
    before = closed.read_bytes()
    for readonly in (False, True):
        with pytest.raises(NewerCase, match="newer version of Headwater"):
            Case.open(closed, readonly=readonly)
    assert closed.read_bytes() == before
    assert len(list(closed.parent.iterdir())) == 1


@pytest.mark.parametrize("part", [0.001, 0.3, 0.99])
def test_a_file_cut_off(closed, part):
    whole = closed.read_bytes()
    closed.write_bytes(whole[: max(120, int(len(whole) * part))])
    before = closed.read_bytes()
    with pytest.raises(DamagedCase, match=r"cut off: .*restore it"):
        Case.open(closed)
    assert closed.read_bytes() == before


def test_flipped_bits_are_found(closed, tmp_path):
    """Any bit that means something, anywhere: opening, reading or checking says so. Never a traceback, never a hang."""
    whole = bytearray(closed.read_bytes())
    chance = random.Random(5)
    copy = tmp_path / "flipped.headwater"
    unnoticed = []
    for _ in range(25):
        place = chance.randrange(len(whole))
        flipped = bytearray(whole)
        flipped[place] ^= 1 << chance.randrange(8)
        copy.write_bytes(flipped)
        if not _noticed(copy):
            unnoticed.append(place)
        for end in ("-wal", "-shm"):
            copy.with_name(copy.name + end).unlink(missing_ok=True)
    assert all(_means_nothing(closed, place) for place in unnoticed), unnoticed


def _noticed(path: Path) -> bool:
    try:
        with Case.open(path) as case:
            return not check(case).clean
    except CaseError:
        return True


def _means_nothing(path: Path, place: int) -> bool:
    """Whether a byte is in the unused middle of a page, in a free page, or in a column that only says when or how."""
    with closing(sqlite3.connect(path)) as plain:
        size = plain.execute("PRAGMA page_size").fetchone()[0]
        sql = "SELECT name, unused, pagetype FROM dbstat WHERE pageno = ?"
        found = plain.execute(sql, (place // size + 1,)).fetchone()
    return (
        found is None or found[1] > 0 or found[0] in ("case_info", "migrations", "stages", "sqlite_schema", "readings")
    )


def test_flipped_text_is_named(closed):
    whole = closed.read_bytes()
    place = whole.index(b"winch was probably")
    closed.write_bytes(whole[:place] + b"W" + whole[place + 1 :])
    with Case.open(closed) as case:
        faults = check(case).faults
    assert any(f.where == "document 1" and "text was changed" in f.what and f.lost for f in faults)


def test_derived_rows_changed_by_hand_are_found(closed):
    for sql in (
        "UPDATE claims SET live = 0 WHERE id = 2",
        "UPDATE voices SET statements = 9 WHERE id = 1",
        "UPDATE spans SET \"end\" = \"end\" - 1",
        "UPDATE standing SET live = 0",
        "UPDATE captures SET captured = '2001'",
        "UPDATE documents SET publisher = 'Other' WHERE id = 1",
        "DELETE FROM carried",
    ):  # fmt: skip
        copy = closed.with_name("copy.headwater")
        shutil.copy(closed, copy)
        with closing(sqlite3.connect(copy)) as plain:
            plain.execute(sql)
            plain.commit()
        with Case.open(copy) as case:
            assert not check(case).clean, sql


def test_a_locked_case(closed, monkeypatch):
    monkeypatch.setattr(database, "BUSY_SECONDS", 0.2)
    with closing(sqlite3.connect(closed, isolation_level=None)) as other, Case.open(closed) as case:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(CaseLocked, match="another program is writing"):
            put(case, read("Ada Quint said more.", "new.txt"))
        assert case.load(1)
        other.execute("ROLLBACK")
        put(case, read("Ada Quint said more.", "new.txt"))
        assert check(case).clean


def test_no_room(closed):
    """A limit on file size stands in for a full disk: SQLite meets both in the same place."""
    before = check_in(closed)
    limit = closed.stat().st_size + 100_000
    code = f"""
import resource
from headwater.errors import CaseFull
from headwater.store.case import Case
from tests.store.fakes import put, read
resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))
kept = 0
with Case.open({str(closed)!r}) as case:
    try:
        for n in range(10_000):
            put(case, read(f"Ada Quint said {{n}} is full. " * 50, f"full{{n}}.txt"))
            kept += 1
    except CaseFull as error:
        print(kept, error)
"""
    out = run(code)
    kept, _, message = out.partition(" ")
    assert "there is no room to write" in message
    after = check_in(closed)
    assert after.clean
    assert after.documents == before.documents + int(kept)


def test_no_room_for_a_new_case(tmp_path):
    code = f"""
import resource
from headwater.errors import CaseFull
from headwater.store.case import Case
resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))
try:
    Case.create({str(tmp_path / "x.headwater")!r})
except CaseFull as error:
    print(error)
"""
    assert "no room" in run(code)
    assert list(tmp_path.iterdir()) == []


def check_in(path: Path):
    with Case.open(path) as case:
        return check(case)


def run(code: str, **more: object) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False, **more
    )  # type: ignore[call-overload]
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_a_folder_that_cannot_be_written(closed):
    """Reading works, writing says why not. Root may write anywhere, so in a container another user tries."""
    folder = Path(tempfile.mkdtemp())
    path = folder / "test.headwater"
    shutil.copy(closed, path)
    path.chmod(0o444)
    folder.chmod(0o555)
    try:
        first, second, third = as_nobody(lambda: try_to_write(path)).splitlines()
        assert sorted(p.name for p in folder.iterdir()) == [path.name]
    finally:
        folder.chmod(0o755)
        shutil.rmtree(folder)
    assert "can't be written" in first
    assert second == f"{len(lock_reading().attributions) - 1} True"
    assert "opened for reading only" in third


def try_to_write(path: Path) -> str:
    told = []
    try:
        Case.open(path)
    except ReadOnlyCase as error:
        told.append(str(error))
    with Case.open(path, readonly=True) as case:
        told.append(f"{len(case.load(1).attributions)} {check(case).clean}")
        try:
            case.undo(1, author="Eve")
        except ReadOnlyCase as error:
            told.append(str(error))
    return "\n".join(told)


def as_nobody(work: Callable[[], str]) -> str:
    """What ``work`` returns; in a forked process of a user with no rights if this one is root."""
    if os.geteuid() != 0:
        return work()
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.setgid(65534)
        os.setuid(65534)
        try:
            os.write(theirs, work().encode())
        except BaseException as error:
            os.write(theirs, repr(error).encode())
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        told = pipe.read()
    os.waitpid(child, 0)
    return told


def test_a_case_half_made_is_no_case(tmp_path, monkeypatch):
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("headwater.store.case._give_name", stop)
    with pytest.raises(KeyboardInterrupt):
        Case.create(tmp_path / "x.headwater")
    assert list(tmp_path.iterdir()) == []


def test_a_reader_sees_one_state_while_another_writes(closed):
    with Case.open(closed) as case, Case.open(closed, readonly=True) as reader, reader.reading() as connection:
        count = "SELECT count(*) FROM documents"
        before = connection.exec_driver_sql(count).scalar_one()
        case.save([item(read("Ada Quint said more.", "new.txt"))])
        assert connection.exec_driver_sql(count).scalar_one() == before
