"""The example notebooks run from the first cell to the last, in an empty folder."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

BOOKS = sorted((Path(__file__).parents[1] / "docs" / "notebooks").glob("*.ipynb"))


def cells(book: Path) -> list[str]:
    return [cell["source"] for cell in json.loads(book.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]


def run(code: str, names: dict[str, object]) -> None:
    """As a notebook does: what the last line is worth is shown."""
    tree = ast.parse(code)
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    exec(compile(tree, "cell", "exec"), names)
    if isinstance(last, ast.Expr):
        shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)
        draw = getattr(shown, "_repr_html_", None)
        assert draw() if draw else repr(shown)


@pytest.mark.parametrize("book", BOOKS, ids=[book.stem for book in BOOKS])
def test_it_runs(book, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__main__"}
    for code in cells(book):
        run(code, names)


@pytest.mark.parametrize("book", BOOKS, ids=[book.stem for book in BOOKS])
def test_it_is_kept_without_results(book):
    for cell in json.loads(book.read_text("utf-8"))["cells"]:
        assert not cell.get("outputs")


def test_there_are_notebooks():
    assert BOOKS
