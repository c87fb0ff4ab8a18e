"""The pool keeps order, outlives dead workers, and says when it can't start."""

import os
import time
from functools import partial

import pytest

from headwater.errors import HeadwaterError, ModelError
from headwater.pool import Done, Pool


def start_doubling():
    return double


def double(number):
    if number == 13:
        os._exit(3)
    time.sleep(0.02 * (number % 3))
    return number * 2


def start_badly():
    raise ModelError("no weights")


def start_and_die():
    os._exit(4)


def start_large():
    return lambda data: data * 2


def crashed(task):
    return f"{task} crashed"


def test_order_is_that_of_the_tasks_and_a_crash_costs_one():
    tasks = [5, 4, Done("kept"), 13, 3, 2, 1]
    with Pool(start_doubling, crashed, 2) as pool:
        assert list(pool.map(tasks)) == [10, 8, "kept", "13 crashed", 6, 4, 2]


def test_tasks_are_taken_only_as_far_ahead_as_allowed():
    taken = []

    def tasks():
        for number in range(500):
            taken.append(number)
            yield number if number != 13 else 14

    with Pool(start_doubling, crashed, 2) as pool:
        results = pool.map(tasks())
        assert next(results) == 0
        assert len(taken) < 100


def test_no_tasks_start_no_workers():
    with Pool(partial(start_badly), crashed, 2) as pool:
        assert list(pool.map([])) == []
        assert list(pool.map([Done(1), Done(2)])) == [1, 2]


def test_errors_at_the_start_are_the_callers():
    with Pool(start_badly, crashed, 2) as pool, pytest.raises(ModelError, match="no weights"):
        list(pool.map([1, 2, 3]))


def test_a_worker_that_dies_at_the_start_ends_it():
    with Pool(start_and_die, crashed, 2) as pool, pytest.raises(HeadwaterError, match="before it was ready"):
        list(pool.map([1, 2, 3]))


def test_a_crash_costs_only_the_task_that_was_being_done():
    tasks = [13, 1, 2, 13, 4, 13, 13, 5, 7, 8] * 3
    with Pool(start_doubling, crashed, 2) as pool:
        assert list(pool.map(tasks)) == ["13 crashed" if n == 13 else 2 * n for n in tasks]


def test_tasks_and_results_larger_than_a_pipe_holds_do_not_block_each_other():
    tasks = [bytes([n]) * 3_000_000 for n in range(8)]
    with Pool(start_large, crashed, 2) as pool:
        assert [r[:1] + r[-1:] for r in pool.map(tasks)] == [bytes([n, n]) for n in range(8)]
        assert len(pool._workers) == 2
