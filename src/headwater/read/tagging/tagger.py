"""The neural sequence tagger: words in, tags, links and the other heads' scores out.

Runs the shipped network with onnxruntime on one thread. Knows nothing of attributions; ``attributions.py`` builds those.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from headwater.errors import ModelError
from headwater.networks import DEFAULT
from headwater.read.tagging.decoding import best_tags
from headwater.read.tagging.encoding import Alphabet, Paragraph, Window, fill_windows
from headwater.word_pieces import WordPieces

Floats = NDArray[np.float32]

BATCH = 192
"""Pieces in one run of the network, padding included: what stays in the cache is quickest."""

MASK = "mask"
"""The input that tells padding from pieces, of networks that take windows of different lengths in one run."""


@dataclass(frozen=True)
class TaggedWindow:
    """The network's answers for the units of one window.

    ``tags`` (length n) are decoded; ``certain`` (n) is the probability of each decoded tag. ``link_from`` and ``link_to``
    (n × 64, with row n of ``link_to`` for "no cue"), ``pronoun_from`` and ``pronoun_to`` (n × 64), ``certainty`` (n).
    """

    window: Window
    tags: NDArray[np.intp]
    certain: Floats
    link_from: Floats
    link_to: Floats
    pronoun_from: Floats
    pronoun_to: Floats
    certainty: Floats


class Tagger:
    """The shipped network with its vocabulary.

    ``cues`` are the words that can stand in a cue. ``Tagger.load("fast")`` checks the files' hashes first and raises ModelError when one is missing or changed.
    """

    def __init__(self, session: Any, alphabet: Alphabet, cues: frozenset[str], card: dict[str, Any]) -> None:
        self._session = session
        self._pads = any(given.name == MASK for given in session.get_inputs())
        self.alphabet = alphabet
        self.cues = cues
        self.card = card
        self.name: str = card.get("name", "fast")
        self.file = _file_of(card)

    @classmethod
    def load(cls, name: str = DEFAULT, folder: Path | None = None) -> Tagger:
        """Load a model of the weights folder."""
        folder = folder or Path(str(files("headwater") / "weights"))
        card = _checked_card(folder, name)
        cues = frozenset((folder / "cues.txt").read_text(encoding="utf-8").split())
        return cls(_session(folder / _file_of(card), card.get("unfused", ())), load_alphabet(folder), cues, card)

    def tag(self, paragraphs: Sequence[Paragraph]) -> list[TaggedWindow]:
        """Tag the paragraphs of one document, in order."""
        return self.tag_windows(fill_windows(paragraphs, self.alphabet))

    def tag_windows(self, windows: Sequence[Window]) -> list[TaggedWindow]:
        """Tag windows; the result is parallel to the input.

        They run in order of length. Where the network takes no mask only windows of one length run together: the runs this adds
        cost less than padding and masking do.
        """
        order = sorted(range(len(windows)), key=lambda i: len(windows[i].pieces))
        results: list[TaggedWindow | None] = [None] * len(windows)
        batch: list[int] = []
        for i in order:
            length = len(windows[i].pieces)
            alike = self._pads or not batch or length == len(windows[batch[0]].pieces)
            if batch and (length * (len(batch) + 1) > BATCH or not alike):
                self._run(windows, batch, results)
                batch = []
            batch.append(i)
        if batch:
            self._run(windows, batch, results)
        return [result for result in results if result is not None]

    def _run(self, windows: Sequence[Window], batch: list[int], results: list[TaggedWindow | None]) -> None:
        length = len(windows[batch[-1]].pieces)
        ids = np.zeros((len(batch), length), dtype=np.int64)
        features = np.zeros_like(ids)
        mask = np.zeros_like(ids)
        for row, i in enumerate(batch):
            n = len(windows[i].pieces)
            ids[row, :n] = windows[i].pieces
            features[row, :n] = windows[i].features
            mask[row, :n] = 1
        given = {"ids": ids, "features": features, **({MASK: mask} if self._pads else {})}
        outputs = self._session.run(None, given)
        for row, i in enumerate(batch):
            results[i] = _unpack(windows[i], [output[row] for output in outputs])


def _unpack(window: Window, outputs: Sequence[Floats]) -> TaggedWindow:
    tags, link, pronoun, certainty = outputs
    where = np.array(window.position, dtype=np.intp)
    half = link.shape[1] // 2
    links, pronouns = link[where], pronoun[where]
    scores = tags[where]
    best = best_tags(scores)
    shares = np.exp(scores - scores.max(1, keepdims=True)) if len(scores) else scores
    return TaggedWindow(
        window,
        best,
        shares[np.arange(len(best)), best] / shares.sum(1),
        links[:, :half],
        np.concatenate((links[:, half:], link[:1, half:])),
        pronouns[:, :half],
        pronouns[:, half:],
        certainty[where],
    )


class _OfWords(dict[str, tuple[int, ...]]):
    """Word pieces of single words, remembered as the network takes them; text repeats its words."""

    LIMIT = 200_000

    def __init__(self, pieces: WordPieces, unknown: int) -> None:
        super().__init__()
        self._pieces = pieces
        self._unknown = unknown

    def __missing__(self, word: str) -> tuple[int, ...]:
        if len(self) > self.LIMIT:
            self.clear()
        found = self[word] = tuple(self._pieces(word[:200])[:16]) or (self._unknown,)
        return found


def load_alphabet(folder: Path) -> Alphabet:
    """Word pieces, special pieces and lexicon of a weights folder."""
    pieces = WordPieces.read(folder / "tokenizer.json")
    lexicon = frozenset((folder / "lexicon.txt").read_text(encoding="utf-8").split())
    words = _OfWords(pieces, pieces.number("[UNK]"))
    return Alphabet(words.__getitem__, pieces.number("[CLS]"), pieces.number("[SEP]"), lexicon)


def _checked_card(folder: Path, name: str) -> dict[str, Any]:
    path = folder / f"{name}.json"
    try:
        card: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        hashes = {_file_of(card): card["sha256"][_file_of(card)], **card["sha256"]}
        for file, expected in hashes.items():
            if hashlib.sha256((folder / file).read_bytes()).hexdigest() != expected:
                raise ModelError(f"{file}: not the file that was shipped (reinstall headwater)")
    except OSError as error:
        raise ModelError(f"{error.filename}: the model {name!r} can't be read (reinstall headwater)") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ModelError(f"{path}: damaged model card (reinstall headwater)") from error
    return card


def _file_of(card: dict[str, Any]) -> str:
    """The network's file: a large one is packed."""
    plain = f"{card.get('name', 'fast')}.onnx"
    return f"{plain}.gz" if f"{plain}.gz" in card["sha256"] else plain


def _session(path: Path, unfused: Sequence[str]) -> Any:
    """Open a network; ``unfused`` names the run-time's graph fusions that its card asks to do without."""
    import gzip

    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    network = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else str(path)
    return onnxruntime.InferenceSession(
        network, options, providers=["CPUExecutionProvider"], disabled_optimizers=list(unfused)
    )
