"""Whose "I" it is in words told at second hand, and what goes on behind a semicolon."""

from __future__ import annotations

import headwater


def voices(text: str) -> dict[str, str]:
    reading = headwater.read_text(text)
    names = {v.id: v.name for v in reading.voices}
    return {" ".join(s.text for s in a.content): names[a.voice] for a in reading.attributions}


def test_i_in_reported_words_is_whoever_reports_them() -> None:
    found = voices("“Your colleague wrote that I said the reeve lied,” Ada Quint told me. “I said he forgot.”")
    assert found["the reeve lied"] == "Ada Quint"


def test_it_behind_a_semicolon_is_what_spoke_before() -> None:
    found = voices(
        "The indictment, unsealed in Tarn on Monday, accuses Ivo Brack of theft; it also alleges that he fled."
    )
    assert "indictment" in next(who for what, who in found.items() if "he fled" in what).lower()


def test_what_one_was_told_is_not_ones_own_word() -> None:
    found = voices("The engineers, I am told, are waiting for a bolt.")
    assert set(found.values()) <= {"not named"}


def test_a_post_in_a_plain_text_is_its_signers() -> None:
    post = "BREAKING: second blast at the depot, felt it in my teeth"
    text = f"{post}\n— Ada Quint (@adaquint) September 3\n\nThe fire service counted one."
    assert voices(text)[post] == "Ada Quint"


def test_a_line_that_says_where_a_passage_is_from_hands_it_over() -> None:
    text = "From Thursday’s Isthmus Times:\n\n“The weir will close at midnight. Nobody was asked.”\n\nIt closed at ten."
    assert "Isthmus Times" in voices(text)["“The weir will close at midnight. Nobody was asked.”"]


def test_who_is_named_between_two_quotations_speaks_both() -> None:
    text = "“We asked them to stop.” Corporal Ada Quint looked at her hands. “I did what I had to,” she continued."
    assert set(voices(text).values()) >= {"Ada Quint"}
    assert "she" not in voices(text).values()


def test_a_story_told_differently_is_handed_over_without_a_colon() -> None:
    text = "A dispatch in the Times of Lagash tells it differently.\n\n“Soldiers at the gate had not been paid since the rains.”\n\nIt rained."
    assert voices(text)["“Soldiers at the gate had not been paid since the rains.”"] != "not named"
