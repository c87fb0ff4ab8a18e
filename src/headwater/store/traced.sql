-- What tracing finds, beside what reading found. Never edit: later changes are migrations of their own.
-- All of it can be made again from readings and verdicts with: headwater trace

CREATE TABLE traced_documents (
  document_id INTEGER PRIMARY KEY REFERENCES documents (id),
  print TEXT NOT NULL,              -- of the reading and the verdicts that were traced; another one means: trace it again
  publisher TEXT,                   -- the outlet, as the page or its address names it
  agency TEXT,                      -- whose copy it is, by its credit line
  owner TEXT,                       -- the group that the publisher belongs to
  stage_id INTEGER NOT NULL REFERENCES stages (id)
);

CREATE TABLE traced_claims (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,         -- the same whenever the same words are read in the same document
  document_id INTEGER NOT NULL REFERENCES documents (id),
  attribution TEXT,                 -- attributions.local in its document; NULL: the page's author says it
  "start" INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  pieces TEXT NOT NULL,             -- JSON array of [start, end)
  text TEXT NOT NULL,
  voice TEXT,                       -- case_voices.key
  chain TEXT NOT NULL,              -- JSON array of case_voices.key, outermost first
  certainty_id INTEGER NOT NULL REFERENCES certainties (id),
  markers TEXT NOT NULL,            -- JSON array of [start, end): the words that show the certainty
  stance TEXT NOT NULL,
  polarity TEXT NOT NULL CHECK (polarity IN ('+', '-')),
  actor TEXT,
  names TEXT NOT NULL,              -- JSON array of strings
  amounts TEXT NOT NULL,            -- JSON array of [low, high, unit]
  days TEXT NOT NULL,               -- JSON array of ISO dates
  basis TEXT NOT NULL,
  basis_words TEXT,
  direct INTEGER NOT NULL CHECK (direct IN (0, 1)),
  setting TEXT NOT NULL,            -- JSON array: the names with which the document opens
  dated TEXT,                       -- when the document was published, or else captured
  vector BLOB,                      -- of the words, 384 signed bytes; NULL where none was needed
  stage_id INTEGER NOT NULL REFERENCES stages (id)
);
CREATE INDEX traced_claims_document ON traced_claims (document_id);

CREATE TABLE passages (
  id INTEGER PRIMARY KEY,
  first_id INTEGER NOT NULL REFERENCES documents (id),
  first_start INTEGER NOT NULL,
  first_end INTEGER NOT NULL,
  second_id INTEGER NOT NULL REFERENCES documents (id),
  second_start INTEGER NOT NULL,
  second_end INTEGER NOT NULL,
  words INTEGER NOT NULL,
  share REAL NOT NULL,              -- part of the words that are the same, 0 to 1
  kind TEXT NOT NULL CHECK (kind IN ('copy', 'quotation', 'boilerplate')),
  quoted_first INTEGER NOT NULL CHECK (quoted_first IN (0, 1)),     -- whether it stands in quotation marks there
  quoted_second INTEGER NOT NULL CHECK (quoted_second IN (0, 1)),
  stage_id INTEGER NOT NULL REFERENCES stages (id)
);
CREATE INDEX passages_first ON passages (first_id);
CREATE INDEX passages_second ON passages (second_id);

CREATE TABLE matches (
  first_id INTEGER NOT NULL REFERENCES traced_claims (id) ON DELETE CASCADE,
  second_id INTEGER NOT NULL REFERENCES traced_claims (id) ON DELETE CASCADE,
  score REAL NOT NULL,              -- probability that they say the same
  relation TEXT NOT NULL CHECK (relation IN ('same', 'rival', 'different')),
  rival_by TEXT NOT NULL,           -- JSON array: actor, number, polarity, place, date
  reasons TEXT NOT NULL,            -- JSON array of [name, weight, words]; empty for different
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  PRIMARY KEY (first_id, second_id)
) WITHOUT ROWID;
CREATE INDEX matches_second ON matches (second_id);

CREATE TABLE questions (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  rival_by TEXT NOT NULL,           -- JSON array: what its families differ in
  families INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  contested INTEGER NOT NULL,       -- documents that carry any family but its most carried one
  stage_id INTEGER NOT NULL REFERENCES stages (id)
);
CREATE INDEX questions_contested ON questions (contested DESC, documents DESC, id);

CREATE TABLE families (
  id INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,
  question_id INTEGER NOT NULL REFERENCES questions (id) DEFERRABLE INITIALLY DEFERRED,
  head_id INTEGER NOT NULL REFERENCES traced_claims (id) DEFERRABLE INITIALLY DEFERRED,
  value TEXT,                       -- what its rivals differ from it in
  claims INTEGER NOT NULL,
  documents INTEGER NOT NULL,
  outlets INTEGER NOT NULL,         -- the naive count
  low INTEGER NOT NULL,             -- independent origins: at least
  high INTEGER NOT NULL,            -- and at most
  first TEXT,                       -- earliest and latest date of publication
  last TEXT,
  print TEXT NOT NULL,              -- of all that its flow was worked out from
  stage_id INTEGER NOT NULL REFERENCES stages (id)
);
CREATE INDEX families_question ON families (question_id);
CREATE INDEX families_head ON families (head_id);

CREATE TABLE family_claims (
  claim_id INTEGER PRIMARY KEY REFERENCES traced_claims (id) ON DELETE CASCADE,
  family_id INTEGER NOT NULL REFERENCES families (id) ON DELETE CASCADE
);
CREATE INDEX family_claims_family ON family_claims (family_id);

CREATE TABLE edges (
  family_id INTEGER NOT NULL REFERENCES families (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  upstream_id INTEGER NOT NULL REFERENCES traced_claims (id) ON DELETE CASCADE,
  downstream_id INTEGER NOT NULL REFERENCES traced_claims (id) ON DELETE CASCADE,
  kind TEXT NOT NULL CHECK (kind IN ('copies', 'quotes', 'cites', 'same voice', 'same basis')),
  reason TEXT NOT NULL,
  directed INTEGER NOT NULL CHECK (directed IN (0, 1)),   -- 0: nothing shows which came first
  direction_by TEXT,                -- published, cites, contains, credit
  certain INTEGER NOT NULL CHECK (certain IN (0, 1)),
  PRIMARY KEY (family_id, n)
) WITHOUT ROWID;
CREATE INDEX edges_upstream ON edges (upstream_id);
CREATE INDEX edges_downstream ON edges (downstream_id);

CREATE TABLE roots (
  family_id INTEGER NOT NULL REFERENCES families (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  key TEXT NOT NULL,                -- how merges name it
  label TEXT NOT NULL,
  voice TEXT,                       -- case_voices.key
  outside INTEGER NOT NULL CHECK (outside IN (0, 1)),     -- 1: the documents only name it
  PRIMARY KEY (family_id, n)
) WITHOUT ROWID;

CREATE TABLE root_claims (
  family_id INTEGER NOT NULL REFERENCES families (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,               -- of the root
  claim_id INTEGER NOT NULL REFERENCES traced_claims (id) ON DELETE CASCADE,
  PRIMARY KEY (family_id, n, claim_id)
) WITHOUT ROWID;
CREATE INDEX root_claims_claim ON root_claims (claim_id);

CREATE TABLE merges (
  family_id INTEGER NOT NULL REFERENCES families (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  key TEXT NOT NULL,                -- how a verdict names it
  first TEXT NOT NULL,              -- roots.key
  second TEXT NOT NULL,
  certain INTEGER NOT NULL CHECK (certain IN (0, 1)),     -- 1: counts at both ends of the range; 0: at the low end only
  reason TEXT NOT NULL,
  PRIMARY KEY (family_id, n)
) WITHOUT ROWID;

CREATE TABLE flow_drifts (
  family_id INTEGER NOT NULL REFERENCES families (id) ON DELETE CASCADE,
  n INTEGER NOT NULL,
  upstream_id INTEGER NOT NULL REFERENCES traced_claims (id) ON DELETE CASCADE,
  downstream_id INTEGER NOT NULL REFERENCES traced_claims (id) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  before TEXT NOT NULL,
  after TEXT NOT NULL,
  words TEXT NOT NULL,
  PRIMARY KEY (family_id, n)
) WITHOUT ROWID;
CREATE INDEX flow_drifts_upstream ON flow_drifts (upstream_id);
CREATE INDEX flow_drifts_downstream ON flow_drifts (downstream_id);

CREATE TABLE comparisons (
  before_id INTEGER NOT NULL REFERENCES documents (id),
  after_id INTEGER NOT NULL REFERENCES documents (id),
  unchanged INTEGER NOT NULL,       -- sentences
  print TEXT NOT NULL,
  stage_id INTEGER NOT NULL REFERENCES stages (id),
  PRIMARY KEY (before_id, after_id)
) WITHOUT ROWID;
CREATE INDEX comparisons_after ON comparisons (after_id);

CREATE TABLE changes (
  before_id INTEGER NOT NULL,
  after_id INTEGER NOT NULL,
  n INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('added', 'removed', 'changed')),
  before_start INTEGER,
  before_end INTEGER,
  after_start INTEGER,
  after_end INTEGER,
  matters TEXT NOT NULL,            -- JSON array: number, actor, certainty, attribution, polarity, wording
  words TEXT NOT NULL,
  announced TEXT,                   -- the correction note that tells of it; NULL: a silent change
  PRIMARY KEY (before_id, after_id, n),
  FOREIGN KEY (before_id, after_id) REFERENCES comparisons (before_id, after_id) ON DELETE CASCADE
) WITHOUT ROWID;

CREATE TABLE trace_memory (
  key TEXT PRIMARY KEY,             -- what tracing keeps so as not to do it again
  value BLOB NOT NULL
) WITHOUT ROWID;
