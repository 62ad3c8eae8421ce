-- A draft that somebody writes in at the very moment the old ones go, is not old any more: what is to go is held while it goes. One that is held by the
-- one who writes waits for the next night.
create or replace function guidance.forget_drafts(before timestamptz) returns setof uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone uuid[];
begin
  perform platform.must_be_system();
  select coalesce(array_agg(old.id), '{}') into gone
    from (select c.id from guidance.case c where c.submitted_at is null and c.changed_at < before for update skip locked) old;
  delete from guidance.attachment a where a.case_id = any (gone);
  delete from guidance.case c where c.id = any (gone);
  return query select unnest(gone);
end $$;
