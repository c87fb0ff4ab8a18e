"""A small case on the workbench, asked in process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from headwater.show.workbench.app import application
from headwater.store.case import Case
from tests.factory import build, lock_reading
from tests.store.fakes import put

BASE = "http://127.0.0.1:8765"
HERE = ("127.0.0.1", 5000)
TOKEN = "a-token-of-the-tests"


class Bench:
    """The workbench with a browser that came in by the right address."""

    def __init__(self, case: Case) -> None:
        self.case = case
        self.app = application(case, author="Ada", token=TOKEN, port=8765)
        self.browser = TestClient(self.app, base_url=BASE, client=HERE, follow_redirects=False)
        assert self.browser.get(f"/enter?key={TOKEN}").status_code == 200
        self.csrf = re.search(r'name="csrf" content="(\w+)"', self.get("/"))[1]  # type: ignore[index]

    def get(self, path: str, status: int = 200) -> str:
        answer = self.browser.get(path)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:500])
        return answer.text

    def post(self, path: str, status: int = 200, **fields: object) -> dict[str, object]:
        """A form as the script sends it."""
        data = {"csrf": self.csrf} | {k: str(v) for k, v in fields.items()}
        headers = {"Origin": BASE, "Accept": "application/json"}
        answer = self.browser.post(path, data=data, headers=headers)
        assert answer.status_code == status, (path, answer.status_code, answer.text[:500])
        found: dict[str, object] = answer.json()
        return found

    def claim(self, words: str, document: int = 1) -> int:
        """The live attribution whose content begins with some words."""
        text = self.case.document(document).text
        with self.case.reading() as connection:
            rows = connection.exec_driver_sql(
                'SELECT c.id, c."start" FROM claims c WHERE c.document_id = ? AND c.live AND NOT c.own', (document,)
            ).all()
        return next(number for number, start in rows if text[start:].startswith(words))

    def voice(self, name: str) -> int:
        with self.case.reading() as connection:
            sql = "SELECT id FROM case_voices WHERE name = ? AND merged_into IS NULL"
            return int(connection.exec_driver_sql(sql, (name,)).scalars().first() or 0)


def second_reading() -> object:
    """Another paper on the same event, in which Mara Teld speaks again."""
    return build(
        "Marram lock: minister promises inquiry\nMara Teld said there would be an inquiry. The lock was built in 2004.\n",
        [{"id": "v1", "name": "Mara Teld", "kind": "person"}],
        [{"id": "a1", "voice": "v1", "content": "there would be an inquiry", "source": "Mara Teld", "cue": "said"}],
        origin="inquiry.txt",
        title="Marram lock: minister promises inquiry",
        publisher="Lower Marram Echo",
        published="2031-05-04",
        own=["The lock was built in 2004."],
    )


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with Case.create(tmp_path / "lock.headwater", "The Marram lock") as case:
        put(case, lock_reading(), second_reading())  # type: ignore[arg-type]
        yield Bench(case)
