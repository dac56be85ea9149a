-- What goes sooner than the rest of a complaint is looked for each day.
CREATE INDEX wrapped_keys_sooner ON wrapped_keys (owner_id) WHERE class IN ('respondent', 'special');
