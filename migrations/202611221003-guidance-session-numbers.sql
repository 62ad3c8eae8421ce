-- Every session of guidance has its number in the case: those that were put in without one get their place, in the order they were written.
update guidance.meeting m set number = n.number
from (
  select s.id, (select coalesce(max(o.number), 0) from guidance.meeting o where o.case_id = s.case_id) + row_number() over (partition by s.case_id order by s.written_at, s.id) as number
  from guidance.meeting s where s.kind = 'session' and s.number is null
) n
where n.id = m.id;
alter table guidance.meeting add constraint meeting_session_numbered check (kind <> 'session' or number is not null);
