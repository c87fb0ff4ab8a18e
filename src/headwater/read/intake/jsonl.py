"""JSON Lines of articles: one object a line with ``text`` and, if known, title, authors, publisher, published, url."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import IO, Any

from headwater.errors import BadEncoding, BadFormat, InputError, NoText, TooLarge
from headwater.model import Document
from headwater.read.intake import limits
from headwater.read.intake.assemble import About
from headwater.read.intake.dates import iso_date
from headwater.read.intake.decode import decode
from headwater.read.intake.normalise import canonical
from headwater.read.intake.plain import text_document

_LONGEST_FIELD = 2_000


def read_jsonl(
    stream: IO[bytes], origin: str, keep: Callable[[str, bytes, str | None], None] | None = None
) -> Iterator[Document | InputError]:
    """Each article of a JSON Lines stream, named ``origin#line``. A bad line is yielded as its error, the others still read.

    ``keep`` is told each line before it is read.
    """
    articles = 0
    number = 0
    while True:
        try:
            line = stream.readline(limits.PAGE_BYTES + 1)
        except InputError as error:
            yield error
            return
        if not line:
            break
        number += 1
        name = f"{origin}#{number}"
        if len(line) > limits.PAGE_BYTES:
            yield TooLarge(
                name,
                f"is a line of more than {limits.PAGE_BYTES // limits.MEBIBYTE} MiB",
                "put one article on each line",
            )
            return
        if not line.strip(b" \t\r\n\0\xef\xbb\xbf"):
            continue
        articles += 1
        if keep:
            keep(name, line, None)
        try:
            yield _article(line, name)
        except InputError as error:
            yield error
    if not articles:
        yield NoText(origin, "holds no articles")


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
