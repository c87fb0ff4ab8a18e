"""Addresses: one page from the web, with every host checked before it is connected to.

An address may lead into a private network by its name, by its numbers, by a redirect or by a name that changes its answer between check and
connection. So each hop's host is resolved once, every number it resolves to is checked, and the connection goes to a checked number.
"""

from __future__ import annotations

import ipaddress
import socket
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from headwater.errors import AddressRefused, HeadwaterError
from headwater.read.intake import limits

if TYPE_CHECKING:
    import httpx

_AGENT = "headwater (reads one page at its user's request)"
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
Address = ipaddress.IPv4Address | ipaddress.IPv6Address


@dataclass(frozen=True, slots=True)
class Page:
    """What an address gave: its bytes, its media type as sent, and where it was found in the end."""

    data: bytes
    content_type: str
    url: str


def fetch(
    url: str, *, allow_private: bool = False, seconds: float = limits.FETCH_SECONDS, most: int = limits.FETCH_BYTES
) -> Page:
    """Fetch one page over http or https. Raises AddressRefused within ``seconds`` and a little, whatever the server does."""
    box: list[Page | BaseException] = []
    deadline = time.monotonic() + seconds

    def work() -> None:
        try:
            box.append(_fetch(url, allow_private, deadline, most))
        except BaseException as error:
            box.append(error)

    worker = threading.Thread(target=work, daemon=True, name="headwater-fetch")
    worker.start()
    worker.join(seconds + 1.0)
    if not box:
        raise AddressRefused(url, f"took longer than {seconds:g} seconds", "save the page and give the file")
    result = box[0]
    if isinstance(result, Page):
        return result
    if isinstance(result, HeadwaterError):
        raise result
    raise AddressRefused(url, "can't be fetched", type(result).__name__) from result


def _fetch(url: str, allow_private: bool, deadline: float, most: int) -> Page:
    import httpx

    here = url
    try:
        with httpx.Client(
            trust_env=False, follow_redirects=False, headers={"User-Agent": _AGENT, "Accept-Encoding": "gzip, identity"}
        ) as client:
            for _ in range(limits.FETCH_REDIRECTS + 1):
                request = _request(client, here, url, allow_private, deadline)
                response = client.send(request, stream=True)
                try:
                    target = response.headers.get("location")
                    if response.status_code in _REDIRECTS and target:
                        here = urljoin(here, target)
                        continue
                    return _page(response, here, url, deadline, most)
                finally:
                    response.close()
    except httpx.TimeoutException as error:
        raise AddressRefused(url, "took too long", "save the page and give the file") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, UnicodeError, ValueError) as error:
        raise AddressRefused(url, "can't be reached", str(error)[:120]) from error
    raise AddressRefused(url, f"redirects more than {limits.FETCH_REDIRECTS} times", "give the final address")


def _request(client: httpx.Client, here: str, url: str, allow_private: bool, deadline: float) -> httpx.Request:
    """A request to a checked number that names the host in its headers and, for https, in its certificate check."""
    parts = urlsplit(here)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise AddressRefused(url, "leads to something that is no web page", "only http and https are fetched")
    if parts.username or parts.password:
        raise AddressRefused(url, "carries a user name or password", "leave them out")
    port = parts.port or (443 if parts.scheme == "https" else 80)
    number = _checked_number(parts.hostname, port, url, allow_private)
    shown = f"[{number}]" if number.version == 6 else str(number)
    target = parts._replace(netloc=f"{shown}:{port}", fragment="").geturl()
    host = parts.hostname if parts.port is None else f"{parts.hostname}:{parts.port}"
    left = max(0.1, deadline - time.monotonic())
    return client.build_request(
        "GET",
        target,
        headers={"Host": host},
        timeout=left,
        extensions={"sni_hostname": parts.hostname, "timeout": _timeouts(left)},
    )


def _timeouts(left: float) -> dict[str, float]:
    return dict.fromkeys(("connect", "read", "write", "pool"), left)


def _checked_number(host: str, port: int, url: str, allow_private: bool) -> Address:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise AddressRefused(
            url, f"names a host that can't be found ({host[:80]})", "check the spelling and the connection"
        ) from error
    numbers = [ipaddress.ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not numbers:
        raise AddressRefused(url, f"names a host that can't be found ({host[:80]})")
    if not allow_private:
        for number in numbers:
            if not is_public(number):
                raise AddressRefused(
                    url, f"leads into a private network ({host[:80]})", "save the page and give the file"
                )
    return numbers[0]


def is_public(number: Address) -> bool:
    """Whether a number may be connected to. Numbers that carry another inside (mapped, 6to4, Teredo, NAT64) are judged by that."""
    if isinstance(number, ipaddress.IPv6Address):
        inner = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if inner is None and number in ipaddress.ip_network("64:ff9b::/96"):
            inner = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(inner)
        if number.is_site_local:
            return False
    return number.is_global and not number.is_multicast and not number.is_reserved and not number.is_unspecified


def _page(response: httpx.Response, here: str, url: str, deadline: float, most: int) -> Page:
    if response.status_code != 200:
        raise AddressRefused(url, f"answered with status {response.status_code}", "check it in a browser")
    stated = response.headers.get("content-length", "")
    if stated.isdigit() and int(stated[:18]) > most:
        raise AddressRefused(url, f"is larger than {most // limits.MEBIBYTE} MiB", "save the article alone")
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_bytes(1 << 16):
        size += len(chunk)
        if size > most:
            raise AddressRefused(url, f"is larger than {most // limits.MEBIBYTE} MiB", "save the article alone")
        if time.monotonic() > deadline:
            raise AddressRefused(url, "took too long", "save the page and give the file")
        chunks.append(chunk)
    return Page(b"".join(chunks), response.headers.get("content-type", ""), here)
