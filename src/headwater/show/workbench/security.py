"""Who may ask what of the workbench: a guard in front of every route.

The server is for the person who started it and nobody else. A request passes if it comes from this machine, names this
server as its host, comes from this server's own pages (or was typed), carries the cookie that the per-start token bought,
and is not too large; a request that writes must also carry the write token that only this server's pages hold.
"""

from __future__ import annotations

import hashlib
import hmac
import ipaddress
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BODY = 256 * 1024
"""Bytes of a request's body that are read at all."""

MOST_TARGET = 8 * 1024
"""Bytes of a path with its query."""

MOST_HEADERS = 16 * 1024
"""Bytes of all headers together."""

WRITING = ("POST",)
READING = ("GET", "HEAD")
ENTRANCE = "/enter"

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",
        "connect-src 'self'",
        "img-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    # not "no-referrer": with it browsers send "Origin: null" with a page's own forms, and the origin could not be checked
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True)
class Keys:
    """What is derived from the token of one start of the server. The token itself never leaves the first address."""

    token: str
    port: int

    def _derive(self, purpose: str) -> str:
        return hmac.new(self.token.encode(), purpose.encode(), hashlib.sha256).hexdigest()

    @cached_property
    def session(self) -> str:
        """What the cookie holds."""
        return self._derive("session")

    @cached_property
    def write(self) -> str:
        """What every form holds."""
        return self._derive("write")

    @property
    def cookie(self) -> str:
        """The cookie's name: browsers share cookies between the ports of a host."""
        return f"headwater-{self.port}"

    @property
    def hosts(self) -> tuple[str, ...]:
        """The names by which this server may be asked."""
        return tuple(f"{name}:{self.port}" for name in ("127.0.0.1", "localhost", "[::1]"))

    def opens(self, token: str) -> bool:
        """Whether a token given at the entrance is the right one."""
        return same(token, self.token)


class Guard:
    """ASGI middleware that refuses what must not pass, and puts the safety headers on everything."""

    def __init__(self, app: ASGIApp, keys: Keys) -> None:
        self.app = app
        self.keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, or refuse it."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        refusal = self._refusal(scope)
        if refusal is not None:
            status, words = refusal
            await PlainTextResponse(words + "\n", status)(scope, receive, _with_headers(send))
            return
        await self.app(scope, _limited(receive), _with_headers(send))

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        return (
            _wrong_size(scope, headers)
            or self._wrong_place(scope, headers)
            or self._wrong_site(scope, headers)
            or self._no_cookie(scope, headers)
        )

    def _wrong_place(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        if not is_loopback(scope.get("client")):
            return 403, "The workbench answers this machine only."
        if headers.getlist("host") not in [[host] for host in self.keys.hosts]:
            return 421, "The workbench is asked by its own address only. Open the address that headwater serve printed."
        if scope["method"] not in (*READING, *WRITING):
            return 405, "The workbench knows GET, HEAD and POST."
        return None

    def _wrong_site(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        origin = headers.get("origin")
        own = f"http://{headers['host']}"
        if origin is not None and origin != own:
            return 403, "This request comes from another site."
        site = headers.get("sec-fetch-site", "none")
        if scope["method"] in WRITING and origin is None and site != "same-origin":
            return 403, "A request that writes must say where it comes from."
        if site not in ("none", "same-origin") and scope["path"] != ENTRANCE:
            return 403, "This request comes from another site."
        return None

    def _no_cookie(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        if scope["path"] == ENTRANCE or same(cookies(headers).get(self.keys.cookie, ""), self.keys.session):
            return None
        return 403, "The workbench does not know this browser. Open the address that headwater serve printed."


def is_loopback(client: Iterable[object] | None) -> bool:
    """Whether an ASGI client address is this machine's."""
    host, *_ = client or ("",)
    try:
        address = ipaddress.ip_address(str(host))
    except ValueError:
        return False
    return address.is_loopback


def cookies(headers: Headers) -> Mapping[str, str]:
    """The cookies of a request; none if they can't be parsed."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in jar.items()}


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that says nothing about where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode("utf-8", "replace"))


def form_fields(body: bytes) -> dict[str, str]:
    """The fields of a form sent as ``application/x-www-form-urlencoded``; the last of each name. Raises ValueError."""
    return dict(parse_qsl(body.decode("utf-8"), keep_blank_values=True, max_num_fields=200))


def _wrong_size(scope: Scope, headers: Headers) -> tuple[int, str] | None:
    if len(scope.get("raw_path") or b"") + len(scope.get("query_string") or b"") > MOST_TARGET:
        return 414, "The address is too long."
    if sum(len(name) + len(value) for name, value in scope["headers"]) > MOST_HEADERS:
        return 431, "The request has too much in its head."
    length = headers.get("content-length", "0")
    if not (length.isascii() and length.isdecimal()):
        return 400, "The length of the request is no number."
    if len(length) > 9 or int(length) > MOST_BODY:
        return 413, "The request is too large."
    return None


class TooMuch(Exception):
    """A body that turned out larger than the limit while it was read."""


def _limited(receive: Receive) -> Receive:
    got = 0

    async def limited() -> Message:
        nonlocal got
        message = await receive()
        got += len(message.get("body", b""))
        if got > MOST_BODY:
            raise TooMuch
        return message

    return limited


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers[name] = value
        await send(message)

    return sending
