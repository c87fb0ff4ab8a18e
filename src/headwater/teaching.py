"""What ``headwater --help`` teaches: the commands in the order of the work, an example line for each.

``teach(app)`` gives every command its examples, and ``Taught`` prints them grouped. A test holds the table complete and
every example true to the command it shows.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import typer
from typer.core import TyperGroup
from typer.models import CommandInfo

CASE: Final = "quay.headwater"
"""The case file of all examples."""


@dataclass(frozen=True, slots=True)
class Group:
    """Commands that belong together, each with its example lines; the first is shown in the overview."""

    title: str
    commands: dict[str, tuple[str, ...]]


GROUPS: Final = (
    Group(
        "See it work",
        {
            "demo": ("headwater demo", "headwater demo --out demo --no-browser"),
            "doctor": ("headwater doctor", "headwater doctor --json"),
        },
    ),
    Group(
        "Read pages",
        {
            "read": (
                "headwater read story.html",
                "headwater read story.html --html story-read.html",
                "headwater read saved-pages/ --html pages --jobs 2",
                "headwater read https://paper.example/story --json",
            ),
        },
    ),
    Group(
        "Keep an inquiry in one file",
        {
            "case new": (f"headwater case new {CASE}", f"headwater case new {CASE} --name 'Gannet Quay'"),
            "add": (f"headwater add {CASE} saved-pages/", f"headwater add {CASE} https://paper.example/story"),
            "list": (f"headwater list {CASE}", f"headwater list {CASE} --removed --json"),
            "show": (f"headwater show {CASE}", f"headwater show {CASE} 3"),
            "remove": (
                f"headwater remove {CASE} 3 --reason 'about another fire'",
                f"headwater remove {CASE} 3 --restore",
            ),
            "date": (f"headwater date {CASE} 3 2031-03-04 --reason 'printed on the notice'",),
            "check": (f"headwater check {CASE}",),
            "reread": (f"headwater reread {CASE}", f"headwater reread {CASE} --all"),
        },
    ),
    Group(
        "Look at it, correct it",
        {"serve": (f"headwater serve {CASE}", f"headwater serve {CASE} --port 0 --no-browser --author 'A. Lind'")},
    ),
    Group(
        "Who had it from whom",
        {
            "trace": (f"headwater trace {CASE}", f"headwater trace {CASE} --all --jobs 2"),
            "claims": (f"headwater claims {CASE} --contested", f"headwater claims {CASE} 'petrol pump' --limit 0"),
            "origins": (f"headwater origins {CASE} 'smelled petrol'",),
            "versions": (f"headwater versions {CASE} 4",),
            "judge": (
                f"headwater judge {CASE} same a7af3a.a6.1051 d3beb1.a6.975",
                f"headwater judge {CASE} different a7af3a.own.0 454e8e.own.2044 --reason 'other days'",
                f"headwater judge {CASE} undo 7",
            ),
        },
    ),
    Group(
        "Weigh rival explanations",
        {
            "weigh": (
                f"headwater weigh {CASE}",
                "headwater weigh matrix.csv",
                f"headwater weigh {CASE} --as-of 2031-03-05 --json",
            )
        },
    ),
    Group(
        "Other programs, other people",
        {
            "export": (
                f"headwater export {CASE} --format html",
                f"headwater export {CASE} --format csv --table claims",
            ),
            "import": (
                f"headwater import {CASE} my-zotero/",
                f"headwater import {CASE} annotations/ --format brat --try",
            ),
        },
    ),
    Group(
        "Very many pages",
        {
            "corpus read": ("headwater corpus read articles.parquet readings.parquet",),
            "corpus trace": (
                "headwater corpus trace readings.parquet traced",
                "headwater corpus trace readings.parquet traced --engine spark --master 'local[2]'",
            ),
        },
    ),
)
"""The whole program, in the order in which somebody new to it meets the parts."""


def examples() -> dict[str, tuple[str, ...]]:
    """The example lines of every command, by its name as it is typed: ``"case new"``."""
    return {name: lines for group in GROUPS for name, lines in group.commands.items()}


class Taught(TyperGroup):
    """The overview: commands under headings, each with what it does and one line to try."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command. Whoever names a file or an address in its place is told what to type."""
        first = args[0] if args else ""
        if first and self.get_command(ctx, first) is None and (command := _meant(first)):
            ctx.fail(f"{first} is no command. Did you mean: headwater {command} {first}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write all commands. Those that stand in no group come last, so that none is ever hidden."""
        known = dict(_leaves(self, ctx))
        left = dict(known)
        for group in GROUPS:
            rows: list[tuple[str, str]] = []
            for name, lines in group.commands.items():
                if name in known:
                    rows += [(name, left.pop(name)), ("", f"$ {lines[0]}")]
            if rows:
                with formatter.section(group.title):
                    formatter.write_dl(rows)
        if left:
            with formatter.section("More"):
                formatter.write_dl(list(left.items()))


def _meant(word: str) -> str:
    """The command that takes such a thing; empty where the word looks like none of them."""
    if word.endswith(".headwater"):
        return "serve"
    is_page = word.lower().startswith(("http://", "https://")) or Path(word).suffix != "" or Path(word).exists()
    return "read" if is_page else ""


def _leaves(group: Any, ctx: Any) -> list[tuple[str, str]]:
    """Every command that can be typed, with the first sentence of its help."""
    found: list[tuple[str, str]] = []
    for name in group.list_commands(ctx):
        command = group.get_command(ctx, name)
        if command is None or command.hidden:
            continue
        inner = getattr(command, "commands", None)
        if inner:
            found += [(f"{name} {below}", one.get_short_help_str(400)) for below, one in inner.items()]
        else:
            found.append((name, command.get_short_help_str(400)))
    return found


def teach(app: typer.Typer) -> None:
    """Put the example lines at the end of every command's own help."""
    lines = examples()
    for one in app.registered_commands:
        one.epilog = _epilog(lines.get(_name(one), ()))
    for group in app.registered_groups:
        for one in group.typer_instance.registered_commands if group.typer_instance else ():
            one.epilog = _epilog(lines.get(f"{group.name} {_name(one)}", ()))


def _name(one: CommandInfo) -> str:
    return one.name or str(getattr(one.callback, "__name__", ""))


def _epilog(lines: tuple[str, ...]) -> str | None:
    # The mark keeps the lines as they are: help is otherwise filled like prose.
    return "\n\n\b\nExamples:\n" + "\n".join(f"  {line}" for line in lines) if lines else None
