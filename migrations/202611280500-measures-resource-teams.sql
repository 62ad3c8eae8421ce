-- Resource teams (ressursteam): those around one kindergarten who meet regularly, from the kindergarten and from other services, with a plan for the year.
-- What is written is about practice and the system, never about one child: the guard reads every text, and minutes are of themes, not of cases.
create table measures.resource_team (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  kindergarten_id uuid not null constraint resource_team_once unique references register.organisation,
  made_at timestamptz not null,
  made_by_name text not null
);

create table measures.resource_member (
  id uuid primary key default uuidv7(),
  resource_team_id uuid not null references measures.resource_team on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  part text not null constraint resource_member_part check (part in ('head', 'pedagogical-leader', 'ppt', 'health-nurse', 'special-education', 'adviser', 'child-welfare', 'other')),
  name text not null constraint resource_member_name check (length(btrim(name)) between 1 and 120),
  -- The service whose contacts see the meetings this member is called to; null when the service is not in Samspill.
  service_id uuid references register.organisation,
  period daterange not null constraint resource_member_period check (not isempty(period) and not lower_inf(period)),
  added_by_name text not null
);
create index resource_member_team on measures.resource_member (resource_team_id);
create index resource_member_service on measures.resource_member (service_id) where service_id is not null;

-- How the team meets: its own, one row for each version, the last one holds.
create table measures.resource_standard (
  resource_team_id uuid not null references measures.resource_team on delete cascade,
  version integer not null constraint resource_standard_version check (version >= 1),
  kindergarten_id uuid not null references register.organisation,
  body text not null constraint resource_standard_body check (length(btrim(body)) between 1 and 5000),
  written_at timestamptz not null,
  written_by_name text not null,
  primary key (resource_team_id, version)
);

create table measures.resource_meeting (
  id uuid primary key default uuidv7(),
  resource_team_id uuid not null references measures.resource_team on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  held_on date generated always as ((starts_at at time zone 'Europe/Oslo')::date) stored,
  place text not null default '' constraint resource_meeting_place check (length(place) <= 200),
  agenda text not null default '' constraint resource_meeting_agenda check (length(agenda) <= 5000),
  -- The standard it was planned by.
  standard_version integer not null,
  cancelled_at timestamptz,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint resource_meeting_time check (ends_at > starts_at),
  constraint resource_meeting_once unique (resource_team_id, starts_at)
);

-- What was talked of: themes by code, and words at the level of the system. A table of its own, which nobody outside the kindergarten reads.
create table measures.resource_minutes (
  meeting_id uuid primary key references measures.resource_meeting on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  themes text[] not null default '{}' constraint resource_minutes_themes check (cardinality(themes) <= 12),
  body text not null default '' constraint resource_minutes_body check (length(body) <= 5000),
  version integer not null default 1,
  written_at timestamptz not null,
  written_by_name text not null
);

create table measures.resource_task (
  id uuid primary key default uuidv7(),
  resource_team_id uuid not null references measures.resource_team on delete cascade,
  meeting_id uuid not null references measures.resource_meeting on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  body text not null constraint resource_task_body check (length(btrim(body)) between 1 and 500),
  member_id uuid not null references measures.resource_member on delete cascade,
  -- The member's service when the task was given.
  service_id uuid references register.organisation,
  -- The day of the meeting it comes from.
  raised_on date not null,
  due_on date not null,
  given_at timestamptz not null,
  given_by_name text not null,
  done_on date,
  done_by_name text,
  constraint resource_task_done check ((done_on is null) = (done_by_name is null))
);
create index resource_task_meeting on measures.resource_task (meeting_id);
create index resource_task_team on measures.resource_task (resource_team_id);
create index resource_task_open on measures.resource_task (kindergarten_id) where done_on is null;

-- Themes lifted to the level of the system: five kindergartens or more of one municipality, put together once and never changed, so that nothing can be subtracted.
create table measures.resource_theme_block (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  municipality_id uuid not null references register.organisation,
  theme text not null,
  kindergarten_year integer not null,
  kindergartens integer not null constraint resource_theme_block_five check (kindergartens >= 5),
  made_at timestamptz not null
);
create index resource_theme_block_team on measures.resource_theme_block (team_org_id);
create index resource_theme_block_municipality on measures.resource_theme_block (municipality_id);
-- Which kindergartens are counted: the program's alone. Once for each theme and year.
create table measures.resource_theme_counted (
  kindergarten_id uuid not null references register.organisation,
  theme text not null,
  kindergarten_year integer not null,
  block_id uuid not null references measures.resource_theme_block on delete cascade,
  primary key (kindergarten_id, theme, kindergarten_year)
);

-- Those who plan: the head, and the competence team that serves the kindergarten. The pedagogical leaders read with the head.
create function measures.plans_for(kindergarten uuid) returns boolean language sql stable parallel safe
  return (kindergarten = platform.actor_org() and platform.actor_role() = 'head')
    or (platform.actor_role() in ('adviser', 'team-leader') and exists (select from register.served_by s where s.kindergarten_id = kindergarten and s.team_id = platform.actor_org()));
create function measures.in_own_kindergarten(kindergarten uuid) returns boolean language sql stable parallel safe
  return kindergarten = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader');
-- The seats of the actor's own service. With the owner's rights: whether one sees a roster hangs on the roster.
create function measures.service_seats() returns table (resource_team_id uuid, period daterange) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.resource_team_id, m.period from measures.resource_member m where platform.actor_role() = 'service-contact' and m.service_id = platform.actor_org();
end;
revoke all on function measures.service_seats from public;
grant execute on function measures.plans_for, measures.in_own_kindergarten, measures.service_seats to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['resource_team', 'resource_member', 'resource_standard', 'resource_meeting', 'resource_minutes', 'resource_task', 'resource_theme_block', 'resource_theme_counted'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on measures.%I to samspill_app', name);
  end loop;
  foreach name in array array['resource_team', 'resource_member', 'resource_standard', 'resource_meeting', 'resource_task'] loop
    execute format('create policy %I on measures.%I for select to samspill_app using (measures.in_own_kindergarten(kindergarten_id) or measures.plans_for(kindergarten_id))', name || '_read', name);
    execute format('create policy %I on measures.%I for insert to samspill_app with check (measures.plans_for(kindergarten_id))', name || '_begin', name);
    execute format('create policy %I on measures.%I for update to samspill_app using (measures.plans_for(kindergarten_id)) with check (measures.plans_for(kindergarten_id))', name || '_change', name);
  end loop;
end $$;
grant update (period) on measures.resource_member to samspill_app;
grant update (starts_at, ends_at, place, agenda, cancelled_at, version, changed_at, changed_by_name) on measures.resource_meeting to samspill_app;
grant update (themes, body, version, written_at, written_by_name) on measures.resource_minutes to samspill_app;
grant update (done_on, done_by_name) on measures.resource_task to samspill_app;

-- The minutes are the kindergarten's.
create policy resource_minutes_own on measures.resource_minutes for all to samspill_app using (measures.in_own_kindergarten(kindergarten_id)) with check (measures.in_own_kindergarten(kindergarten_id));
-- Another service: the team it sits in today, the meetings while it sat there, and the tasks from them; its own tasks it says are done.
create policy resource_team_service on measures.resource_team for select to samspill_app using (id in (select s.resource_team_id from measures.service_seats() s));
create policy resource_member_service on measures.resource_member for select to samspill_app using (resource_team_id in (select s.resource_team_id from measures.service_seats() s where s.period @> (select platform.today())));
create policy resource_standard_service on measures.resource_standard for select to samspill_app using (resource_team_id in (select s.resource_team_id from measures.service_seats() s where s.period @> (select platform.today())));
create policy resource_meeting_service on measures.resource_meeting for select to samspill_app
  using (exists (select from measures.service_seats() s where s.resource_team_id = resource_meeting.resource_team_id and s.period @> held_on));
create policy resource_task_service on measures.resource_task for select to samspill_app
  using (exists (select from measures.service_seats() s where s.resource_team_id = resource_task.resource_team_id and s.period @> raised_on));
create policy resource_task_service_done on measures.resource_task for update to samspill_app
  using (platform.actor_role() = 'service-contact' and service_id = platform.actor_org()) with check (platform.actor_role() = 'service-contact' and service_id = platform.actor_org() and done_by_name = (select platform.actor_name()));
create policy resource_task_own_done on measures.resource_task for update to samspill_app
  using (measures.in_own_kindergarten(kindergarten_id)) with check (measures.in_own_kindergarten(kindergarten_id));
-- What has been lifted is for the competence team and the municipality it is lifted for.
create policy resource_theme_block_team on measures.resource_theme_block for select to samspill_app
  using ((team_org_id = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader')) or (municipality_id = platform.actor_org() and platform.actor_role() = 'authority'));

-- Published (docs/data/resource-meeting-card.md): when resource teams meet, with the reader's own rights.
create view measures.resource_meeting_card with (security_invoker) as
  select m.id, m.resource_team_id, array[m.kindergarten_id] as kindergarten_ids, m.starts_at, m.ends_at, m.place, m.version, m.cancelled_at is not null as cancelled
  from measures.resource_meeting m;
grant select on measures.resource_meeting_card to samspill_app;

-- Meetings whose time is out go with their minutes and tasks; members who left, versions of the standard nobody met by any more, and figures of past years. @returns how many meetings
create function measures.forget_resource_meetings(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  delete from measures.resource_theme_block b where make_date(b.kindergarten_year + 1, 8, 1) <= before;
  return query delete from measures.resource_meeting m where m.held_on < before returning m.id;
  delete from measures.resource_member m where upper(m.period) < before and not exists (select from measures.resource_task t where t.member_id = m.id);
  delete from measures.resource_standard s where s.written_at < before
    and s.version < (select max(l.version) from measures.resource_standard l where l.resource_team_id = s.resource_team_id)
    and not exists (select from measures.resource_meeting m where m.resource_team_id = s.resource_team_id and m.standard_version = s.version);
  delete from measures.resource_team t using register.organisation o where o.id = t.kindergarten_id and o.closed_on < before;
end $$;
revoke all on function measures.forget_resource_meetings from public;
grant execute on function measures.forget_resource_meetings to samspill_app;
