"""What every benchmark needs: its data, or a clear word that it is missing, and plain tables."""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any


def data_folder(path: Path) -> Path:
    """The folder of development data; ends the program with a clear line when it is not there."""
    if not path.is_dir():
        sys.exit(f"{path}: no data folder here; benchmarks need the development data (make bench DATA=FOLDER)")
    return path


def case_arguments(doc: str | None) -> argparse.ArgumentParser:
    """The arguments of a benchmark that makes a case: the data, how many articles and processes, a case to keep or use."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--case", type=Path)
    return parser


def rows(path: Path) -> list[dict[str, Any]]:
    """The rows of a gzipped JSON Lines file; ends the program with a clear line when it is missing."""
    if not path.is_file():
        sys.exit(f"{path}: this benchmark's data are missing")
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def table(head: Sequence[str], lines: Sequence[Sequence[str]]) -> str:
    """A table in aligned columns."""
    widths = [max(len(row[i]) for row in [head, *lines]) for i in range(len(head))]

    def row(cells: Sequence[str]) -> str:
        first, *rest = cells
        return "  ".join([first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(rest, widths[1:], strict=True))])

    return "\n".join([row(head), *(row(line) for line in lines)])
