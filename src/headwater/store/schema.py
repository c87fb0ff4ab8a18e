"""The tables as SQLAlchemy sees them. ``begin.sql`` and later migrations make them; a test holds both together."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import TableClause, column, table

APPLICATION_ID = 0x48445754
"""``HDWT``: how SQLite's header tells a case file from any other database."""


def _table(name: str, columns: str) -> TableClause:
    return table(name, *(column(c) for c in columns.split()))


case_info = _table("case_info", "key value")
migrations = _table("migrations", "number name applied program")
stages = _table("stages", "id name version")
originals = _table("originals", "id sha256 length media document_id packing bytes")
documents = _table(
    "documents",
    "id key address version sha256 origin url title authors publisher published language added removed characters attributions own_statements judged stage_id "
    "digest text found_published dated_by",
)
captures = _table("captures", "id document_id original_id origin captured added digest")
markup = _table("markup", "document_id n start end kind target")
residue = _table("residue", "document_id n start end kind")
readings = _table("readings", "id document_id made stage_id current sentences digest")
case_voices = _table(
    "case_voices",
    "id key found_name found_kind found_named folded given_name given_kind given_named name kind named merged_into statements "
    "reliability graded_by named_by stage_id",
)
voices = _table(
    "voices",
    "id document_id local name kind named role joined found_case_voice_id case_voice_id statements verdict_id stage_id",
)
mentions = _table("mentions", "voice_id n start end")
certainties = _table("certainties", "id label low high")
manners = _table("manners", "id form stance basis")
claims = _table(
    "claims",
    "id document_id own start end certainty_id future_start future_end state live verdict_id stage_id",
)
attributions = _table(
    "attributions",
    "id local parent_id found_parent found_chain voice_id source_start source_end cue_start cue_end manner_id confidence "
    "credibility credited_by",
)
spans = _table("spans", "claim_id role n start end")
relays = _table("relays", "attribution_id n voice_id")
quantities = _table("quantities", "document_id n start end value low high unit modifier stage_id")
times = _table("times", "document_id n start end type value anchor stage_id")
corrections = _table("corrections", "document_id n start end wrong right kind concerns_start concerns_end stage_id")
quotations = _table("quotations", "document_id n start end stage_id")
drifts = _table("drifts", "document_id n first_start first_end second_start second_end reason stage_id")
verdicts = _table("verdicts", "id kind subject document_id payload author time reason supersedes previous hash")
standing = _table("standing", "verdict_id live undone")
carried = _table("carried", "verdict_id document_id claim_id state why stage_id")

traced_documents = _table("traced_documents", "document_id print publisher agency owner stage_id")
traced_claims = _table(
    "traced_claims",
    "id key document_id attribution start end pieces text voice chain certainty_id markers stance polarity actor names amounts days basis "
    "basis_words direct setting dated vector stage_id",
)
passages = _table(
    "passages",
    "id first_id first_start first_end second_id second_start second_end words share kind quoted_first quoted_second stage_id",
)
matches = _table("matches", "first_id second_id score relation rival_by reasons stage_id")
questions = _table("questions", "id key rival_by families documents contested stage_id")
families = _table(
    "families",
    "id key question_id head_id value claims documents outlets low high first last print stage_id",
)
family_claims = _table("family_claims", "claim_id family_id")
edges = _table("edges", "family_id n upstream_id downstream_id kind reason directed direction_by certain")
roots = _table("roots", "family_id n key label voice outside")
root_claims = _table("root_claims", "family_id n claim_id")
merges = _table("merges", "family_id n key first second certain reason")
flow_drifts = _table("flow_drifts", "family_id n upstream_id downstream_id kind before after words")
comparisons = _table("comparisons", "before_id after_id unchanged print stage_id")
changes = _table(
    "changes",
    "before_id after_id n kind before_start before_end after_start after_end matters words announced",
)
trace_memory = _table("trace_memory", "key value")

TABLES: tuple[TableClause, ...] = (
    case_info, migrations, stages, originals, documents, captures, markup, residue, readings,
    case_voices, voices, mentions, certainties, manners, claims, attributions, spans, relays, quantities, times, corrections, quotations,
    drifts, verdicts, standing, carried, traced_documents, traced_claims, passages, matches, questions, families,
    family_claims, edges, roots, root_claims, merges, flow_drifts, comparisons, changes, trace_memory,
)  # fmt: skip


def now() -> str:
    """The present as the case file writes it: UTC, microseconds, so that texts sort as times do."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
