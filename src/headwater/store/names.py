"""How the case names things so that they stay the same after re-reading: addresses, voice keys, verdict subjects."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from headwater.model import Attribution, Document, Voice

Piece = tuple[int, int]

_WORD = re.compile(r"\w+")
_ARCHIVED = re.compile(r"^https?://web\.archive\.org/web/(\d{4,14})[a-z_]*/(https?:/+.+)$", re.IGNORECASE)
_TRACKING = re.compile(r"^(utm_\w+|fbclid|gclid|mc_[ce]id)$", re.IGNORECASE)


def address_of(document: Document) -> str:
    """What makes two captures versions of one document: the page's own address, else the origin as given."""
    return plain_address(document.url or document.origin)


def plain_address(address: str) -> str:
    """An address without fragment, tracking parameters or an archive's wrapper. Anything else comes back as it is."""
    address = address.strip()
    archived = _ARCHIVED.match(address)
    if archived:
        address = re.sub(r"^(https?):/+", r"\1://", archived[2])
    if not address.lower().startswith(("http://", "https://")):
        return address
    try:
        parts = urlsplit(address)
        query = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.match(k)]
    except ValueError:
        return address
    host = parts.netloc.lower().removesuffix(":80").removesuffix(":443")
    return urlunsplit(("https", host, parts.path.rstrip("/") or "/", urlencode(query), ""))


def archived_time(address: str) -> str | None:
    """When an archive's address says the page was captured, as an ISO time; None for other addresses."""
    archived = _ARCHIVED.match(address.strip())
    if not archived or len(archived[1]) != 14:
        return None
    t = archived[1]
    return f"{t[:4]}-{t[4:6]}-{t[6:8]}T{t[8:10]}:{t[10:12]}:{t[12:]}.000000Z"


def fold(name: str) -> str:
    """A name without case, accents, punctuation, possessive or leading article: what exact comparison compares."""
    plain = unicodedata.normalize("NFKD", name.replace("’", "'")).casefold()
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    words = _WORD.findall(re.sub(r"'s\b", "", plain))
    return " ".join(words[1:] if len(words) > 1 and words[0] == "the" else words)


def voice_keys(voices: Iterable[Voice], address: str) -> list[str]:
    """The case-wide key of each voice of one reading, in order.

    Named voices of one kind and one exact name share a key over the case; so nothing is joined on a guess. A person
    known only by one word ("Smith"), an unnamed voice and a page's unnamed author stay with their own address.
    """
    seen: Counter[str] = Counter()
    keys = []
    for voice in voices:
        folded = fold(voice.name)
        shared = voice.named and bool(folded) and (voice.kind not in {"person", "author"} or " " in folded)
        base = f"{voice.kind}\n{folded}" + ("" if shared else f"\n{address}\n{voice.named}")
        seen[base] += 1
        if seen[base] > 1:
            base += f"\n{address}\n#{seen[base]}"
        keys.append(hashlib.sha256(base.encode("utf-8", "replace")).hexdigest()[:16])
    return keys


def attribution_subject(document_key: str, source: Piece | None, content: Sequence[Piece]) -> str:
    """``attribution:KEY:SOURCE@CONTENT``: names an attribution by its words, so it means the same after re-reading."""
    where = "none" if source is None else f"{source[0]}-{source[1]}"
    return f"attribution:{document_key}:{where}@{','.join(f'{a}-{b}' for a, b in content)}"


def subject_of(document_key: str, attribution: Attribution) -> str:
    """The subject of a verdict about this attribution."""
    source = (attribution.source.start, attribution.source.end) if attribution.source else None
    return attribution_subject(document_key, source, [(s.start, s.end) for s in attribution.content])
