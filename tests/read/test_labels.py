"""Lines that label: site titles, stamps, credits; and lines that say something."""

from __future__ import annotations

import pytest

from headwater.read.frame import cut_text
from headwater.read.own import own_pieces

LABELS = """
The Harbour Gazette Online
Tarn Herald | Local News
Published Tuesday, July 2, 2030
August 13, 2030 10:44 PM
Last updated: 4 May 2030 at 10:15 a.m. GMT
Photo: Bo Ferrin, Tarn Herald
Photo credit: Friends of Ada Quint
Ada Quint CREDIT: Tarn Police
Ada Quint © 2030 Tarn Media Group.
Photos (May 8, 2030) Courtesy of Tarn Media
More Tarn-Area Stories
QUICK LINKS: Local News | Videos
""".strip().splitlines()

STATEMENTS = """
Mayor Quint Denies Claim
Ferry Sinks off Tarn
Keeper Was Warned
Two Women Shot in Tarn
Gunfire near the Tarn bridge
No Trace of Ferry
Four Dead at Tarn Bridge in 2030
Deadly Storm Killing Trade
Updated estimates put the toll at 2000
May 4 was the last day of the strike
The pier is shut.
""".strip().splitlines()


def own(text: str) -> list[str]:
    frame = cut_text(text, frozenset())
    return [text[a:b] for a, b in own_pieces(frame, [])]


@pytest.mark.parametrize("line", LABELS)
def test_a_label_states_nothing(line: str) -> None:
    assert own(f"{line}\nThe pier was shut on Monday.") == ["The pier was shut on Monday."]


@pytest.mark.parametrize("line", STATEMENTS)
def test_a_headline_states_something(line: str) -> None:
    assert len(own(f"{line}\nThe pier was shut on Monday.")) == 2


def test_a_label_counts_only_as_a_line_of_its_own() -> None:
    assert own("We went home. The Harbour Gazette Online") == ["We went home.", "The Harbour Gazette Online"]


def test_bylines_state_nothing() -> None:
    text = "By Ada Quint of the Tarn Herald\nThe pier was shut."
    assert [text[a:b] for a, b in own_pieces(cut_text(text, frozenset()), [], [(0, 31)])] == ["The pier was shut."]


def test_long_lines_cost_little() -> None:
    assert own("1 " * 50000 + "x")
