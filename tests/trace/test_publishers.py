import time

import pytest

from headwater.model import Document, Markup, Reading
from headwater.model_trace import Source
from headwater.trace.publishers import Published, Table, host_of, plain, publisher_of, same_group, table

TABLE = Table.read(
    """
[agencies]
"Northern Press Agency" = ["NPA"]
"Harbour Wire" = []
[sites]
"lone.example" = "The Lone Paper"
[groups."Quay Media"]
"gazette.example" = "Harbour Gazette"
"tide.example" = "The Tide"
"""
)


def page(text, url=None, origin="page.html", **more):
    byline = more.pop("byline", None)
    markup = ()
    if byline:
        at = text.index(byline)
        markup = (Markup(at, at + len(byline), "byline"),)
    return Reading(Document(origin, text, url=url, markup=markup, **more))


def agency(text, **more):
    return publisher_of(page(text, **more), TABLE).agency


BODY = "\n\nThe lock gave way before dawn, the Canal Board said.\n\nNobody was hurt.\n\n"


@pytest.mark.parametrize(
    "line",
    [
        "Additional reporting: NPA",
        "NPA, with Gazette staff",
        "Gazette staff and NPA",
        "Northern Press Agency contributed to this report.",
        "The Northern Press Agency contributed to this story",
        "Ada Venn of the Gazette and the Northern Press Agency contributed to this report.",
        "— NPA",
        "© Northern Press Agency",
        "Copyright 2031 The Northern Press Agency. All rights reserved. This material may not be published.",
        "(Copyright 2031 Northern Press Agency)",
        "Source: Northern Press Agency",
        "Contributing: Ada Venn and others; the Northern Press Agency",
    ],
)
def test_credit_lines_name_the_agency(line):
    assert agency(f"Lock fails{BODY}{line}") in ("Northern Press Agency", "NPA")


@pytest.mark.parametrize("dash", ["-", "--", "–", "—"])
def test_datelines_name_the_agency(dash):
    assert (
        agency(f"Lock fails\n\nPORT MARRAM, Merrow, March 4 (NPA) {dash} The lock gave way.") == "Northern Press Agency"
    )


@pytest.mark.parametrize(
    "line", ["By The Northern Press Agency", "Northern Press Agency", "By ADA VENN, Northern Press Agency"]
)
def test_bylines_name_the_agency(line):
    assert agency(f"Lock fails\n\n{line}{BODY}") == "Northern Press Agency"


def test_an_author_that_is_an_agency_is_the_agency():
    assert agency("Lock fails", authors=("Northern Press Agency",)) == "Northern Press Agency"


@pytest.mark.parametrize(
    "text",
    [
        "The minister told the Northern Press Agency that the lock was sound.",
        "According to the Northern Press Agency, the lock was sound.",
        "Officials (NPA rules apply) declined to comment.",
        "She lives in Harrow, NP",
        "",
    ],
)
def test_a_sentence_that_quotes_an_agency_credits_none(text):
    assert agency(f"Lock fails{BODY}{text}{BODY}") is None


def test_an_agency_nobody_listed_is_found_where_the_line_makes_it_one():
    assert agency("Lock fails\n\nPORT MARRAM (SNA) - The lock gave way.", publisher="The Tide") == "SNA"
    assert agency(f"Lock fails{BODY}Additional reporting: SNA", publisher="The Tide") == "SNA"


def test_a_station_that_signs_its_own_story_is_no_agency():
    assert agency("PORT MARRAM (KXYZ) - The lock gave way.") is None
    assert agency("PORT MARRAM (TIDE) - The lock gave way.", url="https://www.tide.example/1") is None


def test_an_agency_credits_itself_in_its_own_dateline():
    text = "Lock fails\n\n4 March 2031, 06:40, Southern News Agency\n\nPORT MARRAM (SNA) - The lock gave way."
    found = publisher_of(page(text, byline="4 March 2031, 06:40, Southern News Agency"), TABLE)
    assert found == Published("Southern News Agency", "SNA", None)


def test_the_page_names_its_publisher_before_the_address_does():
    assert (
        publisher_of(page("x", url="https://www.gazette.example/a", publisher="Gazette"), TABLE).publisher == "Gazette"
    )
    assert publisher_of(page("x", url="https://news.gazette.example/a"), TABLE).publisher == "Harbour Gazette"
    assert publisher_of(page("x", url="https://other.example/a"), TABLE).publisher == "other.example"
    assert publisher_of(page("x"), TABLE).publisher is None


def test_the_foot_of_a_printed_page_names_its_publisher():
    text = "Lock fails\n\nIt did.\n\nThe Merrow Ledger, Friday 7 March 2031 Page 1"
    assert publisher_of(page(text), TABLE).publisher == "The Merrow Ledger"


def test_groups_are_found_by_name_and_by_address():
    assert publisher_of(page("x", publisher="The Harbour Gazette"), TABLE).group == "Quay Media"
    assert (
        publisher_of(page("x", url="https://tide.example/1", publisher="Something Else"), TABLE).group == "Quay Media"
    )
    assert publisher_of(page("x", url="https://lone.example/1"), TABLE).group is None


def test_outlets_of_one_publisher_or_one_group_belong_together():
    def source(publisher, address=None):
        return Source("d", page("x"), address, publisher=publisher)

    assert same_group(source("The Lone Paper"), source("lone paper"), TABLE)
    assert same_group(source("Harbour Gazette"), source(None, "https://www.tide.example/x"), TABLE)
    assert not same_group(source("Harbour Gazette"), source("The Lone Paper"), TABLE)
    assert not same_group(source(None), source(None), TABLE)


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.tide.example:80/a", "tide.example"),
        ("http://web.archive.org/web/20310304000000/http://tide.example/a", "tide.example"),
        ("page.html", None),
        ("http://[broken", None),
        ("", None),
    ],
)
def test_hosts(address, host):
    assert host_of(address) == host


def test_the_shipped_table_is_in_order():
    shipped = table()
    assert len(shipped.agencies) > 120
    assert shipped.agencies[plain("the A.P.")] == "Associated Press"
    assert all(site == site.lower() and "." in site and "/" not in site for site in shipped.sites)
    assert all(shipped.sites.values())


def test_the_shipped_agencies_cover_all_continents():
    names = {
        "Reuters",
        "Agence France-Presse",
        "Associated Press",
        "TASS",
        "Xinhua",
        "Press Trust of India",
        "Anadolu Agency",
    }
    names |= {
        "News Agency of Nigeria",
        "Kenya News Agency",
        "Télam",
        "Prensa Latina",
        "Kyodo News",
        "Australian Associated Press",
    }
    assert names <= set(table().agencies.values())


@pytest.mark.parametrize("text", ["(" * 3000, "—" * 3000, "A " * 3000, "By " * 2000, "A, " * 2000 + "\n" * 500])
def test_hostile_text_is_read_in_time(text):
    begin = time.process_time()
    publisher_of(page(text), TABLE)
    assert time.process_time() - begin < 0.5


def test_a_number_within_a_name_counts_nobody():
    from headwater.trace.parties import how_many

    assert how_many("10 On Your Side") == 1
    assert how_many("eight years of tax returns") == 1
    assert how_many("Two officials") == 2
    assert how_many("the three people briefed on the trip") == 3
