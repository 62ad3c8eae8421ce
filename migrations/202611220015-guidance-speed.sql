-- Who acts is asked once a question, not once a row: wrapped in a select, the database works it out first.
create or replace function platform.in_team() returns boolean language sql stable parallel safe return platform.actor_role() in ('adviser', 'team-leader');
alter policy case_kindergarten on guidance.case
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'))
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head');
alter policy case_team on guidance.case
  using (team_org_id = (select platform.actor_org()) and (select platform.in_team()) and state <> 'draft')
  with check (team_org_id = (select platform.actor_org()) and (select platform.in_team()) and state <> 'draft');
alter policy case_system on guidance.case using ((select platform.is_system())) with check ((select platform.is_system()));
alter policy event_read on audit.event
  using ((select platform.is_system()) or ((select platform.actor_org()) = any (reader_org_ids) and (visibility = 'shared' or (select platform.in_team()))));
alter policy notice_read on messaging.notice using ((select platform.is_system()) or person_id = (select platform.actor_person()));

-- Whether anybody has the case, kept by the database itself, so that the inbox is counted from an index.
alter table guidance.case add column taken boolean not null default false;
create function guidance.note_taken() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  update guidance.case c set taken = exists (select from guidance.assignment a where a.case_id = new.case_id and a.ended_at is null) where c.id = new.case_id;
  return null;
end $$;
revoke all on function guidance.note_taken() from public;
create trigger assignment_taken after insert or update on guidance.assignment for each row execute function guidance.note_taken();
update guidance.case c set taken = exists (select from guidance.assignment a where a.case_id = c.id and a.ended_at is null);
create index case_untaken on guidance.case (team_org_id) where state = 'running' and not taken;
create index case_by_due on guidance.case (team_org_id, state, due_on, id);
