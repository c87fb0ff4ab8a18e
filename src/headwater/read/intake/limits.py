"""How much intake will take on before it says no. Every limit here stops a hostile or broken input."""

from __future__ import annotations

from typing import Final

MEBIBYTE: Final = 1024 * 1024

FILE_BYTES: Final = 256 * MEBIBYTE
"""Largest container (PDF, DOCX, WARC, WACZ, JSON Lines) opened at all."""

PAGE_BYTES: Final = 20 * MEBIBYTE
"""Largest single page or text, after decompression."""

TEXT_CHARACTERS: Final = 5_000_000
"""Longest canonical text, about 800,000 words."""

MARKUP_DEPTH: Final = 1_000
"""Deepest nesting of elements. Pages written by people stay under 100."""

MARKUP_ELEMENTS: Final = 200_000
"""Most elements in one page."""

EXPANSION_RATIO: Final = 200
"""Most bytes one compressed byte may become, once more than a page's worth came out."""

ARCHIVE_BYTES: Final = 1024 * MEBIBYTE
"""Most bytes one archive may unpack to, all members together."""

ARCHIVE_MEMBERS: Final = 100_000
"""Most members or records read from one archive."""

PDF_PAGES: Final = 2_000
"""Most pages read from one PDF."""

PARSE_BYTES: Final = 2_048 * MEBIBYTE
"""Most memory, in address space, that the process which takes apart PDF and Word documents may have."""

PARSE_SECONDS: Final = 90.0
"""Longest it may take for one file: by the processor's time where that can be limited, and by the clock."""

ANSWER_BYTES: Final = 128 * MEBIBYTE
"""Longest answer taken from it: the longest text, escaped, with its markup."""

FOLDER_FILES: Final = 100_000
"""Most files taken from one folder."""

FETCH_SECONDS: Final = 20.0
"""Longest an address may take from first to last byte, redirects included."""

FETCH_REDIRECTS: Final = 5
"""Most redirects followed."""

FETCH_BYTES: Final = 32 * MEBIBYTE
"""Most bytes taken from one address, after decompression."""
