"""What tracing found, in words for a terminal: questions with their answers, a family's origins, changed versions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from headwater.model_trace import Edge, Merge, Root
from headwater.show.phrases import count, day, one_line, shorten
from headwater.show.workbench.family_words import DIFFER, origins_words, quoted
from headwater.store.traced_pages import FamilyLine, FamilyPage, Member, QuestionLine, handle
from headwater.store.traced_versions import ChangeLine, Comparison, Version
from headwater.trace_withdrawn import CarriedLine

FEW = 8
"""Steps of a family's way, and claims of an origin, that are listed before the rest is only counted."""

_KINDS = {
    "copies": "has it in the same words as",
    "quotes": "quotes the same words as",
    "cites": "has it from",
    "same voice": "has it from the same voice as",
    "same basis": "has it on the same basis as",
}


def family_words(line: FamilyLine) -> str:
    """How many carry a family, and how many origins it has."""
    carried = f"{count(line.documents, 'document')}, {count(line.outlets, 'outlet')}"
    drifts = f", {count(line.drifts, 'thing')} lost or changed on the way" if line.drifts else ""
    return f"{carried}: {origins_words(line.low, line.high)}{drifts}"


def question_lines(question: QuestionLine) -> Iterator[str]:
    """A question: in what its answers differ, then each answer."""
    rivals = len(question.families) > 1
    if rivals:
        differ = " and ".join(DIFFER.get(by, by) for by in question.by)
        yield f"{count(question.documents, 'document')} answer this in {len(question.families)} ways (they differ in {differ}):"
    for line in question.families:
        value = f"{one_line(line.value)}: " if rivals and line.value else ""
        indent = "  " if rivals else ""
        yield f"{indent}{value}{quoted(line.words)}"
        yield f"{indent}  {family_words(line)}  [{handle(line.key)}]"
    yield ""


def member_words(member: Member) -> str:
    """Where a claim stands: outlet, day, through whom."""
    where = one_line(member.publisher or shorten(one_line(member.title), 60))
    agency = f" ({one_line(member.agency)} copy)" if member.agency and member.agency != member.publisher else ""
    version = f", version {member.version}" if member.version > 1 else ""
    voice = one_line(member.voice) if member.voice else "in its own words"
    through = f" through {', '.join(map(one_line, member.through))}" if member.through else ""
    return f"{where}{agency}, {day(member.published) or 'no date'}{version}: {voice}{through}"


def origins_lines(page: FamilyPage) -> Iterator[str]:
    """A family: what it says, how many origins it has and why, how it travelled, what was lost, what others say."""
    line, origins = page.line, page.origins
    yield quoted(line.words, 400)
    yield f"{count(line.documents, 'document')} of {count(line.outlets, 'outlet')} carry it."
    rests = origins_words(line.low, line.high)
    yield f"{rests[:1].upper()}{rests[1:]}." if line.high == 0 else f"It rests on {rests}."
    yield ""
    members = {m.claim: m for m in page.members}
    names = {r.id: one_line(r.label) for r in origins.roots}
    yield "Origins" if origins.low == origins.high else "Origins, if none are the same:"
    for n, root in enumerate(origins.roots, 1):
        yield from _root_lines(n, root, members)
    yield from _merge_lines(origins.merges, names)
    yield from _way_lines(page.edges, members)
    if page.drifts:
        yield ""
        yield "Lost or changed on the way:"
        for drift in page.drifts:
            up, down = (members.get(key) for key in (drift.upstream, drift.downstream))
            where = f"{_place(up)} → {_place(down)}"
            yield f"  {drift.kind}: {one_line(drift.before)} → {one_line(drift.after)} ({where})"
    rivals = [f for f in page.question.families if f.key != line.key]
    if rivals:
        yield ""
        yield "Others say otherwise:"
        for rival in rivals:
            value = f"{one_line(rival.value)}: " if rival.value else ""
            yield f"  {value}{quoted(rival.words)}"
            yield f"    {family_words(rival)}  [{handle(rival.key)}]"


def _root_lines(n: int, root: Root, members: dict[str, Member]) -> Iterator[str]:
    outside = " (none of the documents is its own)" if root.outside else ""
    yield f"  {n}. {one_line(root.label)}{outside}"
    claims = [members[c] for c in root.claims if c in members]
    for member in claims[:FEW]:
        yield f"       {member_words(member)}  [{handle(member.claim)}]"
    if len(claims) > FEW:
        yield f"       and {count(len(claims) - FEW, 'more claim')}"


def _merge_lines(merges: Sequence[Merge], names: dict[str, str]) -> Iterator[str]:
    for certain, heading in ((True, "Taken as one, because"), (False, "Could be one, because")):
        some = [m for m in merges if m.certain is certain]
        if some:
            yield ""
            yield f"{heading}:"
        for merge in some[:FEW]:
            yield f"  {one_line(merge.reason)}  [{merge.key}]"
        if len(some) > FEW:
            yield f"  and {count(len(some) - FEW, 'more reason')} (--json lists all)"


def _way_lines(edges: Sequence[Edge], members: dict[str, Member]) -> Iterator[str]:
    if not edges:
        return
    yield ""
    yield "How it travelled:"
    for edge in edges[:FEW]:
        up, down = members.get(edge.upstream), members.get(edge.downstream)
        unsure = "" if edge.certain else " perhaps"
        order = (
            f"; first by: {edge.direction_by}"
            if edge.direction_by
            else ""
            if edge.directed
            else "; which came first is not known"
        )
        yield f"  {_place(down)}{unsure} {_KINDS[edge.kind]} {_place(up)}: {one_line(edge.reason)}{order}"
    if len(edges) > FEW:
        yield f"  and {count(len(edges) - FEW, 'more step')}"


def _place(member: Member | None) -> str:
    if member is None:
        return "another document"
    name = one_line(member.publisher or shorten(one_line(member.title), 40))
    return f"{name} ({day(member.published)})" if member.published else name


def version_lines(
    versions: Sequence[Version], comparisons: Sequence[Comparison], carried: Sequence[Sequence[CarriedLine]] = ()
) -> Iterator[str]:
    """The captures of a page, what changed from each to the next, and who still carries what was taken back.

    ``carried`` has for each comparison the claims of other documents that still say it.
    """
    first = versions[0]
    yield f"{one_line(first.title)}: {count(len(versions), 'version')}"
    for n, one in enumerate(comparisons):
        yield ""
        when = f", captured {day(one.after.captured)}" if one.after.captured else ""
        changed = count(len(one.changes), "sentence")
        yield (
            f"Version {one.before.version} → {one.after.version} (document {one.after.document_id}{when}): "
            f"{changed} changed, {one.unchanged:,} as before"
        )
        for place, change in enumerate(one.changes):
            yield from _change_lines(change)
            if n < len(carried):
                yield from _carried_lines([line for line in carried[n] if line.change == place])


def _carried_lines(lines: Sequence[CarriedLine]) -> Iterator[str]:
    """Each claim that still says what was taken back, once, with the document that has it."""
    for claim in dict.fromkeys(line.claim for line in lines):
        line = next(one for one in lines if one.claim == claim)
        yield f"    still carried by document {line.document_id}, {shorten(one_line(line.title), 60)}: {quoted(line.words)}"


def _change_lines(change: ChangeLine) -> Iterator[str]:
    matters = [m for m in change.matters if m != "wording"]
    what = f" [{', '.join(matters)}]" if matters else " [wording only]" if change.kind == "changed" else ""
    told = f"announced: {quoted(change.announced)}" if change.announced else "silently"
    yield f"  {change.kind}{what}, {told}"
    if change.before_words:
        yield f"    - {shorten(one_line(change.before_words), 400)}"
    if change.after_words:
        yield f"    + {shorten(one_line(change.after_words), 400)}"
