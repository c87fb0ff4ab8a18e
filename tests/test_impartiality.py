"""Who is named must not matter: invented texts read before and after their parties change places."""

from __future__ import annotations

import random
import re

import pytest
from benchmarks.impartiality import facts, other_facts, same
from benchmarks.swaps import Swapped, exchange_genders, replace_words

import headwater
from headwater.model import Reading

TEXTS = (
    "The mayor, Ada Quint, said on Monday that the bridge was closed. Bram Halvik disagreed. “It was open,” he told reporters.",
    "Ada Quint denied that Bram Halvik had seen the letter. Quint said she never wrote it. Halvik declined to comment.",
    "According to Bram Halvik, a spokesman for the port, the ship probably left at dawn. His deputy said it may have left earlier.",
    "“We were told nothing,” said Ms. Quint. Mr. Halvik said that he had warned her. Her lawyer called the warning “a fairy tale.”",
    "Bram Halvik claimed that Ada Quint lied to the council. The council said it would ask her. Quint said: “I have nothing to hide.”",
    "Did Ada Quint order the closure? Halvik asked on Friday. An anti-Quint group said she did, and a Halvik aide said she did not.",
    "Officials in Norway said the cable was cut. Norway denied that Norwegian divers were near it, but Oslo said an inquiry was likely.",
    "Norwegians who saw the ship said it was grey. The Norwegian navy reported that the ship, which Norway had sold, sank in May.",
    "The Boston Globe reported that the dam had failed. Citing two engineers, the Globe said the gates were rusty. CNN reported otherwise.",
    "Republicans said the vote was fair. Democrats accused the Republicans of lying. “A Republican told me so,” the clerk said.",
    "The chairwoman said her husband was at home. A policeman said he saw him there. The spokeswoman said: “She is a brave woman.”",
    "Ada M. Quint wrote that the wells were poisoned. The ministry rejected her report. Al-Halvik, who runs the wells, believes it is false.",
    "A conservative group said the liberals had paid. The liberals said conservatives were seeing ghosts, and a liberal donor laughed.",
)

NAMES = {
    "the two change places": {"Ada": "Bram", "Quint": "Halvik", "Bram": "Ada", "Halvik": "Quint"},
    "short names": {"Ada": "Oyá", "Quint": "Li", "Bram": "Ji", "Halvik": "Ng"},
    "long names": {"Ada": "Wilhelmina", "Quint": "O'Shaughnessy", "Bram": "Jean-Baptiste", "Halvik": "Wojciechowski"},
    "other alphabets": {"Ada": "Þóra", "Quint": "Ó'Briain", "Bram": "Łukasz", "Halvik": "Šarić"},
    "surnames of several words": {"Quint": "de la Lorne", "Halvik": "von Arnheim"},
    "countries": {"Norway": "Kazakhstan", "Norwegian": "Kazakh", "Norwegians": "Kazakhs", "Oslo": "Astana"},
    "island": {"Norway": "Fiji", "Norwegian": "Fijian", "Norwegians": "Fijians", "Oslo": "Suva"},
    "publications": {"Boston Globe": "Chicago Tribune", "Globe": "Tribune", "CNN": "BBC"},
    "parties": {"Republicans": "Democrats", "Republican": "Democrat", "Democrats": "Republicans"},
    "sides": {
        "liberals": "conservatives",
        "conservatives": "liberals",
        "liberal": "conservative",
        "conservative": "liberal",
    },
}


def disagreements(before: Reading, swapped: Swapped) -> list[object]:
    """What two readings say differently once offsets are carried over."""
    after = headwater.read_text(swapped.text)
    assert after.document.text == swapped.text
    one, two = facts(before, swapped.range), facts(after, same)
    wrong: list[object] = [(key, one.get(key), two.get(key)) for key in {**one, **two} if one.get(key) != two.get(key)]
    return wrong + sorted(other_facts(before, swapped.range) ^ other_facts(after, same), key=str)


@pytest.fixture(scope="module", name="readings")
def _readings() -> dict[str, Reading]:
    return {text: headwater.read_text(text) for text in TEXTS}


@pytest.mark.parametrize("names", NAMES.values(), ids=NAMES)
def test_names_do_not_matter(readings: dict[str, Reading], names: dict[str, str]) -> None:
    tried = 0
    for text, reading in readings.items():
        if names.get("Quint") == "de la Lorne" and ("-Quint" in text or "-Halvik" in text):
            continue  # a hyphen before several words makes two words of one
        swapped = replace_words(text, names)
        if swapped.replacements:
            tried += 1
            assert disagreements(reading, swapped) == [], swapped.text
    assert tried


def test_genders_do_not_matter(readings: dict[str, Reading]) -> None:
    for text, reading in readings.items():
        swapped = exchange_genders(text, [], random.Random(0))
        if swapped.replacements:
            assert disagreements(reading, swapped) == [], swapped.text


def test_texts_hold_attributions(readings: dict[str, Reading]) -> None:
    assert all(reading.attributions for reading in readings.values())


def test_exchange_of_genders_reads_context() -> None:
    swapped = exchange_genders("She told him that her dog saw her. The house is his.", [], random.Random(0))
    assert swapped.text == "He told her that his dog saw him. The house is hers."


def test_articles_follow_the_new_word() -> None:
    assert (
        replace_words("a Norwegian, an Icelander", {"Norwegian": "Indian", "Icelander": "Fijian"}).text
        == "an Indian, a Fijian"
    )


def test_offsets_are_carried() -> None:
    swapped = replace_words("Quint met Halvik.", {"Quint": "de la Lorne", "Halvik": "Li"})
    assert swapped.text == "De la Lorne met Li."
    words = [(m.start(), m.end()) for m in re.finditer(r"Quint|met|Halvik|\.", swapped.old)]
    assert [swapped.text[slice(*swapped.range(*w))] for w in words] == ["De la Lorne", "met", "Li", "."]
