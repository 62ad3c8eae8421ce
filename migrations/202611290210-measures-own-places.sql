-- Whose places the actor reads is asked once for a question, and not once for each place: a course may have thousands.
create function measures.own_kindergartens() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() = 'head'
  union all select r.from_id from register.relation r where platform.actor_role() = 'owner' and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today();
end;
create function measures.own_places() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id from measures.course_place p where p.kindergarten_id in (select measures.own_kindergartens());
end;
create function measures.own_seated_courses() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct p.course_id from measures.course_place p where p.state = 'seated' and p.kindergarten_id in (select measures.own_kindergartens());
end;
revoke all on function measures.own_kindergartens, measures.own_places, measures.own_seated_courses from public;
grant execute on function measures.own_kindergartens, measures.own_places, measures.own_seated_courses to samspill_app;

alter policy course_place_own on measures.course_place using (kindergarten_id in (select measures.own_kindergartens()));
alter policy course_session_address_own on measures.course_session_address using (course_id in (select measures.own_seated_courses()));
alter policy course_attendance_own on measures.course_attendance using (place_id in (select measures.own_places()));
alter policy course_certificate_own on measures.course_certificate using (place_id in (select measures.own_places()));

-- The queue of a course in its order.
create index course_place_queue on measures.course_place (course_id, goes_first desc, registered_at, seq) where state = 'waiting';
