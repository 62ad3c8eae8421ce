-- What comes after a session: a check-in from a phone that had no connection, and the heads told of those who did not come.

-- The moment the phone itself says, when it told afterwards; null when it was said in the room. `at` is when it reached us.
alter table measures.course_attendance add told_at timestamptz, add constraint course_attendance_told check (told_at <= at);
grant update (told_at) on measures.course_attendance to samspill_app;

-- The heads have been told who did not come to a session: once.
create table measures.course_absence (
  session_id uuid primary key references measures.course_session on delete cascade,
  course_id uuid not null references measures.course on delete cascade,
  told_at timestamptz not null,
  told_by_name text not null
);
alter table measures.course_absence enable row level security;
create policy course_absence_system on measures.course_absence for all to samspill_app using ((select platform.is_system()));
create policy course_absence_arrange on measures.course_absence for select to samspill_app using (course_id in (select measures.arranged_courses()));
create policy course_absence_tell on measures.course_absence for insert to samspill_app with check (course_id in (select measures.arranged_courses()) and told_by_name = (select platform.actor_name()));
grant select, insert on measures.course_absence to samspill_app;
