-- What a form makes is made once, however often the form is sent: each carries a key. What was made before has none.
alter table measures.network_meeting add column start_key uuid constraint network_meeting_start_key unique;
alter table measures.resource_task add column start_key uuid constraint resource_task_start_key unique;
