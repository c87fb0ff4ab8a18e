"""A post and its holder without a comma: "spokesman for the harbour police Ada Quint"."""

from __future__ import annotations

from collections.abc import Sequence

from headwater.read.voices.closed import CLOSED
from headwater.read.voices.gazetteer import Gazetteer
from headwater.read.voices.mention import Mention


def holds_post(words: Sequence[str], first: int, end: int, name: Mention, lists: Gazetteer) -> bool:
    """Whether a name at the end of a description is whom it describes: "head of the state bank | Ada Quint".

    ``first`` and ``end`` bound the description's head. With an article before it ("a lawyer for the widow Ada Quint"), right
    behind a preposition ("friends of Ada Quint") or behind a noun for a person the name is somebody else's.
    """
    noun, before = words[end - 1].lower(), words[name.first - 1]
    if len(name.tokens) < 2 or not (noun in lists.person or noun in lists.title):
        return False
    if words[first].lower() in CLOSED or words[end].lower() not in ("of", "for", "at"):
        return False
    thing = before.islower() and before not in CLOSED and before not in lists.person and before not in lists.title
    return thing and name.tokens[-1].lower() not in lists.hard_nouns
