"""Plain text and Markdown: what their form tells of title, byline, date, captions, notes and quotations.

The text itself is left as it is. Only what stands at the top or the foot in the form of a byline, a date or a
biography is marked as such, and only lines made wholly of page furniture are residue.
"""

from __future__ import annotations

import re
from itertools import pairwise

from headwater.model import Document, Markup, Residue
from headwater.read.intake.assemble import About, Assembly, finish
from headwater.read.intake.choose import NOTE
from headwater.read.intake.dates import iso_date
from headwater.read.intake.normalise import canonical
from headwater.read.intake.page_meta import split_names
from headwater.read.intake.residue import furniture, is_biography, is_staff_biography, shares_inside
from headwater.read.intake.watermarks import watermarks

Line = tuple[int, int, str]
"""Start, end and words of one line, outer spaces left out."""

_TOP_LINES = 7
_HEAD_LINES = 20
_LONG_LINE = 90
_TITLE_WORDS = 25
_FOOT_LINES = 3
_LINES_FOR_A_FOOT = 4
_LINE = re.compile(r"[^\n]+")
_NAME = r"[^\W\d_a-z][\w.’'-]*"
_BYLINE = re.compile(
    rf"(?:By|BY|by)[: ]\s*{_NAME}(?: (?:{_NAME}|and|de|van|von|der|al|bin|el|la|for|in|"
    rf"of|the))*(?:,? ?[,|–—-] ?.{{0,80}})?|(?:[A-Z][\w.&’'-]+ ){{1,4}}Staff(?: Reports?| Writers?)?"
)
_DATE_LINE = re.compile(
    r"(?:(?:first |last )?(?:published|updated|posted)(?: (?:on|at))?:? )?(?:(?:mon|tues|"
    r"wednes|thurs|fri|satur|sun)day,? )?"
    r"(?:\d{1,2}(?:st|nd|rd|th)? [a-z]{3,9}\.?,? \d{4}|[a-z]{3,9}\.? \d{1,2}(?:st|nd|"
    r"rd|th)?,? \d{4}|\d{4}-\d{2}-\d{2})(?:[ T,|–—-].{0,40})?",
    re.IGNORECASE,
)
_CAPTION = re.compile(
    r"(?:\((?:photo(?:graph)?|image|picture|video|illustration)\b[^)]{0,120}\).{0,300}|"
    r"(?:photo(?:graph)?|image|picture|caption|file photo|pictured)\s?(?:by [^:]{2,60})?:.{0,400})",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"(?:>|\|) ?(?=\S)| {4,}(?=\S)|\t(?=\S)")
_WRAP_WIDTH = range(45, 91)


def text_document(
    text: str,
    origin: str,
    about: About | None = None,
    *,
    check: bool = False,
    unwrap: bool = False,
) -> Document:
    """A document of plain text. ``unwrap`` joins hard-wrapped lines; ``check`` refuses empty, huge or foreign text."""
    text = canonical(text)
    if unwrap:
        text = _unwrapped(text)
    return _formed(text, origin, about or About(), [], [], check)


def add_form(assembly: Assembly, origin: str, about: About) -> Document:
    """A document of an assembled text, with what its form tells added to what its markup told. Raises like ``finish``."""
    return _formed("".join(assembly.pieces), origin, about, assembly.markup, assembly.residue, check=True)


def _formed(text: str, origin: str, about: About, known: list[Markup], residue: list[Residue], check: bool) -> Document:
    known_residue = {(item.start, item.end) for item in residue}
    lines = [_trimmed(match) for match in _LINE.finditer(text) if not match.group().isspace()]
    lines = [line for line in lines if line[:2] not in known_residue]
    markup: list[Markup] = []
    top = _read_top(lines, about, markup)
    dated = _date_below(lines, top) if about.published is None else None
    if dated is not None:
        start, end, words = lines.pop(dated)
        about.published = iso_date(words)
        markup.append(Markup(start, end, "byline"))
    _read_body(lines, top, text, about, markup, residue)
    residue.extend(shares_inside(text))
    residue.extend(watermarks(text))
    named = {(m.start, m.end) for m in known if m.kind != "link"}
    markup = known + [m for m in markup if (m.start, m.end) not in named]
    return finish(text, origin, about, markup, residue, check=check)


def _trimmed(match: re.Match[str]) -> Line:
    words = match.group()
    lead = len(words) - len(words.lstrip())
    words = words.strip()
    return match.start() + lead, match.start() + lead + len(words), words


def _read_top(lines: list[Line], about: About, markup: list[Markup]) -> int:
    """Mark title, byline and date at the top. Returns the index of the first line of the text proper."""
    at = 0
    if len(lines) > 1 and _is_title(lines, about):
        start, end, words = lines[0]
        markup.append(Markup(start, end, "heading"))
        about.title = about.title or words.lstrip("# ").strip()
        at = 1
    while at < min(_TOP_LINES, len(lines) - 1):
        start, end, words = lines[at]
        if len(words) < 140 and _BYLINE.fullmatch(words) and not words.endswith((".", "?", "!", ":")):
            about.authors = about.authors or split_names(
                re.split(r"[|–—]| - |, (?=.*(?:\d|Gazette|Editor|Correspondent|Reporter|Writer))", words)[0]
            )
        elif not (len(words) < 120 and _DATE_LINE.fullmatch(words)):
            break
        about.published = about.published or iso_date(words)
        markup.append(Markup(start, end, "byline"))
        at += 1
    return at


def _date_below(lines: list[Line], top: int) -> int | None:
    """The line that is a date and nothing else, below a letterhead or a line under the title: of a chronology none is.

    Only short lines may stand above it: prose tells that the head is over.
    """
    found = None
    for at, (_, _, words) in enumerate(lines[top:_HEAD_LINES], top):
        if len(words) < _LONG_LINE and _DATE_LINE.fullmatch(words):
            if found is not None:
                return None
            found = at
    above = lines[top:found] if found is not None else []
    return found if found is not None and found < _TOP_LINES and all(len(w) < _LONG_LINE for _, _, w in above) else None


def _is_title(lines: list[Line], about: About) -> bool:
    """The first line is a title if it is the known one, or short, without a full stop, and set off from longer lines."""
    words = lines[0][2]
    if about.title and words.lstrip("# ").strip() == about.title.strip():
        return True
    if (
        words.count(" ") >= _TITLE_WORDS
        or words[-1] in ".,;:!”\"'’)-–—"
        or _BYLINE.fullmatch(words)
        or _DATE_LINE.fullmatch(words)
    ):
        return False
    return (words.startswith("# ") and len(words) > 8) or (
        words[0].isupper() and words.count(" ") >= 2 and any(len(line[2]) > len(words) for line in lines[1:6])
    )


def _read_body(
    lines: list[Line], top: int, text: str, about: About, markup: list[Markup], residue: list[Residue]
) -> None:
    foot = len(lines) - _FOOT_LINES if len(lines) - top > _LINES_FOR_A_FOOT else len(lines)
    for i in range(top, len(lines)):
        start, end, words = lines[i]
        kind = furniture(words)
        if kind:
            residue.append(Residue(start, end, kind))
            continue
        if i >= foot and _about_author(words, about):
            residue.append(Residue(start, end, "biography"))
            continue
        if NOTE.match(words):
            markup.append(Markup(start, end, "note"))
        elif _CAPTION.fullmatch(words):
            markup.append(Markup(start, end, "caption"))
        else:
            markup.append(_paragraph(text, start, end, words))


def _about_author(words: str, about: About) -> bool:
    if not is_biography(words):
        return False
    return is_staff_biography(words) or any(name.split()[-1] in words[:80] for name in about.authors if name)


def _paragraph(text: str, start: int, end: int, words: str) -> Markup:
    line_start = text.rfind("\n", 0, start) + 1
    quoted = _QUOTED.match(text, line_start)
    if quoted and quoted.end() <= end:
        return Markup(max(start, quoted.end()), end, "quote") if quoted.end() < end else Markup(start, end, "paragraph")
    if words.startswith("#"):
        return Markup(start, end, "heading")
    return Markup(start, end, "paragraph")


def _unwrapped(text: str) -> str:
    """``text`` with the line ends inside hard-wrapped paragraphs made spaces; the same length."""
    if not _is_wrapped(text.split("\n")):
        return text
    return re.sub(r"(?<=[^\n])\n(?=[^\n\s>#*|-])", " ", text)


def _is_wrapped(lines: list[str]) -> bool:
    inner = [len(a) for a, b in pairwise(lines) if a.strip() and b.strip()]
    if len(inner) < 4 or max(inner) > _WRAP_WIDTH.stop:
        return False
    return sum(length in _WRAP_WIDTH for length in inner) > 0.7 * len(inner)
