"""A sentence that says whose the one before is, and nouns that bring in what somebody says."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.mending.nominals import leave_the_of, part_nominals
from headwater.read.wording.afterword import point_back
from tests.read.voices.help import LEXICON, place

CLOSES = "The bridge will close for a year."


def pointed(text: str, drafts: list[Draft]) -> list[tuple[str | None, str]]:
    point_back(cut_text(text, LEXICON), drafts)
    return [(text[slice(*d.source)] if d.source else None, text[slice(*d.content[0])]) for d in drafts]


@pytest.mark.parametrize(
    ("after", "who"),
    [
        ("That is according to the county.", ["the county"]),
        ("That's the view of the engineer Ada Quint.", ["the engineer Ada Quint"]),
        ("So says the county.", ["the county"]),
        ("Or so the county says.", ["the county"]),
        ("That, at least, is what the county believes.", ["the county"]),
        ("So the county says, and so, with less warmth, says the guild.", ["the county", "the guild"]),
    ],
)
def test_the_sentence_before_is_whose_the_next_one_says(after: str, who: list[str]) -> None:
    assert pointed(f"{CLOSES} {after}", []) == [(name, CLOSES[:-1]) for name in who]


@pytest.mark.parametrize(
    "after",
    ["So the board agreed.", "That is what the board decided.", "So many came.", "That is the bridge of the kings."],
)
def test_what_only_follows_points_to_nothing(after: str) -> None:
    assert pointed(f"{CLOSES} {after}", []) == []


def test_what_somebody_says_already_stays_theirs() -> None:
    text = "The mayor says the bridge will close. That is according to the county."
    said = Draft(place(text, "The mayor"), [place(text, "says")], [place(text, "the bridge will close")])
    assert pointed(text, [said]) == [("The mayor", "the bridge will close")]


def test_two_nouns_bring_in_two_statements() -> None:
    text = "The promise by Tarn Motors of a refund, and its offer to call at night, won nobody."
    one = Draft(place(text, "Tarn Motors"), [place(text, "promise by")], [place(text, "of a refund, and its offer to call at night")])  # fmt: skip
    two = Draft(place(text, "its"), [place(text, "offer")], [place(text, "to call at night")], parent=0)
    leave_the_of(text, one, [one, two])
    part_nominals(cut_text(text, LEXICON), [one, two])
    assert [text[slice(*d.content[0])] for d in (one, two)] == ["a refund", "to call at night"]
    assert two.parent is None
