"""Deeds inside speech are nobody's statement, and a plural noun behind a count is no verb."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft
from headwater.read.left_out.deeds import is_deed, is_plural_noun


def _draft(source: str, cue: str, content: str, parent: int | None = 0) -> tuple[str, Draft]:
    text = f"{source} {cue} {content}."
    low = len(source) + 1
    begin = low + len(cue) + 1
    return text, Draft((0, len(source)), [(low, low + len(cue))], [(begin, begin + len(content))], parent=parent)


@pytest.mark.parametrize(
    ("source", "cue", "content", "out"),
    [
        ("the guild", "would force", "a vote on the quay", True),
        ("the two towns", "might announce", "some kind of pact", True),
        ("people", "don’t realize", "that the weir has gone", True),
        ("Ms. Quint", "refused", "to meet the ferrymen", True),
        ("Ms. Quint", "picked", "an old friend as harbour master", True),
        ("those who", "support", "the deal struck by the mayor", True),
        ("the board", "has perpetuated", "the old rules of the harbour", True),
        ("the mayor", "shrugged off", "the costs of the flood", True),
        ("Ms. Quint", "will call", "it quits", True),
        ("Ms. Quint", "will call", "it a ruin and nothing else is known", False),
        ("she", "is “very close” to naming", "a new warden", True),
        ("the mayor", "wants", "to close the quay", False),
        ("the board", "voted", "to close the quay", False),
        ("the board", "ordered", "the closing of the quay", False),
        ("the board", "denied", "any part in the sale", False),
        ("the board", "agreed", "to close the quay", False),
        ("the mayor", "makes clear", "after a year the quay remains shut", False),
        ("the mayor", "refused", "to say who had paid", False),
        ("the mayor", "picked", "that the quay is shut", False),
        ("the mayor", "picked", "“a fool’s quay” as the name", False),
    ],
)
def test_deeds_inside_speech(source: str, cue: str, content: str, out: bool) -> None:
    assert is_deed(*_draft(source, cue, content)) is out


def test_deeds_of_the_first_level_are_left_to_others() -> None:
    assert not is_deed(*_draft("Ms. Quint", "picked", "an old friend", parent=None))


@pytest.mark.parametrize(
    ("source", "cue", "out"),
    [
        ("all", "suspects", True),
        ("several", "reports", True),
        ("the other", "claims", True),
        ("two other", "suspects", True),
        ("most", "demands", True),
        ("One", "demand", True),
        ("two", "demand", False),
        ("the mayor", "suspects", False),
        ("she", "claims", False),
        ("Quint", "fears", False),
        ("all", "say", False),
    ],
)
def test_plural_nouns(source: str, cue: str, out: bool) -> None:
    assert is_plural_noun(*_draft(source, cue, "have been found")) is out
