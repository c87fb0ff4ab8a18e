"""Collections that other programs left, in small: every page with what only the collection knows of it. All invented."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from headwater.adding import add_captures
from headwater.errors import InputError
from headwater.gathering import Kind, gather, recognise
from headwater.gathering.items import inside, time_of
from headwater.store.documents import Capture
from tests.store.fakes import load_fake, new_case

BODY = (
    "<p>Ada Quill said the upper gate of the Marram lock was shut before the storm came up the river on Thursday. "
    "The keeper wrote it down, and two of his men saw him do it, which the harbour office confirmed to the Gazette later.</p>"
    "<p>Residents of the lower quay said that they had heard the siren three times in the night and had left their houses "
    "with what they could carry. The board will publish its findings when the winch has been looked at by its own engineers.</p>"
)
PAGE = f"<html lang=en><head><title>The gate was shut</title></head><body><article><h1>The gate was shut</h1>{BODY}</article></body></html>"


def found(path: Path, kind: Kind | None = None) -> tuple[list[Capture], list[InputError]]:
    everything = list(gather(path, kind))
    return [c for c in everything if isinstance(c, Capture)], [e for e in everything if isinstance(e, InputError)]


def test_a_browsers_folder_without_what_lies_beside_the_pages(tmp_path: Path) -> None:
    comment = "<!-- saved from url=(0030)https://gazette.example/gate?a=1 -->"
    (tmp_path / "The gate.html").write_text(f"{comment}{PAGE}")
    side = tmp_path / "The gate_files"
    side.mkdir()
    (side / "frame.html").write_text(PAGE.replace("shut", "advertised"))
    (tmp_path / "Notes_files").mkdir()
    (tmp_path / "Notes_files" / "kept.html").write_text(PAGE.replace("gate", "door"))
    assert recognise(tmp_path) is Kind.browser
    captures, errors = found(tmp_path)
    assert errors == []
    assert sorted(c.document.title or "" for c in captures) == ["The door was shut", "The gate was shut"]
    assert {c.document.url for c in captures} == {"https://gazette.example/gate?a=1", None}


def test_mhtml(tmp_path: Path) -> None:
    head = (
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://gazette.example/gate\r\nSubject: The gate\r\n"
        "Date: Fri, 2 May 2031 04:10:00 -0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="--B--"\r\n\r\n\r\n----B--\r\n'
        "Content-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\nContent-Location: https://gazette.example/gate\r\n\r\n"
    )
    path = tmp_path / "gate.mhtml"
    path.write_bytes(f"{head}{PAGE}\r\n----B----\r\n".encode())
    [capture], errors = found(path)
    assert errors == []
    assert (capture.document.url, capture.captured) == ("https://gazette.example/gate", "2031-05-02T04:10:00.000000Z")
    assert "two of his men saw him" in capture.document.text


def write_index(path: Path, rows: list[dict[str, str]]) -> None:
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def test_an_archivers_folder(tmp_path: Path) -> None:
    (tmp_path / "pages").mkdir()
    (tmp_path / "pages" / "1.html").write_text(PAGE)
    (tmp_path.parent / "outside.html").write_text(PAGE)
    words = " ".join(["Residents said that the siren was heard."] * 20)
    blank = {"Archive location": "", "Text content": ""}
    write_index(tmp_path / "archive.csv", [
        {"Link": "https://a.example/1", "Archive location": "/somewhere/else/pages/1.html", "Text content": "", "Archive date": "2031-05-02T04:10:00Z"},
        {"Link": "https://a.example/2", "Archive location": "", "Text content": words, "Archive date": "20310502041000"},
        {"Link": "https://a.example/3", **blank, "Archive date": ""},
        {"Link": "https://a.example/4", "Archive location": "../outside.html", "Text content": "", "Archive date": ""},
    ])  # fmt: skip
    assert recognise(tmp_path) is Kind.indexed
    captures, errors = found(tmp_path)
    assert [(c.document.url, c.captured) for c in captures] == [
        ("https://a.example/1", "2031-05-02T04:10:00.000000Z"),
        ("https://a.example/2", "2031-05-02T04:10:00.000000Z"),
    ]
    assert [e.problem for e in errors] == [f"is listed without its page: https://a.example/{n}" for n in (3, 4)]


@pytest.mark.parametrize("between", [";", "\t"])
def test_an_index_as_other_countries_write_it(between: str, tmp_path: Path) -> None:
    (tmp_path / "12.html").write_text(PAGE)
    lines = (["Page Title", "URL", "File Name"], ["The gate, shut", "https://a.example/12", "12.html"])
    (tmp_path / "pages.csv").write_text("\ufeff" + "".join(f"{between.join(line)}\r\n" for line in lines))
    assert recognise(tmp_path) is Kind.indexed
    [capture], errors = found(tmp_path)
    assert errors == []
    assert capture.document.url == "https://a.example/12"


def test_zoteros_csv_and_its_rdf_say_the_same(tmp_path: Path) -> None:
    (tmp_path / "files" / "7").mkdir(parents=True)
    page = tmp_path / "files" / "7" / "gate.html"
    page.write_text(PAGE.replace("<title>The gate was shut</title>", "").replace("<h1>The gate was shut</h1>", ""))
    write_index(tmp_path / "library.csv", [
        {"Title": "The gate", "Author": "Quill, Ada; Teld, Mara", "Publication Title": "Gazette", "Date": "2031-05-01", "Url": "https://g.example/gate",
         "Access Date": "2031-05-02 04:10:00", "File Attachments": f"{page}; C:\\x\\missing.pdf"},
    ])  # fmt: skip
    rdf = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:link="http://purl.org/rss/1.0/modules/link/" xmlns:foaf="http://xmlns.com/foaf/0.1/">
<bib:Article rdf:about="https://g.example/gate"><z:itemType>newspaperArticle</z:itemType>
<dcterms:isPartOf><bib:Newspaper><dc:title>Gazette</dc:title></bib:Newspaper></dcterms:isPartOf>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>Quill</foaf:surname><foaf:givenName>Ada</foaf:givenName></foaf:Person></rdf:li>
<rdf:li><foaf:Person><foaf:surname>Teld</foaf:surname><foaf:givenName>Mara</foaf:givenName></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<link:link rdf:resource="#item_7"/><dc:title>The gate</dc:title><dc:date>2031-05-01</dc:date>
<dcterms:dateSubmitted>2031-05-02 04:10:00</dcterms:dateSubmitted></bib:Article>
<z:Attachment rdf:about="#item_7"><z:itemType>attachment</z:itemType><rdf:resource rdf:resource="files/7/gate.html"/></z:Attachment>
</rdf:RDF>"""
    (tmp_path / "library.rdf").write_text(rdf)
    for path, kind in ((tmp_path / "library.csv", Kind.indexed), (tmp_path / "library.rdf", Kind.zotero)):
        assert recognise(path) is kind
        [capture], errors = found(path)
        document = capture.document
        assert errors == []
        assert (document.title, document.authors, document.publisher) == (
            "The gate",
            ("Ada Quill", "Mara Teld"),
            "Gazette",
        )
        assert (document.published, document.url) == ("2031-05-01", "https://g.example/gate")
        assert capture.captured == "2031-05-02T04:10:00.000000Z"


RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Gazette</title>
<item><title>The gate</title><link>https://g.example/1</link><pubDate>Fri, 02 May 2031 04:10:00 GMT</pubDate>
<content:encoded><![CDATA[{BODY}]]></content:encoded></item>
<item><title>A teaser</title><link>https://g.example/2</link><description>Read on.</description></item></channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry><title>The gate</title>
<link rel="alternate" href="https://g.example/1"/><published>2031-05-02T04:10:00Z</published><author><name>Ada Quill</name></author>
<content type="html">{BODY.replace("<", "&lt;")}</content></entry></feed>"""


@pytest.mark.parametrize(("feed", "left"), [(RSS, 1), (ATOM, 0)])
def test_feeds(feed: str, left: int, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(feed)
    assert recognise(path) is Kind.feed
    [capture], errors = found(path)
    document = capture.document
    assert (document.url, document.title, document.publisher) == ("https://g.example/1", "The gate", "Gazette")
    assert (document.published or "").startswith("2031-05-02")
    assert len(errors) == left


def test_lists_of_feeds_are_fetched_only_when_asked(tmp_path: Path) -> None:
    path = tmp_path / "feeds.opml"
    path.write_text(
        '<opml version="2.0"><body><outline text="G"><outline xmlUrl="https://g.example/feed"/></outline></body></opml>'
    )
    captures, [error] = found(path)
    assert captures == []
    assert "https://g.example/feed" in error.problem


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<rss>",
        "<rss><channel/></rss>",
        '<!DOCTYPE x [<!ENTITY a "b">]><rss>&a;</rss>',
        "<feed>" + "<a>" * 5_000,
        "\x00<rss",
    ],
)
def test_broken_feeds_are_told(content: str, tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(content)
    captures, errors = found(path, Kind.feed)
    assert captures == []
    assert len(errors) == 1


@pytest.mark.parametrize("kind", list(Kind))
def test_every_kind_refuses_what_it_is_not(kind: Kind, tmp_path: Path) -> None:
    path = tmp_path / "odd.bin"
    path.write_bytes(bytes(range(256)) * 8)
    captures, errors = found(path, kind)
    assert (captures, len(errors)) == ([], 1)
    [error] = found(tmp_path / "nowhere", kind)[1]
    assert error.problem == "doesn't exist"


def test_no_index_leads_out_of_its_folder(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (tmp_path / "secret.html").write_text("x")
    (folder / "link.html").symlink_to(tmp_path / "secret.html")
    for name in ("../secret.html", str(tmp_path / "secret.html"), "link.html", "..\\secret.html", "\x00", "a" * 5_000):
        assert inside(folder, name) is None


def test_times_however_they_are_written() -> None:
    same = "2031-05-02T04:10:00.000000Z"
    for words in (
        "2031-05-02T04:10:00Z",
        "2031-05-02 06:10:00+02:00",
        "20310502041000",
        "Fri, 02 May 2031 04:10:00 GMT",
        "1935461400",
    ):
        assert time_of(words) == same, words
    assert [time_of(w) for w in (None, "", "yesterday", "9" * 13, "2031-13-01")][:3] == [None] * 3


def test_into_a_case_and_again(tmp_path: Path) -> None:
    path = tmp_path / "feed.xml"
    path.write_text(RSS)
    with new_case(tmp_path) as case:
        first = [a.what for a in add_captures(case, gather(path), load=load_fake)]  # type: ignore[arg-type]
        again = [a.what for a in add_captures(case, gather(path), load=load_fake)]  # type: ignore[arg-type]
    assert first == ["new", "failed"]
    assert again[0] in ("known", "captured again")
