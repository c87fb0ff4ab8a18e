"""Notes that put words into another mouth."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.quoting.misquoted import mend_misquoted


def mended(text: str, *parts: tuple[str | None, str, str]) -> list[tuple[str | None, str]]:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    drafts = [Draft(at(s) if s else None, [at(cue)], [at(content)]) for s, cue, content in parts]
    mend_misquoted(cut_text(text, frozenset()), drafts)
    return [(text[slice(*d.source)] if d.source else None, text[slice(*d.content[0])]) for d in drafts]


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Correction: The words “It leaked” were wrongly attributed to Ada Quint. They were said by Bo Ferrin.", "Bo Ferrin"),
        ("Clarification: A quotation (“It leaked”) was attributed to the guild; the speaker, Bo Ferrin, has left it.", "Bo Ferrin"),
        ("Editor's note: The remark “It leaked” should have been attributed to the reeve, not the guild. We credited it to the guild.", "the reeve"),
        ("Correction: The remark “It leaked” was wrongly attributed to Ada Quint.", None),
    ],
)  # fmt: skip
def test_the_words_go_to_the_speaker_that_the_note_names(text: str, speaker: str | None) -> None:
    assert mended(text) == [(speaker, "“It leaked”")]


def test_the_wrong_attribution_is_left_out() -> None:
    text = "Correction: An earlier version attributed the remark “It leaked” to Ada Quint. It was made by Bo Ferrin."
    assert mended(text, ("An earlier version", "attributed", "the remark “It leaked” to Ada Quint")) == [
        ("Bo Ferrin", "“It leaked”")
    ]


def test_reports_of_what_is_attributed_to_somebody_are_left_alone() -> None:
    text = "The saying “it leaked” is attributed to Ada Quint."
    assert mended(text, (None, "is attributed", "“it leaked”")) == [(None, "“it leaked”")]
