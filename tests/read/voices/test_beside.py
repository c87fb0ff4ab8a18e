"""Names that only say which, names of towns and broadcasters are no people, so no pronoun goes to them."""

from __future__ import annotations

import pytest

from tests.read.voices.help import names_of, voices_of


def test_a_people_that_only_says_which_crew_is_nobody() -> None:
    text = "“He held a passport,” said the spokeswoman, Sanna Roe. By one no answer had come, she said. Tarnmarkan crews fought on."
    rows = [("the spokeswoman, Sanna Roe", "“He held a passport,”"), ("she", "By one no answer had come")]
    assert names_of(text, rows) == ["Sanna Roe", "Sanna Roe"]


def test_a_thing_with_a_number_is_nobody() -> None:
    text = "The gauge on Tank 7 stuck. The manager said that he thought Tank 7 was sound."
    assert names_of(text, [("he", "Tank 7 was sound")]) == ["the manager"]


@pytest.mark.parametrize("town", ["Port Tarn", "Fort Tarn", "Mount Tarn"])
def test_a_town_is_no_person(town: str) -> None:
    voice = voices_of(f"{town} said it was late.", [(town, "it was late")])[0]
    assert voice.kind == "government"


def test_a_state_broadcaster_is_a_publication() -> None:
    text = "Tarnmark One, the state broadcaster in Tarn, said that it was late."
    assert voices_of(text, [("Tarnmark One", "it was late")])[0].kind == "publication"


@pytest.mark.parametrize(("title", "pronoun"), [("Ms", "She"), ("Mr", "He")])
def test_an_official_yields_to_the_minister_named_just_before(title: str, pronoun: str) -> None:
    text = (
        f"Minister Edda Lorring was told of it. According to an official, {title} Lorring asked whether the port was open.\n\n"
        f"If it is confirmed, it would be an embarrassment to the minister. {pronoun} told the house: “Nobody warned me.”"
    )
    rows = [("an official", "asked whether the port was open"), (pronoun, "“Nobody warned me.”")]
    assert names_of(text, rows)[1] == "Edda Lorring"


def test_a_spokesman_who_speaks_again_is_the_one_before() -> None:
    text = "A spokesman for Harbot Media denied that it leaned. “No one leans on us,” a spokesman said."
    rows = [("A spokesman for Harbot Media", "that it leaned"), ("a spokesman", "“No one leans on us,”")]
    assert len({v.id for v in voices_of(text, rows)}) == 1


def test_two_spokesmen_keep_a_third_apart() -> None:
    text = (
        "A spokesman for Harbot Media said it leaned. A spokeswoman for Tarn Steel said it stood. "
        "“We hold on,” a spokesman said."
    )
    rows = [
        ("A spokesman for Harbot Media", "it leaned"),
        ("A spokeswoman for Tarn Steel", "it stood"),
        ("a spokesman", "“We hold on,”"),
    ]
    assert len({v.id for v in voices_of(text, rows)}) == 3
