"""What a claim loses on its way."""

from __future__ import annotations

import pytest

from headwater.model import Certainty
from headwater.model_trace import Amount, Family, FlowDrift
from headwater.trace.drift import drifts, rival_drifts_in
from headwater.trace.scene import Scene
from tests.trace.stories import STORY, Said, page, said, tell

LIKELY = Certainty("PR+", 0.55, 0.8)
UPPER = "The gate had been left open all night"


def changes(before: Said, after: Said) -> list[tuple[str, str]]:
    """Drifts between an agency's story and its copy in another outlet."""
    first = page("a", "Inland Press Agency", before, *STORY, published="2031-05-04T08:00:00+00:00")
    second = page("b", "The Echo", after, *STORY, published="2031-05-05T08:00:00+00:00")
    told = tell(first, second)
    return [(d.kind, d.words) for d in drifts(told.family, told.edges, told.claims, told.sources)]


def test_hedge_lost_and_added() -> None:
    sure, likely = said(f"{UPPER}, it is said.", UPPER), said(f"{UPPER}, it is said.", UPPER, certainty=LIKELY)
    assert [k for k, _ in changes(likely, sure)] == ["hedge lost"]
    assert [k for k, _ in changes(sure, likely)] == ["hedge added"]
    assert changes(sure, sure) == []


def test_attribution_lost() -> None:
    assert [k for k, _ in changes(said(f"{UPPER}, an aide said.", UPPER, "an aide"), said(f"{UPPER}.", UPPER))] == [
        "attribution lost"
    ]


@pytest.mark.parametrize(
    ("before", "after", "kind"),
    [
        ((3.0, None), (3.0, 3.0), "hedge lost"),
        ((3.0, 3.0), (3.0, None), "hedge added"),
        ((3.0, 3.0), (11.0, 11.0), "number changed"),
        ((19.0, None), (24.0, 99.0), "number changed"),
        ((3.0, 3.0), (3.0, 3.0), None),
    ],
)
def test_numbers(before: tuple[float, float | None], after: tuple[float, float | None], kind: str | None) -> None:
    one = said(f"{UPPER}, it is said.", UPPER, amounts=(Amount(*before, "killed"),))
    two = said(f"{UPPER}, it is said.", UPPER, amounts=(Amount(*after, "killed"),))
    assert [k for k, _ in changes(one, two)] == ([kind] if kind else [])


def test_numbers_of_different_things_are_not_compared() -> None:
    one = said(f"{UPPER}, it is said.", UPPER, amounts=(Amount(3, 3, "killed"),))
    two = said(f"{UPPER}, it is said.", UPPER, amounts=(Amount(19, 19, "injured"),))
    assert changes(one, two) == []


def test_another_actor() -> None:
    one = said(f"{UPPER}, it is said.", UPPER, actor="Talvern", names=("Talvern",))
    two = said(f"{UPPER}, it is said.", UPPER, actor="Corvessa", names=("Corvessa",))
    assert [k for k, _ in changes(one, two)] == ["actor changed"]


def test_rivals_of_a_copy_and_its_original() -> None:
    first = page(
        "a",
        "Inland Press Agency",
        said("At least three people died.", "At least three people died", amounts=(Amount(3, None, "killed"),)),
        *STORY,
        published="2031-05-04T08:00:00+00:00",
    )
    second = page(
        "b",
        "The Echo",
        said("Three died.", "Three died", amounts=(Amount(3, 3, "killed"),)),
        *STORY,
        published="2031-05-05T08:00:00+00:00",
    )
    told = tell(first, second)
    scene = Scene(told.claims, told.sources, told.passages)
    families = [Family(c.id, c.id, (c.id,), "q") for c in told.claims]
    (drift,) = rival_drifts_in(scene, families)
    assert isinstance(drift, FlowDrift)
    assert (drift.kind, drift.upstream, drift.family) == ("hedge lost", told.claims[0].id, told.claims[1].id)
    assert drift.words == "at least 3 became 3 (killed)"


def test_a_number_that_the_original_gives_nowhere_has_changed_though_the_rest_is_there() -> None:
    first = page(
        "a",
        "Inland Press Agency",
        said("The blast killed three.", "The blast killed three", amounts=(Amount(3, 3, "killed"),)),
        said(
            "It killed three and hurt at least 19.",
            "It killed three and hurt at least 19",
            amounts=(Amount(3, 3, "killed"), Amount(19, None, "injured")),
        ),
        *STORY,
        published="2031-05-04T08:00:00+00:00",
    )
    second = page(
        "b",
        "The Echo",
        said(
            "It killed three and hurt dozens.",
            "It killed three and hurt dozens",
            amounts=(Amount(3, 3, "killed"), Amount(24, 99, "injured")),
        ),
        *STORY,
        published="2031-05-05T08:00:00+00:00",
    )
    told = tell(first, second)
    headline, lead, copied = (c.id for c in told.claims)
    families = [Family("f1", headline, (headline, copied), "q"), Family("f2", lead, (lead,), "q")]
    found = rival_drifts_in(Scene(told.claims, told.sources, told.passages), families)
    assert [(d.kind, d.upstream, d.downstream) for d in found] == [("number changed", lead, copied)]
