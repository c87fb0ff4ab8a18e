"""How many origins, really: what is shown, what could be, and what a person takes back."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from headwater.model_trace import Claim, Source
from headwater.trace.origins import origins
from headwater.trace.publishers import table
from tests.trace.stories import STORY, own, page, said, tell

OPEN = "the gate had been left open all night"
UPPER = "The gate had been left open all night"


def by(
    document: str, outlet: str, *voices: str, text: str = "{c}, it was said.", **more: object
) -> tuple[Source, tuple[Claim, ...]]:
    """A page that has the claim from these voices."""
    return page(document, outlet, said(text.format(c=UPPER), UPPER, *voices), **more)


def _groups() -> dict[str, set[str]]:
    """The groups of the shipped table that have two outlets at least, with their outlets."""
    found: dict[str, set[str]] = defaultdict(set)
    for site, outlet in table().sites.items():
        if site in table().groups:
            found[table().groups[site]].add(outlet)
    return {group: outlets for group, outlets in sorted(found.items()) if len(outlets) > 1}


class TestShown:
    def test_two_named_witnesses_are_two(self) -> None:
        assert tell(by("a", "The Echo", "Ada Wynn"), by("b", "The Mail", "Bo Lund")).range == (2, 2)

    def test_one_witness_in_five_papers_is_one(self) -> None:
        assert tell(*[by(f"d{n}", f"Paper {n}", "Ada Wynn") for n in range(5)]).range == (1, 1)

    def test_somebody_who_reports_another_adds_nothing(self) -> None:
        told = tell(
            by("a", "The Echo", "Bo Lund"), by("b", "The Mail", "Ada Wynn", "Bo Lund"), by("c", "The Star", "Ada Wynn")
        )
        assert told.range == (1, 1)
        assert any("reported by" in m.reason for m in told.origins.merges)

    def test_a_spokesman_speaks_for_his_house(self) -> None:
        told = tell(
            by("a", "The Echo", "organization:Port Fuels"),
            by("b", "The Mail", "Dora Hask, a spokeswoman for Port Fuels"),
        )
        assert told.range == (1, 1)

    def test_a_shorter_description_of_the_only_such_body(self) -> None:
        whole = by("a", "The Echo", "government:Talvern’s energy ministry")
        assert tell(whole, by("b", "The Mail", "government:the energy ministry")).range == (1, 1)
        other = by("c", "The Star", "government:Corvessa’s energy ministry")
        assert tell(whole, by("b", "The Mail", "government:the energy ministry"), other).origins.high == 3

    def test_a_name_is_no_shorter_description(self) -> None:
        told = tell(by("a", "The Echo", "organization:The White House"), by("b", "The Mail", "organization:House"))
        assert told.range == (2, 2)

    def test_a_director_is_not_yet_his_house(self) -> None:
        told = tell(by("a", "The Echo", "organization:Port Fuels"), by("b", "The Mail", "Dora Hask, a baker"))
        assert told.range == (2, 2)

    def test_one_described_paper_read_by_two_outlets(self) -> None:
        report = "document:confidential inspection report of the harbour board"
        assert tell(by("a", "The Echo", report), by("b", "The Mail", report)).range == (1, 1)

    def test_two_reports_that_could_be_one(self) -> None:
        told = tell(
            by("a", "The Echo", "document:inspection report of the harbour board"),
            by("b", "The Mail", "document:internal report on seven locks"),
        )
        assert told.range == (1, 2)

    def test_the_paper_sums_up_its_own_witness(self) -> None:
        told = tell(page("a", "The Echo", own(UPPER), *STORY, said(f"Ada Wynn said {OPEN}.", OPEN, "Ada Wynn")))
        assert told.range == (1, 1)

    def test_a_paper_that_saw_it_is_a_witness(self) -> None:
        seen = said(f"A reporter of The Mail saw that {OPEN}.", OPEN, "publication:The Mail", basis="saw")
        assert tell(by("a", "The Echo", "Ada Wynn"), page("b", "The Mail", seen)).range == (2, 2)

    def test_an_outlet_that_tells_what_a_named_witness_saw(self) -> None:
        told = tell(
            by("a", "The Echo", "Ada Wynn"), page("b", "The Mail", own("Ada Wynn found the gate open all night"))
        )
        assert told.range == (1, 1)

    def test_doubts_and_questions_stand_for_nothing(self) -> None:
        doubt = page("b", "The Mail", said(f"Bo Lund doubted that {OPEN}.", OPEN, "Bo Lund", stance="doubts"))
        assert tell(by("a", "The Echo", "Ada Wynn"), doubt).range == (1, 1)


class TestCouldBe:
    def test_two_unnamed_officials_may_be_one(self) -> None:
        told = tell(by("a", "The Echo", "a senior official"), by("b", "The Mail", "an official of the port"))
        assert told.range == (1, 2)
        assert [m.certain for m in told.origins.merges] == [False]

    def test_two_officials_of_one_paper_are_up_to_two(self) -> None:
        assert tell(by("a", "The Echo", "two officials with knowledge of the matter")).range == (1, 2)

    def test_a_mother_of_two_is_one(self) -> None:
        assert tell(by("a", "The Echo", "a mother of two")).range == (1, 1)

    def test_the_first_official_is_one_of_the_two(self) -> None:
        told = tell(
            page(
                "a",
                "The Echo",
                said(f"Two officials said {OPEN}.", OPEN, "unnamed:two officials"),
                said(f"{UPPER}, said the first official.", UPPER, "the first official"),
            )
        )
        assert told.range == (1, 2)

    def test_a_flat_statement_could_be_its_own_origin(self) -> None:
        assert tell(by("a", "The Echo", "Ada Wynn"), page("b", "The Mail", own(UPPER))).range == (1, 2)

    def test_outlets_of_one_group_are_said_to_share_their_copy(self) -> None:
        first, second = sorted(next(iter(_groups().values())))[:2]
        told = tell(by("a", "The Echo", "Ada Wynn"), page("b", first, own(UPPER)), page("c", second, own(UPPER)))
        assert told.range == (1, 3)
        assert any(f"{second} and {first} belong to" in m.reason for m in told.origins.merges)

    def test_somebody_told_by_others(self) -> None:
        told = tell(by("a", "The Echo", "Ada Wynn"), by("b", "The Mail", "Bo Lund", "a friend"))
        assert told.range == (1, 2)

    def test_two_voices_of_one_page_given_the_same_quoted_words(self) -> None:
        quoted = f"“{UPPER} and nobody came to shut it”"
        told = tell(
            page(
                "a",
                "The Echo",
                said(f"{quoted}, said Ada Wynn.", quoted, "Ada Wynn"),
                said(f"{quoted}, said Bo Lund.", quoted, "Bo Lund"),
            )
        )
        assert told.range == (1, 2)
        assert "on one page" in told.origins.merges[0].reason
        assert not told.origins.merges[0].certain

    def test_a_surname_alone_may_be_anybody_of_that_name(self) -> None:
        told = tell(by("a", "The Echo", "Ada Wynn"), by("b", "The Mail", "person:Ms Wynn"))
        assert told.range == (1, 2)
        assert "surname" in told.origins.merges[0].reason
        assert tell(by("a", "The Echo", "Mrs Wynn"), by("b", "The Mail", "Mr Wynn")).range == (2, 2)

    def test_a_body_whose_name_stands_within_another_s_may_be_that_one(self) -> None:
        one, two = "organization:Talvern Wildlife Service", "organization:Wildlife Service"
        assert tell(by("a", "The Echo", one), by("b", "The Mail", two)).range == (1, 2)
        assert tell(by("a", "The Echo", one), by("b", "The Mail", "organization:Talvern Rail")).range == (2, 2)

    def test_two_names_for_copied_words_may_be_one_voice(self) -> None:
        told = tell(
            page("a", "The Echo", said(f"{UPPER}, Ada Wynn said.", UPPER, "Ada Wynn"), *STORY, published="2031-05-04"),
            page("b", "The Mail", said(f"{UPPER}, Bo Lund said.", UPPER, "Bo Lund"), *STORY, published="2031-05-05"),
        )
        assert told.range == (1, 2)

    def test_two_voices_of_one_page_in_words_of_their_own(self) -> None:
        told = tell(
            page(
                "a",
                "The Echo",
                said(f"Ada Wynn said that {OPEN}.", OPEN, "Ada Wynn"),
                said(f"Bo Lund said that {OPEN}.", OPEN, "Bo Lund"),
            )
        )
        assert told.range == (2, 2)


class TestLater:
    """Outlets that say it after others did, and not from whom."""

    FIRST = ("a", "The Echo", "Ada Wynn")

    def test_later_statements_without_a_source_count_for_one_at_most(self) -> None:
        late = [page(f"l{n}", f"Paper {n}", own(UPPER), published=f"2031-05-0{n}") for n in range(5, 9)]
        told = tell(by(*self.FIRST, published="2031-05-04"), *late)
        assert told.range == (1, 2)
        assert "one more at most" in told.origins.merges[0].reason

    def test_bare_officials_are_no_better(self) -> None:
        told = tell(
            by(*self.FIRST, published="2031-05-04"),
            by("b", "The Mail", "officials", published="2031-05-05"),
            page("c", "The Star", own(UPPER), published="2031-05-06"),
        )
        assert told.range == (1, 2)

    def test_where_no_clock_shows_who_came_later_each_counts(self) -> None:
        told = tell(by(*self.FIRST), *[page(f"l{n}", f"Paper {n}", own(UPPER)) for n in range(3)])
        assert told.range == (1, 4)

    def test_those_who_said_it_first_count_each(self) -> None:
        early = [page(f"e{n}", f"Paper {n}", own(UPPER), published="2031-05-03") for n in range(2)]
        assert tell(*early, by(*self.FIRST, published="2031-05-04")).range == (1, 3)

    def test_an_outlet_may_be_said_to_stand_by_itself(self) -> None:
        pages = [by(*self.FIRST, published="2031-05-04")]
        pages += [page(f"l{n}", f"Paper {n}", own(UPPER), published=f"2031-05-0{n}") for n in (5, 6)]
        merge = next(m for m in tell(*pages).origins.merges if m.certain)
        assert tell(*pages, undone=[merge.key]).range == (2, 3)


class TestOutside:
    def test_a_paper_that_nobody_saved_is_an_origin_outside(self) -> None:
        told = tell(by("a", "The Echo", "publication:The Ferry"), by("b", "The Mail", "publication:The Ferry"))
        assert told.range == (1, 1)
        assert [(r.label, r.outside) for r in told.origins.roots] == [("The Ferry", True)]

    def test_its_unnamed_officials_are_one_origin_too(self) -> None:
        told = tell(
            by("a", "The Echo", "publication:The Ferry", "an official"),
            by("b", "The Mail", "publication:The Ferry", "a source"),
        )
        assert told.range == (1, 1)

    def test_a_circle_has_no_origin(self) -> None:
        told = tell(
            by("a", "The Mail", "publication:The Ferry", published="2031-05-04"),
            by("b", "The Ferry", "publication:The Mail", published="2031-05-06"),
        )
        assert told.range == (0, 1)
        assert told.origins.roots[0].label.startswith("nobody")

    def test_a_circle_beside_a_witness(self) -> None:
        told = tell(
            by("a", "The Mail", "publication:The Ferry", published="2031-05-04"),
            by("b", "The Ferry", "publication:The Mail", published="2031-05-06"),
            by("c", "The Echo", "Ada Wynn"),
        )
        assert told.range == (1, 2)


class TestAgencies:
    WORDS = (UPPER, *STORY)

    def test_copy_belongs_to_the_agency_that_is_credited(self) -> None:
        told = tell(
            page("a", "The Echo", own(UPPER), "Nothing moved on the river.", agency="Inland Press Agency"),
            page("b", "The Mail", own(OPEN.capitalize() + " and all day"), agency="Inland Press Agency"),
        )
        assert told.range == (1, 1)
        assert told.origins.roots[0].label == "Inland Press Agency"

    def test_what_the_agency_did_not_say_is_the_outlet_s_own(self) -> None:
        told = tell(
            page("a", "The Echo", own(UPPER), agency="Inland Press Agency"),
            page("b", "The Star", said(f"Ada Wynn said {OPEN}.", OPEN, "Ada Wynn")),
            page("w", "Inland Press Agency", "Nothing moved on the river."),
        )
        assert told.range == (1, 2)


class TestUndoing:
    def test_taking_back_what_could_be(self) -> None:
        pages = (by("a", "The Echo", "a senior official"), by("b", "The Mail", "an official of the port"))
        merge = tell(*pages).origins.merges[0]
        assert tell(*pages, undone=[merge.key]).range == (2, 2)

    def test_taking_back_what_seemed_shown(self) -> None:
        pages = (
            page("a", "The Harrow Echo", said(f"An aide said {OPEN}.", OPEN, "an aide"), published="2031-05-04"),
            page("b", "The Mail", own(UPPER), "The Echo was first.", published="2031-05-06"),
        )
        told = tell(*pages)
        assert told.range == (1, 1)
        assert tell(*pages, undone=[told.origins.merges[0].key]).range == (2, 2)

    def test_keys_stay_when_the_family_grows(self) -> None:
        pages = (by("a", "The Echo", "Ada Wynn"), by("b", "The Mail", "an official"))
        before = {m.key for m in tell(*pages).origins.merges}
        after = {m.key for m in tell(*pages, by("c", "The Star", "Bo Lund")).origins.merges}
        assert before <= after

    def test_a_merge_taken_back_stays_so_when_the_family_has_another_id(self) -> None:
        pages = (by("a", "The Echo", "a senior official"), by("b", "The Mail", "an official of the port"))
        told = tell(*pages)
        renamed = replace(told.family, id="g")
        undone = {f"f {told.origins.merges[0].key}"}
        assert origins(renamed, told.edges, told.claims, told.sources, undone).low == 2
        assert origins(renamed, told.edges, told.claims, told.sources, {told.origins.merges[0].key}).low == 1

    def test_keys_that_mean_nothing_are_ignored(self) -> None:
        assert tell(by("a", "The Echo", "Ada Wynn"), undone=["nothing"]).range == (1, 1)


class TestNamedByTheArticle:
    def test_the_paper_that_was_first_is_an_origin_outside(self) -> None:
        told = tell(
            page("a", "The Echo", own(UPPER), "The news was first reported by The Selwyn Post."),
            page(
                "b", "The Mail", own(OPEN.capitalize()), "The gate, first reported by the Selwyn Post, is an old one."
            ),
        )
        assert told.range == (1, 1)
        assert [(r.label, r.outside) for r in told.origins.roots] == [("Selwyn Post", True)]

    def test_a_person_who_reported_first_is_no_paper(self) -> None:
        told = tell(page("a", "The Echo", own(UPPER), "It was first reported by Ada Wynn."))
        assert [r.label for r in told.origins.roots] == ["The Echo"]

    def test_what_an_outlet_confirmed_itself_is_its_own(self) -> None:
        told = tell(
            page("a", "The Selwyn Post", said(f"{UPPER}, an aide said.", UPPER, "an aide"), published="2031-05-04"),
            page(
                "b",
                "The Mail",
                said(f"{UPPER}, The Mail has confirmed.", UPPER, "publication:The Mail"),
                "It was first reported by The Selwyn Post.",
                published="2031-05-05",
            ),
        )
        assert told.range == (1, 2)

    def test_a_surname_stands_for_the_only_one_who_has_it(self) -> None:
        assert tell(by("a", "The Echo", "Ada Wynn"), by("b", "The Mail", "Wynn")).range == (1, 1)

    def test_a_surname_of_two_stands_for_neither(self) -> None:
        told = tell(by("a", "The Echo", "Ada Wynn"), by("b", "The Mail", "Bo Wynn"), by("c", "The Star", "Wynn"))
        assert told.origins.high == 3


def test_who_speaks_is_the_origin_though_a_page_that_lost_the_marks_came_first():
    words = "try showing a little class when the whole of the town is watching you on the quay"
    found = tell(
        page("early", "The Courier", own(f"You two should {words}"), published="2031-05-02"),
        page(
            "late",
            "The Echo",
            said(
                f"“You two should {words},” wrote Dora Pellam.", f"You two should {words}", "Dora Pellam", direct=True
            ),
            published="2031-05-03",
        ),
    )
    assert found.range == (1, 1)
    assert [root.label for root in found.origins.roots] == ["Dora Pellam"]
