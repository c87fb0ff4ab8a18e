"""Who published a page, which agency it credits, and which group it belongs to.

The publisher is what the page says of itself; failing that, what the table knows of its address; failing that, the line
under the headline or the foot of a printed page. The agency is read from credit lines ("(Reuters) –", "Associated Press
contributed to this report", "— AP", "Additional reporting: CPA"), never from a sentence that only quotes an agency.
The table is ``data/publishers.toml``, short and meant to be edited; an agency it doesn't know is still found where the
line says that it is one.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from headwater.model import Document, Reading
from headwater.model_trace import Source

_ARCHIVED = re.compile(
    r"^https?://(?:web\.archive\.org/web/\w+/|archive\.(?:is|ph|today)/(?:\w+/)?)(?=https?://)", re.I
)
_HEAD, _FOOT = 1_200, 1_500
"""Characters at either end of a page in which credit lines are looked for."""
_NAME = r"[A-Z][\w.&’'/-]*(?:[ -](?:[A-Z][\w.&’'/-]*|of|for|the)){0,5}"
_DATELINE = re.compile(rf"^[^\n(]{{0,60}}\((?P<name>{_NAME})\) ?(?:-{{1,2}}|–|—)", re.MULTILINE)
_CREDIT = re.compile(
    r"[^.\n]{0,200}\bcontributed\b|\W*(?:(?:additional|further) reporting|contributing|source|credit|from|with)\b ?(?::|by\b|from\b|agency\b)|"
    r"\W*(?:tm and )?(?:\(c\)|©|copyright\b)|[^\n]{0,120}(?:—|–|--) ?[^\n—–]{2,40}$|\W*[^\n.]{0,60},? (?:with|and) [\w ]{0,30}\b(?:staff|agencies|reporters?)\W*$|"
    r"\W*[\w ]{0,30}\b(?:staff|agencies|reporters?) and [^\n.]{2,40}$",
    re.IGNORECASE,
)
_BYLINE = re.compile(r"\W*(?:By\b|[A-Z][^\n.!?]{2,60}$)", re.MULTILINE)
_UNLISTED = re.compile(
    rf"^\W*(?:(?:Additional|Further) reporting(?: by|:| from) ?(?:the |The )?(?P<by>{_NAME})|"
    rf"(?P<with>[A-Z]{{2,6}}),? (?:with|and) [\w ]{{0,30}}\b(?:staff|agencies|reporters?)\W*$)"
)
_BY = re.compile(r"\W*(?:by\b)?\W*(?:the\b)?\W*", re.IGNORECASE)
_LINE, _BYLINE_LENGTH = 400, 120
_INITIALS = re.compile(r"[A-Z]{2,6}")
_CALL_SIGN = re.compile(r"[KW][A-Z]{2,3}(?:-?TV)?")
_STATION = re.compile(r"(?:CBS|NBC|ABC|FOX|CNN|PIX|CTV)")
_WIRE = re.compile(r"\b(?:Agency|Press|News Service|Wire|Telegraph)\b")
_FOOTER = re.compile(r"^(?P<name>[^,\n]{3,60}),[^\n]{0,60}\b\d{4}\b[^\n]{0,20}\bPage \d+", re.MULTILINE | re.IGNORECASE)
_UNDER_HEADLINE = re.compile(r"^\W*(?:\w+ )?\d{1,4}\b")


class Published(NamedTuple):
    """What is known of where a page comes from: outlet, credited agency, the outlet's group."""

    publisher: str | None
    agency: str | None
    group: str | None


@dataclass(frozen=True)
class Table:
    """Agencies, groups and sites; ``agencies`` and ``groups`` are found by plain names, ``sites`` by host.

    ``names`` finds agencies in a line as they are written there.
    """

    agencies: Mapping[str, str]
    groups: Mapping[str, str]
    sites: Mapping[str, str]
    names: re.Pattern[str]

    @cached_property
    def outlets(self) -> frozenset[str]:
        """Plain names of all outlets that have a site here."""
        return frozenset(plain(outlet) for outlet in self.sites.values())

    @classmethod
    def read(cls, text: str) -> Table:
        """Make a table of TOML text in the form of ``data/publishers.toml``. Raises tomllib.TOMLDecodeError."""
        content: dict[str, Any] = tomllib.loads(text)
        agencies: dict[str, str] = {}
        written: list[str] = []
        for name, others in content.get("agencies", {}).items():
            for form in (name, *others):
                agencies.setdefault(plain(form), name)
                written.append(form)
        sites: dict[str, str] = dict(content.get("sites", {}))
        groups: dict[str, str] = {}
        for group, members in content.get("groups", {}).items():
            sites |= members
            groups |= {plain(outlet): group for outlet in members.values()} | dict.fromkeys(members, group)
        return cls(agencies, groups, sites, _any_of(written))

    def site(self, host: str) -> str | None:
        """The entry of the table that a host falls under: itself or the longest parent domain."""
        parts = host.split(".")
        return next((s for i in range(len(parts) - 1) if (s := ".".join(parts[i:])) in self.sites), None)


@lru_cache(maxsize=1)
def table() -> Table:
    """The table that ships with the package."""
    return Table.read((files("headwater.trace") / "data" / "publishers.toml").read_text("utf-8"))


def _any_of(names: list[str]) -> re.Pattern[str]:
    """A pattern for any of the names as written, the longest first."""
    options = "|".join(re.escape(name) for name in sorted(set(names), key=lambda n: (-len(n), n)))
    return re.compile(rf"(?<![\w@/.])(?:{options or '(?!)'})(?![\w@/]|\.\w)")


def plain(name: str) -> str:
    """A publisher's name without case, dots, a leading "The" and doubled spaces, for comparing."""
    return re.sub(r"^the ", "", re.sub(r"\s+", " ", name.replace(".", "").replace("’", "'")).strip().casefold())


def publisher_of(reading: Reading, known: Table | None = None) -> Published:
    """Outlet, agency and group of a page; what can't be told is None."""
    known = known or table()
    document = reading.document
    host = host_of(document.url or document.origin)
    site = known.site(host) if host else None
    publisher = document.publisher or (known.sites[site] if site else None) or _printed(document) or host
    group = known.groups.get(plain(publisher)) if publisher else None
    if group is None and site:
        group = known.groups.get(site)
    return Published(publisher, _agency(document, publisher, host, known), group)


def same_group(a: Source, b: Source, known: Table | None = None) -> bool:
    """Whether two documents come from one publisher, or from outlets of one group."""
    known = known or table()
    if a.publisher and b.publisher and plain(a.publisher) == plain(b.publisher):
        return True
    mine, theirs = _group(a, known), _group(b, known)
    return mine is not None and mine == theirs


def group_of(source: Source, known: Table | None = None) -> str | None:
    """The group to which a document's outlet belongs, if the table has it."""
    return _group(source, known or table())


def is_listed(name: str, known: Table | None = None) -> bool:
    """Whether a name is one of the table's agencies or outlets, in any form that it gives."""
    known = known or table()
    return plain(name) in known.agencies or plain(name) in known.outlets


def host_of(address: str) -> str | None:
    """The host of a web address, without "www." and port; an archive's copy counts as the page it keeps."""
    try:
        host = urlsplit(_ARCHIVED.sub("", address)).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host and "." in host else None


def _group(source: Source, known: Table) -> str | None:
    if source.publisher and (group := known.groups.get(plain(source.publisher))):
        return group
    host = host_of(source.address or "")
    site = known.site(host) if host else None
    return known.groups.get(site) if site else None


def _printed(document: Document) -> str | None:
    """The outlet as a dated line under the headline or the foot of a printed page gives it."""
    for mark in document.markup:
        line = document.text[mark.start : mark.end]
        if mark.kind == "byline" and len(line) < 160 and _UNDER_HEADLINE.match(line):
            for part in re.split(r" *[,|] *", line):
                if not re.search(r"\d", part) and re.fullmatch(_NAME, part) and part not in document.authors:
                    return part
    footer = _FOOTER.search(document.text)
    return footer["name"] if footer else None


def _agency(document: Document, publisher: str | None, host: str | None, known: Table) -> str | None:
    for author in document.authors:
        if name := known.agencies.get(plain(author)):
            return name
    for name in _datelines(document.text):
        if found := known.agencies.get(plain(name)):
            return found
        if _may_be_agency(name, publisher, host):
            return name
    for line, top in _lines(document.text):
        if found := _credited(line, known, top=top):
            return found
        unlisted = _UNLISTED.match(line)
        if unlisted and _may_be_agency(name := unlisted["by"] or unlisted["with"], publisher, host):
            return name
    return None


def _datelines(text: str) -> Iterator[str]:
    for match in _DATELINE.finditer(text[:_HEAD]):
        yield match["name"]


def _lines(text: str) -> Iterator[tuple[str, bool]]:
    """The lines at both ends of a page, and whether they stand at its top."""
    head, foot = text[:_HEAD], text[max(_HEAD, len(text) - _FOOT) :]
    for part, top in ((foot, False), (head, True)):
        for line in part.split("\n"):
            if 2 <= len(line) <= _LINE:
                yield line.strip(), top


def _credited(line: str, known: Table, *, top: bool) -> str | None:
    """The agency that a line credits, if it is a credit line or a byline and names one that is listed."""
    credit = _CREDIT.match(line)
    if not credit and not (len(line) <= _BYLINE_LENGTH and _BYLINE.match(line)):
        return None
    within = line[: credit.end()] if credit and "contributed" in credit[0].casefold() else line
    for match in known.names.finditer(within):
        rest = within[match.end() :].strip(" .)]*’'\"")
        alone = _BY.fullmatch(within[: match.start()])
        if credit or (top and not rest and not _is_place(match)) or (alone and not rest):
            return known.agencies[plain(match[0])]
    return None


def _is_place(match: re.Match[str]) -> bool:
    """Whether initials that end a line stand for a region: "Harrisburg, PA"."""
    return bool(_INITIALS.fullmatch(match[0]) and match.string[: match.start()].rstrip().endswith(","))


def _may_be_agency(name: str, publisher: str | None, host: str | None) -> bool:
    """Whether an unknown name on a credit line is an agency: initials that are not the outlet's own nor a station's."""
    if not _INITIALS.fullmatch(name) or _CALL_SIGN.fullmatch(name) or _STATION.match(name):
        return False
    own = "".join(word[0] for word in (publisher or "").split()).upper()
    if name in own:
        return bool(_WIRE.search(publisher or ""))
    return name.lower() not in (host or "")
