"""Pieces stay with their verb; acts and bare names say nothing; subjects are found by their place."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, Frame, Range, cut_text
from headwater.read.left_out.acts import is_act, names_only
from headwater.read.mending.pieces import settle_pieces
from headwater.read.mending.subjects import is_acted_upon, is_time, is_told_of, subject_before, without_time
from headwater.read.quoting.quotations import find_quotations

LEXICON = frozenset("the said that a of".split())


def at(text: str, words: str) -> Range:
    start = text.index(words)
    return start, start + len(words)


def draft(text: str, source: str | None, cue: str, *content: str) -> Draft:
    return Draft(at(text, source) if source else None, [at(text, cue)], [at(text, c) for c in content])


def settled(text: str, *drafts: Draft) -> list[list[str]]:
    frame: Frame = cut_text(text, LEXICON)
    given = list(drafts)
    settle_pieces(frame, given, find_quotations(frame))
    return [[text[a:b] for a, b in d.content] for d in given]


def test_an_unquoted_piece_of_another_sentence_is_dropped() -> None:
    text = "Two sheds burned. Four pigs died, Oyel said."
    assert settled(text, draft(text, "Oyel", "said", "Two sheds burned", "Four pigs died")) == [["Four pigs died"]]


def test_a_reply_leaves_the_quotation_before_it() -> None:
    text = "“The table was wrong.” The pilots replied that it was right."
    found = settled(text, draft(text, "The pilots", "replied", "“The table was wrong.”", "that it was right"))
    assert found == [["that it was right"], ["“The table was wrong.”"]]


def test_a_second_verb_takes_what_stands_behind_it() -> None:
    text = "Oyel said the pump had failed, claiming it was old."
    assert settled(text, draft(text, "Oyel", "said", "the pump had failed, claiming it was old")) == [
        ["the pump had failed"],
        ["it was old"],
    ]


def test_the_words_alone() -> None:
    text = "The council added the words “in principle” to it."
    assert settled(text, draft(text, "The council", "added", "the words “in principle” to it")) == [["“in principle”"]]


@pytest.mark.parametrize(
    ("text", "cue", "content", "act"),
    [
        ("The clinic ordered new beds.", "ordered", "new beds", True),
        ("Ada Quint released her accounts.", "released", "her accounts", True),
        ("The film explores how the dam failed.", "explores", "how the dam failed", False),
        ("She loves the old school.", "loves", "the old school", True),
        ("She praised him for saying no.", "praised", "him for saying no", False),
        ("The clinic denied the report.", "denied", "the report", False),
    ],
)
def test_acts(text: str, cue: str, content: str, act: bool) -> None:
    assert is_act(text, draft(text, None, cue, content)) is act


def test_names_only() -> None:
    text = "Oyel endorsed Ms Quint and the bill."
    assert names_only(text, draft(text, "Oyel", "endorsed", "Ms Quint"))
    assert not names_only(text, draft(text, "Oyel", "endorsed", "the bill"))


def test_times_are_no_sources() -> None:
    assert is_time("last year")
    assert not is_time("the court")
    assert without_time("the court this month", 0, 20) == 9


def test_subject_by_place() -> None:
    text = "On Thursday the paper that had printed them said it stood by them."
    found = subject_before(cut_text(text, LEXICON), draft(text, None, "said", "it stood by them"))
    assert found is not None
    assert text[slice(*found)] == "the paper that had printed them"


def test_a_subject_ends_before_a_verb_of_its_own() -> None:
    text = "The guild paid the clerk and at the same time denied that it owed him."
    found = subject_before(cut_text(text, LEXICON), draft(text, None, "denied", "that it owed him"))
    assert found is None or text[slice(*found)] == "The guild"


def test_what_is_only_heard_of_is_not_the_speakers() -> None:
    text = "Reports that it sank are untrue, Roe said."
    inner, outer = (
        draft(text, "Roe", "Reports", "that it sank"),
        draft(text, "Roe", "said", "Reports that it sank are untrue"),
    )
    assert is_told_of(text, inner, outer)
    assert not is_told_of(text, inner, None)


def test_the_subject_of_a_passive_says_nothing() -> None:
    text = "Ms Roe is expected to resign. A man is seen shouting that it fell."
    assert is_acted_upon(text, draft(text, "Ms Roe", "is expected", "to resign"))
    assert not is_acted_upon(text, draft(text, "A man", "is seen shouting", "that it fell"))
    text = "“I will mend the quay,” Ms Roe is expected to say."
    assert not is_acted_upon(text, Draft(source=(24, 30), cue=[(31, 49)], content=[(0, 23)]))


def test_what_stands_behind_a_quotation_and_a_circumstance_is_no_part_of_it() -> None:
    text = "The boy told them “it fell” after seeing the barn, the sheet says."
    assert settled(text, draft(text, "The boy", "told", "“it fell”", "the barn")) == [["“it fell”"]]
    text = "The boy wrote “it fell” while asking whether the barn stood."
    assert settled(text, draft(text, "The boy", "wrote", "“it fell”", "whether the barn stood")) == [
        ["“it fell”", "whether the barn stood"]
    ]
