-- Why the county governor opened a sent report again.
create table scheme.report_return (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  reason text not null constraint report_return_reason check (length(btrim(reason)) between 1 and 1000),
  at timestamptz not null,
  by_name text not null
);
create index report_return_report on scheme.report_return (report_id);
alter table scheme.report_return enable row level security;
create policy report_return_system on scheme.report_return for all to samspill_app using ((select platform.is_system())) with check ((select platform.is_system()));
create policy report_return_read on scheme.report_return for select to samspill_app using (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports()));
create policy report_return_write on scheme.report_return for insert to samspill_app
  with check ((select scheme.actor_role()) = 'county-governor' and report_id in (select scheme.handled_reports()) and by_name = (select platform.actor_name()));
grant select, insert on scheme.report_return to samspill_app;
