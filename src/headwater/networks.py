"""The networks that ship, and which of them reads.

``accurate`` finds more, above all in text of kinds nobody tuned on (docs/known-errors.md has both side by side), and needs about
four times as long: a second for an article. So it reads what people read, and ``fast`` reads corpora, where a day matters.
"""

from __future__ import annotations

FAST = "fast"
ACCURATE = "accurate"
DEFAULT = ACCURATE
"""Reads pages and cases unless another is asked for."""
FOR_CORPORA = FAST
"""Reads corpora unless another is asked for."""
