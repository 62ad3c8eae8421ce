-- From how many percentage points apart somebody is said to lag behind: what the team has set for the kindergartens it serves. What nobody has set is as the program has it.
create table measures.reach_limit (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  points integer not null constraint reach_limit_points check (points between 5 and 60),
  changed_at timestamptz not null,
  changed_by_name text not null
);
create index reach_limit_team on measures.reach_limit (team_org_id, changed_at);

-- The team whose limit holds for the actor: its own, or the one that serves the actor's kindergarten.
create function measures.limiting_team() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select case
    when platform.actor_role() in ('adviser', 'team-leader') then platform.actor_org()
    when platform.actor_role() in ('head', 'pedagogical-leader') then (select s.team_id from register.served_by s where s.kindergarten_id = platform.actor_org())
  end;
end;
revoke all on function measures.limiting_team from public;
grant execute on function measures.limiting_team to samspill_app;

alter table measures.reach_limit enable row level security;
create policy reach_limit_system on measures.reach_limit for all to samspill_app using ((select platform.is_system()));
create policy reach_limit_read on measures.reach_limit for select to samspill_app using (team_org_id = (select measures.limiting_team()));
create policy reach_limit_add on measures.reach_limit for insert to samspill_app
  with check (team_org_id = (select platform.actor_org()) and (select platform.actor_role()) = 'team-leader' and changed_by_name = (select platform.actor_name()));
grant select, insert on measures.reach_limit to samspill_app;
