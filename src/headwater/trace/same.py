"""Do two claims say the same? Named features with weights in log-odds, each able to say why, and rules that forbid it.

The weights come from ``training/same_claim.py``. Whatever the score, a mismatch of actor, number, polarity, place or date
makes rivals. A difference of certainty forbids nothing: it is drift, and is listed among the reasons.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import Indel

from headwater.model_trace import Claim, Match, Reason, Relation
from headwater.trace.cuts import cut_alike, one_event, plain_stems, two_stories
from headwater.trace.forbids import certainty_differs, differences
from headwater.trace.naming import alike, names_in
from headwater.trace.parts import negations
from headwater.trace.retold import retold
from headwater.trace.rivals import counts_of_two_days, denies_what_is_said, may_answer_one_question
from headwater.trace.tolls import same_toll
from headwater.trace.weights import CONSTANT, THRESHOLD, WEIGHTS
from headwater.trace.wording import ordinary_words, wording

Feature = Callable[[Claim, Claim, float], tuple[float, str]]

RIVAL_FROM = 0.45
"""Score from which two claims that something forbids to be one are about the same question."""
DOUBTED_FROM = 0.55
"""The same where one of them is only doubted: who doubts a part of a matter does not contradict all that is said about it."""
EASIER = 0.15
"""So much less will do for a denial of what is said of one event: it is worded against the claim, not like it."""
LEAST_SHARED = 3
"""Words, names and numbers apart, that two claims have in common at least."""
LEAST_IN_ALL, SHARE_IN_ALL = 5, 0.55
"""With so many words in common, names and numbers among them, and such a share of the shorter claim, one plain word less will do."""
LEAST_SHARE = 0.34
"""Share of the shorter claim's words, names and numbers apart, that the longer has too."""
SCRAP = 3
"""Words of a claim that is a mere scrap; nearly all of them must be shared."""
CLOSE = 0.85
"""Cosine from which two claims say the same in whatever words."""
CUT_FROM = 0.2
"""Score below which no two claims are taken for one statement cut differently."""
CUT_SCORE = 0.65
"""Score of one statement cut differently."""
RETOLD_FROM = 0.55
"""Probability from which two reports of one event tell the same."""
TOLL_SCORE = 0.6
"""Score of two claims that count the dead or hurt of one event in one way, whatever their words."""
DRIFT = "certainty"
"""Name of the reason that says that one claim is surer than the other."""
TOLL = "same toll"
"""Name of the reason that lets two claims be one although they may differ."""


def compare_claims(a: Claim, b: Claim, similarity: float) -> Match:
    """Compare two claims. ``similarity`` is the cosine of their sentence vectors.

    The order of the two changes neither score nor relation.
    """
    reasons, score = _scored(a, b, similarity)
    toll = same_toll(a, b)
    cut = cut_alike(a, b) if score >= CUT_FROM else None
    told = retold(a, b, score)
    enough = told[0] >= RETOLD_FROM if told else _enough(a, b, similarity)
    if told:
        reasons.append(Reason("retold", 0.0, told[1]))
        score = told[0] if enough else min(score, told[0])
    # who denies a thing speaks of it, whatever the two sentences say
    about = max(score, told[0]) if told and (a.stance == "denies") != (b.stance == "denies") else score
    from_ = DOUBTED_FROM if "doubts" in (a.stance, b.stance) else RIVAL_FROM
    from_ -= EASIER * denies_what_is_said(a, b)
    if cut:
        reasons.append(Reason("same words", 0.0, cut))
    low = not cut and about < min(from_, THRESHOLD)
    if toll:
        reasons.append(Reason(TOLL, 0.0, toll))
    elif low or two_stories(a, b):  # most end here; finding what forbids them takes the longest
        return Match(a.id, b.id, round(score, 6), "different", (), tuple(reasons))
    found = differences(a, b)
    if toll and counts_of_two_days(a, b, [by for by, _ in found]):
        toll = None
    if toll:  # a count stands whatever day it is told on; worded quite differently, another name is no other answer
        beside = ("date",) if score >= THRESHOLD else ("date", "actor", "place")
        found = tuple(f for f in found if f[0] not in beside)
    score = max(score, TOLL_SCORE * bool(toll), CUT_SCORE * bool(cut))
    drift = certainty_differs(a, b)
    extra = [Reason(by, 0.0, words) for by, words in found]
    if drift:
        extra.append(Reason(DRIFT, 0.0, drift))
    relation: Relation = "different"
    if found:
        kinds = [by for by, _ in found]
        asked = toll or (about >= from_ and may_answer_one_question(a, b, kinds))
        relation = "rival" if asked else "different"
    elif score >= THRESHOLD and (toll or cut or enough):
        relation = "same"
    by = tuple(by for by, _ in found) if relation == "rival" else ()
    return Match(a.id, b.id, round(score, 6), relation, by, (*reasons, *extra))


def _enough(a: Claim, b: Claim, similarity: float) -> bool:
    """Whether two claims share more than their names and subject: words of what is said, in both.

    Two statements about one person are near in meaning and share the name; only the other words tell that they say the same.
    """
    if similarity >= CLOSE:
        return True
    if negations(a.text) != negations(b.text) and a.document != b.document and one_event(a, b):
        return False  # in a story's own words it must be plain what a "not" belongs to
    one, two = plain_stems(a.text), plain_stems(b.text)
    shared, least = len(one & two), min(len(one), len(two))
    if shared >= LEAST_SHARED - 1 and _nearly_all(a, b):
        return True
    if least <= SCRAP:
        return shared >= least and shared >= 0.5 * len(one | two)
    return shared >= LEAST_SHARED and shared >= LEAST_SHARE * least


def _nearly_all(a: Claim, b: Claim) -> bool:
    """Whether two claims share many words, names and numbers among them, and most of the shorter one's."""
    one, two = wording(a.text).stems, wording(b.text).stems
    shared = len(one & two)
    return shared >= LEAST_IN_ALL and shared >= SHARE_IN_ALL * min(len(one), len(two))


def supports(match: Match) -> bool:
    """Whether either of the two claims may be counted as support of the other as it stands: the same, and as surely said."""
    return match.relation == "same" and all(reason.name != DRIFT for reason in match.reasons)


def differs_in_nothing(match: Match) -> bool:
    """Whether the comparison showed that ``differences`` finds none between the two; matches kept without reasons don't show it."""
    return match.relation == "same" and bool(match.reasons) and all(reason.name != TOLL for reason in match.reasons)


def _scored(a: Claim, b: Claim, similarity: float) -> tuple[list[Reason], float]:
    total = CONSTANT
    reasons = []
    for name, feature in FEATURES.items():
        value, words = feature(a, b, similarity)
        total += WEIGHTS[name] * value
        if words and value:
            reasons.append(Reason(name, round(WEIGHTS[name] * value, 3), words))
    return reasons, 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def likelihood(a: Claim, b: Claim, similarity: float) -> float:
    """The probability that two sentences say the same, by their words and meaning alone: what the score is before any rule."""
    return _scored(a, b, similarity)[1]


def values(a: Claim, b: Claim, similarity: float) -> list[float]:
    """The features' values, in the order of ``FEATURES``, for training."""
    return [feature(a, b, similarity)[0] for feature in FEATURES.values()]


def _likeness(_a: Claim, _b: Claim, similarity: float) -> tuple[float, str]:
    return similarity, f"the sentences are {similarity:.0%} alike in meaning"


def _very_alike(_a: Claim, _b: Claim, similarity: float) -> tuple[float, str]:
    return max(0.0, similarity - 0.85) / 0.15, ""


def _shared_words(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = wording(a.text).stems, wording(b.text).stems
    both = one & two
    share = len(both) / max(1, len(one | two))
    return share, f"share {len(both)} of {len(one | two)} words"


def _contained(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = wording(a.text).stems, wording(b.text).stems
    share = len(one & two) / max(1, min(len(one), len(two)))
    return share, f"{share:.0%} of the shorter stands in the longer"


def _rare_words(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = _rare(a.text), _rare(b.text)
    both = one & two
    return len(both) / max(1, len(one | two)), "share the rare words " + ", ".join(sorted(both)[:5]) if both else ""


def _rare_one_sided(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = _rare(a.text), _rare(b.text)
    odd = min(len(one - two), len(two - one))
    return min(3.0, float(odd)), "each has rare words that the other lacks" if odd else ""


@lru_cache(maxsize=50_000)
def _rare(text: str) -> frozenset[str]:
    common = ordinary_words()
    return frozenset(
        t.stem for t in wording(text).tokens if t.stem in wording(text).stems and t.text.lower() not in common
    )


def _pairs(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = _bigrams(a.text), _bigrams(b.text)
    share = 2 * len(one & two) / max(1, len(one) + len(two))
    return share, f"{len(one & two)} pairs of neighbouring words in common" if one & two else ""


@lru_cache(maxsize=50_000)
def _bigrams(text: str) -> frozenset[tuple[str, str]]:
    words = [t.stem for t in wording(text).tokens]
    return frozenset(pairwise(words))


def _order(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    share = Indel.normalized_similarity(wording(a.text).content[:80], wording(b.text).content[:80])
    return share, f"{share:.0%} of the words come in the same order"


def _odd_words(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = wording(a.text).stems, wording(b.text).stems
    odd = min(len(one - two), len(two - one))
    return min(1.5, math.log1p(odd) / 2), f"each has words that the other lacks ({odd} or more)" if odd else ""


def _length(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = len(wording(a.text).content), len(wording(b.text).content)
    gap = abs(one - two) / max(1, one, two)
    return gap, f"one is longer by {abs(one - two)} words" if gap else ""


def _shared_numbers(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = _figures(a.text), _figures(b.text)
    if not one or not two:
        return 0.0, ""
    return len(one & two) / len(one | two), "share the numbers " + ", ".join(sorted(one & two)) if one & two else ""


def _odd_numbers(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = _figures(a.text), _figures(b.text)
    odd = min(2, len(one ^ two))
    return float(odd), "numbers that only one of them has: " + ", ".join(sorted(one ^ two)[:4]) if odd else ""


@lru_cache(maxsize=50_000)
def _figures(text: str) -> frozenset[str]:
    return frozenset(t.stem for t in wording(text).tokens if any(c.isdigit() for c in t.stem))


def _shared_names(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = names_in(a.text), names_in(b.text)
    both = [n for n in one if any(alike(n, m) for m in two)]
    return len(both) / max(1, len(one), len(two)), "both name " + ", ".join(
        dict.fromkeys(n.text for n in both)
    ) if both else ""


def _odd_names(a: Claim, b: Claim, _: float) -> tuple[float, str]:
    one, two = names_in(a.text), names_in(b.text)
    odd = [n for n in one if not any(alike(n, m) for m in two)] + [n for n in two if not any(alike(n, m) for m in one)]
    return float(min(3, len(odd))), "names that only one of them has: " + ", ".join(
        dict.fromkeys(n.text for n in odd)
    ) if odd else ""


FEATURES: dict[str, Feature] = {
    "meaning": _likeness,
    "close meaning": _very_alike,
    "shared words": _shared_words,
    "contained": _contained,
    "rare words": _rare_words,
    "other rare words": _rare_one_sided,
    "word pairs": _pairs,
    "word order": _order,
    "words apart": _odd_words,
    "length": _length,
    "shared numbers": _shared_numbers,
    "numbers apart": _odd_numbers,
    "shared names": _shared_names,
    "names apart": _odd_names,
}
