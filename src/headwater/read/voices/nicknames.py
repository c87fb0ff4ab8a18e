"""Second names that the text itself gives somebody: “Pike” between given name and surname, "known as Pike" behind them."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.read.voices.figures import fold
from headwater.read.voices.mention import Mention
from headwater.read.voices.name_parts import MARKS

_NAMING = frozenset({"as", "nicknamed", "called", "dubbed", "aka"})
_LEADING = frozenset({"known", "nicknamed", "called", "dubbed", "aka"})
_REACH = 9
"""Words behind a full name within which "known to everyone as" gives the second one."""


def nicknames(words: Sequence[str], mentions: Sequence[Mention]) -> dict[int, str]:
    """The second name that stands in or right behind a full name, by the place of that mention in the list."""
    found: dict[int, str] = {}
    for n, mention in enumerate(mentions):
        if len(mention.tokens) < 2:
            continue
        inside = _between_marks(mention.tokens)
        if inside:
            found[n] = fold(inside)
        elif n + 1 < len(mentions) and _is_second(words, mention, mentions[n + 1]):
            found[n] = fold(mentions[n + 1].tokens[0])
    return found


def _between_marks(tokens: Sequence[str]) -> str:
    opening, closing = MARKS
    return next((t[1:-1] for t in tokens[1:-1] if len(t) > 2 and t[0] in opening and t[-1] in closing), "")


def _is_second(words: Sequence[str], first: Mention, second: Mention) -> bool:
    """ "Marek Dunmore, known to all as Pike, said": a name of one word behind "as", and nobody else's in between."""
    gap = [w.lower() for w in words[first.after : second.start]]
    if len(second.tokens) != 1 or not 2 <= len(gap) <= _REACH or "." in gap:
        return False
    lead = [w for w in gap if w not in MARKS[0]]
    return (
        bool(lead)
        and lead[-1] in _NAMING
        and bool(_LEADING.intersection(lead))
        and lead[0] in (",", "(", "—", "–", "-")
    )
