"""Word pieces against the library that the encoders came with."""

from __future__ import annotations

import json
import unicodedata
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import ModelError
from headwater.word_pieces import WordPieces, cut

FILE = Path(str(files("headwater") / "weights" / "tokenizer.json"))
SETTLED = st.characters(exclude_categories=("Cs", "Cn"), max_codepoint=0x2FFF)


@pytest.fixture(scope="module")
def pieces():
    return WordPieces.read(FILE)


@pytest.fixture(scope="module")
def published():
    tokenizers = pytest.importorskip("tokenizers")
    tokenizer = tokenizers.Tokenizer.from_file(str(FILE))
    tokenizer.no_padding()
    tokenizer.no_truncation()
    return lambda text: tokenizer.encode(text, add_special_tokens=False).ids


@pytest.mark.parametrize(
    "text",
    [
        "The keeper of Marram said: “Nobody looked at the chain since spring.”",
        "Élise Núñez-Brandt’s naïve coöperation, Straße, İstanbul, ΣΊΣΥΦΟΣ",
        "a\tb\nc\rd e\u200bf\x00g\x7fh�i\x85j",
        "漢字 and かな, 한국어, ไทย, עברית, العربية",
        "1,234.5% of $99 – 3°C ± ½ ²",
        "x" * 100 + " " + "x" * 101 + " unaffable unwantedly zzqxj",
        "ﬁ ＡＢＣ Ⅷ K Å",
        "",
    ],
)
def test_the_same_as_published(text, pieces, published):
    assert pieces(text) == published(text)


@settings(max_examples=300)
@given(text=st.text(SETTLED, max_size=60))
def test_any_text_the_same(text, pieces, published):
    """Of characters that have been of one kind for long: each library has the Unicode tables of its own year."""
    text = "".join(c for c in text if unicodedata.ucd_3_2_0.category(c) == unicodedata.category(c))
    assert pieces(text) == published(text)


def test_marks_of_the_network_in_a_page_are_characters(pieces):
    assert pieces.number("[SEP]") not in pieces("He wrote [SEP] and [CLS] on the wall.")


def test_words_are_cut_at_punctuation_and_folded():
    assert cut("Don’t, É.T.!") == ["don", "’", "t", ",", "e", ".", "t", ".", "!"]


def test_memory_stays_within_bounds(pieces, monkeypatch):
    monkeypatch.setattr("headwater.word_pieces._REMEMBERED", 10)
    few = WordPieces({"[UNK]": 0, "a": 1, "##a": 2})
    assert [few("a" * n) for n in range(1, 30)] == [[1] + [2] * (n - 1) for n in range(1, 30)]
    assert len(few._known) <= 10


def test_what_is_no_vocabulary_is_refused(tmp_path):
    path = tmp_path / "tokenizer.json"
    with pytest.raises(ModelError, match="can't be read"):
        WordPieces.read(path)
    for damaged in ("", "[]", "{}", '{"model": 3, "normalizer": {}, "pre_tokenizer": {}}'):
        path.write_text(damaged)
        with pytest.raises(ModelError, match="damaged"):
            WordPieces.read(path)
    whole = json.loads(FILE.read_text(encoding="utf-8"))
    whole["normalizer"]["type"] = "Lowercase"
    path.write_text(json.dumps(whole))
    with pytest.raises(ModelError, match="another kind"):
        WordPieces.read(path)


def test_a_piece_that_is_missing_is_named(pieces):
    with pytest.raises(ModelError, match="nothing-like-it"):
        pieces.number("nothing-like-it")
