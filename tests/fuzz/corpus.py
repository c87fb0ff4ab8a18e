"""What the fuzzing of intake starts from: invented inputs of each format, and tokens that formats stumble over."""

from __future__ import annotations

import gzip
import io
from functools import lru_cache
from pathlib import Path

from tests.read.intake.helpers import ARTICLE, SENTENCE, page, warc, zipped

FOUND = Path(__file__).parent / "seeds"
"""Inputs that once broke something. Their names end with the format's suffix."""

TOKENS = [
    *(f"<{tag}>" for tag in ("div", "p", "table", "tr", "td", "li", "blockquote", "br", "a href=x", "/a", "/div", "article", "figcaption", "h1", "pre")),
    "<!--", "-->", "<![CDATA[", "<script>", "</script>", "<p class='share'>", "<time datetime='2031-13-45'>", "<meta charset=utf-16>", "<base href=//>", "&#x110000;",
    "&#0;", "&nbsp;", "\u200b", "\u202e", "\ufeff", "\u0301", "\u2028", "\x85", "\r\n", "\r", "\n\n", "“", "”", "\"", "'", "> ", "    ", "# ", "By A", "1,2,3,4.",
    "1.2K Shares", "Read more: ", "Sign up to our newsletter", "[A.EXAMPLE]", "© 2031 A. All rights reserved", "A is a staff writer for B.", "Photo: ", "https://a.example/", "@name",
    '{"text": "', '"}', "[" * 50, "{" * 50, "WARC/1.0\r\n", "Content-Length: 99999999\r\n", "Content-Length: -1\r\n", "%PDF-1.7", "endobj", "stream\n", "PK\x03\x04", "---\n",
    "Editor's note: ", "14 May 2031", "Content-Transfer-Encoding: base64\n", "=?utf-8?Q?=", "\n--b1\n", "\n\n",
    "share " * 40, "to " * 60, ". 1" * 40, "Ab" * 40, "a." * 40,
]  # fmt: skip


@lru_cache(maxsize=1)
def seeds() -> list[tuple[str, bytes]]:
    """Names and bytes of all inputs to start from, those found by fuzzing among them."""
    markup = page(
        f"<nav><a href=/>Home</a></nav><article><h1>Pier gives way</h1><p class=byline>By A. Lind</p><figure><figcaption>The pier at night.</figcaption></figure>"
        f"<p>{SENTENCE} <a href=/r>A report</a> says so.</p><blockquote><p>{SENTENCE}</p></blockquote><ul><li>One item of the list</li></ul><table><tr><td>a<td>b</table>"
        f"<p>Sign up for our newsletter</p><p>{SENTENCE}</p></article><footer>©</footer>",
        '<title>Pier</title><meta charset=utf-8><script type="application/ld+json">{"@type":"NewsArticle","headline":"Pier","author":{"name":"A. Lind"}}</script>',
    )
    text = f"Pier gives way\n\nBy A. Lind\n14 May 2031\n\n{ARTICLE}\n\n> Quoted.\n\nRead more: piers\n\nA. Lind is a staff writer for the Lantern."
    made = [
        ("a.html", markup.encode()),
        ("a.txt", text.encode()),
        ("b.txt", text.encode("utf-16")),
        (
            "a.md",
            f"---\ntitle: Pier\n---\n# Pier\n\n{SENTENCE} [report](http://a.example) **bold**\n\n> Quoted.\n".encode(),
        ),
        (
            "a.jsonl",
            b'{"title":"T","authors":["A"],"published":"2031-05-02","text":"The mayor said no."}\n{"text":"Yes."}\n',
        ),
        ("a.warc", warc([("http://a.example/", markup.encode())])),
        ("a.warc.gz", warc([("http://a.example/", markup.encode())] * 2, packed=True)),
        (
            "a.wacz",
            zipped({"datapackage.json": "{}", "archive/a.warc": warc([("http://a.example/", markup.encode())])}),
        ),
        ("a.txt.gz", gzip.compress(text.encode())),
        ("a.pdf", _pdf()),
        ("a.docx", _docx()),
        ("a.eml", _mail(f"Content-Type: text/plain; format=flowed\n\n{ARTICLE}")),
        (
            "b.eml",
            _mail(f"Content-Type: multipart/mixed; boundary=b1\n\n--b1\nContent-Type: text/html\n\n{markup}\n--b1--\n"),
        ),
        (
            "a.mhtml",
            _mail(
                f"Content-Type: multipart/related; boundary=b1\n\n--b1\nContent-Type: text/html\n\n{markup}\n--b1--\n"
            ),
        ),
    ]
    found = [(path.name, path.read_bytes()) for path in sorted(FOUND.glob("*")) if path.is_file()]
    return made + found


def _mail(rest: str) -> bytes:
    head = "From: A. Lind <a@a.example>\nSubject: =?utf-8?Q?The_pier?=\nDate: Tue, 12 Aug 2031 15:40:00 +0100\nMIME-Version: 1.0\n"
    return f"{head}{rest}".encode()


def _pdf() -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    target = io.BytesIO()
    canvas = Canvas(target, pageCompression=0)
    for _ in range(2):
        for row in range(8):
            canvas.drawString(72, 760 - 14 * row, SENTENCE[:70])
        canvas.drawString(290, 30, "1")
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def _docx() -> bytes:
    import docx

    word = docx.Document()
    word.add_heading("Pier", 0)
    word.add_paragraph(SENTENCE)
    word.add_table(1, 2).cell(0, 1).text = "40 metres"
    target = io.BytesIO()
    word.save(target)
    return target.getvalue()
