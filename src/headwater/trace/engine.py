"""The heavy joins of tracing as table expressions, written once: DuckDB runs them in process, Spark on a cluster.

They give the same pairs as ``fingerprints.candidates`` and ``blocking`` give in memory for a case: the same caps, the same rarest
words and names, the same conditions. What is Python (cutting, comparing, following) is done by ``engines`` on batches of rows, with the same functions.
"""

from __future__ import annotations

import ibis
from ibis import Table, _

from headwater.trace import blocking
from headwater.trace.cuts import WITHIN_DAYS
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


SHIFT = 1 << 32
"""A key is two marks of 31 bits in one number."""


def telling_words(stems: Table) -> Table:
    """The words of each claim that another claim has, too, with their place by rarity: ``claim``, ``rank``, ``least``, ``stem``, ``place``.

    ``stems`` has one row for each distinct word of each claim: ``claim``, ``document``, ``rank`` (a text that sorts the claims by time),
    ``least`` (the least of its words) and ``stem``.
    """
    counts = stems.group_by("stem").aggregate(claims=_.count()).filter(_.claims > 1)
    rarest = ibis.window(group_by="claim", order_by=["claims", "stem"])
    known = stems.join(counts, "stem").mutate(place=ibis.row_number().over(rarest))
    return known.select("claim", "document", "rank", "least", "stem", "place")


def word_keys(told: Table) -> Table:
    """For each claim the pairs of its rarest words: ``claim``, ``rank``, ``least``, ``key``. ``told`` comes from ``telling_words``."""
    rare = told.filter(_.place < blocking.RARE_WORDS)
    other = rare.select("claim", word=_.stem)
    both = rare.join(other, ["claim", rare.stem < other.word])
    return both.select("claim", "rank", "least", key=_.stem * SHIFT + _.word)


def name_keys(told: Table, names: Table, documents: Table) -> Table:
    """For each claim its words with the rarest names of its document, and with the document: ``claim``, ``rank``, ``least``, ``key``.

    ``names`` has one row for each distinct ``name`` of each ``document``; ``documents`` one for each with its own mark, ``own``.
    """
    counts = names.group_by("name").aggregate(held=_.count()).filter(_.held > 1, _.held <= blocking.RARE_NAME)
    rarest = ibis.window(group_by="document", order_by=["held", "name"])
    placed = names.join(counts, "name").mutate(place=ibis.row_number().over(rarest))
    anchors = placed.filter(_.place < blocking.ANCHORS).select("document", "name")
    anchors = anchors.union(documents.select("document", name=_.own)).distinct()
    both = told.filter(_.place < blocking.TELLING).join(anchors, "document")
    return both.select("claim", "rank", "least", key=_.name * SHIFT + _.stem)


def key_pairs(keys: Table, *, common: int, beside: int = blocking.BESIDE) -> Table:
    """Pairs of claims that share a key: ``first``, ``second``, distinct.

    ``keys`` has ``claim``, ``rank``, ``least`` and ``key``. Where more than ``common`` claims have a key, each meets the ``beside`` next to it
    in the order of ``least`` and ``rank``, or nobody.
    """
    alike = ibis.window(group_by="key")
    held = keys.mutate(holders=_.claim.count().over(alike)).filter(_.holders > 1)
    few = held.filter(_.holders <= common)
    one = few.select("key", first=_.claim, one=_.rank)
    two = few.select("key", second=_.claim, two=_.rank)
    met = one.join(two, ["key", one.one < two.two]).select("first", "second")
    many = held.filter(_.holders > common)
    ordered = ibis.window(group_by="key", order_by=["least", "rank"])
    for step in range(1, beside + 1):
        tied = many.mutate(other=_.claim.lag(step).over(ordered), before=_.rank.lag(step).over(ordered))
        tied = tied.filter(tied.other.notnull())
        earlier = tied.before < tied["rank"]
        met = met.union(
            tied.select(
                first=ibis.ifelse(earlier, tied.other, tied.claim), second=ibis.ifelse(earlier, tied.claim, tied.other)
            )
        )
    return met.distinct()


def known_names(names: Table, documents: Table) -> Table:
    """For each document its names and the rare ones among them: ``document``, ``names``, ``rare``, lists that may be empty."""
    counts = names.group_by("name").aggregate(held=_.count())
    placed = names.join(counts, "name")
    listed = placed.group_by("document").aggregate(names=_.name.collect())
    rare = placed.filter(_.held <= blocking.RARE_NAME).group_by("document").aggregate(rare=_.name.collect())
    none = ibis.literal([], type="array<int64>")
    found = documents.select("document").left_join(listed, "document").select("document", "names")
    found = found.left_join(rare, "document").select("document", "names", "rare")
    return found.select("document", names=ibis.coalesce(_.names, none), rare=ibis.coalesce(_.rare, none))


def worth_it(pairs: Table, claims: Table, documents: Table) -> Table:
    """The ``pairs`` that have words enough in common and whose documents may tell of one event: ``first``, ``second``.

    In two steps, ``alike_enough`` and ``of_one_event``: few pairs are left after the first, and an engine may keep those.
    """
    return of_one_event(alike_enough(pairs, claims), documents)


def alike_enough(pairs: Table, claims: Table) -> Table:
    """The ``pairs`` that are of one time and have words enough in common, their documents (``one``, ``two``), and whether that does (``itself``).

    ``pairs`` has ``first``, ``second`` and ``counting`` (whether both count casualties: then words in common are not needed), ``claims``
    has ``claim``, ``document``, ``stems``, ``day`` and ``itself``.
    """
    one = claims.select(first=_.claim, one=_.document, stems_one=_.stems, day_one=_.day, itself_one=_.itself)
    two = claims.select(second=_.claim, two=_.document, stems_two=_.stems, day_two=_.day, itself_two=_.itself)
    given = pairs.join(one, "first").join(two, "second")
    near = ((_.day_one - _.day_two).abs() <= WITHIN_DAYS) | (_.day_one == 0) | (_.day_two == 0)
    given = given.mutate(named=_.itself_one & _.itself_two).filter(near | _.named)
    given = given.mutate(
        shared=_.stems_one.intersect(_.stems_two).length(), size=_.stems_one.length(), other=_.stems_two.length()
    )
    given = given.mutate(alike=_.shared / ibis.greatest(1, _.size + _.other - _.shared))
    least = ibis.least(_.size, _.other)
    more = (_.alike >= blocking.ALIKE_OF_MORE) | (_.shared >= blocking.SHARE_WITHIN * least)
    enough = ((_.shared >= blocking.LEAST_SHARED) & (_.alike >= blocking.LEAST_ALIKE)) | (
        (_.shared >= blocking.MORE_SHARED) & more
    )
    itself = _.named & (_.shared >= blocking.TELLS_ITSELF) & (_.alike >= blocking.ALIKE_ITSELF)
    return given.filter(_.counting | enough).select("first", "second", "one", "two", itself=itself)


def of_one_event(pairs: Table, documents: Table) -> Table:
    """The pairs of ``alike_enough`` whose documents may tell of one event, and those that need not: ``first``, ``second``.

    ``documents`` comes from ``known_names``.
    """
    alone = _.itself | (_.one == _.two)
    by_itself = pairs.filter(alone).select("first", "second")
    open_ = pairs.filter(~alone).select("first", "second", "one", "two")
    near = _near(open_.select("one", "two").distinct(), documents)
    return by_itself.union(open_.join(near, ["one", "two"]).select("first", "second"))


def _near(pairs: Table, documents: Table) -> Table:
    """The pairs of documents (``one``, ``two``) that may tell of one event."""
    left = documents.select(one=_.document, names_one=_.names, rare_one=_.rare)
    right = documents.select(two=_.document, names_two=_.names, rare_two=_.rare)
    given = pairs.join(left, "one").join(right, "two")
    given = given.mutate(
        least=ibis.least(_.names_one.length(), _.names_two.length()),
        both=_.names_one.intersect(_.names_two).length(),
        rare=_.rare_one.intersect(_.rare_two).length(),
    )
    many = _.both >= ibis.greatest(blocking.MANY_NAMES, blocking.NAMES_BY_MANY * _.least)
    one = (_.both >= blocking.NAMES_BY_ONE * _.least) & (_.rare > 0)
    return given.filter((_.least < blocking.FEW_NAMES) | many | one).select("one", "two")


def copies(claims: Table) -> Table:
    """Each claim with the first claim that says the same in the same words: ``claim``, ``lead``.

    ``claims`` has ``claim``, ``rank`` and ``copy`` (the same for long claims in the same words, 0 for short ones, which have no copies).
    """
    ordered = ibis.window(group_by="copy", order_by="rank")
    first = claims.mutate(first=_.claim.first().over(ordered))
    return first.select("claim", lead=ibis.ifelse(_.copy > 0, _.first, _.claim))


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
