"""The command as a user runs it: what goes to stdout, what to stderr, and the exit status."""

import json
import os
import re
import signal
import subprocess
import sys

import pytest

import headwater
from tests.test_pipeline import STORY

RUN = [sys.executable, "-m", "headwater"]


def run(*arguments, **more):
    command = [*RUN, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, encoding="utf-8", timeout=110, **more)


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY.format(place="Marram"), "utf-8")
    return path


def test_a_report(story):
    done = run("read", story)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Ferry service stopped at Marram" in done.stdout
    assert "ON WHOSE WORD" in done.stdout
    assert re.search(r"^ ?\d+  Mara Teld", done.stdout, re.MULTILINE)
    assert "\x1b" not in done.stdout
    assert max(map(len, done.stdout.splitlines())) <= 80


def test_json_is_one_object_a_line_as_designed(story):
    done = run("read", story, story, "--json", env={**os.environ, "PYTHONIOENCODING": "latin-1"})
    first, second = map(json.loads, done.stdout.splitlines())
    assert first == second
    assert first["schema"] == "headwater.reading/1"
    assert {
        "document",
        "sentences",
        "voices",
        "attributions",
        "own_statements",
        "quantities",
        "times",
        "corrections",
    } <= set(first)
    assert first["document"]["text"][slice(*(first["attributions"][0]["content"][0][k] for k in ("start", "end")))]


def test_one_line_for_each_bad_input_and_the_rest_is_read(story, tmp_path):
    (tmp_path / "bad.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "empty.txt").write_bytes(b"")
    done = run("read", tmp_path / "no\x1bsuch", tmp_path / "bad.pdf", story, tmp_path / "empty.txt", "--json")
    assert done.returncode == 1
    assert len(done.stdout.splitlines()) == 1
    lines = done.stderr.splitlines()
    assert len(lines) == 3
    assert all(line.startswith("headwater: ") for line in lines)
    assert "\x1b" not in done.stderr
    assert "Traceback" not in done.stderr


def test_html_writes_pages_and_says_where(story, tmp_path):
    done = run("read", story, "--html", tmp_path / "out.html")
    assert done.returncode == 0
    assert done.stdout == f"wrote {tmp_path / 'out.html'} (1 article)\n"
    assert (tmp_path / "out.html").read_text("utf-8").startswith("<!doctype html>")
    done = run("read", story, story, "--html", tmp_path / "many", "--quiet")
    assert (done.returncode, done.stdout) == (0, "")
    assert len(list((tmp_path / "many").iterdir())) == 3


def test_a_page_that_cannot_be_written_is_one_line(story, tmp_path):
    done = run("read", story, "--html", story / "below" / "out.html")
    assert done.returncode == 1
    assert len(done.stderr.splitlines()) == 1
    assert "can't be written" in done.stderr


@pytest.mark.parametrize(
    "wrong", [["read"], ["nosuch"], ["read", "x", "--jobs", "0"], ["read", "x", "--json", "--html", "y"]]
)
def test_wrong_usage_is_status_2(wrong):
    done = run(*wrong)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert "Usage" in done.stderr


def test_weights_that_are_not_there_are_wrong_usage(story):
    done = run("read", story, "--model", "gigantic")
    assert done.returncode == 2
    assert "gigantic" in done.stderr


def test_version_and_help():
    assert run("--version").stdout == f"headwater {headwater.__version__}\n"
    shown = run("read", "--help").stdout
    for option in ("--json", "--html", "--jobs", "--model", "--quiet", "--allow-private-addresses"):
        assert option in shown
    assert "read" in run("--help").stdout


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
def test_an_interrupt_ends_it_at_once(tmp_path):
    pipe = tmp_path / "rows.jsonl"
    pipe.write_text("\n".join(json.dumps({"title": "x", "text": STORY.format(place=n)}) for n in range(3000)))
    for jobs in ("1", "2"):
        child = subprocess.Popen(
            [*RUN, "read", str(pipe), "--json", "--jobs", jobs],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        child.stdout.readline()
        child.send_signal(signal.SIGINT)
        _, errors = child.communicate(timeout=20)
        assert child.returncode == 130
        assert errors.strip() == ""


@pytest.mark.skipif(os.name == "nt", reason="POSIX pipes")
def test_a_reader_that_has_seen_enough_is_no_error(tmp_path):
    rows = tmp_path / "rows.jsonl"
    rows.write_text("\n".join(json.dumps({"title": "x", "text": STORY.format(place=n)}) for n in range(400)))
    for kind in ("--json", "--quiet"):
        child = subprocess.Popen(
            [*RUN, "read", str(rows), kind], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        child.stdout.readline()
        child.stdout.close()
        assert child.stderr.read() == ""
        assert child.wait(20) == 0


@pytest.mark.skipif(os.name == "nt", reason="POSIX terminals")
def test_colour_on_a_terminal_unless_told_not_to(story):
    import pty

    shown = {}
    for name, more in {"colour": {}, "plain": {"NO_COLOR": "1"}}.items():
        parent, child = pty.openpty()
        env = {**os.environ, "TERM": "xterm-256color", "COLUMNS": "70", **more}
        env = env if more else {k: v for k, v in env.items() if k != "NO_COLOR"}
        process = subprocess.Popen([*RUN, "read", str(story)], stdout=child, stderr=child, env=env)
        os.close(child)
        out = b""
        while True:
            try:
                piece = os.read(parent, 65536)
            except OSError:
                break
            if not piece:
                break
            out += piece
        assert process.wait(20) == 0
        os.close(parent)
        shown[name] = out.decode()
    assert re.search("\x1b\\[[0-9;]*3[0-9]m", shown["colour"])
    assert not re.search("\x1b\\[[0-9;]*3[0-9]m", shown["plain"])
    assert max(len(re.sub("\x1b\\[[0-9;]*m", "", line)) for line in shown["colour"].splitlines()) <= 70


def test_the_demo_reads_the_sample(tmp_path):
    done = run("demo", "--no-browser", "--out", tmp_path / "demo")
    assert (done.returncode, done.stderr) == (0, "")
    assert "articles, and on whose word they rest" in done.stdout
    assert (tmp_path / "demo" / "index.html").exists()


def test_importing_loads_nothing_heavy():
    code = (
        "import sys, headwater; print({'numpy', 'onnxruntime', 'lxml', 'jinja2', 'rich', 'typer'} & set(sys.modules))"
    )
    assert subprocess.check_output([sys.executable, "-c", code], text=True) == "set()\n"


@pytest.mark.skipif(os.name == "nt", reason="POSIX accounting")
def test_help_is_quick():
    import resource

    spent = []
    for _ in range(3):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        run("--help")
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    assert min(spent) < 0.8  # processor time, about 0.15 s when nothing else runs
