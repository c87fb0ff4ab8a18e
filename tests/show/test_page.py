import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from headwater.errors import NotReadable
from headwater.model import Attribution, Certainty, Document, Markup, Reading, Residue, Voice
from headwater.show.page import TEMPLATES, IndexEntry, failed_entry, index, index_entry, notebook, page
from tests.factory import build, lock_reading

VOID = {"meta", "br", "rect", "link"}


class Checked(HTMLParser):
    """Fails on a tag that does not nest; gathers ids, links, classes and the visible text of the article."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.stack, self.ids, self.hrefs, self.described, self.tags = [], [], [], [], set()
        self.article, self.styles = [], 0
        self.hidden = 0
        self.feed(html)
        self.close()
        assert not self.stack

    def handle_starttag(self, tag, attrs):
        attrs = dict(attrs)
        self.tags.add(tag)
        assert "style" not in attrs or tag == "iframe"
        assert not any(name.startswith("on") for name in attrs)
        if "id" in attrs:
            self.ids.append(attrs["id"])
        if tag == "a":
            self.hrefs.append(attrs["href"])
        if "aria-describedby" in attrs:
            self.described.append(attrs["aria-describedby"])
        if tag not in VOID:
            self.stack.append((tag, attrs.get("class", ""), attrs.get("id", "")))

    def handle_endtag(self, tag):
        if tag not in VOID:
            assert self.stack.pop()[0] == tag

    def handle_data(self, data):
        within = {tag for tag, _, _ in self.stack} | {c for _, classes, _ in self.stack for c in classes.split()}
        if ("article" in within or "h1" in within) and not within & {"tip", "ref", "ln", "summary"}:
            self.article.append(data)

    @property
    def text(self):
        return "".join("".join(self.article).split())


def test_the_page_shows_the_whole_text_once():
    reading = lock_reading()
    assert Checked(page(reading)).text == "".join(reading.document.text.split())


def test_ids_are_unique_and_every_link_leads_somewhere():
    checked = Checked(page(lock_reading()))
    assert len(checked.ids) == len(set(checked.ids))
    assert {h.removeprefix("#") for h in checked.hrefs} <= set(checked.ids)
    assert set(checked.described) <= set(checked.ids)
    for attribution in lock_reading().attributions:
        assert f"#{attribution.id}" in checked.hrefs


def test_chains_and_nesting_are_in_words():
    html = page(lock_reading())
    assert "The Courier, quoting two officials, not named" in html
    assert "possibly, 20–55%" in html
    assert 'class="a f-unnamed c-ps d1 w2"' in html
    assert "Headwater is unsure" in html


def test_the_policy_allows_this_style_and_nothing_else():
    html = page(lock_reading())
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL).group(1)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in html
    checked = Checked(html)
    assert not checked.tags & {"script", "img", "link", "iframe", "object", "form"}
    assert all(h.startswith("#") for h in checked.hrefs)
    assert "url(" not in style
    assert "@import" not in style


HOSTILE = "</span></p><script>alert(1)</script>&amp;\"' <img src=x onerror=alert(1)> {{ 7*7 }} \x1b[0m \u202e"


def test_everything_of_the_document_is_escaped():
    reading = build(
        f"{HOSTILE} said so",
        [{"id": "v1", "name": HOSTILE, "kind": "person", "role": HOSTILE + "x"}],
        [{"id": "a1", "voice": "v1", "content": HOSTILE, "source": "said"}],
        origin=HOSTILE,
        title=HOSTILE,
        publisher=HOSTILE,
        authors=(HOSTILE,),
        published=HOSTILE,
        url="javascript:alert(1)",
        markup=[("said so", "link", 'javascript:alert(1)">')],
        quantities=[("so", 1, HOSTILE, None)],
        corrections=[("said", HOSTILE, HOSTILE, "correction")],
        unattributed=["so"],
    )
    for html in (
        page(reading),
        index([index_entry(reading, "001-x.html"), failed_entry(NotReadable(HOSTILE, HOSTILE))]),
    ):
        checked = Checked(html)
        assert not checked.tags & {"script", "img"}
        assert "\x1b" not in html
        assert "\u202e" not in html
        assert not any(h.lower().startswith("javascript") for h in checked.hrefs)


def test_crossing_spans_are_split_so_that_tags_nest():
    reading = build(
        "one two three four five",
        [{"id": "v1", "name": "x", "kind": "person"}, {"id": "v2", "name": "y", "kind": "document"}],
        [
            {"id": "a1", "voice": "v1", "content": "one two three"},
            {"id": "a2", "voice": "v2", "content": "three four five"},
        ],
    )
    checked = Checked(page(reading))
    assert checked.text.endswith("onetwothreefourfive")
    assert checked.ids.count("a2") == 1


TEXT = "One <two> & “three”\nfour 'five' six\n\n  seven eight nine ten"
PLACE = st.tuples(st.integers(0, len(TEXT) - 1), st.integers(1, 30)).map(lambda p: (p[0], min(len(TEXT), p[0] + p[1])))


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.lists(PLACE, min_size=1, max_size=3), PLACE | st.none()), max_size=6),
    st.lists(st.tuples(PLACE, st.sampled_from(["link", "quote", "heading"])), max_size=3),
    st.lists(PLACE, max_size=2),
)
def test_any_spans_at_all_give_a_page_that_nests(said, markup, residue):
    document = Document(
        "x",
        TEXT,
        markup=tuple(Markup(*place, kind) for place, kind in markup),
        residue=tuple(Residue(*place, "plug") for place in residue),
    )
    attributions = tuple(
        Attribution(
            id=f"a{number}",
            parent=None,
            voice="v",
            chain=("v",),
            source=document.span(*source) if source else None,
            cue=(),
            content=tuple(document.span(*place) for place in content),
            form="direct",
            stance="asserts",
            basis="saw",
            certainty=Certainty("PR+", 0.55, 0.8),
            confidence=0.9,
        )
        for number, (content, source) in enumerate(said)
    )
    reading = Reading(document, voices=(Voice("v", "x", "person", True),), attributions=attributions)
    checked = Checked(page(reading))
    assert len(checked.ids) == len(set(checked.ids))
    assert checked.text.removeprefix("x") == "".join(TEXT.split())


def test_lines_that_are_not_the_articles_are_folded_away():
    html = page(lock_reading())
    assert "1 line not of the article" in html
    assert '<p id="L8"' not in html


def test_the_index_leads_to_pages_and_says_what_failed():
    html = index([index_entry(lock_reading(), "001-lock.html"), IndexEntry("bad.pdf", problem="encrypted")])
    assert "001-lock.html" in Checked(html).hrefs
    assert "encrypted" in html
    assert "<h1>1 article</h1>" in html


def test_a_notebook_gets_a_frame_that_can_do_nothing():
    html = notebook(lock_reading())
    assert html.startswith("<iframe")
    assert " sandbox " in html
    assert "<script" not in html


def test_same_reading_same_page():
    assert page(lock_reading()) == page(lock_reading())


def contrast(one, two):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(two)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", [0, 1])
def test_text_has_the_contrast_that_wcag_aa_asks_for(mode):
    css = (TEMPLATES / "page.css").read_text("utf-8")
    colours = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6})", css.split("@media")[mode]))
    for ground in ("paper", "sheet", "wash"):
        assert contrast(colours["ink"], colours[ground]) >= 7
        assert contrast(colours["soft"], colours[ground]) >= 4.5
    grounds = [c for name, c in colours.items() if name.endswith("-wash")] + [colours["paper"]]
    for family in ("person", "institution", "publication", "document", "group", "unnamed"):
        assert contrast(colours["ink"], colours[f"{family}-wash"]) >= 7
        assert contrast(colours["soft"], colours[f"{family}-wash"]) >= 4.5
        assert all(contrast(colours[family], ground) >= 4.5 for ground in grounds)
