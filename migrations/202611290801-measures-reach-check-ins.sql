-- A gathering of a measure may be a session of a course that belongs to it: those who checked in are counted without anybody typing.
alter table measures.reach_gathering
  add column course_session_id uuid references measures.course_session on delete set null,
  -- Where the numbers are from. 'check-in' follows the check-ins when they are corrected; 'typed' never does.
  add column source text not null default 'typed' constraint reach_gathering_source check (source in ('typed', 'check-in')),
  -- What the check-ins said when they were last read: {"groups": {"assistant": 3}, "headcount": which version}. Groups only, never who.
  add column checked_in jsonb,
  -- The kindergarten says it was another gathering than the course that day.
  add column apart boolean not null default false,
  add constraint reach_gathering_session check (course_session_id is null or catches_up_id is null);
create unique index reach_gathering_once_a_session on measures.reach_gathering (kindergarten_id, course_session_id) where course_session_id is not null;
create index reach_gathering_course_session on measures.reach_gathering (course_session_id);
grant update (course_session_id, source, checked_in, apart) on measures.reach_gathering to samspill_app;
-- Only the program itself has a policy that deletes: a gathering from check-ins that nobody is left in.
grant delete on measures.reach_gathering to samspill_app;
