"""Claims of one document: sentence by sentence, inner before outer, with names, numbers, days and polarity."""

from __future__ import annotations

from headwater.model_trace import Source
from headwater.trace.claims import claims_of
from tests.factory import build, lock_reading
from tests.trace.statements import claim


def by_text(claims):
    return {c.text: c for c in claims}


def test_claims_of_an_article():
    reading = lock_reading()
    claims = claims_of(Source("d1", reading, published="2031-05-02", voices=(("v2", "case-7"),)))
    assert len({c.id for c in claims}) == len(claims)
    assert all(reading.document.text[a:b] in c.text for c in claims for a, b in c.pieces)
    found = by_text(claims)
    inner = next(c for c in claims if c.attribution == "a2")
    assert inner.chain == ("v1", "case-7")
    assert inner.certainty.label == "PS+"
    assert not any(c.attribution == "a1" for c in claims), "an outer content that only wraps an inner one is left out"
    own = next(c for c in claims if c.attribution is None)
    assert own.amounts[0].low == 143
    assert own.voice is None
    assert "Follow @MarramNews for more" not in " ".join(found)
    assert "the winch was probably worn through before the storm" in found


def test_first_person_names_its_speaker():
    claims = claims_of(Source("d1", lock_reading()))
    said = next(c for c in claims if c.attribution == "a3")
    assert said.actor == "Mara Teld"


def test_denials_and_negations_turn_polarity():
    assert claim("The gate was shut.").polarity == "+"
    assert claim("The gate was not shut.").polarity == "-"
    assert claim("The crew failed to shut the gate.").polarity == "-"
    assert claim("It was not only the gate that gave way.").polarity == "+"


def test_killed_and_injured_are_told_apart():
    amounts = {a.unit: (a.low, a.high) for a in claim("The blast killed at least three people and injured 19.").amounts}
    assert amounts == {"killed": (3, None), "injured": (19, 19)}
    toll = claim("The death toll rose to seven overnight, with 31 injured.").amounts
    assert [(a.low, a.unit) for a in toll] == [(7, "killed"), (31, "injured")]


def test_several_sentences_give_several_claims():
    reading = build(
        "The gate was shut at nine. The winch was worn through by then.",
        own=["The gate was shut at nine. The winch was worn through by then."],
    )
    assert len(claims_of(Source("d", reading))) == 1  # no sentences known: nothing to cut at


def test_an_empty_reading_has_no_claims():
    assert claims_of(Source("d", build("Marram."))) == ()


def test_what_is_dismissed_as_something_is_not_denied_to_be_it():
    reading = build(
        "Teld dismissed it as a publicity stunt. She rejected the report that the dam was unsafe as false.",
        voices=[{"id": "v1", "name": "Mara Teld", "kind": "person"}],
        attributions=[
            {"id": "a1", "voice": "v1", "content": "it as a publicity stunt", "stance": "denies", "certainty": "CT-"},
            {
                "id": "a2",
                "voice": "v1",
                "content": "the report that the dam was unsafe as false",
                "stance": "denies",
                "certainty": "CT-",
            },
        ],
    )
    called, denied = claims_of(Source("d", reading))
    assert (called.stance, called.certainty.label, called.polarity) == ("asserts", "CT+", "+")
    assert (denied.stance, denied.certainty.label, denied.polarity) == ("denies", "CT-", "-")
