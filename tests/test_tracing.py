"""A case traced at once and in steps, judged, damaged and merged with another one. Invented places and people only."""

from __future__ import annotations

from pathlib import Path

import pytest

from headwater import trace_documents, trace_steps
from headwater.errors import BadVerdict, CaseLocked
from headwater.store import traced, traced_pages
from headwater.store.case import Case
from headwater.store.subjects import pair_subject
from headwater.store.traced_state import outdated
from headwater.store.traced_versions import comparisons, versions
from headwater.store.verdicts import Draft
from headwater.trace_groups import Groups
from headwater.tracing import trace
from tests.store.fakes import put, read

LONG = (
    "The ferry {ship} ran onto the Skarn bank near Ulver at four on Sunday morning in thick fog. "
    "Mara Teld said nine passengers were hurt when the ferry struck the bank. "
    "The harbour office had closed the northern channel on Friday because two buoys were missing."
)
STORIES = (
    ("a.txt", LONG.format(ship="Ansa"), "Ulver Post", "2031-05-02"),
    ("b.txt", LONG.format(ship="Ansa"), "Skarn Mail", "2031-05-03"),
    ("c.txt", "Mara Teld said eleven passengers were hurt when the ferry struck the bank. Nobody drowned.", "Coast Times", "2031-05-04"),
    ("d.txt", "Ivo Renn said the northern channel was open on Sunday. The pilot was asleep.", "Ulver Post", "2031-05-05"),
    ("e.txt", "Mara Teld said nine passengers were hurt when the ferry struck the bank.", None, None),
    ("f.txt", "Oda Lind said the brewery at Tarn would close in June. The brewery employs forty people.", "Tarn News", "2031-05-06"),
)  # fmt: skip


def story(origin: str, text: str, publisher: str | None, published: str | None):
    # an address of its own: files without one that hold the same text are one document
    return read(text, origin, publisher=publisher, published=published, url=f"https://paper.example/{origin}")


def filled(path: Path, stories=STORIES) -> Case:
    case = Case.create(path)
    for one in stories:
        put(case, story(*one))
    return case


def contents(case: Case) -> dict[str, list[tuple]]:
    """Everything that was traced, without row numbers, which depend on the order of work."""
    sql = {
        "documents": "SELECT d.key, t.publisher, t.agency FROM traced_documents t JOIN documents d ON d.id = t.document_id",
        "claims": "SELECT key, text, voice, polarity, amounts, vector FROM traced_claims",
        "passages": "SELECT a.key, p.first_start, b.key, p.second_start, p.words, p.kind FROM passages p "
        "JOIN documents a ON a.id = p.first_id JOIN documents b ON b.id = p.second_id",
        "matches": "SELECT a.key, b.key, m.score, m.relation, m.reasons FROM matches m JOIN traced_claims a ON a.id = m.first_id "
        "JOIN traced_claims b ON b.id = m.second_id",
        "families": "SELECT f.key, q.key, c.key, f.value, f.claims, f.documents, f.outlets, f.low, f.high FROM families f "
        "JOIN questions q ON q.id = f.question_id JOIN traced_claims c ON c.id = f.head_id",
        "members": "SELECT f.key, c.key FROM family_claims m JOIN families f ON f.id = m.family_id JOIN traced_claims c ON c.id = m.claim_id",
        "edges": "SELECT f.key, e.n, a.key, b.key, e.kind, e.reason FROM edges e JOIN families f ON f.id = e.family_id "
        "JOIN traced_claims a ON a.id = e.upstream_id JOIN traced_claims b ON b.id = e.downstream_id",
        "roots": "SELECT f.key, r.n, r.key, r.label FROM roots r JOIN families f ON f.id = r.family_id",
        "merges": "SELECT f.key, r.key, r.reason FROM merges r JOIN families f ON f.id = r.family_id",
        "drifts": "SELECT f.key, w.kind, w.words FROM flow_drifts w JOIN families f ON f.id = w.family_id",
        "questions": "SELECT key, rival_by, families, documents, contested FROM questions",
    }
    with case.reading() as connection:
        return {name: sorted(map(tuple, connection.exec_driver_sql(q)), key=repr) for name, q in sql.items()}


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Case:
    case = filled(tmp_path_factory.mktemp("whole") / "whole.headwater")
    trace(case)
    return case


def page_of(case: Case, words: str) -> traced_pages.FamilyPage:
    with case.reading() as connection:
        key = traced_pages.find_family(connection, words)
        assert key is not None, words
        page = traced_pages.family_page(connection, key)
    assert page is not None
    return page


class TestWhatIsFound:
    def test_copies_count_once(self, whole):
        page = page_of(whole, "nine passengers were hurt")
        assert (page.line.documents, page.line.low) == (3, 1)
        assert page.line.outlets >= 2

    def test_another_number_is_a_rival_in_the_same_question(self, whole):
        page = page_of(whole, "nine passengers were hurt")
        values = {line.value for line in page.question.families}
        assert "number" in page.question.by
        assert any("11" in str(v) or "eleven" in str(v) for v in values)

    def test_questions_come_most_contested_first(self, whole):
        with whole.reading() as connection:
            found = traced_pages.questions(connection)
            assert traced_pages.count_questions(connection) == len(found)
            assert traced_pages.questions(connection, "zeppelin") == []
            assert traced_pages.questions(connection, "...") == []
            hurt = traced_pages.questions(connection, "passengers hurt")
        assert [q.contested for q in found] == sorted((q.contested for q in found), reverse=True)
        assert found[0].contested > 0
        assert hurt

    def test_a_claim_is_found_by_its_short_name(self, whole):
        page = page_of(whole, "nine passengers were hurt")
        member = page.members[0]
        assert page_of(whole, traced_pages.handle(member.claim)).line.key == page.line.key
        assert page_of(whole, page.line.key).line.key == page.line.key

    def test_what_is_kept_comes_back_as_it_was(self, whole):
        from headwater.trace.claims import claims_of
        from headwater.trace_sources import Sources

        with whole.reading() as connection:
            known = traced.traced_documents(connection)
            sources = Sources(connection, known, known)
            made = [c for key in known for c in claims_of(sources[key])]
            kept = traced.claims(connection)
        assert sorted(kept, key=lambda c: c.id) == sorted(made, key=lambda c: c.id)


class TestSteps:
    def test_one_by_one_is_the_same_as_at_once(self, tmp_path, whole):
        case = Case.create(tmp_path / "steps.headwater")
        for one in STORIES:
            put(case, story(*one))
            trace(case)
        assert contents(case) == contents(whole)

    def test_the_order_of_adding_does_not_matter(self, tmp_path, whole):
        case = filled(tmp_path / "turned.headwater", STORIES[::-1])
        trace(case)
        assert contents(case) == contents(whole)

    def test_nothing_is_done_twice(self, tmp_path):
        case = filled(tmp_path / "twice.headwater")
        trace(case)
        again = trace(case)
        assert (again.changed, again.compared, again.flows) == (0, 0, 0)
        put(
            case,
            story("g.txt", "Una Falk said the mill at Orrin had been sold to a cousin.", "Ulver Post", "2031-05-07"),
        )
        report = trace(case)
        assert report.changed == 1
        assert report.flows < report.families

    def test_where_nothing_changed_nothing_is_even_looked_at(self, tmp_path, monkeypatch):
        with filled(tmp_path / "a.headwater") as case:
            first = trace(case)
            monkeypatch.setattr("headwater.tracing.compared", lambda *_: pytest.fail("compared again"))
            again = trace(case)
        assert (again.changed, again.compared, again.flows) == (0, 0, 0)
        assert (again.claims, again.families, again.questions) == (first.claims, first.families, first.questions)
        assert again.contested == first.contested

    def test_everything_anew_gives_the_same(self, tmp_path, whole):
        case = filled(tmp_path / "anew.headwater")
        trace(case)
        trace(case, everything=True)
        assert contents(case) == contents(whole)

    def test_matches_of_documents_traced_anew_count_once(self, tmp_path, monkeypatch):
        seen = []
        real = Groups.take

        def take(self, standing, matches):
            seen.append([(m.first, m.second) for m in matches])
            real(self, standing, matches)

        monkeypatch.setattr(Groups, "take", take)
        case = filled(tmp_path / "once.headwater")
        trace(case)
        trace(case, everything=True)
        assert seen[0]
        assert sorted(seen[0]) == sorted(seen[1])

    def test_marks_that_were_lost_are_made_again(self, tmp_path, whole):
        case = filled(tmp_path / "lost.headwater", STORIES[:-1])
        trace(case)
        with case.writing() as connection:
            connection.exec_driver_sql("DELETE FROM trace_memory WHERE key LIKE 'marks of %'")
        put(case, story(*STORIES[-1]))
        trace(case)
        assert contents(case) == contents(whole)

    @pytest.mark.parametrize(
        "damage",
        [
            "DELETE FROM trace_memory WHERE key LIKE 'cutting of %'",
            "UPDATE trace_memory SET value = x'0102' WHERE key LIKE 'cutting of %'",
        ],
    )
    def test_words_that_were_lost_are_cut_again(self, tmp_path, whole, damage):
        case = filled(tmp_path / "lost.headwater", STORIES[:-1])
        trace(case)
        with case.writing() as connection:
            connection.exec_driver_sql(damage)
        put(case, story(*STORIES[-1]))
        trace(case)
        assert contents(case) == contents(whole)

    def test_a_third_paper_turns_what_two_share_into_boilerplate(self, tmp_path):
        filler = [" ".join(f"{a}{b}{n}" for a in ("mill", "barge", "lamp") for b in "abcdefghijkl") for n in range(50)]
        shared = "anyone who saw anything that night is asked to call the harbour office or to leave word at the lock house in Ulver"
        with_it = [
            (f"{n}.txt", f"{filler[n]} {shared} {filler[n + 30]}.", f"Paper {n}", f"2031-{n:02}-01") for n in (1, 5, 9)
        ]
        others = [(f"o{n}.txt", f"{filler[n]}.", f"Other {n}", f"2030-01-{n:02}") for n in range(10, 29)]
        case = filled(tmp_path / "steps.headwater", [*others, *with_it[:2]])
        trace(case)
        assert [row[-1] for row in contents(case)["passages"]] == ["copy"]
        put(case, story(*with_it[2]))
        trace(case)
        assert {row[-1] for row in contents(case)["passages"]} == {"boilerplate"}
        once = filled(tmp_path / "once.headwater", [*others, *with_it])
        trace(once)
        assert contents(case) == contents(once)

    def test_several_processes_find_the_same(self, tmp_path, whole, monkeypatch):
        monkeypatch.setattr(trace_documents, "MANY", 1)
        monkeypatch.setattr(trace_documents, "TASK", 2)
        monkeypatch.setattr(trace_documents, "TEXTS", 2)
        monkeypatch.setattr(trace_documents, "MANY_TASKS", 1)
        monkeypatch.setattr(trace_steps, "MANY", 1)
        monkeypatch.setattr(trace_steps, "TASK", 3)
        case = filled(tmp_path / "jobs.headwater")
        trace(case, jobs=2)
        assert contents(case) == contents(whole)

    def test_a_removed_document_is_gone_and_comes_back(self, tmp_path, whole):
        case = filled(tmp_path / "removed.headwater")
        trace(case)
        with case.reading() as connection:
            key = connection.exec_driver_sql("SELECT key FROM documents WHERE origin = 'b.txt'").scalar_one()
        case.give(Draft("remove", f"document:{key}", {}, "Eve"))
        with case.reading() as connection:
            assert outdated(connection) == 1
        assert trace(case).gone == 1
        assert page_of(case, "nine passengers were hurt").line.documents == 2
        case.give(Draft("restore", f"document:{key}", {}, "Eve"))
        trace(case)
        assert contents(case) == contents(whole)

    def test_two_tracings_at_once_do_not_mix(self, tmp_path):
        case = filled(tmp_path / "two.headwater")
        raced = []

        def race(step: str, done: int, total: int) -> None:
            if step == "grouping claims" and not raced:
                raced.append(trace(case))

        with pytest.raises(CaseLocked, match="traced by another program"):
            trace(case, race)


class TestNewPublishers:
    @pytest.mark.parametrize(
        ("publisher", "again"),
        [("Lowland Echo", False), ("Harbour Bell", True), ("Old Harbour Bell", True), ("Skarn Bell", True)],
    )
    def test_only_documents_that_may_name_a_new_publisher_are_followed_anew(self, tmp_path, publisher, again):
        text = "The ropewalk beside Lowmoor got a new roof."
        cited = "The Bell reported that the reeve of Ulver had left."
        stories = (
            *STORIES,
            ("g.txt", cited, "Coast Times", "2031-05-07"),
            ("h.txt", "Oda Lind said no.", "Harbour Bell", None),
        )
        stories = stories[:-1] if publisher == "Harbour Bell" else stories
        case = filled(tmp_path / "publishers.headwater", stories)
        trace(case)
        put(case, read(text, "new.txt", publisher=publisher, published="2031-05-08", url="https://other.example/new"))
        report = trace(case)
        assert (report.flows > 1) is again
        step_by_step = contents(case)
        trace(case, everything=True)
        assert contents(case) == step_by_step


class TestVerdicts:
    def test_a_person_joins_and_parts_claims(self, tmp_path, whole):
        case = filled(tmp_path / "judged.headwater")
        trace(case)
        nine, eleven = (page_of(case, f"{n} passengers were hurt").members[0].claim for n in ("nine", "eleven"))
        verdict = case.give(Draft("same", pair_subject(nine, eleven), {}, "Eve", "a slip of the pen"))
        trace(case)
        members = {m.claim for m in page_of(case, "nine passengers were hurt").members}
        assert {nine, eleven} <= members
        assert len(members) == 4
        case.undo(verdict.id, author="Eve")
        trace(case)
        assert contents(case) == contents(whole)

    def test_a_person_takes_a_merge_back(self, tmp_path):
        case = filled(tmp_path / "merge.headwater")
        trace(case)
        words = "ferry ran onto the Skarn bank"
        page = page_of(case, words)
        assert (page.line.low, page.line.high) == (1, 1)
        merge = page.origins.merges[0]
        verdict = case.give(Draft("independent", f"origins:{merge.key}", {}, "Eve"))
        assert verdict.payload["family"] == page.line.key
        assert trace(case).flows == 1
        assert page_of(case, words).line.high == 2
        case.undo(verdict.id, author="Eve")
        trace(case)
        assert page_of(case, words).origins == page.origins

    def test_a_merge_taken_back_stays_so_when_an_earlier_report_gives_the_family_another_key(self, tmp_path):
        case = filled(tmp_path / "key.headwater")
        trace(case)
        words = "ferry ran onto the Skarn bank"
        page = page_of(case, words)
        verdict = case.give(Draft("independent", f"origins:{page.origins.merges[0].key}", {}, "Eve"))
        trace(case)
        assert page_of(case, words).line.high == 2
        put(case, story("0.txt", LONG.format(ship="Ansa"), "Ulver Post", "2031-05-01"))
        trace(case)
        after = page_of(case, words)
        assert after.line.key != page.line.key
        assert after.line.high == 2
        case.undo(verdict.id, author="Eve")
        trace(case)
        assert page_of(case, words).line.high == 1

    def test_verdicts_about_nothing_are_refused(self, tmp_path):
        case = filled(tmp_path / "nothing.headwater", STORIES[:2])
        trace(case)
        with pytest.raises(BadVerdict, match="no claim"):
            case.give(Draft("same", "pair:a+b", {}, "Eve"))
        with pytest.raises(BadVerdict, match="no origins"):
            case.give(Draft("independent", "origins:none", {}, "Eve"))


class TestHardInput:
    def test_ten_copies_have_one_origin(self, tmp_path):
        copies = [(f"{n}.txt", LONG.format(ship="Ansa"), f"Paper {n}", "2031-05-02") for n in range(10)]
        case = filled(tmp_path / "ten.headwater", copies)
        trace(case)
        page = page_of(case, "nine passengers were hurt")
        assert (page.line.documents, page.line.low, page.line.high) == (10, 1, 1)

    def test_no_documents_at_all(self, tmp_path):
        report = trace(Case.create(tmp_path / "empty.headwater"))
        assert (report.documents, report.claims, report.questions) == (0, 0, 0)

    def test_nothing_is_known_of_dates_and_publishers(self, tmp_path):
        case = filled(tmp_path / "bare.headwater", [(o, t, None, None) for o, t, _, _ in STORIES])
        trace(case)
        assert page_of(case, "nine passengers were hurt").line.documents == 3

    def test_two_cases_put_together(self, tmp_path, whole):
        """Documents of two inquiries, some of them in both, make one case: what is in both is there once."""
        case = filled(tmp_path / "both.headwater", STORIES[:4])
        trace(case)
        for one in STORIES[2:]:
            put(case, story(*one))
        trace(case)
        assert contents(case) == contents(whole)


def test_versions_of_a_page(tmp_path):
    case = Case.create(tmp_path / "versions.headwater")
    before = "Mara Teld said nine passengers were hurt. The fog was thick."
    url = "https://ulver.example/ferry"
    put(case, read(before, "1.html", url=url), read(before.replace("nine", "eleven"), "2.html", url=url))
    trace(case)
    with case.reading() as connection:
        assert [v.version for v in versions(connection, 1)] == [1, 2]
        (found,) = comparisons(connection, 2)
    assert found.changes[0].announced is None
    assert "number" in found.changes[0].matters
    assert "eleven" in (found.changes[0].after_words or "")
