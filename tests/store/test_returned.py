"""Words that a verdict took an attribution from are the page's own again."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.overview import documents, overview
from headwater.store.search import Filters, search_claims
from headwater.store.verdicts import Draft
from tests.store.fakes import new_case, now, put, read, subjects

GATE = "Ada Quint said the gate was shut. It rained hard. Bo Marr warned that more would come, and it did come."
SHUT = "the gate was shut"
MORE = "that more would come, and it did come"


@pytest.fixture
def gate(case: Case) -> dict[str, str]:
    put(case, read(GATE, url="https://g.example/x"))
    return subjects(case, 1)


def own(case: Case) -> list[str]:
    return [s.span.text for s in case.load(1).own_statements]


def reject(case: Case, subject: str) -> int:
    return case.give(Draft("reject", subject, {}, "Ada")).id


def test_a_rejected_attribution_leaves_a_statement_of_the_page(case, gate):
    assert own(case) == ["It rained hard."]
    reject(case, gate[SHUT])
    assert own(case) == ["Ada Quint said the gate was shut.", "It rained hard."]
    with case.reading() as connection:
        assert overview(connection).statements["author"] == 2
        assert overview(connection).statements["named"] == 1
        assert documents(connection)[0].own_statements == 2
        found = search_claims(connection, "gate shut", Filters(own=True))
        assert [hit.text for hit in found.hits] == ["Ada Quint said the gate was shut."]
    assert check(case).clean


def test_undoing_takes_it_back(case, gate):
    verdict = reject(case, gate[SHUT])
    case.undo(verdict, author="Ada")
    assert own(case) == ["It rained hard."]
    assert case.load(1) == case.load(1, live=False)
    assert check(case).clean


def test_narrower_words_leave_the_rest_to_the_page(case, gate):
    reading = case.load(1)
    narrower = now(reading, "that more would come", "Bo Marr", "Bo Marr")
    case.give(Draft("edit", gate[MORE], {"now": narrower}, "Ada"))
    assert own(case) == ["It rained hard.", "and it did come."]
    assert check(case).clean


def test_what_stands_within_another_attribution_stays_with_it(case):
    put(case, read(GATE))
    inner = subjects(case, 1)[SHUT]
    reading = case.load(1)
    outer = now(reading, "Ada Quint said the gate was shut", None, "Harbour Gazette")
    outer["cue"] = []
    key = inner.split(":")[1]
    case.give(Draft("add", f"attribution:{key}:none@0-32", {"now": outer}, "Ada"))
    reject(case, inner)
    assert own(case) == ["It rained hard."]
    assert check(case).clean


def test_one_sentence_gives_one_statement(case):
    put(case, read("At noon on Monday Ada Quint said the gate was shut."))
    reading = case.load(1)
    subject = subjects(case, 1)[SHUT]
    assert own(case) == []
    verdict = reject(case, subject)
    assert own(case) == ["At noon on Monday Ada Quint said the gate was shut."]
    assert reading.own_statements == ()
    case.undo(verdict, author="Ada")
    assert own(case) == []


def test_rows_stay_the_same_when_other_verdicts_come(case, gate):
    reject(case, gate[SHUT])
    sql = 'SELECT id, "start", "end" FROM claims WHERE own AND state = \'added\''
    with case.reading() as connection:
        before = connection.exec_driver_sql(sql).all()
    case.give(Draft("accept", gate[MORE], {}, "Ada"))
    with case.reading() as connection:
        assert connection.exec_driver_sql(sql).all() == before


@settings(max_examples=25, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["accept", "reject", "undo"]), st.integers(0, 5)), max_size=8))
def test_no_word_is_both_the_page_s_own_and_somebody_s(tmp_path_factory, acts):
    with new_case(tmp_path_factory.mktemp("case")) as case:
        put(case, read(GATE))
        given_ = []
        names = list(subjects(case, 1).values())
        for act, which in acts:
            if act == "undo" and given_:
                case.undo(given_.pop(), author="Ada")
            elif act != "undo":
                given_.append(case.give(Draft(act, names[which % 2], {}, "Ada")).id)
        reading = case.load(1)
        taken = {i for a in reading.attributions for s in a.content for i in range(s.start, s.end)}
        assert not any(i in taken for s in reading.own_statements for i in range(s.span.start, s.span.end))
        assert check(case).clean
