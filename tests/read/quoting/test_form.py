"""Single marks settle the form: direct, mixed or indirect, and apostrophes are none."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.quoting.form import settle_forms

ROWS = [
    ("Ada Quint calls the toll [‘a disgrace’]", "direct"),
    ("Quint Calls [the Toll ‘A Disgrace’ Over Ferry Comments]", "mixed"),
    ("Quint Calls [the Toll 'A Disgrace' Over Ferry Comments]", "mixed"),
    ("“And I said, [‘The wall just got taller,] and he left.”", "direct"),
    ("“They say, [‘The keeper’s boat is too old.’]”", "direct"),
    ("It sends a message that [“towns stand up for their ferries].”", "direct"),
    ("He said that [the workers' rights were the owners' gift]", "indirect"),
    ("He said that [the workers’ rights were the owners’ gift]", "indirect"),
    ("He said that [rock 'n' roll and the '90s were back]", "indirect"),
    ("He said that [the keeper's boat wasn't the harbour's]", "indirect"),
    ("He said that [it stopped 'solely by reason of a failure to row']", "mixed"),
    ("He said [he left]", "indirect"),
]


def form(marked: str, given: str = "indirect") -> str:
    start, end = marked.index("["), marked.index("]") - 1
    draft = Draft(None, [(0, 2)], [(start, end)], form=given)
    settle_forms(cut_text(marked.replace("[", "").replace("]", ""), frozenset()), [draft])
    return draft.form


@pytest.mark.parametrize(("marked", "wanted"), ROWS)
def test_single_marks(marked: str, wanted: str) -> None:
    assert form(marked) == wanted


def test_what_double_marks_decided_stays() -> None:
    assert form("He called it [a ‘farce’ and “a sham”]", "mixed") == "mixed"


def test_an_owners_mark_inside_single_marks_does_not_close_them() -> None:
    assert form("Quint: [‘The workers’ boat is gone’]") == "direct"


def test_many_marks_cost_little() -> None:
    assert form("[" + " 'a" * 20000 + "]") == "indirect"
