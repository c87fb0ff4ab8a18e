"""What is installed here, what is missing, and how to get it: the checks behind ``headwater doctor``.

Nothing is sent or fetched. Only standard-library modules are imported before a check needs more, so that the doctor can
speak where the patient can't.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
import json
import os
import re
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

import headwater

State = Literal["ok", "optional", "wrong"]

LEAST_PYTHON = (3, 11)
LEAST_DISK = 500_000_000
"""Bytes of free disk below which a case of some hundred articles may not fit, with its temporary files."""

EXTRAS = {
    "parquet": "writing Parquet",
    "frames": "tables as pandas and Polars",
    "spacy": "the spaCy component",
    "corpus": "corpora on DuckDB",
    "spark": "corpora on Apache Spark",
}
"""The optional parts that users choose, and what each is for. Those of developers are left out."""

_REQUIREMENT = re.compile(
    r"([A-Za-z0-9][A-Za-z0-9._-]*)(?:\[([^]]*)\])?\s*([^;]*?)\s*(?:;.*extra\s*==\s*['\"]([^'\"]+)['\"].*)?$"
)
_BOUND = re.compile(r"(>=|<=|==|!=|<|>|~=)\s*([0-9][0-9.]*)")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. ``wrong`` keeps Headwater from working; ``optional`` is missing and only some need it."""

    name: str
    state: State
    found: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One line of what a distribution needs: ``bounds`` are pairs such as ``(">=", (3, 3))``."""

    name: str
    bounds: tuple[tuple[str, tuple[int, ...]], ...]
    extra: str | None
    inner: tuple[str, ...] = ()


def examine() -> Iterator[Check]:
    """Look at everything, in the order in which it matters."""
    yield _python()
    yield Check("headwater", "ok", f"{headwater.__version__} in {Path(headwater.__file__).parent}")
    yield from _packages()
    yield from _weights()
    yield _reads()
    yield _sqlite()
    yield _disk(Path.cwd(), "disk here")
    yield _disk(Path(tempfile.gettempdir()), "disk for temporary files")
    yield from _extras()
    yield from _programs()


def _python() -> Check:
    found = f"{sys.version.split()[0]} ({sys.executable})"
    if sys.version_info < LEAST_PYTHON:
        return Check("Python", "wrong", found, "install Python 3.11 or later")
    return Check("Python", "ok", found)


def requirements() -> tuple[Requirement, ...]:
    """What the installed distribution says it needs; nothing where it was never installed."""
    try:
        lines = importlib.metadata.requires("headwater") or []
    except importlib.metadata.PackageNotFoundError:
        return ()
    return tuple(one for line in lines if (one := _parsed(line)) is not None)


def _parsed(line: str) -> Requirement | None:
    found = _REQUIREMENT.match(line)
    if found is None:
        return None
    name, inner, bounds, extra = found.groups()
    pairs = tuple((sign, _numbers(value)) for sign, value in _BOUND.findall(bounds))
    return Requirement(name, pairs, extra, tuple(part.strip() for part in (inner or "").split(",") if part.strip()))


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"\d+", re.split(r"[^0-9.]", version, maxsplit=1)[0]))


def _fits(version: str, bounds: tuple[tuple[str, tuple[int, ...]], ...]) -> bool:
    have = _numbers(version)
    for sign, bound in bounds:
        cut = have[: len(bound)] + (0,) * (len(bound) - len(have))
        fits = {">=": have >= bound, "<": cut < bound, "==": cut == bound, ">": cut > bound, "<=": cut <= bound}
        if not fits.get(sign, True):
            return False
    return True


def _trouble(one: Requirement) -> str:
    """What is wrong with a package: ``""`` if nothing."""
    try:
        version = importlib.metadata.version(one.name)
    except importlib.metadata.PackageNotFoundError:
        return f"{one.name} is missing"
    if _fits(version, one.bounds):
        return ""
    wanted = ",".join(sign + ".".join(map(str, bound)) for sign, bound in one.bounds)
    return f"{one.name} {version} is not {wanted}"


def _packages() -> Iterator[Check]:
    known = requirements()
    if not known:
        yield Check("packages", "wrong", "headwater was never installed here", "run: pip install .")
        return
    needed = [one for one in known if one.extra is None]
    troubles = [trouble for one in needed if (trouble := _trouble(one))]
    if troubles:
        yield Check("packages", "wrong", "; ".join(troubles), "run: pip install --upgrade headwater")
    else:
        yield Check("packages", "ok", f"all {len(needed)} that are needed")


def _extras() -> Iterator[Check]:
    known = requirements()
    for extra, purpose in EXTRAS.items():
        troubles = [trouble for one in _of_extra(known, extra) if (trouble := _trouble(one))]
        if troubles:
            advice = f"if you want it: pip install 'headwater[{extra}]'"
            yield Check(f"extra {extra}", "optional", f"for {purpose}: {', '.join(troubles)}", advice)
        else:
            yield Check(f"extra {extra}", "ok", f"for {purpose}")


def _of_extra(known: tuple[Requirement, ...], extra: str) -> Iterator[Requirement]:
    """The packages of an optional part, those of parts that it includes among them."""
    for one in known:
        if one.extra != extra:
            continue
        if one.name == "headwater":
            for inner in one.inner:
                yield from _of_extra(known, inner)
        else:
            yield one


def _weights() -> Iterator[Check]:
    """The hashes of each model's files against those its card gives."""
    folder = Path(str(files("headwater") / "weights"))
    cards = [(path, _hashes(path)) for path in sorted(folder.glob("*.json"))]
    cards = [(path, hashes) for path, hashes in cards if hashes]
    if not any(path.stem == "fast" for path, _ in cards):
        yield Check("model fast", "wrong", f"there is none in {folder}", "install Headwater again")
    for path, hashes in cards:
        bad = [name for name, hash_ in hashes.items() if _sha256(path.parent / name) != hash_]
        if bad:
            found = f"missing or changed: {', '.join(bad)}"
            yield Check(f"model {path.stem}", "wrong", found, "install Headwater again")
        else:
            first = next(iter(hashes.values()))
            yield Check(f"model {path.stem}", "ok", f"sha256 {first[:16]}…, as shipped")


def _hashes(card: Path) -> dict[str, str]:
    try:
        data = json.loads(card.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    hashes = data.get("sha256") if isinstance(data, dict) else None
    return {str(name): str(hash_) for name, hash_ in hashes.items()} if isinstance(hashes, dict) else {}


def _sha256(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def _reads() -> Check:
    """Read a sentence, as the whole of it: weights, run-time, rules. The doctor's boundary: whatever fails is a finding."""
    try:
        reading = headwater.read_text("The gate was shut, the keeper said.")
    except Exception as error:
        what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
        return Check("reading", "wrong", what, "install Headwater again; if that does not help, report it")
    if not reading.attributions:
        return Check("reading", "wrong", "nothing was found in a plain sentence", "install Headwater again")
    return Check("reading", "ok", "a sentence was read, and its speaker found")


def _sqlite() -> Check:
    """What case files use of SQLite: full text with stemming, and JSON."""
    missing: list[str] = []
    with closing(sqlite3.connect(":memory:")) as connection:
        for name, statement in (
            ("FTS5", "CREATE VIRTUAL TABLE t USING fts5(x, tokenize = 'porter unicode61 remove_diacritics 2')"),
            ("JSON", "SELECT value FROM json_each('[1]')"),
        ):
            try:
                connection.execute(statement)
            except sqlite3.Error:
                missing.append(name)
    found = f"{sqlite3.sqlite_version}, {'without ' + ' and '.join(missing) if missing else 'with FTS5 and JSON'}"
    if missing:
        return Check("SQLite", "wrong", found, "use a Python whose SQLite has them, such as the one of python.org")
    return Check("SQLite", "ok", found)


def _disk(folder: Path, name: str) -> Check:
    try:
        free = shutil.disk_usage(folder).free
    except OSError as error:
        return Check(name, "wrong", f"{folder}: {error.strerror}", "go to a folder that is there")
    found = f"{free / 1e9:.1f} GB free in {folder}"
    if not os.access(folder, os.W_OK):
        return Check(name, "optional", f"{found}, but it can't be written", "work in a folder of your own")
    if free < LEAST_DISK:
        return Check(name, "wrong", found, f"make room: {LEAST_DISK // 1_000_000} MB at least")
    return Check(name, "ok", found)


def _programs() -> Iterator[Check]:
    browser = os.environ.get("HEADWATER_CHROMIUM") or next(filter(None, map(shutil.which, _BROWSERS)), None)
    yield _program("Chromium", browser, "the tests of the workbench; any browser shows it", "apt-get install chromium")
    yield _program("Java", shutil.which("java"), "corpora on Apache Spark", "apt-get install default-jre-headless")


_BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def _program(name: str, found: str | None, purpose: str, how: str) -> Check:
    if found:
        return Check(name, "ok", f"for {purpose}: {found}")
    return Check(name, "optional", f"not found; only for {purpose}", f"if you want it: {how}")
