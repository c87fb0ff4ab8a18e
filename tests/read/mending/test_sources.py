"""What clings to a source and is no part of it, and papers that say what their critics do not."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, Range
from headwater.read.mending.sources import (
    behind_the_verb,
    paper_speaks,
    speaker_from_content,
    without_article,
    without_circumstances,
)
from tests.clock import seconds_of


def at(text: str, words: str) -> Range:
    low = text.index(words)
    return low, low + len(words)


@pytest.mark.parametrize(
    ("text", "source", "cue", "wanted"),
    [
        ("After careful thought I have concluded that it is late.", "After careful thought I", "have concluded", "I"),
        ("The reeve once famously said it was late.", "The reeve once famously", "said", "The reeve"),
        ("The clerk very well knows that it is false.", "The clerk very well", "knows", "The clerk"),
        ("The consensus of scholars is that it is late.", "scholars is", "consensus", "scholars"),
        ("The Oyel family said it was late.", "The Oyel family", "said", "The Oyel family"),
        ("The elderly say it is late.", "The elderly", "say", "The elderly"),
        ("They stirred fears in the 1950s that spies had come.", "the 1950s", "fears", None),
        ("It names numerous lies about the dam.", "numerous", "lies", None),
        ("Several said it was late.", "Several", "said", "Several"),
        ("It is a reference to “The Weir”.", "a", "reference to", None),
        ("The mill, whose owner Ada Quint fell ill, said so.", "The mill, whose owner Ada Quint", "said", "The mill, whose owner Ada Quint"),
    ],
)  # fmt: skip
def test_circumstances_are_no_part_of_a_source(text: str, source: str, cue: str, wanted: str | None) -> None:
    draft = Draft(at(text, source), [at(text, cue)], [at(text, "s")])
    without_circumstances(text, draft)
    assert (text[slice(*draft.source)] if draft.source else None) == wanted


@pytest.mark.parametrize(
    ("text", "cue", "left"),
    [
        ("Oyel wrote in The Gazette that it was late.", "wrote in The", "wrote"),
        ("Oyel made the claim that it was late.", "made the claim", "made the claim"),
        ("Oyel referred to it as a the ruin.", "referred to", "referred to"),
    ],
)
def test_an_article_ends_no_cue(text: str, cue: str, left: str) -> None:
    draft = Draft(None, [at(text, cue)], [at(text, "late" if "late" in text else "ruin")])
    without_article(text, draft)
    assert text[slice(*draft.cue[-1])] == left


@pytest.mark.parametrize(
    ("text", "source", "cue", "wanted"),
    [
        ("The guild pushed back on a report claiming it had paid.", "The guild", "claiming", "a report"),
        ("The guild read a leaked letter saying it had paid.", "The guild", "saying", "a leaked letter"),
        ("The guild issued a report claiming it had paid.", "The guild", "claiming", "The guild"),
        ("The guild spoke out against the report, saying it had paid.", "The guild", "saying", "The guild"),
        ("The guild spoke in a letter saying it had paid.", "The guild", "saying", "The guild"),
        ("The guild hit back on a Monday claiming it had paid.", "The guild", "claiming", "The guild"),
    ],
)
def test_a_paper_that_somebody_answers_speaks_for_itself(text: str, source: str, cue: str, wanted: str) -> None:
    draft = Draft(at(text, source), [at(text, cue)], [at(text, "it had paid")])
    paper_speaks(text, draft, [draft])
    assert draft.source is not None
    assert text[slice(*draft.source)] == wanted


@pytest.mark.parametrize(
    ("text", "quoted", "wanted"),
    [
        ("“I will pay,” said the reeve, speaking of the dam.", "“I will pay,”", "the reeve"),
        ("“I will pay,” said the head of the Tarn guild.", "“I will pay,”", "the head of the Tarn guild"),
        ("They will pay, said the reeve.", "They will pay", None),
        ("“I will pay,” said Oyel.", "“I will pay,”", None),
    ],
)
def test_who_stands_behind_the_verb_speaks(text: str, quoted: str, wanted: str | None) -> None:
    found = behind_the_verb(text, Draft(None, [at(text, "said")], [at(text, quoted)]))
    assert (text[slice(*found)] if found else None) == wanted


def test_any_number_of_adverbs_is_cut_at_once():
    text = "The reeve" + " also once too now then" * 40 + " mill said it was late."
    draft = Draft(at(text, text[: text.index(" said")]), [at(text, "said")], [at(text, "it was late")])
    assert seconds_of(lambda: without_circumstances(text, draft)) < 1
    assert draft.source == (0, text.index(" said"))


@pytest.mark.parametrize(
    ("text", "first", "cue", "second", "source"),
    [
        ("Oyel confirmed that it was late.", "Oyel", "confirmed", "that it was late", "Oyel"),
        ("The bell rang, confirmed that it was late.", "The bell rang", "confirmed", "that it was late", None),
        ("Late, they confirmed it was so.", "Late", "confirmed", "it was so", None),
    ],
)
def test_a_name_before_the_verb_speaks(text: str, first: str, cue: str, second: str, source: str | None) -> None:
    draft = Draft(None, [at(text, cue)], [at(text, first), at(text, second)])
    speaker_from_content(text, draft)
    assert (text[slice(*draft.source)] if draft.source else None) == source
    assert len(draft.content) == (1 if source else 2)
