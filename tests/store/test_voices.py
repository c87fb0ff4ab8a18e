import pytest

from headwater.errors import BadVerdict
from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.said import aliases, said_by, voice, voice_counts, voices
from headwater.store.search import search_voices
from headwater.store.verdicts import Draft
from tests.factory import lock_reading
from tests.store.fakes import put, read

ONE = "Ada Quint said the gate was shut. Smith said it rained."
TWO = "Ada Quint said the gate was open. Adah Quint said nothing. Smith warned of storms."


@pytest.fixture
def two(case: Case) -> Case:
    put(case, read(ONE, "one.txt", published="2031-05-02"), read(TWO, "two.txt", published="2031-05-01"))
    return case


def names(case: Case) -> dict[str, int]:
    with case.reading() as connection:
        return {f"{v.name}/{v.id}" if v.name == "Smith" else v.name: v.statements for v in voices(connection)}


def line(case: Case, name: str):
    with case.reading() as connection:
        return next(v for v in voices(connection) if v.name == name)


def give(case: Case, verdict: str, key: str, /, **payload: object) -> int:
    return case.give(Draft(verdict, f"voice:{key}", payload, "Eve", "because")).id


def test_one_exact_name_is_one_voice_and_a_bare_surname_is_not(two):
    assert names(two)["Ada Quint"] == 2
    assert len([n for n in names(two) if n.startswith("Smith/")]) == 2


def test_spelling_that_does_not_matter(case):
    put(case, read("Zoë Unal said yes.", "1"), read("Zoe Unal said no.", "2"), read("ZOË UNAL said so.", "3"))
    assert list(names(case).values()) == [3]


def test_everything_a_voice_said_in_order_of_time(two):
    with two.reading() as connection:
        said = said_by(connection, line(two, "Ada Quint").id)
    assert [(s.published, s.words) for s in said] == [
        ("2031-05-01", "the gate was open"),
        ("2031-05-02", "the gate was shut"),
    ]


def test_through_whom(case):
    put(case, lock_reading())
    with case.reading() as connection:
        official = next(v for v in voices(connection) if v.name == "two officials")
        (said,) = said_by(connection, official.id)
        assert [s.name for s in said.chain] == ["The Courier", "two officials"]
        courier = next(v for v in voices(connection) if v.name == "The Courier")
        assert [s.claim_id for s in said_by(connection, courier.id, relayed=True)] == [said.claim_id]


def test_merge_and_undo(two):
    ada, adah = line(two, "Ada Quint"), line(two, "Adah Quint")
    number = give(two, "merge", adah.key, into=ada.key)
    assert names(two)["Ada Quint"] == 3
    assert "Adah Quint" not in names(two)
    with two.reading() as connection:
        assert [(a.name, len(a.documents)) for a in aliases(connection, ada.id)] == [
            ("Ada Quint", 2),
            ("Adah Quint", 1),
        ]
        assert voice(connection, adah.id).id == ada.id
        assert [h.matched for h in search_voices(connection, "adah").hits] == ["Adah Quint"]
    put(two, read("Adah Quint said more.", "three.txt"))
    assert names(two)["Ada Quint"] == 4, "later documents follow the merge"
    assert check(two).clean
    two.undo(number, author="Eve")
    assert (names(two)["Ada Quint"], names(two)["Adah Quint"]) == (2, 2)
    assert check(two).clean


def test_merging_in_a_row_and_in_a_circle(two):
    ada, adah = line(two, "Ada Quint"), line(two, "Adah Quint")
    smith = next(v for v in two_smiths(two))
    give(two, "merge", smith.key, into=adah.key)
    give(two, "merge", adah.key, into=ada.key)
    assert names(two)["Ada Quint"] == 4
    give(two, "merge", ada.key, into=smith.key)  # closes a circle: changes nothing
    assert names(two)["Ada Quint"] == 4
    assert check(two).clean


def two_smiths(case: Case) -> list:
    with case.reading() as connection:
        return [v for v in voices(connection) if v.name == "Smith"]


def test_split_and_undo(two):
    ada = line(two, "Ada Quint")
    with two.reading() as connection:
        (alias,) = aliases(connection, ada.id)
    member = {"document": alias.document_keys[0], "found": alias.found_key}
    number = give(two, "split", ada.key, members=[member], name="Ada Quint of Marram", kind="person", named=True)
    assert (names(two)["Ada Quint"], names(two)["Ada Quint of Marram"]) == (1, 1)
    two.reread(1, read(ONE, "one.txt"), {"reading": "2"})
    two.reread(2, read(TWO, "two.txt"), {"reading": "2"})
    assert names(two)["Ada Quint of Marram"] == 1
    assert check(two).clean
    two.undo(number, author="Eve")
    assert names(two)["Ada Quint"] == 2
    assert check(two).clean


def test_naming_an_unnamed_voice(case):
    put(case, lock_reading())
    official = line(case, "two officials")
    number = give(case, "name", official.key, name="Una Roe and Max Ost", kind="group", named=True)
    found = line(case, "Una Roe and Max Ost")
    assert (found.id, found.kind, found.named) == (official.id, "group", True)
    assert case.load(1).voice_by_id["v2"].name == "Una Roe and Max Ost"
    assert case.load(1, live=False).voice_by_id["v2"].name == "two officials"
    with case.reading() as connection:
        for words in ("una roe", "two officials"):
            assert [h.case_voice_id for h in search_voices(connection, words).hits] == [official.id]
        assert voice_counts(connection)["group", True] == (1, 1)
    case.undo(number, author="Eve")
    assert line(case, "two officials").named is False
    assert check(case).clean


def test_grades(two):
    ada, adah = line(two, "Ada Quint"), line(two, "Adah Quint")
    for letter in "BCF":
        give(two, "grade", ada.key, reliability=letter)
        assert line(two, "Ada Quint").reliability == letter
    with two.reading() as connection:
        undone = connection.exec_driver_sql("SELECT max(id) FROM verdicts").scalar_one()
    two.undo(undone, author="Eve")
    assert line(two, "Ada Quint").reliability == "C", "an undone grade gives way to the one before it, not to the first"
    give(two, "merge", ada.key, into=adah.key)
    assert line(two, "Adah Quint").reliability == "C", "a merged voice brings its grade to one that has none"
    assert check(two).clean


@pytest.mark.parametrize(
    ("kind", "payload", "problem"),
    [
        ("grade", {"reliability": "G"}, "A to F"),
        ("merge", {}, "into which voice"),
        ("merge", {"into": "nobody"}, "no voice"),
        ("merge", {"into": "ITSELF"}, "into itself"),
        ("name", {"name": " ", "kind": "person", "named": True}, "needs a name"),
        ("name", {"name": "X", "kind": "wizard", "named": True}, "no kind of voice"),
        ("name", {"name": "X", "kind": "person"}, "whether the voice is named"),
        ("split", {"name": "X", "kind": "person", "named": True}, "what is to be split off"),
        ("split", {"members": [{}], "name": "X", "kind": "person", "named": True}, "needs its document"),
    ],
)
def test_refused(two, kind, payload, problem):
    key = line(two, "Ada Quint").key
    payload = {k: key if v == "ITSELF" else v for k, v in payload.items()}
    with pytest.raises(BadVerdict, match=problem):
        give(two, kind, key, **payload)
