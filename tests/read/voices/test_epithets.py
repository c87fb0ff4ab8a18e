"""Descriptions without a word in common with a name: by trade, age, part taken, or because only one is left."""

from __future__ import annotations

import pytest

from headwater.model import Document
from headwater.read.frame import cut_text
from headwater.read.voices import resolve
from headwater.read.voices.senses import senses
from tests.read.voices.help import LEXICON, drafts_of, names_of, place

TWO = "Orla Finch, 81, and her neighbour Bo Tarr, 23, stopped the digger. "


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("The pianist Ines Olm cancelled her tour. ", "The musician", "Ines Olm"),
        ("Bishop Luc Anwar has moved to Tarn. ", "The cleric", "Luc Anwar"),
        (
            "Ada Roe, the special counsel investigating interference, met Attorney General Bo Tarr. ",
            "The special counsel",
            "Ada Roe",
        ),
        ("Ada Roe, a lawyer representing the family, met Bo Tarr. ", "The lawyer", "Ada Roe"),
        ("Ada Roe, 16, won the cup. ", "The teenager", "Ada Roe"),
        ("Ada Roe, 61, and Bo Tarr, 23, met in Tarn. ", "The 61-year-old", "Ada Roe"),
        ("Ada Roe pulled two boys from the lake. ", "The mother of three", "Ada Roe"),
        ("Ada Roe sued Bo Tarr over a hedge. ", "The plaintiff", "Ada Roe"),
        ("Ada Roe sued Bo Tarr over a hedge. ", "The defendant", "Bo Tarr"),
        ("Ada Roe let the flat to Bo Tarr in May. ", "The tenant", "Bo Tarr"),
        ("Bo Tarr was sued by Ada Roe in May. ", "The plaintiff", "Ada Roe"),
        ("Ada Roe interviewed the dictator Bo Tarr. ", "The journalist", "Ada Roe"),
        (TWO, "The younger man", "Bo Tarr"),
        (TWO, "The older woman", "Orla Finch"),
        ("Ada Roe accused Bo Tarr of theft. ", "His accuser", "Ada Roe"),
        ("A former minister, Ada Roe, spoke first. ", "The ex-minister", "Ada Roe"),
        ("Ada Roe married the tenor Bo Tarr in May. ", "The couple", "Ada Roe and Bo Tarr"),
        ("Ada Roe beat the defending champion, Bo Tarr. ", "The champion", "Bo Tarr"),
        ("Ada Roe was cleared of fraud in May. ", "The former accountant", "Ada Roe"),
        ("It was found by Ada Roe, 81. ", "The retired bus driver", "Ada Roe"),
        ("Ada Roe, 71, and Bo Tarr, 34, met in Tarn. ", "The pensioner", "Ada Roe"),
        ("Ada Roe, 84, and Bo Tarr, 34, met in Tarn. ", "The octogenarian", "Ada Roe"),
        ("Bo Tarr scored twice against Ulver on Monday. ", "The striker", "Bo Tarr"),
        ("Bo Tarr walked home with his daughter Ada. ", "The father", "Bo Tarr"),
        ("The pier was built by Tarn Works and is insured by Ulver Mutual. ", "The insurer", "Ulver Mutual"),
        ("The pier was built by Tarn Works and is insured by Ulver Mutual. ", "The builder", "Tarn Works"),
        ("Ada Roe coaches the team; her brother, Bo, referees. ", "The coach", "Ada Roe"),
        ("Tarn Steel owes nine million to the Ulver Bank. ", "The steelmaker", "Tarn Steel"),
    ],
)
def test_a_description_goes_back_to_the_one_it_fits(before: str, source: str, name: str) -> None:
    text = before + source + " said it was late."
    assert names_of(text, [(source, "it was late")]) == [name]


@pytest.mark.parametrize(
    ("before", "source"),
    [
        ("Ada Roe and Bo Tarr met in Tarn. ", "The 61-year-old"),  # either
        ("Ada Roe, 44, met the mayor in Tarn. ", "The 61-year-old"),  # another age
        ("The pianist Ada Roe met the singer Bo Tarr. ", "The musician"),  # either
        ("Ada Roe was hit by a car. ", "The driver"),  # brought in by what happened
        ("Ada Roe was found in the barn. ", "The mother of the boy"),
        ("The painter Ada Roe came late. ", "The economist"),
        ("Ada Roe, 44, met Bo Tarr, 34, in Tarn. ", "The pensioner"),
        ("Ada Roe met Bo Tarr in Tarn. ", "The former accountant"),  # either
        ("The lawyer Ada Roe came late. ", "The senator"),
        ("Ada Roe, a surveyor from Tarn, came late. ", "The bosun"),
        ("They told the court Ada Roe had left. ", "The court"),
        ("They warned the bank Ada Roe might leave. ", "The bank"),
    ],
)
def test_a_description_that_fits_nobody_or_two_is_a_voice_of_its_own(before: str, source: str) -> None:
    text = before + source + " said it was late."
    assert names_of(text, [(source, "it was late")]) == ["the" + source[3:]]


def test_the_other_of_two_is_left_when_one_has_been_described() -> None:
    text = "Ada Roe sold the ship to Tarn Lines. The seller said it was sound. The company said it leaked."
    assert names_of(text, [("The seller", "it was sound"), ("The company", "it leaked")])[0] == "Ada Roe"


def test_a_speaker_does_not_call_herself_by_her_age() -> None:
    text = "Ada Roe spoke first. She said the 14-year-old had told her he was ill."
    rows = [("She", "the 14-year-old had told her he was ill"), ("the 14-year-old", "he was ill", {"parent": 0})]
    assert names_of(text, rows)[1] == "the 14-year-old"


def test_wider_words_fit_narrower_ones_only() -> None:
    assert senses().fits("cleric", frozenset({"bishop"}))
    assert not senses().fits("bishop", frozenset({"cleric"}))
    assert senses().differs("journalist", frozenset({"dictator", "general", "surgeon"}))
    assert not senses().differs("journalist", frozenset())


def names_of_cued(text: str, rows: list[tuple[str, str, str]]) -> list[str]:
    """The names of the voices of (source, cue, content) rows."""
    drafts = drafts_of(text, [(source, content) for source, _, content in rows])
    for draft, (_, cue, _) in zip(drafts, rows, strict=True):
        draft.cue = [place(text, cue)]
    voices, ids = resolve(cut_text(text, LEXICON), drafts, Document("test", text), None)
    by_id = {voice.id: voice.name for voice in voices}
    return [by_id[i] for i in ids]


def test_an_answer_is_not_the_askers() -> None:
    text = "Ada Roe met the clerk, Una Tarr. Roe asked her where it was. She answered that it was gone."
    found = names_of_cued(text, [("Roe", "asked", "where it was"), ("She", "answered", "it was gone")])
    assert found == ["Ada Roe", "Una Tarr"]


def test_who_was_asked_speaks_next() -> None:
    text = "Ada Roe asked the guard, Ivo Tarr, to stop. He said it was late."
    assert names_of_cued(text, [("Ada Roe", "asked", "to stop"), ("He", "said", "it was late")]) == [
        "Ada Roe",
        "Ivo Tarr",
    ]


@pytest.mark.parametrize(
    ("before", "source", "name"),
    [
        ("They told police Ada Roe had left. ", "Tarn police", "Tarn police"),
        ("They told the charity Handspan it was over. ", "The charity", "Handspan"),
        ("They told reporter Ada Roe it was over. ", "The reporter", "Ada Roe"),
    ],
)
def test_whoever_is_told_of_somebody_is_not_that_person(before: str, source: str, name: str) -> None:
    assert names_of(before + source + " said it was late.", [(source, "it was late")]) == [name]
