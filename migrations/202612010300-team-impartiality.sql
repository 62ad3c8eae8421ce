-- Team: what one is partial to is read by oneself and the leader. Whoever decides who takes a piece of work, also in the leader's place, is told who cannot.

drop policy partiality_read on team.partiality;
-- A deputy reads no row: neither since when, nor what has ended.
create policy partiality_read on team.partiality for select to samspill_app using (team.reads_row(team_org_id, person_id));
-- Who is partial to what today, for the one who is to give work away; an adviser is told of themself alone.
create function team.partial_today(org uuid) returns table (person_id uuid, org_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.person_id, p.org_id from team.partiality p
  where p.team_org_id = org and p.ended_on is null and (team.leads(org) or team.is_own(org, p.person_id) or platform.is_system());
end;
revoke all on function team.partial_today from public;
grant execute on function team.partial_today to samspill_app;

-- An adviser may give a promise back, and give it to nobody else; what is promised to a kindergarten is promised to one the team serves.
drop policy commitment_begin on team.commitment;
create policy commitment_begin on team.commitment for insert to samspill_app
  with check (team.writes_for(team_org_id, person_id) and made_by_name = (select platform.actor_name()) and changed_by_name = (select platform.actor_name()) and state = 'promised'
    and (kindergarten_id is null or kindergarten_id in (select s.kindergarten_id from register.team_kindergarten s where s.team_id = platform.actor_org())));
drop policy commitment_change on team.commitment;
create policy commitment_change on team.commitment for update to samspill_app using (team.writes_for(team_org_id, person_id))
  with check (team.works_for(team_org_id) and (person_id is null or team.writes_for(team_org_id, person_id)) and changed_by_name = (select platform.actor_name()));

-- The history follows what it is of: asked for once, not for each row.
drop policy commitment_version_read on team.commitment_version;
create policy commitment_version_read on team.commitment_version for select to samspill_app using (commitment_id in (select c.id from team.commitment c));
drop policy commitment_version_begin on team.commitment_version;
create policy commitment_version_begin on team.commitment_version for insert to samspill_app
  with check (by_name = (select platform.actor_name()) and commitment_id in (select c.id from team.commitment c where team.writes_for(c.team_org_id, c.person_id)));
drop policy competence_version_read on team.competence_version;
create policy competence_version_read on team.competence_version for select to samspill_app using (competence_id in (select c.id from team.competence c));
drop policy competence_version_begin on team.competence_version;
create policy competence_version_begin on team.competence_version for insert to samspill_app
  with check (changed_by_name = (select platform.actor_name()) and competence_id in (select c.id from team.competence c where team.is_own(c.team_org_id, c.person_id)));

-- A form that is sent twice makes one promise.
alter table team.commitment add column start_key uuid;
create unique index commitment_start_key on team.commitment (team_org_id, start_key) where start_key is not null;

-- Who works in a team today, and until which day when that is known: who is asked on, with no day between, stays.
create or replace function team.today_in(org uuid) returns table (person_id uuid, last_day date) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.person_id, (select upper(span) - 1 from unnest(m.spans) span where span @> platform.today())
  from (select i.person_id, range_agg(i.period) as spans from identity.membership i where i.org_id = org and i.role in ('adviser', 'team-leader') and i.cancelled_at is null group by i.person_id) m
  where m.spans @> platform.today();
end;
