"""Notes that say the page was changed: corrections, updates, clarifications, retractions.

A note is found by its label ("Correction:", "UPDATE 9 p.m. –") at the start of a paragraph, or by a sentence in which
the
page speaks of itself ("An earlier version of this article misstated …", "This story has been updated to …"). An
editor's note counts only when it says such a thing. ``wrong`` and ``right`` are words of the note, as far as it tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from headwater.model import Correction, Document, Span
from headwater.read.frame import Frame, Range

Kind = Literal["correction", "update", "clarification", "retraction"]

_PAGE = (
    r"(?:article|story|post|piece|report|column|headline|caption|page|version|entry|item|essay|editorial|profile|review|blog|"
    r"interview|dispatch|graphic|chart|map|obituary|transcript|podcast|episode|subheading|summary|photograph|photo|video|text|"
    r"live ?blog|newsletter|explainer|analysis|timeline|published report|news alert|tweet)"
)
_WORTH_READING = (
    *("correct", "updat", "clarif", "retract", "editor", "earlier version", "previous version", "original version"),
    *("misst", "misid", "misspel", "misattrib", "erroneous", "amended", "withdrawn", "revised", "mistaken", "wrongly"),
    *("in error", "inaccura", "regret", "an error", "taken down"),
)
"""Parts of words, one of which stands in every note; looking for them costs next to nothing."""
_LABEL = re.compile(
    r"[\W_]{0,4}(?P<label>correction(?:s)?(?: and clarification| appended)?|updated?|clarifications?|retraction|"
    r"retracted|"
    r"editor(?:[’']s|s[’'])? ?note|note (?:to readers|from the editors?)|publisher[’']s note|amendment|erratum|errata)"
    r"(?:(?P<dot>\.(?=\s|$))|(?P<when>[ ,(\[]{1,2}[^:—–\n]{0,48}?)?[)\]]?\s{0,2}(?P<mark>:|—|–|-{1,2}|$))",
    re.IGNORECASE,
)
_SELF = re.compile(
    rf"\b(?:(?:an?|the|some|our) (?:earlier|previous|original|initial|prior|first|early|online|print) (?:\w+ "
    rf")?(?:versions?|{_PAGE}|editions?)"
    rf"(?: of (?:this|the|our) (?:\w+ ){{0,2}}{_PAGE})?"
    rf"|this (?:\w+ ){{0,2}}{_PAGE}|the (?:\w+ )?(?:above|original) (?:\w+ )?{_PAGE}|an? {_PAGE} (?:in|on|published|"
    rf"about)\b[^.\n]{{0,160}}?"
    rf"|(?:the|our) (?:headline|caption|photo caption|first sentence|story|article)(?: (?:on|of) this {_PAGE})?"
    r"|a correction|we (?:originally|initially|previously|earlier|incorrectly|mistakenly|wrongly|erroneously))"
    r"(?: has(?: since)? been| have been| was| were| is being|,? (?:due|owing) to [^,.\n]{0,80},| also| had| gave| "
    r"contained| in some editions)?"
    r"[^.\n]{0,80}?\b(?P<verb>updated|corrected|amended|revised|clarified|retracted|withdrawn|edited|changed|modified|"
    r"removed|taken down|"
    r"misstated|mis-stated|misidentified|misspelled|misspelt|misattributed|mischaracterized|mischaracterised|misquoted|misreported|mistook|"
    r"incorrectly|erroneously|mistakenly|wrongly|inaccurately|incorrect|wrong|inaccurate|erroneous|error|errors|overstated|"
    r"understated|confused|said|stated|reported|gave|listed|described|referred|included|omitted|implied|suggested|indicated|"
    r"attributed|identified|named|quoted|claimed|failed)\b",
    re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?:earlier|previous|original|initial|prior|first|online|print|some) (?:\w+ )?(?:version|edition|post|article|"
    r"story|report)",
    re.I,
)
_PLAIN_VERB = frozenset(
    "said stated reported gave listed described referred included omitted implied suggested indicated attributed "
    "identified "
    "named quoted claimed changed removed failed".split()
)
_WITHDRAWN = re.compile(r"\b(?:retract(?:ed|ion|ing|s)?|withdrawn|taken down|removed (?:from|because|this))\b", re.I)
_CLARIFIED = re.compile(r"\bclarif(?:y|ied|ies|ication|ications)\b|to make clear", re.I)
_ERROR = re.compile(
    r"\b(?:misstat|mis-stat|misidentif|misspel|misattrib|mischaracter|misquot|misreport|incorrect|erroneous|mistaken|wrong|"
    r"inaccura|in error|an error|errors?\b|overstated|understated|corrected|regret)",
    re.I,
)
_SUBJECT = re.compile(
    r"\b(?:misstated|mis-stated|misidentified|misspelled|misspelt|misattributed|mischaracterized|mischaracterised|misquoted|misreported|"
    r"overstated|understated)\s+(?P<what>[^\n]+)",
    re.I,
)
_SAID_WRONGLY = re.compile(
    r"\b(?:incorrectly|erroneously|mistakenly|wrongly|inaccurately)\s+(?P<verb>\w+)\s+(?:to\s+)?(?:that\s+)?(?P<what>[^\n]+)"
    r"|\b(?P<verb2>said|stated|reported|identified|described|listed|attributed|referred|gave|indicated|suggested|implied|claimed|named)\b"
    r"(?:,? (?:incorrectly|erroneously|mistakenly|wrongly|inaccurately|in "
    r"error),?)?\s+(?:to\s+)?(?:that\s+)?(?P<what2>[^\n]+)",
    re.I,
)
_CHANGED_TO = re.compile(
    r"\b(?:updated|corrected|amended|revised|clarified|edited|changed|modified)\s+(?:throughout\s+|"
    r"again\s+)?(?:(?P<how>to (?:reflect|note|say|show|"
    r"clarify|make clear|state|indicate|include|add|correct|remove|specify|explain|read|attribute|identify|give|fix)|"
    r"with|for)\s+)"
    r"(?:the fact\s+)?(?:that\s+)?(?P<what>[^\n]+)",
    re.I,
)
_NOT_BUT = re.compile(
    r"^(?P<right>.+?)(?:(?:,| -| –| —|--) (?:and )?not|,? (?:rather than|instead of)) (?P<wrong>[^,;]+)(?:,.*)?$", re.I
)
_IN_FACT = re.compile(
    r"(?:;|,| —| –|\.)\s+(?:(?:when|but|although|though|while|whereas)\s+)?(?:in fact|actually|in "
    r"reality)[,]?\s+(?P<right>.+)$"
    r"|;\s+(?P<right2>.+)$|,\s+(?:when|but) (?P<right3>(?:it|he|she|they|the)\b.+)$",
    re.I,
)
_LEAD = re.compile(
    r"^(?:in fact|actually|in reality|rather|the correct (?:\w+ ){1,3}(?:is|was|are)|the (?:\w+ ){0,2}should (?:be|"
    r"have been|read)|"
    r"(?:it|he|she|they|that|this|those) (?:is|was|are|were|should (?:be|have been|have said|have read))(?: actually| "
    r"in fact)?)[,:]?\s+",
    re.I,
)
_NOISE = re.compile(
    r"\b(?:the error (?:has been|was) corrected|we regret|regrets? the error|apologi[sz]e|correction (?:was )?made|"
    r"for more)\b",
    re.I,
)
_AS = re.compile(r"^(?P<what>.+?) (?:as|to be) (?P<wrong>.+)$", re.I)
_SENTENCE = re.compile(r".+?(?:[.!?][”\"’')\]]*(?=\s+[“\"‘'(\[]?[A-Z0-9#@])|$)")
_ABBREVIATED = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Col|St|Jr|Jan|Feb|Aug|Sept|Oct|Nov|Dec|No|Inc|Co|U\.S|vs|[A-Z])|\b[ap]\.m)\.$"
)
_CLIP = 400
_FOLLOW = 3  # paragraphs a bare label may reach over
_MAX_PARAGRAPH = 3_000
_MAX_TRACED = 40  # notes whose words are looked for in the text; more is no news page


@dataclass(frozen=True, slots=True)
class _Note:
    start: int
    end: int
    body: int
    label: str


def corrections(frame: Frame, document: Document) -> tuple[Correction, ...]:
    """The notes of a document in order, each with what was wrong, what replaced it and which words it concerns."""
    results: list[Correction] = []
    for note in _notes(frame):
        text = frame.text[note.body : note.end]
        wrong, right = _wrong_and_right(text)
        kind = _kind(note.label, text, wrong)
        concerns = _concerned(frame, document, note, wrong, right) if len(results) < _MAX_TRACED else None
        results.append(Correction(document.span(note.start, note.end), wrong, right, kind, concerns))
    return tuple(results)


# --- where the notes are --------------------------------------------------------------------------------------------


def _notes(frame: Frame) -> Iterator[_Note]:
    if not _worth_reading(frame.text):
        return
    done = -1
    for number, (start, end) in enumerate(frame.paragraphs):
        if number <= done or not _worth_reading(frame.text[start:end]):
            continue
        note, done = _note_at(frame, number)
        if note:
            yield note
        else:
            done = -1


def _worth_reading(text: str) -> bool:
    lower = text.lower()
    return any(part in lower for part in _WORTH_READING)


def _note_at(frame: Frame, number: int) -> tuple[_Note | None, int]:
    start, end = frame.paragraphs[number]
    if end - start > _MAX_PARAGRAPH:
        return None, number
    label = _LABEL.match(frame.text, start, min(end, start + 140))
    if label and _is_label(label, frame.text, end):
        return _labelled(frame, number, label)
    for begin, after in _sentences(frame.text, start, end):
        match = _SELF.search(frame.text, begin, after)
        if match and _speaks_of_itself(match, frame.text[begin:after]):
            if frame.text[begin:end].rstrip().endswith(":") and number + 1 < len(frame.paragraphs):
                note, last = _note_at(frame, number + 1)
                if note:
                    return _Note(begin, note.end, note.body, note.label or "correction"), last
            return _Note(begin, end, begin, ""), number
    return None, number


def _is_label(label: re.Match[str], text: str, end: int) -> bool:
    word = label["label"]
    shouted = word.isupper() or word[0].isupper()
    bare = (label["dot"] or not label["mark"]) and label.end() < end
    when = label["when"] or ""
    if bare and not word.lower().endswith(("appended", "note")):
        return False
    return shouted and (not when or bool(re.search(r"\d|appended|[A-Z]", when)) or label["mark"] == ":")


def _labelled(frame: Frame, number: int, label: re.Match[str]) -> tuple[_Note | None, int]:
    start, end = frame.paragraphs[number]
    word = label["label"].lower()
    last = number
    while _is_short(frame.text[label.end() : end]) and last + 1 < len(frame.paragraphs) and last - number < _FOLLOW:
        if "appended" in word:
            break
        last += 1
        end = frame.paragraphs[last][1]
        if end - start > _MAX_PARAGRAPH:
            return _Note(start, frame.paragraphs[number][1], label.end(), word), number
    body = frame.text[label.end() : end]
    if "note" in word:
        if not (_SELF.search(body) or (_ERROR.search(body) and "version" in body)):
            return None, number
    return _Note(start, end, min(label.end(), end - 1), word), last


def _is_short(text: str) -> bool:
    """Whether a label's paragraph holds nothing but a date or a lead-in."""
    words = text.split()
    if re.match(r"\s*As published in\b", text) and len(words) <= 12:
        return True
    return (
        len(words) <= 3
        or (len(words) <= 12 and not re.search(r"[a-z]{3,}.*[.!?]\s*$", text))
        or text.rstrip().endswith(":")
    )


def _speaks_of_itself(match: re.Match[str], sentence: str) -> bool:
    verb = match["verb"].lower()
    if verb in _PLAIN_VERB:
        return bool(_VERSION.search(match[0])) and (
            bool(re.search(r"of this|of the|of our", match[0])) or bool(_ERROR.search(sentence))
        )
    if verb in ("wrong", "error", "errors", "incorrect", "inaccurate", "confused"):
        return bool(re.search(r"this|version|above|correction", match[0], re.I))
    if not re.search(
        r"\bthis\b|version|above|edition|\bour\b|correction|^we\b|misstat|headline|caption|first sentence",
        match[0],
        re.I,
    ):
        return False
    return match.start() <= match.string.find(sentence) + 120 or len(sentence) < 400


def _sentences(text: str, start: int, end: int) -> list[Range]:
    """Sentences of one paragraph; initials and titles do not end one."""
    pieces: list[Range] = []
    begin = start
    for match in _SENTENCE.finditer(text, start, end):
        if _ABBREVIATED.search(text[max(begin, match.end() - 12) : match.end()]) and match.end() < end:
            continue
        while begin < match.end() and text[begin].isspace():
            begin += 1
        if begin < match.end():
            pieces.append((begin, match.end()))
        begin = match.end()
    return pieces or [(start, end)]


# --- what they say --------------------------------------------------------------------------------------------------


def _kind(label: str, text: str, wrong: str | None) -> Kind:
    if (_WITHDRAWN.search(text) and not wrong) or label.startswith("retract"):
        return "retraction"
    if label.startswith("clarif") or (_CLARIFIED.search(text) and not _ERROR.search(text)):
        return "clarification"
    if label.startswith(("correction", "errat", "amend")) or _ERROR.search(text):
        if label.startswith("update") and not _SELF.search(text):
            return "update"
        return "correction"
    if label.startswith("updat") or re.search(r"\b(?:updated?|revised|amended|edited)\b", text, re.I):
        return "update"
    return "correction"


def _wrong_and_right(note: str) -> tuple[str | None, str | None]:
    parts = [note[a:b] for line in re.finditer(r"[^\n]+", note) for a, b in _sentences(note, line.start(), line.end())]
    for position, part in enumerate(parts):
        following = [p for p in parts[position + 1 :] if not _NOISE.search(p)][:2]
        changed = _CHANGED_TO.search(part)
        if changed:
            return _changed(changed, following)
        found = _SUBJECT.search(part)
        what = found["what"] if found else None
        if not found and (_ERROR.search(part) or _VERSION.search(part)):
            said = _SAID_WRONGLY.search(part)
            what = (said["what"] or said["what2"]) if said else None
        if what:
            return _split_wrong(what, following)
    return None, None


def _changed(match: re.Match[str], following: list[str]) -> tuple[str | None, str | None]:
    how, what = match["how"].lower(), _tidy(match["what"])
    if how in ("to correct", "to remove", "to fix"):
        wrong, right = _split_wrong(match["what"], following)
        return wrong, right
    pair = _NOT_BUT.match(what or "")
    if pair:
        return _tidy(pair["wrong"]), _tidy(pair["right"])
    return None, what


def _split_wrong(what: str, following: list[str]) -> tuple[str | None, str | None]:
    inside = _IN_FACT.search(what)
    if inside:
        right = inside["right"] or inside["right2"] or inside["right3"]
        what = what[: inside.start()]
    else:
        right = following[0] if following else None
    named = _AS.match(what)
    wrong = _tidy(named["wrong"]) if named and len(named["what"]) < 120 else _tidy(what)
    right = _tidy(_LEAD.sub("", right.strip())) if right else None
    pair = _NOT_BUT.match(right or "")
    if pair:
        return _tidy(pair["wrong"]), _tidy(pair["right"])
    return wrong, right


def _tidy(words: str) -> str | None:
    words = words.strip().strip(";,:").strip()
    if words.endswith(".") and not _ABBREVIATED.search(words):
        words = words[:-1]
    return words[:_CLIP] or None


# --- what they concern ----------------------------------------------------------------------------------------------

_CONTENT = re.compile(r"[A-Z][\w’'-]+|\d[\d,.]*\d|\d|[a-z][\w’'-]{3,}")
_COMMON = frozenset(
    "that this with from were have been which their about would could there after said when they also article story "
    "version "
    "earlier correct incorrectly "
    "updated post includes include comment comments additional information the an in it he she".split()
)


def _concerned(frame: Frame, document: Document, note: _Note, wrong: str | None, right: str | None) -> Span | None:
    """The sentence outside the note that shares most of its rare words with what the note says."""
    wanted = {w.lower() for words in (right, wrong) if words for w in _CONTENT.findall(words)} - _COMMON
    fresh = {w.lower() for w in _CONTENT.findall(right or "")} - _COMMON
    if not wanted:
        return None
    seen: dict[str, int] = {}
    bags: list[tuple[Range, set[str]]] = []
    for start, end in frame.sentences:
        if start < note.end and end > note.start:
            continue
        bag = {w.lower() for w in _CONTENT.findall(frame.text[start : min(end, start + _MAX_PARAGRAPH)])} & wanted
        if bag:
            bags.append(((start, end), bag))
            for word in bag:
                seen[word] = seen.get(word, 0) + 1
    best: tuple[float, int, Range] | None = None
    for place, bag in bags:
        score = sum((1.5 if word in fresh else 1.0) / seen[word] ** 0.5 for word in bag)
        if len(bag) >= 2 and (best is None or score > best[0]):
            best = (score, len(bag), place)
    total = sum(1.5 if word in fresh else 1.0 for word in wanted)
    if best is None or best[0] < 0.3 * total:
        return None
    return _exact(document, best[2], right)


def _exact(document: Document, place: Range, right: str | None) -> Span:
    """The very words of what replaced the error where the sentence has them, else the sentence."""
    if right and 1 < len(right) <= place[1] - place[0]:
        at = document.text.find(right, place[0], place[1])
        if at >= 0:
            return document.span(at, at + len(right))
    return document.span(*place)
