-- The work of a case: proposed times, the start meeting, observations, the plan and the sessions.
-- Every form carries a key of its own: the same form sent twice is one row.
alter table guidance.meeting
  add column form_key uuid not null default gen_random_uuid(),
  add column number integer,
  add column expectations text,
  add column division_of_roles text,
  add column observation_plan text,
  add column dates text,
  add column next_on date,
  add column written_by uuid,
  add column changed_at timestamptz,
  add constraint meeting_form_once unique (case_id, form_key),
  add constraint meeting_number_once unique (case_id, number),
  add constraint meeting_number check (number is null or (kind = 'session' and number > 0));
create unique index meeting_one_start on guidance.meeting (case_id) where kind = 'start-meeting';

alter table guidance.observation
  add column form_key uuid not null default gen_random_uuid(),
  add column written_by uuid,
  add column changed_at timestamptz,
  add constraint observation_form_once unique (case_id, form_key);

-- After a day a record stands as it was written; what was wrong in it is said beside it.
create table guidance.correction (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  about_kind text not null constraint correction_about check (about_kind in ('meeting', 'observation')),
  about_id uuid not null,
  text text not null constraint correction_text check (length(text) between 1 and 4000),
  form_key uuid not null,
  written_at timestamptz not null,
  written_by uuid not null,
  written_by_name text not null,
  constraint correction_form_once unique (case_id, form_key)
);
create index correction_case on guidance.correction (case_id, written_at);

-- A time for the start meeting, proposed by one side and accepted by the other. A new proposal replaces the one before.
create table guidance.proposed_time (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  on_date date not null,
  at_time text not null constraint proposed_time_clock check (at_time ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
  place text not null,
  side text not null constraint proposed_time_side check (side in ('kindergarten', 'team')),
  form_key uuid not null,
  proposed_at timestamptz not null,
  proposed_by uuid not null,
  proposed_by_name text not null,
  accepted_at timestamptz,
  accepted_by_name text,
  replaced_at timestamptz,
  constraint proposed_time_form_once unique (case_id, form_key),
  constraint proposed_time_accepted check ((accepted_at is null) = (accepted_by_name is null))
);
create unique index proposed_time_one_now on guidance.proposed_time (case_id) where replaced_at is null;

-- A row counts its changes, so that two people never overwrite each other. An agreement keeps what was agreed, also after it is void.
alter table guidance.plan_item
  add column version integer not null default 1,
  add column form_key uuid not null default gen_random_uuid(),
  add column removed_by_name text,
  add constraint plan_item_form_once unique (case_id, form_key);
alter table guidance.plan_agreement
  add column agreed_by uuid,
  add column on_behalf_of text,
  add column plan jsonb not null default '[]',
  add column void_by_name text;

do $$
declare name text;
begin
  foreach name in array array['correction', 'proposed_time'] loop
    execute format('alter table guidance.%I enable row level security', name);
    execute format('create policy %I on guidance.%I for all to samspill_app using (platform.is_system() or exists (select from guidance.case c where c.id = case_id)) with check (platform.is_system() or exists (select from guidance.case c where c.id = case_id))', name || '_with_case', name);
    execute format('grant select, insert, update on guidance.%I to samspill_app', name);
  end loop;
end $$;
revoke update on guidance.correction from samspill_app;
