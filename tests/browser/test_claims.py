"""The pages about claims as a person meets them: accessible, on a narrow screen, by key, with and without script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from headwater.store.case import Case
from headwater.tracing import trace
from tests.browser.conftest import Desk, Site, serving
from tests.browser.test_workbench import said, shot
from tests.show.workbench.test_claims import fill

pytestmark = pytest.mark.timeout(180)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    with Case.create(tmp_path / "lock.headwater", "The Marram lock") as case:
        fill(case)
        trace(case)
        with serving(case) as found:
            yield found


def pages(site: Site) -> list[str]:
    """The first page, the list, the family that most carry in both drawings, a page's versions, an article."""
    with site.case.reading() as connection:
        most = connection.exec_driver_sql("SELECT key FROM families ORDER BY documents DESC, id LIMIT 1").scalar_one()
        later = connection.exec_driver_sql("SELECT id FROM documents WHERE version = 2").scalar_one()
    family = f"/families/{most}"
    return ["/", "/families", family, f"{family}?lanes=origin", f"/documents/{later}/versions", "/documents/1?at=1"]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(desk: Desk, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page: Any = desk.page(color_scheme=scheme)
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    for path in pages(desk.site):
        page.goto(desk.site.base + path)
        for fold in page.locator("main details:not([open]) > summary").all():
            if fold.is_visible():
                fold.click()
        found = Axe().run(page, options={"runOnly": {"type": "tag", "values": tags}})
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(desk: Desk, width: int, tmp_path: Path) -> None:
    page: Any = desk.page(viewport={"width": width, "height": 800})
    for number, path in enumerate(pages(desk.site)):
        page.goto(desk.site.base + path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        shot(page, f"claims-{width}-{number}", tmp_path)


def test_the_navigation_shows_every_page_on_a_phone(desk: Desk) -> None:
    page: Any = desk.page("/report", viewport={"width": 390, "height": 800})
    assert page.locator(".top nav").bounding_box()["height"] < 90  # two lines at most
    for link in page.locator(".top nav a").all():
        box = link.bounding_box()
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390


def test_the_keyboard_goes_from_mark_to_mark_to_the_words(desk: Desk) -> None:
    page: Any = desk.page(pages(desk.site)[2])
    marks = page.locator(".flow svg a")
    marks.first.focus()
    lit = page.evaluate("getComputedStyle(document.activeElement.querySelector('.node')).strokeWidth")
    assert lit == "4px"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.flow svg') !== null")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/documents/\d+\?from=\d+&to=\d+#here"))
    assert page.locator("#here").is_visible()


def test_splitting_off_and_undoing_in_place(desk: Desk) -> None:
    page: Any = desk.page(pages(desk.site)[2])
    before = page.locator(".carriers tbody tr").count()
    page.locator(".carriers input[type=checkbox]").last.check()
    page.get_by_role("button", name="Split off the ticked").click()
    said(page, "Split off.")
    assert page.locator(".carriers tbody tr").count() == before - 1
    page.get_by_role("button", name=re.compile("^Undo verdict")).click()
    said(page, "Undone.")
    assert page.locator(".carriers tbody tr").count() == before


def test_everything_works_without_script(desk: Desk) -> None:
    page: Any = desk.page(pages(desk.site)[2], java_script_enabled=False)
    page.locator(".carriers input[type=checkbox]").last.check()
    page.get_by_role("button", name="Split off the ticked").click()
    page.get_by_text("Decided by people").wait_for()
    page.get_by_role("button", name=re.compile("^Undo verdict")).click()
    page.locator(".the-answer").wait_for()
    assert page.get_by_text("Decided by people").count() == 0
