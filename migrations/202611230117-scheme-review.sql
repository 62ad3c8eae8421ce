-- The review: what decides whether a report can be prioritised, who reads, what they give and why, and what is said on the way.

-- The criteria of a round with their weights, copied from the scheme and then kept in versions. The newest holds.
create table scheme.review_criteria (
  round_id uuid not null references scheme.round,
  number integer not null constraint review_criteria_number check (number > 0),
  -- { eligibility, priority (with weights that make 100), most (points), apart (difference that is pointed out) }
  definition jsonb not null,
  made_at timestamptz not null,
  made_by_name text not null,
  primary key (round_id, number)
);

-- What the county governor found for one criterion, each time it was considered. The last one holds.
create table scheme.eligibility (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  criterion_code text not null,
  outcome text not null constraint eligibility_outcome check (outcome in ('met', 'not-met', 'must-be-clarified')),
  note text not null default '' constraint eligibility_note check (length(note) <= 2000),
  at timestamptz not null,
  by_name text not null,
  -- Two officers may have one name: who went through it is another person than this one.
  by_person uuid default platform.actor_person() references identity.person
);
create index eligibility_report on scheme.eligibility (report_id, criterion_code, at desc);

-- A question to the applicant about something that is not clear. It opens nothing; the answer is added to the report's handling.
create table scheme.clarification (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  question text not null constraint clarification_question check (length(btrim(question)) between 1 and 4000),
  asked_at timestamptz not null,
  asked_by_name text not null,
  answer text constraint clarification_answer check (length(btrim(answer)) between 1 and 8000),
  answered_at timestamptz,
  answered_by_name text,
  constraint clarification_answered check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by_name is null))
);
create index clarification_report on scheme.clarification (report_id, asked_at);

-- A thematic working group of a round, and who is in it. A member reads for the organisation they come from.
create table scheme.review_group (
  id uuid primary key default uuidv7(),
  round_id uuid not null references scheme.round,
  name text not null constraint review_group_name check (length(btrim(name)) between 1 and 200),
  themes text[] not null default '{}',
  made_at timestamptz not null,
  made_by_name text not null,
  ended_at timestamptz
);
create index review_group_round on scheme.review_group (round_id);
create table scheme.review_group_member (
  id uuid primary key default uuidv7(),
  group_id uuid not null references scheme.review_group,
  person_id uuid not null references identity.person,
  person_name text not null,
  org_id uuid not null references register.organisation,
  added_at timestamptz not null,
  added_by_name text not null,
  ended_at timestamptz,
  ended_by_name text
);
create unique index review_group_member_once on scheme.review_group_member (group_id, person_id) where ended_at is null;
create index review_group_member_person on scheme.review_group_member (person_id);

-- What a reader has begun to give. Nobody else sees it.
create table scheme.score (
  report_id uuid not null references scheme.report,
  person_id uuid not null references identity.person,
  criterion_code text not null,
  points smallint constraint score_points check (points between 0 and 100),
  reason text not null default '' constraint score_reason check (length(reason) <= 4000),
  criteria_number integer not null,
  changed_at timestamptz not null,
  primary key (report_id, person_id, criterion_code)
);
create index score_person on scheme.score (person_id);

-- What a reader has delivered, as it was delivered. It may be sent back with a reason, and delivered again; nothing of it is changed.
create table scheme.review_delivery (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  person_id uuid not null references identity.person,
  person_name text not null,
  org_name text not null,
  criteria_number integer not null,
  submission_number integer not null,
  -- [{ code, points, reason }]
  scores jsonb not null,
  -- Weighted, 0 to 100.
  points numeric(7, 4) not null constraint review_delivery_points check (points between 0 and 100),
  delivered_at timestamptz not null,
  returned_at timestamptz,
  returned_by_name text,
  return_reason text constraint review_delivery_return_reason check (length(btrim(return_reason)) between 1 and 2000),
  constraint review_delivery_returned check ((returned_at is null) = (return_reason is null) and (returned_at is null) = (returned_by_name is null))
);
create unique index review_delivery_once on scheme.review_delivery (report_id, person_id) where returned_at is null;
create index review_delivery_person on scheme.review_delivery (person_id);

-- A comment, each wording of it.
create table scheme.review_comment (
  id uuid primary key default uuidv7(),
  thread_id uuid not null,
  number integer not null constraint review_comment_number check (number > 0),
  report_id uuid not null references scheme.report,
  text text not null constraint review_comment_text check (length(btrim(text)) between 1 and 4000),
  person_id uuid not null references identity.person,
  person_name text not null,
  at timestamptz not null,
  constraint review_comment_once unique (thread_id, number)
);
create index review_comment_report on scheme.review_comment (report_id);

-- Something that must be looked at by others, until it has been.
create table scheme.review_flag (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  kind text not null constraint review_flag_kind check (kind in ('quality', 'escalated', 'funding', 'other')),
  reason text not null constraint review_flag_reason check (length(btrim(reason)) between 1 and 2000),
  person_id uuid not null references identity.person,
  raised_by_name text not null,
  raised_at timestamptz not null,
  resolved_at timestamptz,
  resolved_by_name text,
  resolution text constraint review_flag_resolution check (length(btrim(resolution)) between 1 and 2000),
  constraint review_flag_resolved check ((resolved_at is null) = (resolution is null) and (resolved_at is null) = (resolved_by_name is null))
);
create index review_flag_report on scheme.review_flag (report_id);

-- A second officer has gone through the assessment. What is changed later has not been gone through.
create table scheme.review_check (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  note text not null default '' constraint review_check_note check (length(note) <= 2000),
  at timestamptz not null,
  by_name text not null
);
create index review_check_report on scheme.review_check (report_id, at);

-- Assessments that the actor may read: a reader sees what others have given and said when their own is delivered.
create function scheme.open_reviews() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select h.id from scheme.handled_reports() as h(id)
  where h.id not in (
    select a.report_id from scheme.assignment a where a.person_id = platform.actor_person()
      and not exists (select from scheme.review_delivery d where d.report_id = a.report_id and d.person_id = a.person_id and d.returned_at is null));
end;
-- Reports the actor is to read, while the review goes on.
create function scheme.reports_to_read() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select a.report_id from scheme.assignment a join scheme.report r on r.id = a.report_id join scheme.round d on d.id = r.round_id
  where a.person_id = platform.actor_person() and r.state = 'submitted' and d.stage = 'in-review' and a.report_id in (select scheme.handled_reports());
end;
create function scheme.own_review_groups() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.group_id from scheme.review_group_member m where m.person_id = platform.actor_person() and m.ended_at is null;
end;
create function scheme.own_comment(thread uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select not exists (select from scheme.review_comment c where c.thread_id = thread and c.person_id <> platform.actor_person());
end;

-- How readers stand to those in reports: a role now or in the last year at one of them, at who owns it, or at what it owns.
create function scheme.reader_ties(reports uuid[], people uuid[]) returns table (report_id uuid, person_id uuid, org_name text, tie text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with party as (
    select p.report_id, p.org_id from scheme.report_party p
    where p.report_id = any (reports) and p.state <> 'declined' and p.report_id in (select scheme.governed_reports())
  ), role as (
    select m.person_id, m.org_id from identity.membership m
    where m.person_id = any (people) and m.period && daterange(platform.today() - 365, platform.today(), '[]')
  ), owned as (
    select r.from_id, r.to_id from register.relation r where r.kind = 'owned-by' and r.period @> platform.today()
  ), tied as (
    select party.report_id, role.person_id, role.org_id, 'party' as tie from party join role on role.org_id = party.org_id
    union select party.report_id, role.person_id, role.org_id, 'owns' from party join owned on owned.from_id = party.org_id join role on role.org_id = owned.to_id
    union select party.report_id, role.person_id, role.org_id, 'owned' from party join owned on owned.to_id = party.org_id join role on role.org_id = owned.from_id
  )
  select distinct on (t.report_id, t.person_id) t.report_id, t.person_id, o.name, t.tie from tied t join register.organisation o on o.id = t.org_id
  order by t.report_id, t.person_id, case t.tie when 'party' then 1 when 'owns' then 2 else 3 end, o.name;
end;
-- Who can be asked into a working group: the county governor's own, the forum's members, and anyone with a role by their full e-mail address.
create function scheme.review_candidates(of_round uuid, mail text) returns table (person_id uuid, name text, org_id uuid, org_name text, source text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct on (c.person_id, c.org_id) c.person_id, p.name, c.org_id, o.name, c.source from (
    select m.person_id, m.org_id, 'officer' as source from identity.membership m
      where m.org_id = platform.actor_org() and m.role = 'county-governor' and m.period @> platform.today()
    union all select f.person_id, f.org_id, 'forum' from scheme.forum_member f join scheme.round d on d.forum_id = f.forum_id
      where d.id = of_round and f.period @> platform.today()
    union all select m.person_id, m.org_id, 'mail' from identity.membership m join identity.person e on e.id = m.person_id
      where mail <> '' and lower(e.email) = lower(mail) and m.period @> platform.today()
  ) c join identity.person p on p.id = c.person_id join register.organisation o on o.id = c.org_id
  where of_round in (select scheme.managed_rounds())
  order by c.person_id, c.org_id, case c.source when 'officer' then 1 when 'forum' then 2 else 3 end;
end;
-- Those who are assigned a report, by name, whoever handles it.
create function scheme.readers_of(reports uuid[]) returns table (report_id uuid, person_id uuid, name text, assigned_at timestamptz, assigned_by_name text, delivered boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select a.report_id, a.person_id, p.name, a.assigned_at, a.assigned_by_name,
    exists (select from scheme.review_delivery d where d.report_id = a.report_id and d.person_id = a.person_id and d.returned_at is null)
  from scheme.assignment a join identity.person p on p.id = a.person_id
  where a.report_id = any (reports) and a.report_id in (select scheme.handled_reports())
  order by a.report_id, p.name, a.person_id;
end;
-- How many assessments have been delivered in a round, whoever of the county governor's people asks: weights are not set with scores in hand.
create function scheme.deliveries_in(of_round uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select count(*)::integer from scheme.review_delivery d join scheme.report r on r.id = d.report_id
  where r.round_id = of_round and d.returned_at is null and of_round in (select scheme.managed_rounds());
end;
revoke all on function scheme.open_reviews, scheme.reports_to_read, scheme.own_review_groups, scheme.own_comment, scheme.reader_ties, scheme.review_candidates, scheme.readers_of, scheme.deliveries_in from public;
grant execute on function scheme.open_reviews, scheme.reports_to_read, scheme.own_review_groups, scheme.own_comment, scheme.reader_ties, scheme.review_candidates, scheme.readers_of, scheme.deliveries_in to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['review_criteria', 'eligibility', 'clarification', 'review_group', 'review_group_member', 'score', 'review_delivery', 'review_comment', 'review_flag', 'review_check'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on scheme.%I to samspill_app', name);
  end loop;
end $$;
-- What is given and said is never rewritten; only these columns come later.
grant update (answer, answered_at, answered_by_name) on scheme.clarification to samspill_app;
grant update (name, themes) on scheme.review_group to samspill_app;
grant update (ended_at, ended_by_name) on scheme.review_group_member to samspill_app;
grant update, delete on scheme.score to samspill_app;
grant update (returned_at, returned_by_name, return_reason) on scheme.review_delivery to samspill_app;
grant update (resolved_at, resolved_by_name, resolution) on scheme.review_flag to samspill_app;

-- The weights are for everyone who may see the round.
create policy review_criteria_read on scheme.review_criteria for select to samspill_app using (exists (select from scheme.round d where d.id = round_id));
create policy review_criteria_write on scheme.review_criteria for insert to samspill_app with check (round_id in (select scheme.managed_rounds()) and made_by_name = (select platform.actor_name()));

create policy eligibility_read on scheme.eligibility for select to samspill_app using (report_id in (select scheme.handled_reports()));
create policy eligibility_write on scheme.eligibility for insert to samspill_app with check (report_id in (select scheme.governed_reports()) and by_name = (select platform.actor_name()) and by_person = (select platform.actor_person()));

create policy clarification_read on scheme.clarification for select to samspill_app using (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports()));
create policy clarification_ask on scheme.clarification for insert to samspill_app with check (report_id in (select scheme.governed_reports()) and asked_by_name = (select platform.actor_name()) and answer is null);
create policy clarification_give on scheme.clarification for update to samspill_app
  using (report_id in (select scheme.written_reports()) and answer is null)
  with check (report_id in (select scheme.written_reports()) and answered_by_name = (select platform.actor_name()));

create policy review_group_read on scheme.review_group for select to samspill_app using (round_id in (select scheme.managed_rounds()) or id in (select scheme.own_review_groups()));
create policy review_group_write on scheme.review_group for all to samspill_app using (round_id in (select scheme.managed_rounds()));
create policy review_group_member_read on scheme.review_group_member for select to samspill_app
  using (group_id in (select scheme.own_review_groups()) or exists (select from scheme.review_group g where g.id = group_id and g.round_id in (select scheme.managed_rounds())));
create policy review_group_member_write on scheme.review_group_member for all to samspill_app
  using (exists (select from scheme.review_group g where g.id = group_id and g.round_id in (select scheme.managed_rounds())));

create policy score_own on scheme.score for select to samspill_app using (person_id = (select platform.actor_person()) and report_id in (select scheme.handled_reports()));
create policy score_write on scheme.score for all to samspill_app
  using (person_id = (select platform.actor_person()) and report_id in (select scheme.reports_to_read()));
create policy review_delivery_read on scheme.review_delivery for select to samspill_app
  using ((person_id = (select platform.actor_person()) and report_id in (select scheme.handled_reports())) or report_id in (select scheme.open_reviews()));
create policy review_delivery_give on scheme.review_delivery for insert to samspill_app
  with check (person_id = (select platform.actor_person()) and person_name = (select platform.actor_name()) and report_id in (select scheme.reports_to_read()) and returned_at is null);
create policy review_delivery_return on scheme.review_delivery for update to samspill_app
  using (report_id in (select scheme.governed_reports()) and report_id in (select scheme.open_reviews()) and returned_at is null)
  with check (report_id in (select scheme.governed_reports()) and returned_by_name = (select platform.actor_name()));

create policy review_comment_read on scheme.review_comment for select to samspill_app
  using ((person_id = (select platform.actor_person()) and report_id in (select scheme.handled_reports())) or report_id in (select scheme.open_reviews()));
create policy review_comment_write on scheme.review_comment for insert to samspill_app
  with check (person_id = (select platform.actor_person()) and person_name = (select platform.actor_name()) and report_id in (select scheme.handled_reports()) and (select scheme.own_comment(thread_id)));

create policy review_flag_read on scheme.review_flag for select to samspill_app
  using ((person_id = (select platform.actor_person()) and report_id in (select scheme.handled_reports())) or report_id in (select scheme.open_reviews()));
create policy review_flag_raise on scheme.review_flag for insert to samspill_app
  with check (person_id = (select platform.actor_person()) and raised_by_name = (select platform.actor_name()) and report_id in (select scheme.handled_reports()) and resolved_at is null);
create policy review_flag_resolve on scheme.review_flag for update to samspill_app
  using (report_id in (select scheme.governed_reports()) and resolved_at is null)
  with check (report_id in (select scheme.governed_reports()) and resolved_by_name = (select platform.actor_name()));
create policy review_check_read on scheme.review_check for select to samspill_app using (report_id in (select scheme.handled_reports()));
create policy review_check_write on scheme.review_check for insert to samspill_app with check (report_id in (select scheme.governed_reports()) and by_name = (select platform.actor_name()));

-- Published: where the assessment of each sent report stands, as far as the one who asks may see it. `points` is weighted, 0 to 100, the mean of what is
-- delivered; `eligible` is true when every criterion is met, false when one is not, null when something is still open.
create view scheme.report_score with (security_invoker) as
  select r.id as report_id, d.points, coalesce(a.readers, 0)::integer as readers, coalesce(d.delivered, 0)::integer as delivered,
    case when e.not_met > 0 then false
      when coalesce(e.met, 0) >= jsonb_array_length(coalesce(c.definition -> 'eligibility', s.definition -> 'eligibility', '[]'::jsonb)) then true end as eligible
  from scheme.report r
    join scheme.round n on n.id = r.round_id
    join scheme.scheme s on s.code = n.scheme_code
    left join (select distinct on (round_id) round_id, definition from scheme.review_criteria order by round_id, number desc) c on c.round_id = r.round_id
    left join (select report_id, count(*) as readers from scheme.assignment group by report_id) a on a.report_id = r.id
    left join (select report_id, round(avg(points), 2) as points, count(*) as delivered from scheme.review_delivery where returned_at is null group by report_id) d on d.report_id = r.id
    left join (
      select report_id, count(*) filter (where outcome = 'not-met') as not_met, count(*) filter (where outcome = 'met') as met
      from (select distinct on (report_id, criterion_code) report_id, outcome from scheme.eligibility order by report_id, criterion_code, at desc, id desc) last group by report_id
    ) e on e.report_id = r.id
  where r.submitted_at is not null;
grant select on scheme.report_score to samspill_app;
