-- Whose a file is, is the person's, not the name's: two people may have the same name. For the files that are there the timeline knows who added them;
-- a file nobody is known to have added is taken away by nobody.
alter table guidance.attachment add column added_by uuid;
update guidance.attachment a set added_by = (
  select e.person_id from audit.event e
  where e.about_id = a.case_id and e.kind = 'guidance.attachment-added' and e.who = a.added_by_name and e.at between a.added_at - interval '5 seconds' and a.added_at + interval '5 seconds'
  order by abs(extract(epoch from e.at - a.added_at)) limit 1);

drop policy attachment_insert on guidance.attachment;
create policy attachment_insert on guidance.attachment for insert to samspill_app
  with check ((select guidance.writes()) and added_by = (select platform.actor_person()) and added_by_name = (select platform.actor_name()) and removed_at is null
    and exists (select from guidance.case c where c.id = case_id and c.state in ('draft', 'running')));
drop policy attachment_update on guidance.attachment;
create policy attachment_update on guidance.attachment for update to samspill_app
  using ((select guidance.writes()) and removed_at is null
    and exists (select from guidance.case c where c.id = case_id and (c.state = 'draft' or (c.state = 'running' and added_by = (select platform.actor_person())))))
  with check ((select guidance.writes()) and removed_at is not null and content = ''::bytea);
