"""Which claims meet: like wordings in documents that may tell of one event, whatever else there is; close to linear."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.trace.blocking import BESIDE, COMMON, candidate_pairs
from headwater.trace.connected import connected
from headwater.trace.marks import Marks, marks_of, packed_marks, unpacked_marks
from tests.trace.statements import claim


def met(marks):
    found = candidate_pairs(marks)
    return set(zip(found.first.tolist(), found.second.tolist(), strict=True))


def with_setting(text: str, document: str, *names: str):
    return marks_of([replace(claim(text, document), setting=names)])[0]


ULVER = ("Ulver", "Mara Teld", "Skarn Bank")
TARN = ("Tarn", "Oda Lind", "Orrin Mill")


def test_the_same_words_of_two_events_are_two_claims():
    text = "The driver was pronounced dead at the scene."
    marks = [with_setting(text, "a", *ULVER), with_setting(text, "b", *ULVER), with_setting(text, "c", *TARN)]
    assert met(marks) == {(0, 1)}


def test_where_nothing_shows_the_event_claims_meet():
    text = "The driver was pronounced dead at the scene."
    assert met([with_setting(text, "a", "Ulver"), with_setting(text, "b", *TARN)]) == {(0, 1)}


def test_long_copies_meet_the_first_wherever_they_stand():
    text = "The harbour office had closed the northern channel on Friday because two buoys were missing."
    marks = [with_setting(text, "a", *ULVER), with_setting(text, "b", *TARN), with_setting(text, "c", *ULVER)]
    found = candidate_pairs(marks)
    assert list(zip(found.first.tolist(), found.second.tolist(), strict=True)) == [(0, 1), (0, 2)]
    assert found.copies.all()


def test_claims_with_little_in_common_do_not_meet():
    one = with_setting("The ferry struck the bank in thick fog.", "a", *ULVER)
    two = with_setting("The ferry had been painted in the spring and the bank paid for most of that work.", "b", *ULVER)
    assert met([one, two]) == set()


def test_a_word_that_everybody_has_costs_no_square():
    dice = random.Random(1)
    names = (7, 8, 9)
    marks = []
    for n in range(6_000):
        stems = tuple(sorted({1, 2, 3, 1000 + dice.randrange(40), 2000 + dice.randrange(40)}))
        marks.append(Marks(f"d{n:05}", stems, 0, (), names))
    began = time.process_time()
    pairs = met(marks)
    assert len(pairs) < 6_000 * (COMMON + 15 * BESIDE)
    assert time.process_time() - began < 20


@given(st.lists(st.lists(st.integers(1, 12), max_size=6, unique=True), max_size=14), st.randoms())
def test_pairs_are_in_order_and_do_not_depend_on_what_else_is_added_far_away(stems, dice):
    marks = [Marks(f"d{n % 4}", tuple(sorted(some)), 0, (), (1, 2, 3)) for n, some in enumerate(stems)]
    found = candidate_pairs(marks)
    pairs = list(zip(found.first.tolist(), found.second.tolist(), strict=True))
    assert pairs == sorted(set(pairs))
    assert all(a < b for a, b in pairs)
    stranger = Marks("z", (900, 901), 0, (), (77, 78, 79))
    assert met([*marks, stranger]) == set(pairs)


def test_marks_come_back_as_they_were():
    claims = [
        claim("Twelve people were killed in the blast at Port Marram.", "a"),
        claim("The winch of the lock was worn through before the storm, the keeper at Orrin said.", "a"),
    ]
    marks = marks_of(claims)
    assert unpacked_marks("a", packed_marks(marks)) == marks
    assert unpacked_marks("a", packed_marks([])) == ()
    with pytest.raises((ValueError, IndexError)):
        unpacked_marks("a", packed_marks(marks)[:9])


def test_links_make_groups():
    assert sorted(map(sorted, connected([(1, 2), (3, 4), (2, 5), (6, 6)]))) == [[1, 2, 5], [3, 4], [6]]
    assert connected([]) == []


def test_a_month_apart_only_claims_meet_that_say_of_whom_they_are():
    plain, named = "The driver of the van was taken to the hospital.", "Mara Teld was taken to the hospital."
    for text, meets in ((plain, False), (named, True)):
        one = with_date(text, "a", "2031-05-02")
        assert met([one, with_date(text, "b", "2031-05-30")]) == {(0, 1)}
        assert (met([one, with_date(text, "c", "2031-06-30")]) == {(0, 1)}) is meets
        assert met([one, with_date(text, "d", None)]) == {(0, 1)}


def with_date(text: str, document: str, dated: str | None):
    return marks_of([replace(claim(text, document), setting=ULVER, dated=dated)])[0]
