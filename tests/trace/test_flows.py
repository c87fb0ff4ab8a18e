"""How claims travelled: kinds of edges, and which way they point."""

from __future__ import annotations

import pytest

from headwater.model_trace import Claim, Source
from tests.trace.stories import STORY, Told, own, page, said, tell

OPEN = "the gate had been left open all night"
WYNN = said(
    "The gate had been left open all night, Ada Wynn told reporters.",
    "The gate had been left open all night",
    "Ada Wynn",
)

Page = tuple[Source, tuple[Claim, ...]]


def only(told: Told) -> tuple[str, str, str, bool, str | None, bool]:
    """The one edge: documents, kind, directed, what decided, certain."""
    assert len(told.edges) == 1, told.edges
    edge = told.edges[0]
    ((up, down),) = told.between()
    return up, down, edge.kind, edge.directed, edge.direction_by, edge.certain


def wire(**more: object) -> Page:
    return page("w", "Inland Press Agency", WYNN, *STORY, **more)


def copy(*extra: str, **more: object) -> Page:
    return page("c", "The Echo", *extra, WYNN, *STORY[:3], **more)


class TestCopies:
    def test_the_earlier_one_is_upstream(self) -> None:
        told = tell(wire(published="2031-05-04T08:00:00+00:00"), copy(published="2031-05-04T10:00:00+00:00"))
        assert only(told) == ("w", "c", "copies", True, "published", True)

    def test_a_day_without_a_time_decides_nothing_within_it(self) -> None:
        told = tell(wire(published="2031-05-04"), copy("Rain fell on the town.", published="2031-05-04T10:00:00+00:00"))
        assert only(told)[3:5] == (False, None)

    def test_a_credit_line_decides_where_the_dates_do_not(self) -> None:
        told = tell(wire(), copy(agency="Inland Press Agency"))
        assert only(told)[:5] == ("w", "c", "copies", True, "credit")

    def test_a_credit_line_by_initials(self) -> None:
        assert only(tell(wire(), copy(agency="IPA")))[:5] == ("w", "c", "copies", True, "credit")

    def test_a_credit_line_beats_a_clock_that_says_otherwise(self) -> None:
        told = tell(
            wire(published="2031-05-04T12:00:00+00:00"),
            copy(agency="Inland Press Agency", published="2031-05-04T10:00:00+00:00"),
        )
        assert only(told)[:5] == ("w", "c", "copies", True, "credit")
        assert "clocks disagree" in told.edges[0].reason

    def test_without_dates_the_part_comes_from_the_whole(self) -> None:
        whole = page("w", "Inland Press Agency", WYNN, *STORY, *[f"{s} {s[::-1]}" for s in STORY])
        part = page("c", "The Echo", WYNN, STORY[0], STORY[1])
        assert only(tell(whole, part))[:5] == ("w", "c", "copies", True, "contains")

    def test_nothing_known_is_said_to_be_unknown(self) -> None:
        told = tell(page("w", "Inland Press Agency", WYNN, *STORY), page("c", "The Echo", WYNN, *STORY))
        assert only(told)[3:5] == (False, None)

    def test_captures_of_one_page_by_time_of_capture(self) -> None:
        one = page(
            "1",
            "The Echo",
            WYNN,
            address="https://echo.example/1",
            published="2031-05-04",
            captured="2031-05-04T09:00:00Z",
        )
        two = page(
            "0",
            "The Echo",
            WYNN,
            address="https://echo.example/1",
            published="2031-05-04",
            captured="2031-05-05T09:00:00Z",
        )
        assert only(tell(two, one))[:5] == ("1", "0", "copies", True, "published")

    def test_a_few_equal_words_prove_nothing(self) -> None:
        told = tell(
            page("a", "The Echo", "Ten boats lay in the basin.", WYNN),
            page("b", "The Mail", own("The gate had been left open all night, by some accounts")),
        )
        assert not any(e.certain and e.kind == "copies" for e in told.edges)


class TestCites:
    FIRST = page("a", "The Harrow Echo", WYNN, published="2031-05-04T08:00:00+00:00")

    def test_a_paper_named_in_the_chain(self) -> None:
        second = page(
            "b",
            "The Mail",
            said(f"The Harrow Echo reported that {OPEN}.", OPEN, "publication:The Harrow Echo"),
            published="2031-05-04T11:00:00+00:00",
        )
        assert only(tell(self.FIRST, second)) == ("a", "b", "cites", True, "published", True)

    def test_a_paper_named_beside_an_own_statement(self) -> None:
        second = page(
            "b",
            "The Mail",
            own(OPEN.capitalize()),
            "The Echo was first to say so.",
            published="2031-05-05T11:00:00+00:00",
        )
        assert only(tell(self.FIRST, second)) == ("a", "b", "cites", True, "published", True)

    def test_another_word_that_ends_a_name_is_not_the_paper(self) -> None:
        second = page("b", "The Mail", own(OPEN.capitalize()), "An Echo sounder lay on the quay.")
        assert tell(self.FIRST, second).edges == ()

    def test_a_link_to_the_page(self) -> None:
        first = page("a", "The Harrow Echo", WYNN, address="https://echo.example/7")
        second = page("b", "The Mail", own(OPEN.capitalize()), links=("https://www.echo.example/7/",))
        assert only(tell(first, second))[:5] == ("a", "b", "cites", True, "cites")

    def test_a_circle_has_both_directions(self) -> None:
        told = tell(
            page(
                "a", "The Mail", said(f"The Ferry said {OPEN}.", OPEN, "publication:The Ferry"), published="2031-05-04"
            ),
            page(
                "b", "The Ferry", said(f"The Mail said {OPEN}.", OPEN, "publication:The Mail"), published="2031-05-06"
            ),
        )
        assert sorted(told.between("cites")) == [("a", "b"), ("b", "a")]
        assert any("clocks disagree, or an earlier report is missing" in e.reason for e in told.edges)

    def test_a_named_witness_is_not_the_paper_that_is_named_elsewhere(self) -> None:
        second = page(
            "b",
            "The Mail",
            said(f"Bo Lund said {OPEN}.", OPEN, "Bo Lund"),
            *STORY,
            "The Echo carries pictures of the scene.",
        )
        assert tell(self.FIRST, second).edges == ()


class TestVoicesAndRecords:
    def test_one_voice_in_two_papers_has_no_direction(self) -> None:
        told = tell(
            page("a", "The Echo", WYNN, published="2031-05-04"),
            page("b", "The Mail", said(f"Ada Wynn said {OPEN}.", OPEN, "Ada Wynn"), published="2031-05-06"),
        )
        assert only(told)[2:4] == ("same voice", False)

    def test_the_same_quotation_under_two_names(self) -> None:
        words = "early signs point to some criminal interference there"
        told = tell(
            page("a", "The Echo", said(f"“{words},” wrote Dora Hask.", f"“{words},”", "Dora Hask", direct=True)),
            page(
                "b",
                "The Mail",
                said(f"A letter of Port Fuels says “{words}”.", f"“{words}”", "organization:Port Fuels"),
            ),
        )
        assert only(told)[2:4] == ("quotes", False)
        assert told.range == (1, 1)

    def test_two_speakers_and_one_recording(self) -> None:
        told = tell(
            page(
                "a",
                "The Echo",
                said(
                    f"Ada Wynn said {OPEN}.",
                    OPEN,
                    "Ada Wynn",
                    basis="saw",
                    basis_words="a recording from the north gate camera",
                ),
            ),
            page(
                "b",
                "The Mail",
                said(
                    f"Bo Lund said {OPEN}.",
                    OPEN,
                    "Bo Lund",
                    basis="saw",
                    basis_words="the recording of a camera at the north gate",
                ),
            ),
        )
        assert only(told)[2:] == ("same basis", False, None, True)
        assert told.range == (1, 1)


def test_forty_copies_make_few_edges() -> None:
    pages = [
        page(f"d{n:02d}", f"Paper {n}", WYNN, *STORY, published=f"2031-05-04T{n // 2:02d}:{n % 2 * 30:02d}:00+00:00")
        for n in range(40)
    ]
    told = tell(*pages)
    assert len(told.edges) <= 2 * len(pages)
    assert told.range == (1, 1)
    assert told.origins.outlets == 40


@pytest.mark.parametrize(
    "stamp", ["", "yesterday", "2031-13-45", "9999-12-31T23:59:59-12:00", "0001-01-01T00:00:00+14:00", "２０３１"]
)
def test_odd_dates_are_no_dates(stamp: str) -> None:
    told = tell(wire(published=stamp), copy(published="2031-05-04T10:00:00+00:00"))
    assert told.range == (1, 1)


def test_words_from_the_middle_of_one_quotation_are_one_utterance():
    words = "sometimes the words don't come out of your mouth the right way"
    curly = words.replace("'", "’")
    told = tell(
        page(
            "a",
            "Ulver Post",
            said(f"Mara Teld said: “I think the reeve knows that {words}.”", words, "Mara Teld", "the reeve"),
        ),
        page("b", "Tarn News", said(f"“As the reeve knows, {curly}, and that is that.”", curly, "Ivo Renn")),
    )
    assert told.between("quotes")
    assert told.range == (1, 1)
    assert "“sometimes the words don’t come out”" in told.edges[0].reason


def test_straight_quotation_marks_are_taken_in_pairs():
    words = "said the master of the ferry in front of the harbour office"
    text = f'"No," {words}, "it was not." "Never," {words}, "was it."'
    told = tell(
        page("a", "Ulver Post", said(text, words, "Mara Teld")), page("b", "Tarn News", said(text, words, "Ivo Renn"))
    )
    assert not told.between("quotes")


def test_two_names_for_one_short_quotation_could_be_one():
    told = tell(
        page(
            "a",
            "Ulver Post",
            said(
                "“It was no leak and no fault, and the pump ran all night,” Mara Teld said.",
                "It was no leak and no fault, and the pump ran all night",
                "Mara Teld",
                direct=True,
            ),
        ),
        page(
            "b",
            "Tarn News",
            said("Ivo Renn called it “no leak and no fault”.", "it “no leak and no fault”", "Ivo Renn"),
        ),
    )
    assert told.range == (1, 2)
    assert "are given the same words: “no leak and no fault”" in told.origins.merges[0].reason


def test_a_speaker_quoted_by_two_papers_is_not_one_paper_quoting_the_other():
    words = "The gate was never shut that night and nobody on the quay was told to shut it"
    told = tell(
        page("a", "Ulver Post", said(f"{words}, she said.", words, "Mara Teld"), published="2031-03-04"),
        page("b", "Tarn News", said(f"“{words},” said Mara Teld.", f"“{words},”", "Mara Teld", direct=True)),
    )
    assert not any("quotes" in e.reason or e.direction_by == "contains" for e in told.edges)
    assert told.range == (1, 1)


def test_words_of_a_speaker_that_one_paper_prints_without_a_source_are_the_speakers():
    words = "The gate was never shut that night and nobody on the quay was told to shut it"
    told = tell(
        page("a", "Ulver Post", own(words)),
        page("b", "Tarn News", said(f"“{words},” said Mara Teld.", f"“{words},”", "Mara Teld", direct=True)),
    )
    assert told.range == (1, 1)
    assert [root.label for root in told.origins.roots] == ["Mara Teld"]
    assert not any(edge.directed for edge in told.edges)
