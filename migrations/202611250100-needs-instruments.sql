-- Needs: what the whole staff sees, read together with what is known, written down as needs and measured again.
create schema needs;
grant usage on schema needs to samspill_app;

-- What one asks with: statements on themes for the staff, or a list of scores that are only entered. Shipped (no manager), a team's or an owner's own.
create table needs.instrument (
  id uuid primary key default uuidv7(),
  manager_id uuid references register.organisation,
  code text constraint instrument_code_unique unique,
  kind text not null constraint instrument_kind check (kind in ('statements', 'scores')),
  name jsonb not null,
  ended_at timestamptz
);
-- A version that has been used is locked: answers keep the version they were given to, and only the same version can be compared.
create table needs.instrument_version (
  id uuid primary key default uuidv7(),
  instrument_id uuid not null references needs.instrument,
  number integer not null constraint instrument_version_number check (number > 0),
  definition jsonb not null,
  locked_at timestamptz,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint instrument_version_once unique (instrument_id, number)
);
create unique index instrument_version_one_draft on needs.instrument_version (instrument_id) where locked_at is null;
create function needs.keep_locked_instrument() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.instrument_id <> old.instrument_id or new.number <> old.number
    or (old.locked_at is not null and (new.definition is distinct from old.definition or new.locked_at is distinct from old.locked_at)) then
    raise exception 'a version of an instrument that has been used stands' using errcode = 'check_violation', constraint = 'instrument_stands';
  end if;
  return new;
end $$;
create trigger keep_locked_instrument before update on needs.instrument_version for each row execute function needs.keep_locked_instrument();

-- Whose instruments the actor may use: the shipped ones, one's own, the team's that serves the kindergarten, the owner's.
create function needs.usable_managers() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_org() is not null
  union select s.team_id from register.served_by s where s.kindergarten_id = platform.actor_org()
  union select r.to_id from register.relation r where r.from_id = platform.actor_org() and r.kind = 'owned-by' and r.period @> platform.today();
end;
revoke all on function needs.usable_managers from public;
grant execute on function needs.usable_managers to samspill_app;

alter table needs.instrument enable row level security;
alter table needs.instrument_version enable row level security;
create policy instrument_system on needs.instrument for all to samspill_app using ((select platform.is_system()));
create policy instrument_version_system on needs.instrument_version for all to samspill_app using ((select platform.is_system()));
-- What a stranger with a code answers is read through the session, by a function of its own.
create policy instrument_read on needs.instrument for select to samspill_app
  using ((select platform.actor_role()) <> '' and (manager_id is null or manager_id in (select needs.usable_managers())));
create policy instrument_version_read on needs.instrument_version for select to samspill_app
  using (instrument_id in (select i.id from needs.instrument i));
create policy instrument_write on needs.instrument for all to samspill_app
  using (manager_id = (select platform.actor_org()) and (select platform.actor_role()) in ('team-leader', 'adviser', 'owner'));
create policy instrument_version_write on needs.instrument_version for all to samspill_app
  using (instrument_id in (select i.id from needs.instrument i where i.manager_id = (select platform.actor_org()) and (select platform.actor_role()) in ('team-leader', 'adviser', 'owner')))
  with check (instrument_id in (select i.id from needs.instrument i where i.manager_id = (select platform.actor_org()) and (select platform.actor_role()) in ('team-leader', 'adviser', 'owner')) and changed_by_name = (select platform.actor_name()));
grant select, insert, update on needs.instrument, needs.instrument_version to samspill_app;
