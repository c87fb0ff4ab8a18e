"""Matrices kept in a case: in and out without loss, ratings by analyst, and evidence tied to families."""

from __future__ import annotations

import pytest

from headwater import weighing
from headwater.errors import BadVerdict
from headwater.store.case import Case
from headwater.store.matrix_kinds import names_in, subject
from headwater.store.verdicts import Draft
from headwater.store.weighed import FamilyEvidence, FamilyReport, FamilyRoot
from headwater.weigh.bayes import standings
from headwater.weigh.matrix import Item
from headwater.weigh.matrix_io import matrix_from_text
from headwater.weigh.matrix_json import matrix_to_dict

TYPED = """hypothesis,prior,E1: Trucks seen at the pier,E2: Port closed at noon,E3: A drill was announced
@origins,,"Gazette=B2, harbour officials=F6, !Ministry=C3",2-3 B2,
@may be one,,Gazette+harbour officials,,
@depends on,,,,E1 0.8
@date,,2031-05-02,2031-05-03,2031-05-01
H1: A drill,0.5,C,II,CC
H2: A blockade,0.4,very likely,60-80%,I
none of these,0.1,N,?,NA
"""


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "port.headwater") as opened:
        yield opened


def test_a_matrix_comes_back_as_it_went_in(case):
    matrix = matrix_from_text(TYPED, "typed")
    assert weighing.import_matrix(case, "cause", matrix, "Ada") > 10
    found = weighing.case_matrix(case)
    wanted = {**matrix_to_dict(matrix), "analyst": "Ada", "title": "cause"}
    assert matrix_to_dict(found.matrix) == wanted
    assert standings(found.matrix).high.posterior.tolist() == standings(matrix).high.posterior.tolist()


def test_importing_again_changes_nothing(case):
    matrix = matrix_from_text(TYPED, "typed")
    weighing.import_matrix(case, "cause", matrix, "Ada")
    assert weighing.import_matrix(case, "cause", matrix, "Ada") == 0


def test_analysts_rate_side_by_side(case):
    weighing.import_matrix(case, "cause", matrix_from_text(TYPED, "typed"), "Ada")
    weighing.rate(case, "cause", "E1", "H1", "II", "Ben")
    first, second = weighing.each_analyst(case, "cause")
    assert (first.analyst, second.analyst) == ("Ada", "Ben")
    assert first.matrix.rating("E1", "H1").letter == "C"
    assert second.matrix.rating("E1", "H1").letter == "II"
    assert weighing.case_matrix(case, "cause").analyst == "Ada"  # who rated most


def test_a_rating_can_be_changed_emptied_and_undone(case):
    weighing.import_matrix(case, "cause", matrix_from_text(TYPED, "typed"), "Ada")
    weighing.rate(case, "cause", "E1", "H1", "II", "Ada")
    weighing.rate(case, "cause", "E1", "H1", "", "Ada")
    assert weighing.case_matrix(case).matrix.rating("E1", "H1").unknown
    last = max(weighing.case_matrices(case)[0].log)
    case.undo(last, author="Ada")
    assert weighing.case_matrix(case).matrix.rating("E1", "H1").letter == "II"


@pytest.mark.parametrize(
    ("item", "hypothesis", "rating"),
    [("E9", "H1", "C"), ("E1", "H9", "C"), ("E1", "H1", "perhaps"), ("E1", "H1", "1.5")],
)
def test_a_rating_that_makes_no_sense_is_refused(case, item, hypothesis, rating):
    weighing.import_matrix(case, "cause", matrix_from_text(TYPED, "typed"), "Ada")
    before = weighing.case_matrices(case)[0].log
    with pytest.raises(BadVerdict):
        weighing.rate(case, "cause", item, hypothesis, rating, "Ada")
    assert weighing.case_matrices(case)[0].log == before


def test_an_item_taken_out_takes_its_ratings_along_and_they_come_back(case):
    weighing.import_matrix(case, "cause", matrix_from_text(TYPED, "typed"), "Ada")
    gone = case.give(Draft("evidence", subject("item", "cause", "E2"), {"gone": True}, "Ada"))
    assert [i.id for i in weighing.case_matrix(case).matrix.items] == ["E1", "E3"]
    case.undo(gone.id, author="Ada")
    found = weighing.case_matrix(case).matrix
    assert [i.id for i in found.items] == ["E1", "E2", "E3"]
    assert found.rating("E2", "H1").letter == "II"


def test_no_matrix_and_many_matrices_are_told_apart(case):
    with pytest.raises(BadVerdict, match="no matrix yet"):
        weighing.case_matrix(case)
    for name in ("cause", "toll"):
        weighing.import_matrix(case, name, matrix_from_text(TYPED, "typed"), "Ada")
    with pytest.raises(BadVerdict, match="2 matrices"):
        weighing.case_matrix(case)
    with pytest.raises(BadVerdict, match="rated nothing"):
        weighing.case_matrix(case, "toll", "Zoe")


def test_subjects_hold_any_names():
    names = ["cause/1", "E 1", "H:1", "Ada Quint"]
    assert names_in(subject("rating", *names)) == ("rating", names)
    for bad in ("rating:a/b", "matrix:", "thing:a"):
        with pytest.raises(ValueError, match="names no part"):
            names_in(bad)


def report(claim, **more):
    plain = {"document": 1, "title": "", "words": "", "outlet": None, "published": "2031-05-02", "withdrawn": None}
    return FamilyReport(claim, **{**plain, "relays": (), "credibility": None, "denies": False, **more})


def evidence(*roots, maybes=()):
    return FamilyEvidence("f", "Trucks at the pier", frozenset({"c"}), roots, maybes, 1, len(roots))


def test_a_family_weighs_by_its_origins():
    roots = (
        FamilyRoot("r1", "harbour officials", "v1", None, False, (report("c1"), report("c2"))),
        FamilyRoot("r2", "Gazette", "v2", "B", False, (report("c3", relays=(("Courier", "C"),)),)),
        FamilyRoot("r3", "Ministry", "v3", "C", False, (report("c4", denies=True, credibility="2"),)),
    )
    origins = weighing._Origins()
    item = origins.tie(Item("E1", "Trucks", "typed"), evidence(*roots, maybes=(("r1", "r2", "may share a briefing"),)))
    assert [(o.id, str(o.grade), o.denies, len(o.reports)) for o in item.origins] == [
        ("harbour officials", "F6", False, 2),
        ("Gazette", "B6", False, 1),
        ("Ministry", "C2", True, 1),
    ]
    assert item.origins[1].reports[0].relays[0].voice == "Courier"
    assert [m.origins for m in origins.merges] == [("harbour officials", "Gazette")]


def test_one_voice_behind_two_items_is_one_origin_unless_graded_apart():
    origins = weighing._Origins()
    first = FamilyRoot("r1", "Gazette", "v1", "B", False, (report("c1"),))
    again = FamilyRoot("r9", "Gazette", "v1", "B", False, (report("c2"),))
    apart = FamilyRoot("r7", "Gazette", "v1", "B", False, (report("c3", credibility="2"),))
    ids = [
        origins.tie(Item(f"E{n}", "x"), evidence(root)).origins[0].id for n, root in enumerate((first, again, apart))
    ]
    assert ids == ["Gazette", "Gazette", "Gazette (E2)"]


def test_what_changed_since_an_item_was_rated_is_said():
    parts = weighing.MatrixParts(
        "cause", "Cause", items=[{"id": "E1", "text": "x", "family": "f", "tied": {"claims": ["c", "d", "e"]}}]
    )
    gone = FamilyRoot("r", "Gazette", "v", None, False, (report("c", withdrawn="2031-05-04"),))
    said = " ".join(weighing._notices(parts, {"E1": evidence(gone)}))
    assert "2 of the 3 claims it was rated on have left its family" in said
    assert "withdrawn" in said
    assert "gone from the case" in " ".join(weighing._notices(parts, {"E1": None}))


def test_voices_of_one_label_stay_apart_however_many_they_are():
    nameless = [
        FamilyRoot(f"r{n}", "somebody quoted by Gazette", None, None, False, (report(f"c{n}"),)) for n in range(4)
    ]
    origins = weighing._Origins()
    first = origins.tie(Item("E1", "x"), evidence(*nameless))
    again = origins.tie(Item("E2", "x"), evidence(*nameless[2:]))
    assert len({o.id for o in first.origins}) == len(first.origins) == 4
    assert [o.id for o in again.origins] == [o.id for o in first.origins[2:]]


def test_what_goes_round_in_a_circle_weighs_nothing():
    circle = FamilyRoot("r", "nobody: Gazette is cited in a circle", None, None, False, (report("c"),))
    found = FamilyEvidence("f", "An air tank", frozenset({"c"}), (circle,), (), 0, 1)
    assert weighing._Origins().tie(Item("E1", "x"), found).origins == ()
    parts = weighing.MatrixParts("cause", "Cause", items=[{"id": "E1", "text": "x", "family": "f"}])
    assert "no origin stands behind it" in " ".join(weighing._notices(parts, {"E1": found}))
