"""What tracing is made of: claims of many documents, how they travelled, how many origins stand behind them.

Frozen types without input or output, as in ``model``. Offsets count code points of the text of the document named beside
them. Ids are stable: the same documents, read by the same version, give the same ids.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from headwater.model import Certainty, Reading, Stance

PassageKind = Literal["copy", "quotation", "boilerplate"]
EdgeKind = Literal["copies", "quotes", "cites", "same voice", "same basis"]
DirectionBy = Literal["published", "cites", "contains", "credit"]
Polarity = Literal["+", "-"]
Relation = Literal["same", "rival", "different"]
RivalBy = Literal["actor", "number", "polarity", "place", "date"]
DriftKind = Literal["hedge lost", "attribution lost", "number changed", "actor changed", "hedge added"]
ChangeKind = Literal["added", "removed", "changed"]
Matter = Literal["number", "actor", "certainty", "attribution", "polarity", "date", "wording"]

VECTOR_WIDTH = 384
"""Numbers of a claim's vector, as the sentence network gives it."""


@dataclass(frozen=True, slots=True)
class Source:
    """One document as tracing sees it: its reading and what is known about the capture.

    ``document`` is the case's id of the document version. ``address`` is the same for all captures of one page.
    ``published`` and ``captured`` are ISO dates or date-times, or None. ``publisher`` is the outlet as the page or its address
    names it; ``agency`` the agency that a credit line names ("Reuters"), if there is one. ``links`` are the addresses the
    article's body links to. ``voices`` gives, for each voice id of the reading, the case-wide voice it belongs to.
    """

    document: str
    reading: Reading
    address: str | None = None
    published: str | None = None
    captured: str | None = None
    publisher: str | None = None
    agency: str | None = None
    links: tuple[str, ...] = ()
    voices: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that two documents share: ``[start, end)`` in each, aligned, allowing small edits.

    ``share`` is the part of the words that are the same in both, 0 to 1. ``kind`` tells copied text from the same words inside
    quotation marks in both, and from standing paragraphs that many documents of a publisher carry. ``words`` are equal in both;
    ``quoted_first`` and ``quoted_second`` say whether they stand in quotation marks there: one without the other is a quotation
    of the document itself.
    """

    first: str
    first_start: int
    first_end: int
    second: str
    second_start: int
    second_end: int
    words: int
    share: float
    kind: PassageKind
    quoted_first: bool = False
    quoted_second: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a claim: bounds (None where open) and the counted thing in its plain form ("killed", "people", "%")."""

    low: float | None
    high: float | None
    unit: str | None


@dataclass(frozen=True, slots=True)
class Claim:
    """The proposition in one attribution's content or in one own statement, with all that comparing it needs.

    ``attribution`` is the attribution's id, or None for an own statement. ``start``/``end`` enclose its words, ``pieces`` are the
    exact ranges. ``chain`` are case-wide voice ids, outermost first, the page's author left out; empty for own statements.
    ``names`` are the names in it as written; ``amounts`` its numbers; ``days`` ISO dates it mentions, resolved.
    ``actor`` is the name or noun of who did it, as far as the words show; ``polarity`` is "-" for a negated or denied claim.
    ``setting`` are the names with which the document opens; ``dated`` is when it was published, as far as known.
    """

    id: str
    document: str
    attribution: str | None
    start: int
    end: int
    pieces: tuple[tuple[int, int], ...]
    text: str
    voice: str | None
    chain: tuple[str, ...]
    certainty: Certainty
    stance: Stance
    polarity: Polarity
    actor: str | None = None
    names: tuple[str, ...] = ()
    amounts: tuple[Amount, ...] = ()
    days: tuple[str, ...] = ()
    basis: str = "not stated"
    basis_words: str | None = None
    direct: bool = False
    setting: tuple[str, ...] = ()
    dated: str | None = None


@dataclass(frozen=True, slots=True)
class Reason:
    """One named feature of a comparison: what it is, its weight in log-odds (0 where it only forbids), and why, in words."""

    name: str
    weight: float
    words: str


@dataclass(frozen=True, slots=True)
class Match:
    """Two claims compared.

    ``score`` is the probability (0 to 1) that they say the same; ``relation`` is decided from it and from what forbids a match;
    ``by`` says what makes rivals of them.
    """

    first: str
    second: str
    score: float
    relation: Relation
    by: tuple[RivalBy, ...] = ()
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Family:
    """Claims that say the same thing about the same thing. ``head`` is the claim whose words stand for it on the page.

    ``id`` comes from its earliest claim, so that a family keeps it while it grows. ``value`` is what its rivals differ from it in,
    as words ("12", "the coast guard", "not"), if it has rivals.
    """

    id: str
    head: str
    claims: tuple[str, ...]
    question: str
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """Families that answer one question differently. ``by`` says in what they differ; one family alone has none."""

    id: str
    families: tuple[str, ...]
    by: tuple[RivalBy, ...] = ()


@dataclass(frozen=True, slots=True)
class Edge:
    """One step of a family's way: claim ``upstream`` reached claim ``downstream``, as ``kind``, for ``reason``.

    ``directed`` is False where nothing shows which came first; then the order of the two says nothing. ``direction_by`` is
    what decided it. ``certain`` is False for what may be so (only the low end of the range of origins uses such edges).
    """

    family: str
    upstream: str
    downstream: str
    kind: EdgeKind
    reason: str
    directed: bool
    direction_by: DirectionBy | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Root:
    """One origin: the claims that rest on it and the earliest voice reached.

    ``outside`` is True where the documents only name it: a paper that everyone cites and nobody saved.
    """

    id: str
    label: str
    claims: tuple[str, ...]
    voice: str | None
    outside: bool = False


@dataclass(frozen=True, slots=True)
class Merge:
    """Two roots taken as one. ``certain`` merges count at both ends of the range, the others only at the low end.

    ``key`` is stable, so that a person's verdict can undo it.
    """

    key: str
    first: str
    second: str
    certain: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins stand behind a family: ``low`` to ``high``, the roots at the high end, and each merge.

    ``outlets`` is the naive count, for comparison: publishers that carry it.
    """

    family: str
    low: int
    high: int
    roots: tuple[Root, ...]
    merges: tuple[Merge, ...]
    outlets: int


@dataclass(frozen=True, slots=True)
class FlowDrift:
    """What an edge lost or changed on the way, with the words on both sides: claim ids, and the ranges that show it."""

    family: str
    upstream: str
    downstream: str
    kind: DriftKind
    before: str
    after: str
    words: str


@dataclass(frozen=True, slots=True)
class Change:
    """One changed sentence between two captures: its range in each (None where it is missing) and what matters about it.

    ``announced`` is the text of the correction note that tells of it, or None for a silent change.
    """

    kind: ChangeKind
    before: tuple[int, int] | None
    after: tuple[int, int] | None
    matters: tuple[Matter, ...]
    words: str
    announced: str | None = None


@dataclass(frozen=True, slots=True)
class VersionDiff:
    """Two captures of one page compared, in reading order of the later one."""

    before: str
    after: str
    changes: tuple[Change, ...]
    unchanged: int


@dataclass(frozen=True)
class Trace:
    """All that tracing found in a set of documents."""

    claims: tuple[Claim, ...] = ()
    passages: tuple[Passage, ...] = ()
    families: tuple[Family, ...] = ()
    questions: tuple[Question, ...] = ()
    matches: tuple[Match, ...] = ()
    edges: tuple[Edge, ...] = ()
    origins: tuple[Origins, ...] = ()
    drifts: tuple[FlowDrift, ...] = ()
    versions: tuple[VersionDiff, ...] = ()
