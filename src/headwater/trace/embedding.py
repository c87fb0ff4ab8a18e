"""Sentence vectors: near in angle where sentences say alike things.

The shipped encoder (all-MiniLM-L6-v2, 8-bit) run on one thread. Its hashes are checked before it is used. Its scales are fixed,
so a text has the same vector, bit for bit, whatever texts are read beside it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ModelError
from headwater.model_trace import VECTOR_WIDTH
from headwater.word_pieces import WordPieces

Floats = NDArray[np.float32]

LONGEST = 96
"""Word pieces of one text that are read; a claim is a sentence, and few have more."""
BATCH = 512
"""Word pieces in one run, padding included."""


class Embedder:
    """The sentence encoder. ``Embedder.load()`` raises ModelError when its file is missing or changed."""

    _loaded: Embedder | None = None

    def __init__(self, session: Any, pieces: WordPieces) -> None:
        self._session = session
        self._pieces = pieces
        self._ends = pieces.number("[CLS]"), pieces.number("[SEP]")

    @classmethod
    def load(cls, folder: Path | None = None) -> Embedder:
        """The shipped encoder, loaded once in a process; from another folder it is loaded anew."""
        if folder is not None:
            return cls._read(folder)
        if Embedder._loaded is None:
            Embedder._loaded = cls._read(Path(str(files("headwater") / "weights")))
        return Embedder._loaded

    @classmethod
    def _read(cls, folder: Path) -> Embedder:
        _check(folder)
        return cls(_session(folder / "sentence.onnx"), WordPieces.read(folder / "tokenizer.json"))

    def vectors(self, texts: Sequence[str]) -> Floats:
        """One vector of length one for each text (n × 384). Equal texts are read once; an empty text gives zeros."""
        unique = sorted({text for text in texts if text.strip()})
        first, last = self._ends
        pieces = [[first, *self._pieces(text[:2000])[: LONGEST - 2], last] for text in unique]
        order = sorted(range(len(unique)), key=lambda i: (len(pieces[i]), unique[i]))
        known = np.zeros((len(unique) + 1, VECTOR_WIDTH), dtype=np.float32)
        batch: list[int] = []
        for i in order:
            if batch and len(pieces[i]) * (len(batch) + 1) > BATCH:
                known[batch] = self._run([pieces[j] for j in batch])
                batch = []
            batch.append(i)
        if batch:
            known[batch] = self._run([pieces[j] for j in batch])
        place = {text: i for i, text in enumerate(unique)}
        return known[[place.get(text, len(unique)) for text in texts]]

    def _run(self, rows: list[list[int]]) -> Floats:
        length = max(len(row) for row in rows)
        ids = np.zeros((len(rows), length), dtype=np.int64)
        mask = np.zeros_like(ids)
        for i, row in enumerate(rows):
            ids[i, : len(row)] = row
            mask[i, : len(row)] = 1
        hidden = self._session.run(None, {"ids": ids, "mask": mask})[0]
        # summed here, piece after piece: the run-time's own sum depends on the size of the batch
        sums: Floats = (hidden * mask[:, :, None].astype(np.float32)).sum(axis=1)
        unit: Floats = sums / np.maximum(np.sqrt((sums * sums).sum(axis=1, keepdims=True)), np.float32(1e-9))
        return unit


def _check(folder: Path) -> None:
    card = folder / "sentence.json"
    try:
        for name, expected in json.loads(card.read_text(encoding="utf-8"))["sha256"].items():
            if hashlib.sha256((folder / name).read_bytes()).hexdigest() != expected:
                raise ModelError(f"{name}: not the file that was shipped (reinstall headwater)")
    except OSError as error:
        raise ModelError(f"{error.filename}: the sentence encoder can't be read (reinstall headwater)") from error
    except (ValueError, KeyError, AttributeError, TypeError) as error:
        raise ModelError(f"{card}: damaged model card (reinstall headwater)") from error


def _session(path: Path) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
