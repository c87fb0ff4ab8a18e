"""What a person decides about the trace, each as a verdict after which the case is traced again: same, different, independent."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from starlette.requests import Request
from starlette.routing import BaseRoute

from headwater.show.workbench.desk import Desk, NotFound
from headwater.show.workbench.edits import Unclear
from headwater.show.workbench.families import page_of
from headwater.show.workbench.traced import retrace
from headwater.show.workbench.verdict_routes import Done, Fields, _back, _reason, write
from headwater.store.subjects import pair_subject
from headwater.store.traced_pages import FamilyPage, family_page, find_family
from headwater.store.verdicts import Draft, Verdict

MOST = 200
"""Claims that one form may split off."""


def routes(desk: Desk) -> list[BaseRoute]:
    """All routes that write to the trace."""
    return [write(desk, "/trace", trace_again), write(desk, "/families/{key}/judge", judge_family)]


def trace_again(desk: Desk, request: Request, fields: Fields) -> Done:
    """Trace what changed."""
    return Done(None, _back(fields, "/families"), retrace(desk))


def judge_family(desk: Desk, request: Request, fields: Fields) -> Done:
    """Hold merged origins apart, split claims off, merge with another family; then trace again."""
    with desk.case.reading() as connection:
        page = family_page(connection, request.path_params["key"])
    if page is None:
        raise NotFound("There is no such claim any more. Reload the page.")
    act = _ACTS.get(fields.get("action", ""))
    if act is None:
        raise Unclear("Say what is to be done: independent, split or merge.")
    verdict = act(desk, page, fields)
    retrace(desk)
    return Done(verdict, _back(fields, page_of(page.line.key)))


def _independent(desk: Desk, page: FamilyPage, fields: Fields) -> Verdict:
    """Origins that were taken as one are not; several merges may have one reason."""
    keys = set(fields.get("merge", "").split())
    known = [m.key for m in page.origins.merges if m.key in keys]
    if not known or len(known) != len(keys):
        raise NotFound("These origins are no longer taken as one. Reload the page.")
    return _given(desk, (Draft("independent", f"origins:{key}", {}, desk.author, _reason(fields)) for key in known))


def _split(desk: Desk, page: FamilyPage, fields: Fields) -> Verdict:
    """The ticked claims do not say the same as the others."""
    ticked = {value for field, value in fields.items() if field.startswith("claim:")}
    claims = [m.claim for m in page.members]
    off, stay = [c for c in claims if c in ticked], [c for c in claims if c not in ticked]
    if not off or len(off) != len(ticked):
        raise Unclear("Tick the claims that say something else.")
    if not stay:
        raise Unclear("All claims are ticked: leave those unticked that the others are to be split from.")
    if len(off) > MOST:
        raise Unclear(f"Split off at most {MOST} claims at once.")
    head = page.line.key.removeprefix("f.")
    anchor = head if head in stay else stay[0]
    return _given(desk, (_pair("different", anchor, claim, desk, fields) for claim in off))


def _merge(desk: Desk, page: FamilyPage, fields: Fields) -> Verdict:
    """Another family says the same as the one shown."""
    name = fields.get("into", "").strip() or fields.get("other", "").strip()
    with desk.case.reading() as connection:
        key = find_family(connection, name) if name else None
        other = family_page(connection, key) if key else None
    if other is None:
        raise Unclear("No claim is called that. Choose one, or give its name as its page has it.")
    if other.line.key == page.line.key:
        raise Unclear("That is this claim itself.")
    first, second = ([m.claim for m in p.members] for p in (page, other))
    if len(first) + len(second) > MOST:
        pairs = [(first[0], second[0])]
    else:  # a family whose claims are rivals of the other one's would lose them if only two were joined
        pairs = [(first[0], claim) for claim in [*first[1:], *second]]
    return _given(desk, (_pair("same", a, b, desk, fields) for a, b in pairs))


def _pair(kind: str, first: str, second: str, desk: Desk, fields: Fields) -> Draft:
    return Draft(kind, pair_subject(first, second), {}, desk.author, _reason(fields))


def _given(desk: Desk, drafts: Iterable[Draft]) -> Verdict:
    """Give all, and return the last."""
    last: Verdict | None = None
    for draft in drafts:
        last = desk.case.give(draft)
    assert last is not None
    return last


_ACTS: dict[str, Callable[[Desk, FamilyPage, Fields], Verdict]] = {
    "independent": _independent,
    "split": _split,
    "merge": _merge,
}
