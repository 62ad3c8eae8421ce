-- Policies that ask which kindergartens one's own team serves ask for that team's (register.kindergartens_of). The same rows are read as before.
drop policy need_statement_team on needs.need_statement;
create policy need_statement_team on needs.need_statement for select to samspill_app
  using ((select platform.actor_role()) in ('adviser', 'team-leader') and state <> 'draft' and shared_with_team and kindergarten_id in (select register.kindergartens_of((select platform.actor_org()))));

create or replace function measures.seen_parts() returns table (measure_id uuid, kindergarten_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.measure_id, p.kindergarten_id from measures.part p where p.kindergarten_id = platform.actor_org() and p.state <> 'taken-back' and platform.actor_role() in ('head', 'pedagogical-leader')
  union select p.measure_id, p.kindergarten_id from measures.part p where p.measure_id in (select measures.led())
  union select p.measure_id, p.kindergarten_id from measures.part p join measures.measure m on m.id = p.measure_id and m.begun_on is not null
    where platform.actor_role() = 'owner' and p.state in ('part', 'left') and exists (select from register.relation r where r.from_id = p.kindergarten_id and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today())
  union select p.measure_id, p.kindergarten_id from measures.part p
    where platform.actor_role() in ('adviser', 'team-leader') and p.state in ('part', 'left') and p.shared_with_team and p.kindergarten_id in (select register.kindergartens_of(platform.actor_org()));
end;
create or replace function measures.seen_closings() returns table (measure_id uuid, kindergarten_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.measure_id, p.kindergarten_id from measures.part p where platform.actor_role() = 'owner' and p.state = 'part'
    and exists (select from register.relation r where r.from_id = p.kindergarten_id and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today())
  union select p.measure_id, p.kindergarten_id from measures.part p where platform.actor_role() in ('adviser', 'team-leader') and p.state = 'part' and p.shared_with_team
    and p.kindergarten_id in (select register.kindergartens_of(platform.actor_org()));
end;

create or replace function coordination.kindergartens() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() in ('head', 'pedagogical-leader')
  union select r.from_id from register.relation r where platform.actor_role() = 'owner' and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today()
  union select r.from_id from register.relation r where platform.actor_role() = 'authority' and r.kind = 'supervised-by' and r.to_id = platform.actor_org() and r.period @> platform.today()
  union select s.id from register.kindergartens_of(platform.actor_org()) s (id) where platform.actor_role() in ('adviser', 'team-leader');
end;
create or replace function coordination.asking_kindergartens() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() in ('head', 'pedagogical-leader')
  union select s.id from register.kindergartens_of(platform.actor_org()) s (id) where platform.actor_role() in ('adviser', 'team-leader');
end;
