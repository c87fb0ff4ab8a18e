"""A real browser (Debian's Chromium, through Playwright) on a real server over a small case.

Set HEADWATER_SHOTS to a folder to keep the screenshots.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from headwater.show.workbench.background import running
from headwater.store.case import Case
from tests.factory import lock_reading
from tests.show.workbench.conftest import TOKEN, second_reading
from tests.store.fakes import put

HOW = (
    "the browser tests need Chromium and Playwright: sudo apt-get install -y chromium, "
    "and pip install playwright axe-playwright-python (no browser download is needed; HEADWATER_CHROMIUM names another one)"
)
TIMEOUT = 25_000
"""Milliseconds that a page may take to show what is waited for."""

ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]


def chromium() -> str | None:
    """Where the browser is."""
    return os.environ.get("HEADWATER_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


def missing() -> None:
    """Say how to install what is missing: a skip at home, a failure where the tests are meant to be complete."""
    if os.environ.get("CI"):
        pytest.fail(HOW)
    pytest.skip(HOW)


@pytest.fixture(scope="session")
def chrome() -> Iterator[object]:
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing()
    path = chromium()
    if path is None:
        missing()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Site:
    """A running workbench."""

    case: Case
    base: str

    @property
    def entrance(self) -> str:
        return f"{self.base}/enter?key={TOKEN}"

    def live(self, document: int = 1) -> list[str]:
        return [a.content[0].text for a in self.case.load(document).attributions]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Case.create(tmp_path / "lock.headwater", "The Marram lock") as case:
        put(case, lock_reading(), second_reading())  # type: ignore[arg-type]
        with serving(case) as found:
            yield found


@contextmanager
def serving(case: Case) -> Iterator[Site]:
    """The workbench on a case, on a free port."""
    with running(case, author="Ada", token=TOKEN) as address:
        yield Site(case, address)


class Desk:
    """Makes pages that are logged in and that fail the test on any script error or blocked content."""

    def __init__(self, chrome: object, site: Site) -> None:
        self._chrome = chrome
        self.site = site
        self.troubles: list[str] = []
        self._contexts: list[object] = []

    def page(self, path: str = "/", **options: object) -> object:
        context = self._chrome.new_context(**options)  # type: ignore[attr-defined]
        self._contexts.append(context)
        context.set_default_timeout(TIMEOUT)
        page = context.new_page()
        page.on("pageerror", lambda error: self.troubles.append(str(error)))
        page.on("console", lambda message: self.troubles.append(message.text) if message.type == "error" else None)
        page.goto(self.site.entrance)
        page.wait_for_url(f"{self.site.base}/")
        page.goto(self.site.base + path)
        return page

    def close(self) -> None:
        for context in self._contexts:
            context.close()  # type: ignore[attr-defined]


@pytest.fixture
def desk(chrome: object, site: Site) -> Iterator[Desk]:
    made = Desk(chrome, site)
    yield made
    made.close()
    assert made.troubles == []
