"""Repairs of what the tagger cut and linked."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, Range, cut_text
from headwater.read.mending.repairs import in_set_phrase, repair
from headwater.read.quoting.quotations import find_quotations


def at(text: str, words: str) -> Range:
    start = text.index(words)
    return start, start + len(words)


def mended(
    text: str, *parts: tuple[str | None, str | None, list[str]]
) -> list[tuple[str | None, list[str], list[str]]]:
    """Repair drafts given as source, cue and contents; returned in the same way."""
    drafts = [
        Draft(at(text, source) if source else None, [at(text, cue)] if cue else [], [at(text, c) for c in contents])
        for source, cue, contents in parts
    ]
    frame = cut_text(text, frozenset())
    repair(frame, drafts, find_quotations(frame))
    return [
        (
            text[slice(*d.source)] if d.source else None,
            [text[a:b] for a, b in d.cue],
            [text[a:b] for a, b in d.content],
        )
        for d in drafts
    ]


def test_nobody_speaks_in_a_set_phrase() -> None:
    assert mended("Needless to say, the beer is cold.", (None, "to say", ["the beer is cold"])) == []


def test_nobody_speaks_behind_a_set_phrase_without_a_verb() -> None:
    text = "It goes without saying that the lift was out."
    draft = Draft(None, [], [(28, 44)])
    assert in_set_phrase(text, draft)


def test_a_name_is_not_cut_in_two() -> None:
    text = "The cracks are old, engineer Pia Rasmund said."
    assert mended(text, ("engineer", "said", ["The cracks are old"]))[0][0] == "engineer Pia Rasmund"


def test_a_source_ends_before_a_quotation_mark() -> None:
    text = "“My brother,” said Rafe Dun, “counted sixty ewes.” Most were found."
    assert mended(text, ("Rafe Dun, “", "said", ["“My brother,”"])) == [
        ("Rafe Dun,", ["said"], ["“My brother,”", "“counted sixty ewes.”"])
    ]


def test_what_follows_a_verb_of_saying_belongs_to_it() -> None:
    text = "The guild blamed frost, promised it would end and denied that it hoarded."
    assert mended(text, ("The guild", "denied", ["it would end", "that it hoarded"])) == [
        (None, ["promised"], ["it would end"]),
        ("The guild", ["denied"], ["that it hoarded"]),
    ]


def test_a_denial_in_a_relative_clause_is_of_the_clause_before() -> None:
    text = "The tower leans, which the builder had denied."
    assert mended(text) == [("the builder", ["had denied"], ["The tower leans"])]


def test_a_denial_in_a_relative_clause_is_of_what_was_said_before() -> None:
    text = "Witnesses said the cart was empty, a version the carter rejects."
    assert mended(text, ("Witnesses", "said", ["the cart was empty"]))[1] == (
        "the carter",
        ["rejects"],
        ["the cart was empty"],
    )


def test_not_so_denies_the_claim_before() -> None:
    text = "The reeve says the well is full. Not so, says Greta Hult."
    result = mended(text, ("The reeve", "says", ["the well is full"]), ("Greta Hult", ", says", ["Not so"]))
    assert result[1] == ("Greta Hult", ["Not so", ", says"], ["the well is full"])


def test_a_noun_says_whose_word_it_is() -> None:
    text = "Accusations by farmers that the zoo poisoned the stream came to nothing."
    assert mended(text, (None, None, ["that the zoo poisoned the stream"]))[0][:2] == ("farmers", ["Accusations"])


def test_a_deed_is_no_part_of_what_was_said() -> None:
    text = "The judge called it “a farce” and left for the coast."
    assert mended(text, ("The judge", "called", ["it “a farce” and left for the coast"]))[0][2] == ["it “a farce”"]


def test_an_unclosed_quotation_ends_with_its_sentence() -> None:
    text = "“The pumps were off, Renna Old said. The plant lost power."
    result = mended(text, ("Renna Old", "said", ["“The pumps were off,", "The plant lost power"]))
    assert result[0][2] == ["“The pumps were off,"]


def test_scraps_go() -> None:
    text = "A warning was read."
    assert mended(text, (None, None, ["A"])) == []


def test_a_participle_at_the_end_is_no_part_of_a_source() -> None:
    text = "The accounts published by the guild show that it is poor."
    assert mended(text, ("The accounts published", "show", ["that it is poor"]))[0][0] == "The accounts"


def test_who_is_spoken_of_before_speech_in_passing_is_no_speaker() -> None:
    text = "Mr. Roe, guild officials said, kept the key. Ada Quint, the reeve, said, at last, that it was late."
    first = mended(text, ("Mr. Roe, guild officials", "said", [", kept the key"]))[0]
    assert (first[0], first[2]) == ("guild officials", ["Mr. Roe", "kept the key"])
    second = mended(text, ("Ada Quint, the reeve,", "said", ["that it was late"]))[0]
    assert second[0] == "Ada Quint, the reeve,"


@pytest.mark.parametrize(
    ("text", "row"),
    [
        ("An accident claimed the life of a rower.", ("An accident", "claimed", ["the life of a rower"])),
        ("The flood has claimed four lives.", ("The flood", "has claimed", ["four lives"])),
    ],
)
def test_what_claims_a_life_says_nothing(text: str, row: tuple[str, str, list[str]]) -> None:
    assert mended(text, row) == []
