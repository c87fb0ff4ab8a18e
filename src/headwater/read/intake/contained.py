"""PDF and Word documents are parsed in a child process that may take so much memory and time and no more.

The parsers of both are large, and of PDF not memory-safe; what breaks or bloats them costs one document. One child serves a
process for many files: it starts in about a quarter of a second, and a file costs a few milliseconds more than without it.
Answers come back as JSON and are checked like any document, so that a child gone wrong can send words and nothing else.

    parent → child: {"kind", "name", "size"} and a line end, then the bytes
    child → parent: {"document": …} or {"error", "name", "problem", "advice"}, and a line end
"""

from __future__ import annotations

import atexit
import contextlib
import json
import os
import subprocess
import sys
import threading
from typing import Any, Final, Literal

from headwater import errors
from headwater.errors import BadFormat, HeadwaterError, InputError, NotReadable, TooLarge
from headwater.model import Document
from headwater.model_json import document_from_dict, document_to_dict
from headwater.read.intake import limits

Kind = Literal["pdf", "docx"]

FILES_EACH: Final = 500
"""Files after which a child makes way for a new one, so that what a parser leaks does not add up."""

_ERRORS: Final = {
    name: one for name, one in vars(errors).items() if isinstance(one, type) and issubclass(one, InputError)
}
_COMMAND = "from headwater.read.intake.contained import serve; serve()"


class Child:
    """A process that parses, and the pipe to it. ``read`` may be called from any thread; one file goes at a time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._files = 0

    def read(self, data: bytes, name: str, kind: Kind) -> Document:
        """Parse one file. Raises an InputError."""
        with self._lock:
            process = self._running()
            answer = _asked(process, data, name, kind)
            self._files += 1
            if answer is None:
                self._stop()
                raise BadFormat(name, "made the program that takes it apart stop", "open it and save it again")
            if self._files >= FILES_EACH or answer.get("restart"):
                self._stop()
        return _document(answer, name)

    def stop(self) -> None:
        """End the process, if there is one."""
        with self._lock:
            self._stop()

    def _running(self) -> subprocess.Popen[bytes]:
        # A forked copy of this process must not talk into its parent's pipe.
        if self._process is None or self._process.poll() is not None or self._owner != os.getpid():
            command = [sys.executable, "-c", _COMMAND]
            pipe = subprocess.PIPE
            self._process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=subprocess.DEVNULL)  # noqa: S603 - our own module
            self._owner, self._files = os.getpid(), 0
        return self._process

    def _stop(self) -> None:
        process, self._process = self._process, None
        if process is None or self._owner != os.getpid():
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()
        process.wait()


_child = Child()
atexit.register(_child.stop)


def read_contained(data: bytes, name: str, kind: Kind) -> Document:
    """Parse a PDF or a Word document in the child. Raises an InputError."""
    if len(data) > limits.FILE_BYTES:
        raise TooLarge(name, f"is larger than {limits.FILE_BYTES // limits.MEBIBYTE} MiB", "split it")
    if not sys.executable:  # an embedded interpreter can start no child
        return parse(data, name, kind)
    try:
        return _child.read(data, name, kind)
    except OSError as error:
        problem = f"the program that takes it apart could not be started ({error.strerror or error})"
        raise NotReadable(name, problem, "close other programs, then try again") from error


def parse(data: bytes, name: str, kind: Kind) -> Document:
    """Parse in this process. Raises an InputError."""
    if kind == "pdf":
        from headwater.read.intake.pdf import read_pdf

        return read_pdf(data, name)
    from headwater.read.intake.docx import read_docx

    return read_docx(data, name)


def _asked(process: subprocess.Popen[bytes], data: bytes, name: str, kind: Kind) -> dict[str, Any] | None:
    """What the child answers; None where it died, was stopped, or spoke nonsense."""
    assert process.stdin is not None
    assert process.stdout is not None
    timer = threading.Timer(limits.PARSE_SECONDS, process.kill)
    timer.start()
    try:
        with contextlib.suppress(BrokenPipeError):
            process.stdin.write(json.dumps({"kind": kind, "name": name, "size": len(data)}).encode() + b"\n")
            process.stdin.write(data)
            process.stdin.flush()
        line = process.stdout.readline(limits.ANSWER_BYTES)
        answer = json.loads(line) if line.endswith(b"\n") else None
    except (ValueError, RecursionError):
        return None
    finally:
        timer.cancel()
    return answer if isinstance(answer, dict) else None


def _document(answer: dict[str, Any], name: str) -> Document:
    kind = _ERRORS.get(str(answer.get("error")))
    if kind is not None:
        raise kind(name, str(answer.get("problem")), str(answer.get("advice") or ""))
    try:
        document = document_from_dict(answer["document"])
    except (KeyError, TypeError, ValueError, HeadwaterError) as error:
        raise BadFormat(name, "made the program that takes it apart answer nonsense", "please report it") from error
    words = (document.text, document.language, *document.authors)
    maybe = (document.title, document.publisher, document.published, document.url)
    plain = all(isinstance(one, str) for one in words) and all(one is None or isinstance(one, str) for one in maybe)
    if document.origin != name or not plain:
        raise BadFormat(name, "made the program that takes it apart answer nonsense", "please report it")
    return document


def serve() -> None:
    """What the child does: parse what comes in on stdin until it closes. Nothing else may write to stdout."""
    source, goal = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    _bound()
    while line := source.readline(1 << 20):
        task = json.loads(line)
        data = source.read(int(task["size"]))
        _more_time()
        goal.write(json.dumps(_answer(data, str(task["name"]), task["kind"])).encode("ascii") + b"\n")
        goal.flush()


def _answer(data: bytes, name: str, kind: Kind) -> dict[str, Any]:
    try:
        return {"document": document_to_dict(parse(data, name, kind))}
    except InputError as error:
        return {"error": type(error).__name__, "problem": error.problem, "advice": error.advice}
    except MemoryError:
        problem = f"needs more than {limits.PARSE_BYTES // limits.MEBIBYTE} MiB of memory to be taken apart"
        return {"error": "TooLarge", "problem": problem, "advice": "split it", "restart": True}


def _bound() -> None:
    """Set what the child may take. On systems without such limits only the parent's clock holds."""
    try:
        import resource
    except ImportError:
        return
    for what, most in ((resource.RLIMIT_AS, limits.PARSE_BYTES), (resource.RLIMIT_FSIZE, 0), (resource.RLIMIT_CORE, 0)):
        with contextlib.suppress(OSError, ValueError):  # a lower limit that holds already is as good
            resource.setrlimit(what, (most, most))


def _more_time() -> None:
    """Let the next file take as long as any, in processor time from now."""
    try:
        import resource
    except ImportError:
        return
    used = resource.getrusage(resource.RUSAGE_SELF)
    most = int(used.ru_utime + used.ru_stime + limits.PARSE_SECONDS) + 1
    with contextlib.suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_CPU, (most, resource.getrlimit(resource.RLIMIT_CPU)[1]))
