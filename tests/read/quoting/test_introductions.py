"""Lines that hand the next paragraph over, by what they name and by how it is set off."""

from __future__ import annotations

import pytest

from headwater.read.frame import cut_text
from headwater.read.quoting.introductions import introduced, who_prints
from headwater.read.quoting.quotations import find_quotations

LEXICON = frozenset(
    "the compare that with a day later next morning’s page four first to doubt it was in tarn itself following is taken from of its "
    "account full passage runs two sentences minutes march and now changed mind relevant article students paper".split()
)
QUOTED = "“The pier will hold, two welders said. A third has moved away.”"
PLAIN = "The pier will hold, two welders said. A third has moved away."


def handed(line: str, passage: str) -> tuple[list[str], str]:
    text = f"{line}\n\n{passage}\n\nThe pier fell in June."
    frame = cut_text(text, LEXICON)
    printer = who_prints(frame, 0)
    blocks = introduced(frame, find_quotations(frame), [])
    return [text[slice(*block)] for block in blocks], text[slice(*printer)] if printer else ""


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Compare that with the Orra Sun, a day later:", "Orra Sun"),
        ("Now to Ulverine, page four:", "Ulverine"),
        ("The relevant passage of the article in Politika Nord runs to two sentences:", "Politika Nord"),
        ("The first to doubt it was the Orra Sun.", "Orra Sun"),
    ],
)
def test_what_is_quoted_whole_is_handed_over_whatever_the_words(line: str, name: str) -> None:
    blocks, printer = handed(line, QUOTED)
    assert blocks == [QUOTED]
    assert printer.removeprefix("the ") == name


@pytest.mark.parametrize("line", ["Next morning’s Orra Examiner, page four:", "The minutes of 4 March:"])
def test_a_line_that_only_names_a_paper_or_a_writing_hands_plain_words_over(line: str) -> None:
    assert handed(line, PLAIN)[0] == [PLAIN]


def test_a_passage_set_in_needs_no_colon() -> None:
    line = "The following is taken from the Orra Sun of 3 May."
    assert handed(line, "    " + PLAIN)[0] == [PLAIN]
    assert handed(line, PLAIN)[0] == []


def test_a_page_that_indents_everything_hands_nothing_over() -> None:
    text = "Two days in the Orra Sun.\n" + "\n".join(f"    {PLAIN}" for _ in range(9))
    frame = cut_text(text, LEXICON)
    assert introduced(frame, find_quotations(frame), []) == []


def test_a_place_is_no_printer() -> None:
    assert handed("In Tarn itself:", QUOTED) == ([], "")


def test_the_last_sentence_names_first_whose_words_follow() -> None:
    line = "The Orra Sun was there. Its account, in full:"
    assert handed(line, QUOTED) == ([QUOTED], "Orra Sun")
