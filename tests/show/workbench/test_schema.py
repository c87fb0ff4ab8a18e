"""The JSON routes of the workbench against generated requests: nothing breaks, nothing answers but as the docs say.

Schemathesis makes the requests from the description below, in process and always the same ones.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from headwater.show.workbench.app import addresses
from headwater.store.case import Case
from headwater.store.check import check
from headwater.store.kinds import RELIABILITIES
from tests.factory import lock_reading
from tests.show.workbench.conftest import BASE, Bench, second_reading
from tests.store.fakes import put

schemathesis = pytest.importorskip("schemathesis", reason="pip install schemathesis")
openapi_checks = pytest.importorskip("schemathesis.specs.openapi.checks")

EXAMPLES = 25
"""Requests for each route; enough to meet every refusal, few enough to stay under twenty seconds for all."""

WORDS = {"type": "string", "maxLength": 60}
PLACES = {"type": "string", "pattern": "^([0-9]{1,3}-[0-9]{1,3}(,[0-9]{1,3}-[0-9]{1,3}){0,2})?$"}
COMMON = {"reason": WORDS, "back": WORDS}
SPANS = {"content": WORDS, "source": WORDS, "cue": WORDS, "content_at": PLACES, "source_at": PLACES, "cue_at": PLACES}
VOICE = {
    "voice": {"enum": ["v1", "v2", "v3", ""]},
    "voice_name": WORDS,
    "voice_kind": {"enum": ["person", "unnamed", "no such kind"]},
    "voice_named": {"enum": ["yes", "no"]},
}
MANNER = {
    "form": {"enum": ["direct", "indirect", "?"]},
    "stance": {"enum": ["asserts", "denies", "?"]},
    "basis": {"enum": ["saw", "not stated", "?"]},
    "certainty": {"enum": ["CT+", "PS-", "Uu", "?"]},
    "parent": {"enum": ["a1", "a2", ""]},
}
FORMS: dict[str, dict[str, Any]] = {
    "/documents/{id}/judge": {
        "action": {"enum": ["accept", "reject", "edit", "add", "credit", "?"]},
        "claim": {"anyOf": [{"enum": ["1", "2", "3", "4", "5"]}, WORDS]},
        "credibility": {"enum": ["1", "6", "7", "", "²"]},
        **SPANS,
        **VOICE,
        **MANNER,
    },
    "/documents/{id}/undo": {},
    "/documents/{id}/removal": {"action": {"enum": ["remove", "restore", "?"]}},
    "/documents/{id}/date": {"published": {"anyOf": [{"enum": ["2031-05-02", "2031-02-30", ""]}, WORDS]}},
    "/voices/{id}/judge": {
        "action": {"enum": ["grade", "name", "merge", "split", "?"]},
        "reliability": {"enum": [*RELIABILITIES, "G", ""]},
        "into": {"anyOf": [{"enum": ["#1", "#2", "#3", "Mara Teld"]}, WORDS]},
        "member:1": WORDS,
        **VOICE,
    },
    "/verdicts/{id}/undo": {},
}
ANSWERS = {
    "200": {"type": "object", "required": ["verdict", "said"], "additionalProperties": False,
            "properties": {"verdict": {"type": "integer", "minimum": 1}, "said": {"type": "string", "minLength": 1}}},
    **{
        status: {"type": "object", "required": ["problem"], "additionalProperties": False,
                 "properties": {"problem": {"type": "string", "minLength": 10}}}
        for status in ("404", "409", "422")
    },
}  # fmt: skip


def description() -> dict[str, Any]:
    """The routes that write, as OpenAPI."""
    answers = {s: {"description": s, "content": {"application/json": {"schema": a}}} for s, a in ANSWERS.items()}
    number = {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 0, "maximum": 9}}
    paths = {}
    for path, fields in FORMS.items():
        form = {"type": "object", "properties": COMMON | fields, "required": [f for f in fields if f == "action"]}
        body = {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": form}}}
        paths[path] = {"post": {"parameters": [number], "requestBody": body, "responses": answers}}
    return {"openapi": "3.1.0", "info": {"title": "workbench", "version": "1"}, "paths": paths}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    folder: Path = tmp_path_factory.mktemp("described")
    with Case.create(folder / "lock.headwater", "The Marram lock") as case:
        put(case, lock_reading(), second_reading())  # type: ignore[arg-type]
        yield Bench(case)


def test_every_form_is_described(desk: Bench) -> None:
    written = {path.replace(":number", "") for path in addresses(desk.app, "POST")}
    undescribed = {path for path in written - FORMS.keys() if not path.startswith(ELSEWHERE)}
    assert not undescribed, "describe the new form above"


ELSEWHERE = ("/weigh", "/families/", "/trace")
"""Forms with tests of their own."""

CHECKS = [schemathesis.checks.not_a_server_error]
CHECKS += [getattr(openapi_checks, name) for name in (
    "status_code_conformance", "content_type_conformance", "response_schema_conformance")]  # fmt: skip
"""Not that whatever fits the description is accepted: a form may ask for what the case does not allow (422, 409)."""

SCHEMA = schemathesis.openapi.from_dict(description())


@SCHEMA.parametrize()
@settings(
    max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
)
def test_generated_forms_are_answered_as_described(case: Any, desk: Bench) -> None:
    fields = case.body if isinstance(case.body, dict) else {}
    data = {"csrf": desk.csrf} | {k: v if isinstance(v, str) else json.dumps(v) for k, v in fields.items()}
    headers = {"Origin": BASE, "Accept": "application/json"}
    answer = desk.browser.post(case.formatted_path, data=data, headers=headers)
    case.validate_response(answer, checks=CHECKS)


def test_the_case_is_whole_afterwards(desk: Bench) -> None:
    assert check(desk.case).clean
    for path in ("/", "/documents/1", "/voices", "/verdicts", "/questions", "/report", "/statements"):
        desk.get(path)
