-- A team's kindergartens are asked for at once (register.team_kindergarten): register.served_by answers for one, and asked for a whole team it looks through every kindergarten there is.
-- The same rows are read as before.
drop policy need_statement_team on needs.need_statement;
create policy need_statement_team on needs.need_statement for select to samspill_app
  using ((select platform.actor_role()) in ('adviser', 'team-leader') and state <> 'draft' and shared_with_team and kindergarten_id in
    (select s.kindergarten_id from register.team_kindergarten s where s.team_id = (select platform.actor_org())));

create or replace function measures.seen_parts() returns table (measure_id uuid, kindergarten_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.measure_id, p.kindergarten_id from measures.part p where p.kindergarten_id = platform.actor_org() and p.state <> 'taken-back' and platform.actor_role() in ('head', 'pedagogical-leader')
  union select p.measure_id, p.kindergarten_id from measures.part p where p.measure_id in (select measures.led())
  union select p.measure_id, p.kindergarten_id from measures.part p join measures.measure m on m.id = p.measure_id and m.begun_on is not null
    where platform.actor_role() = 'owner' and p.state in ('part', 'left') and exists (select from register.relation r where r.from_id = p.kindergarten_id and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today())
  union select p.measure_id, p.kindergarten_id from measures.part p
    where platform.actor_role() in ('adviser', 'team-leader') and p.state in ('part', 'left') and p.shared_with_team and p.kindergarten_id in (select s.kindergarten_id from register.team_kindergarten s where s.team_id = platform.actor_org());
end;
