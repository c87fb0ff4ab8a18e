import pytest

from headwater.model import Certainty, Voice
from headwater.show import phrases
from tests.factory import lock_reading

COURIER = Voice("v1", "The Courier", "publication", True)
OFFICIALS = Voice("v2", "Two officials", "unnamed", False)
TELD = Voice("v3", "Mara Teld", "person", True)


def test_chains_in_words():
    assert phrases.chain_words([COURIER, OFFICIALS], "mixed") == "the Courier, quoting two officials, not named"
    assert phrases.chain_words([TELD]) == "Mara Teld"
    assert (
        phrases.chain_words([COURIER, TELD, OFFICIALS])
        == "the Courier, citing Mara Teld, citing two officials, not named"
    )
    assert phrases.through_words([COURIER, TELD, OFFICIALS]) == "through the Courier and Mara Teld"
    assert phrases.through_words([TELD]) == ""


def test_what_is_said_already_is_not_said_again():
    nobody = Voice("v", "a man who was not named", "unnamed", False)
    assert phrases.chain_words([nobody]) == "a man who was not named"
    assert phrases.name(Voice("v", "unknown", "unknown", False)) == "nobody named"
    assert phrases.chain_words([Voice("v", "unknown", "unknown", False)]) == "nobody named"


@pytest.mark.parametrize(
    ("certainty", "words"),
    [
        (Certainty("CT+", 0.99, 1.0), "flatly"),
        (Certainty("PR+", 0.55, 0.8), "probably, 55–80%"),
        (Certainty("PS-", None, None), "possibly not"),
        (Certainty("Uu", None, None), "without commitment"),
    ],
)
def test_certainty_in_words_has_its_range(certainty, words):
    assert phrases.certainty_words(certainty) == words


def test_manner_leaves_out_the_plain_and_the_doubled():
    by_id = {a.id: phrases.manner(a) for a in lock_reading().attributions}
    assert by_id["a1"] == ""
    assert by_id["a2"] == "possibly, 20–55%"
    assert by_id["a3"] == by_id["a5"] == "denies it"
    assert by_id["a4"] == "probably, 55–80% · from a document"
    assert by_id["a8"] == "asks"


def test_excerpts_join_pieces_and_stay_short():
    told = {a.id: a for a in lock_reading().attributions}["a3"]
    assert phrases.excerpt(told).startswith("“We did not skip anything,” … “Every")
    short = phrases.excerpt(told, 40)
    assert len(short) <= 40
    assert short.endswith("…")


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("that the mill was open", "the mill was open"),
        ("that Ada Quint knew", "Ada Quint knew"),
        ("that divers were in the harbour", "divers were in the harbour"),
        ("that business of the dam", "that business of the dam"),
        ("that version of events", "that version of events"),
        ("that evening was the last", "that evening was the last"),
        ("thatched roofs burn", "thatched roofs burn"),
    ],
)
def test_that_which_only_ties_words_to_their_speaker_is_not_shown(words, shown):
    assert phrases.without_that(words) == shown


def test_dates():
    assert phrases.day("2031-05-02") == "2 May 2031"
    assert phrases.day("2031-05-02T10:00:00Z") == "2 May 2031"
    assert phrases.day("last spring") == "last spring"
    assert phrases.day(None) == ""


def test_nothing_can_act_on_a_terminal():
    hostile = "a\x1b[31mb\u202ec\x07\ud800\x9b2Jd"
    assert len(phrases.safe(hostile)) == len(hostile)
    assert not set(phrases.one_line(hostile)) & set("\x1b\u202e\x07\ud800\x9b")


def test_counts():
    assert [phrases.count(n, "word") for n in (0, 1, 1204)] == ["0 words", "1 word", "1,204 words"]
