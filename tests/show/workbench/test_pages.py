"""Every page in process: it answers, says what the case holds, and each count leads to the words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from headwater.store.case import Case
from tests.factory import build
from tests.show.workbench.conftest import Bench
from tests.store.fakes import put, read

PAGES = (
    "/",
    "/documents",
    "/documents?publisher=Harbour+Gazette",
    "/documents?since=2031-05-03&until=2031-05-09",
    "/documents?removed=1",
    "/documents/1",
    "/documents/1?only=unnamed&marks=numbers,times,drift,changes",
    "/documents/1?at=1&edit=1",
    "/documents/1?new=words",
    "/documents/1/panel?at=1",
    "/documents/2",
    "/voices",
    "/voices?named=no",
    "/voices/1",
    "/voices/1?show=relayed",
    "/statements",
    "/statements?speaker=author",
    "/questions",
    "/questions?kind=quotation",
    "/verdicts",
    "/search",
    "/search?q=lock",
    "/search?q=lock&in=claims&kind=person&named=yes&certainty=CT%2B&since=2031-01-01&until=2032-01-01",
    "/search?q=teld&in=voices",
    "/report",
)


class Checker(HTMLParser):
    """Looks for what no page may hold, and for addresses and ids."""

    def __init__(self) -> None:
        super().__init__()
        self.bad: list[str] = []
        self.links: list[str] = []
        self.ids: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if any(name.startswith("on") or name == "style" for name in given):
            self.bad.append(f"<{tag} {attrs}>")
        if tag in ("script", "link") and not str(given.get("src") or given.get("href")).startswith("/static/"):
            self.bad.append(f"<{tag} {attrs}>")
        if tag in ("iframe", "object", "embed", "base", "style", "img", "marquee"):
            self.bad.append(f"<{tag}>")
        for name in ("href", "action", "src"):
            if name in given and not re.match(r"[/#](?![/\\])", given[name] or ""):
                self.bad.append(f"{tag} {name}={given[name]}")
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if "id" in given:
            self.ids.append(str(given["id"]))


def check(html: str) -> Checker:
    checker = Checker()
    checker.feed(html)
    assert not checker.bad, checker.bad
    assert len(checker.ids) == len(set(checker.ids)), "an id twice"
    return checker


@pytest.mark.parametrize("page", PAGES)
def test_every_page_answers_and_holds_nothing_that_acts(bench: Bench, page: str) -> None:
    check(bench.get(page))


def test_every_link_on_every_page_leads_somewhere(bench: Bench) -> None:
    claim = bench.claim("the winch")
    bench.post("/documents/1/judge", action="reject", claim=claim, reason="not said")
    waiting, seen = ["/"], set()
    while waiting and len(seen) < 150:
        page = waiting.pop()
        if page in seen:
            continue
        seen.add(page)
        html = bench.get(page)
        if page.endswith("/report") and page != "/report":
            continue
        waiting += [link.split("#")[0] for link in check(html).links if link.startswith("/")]
    assert {"/voices", "/documents/1", "/report", "/verdicts"} <= seen


def test_a_link_to_words_marks_those_words(bench: Bench) -> None:
    link = next(x for x in check(bench.get("/questions?kind=quotation")).links if "from=" in x)
    page = bench.get(link.split("#")[0])
    assert '<span class="spot" id="here">' in page
    assert re.search(r'id="here">(<[^>]+>)*“It sounded like a train', page)


def test_the_overview_counts_what_is_there(bench: Bench) -> None:
    page = bench.get("/")
    assert "2 documents" in page
    assert page.count("<circle") == 2
    assert "quotation that nobody is said to have said" in page
    total = int(re.search(r"On whose word the (\d+) statements", page)[1])  # type: ignore[index]
    listed = int(re.search(r"<p>(\d+) statements", bench.get("/statements"))[1])  # type: ignore[index]
    assert total == listed == 11


@pytest.mark.parametrize("speaker", ["author", "named", "unnamed", "document"])
def test_each_share_is_as_long_as_its_list(bench: Bench, speaker: str) -> None:
    page = bench.get("/")
    number = int(re.search(rf"speaker={speaker}\"><b>[^<]+</b>[^<]+</a> <small>(\d+)<", page)[1])  # type: ignore[index]
    assert bench.get(f"/statements?speaker={speaker}").count('class="said-words"') == number


def test_the_chain_stands_in_words(bench: Bench) -> None:
    page = bench.get(f"/documents/1/panel?at={bench.claim('the gate “had')}")
    assert "The Courier, quoting two officials, not named" in page
    assert "possibly, 20–55%" in page


def test_the_tools_own_doubt_is_a_sentence_of_its_own(bench: Bench) -> None:
    page = bench.get(f"/documents/1/panel?at={bench.claim('the siren')}")
    assert '<p class="unsure">Headwater is unsure' in page


def test_a_filter_keeps_its_statements_only(bench: Bench) -> None:
    page = bench.get("/documents/1?only=unnamed")
    assert "only o-s-unnamed" in page
    ledger = page[page.index('id="ledger"') :]
    assert "two officials" in ledger
    assert ">the winch was probably worn" not in ledger


def test_what_is_new_is_told_the_next_time(bench: Bench) -> None:
    assert "Since you last looked" not in bench.get("/")
    bench.browser.get("/enter?key=a-token-of-the-tests")
    put(bench.case, build("Later.\n", origin="later.txt", title="Later", published="2031-05-06"))
    page = bench.get("/")
    assert "Since you last looked" in page
    assert "1 new document" in page
    assert 'class="dot new"' in page


def test_a_voice_has_everything_it_said_in_order_of_time(bench: Bench) -> None:
    page = bench.get(f"/voices/{bench.voice('Mara Teld')}")
    assert page.index("We did not skip anything") < page.index("there would be an inquiry")
    assert "3 statements in 2 documents" in page


def test_search_marks_the_hits_and_leads_to_them(bench: Bench) -> None:
    page = bench.get("/search?q=winch")
    assert "<mark>winch</mark>" in page
    link = next(x for x in check(page).links if "from=" in x)
    assert 'id="here"' in bench.get(link.split("#")[0])


def test_a_document_s_report_is_one_file_that_loads_nothing(bench: Bench) -> None:
    answer = bench.browser.get("/documents/1/report")
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "<script" not in answer.text
    assert "/static/" not in answer.text


def test_an_empty_case_says_how_to_fill_it(tmp_path: object) -> None:
    from pathlib import Path

    from headwater.store.case import Case

    assert isinstance(tmp_path, Path)
    with Case.create(tmp_path / "empty.headwater") as case:
        bench = Bench(case)
        assert "headwater add" in bench.get("/")
        for page in ("/documents", "/voices", "/statements", "/questions", "/verdicts", "/search?q=x", "/report"):
            bench.get(page)
        for page in ("/documents/1", "/voices/1", "/documents/1/report"):
            assert "There is no" in bench.get(page, 404)


HOSTILE = """\
<script>alert(1)</script> "quoted" & <img src=x onerror=alert(2)>
Mara <b>Teld</b> said the \u202egate\u202c was <a href="javascript:alert(3)">open</a> {{ 7 * 7 }}.
"""


def test_a_hostile_document_is_words_and_nothing_else(bench: Bench) -> None:
    name = "Mara <b>Teld</b>"
    reading = build(
        HOSTILE,
        [
            {"id": "v1", "name": name, "kind": "person"},
            {"id": "v2", "name": '"><script>x()</script>', "kind": "unnamed"},
        ],
        [{"id": "a1", "voice": "v1", "content": "the \u202egate\u202c was", "source": name, "cue": "said"}],
        origin='"><svg onload=alert(4)>',
        title="<script>alert(5)</script>\u202etitle",
        publisher="<style>*{display:none}</style>",
        authors=("<iframe src=//evil.example>",),
        url="javascript:alert(6)",
        published="2031-05-05",
        markup=[("open", "link", "javascript:alert(7)")],
    )
    number = put(bench.case, reading)[0]
    claim = bench.claim("the \u202egate", number)
    bench.post(f"/documents/{number}/judge", action="accept", claim=claim, reason="<script>y()</script>")
    voice = bench.voice(name)
    for page in (
        "/", "/documents", f"/documents/{number}", f"/documents/{number}?at={claim}&edit=1", "/voices", f"/voices/{voice}",
        "/statements", "/questions", "/verdicts", "/search?q=gate", "/search?q=teld&in=claims", "/search?q=teld&in=voices",
        "/search?q=%22%3E%3Cscript%3E", "/report",
    ):  # fmt: skip
        html = bench.get(page)
        check(html)
        assert "<script>" not in html
        assert "\u202e" not in html, page
        assert "{{" not in html or "{{ 7 * 7 }}" in html


@pytest.mark.parametrize(
    "query",
    ["?at=x", "?at=-1", "?at=99999999999999999999", "?from=5&to=2", "?from=0&to=999999999", "?new=9-3", "?new=a-b",
     "?only=nonsense", "?marks=,,nonsense", "?at=1&edit=%00", "?offset=zzz"],
)  # fmt: skip
def test_nonsense_in_the_address_does_no_harm(bench: Bench, query: str) -> None:
    check(bench.get(f"/documents/1{query}"))


@pytest.mark.parametrize("page", ["/voices?kind=%00&named=maybe&offset=99999999", "/statements?speaker=x&document=y",
                                  "/questions?kind=x&offset=5", "/verdicts?after=x&document=-3", "/documents?added=%F0",
                                  "/search?q=%00%22*-&kind=x&since=x&document=zz", "/search?q=" + "a" * 3000,
                                  "/documents?offset=18446744073709551616"])  # fmt: skip
def test_nonsense_on_other_pages_does_no_harm(bench: Bench, page: str) -> None:
    check(bench.get(page))


def test_a_voice_s_page_offers_whom_it_may_be_the_fuller_name_stays(tmp_path) -> None:
    texts = ("Mara Teld said the gate was shut.", "Teld said the water was high.")
    with Case.create(tmp_path / "two.headwater") as case:
        put(case, *(read(t, f"{n}.txt", publisher=f"Paper {n}") for n, t in enumerate(texts)))
        bench = Bench(case)
        full, short = bench.voice("Mara Teld"), bench.voice("Teld")
        for number in (full, short):
            page = bench.get(f"/voices/{number}")
            assert "It may be the same as" in page
            assert f'action="/voices/{short}/judge"' in page
            assert f'value="#{full}"' in page
        bench.post(f"/voices/{short}/judge", action="merge", into=f"#{full}")
        assert "2 statements" in bench.get(f"/voices/{full}")
        assert "Paper 1" in bench.get("/statements")
