"""What the rules for set constructions share: what they find, and how far a clause goes."""

from __future__ import annotations

import re
from dataclasses import dataclass

from headwater.read.frame import Range


@dataclass(frozen=True, slots=True)
class Found:
    """A construction: ranges of the text.

    ``shared`` means that its source is that of the verb before it; ``exact`` that its content ends where it says,
    whatever the tagger read; ``speaker`` that its source does; ``gentle`` that it only completes what the tagger read.
    """

    source: Range | None
    cue: Range
    content: tuple[Range, ...]
    shared: bool = False
    exact: bool = False
    speaker: bool = False
    gentle: bool = False


PARTICLES = r"(?i:de|van|von|der|den|la|le|las|los|del|della|di|da|dos|du|al|el|bin|ibn|ter|zu|zur|af)"
"""Small words that open a surname of several words."""
WORD = r"[^\s,;:“”\"()]+"
_END = re.compile(r"; |: |[—–] | - |[“”\"]|, (?:and|but|while|though|although|whereas|so|because|which|who|where) ")


def clause_end(sentence: str, at: int) -> int:
    """Where the clause that goes on at ``at`` ends; quoted words that open inside it belong to it."""
    end = len(sentence)
    for match in _END.finditer(sentence, at):
        here = match.start()
        mark = match.group()
        if mark == "“" or (
            mark == '"' and sentence.count('"', at, here) % 2 == 0 and sentence.count('"', 0, at) % 2 == 0
        ):
            continue
        if mark == "”" and sentence.count("“", at, here) > sentence.count("”", at, here):
            continue
        if mark == '"' and sentence.count('"', 0, at) % 2 == 0:
            continue
        if sentence.count("“", at, here) > sentence.count("”", at, here):
            continue
        end = here
        break
    while end > at and sentence[end - 1] in " .,;:!?’'":
        end -= 1
    return end


NO_SUBJECT = re.compile(
    r"(?:is|are|was|were|has|had|have|will|would|could|can|may|might|must|should|did|does|do|to|not|be|been|also|and|or|that|"
    r"who|which|in|on|at|of|for|from|by|with|[a-z]+ed)\b|.*n[’']t$|.*\b(?:is|are|was|were|has|had|have|will|would|who|which|that|to|and|but|when|if|because|after)\b"
)
DENIAL = re.compile(
    r"\b(?:den|disput|reject|contest|refut|dismiss|rubbish|scoff|laugh|brush|mock|ridicul|doubt|question)\w*|\b(?:issue with|exception to|scorn on|cold water on)",
    re.I,
)
"""A word of denial. What somebody denies reaches the page beside the denial, not through it."""
FINITE = re.compile(r"\b(?:is|are|was|were|has|had|have|will|would|did|could|can|must|should|may|might)\b|[“”\",;:]")
"""What a bare noun phrase has not: an auxiliary, or a mark between clauses."""
