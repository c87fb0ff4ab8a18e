"""Speech in passing, hearsay and speakers between the pieces: each rule on a sentence of its kind, and on a false friend."""

from __future__ import annotations

import pytest

from headwater.read.wording.asides import ASIDES
from headwater.read.wording.between import BETWEEN
from headwater.read.wording.found import Found
from headwater.read.wording.hearsay import HEARSAY

Parts = tuple[str | None, str]


def found_in(text: str) -> list[Parts]:
    """Source and content of everything the rules find in a sentence."""

    def words(found: Found) -> Parts:
        return (text[slice(*found.source)] if found.source else None), " … ".join(
            text[slice(*piece)] for piece in found.content
        )

    return [words(found) for rule in (*ASIDES, *BETWEEN, *HEARSAY) for found in rule(text)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The first stone hit the clock (so the sexton claims), the second a cart.", "the sexton", "The first stone hit the clock"),
        ("Per a notice on the door, the baths will stay shut.", "a notice on the door", "the baths will stay shut"),
        ("If the landlord is to be believed, the roof has never leaked.", "the landlord", "the roof has never leaked"),
        ("As her staff are quick to point out, the frame is genuine.", "her staff", "the frame is genuine"),
        ("“Madness,” was the bishop's reply.", "the bishop", "“Madness,”"),
        ("Quarry owner: ‘We knew nothing’", "Quarry owner", "‘We knew nothing’"),
        ("It is just possible, concedes the curator, Ada Quint, that the coin is real.", "the curator, Ada Quint", "It is just possible … that the coin is real"),
        ("Director Ada Quint on how the council sold the mill", "Director Ada Quint", "how the council sold the mill"),
        ("How it came there was explained by a clerk, Ivo Brack: the box had been lent.", "a clerk, Ivo Brack", "the box had been lent"),
        ("Some 400 acres have burned since Sunday, by the shire's reckoning, and no rain is due.", "the shire", "Some 400 acres have burned since Sunday"),
        ("It is, in the words of one boatman, “soup”.", "one boatman", "It is … “soup”"),
        ("Rarely, admitted the foreman, had anyone asked.", "the foreman", "Rarely … had anyone asked"),
        ("Ottilie blames the stove, Marthe the cat.", "Marthe", "the cat"),
        ("The army says nine died, the rebels forty, and the hospital nobody at all.", "the hospital", "nobody at all"),
        ("The colonel gives the truce a week.", "The colonel", "the truce a week"),
        ("That figure was disputed by a customs officer, who counted six.", "a customs officer", "That figure"),
        ("Roe wrote to the builder in June asking for the survey.", "Roe", "the survey"),
        ("Records at the shipyard list fourteen hands.", "Records at the shipyard", "fourteen hands"),
        ("Word spread through the market that the bank had shut.", None, "the bank had shut"),
        ("The maid had it from the cook that the colonel was to go.", "the cook", "the colonel was to go"),
        ("There were calls on Monday for the referee to apologise.", None, "for the referee to apologise"),
        ("A threat from Rovers to play no more was read out.", "Rovers", "to play no more"),
        ("Her husband had been promised a pension by the foreman.", "the foreman", "a pension"),
        ("A man believed to be the skipper was pulled from the water.", None, "to be the skipper"),
        ("Police pour cold water on the theory, popular in bars, that the stones never left.", "Police", "the stones never left"),
    ],
)  # fmt: skip
def test_what_is_said_in_passing_is_found(text: str, source: str | None, content: str) -> None:
    assert (source, content) in found_in(text)


@pytest.mark.parametrize(
    "text",
    [
        "Per tradition, the children were in attendance.",
        "Then he cautioned: “It will rain.”",
        "The bad news is that there is no bread.",
        "Of the mayor, he said, “I like him.”",
        "The data was offered for sale by a firm in Ansel.",
        "The yard (built in 1902) is shut.",
    ],
)
def test_what_only_looks_like_it_is_left(text: str) -> None:
    assert found_in(text) == []
