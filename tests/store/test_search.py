import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.store.case import Case
from headwater.store.query import Query
from headwater.store.search import Filters, search_claims, search_text, search_voices
from headwater.store.verdicts import Draft
from tests.factory import lock_reading
from tests.store.fakes import new_case, put, read, subjects

ONE = "Ada Quint said the café was shut. It rained on officials. Bo Marr warned that more storms would come."
TWO = "Nothing happened. Cy Orrin said the gate was open and the café was shut."


@pytest.fixture(scope="module")
def case(tmp_path_factory):
    with new_case(tmp_path_factory.mktemp("search")) as made:
        put(made, read(ONE, "one.txt", title="Storm at Marram", publisher="Gazette", published="2031-05-01T08:00:00Z"))
        put(made, read(TWO, "two.txt", publisher="Courier", published="2031-05-03"))
        put(made, lock_reading())
        yield made


def words(case: Case, query: str, filters: Filters | None = None) -> list[str]:
    with case.reading() as connection:
        found = search_claims(connection, query, filters)
    assert found.total == len(found.hits)
    return [hit.text for hit in found.hits]


def origins(case: Case, query: str, filters: Filters | None = None) -> set[int]:
    with case.reading() as connection:
        found = search_text(connection, query, filters)
    assert found.total == len(found.hits)
    return {hit.document_id for hit in found.hits}


@pytest.mark.parametrize(
    ("query", "documents"),
    [
        ("cafe", {1, 2}),
        ("CAFÉ gate", {2}),
        ('"cafe was shut"', {1, 2}),
        ('"shut was"', set()),
        ("official", {1, 3}),
        ("storm*", {1, 3}),
        ("café -gate", {1}),
        ("marram", {1, 3}),
        ("", set()),
        ("-gate", set()),
        ('" " -', set()),
        ("AND OR NOT NEAR(", set()),
    ],
)
def test_text(case, query, documents):
    assert origins(case, query) == documents


def test_places_say_where_the_words_stand(case):
    with case.reading() as connection:
        for hit in search_text(connection, "shut storms").hits:
            text = case.document(hit.document_id).text
            for place in hit.places:
                assert text[place.start : place.end] == place.text
                assert {text[a:b].lower() for a, b in place.hits} <= {"shut", "storms", "storm"}


def test_marks_in_the_text_itself_do_not_confuse(tmp_path):
    with new_case(tmp_path) as case:
        put(case, read("x\ufdd0y gate \ufdd1 Ada Quint said the gate."))
        with case.reading() as connection:
            (hit,) = search_text(connection, "gate").hits
        text = case.document(1).text
        assert [text[a:b] for p in hit.places for a, b in p.hits] == ["gate", "gate"]


@pytest.mark.parametrize(
    ("query", "claims"),
    [
        ("cafe shut", ["the gate was open and the café was shut", "the café was shut"]),
        ('"café was shut" gate', ["the gate was open and the café was shut"]),
        ('"cafe shut"', []),
        ("storm", ["the winch was probably worn through before the storm", "that more storms would come"]),
        ("rained", ["It rained on officials."]),
        ('cafe -"gate was"', ["the café was shut"]),
    ],
)
def test_claims(case, query, claims):
    assert words(case, query) == claims


@pytest.mark.parametrize(
    ("filters", "documents"),
    [
        (Filters(publisher="Gazette"), {1}),
        (Filters(since="2031-05-03"), {2}),
        (Filters(until="2031-05-01"), {1}),
        (Filters(document_id=2), {2}),
        (Filters(kinds=("person",)), {1, 2, 3}),
        (Filters(kinds=("publication", "document")), {3}),
        (Filters(named=False), {3}),
        (Filters(certainty=("PS+",)), {3}),
        (Filters(own=True, publisher="Courier"), {2}),
    ],
)
def test_filters_on_text(case, filters, documents):
    assert origins(case, "was OR were", filters) == set()  # OR is a word like any other
    assert origins(case, "was", filters) == documents


def test_filters_on_claims(case):
    assert words(case, "was", Filters(publisher="Gazette")) == ["the café was shut"]
    assert words(case, "rained", Filters(kinds=("author",))) == ["It rained on officials."]
    assert words(case, "rained", Filters(own=False)) == []
    assert words(case, "winch", Filters(kinds=("document",), certainty=("PR+",))) != []
    with case.reading() as connection:
        ada = search_voices(connection, "quint").hits[0].case_voice_id
    assert words(case, "was", Filters(case_voice_id=ada)) == ["the café was shut"]


def test_hits_in_claims_are_offsets_in_the_document(case):
    with case.reading() as connection:
        for hit in search_claims(connection, "storms").hits:
            text = case.document(hit.document_id).text
            assert [text[a:b] for a, b in hit.hits] in (["storms"], ["storm"])


def test_pages_of_results(case):
    with case.reading() as connection:
        everything = search_claims(connection, "the", limit=50).hits
        paged = [h for n in range(0, 50, 2) for h in search_claims(connection, "the", limit=2, offset=n).hits]
    assert paged == everything


def test_voices(case):
    with case.reading() as connection:
        assert [h.name for h in search_voices(connection, "quint ada").hits] == ["Ada Quint"]
        assert [h.name for h in search_voices(connection, "offic").hits] == ["two officials"]
        assert search_voices(connection, "%").hits == ()
        assert search_voices(connection, "officials", Filters(named=True)).total == 0


def test_what_was_rejected_or_removed_is_not_found(tmp_path):
    with new_case(tmp_path) as case:
        put(case, read(ONE, "one.txt"))
        subject = subjects(case, 1)["the café was shut"]
        rejected = case.give(Draft("reject", subject, {}, "Eve"))
        assert words(case, "shut", Filters(own=False)) == []  # the page says it itself now
        assert [w.endswith("said the café was shut.") for w in words(case, "shut", Filters(own=True))] == [True]
        case.undo(rejected.id, author="Eve")
        assert words(case, "shut") == ["the café was shut"]
        case.give(Draft("remove", "document:" + subject.split(":")[1], {}, "Eve"))
        assert words(case, "shut") == []
        assert origins(case, "shut") == set()


@settings(max_examples=150, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text('"*-() AND:^ORx', max_size=20))
def test_any_query_is_answered(case, query):
    with case.reading() as connection:
        for search in (search_text, search_claims, search_voices):
            assert search(connection, query).total >= 0


def test_a_pasted_page_is_cut_to_a_query():
    assert len(Query.of("word " * 10_000).phrases) <= 32
