"""Is there a finite verb? By closed lists and by shape, without a parser, in one pass over the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from headwater.read.voices.closed import (
    ADVERBS,
    CLOSED,
    CONJUNCTIONS,
    DETERMINERS,
    PERSONAL,
    POSSESSIVES,
    PREPOSITIONS,
    PUNCTUATION,
    RELATIVES,
    SPEECH,
    SUBORDINATORS,
    word_set,
)

_AUXILIARY = word_set(
    "is are was were am has have had do does did will would shall should can could may might must cannot ca wo 'm 're 've 'll 'd "
    "’m ’re ’ve ’ll ’d isn aren wasn weren hasn haven hadn doesn don didn won wouldn couldn shouldn"
)
_PAST = word_set(
    "became began beat bent bet blew bore bought bound bred broke brought built burst came caught chose clung crept dealt drew drank "
    "drove dug fed fell felt fled flew fought forgot forgave found froze gave got grew heard held hid hung kept knelt knew laid led "
    "left lent lit lost made meant met overcame oversaw overtook paid ran rang rode rose said sang sank sat saw sent shook shone shot "
    "shrank slept slid sold sought spent spoke sprang spun stole stood stuck struck swam swept swore swung taught thought threw took "
    "told tore underwent undertook understood upheld wept went withdrew withheld woke won wore wove wrote"
)
_PRESENT = word_set(
    "accept account act add affect agree aim allow appear apply argue arrive ask avoid back become begin believe belong bring build "
    "call care carry cause challenge change choose claim come compare concern confirm consider contain continue cost count cover create "
    "cut deal decide decline deliver demand deny depend describe deserve develop die differ draw drive eat emerge enjoy ensure enter exist "
    "expect explain express extend face fail fall favor favour fear feel fight fill find fit focus follow force gain get give go grow "
    "handle happen hear help hold hope hurt imply improve include increase indicate insist intend involve join keep kill know lack last lead "
    "learn leave lie like live look lose love maintain make matter mean meet mention move need offer open oppose outline owe own pass pay "
    "permit plan play point prefer prepare present prevent promise protect prove provide push put raise reach read receive recommend reflect "
    "refuse reject rely remain represent require return reveal rise run say see seek seem sell send serve set share show signal sit solve "
    "sound speak spend stand start stay stop struggle suffer suggest support take talk tell tend think threaten trail try turn understand "
    "urge use vary view vote wait walk want warn win work worry write"
)


def _third(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "o")):
        return verb + "es"
    return verb[:-1] + "ies" if verb.endswith("y") and verb[-2] not in "aeou" else verb + "s"


_THIRD = frozenset(_third(verb) for verb in _PRESENT) | {"has", "does", "says"}
_SURE = word_set(
    "comes goes becomes begins gives gets makes takes seems tends remains exists depends consists belongs appears includes requires provides "
    "allows ensures believes knows thinks sees brings keeps loses seeks speaks writes continues contains describes refuses refers relies insists "
    "agrees argues expects explains follows happens holds intends involves learns lives means meets occurs opposes owns permits prefers prevents "
    "prohibits proves pursues receives recommends reflects rejects represents reveals sends serves spends suffers suggests tells threatens tries "
    "understands urges wants wears retains"
)
"""Third persons that are hardly ever plural nouns."""
_NO_NOUN_BEFORE = DETERMINERS | PREPOSITIONS | POSSESSIVES | {"be", "been", "being", "'s", "’s", "to"}
_OPENS_OBJECT = (
    DETERMINERS | PERSONAL | POSSESSIVES | {"to", "that", "not", "how", "what", "why", "where", "whether", "if"}
)
_ED_NO_VERB = word_set(
    "need seed speed breed deed feed greed indeed hundred red bed embed bleed proceed exceed succeed weed reed shed sled"
)
_BOTH = word_set(
    "made held led built found shot told left lost paid sent kept brought caught taught bought sold heard laid meant hit"
)
"""Pasts that are also participles: "a house built by"."""
_STANDS_ALONE = frozenset(
    {"that", "this", "these", "those", "most", "many", "some", "both", "each", "all", "one", "others", "several"}
)
"""Determiners that may be a subject by themselves."""
_OPENS_ADJUNCT = PREPOSITIONS - SUBORDINATORS
_PARTICIPLE_GOES_ON = frozenset({"by", "as", "with", "from", "under"})


def is_verb_form(word: str) -> bool:
    """Whether a word in lower case is, by itself, a past or a third person of a verb that is known here."""
    return word in _PAST or word in _THIRD


@dataclass(frozen=True, slots=True)
class _Here:
    """One word with its neighbours in lower case, and what went before it in the stretch."""

    word: str
    surface: str
    prior: str
    before: str
    follow: str
    second: str
    opens: bool
    subject: bool
    adjunct: bool


def finite_verb(words: Sequence[str], first: int, after: int, *, behind_subject: bool = False) -> int | None:
    """Index of the first finite verb in ``words[first:after]``, None without one.

    Verbs of a relative clause count only behind a comma ("…, which opened in May"): elsewhere they are part of a
    noun phrase. ``behind_subject`` says that the stretch follows a subject, or an "and" that joins it to one.
    """
    relative = False
    adjunct = words[first].lower() in _OPENS_ADJUNCT if first < after else False
    for i in range(first, after):
        word = words[i].lower()
        if word in RELATIVES and word != "that":
            relative = i > first and words[i - 1] not in PUNCTUATION
        elif words[i] in PUNCTUATION:
            relative = adjunct = False
        here = _Here(
            word=word,
            surface=words[i],
            prior=words[i - 1].lower() if i > first else "",
            before=words[i - 1] if i > first else "",
            follow=words[i + 1].lower() if i + 1 < after else ".",
            second=words[i - 2].lower() if i > first + 1 else "",
            opens=i == first,
            subject=i == first and behind_subject,
            adjunct=adjunct,
        )
        if _is_finite(here):
            if not relative:
                return i
            relative = False
    return None


def _is_finite(here: _Here) -> bool:
    word, prior = here.word, here.prior
    if word in _AUXILIARY:
        return here.surface != "May" and not (word == "will" and prior in _NO_NOUN_BEFORE)
    if here.surface[0].isupper() and not here.opens:
        return False
    if word in ("'s", "’s"):
        return prior in PERSONAL or prior in ("that", "there", "what", "who", "here")
    if here.opens and not here.subject:
        return False
    if prior in _NO_NOUN_BEFORE and (here.adjunct or prior not in _STANDS_ALONE):
        return False
    if word in _PAST:
        return not (word in _BOTH and here.follow in _PARTICIPLE_GOES_ON)
    if word.endswith("ed") and len(word) > 3 and word not in _ED_NO_VERB:
        return _past_in_ed(here)
    return _present(here)


def _past_in_ed(here: _Here) -> bool:
    """ "voted", but not "a motion passed by the council", "a bitterly divided town"."""
    prior, follow = here.prior, here.follow
    if here.opens or prior in PERSONAL or prior in RELATIVES or prior in ADVERBS:
        return True
    if prior.endswith("ly"):
        return here.second not in DETERMINERS
    if follow in _PARTICIPLE_GOES_ON or (prior in CONJUNCTIONS and prior not in ("and", "but", "or", "that")):
        return False
    if follow in PREPOSITIONS and here.adjunct:
        return False
    return (
        prior in ("and", "but", "or")
        or follow in _OPENS_OBJECT | PREPOSITIONS | PUNCTUATION | ADVERBS
        or follow[:1].isalnum()
    )


def _present(here: _Here) -> bool:
    word, prior, follow = here.word, here.prior, here.follow
    if word.endswith("s") and len(word) > 3 and word not in CLOSED:
        if here.opens:
            return follow not in PREPOSITIONS
        if prior in ("he", "she", "it", "who", "which") or word in _SURE:
            return True
        if here.before[0].isupper() and follow in _OPENS_OBJECT:
            return True
    if word in _THIRD:
        if prior in ADVERBS or follow in _OPENS_OBJECT or follow in SPEECH:
            return True
        return here.before[:1].isupper() and (follow in PREPOSITIONS or follow in ADVERBS)
    if word in _PRESENT:
        if prior in ("i", "we", "they", "you", "who", "never", "often", "always", "still", "also", "not"):
            return True
        return prior.endswith("s") and not prior.endswith("ss") and follow in _OPENS_OBJECT
    return False
