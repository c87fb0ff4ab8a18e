"""``headwater serve``: this machine only, a key in the address, a free port where the usual one is taken."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from typer.testing import CliRunner

from headwater import serve_command
from headwater.cli import app
from headwater.errors import CaseError
from headwater.store.case import Case


@pytest.fixture
def path(tmp_path: Path) -> Path:
    with Case.create(tmp_path / "lock.headwater", "The lock") as case:
        return case.path


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, socket.socket]]:
    """What uvicorn was asked to serve, and where."""
    runs: list[tuple[Any, socket.socket]] = []
    monkeypatch.setattr("uvicorn.Server.run", lambda server, sockets: runs.append((server.config, sockets[0].dup())))
    return runs


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        yield int(listener.getsockname()[1])


def test_it_listens_on_this_machine_only(path: Path, served: list[tuple[Any, socket.socket]]) -> None:
    result = CliRunner().invoke(app, ["serve", str(path), "--no-browser", "--port", "0", "--author", "Ada"])
    assert result.exit_code == 0, result.output
    [(config, listener)] = served
    host, port = listener.getsockname()
    listener.close()
    assert host == "127.0.0.1"
    assert re.search(rf"The lock: http://127\.0\.0\.1:{port}/enter\?key=[\w-]{{40,}}\n", result.output)
    assert (config.proxy_headers, config.access_log, config.server_header) == (False, False, False)


def test_it_opens_the_browser(path: Path, served: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[str] = []

    class Now:
        def __init__(self, _: float, act: Any, arguments: tuple[str]) -> None:
            self.start = lambda: act(*arguments)

    monkeypatch.setattr(serve_command.threading, "Timer", Now)
    monkeypatch.setattr(serve_command.webbrowser, "open", opened.append)
    result = CliRunner().invoke(app, ["serve", str(path), "--port", "0"])
    served[0][1].close()
    assert opened[0] in result.output


def test_a_port_that_is_taken(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(CaseError, match="is taken or not allowed"):
        serve_command._listen(taken)
    monkeypatch.setattr(serve_command, "PORT", taken)
    with serve_command._listen(taken) as listener:
        assert listener.getsockname()[1] not in (0, taken)


@pytest.mark.skipif(sys.platform == "win32", reason="interrupts are sent otherwise there")
def test_the_whole_of_it(path: Path) -> None:
    command = [sys.executable, "-m", "headwater", "serve", str(path), "--no-browser", "--port", "0"]
    running = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        assert running.stdout is not None
        address = running.stdout.readline().partition(": ")[2].strip()
        base = address.partition("/enter")[0]
        with httpx.Client(transport=httpx.HTTPTransport(retries=20), timeout=30) as stranger:
            assert stranger.get(base).status_code == 403
            assert stranger.get(address).status_code == 200
            assert "The lock" in stranger.get(base).text
        running.send_signal(signal.SIGINT)
        running.communicate(timeout=60)
    finally:
        running.kill()
        running.wait()
