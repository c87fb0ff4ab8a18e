"""The joins as table expressions give what the same joins give in memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.trace import blocking
from headwater.trace.engine import (
    changed_labels,
    copies,
    key_pairs,
    known_names,
    least_labels,
    name_keys,
    reuse_pairs,
    telling_words,
    word_keys,
    worth_it,
)
from headwater.trace.fingerprints import candidates
from headwater.trace.marks import Marks

ibis = pytest.importorskip("ibis")


@pytest.fixture(scope="module")
def connection():
    return ibis.duckdb.connect()


def table(connection, folder: Path, name: str, rows: dict[str, list]):
    """A table from a file, as a corpus has it."""
    pq.write_table(pa.table(rows), folder / f"{name}.parquet")
    return connection.read_parquet(str(folder / f"{name}.parquet"), table_name=name)


def pairs(found) -> list[tuple[str, str]]:
    rows = found.to_pyarrow()
    return sorted(zip(rows["first"].to_pylist(), rows["second"].to_pylist(), strict=True))


@pytest.mark.parametrize("common", [3, 8, 24])
def test_reuse_pairs_are_those_found_in_memory(connection, tmp_path, common):
    random = np.random.default_rng(1)
    documents = [np.unique(random.integers(0, 150, random.integers(1, 30)).astype(np.uint64)) for _ in range(60)]
    rows = [(f"d{i:03}", f"{i:05}", int(h)) for i, document in enumerate(documents) for h in document]
    columns = dict(zip(("document", "rank", "hash"), map(list, zip(*rows, strict=True)), strict=True))
    prints = table(connection, tmp_path, f"prints_{common}", columns)
    expected = sorted((f"d{i:03}", f"d{j:03}") for i, j in candidates(documents, common=common))
    assert pairs(reuse_pairs(prints, common=common)) == expected
    assert len(expected) > 100


def test_a_shingle_that_everybody_holds_costs_no_square(connection, tmp_path):
    many = 2_000
    columns = {
        "document": [f"d{i:05}" for i in range(many)] * 3,
        "rank": [f"{i:05}" for i in range(many)] * 3,
        "hash": [h for h in (1, 2, 3) for _ in range(many)],
    }
    found = pairs(reuse_pairs(table(connection, tmp_path, "standing", columns)))
    assert len(found) == 2 * many - 3


def invented(seed: int) -> list[Marks]:
    """Claims of made-up words: some words in nearly all, some in few; documents of two kinds and of none."""
    random = np.random.default_rng(seed)
    found = []
    for document in range(60):
        names = tuple(sorted({int(n) for n in random.integers(1, 30, random.integers(0, 8)) * 1000}))
        day = int(random.choice([0, 700, 720, 760]))
        for _ in range(random.integers(1, 6)):
            stems = tuple(sorted({int(s) for s in (random.exponential(12, random.integers(1, 14)) + 1)}))
            tolls = (int(random.integers(1, 9)),) if random.random() < 0.2 else ()
            copy, itself = int(random.random() < 0.1) * 7, bool(random.random() < 0.5)
            found.append(Marks(f"d{document:03}", stems, copy, tolls, names, day, itself))
    return found


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_pairs_of_claims_are_those_found_in_memory(connection, tmp_path, seed, monkeypatch):
    for name, number in {"COMMON": 9, "COMMON_HERE": 6, "BESIDE": 2, "RARE_NAME": 12}.items():
        monkeypatch.setattr(blocking, name, number)
    monkeypatch.setattr(blocking, "ALONE", ((0, 5),))
    marks = invented(seed)
    ids = [f"c{n:04}" for n in range(len(marks))]
    claims = table(
        connection,
        tmp_path,
        f"claims_{seed}",
        {
            "claim": ids,
            "rank": ids,
            "document": [m.document for m in marks],
            "copy": [m.copy for m in marks],
            "least": [m.stems[0] for m in marks],
            "stems": [list(m.stems) for m in marks],
            "tolls": [list(m.tolls) for m in marks],
            "day": [m.day for m in marks],
            "itself": [m.itself for m in marks],
        },
    )
    known = {m.document: m for m in marks}
    documents = table(
        connection,
        tmp_path,
        f"documents_{seed}",
        {
            "document": list(known),
            "own": [100_000 + n for n in range(len(known))],
            "names": [list(m.names) for m in known.values()],
        },
    )
    lead = copies(claims)
    heads = claims.join(lead.filter(lead.claim == lead.lead).select("claim"), "claim").select(claims.columns)
    names = documents.select("document", name=documents.names.unnest())
    told = telling_words(heads.select("claim", "document", "rank", "least", stem=heads.stems.unnest()))
    by = [
        key_pairs(word_keys(told), common=9, beside=2).mutate(counting=False),
        key_pairs(name_keys(told, names, documents), common=6, beside=2).mutate(counting=False),
        key_pairs(told.select("claim", "rank", "least", key=told.stem), common=5, beside=0).mutate(counting=False),
        key_pairs(heads.select("claim", "rank", "least", key=heads.tolls.unnest()), common=9, beside=0).mutate(
            counting=True
        ),
    ]
    every = ibis.union(*by)
    every = every.group_by("first", "second").aggregate(counting=every.counting.any())
    found = pairs(
        worth_it(every, heads.select("claim", "document", "stems", "day", "itself"), known_names(names, documents))
    )
    expected = blocking.candidate_pairs(marks)
    plain = [
        (ids[i], ids[j])
        for i, j, copied in zip(
            expected.first.tolist(), expected.second.tolist(), expected.copies.tolist(), strict=True
        )
        if not copied
    ]
    assert found == sorted(plain)
    assert len(found) > 100
    followers = lead.filter(lead.claim != lead.lead).to_pyarrow().to_pylist()
    assert {(row["lead"], row["claim"]) for row in followers} == {
        (ids[i], ids[j]) for i, j in zip(expected.first[expected.copies], expected.second[expected.copies], strict=True)
    }


def test_copies_stand_behind_the_first(connection, tmp_path):
    columns = {"claim": ["a", "b", "c", "d", "e"], "rank": ["2", "1", "3", "4", "5"], "copy": [7, 7, 8, 0, 0]}
    found = copies(table(connection, tmp_path, "said", columns)).to_pyarrow().to_pylist()
    assert {row["claim"]: row["lead"] for row in found} == {"a": "b", "b": "b", "c": "c", "d": "d", "e": "e"}


@settings(max_examples=10, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 12)), min_size=1, max_size=12))
def test_groups_are_connected_whatever_the_links(connection, tmp_path_factory, links):
    folder = tmp_path_factory.mktemp("links")
    names = sorted({f"c{n:02}" for pair in links for n in pair})
    first, second = [f"c{a:02}" for a, _ in links], [f"c{b:02}" for _, b in links]
    joined = table(connection, folder, "links", {"first": first, "second": second})
    labels = table(connection, folder, "labels_0", {"claim": names, "label": names})
    for number in range(1, 15):
        rows = least_labels(labels, joined).to_pyarrow()
        after = table(connection, folder, f"labels_{number}", rows.to_pydict())
        changed = changed_labels(labels, after).to_pyarrow()["changed"][0].as_py()
        labels = after
        if not changed:
            break
    found = dict(zip(rows["claim"].to_pylist(), rows["label"].to_pylist(), strict=True))
    assert changed == 0
    for a, b in zip(first, second, strict=True):
        assert found[a] == found[b]
    assert all(label <= claim for claim, label in found.items())
