"""What a format can hold comes back from it unchanged: into the same case nothing is to be done, into an empty one all is added."""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.errors import NoText
from headwater.export.annotations import take_in
from headwater.export.formats import export
from headwater.model import Attribution, Certainty, Document, Reading, Span, Voice
from headwater.store.case import Case
from tests.export.conftest import judge
from tests.factory import RANGES, lock_reading
from tests.store.fakes import put

FORMS = ("web-annotation", "brat")
ODD = "ab “”,.\n\r\t\u00a0\u2028\u0085\x0b\x0c\x1c\u202e😀é;|\\\"'{}"


def facts(reading: Reading) -> list[Any]:
    """All that both formats can hold of a document's attributions."""
    by_id = {a.id: a for a in reading.attributions}
    voices = {v.id: (v.name, v.kind, v.named) for v in reading.voices}

    def where(a: Attribution) -> Any:
        return a.source, a.cue, a.content

    def fact(a: Attribution) -> Any:
        certainty = (a.certainty.label, a.certainty.low, a.certainty.high)
        parent = where(by_id[a.parent]) if a.parent else None
        shown = (a.certainty.markers, a.evidence, a.future)
        return (where(a), parent, [voices[v] for v in a.chain], a.form, a.stance, a.basis, certainty, shown)

    return sorted((fact(a) for a in reading.attributions), key=repr)


def bare(reading: Reading) -> Reading:
    """The same document with nothing read in it."""
    return Reading(reading.document)


def there_and_back(reading: Reading, form: str, folder: Path) -> None:
    with Case.create(folder / "one.headwater") as case:
        [row] = put(case, reading)
        expected = facts(case.load(row))
        [written] = export(case, form)
        same = take_in(case, written.path, author="Ann", form=form)
        assert (same.counts["same"], same.counts.total(), same.unplaced) == (len(expected), len(expected), [])
    with Case.create(folder / "two.headwater") as case:
        [row] = put(case, bare(reading))
        outcome = take_in(case, written.path, author="Ann", form=form)
        assert outcome.unplaced == []
        assert outcome.counts["added"] == len(expected)
        assert facts(case.load(row)) == expected


@pytest.mark.parametrize("form", FORMS)
def test_an_article_comes_back_whole(form: str, tmp_path: Path) -> None:
    there_and_back(lock_reading(), form, tmp_path)


@st.composite
def pieces(draw: st.DrawFn, size: int, most: int) -> list[tuple[int, int]]:
    cuts = sorted(draw(st.lists(st.integers(0, size), min_size=2, max_size=2 * most, unique=True)))
    return [(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(st.text(alphabet=ODD, min_size=8, max_size=40))
    document = Document("odd.txt", text, language="en")
    names = [("Mara Teld", "person", True), ("two officials", "unnamed", False), ("The Courier", "publication", True)]
    voices = tuple(Voice(f"v{n}", name, kind, named) for n, (name, kind, named) in enumerate(names))  # type: ignore[arg-type]
    found: list[Attribution] = []
    seen = set()

    def shown() -> tuple[Span, ...]:
        return tuple(document.span(a, b) for a, b in draw(pieces(len(text), 2))) if draw(st.booleans()) else ()

    for n in range(draw(st.integers(0, 4))):
        content = tuple(document.span(a, b) for a, b in draw(pieces(len(text), 3)))
        source = document.span(*draw(pieces(len(text), 1))[0]) if draw(st.booleans()) else None
        if (source, content) in seen:
            continue
        seen.add((source, content))
        cue = tuple(document.span(a, b) for a, b in draw(pieces(len(text), 2))) if draw(st.booleans()) else ()
        parent = draw(st.sampled_from([None, *found]))
        voice = draw(st.sampled_from(["v0", "v1", "v2"]))
        label = draw(st.sampled_from(sorted(RANGES)))
        low, high = draw(st.sampled_from([RANGES[label], (0.25, 0.75), (None, None), (0.1, None)]))
        found.append(
            Attribution(
                f"a{n}",
                parent.id if parent else None,
                voice,
                (*(parent.chain if parent else ()), voice),
                source,
                cue,
                content,
                draw(st.sampled_from(["direct", "indirect", "mixed"])),
                draw(st.sampled_from(["asserts", "denies", "doubts", "asks"])),
                draw(st.sampled_from(["saw", "told", "document", "reasoning", "not stated"])),
                Certainty(label, low, high, shown()),  # type: ignore[arg-type]
                0.5,
                shown(),
                draw(st.sampled_from([None, source])),
            )
        )
    return Reading(document, voices=voices, attributions=tuple(found))


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(reading=readings())
def test_odd_texts_and_spans_come_back_whole(form: str, reading: Reading) -> None:
    with tempfile.TemporaryDirectory() as folder:
        there_and_back(reading, form, Path(folder))


@pytest.mark.parametrize("form", FORMS)
def test_what_people_gave_comes_back_too(form: str, case: Case, tmp_path: Path) -> None:
    [written] = export(case, form, tmp_path / "out")
    with Case.create(tmp_path / "two.headwater") as other:
        rows = put(other, bare(lock_reading()), *(bare(case.load(n)) for n in (2, 3)))
        outcome = take_in(other, written.path, author="Cara", form=form)
        assert outcome.unplaced == []
        for here, there in zip((1, 2, 3), rows, strict=True):
            assert facts(case.load(here)) == facts(other.load(there))
        kinds = sorted(v.kind for v in log_of(other) if v.kind in ("accept", "grade"))
        assert kinds == (["grade"] if form == "web-annotation" else [])  # what was accepted there was added here
        assert {v.author for v in log_of(other)} == {"Ann", "Ben", "Cara"}
        reasons = {"heard it too", "the board itself", "said so elsewhere"}
        assert reasons <= {v.reason for v in log_of(other)}


@pytest.mark.parametrize("form", FORMS)
def test_verdicts_come_to_a_case_that_was_read_too(form: str, case: Case, tmp_path: Path) -> None:
    [written] = export(case, form, tmp_path / "out")
    with Case.create(tmp_path / "two.headwater") as other:
        put(other, lock_reading())
        take_in(other, written.path, author="Cara", form=form)
        given = {(v.kind, v.author, v.reason) for v in log_of(other) if v.kind in ("accept", "edit", "add")}
        assert given == {
            ("accept", "Ann", "heard it too"), ("edit", "Ann", "the board itself"), ("add", "Ben", "said so elsewhere"),
        }  # fmt: skip
        again = take_in(other, written.path, author="Cara", form=form)
        assert set(again.counts) == {"same"}


def log_of(case: Case) -> list[Any]:
    from headwater.store.verdicts import log

    with case.reading() as connection:
        return list(log(connection))


@pytest.mark.parametrize("form", FORMS)
def test_one_text_at_two_addresses_is_two_documents(form: str, tmp_path: Path) -> None:
    from tests.store.fakes import read

    words = "Ada Quill said the gate was shut."
    both = [read(words, f"{n}.txt", url=f"https://{n}.example/gate", title=n) for n in ("a", "b")]
    with Case.create(tmp_path / "one.headwater") as case:
        put(case, *both)
        [written] = export(case, form, tmp_path / "out")
        outcome = take_in(case, written.path, author="Ann", form=form)
        assert (dict(outcome.counts), outcome.unplaced) == ({"same": 2}, [])
    with Case.create(tmp_path / "two.headwater") as case:
        rows = put(case, *(Reading(replace(r.document, origin=f"x{r.document.origin}")) for r in both))
        outcome = take_in(case, written.path, author="Ann", form=form)
        assert (dict(outcome.counts), outcome.unplaced) == ({"added": 2}, [])
        assert [len(case.load(row).attributions) for row in rows] == [1, 1]


class TestImport:
    def test_a_changed_file_edits_adds_and_leaves_the_rest(self, tmp_path: Path) -> None:
        with Case.create(tmp_path / "one.headwater") as case:
            [row] = put(case, lock_reading())
            [written] = export(case, "brat")
            ann = next(written.path.glob("*.ann"))
            lines = ann.read_text().split("\n")
            number = next(line.split("\t")[0] for line in lines if line.endswith("\tthey had been told to leave"))
            lines = [line.replace(f"Stance {number} denies", f"Stance {number} doubts") for line in lines]
            text = case.document(row).text
            at = text.index("It sounded like a train.")
            who = text.index("Residents")
            lines += [
                f"T90\tContent {at} {at + 24}\tIt sounded like a train.",
                f"T91\tSource {who} {who + 9}\tResidents",
                "R90\tSaidBy Arg1:T90 Arg2:T91",
            ]
            ann.write_text("\n".join(lines))
            outcome = take_in(case, written.path, author="Ann")
            assert dict(outcome.counts) == {"same": 7, "edited": 1, "added": 1}
            found = {a.content[0].text: a for a in case.load(row).attributions}
            assert found["they had been told to leave"].stance == "doubts"
            reading = case.load(row)
            assert reading.voice_by_id[found["It sounded like a train."].voice].name == "Residents"
            assert dict(take_in(case, written.path, author="Ann").counts) == {"same": 9}

    def test_a_note_in_words_is_the_reason(self, case: Case, tmp_path: Path) -> None:
        [written] = export(case, "brat", tmp_path / "out")
        ann = next(path for path in written.path.glob("*.ann") if "they had been told to leave" in path.read_text())
        lines = ann.read_text().split("\n")
        edited, left = (
            next(line.split("\t")[0] for line in lines if line.startswith("T") and line.endswith(words))
            for words in ("\tthey had been told to leave", "\tIt sounded like a train.")
        )
        lines = [line.replace(f"Stance {edited} denies", f"Stance {edited} doubts") for line in lines if line]
        lines += [f"#90\tAnnotatorNotes {edited}\tdoubts it in the video", f"#91\tAnnotatorNotes {left}\tsure?"]
        ann.write_text("\n".join(lines))
        outcome = take_in(case, written.path, author="Dora")
        assert (outcome.counts["edited"], [u.what for u in outcome.unplaced]) == (1, [lines[-1]])
        newest = log_of(case)[-1]
        assert (newest.kind, newest.author, newest.reason) == ("edit", "Dora", "doubts it in the video")

    def test_complete_accepts_and_rejects(self, tmp_path: Path) -> None:
        with Case.create(tmp_path / "one.headwater") as case:
            [row] = put(case, lock_reading())
            [written] = export(case, "web-annotation")
            data = json.loads(written.path.read_text())
            data["items"] = [
                i
                for i in data["items"]
                if "they had been told" not in json.dumps(i["target"][0]["selector"][0]["exact"])
            ]
            written.path.write_text(json.dumps(data))
            tried = take_in(case, written.path, author="Ann", complete=True, try_only=True)
            assert log_of(case) == []
            outcome = take_in(case, written.path, author="Ann", complete=True)
            assert outcome.counts == tried.counts
            assert dict(outcome.counts) == {"accepted": 7, "rejected": 1}
            assert len(case.load(row).attributions) == 7

    def test_what_fits_nowhere_is_listed_not_lost(self, case: Case, tmp_path: Path) -> None:
        [written] = export(case, "web-annotation")
        with Case.create(tmp_path / "empty.headwater") as other:
            outcome = take_in(other, written.path, author="Ann")
            assert outcome.counts.total() == 0
            kept = [json.loads(u.what)["id"] for u in outcome.unplaced]
            assert kept == [i["id"] for i in json.loads(written.path.read_text())["items"]]

    def test_annotations_of_other_tools_are_anchored_by_quotation(self, tmp_path: Path) -> None:
        with Case.create(tmp_path / "one.headwater") as case:
            [row] = put(case, lock_reading())
            key = case.document(row).id
            from headwater.export.contents import document_urn

            annotation = {
                "@context": "http://www.w3.org/ns/anno.jsonld",
                "type": "Annotation",
                "creator": {"type": "Person", "name": "Dora"},
                "body": {"type": "TextualBody", "purpose": "identifying", "value": "A neighbour"},
                "target": {
                    "source": document_urn(key),
                    "selector": {"type": "TextQuoteSelector", "exact": "It sounded like a train.", "prefix": "“"},
                },
            }
            twice = {
                **annotation,
                "target": {**annotation["target"], "selector": {"type": "TextQuoteSelector", "exact": "the"}},
            }  # type: ignore[dict-item]
            path = tmp_path / "theirs.json"
            path.write_text(json.dumps([annotation, twice]))
            outcome = take_in(case, path, author="Ann")
            assert outcome.counts["added"] == 1
            assert [u.why for u in outcome.unplaced] == [
                "its words do not stand in the document, or stand there several times"
            ]
            assert log_of(case)[0].author == "Dora"

    @pytest.mark.parametrize(
        "content", ["", "{", "[1, 2]", '{"items": [{"type": "Annotation", "target": [[]], "body": 3}]}', "[" * 5000]
    )
    def test_broken_files_are_told(self, content: str, case: Case, tmp_path: Path) -> None:
        from headwater.errors import InputError

        path = tmp_path / "broken.jsonld"
        path.write_text(content)
        try:
            outcome = take_in(case, path, author="Ann")
        except InputError as error:
            assert "broken.jsonld" in str(error)
        else:
            assert outcome.counts.total() == 0

    @pytest.mark.parametrize("content", ["[]", '{"version": "1.1", "items": [{"url": "https://a.example"}]}'])
    def test_what_holds_no_annotations_is_told(self, content: str, case: Case, tmp_path: Path) -> None:
        path = tmp_path / "feed.json"
        path.write_text(content)
        with pytest.raises(NoText, match="holds no annotations"):
            take_in(case, path, author="Ann")


@settings(max_examples=60, deadline=None)
@given(lines=st.lists(st.text(alphabet='TRA#123\t :;Arg12ContentSourceSaidBy{}"', max_size=30), max_size=8))
def test_no_brat_file_breaks_it(lines: list[str]) -> None:
    with tempfile.TemporaryDirectory() as folder, Case.create(Path(folder) / "one.headwater") as case:
        [row] = put(case, lock_reading())
        text = Path(folder) / "a.txt"
        text.write_bytes(case.document(row).text.encode())
        text.with_suffix(".ann").write_text("\n".join(lines), encoding="utf-8")
        outcome = take_in(case, Path(folder), author="Ann")
        assert outcome.counts.total() == 0


__all__ = ["judge"]
