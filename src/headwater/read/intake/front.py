"""Front matter: the few lines of YAML or TOML that may stand above a Markdown text, as far as a page's facts need them.

Scalars plain, in single or in double marks (with the escapes of YAML 1.2, section 5.7), folded over indented lines, and lists
of them. Whatever else stands there is passed over.
"""

from __future__ import annotations

import re

from headwater.read.intake.normalise import canonical, drop_invisible

_FENCED = re.compile(r"\A(?P<fence>---|\+\+\+)[ \t]*\n((?:[^\n]{0,2000}\n){0,60}?)(?P=fence)[ \t]*(?:\n|\Z)")
_FIELD = re.compile(r"([A-Za-z][\w-]{0,40})[ \t]*[:=](?:[ \t]+|[ \t]*(?=[\"'\[])|\Z)(.*)\Z")
_ESCAPE = re.compile(r"\\(x[0-9A-Fa-f]{2}|u[0-9A-Fa-f]{4}|U[0-9A-Fa-f]{8}|.)", re.DOTALL)
_PAIR = re.compile(r"\\u[dD][89abAB][0-9A-Fa-f]{2}\\u[dD][c-fC-F][0-9A-Fa-f]{2}")
_DOUBLE = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_SINGLE = re.compile(r"'((?:[^']|'')*)'")
_ITEM = re.compile(r"[ \t]*-[ \t]+(.*)\Z")
_PART = re.compile(r'[ \t,]*("(?:[^"\\]|\\.)*"|\'(?:[^\']|\'\')*\'|[^,]+)')
_SHORT = {
    "n": "\n",
    "t": "\t",
    "r": "\r",
    "0": "",
    "a": "",
    "b": "",
    "v": " ",
    "f": " ",
    "e": "",
    "N": "\n",
    "_": "\u00a0",
}
_SHORT |= {"L": "\n", "P": "\n", "\n": " "}


def split_front(text: str) -> tuple[dict[str, list[str]], str]:
    """The fields above a text (names in lower case, each with its values) and the text behind; no fields when none stand there."""
    match = _FENCED.match(text)
    return (_fields(match[2].split("\n")), text[match.end() :]) if match else ({}, text)


def _fields(lines: list[str]) -> dict[str, list[str]]:
    fields: dict[str, list[str]] = {}
    at = 0
    while at < len(lines):
        match = _FIELD.match(lines[at])
        at += 1
        if match is None:
            continue
        below = at
        while at < len(lines) and (lines[at][:1] in (" ", "\t") or _ITEM.match(lines[at])):
            at += 1
        values = _values(match[2].strip(), lines[below:at])
        if values:
            fields.setdefault(match[1].lower(), values)
    return fields


def _values(first: str, below: list[str]) -> list[str]:
    """The values of one field: what stands behind its colon, and the lines indented below it."""
    if not first or first.startswith("#"):
        items = [match[1].strip() for line in below if (match := _ITEM.match(line))]
        given = items or [" ".join(line.strip() for line in below)]
    elif first[0] in "|>":
        given = [" ".join(line.strip() for line in below)]
        return [value for value in given if value.strip()]
    elif first[0] == "[":
        inside = " ".join([first, *(line.strip() for line in below)])[1:].rsplit("]", 1)[0]
        given = [match[1].strip() for match in _PART.finditer(inside)]
    else:
        given = [" ".join([first, *(line.strip() for line in below)]) if _goes_on(first) else first]
    return [tidy for value in given if (tidy := " ".join(drop_invisible(canonical(_scalar(value))).split()))]


def _goes_on(first: str) -> bool:
    """Whether a value is carried on by the indented lines below: a plain one, or one whose mark is still open."""
    marked = {'"': _DOUBLE, "'": _SINGLE}.get(first[0])
    return marked is None or marked.match(first) is None


def _scalar(value: str) -> str:
    if match := _DOUBLE.match(value):
        return _decoded(match[1])
    if match := _SINGLE.match(value):
        return match[1].replace("''", "'")
    return re.split(r"[ \t]#", value, maxsplit=1)[0].strip().strip("\"'")


def _decoded(words: str) -> str:
    """The escapes of a value in double marks; what is no escape, or no character, is left as it stands."""
    words = _PAIR.sub(lambda m: bytes.fromhex(m[0].replace("\\u", "")).decode("utf-16-be"), words)
    return _ESCAPE.sub(_character, words)


def _character(match: re.Match[str]) -> str:
    escape = match[1]
    if len(escape) == 1:
        return _SHORT.get(escape, escape)
    code = int(escape[1:], 16)
    if code > 0x10FFFF or 0xD800 <= code <= 0xDFFF:
        return match[0]
    return chr(code) if code >= 0x20 else " "
