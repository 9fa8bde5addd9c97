-- How long things are kept is a setting (R65); the worker deletes what is older.
GRANT SELECT, DELETE ON hand_over, bulk_job TO gh_worker;
GRANT SELECT, UPDATE (state), DELETE ON integration_request TO gh_worker;

-- Of the record nobody deletes what is younger than a year, whatever the setting says (AU-05).
GRANT SELECT, DELETE ON audit_event TO gh_worker;
CREATE POLICY nothing_of_this_year ON audit_event AS RESTRICTIVE FOR DELETE TO gh_worker USING (at < now() - interval '365 days');
