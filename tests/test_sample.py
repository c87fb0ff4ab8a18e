"""The sample case says what its truth says it says."""

from __future__ import annotations

import html
import math
import re
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from lxml import html as lxml_html

from headwater.sample import files, folder, truth

TOOLS = Path(__file__).parent / "tools"
TRUTH = truth()
NAMES = [path.name for path in files()]
REAL_NAMES = (
    "Reuters|AFP|Agence France|Associated Press|BBC|CNN|Fox News|New York Times|Washington Post|The Guardian|Al Jazeera"
    "|TASS|Xinhua|dpa|Le Monde|Spiegel|Daily Mail|The Telegraph|The Economist|Bellingcat|Facebook|Twitter|Telegram"
    "|YouTube|Instagram|WhatsApp|TikTok|Google|Russia|Ukrain|China|Chinese|Israel|Iran|American|European|NATO"
)
CERTAINTY = {"CT+", "PR+", "PS+", "CT-", "PR-", "PS-", "Uu"}
LETTERS = {"CC", "C", "N", "I", "II"}


def raw(name: str) -> bytes:
    return (folder() / name).read_bytes()


def flat(text: str) -> str:
    """One line with plain quotation marks, so that typography and line breaks don't matter."""
    plain = text.translate(str.maketrans("“”‘’—", "\"\"''-"))
    return re.sub(r"\s+", " ", plain).strip()


def text_of(name: str) -> str:
    if name.endswith(".pdf"):
        with pypdfium2.PdfDocument(raw(name)) as pdf:
            return flat("\n".join(page.get_textpage().get_text_range() for page in pdf))
    if name.endswith(".txt"):
        return flat(raw(name).decode("utf-8"))
    tree = lxml_html.fromstring(raw(name))
    for element in tree.xpath("//script"):
        element.drop_tree()
    return flat(tree.text_content())


TEXTS = {name: text_of(name) for name in NAMES}


def quotes_of(node: Any, file: str | None = None) -> list[tuple[str, str]]:
    """Every ``(file, quote)`` under ``node``; a quote belongs to the nearest file above it."""
    if isinstance(node, list):
        return [pair for item in node for pair in quotes_of(item, file)]
    if not isinstance(node, dict) or node.get("in_markup"):
        return []
    here = node.get("file", file)
    own = [(here, node["quote"])] if node.get("quote") and here else []
    return own + [pair for value in node.values() for pair in quotes_of(value, here)]


def test_the_files_are_the_documents_of_the_truth_in_order() -> None:
    assert [document["file"] for document in TRUTH["documents"]] == NAMES
    assert [path.name for path in files()] == NAMES


def test_there_are_enough_of_each_format() -> None:
    count = Counter(path.suffix for path in files())
    assert count[".html"] >= 9
    assert count[".txt"] >= 3
    assert count[".pdf"] >= 2
    assert len([d for d in TRUTH["documents"] if not d["version_of"]]) >= 14


@pytest.mark.parametrize("name", NAMES)
def test_each_has_the_length_of_an_article(name: str) -> None:
    assert 280 <= len(TEXTS[name].split()) <= 1100


@pytest.mark.parametrize("name", [name for name in NAMES if name.endswith(".html")])
def test_pages_look_like_saved_pages(name: str) -> None:
    tree = lxml_html.fromstring(raw(name))
    document = next(d for d in TRUTH["documents"] if d["file"] == name)
    assert tree.xpath("string(//meta[@property='og:site_name']/@content)") == document["publisher"]
    assert tree.xpath("string(//meta[@property='article:published_time']/@content)").startswith(
        document["published"][:16]
    )
    assert flat(tree.xpath("string(//h1)")) == flat(document["title"])
    assert ".example/" in tree.xpath("string(//link[@rel='canonical']/@href)")
    assert tree.xpath("//script[not(@type='application/ld+json')]")
    assert not tree.xpath("//script/@src | //iframe | //link[@rel='stylesheet']"), "nothing is to be fetched"


def test_captures_of_one_page_share_its_address() -> None:
    def address(name: str) -> str:
        return str(lxml_html.fromstring(raw(name)).xpath("string(//link[@rel='canonical']/@href)"))

    for pair in TRUTH["versions"]:
        assert address(pair["earlier"]) == address(pair["later"])


def test_every_file_that_the_truth_names_exists() -> None:
    named = re.findall(r'"(\d\d-[^"]+\.(?:html|txt|pdf))"', raw("truth.json").decode("utf-8"))
    assert set(named) == set(NAMES)


@pytest.mark.parametrize(("name", "quote"), sorted(set(quotes_of(TRUTH))))
def test_every_quotation_stands_in_its_file(name: str, quote: str) -> None:
    assert flat(quote) in TEXTS[name]


def test_both_sides_of_drift_and_flow_stand_in_their_files() -> None:
    for edge in TRUTH["drift"]:
        assert flat(edge["before"]) in TEXTS[edge["from"]]
        assert flat(edge["after"]) in TEXTS[edge["to"]]
    for edge in TRUTH["flow"]:
        assert not edge["quote"] or flat(edge["quote"]) in TEXTS[edge["from"]]


def test_versions_differ_as_told() -> None:
    for pair in TRUTH["versions"]:
        earlier, later = TEXTS[pair["earlier"]], TEXTS[pair["later"]]
        for change in pair["changes"]:
            before, after = flat(change["before"] or ""), flat(change["after"] or "")
            assert before in earlier
            assert not before or before not in later.replace(after, "") or change["kind"] == "attribution"
            assert after in later
        assert ("Correction, " in later) == pair["announced"]


def test_corrections_name_what_was_wrong_and_who_still_carries_it() -> None:
    for note in TRUTH["corrections"]:
        for words in (note["wrong"], note["right"], note["where"]):
            assert words is None or flat(words) in TEXTS[note["file"]]
        for name in note["still_carried_by"]:
            assert "has reached 11" in TEXTS[name]


def test_features_in_the_markup_are_in_the_bytes() -> None:
    for examples in TRUTH["features"].values():
        for example in examples:
            if example.get("in_markup"):
                assert example["quote"].encode() in raw(example["file"])
    assert TEXTS["08-saltline-repost.html"].count("READ IT FIRST ON SALTLINE.EXAMPLE") >= 3
    assert "blockquote" in raw("04-courier-divers.html").decode("utf-8")


def test_every_required_feature_is_shown() -> None:
    assert len(TRUTH["features"]) >= 25
    assert all(TRUTH["features"].values())
    assert [d["file"] for d in TRUTH["documents"] if d["published"] is None] == ["17-residents-notice.txt"]


def test_labels_are_those_of_the_design() -> None:
    for claim in TRUTH["claims"]:
        origins = {origin["id"] for origin in claim["origins"] + claim["against"]}
        for report in claim["reports"]:
            assert report["certainty"] in CERTAINTY
            assert report["stance"] in {"asserts", "denies", "doubts", "asks"}
            assert report["basis"] in {"saw", "told", "document", "reasoning", "not stated"}
            assert report["origin"] is None or report["origin"] in origins
        low, high = claim["fair_range"]
        assert low <= claim["independent_origins"] == len(claim["origins"]) <= high
        assert all(re.fullmatch("[A-F][1-6]", origin["grade"]) for origin in claim["origins"] + claim["against"])


def test_outlets_are_the_publishers_that_assert_a_claim() -> None:
    publisher = {d["file"]: d["publisher"] for d in TRUTH["documents"]}
    for claim in TRUTH["claims"]:
        asserting = {publisher[r["file"]] for r in claim["reports"] if r["stance"] == "asserts"}
        assert claim["outlets"] == len(asserting)


def test_the_matrix_is_full() -> None:
    hypotheses = [h["id"] for h in TRUTH["hypotheses"]]
    assert TRUTH["hypotheses"][-1]["text"] == "None of these."
    assert {item["claim"] for item in TRUTH["evidence"]} == {claim["id"] for claim in TRUTH["claims"]}
    for item in TRUTH["evidence"]:
        assert list(item["ratings"]) == list(item["probability"]) == hypotheses
        assert set(item["ratings"].values()) <= LETTERS
        assert all(0 < p < 1 for p in item["probability"].values())
    assert set(TRUTH["settled"]["claims"]) == {claim["id"] for claim in TRUTH["claims"]}


def standing(day: str, count: str) -> dict[str, float]:
    """Posteriors by the formula of the design, with the plain assumptions that the truth states."""
    hit, false_alarm = TRUTH["standings"]["hit"], TRUTH["standings"]["false_alarm"]
    documents = {d["file"]: d for d in TRUTH["documents"]}
    odds = dict.fromkeys((h["id"] for h in TRUTH["hypotheses"]), 0.0)
    for item in TRUTH["evidence"]:
        claim = next(c for c in TRUTH["claims"] if c["id"] == item["claim"])
        known = [r for r in claim["reports"] if r["stance"] == "asserts" and documents[r["file"]]["known_from"] <= day]
        number = len({documents[r["file"]]["publisher"] for r in known})
        if count == "origins":
            number = sum(origin["first_known"] <= day for origin in claim["origins"])
        if number:
            for hypothesis, p in item["probability"].items():
                odds[hypothesis] += math.log(p * hit**number + (1 - p) * false_alarm**number)
    total = sum(math.exp(value) for value in odds.values())
    return {hypothesis: math.exp(value) / total for hypothesis, value in odds.items()}


def test_the_standings_are_those_of_the_formula() -> None:
    for row in TRUTH["standings"]["days"]:
        for count in ("outlets", "origins"):
            for hypothesis, value in standing(row["as_of"], count).items():
                assert row[f"counting_{count}"][hypothesis] == pytest.approx(value, abs=6e-4)


def test_the_story_counting_outlets_misleads_on_the_second_day() -> None:
    second = TRUTH["standings"]["days"][1]
    assert max(second["counting_outlets"], key=second["counting_outlets"].get) == "H1"
    assert max(second["counting_origins"], key=second["counting_origins"].get) == "H2" == TRUTH["settled"]["hypothesis"]


@pytest.mark.parametrize("name", [*NAMES, "truth.json"])
def test_nothing_real_is_named(name: str) -> None:
    text = TEXTS[name] if name in TEXTS else raw(name).decode("utf-8")
    markup = "" if name.endswith(".pdf") else raw(name).decode("cp1252", "replace")
    assert not re.search(rf"\b(?:{REAL_NAMES})", text + markup)
    assert not re.search(r"\b(?:19\d\d|20[01]\d|202[0-7])\b", text)
    hosts = set(re.findall(r"https?://([^/\"\s<]+)", html.unescape(markup)))
    assert all(host.endswith(".example") for host in hosts - {"schema.org", "www.w3.org"})


def test_the_pdfs_come_from_their_source_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("reportlab")
    monkeypatch.syspath_prepend(str(TOOLS))
    sys.modules.pop("make_sample_pdf", None)
    import make_sample_pdf

    make_sample_pdf.main(tmp_path)
    for name in make_sample_pdf.PDFS.values():
        with pypdfium2.PdfDocument((tmp_path / name).read_bytes()) as pdf:
            made = flat("\n".join(page.get_textpage().get_text_range() for page in pdf))
        assert made == TEXTS[name]
        assert len(raw(name)) < 40_000
