"""Origins of the sample's key claims: the ranges found meet those that a careful reader would give."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import pytest

from headwater.model_trace import Claim, Family, Origins, Source
from headwater.pipeline import read_many
from headwater.sample import folder, truth
from headwater.store.names import voice_keys
from headwater.trace.claims import claims_of
from headwater.trace.flows import flow_in
from headwater.trace.origins import origins_in
from headwater.trace.publishers import publisher_of
from headwater.trace.reuse import reuse
from headwater.trace.scene import Scene

TRUTH = truth()
CLAIMS: dict[str, dict[str, Any]] = {c["id"]: c for c in TRUTH["claims"]}


def _source(row: Mapping[str, Any], reading: Any) -> Source:
    document = reading.document
    address = document.url or document.origin
    published = publisher_of(reading)
    voices = tuple((v.id, k) for v, k in zip(reading.voices, voice_keys(reading.voices, address), strict=True))
    return Source(
        row["file"],
        reading,
        address,
        document.published,
        row["captured"],
        published.publisher,
        published.agency,
        (),
        voices,
    )


@pytest.fixture(scope="module")
def scene() -> Scene:
    rows = TRUTH["documents"]
    readings = read_many([str(folder() / row["file"]) for row in rows])
    sources = [_source(row, reading) for row, reading in zip(rows, readings, strict=True)]
    return Scene([c for s in sources for c in claims_of(s)], sources, reuse(sources))


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", re.sub(r"\[READ[^\]]*\]", "", text).casefold()))


def _family(scene: Scene, claim: dict[str, Any]) -> Family:
    """The claims that hold the words of the truth's reports, denials and doubts left out."""
    found = []
    for report in claim["reports"]:
        if report["stance"] != "asserts" or (claim["origins"] and report["origin"] is None):
            continue
        wanted = _words(report["quote"])

        def likeness(c: Claim, wanted: set[str] = wanted) -> float:
            return len(wanted & _words(c.text)) / max(1, min(len(wanted), len(_words(c.text))))

        best = max((c for c in scene.claims.values() if c.document == report["file"]), key=likeness)
        if likeness(best) > 0.6:
            found.append(best.id)
    return Family(claim["id"], found[0], tuple(dict.fromkeys(found)), claim["id"])


def _origins(scene: Scene, id: str) -> Origins:
    family = _family(scene, CLAIMS[id])
    return origins_in(scene, family, flow_in(scene, family))


@pytest.mark.parametrize("id", CLAIMS)
def test_the_range_meets_the_fair_one_and_is_narrow(scene: Scene, id: str) -> None:
    found = _origins(scene, id)
    low, high = CLAIMS[id]["fair_range"]
    assert found.low <= high
    assert found.high >= low
    assert found.high - found.low <= 2


def test_divers_may_rest_on_one_and_the_tank_rests_on_nobody(scene: Scene) -> None:
    assert _origins(scene, "divers").low == 1
    tank = _origins(scene, "breathing-set")
    assert (tank.low, tank.high) == (0, 1)
    assert tank.roots[0].label.startswith("nobody")
