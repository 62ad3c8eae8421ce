-- What has been reminded of, so that nobody is reminded twice of the same deadline. Whether there is anything to remind of is asked of the
-- cases themselves each time: a deadline that is undone, or another one, is as it stands then.
create table guidance.reminder (
  case_id uuid not null references guidance.case,
  kind text not null constraint reminder_kind check (kind in ('not-taken', 'follow-up')),
  due_on date not null,
  sent_at timestamptz not null,
  primary key (case_id, kind, due_on)
);
alter table guidance.reminder enable row level security;
create policy reminder_system on guidance.reminder for all to samspill_app using ((select platform.is_system())) with check ((select platform.is_system()));
grant select, insert on guidance.reminder to samspill_app;
create index case_running_by_due on guidance.case (due_on) where state = 'running';

-- Reminders used to wait as notices to the people of the day they were written. Those that have come are remembered; those that wait are left out.
insert into guidance.reminder (case_id, kind, due_on, sent_at)
  select c.id, replace(n.kind, 'guidance-', ''), (n.send_after at time zone 'Europe/Oslo')::date, min(n.send_after)
  from messaging.notice n join guidance.case c on c.id = n.subject_id
  where n.kind in ('guidance-not-taken', 'guidance-follow-up') and n.cancelled_at is null and n.send_after <= now()
  group by 1, 2, 3;
update messaging.notice n set cancelled_at = now() where n.kind in ('guidance-not-taken', 'guidance-follow-up') and n.cancelled_at is null and n.send_after > now();
