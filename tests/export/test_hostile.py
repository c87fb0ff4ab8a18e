"""Documents that want to break the formats: markup, control characters, wrong dates, addresses of every sort."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from headwater.export.formats import FORMATS, export
from headwater.export.ids import file_name, web_address
from headwater.store.case import Case
from tests.export.test_standards import check_brat_line, check_node, counts
from tests.store.fakes import new_case, put, read

NASTY = (
    "]]>\u0001\u202e</script><img src=x onerror=alert(1)>\u2028\ufffe|`*_[x](javascript:alert(1))\t\r\n& \"' \U0001f600"
)


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("hostile")
    made = new_case(folder)
    for n, url in enumerate(
        (
            "javascript:alert(1)",
            'https://x.example/a b"<>\u202e?q=é|^`{}',
            "https://[broken",
            "file:///home/ann/x.html",
            None,
        )
    ):
        put(
            made,
            read(
                f"Ada Quill said {n} {NASTY} the gate.\nNobody\x0b knew.", f"/home/ann/secret folder/{n}.txt", title=NASTY, url=url,
                authors=(NASTY, "", "Ada"), publisher=NASTY, published=("2031-02-30", "yesterday", "0000", "2031", None)[n],
            ),
        )  # fmt: skip
    return made


def written(case: Case, form: str, folder: Path) -> Path:
    return export(case, form, folder / form)[0].path


@pytest.mark.parametrize("form", [f for f in FORMATS if f != "brat"])
def test_no_format_tells_where_on_the_disk_it_was(form: str, case: Case, tmp_path: Path) -> None:
    text = written(case, form, tmp_path).read_text(encoding="utf-8")
    assert "secret folder" not in text
    assert "\x00" not in text


def test_stix(case: Case, tmp_path: Path) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(written(case, "stix", tmp_path).read_text())
    assert sum(o["type"] == "report" for o in bundle.objects) == 5


def test_prov(case: Case, tmp_path: Path) -> None:
    model = pytest.importorskip("prov.model")
    document = model.ProvDocument.deserialize(content=written(case, "prov", tmp_path).read_text(), format="json")
    assert document.get_provn()


def test_graphml(case: Case, tmp_path: Path) -> None:
    networkx = pytest.importorskip("networkx")
    assert len(networkx.read_graphml(written(case, "graphml", tmp_path))) == sum(counts(case))


def test_follow_the_money(case: Case, tmp_path: Path) -> None:
    ftm = pytest.importorskip("followthemoney")
    for line in written(case, "ftm", tmp_path).read_text().split("\n")[:-1]:
        data = json.loads(line)
        assert ftm.model.get(data["schema"]).validate(data) is None


def test_schema_org(case: Case, tmp_path: Path) -> None:
    models = pytest.importorskip("schema_org")
    for node in json.loads(written(case, "schema-org", tmp_path).read_text())["@graph"]:
        check_node(models, node)


def test_brat(case: Case, tmp_path: Path) -> None:
    folder = written(case, "brat", tmp_path)
    for path in folder.glob("*.txt"):
        text = path.read_bytes().decode()
        for line in path.with_suffix(".ann").read_text(encoding="utf-8").split("\n")[:-1]:
            check_brat_line(line, text)


def test_the_page_runs_nothing_and_the_markdown_neither(case: Case, tmp_path: Path) -> None:
    from lxml import html

    page = html.fromstring(written(case, "html", tmp_path).read_text())
    assert page.xpath("//script | //img | //*[@onerror] | //a[starts-with(@href, 'javascript')]") == []
    assert {a for a in page.xpath("//@href | //@src") if not a.startswith(("#", "https://"))} == set()
    text = written(case, "markdown", tmp_path).read_text()
    assert "<img" not in text.replace("\\<img", "")
    assert "\u202e" not in text


def test_annotations_are_what_the_recommendation_asks(case: Case, tmp_path: Path) -> None:
    data = json.loads(written(case, "web-annotation", tmp_path).read_text())
    assert data["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (data["type"], data["partOf"]["type"]) == ("AnnotationPage", "AnnotationCollection")
    ids = [item["id"] for item in data["items"]]
    assert len(set(ids)) == len(ids)
    for item in data["items"]:
        check_annotation(item)


def check_annotation(item: dict[str, object]) -> None:
    """The musts of the Web Annotation Data Model, sections 3 and 4, as far as we use them."""
    assert item["type"] == "Annotation"
    assert str(item["id"]).startswith("urn:uuid:")
    assert item["motivation"] in ("identifying", "linking", "assessing")
    for body in item["body"]:  # type: ignore[attr-defined]
        if body["type"] == "TextualBody":
            assert isinstance(body["value"], str)
            assert body["purpose"] in ("describing", "tagging", "assessing")
        else:
            assert body["id"]
    for target in item["target"]:  # type: ignore[attr-defined]
        source = target["source"]["id"]
        assert source.startswith(("https://", "urn:uuid:"))
        assert not set(source) & set(' <>"{}|\\^`')
        quote, position = target["selector"]
        assert (quote["type"], position["type"]) == ("TextQuoteSelector", "TextPositionSelector")
        assert position["end"] - position["start"] == len(quote["exact"])
        assert 0 <= position["start"] < position["end"]


def test_addresses() -> None:
    assert web_address("https://x.example/a b") == "https://x.example/a%20b"
    assert [web_address(a) for a in ("javascript:x", "/home/ann", "", None, "https://[broken", "http://")] == [None] * 6
    assert [file_name(o) for o in ("/home/ann/x.html", "C:\\ann\\y.html", "https://x.example/z")] == [
        "x.html", "y.html", "https://x.example/z",
    ]  # fmt: skip


def test_markdown_escapes_only_what_acts() -> None:
    from headwater.export.report_markdown import plain

    assert [plain(t) for t in ("2031-05-02", "1. x", "12) x", "- x", "# x", "a*b_c", "<b>", "a | b")] == [
        "2031-05-02", "1\\. x", "12\\) x", "\\- x", "\\# x", "a\\*b\\_c", "\\<b\\>", "a \\| b",
    ]  # fmt: skip


def test_many_days_become_months() -> None:
    from collections import Counter

    from headwater.export.report import _periods

    days = Counter({f"2031-{m:02}-{d:02}": 1 for m in (1, 2) for d in range(1, 29)})
    assert _periods(days) == [("2031-01", 28), ("2031-02", 28)]
    assert len(_periods(Counter({"2031-01-01": 2}))) == 1
