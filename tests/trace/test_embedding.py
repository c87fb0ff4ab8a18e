"""The sentence encoder: normalised, near to what was published, refused when changed."""

from __future__ import annotations

import shutil
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from headwater.errors import ModelError
from headwater.trace.embedding import Embedder

WEIGHTS = Path(str(files("headwater") / "weights"))


def test_vectors_have_length_one_and_meaning():
    a, b, c, empty = Embedder.load().vectors(
        ["Twelve people died in the blast.", "The explosion killed a dozen.", "Bakers want better flour.", "  "]
    )
    assert np.allclose([np.linalg.norm(v) for v in (a, b, c)], 1, atol=1e-3)
    assert a @ b > a @ c + 0.3
    assert not empty.any()


def test_a_changed_file_is_refused(tmp_path):
    for name in ("sentence.json", "sentence.onnx", "tokenizer.json"):
        shutil.copy(WEIGHTS / name, tmp_path / name)
    with (tmp_path / "sentence.onnx").open("ab") as file:
        file.write(b"x")
    with pytest.raises(ModelError, match=r"sentence\.onnx"):
        Embedder.load(tmp_path)
    (tmp_path / "sentence.json").write_text("[]")
    with pytest.raises(ModelError, match="damaged"):
        Embedder.load(tmp_path)
    (tmp_path / "sentence.json").unlink()
    with pytest.raises(ModelError, match="can't be read"):
        Embedder.load(tmp_path)


def test_a_text_has_the_same_vector_in_any_company():
    texts = [f"{n} barges left {place} before the water rose." for n in ("No", "Eleven") for place in ("Ulver", "Tarn")]
    texts += ["Nobody drowned.", "The lock keeper at Orrin said on Monday that he had warned the harbour office twice."]
    together = Embedder.load().vectors(texts)
    alone = np.concatenate([Embedder.load().vectors([text]) for text in texts])
    assert np.array_equal(together, alone)
    assert np.array_equal(Embedder.load().vectors(texts[::-1])[::-1], together)
