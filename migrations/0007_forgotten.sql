-- What was forgotten of a case, as codes separated by commas. Nothing was before this, so no row is written again.
ALTER TABLE cases ADD COLUMN forgotten TEXT NOT NULL DEFAULT '';
-- A message that was written after all was done, and waits for somebody who calls or posts it.
CREATE INDEX cases_to_bring ON cases (task_due_at) WHERE closed_at IS NOT NULL AND task_due_at < 9223372036854775807;
-- What ended long ago is looked for each day.
CREATE INDEX cases_closed ON cases (policy_version, closed_at);
