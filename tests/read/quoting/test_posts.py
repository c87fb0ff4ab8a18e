"""Embedded posts without quotation marks."""

from __future__ import annotations

import pytest

import headwater
from headwater.read.frame import Draft, cut_text
from headwater.read.quoting.posts import sign_set_apart

POST = "Our thoughts are with all aboard. We will have answers."
BEFORE = "Two officials said the alarm had been heard."


def signed(post: str, drafts: list[Draft] | None = None) -> list[tuple[str, list[str]]]:
    text = f"{BEFORE}\n\n{post}"
    frame = cut_text(text, frozenset())
    found = drafts if drafts is not None else []
    sign_set_apart(frame, found, [(len(BEFORE) + 2, len(text))])
    return [(text[slice(*d.source)] if d.source else "", [text[slice(*c)] for c in d.content]) for d in found]


@pytest.mark.parametrize("end", ["", " August 12, 2031", " 12 Aug 2031"])
@pytest.mark.parametrize("between", [" — ", "\n— ", " – "])
def test_a_signed_post_belongs_to_its_name(between: str, end: str) -> None:
    assert signed(f"{POST}{between}Minister Edo Vance (@edovance){end}") == [("Minister Edo Vance", [POST])]


@pytest.mark.parametrize("post", [POST, f"{POST} — and soon.", "— Edo Vance (@edovance)", f"{POST} (@edovance)"])
def test_what_is_not_signed_is_left_alone(post: str) -> None:
    assert signed(post) == []


def test_it_is_taken_from_whoever_held_it() -> None:
    post = f"{POST} — Edo Vance (@edovance)"
    at = len(BEFORE) + 2
    held = Draft(source=(0, 13), cue=[(14, 18)], content=[(19, 43), (at, at + len(post))])
    inside = Draft(source=None, cue=[], content=[(at, at + 12)])
    assert signed(post, [held, inside]) == [
        ("Two officials", ["the alarm had been heard"]),
        ("Edo Vance", [POST]),
    ]


def test_on_a_page(tmp_path) -> None:
    page = (
        f"<html lang=en><body><article><h1>Ferry hits the pier</h1><p>{BEFORE} It was not clear whether anybody answered it "
        f"in time, and the office would not say.</p><blockquote class=tweet><p>{POST} — Transport Minister Edo Vance "
        f"(@edovance) <a href=#>August 12, 2031</a></p></blockquote><p>The pier is closed until further notice, the harbour "
        "office said in the evening.</p></article></body></html>"
    )
    path = tmp_path / "ferry.html"
    path.write_text(page)
    reading = headwater.read(path)
    [post] = [a for a in reading.attributions if "Our thoughts" in a.content[0].text]
    assert "Vance" in reading.voice_by_id[post.voice].name
    assert not [s for s in reading.own_statements if "@edovance" in s.span.text]
