"""What one is said to say ends where another speaker, a second verb or the writer goes on."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, cut_text
from headwater.read.mending.breaks import settle_breaks

LEXICON = frozenset("he she they and the was is had would said".split())


def draft(text: str, source: str | None, cue: str, *content: str, form: str = "indirect") -> Draft:
    def span(words: str) -> tuple[int, int]:
        assert words in text, words
        return text.index(words), text.index(words) + len(words)

    return Draft(span(source) if source else None, [span(cue)], [span(c) for c in content], form=form)


def settled(text: str, *drafts: Draft) -> list[tuple[str, list[str]]]:
    found = list(drafts)
    settle_breaks(cut_text(text, LEXICON), found)
    return [(text[slice(*d.source)] if d.source else "", [text[a:b] for a, b in d.content]) for d in found]


def test_what_interrupts_a_quotation_is_the_writers() -> None:
    text = "“Nobody,” Oyel told a clerk who had found him asleep, “has so much as rung.”"
    first = draft(text, "Oyel", "told", "“Nobody,”", "a clerk who had found him asleep, “has so much as rung.”")
    assert settled(text, first) == [("Oyel", ["“Nobody,”", "“has so much as rung.”"])]


def test_a_setting_before_a_whole_quotation_is_no_speech() -> None:
    text = "Reading out the first page, Oyel said: “It is a forgery.”"
    first = draft(text, "Oyel", "said", "Reading out the first page", "“It is a forgery.”", form="mixed")
    assert settled(text, first) == [("Oyel", ["“It is a forgery.”"])]
    assert first.form == "direct"


def test_a_name_given_before_a_quotation_is_a_statement_of_its_own() -> None:
    text = "Calling it “a wall”, Oyel said: “We built it.”"
    first = draft(text, "Oyel", "said", "Calling it “a wall”", "“We built it.”", form="mixed")
    assert settled(text, first) == [("Oyel", ["“We built it.”"]), ("Oyel", ["it “a wall”"])]


def test_a_quotation_with_its_own_lead_stays_whole() -> None:
    text = "My wife “called me, frantic,” Oyel said. “She ducked.”"
    first = draft(text, "Oyel", "said", "My wife “called me, frantic,”", "“She ducked.”", form="mixed")
    assert settled(text, first)[0][1] == ["My wife “called me, frantic,”", "“She ducked.”"]


def test_the_manner_is_no_part_of_what_was_pointed_out() -> None:
    text = "Oyel pointed out, with some heat, that he holds three."
    assert settled(text, draft(text, "Oyel", "pointed out", "with some heat, that he holds three"))[0][1] == [
        "he holds three"
    ]


def test_what_is_kept_back_is_not_said() -> None:
    text = "The firm says it sold “every barge”, and will not say where."
    assert settled(text, draft(text, "The firm", "says", "it sold “every barge”, and will not say where"))[0][1] == [
        "it sold “every barge”"
    ]


def test_the_name_given_to_a_thing_is_what_was_said() -> None:
    text = "Oyel apologised for what she termed “an unfortunate hat”."
    first = draft(text, "Oyel", "apologised", "for what she termed “an unfortunate hat”")
    assert settled(text, first) == [("Oyel", ["“an unfortunate hat”"])]


def test_another_view_begins_with_its_own_words() -> None:
    text = "Police believe they had rented it, and in the opinion of one detective never slept there."
    content = "they had rented it, and in the opinion of one detective never slept there"
    assert settled(text, draft(text, "Police", "believe", content))[0][1] == ["they had rented it"]


def test_the_next_speaker_ends_what_was_said_before() -> None:
    text = "Passing on the guild’s assurance that the weir was clean, Dr Ayo Oyel added: “I am in bed.”"
    claim = draft(text, "the guild", "assurance", "that the weir was clean, Dr Ayo Oyel added")
    oyel = draft(text, "Ayo Oyel", "added", "“I am in bed.”", form="direct")
    assert settled(text, claim, oyel)[0][1] == ["that the weir was clean"]


def test_a_second_verb_of_the_same_speaker_is_a_second_statement() -> None:
    text = "Marl Foods said it was recalling its soup and advised customers not to eat it."
    first = draft(text, "Marl Foods", "said", "it was recalling its soup and advised customers not to eat it")
    assert settled(text, first) == [
        ("Marl Foods", ["it was recalling its soup"]),
        ("Marl Foods", ["customers not to eat it"]),
    ]


def test_a_second_verb_of_whom_is_spoken_of_stays() -> None:
    text = "Marl Foods said the reeve visited the mill and promised a new wheel."
    first = draft(text, "Marl Foods", "said", "the reeve visited the mill and promised a new wheel")
    assert settled(text, first) == [("Marl Foods", ["the reeve visited the mill and promised a new wheel"])]


@pytest.mark.parametrize(
    "text",
    [
        "The Observer, citing a police report, said the watchman saw a car.",
        "Citing a police report, The Observer said the watchman saw a car.",
    ],
)
def test_whom_a_paper_cites_says_it_too(text: str) -> None:
    found = [draft(text, "The Observer", "said", "the watchman saw a car")]
    settle_breaks(cut_text(text, LEXICON), found)
    assert [text[slice(*d.source)] for d in found if d.source] == ["The Observer", "a police report"]
    assert found[1].parent == 0


def test_a_reason_that_is_cited_says_nothing() -> None:
    text = "The Observer, citing security concerns, said the fair was off."
    assert len(settled(text, draft(text, "The Observer", "said", "the fair was off"))) == 1


def test_a_text_with_too_many_is_left_alone() -> None:
    text = "The firm says it sold “every barge”, and will not say where."
    many = [draft(text, "The firm", "says", "it sold “every barge”, and will not say where") for _ in range(2001)]
    assert settled(text, *many)[0][1] == ["it sold “every barge”, and will not say where"]
