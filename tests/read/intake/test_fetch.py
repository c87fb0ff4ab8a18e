from __future__ import annotations

import gzip
import ipaddress
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from headwater.errors import AddressRefused
from headwater.model import Document
from headwater.read.intake import documents
from headwater.read.intake import fetch as fetching
from headwater.read.intake.fetch import fetch, is_public
from tests.read.intake.helpers import SENTENCE, page

PAGE = page(f"<article><h1>Pier gives way</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></article>").encode()


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self):
        getattr(self, "answer_" + self.path.strip("/").partition("?")[0], self.answer_missing)()

    def send(self, data=b"", status=200, **headers):
        self.send_response(status)
        for key, value in {"Content-Type": "text/html", "Content-Length": str(len(data)), **headers}.items():
            self.send_header(key.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def answer_page(self):
        self.send(PAGE)

    def answer_missing(self):
        self.send(b"no", 404)

    def answer_moved(self):
        self.send(status=302, Location="/page")

    def answer_loop(self):
        self.send(status=302, Location="/loop")

    def answer_inward(self):
        self.send(status=302, Location="http://10.0.0.7/secret")

    def answer_file(self):
        self.send(status=302, Location="file:///etc/passwd")

    def answer_huge(self):
        self.send(b"", Content_Length=str(1 << 40))

    def answer_bomb(self):
        self.send(gzip.compress(b"a" * (3 << 20)), Content_Encoding="gzip")

    def answer_drip(self):
        self.send_response(200)
        self.end_headers()
        for _ in range(60):
            try:
                self.wfile.write(b"<p>x")
                self.wfile.flush()
            except OSError:
                return
            time.sleep(0.1)

    def answer_silent(self):
        time.sleep(4)

    def log_message(self, *arguments):
        pass


@pytest.fixture(scope="module")
def server():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_a_page(server):
    (document,) = documents(f"{server}/moved", allow_private=True)
    assert isinstance(document, Document)
    assert document.title == "Pier gives way"
    assert document.origin == f"{server}/moved"


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"]
)
def test_private_addresses_are_refused(server, host):
    (error,) = documents(f"http://{host}:{server.rpartition(':')[2]}/page")
    assert isinstance(error, AddressRefused)


def test_every_hop_is_checked(server, monkeypatch):
    checked = fetching.is_public
    monkeypatch.setattr(fetching, "is_public", lambda number: number.is_loopback or checked(number))
    with pytest.raises(AddressRefused, match="private network"):
        fetch(f"{server}/inward")


def test_a_name_that_changes_its_answer_is_resolved_once_a_hop(server, monkeypatch):
    asked = []
    real = fetching.socket.getaddrinfo

    def answer(host, port, *arguments, **options):
        if host == "lantern.example":
            asked.append(host)
            host = "127.0.0.1" if len(asked) == 1 else "10.0.0.7"
        return real(host, port, *arguments, **options)

    monkeypatch.setattr(fetching.socket, "getaddrinfo", answer)
    assert b"Pier" in fetch(f"http://lantern.example:{server.rpartition(':')[2]}/page", allow_private=True).data
    assert asked == ["lantern.example"]


@pytest.mark.parametrize("path", ["missing", "loop", "file", "huge"])
def test_bad_answers(server, path):
    with pytest.raises(AddressRefused):
        fetch(f"{server}/{path}", allow_private=True)


def test_size_counts_after_unpacking(server):
    with pytest.raises(AddressRefused, match="larger"):
        fetch(f"{server}/bomb", allow_private=True, most=1 << 20)


@pytest.mark.parametrize("path", ["drip", "silent"])
def test_slow_servers(server, path):
    begin = time.monotonic()
    with pytest.raises(AddressRefused):
        fetch(f"{server}/{path}", allow_private=True, seconds=0.5)
    assert time.monotonic() - begin < 3


@pytest.mark.parametrize(
    "url",
    [
        "http://",
        "http://[",
        "http://a b/",
        "http://user:pw@127.0.0.1/",
        "http://127.0.0.1:99999/",
        "http://\u202e/",
        "https://x.invalid/",
        "http://" + "a" * 300 + "/",
    ],
)
def test_addresses_that_are_none(url):
    (error,) = documents(url, allow_private=True)
    assert isinstance(error, AddressRefused)


@pytest.mark.parametrize(
    ("number", "public"),
    [
        ("8.8.8.8", True), ("2606:4700::1111", True), ("10.0.0.1", False), ("169.254.169.254", False), ("100.64.0.1", False), ("224.0.0.1", False),
        ("::ffff:10.0.0.1", False), ("64:ff9b::10.0.0.1", False), ("2002:7f00:1::", False), ("fe80::1", False), ("fc00::1", False), ("::", False), ("fec0::1", False),
    ],
)  # fmt: skip
def test_what_is_public(number, public):
    assert is_public(ipaddress.ip_address(number)) is public
