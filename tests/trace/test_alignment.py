import random
import time

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from headwater.trace.alignment import align, indexed
from headwater.trace.fingerprints import word_hashes, word_ranges


def blocks(first, second):
    return align(*(indexed(word_hashes(text, word_ranges(text))) for text in (first, second)))


def test_one_changed_word_leaves_one_block():
    (block,) = blocks("the gate gave way on Thursday after a storm", "the gate gave way on Friday after a storm")
    assert (block.first, block.first_end, block.second, block.second_end) == (0, 9, 0, 9)
    assert block.same == 8
    assert block.share == 8 / 9


def test_paragraphs_that_changed_places_are_two_blocks():
    one = "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu"
    two = "one two three four five six seven eight nine ten eleven twelve thirteen"
    assert [(b.first, b.second, b.same) for b in blocks(f"{one} {two}", f"{two} {one}")] == [(0, 13, 13), (13, 0, 13)]


def test_a_long_insertion_parts_a_block():
    left, right = "alpha beta gamma delta epsilon", "zeta eta theta iota kappa"
    between = " ".join(f"w{n}" for n in range(40))
    assert [b.same for b in blocks(f"{left} {right}", f"{left} {between} {right}")] == [5, 5]


def test_texts_without_a_run_in_common_have_no_block():
    assert blocks("the harbour was shut", "a storm took the gate") == []
    assert blocks("", "a storm took the gate") == []


@given(st.lists(st.sampled_from("abcde"), max_size=60), st.lists(st.sampled_from("abcde"), max_size=60))
def test_blocks_are_in_order_apart_and_as_alike_as_they_say(first, second):
    a, b = (word_hashes(" ".join(w), word_ranges(" ".join(w))) for w in (first, second))
    found = align(indexed(a), indexed(b))
    used_first, used_second = np.zeros(len(a), int), np.zeros(len(b), int)
    for block in found:
        assert 0 <= block.first < block.first_end <= len(a)
        assert 0 <= block.second < block.second_end <= len(b)
        assert 3 <= block.same <= min(block.first_end - block.first, block.second_end - block.second)
        used_first[block.first : block.first_end] += 1
        used_second[block.second : block.second_end] += 1
    assert [b.first for b in found] == sorted(b.first for b in found)


def test_a_copy_of_itself_is_one_block():
    words = " ".join(random.Random(3).choices([f"w{n}" for n in range(300)], k=500))
    (block,) = blocks(words, words)
    assert block.same == 500


def test_repetition_does_not_blow_up():
    begin = time.process_time()
    blocks("no comment today " * 5_000, "no comment today " * 5_000)
    blocks("a " * 20_000, "a " * 20_000)
    assert time.process_time() - begin < 2
