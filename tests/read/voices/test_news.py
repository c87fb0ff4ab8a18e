"""Whose word it is in sentences as news writes them: places, parties, ages, bodies, programmes, replies."""

from __future__ import annotations

import pytest

from headwater.model import Document
from headwater.read.frame import Draft, cut_text
from headwater.read.voices import resolve
from tests.read.voices.help import LEXICON, names_of, place, voices_of


@pytest.mark.parametrize(
    ("before", "description", "wanted"),
    [
        ("President Ivo Brack met Runa Stokes, the late president.", "The former Mexican president", "the former Mexican president"),
        ("Ivo Brack, Mexico's former president, met Runa Stokes.", "The former Mexican president", "Ivo Brack"),
        ("Ivo Brack, the Danish minister, met Lena Gott, the Swedish minister.", "The Danish minister", "Ivo Brack"),
        ("Rep. Ada Quint, R-Texas, met Sen. Ivo Brack (D-Va.).", "The Texas lawmaker", "Ada Quint"),
        ("Rep. Ada Quint, R-Texas, met Sen. Ivo Brack (D-Va.).", "The Virginia lawmaker", "Ivo Brack"),
        ("Rep. Ada Quint, R-Texas, met Sen. Ivo Brack, D-N.Y., on Monday.", "The Texas Republican", "Ada Quint"),
        ("Rep. Ada Quint, R-Texas, met Sen. Ivo Brack, D-N.Y., on Monday.", "The New York Democrat", "Ivo Brack"),
        ("Senator Ada Quint of Tarn met Senator Ivo Brack of Ulver.", "The Tarn senator", "Ada Quint"),
    ],
)  # fmt: skip
def test_a_description_with_a_place_joins_only_whom_the_place_fits(before, description, wanted):
    text = f"{before} {description} said it was late."
    assert names_of(text, [(description, "it was late")]) == [wanted]


def test_ages_keep_people_apart():
    text = "A 36 year old man called the police. The 45 year old man told officers it was loaded. The 36 year old man said no."
    rows = [("The 45 year old man", "it was loaded"), ("The 36 year old man", "no")]
    assert names_of(text, rows) == ["the 45 year old man", "a 36 year old man"]


def test_several_papers_are_not_one_paper():
    text = "Quint wrote it in an email. The council released the emails. The emails said it was late."
    assert names_of(text, [("The emails", "it was late")]) != ["an email"]


@pytest.mark.parametrize(
    ("text", "source", "name", "kind"),
    [
        ("He works for the Food and Drink Administration. The FDA said it was safe.", "The FDA", "Food and Drink Administration", "government"),
        ("The Boehm spokesman Ivo Steel said it was late.", "Ivo Steel", "Ivo Steel", "person"),
        ("A coalition of groups called Save Tarn Harbour met. Save Tarn Harbour said it was late.", "Save Tarn Harbour", "Save Tarn Harbour", "organization"),
        ("Tarn Police said he was ill.", "Tarn Police", "Tarn Police", "government"),
        ("A poll by ABX/QRT was out. QRT said it was late.", "QRT", "QRT", "organization"),
        ("Roe left Tarn Hospital, she said. Tarn Hospital said it was late.", "Tarn Hospital", "Tarn Hospital", "organization"),
        ("The Ostria Highway Patrol said it was late.", "The Ostria Highway Patrol", "Ostria Highway Patrol", "government"),
        ("Sir, Your critic said it was late.", "Your critic", "your critic", "unnamed"),
        ("Ivo Roe left. In a new book Roe has written that much. Roe said it was late.", "Roe", "Ivo Roe", "person"),
        ("Landowners said it was late.", "Landowners", "landowners", "group"),
        ("Ostrian Tarn Copper is shut. OTC said it was late.", "OTC", "Ostrian Tarn Copper", "organization"),
        ("The Ulver Coast Guard said it was late.", "The Ulver Coast Guard", "Ulver Coast Guard", "government"),
        ("WTRN-TV said it was late.", "WTRN-TV", "WTRN-TV", "publication"),
        ("The Bible said it was late.", "The Bible", "Bible", "document"),
        ("Senate Democrats said it was late.", "Senate Democrats", "Senate Democrats", "group"),
        ("The Ulver sheriff said it was late.", "The Ulver sheriff", "the Ulver sheriff", "unnamed"),
        ("Two died. Ulver investigators in a press release said it was late.", "Ulver investigators in a press release", "Ulver investigators", "government"),
        ("Ludo Tarn met Lena Gott. The mayor of Washington, LT, said it was late.", "The mayor of Washington, LT,", "the mayor of Washington", "unnamed"),
        ("The Tarn Sheriff's Office came. The Sheriff's Office said it was late.", "The Sheriff's Office", "Tarn Sheriff's Office", "government"),
        ("The Tarn Sheriff's Office came. The sheriff's office said it was late.", "The sheriff's office", "Tarn Sheriff's Office", "government"),
        ("A group called Save Tarn said it was late.", "A group called Save Tarn", "Save Tarn", "organization"),
    ],
)  # fmt: skip
def test_kinds_of_names(text, source, name, kind):
    content = text.split(" said ")[-1].rstrip(".")
    voice = voices_of(text, [(source, content)])[0]
    assert (voice.name, voice.kind) == (name, kind)


def test_a_programme_is_nobody_a_pronoun_may_name():
    text = "Mayor Roe supports Social Security. He said it was safe. Social Security is popular."
    assert names_of(text, [("He", "it was safe")]) == ["Roe"]


@pytest.mark.parametrize(
    ("text", "source", "content", "wanted"),
    [
        ("Meredith Gott asked Ivo Brack, “You know this?” His response: “I do.”", "His", "“I do.”", "Ivo Brack"),
        ("The step stirred objections from lawmakers who said Brack was late.", "who", "Brack was late", "lawmakers"),
        ("Brack, who officials said had left, slept.", "who", "had left", "officials"),
        ("Talk-show host Ada Quint left. Talk-show host Ada Quint said it was late.", "Talk-show", "it was late", "Ada Quint"),
        ("“He fell,” Ada Quint, the boy’s mother said.", "the boy’s mother", "“He fell,”", "Ada Quint"),
        ("Roe left. Ada Quint heard him. He (Roe) said it was late.", "He (Roe)", "it was late", "Roe"),
        ("Reps. Ada Quint of Tarn, and Ivo Brack and Lena Gott of Ulver said it was late.", "Reps. Ada Quint of Tarn, and Ivo Brack and Lena Gott of Ulver", "it was late", "Ada Quint, Ivo Brack and Lena Gott"),
        ("Two lawmakers, Rep. Ada Quint, R-Fla., and Rep. Ivo Brack, D-Ore., chairs of the Bay Caucus, said it was late.", "Two lawmakers, Rep. Ada Quint, R-Fla., and Rep. Ivo Brack, D-Ore., chairs of the Bay Caucus,", "it was late", "Ada Quint and Ivo Brack"),
        ("Orr said House members are tired. “The mayor has been a help to the president,” he said.", "he", "“The mayor has been a help to the president,”", "Orr"),
        ("Roe met Brack. It emerged that they had quarrelled.", "It", "they had quarrelled", "not named"),
    ],
)  # fmt: skip
def test_who_is_meant(text, source, content, wanted):
    span, where = place(text, content), place(text, source, text.rfind(source) if source == "Talk-show" else 0)
    cue = [place(text, "said")] if source == "who" else []
    draft = Draft(where, cue, [span], form="direct" if content[0] == "“" else "indirect")
    voices, ids = resolve(cut_text(text, LEXICON), [draft], Document("test", text), None)
    assert next(v.name for v in voices if v.id == ids[0]) == wanted


@pytest.mark.parametrize("quoted", [True, False])
def test_a_person_told_otherwise(quoted):
    said = (
        "“It is late,” the Ulver-born journalist said."
        if quoted
        else "He slept after the Ulver-born journalist said it was late."
    )
    text = f"Ivo Brack came back and Ludo Orr took his questions.\n\n{said}"
    rows = [("the Ulver-born journalist", "“It is late,”" if quoted else "it was late")]
    assert names_of(text, rows) == ["Ivo Brack"]


def test_an_office_is_somebody_else():
    text = "Ivo Brack came back. The young prosecutor said it was late."
    assert names_of(text, [("The young prosecutor", "it was late")]) == ["the young prosecutor"]


def test_the_subject_behind_the_thing_it_speaks_of():
    text = "The group fears the weapons the government said it needs."
    assert names_of(text, [("the weapons the government", "it needs")]) == ["the government"]


def test_relations_named_in_full_are_not_whom_a_title_names():
    text = "The aide wrote of President Roe's daughters. She wrote to Lena and Ilse Roe. Mr. Roe said it was late. “No,” Ilse said."
    assert names_of(text, [("Mr. Roe", "it was late"), ("Ilse", "“No,”")]) == ["President Roe", "Ilse Roe"]


def test_a_name_that_ends_in_initials_is_a_body():
    text = "Hale Reed, D-Alpen, wrote. Alpen ISD has few pupils. “Keep well,” he said. Ludo Orr III came."
    assert names_of(text, [("he", "“Keep well,”")]) == ["Hale Reed"]


def test_a_description_behind_a_dash_is_whom_it_stands_beside():
    text = "Enter Ms. Laut — a former aide who said it was late."
    assert names_of(text, [("who", "it was late")]) == ["Laut"]


def test_a_seat_does_not_keep_a_senator_from_another_word():
    text = "Sen. Ada Quint (R-Fla.) spoke. The cautious senator said it was late."
    assert names_of(text, [("The cautious senator", "it was late")]) == ["Ada Quint"]


@pytest.mark.parametrize(
    ("text", "source", "wanted"),
    [
        ("Attorney General Eric H. Quint Jr. arrived. Mr. Quint said it was late.", "Mr. Quint", "Eric H. Quint Jr."),
        (
            "Norm Brackel, the former Ulver police chief, spoke. Mr. Brackel said it was late.",
            "Mr. Brackel",
            "Norm Brackel",
        ),
    ],
)
def test_surnames_before_a_generation_and_behind_an_ordinary_word(text, source, wanted):
    assert names_of(text, [(source, "it was late")]) == [wanted]


def test_an_office_after_its_kin_is_its_own_person():
    text = "Lena and Ilse Roe smiled. President Roe said it was late."
    assert names_of(text, [("President Roe", "it was late")]) == ["President Roe"]


def test_two_people_named_side_by_side_are_no_family():
    text = "Mr. Brack met Ivo Steel. Brack and Ada Quint spoke. Ms. Quint said it was late."
    assert names_of(text, [("Ms. Quint", "it was late")]) == ["Ada Quint"]


def test_a_platform_is_no_person():
    voice = voices_of("Roe left. Facebook said it was late.", [("Facebook", "it was late")])[0]
    assert voice.kind == "publication"


def test_a_role_cut_inside_a_bracket_loses_the_bracket():
    text = "Ada Quint, a clerk to Rep. Ivo Roe (R-Tarn), said it was late."
    voice = voices_of(text, [("Ada Quint, a clerk to Rep. Ivo Roe (R-Tarn),", "it was late")])[0]
    assert (voice.role or "").count("(") == (voice.role or "").count(")")


@pytest.mark.parametrize(
    "source", ["new details in an arrest affidavit", "information contained in an arrest affidavit"]
)
def test_what_a_paper_holds_is_the_paper_speaking(source):
    text = f"It was late, according to {source}."
    assert names_of(text, [(source, "It was late")]) == ["an arrest affidavit"]


@pytest.mark.parametrize("paper", ["Tarn Courier-Gazette", "Ulver Post-Dispatch"])
def test_a_paper_with_two_names_in_one(paper):
    text = f"It was late, the {paper} reported."
    assert voices_of(text, [(f"the {paper}", "It was late")])[0].kind == "publication"
