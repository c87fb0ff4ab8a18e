"""Text that nobody writes in good faith, or nobody would expect: an answer all the same, in time that grows with its length."""

from __future__ import annotations

import time

import pytest

from headwater.model import Document, Reading
from headwater.model_trace import Amount, Source
from headwater.trace.amounts import MOST, amounts_of, differ
from headwater.trace.bases import MOST as MOST_RECORDS
from headwater.trace.bases import shared_bases
from headwater.trace.casualties import toll_of
from headwater.trace.forbids_figures import day, number
from headwater.trace.parties import fold
from headwater.trace.scene import Scene
from headwater.trace.slots import value_at
from headwater.trace.wording import wording
from tests.factory import build
from tests.trace.statements import claim, compared


@pytest.mark.parametrize("word", ["ſeven", "fıve", "ſıx"])
def test_letters_that_only_look_like_a_number_word_count_nothing(word):
    text = f"{word} people were killed at the Marram lock."
    assert toll_of("", text).killed in (None, 1)
    assert amounts_of(text, 0, [(0, len(text))], []) == ()


def test_a_row_of_digits_is_no_number():
    long = "The gate fell on May " + "1" * 5000 + " at the Marram lock."
    short = "The gate fell on May 2 at the Marram lock."
    for a, b in ((long, short), (short, long), (long, long)):
        one, two = claim(a), claim(b)
        day(one, two)
        number(one, two)
        compared(a, b)
    tokens = wording("9" * 400 + " men").tokens
    assert value_at(tokens, 0) is None


def test_amounts_without_end_are_compared():
    assert differ(Amount(3, 3, None), Amount(float("inf"), float("inf"), None))


def test_a_claim_full_of_numbers_takes_no_longer_than_its_length():
    text = "The board counted " + "1, " * 60_000 + "people killed."
    began = time.process_time()
    found = amounts_of(text, 0, [(0, len(text))], [])
    assert time.process_time() - began < 5
    assert len(found) <= MOST


def test_what_a_voice_looked_at_is_gathered_once():
    words = [f"he had seen the film of gate number {n}" for n in range(60)]
    text = "\n".join(f"Bo Marr said {w}." for w in words) + "\n"
    reading = build(
        text,
        [{"id": "v1", "name": "Bo Marr", "kind": "person"}],
        [
            {"id": f"a{n}", "voice": "v1", "content": w, "source": "Bo Marr", "cue": "said"}
            for n, w in enumerate(words, 1)
        ],
    )
    from headwater.trace.claims import claims_of

    source = Source("d", reading)
    claims = claims_of(source)
    scene = Scene(claims, [source])
    list(shared_bases(scene, claims, scene.grounds(claims)))
    assert {voice: len(some) for voice, some in scene.looked_at["d"].items()} == {"v1": MOST_RECORDS}


def test_an_empty_document_has_a_place_in_the_scene():
    scene = Scene([], [Source("d", Reading(Document("empty.txt", "")))])
    assert scene.passages_between("d", "d") == []
    assert fold("") == ""


SAME_WHOEVER = [
    ("The burglar broke the window of the shop.", "The man broke the window of the shop."),
    ("The gunman fired at the lock house.", "The man fired at the lock house."),
    ("His suspect crossed the lock at noon.", "His suspect may have crossed the lock at noon."),
    ("The man shot himself at the lock.", "The man was hurt at the lock."),
]
MIRROR = {"man": "woman", "gunman": "gunwoman", "himself": "herself", "his": "her"}


def mirrored(text: str) -> str:
    words = text.replace(".", " .").split()
    turned = [MIRROR.get(w.lower(), w.lower()) for w in words]
    return " ".join(t.capitalize() if w[0].isupper() else t for w, t in zip(words, turned, strict=True)).replace(
        " .", "."
    )


@pytest.mark.parametrize(("a", "b"), SAME_WHOEVER)
def test_a_woman_and_a_man_are_compared_alike(a, b):
    here, there = compared(a, b), compared(mirrored(a), mirrored(b))
    assert (here.relation, here.by) == (there.relation, there.by)
    for text in (a, b):
        assert toll_of("", text) == toll_of("", mirrored(text))
