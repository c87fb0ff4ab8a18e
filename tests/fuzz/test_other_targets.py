"""A few hundred inputs of each target that ``make fuzz`` runs for longer; and what was found before."""

from __future__ import annotations

from tests.fuzz import blind, cases, matrices


def test_cases():
    assert blind.fuzz("case.headwater", [cases.seed()], cases.check, 1, 3, most=25) == 0


def test_matrices():
    assert blind.fuzz("matrix.txt", matrices.seeds(), matrices.check, 1, 3, most=400) == 0


def test_the_seeds_themselves():
    cases.check(cases.seed())
    for data in matrices.seeds():
        matrices.check(data)


def test_words_of_the_schema_that_were_damaged():
    """Found by fuzzing: a column's name, and bytes of the schema that are no text."""
    whole = cases.seed()
    for damaged in (
        whole.replace(b"kind", b"kinx"),
        whole.replace(b"markup", b"mark\x9cp"),
        whole.replace(b"zlib", b"zlix"),
    ):
        cases.check(damaged)
