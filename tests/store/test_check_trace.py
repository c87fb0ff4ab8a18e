"""Damage to what was traced is found and named, and tracing everything anew mends it. Invented places and people only."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater.store.case import Case
from headwater.store.check import check
from headwater.tracing import trace
from tests.store.fakes import put, read

STORY = (
    "The ferry ran onto the Skarn bank near Ulver at four on Sunday morning in thick fog. "
    "Mara Teld said {number} passengers were hurt when the ferry struck the bank. "
    "The harbour office had closed the northern channel on Friday because two buoys were missing."
)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = Case.create(tmp_path / "whole.headwater")
    for n, number in enumerate(("nine", "eleven", "nine")):
        url = f"https://paper.example/{max(1, n)}"  # the first two are versions of one page
        put(case, read(STORY.format(number=number), f"{n}.txt", url=url, published=f"2031-05-0{n + 1}"))
    trace(case)
    return case


DAMAGE = {
    "points outside the text": "UPDATE traced_claims SET pieces = '[[0,99999]]' WHERE id = 1",
    "does not have the words": "UPDATE traced_claims SET text = text || ' not' WHERE id = 1",
    "makes no sense": "UPDATE traced_claims SET pieces = 'x' WHERE id = 1",
    "points outside": "UPDATE traced_claims SET pieces = '{}' WHERE id = 1",
    "hedges that lie outside": "UPDATE traced_claims SET markers = '[[5,2]]' WHERE id = 1",
    "rests on attribution": "UPDATE traced_claims SET attribution = 'a99' WHERE attribution IS NOT NULL",
    "names a voice": "UPDATE traced_claims SET chain = '[\"nobody\"]' WHERE voice IS NOT NULL",
    "has a vector of 3 numbers": "UPDATE traced_claims SET vector = x'010203' WHERE id = 1",
    "was not traced": "DELETE FROM traced_documents WHERE document_id = 1",
    "outside the text of a document": "UPDATE passages SET second_end = 99999",
    "outside the text of": "UPDATE changes SET after_end = -1 WHERE after_start IS NOT NULL",
    "is in no family": "DELETE FROM family_claims WHERE claim_id = 1",
    "counts other claims": "UPDATE families SET claims = claims + 1 WHERE id = 1",
    "is headed by a claim": "UPDATE families SET head_id = (SELECT max(claim_id) FROM family_claims WHERE family_id != families.id)",
    "another range of origins": "UPDATE families SET low = high + 1",
    "another range": "DELETE FROM roots",
    "a step from or to": "UPDATE edges SET upstream_id = (SELECT max(claim_id) FROM family_claims m WHERE m.family_id != edges.family_id)",
    "claims that it does not hold": "UPDATE root_claims SET n = n + 7",
    "counts other answers": "UPDATE questions SET families = 5",
    "earlier and a later version": "UPDATE comparisons SET before_id = after_id, after_id = before_id",
}


@pytest.mark.parametrize("what", DAMAGE)
def test_damage_is_named_and_mended(case, what):
    with case.writing() as connection:
        connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
        assert connection.exec_driver_sql(DAMAGE[what]).rowcount
        if "comparisons" in DAMAGE[what]:
            connection.exec_driver_sql("UPDATE changes SET before_id = after_id, after_id = before_id")
    found = check(case).faults
    assert any(what in fault.what for fault in found)
    assert not any(fault.lost for fault in found)
    assert {fault.advice for fault in found} == {"headwater trace --all makes anew what was traced"}
    trace(case, everything=True)
    assert check(case).clean


def test_what_was_never_traced_and_what_is_out_of_date_is_no_fault(case, tmp_path):
    untraced = Case.create(tmp_path / "other.headwater")
    put(untraced, read("Mara Teld said nine passengers were hurt.", "one.txt"))
    assert check(untraced).clean
    put(case, read("Mara Teld said ten passengers were hurt.", "new.txt"))
    assert check(case).clean
