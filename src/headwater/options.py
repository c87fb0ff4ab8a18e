"""What several commands let one choose."""

from __future__ import annotations

from enum import StrEnum

from headwater.networks import ACCURATE, DEFAULT, FAST, FOR_CORPORA


class Model(StrEnum):
    """The weights to read with: those that find more, or the quick ones."""

    accurate = ACCURATE
    fast = FAST


DEFAULT_MODEL = Model(DEFAULT)
CORPUS_MODEL = Model(FOR_CORPORA)
MODEL_HELP = "Weights to read with: accurate finds more, fast takes a quarter of the time."
