"""Words go to the verb that says them, from their beginning to their end."""

from __future__ import annotations

from headwater.read.frame import Draft, Frame, cut_text
from headwater.read.mending.ends import settle_ends


def frame_of(text: str) -> Frame:
    return cut_text(text, frozenset("he she they and the police said says".split()))


def draft(text: str, source: str | None, cue: str, *content: str, form: str = "indirect") -> Draft:
    def span(words: str) -> tuple[int, int]:
        assert words in text, words
        return text.index(words), text.index(words) + len(words)

    return Draft(span(source) if source else None, [span(cue)], [span(c) for c in content], form=form)


def words(text: str, draft: Draft) -> list[str]:
    return [text[a:b] for a, b in draft.content]


def settled(text: str, *drafts: Draft) -> list[list[str]]:
    settle_ends(frame_of(text), list(drafts))
    return [words(text, d) for d in drafts]


def test_a_bare_article_is_no_piece() -> None:
    text = "Oyel asked the ministry of works for a bridge."
    assert settled(text, draft(text, "Oyel", "asked", "the", "ministry of works for a bridge")) == [
        ["ministry of works for a bridge"]
    ]


def test_inside_other_speech_a_statement_ends_with_its_sentence() -> None:
    text = "“Everyone says the guild may build. The question is whether it should,” she said."
    outer = draft(
        text, "she", "said", "“Everyone says the guild may build. The question is whether it should,”", form="direct"
    )
    inner = draft(text, "Everyone", "says", "the guild may build. The question is whether it should")
    inner.parent = 0
    assert settled(text, outer, inner)[1] == ["the guild may build"]


def test_a_dash_at_the_end_is_no_part_of_a_statement() -> None:
    text = "They say the weir held -- and left."
    assert settled(text, draft(text, "They", "say", "the weir held --")) == [["the weir held"]]


def test_behind_a_verb_with_that_nothing_before_it_is_said() -> None:
    text = "After sorting some of the papers, Oyel conceded that the weir leaked."
    oyel = draft(text, "Oyel", "conceded", "some of the papers", "that the weir leaked")
    assert settled(text, oyel) == [["that the weir leaked"]]


def test_what_stands_between_a_verb_and_its_that_is_not_said() -> None:
    text = "Oyel insists, on the strength of a letter, that the weir leaked."
    oyel = draft(text, "Oyel", "insists", "on the strength of a letter", "that the weir leaked")
    assert settled(text, oyel) == [["that the weir leaked"]]


def test_the_day_is_when_it_was_said() -> None:
    text = "Oyel said Tuesday they had closed the weir."
    assert settled(text, draft(text, "Oyel", "said", "Tuesday they had closed the weir")) == [
        ["they had closed the weir"]
    ]


def test_a_day_that_is_told_of_stays() -> None:
    text = "Oyel said Tuesday was too late."
    assert settled(text, draft(text, "Oyel", "said", "Tuesday was too late")) == [["Tuesday was too late"]]


def test_the_next_speaker_is_no_part_of_what_was_denied() -> None:
    text = "Oyel has denied his guild burned the mill and Tarnmark has denied helping it."
    first = draft(text, "Oyel", "has denied", "his guild burned the mill and Tarnmark")
    second = Draft(None, [(55, 65)], [(66, 76)])
    assert text[55:65] == "has denied"
    assert settled(text, first, second)[0] == ["his guild burned the mill"]
    assert second.source is not None and text[slice(*second.source)] == "Tarnmark"


def test_a_speaker_of_its_own_is_left_alone() -> None:
    text = "Oyel denied that Quint and Tarnmark said so."
    first = draft(text, "Oyel", "denied", "that Quint and Tarnmark")
    second = draft(text, "Quint and Tarnmark", "said", "so")
    assert settled(text, first, second)[0] == ["that Quint and Tarnmark"]


def test_what_was_said_begins_with_the_sentence() -> None:
    text = "He jumped from the cart near the mill and hid in a barn, police said."
    assert settled(text, draft(text, "police", "said", "and hid in a barn")) == [
        ["He jumped from the cart near the mill and hid in a barn"]
    ]


def test_a_quotation_before_it_keeps_its_place() -> None:
    text = "“It burned,” Oyel wrote and hid in a barn, police said."
    assert settled(text, draft(text, "police", "said", "and hid in a barn")) == [["and hid in a barn"]]


def test_a_quotation_in_another_sentence_is_its_own_speakers() -> None:
    text = "“It burned,” said Ada Quint. By opening it, she said, the guild showed “how it works.”"
    first = draft(text, "Ada Quint", "said", "“It burned,”", "“how it works.”", form="direct")
    second = Draft((44, 47), [(48, 52)], [(29, 42), (54, 86)], form="mixed")
    assert text[44:52] == "she said"
    assert settled(text, first, second)[0] == ["“It burned,”"]


def test_a_relative_clause_behind_a_quotation_is_not_said() -> None:
    text = "“It burned,” Oyel said in a note that named the clerk."
    assert settled(text, draft(text, "Oyel", "said", "“It burned,”", "that named the clerk", form="mixed")) == [
        ["“It burned,”"]
    ]


def test_an_end_that_hangs_on_another_source() -> None:
    text = "Oyel said that the weir had leaked, an admission from a reeve who had expressed no doubt."
    first = draft(text, "Oyel", "said", "that the weir had leaked, an admission from")
    second = draft(text, "a reeve who", "expressed", "no doubt")
    assert settled(text, first, second)[0] == ["that the weir had leaked"]


def test_a_piece_is_made_of_whole_phrases() -> None:
    text = "In court, witnesses swore, the clerk spoke to Oyel via the herald of the town."
    found = draft(text, "witnesses", "swore", ", the clerk spoke to Oyel via")
    assert settled(text, found) == [["the clerk spoke to Oyel"]]


def test_a_figure_and_a_titled_name_are_not_cut_in_two() -> None:
    text = "The yards reported a profit of $74 million last year, a wish of Sen. Ada Quint, R-Tarn, he said."
    assert settled(text, draft(text, "The yards", "reported", "a profit of $74")) == [["a profit of $74 million"]]
    assert settled(text, draft(text, "he", "said", "a wish of Sen")) == [["a wish of Sen. Ada Quint"]]
    assert settled(text, draft(text, "he", "said", "a wish of Sen.")) == [["a wish of Sen. Ada Quint"]]
    assert settled(text, draft(text, "he", "said", "a profit")) == [["a profit"]]


def test_the_place_of_a_dateline_is_not_said() -> None:
    text = "Oyel (TVR) – The weir has leaked, the guild said."
    assert settled(text, draft(text, "the guild", "said", "Oyel", "The weir has leaked")) == [["The weir has leaked"]]


def test_a_preposition_before_its_own_speaker_stays() -> None:
    text = "This is the yard he works for police said."
    assert settled(text, draft(text, "police", "said", "This is the yard he works for")) == [
        ["This is the yard he works for"]
    ]


def test_he_added_what_stands_before_it() -> None:
    text = "Oyel called it “a siege.” “It was new to us,” he added."
    first = draft(text, "Oyel", "called", "it “a siege.” “It was new to us,”", form="mixed")
    second = Draft((46, 48), [(49, 54)], [(26, 45)], form="direct")
    assert text[46:54] == "he added"
    assert settled(text, first, second) == [["it “a siege.”"], ["“It was new to us,”"]]
