"""How every command speaks: results on stdout, what went wrong as one line on stderr, and the exit status that goes with it.

Exit status: 0 done, 1 something could not be done, 2 wrong usage, 130 interrupted.
"""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from headwater.errors import HeadwaterError
from headwater.show.phrases import one_line

INTERRUPTED = 130


@contextmanager
def errors() -> Iterator[None]:
    """What ends a command early, as one line on stderr and its exit status."""
    try:
        yield
    except HeadwaterError as error:
        complain(str(error))
        raise typer.Exit(1) from None
    except BrokenPipeError:
        leave_quietly()
        raise typer.Exit(0) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def leave_quietly() -> None:
    """Whoever read our output has seen enough. Python would complain once more when it closes stdout."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """One line on stderr, signed by the program."""
    sys.stderr.write(f"headwater: {one_line(message)}\n")
    sys.stderr.flush()


def say(line: str) -> None:
    """A line of the result, at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def hint(line: str) -> None:
    """What to do next, for a person at a terminal; a program gets the result alone."""
    if sys.stdout.isatty():
        say(line)


def login() -> str:
    """Who signs a verdict if nobody else is named: the login name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"


def writable(path: Path) -> bool:
    """Whether a case can be opened for more than reading: SQLite writes beside it."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)
