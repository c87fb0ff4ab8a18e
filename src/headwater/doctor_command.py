"""The command ``headwater doctor``: what is installed, what is missing, and what to do. Exit status 0 well, 1 not."""

from __future__ import annotations

import json as json_module
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer

from headwater.telling import say

if TYPE_CHECKING:
    from headwater.doctor import Check

SCHEMA = "headwater.doctor/1"
_MARKS = {"ok": "ok", "optional": "-", "wrong": "WRONG"}


def doctor(
    json: Annotated[bool, typer.Option("--json", help="Print one JSON object instead.")] = False,
) -> None:
    """Check what Headwater needs here: what is installed, what is missing, whether the models are as shipped.

    A line marked - is missing but only needed for what it says. Status 1 if something is WRONG.
    """
    from headwater.doctor import examine

    checks: list[Check] = []
    for check in examine():
        checks.append(check)
        if not json:
            say(_line(check))
    wrong = [check for check in checks if check.state == "wrong"]
    if json:
        data = {"schema": SCHEMA, "ok": not wrong, "checks": [asdict(check) for check in checks]}
        say(json_module.dumps(data, ensure_ascii=False))
    elif wrong:
        say(f"\nHeadwater will not work here until this is mended: {', '.join(check.name for check in wrong)}")
    else:
        say("\nHeadwater can work here. Next: headwater demo, or headwater read FILE")
    raise typer.Exit(1 if wrong else 0)


def _line(check: Check) -> str:
    advice = f"\n{'':>8}{check.advice}" if check.advice else ""
    return f"{_MARKS[check.state]:<6}  {check.name}: {check.found}{advice}"
