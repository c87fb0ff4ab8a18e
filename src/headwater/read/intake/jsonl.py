"""JSON Lines of articles: one object a line with ``text`` and, if known, title, authors, publisher, published, url."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from headwater.errors import BadEncoding, BadFormat, InputError, NoText, TooLarge
from headwater.model import Document
from headwater.read.intake import limits
from headwater.read.intake.archives import Stream
from headwater.read.intake.assemble import About
from headwater.read.intake.dates import iso_date
from headwater.read.intake.decode import decode
from headwater.read.intake.normalise import canonical
from headwater.read.intake.plain import text_document

_LONGEST_FIELD = 2_000
_MOST_BAD = 50
_OPENING = 200


def read_jsonl(
    stream: Stream, origin: str, keep: Callable[[str, bytes, str | None], None] | None = None
) -> Iterator[Document | InputError]:
    """Each article of a JSON Lines stream, named ``origin#line``. A bad line is yielded as its error, the others still read.

    ``keep`` is told each line before it is read.
    """
    read = bad = 0
    for number, line in _numbered(stream):
        name = f"{origin}#{number}"
        if isinstance(line, InputError) or len(line) > limits.PAGE_BYTES:
            yield line if isinstance(line, InputError) else _too_long(name)
            return
        if keep:
            keep(name, line, None)
        try:
            yield _article(line, name)
            read += 1
        except InputError as error:
            if not read and not bad and isinstance(error, BadFormat) and _is_plain_json(line):
                yield BadFormat(origin, "is JSON, but not one article on each line", "see the README for the form")
                return
            yield error
            bad += 1
        if bad > _MOST_BAD:
            yield BadFormat(origin, f"has more than {_MOST_BAD} bad lines; the rest was left unread", "mend it")
            return
    if not read and not bad:
        yield NoText(origin, "holds no articles")


def _numbered(stream: Stream) -> Iterator[tuple[int, bytes | InputError]]:
    """Lines that hold anything, with their numbers; a stream that breaks ends with its error."""
    number = 0
    while True:
        number += 1
        try:
            line = stream.readline(limits.PAGE_BYTES + 1)
        except InputError as error:
            yield number, error
            return
        if not line:
            return
        if line.strip(b" \t\r\n\0\xef\xbb\xbf"):
            yield number, line


def _too_long(name: str) -> TooLarge:
    size = limits.PAGE_BYTES // limits.MEBIBYTE
    return TooLarge(name, f"is a line of more than {size} MiB", "put one article on each line")


def _is_plain_json(line: bytes) -> bool:
    """Whether a first line is the opening of one large JSON value rather than a broken record."""
    return len(line) < _OPENING and not line.rstrip().endswith(b"}")


def _article(line: bytes, name: str) -> Document:
    try:
        row = json.loads(decode(line, name))
    except BadEncoding:
        raise
    except (ValueError, RecursionError) as error:
        raise BadFormat(name, "is not one JSON object on one line", "see the README for the form") from error
    if not isinstance(row, dict):
        raise BadFormat(name, "is not a JSON object", "see the README for the form")
    text = row.get("text")
    if not isinstance(text, str):
        raise BadFormat(name, 'has no "text"', 'give each article as {"text": …, "title": …}')
    if not text.strip():
        raise NoText(name, "holds no text")
    return text_document(text, name, _about(row), check=True)


def _about(row: dict[str, Any]) -> About:
    published = _field(row, "published")
    return About(
        title=_field(row, "title"),
        authors=_authors(row.get("authors", row.get("author"))),
        publisher=_field(row, "publisher"),
        published=iso_date(published) if published else None,
        url=_field(row, "url"),
    )


def _field(row: dict[str, Any], key: str) -> str | None:
    value = row.get(key)
    return canonical(value).strip()[:_LONGEST_FIELD] or None if isinstance(value, str) else None


def _authors(value: object) -> tuple[str, ...]:
    items = value if isinstance(value, list) else [value]
    names = (canonical(item).strip()[:_LONGEST_FIELD] for item in items[:100] if isinstance(item, str))
    return tuple(name for name in names if name)
