"""Verbs of speech in every form, made by spelling and by hand."""

from __future__ import annotations

import re

import pytest

from headwater.read.verbs import Verb, finite, participle, past, told, verbs


@pytest.mark.parametrize(
    ("base", "wanted"),
    [
        ("say", Verb("say", "says", "said", "saying")),
        ("deny", Verb("deny", "denies", "denied", "denying")),
        ("admit", Verb("admit", "admits", "admitted", "admitting")),
        ("write", Verb("write", "writes", "wrote", "writing")),
        ("confess", None),
        ("stress", Verb("stress", "stresses", "stressed", "stressing")),
        ("argue", Verb("argue", "argues", "argued", "arguing")),
    ],
)
def test_forms(base: str, wanted: Verb | None) -> None:
    assert next((verb for verb in verbs("say") if verb.base == base), None) == wanted


def test_a_verb_stands_in_one_class_and_once() -> None:
    bases = [verb.base for kind in ("say", "tell", "think", "show") for verb in verbs(kind)]  # type: ignore[arg-type]
    assert len(bases) == len(set(bases))


def test_alternatives_are_patterns() -> None:
    assert re.fullmatch(told("say"), "insists")
    assert not re.fullmatch(told("say"), "insist")
    assert re.fullmatch(finite("say", "think"), "believe")
    assert not re.fullmatch(finite("say"), "state")
    assert re.fullmatch(past("tell"), "told")
    assert re.fullmatch(participle("say"), "warning")
