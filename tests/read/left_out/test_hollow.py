from __future__ import annotations

import pytest

from headwater.read.frame import Draft
from headwater.read.left_out.hollow import leave_out_hollow


@pytest.mark.parametrize(
    ("text", "cue", "content", "kept"),
    [
        ("She spoke after an alleged poll in Tarn was shown.", "alleged", "poll in Tarn", 0),
        ("The suspected arson at the mill was told of.", "suspected", "arson at the mill", 0),
        ("The reeve alleged fraud at the mill.", "alleged", "fraud at the mill", 1),
    ],
)
def test_a_participle_that_only_says_which_states_nothing(text, cue, content, kept):
    def at(piece: str) -> tuple[int, int]:
        return text.index(piece), text.index(piece) + len(piece)

    drafts = [Draft(at(text.split()[0]), [at(cue)], [at(content)])]
    leave_out_hollow(text, drafts)
    assert len(drafts) == kept


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "kept"),
    [
        ("The reeve said the deal that they announced is sound.", "they", "announced", "is sound", 0),
        ("A man who wardens say is armed has fled.", "wardens", "say", "is armed", 1),
        ("The plan, the guild announced, is sound.", "the guild", "announced", "is sound", 1),
    ],
)
def test_the_predicate_of_a_thing_announced_is_nobodys(text, source, cue, content, kept):
    def at(piece: str) -> tuple[int, int]:
        return text.index(piece), text.index(piece) + len(piece)

    drafts = [Draft(at(source), [at(cue)], [at(content)])]
    leave_out_hollow(text, drafts)
    assert len(drafts) == kept


def test_what_puts_somebody_at_risk_says_nothing():
    text = "His refusal puts him at risk of arrest."
    drafts = [Draft((0, 11), [(12, 16)], [(17, len(text) - 1)])]
    leave_out_hollow(text, drafts)
    assert not drafts


@pytest.mark.parametrize(("content", "kept"), [("was shown to guests", 0), ("that was a lie", 1)])
def test_what_became_of_a_video_is_none_of_the_remarks(content: str, kept: int) -> None:
    text = f"It is a video of his remarks that {content}." if kept == 0 else f"He made his remarks {content}."

    def at(piece: str) -> tuple[int, int]:
        return text.index(piece), text.index(piece) + len(piece)

    drafts = [Draft(at("his"), [at("remarks")], [at(content)])]
    leave_out_hollow(text, drafts)
    assert len(drafts) == kept
