"""What tracing found, in every format that can hold it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from headwater.export.annotations import take_in
from headwater.export.formats import export
from headwater.model import Certainty
from headwater.model_trace import Claim, Edge, Family, FlowDrift, Merge, Origins, Question, Root
from headwater.store.case import Case
from headwater.store.ledger import ledger
from headwater.store.traced import Ids, save_claims
from headwater.store.traced_families import Worked, save_families, save_questions
from headwater.store.verdicts import Draft
from tests.store.fakes import new_case, put, read, subjects

SHUT = "Ada Quill said the gate was shut."


@pytest.fixture
def traced(tmp_path: Path) -> Case:
    """Two papers that both have Ada Quill say one thing, the second from the first; a third says otherwise by itself."""
    case = new_case(tmp_path)
    put(
        case,
        read(SHUT, "a.txt", url="https://a.example/1", title="A", publisher="Gazette", published="2031-05-01"),
        read(
            SHUT + " It rained.",
            "b.txt",
            url="https://b.example/1",
            title="B",
            publisher="Courier",
            published="2031-05-02",
        ),
        read(
            "The gate was open.",
            "c.txt",
            url="https://c.example/1",
            title="C",
            publisher="Post",
            published="2031-05-03",
        ),
    )
    with case.writing() as connection:
        keys = connection.exec_driver_sql("SELECT key FROM documents ORDER BY id").scalars().all()
        claims = [claim(f"c{n}", key, n < 2) for n, key in enumerate(keys)]
        stage = ledger(connection).stage("trace", "1")
        ids = Ids.of(connection)
        save_claims(connection, claims, ids, stage)
        shut, opened = Family("f1", "c0", ("c0", "c1"), "q1", "shut"), Family("f2", "c2", ("c2",), "q1", "open")
        root = Root("r1", "Ada Quill", ("c0", "c1"), None)
        edge = Edge("f1", "c0", "c1", "copies", "the same words a day later", True, "published")
        side = Edge("f1", "c1", "c0", "same voice", "both name Ada Quill", False, None, False)
        drift = FlowDrift("f1", "c0", "c1", "hedge lost", "may", "is", "may became flat")
        merge = Merge("m1", "Gazette", "Courier", True, "copied")
        found = [
            Worked(
                shut,
                "p",
                (edge, side),
                Origins("f1", 1, 2, (root,), (merge,), 2),
                (drift,),
                tuple(keys[:2]),
                "2031-05-01",
                "2031-05-02",
            ),
            Worked(opened, "p", (), Origins("f2", 1, 1, (), (), 1), (), (keys[2],), "2031-05-03", "2031-05-03"),
        ]
        save_families(connection, found, ids, stage)
        carried = {"f1": set(keys[:2]), "f2": {keys[2]}}
        save_questions(connection, [Question("q1", ("f1", "f2"), ("polarity",))], [shut, opened], carried, stage)
    return case


def claim(key: str, document: str, attributed: bool) -> Claim:
    start, end, words = (16, 32, "the gate was shut") if attributed else (0, 18, "The gate was open.")
    certainty = Certainty("CT+", 0.99, 1.0)
    return Claim(
        key,
        document,
        "a1" if attributed else None,
        start,
        end,
        ((start, end),),
        words,
        None,
        (),
        certainty,
        "asserts",
        "+",
    )


def test_graphml_has_the_way_and_the_origins(traced: Case) -> None:
    networkx = pytest.importorskip("networkx")
    graph = networkx.read_graphml(export(traced, "graphml")[0].path)
    families = {d["value"]: d for _, d in graph.nodes(data=True) if d["sort"] == "family"}
    assert (families["shut"]["origins_low"], families["shut"]["origins_high"], families["shut"]["outlets"]) == (1, 2, 2)
    steps = {d["relation"]: d for *_, d in graph.edges(data=True) if "known" in d}
    assert (steps["copies"]["known"], steps["same voice"]["known"]) == (True, False)
    assert sum(d["relation"] == "one of" for *_, d in graph.edges(data=True)) == 3


def test_tables_hold_families_members_flows_and_origins(traced: Case, tmp_path: Path) -> None:
    made = {w.path.stem: w for w in export(traced, "jsonl", tmp_path / "tables")}
    assert [made[n].count for n in ("families", "members", "flows", "origins")] == [2, 3, 2, 1]
    rows = [json.loads(line) for line in made["flows"].path.read_text().splitlines()]
    assert [(r["kind"], r["directed"], r["certain"]) for r in rows] == [
        ("copies", True, True),
        ("same voice", False, False),
    ]


def test_prov_derives_the_later_from_the_earlier(traced: Case) -> None:
    model = pytest.importorskip("prov.model")
    document = model.ProvDocument.deserialize(content=export(traced, "prov")[0].path.read_text(), format="json")
    notes = document.get_provn()
    assert notes.count("hadMember(") == 3
    assert notes.count("alternateOf(") == 1
    assert "prov:type='hw:copies'" in notes


def test_stix_groups_and_relates(traced: Case) -> None:
    stix2 = pytest.importorskip("stix2")
    bundle = stix2.parse(export(traced, "stix")[0].path.read_text(), allow_custom=False)
    ids = {o["id"] for o in bundle.objects}
    steps = [o for o in bundle.objects if o["type"] == "relationship"]
    assert sorted(s["relationship_type"] for s in steps) == ["derived-from", "related-to"]
    assert all(s["source_ref"] in ids and s["target_ref"] in ids for s in steps)
    assert sum(o["type"] == "grouping" for o in bundle.objects) == 3


def test_schema_org_has_one_claim_with_all_its_appearances(traced: Case) -> None:
    about = subjects(traced, 1)
    traced.give(Draft("credit", about["the gate was shut"], {"credibility": 2}, "Ann", "seen the photograph"))
    graph = json.loads(export(traced, "schema-org")[0].path.read_text())["@graph"]
    [family] = [n for n in graph if n.get("abstract") == "2 documents, 1 to 2 independent origins"]
    articles = {n["@id"]: n["headline"] for n in graph if n["@type"] == "Article"}
    assert [articles[a["@id"]] for a in family["appearance"]] == ["A", "B"]
    assert articles[family["firstAppearance"]["@id"]] == "A"
    [review] = [n for n in graph if n["@type"] == "ClaimReview"]
    assert (review["reviewRating"]["alternateName"], review["reviewBody"]) == ("probably true", "seen the photograph")
    models = pytest.importorskip("schema_org")
    from tests.export.test_standards import check_node

    for node in graph:
        check_node(models, node)
    stix = json.loads(export(traced, "stix")[0].path.read_text())["objects"]
    assert [o["confidence"] for o in stix if "confidence" in o] == [70]


def test_follow_the_money_stays_valid(traced: Case) -> None:
    ftm = pytest.importorskip("followthemoney")
    for line in export(traced, "ftm")[0].path.read_text().splitlines():
        data = json.loads(line)
        assert ftm.model.get(data["schema"]).validate(data) is None


def test_annotations_link_the_members_and_come_back_without_harm(traced: Case) -> None:
    [written] = export(traced, "web-annotation")
    items = json.loads(written.path.read_text())["items"]
    ids = {i["id"] for i in items}
    links = [i for i in items if i["motivation"] == "linking"]
    assert sorted(len(i["target"]) for i in links) == [1, 2]
    assert all(ids.issuperset(i["target"]) for i in links)
    outcome = take_in(traced, written.path, author="Ann")
    assert (outcome.unplaced, dict(outcome.counts)) == ([], {"same": 2})


def test_reports_say_how_many_origins(traced: Case) -> None:
    page = export(traced, "html")[0].path.read_text()
    assert "1–2" in page
    assert "hedge lost: may became flat" in page
    assert "<strong>open</strong>: The gate was open." in page
    assert "| 2 | 2 | 1–2 | hedge lost: may became flat |" in export(traced, "markdown")[0].path.read_text()


def test_reports_tell_each_contradiction_once(traced: Case) -> None:
    page = export(traced, "html")[0].path.read_text()
    [anchor] = re.findall(r'href="#(q-[^"]+)">Others say otherwise', page)
    assert page.count(f'<table id="{anchor}">') == 1
    assert "On what they contradict each other" in page
    notes = export(traced, "markdown")[0].path.read_text()
    assert notes.count("**open**: The gate was open. (document 3)") == 1
