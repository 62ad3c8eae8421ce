-- Plans of a municipality: goals and working goals, what is done about them, a hearing, and a version that stands once it is adopted.
-- The rules in words: docs/rules/strategy-plans.md.

-- The national frames over time. Open knowledge, with its source.
create table strategy.national_frame (
  code text primary key,
  name_nb text not null,
  name_nn text not null,
  name_en text not null,
  from_year integer not null,
  -- Null: it still holds.
  until_year integer,
  source text not null,
  constraint national_frame_years check (until_year is null or until_year >= from_year)
);
insert into strategy.national_frame values
  ('2018-2022', 'Kompetanse for fremtidens barnehage', 'Kompetanse for framtidas barnehage', 'Competence for the kindergarten of the future', 2018, 2022, 'Kunnskapsdepartementet: Kompetanse for fremtidens barnehage. Revidert strategi for kompetanse og rekruttering 2018–2022'),
  ('2023-2025', 'Kompetanse for fremtidens barnehage, revidert', 'Kompetanse for framtidas barnehage, revidert', 'Competence for the kindergarten of the future, revised', 2023, 2025, 'Kunnskapsdepartementet: Kompetanse for fremtidens barnehage. Revidert strategi for kompetanse og rekruttering 2023–2025'),
  ('2026', 'Tilskudd til kollektiv kompetanseutvikling', 'Tilskot til kollektiv kompetanseutvikling', 'Grants for collective competence development', 2026, null, 'Forskrift om tilskudd til kollektiv kompetanseutvikling i barnehage og grunnskole, i kraft fra 1. januar 2026');

create table strategy.plan (
  id uuid primary key default uuidv7(),
  region_id text references register.region,
  municipality_id uuid not null references register.organisation,
  -- The same for every version of a plan.
  series_id uuid not null,
  version integer not null constraint plan_version check (version between 1 and 99),
  state text not null default 'draft' constraint plan_state check (state in ('draft', 'hearing', 'adopted')),
  title text not null constraint plan_title check (length(btrim(title)) between 1 and 200),
  about text not null default '' constraint plan_about check (length(about) <= 5000),
  frame text references strategy.national_frame,
  starts_on date not null,
  ends_on date not null,
  hearing_until date,
  -- Which body adopted it, and when, as it is told; by whom it was written in.
  adopted_on date,
  adopted_body text constraint plan_body check (length(btrim(adopted_body)) between 1 and 200),
  adopted_at timestamptz,
  adopted_by_name text,
  begun_at timestamptz not null,
  begun_by_name text not null,
  -- Counts every change, so that two who write see each other's words.
  edit integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint plan_once unique (series_id, version),
  constraint plan_period check (ends_on >= starts_on),
  constraint plan_heard check (state = 'draft' or hearing_until is not null),
  constraint plan_adopted check ((state = 'adopted') = (adopted_at is not null) and (adopted_at is null) = (adopted_on is null) and (adopted_at is null) = (adopted_body is null) and (adopted_at is null) = (adopted_by_name is null))
);
create unique index plan_one_written on strategy.plan (series_id) where state <> 'adopted';
create index plan_municipality on strategy.plan (municipality_id);

-- A goal, or a working goal that is part of one. Its id is the same in every version, so that measures keep their goal.
create table strategy.goal (
  plan_id uuid not null references strategy.plan on delete cascade,
  id uuid not null,
  parent_id uuid,
  position integer not null,
  title text not null constraint goal_title check (length(btrim(title)) between 1 and 300),
  why text not null default '' constraint goal_why check (length(why) <= 1800),
  -- Codes of guidance.theme_card.
  themes text[] not null default '{}' constraint goal_themes check (cardinality(themes) <= 12),
  responsible text not null default '' constraint goal_responsible check (length(responsible) <= 200),
  economy_ore bigint constraint goal_economy check (economy_ore >= 0),
  starts_on date not null,
  ends_on date not null,
  primary key (plan_id, id),
  constraint goal_part_of foreign key (plan_id, parent_id) references strategy.goal (plan_id, id),
  constraint goal_not_own check (parent_id <> id),
  constraint goal_period check (ends_on >= starts_on)
);
create index goal_id on strategy.goal (id);

-- What is done about a goal: a measure (measures.goal_work), or an own initiative in words.
create table strategy.goal_line (
  id uuid primary key default uuidv7(),
  plan_id uuid not null,
  goal_id uuid not null,
  measure_id uuid,
  title text not null default '' constraint goal_line_title check (length(title) <= 300),
  responsible text not null default '' constraint goal_line_responsible check (length(responsible) <= 200),
  constraint goal_line_goal foreign key (plan_id, goal_id) references strategy.goal (plan_id, id) on delete cascade,
  constraint goal_line_once unique (plan_id, measure_id),
  constraint goal_line_what check ((measure_id is null) = (btrim(title) <> ''))
);
create index goal_line_of on strategy.goal_line (plan_id, goal_id);

-- What heads and owners say in the hearing, by name, and what came of it.
create table strategy.hearing_comment (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references strategy.plan,
  org_id uuid not null references register.organisation,
  role text not null constraint hearing_comment_role check (role in ('head', 'owner')),
  written_by_name text not null,
  written_at timestamptz not null,
  body text not null constraint hearing_comment_body check (length(btrim(body)) between 1 and 5000),
  outcome text constraint hearing_comment_outcome check (outcome in ('taken-in', 'partly', 'not')),
  answer text not null default '' constraint hearing_comment_answer check (length(answer) <= 1800),
  answered_at timestamptz,
  answered_by_name text,
  constraint hearing_comment_answered check ((outcome is null) = (answered_at is null) and (outcome is null) = (answered_by_name is null) and (outcome is null or btrim(answer) <> ''))
);
create index hearing_comment_plan on strategy.hearing_comment (plan_id);

-- What is adopted stands, whoever asks.
create function strategy.keep_plan() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.state = 'adopted' or (old.state = 'hearing' and new.state = 'draft') or (old.state = 'draft' and new.state = 'adopted')
    or (new.id, new.municipality_id, new.series_id, new.version, new.begun_at, new.begun_by_name) is distinct from (old.id, old.municipality_id, old.series_id, old.version, old.begun_at, old.begun_by_name) then
    raise exception 'a plan that is adopted stands' using errcode = 'check_violation', constraint = 'plan_stands';
  end if;
  return new;
end $$;
create trigger keep_plan before update on strategy.plan for each row execute function strategy.keep_plan();
create function strategy.keep_plan_parts() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare of_plan uuid := case when tg_op = 'DELETE' then old.plan_id else new.plan_id end;
begin
  if exists (select from strategy.plan p where p.id = of_plan and p.state = 'adopted') then
    raise exception 'a plan that is adopted stands' using errcode = 'check_violation', constraint = 'plan_stands';
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger keep_goal before insert or update or delete on strategy.goal for each row execute function strategy.keep_plan_parts();
create trigger keep_goal_line before insert or update or delete on strategy.goal_line for each row execute function strategy.keep_plan_parts();
create trigger keep_comment before insert or update on strategy.hearing_comment for each row execute function strategy.keep_plan_parts();

alter table strategy.national_frame enable row level security;
alter table strategy.plan enable row level security;
alter table strategy.goal enable row level security;
alter table strategy.goal_line enable row level security;
alter table strategy.hearing_comment enable row level security;
create policy national_frame_read on strategy.national_frame for select to samspill_app using ((select platform.is_system()) or coalesce((select platform.actor_role()), '') <> '');
create policy plan_system on strategy.plan for all to samspill_app using ((select platform.is_system()));
create policy goal_system on strategy.goal for all to samspill_app using ((select platform.is_system()));
create policy goal_line_system on strategy.goal_line for all to samspill_app using ((select platform.is_system()));
create policy hearing_comment_system on strategy.hearing_comment for all to samspill_app using ((select platform.is_system()));

create policy plan_write_read on strategy.plan for select to samspill_app using (strategy.writes_for(municipality_id));
create policy plan_read on strategy.plan for select to samspill_app using (state <> 'draft' and strategy.belongs_to(municipality_id));
create policy plan_begin on strategy.plan for insert to samspill_app with check (state = 'draft' and begun_by_name = (select platform.actor_name()) and strategy.writes_for(municipality_id));
-- Both write; the municipality alone adopts.
create policy plan_change on strategy.plan for update to samspill_app using (strategy.writes_for(municipality_id))
  with check (strategy.writes_for(municipality_id) and changed_by_name = (select platform.actor_name()) and (state <> 'adopted' or (select platform.actor_role()) = 'authority'));
create policy goal_read on strategy.goal for select to samspill_app using (plan_id in (select p.id from strategy.plan p));
create policy goal_write on strategy.goal for insert to samspill_app with check (plan_id in (select p.id from strategy.plan p where strategy.writes_for(p.municipality_id)));
create policy goal_change on strategy.goal for update to samspill_app using (plan_id in (select p.id from strategy.plan p where strategy.writes_for(p.municipality_id)));
create policy goal_remove on strategy.goal for delete to samspill_app using (plan_id in (select p.id from strategy.plan p where strategy.writes_for(p.municipality_id)));
create policy goal_line_read on strategy.goal_line for select to samspill_app using (plan_id in (select p.id from strategy.plan p));
-- The measures the versions before it name.
create function strategy.kept_measures(of_plan uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select l.measure_id from strategy.goal_line l join strategy.plan b on b.id = l.plan_id join strategy.plan n on n.series_id = b.series_id and n.version > b.version
    where n.id = of_plan and l.measure_id is not null and strategy.writes_for(n.municipality_id);
end;
revoke all on function strategy.kept_measures from public;
grant execute on function strategy.kept_measures to samspill_app;
-- Whoever writes puts in measures of the own organisation, and keeps those that came with the version before.
create policy goal_line_write on strategy.goal_line for insert to samspill_app
  with check (plan_id in (select p.id from strategy.plan p where strategy.writes_for(p.municipality_id))
    and (measure_id is null or measure_id in (select measures.led())
      or measure_id in (select strategy.kept_measures(plan_id))));
create policy goal_line_remove on strategy.goal_line for delete to samspill_app using (plan_id in (select p.id from strategy.plan p where strategy.writes_for(p.municipality_id)));
create policy hearing_comment_read on strategy.hearing_comment for select to samspill_app using (plan_id in (select p.id from strategy.plan p));
create policy hearing_comment_say on strategy.hearing_comment for insert to samspill_app
  with check (org_id = (select platform.actor_org()) and role = (select platform.actor_role()) and written_by_name = (select platform.actor_name()) and outcome is null
    and plan_id in (select p.id from strategy.plan p where p.state = 'hearing' and p.hearing_until >= platform.today() and strategy.belongs_to(p.municipality_id)));
create policy hearing_comment_answer on strategy.hearing_comment for update to samspill_app
  using (plan_id in (select p.id from strategy.plan p where p.state = 'hearing' and strategy.writes_for(p.municipality_id)))
  with check (answered_by_name = (select platform.actor_name()));
grant select on strategy.national_frame to samspill_app;
grant select, insert, update on strategy.plan to samspill_app;
grant select, insert, update, delete on strategy.goal to samspill_app;
grant select, insert, delete on strategy.goal_line to samspill_app;
grant select, insert on strategy.hearing_comment to samspill_app;
-- What was said is never changed, only answered.
grant update (outcome, answer, answered_at, answered_by_name) on strategy.hearing_comment to samspill_app;

-- Published (docs/data/goal-card.md): the goals of the plans that stand and have not run out.
create view strategy.goal_card with (security_invoker) as
  select g.id, p.id as plan_id, p.municipality_id, p.title as plan, g.title, g.themes, g.starts_on, g.ends_on
  from strategy.goal g join strategy.plan p on p.id = g.plan_id
  where p.state = 'adopted' and p.ends_on >= platform.today() and not exists (select from strategy.plan l where l.series_id = p.series_id and l.state = 'adopted' and l.version > p.version);
grant select on strategy.goal_card to samspill_app;

-- The goals of plans the actor may read, for the slices that tell what is done about them; with the measures the plan itself names.
create function strategy.read_goals() returns table (goal_id uuid, measure_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct g.id, l.measure_id from strategy.goal g join strategy.plan p on p.id = g.plan_id
    left join strategy.goal_line l on l.plan_id = g.plan_id and l.goal_id = g.id and l.measure_id is not null
    where strategy.writes_for(p.municipality_id) or (p.state <> 'draft' and strategy.belongs_to(p.municipality_id));
end;
revoke all on function strategy.read_goals from public;
grant execute on function strategy.read_goals to samspill_app;
