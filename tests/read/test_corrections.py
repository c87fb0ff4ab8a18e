"""Notes of corrections, updates, clarifications and retractions."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import Document
from headwater.read.corrections import corrections
from headwater.read.frame import cut_text
from tests.clock import seconds_of

BODY = (
    "The mill burned on Monday. Mayor Ada Quint of Ostia said 14 people were hurt.\n\nThe fire began in the kiln.\n\n"
)


def read(note, body=BODY):
    text = body + note
    return corrections(cut_text(text, frozenset()), Document("here", text))


def one(note):
    found = read(note)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("note", "kind", "wrong", "right"),
    [
        (
            "Correction: An earlier version of this article misstated the number of people hurt as 40. It is 14.",
            "correction",
            "40",
            "14",
        ),
        (
            "An earlier version of this story said incorrectly that Ada Quint was mayor of Velmar. She is the mayor "
            "of Ostia.",
            "correction",
            "Ada Quint was mayor of Velmar",
            "the mayor of Ostia",
        ),
        (
            "Because of an editing error, an earlier version of this post said that the fire began on Sunday. It "
            "began on Monday.",
            "correction",
            "the fire began on Sunday",
            "It began on Monday",
        ),
        (
            "This article has been updated to reflect that 14 people were hurt, not 40.",
            "update",
            "40",
            "14 people were hurt",
        ),
        ("This story has been updated to include comments from the mayor.", "update", None, "comments from the mayor"),
        (
            "CLARIFICATION: The second sentence has been clarified to say that the mayor spoke on Monday.",
            "clarification",
            None,
            "the mayor spoke on Monday",
        ),
        (
            "Editor’s note: This article has been retracted because its source could not be found.",
            "retraction",
            None,
            None,
        ),
        ("UPDATE 9 p.m. — The mayor said the fire was out.", "update", None, None),
        ("CORRECTION APPENDED.", "correction", None, None),
    ],
)
def test_kinds_and_words(note, kind, wrong, right):
    found = one(note)
    assert (found.kind, found.wrong, found.right) == (kind, wrong, right)
    assert found.span.text == note


def test_the_words_concerned_are_found_in_the_text():
    found = one(
        "Correction: An earlier version of this article said that 40 people were hurt, Mayor Ada Quint said. She said "
        "14 people were hurt."
    )
    assert found.concerns is not None
    assert "14 people were hurt" in found.concerns.text
    assert found.concerns.end <= len(BODY)


def test_a_label_reaches_over_a_date_line_to_its_words():
    note = (
        "Correction: 3 May 2031\n\n"
        "An earlier version of this post said that the mayor was from Velmar. She is from Ostia."
    )
    found = one(note)
    assert found.span.text == note
    assert (found.wrong, found.right) == ("the mayor was from Velmar", "from Ostia")


@pytest.mark.parametrize(
    "note",
    [
        "Editor’s note: This is the third of three pieces about the mill.",
        "He said the state incorrectly stated that 40 voters had moved.",
        "The mayor gave an update on the fire.",
        "A course correction is needed, the mayor wrote.",
        "She asked the paper to retract its report about the mill.",
        "The mayor updated the plan in this city.",
    ],
)
def test_words_about_other_changes_are_no_notes(note):
    assert read(note) == ()


@settings(deadline=None)
@given(st.text(alphabet="Correction: UPDATEanearlierversionofthisarticlesaid.“”\n ", max_size=300))
def test_spans_always_say_what_the_text_says(text):
    for found in read("", text):
        assert text[found.span.start : found.span.end] == found.span.text


@pytest.mark.parametrize(
    "piece",
    [
        "Correction: ",
        "this article ",
        "an article in ",
        "Correction:\n",
        "An earlier version of this article said X. ",
        "has been updated to note that ",
        "Correction: We said Ada 12 Quint.\n",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(piece):
    def cost(count):
        text = piece * count + "misstated updated"
        frame, document = cut_text(text, frozenset()), Document("here", text)
        return seconds_of(lambda: corrections(frame, document))

    cost(100)
    assert cost(8_000) < max(0.05, cost(800)) * 40
