"""Scraps and sourceless guesses are left out; quotations and clauses are kept."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.left_out.doubtful import doubtful

TEXT = "Oyel faulted the bureau. Oyel said the boat sank in the night. “No,” said Quint."
FRAME = cut_text(TEXT, frozenset({"the"}))


def draft(words: str, *, form: str = "indirect", source: tuple[int, int] | None = (0, 4)) -> Draft:
    start = TEXT.index(words)
    return Draft(source=source, cue=[(5, 12)], content=[(start, start + len(words))], form=form)


@pytest.mark.parametrize(
    ("words", "form", "source", "confidence", "left_out"),
    [
        ("the bureau", "indirect", (0, 4), 0.6, True),
        ("the bureau", "indirect", (0, 4), 0.95, False),
        ("the boat sank in the night", "indirect", (0, 4), 0.3, False),
        ("the boat sank in the night", "indirect", None, 0.2, True),
        ("“No,”", "direct", None, 0.2, False),
    ],
)
def test_what_is_left_out(
    words: str, form: str, source: tuple[int, int] | None, confidence: float, left_out: bool
) -> None:
    assert doubtful(FRAME, draft(words, form=form, source=source), confidence) is left_out


def test_a_block_is_never_doubtful() -> None:
    block = draft("the bureau")
    block.block = True
    assert not doubtful(FRAME, block, 0.1)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("It seems unlikely that the mill will reopen.", "It", "seems unlikely", "that the mill will reopen"),
        ("Quint, known as the reeve, left the town.", "Quint", "known", "as the reeve, left the town"),
    ],
)
def test_verbs_without_a_speaker(text: str, source: str, cue: str, content: str) -> None:
    spans = [(text.index(words), text.index(words) + len(words)) for words in (source, cue, content)]
    assert doubtful(cut_text(text, frozenset()), Draft(spans[0], [spans[1]], [spans[2]]), 0.95)


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        (
            "Many needed to be reminded of the motto of the town.",
            "Many",
            "needed to be reminded of",
            "the motto of the town",
        ),
        ("Wardens would also see their share cut by half.", "Wardens", "would also see", "their share cut by half"),
        ("Oyel actually the sum has doubled since.", "Oyel", "actually", "the sum has doubled since"),
        ("A note asked them not to name the clerk of works.", "them", "not to name", "the clerk of works"),
    ],
)
def test_verbs_that_say_nothing_here(text: str, source: str, cue: str, content: str) -> None:
    spans = [(text.index(words), text.index(words) + len(words)) for words in (source, cue, content)]
    assert doubtful(cut_text(text, frozenset()), Draft(spans[0], [spans[1]], [spans[2]]), 0.95)


def test_a_bare_copula_inside_speech_quotes_nobody() -> None:
    text = "Our motto was “Onward” then."
    inner = Draft((0, 9), [(10, 13)], [(14, 22)], parent=0, form="direct")
    assert doubtful(cut_text(text, frozenset()), inner, 0.9)


def test_a_noun_that_somebody_else_speaks_of_attributes_nothing() -> None:
    text = "The site rated many Tarnish claims as “false” last year."
    frame = cut_text(text, frozenset())
    assert doubtful(frame, Draft(source=(15, 27), cue=[(28, 34)], content=[(35, 45)], form="mixed"), 0.9)


def test_a_verb_that_says_nothing_attributes_nothing() -> None:
    text = "The tenants would be up about the rent for the third year."
    frame = cut_text(text, frozenset())
    assert doubtful(frame, Draft(source=(0, 11), cue=[(12, 17)], content=[(24, 58)]), 0.9)


def test_a_subject_whose_verb_is_left_behind_says_nothing() -> None:
    text = "The bridge had apparently been closed."
    frame = cut_text(text, frozenset({"the"}))
    assert doubtful(frame, Draft(source=None, cue=[], content=[(0, 14)], form="indirect"), 0.9)


def test_a_that_clause_without_verb_or_speaker_is_nobodys() -> None:
    text = "Readers will remember that the mill burned."
    frame = cut_text(text, frozenset({"the"}))
    assert doubtful(frame, Draft(source=None, cue=[], content=[(22, 42)], form="indirect"), 0.9)
