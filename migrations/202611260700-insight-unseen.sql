-- Who is unseen: kindergartens nobody has been in contact with for long, or that stand alone. The rules are settings, a list is made each week and kept as it was,
-- and what came of each call is told back to the rule that gave it. About kindergartens, never about a person.
create schema if not exists insight;
grant usage on schema insight to samspill_app;

-- Published views, each with a page in docs/data. They run with the reader's own rights.
create view register.kindergarten_fact with (security_invoker) as
  select k.id as kindergarten_id, k.region_id, f.ownership, f.capacity, f.children, f.staff, f.as_of, f.latitude, f.longitude, own.area, o.to_id as owner_id, l.to_id as municipality_id
  from register.organisation k
  left join register.register_fact f on f.organisation_id = k.id
  left join register.own_fact own on own.organisation_id = k.id
  left join register.relation o on o.from_id = k.id and o.kind = 'owned-by' and o.period @> platform.today()
  left join register.relation l on l.from_id = k.id and l.kind = 'lies-in' and l.period @> platform.today()
  where k.kind = 'kindergarten' and (k.closed_on is null or k.closed_on > platform.today());

-- Since when a kindergarten has had somebody who leads it, or since when it has not. Without who. Organisations that never had anyone are not there.
create view identity.headship with (security_invoker) as
  select m.org_id as kindergarten_id,
    min(lower(m.period)) filter (where m.period @> platform.today()) as since,
    case when not bool_or(upper_inf(m.period) or upper(m.period) > platform.today()) then max(upper(m.period)) end as vacant_since
  from identity.membership m join register.organisation k on k.id = m.org_id and k.kind = 'kindergarten'
  where m.role = 'head' and lower(m.period) <= platform.today()
  group by m.org_id;

-- One row per request for guidance that was sent: when, where it stands, and when the team was last there. Nothing of what was written.
create view guidance.request_history with (security_invoker) as
  select c.id as case_id, c.kindergarten_id, c.team_org_id, c.state, c.themes, (c.submitted_at at time zone 'Europe/Oslo')::date as submitted_on, (c.closed_at at time zone 'Europe/Oslo')::date as closed_on,
    coalesce(met.sessions, 0)::integer as sessions, greatest(met.last_on, seen.last_on, followed.last_on) as last_met_on
  from guidance.case c
  left join (select m.case_id, count(*) filter (where m.kind = 'session') as sessions, max(m.held_on) as last_on from guidance.meeting m group by m.case_id) met on met.case_id = c.id
  left join (select o.case_id, max(o.observed_on) as last_on from guidance.observation o group by o.case_id) seen on seen.case_id = c.id
  left join (select f.case_id, max(f.held_on) as last_on from guidance.follow_up f group by f.case_id) followed on followed.case_id = c.id
  where c.submitted_at is not null;
grant select on register.kindergarten_fact, identity.headship, guidance.request_history to samspill_app;

-- Applications are not the team's to read: the program alone gets when a kindergarten was last in one that was sent, and who is in a network.
create function scheme.applied_for() returns table (kindergarten_id uuid, last_on date) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.org_id, max((r.submitted_at at time zone 'Europe/Oslo')::date) from scheme.report_party p join scheme.report r on r.id = p.report_id join scheme.round d on d.id = r.round_id
  where platform.is_system() and p.part = 'kindergarten' and p.state <> 'declined' and r.state = 'submitted' and d.mode = 'live' group by p.org_id;
end;
create function scheme.network_parties() returns table (org_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.org_id from scheme.report_party p join scheme.report r on r.id = p.report_id join scheme.round d on d.id = r.round_id
    where platform.is_system() and p.state = 'accepted' and p.part in ('lead', 'member', 'kindergarten') and r.network_name is not null and r.state = 'submitted' and d.mode = 'live'
  union select x.owner_id from scheme.partnership x where platform.is_system() and x.network_name is not null and x.ended_at is null and x.period @> platform.today()
  union select m.org_id from scheme.partnership x join scheme.partnership_member m on m.partnership_id = x.id where platform.is_system() and x.ended_at is null and x.period @> platform.today();
end;
revoke all on function scheme.applied_for, scheme.network_parties from public;
grant execute on function scheme.applied_for, scheme.network_parties to samspill_app;

-- Each change of a rule, of how many calls the team has time for in a week and of how long a kindergarten is left in peace. The last one holds; what is not there is as the program has it.
create table insight.unseen_setting (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  key text not null constraint unseen_setting_key check (key ~ '^[a-z-]{3,30}$'),
  active boolean not null,
  n integer constraint unseen_setting_n check (n between 0 and 1000),
  changed_at timestamptz not null,
  changed_by_name text not null
);
create index unseen_setting_team on insight.unseen_setting (team_org_id, key, changed_at);

-- A list as it was on a day, and the settings it was made with. Made again on the same day it takes the place of the one before.
create table insight.unseen_run (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  made_on date not null,
  made_at timestamptz not null,
  settings jsonb not null,
  -- How many kindergartens were looked at, also those with no reason to stand here.
  looked_at integer not null,
  constraint unseen_run_once unique (team_org_id, made_on)
);
create table insight.unseen_line (
  run_id uuid not null references insight.unseen_run on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  team_org_id uuid not null,
  -- [{"rule", "n", "on", "count"}]: what the sentence on the line is made of.
  reasons jsonb not null,
  reason_count integer not null constraint unseen_line_reasons check (reason_count > 0),
  last_contact_on date,
  primary key (run_id, kindergarten_id)
);
create index unseen_line_kindergarten on insight.unseen_line (kindergarten_id);

-- A kindergarten on a week's list, and what came of it.
create table insight.unseen_call (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  week_on date not null constraint unseen_call_monday check (extract(isodow from week_on) = 1),
  -- Why it was on the list then.
  reasons jsonb not null,
  position integer not null,
  outcome text constraint unseen_call_outcome check (outcome in ('reached', 'will-ask', 'no-need', 'later', 'wrong', 'not-reached')),
  right_to_call boolean,
  called_on date,
  again_on date,
  noted_at timestamptz,
  noted_by_name text,
  constraint unseen_call_once unique (team_org_id, week_on, kindergarten_id),
  constraint unseen_call_noted check (num_nulls(outcome, called_on, noted_at, noted_by_name) in (0, 4)),
  constraint unseen_call_right check ((outcome is null or outcome = 'not-reached') = (right_to_call is null)),
  constraint unseen_call_again check ((outcome is not distinct from 'later') = (again_on is not null))
);
create index unseen_call_kindergarten on insight.unseen_call (kindergarten_id, called_on);

-- Acting for the team: its people, in its own name.
create function insight.acts_for_team(team uuid) returns boolean language sql stable parallel safe
  return team = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader');
grant execute on function insight.acts_for_team to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['unseen_setting', 'unseen_run', 'unseen_line', 'unseen_call'] loop
    execute format('alter table insight.%I enable row level security', name);
    execute format('create policy %I on insight.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
  end loop;
  foreach name in array array['unseen_setting', 'unseen_run', 'unseen_line', 'unseen_call'] loop
    execute format('create policy %I on insight.%I for select to samspill_app using (insight.acts_for_team(team_org_id))', name || '_team', name);
  end loop;
end $$;
create policy unseen_setting_change on insight.unseen_setting for insert to samspill_app
  with check (team_org_id = platform.actor_org() and platform.actor_role() = 'team-leader' and changed_by_name = (select platform.actor_name()));
-- The head of a kindergarten sees that it stands here, why, and what was noted. Nobody else does.
create policy unseen_line_own on insight.unseen_line for select to samspill_app using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head');
create policy unseen_call_own on insight.unseen_call for select to samspill_app using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head');
create policy unseen_run_own on insight.unseen_run for select to samspill_app
  using ((select platform.actor_role()) = 'head' and team_org_id in (select b.team_id from register.served_by b where b.kindergarten_id = (select platform.actor_org())));
-- What came of a call is noted by the team, in one's own name.
create policy unseen_call_note on insight.unseen_call for update to samspill_app using (insight.acts_for_team(team_org_id))
  with check (insight.acts_for_team(team_org_id) and noted_by_name = (select platform.actor_name()));
grant select, insert on insight.unseen_setting to samspill_app;
grant select, insert, update, delete on insight.unseen_run, insight.unseen_line to samspill_app;
grant select, insert, update on insight.unseen_call to samspill_app;
-- A policy says which rows one may change, this which columns: nobody rewrites why a kindergarten was called.
revoke update on insight.unseen_call from samspill_app;
grant update (outcome, right_to_call, called_on, again_on, noted_at, noted_by_name) on insight.unseen_call to samspill_app;
