-- People who got no seat are forgotten whole: the letters about their place name them too. @returns whose places
drop function measures.forget_unseated(timestamptz);
create function measures.forget_unseated(before timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  return query delete from measures.course_place p where p.state <> 'seated' and coalesce((select max(s.ends_at) from measures.course_session s where s.course_id = p.course_id), p.changed_at) < before returning p.id;
end $$;
revoke all on function measures.forget_unseated from public;
grant execute on function measures.forget_unseated to samspill_app;

-- Notices about something that is forgotten, and the tries at sending them.
create function messaging.forget_about(subjects uuid[]) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  delete from messaging.delivery d using messaging.notice n where n.id = d.notice_id and n.subject_id = any (subjects);
  delete from messaging.notice n where n.subject_id = any (subjects);
end $$;
revoke all on function messaging.forget_about from public;
grant execute on function messaging.forget_about to samspill_app;

-- The letters with a calendar part were about the session; what has been sent need not keep where to meet.
update messaging.notice set subject_id = substring(calendar ->> 'uid' from '^course-.{36}-(.{36})@')::uuid
  where kind in ('course-calendar', 'course-calendar-off') and calendar ->> 'uid' ~ '^course-[0-9a-f-]{36}-[0-9a-f-]{36}@';
update messaging.notice n set calendar = null where calendar is not null and exists (select from messaging.delivery d where d.notice_id = n.id and d.outcome = 'sent');
