-- Who approved the minutes approved what they said then: when they change, or the meeting is opened again, they are to be approved anew. What was objected stands.
create function scheme.drop_approvals() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from scheme.minutes_approval a where a.meeting_id = case when tg_table_name = 'meeting' then new.id else (to_jsonb(new) ->> 'meeting_id')::uuid end and a.approves;
  return null;
end $$;
revoke all on function scheme.drop_approvals from public;
create trigger drop_approvals after update of minutes on scheme.meeting_item for each row when (old.minutes <> new.minutes) execute function scheme.drop_approvals();
create trigger drop_approvals after update of state on scheme.meeting for each row when (old.state = 'closed' and new.state = 'open') execute function scheme.drop_approvals();
