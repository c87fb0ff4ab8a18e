"""Who is quoted is the voice; the paper that quotes hands it on."""

from __future__ import annotations

import pytest

from headwater.read.frame import Draft, Range, cut_text
from headwater.read.inner.quoted import settle_quoted
from tests.clock import seconds_of

LEXICON = frozenset("the said that a of was quoted by as saying it is over".split())


def at(text: str, words: str) -> Range:
    low = text.index(words)
    return low, low + len(words)


def settled(text: str, *drafts: Draft) -> list[tuple[str | None, int | None, list[str]]]:
    """Source, parent and content of each draft."""
    found = list(drafts)
    settle_quoted(cut_text(text, LEXICON), found)
    return [(text[slice(*d.source)] if d.source else None, d.parent, [text[a:b] for a, b in d.content]) for d in found]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "who", "paper", "said"),
    [
        ("It rained. Ada Quint was quoted by the Ulver Herald as saying the weir held.", "the Ulver Herald", "was quoted by",
         "saying the weir held", "Ada Quint", "the Ulver Herald", "the weir held"),
        ("“It is over,” Ada Quint was quoted as saying by Radio Tarn.", "Radio Tarn", "was quoted as saying",
         "“It is over,” Ada Quint", "Ada Quint", "Radio Tarn", "“It is over,”"),
        ("“It is over,” the reeve, Ada Quint, was quoted as saying in the Herald on Sunday.", "the reeve", "was quoted as saying",
         "“It is over,”", "the reeve, Ada Quint,", "the Herald", "“It is over,”"),
        ("On Monday the reeve was quoted on state radio as saying that it was over.", None, "saying",
         "it was over", "the reeve", "state radio", "it was over"),
        ("The weir held, the reeve was quoted as saying.", None, "was quoted as saying", "The weir held", "the reeve", None, "The weir held"),
    ],
)  # fmt: skip
def test_the_quoted_one_speaks(text, source, cue, content, who, paper, said):
    draft = Draft(at(text, source) if source else None, [at(text, cue)], [at(text, content)])
    found = settled(text, draft)
    if paper is None:
        assert found == [(who, None, [said])]
    else:
        assert [row[:2] for row in found] == [(paper, None), (who, 0)]
        assert found[1][2] == [said]


def test_what_lies_inside_goes_to_the_speaker():
    text = "Ada Quint was quoted by the Herald as saying the guild fears the weir is lost."
    outer = Draft(at(text, "the Herald"), [at(text, "was quoted by")], [at(text, "the guild fears the weir is lost")])
    inner = Draft(at(text, "the guild"), [at(text, "fears")], [at(text, "the weir is lost")], parent=0)
    found = settled(text, outer, inner)
    assert found[2][0] == "Ada Quint"
    assert found[1][1] == 2


def test_an_apposition_names_the_paper():
    text = "The reeve, quoted by the Herald, said the weir held."
    found = settled(
        text, Draft(at(text, "The reeve, quoted by the Herald,"), [at(text, "said")], [at(text, "the weir held")])
    )
    assert [row[:2] for row in found] == [("the Herald", None), ("The reeve", 0)]


def test_other_quoting_is_left_alone():
    text = "The Herald quoted Ada Quint as saying the weir held."
    draft = Draft(at(text, "The Herald"), [at(text, "quoted")], [at(text, "Ada Quint as saying the weir held")])
    assert settled(text, draft) == [("The Herald", None, ["Ada Quint as saying the weir held"])]


def test_long_lists_are_read_in_time():
    text = "The reeve, " + "the clerk, " * 400 + "was quoted as saying it was over. was quoted " + "by the " * 400
    assert seconds_of(lambda: settle_quoted(cut_text(text, LEXICON), [])) < 2
