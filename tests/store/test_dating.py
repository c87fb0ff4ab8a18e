"""A date that a person gives: beside the page's own, taken back by undoing, found when changed by hand."""

import pytest

from headwater.errors import BadVerdict
from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.overview import documents
from headwater.store.verdicts import Draft
from tests.store.fakes import put, read

GATE = "Ada Quint said the gate was shut."


def give(case: Case, published: object, document: int = 1) -> int:
    key = case.document(document).id
    return case.give(Draft("date", f"document:{key}", {"published": published}, "Ada", "on the notice")).id


def dates(case: Case) -> list[str | None]:
    with case.reading() as connection:
        return [line.published for line in sorted(documents(connection), key=lambda line: line.id)]


@pytest.mark.parametrize("own", [None, "2031-05-02"])
def test_a_document_is_dated_dated_anew_and_the_date_undone(case, own):
    put(case, read(GATE, url="https://g.example/x", published=own))
    first = give(case, "2031-05-04")
    later = give(case, "2031-05-05T08:15+02:00")
    assert dates(case) == ["2031-05-05T08:15+02:00"]
    assert case.load(1).document.published == "2031-05-05T08:15+02:00"
    assert case.load(1, live=False).document.published == case.document(1).published == own
    assert check(case).clean
    case.undo(later, author="Ada")
    assert dates(case) == ["2031-05-04"]
    case.undo(first, author="Ada")
    assert dates(case) == [own]
    assert check(case).clean


def test_it_outlives_reading_again_and_removal(case):
    put(case, read(GATE, url="https://g.example/x"))
    give(case, "2031-05-04")
    removed = case.give(Draft("remove", f"document:{case.document(1).id}", {}, "Ada")).id
    case.undo(removed, author="Ada")
    case.reread(1, case.load(1, live=False), {"reading": "2"})
    assert dates(case) == ["2031-05-04"]
    assert check(case).clean


@pytest.mark.parametrize(
    "published", ["", "yesterday", "2031-02-30", "20310504", "2031-W18-5", "2031-05-04T99:00", 3, None]
)
def test_what_is_no_date_is_refused(case, published):
    put(case, read(GATE, url="https://g.example/x"))
    with pytest.raises(BadVerdict, match=r"YYYY-MM-DD|no day"):
        give(case, published)


@pytest.mark.parametrize("column", ["published", "found_published", "dated_by"])
def test_changes_by_hand_show(case, column):
    put(case, read(GATE, url="https://g.example/x", published="2031-05-02"))
    give(case, "2031-05-04")
    with case.writing() as connection:
        value = "NULL" if column == "dated_by" else "'2031-05-03'"
        connection.exec_driver_sql(f"UPDATE documents SET {column} = {value}")
    assert not check(case).clean


def test_an_older_case_gets_the_columns(case):
    put(case, read(GATE, url="https://g.example/x"))
    with case.reading() as connection:
        assert connection.exec_driver_sql("SELECT found_published, dated_by FROM documents").all() == [(None, None)]
