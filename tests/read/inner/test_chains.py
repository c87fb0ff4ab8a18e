"""Speech told by a paper, within a sentence and from one paragraph to the next."""

from __future__ import annotations

from headwater.model import Voice
from headwater.read.frame import Draft, Range, cut_text
from headwater.read.inner.chains import carry_documents, wrap_according

LEXICON = frozenset("the said that a of".split())


def at(text: str, words: str) -> Range:
    start = text.index(words)
    return start, start + len(words)


def test_said_according_to() -> None:
    text = "The pump failed, Oyel said, according to the complaint."
    said = Draft(at(text, "Oyel"), [at(text, "said")], [at(text, "The pump failed")])
    paper = Draft(at(text, "the complaint"), [at(text, "according to")], [at(text, "The pump failed")])
    drafts = [said, paper]
    wrap_according(cut_text(text, LEXICON), drafts)
    assert said.parent == 1
    assert [text[a:b] for a, b in paper.content] == ["The pump failed, Oyel said"]


def test_what_a_paper_goes_on_to_quote_is_its_speakers() -> None:
    text = "“It failed,” Oyel said, according to the complaint. “I was told so by a clerk.”"
    paper = Draft(
        at(text, "the complaint"),
        [at(text, "according to")],
        [at(text, "“It failed,” Oyel said"), at(text, "“I was told so by a clerk.”")],
    )
    said = Draft(at(text, "Oyel"), [at(text, "said")], [at(text, "“It failed,”")], parent=0, form="direct")
    told = Draft(at(text, "a clerk"), [at(text, "told so by")], [at(text, "so")], parent=0)
    wrap_according(cut_text(text, LEXICON), [paper, said, told])
    assert [text[a:b] for a, b in said.content] == ["“It failed,”", "“I was told so by a clerk.”"]
    assert told.parent == 1


def test_according_to_in_front() -> None:
    text = "According to the complaint, Oyel said that the pump failed."
    paper = Draft(at(text, "the complaint"), [at(text, "According to")], [at(text, "the pump failed")])
    drafts = [paper]
    wrap_according(cut_text(text, LEXICON), drafts)
    assert [text[a:b] for a, b in paper.content] == ["Oyel said that the pump failed"]
    assert drafts[1].parent == 0
    assert drafts[1].source == at(text, "Oyel")


def test_a_court_paper_goes_on() -> None:
    text = (
        "The pump failed, the complaint said. He told police it was old.\n\nRain fell.\n\nHe told friends it was new."
    )
    paper = Draft(at(text, "the complaint"), [at(text, "said")], [at(text, "The pump failed")])
    first = Draft(at(text, "He"), [at(text, "told police")], [at(text, "it was old")])
    last = Draft((text.rindex("He "), text.rindex("He ") + 2), [at(text, "told friends")], [at(text, "it was new")])
    voices = [Voice("v1", "complaint", "document", False, None, ()), Voice("v2", "Oyel", "person", True, None, ())]
    carry_documents(cut_text(text, LEXICON), [paper, first, last], voices, ["v1", "v2", "v2"])
    assert (first.parent, last.parent) == (0, None)


def test_what_was_said_in_public_does_not_come_from_a_court_paper() -> None:
    text = "Oyel told police it was old, the complaint said.\n\nIn an interview, Oyel said it was new. Oyel said it was dry."
    paper = Draft(at(text, "the complaint"), [at(text, "said")], [at(text, "Oyel told police it was old")])
    told = Draft(at(text, "Oyel"), [at(text, "told police")], [at(text, "it was old")], parent=0)
    where = text.index("Oyel said it was new")
    public = Draft((where, where + 4), [(where + 5, where + 9)], [at(text, "it was new")])
    plain = Draft(
        (text.rindex("Oyel"), text.rindex("Oyel") + 4),
        [(text.rindex("said"), text.rindex("said") + 4)],
        [at(text, "it was dry")],
    )
    voices = [Voice("v1", "complaint", "document", False, None, ()), Voice("v2", "Oyel", "person", True, None, ())]
    carry_documents(cut_text(text, LEXICON), [paper, told, public, plain], voices, ["v1", "v2", "v2", "v2"])
    assert (public.parent, plain.parent) == (None, 0)


def test_who_was_heard_by_the_police_is_told_of_by_the_court_paper() -> None:
    text = "The pump failed, the complaint said.\n\nInvestigators spoke with a witness, who indicated that it was old."
    paper = Draft(at(text, "the complaint"), [at(text, "said")], [at(text, "The pump failed")])
    heard = Draft(at(text, "who"), [at(text, "indicated")], [at(text, "it was old")])
    voices = [
        Voice("v1", "the complaint", "document", False, None, ()),
        Voice("v2", "a witness", "unnamed", False, None, ()),
    ]
    carry_documents(cut_text(text, LEXICON), [paper, heard], voices, ["v1", "v2"])
    assert heard.parent == 0
