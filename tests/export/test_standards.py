"""Each format, read back by its standard's own library, says what the case says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from headwater.export.contents import Contents
from headwater.export.formats import FORMATS, export
from headwater.store.case import Case


def exported(case: Case, form: str) -> str:
    [written] = export(case, form)
    return written.path.read_text(encoding="utf-8")


def counts(case: Case) -> tuple[int, int, int]:
    with case.reading() as connection:
        contents = Contents(connection, case.name)
        documents = list(contents.documents())
        return len(documents), len(contents.voices), sum(len(d.statements) for d in documents)


class TestProv:
    def test_the_library_reads_it_and_writes_it_again(self, case: Case) -> None:
        model = pytest.importorskip("prov.model")
        text = exported(case, "prov")
        document = model.ProvDocument.deserialize(content=text, format="json")
        again = model.ProvDocument.deserialize(content=document.serialize(format="json"), format="json")
        assert document == again
        documents, voices, statements = counts(case)
        types = [str(t) for e in document.get_records(model.ProvEntity) for t in e.get_asserted_types()]
        assert types.count("hw:Document") == documents
        assert types.count("hw:Attribution") + types.count("hw:OwnStatement") == statements
        agents = [str(t) for a in document.get_records(model.ProvAgent) for t in a.get_asserted_types()]
        assert agents.count("hw:Voice") == voices

    def test_says_what_was_quoted_revised_and_from_where(self, case: Case) -> None:
        model = pytest.importorskip("prov.model")
        document = model.ProvDocument.deserialize(content=exported(case, "prov"), format="json")
        kinds = [str(t) for r in document.get_records(model.ProvDerivation) for t in r.get_asserted_types()]
        assert kinds.count("prov:Quotation") == counts(case)[2]
        assert kinds.count("prov:Revision") == 1
        assert kinds.count("prov:PrimarySource") == 2
        assert "wasAttributedTo" in document.get_provn()


class TestStix:
    def test_every_object_is_valid(self, case: Case) -> None:
        stix2 = pytest.importorskip("stix2")
        bundle = stix2.parse(exported(case, "stix"), allow_custom=False)
        ids = {o["id"] for o in bundle.objects}
        assert len(ids) == len(bundle.objects)
        for one in bundle.objects:
            assert ids.issuperset(one.get("object_refs", []))
            assert one.get("created_by_ref", one["id"]) in ids
        sorts = [o["type"] for o in bundle.objects]
        documents, voices, statements = counts(case)
        assert sorts.count("report") == documents
        assert sorts.count("identity") == voices + 1
        assert sorts.count("note") == statements + 1
        assert sorts.count("grouping") == 1

    def test_confidence_is_only_what_a_person_gave(self, case: Case) -> None:
        from headwater.export.stix import confidence

        assert '"confidence"' not in exported(case, "stix")
        assert [confidence(c) for c in ("1", "2", "3", "4", "5", "6", "B2", "F6", "A", None)] == [
            90, 70, 50, 30, 10, None, 70, None, None, None,
        ]  # fmt: skip

    def test_a_denial_is_disagreement_of_the_voice(self, case: Case) -> None:
        objects = json.loads(exported(case, "stix"))["objects"]
        notes = {o["id"]: o for o in objects if o["type"] == "note"}
        found = {
            notes[o["object_refs"][0]]["content"]: o
            for o in objects
            if o["type"] == "opinion" and o["object_refs"][0] in notes
        }
        denied = found["they had been told to leave"]
        assert (denied["opinion"], denied["authors"]) == ("strongly-disagree", ["residents"])


class TestSchemaOrg:
    def test_every_node_is_of_its_type(self, case: Case) -> None:
        models = pytest.importorskip("schema_org")
        graph = json.loads(exported(case, "schema-org"))["@graph"]
        for node in graph:
            check_node(models, node)
        claims = [n for n in graph if n["@type"] == "Claim"]
        assert len(claims) == counts(case)[2]
        articles = {n["@id"] for n in graph if n["@type"] == "Article"}
        assert all(c["appearance"]["@id"] in articles for c in claims)

    def test_there_is_no_review_that_nobody_wrote(self, case: Case) -> None:
        assert "ClaimReview" not in exported(case, "schema-org")

    def test_a_review_is_of_its_type(self) -> None:
        from headwater.export.schema_org import review

        models = pytest.importorskip("schema_org")
        made = review(
            "urn:uuid:x", author="Ann", time="2031-05-02T04:10:00Z", body="Seen", rating="Confirmed", mark="1"
        )
        check_node(models, made)


def check_node(models: Any, node: dict[str, Any]) -> None:
    """Every property belongs to the type, and every value is of a type that the property takes."""
    model = getattr(models, node["@type"])
    known = {p.schema_name: p for kind in model.__mro__ for p in vars(kind).get("SCHEMA_PROPERTIES", ())}
    for name, value in node.items():
        if name.startswith("@"):
            continue
        assert name in known, f"{node['@type']} has no {name}"
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict) and "@type" in one:
                kinds = {k.__name__ for k in getattr(models, one["@type"]).__mro__}
                assert kinds & set(known[name].ranges), f"{name} can't be {one['@type']}"
                check_node(models, one)
            elif not isinstance(one, dict):
                assert set(known[name].ranges) & {"Text", "URL", "Date", "DateTime", "Number", "Language"}


class TestFollowTheMoney:
    def test_every_entity_is_valid_and_nothing_is_cleaned_away(self, case: Case) -> None:
        ftm = pytest.importorskip("followthemoney")
        ids = set()
        entities = [json.loads(line) for line in exported(case, "ftm").splitlines()]
        for data in entities:
            proxy = ftm.model.get_proxy(data, cleaned=False)
            ids.add(proxy.id)
            assert proxy.schema.validate(data) is None
            given = {k: sorted(v) for k, v in data["properties"].items()}
            assert {k: sorted(v) for k, v in proxy.to_dict()["properties"].items()} == given
        for data in entities:
            for name, values in data["properties"].items():
                if ftm.model.get(data["schema"]).properties[name].type.name == "entity":
                    assert ids.issuperset(values)
        assert len(ids) == len(entities)

    def test_unnamed_voices_say_where(self, case: Case) -> None:
        assert "two officials (not named; Harbour Gazette, 2031-05-02)" in exported(case, "ftm")


class TestGraphml:
    def test_networkx_reads_it(self, case: Case) -> None:
        networkx = pytest.importorskip("networkx")
        [written] = export(case, "graphml")
        graph = networkx.read_graphml(written.path)
        sorts = [data["sort"] for _, data in graph.nodes(data=True)]
        assert (sorts.count("document"), sorts.count("voice"), sorts.count("statement")) == counts(case)
        relations = [data["relation"] for *_, data in graph.edges(data=True)]
        assert relations.count("stands in") == counts(case)[2]
        assert relations.count("revises") == 1
        assert {"says", "relays", "inside"} <= set(relations)
        one = next(d for _, d in graph.nodes(data=True) if d.get("words") == "they had been told to leave")
        assert (one["stance"], one["high"], one["own"]) == ("denies", 0.01, False)


class TestBrat:
    def test_every_line_is_as_the_manual_has_it(self, case: Case) -> None:
        [written] = export(case, "brat")
        texts = sorted(written.path.glob("*.txt"))
        assert len(texts) == counts(case)[0]
        for path in texts:
            text = path.read_text(encoding="utf-8")
            for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
                check_brat_line(line, text)


def check_brat_line(line: str, text: str) -> None:
    """Text-bound annotations say what the text says; the other lines have the form that brat's manual gives them."""
    import re

    if line.startswith("T"):
        name, kind, words = line.split("\t")
        sort, places = kind.split(" ", 1)
        pieces = [tuple(map(int, p.split(" "))) for p in places.split(";")]
        assert re.fullmatch(r"T\d+", name)
        assert re.fullmatch(r"[A-Za-z]+", sort)
        assert " ".join(text[a:b] for a, b in pieces) == words
        assert "\n" not in words
    else:
        forms = (r"R\d+\t\w+ Arg1:T\d+ Arg2:T\d+", r"A\d+\t\w+ T\d+ \S+", r"#\d+\tAnnotatorNotes T\d+\t[^\t\n]+")
        assert any(re.fullmatch(form, line) for form in forms), line


def test_every_format_is_the_same_twice(case: Case, tmp_path: Path) -> None:
    for name in FORMATS:
        one, other = (export(case, name, tmp_path / f"{name}-{n}")[0].path for n in (1, 2))
        files = sorted(p.relative_to(one) for p in one.rglob("*") if p.is_file()) if one.is_dir() else [Path()]
        assert files
        for file in files:
            assert (one / file).read_bytes() == (other / file).read_bytes(), name
