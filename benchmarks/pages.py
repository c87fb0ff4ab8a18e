"""Intake of real pages: how much of the wanted text is kept, how much of the unwanted is left out, at what cost.

Run as ``python -m benchmarks.pages DATA_DIR``, where ``DATA_DIR/pages/pages_dev.jsonl.gz`` holds one page a line: ``url``, ``html``,
``must_contain`` and ``must_not_contain``. A wanted string counts when it stands in the canonical text outside residue.
"""

from __future__ import annotations

import gzip
import json
import sys
import time
from pathlib import Path
from typing import Any

from headwater.errors import InputError
from headwater.model import Document
from headwater.read.intake.html import html_document

TARGET = 0.95


def main(arguments: list[str]) -> int:
    path = Path(arguments[0] if arguments else "data") / "pages" / "pages_dev.jsonl.gz"
    if not path.is_file():
        print(f"{path} is missing: give the folder that holds pages/pages_dev.jsonl.gz", file=sys.stderr)
        return 1
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        pages = [json.loads(line) for line in lines]
    read(pages[0])  # the first page pays for the imports
    report(pages, verbose="-v" in arguments)
    return 0


def report(pages: list[dict[str, Any]], *, verbose: bool) -> None:
    wanted = kept = unwanted = left_out = words = refused = 0
    seconds = 0.0
    for number, page in enumerate(pages):
        begin = time.process_time()
        found = read(page)
        seconds += time.process_time() - begin
        refused += not isinstance(found, Document)
        text = own_text(found) if isinstance(found, Document) else ""
        words += len(found.text.split()) if isinstance(found, Document) else 0
        missed = [string for string in page["must_contain"] if string not in text]
        extra = [string for string in page["must_not_contain"] if string in text]
        wanted, kept = wanted + len(page["must_contain"]), kept + len(page["must_contain"]) - len(missed)
        unwanted, left_out = (
            unwanted + len(page["must_not_contain"]),
            left_out + len(page["must_not_contain"]) - len(extra),
        )
        if verbose:
            show(number, page, found, missed, extra)
    print(f"{'':28}{'of':>8}{'found':>8}{'share':>8}")
    print(f"{'wanted strings kept':28}{wanted:8}{kept:8}{kept / max(1, wanted):8.1%}   target {TARGET:.0%}")
    print(
        f"{'unwanted strings left out':28}{unwanted:8}{left_out:8}{left_out / max(1, unwanted):8.1%}   target {TARGET:.0%}"
    )
    print(
        f"{'pages refused':28}{len(pages):8}{refused:8}   (not English or without an article; their wanted strings count as missed)"
    )
    print(f"{'words':28}{words:8}   {seconds / max(1, words) * 1e6:.1f} µs of processor time a word")


def show(number: int, page: dict[str, Any], found: Document | InputError, missed: list[str], extra: list[str]) -> None:
    if isinstance(found, InputError):
        print(f"{number:3} refused: {found}")
    for string in missed:
        print(f"{number:3} missed: {string!r}  {page['url'][:60]}")
    for string in extra:
        print(f"{number:3} extra:  {string!r}  {page['url'][:60]}")


def read(page: dict[str, Any]) -> Document | InputError:
    try:
        return html_document(page["html"], page["url"])
    except InputError as error:
        return error


def own_text(document: Document) -> str:
    """The canonical text without its residue."""
    pieces: list[str] = []
    at = 0
    for residue in document.residue:
        pieces.append(document.text[at : residue.start])
        at = max(at, residue.end)
    return "".join([*pieces, document.text[at:]])


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
