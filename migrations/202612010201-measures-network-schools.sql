-- Schools in networks of kindergartens. A school is asked by the team and is in it when its leader has said yes; it is no kindergarten, and is counted by itself.
-- It reads the meetings that begin after it said yes. What kindergartens share is theirs until they say that it is for the schools too.
create table measures.network_school (
  id uuid primary key default uuidv7(),
  network_id uuid not null references measures.network on delete cascade,
  team_org_id uuid not null references register.organisation,
  school_id uuid not null references register.organisation,
  invited_at timestamptz not null,
  invited_by_name text not null,
  -- The last day one may answer.
  answer_by date not null,
  -- How many school leaders were told.
  told smallint not null constraint network_school_told check (told >= 0),
  state text not null default 'open' constraint network_school_state check (state in ('open', 'accepted', 'declined', 'withdrawn', 'expired', 'left')),
  reason text constraint network_school_reason check (reason in ('no-time', 'other-network', 'not-relevant', 'too-far', 'not-useful', 'other')),
  answered_at timestamptz,
  answered_by_name text,
  -- In it from this day, and until the day it left.
  joined_on date,
  left_on date,
  reminded_at timestamptz,
  constraint network_school_answered check ((state in ('accepted', 'declined', 'left')) = (answered_at is not null) and (answered_at is null) = (answered_by_name is null)),
  constraint network_school_stay check ((state in ('accepted', 'left')) = (joined_on is not null) and (state = 'left') = (left_on is not null)),
  constraint network_school_why check (state not in ('declined', 'left') or reason is not null)
);
create unique index network_school_once on measures.network_school (network_id, school_id) where state in ('open', 'accepted');
create index network_school_of on measures.network_school (school_id);
create index network_school_due on measures.network_school (answer_by) where state = 'open' and reminded_at is null;

-- How many came from each school: never among the kindergartens' own.
create table measures.network_school_presence (
  meeting_id uuid not null references measures.network_meeting on delete cascade,
  network_id uuid not null references measures.network on delete cascade,
  team_org_id uuid not null references register.organisation,
  school_id uuid not null references register.organisation,
  people integer not null constraint network_school_presence_people check (people between 0 and 200),
  primary key (meeting_id, school_id)
);
create index network_school_presence_network on measures.network_school_presence (network_id);

-- Whoever shares says whether the schools in the network may read it too. What was shared before is for the kindergartens alone.
alter table measures.network_file add column for_schools boolean not null default false;
alter table measures.network_told add column for_schools boolean not null default false;
grant update (for_schools) on measures.network_told to samspill_app;

-- The schools a team may ask: those of the municipality it is in or serves, and those that work with a kindergarten it serves, also over the border.
create function measures.schools_of_team(team uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id from register.organisation s join register.relation r on r.from_id = s.id and r.kind = 'part-of' and r.period @> platform.today()
    where s.kind = 'school' and exists (select from register.relation t where t.period @> platform.today()
      and ((t.kind = 'part-of' and t.from_id = team and t.to_id = r.to_id) or (t.kind = 'served-by' and t.from_id = r.to_id and t.to_id = team)))
  union select p.school_id from coordination.working_pair p join register.team_kindergarten k on k.kindergarten_id = p.kindergarten_id where k.team_id = team;
end;
-- The networks the actor's school has been asked into, and those it is in.
create function measures.networks_asking_school() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.network_id from measures.network_school s where platform.actor_role() = 'school-leader' and s.school_id = platform.actor_org();
end;
create function measures.networks_with_school() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.network_id from measures.network_school s where platform.actor_role() = 'school-leader' and s.school_id = platform.actor_org()
    and (s.state = 'accepted' or (s.state = 'open' and s.answer_by >= platform.today()));
end;
-- What it reads: meetings that begin after it said yes, and what was shared with schools since it was asked and could be seen to be.
create function measures.meetings_of_school() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.id from measures.network_school s join measures.network_meeting m on m.network_id = s.network_id
    where platform.actor_role() = 'school-leader' and s.school_id = platform.actor_org() and s.state = 'accepted' and m.held_on >= s.joined_on and m.starts_at >= s.answered_at;
end;
create function measures.files_for_school() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select f.id from measures.network_file f join measures.network_school s on s.network_id = f.network_id and s.state = 'accepted' and s.school_id = platform.actor_org()
    where f.for_schools and f.added_at >= s.invited_at and f.meeting_id in (select measures.meetings_of_school());
end;
create function measures.told_for_school() returns table (meeting_id uuid, kindergarten_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select t.meeting_id, t.kindergarten_id from measures.network_told t join measures.network_school s on s.network_id = t.network_id and s.state = 'accepted' and s.school_id = platform.actor_org()
    where t.for_schools and t.told_at >= s.invited_at and t.meeting_id in (select measures.meetings_of_school());
end;
revoke all on function measures.schools_of_team, measures.networks_asking_school, measures.networks_with_school, measures.meetings_of_school, measures.files_for_school, measures.told_for_school from public;
grant execute on function measures.schools_of_team, measures.networks_asking_school, measures.networks_with_school, measures.meetings_of_school, measures.files_for_school, measures.told_for_school to samspill_app;

alter table measures.network_school enable row level security;
create policy network_school_system on measures.network_school for all to samspill_app using ((select platform.is_system()));
create policy network_school_team on measures.network_school for select to samspill_app using (measures.acts_for_team(team_org_id));
create policy network_school_ask on measures.network_school for insert to samspill_app
  with check (measures.acts_for_team(team_org_id) and state = 'open' and invited_by_name = (select platform.actor_name())
    and network_id in (select n.id from measures.network n where n.team_org_id = (select platform.actor_org())) and school_id in (select measures.schools_of_team((select platform.actor_org()))));
-- The team takes an invitation back and a school out; it never answers for one.
create policy network_school_take_back on measures.network_school for update to samspill_app
  using (measures.acts_for_team(team_org_id) and state in ('open', 'accepted'))
  with check (measures.acts_for_team(team_org_id) and (state in ('withdrawn', 'expired') or (state = 'left' and answered_by_name = (select platform.actor_name()))));
create policy network_school_own on measures.network_school for select to samspill_app using ((select platform.actor_role()) = 'school-leader' and school_id = (select platform.actor_org()));
create policy network_school_answer on measures.network_school for update to samspill_app
  using ((select platform.actor_role()) = 'school-leader' and school_id = (select platform.actor_org()) and state in ('open', 'accepted'))
  with check (school_id = (select platform.actor_org()) and answered_by_name = (select platform.actor_name())
    and (state in ('declined', 'left') or (state = 'accepted' and joined_on >= (select platform.today()))));
-- Kindergartens that share something, or think of coming in, know which schools are there and which may come.
create policy network_school_fellow on measures.network_school for select to samspill_app using (state in ('open', 'accepted') and network_id in (select measures.networks_in()));
create policy network_school_asked on measures.network_school for select to samspill_app
  using (state = 'accepted' and network_id in (select i.network_id from measures.network_invitation i where i.state = 'open' and i.answer_by >= (select platform.today())));
create policy network_school_beside on measures.network_school for select to samspill_app using (state = 'accepted' and network_id in (select measures.networks_with_school()));
grant select, insert on measures.network_school to samspill_app;
grant update (state, reason, answered_at, answered_by_name, joined_on, left_on, reminded_at) on measures.network_school to samspill_app;

alter table measures.network_school_presence enable row level security;
create policy network_school_presence_system on measures.network_school_presence for all to samspill_app using ((select platform.is_system()));
create policy network_school_presence_team on measures.network_school_presence for select to samspill_app using (measures.acts_for_team(team_org_id));
create policy network_school_presence_count on measures.network_school_presence for insert to samspill_app
  with check (measures.acts_for_team(team_org_id) and (meeting_id, network_id, team_org_id) in (select m.id, m.network_id, m.team_org_id from measures.network_meeting m)
    and (network_id, school_id) in (select s.network_id, s.school_id from measures.network_school s where s.joined_on is not null));
create policy network_school_presence_again on measures.network_school_presence for update to samspill_app using (measures.acts_for_team(team_org_id)) with check (measures.acts_for_team(team_org_id));
create policy network_school_presence_member on measures.network_school_presence for select to samspill_app using (network_id in (select measures.networks_in()));
create policy network_school_presence_own on measures.network_school_presence for select to samspill_app
  using (school_id = (select platform.actor_org()) and meeting_id in (select measures.meetings_of_school()));
grant select, insert on measures.network_school_presence to samspill_app;
grant update (people) on measures.network_school_presence to samspill_app;

create policy network_school_reads on measures.network for select to samspill_app using (id in (select measures.networks_asking_school()));
create policy network_member_school on measures.network_member for select to samspill_app using (network_id in (select measures.networks_with_school()));
create policy network_meeting_school on measures.network_meeting for select to samspill_app using (id in (select measures.meetings_of_school()));
create policy network_file_school on measures.network_file for select to samspill_app using (id in (select measures.files_for_school()));
create policy network_told_school on measures.network_told for select to samspill_app using ((meeting_id, kindergarten_id) in (select t.meeting_id, t.kindergarten_id from measures.told_for_school() t));
