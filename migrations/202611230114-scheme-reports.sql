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

-- Files attached to a need report. Those who handle reports see a file when it has been part of what was sent, never one that was added to a draft.
create table scheme.report_file (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  question text not null constraint report_file_question check (length(question) between 1 and 60),
  name text not null constraint report_file_name check (length(name) between 1 and 200),
  media_type text not null,
  bytes integer not null constraint report_file_bytes check (bytes between 1 and 10485760),
  content bytea,
  sha256 text not null,
  added_at timestamptz not null,
  added_by_name text not null,
  sent_at timestamptz,
  removed_at timestamptz,
  constraint report_file_content check ((content is null) = (removed_at is not null and sent_at is null))
);
create index report_file_report on scheme.report_file (report_id);

-- Why the county governor opened a sent report again.
create table scheme.report_return (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  reason text not null constraint report_return_reason check (length(btrim(reason)) between 1 and 1000),
  at timestamptz not null,
  by_name text not null
);
create index report_return_report on scheme.report_return (report_id);

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
  tie text constraint impartiality_tie check (tie in ('party', 'chain', 'owner-of', 'owned-by', 'works-there', 'authority', 'leads-or-board', 'family', 'took-part', 'other', 'partner')),
  disqualified boolean not null,
  note text not null default '' constraint impartiality_note check (length(note) <= 1000),
  at timestamptz not null,
  by_name text not null,
  -- What the person says, whatever the row says of them.
  declared text constraint impartiality_declared check (declared in ('impartial', 'tie')),
  declared_at timestamptz,
  constraint impartiality_decided_why check (basis <> 'decided' or length(btrim(note)) > 0),
  primary key (report_id, person_id)
);
create index impartiality_person on scheme.impartiality (person_id) where disqualified;

-- Who may see what. These answer past the row policies, about the one who acts only, so that the policies can lean on them.
-- The reports of the actor's own side. In the schemes where the kindergarten reports, its owner signs: one who owns a kindergarten that a report is about belongs to the report's side,
-- but not one who has been asked to join and has said no.
create function scheme.own_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.report_id from scheme.report_party p
  where p.org_id = platform.actor_org() and p.state <> 'declined'
    and case p.part when 'kindergarten' then scheme.actor_role() in ('head', 'pedagogical-leader') when 'partner' then scheme.actor_role() = 'university-contact' else scheme.actor_role() in ('owner', 'head') end
  union all
  select p.report_id from register.relation w join scheme.report_party p on p.org_id = w.from_id and p.part = 'kindergarten'
  where scheme.actor_role() = 'owner' and w.to_id = platform.actor_org() and w.kind = 'owned-by' and w.period @> platform.today()
    and not exists (select from scheme.report_party d where d.report_id = p.report_id and d.org_id = w.to_id and d.state = 'declined');
end;
-- Those of them whose draft the actor writes, those they lead, and those that are not sent.
create function scheme.written_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.report_id from scheme.report_party p
  where p.org_id = platform.actor_org() and p.state = 'accepted'
    and case p.part when 'kindergarten' then false when 'partner' then scheme.actor_role() = 'university-contact' else scheme.actor_role() in ('owner', 'head') end;
end;
create function scheme.led_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.report_id from scheme.report_party p where p.org_id = platform.actor_org() and p.part = 'lead' and scheme.actor_role() in ('owner', 'head');
end;
create function scheme.unsent_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id from scheme.report r where r.state in ('draft', 'signing') and r.id in (select scheme.own_reports());
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
-- Sent reports of the actor's own rounds, as the county governor. Never one they are disqualified in.
create function scheme.governed_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id from scheme.report r join scheme.round d on d.id = r.round_id
  where scheme.actor_role() = 'county-governor' and d.manager_id = platform.actor_org() and r.submitted_at is not null
    and r.id not in (select i.report_id from scheme.impartiality i where i.person_id = platform.actor_person() and i.disqualified);
end;
-- Whose kindergarten it is: its own, or its owner's.
create function scheme.is_own_unit(unit uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return unit = platform.actor_org() or exists (select from register.relation r where r.from_id = unit and r.to_id = platform.actor_org() and r.kind = 'owned-by' and upper_inf(r.period));
revoke all on function scheme.own_reports, scheme.written_reports, scheme.led_reports, scheme.unsent_reports, scheme.handled_reports, scheme.governed_reports, scheme.is_own_unit from public;
grant execute on function scheme.own_reports, scheme.written_reports, scheme.led_reports, scheme.unsent_reports, scheme.handled_reports, scheme.governed_reports, scheme.is_own_unit to samspill_app;

-- From the moment a report is sent, what it is and what was sent stands, until the county governor opens it again.
create function scheme.keep_report() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.id <> old.id or new.round_id <> old.round_id or new.lead_id <> old.lead_id or new.start_key <> old.start_key or new.region_id <> old.region_id or new.form_version_id <> old.form_version_id
    or (new.begun_at, new.begun_by_name) is distinct from (old.begun_at, old.begun_by_name)
    or (old.reference is not null and new.reference is distinct from old.reference) or (old.submitted_at is not null and new.submitted_at is distinct from old.submitted_at) then
    raise exception 'what a need report is never changes' using errcode = 'check_violation';
  end if;
  if platform.is_system() then return new; end if;
  if old.lead_id = platform.actor_org() and scheme.actor_role() in ('owner', 'head') then
    if new.state <> old.state and (old.state, new.state) not in (('draft', 'signing'), ('draft', 'submitted'), ('draft', 'withdrawn'), ('signing', 'draft'), ('signing', 'submitted'), ('signing', 'withdrawn'), ('submitted', 'withdrawn'))
      or (old.state <> 'draft' and (new.kind, new.strand, new.builds_on, new.network_name) is distinct from (old.kind, old.strand, old.builds_on, old.network_name))
      or (new.state <> 'submitted' and (new.reference, new.submitted_at) is distinct from (old.reference, old.submitted_at))
      or (new.state <> 'withdrawn' and (new.ended_at, new.end_reason) is distinct from (old.ended_at, old.end_reason)) then
      raise exception 'a need report that is sent or ended stands' using errcode = 'check_violation', constraint = 'report_stands';
    end if;
    return new;
  end if;
  if to_jsonb(new) - 'state' is distinct from to_jsonb(old) - 'state' or new.state <> 'draft'
    or not (old.state = 'signing' or (old.state = 'submitted' and scheme.actor_role() = 'county-governor')) then
    raise exception 'only the lead changes a need report' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_report before update on scheme.report for each row execute function scheme.keep_report();
-- The partner writes its own part of the draft and no other; the applicant's side never the partner's.
create function scheme.keep_draft() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  others text := case when scheme.actor_role() = 'university-contact' then 'applicant' else 'partner' end;
begin
  if new.report_id <> old.report_id then raise exception 'a draft stays with its report' using errcode = 'check_violation', constraint = 'report_draft_stays'; end if;
  if platform.is_system() or platform.actor_person() is null then return new; end if;
  if exists (
    select from scheme.report r join scheme.form_version v on v.id = r.form_version_id,
      jsonb_array_elements(case when jsonb_typeof(v.definition -> 'sections') = 'array' then v.definition -> 'sections' else '[]' end) s, jsonb_array_elements(s -> 'questions') q
    where r.id = new.report_id and coalesce(s ->> 'by', 'applicant') = others and (new.answers -> (q ->> 'key')) is distinct from (old.answers -> (q ->> 'key'))) then
    raise exception 'each side writes its own part' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function scheme.keep_draft from public;
create trigger keep_draft before update on scheme.report_draft for each row execute function scheme.keep_draft();
-- A file that was part of what was sent keeps its bytes; one that was not can only be emptied.
create function scheme.keep_report_file() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (old.sent_at is not null and (new.content, new.sent_at) is distinct from (old.content, old.sent_at)) or (new.content is not null and new.content is distinct from old.content) then
    raise exception 'what was attached and sent stands' using errcode = 'check_violation', constraint = 'report_file_stands';
  end if;
  return new;
end $$;
create trigger keep_report_file before update on scheme.report_file for each row execute function scheme.keep_report_file();

do $$
declare name text;
begin
  foreach name in array array['report', 'report_party', 'report_draft', 'submission', 'report_fact', 'report_amount', 'report_staff', 'report_file', 'report_return', 'assignment', 'impartiality'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on scheme.%I to samspill_app', name);
  end loop;
end $$;
grant update on scheme.report, scheme.report_draft, scheme.impartiality to samspill_app;
grant update (state, answered_at, answered_by_name, reason) on scheme.report_party to samspill_app;
grant update (content, sent_at, removed_at) on scheme.report_file to samspill_app;
grant delete on scheme.report_party, scheme.report_fact, scheme.report_amount, scheme.report_staff, scheme.assignment to samspill_app;

-- The applicant's side, and after sending those who handle it.
create policy report_read on scheme.report for select to samspill_app using (lead_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head') or id in (select scheme.own_reports()) or id in (select scheme.handled_reports()));
-- A report is begun in a round that has been announced, in one's own name.
create policy report_begin on scheme.report for insert to samspill_app with check (lead_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head') and state = 'draft' and submitted_at is null and reference is null
  and begun_by_name = (select platform.actor_name()) and exists (select from scheme.round d where d.id = round_id and d.region_id = report.region_id and d.stage in ('announced', 'in-review')));
create policy report_change on scheme.report for update to samspill_app
  using (id in (select scheme.own_reports()) or (round_id in (select scheme.managed_rounds()) and submitted_at is not null));
-- A municipality is both owner and authority: what it is asked and answers as an owner is not the authority's to read.
create policy report_party_read on scheme.report_party for select to samspill_app using (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports())
  or (org_id = (select platform.actor_org())
    and case part when 'kindergarten' then (select scheme.actor_role()) in ('head', 'pedagogical-leader') when 'partner' then (select scheme.actor_role()) = 'university-contact' else (select scheme.actor_role()) in ('owner', 'head') end));
-- Members and partners are asked; nobody answers for them.
create policy report_party_begin on scheme.report_party for insert to samspill_app with check (
  (part = 'kindergarten' and (report_id in (select scheme.led_reports()) or (report_id in (select scheme.written_reports()) and (select scheme.actor_role()) in ('owner', 'head'))))
  or (part = 'member' and state = 'invited' and report_id in (select scheme.led_reports()))
  or (part = 'partner' and state = 'invited' and report_id in (select scheme.written_reports()) and (select scheme.actor_role()) in ('owner', 'head'))
  or (part = 'lead' and org_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head') and exists (select from scheme.report r where r.id = report_id and r.lead_id = org_id)));
create policy report_party_answer on scheme.report_party for update to samspill_app
  using (org_id = (select platform.actor_org()) and part in ('member', 'partner') and report_id in (select scheme.own_reports()))
  with check (org_id = (select platform.actor_org()) and part in ('member', 'partner') and answered_by_name = (select platform.actor_name())
    and exists (select from scheme.report r where r.id = report_id and r.state in ('draft', 'signing')));
create policy report_party_end on scheme.report_party for delete to samspill_app using (
  (part <> 'lead' and report_id in (select scheme.led_reports()))
  or (part in ('kindergarten', 'partner') and report_id in (select scheme.written_reports()) and scheme.actor_role() in ('owner', 'head'))
  or (part = 'kindergarten' and report_id in (select scheme.own_reports()) and scheme.is_own_unit(org_id)));
-- A draft's words are changed by those who write it, in their own name, until it is sent. Others lock it too, so that only the change is asked about.
create policy report_draft_read on scheme.report_draft for select to samspill_app using (report_id in (select scheme.own_reports()));
create policy report_draft_write on scheme.report_draft for all to samspill_app
  using (report_id in (select scheme.written_reports())) with check (report_id in (select scheme.written_reports()) and report_id in (select scheme.unsent_reports()) and changed_by_name = (select platform.actor_name()));

-- What is sent, and the core of it, is written by the lead alone, when it is sent. From then on it stands, until the county governor opens the report again.
create policy submission_send on scheme.submission for insert to samspill_app
  with check (report_id in (select scheme.led_reports()) and report_id in (select scheme.unsent_reports()) and sent_by_name = (select platform.actor_name()));
do $$
declare name text;
begin
  foreach name in array array['submission', 'report_fact', 'report_amount', 'report_staff'] loop
    execute format('create policy %I on scheme.%I for select to samspill_app using (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports()))', name || '_read', name);
  end loop;
  foreach name in array array['report_fact', 'report_amount', 'report_staff'] loop
    execute format('create policy %I on scheme.%I for insert to samspill_app with check (report_id in (select scheme.led_reports()) and report_id in (select scheme.unsent_reports()))', name || '_send', name);
    execute format('create policy %I on scheme.%I for delete to samspill_app using (report_id in (select scheme.led_reports()) and report_id in (select scheme.unsent_reports()))', name || '_clear', name);
  end loop;
end $$;
create policy report_file_read on scheme.report_file for select to samspill_app
  using (report_id in (select scheme.own_reports()) or (sent_at is not null and report_id in (select scheme.handled_reports())));
create policy report_file_add on scheme.report_file for insert to samspill_app
  with check (report_id in (select scheme.written_reports()) and added_by_name = (select platform.actor_name()) and sent_at is null and removed_at is null);
create policy report_file_change on scheme.report_file for update to samspill_app using (report_id in (select scheme.written_reports()));

create policy report_return_read on scheme.report_return for select to samspill_app using (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports()));
create policy report_return_write on scheme.report_return for insert to samspill_app
  with check ((select scheme.actor_role()) = 'county-governor' and report_id in (select scheme.handled_reports()) and by_name = (select platform.actor_name()));

-- The county governor's people assign readers.
create policy assignment_read on scheme.assignment for select to samspill_app using (person_id = (select platform.actor_person()) or report_id in (select scheme.handled_reports()));
create policy assignment_write on scheme.assignment for all to samspill_app
  using (exists (select from scheme.report r where r.id = report_id and r.round_id in (select scheme.managed_rounds())));
