"""Times in the phrases of news, by the grammar's rules one after the other: sentence, then the values found in it."""

from __future__ import annotations

import pytest

from headwater.read.frame import cut_text
from headwater.read.times import times

PUBLISHED = "2031-05-02"
PHRASES = """
It ran from June to August 2030. | 2030-06 2030-08
It ran between December 2029 and February 2030. | 2029-12 2030-02
It ran from 3 March to 5 April 2030. | 2030-03-03 2030-04-05
It ran from 28 December to 3 January 2030. | 2029-12-28 2030-01-03
It ran from 10 to 11 a.m. there. | T10:00 T11:00
It ran 7-9 p.m. on 4 May 2030. | 2030-05-04T19:00 2030-05-04T21:00
On Friday between 6 and 8 p.m. it rained. | 2031-05-02T18:00 2031-05-02T20:00
It ran from 9 a.m. to 5 p.m. on 4 May 2030. | 2030-05-04T09:00 2030-05-04T17:00
The first week of March 2030 was wet. | 2030-W10
The last week of March 2030 was wet. | 2030-W13
The first Monday of March 2030 was wet. | 2030-03-04
The third Thursday in November 2030 was wet. | 2030-11-21
The second quarter of 2030 was wet. | 2030-Q2
The first half of 2030 was wet. | 2030-H1
The last month of 2030 was wet. | 2030-12
The third day of March 2030 was wet. | 2030-03-03
The week of 4 March 2030 was wet. | 2030-W10
It began on January 24 of the same year. | 2031-01-24
It began at 22:30 on 4 March 2030. | 2030-03-04T22:30
It began at 10:30:15 p.m. there. | T22:30:15
It began at 7.30 p.m. there. | T19:30
It began at 7 o'clock there. | T07:00
It began at noon on Tuesday. | 2031-04-29T12:00
It began at midnight on Tuesday. | 2031-04-29T00:00
It began at half past six on Tuesday. | 2031-04-29T06:30
It began at a quarter to nine on Tuesday. | 2031-04-29T08:45
It began at ten minutes past four there. | T04:10
It began at 6 in the morning on Tuesday. | 2031-04-29T06:00
It began in the early morning there. | TMO
It began around 11 this morning. | 2031-05-02T11:00
It began tomorrow morning at 7. | 2031-05-03T07:00
It began on Tuesday afternoon at 3. | 2031-04-29T15:00
It began late on Tuesday. | 2031-04-29
It began on the evening of 4 March 2030. | 2030-03-04TEV
It began tonight. | 2031-05-02TNI
It began last night. | 2031-05-01TNI
It began this afternoon. | 2031-05-02TAF
It began the day before yesterday. | 2031-04-30
It will end the day after tomorrow. | 2031-05-04
It began two days earlier. | 2031-04-30
It began the following day. | 2031-05-03
It began the previous week. | 2031-W17
It began a week ago on Tuesday. | 2031-W17 2031-04-29
It began three weeks after Easter 2030. | 2030-W19
It began a month before 4 March 2030. | 2030-02
It will end in three days. | 2031-05-05
It will end within two weeks. | P2W
It will end next Tuesday. | 2031-05-06
It will end next year. | 2032
It will end this weekend. | 2031-W18-WE
It began last weekend. | 2031-W17-WE
It began over the past three months. | P3M
It will happen over the next five days. | P5D
It began in the 1990s. | 199
It began in the mid-1990s. | 199
It began in the eighties. | 198
It began in the early 20th century. | 19
It began in mid-March 2030. | 2030-03
It began in late 2029. | 2029
It began at the end of 2029. | 2029
It began at the beginning of March 2030. | 2030-03
It began in the summer of 2029. | 2029-SU
It began last summer. | 2030-SU
It began in Q3 2030. | 2030-Q3
It began on Christmas Eve 2029. | 2029-12-24
It began on Good Friday 2030. | 2030-04-19
It began on 2030-03-04. | 2030-03-04
It began on 13/04/2030. | 2030-04-13
It began on Mar. 4, 2030. | 2030-03-04
It began on the 4th of March 2030. | 2030-03-04
It began on Monday, 4 March 2030. | 2030-03-04
It took an hour and a half. | PT1.5H
It took a year and a half. | P1.5Y
It took half an hour. | PT0.5H
It took 90 minutes. | PT90M
It took a 12-hour drive. | PT12H
It took a few days. | PXD
It took a decade. | P10Y
It took two decades. | P20Y
It took a fortnight. | P2W
It took less than 24 hours. | PT24H
It took a dozen years. | P12Y
It comes every two weeks. | P2W
It comes twice a week. | P1W
It comes every morning. | TMO
It comes on Mondays. | XXXX-WXX-1
It comes weekly. | P1W
It comes annually. | P1Y
It comes once a month. | P1M
It comes every year on 4 March. | P1Y 2031-03-04
It is currently wet. | PRESENT_REF
It was recently wet. | PAST_REF
It was 500 years ago. | 1531
It was in AD 79. | 0079
It was in 44 BC. | BC0044
It was on 4 March 1806 and again in May. | 1806-03-04 1806-05
It began on 2030-03-04T10:30 there. | 2030-03-04T10:30
It began on 2030/03/04 there. | 2030-03-04
It began in May 2030 and in May '29. | 2030-05 2029-05
It began in 2030-05 there. | 2030-05
It began in 05/2030 there. | 2030-05
It began on 14 October 1066. | 1066-10-14
It began on March 4 '29. | 2029-03-04
It began on Tuesday, March 4, 2031. | 2031-03-04
It rained this week. | 2031-W18
It rained that day. | 2031-05-02
It rained that week. | 2031-W18
It rained the same week. | 2031-W18
It rained that morning. | 2031-05-02TMO
It rained the same night. | 2031-05-02TNI
It rained the following month. | 2031-06
It rained the previous year. | 2030
It rained later this week. | 2031-W18
It rained later that day. | 2031-05-02
It rained the next day. | 2031-05-03
The next year was dry. | 2032
It rained the past week. | P1W
It rained over the next month. | P1M
It rained in the last decade. | P10Y
It rained last night and this morning. | 2031-05-01TNI 2031-05-02TMO
It rained last March. | 2031-03
It will rain next March. | 2032-03
It rained this March. | 2031-03
It rained the same March. | 2031-03
They are poor these days. | PRESENT_REF
It was so in the past. | PAST_REF
It rained today. | 2031-05-02
It rained yesterday morning. | 2031-05-01TMO
It rained last week of March. | 2031-W14
It began at 9pm on 4 March 2030. | 2030-03-04T21:00
It began at 9:30 EST on Tuesday. | 2031-04-29T09:30
It began at seven in the evening. | T19:00
It began at dawn on Tuesday. | 2031-04-29TMO
It began at the end of the afternoon. | TAF
It began in the afternoon of 4 March 2030. | 2030-03-04TAF
It began at 11 tonight. | 2031-05-02T23:00
It began late in the evening. | TEV
It ran May 4 to 5% of them. | 2031-05-04
It ran between January and March. | 2031-01 2031-03
It ran between 9 p.m. and 11 p.m. on Tuesday. | 2031-04-29T21:00 2031-04-29T23:00
It cost $4 to 5 p.m. there. | T17:00
The middle of March 2030 was wet. | 2030-03
The fiscal year 2030 was wet. | 2030
It rained this fiscal year. | 2031
It rained at the start of the week. | 2031-W18
It rained at the end of last month. | 2031-04
It rained in the first days of March. | 2031-03
It rained 20 years ago this week. | 2011 2031-W18
It rained four days after the fire. | P4D
It rained a day later. | 2031-05-03
It rained hours earlier. | PAST_REF
It rained a decade ago. | 2021
It fell in March 44 BC there. | BC0044-03
It fell on 15 March 44 BC there. | BC0044-03-15
It fell on March 15, 44 B.C. there. | BC0044-03-15
It ends on the last day of March 2030. | 2030-03-31
It ends on the last day of 2030. | 2030-12-31
It ended on the last day of the year. | 2031-12-31
It fell on the last Friday in June 2030. | 2030-06-28
It fell on the last Friday of March. | 2031-03-28
It began at 1900 GMT there. | T19:00
It began at 0430 local time there. | T04:30
It began around 0900. | T09:00
It began at 0315Z. | T03:15
It ended by 2230 hours. | T22:30
It began at 19:00 GMT (1500 ET). | T19:00 T15:00
It began at 7 p.m. Eastern Daylight Time. | T19:00
They met on New Year's Day 2030. | 2030-01-01
They met on New Year’s Eve. | 2030-12-31
They met on Valentine's Day 2030. | 2030-02-14
They met on Mother's Day 2030. | 2030-05-12
It has been shut since at least 2019. | 2019
It is cleaned every other Tuesday. | P2W
It is cleaned every third day. | P3D
It began in the early hours of Sunday. | 2031-04-27TMO
It opened the day after Christmas 2030. | 2030-12-26
It opened in May 2028 and had burnt the year before. | 2028-05 2027
It was built after the Sept. 11 attacks. | 2001-09-11
It was built after 9/11. | 2001-09-11
It was lost in the vote of 2006, and two years later the rest went. | 2006 2008
It pays $1,200 a month. | P1M
The burial will be held Tuesday at 10 a.m. there. | 2031-05-06T10:00
They are to be heard on Tuesday. | 2031-05-06
The burial has been held on Tuesday. | 2031-04-29
""".strip().splitlines()

NO_TIMES = """
It rained on Today FM.
It began at 25:00 there.
Between 4 and 6 people came.
He had 10:75 on the clock.
They won 3-2 on points.
The A4 from 9 to 11 was shut.
Chapter 12 of 1984 was read.
Room 7.30 was empty.
It was on Tarn News Now at five.
It has 0900 boats and 2230 mines.
He left at 7 with local officials.
She paid $9 to 11 of them.
""".strip().splitlines()


@pytest.mark.parametrize("line", PHRASES)
def test_phrase(line: str) -> None:
    sentence, values = line.split(" | ")
    found = times(cut_text(sentence, frozenset()), PUBLISHED)
    assert " ".join(str(time.value) for time in found) == values
    for time in found:
        assert sentence[time.span.start : time.span.end] == time.span.text


@pytest.mark.parametrize("sentence", NO_TIMES)
def test_what_is_none_has_no_value_of_the_day(sentence: str) -> None:
    """Nothing there may be taken for a time of day or a day."""
    for time in times(cut_text(sentence, frozenset()), PUBLISHED):
        assert time.type != "TIME", time
        assert time.value is None or len(time.value) == 4, time
