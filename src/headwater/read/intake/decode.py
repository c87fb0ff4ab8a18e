"""Bytes to text: a byte-order mark first, then what the page declares, then UTF-8, then the best guess."""

from __future__ import annotations

import codecs
import re

from headwater.errors import BadEncoding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_.:-]{2,40})""", re.IGNORECASE
)
_TEXT_CONTROLS = frozenset(b"\t\n\r\x0b\x0c\x1b\x08")
_BINARY = bytes(set(range(32)) - _TEXT_CONTROLS)
_SAMPLE = 65_536
_MOSTLY_UTF8 = 0.02
_DOUBTFUL = 0.1


def decode(data: bytes, name: str, declared: str | None = None, *, markup: bool = False) -> str:
    """The text of ``data``.

    ``declared`` is the encoding its carrier named (an HTTP header); with ``markup``, a declaration inside is looked for.
    A text that is UTF-8 but for a few broken bytes is read as UTF-8, the broken bytes, if they look so, as Windows-1252. Raises BadEncoding for binary data.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _strict_enough(data[len(mark) :].decode(encoding, "replace"), name)
    wide = _wide(data)
    if wide:
        return _strict_enough(data.decode(wide, "replace"), name)
    if looks_binary(data):
        raise BadEncoding(name, "holds binary data, not text", "give a text, HTML, PDF, DOCX, WARC or JSON Lines file")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(data, name, declared or (declared_in(data) if markup else None))


def declared_in(data: bytes) -> str | None:
    """The encoding that markup names in its first bytes, or None."""
    match = _DECLARED.search(data[:4096])
    return match.group(1).decode("ascii") if match else None


def looks_binary(data: bytes) -> bool:
    """Whether the first bytes hold control characters that no text holds."""
    sample = data[:_SAMPLE]
    return len(sample) - len(sample.translate(None, _BINARY)) > len(sample) / 1000


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of English text is zero."""
    sample = data[:4096]
    if len(sample) < 16:
        return None
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    half = len(sample) // 2
    if odd > 0.7 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.7 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None


def _not_quite_utf8(data: bytes, name: str, declared: str | None) -> str:
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\ufffd")
    high = sum(1 for _ in re.finditer(rb"[\x80-\xff]+", data))
    # where most runs of high bytes are valid UTF-8, the text is UTF-8 with foreign bytes pasted in
    if broken <= _MOSTLY_UTF8 * len(data) and broken < high / 2:
        return data.decode("utf-8", "headwater_cp1252")
    codec = _known(declared)
    if codec is None or codec == "utf-8":
        codec = _guess(data)
    if codec is None:
        raise BadEncoding(name, "is in no encoding that can be told", "save it as UTF-8")
    return _strict_enough(data.decode(codec, "replace"), name)


def _known(label: str | None) -> str | None:
    if not label:
        return None
    try:
        codec = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return None
    if codec in ("iso8859-1", "ascii"):
        return "cp1252"
    return codec if _is_text_codec(codec) else None


def _is_text_codec(codec: str) -> bool:
    try:
        return isinstance(b"a".decode(codec, "replace"), str) and codec not in (
            "utf-7",
            "unicode_escape",
            "raw_unicode_escape",
            "idna",
            "punycode",
        )
    except (LookupError, UnicodeError, ValueError):
        return False


def _guess(data: bytes) -> str | None:
    """Windows-1252 unless something else fits clearly better: most stray pages in English are in it."""
    from charset_normalizer import from_bytes

    sample = data[:_SAMPLE]
    try:
        sample.decode("cp1252")
    except UnicodeDecodeError:
        best = from_bytes(sample).best()
        return str(best.encoding) if best is not None else None
    high = sum(byte >= 0x80 for byte in sample)
    if high < _DOUBTFUL * len(sample):
        return "cp1252"
    best = from_bytes(sample).best()
    return str(best.encoding) if best is not None else "cp1252"


def _strict_enough(text: str, name: str) -> str:
    if text.count("\ufffd") > _DOUBTFUL * max(1, len(text)) or text[:_SAMPLE].count("\0") > len(text[:_SAMPLE]) / 1000:
        raise BadEncoding(name, "can't be decoded", "save it as UTF-8")
    return text


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return error.object[error.start : error.end].decode("cp1252", "replace"), error.end


codecs.register_error("headwater_cp1252", _as_cp1252)
