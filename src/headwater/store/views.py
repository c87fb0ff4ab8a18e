"""Views for people who open a case with sqlite3, pandas, DuckDB or Datasette. Made anew by every migration."""

from __future__ import annotations

VIEWS: dict[str, str] = {
    "document_overview": """
CREATE VIEW document_overview AS
SELECT d.id, d.key, d.origin, d.url, d.version,
  (SELECT max(o.version) FROM documents o WHERE o.address = d.address) AS versions,
  d.title, d.publisher, d.published, d.language, d.added, d.removed IS NOT NULL AS removed,
  length(d.text) AS characters,
  (SELECT count(*) FROM claims c WHERE c.document_id = d.id AND c.live AND NOT c.own) AS attributions,
  (SELECT count(*) FROM claims c WHERE c.document_id = d.id AND c.live AND c.own) AS own_statements,
  (SELECT min(p.captured) FROM captures p WHERE p.document_id = d.id) AS captured
FROM documents d""",
    "attribution_words": """
CREATE VIEW attribution_words AS
SELECT c.id, d.key AS document, d.title, d.publisher, d.published, cv.key AS voice_key, cv.name AS voice, cv.kind,
  cv.named, cv.reliability,
  (SELECT group_concat(name, ' → ') FROM (SELECT w.name FROM relays h JOIN voices x ON x.id = h.voice_id
    JOIN case_voices w ON w.id = x.case_voice_id WHERE h.attribution_id = c.id ORDER BY h.n)) AS relays,
  substr(d.text, t.source_start + 1, t.source_end - t.source_start) AS source,
  coalesce((SELECT group_concat(piece, ' … ') FROM (SELECT substr(d.text, s."start" + 1, s."end" - s."start") AS piece
    FROM spans s WHERE s.claim_id = c.id AND s.role = 'cue' ORDER BY s.n)),
    substr(d.text, t.cue_start + 1, t.cue_end - t.cue_start)) AS cue,
  x.text AS content, c."start", c."end", m.form, m.stance, m.basis, y.label AS certainty, y.low, y.high, t.confidence,
  t.credibility, t.parent_id AS parent, c.state, c.verdict_id AS verdict, g.name AS stage, g.version AS stage_version
FROM attributions t JOIN claims c ON c.id = t.id JOIN documents d ON d.id = c.document_id
JOIN voices v ON v.id = t.voice_id JOIN case_voices cv ON cv.id = v.case_voice_id
JOIN claim_texts x ON x.id = c.id JOIN stages g ON g.id = c.stage_id JOIN certainties y ON y.id = c.certainty_id
JOIN manners m ON m.id = t.manner_id
WHERE c.live""",
    "claim_words": """
CREATE VIEW claim_words AS
SELECT c.id, d.key AS document, d.publisher, d.published, c.own, cv.name AS voice, cv.kind, cv.named,
  x.text AS claim, c."start", c."end", y.label AS certainty, y.low, y.high, c.state, g.name AS stage, g.version AS stage_version
FROM claims c JOIN documents d ON d.id = c.document_id JOIN claim_texts x ON x.id = c.id
JOIN stages g ON g.id = c.stage_id JOIN certainties y ON y.id = c.certainty_id
LEFT JOIN attributions t ON t.id = c.id LEFT JOIN voices v ON v.id = t.voice_id
LEFT JOIN case_voices cv ON cv.id = v.case_voice_id
WHERE c.live""",
    "voice_overview": """
CREATE VIEW voice_overview AS
SELECT cv.id, cv.key, cv.name, cv.kind, cv.named, cv.reliability, count(c.id) AS statements,
  count(DISTINCT c.document_id) AS documents, min(d.published) AS first, max(d.published) AS last
FROM case_voices cv JOIN voices v ON v.case_voice_id = cv.id
LEFT JOIN attributions t ON t.voice_id = v.id LEFT JOIN claims c ON c.id = t.id AND c.live
LEFT JOIN documents d ON d.id = c.document_id
WHERE cv.merged_into IS NULL GROUP BY cv.id""",
    "verdict_log": """
CREATE VIEW verdict_log AS
SELECT v.id, v.time, v.author, v.kind, v.subject, d.key AS document, v.payload, v.reason, v.supersedes, s.live
FROM verdicts v LEFT JOIN standing s ON s.verdict_id = v.id LEFT JOIN documents d ON d.id = v.document_id""",
    "family_overview": """
CREATE VIEW family_overview AS
SELECT f.id, f.key, q.key AS question, c.text AS words, f.value, q.rival_by, f.claims, f.documents, f.outlets,
  f.low AS origins_low, f.high AS origins_high, f.first, f.last,
  (SELECT count(*) FROM flow_drifts w WHERE w.family_id = f.id) AS drifts,
  q.families AS rivals, q.contested, g.name AS stage, g.version AS stage_version
FROM families f JOIN questions q ON q.id = f.question_id JOIN traced_claims c ON c.id = f.head_id
JOIN stages g ON g.id = f.stage_id""",
    "family_words": """
CREATE VIEW family_words AS
SELECT f.key AS family, c.key AS claim, d.key AS document, d.title, t.publisher, t.agency, d.published, v.name AS voice,
  c.text AS words, c."start", c."end", y.label AS certainty, c.stance, c.polarity, r.label AS origin, g.name AS stage,
  g.version AS stage_version
FROM family_claims m JOIN families f ON f.id = m.family_id JOIN traced_claims c ON c.id = m.claim_id
JOIN documents d ON d.id = c.document_id JOIN certainties y ON y.id = c.certainty_id
JOIN stages g ON g.id = c.stage_id LEFT JOIN traced_documents t ON t.document_id = d.id
LEFT JOIN case_voices v ON v.key = c.voice LEFT JOIN root_claims o ON o.claim_id = c.id AND o.family_id = f.id
LEFT JOIN roots r ON r.family_id = f.id AND r.n = o.n""",
    "flow_words": """
CREATE VIEW flow_words AS
SELECT f.key AS family, u.key AS upstream, a.title AS upstream_title, w.key AS downstream, b.title AS downstream_title,
  e.kind, e.reason, e.directed, e.direction_by, e.certain
FROM edges e JOIN families f ON f.id = e.family_id JOIN traced_claims u ON u.id = e.upstream_id
JOIN traced_claims w ON w.id = e.downstream_id JOIN documents a ON a.id = u.document_id
JOIN documents b ON b.id = w.document_id""",
}
