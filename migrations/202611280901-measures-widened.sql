-- Measures widened: a plan of elements, what has been used of the budget, partners from the register, departments that change, a year copied to the next, and what else a kindergarten is offered at the same time.

alter table measures.measure
  add column partner_ids uuid[] not null default '{}' constraint measure_partner_ids check (cardinality(partner_ids) <= 20),
  add column copied_from uuid references measures.measure on delete set null;
-- What letters about an offer are about.
alter table measures.part add column id uuid not null default uuidv7() constraint part_id unique;

-- One thing that is to be done: on a day, some time in a month, or not said when.
create table measures.element (
  id uuid primary key default uuidv7(),
  measure_id uuid not null references measures.measure on delete cascade,
  start_key uuid not null constraint element_start_key unique,
  position integer not null,
  due_on date,
  whole_month boolean not null default false,
  what text not null constraint element_what check (length(btrim(what)) between 1 and 500),
  who text not null default '' constraint element_who check (length(who) <= 200),
  kind text not null constraint element_kind check (kind in ('meeting', 'learning', 'trying', 'observation', 'guidance', 'evaluation', 'other')),
  done_on date,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint element_month check (not whole_month or due_on is not null)
);
create index element_measure on measures.element (measure_id, position);

-- What has been used of the budget.
create table measures.expense (
  id uuid primary key default uuidv7(),
  measure_id uuid not null references measures.measure on delete cascade,
  start_key uuid not null constraint expense_start_key unique,
  spent_on date not null,
  what text not null constraint expense_what check (length(btrim(what)) between 1 and 200),
  amount_ore bigint not null constraint expense_amount check (amount_ore > 0),
  written_at timestamptz not null,
  written_by_name text not null
);
create index expense_measure on measures.expense (measure_id);

-- Which departments took part until a change: the ones that do now stand in the part.
create table measures.part_departments (
  id uuid primary key default uuidv7(),
  measure_id uuid not null,
  kindergarten_id uuid not null,
  departments uuid[] not null constraint part_departments_before check (cardinality(departments) <= 30),
  changed_at timestamptz not null,
  changed_by_name text not null,
  foreign key (measure_id, kindergarten_id) references measures.part on delete cascade
);
create index part_departments_part on measures.part_departments (measure_id, kindergarten_id);

-- The plans so far, one line each, become elements.
insert into measures.element (measure_id, start_key, position, what, kind, changed_at, changed_by_name)
  select m.id, gen_random_uuid(), l.at, left(btrim(l.line), 500), 'other', m.changed_at, m.changed_by_name from measures.measure m, regexp_split_to_table(m.plan, E'\n') with ordinality l (line, at) where btrim(l.line) <> '';
alter table measures.measure drop column plan;

do $$
declare name text;
begin
  foreach name in array array['element', 'expense', 'part_departments'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
  end loop;
  -- Read as the measure is; written by those who lead it.
  foreach name in array array['element', 'expense'] loop
    execute format('create policy %I on measures.%I for select to samspill_app using (measure_id in (select m.id from measures.measure m))', name || '_read', name);
    execute format('create policy %I on measures.%I for insert to samspill_app with check (measure_id in (select measures.led()) and (select platform.actor_role()) <> ''pedagogical-leader'')', name || '_add', name);
    execute format('create policy %I on measures.%I for delete to samspill_app using (measure_id in (select measures.led()) and (select platform.actor_role()) <> ''pedagogical-leader'')', name || '_remove', name);
    execute format('grant select, insert, delete on measures.%I to samspill_app', name);
  end loop;
end $$;
create policy element_change on measures.element for update to samspill_app
  using (measure_id in (select measures.led()) and (select platform.actor_role()) <> 'pedagogical-leader') with check (measure_id in (select measures.led()) and changed_by_name = (select platform.actor_name()));
grant update (position, due_on, whole_month, what, who, kind, done_on, version, changed_at, changed_by_name) on measures.element to samspill_app;
create policy part_departments_read on measures.part_departments for select to samspill_app using ((measure_id, kindergarten_id) in (select s.measure_id, s.kindergarten_id from measures.seen_parts() s));
create policy part_departments_add on measures.part_departments for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and changed_by_name = (select platform.actor_name()));
grant select, insert on measures.part_departments to samspill_app;

-- What kindergartens have been offered or take part in within some days, beside one measure: for whoever may offer them something, and for themselves. The name only where the actor
-- may read it; that there is something, when, and about which themes, is what keeps a kindergarten from getting too much at once.
create function measures.at_the_same_time(kindergartens uuid[], from_day date, to_day date, beside uuid) returns table (kindergarten_id uuid, source text, id uuid, title text, themes text[], starts_on date, ends_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with asked as (
    select k.id from unnest(kindergartens) k (id) where k.id in (select measures.may_take_part()) or (k.id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader'))
  )
  select p.kindergarten_id, 'measure', m.id,
    case when m.lead_id = platform.actor_org() or p.kindergarten_id = platform.actor_org() or (m.id, p.kindergarten_id) in (select s.measure_id, s.kindergarten_id from measures.seen_parts() s) then m.title end, m.themes, m.starts_on, m.ends_on
    from measures.part p join measures.measure m on m.id = p.measure_id left join measures.closing c on c.measure_id = p.measure_id and c.kindergarten_id = p.kindergarten_id
    where p.kindergarten_id in (select a.id from asked a) and p.state in ('offered', 'part') and c.closed_on is null and m.id is distinct from beside and m.starts_on <= to_day and m.ends_on >= from_day
  union all
  select l.kindergarten_id, 'programme', p.id, case when p.lead_id = platform.actor_org() or l.kindergarten_id = platform.actor_org() then p.title end, p.themes, c.starts_on, c.ends_on
    from measures.programme_place l join measures.programme p on p.id = l.programme_id join measures.programme_cohort c on c.id = l.cohort_id
    where l.kindergarten_id in (select a.id from asked a) and l.state in ('offered', 'part') and p.ended_on is null and c.handed_over_on is null and c.starts_on <= to_day and c.ends_on >= from_day
  union all
  select s.kindergarten_id, 'course', c.id, case when c.arranger_id = platform.actor_org() or s.kindergarten_id = platform.actor_org() then c.title end, c.themes, d.first_day, d.last_day
    from (select distinct p.course_id, p.kindergarten_id from measures.course_place p where p.kindergarten_id in (select a.id from asked a) and p.state in ('seated', 'offered', 'waiting')) s
    join measures.course c on c.id = s.course_id and c.state in ('open', 'closed')
    cross join lateral (select min(e.starts_at at time zone 'Europe/Oslo')::date as first_day, max(e.ends_at at time zone 'Europe/Oslo')::date as last_day from measures.course_session e where e.course_id = c.id and e.cancelled_at is null) d
    where d.first_day <= to_day and d.last_day >= from_day;
end;
revoke all on function measures.at_the_same_time from public;
grant execute on function measures.at_the_same_time to samspill_app;
