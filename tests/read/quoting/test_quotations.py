"""Quotation marks, closed, stray and missing, and quotations that run over paragraphs."""

from __future__ import annotations

import pytest

from headwater.read.frame import cut_text
from headwater.read.quoting.quotations import find_blocks, find_quotations, form_of


def quoted(text: str) -> list[str]:
    frame = cut_text(text, frozenset())
    return [text[q.start : q.end] for q in find_quotations(frame)]


def blocks(text: str) -> list[str]:
    frame = cut_text(text, frozenset())
    return [text[a:b] for a, b in find_blocks(frame, find_quotations(frame))]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("He said “no” and “yes”.", ["“no”", "“yes”"]),
        ('"No," he said. "Yes."', ['"No,"', '"Yes."']),
        ("“He never closed it.", ["“He never closed it."]),
        ("We had no brakes,” he said.", ["We had no brakes,”"]),
        ("She called it ‘a farce’ twice.", ["‘a farce’"]),
        ("“Most “statements” are late.”", ["“Most “statements” are late.”"]),
        ("“Most “statements” are late.” It is so.", ["“Most", "“statements”"]),
        ("Nothing here.", []),
    ],
)
def test_quotations(text: str, wanted: list[str]) -> None:
    assert quoted(text) == wanted


def test_a_block_opens_in_each_paragraph_and_closes_in_the_last() -> None:
    text = "She wrote:\n\n“One.\n\n“Two.\n\n“Three.”\n\nShe left."
    assert blocks(text) == ["“One.\n\n“Two.\n\n“Three.”"]


def test_straight_marks_too() -> None:
    assert blocks('"One.\n\n"Two."\n\nAfter.') == ['"One.\n\n"Two."']


def test_a_block_may_leave_out_the_mark_in_the_middle() -> None:
    assert blocks("“One moved.\n\nThen it stopped,” he said.") == ["“One moved.\n\nThen it stopped,”"]


def test_a_missing_mark_costs_its_own_paragraph_only() -> None:
    text = "“The pumps were off, he said.\n\nThe plant lost power.\n\n“It did,” she said."
    assert blocks(text) == []
    assert quoted(text)[-1] == "“It did,”"


@pytest.mark.parametrize(
    ("content", "form"),
    [("“It sank,”", "direct"), ("that it sank", "indirect"), ("the vote “a farce”", "mixed"), ("“It sank”.", "direct")],
)
def test_form(content: str, form: str) -> None:
    text = f"{content} said Oyel"
    frame = cut_text(text, frozenset())
    assert form_of(text, [(0, len(content))], find_quotations(frame)) == form
