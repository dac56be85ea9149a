-- Complaints of the same theme in the same place: a page of one looks for its neighbours.
CREATE INDEX cases_alike ON cases (project, theme, received_at);
