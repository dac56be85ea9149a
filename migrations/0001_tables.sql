-- The first shape of everything. {bigint}, {blob}, {strict} and TEXT are replaced for each database (storage/src/dialect.rs).
-- Instants are UTC milliseconds; flags are 0 or 1; ids and codes are text.

CREATE TABLE journal (
    kind TEXT NOT NULL,
    id TEXT NOT NULL,
    sequence {bigint} NOT NULL,
    recorded_at {bigint} NOT NULL,
    actor TEXT,
    event_kind TEXT NOT NULL,
    event_version {bigint} NOT NULL,
    payload TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    PRIMARY KEY (kind, id, sequence)
){strict};

-- Data keys, wrapped. A table of its own, so that it gets a backup of its own that doesn't live long.
-- An erased key stays as a row without a key, so that none takes its place.
CREATE TABLE wrapped_keys (
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    class TEXT NOT NULL,
    wrapped {blob},
    made_at {bigint} NOT NULL,
    erased_at {bigint},
    PRIMARY KEY (owner_kind, owner_id, class)
){strict};

CREATE TABLE contents (
    id TEXT NOT NULL PRIMARY KEY,
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    class TEXT NOT NULL,
    sealed {blob},
    at {bigint} NOT NULL
){strict};
CREATE INDEX contents_owner ON contents (owner_kind, owner_id, class);

CREATE TABLE files (
    id TEXT NOT NULL PRIMARY KEY,
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    meta {blob},
    chunks {bigint} NOT NULL,
    attached {bigint} NOT NULL,
    at {bigint} NOT NULL
){strict};
CREATE INDEX files_owner ON files (owner_kind, owner_id);

CREATE TABLE file_chunks (
    file_id TEXT NOT NULL REFERENCES files (id) ON DELETE CASCADE,
    number {bigint} NOT NULL,
    sealed {blob} NOT NULL,
    PRIMARY KEY (file_id, number)
){strict};

CREATE TABLE drafts (
    id TEXT NOT NULL PRIMARY KEY,
    body {blob} NOT NULL,
    saved_at {bigint} NOT NULL
){strict};
CREATE INDEX drafts_saved ON drafts (saved_at);

CREATE TABLE replies (
    key_hash TEXT NOT NULL PRIMARY KEY,
    reply {blob},
    at {bigint} NOT NULL
){strict};
CREATE INDEX replies_at ON replies (at);

CREATE TABLE cases (
    id TEXT NOT NULL PRIMARY KEY,
    number TEXT NOT NULL UNIQUE,
    opened_as TEXT NOT NULL,
    kinds TEXT NOT NULL,
    channel TEXT NOT NULL,
    reply_by TEXT NOT NULL,
    theme TEXT,
    project TEXT,
    language TEXT NOT NULL,
    received_at {bigint} NOT NULL,
    registered_at {bigint},
    handler TEXT,
    supervisor TEXT,
    board_member TEXT,
    answered_at {bigint},
    last_message_at {bigint},
    closed_at {bigint},
    next_due_at {bigint},
    way_out TEXT,
    sequence {bigint} NOT NULL,
    title_content TEXT,
    policy_version {bigint} NOT NULL,
    practice {bigint} NOT NULL
){strict};
CREATE INDEX cases_received ON cases (received_at);
CREATE INDEX cases_due ON cases (next_due_at);
CREATE INDEX cases_handler ON cases (handler);

CREATE TABLE case_people (
    case_id TEXT NOT NULL REFERENCES cases (id),
    person TEXT NOT NULL,
    relation TEXT NOT NULL,
    PRIMARY KEY (case_id, person, relation)
){strict};
CREATE INDEX case_people_person ON case_people (person, relation);

CREATE TABLE case_links (
    case_id TEXT NOT NULL REFERENCES cases (id),
    other TEXT NOT NULL,
    PRIMARY KEY (case_id, other)
){strict};

CREATE TABLE owed (
    owner_kind TEXT NOT NULL,
    owner_id TEXT NOT NULL,
    owed_no {bigint} NOT NULL,
    promise_key TEXT NOT NULL,
    nature TEXT NOT NULL,
    subject TEXT,
    opened_at {bigint} NOT NULL,
    due_at {bigint} NOT NULL,
    missed_at {bigint},
    kept_at {bigint},
    replaced_by {bigint},
    released_at {bigint},
    released_for TEXT,
    owed_by_role TEXT NOT NULL,
    owed_by_person TEXT,
    owed_to_role TEXT NOT NULL,
    clause TEXT,
    policy_version {bigint} NOT NULL,
    moved {bigint} NOT NULL,
    state TEXT NOT NULL,
    PRIMARY KEY (owner_kind, owner_id, owed_no)
){strict};
CREATE INDEX owed_due ON owed (due_at) WHERE state = 'open';
CREATE INDEX owed_person ON owed (owed_by_person, due_at);
CREATE INDEX owed_key ON owed (promise_key, opened_at);

CREATE TABLE measures (
    id TEXT NOT NULL PRIMARY KEY,
    what_content TEXT,
    criterion_content TEXT,
    cause TEXT NOT NULL,
    owner TEXT NOT NULL,
    reviewer TEXT,
    working_group TEXT,
    cases TEXT NOT NULL,
    until_at {bigint} NOT NULL,
    proposed_at {bigint} NOT NULL,
    agreed_at {bigint},
    applied_at {bigint},
    review_by {bigint},
    reviewed_at {bigint},
    effect TEXT,
    sequence {bigint} NOT NULL
){strict};

CREATE TABLE people (
    id TEXT NOT NULL PRIMARY KEY,
    name_content TEXT,
    email_content TEXT,
    roles TEXT NOT NULL,
    left_at {bigint}
){strict};

CREATE TABLE working_groups (
    id TEXT NOT NULL PRIMARY KEY,
    name_content TEXT,
    members TEXT NOT NULL
){strict};

CREATE TABLE policy_versions (
    id TEXT NOT NULL PRIMARY KEY,
    policy_key TEXT NOT NULL,
    version {bigint} NOT NULL,
    hash TEXT NOT NULL,
    published_at {bigint} NOT NULL,
    in_force_from {bigint} NOT NULL,
    UNIQUE (policy_key, version)
){strict};

CREATE TABLE policy_bytes (
    hash TEXT NOT NULL PRIMARY KEY,
    bytes {blob} NOT NULL
){strict};

CREATE TABLE receipts (
    code_hash TEXT NOT NULL PRIMARY KEY,
    case_id TEXT NOT NULL,
    at {bigint} NOT NULL,
    revoked_at {bigint}
){strict};
CREATE INDEX receipts_case ON receipts (case_id);

CREATE TABLE logins (
    person TEXT NOT NULL PRIMARY KEY,
    email_index TEXT NOT NULL UNIQUE,
    password_hash TEXT,
    changed_at {bigint} NOT NULL
){strict};

CREATE TABLE sessions (
    token_hash TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    subject TEXT NOT NULL,
    created_at {bigint} NOT NULL,
    seen_at {bigint} NOT NULL,
    expires_at {bigint} NOT NULL
){strict};
CREATE INDEX sessions_subject ON sessions (kind, subject);
CREATE INDEX sessions_expires ON sessions (expires_at);

CREATE TABLE links (
    token_hash TEXT NOT NULL PRIMARY KEY,
    purpose TEXT NOT NULL,
    subject TEXT NOT NULL,
    at {bigint} NOT NULL,
    expires_at {bigint} NOT NULL,
    used_at {bigint}
){strict};
CREATE INDEX links_subject ON links (purpose, subject);

CREATE TABLE attempts (
    scope TEXT NOT NULL,
    key_hash TEXT NOT NULL,
    window_start {bigint} NOT NULL,
    tries {bigint} NOT NULL,
    PRIMARY KEY (scope, key_hash, window_start)
){strict};

CREATE TABLE jobs (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    run_at {bigint} NOT NULL,
    attempts {bigint} NOT NULL,
    locked_until {bigint},
    last_error TEXT,
    unique_key TEXT UNIQUE,
    done_at {bigint}
){strict};
CREATE INDEX jobs_waiting ON jobs (run_at) WHERE done_at IS NULL;

CREATE TABLE inbox (
    id TEXT NOT NULL PRIMARY KEY,
    person TEXT NOT NULL,
    kind TEXT NOT NULL,
    about TEXT NOT NULL,
    sequence {bigint} NOT NULL,
    what TEXT NOT NULL,
    at {bigint} NOT NULL,
    seen_at {bigint},
    UNIQUE (person, kind, about, sequence, what)
){strict};
CREATE INDEX inbox_person ON inbox (person, at);

CREATE TABLE access_log (
    id TEXT NOT NULL PRIMARY KEY,
    at {bigint} NOT NULL,
    actor TEXT,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT
){strict};
CREATE INDEX access_log_object ON access_log (object, at);

CREATE TABLE settings (
    key TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL,
    changed_at {bigint} NOT NULL
){strict};

CREATE TABLE heartbeats (
    name TEXT NOT NULL PRIMARY KEY,
    at {bigint} NOT NULL
){strict};

-- Work that one node at a time does.
CREATE TABLE leases (
    name TEXT NOT NULL PRIMARY KEY,
    node TEXT NOT NULL,
    until_at {bigint} NOT NULL
){strict};
