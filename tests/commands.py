"""The command as a tree, and command lines checked against it without running them."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from typing import Any

import typer

from headwater.cli import app

TREE: Any = typer.main.get_command(app)

STOPS = {"--help", "--version", "--install-completion", "--show-completion"}
"""Options that end the command when they are met."""


def leaves(command: Any = TREE, prefix: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command that can be typed, by its name as it is typed."""
    for name, one in command.commands.items():
        if hasattr(one, "commands"):
            yield from leaves(one, (*prefix, name))
        else:
            yield " ".join((*prefix, name)), one


def options(command: Any) -> set[str]:
    return {name for one in command.params for name in (*one.opts, *one.secondary_opts) if name.startswith("-")}


def parse(line: str) -> str:
    """The name of the command in a line such as ``headwater read x.html``; raises if the line would be refused."""
    words = shlex.split(line, comments=True)
    assert words[0] == "headwater", line
    command, names = TREE, []
    words = words[1:]
    while hasattr(command, "commands") and words and not words[0].startswith("-"):
        assert words[0] in command.commands, f"{line}: there is no command {words[0]}"
        names.append(words[0])
        command, words = command.commands[words[0]], words[1:]
    if STOPS & set(words):
        return " ".join(names)
    assert not hasattr(command, "commands"), f"{line}: names no command"
    command.make_context("headwater", words)
    return " ".join(names)
