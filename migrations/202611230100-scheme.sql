-- The grant scheme, from announced round to reported result. This file holds the spine that all its parts lean on; each part adds its own.
create schema scheme;
grant usage on schema scheme to samspill_app;

-- The role one acts in here. A deputy whose delegation does not cover the scheme is nobody in it; one whose delegation covers nothing else still is.
create function platform.actor_scope() returns text[] language sql stable parallel safe return string_to_array(nullif(current_setting('samspill.scope', true), ''), ',');
create function scheme.actor_role() returns text language sql stable parallel safe
  return case when platform.actor_scope() is null or 'scheme' = any (platform.actor_scope()) then platform.actor_role_name() else 'deputy' end;
grant execute on function scheme.actor_role to samspill_app;

-- The rules of a scheme while they were in force, as data: who reports, with whom, what must be signed, how long a measure may run.
create table scheme.scheme (
  code text primary key constraint scheme_code check (code ~ '^[a-z0-9-]{3,40}$'),
  definition jsonb not null,
  valid daterange not null constraint scheme_valid check (not isempty(valid) and not lower_inf(valid)),
  saved_at timestamptz not null
);

-- A county governor has one forum or several. A member is a person who speaks for somebody, for a period; the county governor never votes (the forum's mandate).
create table scheme.forum (
  id uuid primary key default uuidv7(),
  region_id text not null,
  manager_id uuid not null references register.organisation,
  name text not null constraint forum_name check (length(btrim(name)) between 1 and 200),
  area text not null default '' constraint forum_area check (length(area) <= 200)
);
create index forum_manager on scheme.forum (manager_id);
create table scheme.forum_member (
  id uuid primary key default uuidv7(),
  forum_id uuid not null references scheme.forum,
  person_id uuid not null references identity.person,
  org_id uuid not null references register.organisation,
  stands_for text not null constraint forum_member_stands_for check (stands_for in ('municipal-owner', 'private-owner', 'university', 'association', 'authority', 'county-governor', 'other')),
  votes boolean not null,
  period daterange not null constraint forum_member_period check (not isempty(period) and not lower_inf(period)),
  constraint forum_member_governor_never_votes check (stands_for <> 'county-governor' or not votes),
  constraint forum_member_once exclude using gist (forum_id with =, person_id with =, period with &&)
);
create index forum_member_person on scheme.forum_member (person_id);

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

-- A round of a scheme. `stage` is what people have decided; whether an announced round is open follows from its dates.
create table scheme.round (
  id uuid primary key default uuidv7(),
  region_id text not null,
  manager_id uuid not null references register.organisation,
  forum_id uuid references scheme.forum,
  scheme_code text not null references scheme.scheme,
  form_version_id uuid references scheme.form_version,
  title text not null constraint round_title check (length(btrim(title)) between 1 and 200),
  -- 2026 is the kindergarten year 2026-2027.
  kindergarten_year integer not null constraint round_year check (kindergarten_year between 2019 and 2100),
  mode text not null default 'live' constraint round_mode check (mode in ('live', 'test')),
  stage text not null default 'planned' constraint round_stage check (stage in ('planned', 'announced', 'in-review', 'in-forum', 'decided', 'in-follow-up', 'ended', 'cancelled')),
  opens_at timestamptz not null,
  -- The first instant that is too late: midnight, when the announcement says 23.59.
  closes_at timestamptz not null,
  report_closes_at timestamptz not null,
  information text not null default '' constraint round_information check (length(information) <= 8000),
  copied_from uuid references scheme.round,
  version integer not null default 1,
  constraint round_opens_before_it_closes check (opens_at < closes_at and closes_at < report_closes_at)
);
create index round_manager on scheme.round (manager_id, kindergarten_year);
create index round_forum on scheme.round (forum_id);
create table scheme.round_step (
  id uuid primary key default uuidv7(),
  round_id uuid not null references scheme.round,
  kind text not null,
  reason text not null default '' constraint round_step_reason check (length(reason) <= 1000),
  at timestamptz not null,
  who text not null
);
create index round_step_round on scheme.round_step (round_id, at);
create table scheme.extension (
  id uuid primary key default uuidv7(),
  round_id uuid not null references scheme.round,
  org_id uuid not null references register.organisation,
  until timestamptz not null,
  reason text not null constraint extension_reason check (length(btrim(reason)) between 1 and 1000),
  given_at timestamptz not null,
  given_by_name text not null,
  constraint extension_once unique (round_id, org_id)
);
-- Who may try a test round.
create table scheme.round_tester (
  round_id uuid not null references scheme.round,
  org_id uuid not null references register.organisation,
  primary key (round_id, org_id)
);

-- A need report. What is written in it before it is sent is in `report_draft`, which nobody but the applicant's side can read.
create table scheme.report (
  id uuid primary key default uuidv7(),
  region_id text not null,
  round_id uuid not null references scheme.round,
  -- The click that began it: a second click finds the first one's report.
  start_key uuid not null constraint report_start_key unique,
  reference text constraint report_reference unique,
  form_version_id uuid not null references scheme.form_version,
  kind text not null default 'new' constraint report_kind check (kind in ('new', 'continuation', 'supplementary', 'change')),
  builds_on uuid references scheme.report,
  lead_id uuid not null references register.organisation,
  strand text not null,
  network_name text constraint report_network_name check (length(btrim(network_name)) between 1 and 200),
  state text not null default 'draft' constraint report_state check (state in ('draft', 'signing', 'submitted', 'withdrawn', 'not-submitted')),
  -- The first time it was sent; stays if it is opened again.
  submitted_at timestamptz,
  begun_at timestamptz not null,
  begun_by_name text not null,
  ended_at timestamptz,
  end_reason text constraint report_end_reason check (length(end_reason) <= 1000),
  constraint report_submitted check (state <> 'submitted' or (submitted_at is not null and reference is not null)),
  constraint report_builds_on check ((kind = 'new') = (builds_on is null))
);
create index report_round on scheme.report (round_id, state);
create index report_lead on scheme.report (lead_id);
create index report_builds_on on scheme.report (builds_on);
create sequence scheme.report_number;
grant usage on sequence scheme.report_number to samspill_app;

create table scheme.report_party (
  report_id uuid not null references scheme.report,
  org_id uuid not null references register.organisation,
  part text not null constraint report_party_part check (part in ('lead', 'member', 'partner', 'kindergarten')),
  state text not null default 'accepted' constraint report_party_state check (state in ('invited', 'accepted', 'declined')),
  answered_at timestamptz,
  answered_by_name text,
  reason text constraint report_party_reason check (length(reason) <= 1000),
  primary key (report_id, org_id, part)
);
create index report_party_org on scheme.report_party (org_id, part);

create table scheme.report_draft (
  report_id uuid primary key references scheme.report,
  -- Answers by the question's key; see forms.
  answers jsonb not null default '{}',
  -- Per section: when it was changed and by whom.
  sections jsonb not null default '{}',
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null
);

-- What was sent, as it was sent. Never changed.
create table scheme.submission (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  number integer not null,
  form_version_id uuid not null references scheme.form_version,
  answers jsonb not null,
  signatures jsonb not null default '[]',
  sent_at timestamptz not null,
  sent_by_name text not null,
  sent_by_role text not null,
  on_behalf_of text,
  sha256 text not null,
  constraint submission_once unique (report_id, number)
);

-- The core of meaning of the last submission, whatever the form's questions were called. Written when it is sent, and only then.
create table scheme.report_fact (
  report_id uuid primary key references scheme.report,
  title text not null,
  themes text[] not null default '{}',
  need text not null default '',
  goals text not null default '',
  partner_id uuid references register.organisation,
  -- Whole years, one to three.
  duration integer not null,
  starts_on date,
  ownership text not null constraint report_fact_ownership check (ownership in ('municipal', 'private', 'mixed')),
  kindergartens integer not null,
  staff integer not null default 0,
  taking_part integer not null default 0,
  -- How great the need is as the report says it, 1 (some) to 4 (very great); null when the form does not ask.
  challenge smallint constraint report_fact_challenge check (challenge between 1 and 4)
);
-- What is asked for: integer øre, by calendar year and by who is to have it.
create table scheme.report_amount (
  report_id uuid not null references scheme.report,
  year integer not null constraint report_amount_year check (year between 2019 and 2110),
  actor text not null constraint report_amount_actor check (actor in ('owner', 'university', 'coordinator', 'other')),
  ore bigint not null constraint report_amount_ore check (ore between 0 and 100000000000000),
  primary key (report_id, year, actor)
);
create table scheme.report_staff (
  report_id uuid not null references scheme.report,
  kindergarten_id uuid not null references register.organisation,
  staff_group text not null constraint report_staff_group check (staff_group in ('head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other')),
  employed integer not null constraint report_staff_employed check (employed between 0 and 2000),
  takes_part integer not null constraint report_staff_takes_part check (takes_part between 0 and employed),
  primary key (report_id, kindergarten_id, staff_group)
);

-- Who reads which reports in the review, beside the county governor's own people.
create table scheme.assignment (
  report_id uuid not null references scheme.report,
  person_id uuid not null references identity.person,
  assigned_at timestamptz not null,
  assigned_by_name text not null,
  primary key (report_id, person_id)
);
create index assignment_person on scheme.assignment (person_id);

-- Who must not handle a report, and why (forvaltningsloven §§ 6-10 for everyone who works on a decision). A disqualified person sees nothing of it.
create table scheme.impartiality (
  report_id uuid not null references scheme.report,
  person_id uuid not null references identity.person,
  basis text not null constraint impartiality_basis check (basis in ('tie', 'declared', 'decided')),
  tie text constraint impartiality_tie check (length(tie) <= 200),
  disqualified boolean not null,
  note text not null default '' constraint impartiality_note check (length(note) <= 1000),
  at timestamptz not null,
  by_name text not null,
  primary key (report_id, person_id)
);
create index impartiality_person on scheme.impartiality (person_id) where disqualified;

-- What the forum recommends for a report. The last word stands; how it was reached is in the meeting.
create table scheme.recommendation (
  report_id uuid primary key references scheme.report,
  outcome text not null constraint recommendation_outcome check (outcome in ('grant', 'part', 'decline')),
  reached_by text not null constraint recommendation_reached_by check (reached_by in ('agreement', 'vote')),
  reason text not null constraint recommendation_reason check (length(reason) between 1 and 8000),
  at timestamptz not null,
  by_name text not null
);
create table scheme.recommended_amount (
  report_id uuid not null references scheme.recommendation,
  year integer not null,
  actor text not null constraint recommended_amount_actor check (actor in ('owner', 'university', 'coordinator', 'other')),
  ore bigint not null constraint recommended_amount_ore check (ore between 0 and 100000000000000),
  primary key (report_id, year, actor)
);

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
  approved_by uuid references identity.person,
  approved_by_name text,
  approved_at timestamptz,
  published_at timestamptz,
  constraint decision_once unique (report_id, number),
  constraint decision_two_people check (approved_by is distinct from prepared_by or approved_by is null),
  constraint decision_order check ((approved_at is null) = (approved_by is null) and (published_at is null or approved_at is not null))
);
create table scheme.granted_amount (
  decision_id uuid not null references scheme.decision,
  year integer not null,
  actor text not null constraint granted_amount_actor check (actor in ('owner', 'university', 'coordinator', 'other')),
  recipient_id uuid not null references register.organisation,
  ore bigint not null constraint granted_amount_ore check (ore between 0 and 100000000000000),
  primary key (decision_id, year, actor, recipient_id)
);

-- Who may see what. These answer past the row policies, about the one who acts only, so that the policies can lean on them.
create function scheme.own_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.report_id from scheme.report_party p
  where p.org_id = platform.actor_org() and p.state <> 'declined'
    and case p.part when 'kindergarten' then scheme.actor_role() in ('head', 'pedagogical-leader') when 'partner' then scheme.actor_role() = 'university-contact' else scheme.actor_role() in ('owner', 'head') end;
end;
create function scheme.written_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.report_id from scheme.report_party p
  where p.org_id = platform.actor_org() and p.state = 'accepted'
    and case p.part when 'kindergarten' then false when 'partner' then scheme.actor_role() = 'university-contact' else scheme.actor_role() in ('owner', 'head') end;
end;
-- The forums the actor sits in today, acting for the one they speak for.
create function scheme.own_forums() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.forum_id from scheme.forum_member m where m.person_id = platform.actor_person() and m.org_id = platform.actor_org() and m.period @> platform.today();
end;
create function scheme.managed_rounds() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select d.id from scheme.round d where scheme.actor_role() = 'county-governor' and d.manager_id = platform.actor_org();
end;
-- Sent reports that the actor handles: at the county governor's, in the forum once the round has come there, or as a reader. Never one they are disqualified in.
create function scheme.handled_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id from scheme.report r join scheme.round d on d.id = r.round_id
  where r.submitted_at is not null
    and ((scheme.actor_role() = 'county-governor' and d.manager_id = platform.actor_org())
      or (d.stage in ('in-forum', 'decided', 'in-follow-up', 'ended') and d.forum_id in (select scheme.own_forums()))
      or r.id in (select a.report_id from scheme.assignment a where a.person_id = platform.actor_person()))
    and r.id not in (select i.report_id from scheme.impartiality i where i.person_id = platform.actor_person() and i.disqualified);
end;
revoke all on function scheme.own_reports, scheme.written_reports, scheme.own_forums, scheme.managed_rounds, scheme.handled_reports from public;
grant execute on function scheme.own_reports, scheme.written_reports, scheme.own_forums, scheme.managed_rounds, scheme.handled_reports to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['scheme', 'forum', 'forum_member', 'form', 'form_version', 'round', 'round_step', 'extension', 'round_tester', 'report', 'report_party', 'report_draft', 'submission', 'report_fact', 'report_amount', 'report_staff', 'assignment', 'impartiality', 'recommendation', 'recommended_amount', 'decision', 'granted_amount'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system())) with check ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert, update on scheme.%I to samspill_app', name);
  end loop;
end $$;
grant delete on scheme.report_party, scheme.round_tester, scheme.report_fact, scheme.report_amount, scheme.report_staff, scheme.assignment, scheme.recommended_amount, scheme.granted_amount to samspill_app;
revoke update on scheme.submission, scheme.round_step from samspill_app;

-- Rules, forms and rounds are public once they are announced; a test round is for those who test it.
create policy scheme_read on scheme.scheme for select to samspill_app using (true);
create policy forum_read on scheme.forum for select to samspill_app using (true);
create policy forum_write on scheme.forum for all to samspill_app
  using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor')
  with check (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
create policy forum_member_read on scheme.forum_member for select to samspill_app using (forum_id in (select scheme.own_forums()) or exists (select from scheme.forum f where f.id = forum_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'));
create policy forum_member_write on scheme.forum_member for all to samspill_app
  using (exists (select from scheme.forum f where f.id = forum_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'))
  with check (exists (select from scheme.forum f where f.id = forum_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'));
create policy form_read on scheme.form for select to samspill_app using (true);
create policy form_write on scheme.form for all to samspill_app
  using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor')
  with check (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
create policy form_version_read on scheme.form_version for select to samspill_app using (locked_at is not null or exists (select from scheme.form f where f.id = form_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'));
create policy form_version_write on scheme.form_version for all to samspill_app
  using (exists (select from scheme.form f where f.id = form_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'))
  with check (exists (select from scheme.form f where f.id = form_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'));
create policy round_read on scheme.round for select to samspill_app using ((mode = 'live' and stage <> 'planned')
  or (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor')
  or (mode = 'test' and stage <> 'planned' and exists (select from scheme.round_tester t where t.round_id = id and t.org_id = (select platform.actor_org()))));
create policy round_write on scheme.round for all to samspill_app
  using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor')
  with check (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
create policy round_step_read on scheme.round_step for select to samspill_app using (round_id in (select scheme.managed_rounds()));
create policy round_step_write on scheme.round_step for insert to samspill_app with check (round_id in (select scheme.managed_rounds()) and who = (select platform.actor_name()));
create policy extension_read on scheme.extension for select to samspill_app using (org_id = (select platform.actor_org()) or round_id in (select scheme.managed_rounds()));
create policy extension_write on scheme.extension for all to samspill_app using (round_id in (select scheme.managed_rounds())) with check (round_id in (select scheme.managed_rounds()) and given_by_name = (select platform.actor_name()));
create policy round_tester_read on scheme.round_tester for select to samspill_app using (org_id = (select platform.actor_org()) or round_id in (select scheme.managed_rounds()));
create policy round_tester_write on scheme.round_tester for all to samspill_app using (round_id in (select scheme.managed_rounds())) with check (round_id in (select scheme.managed_rounds()));

-- Reports: the applicant's side, and after sending those who handle them.
create policy report_read on scheme.report for select to samspill_app using (lead_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head') or id in (select scheme.own_reports()) or id in (select scheme.handled_reports()));
create policy report_begin on scheme.report for insert to samspill_app with check (lead_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head') and state = 'draft' and submitted_at is null);
create policy report_change on scheme.report for update to samspill_app
  using (id in (select scheme.own_reports()) or (round_id in (select scheme.managed_rounds()) and submitted_at is not null))
  with check (id in (select scheme.own_reports()) or (round_id in (select scheme.managed_rounds()) and submitted_at is not null));
create policy report_party_read on scheme.report_party for select to samspill_app using (org_id = (select platform.actor_org()) or report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports()));
create policy report_party_write on scheme.report_party for all to samspill_app
  using (report_id in (select scheme.own_reports()))
  with check (report_id in (select scheme.own_reports()) or (part = 'lead' and org_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head') and exists (select from scheme.report r where r.id = report_id and r.lead_id = org_id)));
create policy report_draft_read on scheme.report_draft for select to samspill_app using (report_id in (select scheme.own_reports()));
create policy report_draft_write on scheme.report_draft for all to samspill_app using (report_id in (select scheme.written_reports())) with check (report_id in (select scheme.written_reports()));
do $$
declare name text;
begin
  foreach name in array array['submission', 'report_fact', 'report_amount', 'report_staff'] loop
    execute format('create policy %I on scheme.%I for select to samspill_app using (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports()))', name || '_read', name);
    execute format('create policy %I on scheme.%I for insert to samspill_app with check (report_id in (select scheme.written_reports()))', name || '_send', name);
  end loop;
  foreach name in array array['report_fact', 'report_amount', 'report_staff'] loop
    execute format('create policy %I on scheme.%I for update to samspill_app using (report_id in (select scheme.written_reports())) with check (report_id in (select scheme.written_reports()))', name || '_resend', name);
    execute format('create policy %I on scheme.%I for delete to samspill_app using (report_id in (select scheme.written_reports()))', name || '_clear', name);
  end loop;
end $$;

-- Handling: the county governor's people assign and decide; a person sees and declares what concerns themselves.
create policy assignment_read on scheme.assignment for select to samspill_app using (person_id = (select platform.actor_person()) or report_id in (select scheme.handled_reports()));
create policy assignment_write on scheme.assignment for all to samspill_app
  using (exists (select from scheme.report r where r.id = report_id and r.round_id in (select scheme.managed_rounds())))
  with check (exists (select from scheme.report r where r.id = report_id and r.round_id in (select scheme.managed_rounds())));
create policy recommendation_read on scheme.recommendation for select to samspill_app using (report_id in (select scheme.handled_reports()));
create policy recommendation_write on scheme.recommendation for all to samspill_app
  using (report_id in (select scheme.handled_reports()) and exists (select from scheme.report r where r.id = report_id and r.round_id in (select scheme.managed_rounds())))
  with check (report_id in (select scheme.handled_reports()) and exists (select from scheme.report r where r.id = report_id and r.round_id in (select scheme.managed_rounds())));
create policy recommended_amount_read on scheme.recommended_amount for select to samspill_app using (report_id in (select scheme.handled_reports()));
create policy recommended_amount_write on scheme.recommended_amount for all to samspill_app
  using (report_id in (select scheme.handled_reports()) and exists (select from scheme.report r where r.id = report_id and r.round_id in (select scheme.managed_rounds())))
  with check (report_id in (select scheme.handled_reports()) and exists (select from scheme.report r where r.id = report_id and r.round_id in (select scheme.managed_rounds())));
-- A decision is the county governor's own until it is published, to all at once.
create policy decision_read on scheme.decision for select to samspill_app using ((published_at is not null and (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports())))
  or ((select scheme.actor_role()) = 'county-governor' and report_id in (select scheme.handled_reports())));
create policy decision_write on scheme.decision for all to samspill_app
  using ((select scheme.actor_role()) = 'county-governor' and report_id in (select scheme.handled_reports()))
  with check ((select scheme.actor_role()) = 'county-governor' and report_id in (select scheme.handled_reports()));
create policy granted_amount_read on scheme.granted_amount for select to samspill_app using (exists (select from scheme.decision d where d.id = decision_id));
create policy granted_amount_write on scheme.granted_amount for all to samspill_app
  using ((select scheme.actor_role()) = 'county-governor' and exists (select from scheme.decision d where d.id = decision_id and d.approved_at is null))
  with check ((select scheme.actor_role()) = 'county-governor' and exists (select from scheme.decision d where d.id = decision_id and d.approved_at is null));

-- What happened to a report is read by those who see the report; what happened in its handling, by those who handle it.
create policy event_of_report on audit.event as restrictive for select to samspill_app
  using (about_kind not in ('report', 'report-handling') or (select platform.is_system())
    or about_id in (select scheme.handled_reports()) or (about_kind = 'report' and about_id in (select scheme.own_reports())));

-- Absence is covered in the scheme too: sign-offs and reports are a task that can be given to a deputy.
alter table identity.delegation drop constraint delegation_scope;
alter table identity.delegation add constraint delegation_scope check (scope <@ array['guidance', 'members', 'scheme'] and cardinality(scope) > 0);
