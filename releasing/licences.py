"""Write ``docs/licences.md``: the licences of all that Headwater stands on. Run as ``python -m releasing.licences``."""

from __future__ import annotations

import sys
from pathlib import Path

from releasing.closure import Package, packages

PAGE = Path(__file__).parents[1] / "docs" / "licences.md"
HEAD = """# Licences of what it stands on

<!-- Written by python -m releasing.licences from the packages' own metadata. -->

Headwater is Apache-2.0. So are the networks it ships, which were trained from all-MiniLM-L6-v2 (Apache-2.0); the
[model card](model-card.md) names the data. `pip install headwater` brings the packages below and no others; optional parts
bring more. Each comes from its makers with its licence text; none is copied into Headwater.

| package | licence, as it states it | |
|---|---|---|
"""
KNOWN = (
    "apache",
    "mit",
    "bsd",
    "isc",
    "psf",
    "python software foundation",
    "mpl",
    "mozilla public",
    "0bsd",
    "unlicense",
    "dual license",
    "zpl",
    "cc0",
)
"""Licences that let Headwater be used and passed on under its own, recognised by these words."""


def page() -> str:
    """The whole page."""
    return HEAD + "".join(_row(one) for one in packages().values())


def unknown() -> list[Package]:
    """Packages whose licence is not stated, or not among those known to fit."""
    return [one for one in packages().values() if not any(word in one.licence.lower() for word in KNOWN)]


def _row(one: Package) -> str:
    home = f"[{one.home.split('//')[-1].rstrip('/')}]({one.home})" if one.home.startswith("http") else ""
    return f"| {one.name} | {one.licence.replace('|', '/')} | {home} |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
    sys.stdout.write(f"wrote {PAGE}\n")
    for one in unknown():
        sys.stdout.write(f"look at {one.name}: {one.licence or 'states no licence'}\n")
