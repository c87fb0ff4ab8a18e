"""The passages that documents of a case share, worked out anew only where something bears on them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from headwater.model_trace import Passage, Source
from headwater.store import traced
from headwater.trace.cutting import Wording, packed_cutting, unpacked_cutting, wording_of
from headwater.trace.fingerprints import candidates, winnowed_each
from headwater.trace.reuse import shared
from headwater.trace.standing import ENOUGH, Commonness, standing_in
from headwater.trace_sources import Sources

Tell = Callable[[str, int, int], None]
Pair = tuple[str, str]

PAIRS = "pairs"
"""Where, beside the digests of documents, the pairs are remembered that were compared."""
COMPARED = "compared passages"
CUTTING = "cutting of "
"""Before a document's key: where its words are remembered."""
EVERY = 200
"""Documents, and comparisons, between two words of progress."""


@dataclass(frozen=True)
class Reuse:
    """All passages of a case, and what is to be remembered: a digest of what they hang on, and new documents' words."""

    passages: list[Passage]
    compared: bytes
    cuttings: dict[str, bytes]


def all_passages(
    connection: Connection, sources: Sources, changed: Collection[str], old: Sequence[Passage], tell: Tell
) -> Reuse:
    """The passages of all pairs, those of unchanged pairs taken from ``old``, which are those of documents not ``changed``.

    Which passages are boilerplate is told anew where a changed document bears on it, and everywhere if documents went.
    """
    before: dict[str, str] = json.loads(traced.recall(connection, COMPARED) or b"{}")
    met = before.pop(PAIRS, "")
    ordered = sorted((sources.light(key) for key in sources), key=_order)
    keys = [source.document for source in ordered]
    bare, cuttings = _cut(connection, ordered, changed, tell)
    standing = standing_in(bare, ordered)
    wordings = [wording.knowing(standing) for wording in bare]
    prints = winnowed_each([w.words[w.own] for w in wordings])
    after = {w.document: _print(w, p.tobytes()) for w, p in zip(wordings, prints, strict=True)}
    fresh = {key for key in keys if before.get(key) != after[key]}.union(changed)
    pairs = [(keys[i], keys[j]) for i, j in candidates(prints)]
    known = _known_passages(old, met, fresh)
    found = _found(sources, pairs, known, standing, tell)
    common = Commonness(wordings, {s.document: s.published for s in ordered})
    grown = before.keys() <= after.keys() and before.keys().isdisjoint(changed) and len(before) >= ENOUGH
    touched = common.beside(fresh) if grown else set(keys)
    still = [p for p in found if (p.first, p.second) in known and p.first not in touched]
    moved = [p for p in found if (p.first, p.second) not in known or p.first in touched]
    compared = {**after, PAIRS: " ".join(key for pair in pairs for key in pair)}
    return Reuse([*still, *common.judged(moved)], json.dumps(compared, separators=(",", ":")).encode(), cuttings)


def _cut(
    connection: Connection, ordered: Sequence[Source], changed: Collection[str], tell: Tell
) -> tuple[list[Wording], dict[str, bytes]]:
    """Every document cut into words, those that did not change as they were kept; and the others, for keeping."""
    kept = dict(traced.recall_all(connection, CUTTING))
    cut, new = [], {}
    for done, source in enumerate(ordered):
        if done % EVERY == 0:
            tell("cutting documents into words", done, len(ordered))
        key = source.document
        wording = None if key in changed else _as_kept(key, kept.get(CUTTING + key))
        if wording is None:
            wording = wording_of(source)
            new[key] = packed_cutting(wording)
        cut.append(wording)
    return cut, new


def _as_kept(document: str, data: bytes | None) -> Wording | None:
    """A document as it was cut before; None where that was lost or damaged."""
    try:
        return None if data is None else unpacked_cutting(document, data)
    except ValueError:
        return None


def _found(
    sources: Sources, pairs: Sequence[Pair], known: Mapping[Pair, list[Passage]], standing: Collection[int], tell: Tell
) -> list[Passage]:
    """The passages of these pairs, those ``known`` as they are."""
    whole: dict[str, Wording] = {}
    found: list[Passage] = []
    for n, pair in enumerate(pairs):
        if n % EVERY == 0:
            tell("finding shared passages", n, len(pairs))
        if pair in known:
            found += known[pair]
            continue
        for key in pair:
            if key not in whole:
                whole[key] = wording_of(sources[key]).knowing(standing)
        found += shared(whole[pair[0]], whole[pair[1]])
    return found


def _print(wording: Wording, prints: bytes) -> str:
    """Of what the passages of a document hang on."""
    return hashlib.blake2b(prints + b"|" + wording.footing.tobytes(), digest_size=8).hexdigest()


def _known_passages(old: Sequence[Passage], pairs: str, fresh: set[str]) -> dict[Pair, list[Passage]]:
    """The passages of each pair that was compared the last time and has not changed since."""
    names = pairs.split()
    known: dict[Pair, list[Passage]] = {
        pair: [] for pair in zip(names[::2], names[1::2], strict=True) if not fresh.intersection(pair)
    }
    for passage in old:
        if (passage.first, passage.second) in known:
            known[passage.first, passage.second].append(passage)
    return known


def remember_passages(connection: Connection, found: Reuse, gone: Iterable[str]) -> None:
    """Keep what the next tracing need not do again, and forget it of documents that went."""
    traced.forget(connection, [CUTTING + document for document in gone])
    for document, data in found.cuttings.items():
        traced.remember(connection, CUTTING + document, data)
    traced.remember(connection, COMPARED, found.compared)


def _order(source: Source) -> tuple[str, str, str]:
    return source.published or "9999", source.captured or "9999", source.document
