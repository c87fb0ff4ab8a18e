"""Acts, likings, topics, looks and silences are read, used to resolve pronouns, and left out; what is said stays."""

from __future__ import annotations

import pytest

from headwater.model import Voice
from headwater.read.frame import Draft, leave_out
from headwater.read.left_out.signs import is_own_thought
from headwater.read.left_out.topics import gives_a_piece, is_look, is_silence, is_topic
from headwater.read.left_out.unsaid import is_unsaid, still_heard


@pytest.mark.parametrize(
    ("cue", "content", "out"),
    [
        ("referred to", "the weir at Oyel", True),
        ("made comments last month about", "the biblical roots of the levy", True),
        ("spoke at length about", "the flood", True),
        ("is a critic of", "the levy", True),
        ("drew attention to", "a draft of the plan", True),
        ("cited", "the figure at a meeting last week", True),
        ("describing", "the works in detail", True),
        ("was described", "non-fatal injuries", False),
        ("referred to", "a weir that had failed when the snow came", True),
        ("referred to", "the weir as a ruin", False),
        ("initially took criticism from", "wardens for looking away when it leaked", True),
        ("responded to", "the attacks of the guild", True),
        ("most outspoken critics of", "the works, that in December they had seen", True),
        ("expressing", "distaste for the wording", True),
        ("expressed", "doubts about the weir", False),
        ("expressed", "surprise that the weir had held", False),
        ("described", "the ferry as unsafe", False),
        ("referred to", "how the weir had failed", False),
        ("commented on", "whether the weir was safe", False),
        ("said", "the weir", False),
    ],
)
def test_topics(cue: str, content: str, out: bool) -> None:
    assert is_topic(cue, content) is out


@pytest.mark.parametrize(
    ("cue", "content", "out"),
    [
        ("issued", "a formal apology for the leaflet", True),
        ("posted", "a photo of her visit to the mill", True),
        ("offered", "his first comments", True),
        ("issued", "a statement saying the mill was safe", False),
        ("wrote", "the mill was safe", False),
    ],
)
def test_words_only_handed_out(cue: str, content: str, out: bool) -> None:
    assert gives_a_piece(cue, content) is out


@pytest.mark.parametrize(
    ("cue", "content", "out"),
    [
        ("appeared", "to be limping", True),
        ("seems", "to contrast the two parishes", True),
        ("sought", "to leave the town by night", True),
        ("were intended", "to stoke a quarrel", True),
        ("appeared eager", "to close the weir", True),
        ("appeared worried", "that the weir would break", False),
        ("sought", "to show that the weir was sound", False),
        ("wants", "to leave the town", False),
        ("appears", "that the weir was sound", False),
    ],
)
def test_looks_and_attempts(cue: str, content: str, out: bool) -> None:
    assert is_look(cue, content) is out


@pytest.mark.parametrize(
    ("cue", "content", "out"),
    [
        ("declined", "to give her name", True),
        ("refused", "to answer any question", True),
        ("did not immediately respond to", "requests for comment", True),
        ("has not returned", "a call from the Gazette", True),
        ("did not immediately release any information about", "a suspect", True),
        ("did not release any details", "that the weir had failed", False),
        ("declined", "to say that the weir was safe", False),
        ("did not answer", "whether the weir was safe", False),
        ("refused", "to pay the levy", False),
    ],
)
def test_silences(cue: str, content: str, out: bool) -> None:
    assert is_silence(cue, content) is out


def draft(text: str, cue: str, content: str, **more: object) -> Draft:
    spans = [(text.index(words), text.index(words) + len(words)) for words in (cue, content)]
    return Draft(None, [spans[0]], [spans[1]], **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "cue", "content", "out"),
    [
        (
            "Oyel provided the answer that guests had come to expect.",
            "provided",
            "the answer that guests had come to expect",
            True,
        ),
        ("The reeve respects the vote of the guild.", "respects", "the vote of the guild", True),
        ("The guild nominated Ada Quint to lead the works.", "nominated", "Ada Quint to lead the works", True),
        ("The bench overturned a part of the by-law.", "overturned", "a part of the by-law", True),
        ("Oyel offered assurances that the weir was sound.", "offered", "assurances that the weir was sound", False),
        ("Oyel released a letter saying it was sound.", "released", "a letter saying it was sound", False),
        ("Oyel offered to pay.", "offered", "to pay", False),
        ("Oyel reported the loss of two boats.", "reported", "the loss of two boats", False),
    ],
)
def test_acts(text: str, cue: str, content: str, out: bool) -> None:
    assert is_unsaid(text, draft(text, cue, content, confidence=0.8)) is out


def test_words_with_neither_speaker_nor_verb_need_a_sure_tagger_or_a_colon() -> None:
    text = "Wardens found a man suffering from the cold. Report: the weir has leaked."
    bare = Draft(None, [], [(14, 43)], confidence=0.3)
    assert is_unsaid(text, bare)
    assert not is_unsaid(text, Draft(None, [], [(53, 72)], confidence=0.3))
    assert not is_unsaid(text, Draft(None, [], [(14, 43)], confidence=0.8))


def test_quoted_words_are_always_said() -> None:
    text = "Oyel referred to “the weir”."
    assert not is_unsaid(text, draft(text, "referred to", "“the weir”", form="direct"))


def test_what_stood_inside_moves_out() -> None:
    drafts = [Draft(None, [(0, 1)], [(2, 9)], parent=parent) for parent in (None, 0, 1)]
    leave_out(drafts, {1})
    assert [d.parent for d in drafts] == [None, 0]


def test_a_voice_with_nothing_left_is_not_listed() -> None:
    voices = [Voice(id=i, name=i, kind="person", named=True, role=None, mentions=()) for i in "abc"]
    assert [v.id for v in still_heard(voices, ["a", "b"], ["a"])] == ["a", "c"]


@pytest.mark.parametrize(
    ("cue", "own"), [("believed", True), ("disagrees with", True), ("can say", True), ("told", False), ("says", False)]
)
def test_a_stand_in_ones_own_words_is_no_second_statement(cue: str, own: bool) -> None:
    assert is_own_thought(cue) is own


@pytest.mark.parametrize(
    ("text", "cue", "content", "out"),
    [
        ("The reeve has been charged with arson at the mill.", "has been charged", "arson at the mill", True),
        (
            "Wardens charged two men with their part in the fire.",
            "charged",
            "two men with their part in the fire",
            True,
        ),
        (
            "Rivals charged that he had burnt the mill with oil.",
            "charged",
            "that he had burnt the mill with oil",
            False,
        ),
    ],
)
def test_charges_of_the_law_and_what_is_pointed_out(text: str, cue: str, content: str, out: bool) -> None:
    assert is_unsaid(text, draft(text, cue, content, confidence=0.95)) is out


@pytest.mark.parametrize(
    ("cue", "content", "same", "out"),
    [
        ("was hopeful", "that the weir would hold", True, True),
        ("believed", "the weir would hold", True, True),
        ("believed", "the weir would hold", False, False),
        ("told", "the clerk the weir would hold", True, False),
    ],
)
def test_ones_own_thought_is_one_statement_with_saying_so(cue: str, content: str, same: bool, out: bool) -> None:
    text = f"Ada Quint said she {cue} {content}."
    inner = draft(text, cue, content, parent=0, confidence=0.99)
    inner.source = (text.index("she"), text.index("she") + 3)
    assert is_unsaid(text, inner, same) is out
