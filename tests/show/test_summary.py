from headwater.model import Reading
from headwater.show.summary import depths, percent, summarise
from tests.factory import build, lock_reading


def shares(reading):
    return summarise(reading).shares


def test_words_count_once_for_the_innermost_voice():
    text = "The Courier reports that two officials said the gate was open. Rain fell."
    reading = build(
        text,
        [
            {"id": "v1", "name": "The Courier", "kind": "publication"},
            {"id": "v2", "name": "two officials", "kind": "unnamed"},
        ],
        [
            {
                "id": "a1",
                "voice": "v1",
                "content": "two officials said the gate was open",
                "source": "The Courier",
                "cue": "reports",
            },
            {
                "id": "a2",
                "voice": "v2",
                "content": "the gate was open",
                "parent": "a1",
                "chain": ("v1", "v2"),
                "source": "two officials",
                "cue": "said",
            },
        ],
    )
    # Courier's own: "two officials said"; the frame "The Courier reports" is nobody's; "that", "Rain fell" the page's.
    assert shares(reading) == {"own": 3, "named": 3, "unnamed": 4, "document": 0}
    summary = summarise(reading)
    assert [(e.voice.name, e.words) for e in summary.ledger] == [("two officials", 4), ("The Courier", 3)]
    assert [a.id for a in summary.children["a1"]] == ["a2"]


def test_ledger_words_add_up_to_the_shares():
    summary = summarise(lock_reading())
    assert sum(e.words for e in summary.ledger) == summary.words - summary.shares["own"]
    assert [e.number for e in summary.ledger] == list(range(1, 8))


def test_residue_and_bylines_are_not_counted():
    reading = build(
        "Rain fell.\nBy A Quill\nShare this", markup=[("By A Quill", "byline", None)], residue=[("Share this", "share")]
    )
    assert summarise(reading).words == 2


def test_documents_and_the_author_have_shares_of_their_own():
    reading = build(
        "The ledger shows a debt. I saw smoke.",
        [
            {"id": "v1", "name": "the ledger", "kind": "document", "named": False},
            {"id": "v2", "name": "the author", "kind": "author"},
        ],
        [{"id": "a1", "voice": "v1", "content": "a debt"}, {"id": "a2", "voice": "v2", "content": "smoke"}],
    )
    assert shares(reading)["document"] == 2
    assert shares(reading)["own"] == 6
    assert shares(reading)["unnamed"] == 0


def test_lines_are_those_of_the_text():
    summary = summarise(build("one\n\nthree\nfour"))
    assert [summary.line(p) for p in (0, 3, 4, 5, 11)] == [1, 1, 2, 3, 4]


def test_a_figure_belongs_to_its_innermost_voice():
    reading = lock_reading()
    summary = summarise(reading)
    assert [summary.holder(q.span) for q in reading.quantities] == [None, None]
    lock = reading.attributions[1]
    assert summary.holder(lock.content[0]) is lock


def test_an_empty_reading_has_no_shares():
    summary = summarise(build(""))
    assert (summary.words, summary.share("own"), summary.ledger) == (0, 0.0, ())


def test_depths_survive_a_ring_of_parents():
    reading = build(
        "a b",
        [{"id": "v1", "name": "x", "kind": "person"}],
        [
            {"id": "a1", "voice": "v1", "content": "a", "parent": "a2"},
            {"id": "a2", "voice": "v1", "content": "b", "parent": "a1"},
        ],
    )
    assert set(depths(reading.attributions)) == {"a1", "a2"}
    assert isinstance(reading, Reading)


def test_percent_never_rounds_something_to_nothing():
    assert [percent(p) for p in (0, 0.001, 0.5, 1)] == ["0%", "<1%", "50%", "100%"]
