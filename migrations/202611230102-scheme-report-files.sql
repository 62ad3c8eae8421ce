-- Files attached to a need report. Those who handle reports see a file when it has been part of what was sent, never one that was added to a draft.
create table scheme.report_file (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  question text not null constraint report_file_question check (length(question) between 1 and 60),
  name text not null constraint report_file_name check (length(name) between 1 and 200),
  media_type text not null,
  bytes integer not null constraint report_file_bytes check (bytes between 1 and 10485760),
  content bytea,
  sha256 text not null,
  added_at timestamptz not null,
  added_by_name text not null,
  sent_at timestamptz,
  removed_at timestamptz,
  constraint report_file_content check ((content is null) = (removed_at is not null and sent_at is null))
);
create index report_file_report on scheme.report_file (report_id);
alter table scheme.report_file enable row level security;
create policy report_file_system on scheme.report_file for all to samspill_app using ((select platform.is_system())) with check ((select platform.is_system()));
create policy report_file_read on scheme.report_file for select to samspill_app
  using (report_id in (select scheme.own_reports()) or (sent_at is not null and report_id in (select scheme.handled_reports())));
create policy report_file_add on scheme.report_file for insert to samspill_app
  with check (report_id in (select scheme.written_reports()) and added_by_name = (select platform.actor_name()) and sent_at is null and removed_at is null);
create policy report_file_change on scheme.report_file for update to samspill_app using (report_id in (select scheme.written_reports())) with check (report_id in (select scheme.written_reports()));
grant select, insert on scheme.report_file to samspill_app;
grant update (content, sent_at, removed_at) on scheme.report_file to samspill_app;
