"""Who is meant by a surname that several bear, by "who", and what is no name at all."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.mending.lending import lend_sources
from tests.read.voices.help import names_of, voices_of


def test_a_bare_surname_of_several_is_the_one_mostly_called_so():
    text = (
        "Dov Harbot opened the quay. Harbot had promised it in May, and Harbot kept his word. His niece Ilse Harbot sang. "
        "“It is paid for,” Harbot said."
    )
    assert names_of(text, [("Harbot", "“It is paid for,”")])[0] == "Dov Harbot"


def test_a_bare_surname_goes_to_the_one_who_just_spoke_in_full():
    text = "Pim Harbot fell from the quay. “He slipped,” said Ilse Harbot, his aunt. “He is brave,” said Harbot."
    rows = [("Ilse Harbot", "“He slipped,”"), ("Harbot", "“He is brave,”")]
    assert names_of(text, [rows[0], ("Harbot", "“He is brave,”")])[0] == "Ilse Harbot"


@pytest.mark.parametrize(("title", "wanted"), [("Mrs.", "Ilse Harbot"), ("Mr.", "Dov Harbot")])
def test_a_courtesy_title_goes_by_the_pronoun_behind_the_full_name(title, wanted):
    text = f"Ilse Harbot published her accounts, showing what she and Dov Harbot earned. {title} Harbot said they were complete."
    assert names_of(text, [(f"{title} Harbot", "they were complete")]) == [wanted]


@pytest.mark.parametrize(
    ("text", "content", "wanted"),
    [
        ("The plan pleased Senator Jon Marlow, Reformist of Tarnmark, who said it would last.", "it would last", "Jon Marlow"),
        ("Jed Marsh of Ulver, a leading contender, who said he would win, left.", "he would win", "Jed Marsh"),
        ("Quint met opponents of the bill, who said it would fail.", "it would fail", "opponents of the bill"),
        ("Reporters found Ada Quint's brother, who said he had seen nothing.", "he had seen nothing", "Ada Quint's brother"),
        ("She knows the needs of farmers, who say the rent has doubled.", "the rent has doubled", "farmers"),
    ],
)  # fmt: skip
def test_who_stands_for_the_people_before_it(text, content, wanted):
    assert names_of(text, [("who", content)]) == [wanted]


def test_a_clause_is_no_antecedent():
    text = "The remark was seized upon by villagers who said she was out of touch."
    assert names_of(text, [("who", "she was out of touch")]) == ["villagers"]


def test_a_given_name_that_is_an_ordinary_word():
    text = "The boy slept. “He is a fighter,” said Precious Harbot, his aunt. “We pray,” said Harbot."
    assert names_of(text, [("Precious Harbot", "“He is a fighter,”")]) == ["Precious Harbot"]


def test_a_surname_that_is_an_ordinary_word_in_mid_sentence():
    text = "The clerk praised Michael Short on Sunday. “It will pass,” Short said."
    assert names_of(text, [("Short", "“It will pass,”")]) == ["Michael Short"]


def test_two_roles_are_one_person():
    text = "Founder and president Rick Erskil said the school would close."
    assert names_of(text, [("Founder and president Rick Erskil", "the school would close")]) == ["Rick Erskil"]


def test_a_clause_beside_a_name_is_no_role():
    text = "It all passed through the Quint Family Foundation, the returns show."
    assert names_of(text, [("the returns", "It all passed through the Quint Family Foundation")]) == ["the returns"]


def test_a_body_that_describes_a_thing_is_not_mentioned():
    text = "He was put into a police vehicle. Police said he was calm."
    assert names_of(text, [("Police", "he was calm")]) == ["police"]


def test_a_body_of_members_is_a_group():
    (voice,) = voices_of(
        "Trustees of the Tarn Fund warned that the fund is empty.", [("Trustees of the Tarn Fund", "the fund is empty")]
    )
    assert voice.kind == "group"


def lent(text: str, cue: str, content: str) -> str | None:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    draft = Draft(None, [at(cue)], [at(content)])
    lend_sources(cut_text(text, frozenset("the said but to explain a took".split())), [draft], ())
    return text[slice(*draft.source)] if draft.source else None


def test_the_subject_of_an_infinitive_opens_the_sentence():
    assert (
        lent("Oyel took to Chirper to explain the motives behind it.", "to explain", "the motives behind it") == "Oyel"
    )


def test_a_subject_ends_before_its_first_verb():
    text = "The guild paid the clerk but denied that it owed him."
    assert lent(text, "denied", "that it owed him") in (None, "The guild")


@pytest.mark.parametrize("surname", ["Harbot", "de la Harbot", "Del Harbot", "al Harbot"])
def test_a_surname_of_several_words_is_joined_as_one_of_one_word(surname):
    opening = surname[0].upper() + surname[1:]
    text = (
        f"Dov J. {surname} opened the quay, and his cousin Tim {surname} watched. Mr. {opening} had promised it. "
        f"{opening} kept his word. “It is paid for,” {surname} said."
    )
    assert names_of(text, [(surname, "“It is paid for,”")]) == [f"Dov J. {surname}"]


def test_a_body_of_members_lends_its_last_word_to_nobody():
    voice = voices_of("House Farmers met. Farmers said it was dear.", [("Farmers", "it was dear")])[0]
    assert voice.kind == "group"


def test_a_sentence_with_many_names_is_no_headline():
    text = "That pleased Tarn Valley Guild Council spokesman Michael Short on Sunday. “It will pass,” Short said."
    assert names_of(text, [("Short", "“It will pass,”")]) == ["Michael Short"]


def test_a_source_cut_behind_its_article_ends_before_the_verb():
    assert names_of("The lad dreamed of one day sailing.", [("The", "one day sailing")]) == ["the lad"]


def test_who_is_spoken_of_in_a_quotation_is_not_the_pronoun_that_says_it():
    text = (
        "Mayor Ned Harbot came to the quay. “Former Mayor Dov Marlow, who rails against my visit, asked me to come,” "
        "he said."
    )
    rows = [("he", "“Former Mayor Dov Marlow, who rails against my visit, asked me to come,”")]
    assert names_of(text, rows) == ["Ned Harbot"]


def test_one_titled_name_behind_another_is_no_role_of_the_first():
    text = "He named President Harbot, President Marlow, and others. President Harbot said it was late."
    voice = voices_of(text, [("President Harbot", "it was late")])[0]
    assert "Marlow" not in f"{voice.name} {voice.role}"


def test_a_plural_inside_a_name_is_not_what_the_name_is():
    text = "The order broke the United States Constitution, said Ada Quint. Neighboring states have said that grain is dear."
    rows = [
        ("Ada Quint", "The order broke the United States Constitution"),
        ("Neighboring states", "that grain is dear"),
    ]
    assert names_of(text, rows)[-1].lower() == "neighboring states"


def test_a_project_is_a_body():
    text = "Ada Quint of the Ulver Policy Project said the dam was safe. UPP said that it was old."
    voice = voices_of(text, [("Ada Quint", "the dam was safe"), ("UPP", "that it was old")])[-1]
    assert (voice.name, voice.kind) == ("Ulver Policy Project", "organization")


def test_whoever_stands_beside_somebody_lends_no_office():
    text = "Roe, along with the reeve of Ulver, argued that the dam was safe. “It holds,” Roe said."
    voice = voices_of(text, [("Roe, along with the reeve of Ulver,", "the dam was safe"), ("Roe", "“It holds,”")])[-1]
    assert (voice.name, voice.role) == ("Roe", None)


def test_a_name_in_capitals_is_written_as_elsewhere():
    text = "TARNMOUTH — It fell in May. In June Tarnmouth said it was late."
    assert names_of(text, [("Tarnmouth", "it was late")]) == ["Tarnmouth"]
