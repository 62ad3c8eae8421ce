-- How an activity stood before each change, with who wrote it so and when: nothing is changed in silence. Whoever reads the activity reads this.
create table coordination.activity_version (
  activity_id uuid not null references coordination.activity on delete cascade,
  version integer not null,
  kind text not null,
  theme text not null,
  what text not null,
  method text not null,
  frequency text not null,
  reaches text[] not null,
  starts_on date not null,
  ends_on date not null,
  next_on date,
  written_at timestamptz not null,
  written_by_name text not null,
  primary key (activity_id, version)
);
alter table coordination.activity_version enable row level security;
create policy activity_version_system on coordination.activity_version for all to samspill_app using ((select platform.is_system()));
create policy activity_version_read on coordination.activity_version for select to samspill_app using (activity_id in (select a.id from coordination.activity a));
grant select on coordination.activity_version to samspill_app;

-- Kept by the database itself: no program writes here, and nobody changes what stands.
create function coordination.keep_activity_version() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (new.kind, new.theme, new.what, new.method, new.frequency, new.reaches, new.starts_on, new.ends_on, new.next_on) is distinct from (old.kind, old.theme, old.what, old.method, old.frequency, old.reaches, old.starts_on, old.ends_on, old.next_on) then
    insert into coordination.activity_version (activity_id, version, kind, theme, what, method, frequency, reaches, starts_on, ends_on, next_on, written_at, written_by_name)
    values (old.id, old.version, old.kind, old.theme, old.what, old.method, old.frequency, old.reaches, old.starts_on, old.ends_on, old.next_on, old.changed_at, old.changed_by_name)
    on conflict do nothing;
  end if;
  return null;
end $$;
revoke all on function coordination.keep_activity_version from public;
create trigger keep_activity_version after update on coordination.activity for each row execute function coordination.keep_activity_version();
