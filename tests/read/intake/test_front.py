"""Front matter above a Markdown text: marks, escapes, lists, folded lines, and what is none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from headwater.read.intake.assemble import About
from headwater.read.intake.front import split_front
from headwater.read.intake.markdown import markdown_document

ROWS = [
    (r'title: "Caf\u00e9 \x41 \"burnt\""', 'Café A "burnt"'),
    (r'title: "Pier \ud83d\udea2 lost\n again"', "Pier 🚢 lost again"),
    (r'title: "half \ud83d left"', r"half \ud83d left"),
    ("title: 'The keeper''s boat'", "The keeper's boat"),
    ("title: The keeper's boat # draft", "The keeper's boat"),
    ("title: Pier: the keeper speaks", "Pier: the keeper speaks"),
    ("title: >\n  Pier gives\n  way", "Pier gives way"),
    ('title: "Pier gives\n  way"', "Pier gives way"),
    ("title:\n  Pier gives way", "Pier gives way"),
    ('title:"Pier"', "Pier"),
    ("TITLE: Pier", "Pier"),
]


@pytest.mark.parametrize(("line", "wanted"), ROWS)
def test_a_title_as_yaml_writes_it(line: str, wanted: str) -> None:
    fields, rest = split_front(f"---\nlayout: post\n{line}\ndraft: false\n---\nThe pier shut.\n")
    assert fields["title"] == [wanted]
    assert fields["draft"] == ["false"]
    assert rest == "The pier shut.\n"


def test_lists_in_a_row_and_below() -> None:
    fields, _ = split_front('---\nauthors: ["Ada Lind", Piet Grobel]\ntags:\n- pier\n- "b\\u00e9ton"\n---\n')
    assert fields == {"authors": ["Ada Lind", "Piet Grobel"], "tags": ["pier", "béton"]}


def test_toml_between_plus_signs() -> None:
    fields, rest = split_front('+++\ntitle = "Pier"\ndate = 2031-05-14T08:00:00Z\n+++\nText.')
    assert (fields, rest) == ({"title": ["Pier"], "date": ["2031-05-14T08:00:00Z"]}, "Text.")


def test_a_rule_in_a_text_is_no_front_matter() -> None:
    assert split_front("A pier.\n---\ntitle: x\n---\n")[0] == {}
    assert split_front("---\ntitle: never closed\n\nText.")[0] == {}


def test_a_markdown_document_takes_its_facts_from_there() -> None:
    sentence = (
        "The keeper said the pier had been shut since the storm of last week, and that nobody was hurt there. " * 3
    )
    front = '---\ntitle: "Caf\\u00e9 burns"\nauthors:\n  - Ada Lind\n  - Piet Grobel\ndate: "2031-05-14"\n---\n'
    document = markdown_document(front + sentence, "a.md", About())
    assert document.title == "Café burns"
    assert document.authors == ("Ada Lind", "Piet Grobel")
    assert document.published == "2031-05-14"
    assert "title" not in document.text


@given(st.text(alphabet="ab:\"'\\[]-|>#, \nuU0x=+", max_size=200))
def test_nothing_in_it_raises(inner: str) -> None:
    fields, _ = split_front(f"---\n{inner}\n---\n")
    assert all(value.strip() for values in fields.values() for value in values)
