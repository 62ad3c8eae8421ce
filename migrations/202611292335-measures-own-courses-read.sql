-- A head and an owner read a course for as long as somebody of theirs is in it, also when the agreement with whoever arranges it has ended.
create function measures.own_live_courses() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct p.course_id from measures.course_place p where p.state in ('seated', 'offered', 'waiting') and p.kindergarten_id in (select measures.own_kindergartens());
end;
revoke all on function measures.own_live_courses from public;
grant execute on function measures.own_live_courses to samspill_app;

alter policy course_read on measures.course
  using (state <> 'draft' and (arranger_id in (select measures.course_arrangers()) or region_id = (select measures.course_region()) or id in (select measures.own_live_courses())));

create or replace function measures.course_numbers(courses uuid[]) returns table (course_id uuid, how text, state text, role_group text, people integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.course_id, p.how, p.state, p.role_group, count(*)::integer from measures.course_place p join measures.course c on c.id = p.course_id
  where p.course_id = any(courses) and p.state in ('seated', 'offered', 'waiting')
    and (platform.is_system() or (c.arranger_id = platform.actor_org() and measures.arranges())
      or (c.state <> 'draft' and (c.arranger_id in (select measures.course_arrangers()) or c.region_id = measures.course_region() or c.id in (select measures.own_live_courses()))))
  group by p.course_id, p.how, p.state, p.role_group;
end;
