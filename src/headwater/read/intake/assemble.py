"""Pieces of text put together into one canonical text, their places noted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from headwater.errors import NoText, TooLarge
from headwater.model import Document, Markup, MarkupKind, Residue, ResidueKind
from headwater.read.intake import limits
from headwater.read.intake.english import require_english


@dataclass(slots=True)
class About:
    """What is known of a document beside its text. Everything is as the page or record gives it, ``published`` is ISO."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str = "en"


@dataclass(slots=True)
class Assembly:
    """A canonical text in the making. Added text must be canonical already."""

    pieces: list[str] = field(default_factory=list)
    length: int = 0
    markup: list[Markup] = field(default_factory=list)
    residue: list[Residue] = field(default_factory=list)

    def add(self, text: str, gap: str = "\n\n") -> int:
        """Append a block behind a gap (none before the first). Returns where the block starts."""
        if self.pieces and gap:
            self.pieces.append(gap)
            self.length += len(gap)
        start = self.length
        self.pieces.append(text)
        self.length += len(text)
        return start

    def mark(self, start: int, end: int, kind: MarkupKind, target: str | None = None) -> None:
        """Note structure; an empty range is left out."""
        if start < end:
            self.markup.append(Markup(start, end, kind, target))

    def drop(self, start: int, end: int, kind: ResidueKind) -> None:
        """Note residue; an empty range is left out."""
        if start < end:
            self.residue.append(Residue(start, end, kind))

    def document(self, origin: str, about: About) -> Document:
        """The finished document. Raises NoText, TooLarge or NotEnglish."""
        return finish("".join(self.pieces), origin, about, self.markup, self.residue)


def finish(
    text: str, origin: str, about: About, markup: Iterable[Markup], residue: Iterable[Residue], *, check: bool = True
) -> Document:
    """A document of canonical ``text``, its notes in order. With ``check``, refuse empty, huge and non-English text."""
    if check:
        if not text.strip():
            raise NoText(origin, "holds no text")
        if len(text) > limits.TEXT_CHARACTERS:
            raise TooLarge(origin, f"holds more than {limits.TEXT_CHARACTERS:,} characters of text", "split it")
        require_english(text, origin)
    return Document(
        origin=origin,
        text=text,
        title=about.title or None,
        authors=about.authors,
        publisher=about.publisher or None,
        published=about.published or None,
        url=about.url or None,
        language=about.language,
        markup=tuple(sorted(set(markup), key=lambda m: (m.start, -m.end, m.kind, m.target or ""))),
        residue=tuple(sorted(set(residue), key=lambda r: (r.start, -r.end, r.kind))),
    )
