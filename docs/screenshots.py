"""Take the picture in the README from the sample's own page: ``python docs/screenshots.py``. Needs Chromium and Pillow."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import headwater
from headwater import sample
from headwater.show.page import page

ARTICLE = "04-courier-divers.html"
WIDTH, HEIGHT = 1280, 1040
COLOURS = 128
"""Few enough that the picture stays under 300 kB, many enough that nobody sees it."""


def main() -> None:
    """Read one article of the sample, draw its page, save the picture."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit(
            "docs/screenshots.py: there is no Chromium on this machine; install it (Debian: apt-get install chromium)"
        )
    out = Path(__file__).parent / "images" / "reading.png"
    out.parent.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder) / "page.html"
        html.write_text(page(headwater.read(sample.folder() / ARTICLE)), encoding="utf-8")
        shot = Path(folder) / "shot.png"
        take(browser, html, shot)
        shrink(shot, out)
    print(f"wrote {out} ({out.stat().st_size // 1000} kB)")


def take(browser: str, html: Path, shot: Path) -> None:
    """Draw a page as wide as a small laptop's window."""
    command = [browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"]
    command += [f"--window-size={WIDTH},{HEIGHT}", f"--screenshot={shot}", html.as_uri()]
    subprocess.run(command, check=True, capture_output=True, timeout=120)  # noqa: S603 - our own command


def shrink(shot: Path, out: Path) -> None:
    """Fewer colours, the same picture."""
    from PIL import Image

    Image.open(shot).convert("RGB").quantize(COLOURS).save(out, optimize=True)


if __name__ == "__main__":
    main()
