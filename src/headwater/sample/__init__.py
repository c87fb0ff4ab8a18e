"""The sample case: seventeen captures of the reporting on one invented explosion, and the truth about them.

Everybody and everything in it is invented. ``docs/sample.md`` tells the story and explains the fields of the truth.
"""

from __future__ import annotations

import json
from importlib.resources import files as package_files
from pathlib import Path
from typing import Any

SUFFIXES = (".html", ".pdf", ".txt")


def folder() -> Path:
    """Return the folder that holds the sample's files."""
    return Path(str(package_files(__name__)))


def files() -> list[Path]:
    """Return the captures by file name: by day of publication, captures of one page together, the undated one last."""
    return sorted(path for path in folder().iterdir() if path.suffix in SUFFIXES)


def truth() -> dict[str, Any]:
    """Return what is known about the sample because it was invented: who copied whom, origins, ratings, outcome."""
    content: dict[str, Any] = json.loads((folder() / "truth.json").read_text("utf-8"))
    return content
