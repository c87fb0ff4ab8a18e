from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.intake import document_from_text
from headwater.read.intake.assemble import About
from headwater.read.intake.markdown import markdown_document
from headwater.read.intake.normalise import canonical
from headwater.read.intake.residue import furniture
from tests.clock import seconds_of
from tests.read.intake.helpers import ARTICLE, SENTENCE, marked, read_one, residue


def test_text_in_hand_is_not_changed():
    text = f"  Ferry hinge \n\n\n{ARTICLE}\tend  \n“What?”"
    assert document_from_text(text).text == text


def test_only_line_ends_fixed_spaces_and_composition_change():
    assert document_from_text("a\r\nb\u00a0c\rd e\u0301 \ud800").text == "a\nb c\nd é \ufffd"


@given(st.text())
def test_canonical_text_is_stable_and_can_be_encoded(text):
    once = canonical(text)
    assert canonical(once) == once
    once.encode("utf-8")


@given(st.text(alphabet=st.characters(codec="ascii", exclude_characters="\r", exclude_categories=["Cc"])))
def test_plain_characters_survive_in_place(text):
    assert document_from_text(text).text == text


def test_title_byline_and_date_at_the_top():
    document = document_from_text(
        f"Ferry hinge was known to be cracked\n\nBy Haldis Omran and Piet Grobel\n14 May 2031\n\n{ARTICLE}"
    )
    assert document.title == "Ferry hinge was known to be cracked"
    assert document.authors == ("Haldis Omran", "Piet Grobel")
    assert document.published == "2031-05-14"
    assert marked(document, "byline") == ["By Haldis Omran and Piet Grobel", "14 May 2031"]


def test_what_the_caller_knows_wins():
    document = document_from_text(f"By A. Lind\n\n{ARTICLE}", title="T", authors=["B. Kern"], published="2030-01-01")
    assert (document.title, document.authors, document.published) == ("T", ("B. Kern",), "2030-01-01")


@pytest.mark.parametrize(
    "first", [SENTENCE, "“We knew,” she said.", "By Monday evening the pier had gone.", "VELMIS, Tavren –"]
)
def test_a_sentence_at_the_top_is_no_title_or_byline(first):
    document = document_from_text(f"{first}\n\n{ARTICLE}")
    assert document.title is None
    assert not document.authors


def test_caption_note_quotation_and_biography():
    text = (
        f"{ARTICLE}\n\n(Photograph: Milo Starck/Lantern) Ines Tolland outside the chapel.\n\n> The pier was never inspected.\n\n"
        "Correction: The pier is 40 metres long.\n\nHaldis Omran is a staff writer at the Lantern."
    )
    document = document_from_text(text)
    assert marked(document, "caption")[0].startswith("(Photograph")
    assert marked(document, "quote") == ["The pier was never inspected."]
    assert marked(document, "note") == ["Correction: The pier is 40 metres long."]
    assert residue(document) == ["Haldis Omran is a staff writer at the Lantern."]


def test_a_watermark_in_mid_sentence():
    mark = "[COPIED FROM TIDEWATCH.EXAMPLE]"
    text = f"The mayor said the {mark} bridge was shut. Two clerks {mark} denied it.\n\n{mark}\n\nThe clerk left."
    assert residue(document_from_text(text), "watermark") == [mark] * 3


@pytest.mark.parametrize(
    "text",
    [
        "He told Tidewatch.example that it fell. A reporter for Tidewatch.example said so. She wrote to Tidewatch.example again.",
        "“That [racial slur] man” and “the [racial slur] clerk” and “a [racial slur] fool”, she read out from the file.",
        "Call CrimeStoppers at 555. He rang CrimeStoppers in May. They phoned CrimeStoppers at noon.",
    ],
)
def test_what_is_mentioned_often_is_no_watermark(text):
    assert residue(document_from_text(text)) == []


def test_a_share_counter_between_sentences():
    assert residue(document_from_text("“It was the wrong ship,” he said.1.2K Shares “I radioed that.”")) == [
        "1.2K Shares"
    ]
    assert residue(document_from_text("The fund fell. 200 shares of the mill were sold.")) == []


def test_what_players_leave_about_a_caption():
    left = "A boy was hurt in Velmis. View Full Caption Ulver Pictures\n\nEMBED >More News Videos The pier in May.\n\nThe pier fell autoplay autoplay Copy this code to your website or blog"
    assert residue(document_from_text(left)) == [
        "View Full Caption Ulver Pictures",
        "EMBED >More News Videos",
        "autoplay autoplay Copy this code to your website or blog",
    ]


@pytest.mark.parametrize(("line", "bylines"), [("Harbour News Staff", ["Harbour News Staff"]), ("The staff left.", [])])
def test_a_byline_of_the_staff_names_nobody(line, bylines):
    document = document_from_text(f"Ferry hinge was known to be cracked\n\n{line}\n\n{ARTICLE}")
    assert marked(document, "byline") == bylines
    assert document.authors == ()


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Share Tweet Email", "share"),
        ("1,204 shares", "share"),
        ("Advertisement", "navigation"),
        ("READ MORE: Ten ways to cut your energy bill", "navigation"),
        ("Sign up for our weekly newsletter", "plug"),
        ("Follow us on Twitter @lantern", "plug"),
        ("We have sent you a verification email. Please check your email.", "plug"),
        ("We have sent the minister a letter.", None),
        ("If you do not receive the verification message, check your spam folder.", "plug"),
        ("By submitting your details, you agree to our terms.", "plug"),
        ("By submitting the report late, the board broke its own rule.", None),
        ("This is a developing story. Check back for updates.", "plug"),
        ("Check back in the records, the clerk told her.", None),
        ("Stay with Harbour 9 for the latest.", "plug"),
        ("Stay with him, she told the nurse.", None),
        ("2 of 3 free articles used this month", "plug"),
        ("Close Get email notifications on Ada Quint daily!", "plug"),
        ("For more harbour news, listen to Radio Velmis here:", "plug"),
        ("Read more top stories on tidewatch.example", "plug"),
        ("Pinterest", "share"),
        ("0 Pending Comments", "navigation"),
        ("© 2031 The Tavren Lantern. All rights reserved.", "boilerplate"),
        ("tidewatch.example", "navigation"),
        ("12 34 56", None),
        ("No.", None),
        ("“Sign up for our newsletter,” the email said.", None),
        ("Follow the money, she said.", None),
        ("Join the army, his father told him, and get out of our house.", None),
        ("More than 40 people died.", None),
        ("Share prices fell on Monday.", None),
        ("Copyright law was the minister's subject on Tuesday.", None),
        (SENTENCE, None),
    ],
)
def test_furniture(line, kind):
    assert furniture(line) == kind


@pytest.mark.parametrize(
    "line",
    [
        "1," * 340 + "z",
        "share " * 110 + "z",
        "to " * 230,
        "[" * 690,
        "a." * 340,
        "our " * 170,
        "by submitting " * 45,
        "for more " * 70,
        "check back " + "here " * 120,
        "stay with " * 60,
        "read more " + "top " * 150,
        "get " * 170,
        "A" * 690,
        "Ab " * 230,
        ". 1" * 230,
    ],
)
def test_furniture_takes_no_time_on_hostile_lines(line):
    assert seconds_of(lambda: document_from_text("\n".join([line] * 50)), tries=1) < 5


def test_wrapped_files_are_unwrapped(tmp_path):
    words = ARTICLE.replace("\n\n", " ").split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = ""
        line = f"{line} {word}".strip()
    document = read_one(tmp_path, "a.txt", "\n".join([*lines, line]))
    assert "\n" not in document.text


def test_markdown():
    source = (
        f"---\ntitle: Pier gives way\nauthor: Haldis Omran\ndate: 2031-05-14\n---\n# Pier gives way\n\n{SENTENCE} A [report](https://p.example/r) "
        f"blames **the hinge**.\n\n> Never inspected,\n> a clerk said.\n\n- one item of it\n- two\n\n{SENTENCE}\n"
    )
    document = markdown_document(source, "a.md", About())
    assert (document.title, document.authors, document.published) == ("Pier gives way", ("Haldis Omran",), "2031-05-14")
    assert "A report blames the hinge." in document.text
    assert marked(document, "quote") == ["Never inspected, a clerk said."]
    (link,) = [m for m in document.markup if m.kind == "link"]
    assert (document.text[link.start : link.end], link.target) == ("report", "https://p.example/r")


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ("Maritime Office\n\nInterim note 4: the pier\n\n14 May 2031\n\n", "2031-05-14"),
        ("Pier gives way at Velmis\n\nTwo are hurt, the mayor says\n\nPublished 14 May 2031\n\n", "2031-05-14"),
        ("How it went\n\nA chronology\n\n14 May 2031\n\nThe pier gives way.\n\n15 May 2031\n\n", None),
        (f"Pier gives way at Velmis\n\n{ARTICLE}\n\n14 May 2031\n\n", None),
    ],
)
def test_a_date_by_itself_in_the_head_is_when_it_was_published(tmp_path, head, published):
    document = read_one(tmp_path, "note.txt", head + ARTICLE)
    assert document.published == published
    if published:
        assert [line for line in marked(document, "byline") if "2031" in line]
