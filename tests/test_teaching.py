"""``headwater --help`` teaches: every command is there, every example would be accepted, and it comes at once."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from headwater.teaching import GROUPS, examples
from tests.commands import leaves, options, parse

HELP_SECONDS = 0.4
IMPORT_SECONDS = 0.3


def out(*words: str) -> str:
    done = subprocess.run([sys.executable, *words], capture_output=True, encoding="utf-8", check=True, timeout=100)
    return done.stdout


def test_every_command_stands_in_one_group():
    named = [name for group in GROUPS for name in group.commands]
    assert sorted(named) == sorted(name for name, _ in leaves())


@pytest.mark.parametrize("name", [name for name, _ in leaves()])
def test_every_command_says_what_it_does_and_shows_how(name):
    command = dict(leaves())[name]
    assert command.help
    assert command.epilog
    for param in command.params:
        assert getattr(param, "help", None) or param.name == "help", f"{name}: {param.name} is not explained"
    assert examples()[name]
    for line in examples()[name]:
        assert parse(line) == name


def test_the_overview_shows_groups_and_a_line_to_try_for_each():
    shown = out("-m", "headwater", "--help")
    for group in GROUPS:
        assert f"\n{group.title}:\n" in shown
        for lines in group.commands.values():
            assert " ".join(f"$ {lines[0]}".split()) in " ".join(shown.split())
    assert max(map(len, shown.splitlines())) <= 80
    assert "More:" not in shown


def test_a_line_that_would_be_refused_is_found():
    for wrong in ("headwater read x --nosuch", "headwater nosuch", "headwater weigh", "headwater read x --jobs 0"):
        with pytest.raises(BaseException):  # noqa: B017 - whichever of the parser's errors
            parse(wrong)
    assert "--jobs" in options(dict(leaves())["read"])


@pytest.mark.parametrize(
    ("word", "told"),
    [
        ("story.html", "Did you mean: headwater read story.html"),
        ("https://paper.example/a", "Did you mean: headwater read https://paper.example/a"),
        ("quay.headwater", "Did you mean: headwater serve quay.headwater"),
        ("orgins", "Did you mean 'origins'"),
    ],
)
def test_who_forgets_the_command_is_told_it(word, told):
    done = subprocess.run(
        [sys.executable, "-m", "headwater", word], capture_output=True, encoding="utf-8", check=False, timeout=100
    )
    assert done.returncode == 2
    assert told in done.stderr


def test_completion_is_offered():
    shown = subprocess.run(
        [sys.executable, "-c", "from headwater.cli import app; app(prog_name='headwater')"],
        env={**os.environ, "_HEADWATER_COMPLETE": "complete_bash", "COMP_WORDS": "headwater ori", "COMP_CWORD": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=100,
    ).stdout
    assert "origins" in shown


@pytest.mark.skipif(os.name == "nt", reason="needs the processor time of children")
@pytest.mark.parametrize(
    ("words", "most"), [(["-m", "headwater", "--help"], HELP_SECONDS), (["-c", "import headwater"], IMPORT_SECONDS)]
)
def test_it_starts_at_once(words, most):
    """Counted in processor time, the best of three: a busy machine is no fault of the program."""
    assert min(processor_seconds(words) for _ in range(3)) <= most


def processor_seconds(words: list[str]) -> float:
    code = "import resource, subprocess, sys; subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True); u = resource.getrusage(resource.RUSAGE_CHILDREN); print(u.ru_utime + u.ru_stime)"
    return float(out("-c", code, sys.executable, *words))
