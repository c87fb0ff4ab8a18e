"""The workbench on a large case: opening, every page, search, verdicts, and the size of the file.

``python -m benchmarks.workbench DATA_DIR [--articles N] [--jobs N] [--keep FOLDER]``

Needs DATA_DIR/incidents. Makes a case of N articles (2,000 unless told), which takes minutes of reading; with ``--keep``
the case stays in FOLDER and is used again by the next run; trace it (``headwater trace``) to measure the pages about claims too. Pages are asked of the application itself, in this process: a
page's time is the server's, without a browser. Beside the wall clock stands the processor's time, which a busy machine
lengthens less. Every route that answers GET is asked; one whose address this file can not fill in is named at the end.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from urllib.parse import quote, urlencode

from benchmarks.case import FILTERS, QUERIES, seconds, size_of_text, slowest, write_articles
from benchmarks.common import data_folder, table
from headwater.adding import add
from headwater.show.workbench.app import addresses as found_routes
from headwater.show.workbench.app import application
from headwater.show.workbench.lists import SPEAKERS
from headwater.store import overview, said
from headwater.store.case import Case

PORT = 8765
TOKEN = "a-token-of-the-benchmark"
HOST = f"127.0.0.1:{PORT}"
SOME = 40
"""Different documents, voices and verdicts that are asked for."""

AGAIN = 12
"""Times that a page with one address is asked for."""

OPENING, PAGE, SEARCH, VERDICT, SIZE = 1_000, 150, 100, 50, 5
"""What was asked: milliseconds at the 95th percentile, and times the text."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path)
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    folder = data_folder(given.data)
    with tempfile.TemporaryDirectory() as temporary:
        kept = (given.keep or Path(temporary)) / f"incidents-{given.articles}.headwater"
        if not kept.exists():
            make_case(folder, kept, given.articles, given.jobs)
        copy = Path(temporary) / "asked.headwater"  # verdicts are given: the case that is kept stays as it was made
        shutil.copyfile(kept, copy)
        head = ("measure", "p50, ms", "p95, ms", "p95, processor", "wanted")
        print(table(head, list(measure(copy))))


def make_case(data: Path, path: Path, count: int, jobs: int) -> None:
    """A case of ``count`` articles; it gets its name when it is complete."""
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_name(f"part-{path.name}")
    part.unlink(missing_ok=True)
    with tempfile.TemporaryDirectory() as temporary, Case.create(part, "Incidents") as case:
        began = time.perf_counter()
        for _ in add(case, [write_articles(data, Path(temporary), 0, count)], jobs=jobs):
            pass
        print(f"made a case of {count:,} articles in {time.perf_counter() - began:.0f} s\n")
    part.rename(path)


@dataclass
class Times:
    """Seconds by the wall clock and of processor time."""

    wall: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    def take(self, work: Callable[[], object]) -> None:
        """Do ``work`` and note how long it took."""
        used = time.process_time()
        self.wall.append(seconds(work))
        self.processor.append(time.process_time() - used)

    def row(self, name: str, wanted: float) -> tuple[str, str, str, str, str]:
        """A line of the table."""
        numbers = (statistics.median(self.wall), slowest(self.wall), slowest(self.processor))
        return (name, *(f"{1000 * n:.1f}" for n in numbers), f"{wanted:,}")  # type: ignore[return-value]


class Asking:
    """Asks the application as a browser that was let in would."""

    def __init__(self, case: Case) -> None:
        self.app = application(case, author="benchmark", token=TOKEN, port=PORT)
        self._runner = asyncio.Runner()
        self._headers = {"host": HOST, "cookie": f"{self.app.keys.cookie}={self.app.keys.session}"}

    def get(self, address: str) -> bytes:
        """A page. Raises AssertionError for anything but an answer with what was asked for."""
        return self._ask("GET", address, b"", {})

    def post(self, address: str, **fields: object) -> bytes:
        """A form, answered as JSON."""
        body = urlencode({"csrf": self.app.keys.write, **fields}).encode()
        kind = "application/x-www-form-urlencoded"
        headers = {"origin": f"http://{HOST}", "accept": "application/json", "content-type": kind}
        return self._ask("POST", address, body, headers)

    def _ask(self, method: str, address: str, body: bytes, headers: Mapping[str, str]) -> bytes:
        path, _, query = address.partition("?")
        pairs = [(k.encode(), v.encode()) for k, v in {**self._headers, **headers}.items()]
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
            "path": path, "raw_path": path.encode(), "root_path": "", "query_string": query.encode(), "headers": pairs,
            "client": ("127.0.0.1", 5000), "server": ("127.0.0.1", PORT),
        }  # fmt: skip
        parts: list[bytes] = []
        status: list[int] = []

        async def receive() -> dict[str, object]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: Mapping[str, object]) -> None:
            if message["type"] == "http.response.start":
                status.append(int(str(message["status"])))
            parts.append(bytes(message.get("body", b"")))  # type: ignore[call-overload]

        self._runner.run(self.app(scope, receive, send))  # type: ignore[arg-type]
        assert status == [200], (method, address, status, b"".join(parts)[:300])
        return b"".join(parts)


def measure(path: Path) -> Iterator[tuple[str, str, str, str, str]]:
    """The lines of the table."""
    opening = Times()
    for _ in range(7):
        opening.take(lambda: Case.open(path).close())
    yield opening.row("opening the case", OPENING)
    with Case.open(path) as case:
        asking = Asking(case)
        known = pages(case)
        for route, asked in known.items():
            yield _timed(asking, asked).row(route, PAGE)
        for where in ("text", "claims", "voices"):
            yield _timed(asking, _searches(where)).row(f"search in {where}", SEARCH)
        yield _verdicts(case, asking).row("a verdict saved", VERDICT)
        for route in found_routes(asking.app):
            if route not in known and "{" not in route:
                yield _timed(asking, [route] * AGAIN).row(route, PAGE)
            elif route not in known:
                yield (f"NOT ASKED: {route}", "", "", "", "")
        documents, text_bytes = size_of_text(case)
    yield ("articles", f"{documents:,}", "", "", "")
    yield ("file, times the text", f"{path.stat().st_size / text_bytes:.2f}", "", "", f"{SIZE}")


def _timed(asking: Asking, addresses: Sequence[str]) -> Times:
    asking.get(addresses[0])  # templates are compiled once for every start of the server
    times = Times()
    for address in addresses:
        times.take(partial(asking.get, address))
    return times


_FAMILIES = "SELECT key FROM families ORDER BY documents DESC, id LIMIT ?"


def pages(case: Case) -> dict[str, list[str]]:
    """Addresses to ask for, by route."""
    chance = random.Random(3)
    with case.reading() as connection:
        lines = overview.documents(connection)
        documents = [d.id for d in chance.sample(lines, min(SOME, len(lines)))]
        longest = max(lines, key=lambda d: d.characters).id
        voices = [v.id for v in said.voices(connection, limit=SOME)]
        claims = [(n, s.claim_id) for n in documents for s in said.attributions(connection, n)[:1]]
        families = connection.exec_driver_sql(_FAMILIES, (SOME,)).scalars().all()
    publisher = next((d.publisher for d in lines if d.publisher), "")
    deep = max(0, len(lines) - 50)
    return {
        "/": ["/"] * AGAIN,
        "/documents": ["/documents", f"/documents?offset={deep}", f"/documents?publisher={quote(publisher)}"] * 4,
        "/documents/{id:int}": [f"/documents/{n}" for n in [*documents, longest]],
        "/documents/{id:int}/panel": [f"/documents/{n}/panel?at={claim}&edit=1" for n, claim in claims],
        "/documents/{id:int}/report": [f"/documents/{n}/report" for n in documents],
        "/documents/{id:int}/versions": [f"/documents/{n}/versions" for n in documents],
        "/families": ["/families", "/families?show=contested", "/families?show=shared&q=police"] * 4,
        "/families/{key}": [f"/families/{key}" for key in families] or ["/families"],
        "/voices": ["/voices", "/voices?named=no", "/voices?offset=1000"] * 4,
        "/voices/{id:int}": [f"/voices/{n}" for n in voices],
        "/statements": [f"/statements?speaker={s}&offset={n}" for s in ("", *SPEAKERS) for n in (0, 1000)] * 2,
        "/questions": [f"/questions?kind={kind}" for kind in overview.QUESTIONS] * 2,
        "/verdicts": ["/verdicts"] * AGAIN,
        "/search": ["/search", *_searches("text")[:AGAIN]],
        "/report": ["/report"] * AGAIN,
        "/static/{name}": ["/static/workbench.js", "/static/page.css", "/static/lights.css"] * 4,
        "/favicon.ico": ["/favicon.ico"] * AGAIN,
        "/enter": [f"/enter?key={TOKEN}"] * AGAIN,
    }


def _searches(where: str) -> list[str]:
    """Every query of the benchmark with every set of filters, as the form would send them."""
    found = []
    for filters in FILTERS:
        chosen = {
            "kind": "".join(filters.kinds[:1]),
            "named": "" if filters.named is None else "yes",
            "certainty": "".join(filters.certainty[:1]),
            "since": f"{filters.since}-01-01" if filters.since else "",
        }
        found += [f"/search?{urlencode({'q': query, 'in': where, **chosen})}" for query in QUERIES]
    return found


def _verdicts(case: Case, asking: Asking) -> Times:
    """Accept, reject, edit and undo on random documents; grade and merge voices: from the form to its answer."""
    chance = random.Random(1)
    with case.reading() as connection:
        numbers = [d.id for d in overview.documents(connection) if d.attributions]
        chosen = [
            (n, said.attributions(connection, n)[0].claim_id) for n in chance.sample(numbers, min(30, len(numbers)))
        ]
        voices = said.voices(connection, limit=20)
    times = Times()
    for number, claim in chosen:
        judge = f"/documents/{number}/judge"
        times.take(partial(asking.post, judge, action=chance.choice(("accept", "reject")), claim=claim))
        times.take(partial(asking.post, f"/documents/{number}/undo"))
        form = asking.get(f"/documents/{number}?at={claim}&edit=1").decode()
        fields = {name: re.search(rf'name="{name}_at" value="([^"]*)"', form) for name in ("content", "source", "cue")}
        places = {f"{name}_at": found[1] for name, found in fields.items() if found}
        words = {name: "\n".join(_words(case, number, places[f"{name}_at"])) for name in fields}
        edit = {"action": "edit", "claim": claim, "voice_name": "Somebody Else", "certainty": "PR+", **places, **words}
        times.take(partial(asking.post, judge, **edit))
    for one, other in zip(voices[::2], voices[1::2], strict=False):
        times.take(partial(asking.post, f"/voices/{one.id}/judge", action="grade", reliability="B"))
        times.take(partial(asking.post, f"/voices/{one.id}/judge", action="merge", into=f"#{other.id}"))
    return times


def _words(case: Case, number: int, places: str) -> list[str]:
    text = case.document(number).text
    pairs = [part.split("-") for part in places.split(",") if part]
    return [" ".join(text[int(a) : int(b)].split()) for a, b in pairs]


if __name__ == "__main__":
    main()
