"""Times: TIMEX3 types and values, and what relative ones are counted from."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.read.frame import Draft, cut_text
from headwater.read.numbers.holidays import easter
from headwater.read.times import times
from tests.clock import seconds_of

PUBLISHED = "2031-05-02"  # a Friday


def read(text, published=PUBLISHED, **options):
    return [(t.span.text, t.type, t.value, t.anchor) for t in times(cut_text(text, frozenset()), published, **options)]


def value_of(text, published=PUBLISHED):
    found = read(text, published)
    assert len(found) == 1, found
    return found[0][2]


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("It began on September 1, 1939, they say.", "September 1, 1939", "1939-09-01"),
        ("It began on 17 October 2029 there.", "17 October 2029", "2029-10-17"),
        ("It began in the spring of 1794 there.", "the spring of 1794", "1794-SP"),
        ("It began in the late 1930s there.", "the late 1930s", "193"),
        ("It began in the 17th century there.", "the 17th century", "16"),
        ("It began in 490 BC there.", "490 BC", "BC0490"),
        ("It began in early October 2020 there.", "early October 2020", "2020-10"),
        ("It began on the night of 20 June 1791 there.", "the night of 20 June 1791", "1791-06-20TNI"),
        ("It ended in the second half of 2019 there.", "the second half of 2019", "2019-H2"),
        ("It ended on Thanksgiving 2030 there.", "Thanksgiving 2030", "2030-11-28"),
    ],
)
def test_absolute_dates_need_no_anchor(text, words, value):
    assert read(text) == [(words, "TIME" if "T" in value else "DATE", value, None)]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("It rained yesterday.", "2031-05-01"),
        ("It will rain tomorrow.", "2031-05-03"),
        ("Police came on Tuesday.", "2031-04-29"),
        ("The council will meet on Tuesday.", "2031-05-06"),
        ("It rained on Friday.", "2031-05-02"),
        ("It rained last month.", "2031-04"),
        ("It rained last week.", "2031-W17"),
        ("It rained two weeks ago.", "2031-W16"),
        ("It rained three years ago.", "2028"),
        ("It rained on Tuesday night.", "2031-04-29TNI"),
        ("It rained at 7 p.m. on Tuesday.", "2031-04-29T19:00"),
        ("It rained on 4 March.", "2031-03-04"),
        ("It rained in December.", "2030-12"),
        ("The vote is on 8 June.", "2031-06-08"),
        ("They cast their choice for 8 June.", "2031-06-08"),
        ("It could come as early as May.", "2031-05"),
    ],
)
def test_relative_times_count_from_publication(text, value):
    found = read(text)
    assert [f[2:] for f in found] == [(value, "published")]


def test_as_early_as_belongs_to_the_date():
    assert read("A strike could come as early as May.")[0][0] == "as early as May"


@pytest.mark.parametrize(
    "text", ["It rained yesterday.", "It rained on Tuesday.", "It rained last month.", "It rained on 4 March."]
)
def test_without_a_publication_date_nothing_is_guessed(text):
    assert [f[2:] for f in read(text, None)] == [(None, None)]


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("It took two years.", "DURATION", "P2Y"),
        ("It took more than an hour.", "DURATION", "PT1H"),
        ("It took two years and three months.", "DURATION", "P2Y3M"),
        ("It took several weeks.", "DURATION", "PXW"),
        ("It comes daily.", "SET", "P1D"),
        ("It comes every 72 minutes.", "SET", "PT72M"),
        ("It comes every Monday.", "SET", "XXXX-WXX-1"),
        ("It opens every Monday at 4 p.m.", "SET", "XXXX-WXX-1T16:00"),
        ("They are poor now.", "DATE", "PRESENT_REF"),
    ],
)
def test_lengths_sets_and_references(text, kind, value):
    assert [f[1:3] for f in read(text)] == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("It ran from 9 to 11 April 2030.", ["2030-04-09", "2030-04-11"]),
        ("It ran June 10-12, 2030.", ["2030-06-10", "2030-06-12"]),
        ("It ran from January to March 2030.", ["2030-01", "2030-03"]),
        ("It ran between 2 and 4 p.m. there.", ["T14:00", "T16:00"]),
        ("The 1967-70 war ended.", ["1967", "1970"]),
    ],
)
def test_a_range_is_two_times(text, values):
    assert [f[2] for f in read(text)] == values


@pytest.mark.parametrize(
    "text",
    [
        "She may agree.",
        "They march on.",
        "Ada May agreed.",
        "A 21-year-old sailor came.",
        "At 1627 Harbour Avenue it burned.",
        "Harbour Today Radio said so.",
    ],
)
def test_words_that_are_no_times(text):
    assert read(text) == []


def test_a_day_spoken_of_gives_the_next_clock_time_its_date():
    assert [f[2:] for f in read("It happened on Tuesday, and at 9 p.m. police came.")] == [
        ("2031-04-29", "published"),
        ("2031-04-29T21:00", "context"),
    ]


def test_a_history_keeps_its_own_year():
    text = (
        "War began on 3 May 1804. In June 1804 it spread. On 9 August 1804 Velmar fell. "
        "By 1805 it was over. In March 1805 peace came. On 2 April they signed."
    )
    assert read(text)[-1][2:] == ("1805-04-02", "context")


LETTER = "In a letter dated 3 March 2028, the engineer wrote:\n“The dam leaked yesterday.”\nThe dam broke yesterday."


def quotation(text, cue, source):
    begin, end = text.index("“"), text.index("”") + 1
    at, by = text.index(cue), text.index(source)
    return Draft((by, by + len(source)), [(at, at + len(cue))], [(begin, end)], form="direct", block=True)


def test_inside_an_older_document_its_own_date_counts():
    draft = quotation(LETTER, "wrote", "the engineer")
    values = [f[2:] for f in read(LETTER, drafts=[draft])]
    assert values == [("2028-03-03", None), ("2028-03-02", "quoted"), ("2031-05-01", "published")]


def test_inside_an_older_document_without_a_date_nothing_is_guessed():
    text = LETTER.replace(" dated 3 March 2028", "")
    draft = quotation(text, "wrote", "the engineer")
    assert [f[2:] for f in read(text, drafts=[draft])] == [(None, None), ("2031-05-01", "published")]


def test_the_caller_may_know_a_documents_date():
    text = LETTER.replace(" dated 3 March 2028", "")
    draft = quotation(text, "wrote", "the engineer")
    found = read(text, drafts=[draft], document_dates={0: "2020-01-02"})
    assert [f[2:] for f in found] == [("2020-01-01", "quoted"), ("2031-05-01", "published")]


def test_easter_of_known_years():
    assert [easter(year) for year in (1961, 2000, 2024, 2031)] == [
        date(1961, 4, 2),
        date(2000, 4, 23),
        date(2024, 3, 31),
        date(2031, 4, 13),
    ]


@settings(deadline=None)
@given(st.dates(min_value=date(1, 1, 1)), st.dates(min_value=date(1700, 1, 1), max_value=date(2099, 12, 31)))
def test_any_day_written_out_is_read_back(published, day):
    text = f"It happened on {day.day} {day:%B} {day.year}."
    assert [f[2] for f in read(text, published.isoformat())] == [day.isoformat()]


@settings(deadline=None)
@given(
    st.text(alphabet="0123456789:/-.' adeyMTunJofhtsrmp\n", max_size=200),
    st.sampled_from([None, PUBLISHED, "0001-01-01", "9999-12-31", "no date"]),
)
def test_spans_always_say_what_the_text_says(text, published):
    for found in times(cut_text(text, frozenset()), published):
        assert text[found.span.start : found.span.end] == found.span.text


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "last next two 9999 99999 "
            "years months weeks days ago later before after from now May Tuesday the of 31 February 1 10 p.m.".split()
        ),
        max_size=12,
    ),
    st.sampled_from(["0001-01-01", "9999-12-31", PUBLISHED]),
)
def test_the_ends_of_the_calendar_raise_nothing(words, published):
    times(cut_text(" ".join(words), frozenset()), published)


@pytest.mark.parametrize(
    "piece",
    [
        "9",
        "1/",
        "1:",
        "May ",
        "the first of ",
        "two years ago ",
        "Monday, ",
        "10 am to ",
        "of the year ",
        "week of ",
        "day ",
    ],
)
def test_hostile_text_costs_no_more_than_its_length(piece):
    def cost(count):
        frame = cut_text(piece * count, frozenset())
        return seconds_of(lambda: times(frame, PUBLISHED))

    cost(500)
    assert cost(20_000) < max(0.05, cost(2_000)) * 40


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("He told the “Today” programme.", []),
        ("She came a few weeks back.", ["PAST_REF"]),
        ("She was two weeks back home.", ["P2W"]),
        ("The mill burned over the weekend.", ["2031-W17-WE"]),
        ("She became the rival of the reeve this weekend.", ["2031-W17-WE"]),
        ("She will stand this weekend.", ["2031-W18-WE"]),
    ],
)
def test_weekends_and_programmes(text, values):
    assert [value for _, _, value, _ in read(text, "2031-04-28")] == values
