-- Measures: a kindergarten says which days it has no substitutes, so that nobody can leave the group to be guided. The team's half-year plan sets no visit on them.
alter table measures.planning_day drop constraint planning_day_kind;
alter table measures.planning_day add constraint planning_day_kind check (kind in ('planning', 'closed', 'no-substitutes', 'other'));

-- That a kindergarten lacks people is told to its own, its owner and the team: not to those who inspect, also not as a count.
create or replace function measures.days_in_area(first date, after date) returns table (kind text, from_on date, last_on date, kindergartens integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select d.kind, d.from_on, d.last_on, count(*)::integer from measures.planning_day d
  where d.last_on >= first and d.from_on < after and d.kind in ('planning', 'closed')
    and ((platform.actor_role() = 'authority' and exists (select from register.relation r where r.from_id = d.kindergarten_id and r.kind = 'supervised-by' and r.to_id = platform.actor_org() and r.period @> platform.today()))
      or (platform.actor_role() = 'county-governor' and exists (select from register.kindergarten_profile p where p.kindergarten_id = d.kindergarten_id and p.governor_id = platform.actor_org())))
  group by d.kind, d.from_on, d.last_on having count(*) >= 5;
end;
