-- A form is shipped (no manager) or made by a county governor; a version that a round uses is locked, and answers keep the version they were given to.
create table scheme.form (
  id uuid primary key default uuidv7(),
  manager_id uuid references register.organisation,
  code text constraint form_code_unique unique,
  name jsonb not null
);
create table scheme.form_version (
  id uuid primary key default uuidv7(),
  form_id uuid not null references scheme.form,
  number integer not null constraint form_version_number check (number > 0),
  definition jsonb not null,
  locked_at timestamptz,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint form_version_once unique (form_id, number)
);
create function scheme.keep_locked_form() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.locked_at is not null and (new.definition is distinct from old.definition or new.locked_at is distinct from old.locked_at or new.number <> old.number or new.form_id <> old.form_id) then
    raise exception 'form version % is locked', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_locked_form before update on scheme.form_version for each row execute function scheme.keep_locked_form();

create function scheme.locked_forms() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select v.form_id from scheme.form_version v where v.locked_at is not null;
end;
revoke all on function scheme.locked_forms from public;
grant execute on function scheme.locked_forms to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['form', 'form_version'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert, update on scheme.%I to samspill_app', name);
  end loop;
end $$;
-- A form is seen by everybody once it has been used, or when it is shipped; until then by those who make it.
create policy form_read on scheme.form for select to samspill_app using (manager_id is null or (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor') or id in (select scheme.locked_forms()));
create policy form_write on scheme.form for all to samspill_app
  using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
create policy form_version_read on scheme.form_version for select to samspill_app using (locked_at is not null or exists (select from scheme.form f where f.id = form_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'));
create policy form_version_write on scheme.form_version for all to samspill_app
  using (exists (select from scheme.form f where f.id = form_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'));
