"""What stands behind an item of evidence, from the grades people gave and the captures that are in the case."""

from __future__ import annotations

from headwater import weighing
from headwater.store.case import Case
from headwater.store.matrix_kinds import subject
from headwater.store.traced_pages import find_family
from headwater.store.verdicts import Draft
from headwater.store.weighed import FamilyEvidence, family_evidence
from headwater.tracing import trace
from tests.store.fakes import put, read, subjects

GATE = "Ada Quint said the upper gate of the lock was shut on Sunday. It rained at the Marram lock all day."
GONE = "It rained at the Marram lock all day."
PAGE = "https://paper.example/gate"


def behind(case: Case, words: str) -> FamilyEvidence:
    with case.reading() as connection:
        found = family_evidence(connection, find_family(connection, words) or "")
    assert found is not None
    return found


def key_of(case: Case, number: int) -> str:
    with case.reading() as connection:
        return str(connection.exec_driver_sql("SELECT key FROM documents WHERE id = ?", (number,)).scalar_one())


def reports(case: Case, words: str):
    return [report for root in behind(case, words).roots for report in root.reports]


def test_a_credited_report_weighs_as_credited(case: Case):
    put(case, read(GATE, url=PAGE))
    (said,) = subjects(case, 1).values()
    given = case.give(Draft("credit", said, {"credibility": 2}, "Ada"))
    trace(case)
    assert [r.credibility for r in reports(case, "upper gate shut")] == ["2"]
    case.undo(given.id, author="Ada")
    assert [r.credibility for r in reports(case, "upper gate shut")] == [None]


def test_a_credit_holds_for_each_sentence_of_what_was_said(case: Case):
    """A content of two sentences gives two claims; the grade was given to both."""
    put(case, read(GATE, url=PAGE))
    (said,) = subjects(case, 1).values()
    case.give(Draft("credit", said, {"credibility": 1}, "Ada"))
    with case.writing() as connection:  # as reading finds contents of several sentences: two pieces
        end = GATE.index(" It rained")
        connection.exec_driver_sql(
            'UPDATE spans SET "end" = ? WHERE role = \'content\' AND "end" = ?', (len(GATE), end - 1)
        )
    trace(case)
    assert {r.credibility for r in reports(case, "upper gate shut")} == {"1"}


def test_a_later_capture_that_was_taken_out_withdraws_nothing(case: Case):
    put(case, read(GATE, url=PAGE))
    put(case, read(GONE, url=PAGE))
    trace(case)
    assert all(r.withdrawn for r in reports(case, "upper gate shut"))
    case.give(Draft("remove", f"document:{key_of(case, 2)}", {}, "Ada"))
    assert not any(r.withdrawn for r in reports(case, "upper gate shut"))
    trace(case)
    assert not any(r.withdrawn for r in reports(case, "upper gate shut"))


def test_a_later_capture_that_is_not_traced_yet_withdraws_nothing(case: Case):
    put(case, read(GATE, url=PAGE))
    trace(case)
    put(case, read(GATE, url=PAGE, title="The same again"))
    put(case, read(f"{GATE} The lock keeper slept.", url=PAGE))
    assert not any(r.withdrawn for r in reports(case, "upper gate shut"))


def test_a_document_that_was_taken_out_weighs_nothing_and_the_case_says_that_it_was_traced_before(case: Case):
    put(case, read(GATE, url=PAGE))
    trace(case)
    with case.reading() as connection:
        family = find_family(connection, "upper gate shut")
    case.give(Draft("question", subject("matrix", "gate"), {"title": "Why?"}, "Ada"))
    for n, words in enumerate(("Worn out", "Opened"), 1):
        case.give(Draft("explain", subject("hypothesis", "gate", f"H{n}"), {"text": words}, "Ada"))
    case.give(Draft("evidence", subject("item", "gate", "E1"), {"text": "Shut", "family": family}, "Ada"))
    assert weighing.case_matrix(case).notices == ()
    case.give(Draft("remove", f"document:{key_of(case, 1)}", {}, "Ada"))
    assert reports(case, "upper gate shut") == []
    assert any("changed since the case was traced" in said for said in weighing.case_matrix(case).notices)
