"""Set constructions, read from the wording alone."""

from __future__ import annotations

import time

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.wording.agentless import requested
from headwater.read.wording.constructions import add_constructions

Parts = tuple[str | None, list[str]]


def read(text: str, drafts: list[Draft] | None = None) -> list[Parts]:
    frame = cut_text(text, frozenset())
    found = drafts if drafts is not None else []
    add_constructions(frame, found)
    return [
        (text[slice(*d.source)] if d.source else None, [text[a:b] for a, b in d.content])
        for d in sorted(found, key=lambda d: d.content[0])
    ]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("By the guild's count, ninety stayed.", [("the guild", ["ninety stayed"])]),
        ("In the view of Ada Quint, the beam was rotten.", [("Ada Quint", ["the beam was rotten"])]),
        (
            "It emerged on Monday that the well had failed, and it was later announced that the mill would close.",
            [(None, ["the well had failed"]), (None, ["the mill would close"])],
        ),
        ("The fee is understood to be nine crowns.", [(None, ["The fee", "to be nine crowns"])]),
        ("The clerk reportedly kept the key.", [(None, ["The clerk", "kept the key"])]),
        ("Two men were held after they allegedly robbed the clerk.", [(None, ["they", "robbed the clerk"])]),
        ("A man who allegedly robbed a clerk was found.", [(None, ["robbed a clerk"])]),
        ("The cart, which was reportedly stolen, was blue.", [(None, ["stolen"])]),
        (
            "Praised by the reeve as thrifty, and by the clerk as mean, the school opens today.",
            [("the reeve", ["thrifty"]), ("the clerk", ["mean"])],
        ),
        ("After allegedly burning the mill, the clerk fled.", [(None, ["burning the mill"])]),
        ("Wardens sought two men allegedly responsible for the fire.", [(None, ["responsible for the fire"])]),
        (
            "All four are expected to live, the wardens said on Monday.",
            [(None, ["All four", "to live"])],
        ),
        ("All four are expected to live, according to the wardens.", [(None, ["All four", "to live"])]),
        ("The key was found there and is believed to be the only one.", [(None, ["to be the only one"])]),
        (
            "Marchers put the crowd at 90,000, the police at 9,000.",
            [("Marchers", ["the crowd at 90,000"]), ("the police", ["9,000"])],
        ),
        ("Blamed by the reeve for the flood, he left.", [("the reeve", ["the flood"])]),
        ("The mill, its owner recalls, was blue.", [("its owner", ["The mill", "was blue"])]),
        ("The mill, which its owner sold, was blue.", []),
        ("She put the children at risk.", []),
        ("It was raining. By the river, ducks slept.", []),
        ("Speaking later, the reeve said, nobody had come.", []),
    ],
)
def test_constructions(text: str, wanted: list[Parts]) -> None:
    assert read(text) == wanted


def test_a_draft_with_the_same_cue_is_corrected_and_not_read_twice() -> None:
    text = "The fee is understood to be nine crowns."
    draft = Draft(source=None, cue=[(8, 21)], content=[(0, 7)])
    assert read(text, [draft]) == [(None, ["The fee", "to be nine crowns"])]


def test_a_construction_inside_a_content_belongs_to_it() -> None:
    text = "“The clerk reportedly kept the key,” Ada Quint said."
    drafts = [Draft(source=(37, 46), cue=[(47, 51)], content=[(0, 36)], form="direct")]
    read(text, drafts)
    assert drafts[1].parent == 0


def test_what_somebody_allegedly_said_lies_inside_what_is_alleged() -> None:
    text = "He allegedly told officers the gate was open."
    drafts = [Draft(source=(0, 2), cue=[(3, 17)], content=[(27, 44)])]
    assert read(text, drafts) == [(None, ["He", "told officers the gate was open"]), ("He", ["the gate was open"])]
    assert [d.parent for d in drafts] == [None, 0]  # outer before inner


def test_hostile_text_takes_linear_time() -> None:
    text = "put the by the it was said to reportedly, in the view of " * 2000
    begin = time.process_time()
    read(text)
    read(("a " * 600 + "at 9, ") * 20)
    assert time.process_time() - begin < 3


def test_no_piece_is_empty_on_odd_text() -> None:
    for text in ("; by by reportedly , reportedly .", "“ is said to be ”", "is said to be it.", ", the a, it said, ."):
        drafts: list[Draft] = []
        read(text, drafts)
        assert all(a < b for d in drafts for a, b in (*d.content, *d.cue))


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The valve was shut, the hearing was told by a fitter.", [("a fitter", ["The valve was shut"])]),
        ("He was given the key, as stated by his mother.", [("his mother", ["He was given the key"])]),
        ("The clerk had the key, the jury heard from her aunt.", [("her aunt", ["The clerk had the key"])]),
        ("Her guild's pledge to stay and its rival's threat to leave it arrived together.",
         [("Her guild", ["to stay"]), ("its rival", ["to leave it"])]),
    ],
)  # fmt: skip
def test_who_told_a_hearing_and_two_pledges_in_one_sentence(text: str, wanted: list[Parts]) -> None:
    assert read(text) == wanted


@pytest.mark.parametrize("name", ["Oyel", "van der Oyel", "Bin Oyel"])
def test_surnames_of_several_words_own_as_others_do(name: str) -> None:
    assert read(f"It is too early to answer Mr. {name}'s threat to leave the guild.") == [
        (name, ["to leave the guild"])
    ]
    assert read(f"Here is {name}'s alleged plot against the guild.") == [
        (None, [f"{name}'s alleged plot against the guild"])
    ]


def test_a_passive_that_the_tagger_has_read_is_not_read_twice() -> None:
    text = "She is said to have told friends that she was tired."
    drafts = [Draft(source=(0, 3), cue=[(4, 11)], content=[(12, 51)])]
    add_constructions(cut_text(text, frozenset()), drafts)
    assert [(d.source, d.cue) for d in drafts] == [(None, [(4, 11)])]


def test_asked_on_a_day_asks_about_nothing() -> None:
    assert read("Asked on Monday, the reeve said nothing.") == []
    assert read("Asked on the flood, the reeve said nothing.") == [(None, ["the flood"])]


@pytest.mark.parametrize(
    ("sentence", "source", "content"),
    [
        (
            "Anyone who saw the cart is asked to call the harbour office at 555.",
            None,
            "to call the harbour office at 555",
        ),
        ("Walkers are urged by the wardens to keep off the weir.", "the wardens", "to keep off the weir"),
        ("Skippers were ordered not to sail, and nobody did.", None, "not to sail"),
        ("They are prepared to wait.", None, None),
    ],
)
def test_requests_that_nobody_is_named_for(sentence: str, source: str | None, content: str | None) -> None:
    found = [
        (f.source and sentence[slice(*f.source)], *(sentence[slice(*piece)] for piece in f.content))
        for f in requested(sentence)
    ]
    assert found == ([(source, content)] if content else [])


def test_what_was_read_inside_a_construction_is_said_through_it() -> None:
    text = "In the view of Ada Quint, the clerk said the beam was rotten."
    spans = [
        (text.index(words), text.index(words) + len(words)) for words in ("the clerk", "said", "the beam was rotten")
    ]
    drafts = [Draft(spans[0], [spans[1]], [spans[2]])]
    read(text, drafts)
    assert [d.parent for d in drafts] == [None, 0]
