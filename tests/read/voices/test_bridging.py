"""Descriptions and pronouns that go back to a name without repeating it."""

from __future__ import annotations

import pytest

from tests.read.voices.help import names_of


@pytest.mark.parametrize(
    ("text", "rows", "names"),
    [
        (
            "Tarn Airways cancelled its flights after Bellmont Works, which builds the engines, warned of cracks. "
            "The airline said they were unsafe. The builder said they had passed.",
            [("The airline", "they were unsafe"), ("The builder", "they had passed")],
            ["Tarn Airways", "Bellmont Works"],
        ),
        (
            "The Morning Star ran the letters; the Daily Bugle refused to publish them. The newspaper that had printed them "
            "said they were real. Its rival said they were forged.",
            [("The newspaper that had printed them", "they were real"), ("Its rival", "they were forged")],
            ["Morning Star", "Daily Bugle"],
        ),
        (
            "Ada Pell won the race. Runa Stokes came second. The winner said it was short.",
            [("The winner", "it was short")],
            ["Ada Pell"],
        ),
        (
            "Ivo Tarn, who captains the ferry, met Lena Gott, who owns it. The captain said it leaked. The owner said no.",
            [("The captain", "it leaked"), ("The owner", "no")],
            ["Ivo Tarn", "Lena Gott"],
        ),
        (
            "Aurel Brack was a captain in the flood; so was Ludo Sand. Colonel Brack said it was dry. "
            "The captain said it was wet.",
            [("Colonel Brack", "it was dry"), ("The captain", "it was wet")],
            ["Aurel Brack", "Ludo Sand"],
        ),
    ],
)
def test_description_goes_back_to_the_one_name_it_fits(
    text: str, rows: list[tuple[str, str]], names: list[str]
) -> None:
    assert names_of(text, rows) == names


def test_description_that_fits_two_stays_unnamed() -> None:
    text = "Tarn Airways and Velm Airways cancelled their flights on Monday. Both lost money. The airline said it was the fog."
    (name,) = names_of(text, [("The airline", "it was the fog")])
    assert name == "the airline"


def test_the_one_written_to_replies() -> None:
    text = "The ministry wrote to Halden Rail in March. It answered that the gates had been repaired."
    assert names_of(text, [("It", "the gates had been repaired")]) == ["Halden Rail"]


def test_subject_of_the_opening_clause_goes_on() -> None:
    text = "When Marla Tessen's brother, Odo Frick, met the banker Ivo Strand, he told him the loan was repaid."
    assert names_of(text, [("he", "the loan was repaid")]) == ["Odo Frick"]


def test_day_is_no_part_of_a_name_and_post_is_none_either() -> None:
    text = "The Tull Office on Wednesday said no. Velm Works CEO Dana Cress said yes."
    rows = [("The Tull Office on Wednesday", "no"), ("Velm Works CEO Dana Cress", "yes")]
    assert names_of(text, rows) == ["Tull Office", "Dana Cress"]


def test_a_back_never_speaks() -> None:
    text = "A bullet struck the man in the back, who said he felt nothing."
    assert names_of(text, [("who", "he felt nothing")]) == ["the man"]


def test_a_counted_official_never_takes_the_name_of_a_minister() -> None:
    import headwater

    reading = headwater.read_text(
        "Interior Minister Edda Quarrell was told on Monday that divers had been seen, two officials said.\n\n"
        "“The minister knew about the divers,” said the first official. "
        "According to the second official, Ms Quarrell asked whether the port should be closed."
    )
    voices = {v.id: v for v in reading.voices}
    spoken = [voices[a.voice] for a in reading.attributions if a.source and "official" in a.source.text]
    assert spoken and not any(v.named for v in spoken)
