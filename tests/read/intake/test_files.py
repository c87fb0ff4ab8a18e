from __future__ import annotations

import gzip
import io
import os

import pytest

from headwater.errors import BadEncoding, BadFormat, InputError, NotEnglish, NoText, NotReadable, TooLarge
from headwater.model import Document
from headwater.read.intake import documents
from headwater.read.intake.dates import iso_date
from headwater.read.intake.sniff import sniff
from tests.read.intake.helpers import ARTICLE, SENTENCE, marked, page, read_all, read_one, residue, warc, zipped

PAGE = page(f"<article><h1>Pier gives way</h1><p>{SENTENCE}</p><p>{SENTENCE}</p></article>").encode()


def pdf(pages: list[list[str]], **options) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, **options)
    for number, lines in enumerate(pages, start=1):
        canvas.setFont("Helvetica", 9)
        canvas.drawString(72, 810, "Tavren Lantern")
        canvas.drawString(290, 30, f"Page {number}")
        for row, line in enumerate(lines):
            canvas.setFont(
                "Helvetica-Bold" if line.startswith("#") else "Helvetica", 18 if line.startswith("#") else 11
            )
            canvas.drawString(72, 760 - 14 * row, line.lstrip("# "))
        canvas.showPage()
    canvas.save()
    return target.getvalue()


ROWS = [
    "The ferry company was warned twice about the hinge, its own safety officer",
    "told parliament on Tuesday. A director of the company",
    "said that only one of them was in writing.",
]


@pytest.mark.parametrize(
    ("name", "data", "error"),
    [
        ("empty.txt", b"", NoText),
        ("blank.html", b" \n\0", NoText),
        ("binary.txt", bytes(range(256)) * 20, BadEncoding),
        ("picture.html", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, BadEncoding),
        ("large.txt", b"a " * (11 << 20), TooLarge),
        (
            "german.txt",
            "Der Bürgermeister sagte am Dienstag, dass die Brücke vor dem Winter wieder geöffnet werde. ".encode() * 9,
            NotEnglish,
        ),
        ("russian.txt", ("Мэр сказал, что мост закрыт. " * 3).encode(), NotEnglish),
        ("koi8.txt", ("Мэр сказал, что мост закрыт. " * 9).encode("koi8-r"), InputError),
        ("broken.pdf", b"%PDF-1.4\n1 0 obj\n<<", BadFormat),
        ("scan.pdf", None, NoText),
        ("locked.pdf", None, BadFormat),
        ("half.pdf", None, BadFormat),
        ("broken.docx", zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "<y"}), BadFormat),
        ("bomb.docx", zipped({"[Content_Types].xml": "<x/>", "word/document.xml": "a" * (40 << 20)}), TooLarge),
        (
            "entity.docx",
            zipped({"[Content_Types].xml": '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><Types>&a;</Types>'}),
            BadFormat,
        ),
        ("some.zip", zipped({"a.txt": ARTICLE}), BadFormat),
        ("cut.zip", zipped({"a.txt": ARTICLE})[:40], BadFormat),
        ("bomb.gz", gzip.compress(b"a " * (30 << 20)), TooLarge),
        ("zeros.gz", gzip.compress(b"\0" * (40 << 20)), InputError),
        ("twice.gz", gzip.compress(gzip.compress(ARTICLE.encode())), BadFormat),
        ("cut.txt.gz", gzip.compress(ARTICLE.encode())[:-20], BadFormat),
        ("noise.gz", b"\x1f\x8b" + b"\x55" * 99, BadFormat),
        ("broken.warc", b"WARC/1.0\r\nWARC-Type: response\r\n", InputError),
        ("pretty.json", b'[\n  {\n    "text": "a"\n  }\n]', BadFormat),
        ("deep.jsonl", b'{"text":' + b"[" * 100_000, BadFormat),
        ("long.jsonl", b'{"text":"' + b"a " * (11 << 20), TooLarge),
    ],
    ids=lambda value: "bytes" if isinstance(value, bytes) else None,  # archives hold the time they were made
)
def test_each_bad_file_gives_one_clear_error(tmp_path, name, data, error):
    if data is None:
        from reportlab.lib.pdfencrypt import StandardEncryption

        data = {
            "scan.pdf": blank_pdf,
            "locked.pdf": lambda: pdf([ROWS], encrypt=StandardEncryption("a", "b")),
            "half.pdf": lambda: pdf([ROWS] * 3)[:700],
        }[name]()
    found = read_one(tmp_path, name, data)
    assert isinstance(found, error)
    assert name in str(found)
    assert "\n" not in str(found)
    assert "Traceback" not in str(found)


def blank_pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target)
    canvas.rect(9, 9, 300, 300, fill=1)
    canvas.save()
    return target.getvalue()


@pytest.mark.parametrize("name", ["page", "page.txt", "page.html", "page.pdf"])
def test_the_bytes_decide_the_format_before_the_name(tmp_path, name):
    assert read_one(tmp_path, name, PAGE).title == "Pier gives way"


@pytest.mark.parametrize(
    "text",
    [
        "The café was “closed” again. " * 20,
        "The pier \u200b\u200f\u202e\u2066 gave way, a\u0301\u0301\u0301 clerk said.",
        "“\n\n”",
        "No.",
        "Ça alors! Voilà.",
        "😀 " * 40,
        "1 2 3\n" * 50,
    ],
)
def test_odd_but_readable_text_is_read(tmp_path, text):
    assert isinstance(read_one(tmp_path, "a.txt", text), Document)


def test_mixed_encodings_are_told_apart(tmp_path):
    data = ("The café “closed” on Tuesday. " * 9).encode() + "The café “opened”.".encode("cp1252")
    assert read_one(tmp_path, "a.txt", data).text.endswith("The café “opened”.")


def test_combining_marks_without_end_are_cut(tmp_path):
    assert len(read_one(tmp_path, "a.txt", "a" + "\u0301" * 100_000 + ARTICLE).text) < len(ARTICLE) + 99


def test_pdf_paragraphs_heads_and_feet(tmp_path):
    document = read_one(
        tmp_path,
        "a.pdf",
        pdf([["# Hinge was cracked", "", "By Haldis Omran", "14 May 2031", "", *ROWS, "", *ROWS], [*ROWS, ""]]),
    )
    assert document.title == "Hinge was cracked"
    assert document.authors == ("Haldis Omran",)
    assert document.published == "2031-05-14"
    assert document.text.count(" ".join(ROWS)) == 3
    assert residue(document) == ["Tavren Lantern", "Page 1", "Tavren Lantern", "Page 2"]


def test_docx(tmp_path):
    import docx

    word = docx.Document()
    word.add_heading("Hinge was cracked", 0)
    word.add_paragraph("By Haldis Omran")
    word.add_paragraph(SENTENCE)
    word.add_paragraph("The pier was never inspected.", style="Quote")
    word.add_table(1, 2).cell(0, 1).text = "40 metres"
    word.save(tmp_path / "made.docx")
    document = read_one(tmp_path, "a.docx", (tmp_path / "made.docx").read_bytes())
    assert (document.title, document.authors) == ("Hinge was cracked", ("Haldis Omran",))
    assert marked(document, "quote") == ["The pier was never inspected."]
    assert document.text.endswith("40 metres")


PAGES = [(f"http://lantern.example/{i}", PAGE) for i in range(3)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.wacz"])
def test_web_archives(tmp_path, name):
    data = (
        zipped({"datapackage.json": "{}", "archive/x.warc.gz": warc(PAGES, packed=True)})
        if name.endswith("wacz")
        else warc(PAGES, packed=name.endswith("gz"))
    )
    (tmp_path / name).write_bytes(data)
    found = read_all(tmp_path / name)
    assert [document.url for document in found] == [address for address, _ in PAGES]
    assert all(document.title == "Pier gives way" for document in found)


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_that_is_cut_off_gives_what_it_has(tmp_path, packed):
    (tmp_path / "a.warc").write_bytes(warc(PAGES, packed=packed)[:-60])
    *pages, error = read_all(tmp_path / "a.warc")
    assert len(pages) >= 2
    assert isinstance(error, BadFormat)


def test_a_bomb_inside_a_web_archive(tmp_path):
    (tmp_path / "a.warc").write_bytes(
        warc([("http://x.example/", gzip.compress(b"a " * (15 << 20)))], headers=(("Content-Encoding", "gzip"),))
    )
    (error,) = read_all(tmp_path / "a.warc")
    assert isinstance(error, TooLarge)


@pytest.mark.parametrize("path", ["archive/../../x.warc", "/etc/x.warc", "..\\x.warc", "C:/x.warc"])
def test_paths_that_lead_out_of_an_archive(tmp_path, path):
    (tmp_path / "a.wacz").write_bytes(zipped({"datapackage.json": "{}", path: warc(PAGES)}))
    (error,) = read_all(tmp_path / "a.wacz")
    assert isinstance(error, BadFormat)


def test_json_lines(tmp_path):
    lines = [
        '{"title":"T","authors":["A. Lind"],"publisher":"P","published":"2031-05-02","url":"http://x.example/","text":"No."}',
        "",
        "nonsense",
        '{"text":5}',
        '{"text":"Yes."}',
    ]
    (tmp_path / "a.jsonl").write_text("\n".join(lines))
    first, bad, worse, last = read_all(tmp_path / "a.jsonl")
    assert (first.text, first.title, first.authors, first.publisher, first.published) == (
        "No.",
        "T",
        ("A. Lind",),
        "P",
        "2031-05-02",
    )
    assert isinstance(bad, BadFormat)
    assert str(bad).startswith(f"{tmp_path}/a.jsonl#3:")
    assert isinstance(worse, BadFormat)
    assert last.text == "Yes."


def test_what_browsers_save_beside_a_page_is_passed_over(tmp_path):
    for name in ("The pier.html", "The pier_files/frame.html", "Notes_files/own.html"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(PAGE)
    found = [os.path.relpath(item.origin, tmp_path) for item in read_all(tmp_path)]
    assert found == ["Notes_files/own.html", "The pier.html"]


def mhtml(body: bytes, address: str = "https://lantern.example/pier") -> bytes:
    head = (
        f"From: <Saved by Blink>\r\nSnapshot-Content-Location: {address}\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--B--"\r\n\r\n\r\n----B--\r\n'
        "Content-Type: text/html; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode() + body + b"\r\n----B----\r\n"


def test_a_page_in_a_single_file(tmp_path):
    (tmp_path / "pier.mhtml").write_bytes(mhtml(PAGE))
    (tmp_path / "renamed").write_bytes(mhtml(PAGE))
    for document in read_all(tmp_path):
        assert (document.title, document.url) == ("Pier gives way", "https://lantern.example/pier")


@pytest.mark.parametrize(
    "data",
    [
        mhtml(PAGE).replace(b"Content-Type: text/html", b"Content-Type: image/png"),
        b"".join(b'Content-Type: multipart/related; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(3_000)),
    ],
)
def test_a_single_file_without_a_page(tmp_path, data):
    (tmp_path / "x.mhtml").write_bytes(data)
    [error] = read_all(tmp_path)
    assert isinstance(error, BadFormat)


def test_where_a_page_was_saved_from(tmp_path):
    for n, comment in enumerate(
        ("saved from url=(0030)https://a.example/x", "\n Page saved with SingleFile \n url: https://a.example/x")
    ):
        (tmp_path / f"{n}.html").write_bytes(f"<!-- {comment} -->".encode() + PAGE)
    assert [document.url for document in read_all(tmp_path)] == ["https://a.example/x"] * 2


def test_a_folder_in_order_and_no_loop(tmp_path):
    for name in ("b.txt", "a.html", "c/d.txt", ".hidden", "style.css"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(ARTICLE)
    (tmp_path / "c" / "loop").symlink_to(tmp_path)
    (tmp_path / "e.txt").symlink_to(tmp_path / "nothing")
    found = read_all(tmp_path)
    assert [os.path.relpath(item.origin, tmp_path) for item in found if isinstance(item, Document)] == [
        "a.html",
        "b.txt",
        "c/d.txt",
    ]
    assert isinstance(found[-1], NotReadable)


def test_paths_that_lead_nowhere(tmp_path):
    os.mkfifo(tmp_path / "pipe.txt")
    for target in (tmp_path / "none", tmp_path / "pipe.txt", "a\0b", "x" * 5000):
        (error,) = documents(target)
        assert isinstance(error, NotReadable)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read(tmp_path):
    (tmp_path / "a.txt").write_text(ARTICLE)
    (tmp_path / "a.txt").chmod(0)
    (error,) = documents(tmp_path / "a.txt")
    assert isinstance(error, NotReadable)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Published 14 May 2031, 09:00", "2031-05-14"),
        ("May 14th, 2031", "2031-05-14"),
        ("2031-05-14T08:00:00Z", "2031-05-14T08:00:00+00:00"),
        ("3/4/2031", None),
        ("31 February 2031", None),
        ("9999-99-99", None),
    ],
)
def test_dates(text, expected):
    assert iso_date(text) == expected


def test_sniffing_by_content_type():
    assert sniff(b"Words", "", "text/html; charset=utf-8") == "html"
    assert sniff(b"Words", "a.md") == "markdown"
