"""Messages as mail programs save them: statements and press releases."""

from __future__ import annotations

import pytest

from headwater.errors import BadFormat, InputError, NoText
from headwater.model import Document
from headwater.read.intake.sniff import sniff
from tests.read.intake.helpers import ARTICLE, SENTENCE, page, read_one

HEAD = (
    "Return-Path: <press@quay.example>\nFrom: Quay Press Office <press@quay.example>\nTo: desk@lantern.example\n"
    "Subject: Fwd: =?utf-8?Q?Statement_=E2=80=93_the_pier?=\nDate: Tue, 12 Aug 2031 15:40:00 +0100\nMIME-Version: 1.0\n"
)


def plain(text: str, more: str = "") -> str:
    return f"{HEAD}Content-Type: text/plain; charset=utf-8{more}\n\n{text}"


def parts(*found: tuple[str, str]) -> str:
    inner = "".join(f"--b1\nContent-Type: {kind}\n\n{text}\n\n" for kind, text in found)
    return f"{HEAD}Content-Type: multipart/alternative; boundary=b1\n\n{inner}--b1--\n"


def read(folder, data: str | bytes, name: str = "statement.eml") -> Document:
    found = read_one(folder, name, data)
    assert isinstance(found, Document), found
    return found


def test_a_statement_with_its_subject_sender_and_day(tmp_path):
    document = read(tmp_path, plain(ARTICLE))
    assert document.title == "Statement – the pier"
    assert document.authors == ("Quay Press Office",)
    assert document.published == "2031-08-12T15:40:00+01:00"
    assert document.text.startswith(SENTENCE)
    assert "Return-Path" not in document.text


def test_known_by_its_headers_whatever_its_name(tmp_path):
    assert read(tmp_path, plain(ARTICLE), "renamed").title == "Statement – the pier"
    assert sniff(b"From nobody Tue\n" + plain(ARTICLE).encode()) == "mail"
    assert sniff(plain(ARTICLE).replace("\n", "\r\n").encode()) == "mail"


def test_known_behind_a_long_list_of_stations(tmp_path):
    stations = "".join(
        f"Received: from a{n}.example\n by b.example; Tue, 12 Aug 2031 15:{n % 60:02}:00 +0100\n" for n in range(200)
    )
    document = read(tmp_path, stations + plain(ARTICLE))
    assert (document.title, document.text.startswith(SENTENCE)) == ("Statement – the pier", True)


def test_a_message_with_pictures_in_it_is_no_saved_page(tmp_path):
    body = page("".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n")))
    data = parts(("text/html", body), ("image/png", "x")).replace("multipart/alternative", "multipart/related")
    document = read(tmp_path, data)
    assert (document.title, document.published) == ("Statement – the pier", "2031-08-12T15:40:00+01:00")


@pytest.mark.parametrize("text", ["From: the mayor\n\nDate: today\n", "From: A\nSubject: B\n\n" + ARTICLE, "Note: x\n"])
def test_a_text_that_only_looks_like_one(text):
    assert sniff(text.encode(), "memo.txt") == "text"


def test_lines_that_were_broken_on_the_way_are_whole_again(tmp_path):
    document = read(tmp_path, plain(SENTENCE.replace("bridge", "bridge \n"), "; format=flowed"))
    assert "the bridge would open again" in " ".join(document.text.split())
    encoded = SENTENCE.replace("mayor", "may=\nor")
    head = HEAD + "Content-Type: text/plain\nContent-Transfer-Encoding: quoted-printable\n\n"
    assert read(tmp_path, head + encoded).text.strip() == SENTENCE


def test_the_plain_text_is_read_and_the_page_where_that_is_a_stub(tmp_path):
    body = page("".join(f"<p>{line}</p>" for line in ARTICLE.split("\n\n")), "<title>Mail 17</title>")
    both = read(tmp_path, parts(("text/plain", ARTICLE), ("text/html", page("<p>Other words.</p>"))))
    assert "Other words" not in both.text
    stub = read(tmp_path, parts(("text/plain", "View this in your browser."), ("text/html", body)))
    assert SENTENCE in stub.text
    assert (stub.title, stub.published) == ("Statement – the pier", "2031-08-12T15:40:00+01:00")


def test_what_is_attached_is_not_read(tmp_path):
    attached = "text/plain\nContent-Disposition: attachment; filename=a.txt"
    document = read(tmp_path, parts((attached, "Attached words."), ("text/plain", ARTICLE)))
    assert "Attached words" not in document.text


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (parts(("image/png", "x")), NoText),
        (plain(""), NoText),
        (
            HEAD + "".join(f'Content-Type: multipart/mixed; boundary="b{n}"\n\n--b{n}\n' for n in range(3_000)),
            BadFormat,
        ),
    ],
)
def test_a_message_without_words_is_told(tmp_path, data, kind):
    assert isinstance(read_one(tmp_path, "x.eml", data), kind)


@pytest.mark.parametrize(
    "change",
    [("=?utf-8?Q?", "=?no-such?Q?"), ("=?utf-8?Q?", "=?utf-8?B?"), ("12 Aug 2031", "99 Aug 99999"), ("Tue, ", "\x00")],
)
def test_broken_headers_break_nothing(tmp_path, change):
    found = read_one(tmp_path, "x.eml", plain(ARTICLE).replace(*change))
    assert isinstance(found, Document | InputError)
    if isinstance(found, Document):
        assert SENTENCE in found.text
