create schema guidance;
grant usage on schema guidance to samspill_app;

-- The municipality's flow chart (flytskjema). A running case stays on its version unless it is moved with a mapping.
create table guidance.flow_version (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  number integer not null constraint flow_version_number check (number > 0),
  status text not null constraint flow_version_status check (status in ('draft', 'published', 'retired')),
  definition jsonb not null,
  changed_at timestamptz not null,
  changed_by text not null,
  published_at timestamptz,
  constraint flow_version_once unique (team_org_id, number)
);
create unique index flow_version_one_published on guidance.flow_version (team_org_id) where status = 'published';
create unique index flow_version_one_draft on guidance.flow_version (team_org_id) where status = 'draft';

-- Themes to choose among: the framework plan's (with its validity) and the municipality's own.
create table guidance.theme (
  code text primary key,
  team_org_id uuid references register.organisation,
  framework text not null,
  position integer not null,
  name_nb text not null,
  name_nn text not null,
  name_en text not null,
  period daterange not null
);

create table guidance.case (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  reference text constraint case_reference_unique unique,
  kindergarten_id uuid not null references register.organisation,
  team_org_id uuid not null references register.organisation,
  flow_version_id uuid references guidance.flow_version,
  state text not null constraint case_state check (state in ('draft', 'running', 'closed', 'withdrawn')),
  step_key text,
  step_kind text,
  step_entered_at timestamptz,
  due_on date,
  -- The request, in the kindergarten's own words. Empty while it is being written.
  target text constraint case_target check (target in ('whole-staff', 'departments', 'leadership')),
  departments text,
  themes text[] not null default '{}',
  experienced text,
  since_when text,
  tried text,
  effect text,
  wished text,
  goal text,
  staff_involved text constraint case_staff_involved check (staff_involved in ('yes', 'partly', 'no')),
  staff_involved_how text,
  owner_informed boolean,
  means text[] not null default '{}',
  times text,
  system_level_confirmed boolean not null default false,
  -- Counts every save, so that a second tab sees that another has changed it.
  version integer not null default 1,
  created_at timestamptz not null,
  created_by uuid not null references identity.person,
  created_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  submitted_at timestamptz,
  submitted_by_name text,
  closed_at timestamptz,
  outcome text,
  summary text,
  waiting_reason text,
  follow_up_on date,
  constraint case_submitted_is_whole check (state = 'draft' or (reference is not null and step_key is not null and flow_version_id is not null and submitted_at is not null)),
  constraint case_closed_has_outcome check (state <> 'closed' or (closed_at is not null and outcome is not null))
);
create index case_kindergarten on guidance.case (kindergarten_id, state);
create index case_team on guidance.case (team_org_id, state, due_on);
create index case_search on guidance.case using gin (platform.search_form(coalesce(reference, '')) gin_trgm_ops);

create sequence guidance.reference_number;
grant usage on sequence guidance.reference_number to samspill_app;

-- Which step the case was in, from when to when, and why it moved on.
create table guidance.case_step (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  step_key text not null,
  entered_at timestamptz not null,
  entered_by uuid not null,
  entered_by_name text not null,
  left_at timestamptz,
  reason_code text,
  reason_text text,
  undone_at timestamptz,
  constraint case_step_order check (left_at is null or left_at >= entered_at)
);
create index case_step_case on guidance.case_step (case_id, entered_at);
create unique index case_step_one_now on guidance.case_step (case_id) where left_at is null and undone_at is null;

create table guidance.assignment (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  membership_id uuid not null references identity.membership,
  adviser_name text not null,
  assigned_at timestamptz not null,
  assigned_by_name text not null,
  ended_at timestamptz,
  ended_reason text
);
create unique index assignment_once on guidance.assignment (case_id, membership_id) where ended_at is null;

create table guidance.note (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  visibility text not null constraint note_visibility check (visibility in ('shared', 'internal')),
  text text not null constraint note_text check (length(text) between 1 and 10000),
  written_at timestamptz not null,
  written_by uuid not null,
  written_by_name text not null
);
create index note_case on guidance.note (case_id, written_at);

create table guidance.meeting (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  kind text not null constraint meeting_kind check (kind in ('start-meeting', 'session')),
  held_on date not null,
  form text constraint meeting_form check (form in ('group', 'leader', 'individual', 'digital')),
  participants text,
  theme text,
  agreed text,
  minutes_used integer not null constraint meeting_minutes check (minutes_used between 0 and 1440),
  written_at timestamptz not null,
  written_by_name text not null
);
create index meeting_case on guidance.meeting (case_id, held_on);

create table guidance.observation (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  department text not null,
  observed_on date not null,
  focus text not null,
  tool text,
  situations text,
  adult_practice text,
  strengths text,
  questions text,
  feedback_on date,
  written_at timestamptz not null,
  written_by_name text not null
);
create index observation_case on guidance.observation (case_id, observed_on);

-- The plan both sides agree on: problem, goal, sign, measure, who, when, evaluated when.
create table guidance.plan_item (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  position integer not null,
  problem text not null,
  goal text not null,
  sign text not null,
  measure text not null,
  who text not null,
  timing text not null,
  evaluate_on date not null,
  written_at timestamptz not null,
  written_by_name text not null,
  removed_at timestamptz
);
create index plan_item_case on guidance.plan_item (case_id, position);
create table guidance.plan_agreement (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  side text not null constraint plan_agreement_side check (side in ('kindergarten', 'team')),
  agreed_at timestamptz not null,
  agreed_by_name text not null,
  void_at timestamptz
);
create unique index plan_agreement_once on guidance.plan_agreement (case_id, side) where void_at is null;

create table guidance.evaluation (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  side text not null constraint evaluation_side check (side in ('head', 'adviser')),
  goal_reached integer not null constraint evaluation_goal check (goal_reached between 1 and 5),
  changed_for_children text,
  changed_in_practice text,
  helped text,
  hindered text,
  next_step text,
  written_at timestamptz not null,
  written_by_name text not null,
  constraint evaluation_once unique (case_id, side)
);

-- A link or QR code for the whole staff. The address holds the secret; the table only its hash.
create table guidance.staff_link (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  token_hash bytea not null constraint staff_link_token unique,
  token text not null,
  opened_at timestamptz not null,
  closes_on date not null,
  closed_at timestamptz
);
create index staff_link_case on guidance.staff_link (case_id);
-- Anonymous: no person, no device, no time, and an id without time in it.
create table guidance.staff_answer (
  id uuid primary key default gen_random_uuid(),
  link_id uuid not null references guidance.staff_link,
  benefit integer not null constraint staff_answer_benefit check (benefit between 1 and 5),
  practice integer not null constraint staff_answer_practice check (practice between 1 and 5),
  involved integer not null constraint staff_answer_involved check (involved between 1 and 5)
);

create table guidance.attachment (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  name text not null,
  media_type text not null,
  size integer not null constraint attachment_size check (size between 1 and 10485760),
  sha256 text not null,
  content bytea not null,
  added_at timestamptz not null,
  added_by_name text not null,
  removed_at timestamptz
);
create index attachment_case on guidance.attachment (case_id);

-- A case handed to another service: only this row and what it says is shared, never the case itself.
create table guidance.hand_over (
  id uuid primary key default uuidv7(),
  case_id uuid not null references guidance.case,
  to_org_id uuid not null references register.organisation,
  shared_summary text not null,
  reason_code text not null,
  handed_at timestamptz not null,
  handed_by_name text not null,
  answer text constraint hand_over_answer check (answer in ('accepted', 'declined')),
  answer_text text,
  answered_at timestamptz,
  answered_by_name text
);
create index hand_over_case on guidance.hand_over (case_id);
create index hand_over_to on guidance.hand_over (to_org_id);

alter table guidance.flow_version enable row level security;
create policy flow_version_read on guidance.flow_version for select to samspill_app using (platform.is_system() or status <> 'draft' and platform.actor_role() <> '' or team_org_id = platform.actor_org());
create policy flow_version_write on guidance.flow_version for all to samspill_app
  using (platform.is_system() or (team_org_id = platform.actor_org() and platform.actor_role() = 'team-leader'))
  with check (platform.is_system() or (team_org_id = platform.actor_org() and platform.actor_role() = 'team-leader'));
grant select, insert, update on guidance.flow_version to samspill_app;
alter table guidance.theme enable row level security;
create policy theme_read on guidance.theme for select to samspill_app using (true);
create policy theme_write on guidance.theme for all to samspill_app
  using (platform.is_system() or (team_org_id = platform.actor_org() and platform.actor_role() = 'team-leader'))
  with check (platform.is_system() or (team_org_id = platform.actor_org() and platform.actor_role() = 'team-leader'));
grant select, insert, update on guidance.theme to samspill_app;

-- The kindergarten sees its own; the team sees what has been sent to it. Nobody else: not the owner, not the authority that inspects.
alter table guidance.case enable row level security;
create policy case_kindergarten on guidance.case for all to samspill_app
  using (kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader'))
  with check (kindergarten_id = platform.actor_org() and platform.actor_role() = 'head');
create policy case_team on guidance.case for all to samspill_app
  using (team_org_id = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader') and state <> 'draft')
  with check (team_org_id = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader') and state <> 'draft');
create policy case_system on guidance.case for all to samspill_app using (platform.is_system()) with check (platform.is_system());
grant select, insert, update on guidance.case to samspill_app;

-- What belongs to a case is seen by those who see the case; what is internal to the team, by the team.
do $$
declare name text;
begin
  foreach name in array array['case_step', 'assignment', 'meeting', 'observation', 'plan_item', 'plan_agreement', 'evaluation', 'staff_link', 'attachment', 'note'] loop
    execute format('alter table guidance.%I enable row level security', name);
    execute format('create policy %I on guidance.%I for all to samspill_app using (platform.is_system() or exists (select from guidance.case c where c.id = case_id)%s) with check (platform.is_system() or exists (select from guidance.case c where c.id = case_id)%s)',
      name || '_with_case', name,
      case when name = 'note' then ' and (visibility = ''shared'' or platform.actor_role() in (''adviser'', ''team-leader''))' else '' end,
      case when name = 'note' then ' and (visibility = ''shared'' or platform.actor_role() in (''adviser'', ''team-leader''))' else '' end);
    execute format('grant select, insert, update on guidance.%I to samspill_app', name);
  end loop;
end $$;
grant delete on guidance.evaluation to samspill_app;

alter table guidance.hand_over enable row level security;
create policy hand_over_case on guidance.hand_over for all to samspill_app
  using (platform.is_system() or exists (select from guidance.case c where c.id = case_id))
  with check (platform.is_system() or exists (select from guidance.case c where c.id = case_id));
create policy hand_over_receiver on guidance.hand_over for select to samspill_app using (to_org_id = platform.actor_org() and platform.actor_role() = 'service-contact');
create policy hand_over_answer on guidance.hand_over for update to samspill_app
  using (to_org_id = platform.actor_org() and platform.actor_role() = 'service-contact')
  with check (to_org_id = platform.actor_org() and platform.actor_role() = 'service-contact');
grant select, insert, update on guidance.hand_over to samspill_app;

-- Nobody reads single answers, not even the program: they go in and come out only through these two functions.
alter table guidance.staff_answer enable row level security;
create function guidance.open_staff_link(hash bytea, at timestamptz) returns table (link_id uuid, kindergarten text, closes_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select l.id, o.name, l.closes_on from guidance.staff_link l join guidance.case c on c.id = l.case_id join register.organisation o on o.id = c.kindergarten_id
  where l.token_hash = hash and l.closed_at is null and l.closes_on >= (at at time zone 'Europe/Oslo')::date;
end;
create function guidance.cast_staff_answer(hash bytea, at timestamptz, benefit integer, practice integer, involved integer) returns boolean
language sql security definer set search_path = pg_catalog, pg_temp begin atomic
  with put as (insert into guidance.staff_answer (link_id, benefit, practice, involved)
    select l.id, benefit, practice, involved from guidance.staff_link l
    where l.token_hash = hash and l.closed_at is null and l.closes_on >= (at at time zone 'Europe/Oslo')::date returning 1)
  select exists (select from put);
end;
-- Means over the whole link, only when it is closed for answers and five or more have answered. Before that: how many, as "under five" or the number.
create function guidance.staff_result(of_case uuid, at timestamptz) returns table (answers integer, benefit numeric, practice numeric, involved numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select case when count(a.id) >= 5 then count(a.id)::integer end,
    case when count(a.id) >= 5 and bool_and(over) then round(avg(a.benefit), 1) end,
    case when count(a.id) >= 5 and bool_and(over) then round(avg(a.practice), 1) end,
    case when count(a.id) >= 5 and bool_and(over) then round(avg(a.involved), 1) end
  from (select l.id, l.closed_at is not null or l.closes_on < (at at time zone 'Europe/Oslo')::date as over from guidance.staff_link l join guidance.case c on c.id = l.case_id
        where l.case_id = of_case
          and ((c.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader'))
            or (c.team_org_id = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader')))
        order by l.opened_at desc limit 1) link
  left join guidance.staff_answer a on a.link_id = link.id;
end;
revoke all on function guidance.open_staff_link, guidance.cast_staff_answer, guidance.staff_result from public;
grant execute on function guidance.open_staff_link, guidance.cast_staff_answer, guidance.staff_result to samspill_app;
