"""Two people or bodies of one story, each called by the part it took, and what the text shows of who is "he" and who "she"."""

from __future__ import annotations

import pytest

from tests.read.voices.help import names_of, voices_of

TARN = "The Tarn Gallery lent the map to the Museum of Ulver in 1961. "
BUS = "Ada Quint, who drove the bus, and Bo Tarr, who slept in it, agree on little. "
CHIEF = "On Tuesday Tarn Petroleum named Ada Quint its chief executive, to replace Bo Tarr. "


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("Tarn Foods has been suing Ulver Farms since March. ", "The plaintiff", "Tarn Foods"),
        ("Tarn Foods has been suing Ulver Farms since March. ", "The defendant", "Ulver Farms"),
        (TARN, "The borrower", "Museum of Ulver"),
        (TARN, "The lender", "Tarn Gallery"),
        ("Dr Ada Quint operated on the goalkeeper Bo Tarr in January. ", "The patient", "Bo Tarr"),
        (CHIEF, "The incoming boss", "Ada Quint"),
        (CHIEF, "The outgoing boss", "Bo Tarr"),
        (CHIEF, "Her predecessor", "Bo Tarr"),
        ("Ada Quint took over from Bo Tarr in May. ", "Her predecessor", "Bo Tarr"),
    ],
)
def test_a_part_names_who_took_it(before: str, source: str, name: str) -> None:
    assert names_of(before + source + " said it was late.", [(source, "it was late")]) == [name]


@pytest.mark.parametrize("order", [("driver", "passenger"), ("passenger", "driver")])
def test_of_two_the_one_left_over_is_meant_whoever_comes_first(order: tuple[str, str]) -> None:
    one, two = order
    text = f"{BUS}The {one} said it was a deer. The {two} said it was a noise."
    found = names_of(text, [(f"The {one}", "it was a deer"), (f"The {two}", "it was a noise")])
    assert dict(zip(order, found, strict=True)) == {"driver": "Ada Quint", "passenger": "Bo Tarr"}


def test_of_three_nobody_is_left_over() -> None:
    text = "Ada Quint, who drove the bus, Bo Tarr and Ivo Brack met. The passenger said it was a noise."
    assert names_of(text, [("The passenger", "it was a noise")]) == ["the passenger"]


def test_who_makes_a_person_of_a_name_that_ends_like_a_body() -> None:
    text = "Ada Brand, who was asleep in it, said it was late."
    assert [v.kind for v in voices_of(text, [("Ada Brand", "it was late")])] == ["person"]
    text = "Tarn United, who won it, said it was late."
    assert [v.kind for v in voices_of(text, [("Tarn United", "it was late")])] == ["organization"]


def test_named_joins_a_trade_to_its_bearer() -> None:
    text = "The judge asked the witness, a plumber named Bo Tarr. The witness said it was late."
    assert names_of(text, [("The witness", "it was late")]) == ["Bo Tarr"]
    text = "The board of a judge named Ada Quint as receiver. A judge said it was late."
    assert names_of(text, [("A judge", "it was late")]) == ["a judge"]


@pytest.mark.parametrize(("her", "he"), [("her", "He"), ("his", "She")])
def test_a_possessive_shows_whose_pronoun_is_whose(her: str, he: str) -> None:
    him = {"her": "him", "his": "her"}[her]
    text = f"Neither Ada Quint nor {her} manager, Bo Tarr, came. The board had sued {him} before. {he} called it a lie."
    assert names_of(text, [(he, "it a lie")]) == ["Bo Tarr"]


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("Three of the guests, one of whom said it was late, left.", "one of whom", "one of the guests"),
        ("The twelve jurors, all of whom said it was late, left.", "all of whom", "twelve jurors"),
        ("The nurse who found him, Ada Quint, said it was late.", "The nurse who found him, Ada Quint", "Ada Quint"),
        ("It was the cook, not the captain, who said it was late.", "who", "the cook"),
        ("The board has let the hall since May to Ada Quint. The tenant said it was late.", "The tenant", "Ada Quint"),
        ("Ada Quint teaches chemistry here and Bo Tarr teaches history. The chemist said it was late.", "The chemist", "Ada Quint"),
        ("Ada Quint teaches chemistry here and Bo Tarr teaches history. The historian said it was late.", "The historian", "Bo Tarr"),
        ("Bo Tarr met his lawyer, the former reeve Ada Quint, in May. She said it was late.", "She", "Ada Quint"),
        ("Bo Tarr met his lawyer, the brother of Ada Quint, in May. The lawyer said it was late.", "The lawyer", "Bo Tarr’s lawyer"),
        ("Bo Tarr hit the driver, a man Ada Quint knew, in May. The driver said it was late.", "The driver", "the driver"),
        ("Dr Ada Quint told her patient, the singer Bo Tarr, to go. He said it was late.", "He", "Bo Tarr"),
        ("The board bought the hall from Ada Quint in May. The seller said it was late.", "The seller", "Ada Quint"),
        ("Tarn Mutual sold the loans to Ulver Bank. The sellers said it was late.", "The sellers", "Tarn Mutual"),
        ("Tarn Mutual sold the loans to Ulver Bank. The sailors said it was late.", "The sailors", "the sailors"),
        ("Lund Foods dealt with the grocer Tarn & Sons. The grocer said it was late.", "The grocer", "Tarn & Sons"),
        ("Tarn Ferries met the Ulver Tunnel Company. The tunnel operator said it was late.", "The tunnel operator", "Ulver Tunnel Company"),
    ],
)  # fmt: skip
def test_who_is_meant_by_a_clause_or_a_contrast(text: str, source: str, name: str) -> None:
    assert names_of(text, [(source, "it was late")]) == [name]


def test_who_spoke_under_a_trade_is_not_the_other() -> None:
    text = "The actress Ada Quint and the director Bo Tarr have parted. The director said it was late. The star said it was soon."
    assert names_of(text, [("The director", "it was late"), ("The star", "it was soon")]) == ["Bo Tarr", "Ada Quint"]


def test_a_noun_for_one_gender_shows_the_other() -> None:
    text = "The surgeon, Ada Quint, told the widower, Bo Tarr, that it was late. He thanked her. He said it was soon."
    assert names_of(text, [("Ada Quint", "it was late"), ("He", "it was soon")]) == ["Ada Quint", "Bo Tarr"]
