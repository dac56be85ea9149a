-- What was forgotten of a case, as codes separated by commas. Nothing was before this, so no row is written again.
ALTER TABLE cases ADD COLUMN forgotten TEXT NOT NULL DEFAULT '';
-- What ended long ago is looked for each day.
CREATE INDEX cases_closed ON cases (policy_version, closed_at);
