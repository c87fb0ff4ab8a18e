from collections.abc import Iterator
from pathlib import Path

import pytest

from headwater.store.case import Case
from tests.store.fakes import new_case


@pytest.fixture
def case(tmp_path: Path) -> Iterator[Case]:
    with new_case(tmp_path) as made:
        yield made
