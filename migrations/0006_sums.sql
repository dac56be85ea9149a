-- What was promised and kept or missed, and what complaints came to, added up per day (whole UTC days since 1970) over all
-- cases but practice ones. Written in the same transaction as the rows that are counted; built again from them when the desk
-- opens (crates/desk/src/anew.rs), and compared with them by `gehoor verify`.
CREATE TABLE sums (
    what TEXT NOT NULL,
    day {bigint} NOT NULL,
    code TEXT NOT NULL,
    total {bigint} NOT NULL,
    PRIMARY KEY (what, day, code)
){strict};
-- Whether the first answer was late, by when one is owed still, since when any answer is owed, and the last decision on what
-- must change: figures and results are found by these.
ALTER TABLE cases ADD COLUMN answer_late {bigint} NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN answer_due_at {bigint};
ALTER TABLE cases ADD COLUMN answer_since {bigint};
ALTER TABLE cases ADD COLUMN evaluated_at {bigint};
CREATE INDEX cases_waiting ON cases (answer_since) WHERE answer_since IS NOT NULL;
-- By when a person has something to do (the largest number there is: nobody has), whether all of it is to hear if it is
-- solved, and when we first said something: the list of complaints is counted, ordered and cut from these.
ALTER TABLE cases ADD COLUMN task_due_at {bigint} NOT NULL DEFAULT 9223372036854775807;
ALTER TABLE cases ADD COLUMN asks_only {bigint} NOT NULL DEFAULT 0;
ALTER TABLE cases ADD COLUMN said_at {bigint};
CREATE INDEX cases_listed ON cases (task_due_at, received_at DESC, id, handler, theme, asks_only, said_at) WHERE closed_at IS NULL;
CREATE INDEX cases_ended ON cases (received_at DESC, id) WHERE closed_at IS NOT NULL;
