-- A round of a scheme. `stage` is what people have decided; whether an announced round is open follows from its dates.
create table scheme.round (
  id uuid primary key default uuidv7(),
  region_id text not null,
  manager_id uuid not null references register.organisation,
  forum_id uuid references scheme.forum,
  scheme_code text not null references scheme.scheme,
  form_version_id uuid references scheme.form_version,
  title text not null constraint round_title check (length(btrim(title)) between 1 and 200),
  -- 2026 is the kindergarten year 2026-2027.
  kindergarten_year integer not null constraint round_year check (kindergarten_year between 2019 and 2100),
  mode text not null default 'live' constraint round_mode check (mode in ('live', 'test')),
  stage text not null default 'planned' constraint round_stage check (stage in ('planned', 'announced', 'in-review', 'in-forum', 'decided', 'in-follow-up', 'ended', 'cancelled')),
  opens_at timestamptz not null,
  -- The first instant that is too late: midnight, when the announcement says 23.59.
  closes_at timestamptz not null,
  report_closes_at timestamptz not null,
  -- The deadline the county governor's people have been told has passed. A round that is opened again gets another.
  deadline_told timestamptz,
  information text not null default '' constraint round_information check (length(information) <= 8000),
  copied_from uuid references scheme.round,
  version integer not null default 1,
  constraint round_opens_before_it_closes check (opens_at < closes_at and closes_at < report_closes_at)
);
create index round_manager on scheme.round (manager_id, kindergarten_year);
create index round_forum on scheme.round (forum_id);
create table scheme.round_step (
  id uuid primary key default uuidv7(),
  round_id uuid not null references scheme.round,
  kind text not null,
  reason text not null default '' constraint round_step_reason check (length(reason) <= 1000),
  at timestamptz not null,
  who text not null
);
create index round_step_round on scheme.round_step (round_id, at);
create table scheme.extension (
  id uuid primary key default uuidv7(),
  round_id uuid not null references scheme.round,
  org_id uuid not null references register.organisation,
  until timestamptz not null,
  reason text not null constraint extension_reason check (length(btrim(reason)) between 1 and 1000),
  given_at timestamptz not null,
  given_by_name text not null,
  constraint extension_once unique (round_id, org_id)
);
-- Who may try a test round.
create table scheme.round_tester (
  round_id uuid not null references scheme.round,
  org_id uuid not null references register.organisation,
  primary key (round_id, org_id)
);

create function scheme.managed_rounds() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select d.id from scheme.round d where scheme.actor_role() = 'county-governor' and d.manager_id = platform.actor_org();
end;
revoke all on function scheme.managed_rounds from public;
grant execute on function scheme.managed_rounds to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['round', 'round_step', 'extension', 'round_tester'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert, update on scheme.%I to samspill_app', name);
  end loop;
end $$;
grant delete on scheme.round_tester to samspill_app;
revoke update on scheme.round_step, scheme.round_tester from samspill_app;

-- A round is public once it is announced; a test round is for those who test it.
create policy round_read on scheme.round for select to samspill_app using ((mode = 'live' and stage <> 'planned')
  or (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor')
  or (mode = 'test' and stage <> 'planned' and exists (select from scheme.round_tester t where t.round_id = id and t.org_id = (select platform.actor_org()))));
create policy round_write on scheme.round for all to samspill_app
  using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
create policy round_step_read on scheme.round_step for select to samspill_app using (round_id in (select scheme.managed_rounds()));
create policy round_step_write on scheme.round_step for insert to samspill_app with check (round_id in (select scheme.managed_rounds()) and who = (select platform.actor_name()));
-- A municipality is both owner and authority: what it is given and answers as an owner is not the authority's to read.
create policy extension_read on scheme.extension for select to samspill_app using ((org_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head')) or round_id in (select scheme.managed_rounds()));
create policy extension_write on scheme.extension for all to samspill_app using (round_id in (select scheme.managed_rounds())) with check (round_id in (select scheme.managed_rounds()) and given_by_name = (select platform.actor_name()));
create policy round_tester_read on scheme.round_tester for select to samspill_app using ((org_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head', 'pedagogical-leader', 'university-contact')) or round_id in (select scheme.managed_rounds()));
create policy round_tester_write on scheme.round_tester for all to samspill_app using (round_id in (select scheme.managed_rounds()));
-- The name of a forum is for those who meet it: in a round they see, as a member, or as the one who runs it.
create policy forum_read on scheme.forum for select to samspill_app using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor' or id in (select scheme.own_forums()) or exists (select from scheme.round d where d.forum_id = forum.id));
