"""Take the pictures in the README and the documents from the sample: ``python docs/screenshots.py [CASE]``.

Needs Chromium, Playwright and Pillow. CASE is the case that ``headwater demo --out FOLDER`` leaves in its folder; without
one, the sample is read, traced and weighed first. Everything in the pictures is invented.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import headwater
from headwater import sample
from headwater.adding import add
from headwater.pipeline import Settings
from headwater.sample_case import complete
from headwater.sample_tour import stops
from headwater.show.page import page
from headwater.show.workbench.background import running
from headwater.store.case import Case

ARTICLE = "04-courier-divers.html"
WIDTH, HEIGHT = 1280, 1040
COLOURS = 64
MOST_BYTES = 200_000
"""Largest picture: as many colours as keep it below."""
IMAGES = Path(__file__).parent / "images"
TOKEN = "pictures-of-the-sample-need-no-secret-at-all"
NAMES = ("overview", "workbench-reading", "versions", "family", "contested", "weighing")
"""A picture for each stop of the walk through the sample."""


def main(arguments: list[str]) -> None:
    """Draw the static page of an article, and every stop of the walk in the workbench."""
    from playwright.sync_api import sync_playwright

    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("docs/screenshots.py: there is no Chromium here; install it (Debian: apt-get install chromium)")
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        chrome = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-gpu"])
        view = chrome.new_page(viewport={"width": WIDTH, "height": HEIGHT})
        view.set_default_timeout(120_000)
        html = Path(folder) / "page.html"
        html.write_text(page(headwater.read(sample.folder() / ARTICLE)), encoding="utf-8")
        take(view, html.as_uri(), "reading")
        with sample_case(Path(folder), arguments) as case, running(case, author="A. Lind", token=TOKEN) as base:
            view.goto(f"{base}/enter?key={TOKEN}")
            for stop, name in zip(stops(case), NAMES, strict=True):
                take(view, base + stop.path, name)
        chrome.close()


@contextmanager
def sample_case(folder: Path, arguments: list[str]) -> Iterator[Case]:
    """A copy of the case named on the command line, or a new one made of the sample."""
    path = folder / "sample.headwater"
    if arguments:
        shutil.copy(arguments[0], path)
        with Case.open(path) as case:
            yield case
        return
    with Case.create(path, "Gannet Quay (sample)") as case:
        for _ in add(case, [str(one) for one in sample.files()], Settings()):
            pass
        complete(case)
        yield case


def take(view: Any, address: str, name: str) -> None:
    """Draw a page as wide as a small laptop's window, in few enough colours to stay small."""
    from PIL import Image

    answer = view.goto(address)
    if answer is not None and answer.status >= 400:
        sys.exit(f"docs/screenshots.py: {address} answered {answer.status}")
    out = IMAGES / f"{name}.png"
    view.screenshot(path=out)
    drawn = Image.open(out).convert("RGB")
    for colours in (128, COLOURS, 32, 16):
        drawn.quantize(colours).save(out, optimize=True)
        if out.stat().st_size <= MOST_BYTES:
            break
    print(f"wrote {out} ({out.stat().st_size // 1000} kB)")


if __name__ == "__main__":
    main(sys.argv[1:])
