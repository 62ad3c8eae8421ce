-- Team: a plan for half a year, which visit in which week by whom. Each time it is reckoned is a row of its own; what is adopted stands until another is.

create table team.half_year (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  number integer not null,
  -- The Monday of its first week.
  from_on date not null constraint half_year_monday check (extract(isodow from from_on) = 1),
  weeks integer not null constraint half_year_weeks check (weeks between 1 and 26),
  state text not null default 'waiting' constraint half_year_state check (state in ('waiting', 'proposed', 'cancelled', 'adopted', 'replaced')),
  -- Points, as of docs/rules/team-half-year.md; proven: the bound is the solver's.
  worth double precision,
  bound double precision,
  proven boolean not null default false,
  -- What was reckoned with: another mark means that something has changed since.
  facts_mark text not null default '',
  start_key uuid not null constraint half_year_start_key unique,
  -- Goes up with each change by hand.
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  finished_at timestamptz,
  adopted_at timestamptz,
  adopted_by_name text,
  constraint half_year_number unique (team_org_id, number),
  constraint half_year_reckoned check ((worth is null) = (bound is null))
);
create unique index half_year_one_waiting on team.half_year (team_org_id) where state = 'waiting';
create unique index half_year_one_adopted on team.half_year (team_org_id, from_on) where state = 'adopted';

create table team.half_year_visit (
  id uuid primary key default uuidv7(),
  half_year_id uuid not null references team.half_year on delete cascade,
  commitment_id uuid not null references team.commitment on delete cascade,
  person_id uuid not null,
  person_name text not null,
  monday date not null constraint half_year_visit_monday check (extract(isodow from monday) = 1),
  minutes integer not null constraint half_year_visit_minutes check (minutes > 0),
  locked boolean not null default false,
  -- Why this one and why then, as names of reasons and counts.
  why jsonb not null default '{}',
  constraint half_year_visit_week unique (half_year_id, commitment_id, monday)
);
create index half_year_visit_person on team.half_year_visit (person_id, monday);
create index half_year_visit_commitment on team.half_year_visit (commitment_id);

-- What there was no room for, and what stands against it.
create table team.half_year_short (
  half_year_id uuid not null references team.half_year on delete cascade,
  commitment_id uuid not null references team.commitment on delete cascade,
  visits integer not null constraint half_year_short_visits check (visits > 0),
  minutes integer not null constraint half_year_short_minutes check (minutes >= 0),
  because jsonb not null default '{}',
  primary key (half_year_id, commitment_id)
);

-- At least so many weeks from one visit to the next; one where there is no row.
create table team.half_year_rhythm (
  commitment_id uuid primary key references team.commitment on delete cascade,
  team_org_id uuid not null references register.organisation,
  gap integer not null constraint half_year_rhythm_gap check (gap between 1 and 12),
  changed_at timestamptz not null,
  changed_by_name text not null
);
-- How many visits a kindergarten can take in a week; one where there is no row.
create table team.half_year_limit (
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  visits integer not null constraint half_year_limit_visits check (visits between 1 and 5),
  changed_at timestamptz not null,
  changed_by_name text not null,
  primary key (team_org_id, kindergarten_id)
);

do $$
declare name text;
begin
  foreach name in array array['half_year', 'half_year_visit', 'half_year_short', 'half_year_rhythm', 'half_year_limit'] loop
    execute format('alter table team.%I enable row level security', name);
    execute format('create policy %I on team.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on team.%I to samspill_app', name);
  end loop;
end $$;
create policy half_year_read on team.half_year for select to samspill_app using (team.works_for(team_org_id));
create policy half_year_begin on team.half_year for insert to samspill_app with check (team.leads(team_org_id) and made_by_name = (select platform.actor_name()) and state = 'waiting');
create policy half_year_change on team.half_year for update to samspill_app using (team.leads(team_org_id)) with check (team.leads(team_org_id));
grant update (state, worth, bound, proven, facts_mark, version, finished_at, adopted_at, adopted_by_name) on team.half_year to samspill_app;
create policy half_year_visit_read on team.half_year_visit for select to samspill_app using (half_year_id in (select h.id from team.half_year h));
create policy half_year_visit_begin on team.half_year_visit for insert to samspill_app with check (half_year_id in (select h.id from team.half_year h where team.leads(h.team_org_id)));
create policy half_year_visit_change on team.half_year_visit for update to samspill_app using (half_year_id in (select h.id from team.half_year h where team.leads(h.team_org_id))) with check (half_year_id in (select h.id from team.half_year h where team.leads(h.team_org_id)));
grant update (person_id, person_name, monday, minutes, locked, why) on team.half_year_visit to samspill_app;
create policy half_year_short_read on team.half_year_short for select to samspill_app using (half_year_id in (select h.id from team.half_year h));
create policy half_year_rhythm_read on team.half_year_rhythm for select to samspill_app using (team.works_for(team_org_id));
create policy half_year_rhythm_begin on team.half_year_rhythm for insert to samspill_app with check (team.leads(team_org_id) and changed_by_name = (select platform.actor_name()) and commitment_id in (select c.id from team.commitment c));
create policy half_year_rhythm_change on team.half_year_rhythm for update to samspill_app using (team.leads(team_org_id)) with check (team.leads(team_org_id) and changed_by_name = (select platform.actor_name()));
grant update (gap, changed_at, changed_by_name) on team.half_year_rhythm to samspill_app;
create policy half_year_limit_read on team.half_year_limit for select to samspill_app using (team.works_for(team_org_id));
create policy half_year_limit_begin on team.half_year_limit for insert to samspill_app with check (team.leads(team_org_id) and changed_by_name = (select platform.actor_name()));
create policy half_year_limit_change on team.half_year_limit for update to samspill_app using (team.leads(team_org_id)) with check (team.leads(team_org_id) and changed_by_name = (select platform.actor_name()));
grant update (visits, changed_at, changed_by_name) on team.half_year_limit to samspill_app;

-- Published (docs/data/planned-visit.md): visits of the plan that is adopted, for the team itself. Kindergartens see nothing of it.
create view team.planned_visit with (security_invoker) as
  select v.id, h.team_org_id, v.person_id, v.person_name, v.commitment_id, c.what, c.kindergarten_id, c.group_name, v.monday
  from team.half_year h join team.half_year_visit v on v.half_year_id = h.id join team.commitment c on c.id = v.commitment_id
  where h.state = 'adopted' and c.state = 'promised';
grant select on team.planned_visit to samspill_app;

-- Plans whose last week was over before the day. @returns the ids of what went.
create function team.forget_half_years(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query delete from team.half_year h where h.from_on + h.weeks * 7 < before returning h.id;
end $$;
revoke all on function team.forget_half_years from public;
grant execute on function team.forget_half_years to samspill_app;
