"""Verdicts after re-reading, and in newer versions of a page."""

import pytest

from headwater.model import Reading
from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.overview import question_counts, questions
from headwater.store.said import attributions
from headwater.store.subjects import addition_subject
from headwater.store.verdicts import Draft
from tests.store.fakes import now, put, read, subjects

GATE = "Ada Quint said the gate was shut. It rained. Bo Marr warned that more would come."
SHUT = "the gate was shut"
MORE = "that more would come"
NEWER = {"reading": "2"}


@pytest.fixture
def gate(case: Case) -> dict[str, str]:
    put(case, read(GATE, url="https://g.example/x"))
    return subjects(case, 1)


def without(reading: Reading, content: str) -> Reading:
    """The same reading by a model that misses one attribution."""
    from dataclasses import replace

    return replace(reading, attributions=tuple(a for a in reading.attributions if a.content[0].text != content))


def elsewhere(reading: Reading, content: str, words: str) -> Reading:
    """The same reading by a model that takes other words for one content."""
    from dataclasses import replace

    at = reading.document.text.index(words)
    span = reading.document.span(at, at + len(words))
    return replace(
        reading,
        attributions=tuple(
            replace(a, content=(span,)) if a.content[0].text == content else a for a in reading.attributions
        ),
    )


def give(case: Case, kind: str, subject: str, **payload: object) -> int:
    return case.give(Draft(kind, subject, payload, "Eve")).id


def said(case: Case, number: int = 1, **more: bool) -> list[tuple[str, str, str | None]]:
    with case.reading() as connection:
        return [(s.words, s.state, s.carried) for s in attributions(connection, number, **more)]


def review(case: Case) -> list[str]:
    with case.reading() as connection:
        assert question_counts(connection)["review"] == len(questions(connection, "review"))
        return [q.why for q in questions(connection, "review")]


class TestReadAgain:
    def test_carried_where_the_words_are_found_again(self, case, gate):
        give(case, "accept", gate[SHUT])
        give(case, "reject", gate[MORE])
        case.reread(1, read(GATE, url="https://g.example/x"), NEWER)
        assert said(case, everything=True) == [(SHUT, "accepted", "carried"), (MORE, "rejected", "carried")]
        assert review(case) == []
        assert check(case).clean

    def test_for_review_where_they_are_not(self, case, gate):
        give(case, "accept", gate[SHUT])
        case.reread(1, without(read(GATE), SHUT), NEWER)
        assert said(case) == [(MORE, "read", None)]
        assert review(case) == ["a newer reading no longer finds this attribution"]
        case.reread(1, read(GATE), {"reading": "3"})
        assert review(case) == []

    def test_for_review_where_somebody_else_says_it(self, case, gate):
        from dataclasses import replace

        give(case, "accept", gate[SHUT])
        other = read(GATE)
        other = replace(other, attributions=(replace(other.attributions[0], source=None), other.attributions[1]))
        case.reread(1, other, NEWER)
        assert review(case) == ["a newer reading finds another source for these words"]
        assert said(case)[0] == (SHUT, "read", None)

    def test_an_edit_stands_with_the_text_and_covers_what_is_found_there(self, case, gate):
        give(
            case,
            "edit",
            gate[SHUT],
            now=now(case.load(1), "gate was shut", "Ada Quint", "Ada Quint") | {"cue": [[10, 14]]},
        )
        case.reread(1, elsewhere(read(GATE), SHUT, "the gate was shut."), NEWER)
        assert said(case) == [("gate was shut", "edited", "carried"), (MORE, "read", None)]
        assert check(case).clean

    def test_an_addition_that_the_tool_finds_now(self, case):
        put(case, without(read(GATE), SHUT))
        now_ = now(case.load(1), SHUT, "Ada Quint", "Ada Quint")
        with case.reading() as connection:
            key = connection.exec_driver_sql("SELECT key FROM documents").scalar_one()
        give(case, "add", addition_subject(key, now_), now=now_)
        case.reread(1, read(GATE), NEWER)
        assert said(case) == [(SHUT, "added", "carried"), (MORE, "read", None)]

    def test_superseding_from_the_review_list(self, case, gate):
        old = give(case, "accept", gate[SHUT])
        case.reread(1, elsewhere(read(GATE), SHUT, "the gate"), NEWER)
        assert len(review(case)) == 1
        case.give(Draft("accept", subjects(case, 1)["the gate"], {}, "Eve", "", old))
        assert review(case) == []
        assert said(case)[0] == ("the gate", "accepted", "stands")
        assert check(case).clean

    def test_voices_stay_merged_and_split(self, case, gate):
        keys = voice_keys(case)
        give(case, "merge", f"voice:{keys['Bo Marr']}", into=keys["Ada Quint"])
        case.reread(1, read(GATE), NEWER)
        with case.reading() as connection:
            assert [s.voice.name for s in attributions(connection, 1)] == ["Ada Quint", "Ada Quint"]
        assert check(case).clean


class TestNewVersion:
    LATER = "Correction added. " + GATE + " Nobody was hurt."

    def test_carried_and_marked(self, case, gate):
        give(case, "reject", gate[SHUT])
        give(case, "edit", gate[MORE], now=now(case.load(1), "more would come", "Bo Marr", "Bo Marr"))
        put(case, read(self.LATER, url="https://g.example/x"))
        assert said(case, 2, everything=True) == [
            (SHUT, "rejected", "carried"),
            (MORE, "replaced", "carried"),
            ("more would come", "edited", "carried"),
        ]
        assert said(case, 1) == [("more would come", "edited", "stands")]
        assert check(case).clean

    def test_the_words_that_show_certainty_and_basis_move_too(self, case, gate):
        def at(words: str) -> list[int]:
            return [GATE.index(words), GATE.index(words) + len(words)]

        shown = {"markers": [at("warned")], "evidence": [at("Bo Marr warned")], "future": at("would come")}
        give(case, "edit", gate[MORE], now=now(case.load(1), "more would come", "Bo Marr", "Bo Marr", **shown))
        put(case, read(self.LATER, url="https://g.example/x"))
        for row in (1, 2):
            one = case.load(row).attributions[1]
            assert one.certainty.markers[0].text == "warned"
            assert (one.evidence[0].text, one.future.text) == ("Bo Marr warned", "would come")
        assert check(case).clean

    def test_for_review_where_the_words_changed(self, case, gate):
        give(case, "accept", gate[SHUT])
        put(case, read(GATE.replace("shut", "open"), url="https://g.example/x"))
        assert review(case) == ["the words have changed in the newer version, or occur in several places"]
        assert said(case, 2)[0] == ("the gate was open", "read", None)

    def test_for_review_where_the_words_come_twice(self, case, gate):
        give(case, "accept", gate[SHUT])
        put(case, read(f"{GATE} {GATE}", url="https://g.example/x"))
        assert len(review(case)) == 1

    def test_a_verdict_on_the_new_version_goes_before(self, case, gate):
        give(case, "reject", gate[SHUT])
        put(case, read(self.LATER, url="https://g.example/x"))
        give(case, "accept", subjects(case, 2)[SHUT])
        assert said(case, 2)[0] == (SHUT, "accepted", "stands")
        assert said(case, 1, everything=True)[0] == (SHUT, "rejected", "stands")
        assert check(case).clean

    def test_undone_in_the_old_undone_in_the_new(self, case, gate):
        number = give(case, "reject", gate[SHUT])
        put(case, read(self.LATER, url="https://g.example/x"))
        case.undo(number, author="Eve")
        assert said(case, 2)[0] == (SHUT, "read", None)

    def test_older_versions_are_left_alone(self, case, gate):
        put(case, read(self.LATER, url="https://g.example/x"))
        give(case, "reject", subjects(case, 2)[SHUT])
        assert said(case, 1)[0] == (SHUT, "read", None)


def voice_keys(case: Case) -> dict[str, str]:
    with case.reading() as connection:
        return {r[0]: r[1] for r in connection.exec_driver_sql("SELECT found_name, key FROM case_voices")}
