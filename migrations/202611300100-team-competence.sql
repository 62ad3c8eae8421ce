-- Team: what the advisers of a competence team know together, and what is done about what it is short of.
-- A subject is a code of guidance.theme_card, or the id of one on the team's own list.
create schema team;
grant usage on schema team to samspill_app;

create table team.subject (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  kind text not null constraint subject_kind check (kind in ('method', 'language', 'guidance', 'dissemination')),
  name text not null constraint subject_name check (length(btrim(name)) between 1 and 80),
  retired_on date,
  made_at timestamptz not null,
  made_by_name text not null
);
create unique index subject_once on team.subject (team_org_id, kind, lower(name)) where retired_on is null;

create table team.competence (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  person_id uuid not null,
  person_name text not null,
  subject text not null constraint competence_subject check (length(subject) between 1 and 60),
  -- In words on the page, in this order.
  level text not null constraint competence_level check (level in ('none', 'learning', 'together', 'alone', 'guides')),
  evidence text not null default '' constraint competence_evidence check (length(evidence) <= 600),
  evidence_year integer constraint competence_evidence_year check (evidence_year between 1950 and 2200),
  wishes boolean not null default false,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint competence_once unique (team_org_id, person_id, subject)
);

-- How it stood before each change.
create table team.competence_version (
  competence_id uuid not null references team.competence on delete cascade,
  version integer not null,
  level text not null,
  evidence text not null,
  evidence_year integer,
  wishes boolean not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  primary key (competence_id, version)
);

-- What the leader and an adviser have agreed: the adviser reads every word. Never changed, only followed by another.
create table team.competence_note (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  person_id uuid not null,
  body text not null constraint competence_note_body check (length(btrim(body)) between 1 and 600),
  made_at timestamptz not null,
  made_by_name text not null
);
create index competence_note_person on team.competence_note (person_id);

-- One line of the plan for what the team is short of.
create table team.gap_line (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  subject text not null constraint gap_line_subject check (length(subject) between 1 and 60),
  way text not null constraint gap_line_way check (way in ('course', 'colleague', 'hire', 'partner', 'university')),
  what text not null constraint gap_line_what check (length(btrim(what)) between 1 and 300),
  person_id uuid not null,
  person_name text not null,
  due_on date not null,
  state text not null default 'open' constraint gap_line_state check (state in ('open', 'done', 'dropped')),
  closed_on date,
  version integer not null default 1,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint gap_line_closed check ((state = 'open') = (closed_on is null))
);
create index gap_line_team on team.gap_line (team_org_id, due_on);
create index gap_line_person on team.gap_line (person_id) where state = 'open';

create function team.works_for(org uuid) returns boolean language sql stable parallel safe
  return org = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader');
create function team.leads(org uuid) returns boolean language sql stable parallel safe
  return org = platform.actor_org() and platform.actor_role() = 'team-leader';
-- One's own row is written by oneself: a deputy writes in nobody's.
create function team.is_own(org uuid, person uuid) returns boolean language sql stable parallel safe
  return team.works_for(org) and person = platform.actor_person() and platform.actor_on_behalf_of() is null;
-- The leader reads the grounds; one who stands in for the leader does not.
create function team.reads_row(org uuid, person uuid) returns boolean language sql stable parallel safe
  return team.is_own(org, person) or (team.leads(org) and platform.actor_on_behalf_of() is null);
grant execute on function team.works_for, team.leads, team.is_own, team.reads_row to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['subject', 'competence', 'competence_version', 'competence_note', 'gap_line'] loop
    execute format('alter table team.%I enable row level security', name);
    execute format('create policy %I on team.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on team.%I to samspill_app', name);
  end loop;
end $$;
create policy subject_read on team.subject for select to samspill_app using (team.works_for(team_org_id));
create policy subject_begin on team.subject for insert to samspill_app with check (team.leads(team_org_id) and made_by_name = (select platform.actor_name()));
create policy subject_change on team.subject for update to samspill_app using (team.leads(team_org_id)) with check (team.leads(team_org_id));
grant update (retired_on) on team.subject to samspill_app;

create policy competence_read on team.competence for select to samspill_app using (team.reads_row(team_org_id, person_id));
create policy competence_begin on team.competence for insert to samspill_app with check (team.is_own(team_org_id, person_id) and changed_by_name = (select platform.actor_name()));
create policy competence_change on team.competence for update to samspill_app using (team.is_own(team_org_id, person_id)) with check (team.is_own(team_org_id, person_id) and changed_by_name = (select platform.actor_name()));
grant update (level, evidence, evidence_year, wishes, version, changed_at, changed_by_name) on team.competence to samspill_app;
create policy competence_version_read on team.competence_version for select to samspill_app using (exists (select from team.competence c where c.id = competence_id));
create policy competence_version_begin on team.competence_version for insert to samspill_app with check (exists (select from team.competence c where c.id = competence_id and team.is_own(c.team_org_id, c.person_id)));
create policy competence_note_read on team.competence_note for select to samspill_app using (team.reads_row(team_org_id, person_id));
create policy competence_note_begin on team.competence_note for insert to samspill_app with check (team.leads(team_org_id) and platform.actor_on_behalf_of() is null and made_by_name = (select platform.actor_name()));

create policy gap_line_read on team.gap_line for select to samspill_app using (team.works_for(team_org_id));
create policy gap_line_begin on team.gap_line for insert to samspill_app with check (team.leads(team_org_id) and changed_by_name = (select platform.actor_name()));
create policy gap_line_change on team.gap_line for update to samspill_app using (team.leads(team_org_id) or (team.works_for(team_org_id) and person_id = platform.actor_person()))
  with check (team.works_for(team_org_id) and changed_by_name = (select platform.actor_name()));
grant update (state, closed_on, version, changed_at, changed_by_name) on team.gap_line to samspill_app;

-- Who works in a team today, and until which day when that is known. For the functions below only.
create function team.today_in(org uuid) returns table (person_id uuid, last_day date) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.person_id, case when bool_or(upper(m.period) is null) then null else max(upper(m.period)) - 1 end from identity.membership m
  where m.org_id = org and m.role in ('adviser', 'team-leader') and m.cancelled_at is null and m.period @> platform.today() group by m.person_id;
end;
revoke all on function team.today_in from public;

-- The levels of those who work in the team today, for the team's own members: what they rest on is read by oneself and the leader.
create function team.levels(org uuid) returns table (person_id uuid, subject text, level text) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select c.person_id, c.subject, c.level from team.competence c join team.today_in(org) m on m.person_id = c.person_id
  where c.team_org_id = org and (team.works_for(org) or platform.is_system());
end;
revoke all on function team.levels from public;
grant execute on function team.levels to samspill_app;

-- What the kindergarten authority is told of the teams that serve kindergartens it supervises: how many hold what, never who.
create function team.coverage_for_authority() returns table (team_id uuid, subject text, own_name text, holds integer, ends_on date) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select t.id, c.subject, s.name, count(*) filter (where c.level in ('alone', 'guides'))::integer, min(m.last_day) filter (where c.level in ('alone', 'guides'))
  from (select distinct b.to_id as id from register.relation a join register.relation b on b.from_id = a.from_id and b.kind = 'served-by' and b.period @> platform.today()
        where a.kind = 'supervised-by' and a.to_id = platform.actor_org() and a.period @> platform.today()) t
    cross join lateral team.today_in(t.id) m
    join team.competence c on c.team_org_id = t.id and c.person_id = m.person_id
    left join team.subject s on s.team_org_id = t.id and s.id::text = c.subject
  where platform.actor_role() = 'authority' and (s.id is null or s.retired_on is null)
  group by t.id, c.subject, s.name;
end;
revoke all on function team.coverage_for_authority from public;
grant execute on function team.coverage_for_authority to samspill_app;

-- The row of one whose work in the team ended before the day, with its history and notes. @returns the ids of what went.
create function team.forget_left(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query
    with stays as (select m.org_id, m.person_id from identity.membership m where m.role in ('adviser', 'team-leader') and m.cancelled_at is null and (upper(m.period) is null or upper(m.period) > before)),
      notes as (delete from team.competence_note n where not exists (select from stays s where s.org_id = n.team_org_id and s.person_id = n.person_id) returning n.id),
      rows as (delete from team.competence c where not exists (select from stays s where s.org_id = c.team_org_id and s.person_id = c.person_id) returning c.id)
    select id from notes union all select id from rows;
end $$;
-- Lines of the plan that were closed before the day.
create function team.forget_lines(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query delete from team.gap_line l where l.closed_on < before returning l.id;
end $$;
revoke all on function team.forget_left, team.forget_lines from public;
grant execute on function team.forget_left, team.forget_lines to samspill_app;
