"""Families: nothing forbidden stands together, no chain runs through a middle, people have the last word."""

from __future__ import annotations

import random

import numpy as np

from headwater.model_trace import Match, Reason
from headwater.trace.blocking import candidate_pairs
from headwater.trace.families import FamilyVerdict, group
from headwater.trace.marks import marks_of
from headwater.trace.same import compare_claims
from tests.trace.statements import claim

TEXTS = [
    "Twelve people were killed in the blast at Port Marram.",
    "12 people were killed in the explosion at Port Marram.",
    "Fourteen people were killed in the blast at Port Marram.",
    "14 people were killed in the explosion at Port Marram.",
    "The winch of the lock was worn through before the storm.",
    "The winch of the lock was not worn through before the storm.",
    "Bakers in Ruskell struck for better flour.",
]


def vectors_of(texts):
    """Vectors of word counts: near where words are shared."""
    words = sorted({w for t in texts for w in t.lower().split()})
    rows = np.array([[t.lower().split().count(w) for w in words] for t in texts], dtype=np.float32)
    return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def matched(texts):
    claims = [claim(text, f"d{i}") for i, text in enumerate(texts)]
    vectors = vectors_of(texts)
    return claims, [compare_claims(claims[i], claims[j], float(vectors[i] @ vectors[j])) for i, j in met(claims)]


def met(claims):
    """Places of the claims that are worth comparing, each claim in a document of its own."""
    found = candidate_pairs([marks_of([c])[0] for c in claims])
    return list(zip(found.first.tolist(), found.second.tolist(), strict=True))


def together(families):
    return {frozenset(family.claims) for family in families}


def test_rivals_stand_apart_in_one_question_with_their_values():
    claims, matches = matched(TEXTS)
    families, questions = group(claims, matches)
    ids = [c.id for c in claims]
    assert together(families) == {
        frozenset(ids[0:2]),
        frozenset(ids[2:4]),
        frozenset(ids[4:5]),
        frozenset(ids[5:6]),
        frozenset(ids[6:7]),
    }
    by = {q.families: q.by for q in questions}
    family = {c: f for f in families for c in f.claims}
    assert by[family[ids[0]].id, family[ids[2]].id] == ("number",)
    assert by[family[ids[4]].id, family[ids[5]].id] == ("polarity",)
    assert (family[ids[0]].value, family[ids[2]].value) == ("12 killed", "14 killed")
    assert (family[ids[4]].value, family[ids[5]].value) == ("so", "not so")


def test_order_of_matches_changes_nothing():
    claims, matches = matched(TEXTS)
    shuffled = list(matches)
    random.Random(1).shuffle(shuffled)
    assert group(claims, matches) == group(claims, shuffled)


def test_no_chain_of_rivals_through_a_middle():
    texts = [
        "Twelve people were killed in the blast at Port Marram.",
        "People were killed in the blast at Port Marram.",
        "Fourteen people were killed in the blast at Port Marram.",
    ]
    claims = [claim(text, f"d{i}") for i, text in enumerate(texts)]
    same = [Match(claims[0].id, claims[1].id, 0.99, "same"), Match(claims[1].id, claims[2].id, 0.98, "same")]
    families, _ = group(claims, same)
    assert not any({claims[0].id, claims[2].id} <= set(f.claims) for f in families)


def test_people_have_the_last_word():
    claims, matches = matched(TEXTS)
    ids = [c.id for c in claims]
    verdicts = [FamilyVerdict("merge", ids[4], ids[6]), FamilyVerdict("split", ids[0], ids[1])]
    families, _ = group(claims, matches, verdicts)
    assert frozenset((ids[4], ids[6])) in together(families)
    assert not any({ids[0], ids[1]} <= set(f.claims) for f in families)


def test_a_family_keeps_its_id_while_it_grows():
    claims, matches = matched(TEXTS[:1])
    (before,), _ = group(claims, matches)
    claims, matches = matched(TEXTS[:2])
    (after,), _ = group(claims, matches)
    assert before.id == after.id


def test_a_thousand_copies_cost_a_thousand_pairs():
    text = TEXTS[0]
    base = claim(text)
    from dataclasses import replace

    claims = [replace(base, id=f"c{i}", document=f"d{i}") for i in range(1000)]
    pairs = met(claims)
    assert len(pairs) == 999
    matches = [Match(claims[i].id, claims[j].id, 1.0, "same") for i, j in pairs]
    families, _ = group(claims, matches)
    assert [len(f.claims) for f in families] == [1000]


def test_nothing_gives_nothing():
    assert group([], []) == ((), ())
    assert met([]) == []


def test_an_answer_is_called_by_what_stands_against_the_other():
    one = claim("The gate was opened by the pilots, said the council of Port Marram.", "a")
    two = claim("The gate was opened by the divers, said the council of Port Marram.", "b")
    reason = Reason("actor", 0.0, "“pilots” in one, “divers” in the other")
    families, _ = group([one, two], [Match(one.id, two.id, 0.9, "rival", ("actor",), (reason,))])
    assert [f.value for f in families] == ["pilots", "divers"]


def test_answers_in_numbers_are_called_by_the_number_that_differs_and_shown_by_a_claim_that_has_it():
    texts = [
        "The blast at the quay killed five people and hurt six, said the ward of Port Marram.",
        "The blast at the quay, a keeper said, was loud and long.",
        "The blast at the quay killed five people and hurt eight, said the ward of Port Marram.",
    ]
    one, more, two = (claim(text, f"d{i}") for i, text in enumerate(texts))
    reason = Reason("number", 0.0, "6 injured against 8 injured")
    bare = Reason("number", 0.0, "6 against 8")
    matches = [
        Match(one.id, two.id, 0.9, "rival", ("number",), (reason,)),
        Match(more.id, two.id, 0.9, "rival", ("number",), (bare,)),
    ]
    verdicts = [FamilyVerdict("merge", one.id, more.id)]
    families, _ = group([more, one, two], matches, verdicts)
    assert [f.value for f in families] == ["6 injured", "8 injured"]
    assert families[0].head == one.id
