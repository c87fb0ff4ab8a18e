from __future__ import annotations

import pytest

from headwater.errors import InputError, NoText, TooLarge
from headwater.read.intake.html import html_document, read_html
from tests.read.intake.helpers import SENTENCE, marked, own_text, page, residue

HEAD = """<title>Pier gives way at Tavren | The Tavren Lantern</title><meta property="og:site_name" content="The Tavren Lantern">
<link rel=canonical href="https://lantern.example/pier">
<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Pier gives way at Tavren","datePublished":
"2031-05-14T08:00:00Z","author":[{"@type":"Person","name":"Haldis Omran"},{"@type":"Person","name":"Piet Grobel"}]}]}</script>"""
BODY = f"""<nav class=menu><ul><li><a href=/a>World</a></li><li><a href=/b>Sport</a></li></ul></nav>
<article><h1>Pier gives way at Tavren</h1><p class=standfirst>Harbour office says nobody was told of the cracks</p>
<div class=byline>By Haldis Omran and Piet Grobel</div><div class=share-bar>Share Tweet Email</div>
<figure><img src=x><figcaption>The pier at Tavren after the storm on Monday.</figcaption></figure>
<div class=body><p>{SENTENCE} <a href="https://port.example/report">A report</a> blames the hinge.</p>
<p>As the Vessen Ledger wrote:</p><blockquote><p>The pier was never inspected, a clerk told this newspaper.</p></blockquote>
<p>{SENTENCE}</p><p>Sign up for our daily newsletter and get it straight to your inbox.</p>
<blockquote class="twitter-tweet"><p>The sea took it in four minutes.</p>Neve Ossory (@nossory) <a href="https://p.example/1">14 May</a></blockquote>
<h2>What comes next</h2><p>{SENTENCE}</p>
<div class="related-posts"><a href=/x>Ten piers to see before they fall into the sea</a></div>
<p>Correction: An earlier version of this article gave the wrong length of the pier.</p></div></article>
<div class=author-bio>Haldis Omran is a staff writer at the Lantern.</div>
<section id=comments><p>I never trusted that pier and I said so at the time.</p></section><footer>© The Tavren Lantern. All rights reserved.</footer>"""


@pytest.fixture(scope="module")
def document():
    return html_document(page(BODY, HEAD), "pier.html")


def test_what_the_page_says_of_itself(document):
    assert document.title == "Pier gives way at Tavren"
    assert document.authors == ("Haldis Omran", "Piet Grobel")
    assert document.publisher == "The Tavren Lantern"
    assert document.published == "2031-05-14T08:00:00+00:00"
    assert document.url == "https://lantern.example/pier"


def test_what_carries_attribution_is_kept_and_marked(document):
    assert marked(document, "heading") == ["Pier gives way at Tavren", "What comes next"]
    assert marked(document, "quote") == ["The pier was never inspected, a clerk told this newspaper."]
    assert marked(document, "caption") == ["The pier at Tavren after the storm on Monday."]
    assert marked(document, "byline") == ["By Haldis Omran and Piet Grobel"]
    assert "The sea took it in four minutes." in marked(document, "post")
    assert any("earlier version" in words for words in marked(document, "note"))
    links = [(document.text[m.start : m.end], m.target) for m in document.markup if m.kind == "link"]
    assert ("A report", "https://port.example/report") in links


def test_paragraphs_stand_apart_in_the_order_of_the_page(document):
    paragraphs = document.text.split("\n\n")
    assert paragraphs.index("As the Vessen Ledger wrote:") + 1 == paragraphs.index(
        "The pier was never inspected, a clerk told this newspaper."
    )


def test_furniture_is_residue_or_left_out(document):
    own = own_text(document)
    for words in ("World", "Tweet", "newsletter", "Ten piers", "never trusted", "All rights reserved", "staff writer"):
        assert words not in own
    assert "Sign up for our daily newsletter and get it straight to your inbox." in residue(document, "plug")
    assert residue(document, "biography") == ["Haldis Omran is a staff writer at the Lantern."]


def test_hidden_text_scripts_and_styles_are_no_text():
    body = f"<article><p>{SENTENCE}</p><p style='display:none'>Hidden words of the page.</p><script>var says=1</script><p>{SENTENCE}</p></article>"
    text = html_document(page(body), "x").text
    assert "Hidden" not in text
    assert "says=1" not in text


def test_links_keep_their_place_among_odd_spaces():
    body = f"<article><p>{SENTENCE}</p><p>  A\u00a0 caf\u0065\u0301\n\n<a href='/q'> old  report </a>says so, and the harbour office agrees with it.</p></article>"
    document = html_document(page(body), "x")
    (link,) = [m for m in document.markup if m.kind == "link"]
    assert document.text[link.start : link.end] == "old report"
    assert "A caf\u00e9 old report says so" in document.text


def test_two_breaks_make_a_paragraph_and_one_a_line():
    body = f"<article><p>{SENTENCE}<br>Second line of it.<br><br>{SENTENCE}</p></article>"
    text = html_document(page(body), "x").text
    assert f"{SENTENCE}\nSecond line of it.\n\n{SENTENCE}" in text


def test_class_words_that_the_article_itself_carries_are_mistrusted():
    paragraphs = "".join(f'<div class="share c{i}"><p>{i} {SENTENCE}</p></div>' for i in range(6))
    assert html_document(page(f"<main>{paragraphs}</main>"), "x").text.count("Tavren") == 6


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<html><body>" + b"<div>" * 10_000 + b"deep", TooLarge),
        (b"<html><body>" + b"<b>" * 300_000, InputError),
        (b"<html><body>" + b"<p>x</p>" * 210_000, TooLarge),
        (b"<html><body><script>render()</script></body></html>", NoText),
        (b"<html>" + b" " * (21 << 20), TooLarge),
    ],
)
def test_hostile_pages_are_refused(data, error):
    with pytest.raises(error):
        read_html(data, "x.html")


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "utf-16", "iso-8859-15"])
def test_any_encoding(encoding):
    words = (
        "The café’s owner said “no” to the mayor."
        if encoding != "iso-8859-15"
        else "The café owner said no to the mayor, twice."
    )
    source = page(f"<article><p>{words}</p><p>{SENTENCE}</p></article>", f"<meta charset={encoding}>")
    assert words in read_html(source.encode(encoding), "x").text


def test_a_wrong_declaration_is_seen_through():
    source = page(f"<article><p>“It’s over,” said Zoë.</p><p>{SENTENCE}</p></article>", "<meta charset=utf-8>")
    assert "“It’s over,” said Zoë." in read_html(source.encode("cp1252"), "x").text


@pytest.mark.parametrize(
    "json", ["{", "[" * 5000, '{"@type":"NewsArticle","headline":{"a":1},"author":[[["x"]]],"datePublished":5}', "null"]
)
def test_broken_linked_data_is_ignored(json):
    head = f"<title>Pier</title><script type='application/ld+json'>{json}</script>"
    assert html_document(page(f"<article><p>{SENTENCE}</p></article>", head), "x").title == "Pier"


@pytest.mark.parametrize("head", [HEAD, "<title>Pier gives way at Tavren</title>", ""])
@pytest.mark.parametrize("body", [BODY, f"<header>The Lantern</header>{BODY}", f"<p>{SENTENCE}</p>{BODY}"])
def test_a_page_may_leave_out_what_html_lets_it(head, body, document):
    whole = html_document(page(body, head), "pier.html")
    for bare in (f"{head}{body}", f"<html lang=en>{head}{body}", f"<!doctype html>{head}<main>{body}</main>"):
        assert own_text(html_document(bare, "pier.html")) == own_text(whole)


def test_words_behind_an_unclosed_head_keep_their_order():
    text = html_document(
        f"<title>x</title><main><p>First. {SENTENCE}</main>Second. {SENTENCE}<p>Third. {SENTENCE}", "x"
    ).text
    assert text.index("First") < text.index("Second") < text.index("Third")
