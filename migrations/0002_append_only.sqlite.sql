-- The journal is only ever added to; the bytes of a published policy never change.
CREATE TRIGGER journal_no_update BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER journal_no_delete BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER policy_bytes_no_update BEFORE UPDATE ON policy_bytes BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
CREATE TRIGGER policy_bytes_no_delete BEFORE DELETE ON policy_bytes BEGIN SELECT RAISE(ABORT, 'what was published stays'); END;
