"""Is it English? Headwater says so when it is not, rather than reading it badly."""

from __future__ import annotations

import re

from headwater.errors import NotEnglish
from headwater.read.intake.normalise import drop_invisible
from headwater.read.intake.phrases import words_of

_WORD = re.compile(r"[^\W\d_]+")
_COMMON = words_of(
    """
    the of and to in a is that for it was on are as with his they be at one have this from or had by but not
    what all were we when your can said there an each which she do how their if will up other about out many
    then them these so some her would him has
    """
)
_ENOUGH = 40
_SAMPLE = 4_000
_PLAINLY_NOT = 0.15


def require_english(text: str, name: str) -> None:
    """Raise NotEnglish when ``text`` is plainly in another language. Short texts in Latin letters pass."""
    sample = drop_invisible(_sample(text))
    words = _WORD.findall(sample)
    if not words:
        return
    latin = sum(word[0] < "\u0250" for word in words)
    if latin < len(words) / 2:
        raise NotEnglish(name, "is not in Latin letters, so not in English", "Headwater reads English only")
    if len(words) < _ENOUGH:
        return
    share = sum(word.lower() in _COMMON for word in words) / len(words)
    if share >= _PLAINLY_NOT:
        return
    language = _language(sample)
    if language != "en":
        raise NotEnglish(name, f"seems to be in another language ({language})", "Headwater reads English only")


def _sample(text: str) -> str:
    """The beginning, the middle and the end of a long text."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return "\n".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))


def _language(sample: str) -> str:
    import py3langid

    return str(py3langid.classify(sample)[0])
