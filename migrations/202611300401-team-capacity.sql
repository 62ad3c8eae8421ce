-- Team: the hours each adviser has for work in the kindergartens, and what is promised to whom. Hours are kept as minutes.

-- How long one works in the field each week, from when to when. Weekdays as ISO 8601: 1 is Monday, 5 is Friday.
create table team.work_hours (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  person_id uuid not null,
  person_name text not null,
  period daterange not null constraint work_hours_period check (not isempty(period) and not lower_inf(period)),
  weekly_minutes integer not null constraint work_hours_minutes check (weekly_minutes between 0 and 2700),
  preferred_days smallint[] not null default '{}' constraint work_hours_preferred check (preferred_days <@ '{1,2,3,4,5}'::smallint[]),
  impossible_days smallint[] not null default '{}' constraint work_hours_impossible check (impossible_days <@ '{1,2,3,4,5}'::smallint[] and not preferred_days && impossible_days and cardinality(impossible_days) < 5),
  -- Where one sets out from: an office, never a home. No place: travel is typed by hand.
  base_name text not null default '' constraint work_hours_base check (length(base_name) <= 80),
  base_latitude double precision constraint work_hours_latitude check (base_latitude between 57 and 81.5),
  base_longitude double precision constraint work_hours_longitude check (base_longitude between 4 and 32),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint work_hours_place check ((base_latitude is null) = (base_longitude is null)),
  constraint work_hours_once exclude using gist (team_org_id with =, person_id with =, period with &&)
);

-- Days one is away. Never why: there is no column for it, and nowhere to write it.
create table team.absence (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  person_id uuid not null,
  period daterange not null constraint absence_period check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  made_at timestamptz not null,
  made_by_name text not null,
  constraint absence_once exclude using gist (team_org_id with =, person_id with =, period with &&)
);

-- An organisation one is partial to (forvaltningsloven § 6). No reason is kept.
create table team.partiality (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  person_id uuid not null,
  org_id uuid not null references register.organisation,
  since date not null,
  ended_on date,
  made_at timestamptz not null,
  constraint partiality_order check (ended_on is null or ended_on >= since)
);
create unique index partiality_once on team.partiality (team_org_id, person_id, org_id) where ended_on is null;

-- What a kind of work is reckoned to take, until the leader says otherwise. Never changed, only followed by another.
create table team.estimate (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  kind text not null constraint estimate_kind check (kind in ('guidance', 'course', 'network', 'meeting', 'resource-team', 'presence', 'other')),
  visits integer not null constraint estimate_visits check (visits between 1 and 60),
  visit_minutes integer not null constraint estimate_visit check (visit_minutes between 15 and 600),
  other_minutes integer not null constraint estimate_other check (other_minutes between 0 and 12000),
  from_date date not null,
  made_at timestamptz not null,
  made_by_name text not null
);
create index estimate_team on team.estimate (team_org_id, kind, from_date);

-- What is promised to whom. Without a person it is open: promised, and nobody has it yet.
create table team.commitment (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  kind text not null constraint commitment_kind check (kind in ('guidance', 'course', 'network', 'meeting', 'resource-team', 'presence', 'other')),
  what text not null constraint commitment_what check (length(btrim(what)) between 1 and 200),
  -- One kindergarten, or a group by name.
  kindergarten_id uuid references register.organisation,
  group_name text not null default '' constraint commitment_group check (length(group_name) <= 120),
  person_id uuid,
  person_name text,
  visits integer not null constraint commitment_visits check (visits between 1 and 60),
  visit_minutes integer not null constraint commitment_visit check (visit_minutes between 15 and 600),
  -- There and back, for each visit; and where the figure comes from.
  travel_minutes integer not null constraint commitment_travel check (travel_minutes between 0 and 1200),
  travel_from text not null constraint commitment_travel_from check (travel_from in ('coordinates', 'typed')),
  -- Before and after: to prepare, to write, to meet others about it.
  other_minutes integer not null constraint commitment_other check (other_minutes between 0 and 12000),
  total_minutes integer not null generated always as (visits * (visit_minutes + travel_minutes) + other_minutes) stored,
  -- The window: both days are in it.
  earliest_on date not null,
  latest_on date not null,
  themes text[] not null default '{}' constraint commitment_themes check (cardinality(themes) <= 12),
  -- Where it comes from: a row of guidance.case_card, measures.measure_card, measures.network_meeting_card, measures.course_card, or typed by hand.
  source text not null constraint commitment_source check (source in ('case', 'measure', 'network', 'course', 'typed')),
  source_id uuid,
  state text not null default 'promised' constraint commitment_state check (state in ('promised', 'done', 'withdrawn')),
  closed_on date,
  -- Why it was promised though somebody then has more than the hours there are.
  over_reason text not null default '' constraint commitment_over check (length(over_reason) <= 600),
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint commitment_window check (latest_on >= earliest_on and latest_on - earliest_on <= 400),
  constraint commitment_to check (kindergarten_id is not null or group_name <> ''),
  constraint commitment_person check ((person_id is null) = (person_name is null)),
  constraint commitment_sourced check ((source = 'typed') = (source_id is null)),
  constraint commitment_closed check ((state = 'promised') = (closed_on is null))
);
create index commitment_team on team.commitment (team_org_id, state, latest_on);
create index commitment_whose on team.commitment (person_id) where state = 'promised';
create unique index commitment_source_once on team.commitment (team_org_id, source, source_id) where source_id is not null and state <> 'withdrawn';

-- How it stood after each change, and what was said.
create table team.commitment_version (
  commitment_id uuid not null references team.commitment on delete cascade,
  version integer not null,
  what_happened text not null constraint commitment_version_happened check (what_happened in ('promised', 'assigned', 'freed', 'changed', 'done', 'withdrawn')),
  person_name text,
  total_minutes integer not null,
  earliest_on date not null,
  latest_on date not null,
  over_reason text not null default '',
  at timestamptz not null,
  by_name text not null,
  primary key (commitment_id, version)
);

-- What the kindergarten authority is told: sums for each month, reckoned by the program, never who.
create table team.capacity_told (
  team_org_id uuid not null references register.organisation,
  month date not null constraint capacity_told_month check (extract(day from month) = 1),
  people integer not null,
  available_minutes integer not null,
  promised_minutes integer not null,
  open_minutes integer not null,
  as_of timestamptz not null,
  primary key (team_org_id, month)
);
create table team.waiting_told (
  team_org_id uuid primary key references register.organisation,
  met integer not null,
  median_days integer,
  ninetieth_days integer,
  in_queue integer not null,
  as_of timestamptz not null
);

do $$
declare name text;
begin
  foreach name in array array['work_hours', 'absence', 'partiality', 'estimate', 'commitment', 'commitment_version', 'capacity_told', 'waiting_told'] loop
    execute format('alter table team.%I enable row level security', name);
    execute format('create policy %I on team.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on team.%I to samspill_app', name);
  end loop;
end $$;

-- Hours and days away: the team reads all, oneself and the leader write. A deputy writes in nobody's but as leader.
create function team.writes_for(org uuid, person uuid) returns boolean language sql stable parallel safe
  return team.leads(org) or team.is_own(org, person);
grant execute on function team.writes_for to samspill_app;
create policy work_hours_read on team.work_hours for select to samspill_app using (team.works_for(team_org_id));
create policy work_hours_begin on team.work_hours for insert to samspill_app with check (team.writes_for(team_org_id, person_id) and changed_by_name = (select platform.actor_name()));
create policy work_hours_change on team.work_hours for update to samspill_app using (team.writes_for(team_org_id, person_id)) with check (team.writes_for(team_org_id, person_id) and changed_by_name = (select platform.actor_name()));
create policy work_hours_end on team.work_hours for delete to samspill_app using (team.writes_for(team_org_id, person_id));
grant update (period, weekly_minutes, preferred_days, impossible_days, base_name, base_latitude, base_longitude, version, changed_at, changed_by_name), delete on team.work_hours to samspill_app;
create policy absence_read on team.absence for select to samspill_app using (team.works_for(team_org_id));
create policy absence_begin on team.absence for insert to samspill_app with check (team.writes_for(team_org_id, person_id) and made_by_name = (select platform.actor_name()));
create policy absence_end on team.absence for delete to samspill_app using (team.writes_for(team_org_id, person_id));
grant delete on team.absence to samspill_app;

-- What one is partial to is one's own to say; the leader, who gives work, reads it.
create policy partiality_read on team.partiality for select to samspill_app using (team.is_own(team_org_id, person_id) or team.leads(team_org_id));
create policy partiality_begin on team.partiality for insert to samspill_app with check (team.is_own(team_org_id, person_id));
create policy partiality_change on team.partiality for update to samspill_app using (team.is_own(team_org_id, person_id)) with check (team.is_own(team_org_id, person_id));
grant update (ended_on) on team.partiality to samspill_app;

create policy estimate_read on team.estimate for select to samspill_app using (team.works_for(team_org_id));
create policy estimate_begin on team.estimate for insert to samspill_app with check (team.leads(team_org_id) and made_by_name = (select platform.actor_name()));

-- The leader promises for all, an adviser for oneself.
create policy commitment_read on team.commitment for select to samspill_app using (team.works_for(team_org_id));
create policy commitment_begin on team.commitment for insert to samspill_app
  with check (team.writes_for(team_org_id, person_id) and made_by_name = (select platform.actor_name()) and changed_by_name = (select platform.actor_name()) and state = 'promised');
create policy commitment_change on team.commitment for update to samspill_app using (team.writes_for(team_org_id, person_id))
  with check (team.works_for(team_org_id) and changed_by_name = (select platform.actor_name()));
grant update (kind, what, person_id, person_name, visits, visit_minutes, travel_minutes, travel_from, other_minutes, earliest_on, latest_on, themes, state, closed_on, over_reason, version, changed_at, changed_by_name) on team.commitment to samspill_app;
create policy commitment_version_read on team.commitment_version for select to samspill_app using (exists (select from team.commitment c where c.id = commitment_id));
create policy commitment_version_begin on team.commitment_version for insert to samspill_app
  with check (by_name = (select platform.actor_name()) and exists (select from team.commitment c where c.id = commitment_id));

-- The sums are written by the program; the team, and the authority over the kindergartens it serves, read them.
create function team.seen_by_authority() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct b.to_id from register.relation a join register.relation b on b.from_id = a.from_id and b.kind = 'served-by' and b.period @> platform.today()
  where platform.actor_role() = 'authority' and a.kind = 'supervised-by' and a.to_id = platform.actor_org() and a.period @> platform.today();
end;
revoke all on function team.seen_by_authority from public;
grant execute on function team.seen_by_authority to samspill_app;
create policy capacity_told_read on team.capacity_told for select to samspill_app using (team.works_for(team_org_id) or team_org_id in (select team.seen_by_authority()));
create policy waiting_told_read on team.waiting_told for select to samspill_app using (team.works_for(team_org_id) or team_org_id in (select team.seen_by_authority()));
grant update, delete on team.capacity_told, team.waiting_told to samspill_app;

-- Who has had which case, by person, for the team: what one knows of a kindergarten from before. Nothing of what was written.
create view guidance.case_adviser with (security_invoker) as
  select a.case_id, c.kindergarten_id, c.team_org_id, m.person_id, a.assigned_at, a.ended_at
  from guidance.assignment a join guidance.case c on c.id = a.case_id join identity.membership m on m.id = a.membership_id;
grant select on guidance.case_adviser to samspill_app;

-- Hours, days away and what one is partial to, of one whose work in the team ended before the day. @returns the ids of what went.
create function team.forget_hours(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query
    with stays as (select m.org_id, m.person_id from identity.membership m where m.role in ('adviser', 'team-leader') and m.cancelled_at is null and (upper(m.period) is null or upper(m.period) > before)),
      hours as (delete from team.work_hours n where not exists (select from stays s where s.org_id = n.team_org_id and s.person_id = n.person_id) returning n.id),
      away as (delete from team.absence n where not exists (select from stays s where s.org_id = n.team_org_id and s.person_id = n.person_id) returning n.id),
      partial as (delete from team.partiality n where not exists (select from stays s where s.org_id = n.team_org_id and s.person_id = n.person_id) returning n.id)
    select id from hours union all select id from away union all select id from partial;
end $$;
-- Days away that ended before the day, and hours that did.
create function team.forget_days(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query
    with away as (delete from team.absence a where upper(a.period) <= before returning a.id), hours as (delete from team.work_hours w where upper(w.period) <= before returning w.id),
      partial as (delete from team.partiality p where p.ended_on < before returning p.id)
    select id from away union all select id from hours union all select id from partial;
end $$;
-- What was promised and closed before the day, and what was never closed with a window that ended before it.
create function team.forget_commitments(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query delete from team.commitment c where coalesce(c.closed_on, c.latest_on) < before returning c.id;
end $$;
revoke all on function team.forget_hours, team.forget_days, team.forget_commitments from public;
grant execute on function team.forget_hours, team.forget_days, team.forget_commitments to samspill_app;
