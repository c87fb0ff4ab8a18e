"""Who gets in, and who can write: other machines, other sites, other users' pages can do neither."""

from __future__ import annotations

import re

import pytest
from starlette.routing import Route
from starlette.testclient import TestClient

from headwater.show.workbench.security import MOST_BODY, MOST_TARGET
from tests.show.workbench.conftest import BASE, HERE, TOKEN, Bench

FORM = {"content-type": "application/x-www-form-urlencoded"}


def stranger(bench: Bench, **more: object) -> TestClient:
    """A browser without the cookie."""
    given = {"base_url": BASE, "client": HERE, "follow_redirects": False, **more}
    return TestClient(bench.app, **given)  # type: ignore[arg-type]


def routes(bench: Bench) -> list[Route]:
    inner = bench.app.app
    return [route for route in inner.routes if isinstance(route, Route)]  # type: ignore[attr-defined]


def example(route: Route) -> str:
    return re.sub(r"\{[^}]*number\}", "1", route.path).replace("{name}", "page.css")


def writes(bench: Bench) -> list[str]:
    return [example(route) for route in routes(bench) if "POST" in (route.methods or ())]


def verdicts(bench: Bench) -> int:
    with bench.case.reading() as connection:
        return int(connection.exec_driver_sql("SELECT count(*) FROM verdicts").scalar_one())


def test_nobody_gets_in_without_the_token(bench: Bench) -> None:
    for route in routes(bench):
        if route.path == "/enter":
            continue
        for method in route.methods or ():
            answer = stranger(bench).request(method, example(route), headers={"Origin": BASE, **FORM})
            assert answer.status_code == 403, (method, route.path)
            assert "Marram" not in answer.text


@pytest.mark.parametrize("key", ["", "wrong", TOKEN + "x", TOKEN.upper(), "é", "%00"])
def test_a_wrong_token_opens_nothing(bench: Bench, key: str) -> None:
    answer = stranger(bench).get(f"/enter?key={key}")
    assert answer.status_code == 403
    assert "set-cookie" not in answer.headers


def test_the_cookie_can_not_be_read_by_script_nor_sent_by_other_sites(bench: Bench) -> None:
    answer = stranger(bench).get(f"/enter?key={TOKEN}")
    session = answer.headers.get_list("set-cookie")[0]
    assert "HttpOnly" in session
    assert "SameSite=strict" in session
    assert TOKEN not in session
    assert TOKEN not in answer.text


@pytest.mark.parametrize("client", [("192.168.1.9", 5000), ("10.0.0.1", 1), ("::2", 1), ("testclient", 1), None])
def test_other_machines_are_refused(bench: Bench, client: tuple[str, int] | None) -> None:
    browser = stranger(bench, client=client or ("", 0))
    assert browser.get(f"/enter?key={TOKEN}").status_code == 403


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1.evil.example:8765",
        "",
        "localhost:8766",
    ],
)
def test_another_name_for_this_machine_is_refused(bench: Bench, host: str) -> None:
    assert bench.browser.get("/", headers={"Host": host}).status_code == 421


def test_two_hosts_are_refused(bench: Bench) -> None:
    headers = [("Host", "127.0.0.1:8765"), ("Host", "evil.example")]
    assert bench.browser.request("GET", "/", headers=headers).status_code == 421


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://127.0.0.1:9999", "https://127.0.0.1:8765", "file://"]
)
def test_other_origins_can_neither_read_nor_write(bench: Bench, origin: str) -> None:
    for path in writes(bench):
        answer = bench.browser.post(path, data={"csrf": bench.csrf, "action": "accept"}, headers={"Origin": origin})
        assert answer.status_code == 403
    assert bench.browser.get("/", headers={"Origin": origin}).status_code == 403
    assert verdicts(bench) == 0


@pytest.mark.parametrize("site", ["cross-site", "same-site"])
def test_requests_that_other_sites_began_are_refused(bench: Bench, site: str) -> None:
    assert bench.browser.get("/", headers={"Sec-Fetch-Site": site}).status_code == 403
    headers = {"Sec-Fetch-Site": site, "Origin": BASE}
    assert bench.browser.post("/documents/1/undo", data={"csrf": bench.csrf}, headers=headers).status_code == 403


def test_a_write_that_does_not_say_where_it_comes_from_is_refused(bench: Bench) -> None:
    assert bench.browser.post("/documents/1/undo", data={"csrf": bench.csrf}).status_code == 403


@pytest.mark.parametrize("csrf", ["", "0" * 64, "é", TOKEN])
def test_every_write_needs_the_form_s_own_token(bench: Bench, csrf: str) -> None:
    claim = bench.claim("the winch")
    paths = writes(bench)
    assert len(paths) >= 5
    for path in paths:
        fields = {"action": "accept", "claim": str(claim), "csrf": csrf}
        answer = bench.browser.post(path, data=fields, headers={"Origin": BASE})
        assert answer.status_code == 403, path
    assert verdicts(bench) == 0


@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "application/json", "text/plain", ""])
def test_only_plain_forms_are_taken(bench: Bench, kind: str) -> None:
    body = f"csrf={bench.csrf}&action=accept&claim=1"
    headers = {"Origin": BASE, "Content-Type": kind}
    assert bench.browser.post("/documents/1/judge", content=body, headers=headers).status_code == 403


def test_large_requests_are_refused(bench: Bench) -> None:
    big = "x" * (MOST_BODY + 1)
    headers = {"Origin": BASE, **FORM}
    assert bench.browser.post("/documents/1/judge", content=big, headers=headers).status_code == 413
    stream = (b"x" * 65_536 for _ in range(8))  # without a length
    assert bench.browser.post("/documents/1/judge", content=stream, headers=headers).status_code == 413
    assert bench.browser.get("/search?q=" + "a" * MOST_TARGET).status_code == 414
    assert bench.browser.get("/", headers={"X-Big": "a" * 20_000}).status_code == 431
    many = "&".join(f"a{n}=1" for n in range(500))
    assert bench.browser.post("/documents/1/judge", content=many, headers=headers).status_code == 403


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "CONNECT"])
def test_other_methods_are_refused(bench: Bench, method: str) -> None:
    assert bench.browser.request(method, "/documents/1").status_code == 405


@pytest.mark.parametrize(
    "path", ["/", "/nope", "/documents/999", "/static/page.css", "/enter?key=no", f"/enter?key={TOKEN}"]
)
def test_every_answer_has_the_safety_headers(bench: Bench, path: str) -> None:
    headers = bench.browser.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "frame-ancestors 'none'" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "name", ["../app.py", "..%2fapp.py", "workbench.css/../../desk.py", "app.py", "", ".", "%2e%2e/security.py"]
)
def test_nothing_else_is_served_from_folders(bench: Bench, name: str) -> None:
    assert bench.browser.get(f"/static/{name}").status_code == 404


@pytest.mark.parametrize(
    "back", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "/a\\b", "/a\r\nX: y"]
)
def test_a_form_leads_back_to_this_server_only(bench: Bench, back: str) -> None:
    fields = {"csrf": bench.csrf, "action": "accept", "claim": str(bench.claim("the winch")), "back": back}
    answer = bench.browser.post("/documents/1/judge", data=fields, headers={"Origin": BASE})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/documents/1"


@pytest.mark.parametrize("number", ["9223372036854775808", "9" * 400, "99999999999999999"])
@pytest.mark.parametrize("page", ["documents", "voices"])
def test_a_number_too_large_for_any_case_is_no_address(bench, page, number):
    assert bench.browser.get(f"/{page}/{number}").status_code == 404
    assert bench.browser.get(f"/{page}/{number}/report").status_code == 404
