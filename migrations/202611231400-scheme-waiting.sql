-- A meeting that is planned or called can be cancelled: what stood on its agenda can be put on another.
alter table scheme.meeting drop constraint meeting_state, add constraint meeting_state check (state in ('planned', 'called', 'open', 'closed', 'locked', 'cancelled'));
create or replace function scheme.placed_reports(of_round uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.report_id from scheme.meeting_item_report r join scheme.meeting_item i on i.id = r.item_id join scheme.meeting m on m.id = i.meeting_id
  where m.round_id = of_round and m.state <> 'cancelled' and i.removed_at is null and i.state <> 'noted' and m.forum_id in (select scheme.seen_forums());
end;
-- The deadline the county governor's people have been told has passed. A round that is opened again gets another.
alter table scheme.round add column deadline_told timestamptz;
