"""The joins as table expressions give what the same joins give in memory."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.trace.blocking import _by_words
from headwater.trace.engine import changed_labels, copies, key_pairs, least_labels, reuse_pairs, word_keys
from headwater.trace.fingerprints import candidates

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


def test_word_pairs_are_those_found_in_memory(connection, tmp_path):
    from headwater.model_trace import Source
    from headwater.trace.claims import claims_of
    from headwater.trace.wording import wording
    from tests.store.fakes import read

    nouns = "ferry harbour lock gate warden brewery mill siren pilot buoy channel bank".split()
    random = np.random.default_rng(2)
    text = " ".join(f"The {' '.join(random.choice(nouns, 4))} burned." for _ in range(80))
    claims = claims_of(Source("d", read(text)))
    rows = [(c.id, f"{n:05}", stem) for n, c in enumerate(claims) for stem in sorted(wording(c.text).stems)]
    columns = dict(zip(("claim", "rank", "stem"), map(list, zip(*rows, strict=True)), strict=True))
    found = pairs(key_pairs(word_keys(table(connection, tmp_path, "stems", columns))))
    expected = {(claims[i].id, claims[j].id) for i, j in _by_words(claims, range(len(claims)))}
    assert found == sorted(expected)
    assert found


def test_copies_stand_behind_the_first(connection, tmp_path):
    columns = {"claim": ["a", "b", "c"], "rank": ["2", "1", "3"], "words": ["x", "x", "y"]}
    found = copies(table(connection, tmp_path, "said", columns)).to_pyarrow().to_pylist()
    assert {row["claim"]: row["lead"] for row in found} == {"a": "b", "b": "b", "c": "c"}


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
