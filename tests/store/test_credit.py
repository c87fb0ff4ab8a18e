"""How credible a report is held: beside what is said of its reading, and carried with its words."""

import pytest

from headwater.errors import BadVerdict
from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.overview import documents, question_counts
from headwater.store.said import attributions
from headwater.store.tables import TABLES
from headwater.store.verdicts import Draft
from tests.store.fakes import now, put, read, subjects

GATE = "Ada Quint said the gate was shut. Bo Marr warned that more would come."
SHUT, MORE = "the gate was shut", "that more would come"


@pytest.fixture
def gate(case: Case) -> dict[str, str]:
    put(case, read(GATE, url="https://g.example/x"))
    return subjects(case, 1)


def credit(case: Case, subject: str, number: object = 2) -> int:
    return case.give(Draft("credit", subject, {"credibility": number}, "Ada", "two more saw it")).id


def credited(case: Case, document: int = 1) -> dict[str, int | None]:
    with case.reading() as connection:
        return {s.words: s.credibility for s in attributions(connection, document)}


def test_a_report_is_credited_credited_anew_and_the_credit_undone(case, gate):
    assert credited(case) == {SHUT: None, MORE: None}
    credit(case, gate[SHUT], 2)
    later = credit(case, gate[SHUT], 6)
    assert credited(case) == {SHUT: 6, MORE: None}
    assert check(case).clean
    case.undo(later, author="Ada")
    assert credited(case)[SHUT] == 2
    case.undo(1, author="Ada")
    assert credited(case)[SHUT] is None
    assert check(case).clean


def test_it_says_nothing_on_the_reading(case, gate):
    credit(case, gate[SHUT])
    assert case.load(1) == case.load(1, live=False)
    with case.reading() as connection:
        assert documents(connection)[0].judged == 0
    case.give(Draft("accept", gate[SHUT], {}, "Ada"))
    assert credited(case)[SHUT] == 2


def test_an_edit_takes_it_along(case, gate):
    credit(case, gate[SHUT], 3)
    changed = now(case.load(1), "gate was shut", "Ada Quint", "Ada Quint")
    edit = case.give(Draft("edit", gate[SHUT], {"now": changed}, "Ada"))
    assert credited(case) == {"gate was shut": 3, MORE: None}
    credit(case, gate[SHUT], 4)
    assert credited(case)["gate was shut"] == 4
    case.undo(edit.id, author="Ada")
    assert credited(case) == {SHUT: 4, MORE: None}
    assert check(case).clean


def test_it_is_carried_to_a_newer_version_or_listed_for_review(case, gate):
    credit(case, gate[SHUT])
    credit(case, gate[MORE], 5)
    put(
        case,
        read(
            "It rained. Ada Quint said the gate was shut. Bo Marr warned that worse would come.",
            url="https://g.example/x",
        ),
    )
    assert credited(case, 2) == {SHUT: 2, "that worse would come": None}
    with case.reading() as connection:
        assert question_counts(connection)["review"] == 1
    assert check(case).clean


@pytest.mark.parametrize("number", [0, 7, "2", True, None, 2.0])
def test_only_one_to_six(case, gate, number):
    with pytest.raises(BadVerdict, match="1 to 6"):
        credit(case, gate[SHUT], number)


def test_it_is_exported(case, gate):
    credit(case, gate[SHUT], 1)
    with case.reading() as connection:
        assert [row["credibility"] for row in TABLES["attributions"](connection)] == [1, None]
        assert next(iter(TABLES["verdicts"](connection)))["kind"] == "credit"
