"""Words held in records, what officials point to, and verbs that only describe a noun."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.inner.relatives import inside_noun_phrase
from headwater.read.wording.held import held_to_say, pointed_to, said_between
from tests.read.voices.help import names_of


def test_words_in_a_log_are_the_speakers() -> None:
    text = "The log, which we have heard, has the tug's master, Ada Quint, at 01:52: “Fumes very thick.”"
    (found,) = held_to_say(text)
    assert found.source is not None
    assert text[slice(*found.source)] == "the tug's master, Ada Quint"
    assert text[slice(*found.content[0])] == "“Fumes very thick.”"


def test_a_log_with_no_speaker_says_nothing() -> None:
    assert list(held_to_say("The log has been lost: “Fumes” is all that is left.")) == []


def test_what_officials_point_to() -> None:
    text = "The report sits ill with Vessen, where unnamed officials have pointed to divers probably sent by Orm."
    (found,) = pointed_to(text)
    assert found.source is not None
    assert text[slice(*found.source)] == "unnamed officials"
    assert text[slice(*found.content[0])] == "divers probably sent by Orm"


def test_pointing_at_a_door_states_nothing() -> None:
    assert list(pointed_to("Officers pointed to the door.")) == []


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "inside"),
    [
        ("The exercise announced in May had been called off.", "The exercise", "announced", "in May had been called off", True),
        ("The notice that announced the exercise was cancelled on Monday.", "The notice", "announced", "the exercise was cancelled on Monday", True),
        ("The notice that said the mill was shut was wrong.", "The notice", "said", "the mill was shut", False),
        ("The mayor announced in May that the mill had shut.", "The mayor", "announced", "that the mill had shut", False),
        ("The mayor said the mill had shut.", "The mayor", "said", "the mill had shut", False),
    ],
)  # fmt: skip
def test_a_verb_inside_a_noun_phrase(text: str, source: str, cue: str, content: str, inside: bool) -> None:
    frame = cut_text(text, frozenset())
    spans = [(text.index(words), text.index(words) + len(words)) for words in (source, cue, content)]
    assert inside_noun_phrase(frame, Draft(spans[0], [spans[1]], [spans[2]])) is inside


def test_a_place_is_not_what_it_recorded() -> None:
    text = "The note of the Coastal Service was one line. Nobody at Gannet Quay saw it. It recorded that two divers had come."
    (name,) = names_of(text, [("It", "that two divers had come")])
    assert name != "Gannet Quay"


def test_a_clock_is_not_the_newspapers() -> None:
    text = "The Mirane Courier showed a film from a camera, which according to its clock shows a light at two."
    (name,) = names_of(text, [("its clock", "a light at two")])
    assert name == "the clock"


def test_a_day_ends_no_name() -> None:
    (name,) = names_of("Ada Quint Monday said that bread was dear.", [("Ada Quint Monday", "that bread was dear")])
    assert name == "Ada Quint"


def test_he_is_the_subject_of_the_sentence_before() -> None:
    text = (
        "“Bread is dear,” Bo Roe said on Monday.\n\nBut Tam Quint is not giving in. In a letter, he said he would stay."
    )
    assert names_of(text, [("Bo Roe", "“Bread is dear,”"), ("he", "he would stay")])[1] == "Tam Quint"


def test_a_statement_with_its_verb_and_speaker_put_into_it() -> None:
    sentence = "Her remarks, said Ada Quint, the clerk, are “in keeping with the rest.”"
    found = list(said_between(sentence))
    assert [sentence[slice(*f.source)] for f in found if f.source] == ["Ada Quint, the clerk"]
    assert [[sentence[a:b] for a, b in f.content] for f in found] == [
        ["Her remarks", "are “in keeping with the rest.”"]
    ]


def test_a_speaker_at_the_end_is_not_put_in() -> None:
    assert not list(said_between("The weir has leaked, said Ada Quint, the clerk, who left."))
