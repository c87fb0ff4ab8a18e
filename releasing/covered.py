"""Whether the tests reach enough: ``python -m releasing.covered coverage.json``. 90 % of lines, no file below 75 %."""

from __future__ import annotations

import json
import sys
from pathlib import Path

LEAST = 90.0
LEAST_OF_A_FILE = 75.0
SHOWN = 12


def main(name: str) -> int:
    """Print the lowest files; 1 if the whole or a file is below what is wanted."""
    data = json.loads(Path(name).read_text(encoding="utf-8"))
    files = sorted((one["summary"]["percent_covered"], path) for path, one in data["files"].items())
    whole = float(data["totals"]["percent_covered"])
    for percent, path in files[:SHOWN]:
        sys.stdout.write(f"{percent:6.1f} %  {path}{'   too low' if percent < LEAST_OF_A_FILE else ''}\n")
    sys.stdout.write(f"{whole:6.1f} %  of all lines{'   too low' if whole < LEAST else ''}\n")
    return int(whole < LEAST or files[0][0] < LEAST_OF_A_FILE)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
