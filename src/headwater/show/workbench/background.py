"""The workbench in a thread of this process: for pictures, tests and notebooks. People are served by ``headwater serve``."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from headwater.store.case import Case

PATIENCE = 10.0
"""Seconds to wait for the last answers when it stops."""


@contextmanager
def running(case: Case, *, author: str, token: str) -> Iterator[str]:
    """Serve a case on a free port of this machine as long as the block runs; its address, without the key."""
    import uvicorn

    from headwater.show.workbench.app import application

    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
        app = application(case, author=author, token=token, port=port)
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        while not server.started and thread.is_alive():
            time.sleep(0.02)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)
