"""Passages handed over to a publication, and signed posts."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.quoting.blocks import settle_blocks, sign_posts
from headwater.read.quoting.quotations import find_quotations
from headwater.read.tagging.linking import Group
from headwater.read.tagging.spans import TagSpan


def settled(text: str) -> list[tuple[str, str, bool]]:
    frame = cut_text(text, frozenset("the here is how put it led with this carried following on its page".split()))
    drafts: list[Draft] = []
    settle_blocks(frame, [], drafts, find_quotations(frame), [])
    return [(text[slice(*d.source)] if d.source else "", text[slice(*d.content[0])], d.block) for d in drafts]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Here is how the Orra Tribune put it:", "Orra Tribune"),
        ("The Orra Tribune carried the following on its front page:", "Orra Tribune"),
        ("The Orra Tribune led with this:", "Orra Tribune"),
    ],
)
def test_a_line_with_a_colon_hands_over_the_next_paragraph(line: str, name: str) -> None:
    passage = "Two members said the crane was condemned. A third denied it."
    (source, content, block) = settled(f"{line}\n\n    {passage}\n\nThe crane is still working.")[0]
    assert source.endswith(name)
    assert (content, block) == (passage, True)


def test_a_line_that_opens_on_a_name_hands_quoted_sentences_over() -> None:
    passage = "“The minister is a fool, a colleague told us. His office says he is not.”"
    text = f"The Orra Tribune is on page:\n\n{passage}\n\nThe crane is still working."
    assert settled(text)[0][1:] == (passage, True)
    assert settled(text.replace("The Orra Tribune is", "here in Orra it is")) == []


def test_a_list_is_not_handed_over() -> None:
    assert settled("Here is how the Orra Tribune put it:\n\n- bread\n\n- salt") == []


def test_a_line_that_names_nobody_hands_nothing_over() -> None:
    assert settled("here is how it is put:\n\nthe page is on.") == []


def test_a_signed_post_belongs_to_its_name() -> None:
    text = "“Trains cancelled again. I walked the line.” — Odile March (@odilewalks) 2 June"
    frame = cut_text(text, frozenset())
    drafts: list[Draft] = []
    sign_posts(frame, drafts, find_quotations(frame))
    assert [text[slice(*d.source)] for d in drafts if d.source] == ["Odile March"]
    assert text[slice(*drafts[0].content[0])] == "“Trains cancelled again. I walked the line.”"


def test_a_byline_at_the_end_signs_no_quotation() -> None:
    text = "“We need some answers.”\n\n— Pamela Lorne\n\npamela.lorne@orra.example\n\nTwitter @plorne"
    drafts: list[Draft] = []
    frame = cut_text(text, frozenset())
    sign_posts(frame, drafts, find_quotations(frame))
    assert drafts == []


def test_what_an_introduction_says_in_its_own_words_stays() -> None:
    line = "The Orra Tribune reported that the crane is the first of its kind in town:"
    text = f"{line}\n\n“The crane is condemned. A third was sold.”\n\nThe crane is still working."
    frame = cut_text(
        text,
        frozenset(
            "the that crane is first of its kind in town reported condemned third was sold still working".split()
        ),
    )

    def at(piece: str) -> tuple[int, int]:
        return text.index(piece), text.index(piece) + len(piece)

    source, cue = at("The Orra Tribune"), at("reported")
    clause = (text.index("that the crane"), len(line))
    draft = Draft(source, [cue], [clause])
    tagged = [
        TagSpan(kind, *where, 0, 0, 0, 0, 0.9)
        for kind, where in (("cue", cue), ("source", source), ("content", clause))
    ]
    group = Group(*([span] for span in tagged))
    drafts = [draft]
    settle_blocks(frame, [group], drafts, find_quotations(frame), [])
    assert [[text[a:b] for a, b in d.content] for d in drafts] == [
        ["that the crane is the first of its kind in town"],
        ["“The crane is condemned. A third was sold.”"],
    ]
