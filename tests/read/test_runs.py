"""How windows are put together into runs of the network."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from headwater.read.tagging.encoding import Alphabet, Window
from headwater.read.tagging.tagger import BATCH, Tagger


class Session:
    """A network that remembers what it was given and answers with the numbers of the pieces."""

    def __init__(self, *names: str) -> None:
        self.names = names
        self.runs: list[dict[str, Any]] = []

    def get_inputs(self) -> list[SimpleNamespace]:
        return [SimpleNamespace(name=name) for name in self.names]

    def run(self, _: None, given: dict[str, Any]) -> list[Any]:
        self.runs.append(given)
        ids = given["ids"]
        wide = np.repeat(ids[..., None], 128, axis=2).astype(np.float32)
        return [wide[..., :7], wide, wide, ids.astype(np.float32)]


def _window(length: int, first: int) -> Window:
    pieces = list(range(first, first + length))
    return Window(pieces, [0] * length, list(range(length)), [0] * length, list(range(length)))


def _tagger(session: Session) -> Tagger:
    alphabet = Alphabet(lambda word: (1,), 2, 3, frozenset())
    return Tagger(session, alphabet, frozenset(), {"name": "fast", "sha256": {}})


LENGTHS = (5, 9, 5, 190, 9, 5, 100, 100)


@pytest.mark.parametrize("inputs", [("ids", "features"), ("ids", "features", "mask")])
def test_each_window_gets_its_own_answer_within_the_bound(inputs: tuple[str, ...]) -> None:
    session = Session(*inputs)
    windows = [_window(length, 1000 * number) for number, length in enumerate(LENGTHS)]
    answers = _tagger(session).tag_windows(windows)
    assert [answer.window for answer in answers] == windows
    assert [answer.certainty.tolist() for answer in answers] == [window.pieces for window in windows]
    assert all(run["ids"].shape[0] == 1 or run["ids"].size <= BATCH for run in session.runs)
    assert all(set(run) == set(inputs) for run in session.runs)


def test_without_a_mask_nothing_is_padded() -> None:
    session = Session("ids", "features")
    _tagger(session).tag_windows([_window(length, 1) for length in LENGTHS])
    assert [run["ids"].shape for run in session.runs] == [(3, 5), (2, 9), (1, 100), (1, 100), (1, 190)]


def test_with_a_mask_windows_of_different_lengths_share_a_run() -> None:
    session = Session("ids", "features", "mask")
    _tagger(session).tag_windows([_window(length, 1) for length in (5, 9)])
    assert [run["mask"].sum(1).tolist() for run in session.runs] == [[5, 9]]
