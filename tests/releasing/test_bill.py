"""All that Headwater stands on is listed, with licences that fit, in a bill that the standard's own schema accepts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("packaging")

from releasing.closure import own, packages
from releasing.licences import PAGE, unknown
from releasing.sbom import ROOT, sbom


def test_every_package_is_on_the_page_of_licences():
    """``python -m releasing.licences`` writes it anew."""
    page = PAGE.read_text("utf-8")
    for name in packages():
        assert f"| {name} | " in page, name


def test_every_licence_is_stated_and_fits():
    assert [(one.name, one.licence) for one in unknown()] == []


def test_what_pyproject_names_is_there():
    from packaging.utils import canonicalize_name

    assert {canonicalize_name(one.name) for one in own()} <= packages().keys()
    assert "pytest" not in packages()


def test_the_bill_is_the_same_each_time(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1930000000")
    first = sbom()
    assert json.dumps(first) == json.dumps(sbom())
    assert first["metadata"]["timestamp"] == "2031-02-27T23:06:40Z"
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert "timestamp" not in sbom()["metadata"]


def test_the_bill_holds_together():
    bill = sbom()
    refs = {one["bom-ref"] for one in bill["components"]} | {ROOT}
    assert len(refs) == len(bill["components"]) + 1
    for row in bill["dependencies"]:
        assert {row["ref"], *row["dependsOn"]} <= refs
    models = [one for one in bill["components"] if one["type"] == "machine-learning-model"]
    assert {one["name"] for one in models} >= {"fast.onnx", "sentence.onnx"}


def test_the_schema_accepts_it():
    validation = pytest.importorskip("cyclonedx.validation.json")
    schema = pytest.importorskip("cyclonedx.schema")
    try:
        found = validation.JsonStrictValidator(schema.SchemaVersion.V1_6).validate_str(json.dumps(sbom()))
    except Exception as error:  # its own validator may be missing parts
        pytest.skip(str(error))
    assert found is None, found


def test_python_is_bounded_from_below():
    text = (Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8")
    assert 'requires-python = ">=3.11"' in text
