"""Quoted names for things belong to whoever uses them."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.mending.pieces import settle_pieces
from headwater.read.quoting.quotations import find_quotations
from headwater.read.wording.constructions import add_constructions


def read(text: str) -> list[tuple[str | None, str, str]]:
    drafts: list[Draft] = []
    add_constructions(cut_text(text, frozenset()), drafts)
    return [(text[slice(*d.source)] if d.source else None, text[slice(*d.content[0])], d.form) for d in drafts]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The word on the banner is “enough”.", [("the banner", "“enough”", "direct")]),
        ("The millers' word is “thrift”; it rains.", [("The millers", "“thrift”", "direct")]),
        ("Their name for it is “the hole”.", [("Their", "“the hole”", "direct")]),
        ("“Piffle” was how the reeve described the plan.", [("the reeve", "“Piffle”", "direct")]),
        ("The guild’s “gift”, as the weavers put it, was nine pence.", [("the weavers", "“gift”", "direct")]),
        ("The audit's conclusion is stark: “Nobody looked.”", [("The audit", "“Nobody looked.”", "direct")]),
        ("Her advice: stay below.", [("Her", "stay below", "indirect")]),
        ("The mill's position is weak: the roof leaks.", []),
        ("The word is out. The “new” mill is old.", []),
    ],
)
def test_quoted_names(text: str, wanted: list[tuple[str | None, str, str]]) -> None:
    assert read(text) == wanted


def settled(text: str, source: str, cue: str, *content: str) -> list[str]:
    def at(words: str) -> tuple[int, int]:
        return text.index(words), text.index(words) + len(words)

    frame = cut_text(text, frozenset())
    drafts = [Draft(at(source), [at(cue)], [at(c) for c in content])]
    settle_pieces(frame, drafts, find_quotations(frame))
    return [text[a:b] for a, b in drafts[0].content]


def test_what_somebody_calls_a_thing_ends_with_the_closing_mark() -> None:
    text = "What the guild calls a “rest” in the work has lasted nine years."
    assert settled(text, "the guild", "calls", "a “rest” in the work") == ["a “rest”"]
    plain = "The guild calls a “rest” in the work needless."
    assert settled(plain, "The guild", "calls", "a “rest” in the work needless") == ["a “rest” in the work needless"]


def test_a_statement_that_a_page_is_asked_to_print() -> None:
    text = "Mr Oyel has asked us to make clear that he was at home."
    assert settled(text, "Mr Oyel", "has asked", "to make clear that he was at home") == ["he was at home"]


def test_more_than_that_is_no_part_of_what_is_said() -> None:
    text = "Nobody aboard will say more than that the sea was rough."
    assert settled(text, "Nobody aboard", "will say", "more than that the sea was rough") == ["the sea was rough"]


def test_a_verb_does_not_reach_over_a_semicolon() -> None:
    text = "Ada Quint calls it a barn; the door there is “ajar”."
    assert settled(text, "Ada Quint", "calls", "it a barn", "is “ajar”") == ["it a barn"]
