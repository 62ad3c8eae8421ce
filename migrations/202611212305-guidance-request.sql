-- Departments as a list, one start key per click on "ask for guidance", evaluation in rounds, and the follow-up as a fact of its own.
alter table guidance.case alter column departments type text[] using case when departments is null then '{}' else array[departments] end;
alter table guidance.case alter column departments set default '{}', alter column departments set not null;
alter table guidance.case add column start_key uuid not null default gen_random_uuid() constraint case_start_key_unique unique;

alter table guidance.evaluation drop constraint evaluation_once;
alter table guidance.evaluation add column round integer not null default 1;
alter table guidance.evaluation add constraint evaluation_once_a_round unique (case_id, side, round);
alter table guidance.staff_link add column round integer not null default 1;
revoke delete on guidance.evaluation from samspill_app;

create table guidance.follow_up (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  held_on date not null,
  lasting integer not null constraint follow_up_lasting check (lasting between 1 and 5),
  what_lasted text not null,
  what_next text,
  written_at timestamptz not null,
  written_by_name text not null
);
create index follow_up_case on guidance.follow_up (case_id);
alter table guidance.follow_up enable row level security;
create policy follow_up_with_case on guidance.follow_up for all to samspill_app
  using (platform.is_system() or exists (select from guidance.case c where c.id = case_id))
  with check (platform.is_system() or exists (select from guidance.case c where c.id = case_id));
grant select, insert, update on guidance.follow_up to samspill_app;
