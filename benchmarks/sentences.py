"""Plain sentences of news articles, for benchmarks that alter them."""

from __future__ import annotations

import re
from pathlib import Path

from benchmarks.common import rows

_END = re.compile(r"(?<=[a-z0-9%)][.!])\s+(?=[“\"A-Z])")
_ABBREVIATION = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr|No|Lt|Col|Sgt|U\.S|Calif|Fla|Ala|Conn|Mass|Tex|Va|Wis|Ariz|Inc|Corp|Co|v|vs|[A-Z])\.$"
)


def sentences(data: Path) -> list[str]:
    """Sentences of 8 to 40 words from the events, PolNeAR dev and a tenth of the incidents, once each, in a fixed order."""
    texts = [row["text"] for row in rows(data / "events" / "three_outlets_dev.jsonl.gz")]
    texts += [row["text"] for row in rows(data / "attribution" / "polnear_dev.jsonl.gz")]
    texts += [row["content"] for row in rows(data / "incidents" / "articles_dev.jsonl.gz")[::10]]
    found: dict[str, None] = {}
    for text in texts:
        for paragraph in text.splitlines():
            for sentence in _split(" ".join(paragraph.split())):
                if (
                    8 <= len(sentence.split()) <= 40
                    and sentence[0].isalpha()
                    and sentence[0].isupper()
                    and sentence.endswith(".")
                ):
                    found.setdefault(sentence)
    return list(found)


def _split(paragraph: str) -> list[str]:
    parts: list[str] = []
    for part in _END.split(paragraph):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] += " " + part
        else:
            parts.append(part)
    return [part.strip() for part in parts if part.strip()]
