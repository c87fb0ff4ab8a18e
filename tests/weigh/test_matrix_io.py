"""CSV and JSON in and out: nothing lost, and what is wrong is said at its row and column."""

from __future__ import annotations

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import BadMatrix, WeighError
from headwater.weigh.bayes import standings
from headwater.weigh.matrix import Matrix
from headwater.weigh.matrix_io import (
    matrix_from_csv,
    matrix_from_json,
    matrix_from_text,
    matrix_to_csv,
    matrix_to_dict,
    matrix_to_json,
)
from tests.weigh.build import random_matrix

SHEET = """hypothesis,prior,E1: Trucks at the pier,"Port closed, at noon",E3: A drill was announced
@origins,,"Gazette=B2, harbour officials, !Ministry=C3",2-3 B2,
@may be one,,Gazette+harbour officials,,
@date,,2031-05-02,2031-05-03T10:00,2031-05-01
@credibility,,high,L,
@depends on,,,E1 0.3-0.5,
H1: A drill,1/2,C,II,CC
A blockade,40%,very likely,60-80%,I
none of these,0.1,N,?,N/A
"""


def said(text: str) -> str:
    with pytest.raises(WeighError) as caught:
        matrix_from_text(text, "sheet.csv")
    return str(caught.value)


class TestCsv:
    def test_everything_in_the_sheet(self):
        matrix = matrix_from_csv(SHEET)
        assert [h.id for h in matrix.hypotheses] == ["H1", "H2", "none"]
        assert matrix.priors == (0.5, 0.4, 0.1)
        assert [(i.id, i.text, i.kind) for i in matrix.items] == [
            ("E1", "Trucks at the pier", "reported"),
            ("E2", "Port closed, at noon", "reported"),
            ("E3", "A drill was announced", "typed"),
        ]
        first = matrix.items[0].origins
        assert [(o.voice, str(o.grade), o.denies) for o in first] == [
            ("Gazette", "B2", False),
            ("harbour officials", "F6", False),
            ("Ministry", "C3", True),
        ]
        assert matrix.rating("E1", "H2").range.low == 0.8
        assert matrix.rating("E2", "none").unknown and matrix.rating("E3", "none").not_applicable
        assert standings(matrix).counts == {"E1": (2, 3), "E2": (2, 3), "E3": (0, 0)}
        assert matrix.items[0].origins[0].reports[0].published == "2031-05-02"
        assert (matrix.items[0].credibility, matrix.items[1].credibility) == ("high", "low")
        assert matrix.groups[0].strength.low == 0.3

    def test_round_trip(self):
        matrix = matrix_from_csv(SHEET)
        text, lost = matrix_to_csv(matrix)
        again = matrix_from_csv(text)
        assert list(standings(again).high.posterior) == list(standings(matrix).high.posterior)
        assert list(standings(again).low.posterior) == list(standings(matrix).low.posterior)
        assert matrix_to_csv(again)[0] == text
        assert lost == ("reasons",)

    @pytest.mark.parametrize("delimiter", [";", "\t"])
    def test_other_delimiters_and_a_byte_order_mark(self, delimiter):
        text = "\ufeff" + "hypothesis,E1,E2\r\nA drill,C,I\r\nA blockade,I,C\r\n".replace(",", delimiter)
        matrix = matrix_from_text(text)
        assert [h.text for h in matrix.hypotheses] == ["A drill", "A blockade", "none of these"]

    @pytest.mark.parametrize(
        ("change", "expected"),
        [
            (("II", "maybe"), "row 7, column D: 'maybe' is no rating: use II"),
            (("1/2", "half"), "row 7, column B: 'half' is not a prior"),
            (("60-80%", "1.7"), "row 8, column D: 1.7 is not between 0 and 1"),
            (("B2", "H9"), "row 2, column C: H9 is not an Admiralty grade"),
            (("2-3 B2", "3-2"), "row 2, column D: '3-2' is not a count of origins"),
            (("2-3 B2", "2-9999"), "row 2, column D: '2-9999' is not a count of origins"),
            (("+harbour officials", "+nobody"), "row 3, column C: 'Gazette+nobody' joins no origins of this column"),
            (("E1 0.3-0.5", "strongly"), "row 6, column D: 'strongly' is not a number"),
            (("@credibility", "@colour"), "row 5: '@colour' is none of"),
            (("@may be one", "@origins"), "row 3: @origins appears again after row 2"),
            (("high", "huge"), "row 5, column C: 'huge' is none of low, medium, high"),
            ((",C,II,CC", ",C,II"), "row 7: has 4 cells, the first row has 5"),
            (("A blockade", ""), "row 8: has ratings but no hypothesis"),
            (("E3: A drill was announced", ""), "row 1, column E: has no item"),
        ],
    )
    def test_each_mistake_at_its_place(self, change, expected):
        assert expected in said(SHEET.replace(*change, 1))

    def test_all_mistakes_at_once(self):
        message = said(SHEET.replace("II", "maybe").replace("N/A", "perhaps"))
        assert "row 7, column D" in message and "row 9, column E" in message

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("", "is empty"),
            ("\n\n", "is empty"),
            ("item,H1\nE1,C\n", "row 1: begins with 'item'"),
            ('hypothesis,E1\n"H1,C\n', "is not CSV"),
            ('hypothesis,E1\n"H1"x,C\n', "is not CSV"),
        ],
    )
    def test_what_is_no_table(self, text, expected):
        assert expected in said(text)

    def test_ragged_priors_are_not_mended(self):
        matrix = matrix_from_csv("hypothesis,prior,E1\nA drill,0.33,C\nA blockade,0.33,I\n")
        with pytest.raises(BadMatrix, match=r"sum to 0\.66, not 1"):
            standings(matrix)

    @settings(max_examples=200, deadline=None)
    @given(st.text(alphabet='hypothesis,prior;\n\r\t"@=+!:-ECI0.5%/?\x00é', max_size=200))
    def test_any_text_is_read_or_refused(self, text):
        try:
            matrix_from_csv("hypothesis," + text)
        except WeighError as error:
            assert error.place


class TestJson:
    @settings(max_examples=60, deadline=None)
    @given(st.integers(0, 10**9))
    def test_round_trip(self, seed):
        matrix = random_matrix(random.Random(seed))
        again = matrix_from_json(matrix_to_json(matrix))
        assert again == matrix or matrix_to_dict(again) == matrix_to_dict(matrix)
        assert list(standings(again).high.posterior) == list(standings(matrix).high.posterior)
        assert list(standings(again).low.posterior) == list(standings(matrix).low.posterior)

    def test_the_sheet_survives(self):
        matrix = matrix_from_csv(SHEET)
        assert matrix_from_json(matrix_to_json(matrix)) == matrix

    @pytest.mark.parametrize(
        ("data", "expected"),
        [
            ([], "the file: is a list, not an object"),
            ({"hypotheses": {}}, "hypotheses: is an object, not a list"),
            ({"hypotheses": [{"text": "a"}]}, "hypotheses[0].id: is missing"),
            ({"hypotheses": [{"id": "H1", "prior": "x"}]}, "hypotheses[0].prior: is not a number"),
            ({"hypotheses": [{"id": 1}]}, "hypotheses[0].id: is a number, not words"),
            ({"items": [{"id": "E1", "kind": "odd"}]}, "items[0].kind: 'odd' is none of"),
            ({"items": [{"id": "E1", "origins": [{"id": "o", "grade": "Z"}]}]}, "items[0].origins[0].grade: Z6 is not"),
            (
                {"items": [{"id": "E1", "origins": [{"id": "o", "rates": {"hit": 2}}]}]},
                "items[0].origins[0].rates.hit: 2 is not between",
            ),
            ({"ratings": {"E1": {"H1": "maybe"}}}, "ratings.E1.H1: 'maybe' is no rating"),
            ({"ratings": {"E1": []}}, "ratings.E1: does not map"),
            ({"merges": [{"origins": ["a"]}]}, "merges[0].origins: needs at least two"),
            ({"hypothesis": []}, "hypothesis: is not a field known here"),
            ({"schema": "other/1"}, "schema: is 'other/1'"),
        ],
    )
    def test_each_mistake_at_its_place(self, data, expected):
        assert expected in said(json.dumps(data))

    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("{", "line 1, column 2: is not JSON"),
            ('{"a": NaN}', "NaN is not a number here"),
            ('{"items": [], "items": []}', "'items' appears twice"),
            ("[" * 100_000, "nested too deeply"),
            ('{"a": ' + "9" * 5000 + "}", "is not JSON"),
        ],
    )
    def test_what_is_no_json(self, text, expected):
        assert expected in said(text)

    def test_an_empty_object_is_a_matrix_without_rivals(self):
        assert isinstance(matrix_from_json("{}"), Matrix)
        with pytest.raises(BadMatrix, match="no explanation besides"):
            standings(matrix_from_json("{}"))
