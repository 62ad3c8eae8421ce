-- A running case has no summary: what was said when it was closed, and then opened again, stands on the timeline.
update guidance.case set summary = null where state <> 'closed' and summary is not null;
alter table guidance.case add constraint case_summary_of_closed check (summary is null or state = 'closed');
