-- Joint programmes: many kindergartens, cohort by cohort, each department observed, told what was seen and guided, again and again.

create table measures.programme (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  -- The competence team or the owner that leads it.
  lead_id uuid not null references register.organisation,
  start_key uuid not null constraint programme_start_key unique,
  title text not null constraint programme_title check (length(btrim(title)) between 1 and 200),
  goal text not null constraint programme_goal check (length(btrim(goal)) between 1 and 1800),
  -- What is looked for in each department: the same in all.
  focus text not null default '' constraint programme_focus check (length(focus) <= 1800),
  -- Codes of guidance.theme_card.
  themes text[] not null default '{}' constraint programme_themes check (cardinality(themes) <= 12),
  starts_on date not null,
  ends_on date not null,
  ended_on date,
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint programme_period check (ends_on >= starts_on)
);
create index programme_lead on measures.programme (lead_id);

create table measures.programme_cohort (
  id uuid primary key default uuidv7(),
  programme_id uuid not null references measures.programme on delete cascade,
  start_key uuid not null constraint programme_cohort_start_key unique,
  -- 1 is the first; the next one takes over from it.
  position integer not null constraint programme_cohort_position check (position between 1 and 50),
  name text not null constraint programme_cohort_name check (length(btrim(name)) between 1 and 120),
  starts_on date not null,
  ends_on date not null,
  -- What it learned, given to the next cohort the day it was handed over.
  learned text not null default '' constraint programme_cohort_learned check (length(learned) <= 5000),
  handed_over_on date,
  handed_over_by_name text,
  received text not null default '' constraint programme_cohort_received check (length(received) <= 5000),
  constraint programme_cohort_period check (ends_on >= starts_on),
  constraint programme_cohort_handed check ((handed_over_on is null) = (handed_over_by_name is null)),
  constraint programme_cohort_order unique (programme_id, position)
);

-- A kindergarten's place: offered, and answered by its head. It is in one cohort of a programme.
create table measures.programme_place (
  programme_id uuid not null references measures.programme on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  -- What letters about the offer are about.
  id uuid not null default uuidv7() constraint programme_place_id unique,
  cohort_id uuid not null references measures.programme_cohort on delete cascade,
  state text not null constraint programme_place_state check (state in ('offered', 'part', 'declined', 'taken-back', 'left')),
  -- Empty: all its departments.
  departments uuid[] not null default '{}' constraint programme_place_departments check (cardinality(departments) <= 30),
  answered_at timestamptz,
  answered_by_name text,
  left_on date,
  left_reason text constraint programme_place_reason check (left_reason in ('capacity', 'staff-changed', 'other-work', 'closed', 'other')),
  primary key (programme_id, kindergarten_id),
  constraint programme_place_answered check ((state = 'offered') = (answered_at is null) and (answered_at is null) = (answered_by_name is null)),
  constraint programme_place_left check ((state = 'left') = (left_on is not null) and (left_on is null) = (left_reason is null))
);
create index programme_place_kindergarten on measures.programme_place (kindergarten_id);
create index programme_place_cohort on measures.programme_place (cohort_id);

-- One round in one department: a day of observation, one of feedback, one of guidance; planned, and as it was.
create table measures.programme_cycle (
  id uuid primary key default uuidv7(),
  programme_id uuid not null references measures.programme on delete cascade,
  cohort_id uuid not null references measures.programme_cohort on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  -- Null: the whole kindergarten, where no departments are registered.
  department_id uuid references register.organisation,
  round integer not null constraint programme_cycle_round check (round between 1 and 20),
  observe_on date not null,
  feedback_on date not null,
  guide_on date not null,
  observer_id uuid references identity.person on delete set null,
  observer_name text not null default '' constraint programme_cycle_observer check (length(observer_name) <= 200),
  observed_on date,
  fed_back_on date,
  guided_on date,
  called_off_on date,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint programme_cycle_planned check (feedback_on >= observe_on and guide_on >= feedback_on),
  constraint programme_cycle_done check ((fed_back_on is null or fed_back_on >= observed_on) and (guided_on is null or guided_on >= fed_back_on) and (fed_back_on is null or observed_on is not null) and (guided_on is null or fed_back_on is not null)),
  constraint programme_cycle_once unique nulls not distinct (programme_id, kindergarten_id, department_id, round)
);
create index programme_cycle_kindergarten on measures.programme_cycle (kindergarten_id);
create index programme_cycle_observer_of on measures.programme_cycle (observer_id) where guided_on is null and called_off_on is null;

-- What was seen of the department's practice, what was told, and what was agreed. Apart from the days, because fewer read it.
create table measures.programme_words (
  cycle_id uuid primary key references measures.programme_cycle on delete cascade,
  seen text not null default '' constraint programme_words_seen check (length(seen) <= 5000),
  strengths text not null default '' constraint programme_words_strengths check (length(strengths) <= 5000),
  fed_back text not null default '' constraint programme_words_fed_back check (length(fed_back) <= 5000),
  agreed text not null default '' constraint programme_words_agreed check (length(agreed) <= 5000),
  -- A result that was entered of the kindergarten, when the observation used an instrument.
  score_set_id uuid,
  changed_at timestamptz not null,
  changed_by_name text not null
);

create function measures.leads_programmes() returns boolean language sql stable parallel safe
  return platform.actor_role() in ('owner', 'adviser', 'team-leader');
create function measures.programmes_led() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id from measures.programme p where p.lead_id = platform.actor_org() and platform.actor_role() in ('owner', 'adviser', 'team-leader');
end;
-- Places the actor may know of: the own, those of programmes it leads, and those of an owner's kindergartens that have said yes.
create function measures.programme_places() returns table (programme_id uuid, kindergarten_id uuid, cohort_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.programme_id, p.kindergarten_id, p.cohort_id from measures.programme_place p where p.kindergarten_id = platform.actor_org() and p.state <> 'taken-back' and platform.actor_role() in ('head', 'pedagogical-leader')
  union select p.programme_id, p.kindergarten_id, p.cohort_id from measures.programme_place p where p.programme_id in (select measures.programmes_led())
  union select p.programme_id, p.kindergarten_id, p.cohort_id from measures.programme_place p where platform.actor_role() = 'owner' and p.state in ('part', 'left')
    and exists (select from register.relation r where r.from_id = p.kindergarten_id and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today());
end;
revoke all on function measures.leads_programmes, measures.programmes_led, measures.programme_places from public;
grant execute on function measures.leads_programmes, measures.programmes_led, measures.programme_places to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['programme', 'programme_cohort', 'programme_place', 'programme_cycle', 'programme_words'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on measures.%I to samspill_app', name);
  end loop;
end $$;
create policy programme_read on measures.programme for select to samspill_app
  using ((lead_id = (select platform.actor_org()) and (select measures.leads_programmes())) or id in (select s.programme_id from measures.programme_places() s));
create policy programme_begin on measures.programme for insert to samspill_app
  with check (lead_id = (select platform.actor_org()) and (select measures.leads_programmes()) and changed_by_name = (select platform.actor_name()));
create policy programme_change on measures.programme for update to samspill_app
  using (lead_id = (select platform.actor_org()) and (select measures.leads_programmes())) with check (lead_id = (select platform.actor_org()) and changed_by_name = (select platform.actor_name()));
create policy programme_cohort_read on measures.programme_cohort for select to samspill_app
  using (programme_id in (select measures.programmes_led()) or id in (select s.cohort_id from measures.programme_places() s));
create policy programme_cohort_begin on measures.programme_cohort for insert to samspill_app with check (programme_id in (select measures.programmes_led()));
create policy programme_cohort_change on measures.programme_cohort for update to samspill_app using (programme_id in (select measures.programmes_led())) with check (programme_id in (select measures.programmes_led()));
create policy programme_place_read on measures.programme_place for select to samspill_app using ((programme_id, kindergarten_id) in (select s.programme_id, s.kindergarten_id from measures.programme_places() s));
create policy programme_place_offer on measures.programme_place for insert to samspill_app
  with check (programme_id in (select measures.programmes_led()) and kindergarten_id in (select measures.may_take_part()) and state = 'offered');
create policy programme_place_lead on measures.programme_place for update to samspill_app
  using (programme_id in (select measures.programmes_led()))
  with check (programme_id in (select measures.programmes_led()) and ((state = 'offered' and kindergarten_id in (select measures.may_take_part())) or (state in ('taken-back', 'left') and answered_by_name = (select platform.actor_name()))));
create policy programme_place_answer on measures.programme_place for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and state in ('offered', 'part'))
  with check (kindergarten_id = (select platform.actor_org()) and state in ('part', 'declined', 'left') and answered_by_name = (select platform.actor_name()));
create policy programme_cycle_read on measures.programme_cycle for select to samspill_app using ((programme_id, kindergarten_id) in (select s.programme_id, s.kindergarten_id from measures.programme_places() s));
create policy programme_cycle_plan on measures.programme_cycle for insert to samspill_app
  with check (programme_id in (select measures.programmes_led()) and changed_by_name = (select platform.actor_name())
    and exists (select from measures.programme_place p where p.programme_id = programme_cycle.programme_id and p.kindergarten_id = programme_cycle.kindergarten_id and p.cohort_id = programme_cycle.cohort_id and p.state = 'part'));
create policy programme_cycle_change on measures.programme_cycle for update to samspill_app
  using (programme_id in (select measures.programmes_led())) with check (programme_id in (select measures.programmes_led()) and changed_by_name = (select platform.actor_name()));
-- A kindergarten that leaves calls off what it has before it, and nothing else.
create policy programme_cycle_call_off on measures.programme_cycle for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and guided_on is null and called_off_on is null)
  with check (kindergarten_id = (select platform.actor_org()) and called_off_on is not null and changed_by_name = (select platform.actor_name()));
-- Whoever leads it writes; the kindergarten reads when the department has been told, and no owner does.
create policy programme_words_lead on measures.programme_words for select to samspill_app
  using (exists (select from measures.programme_cycle c where c.id = cycle_id and c.programme_id in (select measures.programmes_led())));
create policy programme_words_own on measures.programme_words for select to samspill_app
  using ((select platform.actor_role()) in ('head', 'pedagogical-leader') and exists (select from measures.programme_cycle c where c.id = cycle_id and c.kindergarten_id = (select platform.actor_org()) and c.fed_back_on is not null));
create policy programme_words_write on measures.programme_words for insert to samspill_app
  with check (changed_by_name = (select platform.actor_name()) and exists (select from measures.programme_cycle c where c.id = cycle_id and c.programme_id in (select measures.programmes_led())));
create policy programme_words_change on measures.programme_words for update to samspill_app
  using (exists (select from measures.programme_cycle c where c.id = cycle_id and c.programme_id in (select measures.programmes_led()))) with check (changed_by_name = (select platform.actor_name()));
grant update (title, goal, focus, themes, starts_on, ends_on, ended_on, version, changed_at, changed_by_name) on measures.programme to samspill_app;
grant update (name, starts_on, ends_on, learned, handed_over_on, handed_over_by_name, received) on measures.programme_cohort to samspill_app;
grant update (cohort_id, state, departments, answered_at, answered_by_name, left_on, left_reason) on measures.programme_place to samspill_app;
grant update (observe_on, feedback_on, guide_on, observer_id, observer_name, observed_on, fed_back_on, guided_on, called_off_on, version, changed_at, changed_by_name) on measures.programme_cycle to samspill_app;
grant update (seen, strengths, fed_back, agreed, score_set_id, changed_at, changed_by_name) on measures.programme_words to samspill_app;

-- Published (docs/data/programme-card.md): one row for each kindergarten's place in a programme.
create view measures.programme_card with (security_invoker) as
  select p.id, p.region_id, l.kindergarten_id, p.lead_id, p.title, p.themes, c.id as cohort_id, c.name as cohort,
    case when l.state = 'left' then 'left' when l.state = 'offered' then 'offered' when p.ended_on is not null or c.handed_over_on is not null then 'closed' else 'part' end as state,
    c.starts_on, c.ends_on, coalesce(l.left_on, p.ended_on, c.handed_over_on) as closed_on,
    (select min(case when y.observed_on is null then y.observe_on when y.fed_back_on is null then y.feedback_on else y.guide_on end) from measures.programme_cycle y
      where y.programme_id = l.programme_id and y.kindergarten_id = l.kindergarten_id and y.guided_on is null and y.called_off_on is null) as next_on,
    (select count(*)::integer from measures.programme_cycle y where y.programme_id = l.programme_id and y.kindergarten_id = l.kindergarten_id and y.observed_on is not null) as observed,
    (select count(*)::integer from measures.programme_cycle y where y.programme_id = l.programme_id and y.kindergarten_id = l.kindergarten_id and y.guided_on is not null) as guided
  from measures.programme p join measures.programme_place l on l.programme_id = p.id and l.state in ('offered', 'part', 'left') join measures.programme_cohort c on c.id = l.cohort_id;
grant select on measures.programme_card to samspill_app;

-- Programmes whose time is out, with everything in them. @returns their ids, so that what happened to them can go too.
create function measures.forget_programmes(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query delete from measures.programme p where coalesce(p.ended_on, p.ends_on) < before returning p.id;
end $$;
revoke all on function measures.forget_programmes from public;
grant execute on function measures.forget_programmes to samspill_app;
