"""How a voice knows, and forecasts with their horizon."""

import pytest

from headwater.read.certainty.judge import Judge
from headwater.read.frame import Draft, cut_text


def basis(text: str, source: str, cue: str, content: str) -> tuple[str, list[str]]:
    def place(words: str) -> tuple[int, int]:
        start = text.index(words)
        return start, start + len(words)

    got = Judge(cut_text(text, frozenset())).judge(Draft(place(source), [place(cue)], [place(content)]))
    return got.basis, [span.text for span in got.evidence]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "expected"),
    [
        ("Ilse Varn said the gate was open.", "Ilse Varn", "said", "the gate was open", "not stated"),
        ("“I saw the gate open,” Ilse Varn said.", "Ilse Varn", "said", "“I saw the gate open,”", "saw"),
        ("Ilse Varn recalled a red van.", "Ilse Varn", "recalled", "a red van", "saw"),
        ("A witness said a red van stopped.", "A witness", "said", "a red van stopped", "saw"),
        (
            "Panels of witnesses said it was a good law.",
            "Panels of witnesses",
            "said",
            "it was a good law",
            "not stated",
        ),
        (
            "“We have a talk that begins based on noise,” she said.",
            "she",
            "said",
            "“We have a talk that begins based on noise,”",
            "not stated",
        ),
        ("Having read the log, Ilse Varn said nobody came.", "Ilse Varn", "said", "nobody came", "document"),
        ("After reviewing the minutes, she said it was so.", "she", "said", "it was so", "document"),
        ("After reading the room, she said it was so.", "she", "said", "it was so", "not stated"),
        ("Ilse Varn said she saw no reason to go.", "Ilse Varn", "said", "she saw no reason to go", "not stated"),
        (
            "A clerk who watched from the quay said it sank.",
            "A clerk who watched from the quay",
            "said",
            "it sank",
            "saw",
        ),
        (
            "The guild, working from photographs, said it sank.",
            "The guild, working from photographs,",
            "said",
            "it sank",
            "document",
        ),
        ("Ilse Varn says she told me so.", "Ilse Varn", "says", "she told me so", "not stated"),
        ("Ilse Varn says the clerk told me so.", "Ilse Varn", "says", "the clerk told me so", "told"),
        ("Based on the tracks, he left, she said.", "she", "said", "Based on the tracks, he left", "reasoning"),
        ("The witnesses warned that it would fall.", "The witnesses", "warned", "it would fall", "not stated"),
        (
            "People who know their witness interviews said it was red.",
            "People who know their witness interviews",
            "said",
            "it was red",
            "not stated",
        ),
        (
            "Ilse Varn said she was told the gate was open.",
            "Ilse Varn",
            "said",
            "she was told the gate was open",
            "told",
        ),
        ("Ilse Varn has heard that the gate was open.", "Ilse Varn", "heard", "the gate was open", "told"),
        (
            "The affidavit says a guard told police it was open.",
            "The affidavit",
            "says",
            "a guard told police it was open",
            "told",
        ),
        ("The survey found half had left.", "The survey", "found", "half had left", "document"),
        ("Police said they found a man in the lane.", "Police", "said", "they found a man in the lane", "saw"),
        (
            "Police said they found no evidence of a theft.",
            "Police",
            "said",
            "they found no evidence of a theft",
            "not stated",
        ),
        ("Police said they found that it was open.", "Police", "said", "they found that it was open", "not stated"),
        ("The victim said he was walking home.", "The victim", "said", "he was walking home", "saw"),
        ("The victim said he was content.", "The victim", "said", "he was content", "not stated"),
        ("Reporters relayed that men had run.", "Reporters", "relayed", "that men had run", "told"),
        ("Ilse Varn concluded the gate was open.", "Ilse Varn", "concluded", "the gate was open", "reasoning"),
        (
            "Ilse Varn said it was closed, not on the basis of age.",
            "Ilse Varn",
            "said",
            "it was closed, not on the basis of age",
            "not stated",
        ),
        ("Judging by the mud, said Ilse Varn.", "Ilse Varn", "said", "Judging by the mud,", "reasoning"),
    ],
)
def test_basis(text, source, cue, content, expected):
    found, evidence = basis(text, source, cue, content)
    assert found == expected
    assert bool(evidence) == (expected != "not stated")


@pytest.mark.parametrize(
    ("sentence", "horizon"),
    [
        ("The dam could fail as early as May.", "as early as May"),
        ("By 2085, the lake will be dry.", "By 2085"),
        ("The vote will be held on August 10.", "on August 10"),
        ("Rain will fall within the next two days.", "within the next two days"),
        ("The lake will be dry.", "will"),
        ("The dam is expected to fail next month.", "next month"),
        ("The dam failed in May.", None),
        ("The will of the people was read.", None),
        ("The dam would be safer if it were lower.", None),
        ("The dam may have failed on Monday.", None),
    ],
)
def test_horizon(sentence, horizon):
    _, future = Judge(cut_text(sentence, frozenset())).own(0, len(sentence))
    assert (future.text if future else None) == horizon


def test_reported_would_is_about_the_future():
    text = "The council said it would drain the lake next year."
    got = Judge(cut_text(text, frozenset())).judge(Draft((0, 11), [(12, 16)], [(17, len(text) - 1)]))
    assert got.future is not None
    assert got.future.text == "next year"


def horizon(text: str, content: list[str]) -> str | None:
    places = [(text.index(words), text.index(words) + len(words)) for words in content]
    cue = text.index("told")
    future = Judge(cut_text(text, frozenset())).judge(Draft((0, 1), [(cue, cue + 4)], places)).future
    return future.text if future else None


def test_a_horizon_lies_in_the_voices_own_words():
    text = "“It is over,” Quint told the Herald on Tuesday. “We will look at it.”"
    assert horizon(text, ["“It is over,”", "“We will look at it.”"]) == "will"


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("she will be heard on Tuesday, Aug. 2", "on Tuesday, Aug. 2"),
        ("the pier won't open", "won't"),
        ("the burial will be held Friday at ten", "Friday"),
        ("they were about to begin", None),
        ("the trouble with plans to sell it is the cost", None),
        ("his plan to sell it", "plan to"),
        ("it failed, due in part to frost", None),
    ],
)
def test_horizons(words, expected):
    assert horizon(f"Bo told us {words}.", [words]) == expected
