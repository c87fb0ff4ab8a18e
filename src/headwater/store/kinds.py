"""The kinds of verdict: what each is about, what it needs, and which of them settle the same matter.

A new kind is one more entry here, and, if it changes what is live, one more case in ``settle.after``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, get_args

from headwater.model import Basis, CertaintyLabel, Form, Stance, VoiceKind
from headwater.store import matrix_kinds
from headwater.store.dating import date_problem

Problem = str | None
Payload = Mapping[str, Any]

RELIABILITIES = ("A", "B", "C", "D", "E", "F")
"""Admiralty code for a voice: A completely reliable … E unreliable; F cannot be judged, which is not the same as low."""

CREDIBILITIES = (1, 2, 3, 4, 5, 6)
"""Admiralty code for a report: 1 confirmed by other sources … 5 improbable; 6 cannot be judged, which is not the same as low."""


RANGES: dict[str, tuple[float | None, float | None]] = {
    "CT+": (0.99, 1.0),
    "PR+": (0.55, 0.8),
    "PS+": (0.2, 0.55),
    "CT-": (0.0, 0.01),
    "PR-": (0.2, 0.45),
    "PS-": (0.45, 0.8),
    "Uu": (None, None),
}
"""The range of probability given to a certainty that a person chose; the words of the US ICD 203 where they fit."""


@dataclass(frozen=True)
class Kind:
    """``about`` begins the subject. Verdicts of one ``matter`` on one subject supersede each other; None: never."""

    about: str
    matter: str | None
    problem: Callable[[Payload], Problem]
    meaning: str


def _fine(_: Payload) -> Problem:
    return None


def _voice_problem(value: Any) -> Problem:
    if not isinstance(value, Mapping) or not str(value.get("name") or "").strip():
        return "the voice needs a name or a description"
    if value.get("kind") not in get_args(VoiceKind):
        return f"{value.get('kind')!r} is no kind of voice"
    return None if isinstance(value.get("named"), bool) else "say whether the voice is named"


def _pieces_problem(value: Any, what: str) -> Problem:
    if not isinstance(value, list) or not all(_is_piece(p) for p in value):
        return f"{what} must be a list of [start, end) pairs"
    if any(a[1] > b[0] for a, b in pairwise(value)):
        return f"the pieces of {what} must follow each other"
    return None


def _is_piece(value: Any) -> bool:
    return (
        isinstance(value, (list, tuple))
        and len(value) == 2
        and all(isinstance(x, int) and not isinstance(x, bool) for x in value)
        and 0 <= value[0] < value[1]
    )


def _choices_problem(now: Payload) -> Problem:
    for name, choices in (("form", Form), ("stance", Stance), ("basis", Basis)):
        if now.get(name) not in get_args(choices):
            return f"{now.get(name)!r} is no {name}"
    certainty = now.get("certainty")
    if not isinstance(certainty, Mapping) or certainty.get("label") not in get_args(CertaintyLabel):
        return "the certainty needs one of the labels " + " ".join(get_args(CertaintyLabel))
    numbers = [certainty.get("low"), certainty.get("high")]
    if any(n is not None and not (isinstance(n, (int, float)) and 0 <= n <= 1) for n in numbers):
        return "the range of a certainty lies between 0 and 1"
    return None


def attribution_problem(now: Any) -> Problem:
    """What is wrong with an attribution in a verdict's ``now``; None if nothing."""
    if not isinstance(now, Mapping):
        return "says nothing about the attribution"
    if not now.get("content"):
        return "an attribution needs content"
    if now.get("source") is not None and not _is_piece(now["source"]):
        return "the source must be one [start, end) pair"
    return (
        _pieces_problem(now["content"], "the content")
        or _pieces_problem(now.get("cue", []), "the cue")
        or _voice_problem(now.get("voice"))
        or _choices_problem(now)
        or _shown_problem(now)
    )


def _shown_problem(now: Payload) -> Problem:
    """Of the words that show certainty, basis and horizon, each of which may be left out."""
    for name in ("markers", "evidence"):
        value = now.get(name, [])
        if not isinstance(value, list) or not all(_is_piece(p) for p in value):
            return f"{name} must be a list of [start, end) pairs"
    future = now.get("future")
    return None if future is None or _is_piece(future) else "the future must be one [start, end) pair"


def _now_problem(payload: Payload) -> Problem:
    return attribution_problem(payload.get("now"))


def _merge_problem(payload: Payload) -> Problem:
    return None if isinstance(payload.get("into"), str) and payload["into"] else "say into which voice"


def _split_problem(payload: Payload) -> Problem:
    members = payload.get("members")
    if not isinstance(members, list) or not members:
        return "say what is to be split off"
    if not all(isinstance(m, Mapping) and {"document", "found"} <= m.keys() for m in members):
        return "each part split off needs its document and the voice found there"
    return _voice_problem(payload)


def _grade_problem(payload: Payload) -> Problem:
    return None if payload.get("reliability") in RELIABILITIES else "a reliability is a letter from A to F"


def _credit_problem(payload: Payload) -> Problem:
    number = payload.get("credibility")
    fine = isinstance(number, int) and not isinstance(number, bool) and number in CREDIBILITIES
    return None if fine else "a credibility is a number from 1 to 6"


KINDS: dict[str, Kind] = {
    "accept": Kind("attribution", "attribution", _fine, "the attribution is right as read"),
    "reject": Kind("attribution", "attribution", _fine, "nobody is said to have said this"),
    "edit": Kind("attribution", "attribution", _now_problem, "the attribution is right as given in the verdict"),
    "add": Kind("attribution", "attribution", _now_problem, "the tool missed this attribution"),
    "credit": Kind("attribution", "credit", _credit_problem, "how credible a report is, Admiralty 1 to 6"),
    "merge": Kind("voice", "merge", _merge_problem, "two voices are one"),
    "split": Kind("voice", None, _split_problem, "what was taken as one voice is two"),
    "name": Kind("voice", "name", _voice_problem, "who an unnamed or misnamed voice is"),
    "grade": Kind("voice", "grade", _grade_problem, "how reliable a voice is, Admiralty A to F"),
    "remove": Kind("document", "document", _fine, "the document does not belong in the case"),
    "restore": Kind("document", "document", _fine, "the document belongs in the case after all"),
    "date": Kind(
        "document", "date", date_problem, "when the document was published, where its page does not say or is wrong"
    ),
    "same": Kind("pair", "pair", _fine, "two claims say the same thing"),
    "different": Kind("pair", "pair", _fine, "two claims do not say the same thing"),
    "independent": Kind("origins", "origins", _fine, "two origins that were taken as one are not"),
    "question": Kind("matrix", "matrix", matrix_kinds.matrix_problem, "what a matrix is to answer"),
    "explain": Kind("hypothesis", "hypothesis", matrix_kinds.hypothesis_problem, "an explanation that may hold"),
    "evidence": Kind("item", "item", matrix_kinds.item_problem, "something that speaks for or against explanations"),
    "rate": Kind("rating", "rating", matrix_kinds.rating_problem, "how probable an item is under an explanation"),
    "depend": Kind("dependence", "dependence", matrix_kinds.dependence_problem, "items that hang together"),
    "assume": Kind("assumption", "assumption", matrix_kinds.assumption_problem, "what the ranking takes for granted"),
    "may be one": Kind("maybe", "maybe", matrix_kinds.maybe_problem, "origins that may be the same"),
    "settle": Kind("outcome", "outcome", matrix_kinds.outcome_problem, "what turned out to be so"),
    "undo": Kind("verdict", None, _fine, "an earlier verdict no longer counts"),
}
