"""The words in which readings are shown: chains, certainty, kinds, dates; and text made safe to print."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from pathlib import PurePath
from typing import Literal

from headwater import plain_words
from headwater.model import Attribution, Certainty, Document, Span, Voice

Family = Literal["own", "person", "institution", "publication", "document", "group", "unnamed"]
"""Kinds of voice as colour shows them: seven that an eye can keep apart."""

KINDS = plain_words.KINDS
STANCES = {"asserts": "", "denies": "denies it", "doubts": "doubts it", "asks": "asks"}
CERTAINTIES = {
    "CT+": "flatly",
    "PR+": "probably",
    "PS+": "possibly",
    "CT-": "says it is not so",
    "PR-": "probably not",
    "PS-": "possibly not",
    "Uu": "without commitment",
}
BASES = {
    "saw": "saw it",
    "told": "was told",
    "document": "from a document",
    "reasoning": "by reasoning",
    "not stated": "",
}
MONTHS = "January February March April May June July August September October November December".split()

# Such words begin a clause, as plurals do; one thing ("that version") would make of "that" a pointing word.
_TIES = re.compile(
    r"that (?:[A-Z\d$£€“\"‘']|(?:an?|the|this|these|those|there|here|he|she|it|they|we|you|what|who|his|her|its|their|our|your|my|if|when|"
    r"while|although|because|as|in|on|at|by|for|from|with|after|before|since|under|until|no|not|all|any|both|each|every|few|many|more|most|"
    r"none|nothing|nobody|one|some|someone|something|such|people|two|three|four|five|[a-z-]+[^\saiosu]s|men|women|children|police)\b)"
)
# Controls, and the characters that turn the direction of what follows: in a terminal or a page they could hide or
# forge words, so each is shown as one replacement character and offsets stay true.
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_LEADING_ARTICLE = re.compile(
    r"^(The|A|An|Another|One|Two|Three|Four|Five|Some|Several|Many|His|Her|Its|Their|Our|My) (?=\w)"
)
NOBODY = "nobody named"
"""The heading of a voice that the text leaves out altogether: “it is alleged”."""

_OPENING = "\"'“‘«„"


count = plain_words.count


def safe(text: str) -> str:
    """``text`` with every character that could act on a terminal or a page replaced, length unchanged."""
    return _UNSAFE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """``text`` made safe, on one line."""
    return plain_words.one_line(safe(text))


def shorten(text: str, limit: int) -> str:
    """``text`` cut at a word so that it and the ellipsis take at most ``limit`` characters."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ", limit // 2)
    return (cut[:space] if space > 0 else cut).rstrip(" ,;:") + "…"


def excerpt(attribution: Attribution, limit: int | None = None) -> str:
    """What was said, pieces joined by an ellipsis, in quotation marks if it was quoted outright."""
    words = joined(attribution.content)
    if attribution.form != "direct":
        words = without_that(words)
    elif words[:1] not in _OPENING:
        words = f"“{words}”"
    return shorten(words, limit) if limit else words


def joined(spans: Sequence[Span]) -> str:
    """The words of ``spans`` on one line, an ellipsis where something stands between them."""
    pieces = [one_line(span.text) for span in spans if len(spans) == 1 or any(map(str.isalnum, span.text))]
    return " … ".join(pieces) or one_line(spans[0].text)


def without_that(words: str) -> str:
    """Words told at second hand without the "that" which only ties them to who says them: no "that evening" or "that of"."""
    return words[len("that ") :] if _TIES.match(words) else words


def family(voice: Voice | None) -> Family:
    """The colour a voice is shown in; ``None`` is the page's author."""
    if voice is None or voice.kind == "author":
        return "own"
    if voice.kind == "document":
        return "document"
    if voice.kind in ("unnamed", "unknown"):
        return "unnamed"
    if voice.kind in ("organization", "government"):
        return "institution"
    if voice.kind == "publication":
        return "publication"
    return "group" if voice.kind == "group" else "person"


def nameless(voice: Voice) -> bool:
    """Whether the text keeps back who this is. Documents and the page's author are never nameless."""
    return not voice.named and voice.kind not in ("document", "author")


def name(voice: Voice) -> str:
    """The voice's name as a heading."""
    return NOBODY if is_nobody(voice) else one_line(voice.name)


def is_nobody(voice: Voice) -> bool:
    """Whether the text gives no source at all, not even a description: “it is alleged”."""
    words = one_line(voice.name).lower()
    return not words or (voice.kind in ("unknown", "unnamed") and words in ("unknown", "not named", "unnamed"))


def kind_words(voice: Voice) -> str:
    """What kind of voice it is, and that it is not named where that is so; empty for nobody at all."""
    if is_nobody(voice):
        return ""
    kind = KINDS[voice.kind]
    return f"{kind}, not named" if nameless(voice) and voice.kind != "unnamed" else kind


def title_of(document: Document) -> str:
    """The document's title; without one, the name of its file, or its address."""
    origin = one_line(document.origin)
    return one_line(document.title or "") or (origin if "://" in origin else PurePath(origin).name) or "Untitled"


def within(words: str) -> str:
    """A name as it stands inside a sentence: “The Courier” → “the Courier”."""
    return _LEADING_ARTICLE.sub(lambda m: m.group().lower(), words)


def chain_words(chain: Sequence[Voice], form: str = "indirect") -> str:
    """A chain in words, outermost first: “the Courier, quoting two officials, not named”."""
    parts = [within(name(voice)) + (", not named" if _say_nameless(voice) else "") for voice in chain]
    verb = "quoting" if form in ("direct", "mixed") else "citing"
    verbs = ["citing"] * (len(parts) - 2) + [verb]
    text = parts[0] if parts else ""
    for word, part in zip(verbs, parts[1:], strict=False):
        text += f", {word} {part}"
    return text


def through_words(chain: Sequence[Voice]) -> str:
    """The outer voices of a chain: “through the Courier”; empty where there are none."""
    outer = [within(name(voice)) for voice in chain[:-1]]
    return f"through {' and '.join(outer)}" if outer else ""


def certainty_words(certainty: Certainty) -> str:
    """How sure a voice sounded: “probably, 55–80%”. Flat statements and denials go without a range."""
    word = CERTAINTIES[certainty.label]
    if certainty.label in ("CT+", "CT-") or certainty.low is None or certainty.high is None:
        return word
    return f"{word}, {round(100 * certainty.low)}–{round(100 * certainty.high)}%"


def manner(attribution: Attribution, *, flat: bool = False) -> str:
    """Stance, certainty and basis in words; a plain flat assertion gives nothing unless ``flat`` asks for it."""
    stance = STANCES[attribution.stance]
    sure = certainty_words(attribution.certainty)
    plain = attribution.certainty.label == "CT+" and not flat
    said_already = attribution.certainty.label == "CT-" and attribution.stance == "denies"
    left_open = attribution.certainty.label == "Uu" and bool(stance)
    parts = [stance, "" if plain or said_already or left_open else sure, BASES[attribution.basis]]
    return " · ".join(part for part in parts if part)


def day(published: str | None) -> str:
    """An ISO date as people write it: “2 May 2031”; anything else as it is."""
    if not published:
        return ""
    try:
        when = date.fromisoformat(published[:10])
    except ValueError:
        return one_line(published)
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def _say_nameless(voice: Voice) -> bool:
    words = voice.name.lower()
    return nameless(voice) and "not named" not in words and not is_nobody(voice) and "unnamed" not in words
