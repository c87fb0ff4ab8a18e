import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.model import Certainty, Document, Reading, Span
from headwater.model_trace import Amount, Change, Claim, Family, VersionDiff
from headwater.trace.announced import announcement, terms
from headwater.trace.sentences import closeness, pair, sentences_of
from headwater.trace.versions import compare, still_carried
from tests.factory import Builder, build

IDS = ("d1", "d2")


def reading(*sentences, **more):
    """A reading whose sentences are the arguments."""
    bare = build(" ".join(sentences), **more)
    make = Builder(bare.document)
    spans, at = [], 0
    for sentence in sentences:
        spans.append(make.at(sentence, at))
        at = spans[-1].end
    fields = {
        name: getattr(bare, name) for name in ("voices", "attributions", "own_statements", "quantities", "corrections")
    }
    return Reading(bare.document, sentences=tuple(spans), **fields)


def one(before, after):
    (change,) = compare(before, after, IDS).changes
    return change


SHUT = "The gate was shut at nine on Monday evening."
WIND = "The wind was in the west all night."
TOLD = [{"id": "v1", "name": "Ada Venn", "kind": "person"}]


def test_the_same_text_has_no_changes():
    diff = compare(reading(SHUT, WIND), reading(SHUT, WIND), IDS)
    assert diff == VersionDiff("d1", "d2", (), 2)


def test_a_sentence_that_moved_is_no_change():
    third = "Nobody on the quay saw a light."
    diff = compare(reading(SHUT, WIND, third), reading(third, SHUT, WIND), IDS)
    assert (diff.changes, diff.unchanged) == ((), 3)


def test_a_sentence_that_is_gone_is_removed_and_keeps_its_place():
    change = one(reading(SHUT, WIND), reading(WIND))
    assert (change.kind, change.before, change.after) == ("removed", (0, len(SHUT)), None)
    assert change.words == f"“{SHUT}”"


def test_a_new_sentence_is_added():
    change = one(reading(SHUT), reading(SHUT, WIND))
    assert (change.kind, change.before) == ("added", None)


def test_changes_come_in_the_order_of_the_later_capture():
    a, b, c = "The harbour master kept the log.", "A diver found a cable on the slipway.", "Petrol ran into the street."
    diff = compare(reading(a, SHUT, b, WIND), reading(SHUT, c, WIND.replace("west", "east")), IDS)
    assert [c.kind for c in diff.changes] == ["removed", "added", "removed", "changed"] or [
        c.kind for c in diff.changes
    ] == ["removed", "removed", "added", "changed"]


def test_a_comma_and_a_that_are_wording():
    change = one(
        reading("In Ruskell the ministry said that it would not respond to whispers."),
        reading("In Ruskell, the ministry said it would not respond to whispers."),
    )
    assert change.matters == ("wording",)


def test_a_number_matters():
    before = reading("At least 143 people were moved.", quantities=[("143 people", 143, "person", "at least")])
    after = reading("At least 134 people were moved.", quantities=[("134 people", 134, "person", "at least")])
    change = one(before, after)
    assert change.matters == ("number",)
    assert change.words == "“143” → “134”"


def test_a_number_in_words_matters_without_a_quantity():
    assert one(reading("Eleven people have died."), reading("Nine people have died.")).matters == ("number",)


def test_a_name_matters():
    before = reading("Divers from Talvern were in the water.", "Talvern denies it.")
    after = reading("Divers from Corvessa were in the water.", "Talvern denies it.", "Later Corvessa said no more.")
    changed = [c for c in compare(before, after, IDS).changes if c.kind == "changed"]
    assert changed[0].matters == ("actor",)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Divers may have been in the harbour.", "Divers had been in the harbour."),
        ("The winch was probably worn through.", "The winch was worn through."),
        ("The suspected divers were seen at dawn.", "The divers were seen at dawn."),
    ],
)
def test_a_hedge_that_goes_matters(before, after):
    assert one(reading(before), reading(after)).matters == ("certainty",)


def test_a_not_matters():
    assert one(reading("The gate was inspected."), reading("The gate was not inspected.")).matters == ("polarity",)


def test_another_source_matters():
    said = "the gate was shut at nine"
    parts = {"id": "a1", "voice": "v1", "content": said, "cue": "said"}
    before = reading(f"Two officials said {said}.", voices=TOLD, attributions=[parts | {"source": "Two officials"}])
    after = reading(f"An official said {said}.", voices=TOLD, attributions=[parts | {"source": "An official"}])
    assert one(before, after).matters == ("attribution",)


def test_a_note_that_names_the_figure_announces_its_change():
    note = "Correction: An earlier version of this article said that eleven people had died. The number is nine."
    before = reading("Eleven people have died.", WIND)
    after = reading("Nine people have died.", WIND.replace("west", "east"), note,
                    corrections=[(note, "eleven people had died", "nine", "correction")])  # fmt: skip
    figures, wind = compare(before, after, IDS).changes
    assert figures.announced == note
    assert wind.announced is None


def test_a_note_that_was_there_before_announces_nothing():
    note = "Correction: An earlier version of this article said that twelve people had died. The number is eleven."
    fields = {"corrections": [(note, None, None, "correction")]}
    change = one(reading("Eleven people have died.", note, **fields), reading("Nine people have died.", note, **fields))
    assert change.announced is None


def test_a_note_that_vanishes_is_a_removal():
    note = "Correction: An earlier version of this article said that twelve people had died."
    change = one(reading(WIND, note, corrections=[(note, None, None, "correction")]), reading(WIND))
    assert change.kind == "removed"


def test_residue_is_no_change():
    before = reading("Divers were in [SALT] the water.", residue=[("[SALT]", "watermark")])
    assert compare(before, reading("Divers were in the water."), IDS).changes == ()


def test_a_sentence_cut_to_a_third_is_still_the_same_sentence():
    long = tuple(range(30))
    assert closeness(long, long[:6]) == 0.4
    assert closeness((1, 2, 3), (4, 5, 6)) == 0.0


def test_swapped_names_change_nothing():
    before = "Talvern said that its divers may have been at the quay in Corvessa."
    after = "Talvern said that its divers had been at the quay in Corvessa."

    def swap(text):
        return text.replace("Talvern", "#").replace("Corvessa", "Talvern").replace("#", "Corvessa")

    assert one(reading(before), reading(after)).matters == one(reading(swap(before)), reading(swap(after))).matters


@settings(max_examples=60)
@given(*[st.lists(st.text("ab .", min_size=1, max_size=12), max_size=7)] * 2)
def test_every_sentence_is_accounted_for_once(first, second):
    def made(parts):
        text, spans = "", []
        for part in parts:
            spans.append(Span(len(text), len(text) + len(part), part))
            text += part + "\n"
        return Reading(Document("x", text), sentences=tuple(spans))

    mine, theirs = sentences_of(made(first)), sentences_of(made(second))
    found = pair(mine, theirs)
    assert sorted([i for i, _ in (*found.same, *found.changed)] + list(found.removed)) == list(range(len(mine)))
    assert sorted([j for _, j in (*found.same, *found.changed)] + list(found.added)) == list(range(len(theirs)))
    assert all(mine[i].keys == theirs[j].keys for i, j in found.same)


def test_thousands_of_sentences_are_compared_in_time():
    before = reading(*(f"Ship {n} left the quay at dawn on day {n}." for n in range(1_500)))
    after = reading(*(f"Boat {n} left the quay at dusk on day {n}." for n in range(1_500)))
    begin = time.process_time()
    compare(before, after, IDS)
    assert time.process_time() - begin < 5


def test_terms_are_plain():
    assert terms("Eleven people, the Observer said, had died.") == {"11", "people", "observer", "died"}
    assert announcement("a", "b", None, []) is None


def claim(id, document, text, start=0, amounts=(), polarity="+"):
    place = (start, start + len(text))
    sure = Certainty("CT+", 0.99, 1.0)
    return Claim(id, document, None, *place, (place,), text, None, (), sure, "asserts", polarity, amounts=amounts)


DEAD = Amount(11.0, 11.0, "killed")
NINE = Amount(9.0, 9.0, "killed")
CLAIMS = [
    claim("c1", "d1", "eleven people have died", amounts=(DEAD,)),
    claim("c2", "d2", "nine people have died", amounts=(NINE,)),
    claim("c3", "d3", "the death toll has reached 11", amounts=(DEAD,)),
    claim("c4", "d4", "eleven kilometres from the quay", amounts=(Amount(11.0, 11.0, "kilometre"),)),
    claim("c5", "d5", "nine people have died", amounts=(NINE,)),
]
CHANGE = Change("changed", (0, 23), (0, 21), ("number",), "“Eleven” → “Nine”")


def test_a_withdrawn_number_is_found_where_it_still_stands():
    (found,) = still_carried(VersionDiff("d1", "d2", (CHANGE,), 0), CLAIMS)
    assert (found.withdrawn, found.claim, found.document, found.by) == ("c1", "c3", "d3", "number")


def test_what_else_a_changed_sentence_counts_still_stands():
    hurt = Amount(34.0, 34.0, "injured")
    before = claim("c1", "d1", "eleven people have died and 34 were hurt", amounts=(DEAD, hurt))
    other = claim("c3", "d3", "nine people have died and 34 were hurt", amounts=(NINE, hurt))
    change = Change("changed", (0, 40), (0, 38), ("number",), "“Eleven” → “Nine”")
    assert not still_carried(VersionDiff("d1", "d2", (change,), 0), [before, CLAIMS[1], other])


def test_a_family_joins_what_words_do_not():
    gone = claim("c1", "d1", "live firing was announced for Monday night")
    other = claim("c2", "d3", "guns were to be fired that evening")
    change = Change("removed", (0, 42), None, ("date",), "“…”")
    diff = VersionDiff("d1", "d2", (change,), 0)
    assert not still_carried(diff, [gone, other])
    assert still_carried(diff, [gone, other], [Family("f1", "c1", ("c1", "c2"), "q1")])[0].by == "family"


def test_removed_words_are_found_in_other_documents_but_not_in_their_denial():
    text = "live firing was announced in the outer Sound"
    gone = claim("c1", "d1", text)
    change = Change("removed", (0, len(text)), None, ("wording",), "“…”")
    same, denial = claim("c2", "d3", text), claim("c3", "d4", text, polarity="-")
    assert [c.claim for c in still_carried(VersionDiff("d1", "d2", (change,), 0), [gone, same, denial])] == ["c2"]
    assert not still_carried(VersionDiff("d1", "d2", (change,), 0), [gone, same], own=["d3"])


def test_a_change_of_certainty_withdraws_nothing():
    change = Change("changed", (0, 23), (0, 21), ("certainty",), "“may have” → “had”")
    assert still_carried(VersionDiff("d1", "d2", (change,), 0), CLAIMS) == ()
