"""The documents keep their word: every command line would be accepted, every block of Python runs, every link leads somewhere."""

from __future__ import annotations

import ast
import builtins
import importlib.util
import re
import sys
from pathlib import Path

import pytest

from tests.commands import leaves, options, parse

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.rglob("*.md"))]
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
IMAGE_BYTES = 200_000

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.MULTILINE | re.DOTALL)
_LINE = re.compile(r"^(?:    |\$ )?(headwater (?!\.).+)$", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)\s]+)\)")
_SYNOPSIS = re.compile(r"[\[\]…|]|\.\.\.|(?<!['\"])<")


def loaded(name: str):
    spec = importlib.util.spec_from_file_location(name, DOCS / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


def blocks(page: Path, *languages: str) -> list[str]:
    return [code for language, code in _FENCE.findall(page.read_text("utf-8")) if language in languages]


def command_lines(page: Path) -> list[str]:
    found = [line.split("  #")[0].strip() for line in _LINE.findall(page.read_text("utf-8"))]
    return [line for line in found if not _SYNOPSIS.search(line) and "--help" not in line]


def test_the_reference_is_as_the_commands_are():
    """``python docs/reference.py`` writes it anew."""
    assert loaded("reference").PAGE.read_text("utf-8") == loaded("reference").page()


def test_every_command_and_option_is_documented():
    page = (DOCS / "reference" / "commands.md").read_text("utf-8")
    for name, command in leaves():
        assert f"### {name}\n" in page
        section = page.split(f"### {name}\n")[1].split("\n### ")[0]
        for option in options(command) - {"--help"}:
            assert option in section, f"{name} {option}"


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_command_line_would_be_accepted(page):
    for line in command_lines(page):
        words = line.replace("CASE.headwater", "quay.headwater")
        try:
            parse(words)
        except BaseException as error:
            pytest.fail(f"{line}: {error}")


def test_command_lines_are_found():
    assert len(command_lines(ROOT / "README.md")) >= 8
    assert len(command_lines(DOCS / "tutorial.md")) >= 8


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_block_of_python_runs(page, tmp_path, monkeypatch):
    """One after the other in one namespace, in an empty folder.

    Of a block that takes something as given, a name or a file of the reader's, the imports are run and the rest is compiled.
    """
    monkeypatch.chdir(tmp_path)
    names: dict[str, object] = {"__name__": "__docs__"}
    for code in blocks(page, "python"):
        tree = ast.parse(code)
        compile(tree, str(page), "exec")
        if taken_as_given(tree) - names.keys() or _THEIRS.search(code):
            tree.body = [one for one in tree.body if isinstance(one, ast.Import | ast.ImportFrom)]
        try:
            exec(compile(tree, str(page), "exec"), names)
        except ModuleNotFoundError as error:
            assert error.name in OPTIONAL, error


def taken_as_given(tree: ast.Module) -> set[str]:
    found = [node for node in ast.walk(tree) if isinstance(node, ast.Name)]
    made = {node.id for node in found if not isinstance(node.ctx, ast.Load)}
    made |= {
        one.asname or one.name.split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for one in node.names
    }
    made |= {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    made |= {node.arg for node in ast.walk(tree) if isinstance(node, ast.arg)}
    return {node.id for node in found if isinstance(node.ctx, ast.Load)} - made - set(dir(builtins))


OPTIONAL = {"spacy", "pandas", "polars", "pyarrow", "duckdb", "ibis", "pyspark"}
"""What is installed with an extra only."""
_THEIRS = re.compile(r"""["'][^"'\s]+\.(html|headwater|parquet|csv|json|jsonl|txt|pdf)["']|spacy\.""")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_every_link_leads_somewhere(page):
    for link in _LINK.findall(page.read_text("utf-8")):
        target, _, anchor = link.partition("#")
        if "://" in target:
            continue
        goal = (page.parent / target).resolve() if target else page
        if goal.name in ("model-card.md", "changelog.md"):
            continue  # made when the site is built
        assert goal.exists(), f"{page.name}: {link}"
        if anchor and goal.suffix == ".md":
            assert anchor in anchors(goal), f"{page.name}: {link}"


def anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", page.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}


def test_pictures_are_small_and_used():
    text = "".join(page.read_text("utf-8") for page in PAGES)
    for picture in (DOCS / "images").iterdir():
        assert picture.stat().st_size <= IMAGE_BYTES, picture.name
        assert f"images/{picture.name}" in text, picture.name


def test_every_page_is_in_the_navigation():
    navigation = (ROOT / "mkdocs.yml").read_text("utf-8")
    for page in DOCS.rglob("*.md"):
        assert f" {page.relative_to(DOCS).as_posix()}\n" in navigation, page.name
