"""The matrix in a real browser: filled by keyboard, without script, narrow, dark, nothing for axe to find."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from headwater.weigh.matrix_io import matrix_from_text
from headwater.weighing import case_matrix, import_matrix
from tests.browser.conftest import Desk
from tests.browser.test_workbench import said, shot

pytestmark = pytest.mark.timeout(180)

SHEET = """hypothesis,E1: The gate was inspected in March,E2: The key was missing
@date,2031-05-01,2031-05-03
H1: The gate was worn,C,I
H2: Somebody opened it,N,CC
none of these,N,N
"""
PAGE = "/weigh/cause"


@pytest.fixture
def filled(desk: Desk) -> Desk:
    import_matrix(desk.site.case, "cause", matrix_from_text(SHEET, "sheet"), "Ada")
    return desk


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(filled: Desk, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page: Any = filled.page(color_scheme=scheme)
    for path in ("/weigh", PAGE, f"{PAGE}?as-of=2031-05-01"):
        page.goto(filled.site.base + path)
        found = Axe().run(page)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"


@pytest.mark.parametrize("width", [360, 1280])
def test_it_fits_the_screen(filled: Desk, width: int, tmp_path: Path) -> None:
    page: Any = filled.page(PAGE, viewport={"width": width, "height": 800})
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    shot(page, f"weigh-{width}", tmp_path)


def test_cells_are_filled_and_walked_by_key(filled: Desk) -> None:
    page: Any = filled.page(PAGE)
    page.locator("#c-E2-H1").focus()
    page.keyboard.press("Control+a")
    page.keyboard.type("II")
    page.keyboard.press("Enter")
    said(page, "Rated")
    page.wait_for_function("document.activeElement.id === 'c-E2-H2'")
    page.keyboard.press("ArrowDown")
    page.wait_for_function("document.activeElement.id === 'c-E2-none'")
    assert case_matrix(filled.site.case).matrix.rating("E2", "H1").letter == "II"


def test_nonsense_is_said_and_nothing_is_lost(filled: Desk) -> None:
    page: Any = filled.page(PAGE)
    page.locator("#c-E2-H1").fill("perhaps")
    page.keyboard.press("Tab")
    page.locator("#say.bad", has_text="is no rating").wait_for()
    assert case_matrix(filled.site.case).matrix.rating("E2", "H1").letter == "I"
    filled.troubles.clear()  # the browser notes the refused form


def test_without_script(filled: Desk) -> None:
    page: Any = filled.page(PAGE, java_script_enabled=False)
    page.locator("#c-E1-H1").fill("CC")
    page.locator("#c-E1-H1").press("Enter")
    page.wait_for_url(f"**{PAGE}")
    assert page.locator("#c-E1-H1").input_value() == "CC"
    page.get_by_role("link", name="1 May 2031").click()
    page.get_by_text("as of 1 May 2031").wait_for()
