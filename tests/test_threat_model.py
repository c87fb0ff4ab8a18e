"""Every line of the threat model names a test, and every test it names is there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "docs" / "threat-model.md").read_text("utf-8")
ROWS = [line for line in TEXT.splitlines() if line.startswith("|") and not re.match(r"\|(-|\s*what could)", line)]


def functions(path: Path) -> set[str]:
    return {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


def test_every_line_names_a_test():
    assert len(ROWS) > 20
    for row in ROWS:
        assert re.search(r"`tests/[^`]+`", row.split("|")[3]), row


def test_every_test_it_names_is_there():
    for named in re.findall(r"`(tests/[^`]+\.py(?:::\w+)?)`", TEXT):
        path, _, function = named.partition("::")
        assert (ROOT / path).exists(), named
        assert not function or function in functions(ROOT / path), named
