-- The whole staff: how many work in a kindergarten, and how many of them each gathering of a measure has reached. Counts only, never names.

-- How many work there from a day on, until the next day that has been written.
create table measures.headcount (
  id uuid primary key default uuidv7(),
  kindergarten_id uuid not null references register.organisation,
  from_on date not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint headcount_once unique (kindergarten_id, from_on)
);
create table measures.headcount_line (
  headcount_id uuid not null references measures.headcount on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  -- Null: those who belong to no department.
  department_id uuid references register.organisation,
  staff_group text not null constraint headcount_line_group check (staff_group in ('head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other')),
  people integer not null constraint headcount_line_people check (people between 1 and 500),
  part_time integer not null constraint headcount_line_part_time check (part_time between 0 and people),
  constraint headcount_line_once unique nulls not distinct (headcount_id, department_id, staff_group)
);

-- A gathering of a measure in one kindergarten, or a package that catches up on one.
create table measures.reach_gathering (
  id uuid primary key default uuidv7(),
  measure_id uuid not null,
  kindergarten_id uuid not null,
  start_key uuid not null constraint reach_gathering_start_key unique,
  -- The gathering that a package catches up on.
  catches_up_id uuid references measures.reach_gathering,
  -- Null: planned.
  held_on date,
  title text not null constraint reach_gathering_title check (length(btrim(title)) between 1 and 200),
  missed text not null default '' constraint reach_gathering_missed check (length(missed) <= 1800),
  material text not null default '' constraint reach_gathering_material check (length(material) <= 1800),
  plan text not null default '' constraint reach_gathering_plan check (length(plan) <= 1800),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  foreign key (measure_id, kindergarten_id) references measures.part,
  constraint reach_gathering_held check (held_on is not null or catches_up_id is not null)
);
create index reach_gathering_part on measures.reach_gathering (kindergarten_id, measure_id);
create index reach_gathering_catches_up on measures.reach_gathering (catches_up_id);
-- How many of a group it reached, of how many who worked there that day. Never above: the database refuses too.
create table measures.reach_count (
  gathering_id uuid not null references measures.reach_gathering on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  department_id uuid references register.organisation,
  staff_group text not null constraint reach_count_group check (staff_group in ('head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other')),
  people integer not null,
  part_time integer not null,
  reached integer not null,
  reached_part_time integer not null,
  constraint reach_count_once unique nulls not distinct (gathering_id, department_id, staff_group),
  constraint reach_count_people check (people >= 0 and part_time between 0 and people),
  constraint reach_count_above check (reached between 0 and people and reached_part_time between 0 and least(part_time, reached) and reached - reached_part_time <= people - part_time)
);

-- What may be seen outside the kindergarten: groups of five or more, in bands of five and quarters (docs/rules/measures-reach.md).
create table measures.reach_shown (
  measure_id uuid not null,
  kindergarten_id uuid not null,
  -- 'all', or the groups that are put together, with + between them.
  part text not null constraint reach_shown_part check (part ~ '^[a-z+-]{3,120}$'),
  gatherings integer not null constraint reach_shown_gatherings check (gatherings > 0),
  -- Lower end of a band of five.
  people_at_least integer not null constraint reach_shown_people check (people_at_least >= 5 and people_at_least % 5 = 0),
  quarter integer not null constraint reach_shown_quarter check (quarter between 1 and 4),
  last_on date not null,
  primary key (measure_id, kindergarten_id, part),
  foreign key (measure_id, kindergarten_id) references measures.part
);

do $$
declare name text;
begin
  foreach name in array array['headcount', 'headcount_line', 'reach_gathering', 'reach_count', 'reach_shown'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
  end loop;
  -- Exact counts are the kindergarten's own.
  foreach name in array array['headcount', 'headcount_line', 'reach_gathering', 'reach_count'] loop
    execute format('create policy %I on measures.%I for select to samspill_app using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in (''head'', ''pedagogical-leader''))', name || '_read', name);
  end loop;
end $$;
create policy headcount_add on measures.headcount for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and changed_by_name = (select platform.actor_name()));
create policy headcount_change on measures.headcount for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head')
  with check (kindergarten_id = (select platform.actor_org()) and changed_by_name = (select platform.actor_name()));
create policy headcount_line_add on measures.headcount_line for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and headcount_id in (select h.id from measures.headcount h));
create policy headcount_line_remove on measures.headcount_line for delete to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head');
create policy reach_gathering_add on measures.reach_gathering for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader') and changed_by_name = (select platform.actor_name())
    and (measure_id, kindergarten_id) in (select s.measure_id, s.kindergarten_id from measures.seen_parts() s));
create policy reach_gathering_change on measures.reach_gathering for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'))
  with check (kindergarten_id = (select platform.actor_org()) and changed_by_name = (select platform.actor_name()));
create policy reach_count_add on measures.reach_count for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader') and gathering_id in (select g.id from measures.reach_gathering g));
create policy reach_count_remove on measures.reach_count for delete to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'));
create policy reach_shown_read on measures.reach_shown for select to samspill_app
  using ((measure_id, kindergarten_id) in (select s.measure_id, s.kindergarten_id from measures.seen_parts() s));
create policy reach_shown_add on measures.reach_shown for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'));
create policy reach_shown_remove on measures.reach_shown for delete to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'));
grant select, insert on measures.headcount, measures.headcount_line, measures.reach_gathering, measures.reach_count, measures.reach_shown to samspill_app;
grant update (version, changed_at, changed_by_name) on measures.headcount to samspill_app;
grant update (held_on, title, missed, material, plan, version, changed_at, changed_by_name) on measures.reach_gathering to samspill_app;
grant delete on measures.headcount_line, measures.reach_count, measures.reach_shown to samspill_app;

-- Published (docs/data/reach-card.md): how much of the staff a kindergarten's part in a measure has reached, as it may be seen outside.
create view measures.reach_card with (security_invoker) as
  select s.measure_id, m.region_id, s.kindergarten_id, m.themes, m.starts_on, m.ends_on, s.part, s.gatherings, s.people_at_least, s.quarter, s.last_on
  from measures.reach_shown s join measures.measure m on m.id = s.measure_id;
grant select on measures.reach_card to samspill_app;

-- What has had its time: gatherings held before a day with their packages, what was shown of measures without gatherings left, and headcounts that another has followed before that day.
create function measures.forget_reach(before date) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  delete from measures.reach_gathering p using measures.reach_gathering g where p.catches_up_id = g.id and g.held_on < before;
  delete from measures.reach_gathering g where g.catches_up_id is null and g.held_on < before;
  get diagnostics gone = row_count;
  delete from measures.reach_shown s where s.last_on < before;
  delete from measures.headcount h where exists (select from measures.headcount n where n.kindergarten_id = h.kindergarten_id and n.from_on > h.from_on and n.from_on < before);
  return gone;
end $$;
revoke all on function measures.forget_reach from public;
grant execute on function measures.forget_reach to samspill_app;
