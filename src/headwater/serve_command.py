"""The command ``headwater serve``: the workbench over one case, on this machine only."""

from __future__ import annotations

import secrets
import socket
import threading
import webbrowser
from pathlib import Path
from typing import Annotated

import typer

from headwater.errors import CaseError
from headwater.telling import login

PORT = 8765
"""Where the workbench listens if nothing else does and no other port is asked for."""


def serve(
    case: Annotated[Path, typer.Argument(help="The case file.", show_default=False)],
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on; 0 takes any that is free.")] = PORT,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Only print the address; open nothing.")] = False,
    author: Annotated[
        str, typer.Option(help="Who signs the verdicts; your login name if not given.", show_default=False)
    ] = "",
) -> None:
    """Open a case in the workbench: read, search and judge it in the browser.

    It answers this machine only, and only the browser that opens the address printed here. Stop it with Ctrl-C.
    """
    from headwater.store.case import Case

    with Case.open(case) as opened, _listen(port) as listener:
        _serve(opened, listener, author or login(), browser=not no_browser)


def _serve(opened: object, listener: socket.socket, author: str, *, browser: bool) -> None:
    import uvicorn

    from headwater.show.workbench.app import application
    from headwater.store.case import Case

    assert isinstance(opened, Case)
    token = secrets.token_urlsafe(32)
    port = int(listener.getsockname()[1])
    address = f"http://127.0.0.1:{port}/enter?key={token}"
    app = application(opened, author=author, token=token, port=port)
    config = uvicorn.Config(
        app,
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        ws="none",
        lifespan="off",
        limit_concurrency=64,
        timeout_keep_alive=30,
        h11_max_incomplete_event_size=32 * 1024,
    )
    typer.echo(f"{opened.name}: {address}")
    typer.echo("Stop with Ctrl-C.", err=True)
    if browser:
        threading.Timer(0.5, webbrowser.open, (address,)).start()
    uvicorn.Server(config).run(sockets=[listener])


def _listen(port: int) -> socket.socket:
    """A socket on this machine's own address only; another port if the usual one is taken. Raises CaseError."""
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    for wanted in (port, 0) if port == PORT else (port,):
        try:
            listener.bind(("127.0.0.1", wanted))
        except OSError:
            continue
        return listener
    listener.close()
    raise CaseError(f"port {port}", "is taken or not allowed", "choose another with --port, or 0 for any that is free")
