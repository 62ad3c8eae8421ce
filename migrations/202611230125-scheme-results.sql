-- Reports of results: one for each granted report and each year it has money for. Not begun yet is no row; how late it is follows from the round's date.
create table scheme.result (
  id uuid primary key default uuidv7(),
  region_id text not null,
  report_id uuid not null references scheme.report,
  -- The calendar year of the money it accounts for.
  year integer not null constraint result_year check (year between 2019 and 2110),
  form_version_id uuid not null references scheme.form_version,
  state text not null default 'draft' constraint result_state check (state in ('draft', 'sent', 'changes-requested', 'sent-again', 'approved')),
  reference text constraint result_reference unique,
  begun_at timestamptz not null,
  begun_by_name text not null,
  sent_at timestamptz,
  approved_at timestamptz,
  approved_by_name text,
  constraint result_once unique (report_id, year),
  constraint result_sent check (state = 'draft' or (sent_at is not null and reference is not null)),
  constraint result_approved check ((state = 'approved') = (approved_at is not null) and (approved_at is null) = (approved_by_name is null))
);
create sequence scheme.result_number;
grant usage on sequence scheme.result_number to samspill_app;

create table scheme.result_draft (
  result_id uuid primary key references scheme.result,
  answers jsonb not null default '{}',
  -- Per section: when it was changed and by whom.
  sections jsonb not null default '{}',
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null
);

-- What was sent, as it was sent. Never changed.
create table scheme.result_submission (
  id uuid primary key default uuidv7(),
  result_id uuid not null references scheme.result,
  number integer not null constraint result_submission_number check (number > 0),
  form_version_id uuid not null references scheme.form_version,
  answers jsonb not null,
  sent_at timestamptz not null,
  sent_by_name text not null,
  sent_by_role text not null,
  on_behalf_of text,
  sha256 text not null constraint result_submission_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint result_submission_once unique (result_id, number)
);

-- What the county governor wants changed, and why: one for each time it came back.
create table scheme.result_request (
  id uuid primary key default uuidv7(),
  result_id uuid not null references scheme.result,
  submission integer not null,
  what text not null constraint result_request_what check (length(btrim(what)) between 1 and 2000),
  why text not null constraint result_request_why check (length(btrim(why)) between 1 and 2000),
  at timestamptz not null,
  by_name text not null,
  constraint result_request_once unique (result_id, submission)
);

-- The core of meaning of the last submission, for the overview and for the ledger.
create table scheme.result_amount (
  result_id uuid not null references scheme.result,
  actor text not null constraint result_amount_actor check (actor in ('owner', 'university', 'coordinator', 'other')),
  granted bigint not null constraint result_amount_granted check (granted between 0 and 100000000000000),
  used bigint not null constraint result_amount_used check (used between 0 and 100000000000000),
  unused bigint not null constraint result_amount_unused check (unused between 0 and 100000000000000),
  primary key (result_id, actor),
  constraint result_amount_adds_up check (used + unused = granted)
);
create table scheme.result_kindergarten (
  result_id uuid not null references scheme.result,
  kindergarten_id uuid not null references register.organisation,
  -- False: it was to take part, and fell out.
  took_part boolean not null,
  primary key (result_id, kindergarten_id)
);
create table scheme.result_staff (
  result_id uuid not null,
  kindergarten_id uuid not null,
  staff_group text not null constraint result_staff_group check (staff_group in ('head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other')),
  employed integer not null constraint result_staff_employed check (employed between 0 and 2000),
  took_part integer not null constraint result_staff_took_part check (took_part between 0 and employed),
  primary key (result_id, kindergarten_id, staff_group),
  foreign key (result_id, kindergarten_id) references scheme.result_kindergarten on delete cascade
);

-- Which reminder has gone about what is due, so that each goes once.
create table scheme.result_reminder (
  report_id uuid not null references scheme.report,
  year integer not null,
  kind text not null constraint result_reminder_kind check (kind in ('due', 'overdue')),
  at timestamptz not null,
  primary key (report_id, year, kind)
);

-- Results that the actor's side may write in now. The partner writes its part, and does not send.
create function scheme.open_results() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id from scheme.result r where r.state in ('draft', 'changes-requested') and r.report_id in (select scheme.written_reports());
end;
-- Results the actor may read: their own side's, and what has been sent for those who handle the report.
create function scheme.seen_results() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id from scheme.result r where r.report_id in (select scheme.own_reports()) or (r.sent_at is not null and r.report_id in (select scheme.handled_reports()));
end;
-- What there is to account for: by report, year, actor and recipient what is in force of the grant and what was carried in from the year before, as the ledger has it;
-- as the last published decision has it where the ledger has nothing. For those who see the report, whoever of them it is paid to.
create function scheme.result_money() returns table (report_id uuid, year integer, actor text, recipient_id uuid, ore bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with decided as (
    select distinct on (d.report_id) d.id, d.report_id, d.outcome from scheme.decision d
    where d.published_at is not null and (platform.is_system() or d.report_id in (select scheme.own_reports()) or d.report_id in (select scheme.handled_reports()))
    order by d.report_id, d.number desc
  )
  select l.report_id, l.year, l.actor, l.recipient_id, l.bound + l.decided - l.cancelled + l.carried_in from decided x join scheme.money_line l on l.report_id = x.report_id
  where x.outcome in ('grant', 'part') and l.bound + l.decided - l.cancelled + l.carried_in > 0
  union all
  select x.report_id, a.year, a.actor, a.recipient_id, a.ore from decided x join scheme.granted_amount a on a.decision_id = x.id
  where x.outcome in ('grant', 'part') and a.ore > 0 and not exists (select from scheme.money_line l where l.report_id = x.report_id);
end;
revoke all on function scheme.open_results, scheme.seen_results, scheme.result_money from public;
grant execute on function scheme.open_results, scheme.seen_results, scheme.result_money to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['result', 'result_draft', 'result_submission', 'result_request', 'result_amount', 'result_kindergarten', 'result_staff', 'result_reminder'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on scheme.%I to samspill_app', name);
  end loop;
end $$;
-- A result is of its report and its year.
grant update (state, reference, sent_at, approved_at, approved_by_name) on scheme.result to samspill_app;
grant update (answers, sections, version, changed_at, changed_by_name) on scheme.result_draft to samspill_app;
grant delete on scheme.result_amount, scheme.result_kindergarten, scheme.result_staff to samspill_app;

create policy result_read on scheme.result for select to samspill_app using (report_id in (select scheme.own_reports()) or (sent_at is not null and report_id in (select scheme.handled_reports())));
-- A result is begun in a year there is money to account for, and in no other.
create policy result_begin on scheme.result for insert to samspill_app with check (report_id in (select scheme.written_reports()) and state = 'draft' and sent_at is null
  and (report_id, year) in (select m.report_id, m.year from scheme.result_money() m));
-- The applicant sends; the county governor asks for changes, or approves.
create policy result_send on scheme.result for update to samspill_app
  using (report_id in (select scheme.written_reports()) and (select scheme.actor_role()) in ('owner', 'head') and state in ('draft', 'changes-requested'))
  with check (report_id in (select scheme.written_reports()) and (select scheme.actor_role()) in ('owner', 'head') and state in ('sent', 'sent-again'));
create policy result_handle on scheme.result for update to samspill_app
  using ((select scheme.actor_role()) = 'county-governor' and report_id in (select scheme.handled_reports()) and state in ('sent', 'sent-again'))
  with check ((select scheme.actor_role()) = 'county-governor' and report_id in (select scheme.handled_reports()) and state in ('changes-requested', 'approved'));
-- Whoever approves does it in their own name.
create policy result_approved_by on scheme.result as restrictive for update to samspill_app
  using (true) with check ((select platform.is_system()) or approved_by_name is null or approved_by_name = (select platform.actor_name()));
create policy result_draft_read on scheme.result_draft for select to samspill_app using (exists (select from scheme.result r where r.id = result_id and r.report_id in (select scheme.own_reports())));
create policy result_draft_begin on scheme.result_draft for insert to samspill_app with check (result_id in (select scheme.open_results()));
create policy result_draft_write on scheme.result_draft for update to samspill_app using (result_id in (select scheme.open_results()));
do $$
declare name text;
begin
  foreach name in array array['result_submission', 'result_amount', 'result_kindergarten', 'result_staff'] loop
    execute format('create policy %I on scheme.%I for select to samspill_app using (result_id in (select scheme.seen_results()))', name || '_read', name);
    execute format('create policy %I on scheme.%I for insert to samspill_app with check (result_id in (select scheme.open_results()) and (select scheme.actor_role()) in (''owner'', ''head''))', name || '_send', name);
  end loop;
  foreach name in array array['result_amount', 'result_kindergarten', 'result_staff'] loop
    execute format('create policy %I on scheme.%I for delete to samspill_app using (result_id in (select scheme.open_results()) and (select scheme.actor_role()) in (''owner'', ''head''))', name || '_clear', name);
  end loop;
end $$;
create policy result_request_read on scheme.result_request for select to samspill_app using (result_id in (select scheme.seen_results()));
create policy result_request_ask on scheme.result_request for insert to samspill_app
  with check ((select scheme.actor_role()) = 'county-governor' and result_id in (select scheme.seen_results()) and by_name = (select platform.actor_name()));
