-- Demands for reasons, and appeals: who asked for what and when, and what became of it.

create table scheme.reason_demand (
  id uuid primary key default uuidv7(),
  decision_id uuid not null references scheme.decision,
  org_id uuid not null references register.organisation,
  asked_at timestamptz not null,
  asked_by_name text not null,
  answer text constraint reason_demand_answer check (length(btrim(answer)) between 1 and 8000),
  answered_at timestamptz,
  answered_by_name text,
  notified_at timestamptz,
  constraint reason_demand_once unique (decision_id, org_id),
  constraint reason_demand_answered check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by_name is null) and (answer is not null or notified_at is null))
);

create table scheme.appeal (
  id uuid primary key default uuidv7(),
  -- The click that sent it: a second click finds the first one's appeal.
  send_key uuid not null constraint appeal_send_key unique,
  decision_id uuid not null references scheme.decision,
  org_id uuid not null references register.organisation,
  wants text not null constraint appeal_wants check (length(btrim(wants)) between 1 and 2000),
  grounds text not null constraint appeal_grounds check (length(btrim(grounds)) between 1 and 8000),
  timing text not null constraint appeal_timing check (timing in ('in-time', 'late')),
  late_reason text not null default '' constraint appeal_late_reason check (length(late_reason) <= 2000),
  sent_at timestamptz not null,
  sent_by_name text not null,
  sent_by_role text not null,
  on_behalf_of text,
  -- What the county governor did with it: changed the decision, dismissed the appeal, or sent it on with a recommendation.
  outcome text constraint appeal_outcome check (outcome in ('changed', 'dismissed', 'sent-on')),
  considered_reason text constraint appeal_considered_reason check (length(btrim(considered_reason)) between 1 and 8000),
  considered_at timestamptz,
  considered_by uuid references identity.person,
  considered_by_name text,
  -- What the appeal body answered.
  answer text constraint appeal_answer check (answer in ('upheld', 'changed', 'sent-back', 'dismissed')),
  answer_text text constraint appeal_answer_text check (length(btrim(answer_text)) between 1 and 8000),
  answered_at timestamptz,
  answer_noted_by_name text,
  constraint appeal_once unique (decision_id, org_id),
  constraint appeal_late check ((timing = 'late') = (length(btrim(late_reason)) > 0)),
  constraint appeal_considered check ((outcome is null) = (considered_at is null) and (outcome is null) = (considered_reason is null) and (outcome is null) = (considered_by_name is null)),
  constraint appeal_answered check ((answer is null) = (answered_at is null) and (answer is null) = (answer_text is null) and (answer is null or outcome = 'sent-on'))
);

do $$
declare name text;
begin
  foreach name in array array['reason_demand', 'appeal'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert, update on scheme.%I to samspill_app', name);
  end loop;
end $$;

-- The recipient that wrote it, and the county governor's own people who handle the report. Nobody else: an appeal is not the forum's business.
-- Those who handle it lock it also when it is answered: the second who answers is told that it is done.
create policy reason_demand_read on scheme.reason_demand for select to samspill_app
  using ((org_id = (select platform.actor_org()) and decision_id in (select scheme.appealable_decisions())) or decision_id in (select scheme.governed_decisions()));
create policy reason_demand_ask on scheme.reason_demand for insert to samspill_app
  with check (org_id = (select platform.actor_org()) and decision_id in (select scheme.appealable_decisions()) and answer is null and asked_by_name = (select platform.actor_name()));
create policy reason_demand_answer on scheme.reason_demand for update to samspill_app
  using (decision_id in (select scheme.governed_decisions())) with check (decision_id in (select scheme.governed_decisions()) and answered_by_name = (select platform.actor_name()));
create policy appeal_read on scheme.appeal for select to samspill_app
  using ((org_id = (select platform.actor_org()) and decision_id in (select scheme.appealable_decisions())) or decision_id in (select scheme.governed_decisions()));
create policy appeal_send on scheme.appeal for insert to samspill_app
  with check (org_id = (select platform.actor_org()) and decision_id in (select scheme.appealable_decisions()) and outcome is null and answer is null and sent_by_name = (select platform.actor_name()));
create policy appeal_consider on scheme.appeal for update to samspill_app
  using (decision_id in (select scheme.governed_decisions()))
  with check (decision_id in (select scheme.governed_decisions())
    and case when answer is null then considered_by = (select platform.actor_person()) and considered_by_name = (select platform.actor_name()) else answer_noted_by_name = (select platform.actor_name()) end);

-- What was written and asked stands; only the answer is added, once.
create function scheme.keep_written() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  added text[] := case tg_table_name when 'appeal' then array['outcome', 'considered_reason', 'considered_at', 'considered_by', 'considered_by_name', 'answer', 'answer_text', 'answered_at', 'answer_noted_by_name']
    else array['answer', 'answered_at', 'answered_by_name', 'notified_at'] end;
  was jsonb := jsonb_strip_nulls(to_jsonb(old));
begin
  if (to_jsonb(new) - added) is distinct from (to_jsonb(old) - added) or not to_jsonb(new) @> was then
    raise exception 'what was sent and answered stands' using errcode = 'check_violation', constraint = 'written_stands';
  end if;
  return new;
end $$;
create trigger keep_appeal before update on scheme.appeal for each row execute function scheme.keep_written();
create trigger keep_reason_demand before update on scheme.reason_demand for each row execute function scheme.keep_written();

-- The documents of both are made when they are sent.
create policy document_of_party on scheme.document for insert to samspill_app
  with check (kind = 'appeal' and direction = 'in' and org_id = (select platform.actor_org()) and decision_id in (select scheme.appealable_decisions())
    and exists (select from scheme.decision d where d.id = decision_id and d.report_id = document.report_id) and exists (select from scheme.appeal a where a.id = source_id and a.org_id = document.org_id and a.decision_id = document.decision_id));
create policy document_of_governor on scheme.document for insert to samspill_app
  with check (kind in ('reasons', 'appeal-answer') and direction = 'out' and decision_id in (select scheme.governed_decisions())
    and exists (select from scheme.decision d where d.id = decision_id and d.report_id = document.report_id));
