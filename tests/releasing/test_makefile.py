"""What the Makefile promises at its top, it does."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PROMISED = re.findall(r"^#   make ([\w-]+)", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)


@pytest.mark.skipif(shutil.which("make") is None, reason="there is no make here")
@pytest.mark.parametrize("target", PROMISED)
def test_every_target_does_something(target):
    done = subprocess.run(
        ["make", "-n", target, "DATA=."], cwd=ROOT, check=True, capture_output=True, text=True, timeout=60
    )
    assert "Nothing to be done" not in done.stdout
    assert "python" in done.stdout


def test_every_fuzz_target_is_run():
    targets = {path.stem for path in (ROOT / "tests/fuzz").glob("*.py") if "__main__" in path.read_text("utf-8")}
    assert f"FUZZED := {' '.join(sorted(targets, key='intake cases matrices'.find))}\n" in (
        ROOT / "Makefile"
    ).read_text("utf-8")
