"""Quotation marks of a paragraph: which open, and where one that is missing must have stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.frame import cut_text
from headwater.read.quoting.quotations import find_quotations
from headwater.read.tagging.lost import broken_marks
from headwater.read.tagging.marks import Mark, gaps, given_marks
from headwater.read.tagging.missing import read_marks
from headwater.read.words import split_words
from tests.clock import seconds_of


def shown(text: str, marks: list[Mark]) -> str:
    """The text with its missing marks written in, as < and >."""
    words = split_words(text)
    for mark in sorted((m for m in marks if not m.there), key=lambda m: (-m.word, m.opens)):
        at = words.start[mark.word] if mark.opens else words.end[mark.word - 1]
        text = text[:at] + ("<" if mark.opens else ">") + text[at:]
    return text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ('"No," he said. "Yes."', "o c o c"),
        ("'' No, '' he said.", "o c"),
        ("``No,'' he said.", "o c"),
        ('He said no," and left.', "c"),
        ("„Nein“ and «non»", "o c o c"),
        ("“He left.“ She stayed.", "o c"),
        ("«She was “imagining” it.»", "o c"),
    ],
)
def test_shape_and_spaces_say_which_marks_open(text: str, wanted: str) -> None:
    assert " ".join("o" if m.opens else "c" for m in given_marks(split_words(text))) == wanted


def test_a_half_pair_is_a_gap() -> None:
    words = split_words("“One, she said. “Two.”")
    assert [(g.opens, g.low, g.high) for g in gaps(given_marks(words), len(words))] == [(False, 1, 6)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“The pier held, the reeve said.", "“The pier held,> the reeve said."),
        ("“It leaks, the reeve, Ada Quint, told members.", "“It leaks,> the reeve, Ada Quint, told members."),
        ("“Is it safe? asked Ada Quint of Tarn.", "“Is it safe?> asked Ada Quint of Tarn."),
        ("She called it “a farce. The ferry left.", "She called it “a farce.> The ferry left."),
        ("The pier held,” the reeve said. We saw it.”", "<The pier held,” the reeve said. <We saw it.”"),
        ("We saw it,” the reeve said.", "<We saw it,” the reeve said."),
        ("On Monday he added, The pier is mine.”", "On Monday he added, <The pier is mine.”"),
        ("The reeve called it a farce” and left.", "The reeve called it a <farce” and left."),
        ("“One of them stayed open.", "“One of them stayed open."),
        ("The mill, the barn” and the pier burned.", "The mill, the barn” and the pier burned."),
        ("“Both stand,” he said. “Both.”", "“Both stand,” he said. “Both.”"),
    ],
)
def test_the_words_around_say_where_a_mark_is_missing(text: str, wanted: str) -> None:
    assert shown(text, read_marks(text, split_words(text))) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("“The pier held, the reeve said. I saw it.”", "“The pier held,> the reeve said. <I saw it.”"),
        ("We saw the pier fall, the reeve said.", "<We saw the pier fall,> the reeve said."),
        ("The pier held, the reeve said.", "The pier held, the reeve said."),
        ("Asked about it, he replied, We are done.", "Asked about it, he replied, <We are done.>"),
        ("Nothing was said.", "Nothing was said."),
    ],
)
def test_on_a_page_that_loses_marks_a_speaker_ends_a_quotation(text: str, wanted: str) -> None:
    assert shown(text, broken_marks(text, split_words(text))) == wanted


def test_a_page_is_broken_by_several_halves() -> None:
    good = "“We held,” he said.\n\n“I saw it.\n\n“I heard it.”"
    assert not cut_text(good, frozenset()).broken
    assert cut_text("“We held, he said.\n\nI saw it,” she said.\n\n“No, he said.", frozenset()).broken


def test_a_quotation_that_goes_on_in_the_next_paragraph_need_not_close() -> None:
    text = "“We had left, he told us, by noon.\n\n“Then it burned.”"
    assert all(mark.there for paragraph in cut_text(text, frozenset()).cut for mark in paragraph.marks)
    nested = "“They came back. ‘None was left,’ a driver told me."
    assert shown(nested, read_marks(nested, split_words(nested))) == nested


def test_a_missing_mark_bounds_a_quotation() -> None:
    text = "“The pier held, the reeve said. The mill stands."
    found = find_quotations(cut_text(text, frozenset()))
    assert [(text[q.start : q.end], q.opened, q.closed) for q in found] == [("“The pier held,", True, True)]


def test_many_halves_cost_even_growth() -> None:
    def seconds(count: int) -> float:
        text = "“One went. " * count + "«" * count
        return seconds_of(lambda: broken_marks(text, split_words(text)))

    assert seconds(2000) < 8 * seconds(500) + 0.05


@given(st.text(alphabet="aI “”\"',.?! \nsaid", max_size=80))
def test_no_marks_are_lost_or_out_of_order(text: str) -> None:
    frame = cut_text(text, frozenset())
    for paragraph in frame.cut:
        words = paragraph.words
        assert [m for m in paragraph.marks if m.there] == given_marks(words)
        assert [m.word for m in paragraph.marks] == sorted(m.word for m in paragraph.marks)
        assert all(0 <= m.word <= len(words) for m in paragraph.marks)
        units = paragraph.units
        covered = [w for a, b in zip(units.first, units.last, strict=True) for w in range(a, b + 1)]
        assert covered == list(range(len(words)))
    for quotation in find_quotations(frame):
        assert quotation.start <= quotation.end
