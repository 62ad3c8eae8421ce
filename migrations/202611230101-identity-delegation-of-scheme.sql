-- Absence is covered in the scheme too: sign-offs and reports are a task that can be given to a deputy.
alter table identity.delegation drop constraint delegation_scope;
alter table identity.delegation add constraint delegation_scope check (scope <@ array['guidance', 'members', 'scheme'] and cardinality(scope) > 0);

-- Whom to tell depends on the task: while a delegation of that task lasts, the deputy is told instead of the one who is away.
-- `orgs` null means everyone who has one of the roles, for what must reach the whole group of possible recipients.
create function identity.recipients(orgs uuid[], wanted text[], day date, task text) returns table (person_id uuid, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct p.id, p.language
  from identity.membership m
  left join identity.delegation d on d.membership_id = m.id and d.ended_at is null and d.period @> day and task = any (d.scope)
    and exists (select from identity.membership own where own.person_id = d.deputy_id and own.org_id = m.org_id and own.cancelled_at is null and own.period @> day)
  join identity.person p on p.id = coalesce(d.deputy_id, m.person_id)
  where (orgs is null or m.org_id = any (orgs)) and m.role = any (wanted) and m.cancelled_at is null and m.period @> day;
end;
revoke all on function identity.recipients(uuid[], text[], date, text) from public;
grant execute on function identity.recipients(uuid[], text[], date, text) to samspill_app;
