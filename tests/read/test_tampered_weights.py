"""Weights that were changed, cut off or replaced are never run."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

import headwater
from headwater.errors import ModelError
from headwater.read.tagging.tagger import Tagger
from headwater.trace.embedding import Embedder

WEIGHTS = Path(headwater.__file__).parent / "weights"


@pytest.fixture
def folder(tmp_path):
    goal = tmp_path / "weights"
    shutil.copytree(WEIGHTS, goal)
    return goal


@pytest.mark.parametrize("name", ["fast.onnx", "lexicon.txt", "cues.txt", "tokenizer.json"])
def test_one_changed_byte_is_refused(folder, name):
    path = folder / name
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with pytest.raises(ModelError, match=name):
        Tagger.load("fast", folder)


def test_a_missing_or_broken_card_is_refused(folder):
    (folder / "fast.json").write_text("{")
    with pytest.raises(ModelError):
        Tagger.load("fast", folder)
    (folder / "fast.json").unlink()
    with pytest.raises(ModelError):
        Tagger.load("fast", folder)


def test_the_card_must_name_what_is_loaded(folder):
    card = json.loads((folder / "fast.json").read_text("utf-8"))
    del card["sha256"]["fast.onnx"]
    (folder / "fast.json").write_text(json.dumps(card))
    with pytest.raises(ModelError):
        Tagger.load("fast", folder)


def test_the_sentence_model_is_checked_too(folder):
    path = folder / "sentence.onnx"
    path.write_bytes(path.read_bytes()[:-1])
    with pytest.raises(ModelError):
        Embedder.load(folder)
