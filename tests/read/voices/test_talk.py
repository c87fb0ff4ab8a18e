"""Who goes on speaking, and who does not: pronouns and descriptions behind somebody's words."""

from __future__ import annotations

import pytest

from headwater.read.frame import cut_text
from tests.read.voices.help import LEXICON, names_of, voices_of


def test_who_is_only_spoken_of_is_no_rival_of_the_speaker():
    text = (
        "Jon Potter, a guild adviser, said Rolf Tarn would raise every dispute in any meeting with the reeve. "
        "The goal, he said, is peace."
    )
    rows = [("Jon Potter, a guild adviser,", "Rolf Tarn would raise every dispute in any meeting with the reeve")]
    assert names_of(text, [*rows, ("he", "The goal, he said, is peace")]) == ["Jon Potter"] * 2


def test_who_is_described_in_quoted_words_does_not_say_them():
    text = (
        "President Rolf Tarn spoke on Monday. Ada Quint, the speaker of the house, said it was fine.\n\n"
        "“But it is no worse than what the president has said,” she concluded."
    )
    quoted = "“But it is no worse than what the president has said,”"
    assert (
        names_of(text, [("Ada Quint, the speaker of the house,", "it was fine"), ("she", quoted)]) == ["Ada Quint"] * 2
    )


def test_papers_spoken_of_do_not_speak():
    text = "Three officials said on Monday that the ferry was sold. The documents, they said, show that the owner lied."
    _, voice = voices_of(
        text,
        [
            ("Three officials", "that the ferry was sold"),
            ("they", "The documents, they said, show that the owner lied"),
        ],
    )
    assert "officials" in voice.name


def test_a_body_may_speak_of_itself():
    text = "Tarn Rail runs the ferry. The company regretted the delay, it said."
    assert names_of(text, [("it", "The company regretted the delay")]) == ["Tarn Rail"]


def test_a_paragraph_that_another_opens_takes_the_turn():
    text = (
        "“It is late,” Ada Quint said on Monday.\n\n"
        "Marit Brack, who had won the seat of Ulver on Sunday, raised a glass in the hall.\n\n"
        "Talking about her victory, she said it was close."
    )
    assert names_of(text, [("Ada Quint", "“It is late,”"), ("she", "it was close")]) == ["Ada Quint", "Marit Brack"]


def test_a_surname_is_whose_paragraph_it_is():
    text = (
        "Ivo Marl, 40, threw a glass. A witness followed Marl to the bridge.\n\n"
        "Officers arrested two women at the fair. Ada Quint said that Lena Marl, 38, bit her. Marl said Quint had kicked her."
    )
    assert names_of(text, [(None, "Marl, 38, bit her"), ("Marl", "Quint had kicked her")])[1] == "Lena Marl"


@pytest.mark.parametrize(
    ("text", "source", "content", "name"),
    [
        (
            "Ada Quint, the victim's mother, wept. “He was my boy,” the tearful mother said.",
            "the tearful mother",
            "“He was my boy,”",
            "Ada Quint",
        ),
        (
            "Ivo Roe met with Russians in June 2016 who said they had papers.",
            "who",
            "they had papers",
            "Russians",
        ),
        (
            "In a call to KTRN, Brack's mother, who wished not to be named, said it was late.",
            "Brack's mother, who wished not to be named,",
            "it was late",
            "Brack's mother",
        ),
        (
            "Ostria's reeve met a lawyer. Ivo Roe wrote that the department concluded it was late.",
            "the department",
            "it was late",
            "the department",
        ),
    ],
)
def test_described(text, source, content, name):
    assert names_of(text, [(source, content)]) == [name]


def test_a_name_with_of_in_a_role_is_no_end_of_it():
    text = "Josh Marl, a Tarn College of Law professor who writes about courts, said it was late."
    (voice,) = voices_of(text, [("Josh Marl, a Tarn College of Law professor who writes about courts,", "it was late")])
    assert voice.kind == "person"


def test_the_horizontal_bar_is_a_dash():
    text = "It was late ― so she said ― and dark."
    frame = cut_text(text, LEXICON)
    assert frame.words.text.count("—") == 2
    assert len(frame.text) == len(text)


def test_whoever_acts_on_him_is_another():
    text = "Ivo Marl held his own, but looked abashed when Rolf Brack mocked him for opposing the bridge."
    assert names_of(text, [("him", "opposing the bridge")]) == ["Ivo Marl"]


def test_the_group_is_the_people_just_mentioned():
    text = "In a letter the four members of the Tarn Guild accused Ivo Marl of lying. The group said it was late. Posts went up."
    rows = [("the four members of the Tarn Guild", "Ivo Marl of lying"), ("The group", "it was late")]
    first, second = voices_of(text, rows)
    assert first is second


def test_posts_are_not_the_post():
    text = "The Tarn Post printed it. Marl Brothers paid for it. The social media posts said it was late."
    (voice,) = voices_of(text, [("The social media posts", "it was late")])
    assert voice.kind != "publication"


def test_a_family_in_ones_own_words_does_not_speak_next():
    text = (
        "The inquiry into the death of Ivo Brack went on. Rolf Tarrant, speaking on the radio, said it was fair.\n\n"
        "“I know the pain the Brack family is going through,” he said.\n\n"
        "He said he had one aim."
    )
    rows = [
        ("Rolf Tarrant, speaking on the radio,", "it was fair"),
        ("he", "“I know the pain the Brack family is going through,”"),
        ("He", "he had one aim"),
    ]
    assert names_of(text, rows) == ["Rolf Tarrant"] * 3
