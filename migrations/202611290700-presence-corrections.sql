-- A correction may be written without coverage and sent twice: a digest of what came, with the key of the page it was written on, says that it is the same one, also when somebody else has corrected since.
alter table presence.visit add column correction text;
alter table presence.visit_version add column correction text;
grant update (correction) on presence.visit to samspill_app;
