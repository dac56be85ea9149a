-- The journal is only ever added to; the bytes of a published policy never change.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '% is append-only', TG_TABLE_NAME;
END $$;
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON journal EXECUTE FUNCTION refuse_change();
CREATE TRIGGER policy_bytes_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON policy_bytes EXECUTE FUNCTION refuse_change();
