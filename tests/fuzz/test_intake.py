from __future__ import annotations

import random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.fuzz.corpus import TOKENS, seeds
from tests.fuzz.intake import check, mutate

RELAXED = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.mark.parametrize(("name", "data"), seeds(), ids=[name for name, _ in seeds()])
def test_seeds(name, data, tmp_path):
    check(name, data, tmp_path)


@RELAXED
@given(st.integers(0, 1 << 32))
def test_mutated_inputs(tmp_path, number):
    source = random.Random(number)
    name, data = source.choice(seeds())
    check(name, mutate(data, source), tmp_path)


@RELAXED
@given(
    st.sampled_from(["a.txt", "a.md", "a.html"]),
    st.lists(st.one_of(st.sampled_from(TOKENS), st.text(max_size=20)), max_size=40),
)
def test_heaps_of_tokens(tmp_path, name, tokens):
    check(name, "".join(tokens).encode("utf-8", "replace"), tmp_path)
