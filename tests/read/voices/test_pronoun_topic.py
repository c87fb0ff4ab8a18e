"""What speaks for a pronoun's figures, the trees that weigh it, and the network's scores set side by side."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.frame import Signals, cut_text
from headwater.read.voices.pronoun_context import Context, class_of, forms_of
from headwater.read.voices.pronoun_evidence import Question, evidence, likeliest_others
from headwater.read.voices.pronoun_features import Place, Rival, role_of, title_words, titled
from headwater.read.voices.pronoun_trees import Trees
from headwater.read.voices.pronoun_weights import join, sums_of
from headwater.read.voices.pronouns import Chooser


def question(text: str, pronoun: str, *names: str, title: str = "") -> Question:
    """A question about the last occurrence of a pronoun; every name is a rival with all its places."""
    frame = cut_text(text, frozenset())
    words = frame.words.text
    at = max(i for i, word in enumerate(words) if word == pronoun)
    rivals = []
    for name in names:
        places = [Place(i, i, role_of(words, i, i)) for i, word in enumerate(words) if word == name]
        rivals.append(Rival(places, titled=titled([(name,)], title_words(title))))
    return Question(Context(frame), at, rivals)


@pytest.mark.parametrize(
    ("title", "words"),
    [
        ("Ada Quint (reeve)", ("ada", "quint")),
        ("Quint and the mill", ("quint",)),
        ("", ()),
        (None, ()),
    ],
)
def test_title_words(title: str | None, words: tuple[str, ...]) -> None:
    assert title_words(title) == words


def test_titled_knows_the_last_word() -> None:
    assert titled([("Ada", "Quint")], ("ada", "quint")) == 2
    assert titled([("Ada", "Roe")], ("ada", "quint")) == 1
    assert titled([("Bo", "Roe")], ("ada", "quint")) == 0
    assert titled([("Bo", "Roe")], ()) == 0


def test_the_title_speaks_for_one() -> None:
    asked = question("Quint met Roe before she left.", "she", "Quint", "Roe", title="Ada Quint")
    assert evidence(asked, 0)["in the title"] == 2.0
    assert evidence(asked, 1)["in the title"] == 0.0


def test_clauses_are_cut_and_counted() -> None:
    asked = question("When Quint left, Roe said that she was tired.", "she", "Quint", "Roe")
    one, two = evidence(asked, 0), evidence(asked, 1)
    assert one["name in a clause of kind subordinate"] == 1.0
    assert two["name in a clause of kind main"] == 1.0
    assert one["clauses between"] > two["clauses between"] > 0
    assert asked.context.clause(asked.at)[1] == "that"


def test_a_subject_and_an_object_of_one_clause_are_two_people() -> None:
    asked = question("Quint thanked her after Roe had left.", "her", "Quint", "Roe")
    assert evidence(asked, 0)["would be itself"] == 1.0
    assert evidence(asked, 1)["would be itself"] == 0.0


def test_nobody_is_his_own_brother() -> None:
    asked = question("Quint came with his brother Roe.", "his", "Quint", "Roe")
    assert evidence(asked, 1)["named by what it owns"] == 1.0
    assert evidence(asked, 0)["named by what it owns"] == 0.0


def test_she_and_he_are_asked_the_same() -> None:
    text = "Quint told Roe that {} had lost. Later {} met Doe."
    for i in range(3):
        one = evidence(question(text.format("she", "she"), "she", "Quint", "Roe", "Doe"), i)
        two = evidence(question(text.format("he", "he"), "he", "Quint", "Roe", "Doe"), i)
        assert one == two


def test_quotation_that_never_closes_stays_inside() -> None:
    context = Context(cut_text('Quint said "she left. Roe stayed.', frozenset()))
    assert not context.quoted(0)
    assert context.quoted(len(context.words) - 1)


@given(st.text(alphabet="aQ .,;\"'()“”-and ", max_size=200))
def test_any_text_has_classes_and_clauses(text: str) -> None:
    frame = cut_text(text + " she", frozenset())
    context = Context(frame)
    for i in range(len(frame.words)):
        assert context.kind(i)
        assert context.clause(i)[0] >= 0
    at = len(frame.words) - 1
    rivals = [Rival([Place(i, i, "subject")]) for i in range(at)] + [Rival([])]
    asked = Question(context, at, rivals)
    for i in range(len(rivals)):
        assert all(math.isfinite(value) for value in evidence(asked, i).values())


def test_words_have_classes() -> None:
    assert [class_of(w) for w in ("'s", "of", "Quint", "brother", "left", "7")] == [
        "clitic",
        "of",
        "capital",
        "kin",
        "verb",
        "number",
    ]
    assert forms_of("her") == forms_of("she")
    assert forms_of("one") == {"one"}


def test_trees_add_up() -> None:
    table = {
        "names": ["a", "b"],
        "base": 1.0,
        "asks": [[0, 1, 1], [1, 0, 0]],
        "above": [[0.5, 0.5, 1.5], [0.5, 9.0, 9.0]],
        "gives": [[1, 2, 3, 4], [10, 0, 20, 0]],
    }
    rows = [{}, {"b": 1.0}, {"a": 1.0, "unknown": 5.0}, {"a": 1.0, "b": 2.0}]
    assert Trees(table).score(rows) == [1 + 1 + 10, 1 + 2 + 20, 1 + 3 + 10, 1 + 4 + 20]


def test_trees_ask_about_the_other() -> None:
    table = {"names": ["a", "other: a"], "base": 0.0, "asks": [[1]], "above": [[0.5]], "gives": [[0, 1]]}
    assert Trees(table).score([{"a": 1.0}, {}, {}], [1, 0, 0]) == [0, 1, 1]
    assert Trees(table).score([{"a": 1.0}]) == [0]
    assert likeliest_others([0.1, 0.7, 0.5]) == [1, 2, 1]
    assert likeliest_others([0.1]) is None


def test_joined_scores_set_candidates_against_each_other() -> None:
    near = join([1.0, 0.5], None)
    far = join([1.0, -2.0], None)
    assert near[0] > near[1]
    assert far[0] > near[0]
    assert join([1.0, 1.0], [3.0, -3.0])[0] > join([1.0, 1.0], [3.0, -3.0])[1]
    assert len(join([0.3], [0.2])) == 1


def test_shipped_trees_know_the_subject() -> None:
    asked = question("Quint sued Roe after she had lost the mill. She won.", "She", "Quint", "Roe")
    one, two = sums_of([evidence(asked, 0), evidence(asked, 1)], [1, 0])
    assert one > two


def test_the_network_is_asked_once_for_each_pair() -> None:
    asked: list[tuple[int, int]] = []

    def pronoun(a: int, b: int) -> float | None:
        asked.append((a, b))
        return None if b == 2 else 1.0

    frame = cut_text("Quint met Roe before she left.", frozenset())
    chooser = Chooser(frame, Signals([0.0] * len(frame.words), pronoun))
    rivals = [Rival([Place(0, 0, "subject")]), Rival([Place(2, 2, "object")])]
    first = chooser.scores(4, rivals)
    assert first == chooser.scores(4, rivals)
    assert first[0] > first[1]
    assert sorted(asked) == [(4, 0), (4, 2)]
