-- The first form of a case file. Never edit: later changes are migrations of their own.
-- A seal is the first thirty-two hex digits of the SHA-256 of JSON; the program's check compares it.

CREATE TABLE case_info (
  key TEXT PRIMARY KEY,             -- name, created, program
  value TEXT NOT NULL
) WITHOUT ROWID;

CREATE TABLE migrations (
  number INTEGER PRIMARY KEY,       -- equals PRAGMA user_version when it was the last
  name TEXT NOT NULL UNIQUE,
  applied TEXT NOT NULL,            -- UTC
  program TEXT NOT NULL             -- version of Headwater that applied it
);

CREATE TABLE stages (
  id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,               -- which step of reading made a row
  version TEXT NOT NULL,
  UNIQUE (name, version)
);

CREATE TABLE originals (
  id INTEGER PRIMARY KEY,
  sha256 TEXT NOT NULL,             -- of the bytes as captured, before compression
  length INTEGER NOT NULL,          -- in bytes, before compression
  media TEXT,                       -- media type, if known
  document_id INTEGER NOT NULL REFERENCES documents (id),   -- whose text is zlib's dictionary
  packing TEXT NOT NULL CHECK (packing IN ('zlib+text', 'none')),
  bytes BLOB NOT NULL
);
CREATE UNIQUE INDEX originals_sha256 ON originals (substr(sha256, 1, 20));

CREATE TABLE documents (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,         -- sixteen hex digits, the same in every case
  address INTEGER NOT NULL,         -- a number made from url or origin; documents with the same one are versions
  version INTEGER NOT NULL,         -- 1 is the first text captured of this address
  sha256 TEXT NOT NULL,             -- of the text in UTF-8
  origin TEXT NOT NULL,             -- path or address as the user gave it
  url TEXT,
  title TEXT,
  authors TEXT NOT NULL,            -- JSON array of strings
  publisher TEXT,
  published TEXT,                   -- ISO date or date-time
  language TEXT NOT NULL,
  added TEXT NOT NULL,              -- UTC
  removed INTEGER REFERENCES verdicts (id),
  characters INTEGER NOT NULL,
  attributions INTEGER NOT NULL DEFAULT 0,     -- these three are kept so that counting is quick: live attributions,
  own_statements INTEGER NOT NULL DEFAULT 0,   -- live own statements,
  judged INTEGER NOT NULL DEFAULT 0,           -- attributions with a live verdict
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  digest TEXT NOT NULL,             -- seal over all that never changes: metadata, markup, residue, text
  text TEXT NOT NULL,               -- canonical text; every offset counts its code points
  UNIQUE (address, version)
);
CREATE UNIQUE INDEX documents_sha256 ON documents (substr(sha256, 1, 20), address);
CREATE INDEX documents_published ON documents (published);

CREATE TABLE captures (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  original_id INTEGER NOT NULL REFERENCES originals (id),
  origin TEXT NOT NULL,
  captured TEXT NOT NULL,           -- UTC; when the bytes were fetched or the file was written
  added TEXT NOT NULL,              -- UTC
  digest TEXT NOT NULL              -- seal over document, original's hash, origin and times
);
CREATE INDEX captures_document ON captures (document_id);
CREATE INDEX captures_origin ON captures (origin);
CREATE INDEX captures_original ON captures (original_id);

CREATE TABLE markup (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  n INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  target TEXT,
  PRIMARY KEY (document_id, n)
) WITHOUT ROWID;

CREATE TABLE residue (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  n INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  kind TEXT NOT NULL,
  PRIMARY KEY (document_id, n)
) WITHOUT ROWID;

CREATE TABLE readings (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  made TEXT NOT NULL,               -- UTC
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  current INTEGER NOT NULL CHECK (current IN (0, 1)),
  sentences TEXT NOT NULL,          -- JSON array of [start, end); empty once the reading is no longer current
  digest TEXT NOT NULL              -- seal over the reading as JSON
);
CREATE UNIQUE INDEX readings_current ON readings (document_id) WHERE current = 1;
CREATE INDEX readings_document ON readings (document_id);

CREATE TABLE case_voices (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,         -- how verdicts name it
  found_name TEXT NOT NULL,         -- as the tool found it
  found_kind TEXT NOT NULL,
  found_named INTEGER NOT NULL CHECK (found_named IN (0, 1)),
  folded TEXT NOT NULL,             -- found and given names without case and accents, for searching
  given_name TEXT,                  -- these three: as a verdict says, NULL if none does
  given_kind TEXT,
  given_named INTEGER CHECK (given_named IN (0, 1)),
  name TEXT NOT NULL GENERATED ALWAYS AS (coalesce(given_name, found_name)) VIRTUAL,
  kind TEXT NOT NULL GENERATED ALWAYS AS (coalesce(given_kind, found_kind)) VIRTUAL,
  named INTEGER NOT NULL GENERATED ALWAYS AS (coalesce(given_named, found_named)) VIRTUAL,
  merged_into INTEGER REFERENCES case_voices (id),   -- set by a verdict; NULL for a voice that stands for itself
  statements INTEGER NOT NULL DEFAULT 0,   -- how many live attributions are its, kept so that counting is quick
  reliability TEXT CHECK (reliability IN ('A', 'B', 'C', 'D', 'E', 'F')),
  graded_by INTEGER REFERENCES verdicts (id),
  named_by INTEGER REFERENCES verdicts (id),
  stage_id INTEGER NOT NULL REFERENCES stages (id)
);
CREATE INDEX case_voices_merged ON case_voices (merged_into) WHERE merged_into IS NOT NULL;

CREATE TABLE voices (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  local TEXT NOT NULL,              -- the voice's id inside its reading
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  named INTEGER NOT NULL CHECK (named IN (0, 1)),
  role TEXT,
  joined TEXT NOT NULL,             -- JSON array: why spellings were taken as one voice
  found_case_voice_id INTEGER NOT NULL REFERENCES case_voices (id),
  case_voice_id INTEGER NOT NULL REFERENCES case_voices (id),   -- after all verdicts
  statements INTEGER NOT NULL DEFAULT 0,   -- how many live attributions are its, kept so that counting is quick
  verdict_id INTEGER REFERENCES verdicts (id),   -- set where a verdict brought the voice in
  stage_id INTEGER NOT NULL REFERENCES stages (id)
);
CREATE INDEX voices_document ON voices (document_id);
CREATE INDEX voices_case_voice ON voices (case_voice_id);
CREATE INDEX voices_moved ON voices (id) WHERE case_voice_id <> found_case_voice_id;

CREATE TABLE mentions (
  voice_id INTEGER NOT NULL REFERENCES voices (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (voice_id, n)
) WITHOUT ROWID;

CREATE TABLE certainties (
  id INTEGER PRIMARY KEY,
  label TEXT NOT NULL,              -- how sure a voice sounded: CT+ PR+ PS+ CT- PR- PS- Uu
  low REAL,                         -- and as a range of probability, 0 to 1
  high REAL
);
CREATE UNIQUE INDEX certainties_all ON certainties (label, coalesce(low, -1), coalesce(high, -1));

CREATE TABLE manners (
  id INTEGER PRIMARY KEY,
  form TEXT NOT NULL,               -- direct, indirect, mixed
  stance TEXT NOT NULL,             -- asserts, denies, doubts, asks
  basis TEXT NOT NULL,              -- how the voice knows: saw, told, document, reasoning, not stated
  UNIQUE (form, stance, basis)
);

CREATE TABLE claims (
  id INTEGER PRIMARY KEY,
  document_id INTEGER NOT NULL REFERENCES documents (id),
  own INTEGER NOT NULL CHECK (own IN (0, 1)),    -- 1: the page's author says it; 0: an attribution's content
  "start" INTEGER NOT NULL,         -- from the first piece
  "end" INTEGER NOT NULL,           -- to the last piece; if there are several, spans has them
  certainty_id INTEGER NOT NULL REFERENCES certainties (id),
  future_start INTEGER,
  future_end INTEGER,
  state TEXT NOT NULL CHECK (state IN ('read', 'accepted', 'rejected', 'replaced', 'edited', 'added')),
  live INTEGER NOT NULL CHECK (live IN (0, 1)),  -- 0 if rejected or replaced, or if its document was removed
  verdict_id INTEGER REFERENCES verdicts (id),   -- the verdict behind the state
  stage_id INTEGER NOT NULL REFERENCES stages (id)
);
CREATE INDEX claims_document ON claims (document_id);
CREATE INDEX claims_verdict ON claims (verdict_id) WHERE verdict_id IS NOT NULL;

CREATE TABLE attributions (
  id INTEGER PRIMARY KEY REFERENCES claims (id) ON DELETE CASCADE,
  local TEXT NOT NULL,              -- the attribution's id inside its reading
  parent_id INTEGER REFERENCES attributions (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,   -- after all verdicts
  found_parent TEXT,                -- local id of the parent as read
  found_chain TEXT,                 -- JSON array: local ids of the voices as read; NULL for the voice alone
  voice_id INTEGER NOT NULL REFERENCES voices (id),
  source_start INTEGER,
  source_end INTEGER,
  cue_start INTEGER,                -- from the first piece to the last; if there are several, spans has them
  cue_end INTEGER,
  manner_id INTEGER NOT NULL REFERENCES manners (id),
  confidence REAL                   -- the tool's own, nothing to do with certainty; NULL where a person gave it
);
CREATE INDEX attributions_unsure ON attributions (confidence) WHERE confidence < 0.5;
CREATE INDEX attributions_voice ON attributions (voice_id);
CREATE INDEX attributions_parent ON attributions (parent_id) WHERE parent_id IS NOT NULL;

CREATE TABLE spans (
  -- content and cue only where they are in several pieces
  claim_id INTEGER NOT NULL REFERENCES claims (id) ON DELETE CASCADE,
  role TEXT NOT NULL CHECK (role IN ('content', 'cue', 'marker', 'evidence')),
  n INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (claim_id, role, n)
) WITHOUT ROWID;

CREATE TABLE relays (
  -- the voices a statement passed through, after all verdicts; the page's author before and the voice itself after them
  -- are left out, so most attributions have none
  attribution_id INTEGER NOT NULL REFERENCES attributions (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,               -- 0 is the outermost
  voice_id INTEGER NOT NULL REFERENCES voices (id),
  PRIMARY KEY (attribution_id, n)
) WITHOUT ROWID;
CREATE INDEX relays_voice ON relays (voice_id);

CREATE TABLE quantities (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  n INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  value REAL,
  low REAL,
  high REAL,
  unit TEXT,
  modifier TEXT,
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  PRIMARY KEY (document_id, n)
) WITHOUT ROWID;

CREATE TABLE times (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  n INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  type TEXT NOT NULL,
  value TEXT,
  anchor TEXT,
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  PRIMARY KEY (document_id, n)
) WITHOUT ROWID;

CREATE TABLE corrections (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  n INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  wrong TEXT,
  "right" TEXT,
  kind TEXT NOT NULL,
  concerns_start INTEGER,
  concerns_end INTEGER,
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  PRIMARY KEY (document_id, n)
) WITHOUT ROWID;

CREATE TABLE quotations (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  n INTEGER NOT NULL,
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  PRIMARY KEY (document_id, n)
) WITHOUT ROWID;

CREATE TABLE drifts (
  document_id INTEGER NOT NULL REFERENCES documents (id),
  n INTEGER NOT NULL,
  first_start INTEGER NOT NULL,
  first_end INTEGER NOT NULL,
  second_start INTEGER NOT NULL,
  second_end INTEGER NOT NULL,
  reason TEXT NOT NULL,
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  PRIMARY KEY (document_id, n)
) WITHOUT ROWID;

CREATE TABLE verdicts (
  id INTEGER PRIMARY KEY,           -- 1, 2, 3 …, without gaps
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,            -- document:KEY, attribution:KEY:SPANS, voice:KEY, verdict:ID
  document_id INTEGER REFERENCES documents (id),
  payload TEXT NOT NULL,            -- JSON object
  author TEXT NOT NULL,
  time TEXT NOT NULL,               -- UTC
  reason TEXT NOT NULL,
  supersedes INTEGER REFERENCES verdicts (id),
  previous TEXT NOT NULL,           -- hash of the verdict before; sixty-four zeros for the first
  hash TEXT NOT NULL UNIQUE         -- SHA-256 of all of the above as a JSON array
);
CREATE INDEX verdicts_supersedes ON verdicts (supersedes) WHERE supersedes IS NOT NULL;
CREATE INDEX verdicts_document ON verdicts (document_id) WHERE document_id IS NOT NULL;
CREATE INDEX verdicts_subject ON verdicts (subject);
CREATE TRIGGER verdicts_never_change BEFORE UPDATE ON verdicts
  BEGIN SELECT RAISE(ABORT, 'a verdict is never changed; give a new one'); END;
CREATE TRIGGER verdicts_never_go BEFORE DELETE ON verdicts
  BEGIN SELECT RAISE(ABORT, 'a verdict is never deleted; undo it with a new one'); END;

CREATE TABLE standing (
  verdict_id INTEGER PRIMARY KEY REFERENCES verdicts (id),
  live INTEGER NOT NULL CHECK (live IN (0, 1)),      -- 1 if the verdict counts: neither undone nor superseded
  undone INTEGER NOT NULL CHECK (undone IN (0, 1))   -- 1 if an undo that was not itself undone is about it
);

CREATE TABLE carried (
  verdict_id INTEGER NOT NULL REFERENCES verdicts (id),
  document_id INTEGER NOT NULL REFERENCES documents (id),
  claim_id INTEGER REFERENCES claims (id) ON DELETE SET NULL,   -- where it stands now
  state TEXT NOT NULL CHECK (state IN ('stands', 'carried', 'review')),
  why TEXT NOT NULL,
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  PRIMARY KEY (verdict_id, document_id)
) WITHOUT ROWID;
CREATE INDEX carried_document ON carried (document_id);
CREATE INDEX carried_claim ON carried (claim_id);

CREATE VIRTUAL TABLE text_index USING fts5 (
  title, text, content = 'documents', content_rowid = 'id', tokenize = 'porter unicode61 remove_diacritics 2'
);
CREATE VIEW claim_texts AS
  SELECT c.id AS id, coalesce((
    SELECT group_concat(piece, ' … ') FROM (
      SELECT substr(d.text, s."start" + 1, s."end" - s."start") AS piece
      FROM spans s WHERE s.claim_id = c.id AND s.role = 'content' ORDER BY s.n)),
    substr(d.text, c."start" + 1, c."end" - c."start")) AS text
  FROM claims c JOIN documents d ON d.id = c.document_id;
CREATE VIRTUAL TABLE claim_index USING fts5 (
  text, content = 'claim_texts', content_rowid = 'id', detail = none, columnsize = 0,
  tokenize = 'porter unicode61 remove_diacritics 2'
);
