"""Somebody named before and called by another word, and names that look like others."""

from __future__ import annotations

import pytest

from headwater.model import Document
from headwater.read.frame import Draft, cut_text
from headwater.read.voices import resolve
from tests.read.voices.help import LEXICON, names_of, place, voices_of


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("“It is late,” Ivo Brack said.\n\nThe council chairman said it was dark.", "The council chairman", "Ivo Brack"),
        ("The board warned Ivo Brack after the former trade adviser said it was dark.", "the former trade adviser", "Ivo Brack"),
        ("Ivo Brack spoke of Lena Gott.\n\nThe Ulver-backed candidate said it was dark.", "The Ulver-backed candidate", "Ivo Brack"),
        ("Sen. Ivo Brack came.\n\nThe Ulver governor said it was dark.", "The Ulver governor", "the Ulver governor"),
        ("President Ivo Brack came.\n\nThe tax commissioner said it was dark.", "The tax commissioner", "the tax commissioner"),
        ("Presidents Brack and Oyel came.\n\nThe games director said it was dark.", "The games director", "the games director"),
        ("Ivo Brack, a baker, came.\n\nThe council chairman said it was dark.", "The council chairman", "the council chairman"),
        ("Ivo Brack came.\n\nThe chairman of the harbour board said it was dark.", "The chairman of the harbour board",
         "the chairman of the harbour board"),
    ],
)  # fmt: skip
def test_an_office_is_whoever_was_just_named_unless_something_speaks_against_it(text, source, wanted):
    assert names_of(text, [(source, "it was dark")]) == [wanted]


def test_an_office_inside_quoted_words_is_somebody_else():
    text = "“The council chairman said it was dark,” Ivo Brack said."
    rows = [
        ("Ivo Brack", "“The council chairman said it was dark,”"),
        ("The council chairman", "it was dark", {"parent": 0}),
    ]
    assert names_of(text, rows) == ["Ivo Brack", "the council chairman"]


def test_a_president_is_not_the_son_or_the_first_lady_of_the_name():
    text = "President Roe said it was late. A photo showed Rolf Roe Jr. with a rope. Mr. Roe said he knew."
    assert names_of(text, [("President Roe", "it was late"), ("Mr. Roe", "he knew")]) == ["Roe", "Roe"]
    text = "President Roe said it was late. First lady Lena Roe came. Mr. Roe said he knew."
    assert names_of(text, [("Mr. Roe", "he knew")]) == ["President Roe"]
    assert names_of("Rolf Roe Jr. came. Mr. Roe said he knew.", [("Mr. Roe", "he knew")]) == ["Rolf Roe Jr."]


def test_a_surname_that_is_a_noun_stands_behind_mr():
    text = "Carla Page met Ivo Brack. Ms. Page said it was late."
    assert names_of(text, [("Ms. Page", "it was late")]) == ["Carla Page"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Tarn Bureau of Mines", "government"),
        ("U.S. Department of Roads", "government"),
        ("Lindsey Graham", "person"),
        ("WTRN", "publication"),
        ("Ulver Times", "publication"),
        ("The medical examiner", "government"),
        ("Harbour groups", "group"),
        ("Several lawmakers", "group"),
        ("The mayor's attorneys", "group"),
    ],
)
def test_kinds(source, kind):
    text = f"{source} said it was late."
    assert voices_of(text, [(source, "it was late")])[0].kind == kind


def test_a_state_is_not_the_newspaper_called_after_it():
    text = "New York said it was late. The New York Times wrote of it."
    assert names_of(text, [("New York", "it was late")]) == ["New York"]


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("The Vesslandish leader said it was late.", "The Vesslandish leader", "the Vesslandish leader"),
        ("The Danish leader said it was late.", "The Danish", "the Danish leader"),
        ("Danish leader Ivo Brack said it was late.", "Danish", "Ivo Brack"),
        ("They gave it to congressional investigators who said it was late.", "congressional", "congressional investigators"),
        ("The Danish said it was late.", "The Danish", "the Danish"),
        ("Detectives ask anyone to say it was late.", "Detectives", "detectives"),
        ("Their father, former Mayor Ivo Brack, said it was late.", "Their father, former Mayor Ivo Brack,", "Ivo Brack"),
        ("The boys’ mother, 22-year-old Lena Brack, said it was late.", "The boys’ mother, 22-year-old Lena Brack,", "Lena Brack"),
        ("Queen Ada’s County police said it was late.", "Queen Ada’s County police", "Queen Ada’s County police"),
        ("In nearby Ulver, a grand jury began hearing that it was late.", "a grand jury", "a grand jury"),
        ("In a call to the Ulver Herald, the boy's mother, who wept, said it was late.", "the boy's mother, who wept,", "the boy's mother"),
        ("Let's say it was late.", "Let", "not named"),
    ],
)  # fmt: skip
def test_a_source_cut_short_goes_on_to_its_noun(text, source, wanted):
    assert names_of(text, [(source, "it was late")] if "it was" in text else [(source, "to say it")]) == [wanted]


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("Ada Quint met Ivo Brack and both said it was late.", "both", "Ada Quint and Ivo Brack"),
        ("Ada Quint met Ivo Brack.\n\nThe two said it was late.", "The two", "Ada Quint and Ivo Brack"),
        ("Ada Quint lives near Brack's Ferry. Both men said it was late.", "Both men", "both men"),
        ("Presidents Quint and Brack said it was late.", "Presidents Quint and Brack", "Quint and Brack"),
        ("U.S. Customs and Border Protection said it was late.", "U.S. Customs and Border Protection", "U.S. Customs and Border Protection"),
        ("The Centre for Coastal and Marine Studies said it was late.", "The Centre for Coastal and Marine Studies",
         "Centre for Coastal and Marine Studies"),
    ],
)  # fmt: skip
def test_two_in_one(text, source, wanted):
    assert names_of(text, [(source, "it was late")]) == [wanted]


def test_who_just_spoke_goes_on():
    text = "Ivo Brack is tired. “No,” Ivo Brack told Ivo Brack. Ludo Orr, though, said it was late. He added that it was dark."
    start = text.index("He added")
    drafts = [
        Draft(place(text, "Ludo Orr"), [], [place(text, "it was late")], form="indirect"),
        Draft((start, start + 2), [], [place(text, "it was dark")], form="indirect"),
    ]
    voices, ids = resolve(cut_text(text, LEXICON), drafts, Document("test", text), None)
    assert [next(v.name for v in voices if v.id == i) for i in ids] == ["Ludo Orr", "Ludo Orr"]


def pronoun_of(text: str, source: str, content: str, pronoun: str, said: str) -> str:
    """The voice of the last of two statements, whose source is a pronoun."""
    start = text.rindex(pronoun + " ", 0, text.index(said))
    drafts = [
        Draft(place(text, source), [], [place(text, content)], form="indirect"),
        Draft((start, start + len(pronoun)), [], [place(text, said)], form="indirect"),
    ]
    voices, ids = resolve(cut_text(text, LEXICON), drafts, Document("test", text), None)
    return next(v.name for v in voices if v.id == ids[1])


def test_police_are_many():
    text = "Police said it was late. Two neighbours were hurt. Police were still looking for the car. They urged that it was dark."
    assert pronoun_of(text, "Police", "it was late", "They", "it was dark") == "police"
    text = "Police: four hurt\n\nTarn Metro police said it was late. Police said it was dark."
    assert names_of(text, [("Tarn Metro police", "it was late"), ("Police", "it was dark")])[0] == "Tarn Metro police"


def test_a_man_is_not_the_woman_before():
    text = "A woman said it was late. The man said it was dark."
    assert names_of(text, [("A woman", "it was late"), ("The man", "it was dark")]) == ["a woman", "the man"]


def test_who_ends_with_jr_is_a_person():
    text = "Letters the Ulver Show show Rolf Ivo Roe Jr. wrote. Roe Jr. said it was late."
    assert voices_of(text, [("Roe Jr.", "it was late")])[0].kind == "person"


def test_papers_called_after_somebody_are_not_that_person():
    text = "Ivo Roe Memos are out. Ivo Roe said it was late."
    start = text.index("Ivo Roe said")
    draft = Draft((start, start + 7), [], [place(text, "it was late")], form="indirect")
    voices, _ = resolve(cut_text(text, LEXICON), [draft], Document("test", text), None)
    assert [voice.name for voice in voices] == ["Ivo Roe"]


def test_an_errand_is_not_the_police():
    text = "He was running an errand police said. Police said it was late."
    start = text.rindex("Police")
    draft = Draft((start, start + 6), [], [place(text, "it was late")], form="indirect")
    voices, _ = resolve(cut_text(text, LEXICON), [draft], Document("test", text), None)
    assert [voice.name for voice in voices] == ["police"]


def test_a_name_in_a_description_tells_which_of_two_is_meant() -> None:
    text = (
        "Ada Roe, who leads the Millers, met Bo Tarr, who leads the Fullers. "
        "The Fuller leader said it was late. The Miller leader said it was soon."
    )
    rows = [("The Fuller leader", "it was late"), ("The Miller leader", "it was soon")]
    assert names_of(text, rows) == ["Bo Tarr", "Ada Roe"]


def test_the_party_before_a_name_tells_whom_the_front_runner_is() -> None:
    text = (
        "It is dear, despite what Green presidential hopeful Ada Quint may say, Bo Tarr said it was late.\n\n"
        "“I will not pay,” Tarr told the Harbour Post.\n\nThe Green front-runner, who has left, said it was soon."
    )
    rows = [("Bo Tarr", "it was late"), ("Tarr", "“I will not pay,”"), ("The Green front-runner", "it was soon")]
    assert names_of(text, rows) == ["Bo Tarr", "Bo Tarr", "Ada Quint"]
