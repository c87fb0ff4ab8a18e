"""A statement that breaks off before "known as" goes on to the end of its sentence."""

from __future__ import annotations

from headwater.read.frame import Draft, cut_text
from headwater.read.mending.broken import join_broken


def _draft(text: str, source: str, cue: str, content: str) -> Draft:
    def place(words: str) -> tuple[int, int]:
        at = text.index(words)
        return at, at + len(words)

    return Draft(place(source), [place(cue)], [place(content)])


def _joined(text: str, drafts: list[Draft]) -> list[str]:
    join_broken(cut_text(text, frozenset()), drafts)
    return [text[slice(*draft.content[0])] for draft in drafts]


def test_a_noun_alone_goes_on() -> None:
    text = "The board said a levy, referred to as “the due,” and a toll are not yet ready."
    first = _draft(text, "The board", "said", "a levy")
    second = _draft(text, "The board", "referred to", "as “the due,” and a toll are not yet ready")
    assert _joined(text, [first, second]) == ["a levy, referred to as “the due,” and a toll are not yet ready"]


def test_a_clause_is_whole_already() -> None:
    text = "The board said a levy was due, known as the quay toll, and the ferry had left."
    assert _joined(text, [_draft(text, "The board", "said", "a levy was due")]) == ["a levy was due"]


def test_another_speaker_behind_keeps_his_words() -> None:
    text = "The board said a levy, known as the due, was lost, and the clerk argued it was paid."
    first = _draft(text, "The board", "said", "a levy")
    second = _draft(text, "the clerk", "argued", "it was paid")
    assert _joined(text, [first, second]) == ["a levy", "it was paid"]
