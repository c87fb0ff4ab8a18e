from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.store.case import Case
from headwater.store.verdicts import Draft
from tests.factory import LOCK, lock_reading
from tests.store.fakes import new_case, now, put, read, subjects

LATER = LOCK.replace("At least 143 people", "At least 151 people")


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    """Two addresses, one of them in two versions, with verdicts of most kinds."""
    with new_case(tmp_path) as made:
        row, *_ = put(
            made,
            lock_reading(),
            read(
                "Ada Quill said the gate was shut. It rained.",
                "b.txt",
                url="https://news.example/b?x=1&y=é",
                title="Gate",
            ),
            read(
                "Ada Quill said the gate was open. It rained.",
                "b.txt",
                url="https://news.example/b?x=1&y=é",
                title="Gate",
            ),
        )
        judge(made, row)
        yield made


def judge(case: Case, row: int) -> None:
    """An acceptance, an edit, an addition, and a grade."""
    about = subjects(case, row)
    reading = case.load(row, live=False)
    case.give(Draft("accept", about["they had been told to leave"], {}, "Ann", "heard it too"))
    words = "the winch was probably worn through before the storm"
    edited = now(reading, words, "A report by the Canal Board", "Canal Board", cue=[])
    case.give(Draft("edit", about[words], {"now": edited}, "Ann", "the board itself"))
    added = now(reading, "It sounded like a train.", None, "a neighbour", form="direct")
    from headwater.store.subjects import addition_subject

    with case.reading() as connection:
        key = connection.exec_driver_sql("SELECT key FROM documents WHERE id = ?", (row,)).scalar_one()
        voice = connection.exec_driver_sql("SELECT key FROM case_voices WHERE name = 'Mara Teld'").scalar_one()
    case.give(Draft("add", addition_subject(key, added), {"now": added}, "Ben", "said so elsewhere"))
    case.give(Draft("grade", f"voice:{voice}", {"reliability": "B"}, "Ann", "long known"))
