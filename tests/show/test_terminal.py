import io

from rich.cells import cell_len
from rich.console import Console

import headwater
from headwater.model import Document, Span, Voice
from headwater.show.figures import stands_before
from headwater.show.terminal import overview_text, report_text
from tests.factory import build, lock_reading


def drawn(reading, width=80, encoding="utf-8", **console):
    stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
    return report_text(reading, Console(file=stream, width=width, **console))


def test_the_report_says_who_says_what():
    report = drawn(lock_reading())
    for line in (
        "Harbour Gazette · 2 May 2031 · Ada Quill",
        " 1  Mara Teld, the works minister  person, 2 statements, 22 words",
        "    L6    “We did not skip anything,” … “Every inspection was carried out, and",
        "          └─ the harbour master, not named: the siren sounded at 4.10 a.m.  (saw",
        " 2  two officials  not named, 1 statement, 17 words",
        "          may have been ignored  (through the Courier · possibly, 20–55%)",
        " 6  residents  group, not named, 1 statement, 6 words",
        "    L11   “It sounded like a train.”",
        "    L4    At least 143 people  the page’s own",
        "    L12   correction: “134 people” became “at least 143”",
    ):
        assert line in report.splitlines(), line


def test_lines_fit_and_nothing_is_coloured_in_a_pipe():
    for width in (40, 80, 200):
        report = drawn(lock_reading(), width)
        assert max(cell_len(line) for line in report.splitlines()) <= min(width, 100)
        assert "\x1b" not in report


def test_colour_on_a_terminal_changes_no_word():
    coloured = drawn(lock_reading(), force_terminal=True, color_system="standard")
    assert "\x1b[" in coloured
    assert "\x1b" not in drawn(lock_reading(), force_terminal=True, color_system="standard", no_color=True).replace(
        "\x1b[1m", ""
    ).replace("\x1b[2m", "").replace("\x1b[0m", "").replace("\x1b[1;2m", "")


def test_plain_marks_where_the_terminal_has_no_others():
    report = drawn(lock_reading(), encoding="latin-1")
    assert "█" not in report
    assert "`- the harbour master" in report


def test_long_words_and_odd_characters_do_not_break_it():
    text = "x" * 500 + " \x1b[2J said 水" * 50
    reading = build(
        text, [{"id": "v1", "name": "x" * 300, "kind": "person"}], [{"id": "a1", "voice": "v1", "content": text}]
    )
    report = drawn(reading)
    assert "\x1b" not in report
    assert max(cell_len(line) for line in report.splitlines()) <= 80


def test_markup_of_the_drawing_library_is_only_text():
    reading = build("[bold]shout[/bold] [red]", title="[link=file:///]x[/link]")
    assert "[link=file:///]x[/link]" in drawn(reading)


def test_empty_and_voiceless_texts_say_so():
    assert "No words of its own." in drawn(build(""))
    assert "the page says it all in its own voice" in drawn(build("Rain fell."))


def test_a_ring_of_parents_ends():
    reading = build(
        "a b",
        [{"id": "v1", "name": "x", "kind": "person"}],
        [
            {"id": "a1", "voice": "v1", "content": "a", "parent": "a2"},
            {"id": "a2", "voice": "v1", "content": "b", "parent": "a1"},
        ],
    )
    assert drawn(reading)


def test_the_overview_has_a_line_for_each():
    text = overview_text([lock_reading(), lock_reading()], Console(file=io.StringIO(), width=80))
    assert text.count("Harbour Gazette: ") == 2
    assert max(map(len, text.splitlines())) <= 80


def test_a_title_that_the_text_puts_first_stands_first():
    text = "Sen. Ned Harbot said it was late. Ada Marlow, the reeve, denied it."
    voices = [
        Voice("v1", "Ned Harbot", "person", True, "Sen.", (Span(0, 15, "Sen. Ned Harbot"),)),
        Voice("v2", "Ada Marlow", "person", True, "reeve", (Span(34, 44, "Ada Marlow"),)),
    ]
    assert [stands_before(v, Document("t", text)) for v in voices] == [True, False]
    assert all(text[m.start : m.end] == m.text for v in voices for m in v.mentions)
    out = drawn(headwater.read_text(text))
    assert "Sen. Ned Harbot" in out
    assert "Ada Marlow" in out
