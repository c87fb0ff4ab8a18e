"""Reading many: order, errors in their place, the same with any number of processes."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

import headwater
from headwater.errors import InputError, ModelError
from headwater.pipeline import Settings, inputs, read_many
from headwater.read.intake import document_from_text

STORY = """\
Ferry service stopped at {place}
By Ada Quill
The harbour master said on Monday that the ferry to {place} would not sail before the weekend.
“We are not taking risks,” said Mara Teld, who runs the line. “The pier may be unsafe.”
A report by the Pier Board says that two piles were probably cracked before the storm reached the coast.
"""


@pytest.fixture
def folder(tmp_path):
    for number, place in enumerate(("Marram", "Sallow", "Tern Point", "Oxmoor")):
        (tmp_path / f"{number}.txt").write_text(STORY.format(place=place), "utf-8")
    (tmp_path / "1b.pdf").write_bytes(b"%PDF-1.7 broken")
    rows = [{"title": f"Row {n}", "text": STORY.format(place=f"Isle {n}")} for n in range(3)]
    (tmp_path / "9.jsonl").write_text("\n".join(map(json.dumps, rows)) + "\n{broken\n", "utf-8")
    return tmp_path


def told(outcomes):
    return [str(o) if isinstance(o, InputError) else o.to_json() for o in outcomes]


def test_order_and_bytes_do_not_depend_on_the_number_of_processes(folder):
    targets = [str(folder), str(folder / "missing.txt"), str(folder / "0.txt")]
    one = told(read_many(targets))
    assert len(one) == 4 + 1 + 3 + 1 + 1 + 1
    assert [line.startswith("{") for line in one] == [
        True,
        True,
        False,
        True,
        True,
        True,
        True,
        True,
        False,
        False,
        True,
    ]
    assert told(read_many(targets, jobs=2)) == one


def test_errors_name_the_input(folder):
    outcomes = list(read_many([str(folder / "1b.pdf"), str(folder / "missing.txt")]))
    assert [type(o).__mro__[1] for o in outcomes] == [InputError, InputError]
    assert "1b.pdf" in str(outcomes[0])
    assert "missing.txt" in str(outcomes[1])


def test_nothing_is_loaded_when_there_is_nothing_to_read(folder):
    def load(model):
        raise AssertionError("loaded")

    assert len(list(read_many([str(folder / "missing.txt")], load=load))) == 1


def test_unknown_weights_are_the_callers_error(folder):
    for jobs in (1, 2):
        with pytest.raises(ModelError):
            list(read_many([str(folder)], Settings(model="nosuch"), jobs=jobs))


def test_a_fault_in_the_reader_costs_one_document(folder):
    class Faulty:
        def read(self, document):
            if "Sallow" in document.text:
                raise RecursionError("too\ndeep")
            return headwater.Reading(document)

    outcomes = list(
        read_many([str(folder / "0.txt"), str(folder / "1.txt"), str(folder / "2.txt")], load=lambda _: Faulty())
    )
    assert [isinstance(o, InputError) for o in outcomes] == [False, True, False]
    assert "RecursionError: too deep" in str(outcomes[1])


def test_a_fault_in_intake_costs_one_input(folder, monkeypatch):
    from headwater.read import intake

    real = intake.documents

    def faulty(target, *, allow_private=False):
        if "1.txt" in target:
            raise ZeroDivisionError("x")
        yield from real(target, allow_private=allow_private)

    monkeypatch.setattr(intake, "documents", faulty)
    outcomes = list(read_many([str(folder / "1.txt"), str(folder / "2.txt")]))
    assert [isinstance(o, InputError) for o in outcomes] == [True, False]


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs a POSIX system")
def test_a_worker_that_is_killed_costs_its_file(folder, monkeypatch):
    monkeypatch.setattr("headwater.pipeline._start", start_deadly)
    targets = [str(folder / f"{n}.txt") for n in range(4)]
    outcomes = list(read_many(targets, jobs=2))
    assert [isinstance(o, InputError) for o in outcomes] == [False, True, False, False]
    assert "was killed" in str(outcomes[1])
    assert outcomes[1].name == targets[1]


def start_deadly(settings):
    def work(task):
        if task.target.endswith("1.txt"):
            os.kill(os.getpid(), 9)
        return (headwater.Reading(document_from_text("x", origin=task.target)),)

    return work


def test_inputs_of_a_folder_are_its_files_in_order(folder):
    names = [Path(path).name for path in inputs(str(folder))]
    assert names == ["0.txt", "1.txt", "1b.pdf", "2.txt", "3.txt", "9.jsonl"]
    assert list(inputs("https://paper.example/a")) == ["https://paper.example/a"]


def test_reached_tells_each_input(folder):
    seen = []
    list(read_many([str(folder / "0.txt"), str(folder / "1b.pdf")], reached=seen.append))
    assert [Path(path).name for path in seen] == ["0.txt", "1b.pdf"]


def test_the_function_read_works_before_and_after_its_namesake_is_imported(folder):
    code = (
        "import sys, headwater; path = sys.argv[1]; first = headwater.read(path); import headwater.read.reader\n"
        "import headwater.read.intake as intake; print(first == headwater.read(path), intake.__name__)"
    )
    done = subprocess.run([sys.executable, "-c", code, folder / "0.txt"], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("True headwater.read.intake\n", "")


def test_a_notebook_gets_the_page(folder):
    assert headwater.read(folder / "0.txt")._repr_html_().startswith("<iframe")


def test_the_package_reads_paths_and_texts(folder):
    reading = headwater.read(folder / "0.txt")
    assert reading.document.origin == str(folder / "0.txt")
    assert reading.attributions
    assert "<Reading of" in repr(reading)
    text = headwater.read_text(
        STORY.format(place="Marram"), title="T", publisher="P", published="2031-05-02", authors=["A"]
    )
    assert (text.document.title, text.document.publisher, text.document.authors) == ("T", "P", ("A",))
    assert [type(o).__name__ for o in headwater.read_all(folder / "1b.pdf")] == ["BadFormat"]
    with pytest.raises(headwater.BadFormat):
        headwater.read(str(folder / "1b.pdf"))
