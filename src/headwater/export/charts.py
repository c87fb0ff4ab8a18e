"""Bar charts as SVG inside a page: no script, nothing loaded, and the numbers in words for those who can't see them."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

WIDTH, LABEL, ROW = 720, 230, 26
"""Units of the drawing: all of it, the labels at the left, one bar."""

MOST = 60
"""Bars of a chart; more are put together at the end."""


def bars(title: str, values: Sequence[tuple[str, int]], *, shares: bool = True) -> str:
    """A chart of horizontal bars, one for each label. Empty where there is nothing to show.

    ``shares``: the bars are all there is, so each says what part of it it is.
    """
    shown = [(label, value) for label, value in values if value]
    if not shown:
        return ""
    if len(shown) > MOST:
        shown = [*shown[: MOST - 1], ("all others", sum(v for _, v in shown[MOST - 1 :]))]
    largest, total = max(v for _, v in shown), sum(v for _, v in shown) if shares else 0
    rows = "".join(_row(n, label, value, largest, total) for n, (label, value) in enumerate(shown))
    words = "; ".join(f"{label}: {value:,}" for label, value in shown)
    height = ROW * len(shown) + 4
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'aria-label="{escape(f"{title}: {words}", quote=True)}">{rows}</svg>'
    )


def _row(n: int, label: str, value: int, largest: int, total: int) -> str:
    room = WIDTH - LABEL - 110
    width = max(2, round(room * value / largest))
    top = n * ROW + 4
    share = f" ({100 * value / total:.0f} %)" if total else ""
    text = label if len(label) <= 34 else label[:33] + "…"
    return (
        f'<text class="l" x="{LABEL - 8}" y="{top + 15}">{escape(text)}</text>'
        f'<rect class="b b{n % 6}" x="{LABEL}" y="{top}" width="{width}" height="{ROW - 6}" rx="2"/>'
        f'<text class="n" x="{LABEL + width + 8}" y="{top + 15}">{value:,}{share}</text>'
    )
