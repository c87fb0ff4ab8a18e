"""Fuzzing of intake: whatever the bytes, each input ends in documents and clear errors, soon, and the same ones each time.

Run as ``python -m tests.fuzz.intake --minutes N`` (minutes of processor time). With atheris installed it steers the mutations by
coverage; without, they are blind. What breaks something is kept in ``tests/fuzz/seeds`` and tried again in every test run.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib
import importlib.util
import random
import sys
import tempfile
import time
import traceback
from pathlib import Path

from headwater.errors import InputError
from headwater.model import Document
from headwater.read.intake import documents
from headwater.read.intake.normalise import canonical
from tests.fuzz.corpus import FOUND, TOKENS, seeds

SLOWEST = 10.0
"""Most seconds of processor time one small input may take."""

LARGEST = 200_000
_ASK_AGAIN = 20


def check(name: str, data: bytes, folder: Path) -> None:
    """Raise AssertionError, or whatever intake let through, when an input is not handled as promised."""
    path = folder / name
    path.write_bytes(data)
    begin = time.process_time()
    found = list(documents(path))
    taken = time.process_time() - begin
    assert taken < SLOWEST, f"took {taken:.1f} seconds"
    assert found, "gave neither a document nor an error"
    for item in found:
        _check_item(item)
    if data[-1:] and data[-1] % _ASK_AGAIN == 0:
        assert [str(item) for item in found] == [str(item) for item in documents(path)], (
            "gave another answer the second time"
        )


def _check_item(item: Document | InputError) -> None:
    if isinstance(item, InputError):
        assert str(item).isprintable(), f"prints badly: {item!r}"
        return
    assert isinstance(item, Document)
    item.text.encode("utf-8")
    assert canonical(item.text) == item.text, "is not canonical"
    for field in (item.title, item.publisher, item.url, item.published, *item.authors):
        assert field is None or (field and field.encode("utf-8")), f"has the field {field!r}"
    for mark in (*item.markup, *item.residue):
        assert item.text[mark.start : mark.end].strip(), f"marks nothing: {mark}"


def mutate(data: bytes, source: random.Random, largest: int = LARGEST) -> bytes:
    """Return ``data`` with a few things broken in it."""
    buffer = bytearray(data)
    for _ in range(1 << source.randrange(6)):
        at = source.randrange(len(buffer) + 1)
        span = 1 << source.randrange(9)
        kind = source.randrange(9)
        if kind == 0 and buffer:
            buffer[at % len(buffer)] = source.randrange(256)
        elif kind == 1:
            del buffer[at : at + span]
        elif kind == 2:
            buffer[at:at] = buffer[at : at + span] * (1 << source.randrange(6))
        elif kind == 3:
            other = source.choice(seeds())[1]
            start = source.randrange(len(other) + 1)
            buffer[at:at] = other[start : start + span]
        elif kind == 4:
            buffer[at:at] = bytes(source.randrange(256) for _ in range(source.randrange(1, 9)))
        elif kind == 5:
            del buffer[at:]
        else:
            buffer[at:at] = source.choice(TOKENS).encode() * (1 << source.randrange(5))
        del buffer[largest:]
    return bytes(buffer)


def keep(name: str, data: bytes, folder: Path = FOUND) -> Path:
    """Store an input that broke something, under a name of its own."""
    folder.mkdir(exist_ok=True)
    stem, _, suffix = name.partition(".")
    path = folder / f"{hashlib.sha256(data).hexdigest()[:12]}.{suffix or stem}"
    path.write_bytes(data)
    return path


def fuzz_blindly(minutes: float, seed: int) -> int:
    """Mutate for so long; returns how many different faults were found."""
    source = random.Random(seed)
    faults: set[str] = set()
    tried = 0
    with tempfile.TemporaryDirectory() as folder:
        while time.process_time() < 60 * minutes:
            name, data = source.choice(seeds())
            data = mutate(data, source)
            tried += 1
            try:
                check(name, data, Path(folder))
            except Exception as error:
                trace = traceback.extract_tb(error.__traceback__)[-1]
                fault = f"{type(error).__name__} at {trace.filename}:{trace.lineno} {str(error)[:12]}"
                if fault not in faults:
                    faults.add(fault)
                    print(f"{keep(name, data)}: {fault}", flush=True)
                    traceback.print_exc(limit=-4, file=sys.stdout)
    print(f"{tried:,} inputs in {time.process_time() / 60:.1f} minutes of processor time, {len(faults)} faults")
    return len(faults)


def fuzz_by_coverage(minutes: float, atheris) -> None:
    """Hand over to libFuzzer, which stops at the first fault and leaves the input behind."""
    names = [name for name, _ in seeds()]
    folder = tempfile.mkdtemp()

    def try_one(data: bytes) -> None:
        if data:
            check(names[data[0] % len(names)], data[1:], Path(folder))

    atheris.instrument_all()
    atheris.Setup([sys.argv[0], f"-max_total_time={int(60 * minutes)}", f"-artifact_prefix={FOUND}/"], try_one)
    atheris.Fuzz()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    if importlib.util.find_spec("atheris") is None:
        return 1 if fuzz_blindly(options.minutes, options.seed) else 0
    fuzz_by_coverage(options.minutes, importlib.import_module("atheris"))
    return 0


if __name__ == "__main__":
    sys.exit(main())
