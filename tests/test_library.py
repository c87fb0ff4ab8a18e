"""``headwater.Case``: tables by row and as frames, notebooks, exports and annotations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import headwater
from tests.factory import lock_reading
from tests.store.fakes import new_case, put


@pytest.fixture
def case(tmp_path: Path) -> headwater.Case:
    with new_case(tmp_path) as made:
        put(made, lock_reading())
        path = made.path
    return headwater.Case(path)


def test_rows_of_a_table(case: headwater.Case) -> None:
    assert len(case.attributions) == 8
    found = {row["voice"] for row in case.attributions}
    assert "Mara Teld" in found
    assert [row["title"] for row in case.documents] == [
        "Two officials blame Marram lock failure on skipped inspections"
    ]
    with pytest.raises(headwater.HeadwaterError, match="there is no table 'x'"):
        case.table("x")


def test_frames_of_both_kinds_agree_with_the_rows(case: headwater.Case) -> None:
    pytest.importorskip("pyarrow")
    pandas, polars = pytest.importorskip("pandas"), pytest.importorskip("polars")
    rows = list(case.attributions)
    frame, other = case.attributions.df(), case.attributions.df("polars")
    assert isinstance(frame, pandas.DataFrame)
    assert isinstance(other, polars.DataFrame)
    assert list(frame.columns) == other.columns == list(rows[0])
    assert list(frame["content"]) == other["content"].to_list() == [r["content"] for r in rows]
    assert other["content_spans"].to_list() == [r["content_spans"] for r in rows]
    with pytest.raises(headwater.HeadwaterError, match="no frame of kind"):
        case.attributions.df("other")


@pytest.mark.parametrize("package", ["pyarrow", "pandas", "polars"])
def test_a_missing_package_is_named(package: str, case: headwater.Case, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(headwater.HeadwaterError, match=f"frames need {package}"):
        case.voices.df("polars" if package == "polars" else "pandas")


def test_notebooks_show_cases_and_tables_without_markup_of_pages(tmp_path: Path) -> None:
    from tests.store.fakes import read

    with new_case(tmp_path) as made:
        put(made, read("Ada Quill said the gate was <b>shut</b>.", "a.txt", title="<script>alert(1)</script>"))
    with headwater.Case(made.path) as case:
        shown = case.attributions._repr_html_() + case.documents._repr_html_() + case._repr_html_()
        assert "<script>" not in shown
        assert "<b>shut" not in shown
        assert "1 documents" in shown or "1 document" in shown
        assert case.table("verdicts")._repr_html_() == "<p>No verdicts.</p>"


def test_exporting_and_taking_in(case: headwater.Case, tmp_path: Path) -> None:
    [written] = case.export("web-annotation", tmp_path / "out.jsonld")
    assert written.count == 9
    assert dict(case.take_in(written.path, author="Ann").counts) == {"same": 8}
    assert [len(r.attributions) for r in case.readings()] == [8]


class TestSpacy:
    def test_attributions_stand_on_the_document(self) -> None:
        spacy = pytest.importorskip("spacy")
        from headwater.spacy_component import Component
        from tests.store.fakes import FakeReader

        nlp = spacy.blank("en")
        doc = Component(reader=FakeReader())(nlp("Ada Quill said the gate was shut. It rained."))  # type: ignore[arg-type]
        [one] = doc._.attributions
        assert (one.voice, one.kind, one.chain) == ("Ada Quill", "person", ("Ada Quill",))
        assert [s.text for s in (one.source, *one.cue, *one.content)] == ["Ada Quill", "said", "the gate was shut"]
        assert self._again(doc, nlp) == [("Ada Quill", "the gate was shut")]

    @staticmethod
    def _again(doc: Any, nlp: Any) -> list[tuple[str, str]]:
        """What the document says after it was written and read."""
        from spacy.tokens import Doc

        back = Doc(nlp.vocab).from_bytes(doc.to_bytes())
        return [(a.voice, a.content[0].text) for a in back._.attributions]

    def test_it_is_made_by_name_and_leaves_empty_texts_alone(self) -> None:
        spacy = pytest.importorskip("spacy")
        import headwater.spacy_component

        assert headwater.spacy_component
        nlp = spacy.blank("en")
        nlp.add_pipe("headwater")
        assert nlp("  ")._.attributions == []
        assert nlp.analyze_pipes()["summary"]["headwater"]["assigns"] == ["doc._.attributions"]

    def test_line_ends_of_other_systems_keep_the_places(self) -> None:
        spacy = pytest.importorskip("spacy")
        from headwater.spacy_component import Component
        from tests.store.fakes import FakeReader

        doc = Component(reader=FakeReader())(spacy.blank("en")("It rained.\r\nAda Quill said the gate was shut."))  # type: ignore[arg-type]
        assert [a.content[0].text for a in doc._.attributions] == ["the gate was shut"]
