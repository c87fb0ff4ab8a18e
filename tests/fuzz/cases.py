"""Fuzzing of case files: whatever the bytes, opening, checking and reading end in answers or CaseErrors.

Run as ``python -m tests.fuzz.cases --minutes N``, or with the other targets as ``make fuzz``.
"""

from __future__ import annotations

import sys
import tempfile
from functools import cache
from pathlib import Path

from headwater.errors import CaseError
from headwater.store.case import Case
from headwater.store.check import check as check_case
from headwater.store.overview import documents, overview
from tests.fuzz import blind
from tests.store.fakes import item, new_case, read

TEXT = "Mara Teld said the ferry was late. Ola Brandt warned 40 people were waiting. The pier stood empty."


@cache
def seed() -> bytes:
    """A small whole case."""
    with tempfile.TemporaryDirectory() as folder:
        with new_case(Path(folder)) as case:
            for number in range(3):
                case.save([item(read(f"{TEXT} It was day {number}.", f"{number}.txt"))])
            path = case.path
        return path.read_bytes()


def check(data: bytes) -> None:
    """Raise whatever gets through that is no CaseError."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "a.headwater"
        path.write_bytes(data)
        try:
            with Case.open(path) as case:
                check_case(case)
                with case.reading() as connection:
                    overview(connection)
                    numbers = [line.id for line in documents(connection)]
                for number in numbers[:3]:
                    case.load(number)
        except CaseError as error:
            assert str(error).strip()


if __name__ == "__main__":
    sys.exit(blind.main("case.headwater", [seed()], check))
