-- A form sent twice makes one session. Those made before have no key.
alter table measures.course_session add start_key uuid;
alter table measures.course_session add constraint course_session_start_key unique (course_id, start_key);
