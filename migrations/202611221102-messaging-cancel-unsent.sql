-- Reminders are asked of the cases each day; nothing waits for its day any more. What is taken back cancels the letters about it that have not left.
drop function messaging.stop_reminding(uuid, text[], timestamptz);

-- Published: cancels the letters about something that has been taken back, as long as they have not been sent. Also a letter that failed and would be tried again.
create function messaging.cancel_unsent(subject uuid, of_kind text, at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp begin atomic
  update messaging.notice n set cancelled_at = at
  where n.subject_id = subject and n.kind = of_kind and n.cancelled_at is null and not exists (select from messaging.delivery d where d.notice_id = n.id and d.outcome = 'sent');
end;
revoke all on function messaging.cancel_unsent from public;
grant execute on function messaging.cancel_unsent to samspill_app;
