"""Certainty of attributions and own statements, on invented people and places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import OwnStatement, Span
from headwater.read.certainty import events as certainty_events
from headwater.read.certainty.events import event_score
from headwater.read.certainty.hedged import hedged
from headwater.read.certainty.judge import Judge, Judgement, drift, judge, judge_own
from headwater.read.certainty.scope import make_text
from headwater.read.certainty.words import range_of, word_forms
from headwater.read.frame import Draft, Signals, cut_text


def read(marked: str) -> Judgement:
    """Judge an attribution written as ``Source <cue> [content]``; ``{source}`` marks the source."""
    plain, places, starts = "", {"{": [], "<": [], "[": []}, {}
    closing = {"}": "{", ">": "<", "]": "["}
    for mark in marked:
        if mark in places:
            starts[mark] = len(plain)
        elif mark in closing:
            places[closing[mark]].append((starts[closing[mark]], len(plain)))
        else:
            plain += mark
    source = places["{"][0] if places["{"] else None
    return Judge(cut_text(plain, frozenset())).judge(Draft(source, places["<"], places["["]))


def label(marked: str) -> tuple[str, str]:
    got = read(marked)
    return got.stance, got.certainty.label


@pytest.mark.parametrize(
    ("marked", "stance", "expected"),
    [
        ("{The mayor} <said> [the bridge had been closed in May].", "asserts", "CT+"),
        ("{The mayor} <said> [there was no order].", "asserts", "CT+"),
        ("{The mayor} <said> [the note was consistent with what she had seen].", "asserts", "CT+"),
        ("[“I don’t know that it was he,”] {the mayor} <said>.", "doubts", "Uu"),
        ("{The mayor} <said> [she wasn’t sure the gate was open].", "asserts", "Uu"),
        ("{The mayor} <said> [the bridge may have been closed].", "asserts", "PS+"),
        ("{Tessaly Brand} <believes> [the ledger was burned].", "asserts", "PR+"),
        ("{The navy} <suspects> [the mine was laid at night].", "asserts", "PR+"),
        ("{The clerk} <denied> [taking the keys].", "denies", "CT-"),
        ("{The clerk} <did not deny> [taking the keys].", "asserts", "Uu"),
        ("{Police} <could not rule out> [a second driver].", "asserts", "PS+"),
        ("{Police} have not <said> [whether a second driver was there].", "doubts", "Uu"),
        ("{The agency} <has not verified> [the account].", "doubts", "Uu"),
        ("{The clerk} <would neither confirm nor deny> that [the seal was a copy].", "asserts", "Uu"),
        ("{The judge} <asked> [whether the door was locked].", "asks", "Uu"),
        ("[“Who locked the door?”] {the judge} <asked>.", "asks", "Uu"),
        ("{The judge} <asked> him [to leave the room].", "asserts", "Uu"),
        ("{The union} <called> [for more inspections].", "asserts", "Uu"),
        ("{The doctor} is <sceptical> that [there were three].", "doubts", "PR-"),
        ("{The doctor} <does not doubt> that [there were three].", "asserts", "CT+"),
        ("{The doctor} <does not believe> [there were three].", "doubts", "PR-"),
        ("{The doctor} <is not convinced> that [there were three].", "doubts", "PR-"),
        ("{The court} <was far from certain> [the letter was real].", "doubts", "PR-"),
        ("[“Who locked the door?”] <demanded> {the judge}.", "asks", "Uu"),
        ("{The judge} <demanded> [an inquiry].", "asserts", "Uu"),
        ("[It may well be that the mill burned], {the mayor} <allowed>.", "asserts", "PS+"),
        ("{The mayor} <allowed> [the mill to burn].", "asserts", "Uu"),
        ("{The council} <plans> [to drain the lake].", "asserts", "PR+"),
        ("[The fire probably began in the attic], {the chief} <said>.", "asserts", "PR+"),
        ("[It is highly unlikely the valve failed], {she} <said>.", "asserts", "PR-"),
        ("{Police} <have little doubt> that [the valve failed].", "asserts", "PR+"),
        ("{Police} <are almost certain> that [the valve failed].", "asserts", "PR+"),
        ("{She} <said> [there is little doubt the valve failed].", "asserts", "PR+"),
        ("{She} <said> [she did not know whether the valve failed].", "doubts", "Uu"),
        ("{She} <said> [the valve is not expected to fail].", "asserts", "PR-"),
        ("{She} <said> [she could see the valve].", "asserts", "CT+"),
        ("If {they} <think> that [the valve failed], they are wrong.", "asserts", "Uu"),
        ("{Nobody} <reports> [that the valve failed].", "doubts", "Uu"),
        ("{He} <hopes> [the valve holds].", "asserts", "Uu"),
        ("{He} <said> [his somewhat unlikely friend paid].", "asserts", "CT+"),
        ("{He} <said> [the likely cause was the valve].", "asserts", "PR+"),
        ("{He} <said> [the valve was a likely cause].", "asserts", "PR+"),
        ("{He} <said> [the valve is a likely target].", "asserts", "PR+"),
        ("{He} <said> [tips may also be left at the gate].", "asserts", "CT+"),
        ("{Five men} <pleaded guilty> [to their part in the theft].", "asserts", "CT+"),
        ("{The judge} <told> them [to pay].", "asserts", "Uu"),
        ("{Police} <do not know> [the motive or whether money was taken].", "doubts", "Uu"),
        ("{Police} <did not know> [the men were armed].", "asserts", "CT+"),
        ("There was <speculation> as to [whether the valve would hold].", "asks", "Uu"),
        ("{The mayor} <may announce> [that the pier is shut].", "asserts", "Uu"),
        ("{The mayor} <could embrace> [a new pier].", "asserts", "Uu"),
        ("{He} <might have said> [that the pier is shut].", "asserts", "CT+"),
    ],
)
def test_stance_and_label(marked, stance, expected):
    assert label(marked) == (stance, expected)


def test_stacked_hedges_lower_the_range():
    one = read("{She} <said> [the valve may fail].").certainty
    two = read("{She} <suspects> [the valve may fail].").certainty
    assert two.label == "PS+"
    assert two.high < one.high


def test_markers_say_what_the_text_says():
    got = read("{She} <said> [the valve may possibly have failed].")
    assert [marker.text for marker in got.certainty.markers] == ["may", "possibly"]


def test_a_name_that_looks_like_a_modal_hedges_nothing():
    assert label("{The paper} <said> [the minister met Alda Will in May].") == ("asserts", "CT+")


def test_a_helping_verb_before_an_inner_cue_is_the_outer_voices_doubt():
    text = "Bo Ferrin said the mayor could embrace a new pier."
    outer = Draft((0, 9), [(10, 14)], [(15, 49)])
    inner = Draft((15, 24), [(25, 38)], [(39, 49)])
    judge_of = Judge(cut_text(text, frozenset()))
    assert judge_of.judge(outer, inner=[inner]).certainty.label == "PS+"


def test_inner_hedge_belongs_to_the_inner_voice():
    text = "The Courier reports that two officials said the minister may have known."
    outer = Draft((0, 11), [(12, 19)], [(25, 71)])
    inner = Draft((25, 38), [(39, 43)], [(44, 71)])
    judge_of = Judge(cut_text(text, frozenset()))
    assert judge_of.judge(outer, inner=[inner]).certainty.label == "CT+"
    assert judge_of.judge(inner).certainty.label == "PS+"


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The bridge fell at dawn.", "CT+"),
        ("The bridge reportedly fell at dawn.", "PR+"),
        ("He allegedly took the keys.", "PR+"),
        ("The bridge appears to have fallen.", "PR+"),
        ("The bridge may fall.", "PS+"),
        ("It is unclear who took the keys.", "Uu"),
        ("Who took the keys?", "Uu"),
        ("The bridge is unlikely to fall.", "PR-"),
        ("There was no order.", "CT+"),
    ],
)
def test_own_statements(sentence, expected):
    frame = cut_text(sentence, frozenset())
    certainty, _ = judge_own(frame, 0, len(sentence), Signals([0.0] * len(frame.words), lambda a, b: None))
    assert certainty.label == expected


def test_range_and_label_agree():
    for phrase in ("likely", "may", "unlikely", "almost certainly", "probably not"):
        grade = range_of(phrase)
        assert grade is not None
        assert 0.0 <= grade.low < grade.high <= 1.0
    assert range_of("likely").low == 0.55
    assert range_of("perpendicular") is None
    assert range_of("") is None


def test_word_forms():
    assert {"deny", "denies", "denied", "denying"} <= set(word_forms("deny"))
    assert {"is", "was"} <= set(word_forms("be"))


def test_events_and_hedged_sentences():
    def score(sentence: str, word: str) -> float:
        text = make_text(cut_text(sentence, frozenset()))
        return event_score(text, text.lower.index(word))

    assert score("The company sold the mill .", "sold") > 2
    assert score("The company may sell the mill .", "sell") < 2
    assert score("The company did not sell the mill .", "sell") < 0
    assert hedged("It may possibly have been built by some early settlers.") > 0.6
    assert hedged("The mill was built in 1820.") < hedged("Some say the mill may be older.")
    assert 0.0 <= hedged("") <= 1.0


def test_names_do_not_change_an_event_score():
    def score(name: str) -> float:
        text = make_text(cut_text(f"The treaty that {name} wants might fail .", frozenset()))
        return event_score(text, len(text.lower) - 2)

    assert score("Osterwick") == score("Tessaly") == score("Vessen")


def test_the_signals_of_the_network_count(monkeypatch):
    monkeypatch.setattr(certainty_events, "_weights", lambda: {"bias": 3.0, "network": 0.5})
    text = make_text(cut_text("The mill was sold .", frozenset()))
    low = Signals([-3.0] * 5, lambda a, b: None)
    assert event_score(text, 3, low) == 0.0
    assert event_score(text, 3) == 3.0


def _own(text: str) -> tuple:
    frame = cut_text(text, frozenset())
    judge_of = Judge(frame)
    own = [OwnStatement(Span(s, e, text[s:e]), judge_of.own(s, e)[0]) for s, e in frame.sentences]
    return drift(frame, [], [], own)


def test_drift_between_hedged_headline_and_flat_body():
    found = _own("Rust may have brought down Osterwick bridge\n\nRust brought down the Osterwick bridge. It rained.")
    assert len(found) == 1
    assert found[0].first.text.startswith("Rust may")
    assert found[0].reason.startswith("hedged first")


@pytest.mark.parametrize(
    "second",
    [
        "Rust did not bring down the Osterwick bridge.",
        "Rust brought down the 40 bridges of Osterwick in 1820.",
        "The bridge in Osterwick opened to traffic.",
        "Rust may have brought down the Osterwick bridge.",
    ],
)
def test_no_drift(second):
    first = (
        "Rust may have brought down the 3 bridges of Osterwick."
        if "40" in second
        else "Rust may have brought down Osterwick bridge"
    )
    assert _own(f"{first}\n\n{second}") == ()


PIECES = [
    *"abcm “”\"?.,'\n0né’",
    " may ",
    " not ",
    " will ",
    " told ",
    " whether ",
    " asked ",
    " to ",
    " I think ",
    " by 2085 ",
]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join), st.data())
def test_never_fails(text, data):
    frame = cut_text(text, frozenset())
    places = st.integers(0, len(text))
    ranges = st.tuples(places, places).map(sorted).map(tuple)
    draft = Draft(
        data.draw(ranges), data.draw(st.lists(ranges, max_size=2)), data.draw(st.lists(ranges, min_size=1, max_size=2))
    )
    got = judge(frame, draft, Signals([0.0] * len(frame.words), lambda a, b: None))
    for span in (*got.certainty.markers, *got.evidence, *([got.future] if got.future else [])):
        assert text[span.start : span.end] == span.text
    if got.certainty.low is not None:
        assert 0.0 <= got.certainty.low <= got.certainty.high <= 1.0
