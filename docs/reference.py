"""Write ``docs/reference/commands.md`` from the commands themselves: ``python docs/reference.py``. A test keeps it fresh."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import typer

from headwater.cli import app
from headwater.teaching import GROUPS, examples

PAGE = Path(__file__).parent / "reference" / "commands.md"
HEAD = """# Commands

<!-- Written by docs/reference.py from the commands themselves; run it after changing one. -->

Exit status of every command: 0 done, 1 something could not be read, written or done (each told in one line on stderr), 2
wrong usage, 130 interrupted. Results go to stdout, notes and errors to stderr. `headwater --version` prints the version;
`headwater --install-completion` lets the Tab key complete commands and options in bash, zsh, fish and PowerShell,
and `headwater --show-completion` prints what it would install.
"""


def page() -> str:
    """The whole page."""
    tree: Any = typer.main.get_command(app)
    parts = [HEAD]
    for group in GROUPS:
        parts.append(f"## {group.title}\n")
        parts += [_command(name, _find(tree, name)) for name in group.commands]
    return "\n".join(parts)


def _find(tree: Any, name: str) -> Any:
    for word in name.split():
        tree = tree.commands[word]
    return tree


def _command(name: str, command: Any) -> str:
    help_ = " ".join((command.help or "").split())
    arguments = [p for p in command.params if not p.opts[0].startswith("-")]
    options = [p for p in command.params if p.opts[0].startswith("-") and not p.hidden]
    usage = " ".join(["headwater", name, *(_metavar(p) for p in arguments), "[OPTIONS]"])
    lines = [f"### {name}\n", f"    {usage}\n", f"{help_}\n"]
    context = typer.Context(command, info_name=name)
    rows = [record for one in (*arguments, *options) if (record := one.get_help_record(context))]
    if rows:
        lines += ["| | |", "|---|---|", *(f"| `{_cell(left)}` | {_cell(right)} |" for left, right in rows), ""]
    lines += ["```sh", *examples()[name], "```", ""]
    return "\n".join(lines)


def _metavar(parameter: Any) -> str:
    return str(parameter.metavar or parameter.name.upper())


def _cell(text: str | None) -> str:
    return " ".join((text or "").split()).replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE}\n")
