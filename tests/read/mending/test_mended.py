"""Drafts put right before they are read for more."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, Range
from headwater.read.left_out.hollow import leave_out_hollow
from headwater.read.mending.mended import REPAIRS


def at(text: str, words: str, start: int = 0) -> Range:
    low = text.index(words, start)
    return low, low + len(words)


def mended(text: str, draft: Draft, drafts: list[Draft]) -> Draft:
    for repair in REPAIRS:
        repair(text, draft, drafts)
    return draft


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "wanted_source", "wanted_content"),
    [
        ("Roe urged the council to act at once.", "Roe", "urged", "the council to act at once", "Roe", "to act at once"),
        ("Roe told him somebody had been shot.", "Roe", "told", "him somebody had been shot", "Roe", "somebody had been shot"),
        ("TARNOW, 4 May (Meridian) - Half is lost, the mill said.", "the mill", "said", "TARNOW, 4 May (Meridian) - Half is lost", "the mill", "Half is lost"),
        ("After a long meeting the government of Tresk said it would pay.", "a long meeting", "said", "it would pay", "the government of Tresk", "it would pay"),
        ("Manifests obtained by the paper list them as pianos.", "the paper", "list", "them as pianos", "Manifests", "them as pianos"),
        ("An alibi his mother describes as “thin”.", "his mother", "describes", "as “thin”", "his mother", "“thin”"),
        ("A draft, leaked to the Mail, concludes that it is unsafe.", None, "concludes", "it is unsafe", "A draft", "it is unsafe"),
        ("It was the mayor who sold it, while saying that it was safe.", "It", "saying", "it was safe", "the mayor", "it was safe"),
        ("The ministry ignored the guild's warning that it leaked.", "The ministry ignored the guild", "warning", "that it leaked", "the guild", "that it leaked"),
        ("The head of the guild's warning that it leaked was heard.", "The head of the guild", "warning", "that it leaked", "The head of the guild", "that it leaked"),
        ("Sir, Your critic says it leaked.", "Sir, Your critic", "says", "it leaked", "Your critic", "it leaked"),
        ("Roe admitted the theft when officers found him.", "Roe", "admitted", "the theft when officers found him", "Roe", "the theft"),
    ],
)  # fmt: skip
def test_a_draft_is_put_right(
    text: str, source: str | None, cue: str, content: str, wanted_source: str, wanted_content: str
) -> None:
    draft = Draft(at(text, source) if source else None, [at(text, cue)], [at(text, content)])
    mended(text, draft, [draft])
    assert draft.source is not None
    assert text[slice(*draft.source)] == wanted_source
    assert [text[slice(*piece)] for piece in draft.content] == [wanted_content]


def test_words_in_single_marks_go_on_to_the_end_of_the_speech() -> None:
    text = "“The guild is saying, ‘Yes, it is late, and so are we.”"
    outer = Draft(None, [], [(0, len(text))], form="direct")
    inner = Draft(at(text, "The guild"), [at(text, "is saying")], [at(text, "‘Yes, it is late")], parent=0)
    mended(text, inner, [outer, inner])
    assert text[slice(*inner.content[0])] == "‘Yes, it is late, and so are we."


def test_words_in_single_marks_begin_at_their_mark() -> None:
    text = "“The barge listed. ‘You could see her keel,’ the keeper said.”"
    outer = Draft(None, [], [(0, len(text))], form="direct")
    inner = Draft(at(text, "the keeper"), [at(text, "said")], [(0, text.index("’") + 1)], parent=0)
    mended(text, inner, [outer, inner])
    assert text[slice(*inner.content[0])] == "‘You could see her keel,’"


def test_a_claim_that_is_disputed_is_no_part_of_the_dispute() -> None:
    text = "Ferrol disputes the guild's claim that a valve was open."
    outer = Draft(at(text, "Ferrol"), [at(text, "disputes")], [at(text, "the guild's claim that a valve was open")])
    inner = Draft(at(text, "the guild"), [at(text, "claim")], [at(text, "a valve was open")], parent=0)
    assert mended(text, inner, [outer, inner]).parent is None


def test_what_nobody_says_is_left_out_and_what_it_held_moves_up() -> None:
    text = (
        "The inquest heard a recording in which the pilot says he is lost. Both spoke on condition that it stay secret."
    )
    hearing = Draft(
        at(text, "The inquest"), [at(text, "heard")], [at(text, "a recording in which the pilot says he is lost")]
    )
    pilot = Draft(at(text, "the pilot"), [at(text, "says")], [at(text, "he is lost")], parent=0)
    terms = Draft(at(text, "Both"), [at(text, "spoke on condition")], [at(text, "that it stay secret")])
    drafts = [hearing, pilot, terms]
    leave_out_hollow(text, drafts)
    assert drafts == [pilot]
    assert pilot.parent is None


def test_nothing_is_said_about_what_he_said() -> None:
    text = "“Not a single thing he said is accurate,” Roe said."
    outer = Draft(at(text, "Roe"), [at(text, "said", 30)], [(0, text.index("”") + 1)], form="direct")
    inner = Draft(at(text, "he"), [at(text, "said")], [at(text, "is accurate")], parent=0)
    drafts = [outer, inner]
    leave_out_hollow(text, drafts)
    assert drafts == [outer]
