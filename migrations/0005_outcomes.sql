-- What figures ask of a case besides what it owes, so that they are counted from rows. Cases from before are written again
-- when the desk opens (crates/desk/src/anew.rs).
ALTER TABLE cases ADD COLUMN verdict TEXT;
ALTER TABLE cases ADD COLUMN silent_at {bigint};
ALTER TABLE cases ADD COLUMN causes TEXT NOT NULL DEFAULT '';
CREATE INDEX cases_practice ON cases (id) WHERE practice = 1;
