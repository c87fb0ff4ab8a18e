"""Verdicts given through the forms: what they change, what undo brings back, what is refused and why."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from headwater.store.verdicts import log
from tests.factory import LOCK
from tests.show.workbench.conftest import BASE, Bench

WINCH = "the winch was probably worn"


def at(words: str) -> str:
    start = LOCK.index(words)
    return f"{start}-{start + len(words)}"


def live(bench: Bench) -> list[str]:
    return [a.content[0].text for a in bench.case.load(1).attributions]


def test_accept_shows_who_and_why(bench: Bench) -> None:
    claim = bench.claim(WINCH)
    said = bench.post("/documents/1/judge", action="accept", claim=claim, reason="checked against the report")
    assert said == {"verdict": 1, "said": "Accepted."}
    panel = bench.get(f"/documents/1/panel?at={claim}")
    assert "Accepted" in panel
    assert "Ada, " in panel
    assert "checked against the report" in panel
    assert "st-accepted" in bench.get("/documents/1")


def test_reject_sets_aside_and_undo_brings_back(bench: Bench) -> None:
    before = live(bench)
    bench.post("/documents/1/judge", action="reject", claim=bench.claim(WINCH))
    assert len(live(bench)) == len(before) - 1
    assert "Rejected by a person" in bench.get("/documents/1")
    assert bench.post("/documents/1/undo")["said"] == "Undone."
    assert live(bench) == before
    assert "nothing to undo" in str(bench.post("/documents/1/undo", 422)["problem"])


def test_undo_can_be_undone(bench: Bench) -> None:
    bench.post("/documents/1/judge", action="reject", claim=bench.claim(WINCH))
    after = live(bench)
    bench.post("/verdicts/1/undo")
    bench.post("/verdicts/2/undo")
    assert live(bench) == after


def test_without_script_the_browser_is_led_back(bench: Bench) -> None:
    fields = {
        "csrf": bench.csrf,
        "action": "accept",
        "claim": str(bench.claim(WINCH)),
        "back": "/documents/1?only=document",
    }
    answer = bench.browser.post("/documents/1/judge", data=fields, headers={"Origin": BASE})
    assert (answer.status_code, answer.headers["location"]) == (303, "/documents/1?only=document")


def edit_fields(bench: Bench, words: str) -> dict[str, str]:
    """The fields of the editor as the page has them."""
    page = bench.get(f"/documents/1/panel?at={bench.claim(words)}&edit=1")
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
    fields |= dict(re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>([^<]*)</textarea>', page))
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', page, re.S):
        chosen = re.search(r'value="([^"]*)" selected', options) or re.search(r'value="([^"]*)"', options)
        fields[name] = chosen[1] if chosen else ""
    fields.pop("csrf")
    return fields


@pytest.mark.parametrize("words", [WINCH, "the gate “had", "“We did not", "the siren", "they had been told"])
def test_saving_the_editor_unchanged_changes_only_the_state(bench: Bench, words: str) -> None:
    def plain() -> list[str]:
        reading = bench.case.load(1)
        names = {v.id: v.name for v in reading.voices}
        return sorted(
            str((a.content, a.source, a.cue, a.certainty.markers, a.evidence, a.future, a.form, a.stance, a.basis, a.certainty.label, a.certainty.low,
                 [names[v] for v in a.chain]))
            for a in reading.attributions
        )  # fmt: skip

    before = plain()
    bench.post("/documents/1/judge", **edit_fields(bench, words))
    assert plain() == before
    assert "st-edited" in bench.get("/documents/1")


def test_edit_takes_other_words_another_voice_and_another_certainty(bench: Bench) -> None:
    fields = edit_fields(bench, WINCH) | {
        "content": "the winch was probably worn through",
        "voice_name": "an engineer of the Canal Board",
        "voice_kind": "unnamed",
        "voice_named": "no",
        "certainty": "PS+",
        "reason": "the report only quotes her",
    }
    bench.post("/documents/1/judge", **fields)
    found = next(
        a for a in bench.case.load(1).attributions if a.content[0].text == "the winch was probably worn through"
    )
    voice = bench.case.load(1).voice_by_id[found.voice]
    assert (voice.name, voice.kind, voice.named) == ("an engineer of the Canal Board", "unnamed", False)
    assert (found.certainty.label, found.certainty.low) == ("PS+", 0.2)
    again = edit_fields(bench, "the winch was probably worn through")
    bench.post("/documents/1/judge", **(again | {"certainty": "CT+"}))
    assert bench.case.load(1).attributions
    bench.post("/documents/1/undo")
    bench.post("/documents/1/undo")
    assert any(
        a.content[0].text.startswith(WINCH) and a.certainty.label == "PR+" for a in bench.case.load(1).attributions
    )


def test_what_the_tool_missed_is_added_by_its_place(bench: Bench) -> None:
    words = "It sounded like a train."
    fields = {"action": "add", "content": words, "content_at": at(words), "voice_name": "a resident", "voice_kind": "unnamed",
              "voice_named": "no", "form": "direct", "stance": "asserts", "basis": "saw", "certainty": "CT+"}  # fmt: skip
    bench.post("/documents/1/judge", **fields)
    assert words in live(bench)
    page = bench.get("/documents/1")
    assert "added by a person" in page
    assert "A resident" in bench.get(f"/documents/1/panel?at={bench.claim(words)}")
    bench.post("/documents/1/undo")
    assert words not in live(bench)


def test_typed_words_are_found_nearest_to_where_they_stood(bench: Bench) -> None:
    fields = {"action": "add", "content": "134   people", "voice_name": "The Gazette", "voice_kind": "publication"}
    bench.post("/documents/1/judge", **fields)
    found = next(a for a in bench.case.load(1).attributions if a.content[0].text == "134 people")
    assert found.content[0].start == LOCK.index("134 people")


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"content": ""}, "can’t be empty"),
        ({"content": "words that are not there"}, "do not stand in the text"),
        ({"content_at": "0-5"}, ""),  # places that do not fit the words are not believed; the words are
        ({"source": "Mara Teld\nResidents"}, "one piece"),
        ({"voice": "", "voice_name": ""}, "who says it"),
        ({"voice": "", "voice_name": "x", "voice_kind": "wizard"}, "no kind of voice"),
        ({"certainty": "XX"}, "certainty needs"),
        ({"stance": "shouts"}, "no stance"),
        ({"claim": "999999"}, "no such attribution"),
        ({"reason": "x" * 3000}, "reason takes"),
        ({"action": "burn"}, "what is to be done"),
    ],
)
def test_an_edit_that_makes_no_sense_says_why(bench: Bench, change: dict[str, str], message: str) -> None:
    fields = edit_fields(bench, WINCH) | change
    answer = bench.browser.post("/documents/1/judge", data={"csrf": bench.csrf, **fields},
                                headers={"Origin": BASE, "Accept": "application/json"})  # fmt: skip
    if not message:
        assert answer.status_code == 200
        assert any(x.startswith(WINCH) for x in live(bench))
        return
    assert answer.status_code in (404, 409, 422)
    assert message in answer.json()["problem"]
    html = bench.browser.post("/documents/1/judge", data={"csrf": bench.csrf, **fields}, headers={"Origin": BASE})
    assert html.status_code == answer.status_code
    assert "Not done" in html.text


def test_an_attribution_of_another_document_is_not_found(bench: Bench) -> None:
    claim = bench.claim("there would be", 2)
    assert "no such" in str(bench.post("/documents/1/judge", 404, action="accept", claim=claim)["problem"])


def test_a_document_can_be_taken_out_and_put_back(bench: Bench) -> None:
    bench.post("/documents/2/removal", action="remove", reason="another lock")
    assert "1 document<" in bench.get("/")
    assert "taken out of the case" in bench.get("/documents/2")
    bench.post("/documents/2/removal", action="restore")
    assert "2 documents" in bench.get("/")


def test_a_document_is_given_a_date(bench: Bench) -> None:
    bench.post("/documents/2/date", published="2031-06-07", reason="printed below")
    assert "7 June 2031" in bench.get("/documents")
    assert 'value="2031-06-07"' in bench.get("/documents/2")
    assert "Dated" in bench.get("/verdicts")
    bench.post("/documents/2/date", 409, published="soon")
    bench.post("/documents/99/date", 404, published="2031-06-07")


def test_a_voice_is_graded_named_merged_and_split(bench: Bench) -> None:
    officials, teld = bench.voice("two officials"), bench.voice("Mara Teld")
    bench.post(f"/voices/{officials}/judge", action="grade", reliability="C", reason="right before")
    assert '<span class="grade">C</span>' in bench.get(f"/voices/{officials}")
    bench.post(f"/voices/{officials}/judge", 409, action="grade", reliability="Z")
    bench.post(
        f"/voices/{officials}/judge", action="name", voice_name="Two lock-keepers", voice_kind="group", voice_named="no"
    )
    assert "Two lock-keepers" in bench.get("/voices")
    bench.post(f"/voices/{officials}/judge", action="merge", into=f"#{teld} Mara Teld")
    assert "Merged into it by a person" in bench.get(f"/voices/{teld}")
    bench.post(f"/voices/{teld}/judge", 422, action="merge", into="nobody at all")
    page = bench.get(f"/voices/{teld}")
    member = re.search(r'name="member:1" value="([^"]+)"', page)[1]  # type: ignore[index]
    bench.post(
        f"/voices/{teld}/judge",
        **{"action": "split", "member:1": member, "voice_name": "Another Teld", "voice_kind": "person"},
    )
    assert "Another Teld" in bench.get("/voices")
    bench.post(f"/voices/{teld}/judge", 422, action="split", voice_name="x", voice_kind="person")
    bench.post("/voices/999/judge", 404, action="grade", reliability="A")


def test_splitting_takes_all_the_documents_of_a_ticked_name(bench: Bench) -> None:
    teld = bench.voice("Mara Teld")
    page = bench.get(f"/voices/{teld}")
    members = re.findall(r'name="member:\d+" value="([^"]+)"', page)
    assert len(members) == 1
    bench.post(
        f"/voices/{teld}/judge",
        **{"action": "split", "member:1": members[0], "voice_name": "M. Teld", "voice_kind": "person"},
    )
    assert "in 2 documents" in bench.get(f"/voices/{bench.voice('M. Teld')}")


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["accept", "reject"]), st.integers(0, 7)),
        st.tuples(st.just("undo last"), st.just(0)),
        st.tuples(st.just("undo"), st.integers(1, 12)),
    ),
    max_size=10,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(STEPS)
def test_whatever_is_clicked_the_log_grows_and_undoing_all_restores_the_reading(
    bench: Bench, steps: list[tuple[str, int]]
) -> None:
    as_read = bench.case.load(1, live=False)
    for action, number in steps:
        before = _log(bench)
        if action in ("accept", "reject"):
            claims = _claims(bench)
            path, fields = (
                "/documents/1/judge",
                {"action": action, "claim": claims[number % len(claims)] if claims else 0},
            )
        else:
            path, fields = ("/documents/1/undo" if action == "undo last" else f"/verdicts/{number}/undo"), {}
        data = {"csrf": bench.csrf, **{k: str(v) for k, v in fields.items()}}
        answer = bench.browser.post(path, data=data, headers={"Origin": BASE, "Accept": "application/json"})
        after = _log(bench)
        assert answer.status_code in (200, 404, 409, 422)
        assert after[: len(before)] == before, "a verdict was changed"
        assert len(after) == len(before) + (answer.status_code == 200)
    _undo_everything(bench)
    assert bench.case.load(1).attributions == as_read.attributions


def _log(bench: Bench) -> list[str]:
    with bench.case.reading() as connection:
        return [v.hash for v in log(connection)]


def _claims(bench: Bench) -> list[int]:
    with bench.case.reading() as connection:
        sql = "SELECT id FROM claims WHERE document_id = 1 AND live AND NOT own ORDER BY id"
        return list(connection.exec_driver_sql(sql).scalars())


def _undo_everything(bench: Bench) -> None:
    for _ in range(100):
        answer = bench.browser.post("/documents/1/undo", data={"csrf": bench.csrf},
                                    headers={"Origin": BASE, "Accept": "application/json"})  # fmt: skip
        if answer.status_code == 422:
            return
    raise AssertionError("undo never came to an end")


def test_a_report_is_credited_and_shown_with_its_voice_s_grade(bench):
    claim = bench.claim("the gate")
    assert (
        bench.post("/documents/1/judge", action="credit", claim=claim, credibility=2, reason="seen by two")["said"]
        == "Graded."
    )
    voice = bench.voice("Mara Teld")
    bench.post(f"/voices/{voice}/judge", action="grade", reliability="B")
    panel = bench.get(f"/documents/1/panel?at={claim}")
    assert "seen by two" in panel
    assert '<option value="2" selected>2 probably true' in panel
    assert '<span class="unseen">grade </span>2</span>' in bench.get("/documents/1")
    assert "Report graded" in bench.get("/verdicts")
    bench.post("/documents/1/undo")
    assert '<option value="2" selected>' not in bench.get(f"/documents/1/panel?at={claim}")
    assert "1 to 6" in bench.post("/documents/1/judge", 422, action="credit", claim=claim, credibility="9")["problem"]


def test_words_of_a_rejected_attribution_are_listed_as_the_page_s_own(bench):
    before = bench.get("/statements?speaker=author&document=2")
    assert "no longer attributed" not in before
    bench.post("/documents/2/judge", action="reject", claim=bench.claim("there would be an inquiry", 2))
    after = bench.get("/statements?speaker=author&document=2")
    assert "Mara Teld said there would be an inquiry." in after
    assert "no longer attributed" in after
