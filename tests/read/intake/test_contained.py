"""PDF and Word documents are parsed in a child that may die, bloat, hang or lie at the cost of one document."""

from __future__ import annotations

import io
import json
import os
import sys
import time

import docx
import pytest

from headwater import sample
from headwater.errors import BadFormat, InputError, NotReadable, TooLarge
from headwater.read.intake import contained, limits
from headwater.read.intake.contained import Child, _answer, _document, parse, read_contained
from tests.fuzz.corpus import seeds

PDF = (sample.folder() / "13-merrow-shipping-ledger.pdf").read_bytes()
NAME = "ledger.pdf"


def child(monkeypatch, code: str) -> Child:
    """A child that runs other code in the parser's place."""
    start = "import sys, json; from headwater.read.intake import contained, limits\n"
    monkeypatch.setattr(contained, "_COMMAND", start + code)
    return Child()


def saying(answer: str) -> str:
    return f"sys.stdin.buffer.readline(); sys.stdout.write({answer!r}); sys.stdout.flush(); sys.stdin.buffer.read()"


def test_the_same_document_as_without_it():
    assert read_contained(PDF, NAME, "pdf") == parse(PDF, NAME, "pdf")


@pytest.mark.parametrize(("name", "data"), [(n, d) for n, d in seeds() if n.endswith((".pdf", ".docx"))])
def test_every_seed_ends_the_same_with_it_and_without(name, data):
    kind = "pdf" if name.endswith(".pdf") else "docx"

    def outcome(read):
        try:
            return read(data, name, kind)
        except InputError as error:
            return str(error)

    assert outcome(read_contained) == outcome(parse)


def test_a_word_document_with_all_that_is_marked():
    word = docx.Document()
    word.core_properties.title, word.core_properties.author = "Gate shut", "A. Lind"
    word.add_heading("Gate shut", 0)
    word.add_paragraph("The gate was shut at nine, the keeper told the Lantern on Monday evening.")
    word.add_paragraph("Nobody told us.", style="Quote")
    word.add_paragraph("The gate at night.", style="Caption")
    word.add_table(1, 2).cell(0, 1).text = "40 metres"
    data = io.BytesIO()
    word.save(data)
    document = parse(data.getvalue(), "gate.docx", "docx")
    assert (document.title, document.authors) == ("Gate shut", ("A. Lind",))
    assert {"heading", "quote", "caption"} <= {mark.kind for mark in document.markup}
    assert "40 metres" in document.text


def test_errors_come_through_as_they_are():
    for data, kind in ((b"%PDF-1.7", "pdf"), (b"PK", "docx")):
        with pytest.raises(BadFormat) as here:
            parse(data, NAME, kind)
        with pytest.raises(BadFormat) as there:
            read_contained(data, NAME, kind)
        assert str(here.value) == str(there.value)


def test_one_child_serves_many_files_at_little_cost():
    read_contained(PDF, NAME, "pdf")
    process = contained._child._process
    begin = time.process_time()
    for _ in range(5):
        read_contained(PDF, NAME, "pdf")
    assert contained._child._process is process
    assert (time.process_time() - begin) / 5 < 0.1


def test_a_child_that_dies_costs_one_document(monkeypatch):
    one = child(monkeypatch, "import os; sys.stdin.buffer.readline(); os.abort()")
    with pytest.raises(BadFormat, match="made the program that takes it apart stop"):
        one.read(PDF, NAME, "pdf")
    monkeypatch.undo()
    assert one.read(PDF, NAME, "pdf").text
    one.stop()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="address space can't be limited")
def test_memory_has_a_ceiling(monkeypatch):
    bloat = "contained.parse = lambda data, name, kind: bytearray(4 * limits.PARSE_BYTES); contained.serve()"
    one = child(monkeypatch, bloat)
    with pytest.raises(TooLarge, match="MiB of memory"):
        one.read(PDF, NAME, "pdf")
    one.stop()


def test_time_has_a_ceiling(monkeypatch):
    monkeypatch.setattr(limits, "PARSE_SECONDS", 0.5)
    one = child(monkeypatch, "import time; time.sleep(60)")
    begin = time.monotonic()
    with pytest.raises(BadFormat):
        one.read(PDF, NAME, "pdf")
    assert time.monotonic() - begin < 30


@pytest.mark.skipif(os.name == "nt", reason="POSIX limits")
def test_it_may_write_no_file(monkeypatch, tmp_path):
    goal = tmp_path / "out"
    write = (
        f"contained.parse = lambda data, name, kind: open({str(goal)!r}, 'w').write('x' * 9999999)\ncontained.serve()"
    )
    one = child(monkeypatch, write)
    with pytest.raises(BadFormat):
        one.read(PDF, NAME, "pdf")
    assert not goal.exists() or goal.stat().st_size == 0


@pytest.mark.parametrize(
    "answer",
    [
        "nonsense\n",
        "[]\n",
        "{}\n",
        json.dumps({"document": {"text": "x"}}) + "\n",
        json.dumps({"document": 7}) + "\n",
        '{"document": {}',
        json.dumps({"error": "SystemExit", "problem": "x"}) + "\n",
    ],
)
def test_a_child_that_lies_is_not_believed(monkeypatch, answer):
    one = child(monkeypatch, saying(answer))
    with pytest.raises(BadFormat):
        one.read(PDF, NAME, "pdf")
    one.stop()


def test_a_document_of_another_name_is_not_believed():
    answer = _answer(PDF, "other.pdf", "pdf")
    with pytest.raises(BadFormat, match="nonsense"):
        _document(answer, NAME)


@pytest.mark.parametrize(("field", "value"), [("text", 7), ("title", ["x"]), ("authors", [3]), ("language", None)])
def test_what_is_no_text_is_not_believed(field, value):
    answer = _answer(PDF, NAME, "pdf")
    answer["document"] |= {field: value, "markup": [], "residue": []}
    with pytest.raises(BadFormat, match="nonsense"):
        _document(answer, NAME)


def test_a_child_makes_way_in_time(monkeypatch):
    monkeypatch.setattr(contained, "FILES_EACH", 1)
    one = Child()
    one.read(PDF, NAME, "pdf")
    assert one._process is None


def test_where_none_can_be_started(monkeypatch):
    monkeypatch.setattr(contained.sys, "executable", "/nosuch/python")
    monkeypatch.setattr(contained, "_child", Child())
    with pytest.raises(NotReadable, match="could not be started"):
        read_contained(PDF, NAME, "pdf")
    monkeypatch.setattr(contained.sys, "executable", "")
    assert read_contained(PDF, NAME, "pdf").text


def test_too_large_is_told_before_anything_is_started(monkeypatch):
    monkeypatch.setattr(limits, "FILE_BYTES", 10)
    with pytest.raises(TooLarge):
        read_contained(PDF, NAME, "pdf")
