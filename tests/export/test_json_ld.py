"""JSON-LD as a processor understands it: nothing falls away on the way to RDF and back, and the order that matters stays."""

from __future__ import annotations

import json
from typing import Any

import pytest

from headwater.export.formats import export
from headwater.export.ids import PREFIX
from headwater.store.case import Case
from tests.export.contexts import loader

OA = "http://www.w3.org/ns/oa#"
SCHEMA = "http://schema.org/"


@pytest.fixture(scope="module")
def jsonld() -> Any:
    return pytest.importorskip("pyld.jsonld")


def exported(case: Case, form: str) -> Any:
    return json.loads(export(case, form)[0].path.read_text(encoding="utf-8"))


def plain(value: Any) -> Any:
    """A value with everything that JSON-LD holds to be the same made the same: one thing and a list of it, order."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in value.items() if key != "@context" and inner != []}
    if isinstance(value, list):
        inner = sorted((plain(one) for one in value), key=lambda one: json.dumps(one, sort_keys=True))
        return inner[0] if len(inner) == 1 else inner
    return f"{PREFIX}{value[3:]}" if isinstance(value, str) and value.startswith("hw:") else value


@pytest.mark.parametrize("form", ["web-annotation", "schema-org"])
def test_nothing_falls_away(case: Case, jsonld: Any, form: str) -> None:
    given = exported(case, form)
    options = {"documentLoader": loader}
    expanded = jsonld.expand(given, options)
    again = jsonld.compact(expanded, {"@context": given["@context"]}, options)
    assert plain(again) == plain(given)


def values(quads: list[Any], predicate: str) -> list[str]:
    return [quad["object"]["value"] for quad in quads if quad["predicate"]["value"] == predicate]


def test_annotations_as_rdf(case: Case, jsonld: Any) -> None:
    given = exported(case, "web-annotation")
    quads = jsonld.to_rdf(given, {"documentLoader": loader})["@default"]
    assert values(quads, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type").count(f"{OA}Annotation") == len(
        given["items"]
    )
    words = [
        selector["exact"]
        for item in given["items"]
        for target in item["target"]
        if isinstance(target, dict)
        for selector in target["selector"]
        if "exact" in selector
    ]
    assert words
    assert sorted(values(quads, f"{OA}exact")) == sorted(words)
    assert set(values(quads, f"{OA}motivatedBy")) <= {f"{OA}{m}" for m in ("identifying", "linking", "assessing")}
    starts = [q["object"] for q in quads if q["predicate"]["value"] == f"{OA}start"]
    assert {start["datatype"] for start in starts} == {"http://www.w3.org/2001/XMLSchema#nonNegativeInteger"}


def test_the_order_of_a_chain_stays(jsonld: Any) -> None:
    from headwater.export.web_annotation import CONTEXT

    chain = [{"id": f"urn:x:{n}"} for n in (3, 1, 2)]
    [node] = jsonld.expand({"@context": CONTEXT, "id": "urn:x:0", "hw:chain": chain}, {"documentLoader": loader})
    [value] = [v for k, v in node.items() if k.endswith("chain")]
    assert [one["@id"] for one in value[0]["@list"]] == ["urn:x:3", "urn:x:1", "urn:x:2"]


def test_claims_as_rdf(case: Case, jsonld: Any) -> None:
    given = exported(case, "schema-org")
    quads = jsonld.to_rdf(given, {"documentLoader": loader})["@default"]
    claims = [node for node in given["@graph"] if node["@type"] == "Claim"]
    assert sorted(values(quads, f"{SCHEMA}text")) == sorted(node["text"] for node in claims)
    links = [q["object"] for q in quads if q["predicate"]["value"] == f"{SCHEMA}appearance"]
    assert links
    assert {link["type"] for link in links} == {"IRI"}
