-- What the year calendar shows of an area: days that five or more of its kindergartens have set aside, as a count. Never which. For the kindergarten authority of
-- those it supervises, and for the county governor of those in its counties.
create function measures.days_in_area(first date, after date) returns table (kind text, from_on date, last_on date, kindergartens integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select d.kind, d.from_on, d.last_on, count(*)::integer from measures.planning_day d
  where d.last_on >= first and d.from_on < after and d.kind <> 'other'
    and ((platform.actor_role() = 'authority' and exists (select from register.relation r where r.from_id = d.kindergarten_id and r.kind = 'supervised-by' and r.to_id = platform.actor_org() and r.period @> platform.today()))
      or (platform.actor_role() = 'county-governor' and exists (select from register.kindergarten_profile p where p.kindergarten_id = d.kindergarten_id and p.governor_id = platform.actor_org())))
  group by d.kind, d.from_on, d.last_on having count(*) >= 5;
end;
revoke all on function measures.days_in_area from public;
grant execute on function measures.days_in_area to samspill_app;
