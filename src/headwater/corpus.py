"""A corpus read and traced, Parquet to Parquet, on whatever engine: the order of joins and of Python over their rows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import ibis
from ibis import Table, _

from headwater import corpus_rows as steps
from headwater.engines import Engine
from headwater.errors import BadFormat
from headwater.networks import FOR_CORPORA
from headwater.trace import blocking
from headwater.trace import engine as joins

Tell = Callable[[str], None]

ROUNDS = 50
"""Steps of joining groups, at most; each doubles how far a group reaches."""


def read_corpus(engine: Engine, source: Path, goal: Path, *, model: str = FOR_CORPORA) -> int:
    """Read the documents of ``source`` (Parquet, a column ``text`` at least) into readings at ``goal``; how many rows.

    Raises BadFormat where there is no such column.
    """
    documents = engine.load("documents", source)
    if "text" not in documents.columns:
        raise BadFormat(str(source), "has no column 'text'", "columns: " + ", ".join(documents.columns)[:200])
    known = {n: documents[n].cast("string") for n in steps.DOCUMENTS.names if n in documents.columns}
    for name in steps.DOCUMENTS.names:
        known.setdefault(name, ibis.null("string"))
    wanted = documents.select(**{name: known[name] for name in steps.DOCUMENTS.names})
    readings = engine.each("readings", wanted, partial(steps.read_rows, model=model), steps.READINGS)
    return engine.write(readings, goal)


def trace_corpus(engine: Engine, source: Path, goal: Path, tell: Tell = lambda _: None) -> dict[str, int]:
    """Trace the readings of ``source`` into tables in the folder ``goal``; how many rows each has.

    Raises BadFormat where ``source`` holds no readings.
    """
    readings = engine.load("given", source)
    if missing := [n for n in steps.READINGS.names if n not in readings.columns]:
        raise BadFormat(
            str(source), f"holds no readings (no column {missing[0]!r})", "make them with: headwater corpus read"
        )
    tell("each document by itself")
    alone = engine.each("alone", readings.select(steps.READINGS.names), steps.alone_rows, steps.ALONE)
    documents, claims = alone.filter(_.kind == "document"), alone.filter(_.kind == "claim")
    tell("passages that documents share")
    passages = _passages(engine, documents)
    tell("claims worth comparing")
    pairs = _pairs(engine, documents, claims)
    tell("comparing claims")
    matches = _matches(engine, claims, pairs)
    tell("groups of claims")
    labels = _labels(engine, matches)
    tell("families, flows and origins")
    families = _families(engine, documents, claims, passages, matches, labels)
    tell("writing")
    return _write(engine, goal, documents, claims, passages, matches, families)


def _passages(engine: Engine, documents: Table) -> Table:
    prints = documents.select("document", "rank", hash=_.hashes.unnest())
    pairs = engine.keep("reuse_pairs", joins.reuse_pairs(prints).select("first", "second").order_by("first", "second"))
    one = documents.select(first=_.document, one=_.wording)
    two = documents.select(second=_.document, two=_.wording)
    given = pairs.join(one, "first").join(two, "second").select("first", "second", "one", "two")
    return engine.each("passages", given, steps.passage_rows, steps.PASSAGES)


def _pairs(engine: Engine, documents: Table, claims: Table) -> Table:
    """Pairs of claims to compare, and which are copies: of the others those that ``trace.blocking`` finds worth it."""
    first_of = engine.keep("copies", joins.copies(claims.select("claim", "rank", "copy")))
    ones = first_of.filter(_.claim == _.lead).select("claim")
    marks = claims.select("claim", "document", "rank", "least", "stems", "tolls", "day", "itself")
    heads = engine.keep("heads", marks.join(ones, "claim").select(marks.columns))
    known = engine.keep("known", documents.select("document", "own", "names"))
    names = known.select("document", name=_.names.unnest())
    told = engine.keep(
        "told", joins.telling_words(heads.select("claim", "document", "rank", "least", stem=_.stems.unnest()))
    )
    count = int(engine.rows(heads.aggregate(claims=_.count())).column("claims")[0].as_py())
    words = engine.keep("by_words", joins.key_pairs(joins.word_keys(told), common=blocking.common(count)))
    named = joins.name_keys(told, names, known)
    named = engine.keep("by_names", joins.key_pairs(named, common=blocking.COMMON_HERE))
    alone = told.select("claim", "rank", "least", key=_.stem)
    alone = engine.keep("by_one_word", joins.key_pairs(alone, common=blocking.few(count), beside=0))
    tolls = heads.select("claim", "rank", "least", key=_.tolls.unnest())
    tolls = engine.keep("by_tolls", joins.key_pairs(tolls, common=blocking.COMMON, beside=0))
    plain = [t.mutate(counting=False) for t in (words, named, alone)]
    met = ibis.union(*plain, tolls.mutate(counting=True)).group_by("first", "second")
    met = engine.keep("met", met.aggregate(counting=_.counting.any()))
    alike = joins.alike_enough(met, heads.select("claim", "document", "stems", "day", "itself"))
    alike = engine.keep("alike", alike)  # by itself, since few are left of many, and the many fill the memory
    worth = engine.keep("worth", joins.of_one_event(alike, engine.keep("listed", joins.known_names(names, known))))
    followers = first_of.filter(_.claim != _.lead).select(first=_.lead, second=_.claim, copied=True)
    every = worth.select("first", "second", copied=False).union(followers)
    return engine.keep("pairs", every.order_by("first", "second"))  # so that what is known of a claim is at hand


def _matches(engine: Engine, claims: Table, pairs: Table) -> Table:
    worded = pairs.filter(~_.copied)
    due = worded.select(claim=_.first).union(worded.select(claim=_.second)).distinct()
    texts = claims.join(due, "claim").select("claim", "text")
    vectors = engine.each("vectors", texts, steps.vector_rows, steps.VECTORS)
    every = pairs.select(claim=_.first).union(pairs.select(claim=_.second)).distinct()
    sides = claims.join(every, "claim").select("claim", "payload").left_join(vectors, "claim").drop("claim_right")
    sides = engine.keep("sides", sides)
    one = sides.select(first=_.claim, one=_.payload, vector_one=_.vector)
    two = sides.select(second=_.claim, two=_.payload, vector_two=_.vector)
    given = pairs.join(one, "first").join(two, "second")
    given = given.select("first", "one", "two", "vector_one", "vector_two", "copied")
    return engine.each("matches", given, steps.match_rows, steps.MATCHES)


def _labels(engine: Engine, matches: Table) -> Table:
    """The least claim of each connected group, for every claim of one."""
    links = matches.select("first", "second")
    everyone = links.select(claim=_.first).union(links.select(claim=_.second)).distinct()
    labels = engine.keep("labels_0", everyone.select("claim", label=_.claim))
    for number in range(1, ROUNDS):
        after = engine.keep(f"labels_{number}", joins.least_labels(labels, links))
        changed = engine.rows(joins.changed_labels(labels, after)).column("changed")[0].as_py()
        labels = after
        if not changed:
            break
    return labels


def _families(engine: Engine, documents: Table, claims: Table, passages: Table, matches: Table, labels: Table) -> Table:
    """Groups are handed on in parts, all whose least claims stand in one document: so few documents are handed on twice."""
    part = claims.select(label=_.claim, part=_.document)
    held = labels.join(claims, "claim").select("label", "claim", "document", "payload").join(part, "label")
    held = engine.keep("held", held.select("part", "label", "claim", "document", "payload"))
    where = held.select("part", "document").distinct()
    whole = where.join(documents.select("document", "payload"), "document")
    one = where.select("part", first=_.document)
    two = where.select("part", second=_.document)
    inside = passages.select("first", "second", "payload").join(one, "first").join(two, ["second", "part"])
    linked = matches.select("payload", claim=_.first).join(held.select("claim", "part", "label"), "claim")
    kinds = {"claim": held, "match": linked, "document": whole, "passage": inside}
    # Each joined by itself before all are sorted: at 100,000 documents the joins and the sort fill the memory together.
    parts = [
        engine.keep(
            f"of_{kind}",
            t.select(
                "part",
                label=t.label if "label" in t.columns else ibis.literal(""),
                kind=ibis.literal(kind),
                payload=t.payload,
            ),
        )
        for kind, t in kinds.items()
    ]
    return engine.each("families", ibis.union(*parts), steps.family_rows, steps.FAMILIES, group="part")


def _write(
    engine: Engine, goal: Path, documents: Table, claims: Table, passages: Table, matches: Table, families: Table
) -> dict[str, int]:
    members = families.select("family", "question", claim=_.claims.unnest())
    everyone = claims.select("claim", "document", "payload", alone=ibis.literal("f.") + claims.claim)
    joined = everyone.left_join(members, "claim")
    of = joined.select(
        "claim",
        "document",
        family=ibis.coalesce(joined.family, joined.alone),
        question=joined.question,
        claim_json=joined.payload,
    )
    known = documents.select("document", "outlet", "published")
    counted = joins.family_counts(members.join(claims.select("claim", "document"), "claim"), known)
    numbers = counted.select("family", "documents", "outlets", "first", "last")
    tables = {
        "documents": known.order_by("document"),
        "claims": of.order_by("claim"),
        "passages": passages.drop("payload").order_by("first", "second", "first_start", "second_start"),
        "matches": matches.drop("payload").order_by("first", "second"),
        "families": families.join(numbers, "family").order_by("family"),
    }
    goal.mkdir(parents=True, exist_ok=True)
    return {name: engine.write(table, goal / f"{name}.parquet") for name, table in tables.items()}
