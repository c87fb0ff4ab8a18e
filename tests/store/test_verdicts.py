import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import BadVerdict
from headwater.model import Reading
from headwater.store import verdicts
from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.said import attributions
from headwater.store.subjects import addition_subject
from headwater.store.verdicts import Draft
from tests.factory import lock_reading
from tests.store.fakes import new_case, now, put, read, subjects

GATE = "Ada Quint said the gate was shut. It rained. Bo Marr warned that more would come."
SHUT = "the gate was shut"
MORE = "that more would come"


@pytest.fixture
def gate(case: Case) -> dict[str, str]:
    put(case, read(GATE))
    return subjects(case, 1)


def live(case: Case) -> list[tuple[str, str]]:
    """Who says what, after all verdicts."""
    reading = case.load(1)
    return [(reading.voice_by_id[a.voice].name, a.content[0].text) for a in reading.attributions]


def said(case: Case, **more: bool) -> list:
    with case.reading() as connection:
        return attributions(connection, 1, **more)


def give(case: Case, kind: str, subject: str, **payload: object) -> int:
    return case.give(Draft(kind, subject, payload, "Eve", "because")).id


def test_accept_and_reject(case, gate):
    give(case, "accept", gate[SHUT])
    give(case, "reject", gate[MORE])
    assert live(case) == [("Ada Quint", SHUT)]
    assert [(s.words, s.state, s.live, s.carried) for s in said(case, everything=True)] == [
        (SHUT, "accepted", True, "stands"),
        (MORE, "rejected", False, "stands"),
    ]
    assert len(case.load(1, live=False).attributions) == 2
    assert check(case).clean


def test_a_verdict_says_by_itself_what_it_is_about(case, gate):
    give(case, "reject", gate[SHUT])
    with case.reading() as connection:
        (verdict,) = verdicts.log(connection)
    assert verdict.payload["was"]["words"] == {"source": "Ada Quint", "cue": ["said"], "content": [SHUT]}
    assert (verdict.author, verdict.reason) == ("Eve", "because")


def test_edit_replaces_and_undo_brings_back(case, gate):
    now_ = now(case.load(1), "the gate", "Ada Quint", "Cy Orrin")
    number = give(case, "edit", gate[SHUT], now=now_)
    assert ("Cy Orrin", "the gate") in live(case)
    assert ("Ada Quint", SHUT) not in live(case)
    edited = next(s for s in said(case) if s.state == "edited")
    assert (edited.subject, edited.certainty, edited.confidence) == (gate[SHUT], "PR+", None)
    case.undo(number, author="Eve")
    assert live(case) == [("Ada Quint", SHUT), ("Bo Marr", MORE)]
    assert check(case).clean


def test_editing_only_the_certainty(case):
    put(case, lock_reading())
    inner = next(s for s in said(case) if s.local == "a2")
    outer = next(s for s in said(case) if s.local == "a1")
    changed = inner.now(outer.subject) | {"certainty": {"label": "PR+", "low": 0.55, "high": 0.8}}
    number = give(case, "edit", inner.subject, now=changed)
    edited = next(s for s in said(case) if s.state == "edited")
    assert (edited.certainty, edited.content, edited.source, edited.local) == (
        "PR+",
        inner.content,
        inner.source,
        f"h{number}",
    )
    assert [s.name for s in edited.chain] == ["The Courier", "two officials"]
    assert edited.parent_id == outer.claim_id
    assert check(case).clean


def test_edit_of_an_edit(case, gate):
    reading = case.load(1)
    first = give(case, "edit", gate[SHUT], now=now(reading, "the gate", None, "Cy Orrin"))
    second = give(case, "edit", gate[SHUT], now=now(reading, "gate was shut", None, "Cy Orrin"))
    assert live(case)[-1] == ("Cy Orrin", "gate was shut")
    case.undo(second, author="Eve")
    assert ("Cy Orrin", "the gate") in live(case)
    case.undo(first, author="Eve")
    assert live(case) == [("Ada Quint", SHUT), ("Bo Marr", MORE)]


def test_an_added_attribution_takes_the_place_of_own_statements(case, gate):
    now_ = now(case.load(1), "It rained.", None, "Bo Marr")
    key = gate[SHUT].split(":")[1]
    give(case, "add", addition_subject(key, now_), now=now_)
    assert ("Bo Marr", "It rained.") in live(case)
    assert case.load(1).own_statements == ()
    reading: Reading = case.load(1)
    assert len([v for v in reading.voices if v.name == "Bo Marr"]) == 1, "the voice that was found is used again"
    give(case, "reject", addition_subject(key, now_))
    assert len(live(case)) == 2
    assert len(case.load(1).own_statements) == 1
    assert check(case).clean


def test_a_rejected_outer_attribution_leaves_the_chains(case):
    put(case, lock_reading())
    by_id = {a.id: s for a, s in zip(case.load(1).attributions, subjects_in_order(case), strict=True)}
    number = give(case, "reject", by_id["a1"])
    inner = next(a for a in case.load(1).attributions if a.id == "a2")
    assert (inner.parent, inner.chain) == (None, ("v2",))
    case.undo(number, author="Eve")
    assert case.load(1) == lock_reading()


def test_children_of_an_edited_attribution_hang_on_the_edit(case):
    put(case, lock_reading())
    outer = subjects_in_order(case)[0]
    reading = case.load(1)
    content = reading.attributions[0].content[0].text
    number = give(case, "edit", outer, now=now(reading, content, "The Courier", "The Courant"))
    inner = next(a for a in case.load(1).attributions if a.id == "a2")
    assert inner.parent == f"h{number}"
    names = [case.load(1).voice_by_id[v].name for v in inner.chain]
    assert names == ["The Courant", "two officials"]
    assert check(case).clean


def subjects_in_order(case: Case) -> list[str]:
    from headwater.store.names import subject_of

    reading = case.load(1, live=False)
    with case.reading() as connection:
        key = connection.exec_driver_sql("SELECT key FROM documents").scalar_one()
    return [subject_of(key, a) for a in reading.attributions]


def test_remove_and_restore(case, gate):
    key = gate[SHUT].split(":")[1]
    give(case, "reject", gate[MORE])
    number = give(case, "remove", f"document:{key}")
    assert said(case) == []
    assert case.document(1).text == GATE
    give(case, "restore", f"document:{key}")
    assert live(case) == [("Ada Quint", SHUT)]
    with case.reading() as connection:
        assert not verdicts.get(connection, number).live
    assert check(case).clean


class TestRefused:
    @pytest.mark.parametrize(
        ("kind", "subject", "payload", "problem"),
        [
            ("bless", "document:GATE", {}, "no kind of verdict"),
            ("accept", "document:GATE", {}, "is about an attribution"),
            ("accept", "family:x", {}, "is about an attribution"),
            ("accept", "attribution:0000000000000000:0-3@5-9", {}, "no document"),
            ("accept", "attribution:KEY:0-3@5-9", {}, "no such attribution"),
            ("accept", "attribution:KEY:zero@5-9", {}, "names no words"),
            ("accept", "attribution:KEY:", {}, "names no words"),
            ("grade", "voice:0", {"reliability": "A"}, "no voice"),
            ("remove", "document:nothing", {}, "no document"),
            ("undo", "verdict:7", {}, "no verdict"),
            ("undo", "verdict:x", {}, "no verdict"),
            ("edit", "attribution:KEY:0-9@15-32", {"now": {"content": [[5, 2]]}}, "content"),
            ("edit", "attribution:KEY:0-9@15-32", {"now": {}}, "content"),
            ("edit", "attribution:KEY:0-9@15-32", {}, "nothing about"),
            ("add", "attribution:KEY:0-9@15-32", {}, "nothing about"),
        ],
    )
    def test_what_makes_no_sense(self, case, gate, kind, subject, payload, problem):
        subject = subject.replace("KEY", gate[SHUT].split(":")[1]).replace("GATE", gate[SHUT].split(":")[1])
        with pytest.raises(BadVerdict, match=problem):
            case.give(Draft(kind, subject, payload, "Eve"))
        assert check(case).verdicts == 0

    @pytest.mark.parametrize(("author", "reason"), [("", ""), (" ", ""), ("a\x00", ""), ("Eve", "\ud800")])
    def test_who_and_why(self, case, gate, author, reason):
        with pytest.raises(BadVerdict):
            case.give(Draft("accept", gate[SHUT], {}, author, reason))

    def test_words_outside_the_text(self, case, gate):
        now_ = now(case.load(1), "the gate", None, "Cy") | {"content": [[3, 99_999]]}
        with pytest.raises(BadVerdict, match="outside the text"):
            give(case, "edit", gate[SHUT], now=now_)

    @pytest.mark.parametrize(
        ("part", "problem"),
        [
            ({"markers": [[3, 99_999]]}, "outside the text"),
            ({"markers": 3}, "markers must be a list"),
            ({"evidence": [[5, 2]]}, "evidence must be a list"),
            ({"future": [5]}, "future must be one"),
        ],
    )
    def test_words_that_show_nothing(self, case, gate, part, problem):
        with pytest.raises(BadVerdict, match=problem):
            give(case, "edit", gate[SHUT], now=now(case.load(1), "the gate", None, "Cy") | part)

    def test_accepting_what_a_person_gave(self, case, gate):
        give(case, "edit", gate[SHUT], now=now(case.load(1), "the gate", None, "Cy Orrin"))
        with pytest.raises(BadVerdict, match="needs no accepting"):
            give(case, "accept", gate[SHUT])

    def test_adding_what_was_found(self, case, gate):
        now_ = now(case.load(1), SHUT, "Ada Quint", "Ada Quint")
        with pytest.raises(BadVerdict, match="found this attribution already"):
            give(case, "add", gate[SHUT], now=now_)

    def test_undoing_twice(self, case, gate):
        number = give(case, "accept", gate[SHUT])
        case.undo(number, author="Eve")
        with pytest.raises(BadVerdict, match="no longer counts"):
            case.undo(number, author="Eve")

    def test_bringing_back_what_has_a_newer_verdict(self, case, gate):
        undone = case.undo(give(case, "accept", gate[SHUT]), author="Eve").id
        give(case, "reject", gate[SHUT])
        with pytest.raises(BadVerdict, match="would both count"):
            case.undo(undone, author="Eve")
        assert [s.words for s in said(case)] == [MORE]
        assert check(case).clean


def test_verdict_rows_never_change(case, gate):
    give(case, "accept", gate[SHUT])
    with closing(sqlite3.connect(case.path)) as plain:
        for sql in ("UPDATE verdicts SET author = 'Mallory'", "DELETE FROM verdicts"):
            with pytest.raises(sqlite3.IntegrityError, match="never"):
                plain.execute(sql)


def test_the_chain_shows_tampering(case, gate):
    for _ in range(3):
        give(case, "grade", voice_subject(case, "Ada Quint"), reliability="B")
    with closing(sqlite3.connect(case.path)) as plain:
        plain.execute("DROP TRIGGER verdicts_never_change")
        plain.execute("UPDATE verdicts SET reason = 'no reason' WHERE id = 2")
        plain.commit()
    faults = check(case).faults
    assert [(f.where, f.what) for f in faults] == [("verdict 2", "was changed after it was given")]


def test_a_cut_log_is_shown_by_its_head(case, gate):
    give(case, "accept", gate[SHUT])
    before = check(case)
    give(case, "reject", gate[MORE])
    assert (before.head, before.head_hash) != (check(case).head, check(case).head_hash)


def voice_subject(case: Case, name: str) -> str:
    with case.reading() as connection:
        return (
            "voice:"
            + connection.exec_driver_sql("SELECT key FROM case_voices WHERE found_name = ?", (name,)).scalar_one()
        )


KINDS = ("accept", "reject", "edit", "edit elsewhere", "undo")


@settings(max_examples=25, deadline=None)
@given(
    steps=st.lists(st.tuples(st.sampled_from(KINDS), st.sampled_from([SHUT, MORE]), st.integers(0, 30)), max_size=12)
)
def test_superseding_and_undoing(tmp_path_factory, steps):
    """Whatever is done, what is live follows from the log alone; undoing everything brings back what was read."""
    with new_case(tmp_path_factory.mktemp("c")) as case:
        put(case, read(GATE))
        where = subjects(case, 1)
        reading = case.load(1)
        for kind, words, number in steps:
            try:
                if kind == "undo":
                    case.undo(number, author="Eve")
                elif kind.startswith("edit"):
                    content = words if kind == "edit" else words[4:8]
                    give(case, "edit", where[words], now=now(reading, content, None, f"Person {number}"))
                else:
                    give(case, kind, where[words])
            except BadVerdict:
                continue
        assert check(case).clean
        with case.reading() as connection:
            log = list(verdicts.log(connection))
        expected = verdicts.expected_standing((v.id, v.kind, v.supersedes) for v in log)
        assert expected == {v.id: v.live for v in log}
        for words, subject in where.items():
            alive = [v for v in log if v.live and v.subject == subject]
            assert len(alive) <= 1
            shown = any(s.words == words and s.state != "edited" for s in said(case))
            assert shown == (not alive or alive[0].kind == "accept")
        undo_everything(case)
        assert case.load(1) == reading


def undo_everything(case: Case) -> None:
    while True:
        with case.reading() as connection:
            open_ = [v for v in verdicts.log(connection, live=True) if v.kind != "undo"]
        if not open_:
            return
        case.undo(open_[-1].id, author="Eve")
