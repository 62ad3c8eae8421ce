-- The minutes of the forum's meetings belong in the archive: a document of the round's meeting, not of one report.

alter table scheme.document
  add column meeting_id uuid references scheme.meeting,
  alter column report_id drop not null,
  drop constraint document_kind,
  add constraint document_kind check (kind in ('report', 'decision', 'reasons', 'appeal', 'appeal-answer', 'minutes')),
  drop constraint document_about,
  add constraint document_about check ((decision_id is null) = (kind in ('report', 'minutes'))),
  add constraint document_of check ((report_id is null) = (kind = 'minutes') and (meeting_id is null) = (kind <> 'minutes'));
create index document_meeting on scheme.document (meeting_id) where meeting_id is not null;

-- Meetings of own rounds where the actor may read every item: whole minutes are for nobody who has a tie to a part of them.
create function scheme.wholly_seen_meetings() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.id from scheme.meeting m where m.round_id in (select scheme.managed_rounds())
    and not exists (select from scheme.meeting_item i where i.meeting_id = m.id and i.removed_at is null and i.id in (select scheme.barred_items()));
end;
revoke all on function scheme.wholly_seen_meetings from public;
grant execute on function scheme.wholly_seen_meetings to samspill_app;

alter policy document_read on scheme.document
  using (case kind when 'decision' then exists (select from scheme.decision d where d.id = decision_id)
    when 'report' then report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports())
    when 'minutes' then meeting_id in (select scheme.wholly_seen_meetings())
    else (org_id = (select platform.actor_org()) and decision_id in (select scheme.appealable_decisions())) or decision_id in (select scheme.governed_decisions()) end);
alter policy archive_step_write on scheme.archive_step
  with check (by_name = (select platform.actor_name()) and (select scheme.actor_role()) = 'county-governor'
    and exists (select from scheme.archive_export e join scheme.document d on d.id = document_id left join scheme.report r on r.id = d.report_id left join scheme.meeting m on m.id = d.meeting_id
      where e.id = export_id and e.round_id = coalesce(r.round_id, m.round_id)));
