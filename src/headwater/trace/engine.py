"""The heavy joins of tracing as table expressions, written once: DuckDB runs them in process, Spark on a cluster.

They give the same pairs as ``fingerprints.candidates`` and ``blocking`` give in memory for a case: the same caps, the same rarest
words. What is Python (cutting, comparing, following) is done by ``engines`` on batches of rows, with the same functions.
"""

from __future__ import annotations

import ibis
from ibis import Table, _

from headwater.trace.blocking import COMMON as COMMON_KEY
from headwater.trace.blocking import RARE_WORDS
from headwater.trace.fingerprints import COMMON, LEAST_SHARED


def reuse_pairs(prints: Table, *, common: int = COMMON, least: int = LEAST_SHARED) -> Table:
    """Pairs of documents that share at least ``least`` fingerprints: ``first``, ``second``, ``shared``.

    ``prints`` has one row for each distinct fingerprint of each document: ``document``, ``rank`` (a text that sorts the documents by
    time) and ``hash``. A fingerprint that more than ``common`` documents hold ties each of them only to the first holder and to the
    one before it.
    """
    alike = ibis.window(group_by="hash")
    ordered = ibis.window(group_by="hash", order_by="rank")
    held = prints.mutate(
        holders=_.document.count().over(alike),
        place=ibis.row_number().over(ordered),
        before=_.document.lag().over(ordered),
        first=_.document.first().over(ordered),
    )
    few = held.filter(_.holders > 1, _.holders <= common).select("hash", "document", "place")
    other = few.select("hash", second=_.document, later=_.place)
    met = few.join(other, ["hash", few.place < other.later]).select(first=_.document, second=_.second)
    many = held.filter(_.holders > common, _.place > 0)
    to_first = many.select(first=_.first, second=_.document)
    to_before = many.filter(_.place > 1).select(first=_.before, second=_.document)
    tied = met.union(to_first).union(to_before)
    counted = tied.group_by("first", "second").aggregate(shared=_.count())
    sizes = prints.group_by("document").aggregate(size=_.count())
    sized = counted.join(sizes.select(first=_.document, one=_.size), "first")
    sized = sized.join(sizes.select(second=_.document, two=_.size), "second")
    needed = ibis.least(ibis.literal(least), ibis.greatest(ibis.literal(1), ibis.least(_.one, _.two)))
    return sized.filter(_.shared >= needed).select("first", "second", "shared")


def word_keys(stems: Table) -> Table:
    """For each claim the pairs of its rarest words: ``claim``, ``rank``, ``key``.

    ``stems`` has one row for each distinct word of each claim: ``claim``, ``rank``, ``stem``. A word that no other claim has is left out.
    """
    counts = stems.group_by("stem").aggregate(claims=_.count()).filter(_.claims > 1)
    known = stems.join(counts, "stem").select("claim", "rank", "stem", "claims")
    rarest = ibis.window(group_by="claim", order_by=["claims", "stem"])
    rare = known.mutate(place=ibis.row_number().over(rarest)).filter(_.place < RARE_WORDS)
    other = rare.select("claim", word=_.stem)
    both = rare.join(other, ["claim", rare.stem < other.word])
    return both.select("claim", "rank", key=_.stem + " " + _.word)


def key_pairs(keys: Table, *, common: int = COMMON_KEY) -> Table:
    """Pairs of claims that share a key which at most ``common`` claims have: ``first``, ``second``, distinct.

    ``keys`` has ``claim``, ``rank`` (a text that sorts the claims by time) and ``key``.
    """
    alike = ibis.window(group_by="key")
    held = keys.mutate(holders=_.claim.count().over(alike)).filter(_.holders > 1, _.holders <= common)
    one = held.select("key", first=_.claim, one=_.rank)
    two = held.select("key", second=_.claim, two=_.rank)
    met = one.join(two, ["key", one.one < two.two])
    return met.select("first", "second").distinct()


def copies(claims: Table) -> Table:
    """Each claim with the first claim that says the same in the same words: ``claim``, ``lead``.

    ``claims`` has ``claim``, ``rank`` and ``words`` (the same for claims in the same words).
    """
    ordered = ibis.window(group_by="words", order_by="rank")
    return claims.select("claim", lead=_.claim.first().over(ordered))


def least_labels(labels: Table, links: Table) -> Table:
    """One step of finding connected groups: each ``claim`` takes the least ``label`` of itself and of those it is linked to.

    ``links`` has ``first`` and ``second``. The label of a label is taken, too, so that long chains close fast.
    """
    there = links.select(claim=_.first, other=_.second)
    back = links.select(claim=_.second, other=_.first)
    near = there.union(back).join(labels.select(other=_.claim, label=_.label), "other").select("claim", "label")
    least = near.union(labels.select("claim", "label")).group_by("claim").aggregate(label=_.label.min())
    jump = labels.select(through=_.claim, beyond=_.label)
    jumped = least.left_join(jump, least.label == jump.through)
    return jumped.select("claim", label=ibis.least(_.label, ibis.coalesce(_.beyond, _.label)))


def changed_labels(before: Table, after: Table) -> Table:
    """How many claims have another label than before: one row, ``changed``."""
    new = after.select("claim", now=_.label)
    return before.join(new, "claim").filter(_.label != _.now).aggregate(changed=_.count())


def family_counts(members: Table, documents: Table) -> Table:
    """What carries each family: ``family``, ``claims``, ``documents``, ``outlets``, ``first``, ``last``.

    ``members`` has ``family``, ``claim`` and ``document``; ``documents`` has ``document``, ``outlet`` and ``published``.
    """
    joined = members.join(documents, "document")
    return joined.group_by("family").aggregate(
        claims=_.claim.nunique(),
        documents=_.document.nunique(),
        outlets=_.outlet.nunique(),
        first=_.published.min(),
        last=_.published.max(),
    )
