-- What has been taken out for the archive, and what the archive answered.

create table scheme.archive_export (
  id uuid primary key default uuidv7(),
  round_id uuid not null references scheme.round,
  made_at timestamptz not null,
  made_by_name text not null,
  documents integer not null,
  -- Of the package: the same documents give the same sum.
  sha256 text not null,
  size bigint not null
);
create index archive_export_round on scheme.archive_export (round_id, made_at);

-- How far each document has come: exported, received with the archive's own numbers, or refused. A document with none of these is ready once its files are made.
create table scheme.archive_step (
  id uuid primary key default uuidv7(),
  document_id uuid not null references scheme.document,
  export_id uuid not null references scheme.archive_export,
  state text not null constraint archive_step_state check (state in ('exported', 'received', 'failed')),
  case_number text not null default '' constraint archive_step_case_number check (length(case_number) <= 100),
  entry_number text not null default '' constraint archive_step_entry_number check (length(entry_number) <= 100),
  note text not null default '' constraint archive_step_note check (length(note) <= 1000),
  at timestamptz not null,
  by_name text not null,
  constraint archive_step_receipt check (state <> 'received' or (length(btrim(case_number)) > 0 and length(btrim(entry_number)) > 0)),
  constraint archive_step_failed check (state <> 'failed' or length(btrim(note)) > 0)
);
create index archive_step_document on scheme.archive_step (document_id, at);

do $$
declare name text;
begin
  foreach name in array array['archive_export', 'archive_step'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on scheme.%I to samspill_app', name);
  end loop;
end $$;
-- Facts with an author: added, never changed.
create policy archive_export_read on scheme.archive_export for select to samspill_app using (round_id in (select scheme.managed_rounds()));
create policy archive_export_write on scheme.archive_export for insert to samspill_app with check (round_id in (select scheme.managed_rounds()) and made_by_name = (select platform.actor_name()));
create policy archive_step_read on scheme.archive_step for select to samspill_app using (exists (select from scheme.archive_export e where e.id = export_id));
create policy archive_step_write on scheme.archive_step for insert to samspill_app
  with check (by_name = (select platform.actor_name()) and exists (select from scheme.archive_export e join scheme.document d on d.id = document_id join scheme.report r on r.id = d.report_id and r.round_id = e.round_id where e.id = export_id and (select scheme.actor_role()) = 'county-governor'));
