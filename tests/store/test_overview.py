from headwater.store import overview
from headwater.store.said import attributions
from headwater.store.verdicts import Draft
from tests.factory import lock_reading
from tests.store.fakes import put, read, subjects

GATE = "Ada Quint said the gate was shut. It rained."


def test_numbers(case):
    put(
        case,
        lock_reading(),
        read(GATE, "g.txt", url="https://g.example/x", publisher="Gazette", published="2031-05-01"),
    )
    put(case, read(GATE + " More.", "h.txt", url="https://g.example/x", publisher="Gazette", published="2031-05-02"))
    with case.reading() as connection:
        found = overview.overview(connection)
        assert (found.documents, found.addresses, found.publishers) == (3, 2, 2)
        assert (found.first, found.last) == ("2031-05-01", "2031-05-02")
        reading = case.load(1)
        assert sum(found.statements.values()) == len(reading.attributions) + len(reading.own_statements) + 2 + 3
        assert overview.speakers(connection, 2) == {"author": 1, "named": 1, "unnamed": 0, "document": 0}
        assert overview.speakers(connection, 1)["document"] == 1


def test_every_number_leads_to_its_list(case):
    put(case, lock_reading(), read(GATE))
    with case.reading() as connection:
        for number, kind in enumerate(overview.QUESTIONS):
            assert overview.question_counts(connection)[kind] == len(overview.questions(connection, kind)), number
        for line in overview.documents(connection):
            assert line.attributions == len(attributions(connection, line.id))


def test_documents_in_order_of_publication(case):
    put(
        case,
        read(GATE, "late", published="2031-06-01"),
        read(GATE + " A.", "none"),
        read(GATE + " B.", "early", published="2030"),
    )
    key = subjects(case, 1)["the gate was shut"].split(":")[1]
    with case.reading() as connection:
        assert [d.origin for d in overview.documents(connection)] == ["early", "late", "none"]
        assert [d.origin for d in overview.documents(connection, limit=1, offset=1)] == ["late"]
    case.give(Draft("remove", f"document:{key}", {}, "Eve"))
    with case.reading() as connection:
        assert [d.origin for d in overview.documents(connection)] == ["early", "none"]
        assert [d.removed for d in overview.documents(connection, removed=True)] == [False, True, False]


def test_a_document_by_any_of_its_names(case):
    put(case, read(GATE, "g.txt", url="https://g.example/x"))
    put(case, read(GATE + " More.", "h.txt", url="https://g.example/x"))
    with case.reading() as connection:
        key = overview.document(connection, 1).key
        for name, number in (("1", 1), (key, 1), ("g.txt", 1), ("https://g.example/x", 2), ("9", None), ("", None)):
            assert overview.find_document(connection, name) == number
        assert overview.document(connection, 9) is None
        assert [(c.version, c.origin) for c in overview.captures(connection, 2)] == [(1, "g.txt"), (2, "h.txt")]


def test_what_is_new(case):
    put(case, read(GATE))
    with case.reading() as connection:
        before = overview.new_since(connection, "")
        time = connection.exec_driver_sql("SELECT max(made) FROM readings").scalar_one()
    assert (before.documents, before.verdicts) == (1, 0)
    case.give(Draft("accept", subjects(case, 1)["the gate was shut"], {}, "Eve"))
    put(case, read(GATE + " More.", "b.txt"))
    with case.reading() as connection:
        news = overview.new_since(connection, time, before.verdict)
    assert (news.documents, news.readings, news.verdicts, news.verdict) == (1, 1, 1, 1)


def test_an_accepted_attribution_is_no_question(case):
    from dataclasses import replace

    reading = read(GATE)
    put(case, replace(reading, attributions=tuple(replace(a, confidence=0.2) for a in reading.attributions)))
    with case.reading() as connection:
        assert overview.question_counts(connection)["unsure"] == 1
    case.give(Draft("accept", subjects(case, 1)["the gate was shut"], {}, "Eve"))
    with case.reading() as connection:
        assert overview.question_counts(connection)["unsure"] == 0
