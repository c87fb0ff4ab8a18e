"""Word pieces: a text as the numbers that the networks read.

What BERT's uncased tokenizer does (Devlin et al. 2019, section 3; the greedy split of Wu et al. 2016, section 4.1): clean,
fold case and accents, set punctuation apart, then take the longest known piece from the left. Written here because the usual
library brings 40 MB and a client for downloads with it; the tests hold the two against each other. One thing differs on
purpose: "[SEP]" and its like in a page are characters as any other, never marks for the network.
"""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

from headwater.errors import ModelError

_REMEMBERED = 50_000
"""Words whose pieces are kept; beyond that the memory is emptied, so that a long run stays within bounds."""

_IDEOGRAPHS = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B920, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)
"""Ranges of characters that are words by themselves."""


class WordPieces:
    """The pieces of one vocabulary. The same text gives the same numbers on every machine."""

    def __init__(
        self, numbers: dict[str, int], *, unknown: str = "[UNK]", inner: str = "##", longest: int = 100
    ) -> None:
        """``numbers`` of the pieces; ``inner`` begins those inside a word; a word of over ``longest`` characters is unknown."""
        self._numbers = numbers
        self._unknown = numbers[unknown]
        self._inner = inner
        self._longest = longest
        self._known: dict[str, tuple[int, ...]] = {}

    @classmethod
    def read(cls, path: Path) -> WordPieces:
        """The vocabulary of a ``tokenizer.json``. Raises ModelError when it is missing, damaged or of another kind."""
        try:
            whole = json.loads(path.read_text(encoding="utf-8"))
            model, kind = whole["model"], (whole["normalizer"]["type"], whole["pre_tokenizer"]["type"])
            if kind != ("BertNormalizer", "BertPreTokenizer") or not whole["normalizer"]["lowercase"]:
                raise ModelError(f"{path}: word pieces of another kind ({', '.join(kind)}; reinstall headwater)")
            return cls(
                {str(piece): int(number) for piece, number in model["vocab"].items()},
                unknown=model["unk_token"],
                inner=model["continuing_subword_prefix"],
                longest=int(model["max_input_chars_per_word"]),
            )
        except OSError as error:
            raise ModelError(f"{path}: the word pieces can't be read (reinstall headwater)") from error
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise ModelError(f"{path}: damaged word pieces (reinstall headwater)") from error

    def number(self, piece: str) -> int:
        """Number of a piece written out. Raises ModelError when the vocabulary has none of that name."""
        try:
            return self._numbers[piece]
        except KeyError:
            raise ModelError(f"{piece}: no such word piece (reinstall headwater)") from None

    def __call__(self, text: str) -> list[int]:
        """Numbers of a text's pieces, without marks at its ends."""
        return [number for word in cut(text) for number in self._of_word(word)]

    def _of_word(self, word: str) -> tuple[int, ...]:
        pieces = self._known.get(word)
        if pieces is not None:
            return pieces
        if len(word) > self._longest:
            return (self._unknown,)
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        pieces = self._known[word] = self._split(word)
        return pieces

    def _split(self, word: str) -> tuple[int, ...]:
        found: list[int] = []
        start, end = 0, len(word)
        while start < len(word):
            piece = word[start:end] if start == 0 else self._inner + word[start:end]
            number = self._numbers.get(piece)
            if number is not None:
                found.append(number)
                start, end = end, len(word)
            elif end - start == 1:
                return (self._unknown,)
            else:
                end -= 1
        return tuple(found)


def cut(text: str) -> list[str]:
    """Words and single marks of punctuation, in lower case and without accents."""
    if not text.isascii():
        text = unicodedata.normalize("NFD", text.translate(_CLEAN))
    return text.translate(_FOLD).split()


class _Table(dict[int, str]):
    """What stands for a character, worked out when it is first met."""


class _Clean(_Table):
    def __missing__(self, code: int) -> str:
        self[code] = result = _cleaned(code)
        return result


class _Fold(_Table):
    def __missing__(self, code: int) -> str:
        self[code] = result = _folded(code)
        return result


def _cleaned(code: int) -> str:
    character = chr(code)
    if character in "\t\n\r":
        return " "
    kind = unicodedata.category(character)
    if code in {0, 0xFFFD} or kind in {"Cc", "Cf", "Co"}:
        return ""
    if kind[0] == "Z":
        return " "
    return f" {character} " if any(low <= code <= high for low, high in _IDEOGRAPHS) else character


def _folded(code: int) -> str:
    character = chr(code)
    kind = unicodedata.category(character)
    if kind == "Mn":
        return ""
    if kind[0] == "P" or (code < 128 and character.isprintable() and not character.isalnum() and character != " "):
        return f" {character} "
    return character.lower() if code >= 128 else _cleaned(code).lower()


_CLEAN = _Clean()
_FOLD = _Fold()
