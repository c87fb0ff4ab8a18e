"""A walk through the workbench on the sample: what to open, in which order, and what to see there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from headwater.store.case import Case


@dataclass(frozen=True, slots=True)
class Stop:
    """One page of the walk: where it is, and what there is to see."""

    path: str
    look: str


TOLL: Final = "three dead that I know of"
"""Words of the claim whose way through the papers the walk follows."""


def stops(case: Case) -> list[Stop]:
    """The walk, with the places that this case gives its documents and its claims."""
    from sqlalchemy import text

    from headwater.sample_case import MATRIX
    from headwater.store.overview import documents
    from headwater.store.traced_pages import find_family

    with case.reading() as connection:
        weighed = connection.execute(
            text("SELECT 1 FROM verdicts WHERE subject = :it"), {"it": f"matrix:{MATRIX}"}
        ).first()
        numbers = {Path(line.origin).name: line.id for line in documents(connection)}
        family = find_family(connection, TOLL)
    earlier, later = (numbers.get(f"{name}.html") for name in ("04-courier-divers", "05-courier-divers-later"))
    walk = [Stop("/", "seventeen captures in time, and on whose word their statements rest")]
    if earlier is not None:
        walk.append(
            Stop(
                f"/documents/{earlier}",
                "an article with each voice marked: press j to go from one to the next, ? for the keys",
            )
        )
    if later is not None:
        walk.append(
            Stop(f"/documents/{later}/versions", "the same page some hours later: what it changed without a word")
        )
    if family is not None:
        walk.append(
            Stop(
                f"/families/{family}",
                "three outlets have the same number from one agency: how it travelled, and what was lost on the way",
            )
        )
    walk.append(
        Stop("/families?show=contested", "what the pages contradict each other on: the dead, the divers, the alarm")
    )
    walk.append(
        Stop(
            f"/weigh/{MATRIX}" if weighed else "/weigh",
            "five explanations against the evidence, a vote for each origin, not for each outlet",
        )
    )
    return walk


def tour_text(case: Case) -> str:
    """The walk as it is printed before the workbench opens."""
    lines = [f"  {number}. {stop.look}\n     {stop.path}" for number, stop in enumerate(stops(case), 1)]
    return "A walk through the workbench, by the addresses of its pages:\n" + "\n".join(lines) + "\n"
