-- Decisions from prepared to published, the letters about them, and how much each may approve.

-- What the county governor decides. A new decision (after an appeal, or a change) is a new row that replaces the one before.
create table scheme.decision (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  number integer not null,
  outcome text not null constraint decision_outcome check (outcome in ('grant', 'part', 'decline')),
  reason text not null constraint decision_reason check (length(reason) <= 8000),
  -- Why it differs from what the forum recommended, when it does.
  deviation text not null default '' constraint decision_deviation check (length(deviation) <= 4000),
  replaces uuid references scheme.decision,
  prepared_by uuid not null references identity.person,
  prepared_by_name text not null,
  prepared_at timestamptz not null,
  -- Sent to a second person, and given back by them.
  ready_at timestamptz,
  returned_at timestamptz,
  returned_by_name text,
  return_reason text not null default '' constraint decision_return_reason check (length(return_reason) <= 2000),
  approved_by uuid references identity.person,
  approved_by_name text,
  approved_at timestamptz,
  published_at timestamptz,
  constraint decision_once unique (report_id, number),
  constraint decision_two_people check (approved_by is distinct from prepared_by or approved_by is null),
  constraint decision_order check ((approved_at is null) = (approved_by is null) and (published_at is null or approved_at is not null))
);
create index decision_report on scheme.decision (report_id, number);
create table scheme.granted_amount (
  decision_id uuid not null references scheme.decision,
  year integer not null,
  actor text not null constraint granted_amount_actor check (actor in ('owner', 'university', 'coordinator', 'other')),
  recipient_id uuid not null references register.organisation,
  ore bigint not null constraint granted_amount_ore check (ore between 0 and 100000000000000),
  primary key (decision_id, year, actor, recipient_id)
);

-- A decision is prepared, sent to a second person, given back or approved, and published; each in one's own name. What is published never changes.
create function scheme.keep_decision() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'UPDATE' and old.published_at is not null then
    raise exception 'decision % is published', old.id using errcode = 'check_violation', constraint = 'decision_published';
  end if;
  if current_user <> 'samspill_app' or platform.is_system() then return new; end if;
  if tg_op = 'INSERT' then
    if new.prepared_by is distinct from platform.actor_person() or new.prepared_by_name is distinct from platform.actor_name() or new.approved_by is not null or new.published_at is not null then
      raise exception 'a decision is prepared in one''s own name' using errcode = '42501';
    end if;
    return new;
  end if;
  if (new.id, new.report_id, new.number, new.replaces) is distinct from (old.id, old.report_id, old.number, old.replaces) then
    raise exception 'a decision stays the decision of its report' using errcode = '42501';
  end if;
  if (new.outcome, new.reason, new.deviation, new.prepared_by, new.prepared_by_name, new.prepared_at) is distinct from (old.outcome, old.reason, old.deviation, old.prepared_by, old.prepared_by_name, old.prepared_at)
    and (old.approved_by is not null or new.approved_by is not null or new.prepared_by is distinct from platform.actor_person() or new.prepared_by_name is distinct from platform.actor_name()) then
    raise exception 'what is approved is not changed, and what is changed is changed in one''s own name' using errcode = '42501';
  end if;
  if new.approved_by is not null and new.approved_by is distinct from old.approved_by
    and (new.approved_by <> platform.actor_person() or new.approved_by_name is distinct from platform.actor_name() or old.ready_at is null) then
    raise exception 'one approves in one''s own name, and what was sent for it' using errcode = '42501';
  end if;
  if new.published_at is not null and old.approved_by is null then
    raise exception 'only what is approved is published' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_decision before insert or update on scheme.decision for each row execute function scheme.keep_decision();

-- Whom a decision is about, and what it is to each of them: the same decision may be an individual decision for one and not for the other.
create table scheme.decision_recipient (
  decision_id uuid not null references scheme.decision,
  org_id uuid not null references register.organisation,
  kind text not null constraint decision_recipient_kind check (kind in ('private', 'municipal', 'university')),
  -- Null until the county governor has said what it is.
  individual boolean,
  -- From when it lay there, and when the notice that says so was made: both must be before a deadline runs.
  available_at timestamptz,
  notified_at timestamptz,
  primary key (decision_id, org_id)
);
create index decision_recipient_org on scheme.decision_recipient (org_id);

-- A finished document of a round: what it says, as it said it, and the two files made of it. The archive takes these.
create table scheme.document (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  kind text not null constraint document_kind check (kind in ('report', 'decision', 'reasons', 'appeal', 'appeal-answer')),
  -- What it is made of: the submission, the decision, the demand or the appeal.
  source_id uuid not null,
  decision_id uuid references scheme.decision,
  -- The other party: who it is to, or who it is from.
  org_id uuid not null references register.organisation,
  direction text not null constraint document_direction check (direction in ('in', 'out', 'internal')),
  language text not null constraint document_language check (language in ('nb', 'nn')),
  title text not null constraint document_title check (length(title) between 1 and 500),
  content jsonb not null,
  dated_at timestamptz not null,
  -- PDF/UA-1 for people, PDF/A-2a for the archive; made afterwards by the program itself.
  reading_pdf bytea,
  reading_sha256 text,
  archive_pdf bytea,
  archive_sha256 text,
  made_at timestamptz,
  tried_at timestamptz,
  constraint document_once unique (source_id, kind, org_id),
  constraint document_made check ((made_at is null) = (reading_pdf is null) and (made_at is null) = (archive_pdf is null) and (made_at is null) = (reading_sha256 is null) and (made_at is null) = (archive_sha256 is null)),
  constraint document_about check ((decision_id is null) = (kind = 'report'))
);
create index document_report on scheme.document (report_id);
create index document_decision on scheme.document (decision_id);
create index document_unmade on scheme.document (dated_at) where made_at is null;
-- What a document says stands. The files are filled in once, by the program.
create function scheme.keep_document() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (to_jsonb(new) - array['reading_pdf', 'reading_sha256', 'archive_pdf', 'archive_sha256', 'made_at', 'tried_at']) is distinct from (to_jsonb(old) - array['reading_pdf', 'reading_sha256', 'archive_pdf', 'archive_sha256', 'made_at', 'tried_at'])
    or (old.made_at is not null and (new.reading_sha256, new.archive_sha256, new.reading_pdf, new.archive_pdf, new.made_at) is distinct from (old.reading_sha256, old.archive_sha256, old.reading_pdf, old.archive_pdf, old.made_at)) then
    raise exception 'document % stands as it was made', old.id using errcode = 'check_violation', constraint = 'document_stands';
  end if;
  return new;
end $$;
create trigger keep_document before update on scheme.document for each row execute function scheme.keep_document();

-- What every letter of a round says of terms, and whom to ask.
create table scheme.letter_setup (
  round_id uuid primary key references scheme.round,
  terms_nb text not null constraint letter_setup_terms_nb check (length(terms_nb) <= 4000),
  terms_nn text not null constraint letter_setup_terms_nn check (length(terms_nn) <= 4000),
  contact text not null constraint letter_setup_contact check (length(contact) <= 400),
  -- Whether its decisions are individual decisions, by kind of recipient: what the county governor has said. A kind that is not there has not been settled.
  individual jsonb not null default '{}',
  changed_at timestamptz not null,
  changed_by_name text not null
);

-- Up to what sum people may approve. Without a person: everybody who is not named. Without a sum: no limit. Without rows: nobody is limited.
create table scheme.approval_limit (
  id uuid primary key default uuidv7(),
  manager_id uuid not null references register.organisation,
  person_id uuid references identity.person,
  up_to bigint constraint approval_limit_up_to check (up_to between 0 and 100000000000000),
  set_at timestamptz not null,
  set_by_name text not null,
  constraint approval_limit_once unique nulls not distinct (manager_id, person_id)
);

-- Sent reports of a round the actor manages, those they are disqualified in too: publishing is for all or none.
create function scheme.awaits_decision(wanted uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id from scheme.report r where r.round_id = wanted and r.state = 'submitted' and wanted in (select scheme.managed_rounds());
end;
-- Decisions that the actor may appeal, and those that are the county governor's own people's to handle.
create function scheme.appealable_decisions() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.decision_id from scheme.decision_recipient r join scheme.decision d on d.id = r.decision_id
  where r.org_id = platform.actor_org() and d.published_at is not null and scheme.actor_role() in ('owner', 'head', 'university-contact');
end;
create function scheme.governed_decisions() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select d.id from scheme.decision d join scheme.report r on r.id = d.report_id
  where r.round_id in (select scheme.managed_rounds()) and d.report_id in (select scheme.handled_reports());
end;
revoke all on function scheme.awaits_decision, scheme.appealable_decisions, scheme.governed_decisions from public;
grant execute on function scheme.awaits_decision, scheme.appealable_decisions, scheme.governed_decisions to samspill_app;

-- Duplicates and double funding, for the one who is writing: other reports in the same round, and grants that still run, with a kindergarten in common.
-- Answers past the row policies, only about a report that the actor takes part in or handles, and says no more than the reference and how many.
create function scheme.reports_alike(report uuid) returns table (report_id uuid, reference text, because text, kindergartens bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select other.id, coalesce(other.reference, ''), case when other.round_id = mine.round_id then 'same-round' else 'running-grant' end, count(*)
  from scheme.report mine
  join scheme.round here on here.id = mine.round_id
  join scheme.report_party own on own.report_id = mine.id and own.part = 'kindergarten'
  join scheme.report_party theirs on theirs.org_id = own.org_id and theirs.part = 'kindergarten' and theirs.report_id <> mine.id
  join scheme.report other on other.id = theirs.report_id and other.state = 'submitted' and other.id is distinct from mine.builds_on
  join scheme.round there on there.id = other.round_id and there.mode = here.mode
  left join scheme.report_fact f on f.report_id = other.id
  where mine.id = report and (platform.is_system() or report in (select scheme.own_reports()) or report in (select scheme.handled_reports()))
    and (other.round_id = mine.round_id
      or exists (select from scheme.decision d where d.report_id = other.id and d.published_at is not null and d.outcome in ('grant', 'part')
        and not exists (select from scheme.decision later where later.replaces = d.id and later.published_at is not null)
        and there.kindergarten_year + coalesce(f.duration, 1) > here.kindergarten_year and there.kindergarten_year <= here.kindergarten_year))
  group by other.id, other.reference, other.round_id, mine.round_id
  order by 3 desc, 2;
end;
revoke all on function scheme.reports_alike from public;
grant execute on function scheme.reports_alike to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['decision', 'granted_amount', 'decision_recipient', 'document', 'letter_setup', 'approval_limit'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert, update on scheme.%I to samspill_app', name);
  end loop;
end $$;
grant delete on scheme.granted_amount, scheme.decision_recipient, scheme.document, scheme.approval_limit to samspill_app;
revoke update on scheme.granted_amount, scheme.approval_limit from samspill_app;

-- A decision is the county governor's own until it is published, to all at once.
create policy decision_read on scheme.decision for select to samspill_app using ((published_at is not null and (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports())))
  or ((select scheme.actor_role()) = 'county-governor' and report_id in (select scheme.handled_reports())));
create policy decision_write on scheme.decision for all to samspill_app
  using ((select scheme.actor_role()) = 'county-governor' and report_id in (select scheme.handled_reports()));
create policy granted_amount_read on scheme.granted_amount for select to samspill_app using (exists (select from scheme.decision d where d.id = decision_id));
create policy granted_amount_write on scheme.granted_amount for all to samspill_app
  using ((select scheme.actor_role()) = 'county-governor' and exists (select from scheme.decision d where d.id = decision_id and d.approved_at is null));

-- Who sees the decision sees whom it is to; the county governor writes it until it is published.
create policy decision_recipient_read on scheme.decision_recipient for select to samspill_app using (exists (select from scheme.decision d where d.id = decision_id));
create policy decision_recipient_write on scheme.decision_recipient for all to samspill_app
  using ((select scheme.actor_role()) = 'county-governor' and exists (select from scheme.decision d where d.id = decision_id and d.published_at is null));

-- A letter is seen with its decision; a need report as it was sent, by those who see the report; an appeal and its answer, by the one party and those who handle it.
create policy document_read on scheme.document for select to samspill_app
  using (case kind when 'decision' then exists (select from scheme.decision d where d.id = decision_id)
    when 'report' then report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports())
    else (org_id = (select platform.actor_org()) and decision_id in (select scheme.appealable_decisions())) or decision_id in (select scheme.governed_decisions()) end);
create policy document_write on scheme.document for insert to samspill_app
  with check (kind = 'decision' and direction = 'out' and source_id = decision_id and (select scheme.actor_role()) = 'county-governor'
    and exists (select from scheme.decision d where d.id = decision_id and d.report_id = document.report_id and d.published_at is null));
-- A decision that is given back takes its letters with it; what has reached somebody is never taken away.
create policy document_withdraw on scheme.document for delete to samspill_app
  using (kind = 'decision' and (select scheme.actor_role()) = 'county-governor' and exists (select from scheme.decision d where d.id = decision_id and d.published_at is null));

create policy letter_setup_read on scheme.letter_setup for select to samspill_app using (round_id in (select scheme.managed_rounds()));
create policy letter_setup_write on scheme.letter_setup for all to samspill_app
  using (round_id in (select scheme.managed_rounds())) with check (round_id in (select scheme.managed_rounds()) and changed_by_name = (select platform.actor_name()));
create policy approval_limit_read on scheme.approval_limit for select to samspill_app using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
create policy approval_limit_write on scheme.approval_limit for all to samspill_app
  using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor' and (select identity.actor_administers()))
  with check (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor' and (select identity.actor_administers()) and set_by_name = (select platform.actor_name()));
