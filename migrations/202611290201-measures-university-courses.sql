-- A university or vocational college arranges courses too: for the kindergartens of owners it works with in a partnership that runs.

-- Published (docs/data/running-partnership.md): who works together today. Both have agreed, and nobody has ended it. One row for each owner.
create view scheme.running_partnership with (security_invoker) as
  select p.id as partnership_id, p.partner_id, p.region_id, o.owner_id
  from scheme.partnership p cross join lateral (select p.owner_id union select m.org_id from scheme.partnership_member m where m.partnership_id = p.id) o (owner_id)
  where p.agreed_at is not null and p.ended_at is null and p.period @> platform.today();
grant select on scheme.running_partnership to samspill_app;

create function measures.university_kindergartens(university uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct r.from_id from scheme.running_partnership p join register.relation r on r.to_id = p.owner_id and r.kind = 'owned-by' and r.period @> platform.today()
    join register.organisation o on o.id = r.from_id and o.kind = 'kindergarten' and o.closed_on is null
  where p.partner_id = university;
end;
-- The kindergartens a course of the actor's is open to.
create function measures.course_open_to() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.id from measures.may_take_part() m (id)
  union select u.id from measures.university_kindergartens(platform.actor_org()) u (id) where platform.actor_role() = 'university-contact';
end;
revoke all on function measures.university_kindergartens, measures.course_open_to from public;
grant execute on function measures.course_open_to to samspill_app;

create or replace function measures.course_arrangers() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.team_id from register.served_by s where s.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader')
  union select r.to_id from register.relation r where r.from_id = platform.actor_org() and r.kind = 'owned-by' and r.period @> platform.today() and platform.actor_role() in ('head', 'pedagogical-leader')
  union select p.partner_id from register.relation r join scheme.running_partnership p on p.owner_id = r.to_id
    where r.from_id = platform.actor_org() and r.kind = 'owned-by' and r.period @> platform.today() and platform.actor_role() in ('head', 'pedagogical-leader')
  union select s.team_id from register.relation r join register.served_by s on s.kindergarten_id = r.from_id
    where r.to_id = platform.actor_org() and r.kind = 'owned-by' and r.period @> platform.today() and platform.actor_role() = 'owner'
  union select p.partner_id from scheme.running_partnership p where p.owner_id = platform.actor_org() and platform.actor_role() = 'owner';
end;
create or replace function measures.arranges() returns boolean language sql stable parallel safe return platform.actor_role() in ('adviser', 'team-leader', 'owner', 'university-contact');
