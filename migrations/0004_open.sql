-- What is open is little beside what ended: lists and sweeps of it read an index that holds nothing else.
CREATE INDEX cases_open ON cases (next_due_at) WHERE closed_at IS NULL;
CREATE INDEX owed_open_person ON owed (owed_by_person, due_at) WHERE state = 'open';
-- The last proof of a rule is found by when it was kept.
CREATE INDEX owed_kept ON owed (promise_key, kept_at);
