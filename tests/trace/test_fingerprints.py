from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.trace.fingerprints import (
    SIZE,
    WINDOW,
    candidates,
    fingerprints,
    grams,
    shingle_hashes,
    winnowed,
    winnowed_each,
    word_hash,
    word_hashes,
    word_ranges,
)


def words(text):
    return [text[a:b] for a, b in word_ranges(text)]


def test_words_are_cut_at_everything_that_is_no_word():
    assert words("The mayor’s 1,200 boats (12.5 m) don't sink_ever – said A.") == [
        "The", "mayor’s", "1,200", "boats", "12.5", "m", "don't", "sink", "ever", "said", "A",
    ]  # fmt: skip


def test_skipped_ranges_take_their_words_with_them():
    text = "divers probably [READ IT HERE] working for nobody"
    ranges = word_ranges(text, [(16, 30)])
    assert [text[a:b] for a, b in ranges] == ["divers", "probably", "working", "for", "nobody"]


@given(st.lists(st.lists(st.integers(0, 9), max_size=12), max_size=6))
def test_many_documents_have_the_fingerprints_of_each(documents):
    words = [np.array(d, dtype=np.uint64) for d in documents]
    found = winnowed_each(words)
    assert [f.tolist() for f in found] == [winnowed(grams(w)).tolist() for w in words]


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(0, 80), st.integers(0, 30)), max_size=4))
def test_no_word_touches_what_is_skipped(text, gaps):
    skip = sorted((a, a + length) for a, length in gaps)
    for start, end in word_ranges(text, skip):
        assert text[start:end].strip()
        assert not any(a < end and start < b for a, b in skip if a < b)


def test_case_and_apostrophe_make_no_difference():
    assert word_hash("Mayor’s") == word_hash("mayor's")
    assert word_hash("mayor") != word_hash("mayors")


def test_hashes_are_the_same_in_every_process():
    assert word_hash("harbour") == 0xE2242E63DBB0FC04
    assert (
        shingle_hashes("one two three four", size=4).tolist()
        == shingle_hashes("One, two; three — four!", size=4).tolist()
    )


def test_the_order_of_words_counts():
    assert (
        grams(word_hashes("a b c d", word_ranges("a b c d")))[0]
        != grams(word_hashes("b a c d", word_ranges("b a c d")))[0]
    )


def test_texts_too_short_for_a_shingle_have_none():
    assert len(shingle_hashes("one two three")) == 0
    assert len(fingerprints("")) == 0


@given(st.lists(st.integers(0, 2**64 - 1), min_size=WINDOW, max_size=60), st.integers(0, 57))
def test_every_window_keeps_one(values, at):
    hashes = np.array(values, dtype=np.uint64)
    at = min(at, len(hashes) - WINDOW)
    assert np.isin(hashes[at : at + WINDOW], winnowed(hashes)).any()


@given(st.lists(st.sampled_from("abcdefgh"), min_size=6, max_size=6))
def test_a_shared_run_of_six_words_is_never_missed(run):
    first = fingerprints("x1 x2 x3 x4 x5 " + " ".join(run) + " x6 x7 x8")
    second = fingerprints("y1 y2 y3 " + " ".join(run) + " y4 y5 y6 y7 y8")
    assert SIZE + WINDOW - 1 == 6
    assert np.intersect1d(first, second).size


@given(st.lists(st.frozensets(st.integers(0, 30), max_size=12), max_size=8), st.integers(1, 4))
def test_candidates_are_the_pairs_that_share_enough(sets, least):
    documents = [np.array(sorted(s), dtype=np.uint64) for s in sets]
    expected = [
        (i, j)
        for i, j in combinations(range(len(sets)), 2)
        if sets[i] & sets[j] and len(sets[i] & sets[j]) >= min(least, len(sets[i]), len(sets[j]))
    ]
    assert candidates(documents, least=least) == expected


def test_a_shingle_that_all_hold_ties_each_to_the_first_and_to_the_one_before():
    documents = [np.arange(5, dtype=np.uint64) for _ in range(100)]
    pairs = candidates(documents, common=10)
    assert len(pairs) == 99 + 98
    assert {j for i, j in pairs if i == 0} == set(range(1, 100))
    assert all((i, i + 1) in pairs for i in range(99))


@pytest.mark.parametrize("documents", [[], [np.empty(0, np.uint64)] * 3, [np.array([1], np.uint64)]])
def test_nothing_gives_no_pairs(documents):
    assert candidates(documents) == []
