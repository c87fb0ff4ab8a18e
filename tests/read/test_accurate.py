"""The larger network: packed, checked, and reading the same way as the quick one."""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest

import headwater
from headwater.errors import ModelError
from headwater.read.tagging.tagger import Tagger

WEIGHTS = Path(str(files("headwater") / "weights"))
TEXT = (
    "Two officials at the harbour ministry said on Tuesday that the gate had been opened from inside.\n\n"
    "“We warned the company that the pump was worn,” said Ada Quint, who keeps the lock. She said nobody had answered.\n"
)


@pytest.fixture(scope="module")
def reading():
    return headwater.read_text(TEXT, model="accurate")


def test_it_finds_who_said_what(reading):
    voices = {reading.voice_by_id[a.voice].name for a in reading.attributions}
    assert "Ada Quint" in voices
    assert any("officials" in name for name in voices)
    assert any("the gate had been opened from inside" in a.content[0].text for a in reading.attributions)


def test_it_reads_twice_the_same(reading):
    assert headwater.read_text(TEXT, model="accurate").to_json() == reading.to_json()


def test_the_record_says_which_network_read():
    tagger = Tagger.load("accurate")
    assert tagger.file == "accurate.onnx.gz"
    assert (WEIGHTS / tagger.file).stat().st_size < 75_000_000


def test_a_changed_file_is_refused(tmp_path):
    for name in ("accurate.json", "tokenizer.json", "lexicon.txt", "cues.txt"):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    (tmp_path / "accurate.onnx.gz").write_bytes(b"\x1f\x8b other")
    with pytest.raises(ModelError, match="not the file that was shipped"):
        Tagger.load("accurate", tmp_path)


def test_the_card_lists_every_file():
    card = json.loads((WEIGHTS / "accurate.json").read_text(encoding="utf-8"))
    assert set(card["sha256"]) == {"accurate.onnx.gz", "tokenizer.json", "lexicon.txt", "cues.txt"}
    assert len(card["calibration"]["weights"]) == 5
