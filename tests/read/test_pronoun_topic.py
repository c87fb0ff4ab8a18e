"""The title of a page as evidence for whom a pronoun names, and the network's scores set side by side."""

from __future__ import annotations

import pytest

from headwater.read.frame import Signals, cut_text
from headwater.read.voices.pronoun_features import Place, Rival, features, title_words, titled
from headwater.read.voices.pronouns import Chooser


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Ada Quint (reeve)", ("ada", "quint")),
        ("Quint and the mill", ("quint",)),
        ("", ()),
        (None, ()),
    ],
)
def test_title_words(title: str | None, words: tuple[str, ...]) -> None:
    assert title_words(title) == words


def test_titled_knows_the_last_word() -> None:
    assert titled([("Ada", "Quint")], ("ada", "quint")) == 2
    assert titled([("Ada", "Roe")], ("ada", "quint")) == 1
    assert titled([("Bo", "Roe")], ("ada", "quint")) == 0
    assert titled([("Bo", "Roe")], ()) == 0


def test_the_title_speaks_for_one_and_against_another() -> None:
    frame = cut_text("Quint met Roe before she left.", frozenset())
    one, two = Rival([Place(0, 0, "subject")], titled=2), Rival([Place(2, 2, "object")])
    for_one, for_two = features(frame, 4, one, [two]), features(frame, 4, two, [one])
    assert for_one["in the title"] == for_one["last in the title"] == 1.0
    assert for_two["another in the title"] == 1.0
    assert for_one["nobody in the title"] == for_two["nobody in the title"] == 0.0


def test_the_network_is_asked_once_for_each_pair() -> None:
    asked: list[tuple[int, int]] = []

    def pronoun(a: int, b: int) -> float | None:
        asked.append((a, b))
        return None if b == 2 else 1.0

    frame = cut_text("Quint met Roe before she left.", frozenset())
    chooser = Chooser(frame, Signals([0.0] * len(frame.words), pronoun))
    one, two = Rival([Place(0, 0, "subject")]), Rival([Place(2, 2, "object")])
    assert chooser.score(4, one, [two]) > chooser.score(4, two, [one])
    assert sorted(asked) == [(4, 0), (4, 2)]
