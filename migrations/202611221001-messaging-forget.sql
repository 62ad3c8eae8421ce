-- The keys of letters are blanked by the program, for every kind of letter that carries one (messaging/retention): what is deleted is left here.
drop function messaging.forget(timestamptz, timestamptz, timestamptz);
create function messaging.forget(notices timestamptz, tries timestamptz) returns table (what text, n integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  -- A reminder that waits for its day is younger than its day.
  delete from messaging.delivery d using messaging.notice o where o.id = d.notice_id and greatest(o.at, o.send_after) < notices;
  delete from messaging.notice o where greatest(o.at, o.send_after) < notices;
  get diagnostics n = row_count; what := 'notice'; return next;
  delete from messaging.delivery d where d.at < tries;
  get diagnostics n = row_count; what := 'delivery'; return next;
end $$;
revoke all on function messaging.forget from public;
grant execute on function messaging.forget to samspill_app;
