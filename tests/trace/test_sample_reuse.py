"""What the truth of the sample says about copies, versions and publishers is found in it."""

from itertools import pairwise

import pytest

from headwater.model_trace import Source
from headwater.pipeline import read_many
from headwater.sample import folder, truth
from headwater.trace.publishers import publisher_of
from headwater.trace.reuse import reuse
from headwater.trace.versions import compare

TRUTH = truth()
COPIES = [(e["from"], e["to"]) for e in TRUTH["flow"] if e["type"] == "copies"]
VERSIONS = TRUTH["versions"]
NAMES = sorted({n for pair in COPIES for n in pair} | {v[side] for v in VERSIONS for side in ("earlier", "later")})


@pytest.fixture(scope="module")
def readings():
    return dict(zip(NAMES, read_many([str(folder() / n) for n in NAMES]), strict=True))


@pytest.fixture(scope="module")
def passages(readings):
    return reuse(
        [Source(n, r, r.document.url, r.document.published, None, r.document.publisher) for n, r in readings.items()]
    )


@pytest.mark.parametrize(("copy", "origin"), COPIES)
def test_each_copy_shares_long_passages_with_what_it_copied(passages, copy, origin):
    assert sum(p.words for p in passages if {p.first, p.second} == {copy, origin} and p.kind == "copy") > 100


def test_what_only_shares_a_case_shares_little(passages):
    related = {frozenset(pair) for pair in COPIES} | {frozenset((v["earlier"], v["later"])) for v in VERSIONS}
    other = [p for p in passages if frozenset((p.first, p.second)) not in related and "03" not in p.first + p.second]
    assert all(p.words < 60 or {p.first[:2], p.second[:2]} == {"05", "08"} for p in other)
    assert {p.first[:2] for p in passages} >= {"01", "04", "09"}


def test_every_passage_is_where_it_says(readings, passages):
    for p in passages:
        first, second = readings[p.first].document.text, readings[p.second].document.text
        assert first[p.first_start : p.first_end].strip() == first[p.first_start : p.first_end]
        assert second[p.second_start : p.second_end].split()[0][:1].isalnum()


@pytest.mark.parametrize("version", VERSIONS, ids=[v["later"] for v in VERSIONS])
def test_each_change_of_a_version_is_found_and_named(readings, version):
    before, after = readings[version["earlier"]], readings[version["later"]]
    found = compare(before, after, (version["earlier"], version["later"])).changes
    for change in version["changes"]:
        at = before.document.text.index(change["before"]) if change["kind"] != "title" else 0
        hit = next(c for c in found if c.before and c.before[0] <= at < c.before[1])
        assert (hit.announced is not None) == version["announced"]
        if change["kind"] == "removed":
            assert hit.kind == "removed"
        elif change["kind"] != "title":
            assert change["kind"] in hit.matters
    told = [c for c in found if c.kind == "changed"]
    assert all(a.after < b.after for a, b in pairwise(told) if a.after and b.after)


def test_nothing_else_of_weight_is_told(readings):
    for version in VERSIONS:
        found = compare(readings[version["earlier"]], readings[version["later"]], ("a", "b")).changes
        assert len(found) <= len(version["changes"]) + 3


def test_the_copies_credit_the_agency(readings):
    found = {name: publisher_of(reading) for name, reading in readings.items()}
    assert {found[n].agency for n in ("01-cpa-wire.txt", "02-lantern-wire.html", "03-tribune-wire.html")} == {"CPA"}
    expected = {d["file"]: d["publisher"] for d in TRUTH["documents"]}
    assert all(found[name].publisher == expected[name] for name in NAMES)
