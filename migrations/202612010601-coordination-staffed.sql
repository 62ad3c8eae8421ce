-- Whether somebody in a service gets what it is asked, today: who they are is not told.
create function coordination.is_staffed(service uuid) returns boolean language sql stable set search_path = pg_catalog, pg_temp
  return exists (select from identity.recipients(array[service], array['service-contact'], platform.today(), 'guidance'));
revoke all on function coordination.is_staffed from public;
grant execute on function coordination.is_staffed to samspill_app;
