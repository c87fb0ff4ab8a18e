"""What stands where a speaker or a statement stands and is none; an office whose holder is named soon after."""

from __future__ import annotations

import pytest

from headwater.model import Document, Reading
from headwater.read.frame import Draft
from headwater.read.left_out.hollow import leave_out_hollow
from headwater.read.left_out.unsaid import is_unsaid
from headwater.read.mending.misnamed import is_means, leave_the_place, to_the_noun
from headwater.read.reader import Reader


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader.load()


def heard(reading: Reading) -> list[tuple[str, str]]:
    voices = {voice.id: voice for voice in reading.voices}
    return [(voices[a.voice].name, voices[a.voice].kind) for a in reading.attributions]


def draft(text: str, source: str | None, cue: str, content: str, parent: int | None = None) -> Draft:
    def span(piece: str) -> tuple[int, int]:
        at = text.index(piece)
        return at, at + len(piece)

    return Draft(span(source) if source else None, [span(cue)], [span(content)], parent=parent)


@pytest.mark.parametrize(
    ("text", "source", "said_by"),
    [
        ("In Selm people on the quay said they had heard thunder.", "Selm", "people on the quay"),
        ("At noon Selm residents said they had heard thunder.", "Selm", "Selm"),
        ("In Selm Ada Quint said they had heard thunder.", "Selm", "Selm"),
    ],
)
def test_a_place_is_left_for_the_people_in_it(text: str, source: str, said_by: str) -> None:
    made = draft(text, source, "said", "they had heard thunder")
    leave_the_place(text, made)
    assert made.source is not None
    assert text[slice(*made.source)] == said_by


@pytest.mark.parametrize(("by", "means"), [("text message", True), ("a loudspeaker", True), ("the warden", False)])
def test_a_means_is_nobody(by: str, means: bool) -> None:
    text = f"Parents were told by {by} to stay at home."
    assert is_means(text, draft(text, by, "were told", "to stay at home")) is means


@pytest.mark.parametrize(
    ("source", "cue", "content", "kept"),
    [
        ("it", "appeared", "the weir had failed", False),
        ("Oyel", "asserted", "her right to counsel", False),
        ("Oyel", "asserted", "that the weir had failed", True),
        ("the quay", "showed", "that he was tired", False),
        ("a letter", "showed", "that he was tired", True),
    ],
)
def test_inside_speech_what_nobody_says(source: str, cue: str, content: str, kept: bool) -> None:
    lead = "his wish to keep " if source == "the quay" else ""
    text = f"The warden said {lead}{source} {cue} {content}."
    outer = draft(text, "The warden", "said", text[16:-1])
    drafts = [outer, draft(text, source, cue, content, parent=0)]
    leave_out_hollow(text, drafts)
    assert (len(drafts) == 2) is kept


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("known to", "police for theft"),
        ("sent", "that suggested a quarrel"),
        ("poor understanding of", "the valley"),
        ("titled", "How the weir was built and who paid for it"),
    ],
)
def test_no_words_of_anybody(cue: str, content: str) -> None:
    text = f"Oyel {cue} {content}."
    assert is_unsaid(text, draft(text, "Oyel", cue, content))


def test_a_storm_that_claims_lives_states_nothing(reader: Reader) -> None:
    reading = reader.read(Document("t", "The warden said an accident claimed the life of a rower on Sunday."))
    assert len(reading.attributions) == 1


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Mine owner Ned Harbot said the shaft was safe.", {("Ned Harbot", "person")}),
        ("MPs from both sides said the levy would fall.", {("MPs", "group")}),
        (
            "The Port of Ansel Authority said the quay was closed. The authority said it would open on Monday.",
            {("Port of Ansel Authority", "government")},
        ),
        (
            "The city's fire chief said the roof fell at dawn. Fire Chief Ines Tarrow said the search went on.",
            {("Ines Tarrow", "person")},
        ),
        (
            "Selm's fire chief said the roof fell at dawn. Fire Chief Ines Tarrow said the search went on.",
            {("Selm’s fire chief", "unnamed"), ("Ines Tarrow", "person")},
        ),
        (
            "An officer guarding the outer gate said colleagues had been ordered not to talk.",
            {("an officer guarding the outer gate", "unnamed"), ("not named", "unknown")},
        ),
        (
            "The Senate's top Democrat said the mill would stay. Jim Clyde, the No. 3 House Democrat, said it would not.",
            {("the Senate's top Democrat", "unnamed"), ("Jim Clyde", "person")},
        ),
    ],
)
def test_who_is_named(reader: Reader, text: str, names: set[tuple[str, str]]) -> None:
    found = {(name.replace("'", "’"), kind) for name, kind in heard(reader.read(Document("t", text)))}
    assert found == {(name.replace("'", "’"), kind) for name, kind in names}


@pytest.mark.parametrize(
    ("one", "kin", "own", "subject"),
    [("Jasper Marl", "wife, Sandra Marl", "His", "he"), ("Greta Marl", "husband, Rolf Marl", "Her", "she")],
)
def test_the_bare_surname_is_not_the_relation_just_named(
    reader: Reader, one: str, kin: str, own: str, subject: str
) -> None:
    text = (
        f"Former mayor {one} came to the court on Monday. {own} {kin}, who resigned from the council, came too. "
        f"Marl, dressed in a blue suit, looked back several times. Marl said {subject} had read the papers."
    )
    assert heard(reader.read(Document("t", text))) == [(one, "person")]


@pytest.mark.parametrize(
    ("text", "source", "cue", "whole"),
    [
        ("Rescuers at the mine say they can hear it.", "Rescuers at the", "say", "Rescuers at the mine"),
        ("Her last message read “late”.", "Her last", "read", "Her last message"),
        ("The Tarn Post has said so.", "The Tarn Post", "said", "The Tarn Post"),
        ("He told her it was late.", "her", "was", "her"),
    ],
)
def test_a_source_does_not_end_before_its_noun(text: str, source: str, cue: str, whole: str) -> None:
    cut = draft(text, source, cue, text[-6:])
    to_the_noun(text, cut)
    assert cut.source is not None
    assert text[slice(*cut.source)] == whole
