from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.voices.names import THRESHOLD, same_name


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Dmitri Halvik", "Dmitri Halvick"),
        ("Jörg Ketter", "Jorg Ketter"),
        ("Ketter, Rolf Anselm", "Rolf Anselm Ketter"),
        ("Harbour Gazette", "The Harbour Gazette"),
        ("Дмитрий Халвик", "Dmitri Khalvik"),
        ("Strandquist Aviation Ltd", "Strandquist Aviation Limited"),
        ("Dr. Ada Quint", "Ada Quint"),
    ],
)
def test_one_name(one: str, two: str):
    score, reason = same_name(one, two)
    assert score > THRESHOLD
    assert reason


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("Ada Quint", "Bela Quint"),
        ("Ada Quint", "Ada Menlow"),
        ("Vessen Ledger", "Ulvarn Courant"),
        ("Rolf Ketter", "Jory Tamblin"),
    ],
)
def test_two_names(one: str, two: str):
    assert same_name(one, two)[0] < THRESHOLD


@given(st.text(max_size=30), st.text(max_size=30))
def test_symmetric_and_total(one: str, two: str):
    assert same_name(one, two)[0] == pytest.approx(same_name(two, one)[0], abs=0.05)
