"""Speakers that stand a word or two away from their verb."""

from __future__ import annotations

from headwater.read.frame import Draft, cut_text
from headwater.read.mending.lending import lend_sources
from headwater.read.mending.repairs import repair, trim_source


def test_however_between_commas_hides_no_speaker() -> None:
    text = "Oyel, however, doubts that the weir will hold."
    draft = Draft(None, [(15, 21)], [(22, len(text) - 1)])
    lend_sources(cut_text(text, frozenset({"however", "doubts"})), [draft], ())
    assert draft.source is not None and text[slice(*draft.source)] == "Oyel"


def test_what_opens_no_source() -> None:
    text = "He pointed to what aides called orphan wards."
    draft = Draft((14, 24), [(25, 31)], [(32, 44)])
    trim_source(cut_text(text, frozenset({"what", "aides"})), draft)
    assert draft.source is not None and text[slice(*draft.source)] == "aides"


def test_what_a_thing_indicates_rests_on_that_thing() -> None:
    text = "The shell casings indicate that two guns were fired."
    draft = Draft(None, [(18, 26)], [(27, len(text) - 1)])
    lend_sources(cut_text(text, frozenset(text.lower().split())), [draft], ())
    assert draft.source is not None and text[slice(*draft.source)] == "The shell casings"


def test_a_verb_of_its_own_is_no_part_of_a_name() -> None:
    text = "Ms. Quint demurred when asked whether the weir leaked."
    draft = Draft((0, 18), [(24, 29)], [(30, 53)])
    frame = cut_text(text, frozenset())
    trim_source(frame, draft)
    assert draft.source == (0, 9)
    repair(frame, drafts := [draft], ())
    assert drafts[0].source is None and "agentless" in drafts[0].notes


def test_whoever_is_asked_is_not_the_asker() -> None:
    text = "Asked what went wrong, the coach shrugged."
    drafts = [Draft((23, 32), [(0, 5)], [(6, 21)])]
    repair(cut_text(text, frozenset(text.lower().split())), drafts, ())
    assert drafts[0].source is None and "agentless" in drafts[0].notes


def test_whoever_asks_is_named_behind_the_verb_also_before_more_words() -> None:
    text = "“How long?” asked Oyel, weighing how long it would last. “I do not know.”"
    first, second = (text.index("“How"), text.index("” asked") + 1), (text.index("“I"), len(text))
    asked = Draft(None, [(text.index("asked"), text.index(" Oyel"))], [first, second], form="direct")
    oyel = (text.index("Oyel"), text.index("Oyel") + 4)
    at = text.index("how long it")
    weighing = Draft(oyel, [(text.index("weighing"), at - 1)], [(at, text.index(". “I"))])
    lend_sources(cut_text(text, frozenset(text.lower().replace(",", "").split())), [asked, weighing], ())
    assert asked.source == oyel
