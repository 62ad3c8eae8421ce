-- What those who are in a network bring to its meetings: files of the kindergarten's own, and what came of the work until the next time.
alter table measures.network_file add column kindergarten_id uuid references register.organisation;
create table measures.network_told (
  meeting_id uuid not null references measures.network_meeting on delete cascade,
  network_id uuid not null references measures.network on delete cascade,
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  body text not null constraint network_told_body check (length(btrim(body)) between 1 and 2000),
  version integer not null default 1,
  told_at timestamptz not null,
  told_by_name text not null,
  primary key (meeting_id, kindergarten_id)
);
create index network_told_network on measures.network_told (network_id);

-- Speaking for a kindergarten in a network: its head and owner, and its pedagogical leaders where they meet. It is in the network today.
create function measures.speaks_in(network uuid, kindergarten uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select exists (select from measures.network_member m join measures.network n on n.id = m.network_id
    where m.network_id = network and m.kindergarten_id = kindergarten and m.period @> platform.today() and (n.ended_on is null or n.ended_on > platform.today())
      and (measures.acts_for_kindergarten(m.kindergarten_id) or (platform.actor_role() = 'pedagogical-leader' and m.kindergarten_id = platform.actor_org() and n.audience in ('pedagogical-leaders', 'staff'))));
end;
revoke all on function measures.speaks_in from public;
grant execute on function measures.speaks_in to samspill_app;

alter table measures.network_told enable row level security;
create policy network_told_system on measures.network_told for all to samspill_app using ((select platform.is_system()));
create policy network_told_team on measures.network_told for select to samspill_app using (measures.acts_for_team(team_org_id));
create policy network_told_member on measures.network_told for select to samspill_app using (network_id in (select measures.networks_in()));
create policy network_told_tell on measures.network_told for insert to samspill_app
  with check (measures.speaks_in(network_id, kindergarten_id) and told_by_name = (select platform.actor_name()) and (meeting_id, network_id, team_org_id) in (select m.id, m.network_id, m.team_org_id from measures.network_meeting m));
create policy network_told_again on measures.network_told for update to samspill_app
  using (measures.speaks_in(network_id, kindergarten_id)) with check (measures.speaks_in(network_id, kindergarten_id) and told_by_name = (select platform.actor_name()));
grant select, insert on measures.network_told to samspill_app;
grant update (body, version, told_at, told_by_name) on measures.network_told to samspill_app;

create policy network_file_bring on measures.network_file for insert to samspill_app
  with check (kindergarten_id is not null and measures.speaks_in(network_id, kindergarten_id) and added_by = (select platform.actor_person()) and (meeting_id, network_id, team_org_id) in (select m.id, m.network_id, m.team_org_id from measures.network_meeting m));
create policy network_file_take_away on measures.network_file for update to samspill_app
  using (kindergarten_id is not null and measures.speaks_in(network_id, kindergarten_id)) with check (removed_at is not null);

-- Where whoever led a kindergarten that is in the network has gone, when another kindergarten says so today. No name. For the team and for those who are in it.
create function measures.network_movers(network uuid) returns table (kindergarten_id uuid, role text, until date, now_in uuid, now_role text) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct m.kindergarten_id, b.role, upper(b.period), t.org_id, t.role
  from measures.network_member m join measures.network n on n.id = m.network_id
    join identity.membership b on b.org_id = m.kindergarten_id and b.cancelled_at is null and upper(b.period) <= platform.today() and m.period @> (upper(b.period) - 1)
      and (b.role = 'head' or (b.role = 'pedagogical-leader' and n.audience in ('pedagogical-leaders', 'staff')))
    join lateral (select i.org_id, i.role from identity.membership i join register.organisation o on o.id = i.org_id and o.kind = 'kindergarten'
      where i.person_id = b.person_id and i.org_id <> b.org_id and i.role in ('head', 'pedagogical-leader') and i.cancelled_at is null and i.period @> platform.today() and lower(i.period) >= upper(b.period) - 180
      order by lower(i.period) desc, i.id limit 1) t on true
  where n.id = network and (measures.acts_for_team(n.team_org_id) or n.id in (select measures.networks_in()))
    and not exists (select from identity.membership s where s.person_id = b.person_id and s.org_id = b.org_id and s.role = b.role and s.cancelled_at is null and s.period @> platform.today())
  order by 3 desc;
end;
revoke all on function measures.network_movers from public;
grant execute on function measures.network_movers to samspill_app;
