"""Quantities: values, bounds, units, modifiers, and numbers that count nothing."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.frame import cut_text
from headwater.read.quantities import quantities
from tests.clock import seconds_of


def read(text):
    return [(q.span.text, q.value, q.low, q.high, q.unit, q.modifier) for q in quantities(cut_text(text, frozenset()))]


def one(text):
    found = read(text)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 143 civilians died.", ("At least 143 civilians", 143, 143, None, "civilian", "at least")),
        ("As many as 2,500 people fled.", ("As many as 2,500 people", 2500, None, 2500, "person", "as many as")),
        ("They counted over eighty boats.", ("over eighty boats", 80, 80, None, "boat", "over")),
        ("Fewer than 20 guests came.", ("Fewer than 20 guests", 20, None, 20, "guest", "fewer than")),
        ("Nearly a dozen police vehicles came.", ("Nearly a dozen police vehicles", 12, 10.8, 12, "vehicle", "nearly")),
        ("About 200 voters came.", ("About 200 voters", 200, 180, 220, "voter", "about")),
        ("A total of five mill workers left.", ("A total of five mill workers", 5, 5, 5, "worker", "a total of")),
        ("The village lost 5,000 or more trees.", ("5,000 or more trees", 5000, 5000, None, "tree", "or more")),
    ],
)
def test_modifiers_bound_the_value(text, expected):
    assert one(text) == expected


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Between 20 and 30 soldiers came.", 20, 30, "soldier"),
        ("It took 20 to 30 boats.", 20, 30, "boat"),
        ("They saw 20-30 men.", 20, 30, "man"),
        ("They saw three or four men.", 3, 4, "man"),
        ("It cost two to three million crowns.", 2e6, 3e6, "crown"),
        ("They lost 5 percent to 25 percent.", 5, 25, "percent"),
        ("Dozens of arrests followed.", 24, 99, "arrest"),
        ("Hundreds of thousands of people marched.", 200_000, 999_999, "person"),
        ("Tens of thousands of people marched.", 20_000, 99_999, "person"),
        ("A handful of aides stayed.", 3, 6, "aide"),
        ("Several officials stayed.", 3, 9, "official"),
    ],
)
def test_ranges_and_vague_words_have_bounds_and_no_value(text, low, high, unit):
    _, value, found_low, found_high, found_unit, _ = one(text)
    assert (value, found_low, found_high, found_unit) == (None, low, high, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("It rose by 44 percent.", 44, "percent"),
        ("The bridge cost $447 billion.", 447e9, "dollar"),
        ("It cost £3.1m.", 3.1e6, "pound"),
        ("It cost A$5m.", 5e6, "Australian dollar"),
        ("It cost half a million euros.", 500_000, "euro"),
        ("A third of them left.", 0.333333, "fraction"),
        ("One in five voters agreed.", 0.2, "fraction"),
        ("A 21-year-old sailor came.", 21, "year"),
        ("Ada Quint, 43, agreed.", 43, "year"),
        ("He got a 60-day ban.", 60, "day"),
        ("It is 15 miles away.", 15, "mile"),
        ("It was 24 degrees Celsius there.", 24, "degree Celsius"),
        ("The wind blew at 100 km/h there.", 100, "kilometre per hour"),
        ("Six other people waited.", 6, "person"),
        ("Two of the officers spoke.", 2, "officer"),
        ("The blast left 12 dead.", 12, "person"),
        ("It happened half a mile away.", 0.5, "mile"),
        ("He measured 5 feet 6 inches.", 5.5, "foot"),
        ("It sold five and a half million copies.", 5.5e6, "copy"),
        ("It cost 12,34,567 rupees.", 1_234_567, "rupee"),
        ("She used a .38-caliber gun.", 0.38, "caliber"),
        ("Two hundred and six boats sank.", 206, "boat"),
        ("It passed in a 396-9 vote.", 396, "vote"),
        ("More than an hour passed.", 1, "hour"),
        ("It is minus 12 degrees there.", -12, "degree"),
    ],
)
def test_values_and_units(text, value, unit):
    found = one(text)
    assert found[1] == pytest.approx(value)
    assert found[4] == unit


@pytest.mark.parametrize(
    "text",
    [
        "It happened in 2031.",
        "The Velmar 737 landed.",
        "Call 555-123-4567 now.",
        "She lives at 120 Harbour Street.",
        "It is the 300 block of Mill Lane.",
        "The Gulls won 3-2 on Friday.",
        "They flew an F-16 on Friday.",
        "No one came.",
        "This is the one who spoke.",
        "He came third.",
        "The meeting is at 7 p.m. on 4 May.",
        "See Article 5 there.",
        "Call 911 now.",
        "It opens every day at 3 p.m.",
    ],
)
def test_numbers_that_count_nothing(text):
    assert read(text) == []


def test_a_bare_number_takes_the_unit_counted_before():
    assert [q[4] for q in read("Eight men were shot. Two were killed and four were treated.")] == [
        "man",
        "person",
        "person",
    ]


def test_gender_and_party_leave_the_reading_the_same():
    first = [q[1:4] for q in read("At least 20 Northern men and 3 women from Velmar left.")]
    second = [q[1:4] for q in read("At least 20 Southern women and 3 men from Ostia left.")]
    assert first == second


@settings(deadline=None)
@given(st.text(alphabet="0123456789.,-–/:$%' andonetwhuredmilob\n", max_size=200))
def test_spans_always_say_what_the_text_says(text):
    for quantity in quantities(cut_text(text, frozenset())):
        assert text[quantity.span.start : quantity.span.end] == quantity.span.text


@settings(deadline=None)
@given(st.integers(min_value=2, max_value=10**15))
def test_digits_are_read_as_written(number):
    assert one(f"They saw {number:,} boats there.")[1] == number


@pytest.mark.parametrize(
    "piece", ["9", "one ", "9 ", "1-", "1,", "one-", "hundred and ", "1 to ", "and a half ", "$", "twenty-"]
)
def test_hostile_text_costs_no_more_than_its_length(piece):
    def cost(count):
        frame = cut_text(piece * count, frozenset())
        return seconds_of(lambda: quantities(frame))

    cost(500)
    assert cost(20_000) < max(0.05, cost(2_000)) * 40


@pytest.mark.parametrize(
    "text",
    [
        "Leave word at (555) 014-2233 or Crime Alert at (555) 443-HELP.",
        "Send tips to 555-TIPS (8477).",
        "Callers may reach Crime Stoppers at 436-7867.",
        "Call 555-014-2233.",
    ],
)
def test_telephone_numbers_count_nothing(text):
    assert not quantities(cut_text(text, frozenset()))


def test_a_range_of_three_and_four_digits_is_no_telephone_number():
    (found,) = quantities(cut_text("Between 500-1000 people came.", frozenset()))
    assert (found.low, found.high) == (500, 1000)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Call 555.014.2233 or 555.014.9000.", []),
        ("At one point the wall shook.", []),
        ("One point was scored.", [("One point", "point")]),
        ("At least one TGV driver left.", [("At least one TGV driver", "driver")]),
        ("One SUV parked there burned.", [("One SUV", "suv")]),
        ("Two of the country’s former reeves left.", [("Two of the country’s former reeves", "reeve")]),
        ("Three of the miners’ sons left.", [("Three of the miners’ sons", "son")]),
    ],
)
def test_what_is_counted_beside_acronyms_and_owners(text, expected):
    assert [(span, unit) for span, _, _, _, unit, _ in read(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The tally was 97-0 in 1988, then 96-3.", []),
        ("Those who are 58 and older would pay.", [("58 and older", 58, 58, None, "year", "and older")]),
        ("They raised the retirement age to 69.", [("69", 69, 69, 69, "year", None)]),
        ("One federal law enforcement source told us.", [("One federal law enforcement source", 1, 1, 1, "source", None)]),
        ("One union official said so.", [("One union official", 1, 1, 1, "official", None)]),
        ("One police officer left.", [("One police officer", 1, 1, 1, "officer", None)]),
        ("The number one goal is bread, with one-liners and a half-crazy uncle.", []),
        ("It takes the next three- to four-day period.", [("three- to four-day", None, 3, 4, "day", None)]),
        ("It needs 60 “yea” votes.", [("60 “yea” votes", 60, 60, 60, "vote", None)]),
        ("He said Organization 1 had mail.", []),
        ("She won, 134 to 63, on Monday.", []),
        ("He was 5-foot-11 at the time.", [("5-foot-11", 5.916667, 5.916667, 5.916667, "foot", None)]),
        ("They found bombs: one addressed to the reeve.", []),
        ("One particular case fell.", [("One particular case", 1, 1, 1, "case", None)]),
        ("He ran several times, but the two had a dispute.", [("several times", None, 3, 9, "time", None), ("two", 2, 2, 2, None, None)]),
    ],
)  # fmt: skip
def test_numbers_as_news_writes_them(text, expected):
    assert read(text) == expected
