import random
import time

import pytest

from headwater.model import Document, Markup, Reading, Residue
from headwater.model_trace import Source
from headwater.trace.cutting import packed_cutting, packed_wording, unpacked_cutting, unpacked_wording
from headwater.trace.reuse import Commonness, passages, reuse, shared, standing_paragraphs, wording_of
from tests.factory import build

WIRE = (
    "PORT MARRAM (SNA) - The upper gate of the Marram lock gave way before dawn on Thursday, flooding a third of the town.\n"
    "At least 143 people were moved from their homes, the fire service said, and the school hall was opened to them.\n"
    '"We heard it go before we saw it," said Ada Venn, who keeps the inn beside the lock. "Then the cellar was full."\n'
    "The Canal Board said the winch had been inspected in autumn and that it would publish the papers next week.\n"
)


def source(document, text, publisher=None, published=None, residue=(), markup=()):
    reading = Reading(Document(f"{document}.txt", text, residue=tuple(residue), markup=tuple(markup)))
    return Source(document, reading, address=f"https://{document}.example/", published=published, publisher=publisher)


def shown(passage, first, second):
    return (
        first.reading.document.text[passage.first_start : passage.first_end],
        second.reading.document.text[passage.second_start : passage.second_end],
    )


def filler(seed, count=120):
    chosen = random.Random(seed)
    return " ".join("".join(chosen.choices("abcdefghijklmnop", k=6)) for _ in range(count))


def test_a_copied_paragraph_is_found_with_its_exact_place_in_both():
    first = source("a", WIRE)
    copied = WIRE.splitlines()[1]
    second = source("b", f"Floods again\n\n{filler(1, 30)}\n{copied}\n{filler(2, 30)}")
    (found,) = passages(first, second)
    assert found.kind == "copy"
    assert found.words == 21
    assert found.share == 1.0
    assert shown(found, first, second) == (copied[:-1], copied[:-1])


def test_small_edits_stay_in_one_passage():
    first = source(
        "a", "The upper gate of the Marram lock gave way before dawn on Thursday, flooding a third of the town."
    )
    second = source(
        "b", "The upper gate of the old Marram lock gave way at dawn on Thursday and flooded a third of the town."
    )
    (found,) = passages(first, second)
    assert 0.7 < found.share < 0.9
    assert shown(found, first, second)[1].startswith("The upper gate")


def test_the_same_words_in_quotation_marks_in_both_are_a_quotation():
    words = "Every inspection was carried out, and the papers show it"
    first = source("a", f"The minister rejected that. “{words},” she told reporters at noon.")
    second = source("b", f'{filler(3, 12)} "{words}." {filler(4, 12)}')
    (found,) = passages(first, second)
    assert (found.kind, found.quoted_first, found.quoted_second) == ("quotation", True, True)


def test_words_quoted_from_the_text_of_another_are_quoted_on_one_side():
    words = "the winch had been inspected in autumn and was sound"
    first = source("a", f"The board found that {words} until the storm came.")
    second = source("b", f"According to the Gazette, “{words}”. {filler(5, 12)}")
    (found,) = passages(first, second)
    assert (found.kind, found.quoted_first, found.quoted_second) == ("copy", False, True)


def test_what_the_reader_took_for_direct_speech_counts_as_quoted():
    said = "we heard it go before we saw it and then the cellar was full"
    first = Source("a", build(f"'{said},' said Ada Venn.", [{"id": "v1", "name": "Ada Venn", "kind": "person"}],
                              [{"id": "a1", "voice": "v1", "content": said, "form": "direct"}]))  # fmt: skip
    second = source("b", said, markup=[Markup(0, len(said), "quote")])
    assert [p.kind for p in passages(first, second)] == ["quotation"]


def test_residue_in_mid_sentence_does_not_part_a_passage():
    mark = "[READ IT FIRST ON SALT.EXAMPLE] "
    text = "The upper gate of the Marram lock gave way before dawn on Thursday, flooding a third of the town."
    broken = text.replace("before", mark + "before")
    at = broken.index(mark)
    (found,) = passages(source("a", text), source("b", broken, residue=[Residue(at, at + len(mark) - 1, "watermark")]))
    assert found.share == 1.0


def test_short_agreement_is_no_passage():
    assert not passages(
        source("a", f"{filler(6)} he was taken to hospital"), source("b", f"{filler(7)} he was taken to hospital")
    )


def test_a_credit_line_in_both_is_boilerplate():
    line = "Reporting by Linus Ardeck in Port Marram and Marit Sole in Mirane; editing by Joss Quennell"
    first, second = source("a", f"{filler(8)}\n{line}"), source("b", f"{filler(9)}\n{line}")
    assert [p.kind for p in passages(first, second)] == ["boilerplate"]


def test_a_footer_under_otherwise_different_articles_is_standing():
    footer = "The Gazette has eleven reporters and one photocopier and thanks its readers for their patience."
    sources = [source(f"d{n}", f"{filler(n)}\n{footer}", "Gazette") for n in range(4)]
    standing = standing_paragraphs(sources)
    assert len(standing) == 1
    assert wording_of(sources[0], standing).standing.sum() == 15
    assert not [p for p in reuse(sources) if p.kind != "boilerplate"]


def test_copies_of_one_article_make_no_standing_paragraph():
    sources = [source(f"d{n}", WIRE, "Gazette") for n in range(6)]
    assert not standing_paragraphs(sources)
    assert len(reuse(sources)) == 15


def test_ten_copies_of_one_article_are_all_tied_together():
    sources = [source(f"d{n}", WIRE, f"Paper {n}", f"2031-05-02T{n:02}:00") for n in range(10)]
    found = reuse(sources)
    assert len(found) == 45
    assert {p.kind for p in found} == {"copy"}


def test_the_order_of_the_documents_makes_no_difference():
    sources = [source(f"d{n}", filler(n, 40) + "\n" + WIRE[: 150 * n], "P", f"2031-05-0{n + 1}") for n in range(5)]
    assert reuse(sources) == reuse(sources[::-1])


def test_a_passage_that_third_parties_hold_between_unrelated_documents_is_boilerplate():
    form = "Please check your mail and click on the link to activate your profile, and if you do not receive it within"
    sources = [source(f"d{n}", f"{filler(n)}\n{form} {n} minutes ask us again", f"Paper {n}") for n in range(30)]
    assert {p.kind for p in reuse(sources)} == {"boilerplate"}


def test_wire_copy_in_many_papers_stays_copy():
    event = [
        f"{filler(n, 30)} Marram Venn Ardeck Wynn Ruskell 143 Sound of Merrow, Quennell\n{WIRE[200:]}"
        for n in range(30)
    ]
    others = [filler(n, 200) for n in range(100, 130)]
    sources = [source(f"d{n}", text, f"Paper {n}", "2031-05-02") for n, text in enumerate(event + others)]
    assert {p.kind for p in reuse(sources)} <= {"copy", "quotation"}
    assert len({p.first for p in reuse(sources)} | {p.second for p in reuse(sources)}) == 30


def test_judging_again_changes_nothing():
    sources = [source(f"d{n}", f"{filler(n)}\n{WIRE}") for n in range(3)]
    wordings = [wording_of(s) for s in sources]
    found = list(reuse(sources))
    assert Commonness(wordings).judged(found) == found


def test_an_enormous_footer_does_not_blow_up():
    footer = filler(999, 300)
    sources = [source(f"d{n}", f"{filler(n, 30)}\n{footer}") for n in range(400)]
    begin = time.process_time()
    reuse(sources)
    assert time.process_time() - begin < 8


@pytest.mark.parametrize("text", ["", "\n\n", "?!", "one", "\ud800 lone surrogate", "“" * 500, '"' * 501])
def test_hostile_texts_are_borne(text):
    assert reuse([source("a", text), source("b", text)]) is not None


def test_words_packed_and_unpacked_share_the_same():
    one, two = wording_of(source("a", WIRE)), wording_of(source("b", f"By Ada Quint\n\n{WIRE}\nReporting by Ada Quint"))
    packed = [unpacked_wording(w.document, packed_wording(w)) for w in (one, two)]
    assert shared(*packed) == shared(one, two) != []
    assert len(unpacked_wording("c", packed_wording(wording_of(source("c", "")))).words) == 0


def test_a_cutting_that_was_kept_tells_the_same():
    sources = [source(f"d{n}", f"{filler(n)}\n{WIRE}\nReporting by Ada Quint") for n in range(3)]
    for whole in [wording_of(s) for s in (*sources, source("e", ""))]:
        kept = unpacked_cutting(whole.document, packed_cutting(whole))
        assert kept.paragraphs == whole.paragraphs
        standing = [p.key for p in whole.paragraphs][1:3]
        for name in ("prints", "footing", "own", "words", "starts"):
            assert getattr(kept.knowing(standing), name).tolist() == getattr(whole.knowing(standing), name).tolist()


def test_documents_beside_another_share_a_run_of_words_with_it():
    texts = {"a": "one two three four five", "b": "zero two three four five", "c": "one two three five four"}
    common = Commonness([wording_of(source(name, text)) for name, text in texts.items()])
    assert common.beside({"a"}) == {"a", "b"}
    assert common.beside({"c"}) == {"c"}
    assert common.beside({"z"}) == {"z"}
