"""Whether what the pages show of the trace is up to date, and tracing again from the workbench."""

from __future__ import annotations

import shlex
from dataclasses import dataclass

from sqlalchemy import Connection

from headwater.show.phrases import count, one_line
from headwater.show.workbench.desk import Desk
from headwater.store.traced_state import outdated
from headwater.store.verdicts import Verdict

KINDS = ("same", "different", "independent")
"""Verdicts that only count once the case is traced again."""


@dataclass(frozen=True, slots=True)
class TraceState:
    """What to say above pages made from the trace; ``problem`` is empty while it is up to date. ``command`` mends it."""

    traced: bool
    problem: str
    command: str


def trace_state(desk: Desk, connection: Connection) -> TraceState:
    """Whether the case changed since it was last traced."""
    changed = outdated(connection)
    if changed is None:
        problem = "The documents of this case have not been compared with each other yet."
    elif changed:
        problem = f"{count(changed, 'document')} changed since the case was last traced."
    else:
        problem = ""
    return TraceState(changed is not None, problem, f"headwater trace {one_line(shlex.quote(str(desk.case.path)))}")


def retrace(desk: Desk) -> str:
    """Trace what changed, and say so in words. Raises the CaseErrors and ModelError."""
    from headwater.tracing import trace  # brings the encoder, which takes a moment

    report = trace(desk.case)
    return f"Traced: {count(report.flows, 'claim')} worked out again."


def bears_on_trace(verdict: Verdict | None) -> bool:
    """Whether a verdict changes nothing before the case is traced again."""
    return verdict is not None and verdict.kind in KINDS
