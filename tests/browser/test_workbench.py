"""The workbench as a person meets it: read, step through by key, judge, change, undo; without script; accessible."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import Desk

pytestmark = pytest.mark.timeout(180)

PAGES = (
    "/", "/documents", "/documents/1", "/documents/1?at=3&edit=1", "/documents/1?marks=numbers,changes&only=unnamed",
    "/voices", "/voices/1", "/statements", "/questions", "/verdicts", "/search?q=lock", "/report",
)  # fmt: skip


def shot(page: Any, name: str, tmp_path: Path) -> bytes:
    folder = Path(os.environ.get("HEADWATER_SHOTS") or tmp_path)
    return bytes(page.screenshot(path=folder / f"{name}.png", full_page=True))


def selected(page: Any) -> str:
    return str(page.locator("#judge .judge .words").inner_text())


def said(page: Any, words: str) -> None:
    page.locator("#say", has_text=words).wait_for()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_page(desk: Desk, scheme: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page: Any = desk.page(color_scheme=scheme)
    options = {
        "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    }
    for path in PAGES:
        page.goto(desk.site.base + path)
        found = Axe().run(page, options=options)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"


@pytest.mark.parametrize("width", [360, 1280])
def test_no_page_is_wider_than_the_screen(desk: Desk, width: int, tmp_path: Path) -> None:
    page: Any = desk.page(viewport={"width": width, "height": 800})
    for number, path in enumerate(PAGES):
        page.goto(desk.site.base + path)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"), path
        shot(page, f"width-{width}-{number}", tmp_path)


def test_dark_is_dark_and_light_is_light(desk: Desk, tmp_path: Path) -> None:
    colours = {}
    for scheme in ("light", "dark"):
        page: Any = desk.page("/documents/1", color_scheme=scheme)
        colours[scheme] = page.evaluate("getComputedStyle(document.body).backgroundColor")
        shot(page, scheme, tmp_path)
    brightness = {k: sum(map(int, v[4:-1].split(","))) for k, v in colours.items()}
    assert brightness["dark"] < 200 < 600 < brightness["light"]


def test_the_keys_step_through_the_attributions(desk: Desk) -> None:
    page: Any = desk.page("/documents/1")
    page.keyboard.press("j")
    page.locator("#judge .judge").wait_for()
    first = selected(page)
    page.keyboard.press("j")
    page.wait_for_function("first => document.querySelector('#judge .words').innerText !== first", arg=first)
    page.keyboard.press("k")
    page.wait_for_function("first => document.querySelector('#judge .words').innerText === first", arg=first)
    assert page.locator(".ledger li.at").count() == 1
    page.keyboard.press("?")
    assert page.locator(".keys[open]").is_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_accept_reject_and_undo_by_key(desk: Desk) -> None:
    before = desk.site.live()
    page: Any = desk.page("/documents/1")
    page.keyboard.press("j")
    page.locator("#judge .judge").wait_for()
    page.keyboard.press("a")
    said(page, "Accepted.")
    page.locator("#judge .judge:not([data-local=a1])").wait_for()
    page.keyboard.press("r")
    said(page, "Rejected.")
    assert len(desk.site.live()) == len(before) - 1
    page.locator("#rejected").wait_for()
    page.keyboard.press("u")
    said(page, "Undone.")
    assert desk.site.live() == before
    assert page.locator(".article .st-accepted").count() >= 1


def test_an_edit_goes_there_and_back(desk: Desk) -> None:
    page: Any = desk.page("/documents/1")
    page.locator("li[data-local=a4] a.judge-it").click()
    page.locator("#judge .judge[data-local=a4]").wait_for()
    page.keyboard.press("e")
    page.locator("#e-content").wait_for()
    assert page.evaluate("document.activeElement.id") == "e-content"
    page.locator("#e-content").fill("the winch was probably worn through")
    page.locator("#e-certainty").select_option("PS+")
    page.locator("#e-reason").fill("only that much")
    page.get_by_role("button", name="Save").click()
    said(page, "Changed.")
    assert "the winch was probably worn through" in desk.site.live()
    assert page.locator(".st-edited").first.inner_text().startswith("the winch")
    page.keyboard.press("u")
    said(page, "Undone.")
    assert "the winch was probably worn through before the storm" in desk.site.live()


def select_words(page: Any, words: str) -> None:
    """Select words as a mouse would; they must stand in one text node."""
    page.evaluate(
        """words => {
          const walk = document.createTreeWalker(document.querySelector('.article'), NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const at = walk.currentNode.textContent.indexOf(words);
            if (at < 0 || walk.currentNode.parentElement.closest('.tip')) continue;
            getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
            return;
          }
          throw new Error('not found');
        }""",
        words,
    )


def test_words_selected_become_an_attribution(desk: Desk) -> None:
    page: Any = desk.page("/documents/1")
    select_words(page, "It sounded like a train.")
    page.locator("#pick-new").click()
    page.locator("#e-content").wait_for()
    assert page.locator("#e-content").input_value() == "It sounded like a train."
    page.get_by_text("Somebody else", exact=True).click()
    page.locator("#e-voice-name").fill("a resident")
    page.locator("#e-voice-kind").select_option("unnamed")
    page.locator("#e-voice-named").select_option("no")
    page.get_by_role("button", name="Save").click()
    said(page, "Added.")
    assert "It sounded like a train." in desk.site.live()
    text = desk.site.case.document(1).text
    found = next(a for a in desk.site.case.load(1).attributions if a.content[0].text.startswith("It sounded"))
    assert found.start == text.index("It sounded like a train.")


def test_words_selected_become_the_source(desk: Desk) -> None:
    page: Any = desk.page("/documents/1?at=4&edit=1")
    page.locator("#e-source").wait_for()
    select_words(page, "Canal Board")
    page.locator("[data-take=source]").click()
    assert page.locator("#e-source").input_value() == "Canal Board"
    page.get_by_role("button", name="Save").click()
    said(page, "Changed.")
    assert any(a.source and a.source.text == "Canal Board" for a in desk.site.case.load(1).attributions)


def test_a_problem_is_said_and_nothing_is_lost(desk: Desk) -> None:
    page: Any = desk.page("/documents/1?at=4&edit=1")
    page.locator("#e-content").fill("words that stand nowhere")
    page.get_by_role("button", name="Save").click()
    page.locator("#say.bad", has_text="do not stand in the text").wait_for()
    assert page.locator("#e-content").input_value() == "words that stand nowhere"
    desk.troubles.clear()  # the browser notes the answer 422


def test_without_script_one_can_read_judge_and_undo(desk: Desk, tmp_path: Path) -> None:
    page: Any = desk.page("/documents/1", java_script_enabled=False)
    shot(page, "no-script", tmp_path)
    assert page.get_by_text("At least 143 people were moved").is_visible()
    page.locator("li[data-local=a4] a.judge-it").click()
    assert "the winch was probably worn through" in page.locator("#judge .words").inner_text()
    page.get_by_role("button", name="Reject").click()
    page.locator("#rejected").wait_for()
    assert "the winch was probably worn through before the storm" not in desk.site.live()
    page.locator("#rejected").get_by_role("button").click()
    assert "the winch was probably worn through before the storm" in desk.site.live()
    page.locator("li[data-local=a4] a.judge-it").click()
    page.get_by_role("link", name="Edit").click()
    page.locator("#e-content").fill("the winch was probably worn through")
    page.get_by_role("button", name="Save").click()
    assert "the winch was probably worn through" in desk.site.live()


def test_the_chain_shows_on_focus_and_hover(desk: Desk) -> None:
    page: Any = desk.page("/documents/1")
    page.locator("#a2").hover()
    tip = page.locator(".tip:visible").first
    assert "The Courier, quoting two officials, not named" in tip.inner_text()
    page.locator("#a4 .ref").first.focus()
    assert page.locator("#t-a4").is_visible()


def test_ledger_and_text_light_each_other_up(desk: Desk) -> None:
    page: Any = desk.page("/documents/1")
    number = page.locator("#a4 .ref").first.inner_text()
    page.locator(f"#v{number} h3").hover()
    assert page.evaluate("getComputedStyle(document.querySelector('#a4')).outlineStyle") == "solid"


def test_another_start_of_the_server_does_not_know_this_browser(desk: Desk) -> None:
    page: Any = desk.page("/")
    page.context.clear_cookies()
    with page.expect_console_message(lambda message: "403" in message.text):  # the browser tells, now or a moment later
        answer = page.goto(desk.site.base + "/documents/1")
    assert answer.status == 403
    desk.close()  # it may tell of its own request for an icon, too
    desk.troubles.clear()


def test_a_number_credits_the_report(desk: Desk) -> None:
    page: Any = desk.page("/documents/1")
    page.keyboard.press("j")
    page.wait_for_selector("#judge .judge[data-local]")
    page.keyboard.press("3")
    said(page, "Graded.")
    assert page.eval_on_selector("#p-credibility", "box => box.value") == "3"
    assert page.inner_text(".said li.at .grade").endswith("3")
