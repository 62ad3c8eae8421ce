-- The grant scheme, from announced round to reported result. Each noun has its file; this one has what they all lean on.
create schema scheme;
grant usage on schema scheme to samspill_app;

-- The role one acts in here. A deputy whose delegation does not cover the scheme is nobody in it; one whose delegation covers nothing else still is.
create function scheme.actor_role() returns text language sql stable parallel safe
  return case when platform.actor_scope() is null or 'scheme' = any (platform.actor_scope()) then platform.actor_role_name() else 'deputy' end;
grant execute on function scheme.actor_role to samspill_app;

-- The rules of a scheme while they were in force, as data: who reports, with whom, what must be signed, how long a measure may run.
create table scheme.scheme (
  code text primary key constraint scheme_code check (code ~ '^[a-z0-9-]{3,40}$'),
  definition jsonb not null,
  valid daterange not null constraint scheme_valid check (not isempty(valid) and not lower_inf(valid)),
  saved_at timestamptz not null
);

alter table scheme.scheme enable row level security;
create policy scheme_system on scheme.scheme for all to samspill_app using ((select platform.is_system()));
-- The rules are public.
create policy scheme_read on scheme.scheme for select to samspill_app using (true);
grant select, insert, update on scheme.scheme to samspill_app;
