"""The rows of a corpus and the Python over them: reading, cutting, comparing, following. Arrow tables in, Arrow tables out.

Every function here runs in a worker process or inside a task of Spark, knows nothing of either, and gives the same rows for the same
rows.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from functools import lru_cache
from typing import Any

import numpy as np
import pyarrow as pa

from headwater.errors import AnchorError, BadFormat, InputError
from headwater.model import Certainty, Document, Span
from headwater.model_json import reading_from_dict, reading_to_dict
from headwater.model_trace import Amount, Claim, Match, Passage, Reason, Source
from headwater.networks import FOR_CORPORA
from headwater.pipeline import load_reader, read_one
from headwater.store.names import plain_address
from headwater.trace.cutting import Wording, packed_wording, unpacked_wording, wording_of
from headwater.trace.drift import drifts_in
from headwater.trace.families import group as group_claims
from headwater.trace.flows import flow_in
from headwater.trace.marks import mark
from headwater.trace.origins import origins_in
from headwater.trace.reuse import shared
from headwater.trace.same import compare_claims
from headwater.trace.scene import Scene
from headwater.trace_documents import alone, unpacked, vectors_of

Row = dict[str, Any]

_TEXT, _COUNT, _LIST, _COUNTS = pa.string(), pa.int64(), pa.list_(pa.string()), pa.list_(pa.int64())

DOCUMENTS = pa.schema([(n, _TEXT) for n in "origin text title publisher published url captured".split()])
READINGS = pa.schema(
    [(n, _TEXT) for n in "document origin url title publisher published captured reading error".split()]
)
ALONE = pa.schema(
    [
        ("kind", _TEXT), ("document", _TEXT), ("claim", _TEXT), ("rank", _TEXT), ("payload", _TEXT), ("text", _TEXT),
        ("outlet", _TEXT), ("published", _TEXT), ("own", _COUNT), ("names", _COUNTS), ("copy", _COUNT), ("least", _COUNT),
        ("stems", _COUNTS), ("tolls", _COUNTS), ("day", _COUNT), ("itself", pa.bool_()), ("hashes", _COUNTS),
        ("wording", pa.binary()),
    ]
)  # fmt: skip
VECTORS = pa.schema([("claim", _TEXT), ("vector", pa.binary())])
PASSAGES = pa.schema(
    [
        ("first", _TEXT), ("first_start", _COUNT), ("first_end", _COUNT), ("second", _TEXT), ("second_start", _COUNT),
        ("second_end", _COUNT), ("words", _COUNT), ("share", pa.float64()), ("kind", _TEXT), ("quoted_first", pa.bool_()),
        ("quoted_second", pa.bool_()), ("payload", _TEXT),
    ]
)  # fmt: skip
MATCHES = pa.schema(
    [
        ("first", _TEXT),
        ("second", _TEXT),
        ("score", pa.float64()),
        ("relation", _TEXT),
        ("rival_by", _LIST),
        ("reasons", _LIST),
        ("payload", _TEXT),
    ]
)
_EDGES = pa.struct(
    [(n, _TEXT) for n in "upstream downstream kind reason direction_by".split()]
    + [("directed", pa.bool_()), ("certain", pa.bool_())]
)
_ROOTS = pa.struct([("label", _TEXT), ("claims", _LIST), ("outside", pa.bool_())])
_MERGES = pa.struct([("first", _TEXT), ("second", _TEXT), ("certain", pa.bool_()), ("reason", _TEXT)])
_DRIFTS = pa.struct([(n, _TEXT) for n in "upstream downstream kind before after words".split()])
FAMILIES = pa.schema(
    [
        ("family", _TEXT), ("question", _TEXT), ("head", _TEXT), ("value", _TEXT), ("claims", _LIST), ("low", _COUNT), ("high", _COUNT),
        ("edges", pa.list_(_EDGES)), ("roots", pa.list_(_ROOTS)), ("merges", pa.list_(_MERGES)), ("drifts", pa.list_(_DRIFTS)),
    ]
)  # fmt: skip

# reading


@lru_cache(maxsize=1)
def _reader(model: str) -> Any:
    """The reader, loaded once in each process."""
    return load_reader(model)


def read_rows(documents: pa.Table, model: str = FOR_CORPORA) -> pa.Table:
    """Read documents. What can't be read has its error in place of a reading."""
    return pa.Table.from_pylist([_read(row, model) for row in documents.to_pylist()], schema=READINGS)


def _read(row: Row, model: str) -> Row:
    origin = row["origin"] or row["url"] or "document"
    given: dict[str, Any] = {name: row[name] or None for name in ("title", "publisher", "published", "url")}
    document = Document(
        origin, (row["text"] or "").encode("utf-8", "replace").decode("utf-8").replace("\x00", " "), **given
    )
    base = {"document": document.id, "origin": origin, "captured": row["captured"], **given}
    if not document.text.strip():
        return {**base, "error": f"{origin}: holds no text"}
    outcome = read_one(_reader(model), document)
    if isinstance(outcome, InputError):
        return {**base, "error": str(outcome)}
    return {**base, "reading": json.dumps(reading_to_dict(outcome), ensure_ascii=False)}


# each document by itself


def alone_rows(readings: pa.Table) -> pa.Table:
    """Of each reading one row of kind ``document`` and one of kind ``claim`` for each of its claims."""
    rows = [found for row in readings.to_pylist() if row["reading"] for found in _alone(row)]
    return pa.Table.from_pylist(rows, schema=ALONE)


def _alone(row: Row) -> Iterator[Row]:
    data = _data_of(row)
    source = _source_of(row, data)
    found = alone(source)
    rank = f"{row['published'] or '9999'} {row['captured'] or '9999'} {source.document}"
    known = {"publisher": found.publisher, "agency": found.agency}
    base = {"document": source.document, "published": row["published"], "outlet": found.publisher or source.document}
    cut = wording_of(source)
    hashes = cut.prints.view(np.int64).tolist()
    known |= {n: row[n] for n in ("document", "url", "origin", "published", "captured")}
    payload = json.dumps({**known, "reading": {**data, **_NOT_FOLLOWED}})
    names = found.marks[0].names if found.marks else ()
    whole = {"kind": "document", "claim": "", "rank": rank, "payload": payload, "hashes": hashes}
    whole |= {"wording": packed_wording(cut)}
    yield {**base, **whole, "own": mark("document", source.document), "names": list(names)}
    for claim, marks in zip(found.claims, found.marks, strict=True):
        yield {
            **base,
            "kind": "claim",
            "claim": claim.id,
            "rank": f"{claim.dated or '9999'} {claim.document} {claim.start:09} {claim.end:09} {claim.id}",
            "payload": claim_text(claim),
            "text": claim.text,
            "copy": marks.copy,
            "least": marks.stems[0] if marks.stems else 0,
            "stems": list(marks.stems),
            "tolls": list(marks.tolls),
            "day": marks.day,
            "itself": marks.itself,
        }


_NOT_FOLLOWED: dict[str, list[Any]] = {
    name: [] for name in ("own_statements", "quantities", "times", "corrections", "drifts")
}
"""Parts of a reading that claims are made of, and that following the claims needs no more."""


def _data_of(row: Row) -> dict[str, Any]:
    """A row's reading as plain data. Raises BadFormat for what is none."""
    try:
        data = json.loads(row["reading"])
    except ValueError as error:
        raise _damaged(row) from error
    if not isinstance(data, dict):
        raise _damaged(row)
    return data


def _damaged(row: Row) -> BadFormat:
    name = str(row["origin"] or row["document"])
    return BadFormat(name, "its reading is damaged", "read it again with: headwater corpus read")


def _source_of(row: Row, data: dict[str, Any]) -> Source:
    """A row as a source, its reading given as plain data. Raises BadFormat for what is no reading."""
    try:
        reading = reading_from_dict(data)
    except (AnchorError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise _damaged(row) from error
    return Source(
        document=row["document"],
        reading=reading,
        address=plain_address(row["url"] or row["origin"]),
        published=row["published"],
        captured=row["captured"],
        publisher=row.get("publisher"),
        agency=row.get("agency"),
        links=tuple(m.target for m in reading.document.markup if m.kind == "link" and m.target),
        voices=_case_voices(reading.voices, plain_address(row["url"] or row["origin"])),
    )


def _case_voices(voices: Iterable[Any], address: str) -> tuple[tuple[str, str], ...]:
    from headwater.store.names import voice_keys

    known = list(voices)
    return tuple((v.id, key) for v, key in zip(known, voice_keys(known, address), strict=True))


# pairs


def passage_rows(pairs: pa.Table) -> pa.Table:
    """The passages of pairs of documents (``first``, ``second``), given with the words of both (``one``, ``two``)."""
    rows = []
    for row in pairs.to_pylist():
        for passage in shared(_wording(row["first"], row["one"]), _wording(row["second"], row["two"])):
            found = asdict(passage)
            rows.append({**found, "payload": json.dumps(found)})
    return pa.Table.from_pylist(rows, schema=PASSAGES)


@lru_cache(maxsize=256)
def _wording(document: str, data: bytes) -> Wording:
    return unpacked_wording(document, data)


def vector_rows(claims: pa.Table) -> pa.Table:
    """The vectors of claims (``claim``, ``text``)."""
    vectors = vectors_of(claims.column("text").to_pylist())
    return pa.table([claims.column("claim"), pa.array(vectors, pa.binary())], schema=VECTORS)


def match_rows(pairs: pa.Table) -> pa.Table:
    """Pairs of claims compared, given with both payloads and, but for copies, vectors; what has nothing in common is left out."""
    rows = []
    given = sorted(pairs.to_pylist(), key=lambda r: bool(r["copied"]))
    worded = [r for r in given if not r["copied"]]
    one, two = unpacked([r["vector_one"] for r in worded]), unpacked([r["vector_two"] for r in worded])
    cosines = np.einsum("ij,ij->i", one, two).tolist() + [1.0] * (len(given) - len(worded))
    for row, cosine in zip(given, cosines, strict=True):
        match = compare_claims(_claim(row["one"]), _claim(row["two"]), round(cosine, 4))
        if match.relation != "different":
            found = {
                "first": match.first,
                "second": match.second,
                "score": match.score,
                "relation": match.relation,
                "rival_by": list(match.by),
            }
            payload = json.dumps({**found, "by": [r.name for r in match.reasons]})
            rows.append({**found, "reasons": [r.words for r in match.reasons], "payload": payload})
    return pa.Table.from_pylist(rows, schema=MATCHES)


# claims as text


def claim_text(claim: Claim) -> str:
    """A claim as JSON."""
    data = {name: getattr(claim, name) for name in claim.__slots__}
    data["certainty"] = [claim.certainty.label, claim.certainty.low, claim.certainty.high]
    data["markers"] = [[m.start, m.end, m.text] for m in claim.certainty.markers]
    data["amounts"] = [[a.low, a.high, a.unit] for a in claim.amounts]
    return json.dumps(data, ensure_ascii=False)


@lru_cache(maxsize=20_000)
def _claim(text: str) -> Claim:
    data: dict[str, Any] = json.loads(text)
    markers = tuple(Span(*m) for m in data.pop("markers"))
    label, low, high = data["certainty"]
    data["certainty"] = Certainty(label, low, high, markers)
    data["amounts"] = tuple(Amount(*a) for a in data["amounts"])
    data["pieces"] = tuple((a, b) for a, b in data["pieces"])
    fields: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in data.items()}
    return Claim(**fields)


# families


def family_rows(rows: pa.Table) -> pa.Table:
    """Families of each connected group of claims, for whole parts of the groups.

    Rows are ``part``, ``kind`` and ``payload``, claims and matches also ``label``, which is the same in one group; the documents
    and passages of a part are for all its groups.
    """
    parts: dict[str, list[Row]] = defaultdict(list)
    for row in rows.to_pylist():
        parts[row["part"]].append(row)
    found = [row for part in parts.values() for row in _families_of_part(part)]
    return pa.Table.from_pylist(found, schema=FAMILIES)


def _families_of_part(part: Iterable[Row]) -> Iterator[Row]:
    given: dict[str, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in part:
        given[row["kind"]][row["label"] or ""].append(row["payload"])
    sources = {source.document: source for source in map(_packed_source, given["document"][""])}
    passages = [Passage(**json.loads(p)) for p in sorted(given["passage"][""])]
    for label, claims in given["claim"].items():
        ordered = sorted(map(_claim, claims), key=lambda c: (c.dated or "9999", c.document, c.start, c.end, c.id))
        matches = [_match(p) for p in given["match"][label]]
        here = {c.document for c in ordered}
        between = [p for p in passages if p.first in here and p.second in here]
        scene = Scene(ordered, [sources[d] for d in sorted(here)], between)
        yield from _families(scene, ordered, matches)


def _packed_source(payload: str) -> Source:
    row = json.loads(payload)
    return _source_of(row, row["reading"])


def _match(payload: str) -> Match:
    row = json.loads(payload)
    reasons = tuple(Reason(name, 0.0, "") for name in row["by"])
    return Match(row["first"], row["second"], row["score"], row["relation"], tuple(row["rival_by"]), reasons)


def _families(scene: Scene, claims: list[Claim], matches: list[Match]) -> Iterator[Row]:
    families, _ = group_claims(claims, matches)
    for family in families:
        edges = flow_in(scene, family)
        origins = origins_in(scene, family, edges)
        yield {
            "family": family.id,
            "question": family.question,
            "head": family.head,
            "value": family.value,
            "claims": list(family.claims),
            "low": origins.low,
            "high": origins.high,
            "edges": [asdict(e) for e in edges],
            "roots": [asdict(r) for r in origins.roots],
            "merges": [asdict(m) for m in origins.merges],
            "drifts": [asdict(d) for d in drifts_in(scene, family, edges)],
        }
