-- Kindergartens and schools: who works together, the joint plan of a school year for the transition, what each did, and joint meetings. Never a child.
-- The rules in words: docs/rules/coordination-schools.md.

-- A kindergarten that sends to a school. Each side confirms; either side ends it.
create table coordination.school_pair (
  id uuid primary key default uuidv7(),
  region_id text references register.region,
  kindergarten_id uuid not null references register.organisation,
  school_id uuid not null references register.organisation,
  starts_on date not null,
  proposed_by text not null constraint school_pair_proposed check (proposed_by in ('kindergarten', 'school', 'municipality')),
  proposed_at timestamptz not null,
  proposed_by_name text not null,
  kindergarten_at timestamptz,
  kindergarten_by_name text,
  school_at timestamptz,
  school_by_name text,
  -- The last day it holds; a proposal that came to nothing ends the day it was declined.
  ended_on date,
  end_reason text constraint school_pair_reason check (length(btrim(end_reason)) between 1 and 600),
  ended_at timestamptz,
  ended_by_name text,
  constraint school_pair_named check ((kindergarten_at is null) = (kindergarten_by_name is null) and (school_at is null) = (school_by_name is null)),
  constraint school_pair_ended check ((ended_on is null) = (ended_at is null) and (ended_on is null) = (end_reason is null) and (ended_on is null) = (ended_by_name is null))
);
create unique index school_pair_once on coordination.school_pair (kindergarten_id, school_id) where ended_at is null;
create index school_pair_school on coordination.school_pair (school_id);

-- The joint plan of a school and the kindergartens that send to it, for one school year (August to July).
create table coordination.joint_plan (
  id uuid primary key default uuidv7(),
  region_id text references register.region,
  school_id uuid not null references register.organisation,
  year integer not null constraint joint_plan_year check (year between 2020 and 2200),
  -- One more for each change; each side confirms a version.
  version integer not null default 1 constraint joint_plan_version_count check (version between 1 and 10000),
  copied_from uuid references coordination.joint_plan,
  begun_at timestamptz not null,
  begun_by_name text not null,
  constraint joint_plan_once unique (school_id, year),
  constraint joint_plan_not_own check (copied_from <> id)
);
create table coordination.joint_plan_kindergarten (
  plan_id uuid not null references coordination.joint_plan on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  primary key (plan_id, kindergarten_id)
);
create index joint_plan_kindergarten_of on coordination.joint_plan_kindergarten (kindergarten_id);
-- What each version changed, and who proposed it.
create table coordination.joint_plan_version (
  plan_id uuid not null references coordination.joint_plan on delete cascade,
  version integer not null,
  what text not null constraint joint_plan_version_what check (what in ('begun', 'copied', 'line-added', 'line-changed', 'line-removed', 'kindergarten-joined')),
  org_id uuid not null references register.organisation,
  made_at timestamptz not null,
  made_by_name text not null,
  primary key (plan_id, version)
);
-- A kindergarten, the school, or the municipality (which stands behind the plan) has confirmed the version it read.
create table coordination.joint_plan_confirmation (
  plan_id uuid not null references coordination.joint_plan on delete cascade,
  org_id uuid not null references register.organisation,
  version integer not null,
  confirmed_at timestamptz not null,
  confirmed_by_name text not null,
  primary key (plan_id, org_id, version)
);
-- A line as it is from one version until another. Goals have no day.
create table coordination.joint_plan_line (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references coordination.joint_plan on delete cascade,
  line_id uuid not null,
  from_version integer not null,
  until_version integer,
  kind text not null constraint joint_plan_line_kind check (kind in ('goal', 'kindergarten', 'school', 'together')),
  what text not null constraint joint_plan_line_text check (length(btrim(what)) between 1 and 500),
  on_day date,
  -- Some time in that month; the day is its first.
  whole_month boolean not null default false,
  kindergarten_who text not null default '' constraint joint_plan_line_kindergarten_who check (length(kindergarten_who) <= 200),
  school_who text not null default '' constraint joint_plan_line_school_who check (length(school_who) <= 200),
  -- The line of the plan before that this one came from.
  was_line_id uuid,
  constraint joint_plan_line_once unique (plan_id, line_id, from_version),
  constraint joint_plan_line_versions check (until_version > from_version),
  constraint joint_plan_line_day check ((kind = 'goal') = (on_day is null)),
  constraint joint_plan_line_not_own check (was_line_id <> line_id)
);
create index joint_plan_line_plan on coordination.joint_plan_line (plan_id);
-- What one of them did of it, told by itself.
create table coordination.joint_plan_told (
  plan_id uuid not null references coordination.joint_plan on delete cascade,
  line_id uuid not null,
  org_id uuid not null references register.organisation,
  outcome text not null constraint joint_plan_told_outcome check (outcome in ('done', 'changed', 'not')),
  body text not null default '' constraint joint_plan_told_body check (length(body) <= 600),
  version integer not null default 1,
  told_at timestamptz not null,
  told_by_name text not null,
  primary key (plan_id, line_id, org_id),
  constraint joint_plan_told_why check (outcome = 'done' or btrim(body) <> '')
);
-- What each learned of the year.
create table coordination.joint_plan_reflection (
  plan_id uuid not null references coordination.joint_plan on delete cascade,
  org_id uuid not null references register.organisation,
  worked text not null constraint joint_plan_reflection_worked check (length(btrim(worked)) between 1 and 2000),
  learned text not null constraint joint_plan_reflection_learned check (length(btrim(learned)) between 1 and 2000),
  version integer not null default 1,
  written_at timestamptz not null,
  written_by_name text not null,
  primary key (plan_id, org_id)
);
create table coordination.joint_meeting (
  id uuid primary key default uuidv7(),
  plan_id uuid not null references coordination.joint_plan on delete cascade,
  start_key uuid not null constraint joint_meeting_start_key unique,
  title text not null constraint joint_meeting_title check (length(btrim(title)) between 1 and 120),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '' constraint joint_meeting_place check (length(place) <= 200),
  agenda text not null default '' constraint joint_meeting_agenda check (length(agenda) <= 4000),
  notes text not null default '' constraint joint_meeting_notes check (length(notes) <= 4000),
  -- Which of the kindergartens and the school came. Never who.
  came uuid[] not null default '{}' constraint joint_meeting_came check (cardinality(came) <= 100),
  version integer not null default 0,
  called_off_at timestamptz,
  called_by uuid not null references register.organisation,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint joint_meeting_order check (ends_at > starts_at)
);
create index joint_meeting_plan on coordination.joint_meeting (plan_id);

-- The kindergartens an actor is in, owns, supervises or serves.
create function coordination.own_kindergartens() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() in ('head', 'pedagogical-leader')
  union select p.kindergarten_id from register.kindergarten_profile p
    where (platform.actor_role() = 'owner' and p.owner_id = platform.actor_org()) or (platform.actor_role() = 'authority' and p.municipality_id = platform.actor_org())
  union select t.kindergarten_id from register.team_kindergarten t where platform.actor_role() in ('adviser', 'team-leader') and t.team_id = platform.actor_org();
end;
-- And the schools.
create function coordination.own_schools() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() = 'school-leader'
  union select s.id from register.organisation s join register.relation r on r.from_id = s.id and r.kind = 'part-of' and r.period @> platform.today()
    where s.kind = 'school' and ((platform.actor_role() in ('authority', 'owner') and r.to_id = platform.actor_org())
      or (platform.actor_role() in ('adviser', 'team-leader') and exists (select from register.relation t where t.period @> platform.today()
        and ((t.kind = 'part-of' and t.from_id = platform.actor_org() and t.to_id = r.to_id) or (t.kind = 'served-by' and t.from_id = r.to_id and t.to_id = platform.actor_org())))));
end;
-- The schools the actor's kindergartens work with today.
create function coordination.paired_schools() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.school_id from coordination.school_pair p
    where p.kindergarten_at is not null and p.school_at is not null and (p.ended_on is null or p.ended_on >= platform.today())
      and p.kindergarten_id in (select coordination.own_kindergartens());
end;
-- The plans the actor's kindergartens are or were in.
create function coordination.plans_with_own() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select k.plan_id from coordination.joint_plan_kindergarten k where k.kindergarten_id in (select coordination.own_kindergartens());
end;
-- The plans the actor writes in: as the school, or as the head of a kindergarten that works with the school today.
create function coordination.written_plans() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id from coordination.joint_plan p
    where (platform.actor_role() = 'school-leader' and p.school_id = platform.actor_org()) or (platform.actor_role() = 'head' and p.school_id in (select coordination.paired_schools()));
end;
revoke all on function coordination.own_kindergartens, coordination.own_schools, coordination.paired_schools, coordination.plans_with_own, coordination.written_plans from public;
grant execute on function coordination.own_kindergartens, coordination.own_schools, coordination.paired_schools, coordination.plans_with_own, coordination.written_plans to samspill_app;

-- Nobody confirms for the other side, and what has ended stays so.
create function coordination.keep_pair() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if platform.is_system() then return new; end if;
  if old.ended_at is not null
    or (new.kindergarten_at is distinct from old.kindergarten_at and not (platform.actor_role() = 'head' and old.kindergarten_id = platform.actor_org()))
    or (new.school_at is distinct from old.school_at and not (platform.actor_role() = 'school-leader' and old.school_id = platform.actor_org())) then
    raise exception 'each side confirms for itself' using errcode = 'check_violation', constraint = 'school_pair_sides';
  end if;
  return new;
end $$;
create trigger keep_pair before update on coordination.school_pair for each row execute function coordination.keep_pair();

do $$
declare name text;
begin
  foreach name in array array['school_pair', 'joint_plan', 'joint_plan_kindergarten', 'joint_plan_version', 'joint_plan_confirmation', 'joint_plan_line', 'joint_plan_told', 'joint_plan_reflection', 'joint_meeting'] loop
    execute format('alter table coordination.%I enable row level security', name);
    execute format('create policy %I on coordination.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on coordination.%I to samspill_app', name);
  end loop;
  foreach name in array array['joint_plan_kindergarten', 'joint_plan_version', 'joint_plan_confirmation', 'joint_plan_line', 'joint_plan_told', 'joint_plan_reflection', 'joint_meeting'] loop
    execute format('create policy %I on coordination.%I for select to samspill_app using (plan_id in (select p.id from coordination.joint_plan p))', name || '_read', name);
  end loop;
end $$;

-- Kindergartens that work with the same school know of each other: they have one plan.
create policy school_pair_read on coordination.school_pair for select to samspill_app
  using (kindergarten_id in (select coordination.own_kindergartens()) or school_id in (select coordination.own_schools()) or school_id in (select coordination.paired_schools()));
create policy school_pair_propose on coordination.school_pair for insert to samspill_app
  with check (proposed_by_name = (select platform.actor_name()) and ended_at is null and case (select platform.actor_role())
    when 'head' then proposed_by = 'kindergarten' and kindergarten_id = (select platform.actor_org()) and school_at is null
    when 'school-leader' then proposed_by = 'school' and school_id = (select platform.actor_org()) and kindergarten_at is null
    when 'team-leader' then proposed_by = 'municipality' and kindergarten_at is null and school_at is null and (kindergarten_id in (select coordination.own_kindergartens()) or school_id in (select coordination.own_schools()))
    when 'authority' then proposed_by = 'municipality' and kindergarten_at is null and school_at is null and (kindergarten_id in (select coordination.own_kindergartens()) or school_id in (select coordination.own_schools()))
    else false end);
create policy school_pair_answer on coordination.school_pair for update to samspill_app
  using (((select platform.actor_role()) = 'head' and kindergarten_id = (select platform.actor_org())) or ((select platform.actor_role()) = 'school-leader' and school_id = (select platform.actor_org())));
grant update (kindergarten_at, kindergarten_by_name, school_at, school_by_name, ended_on, end_reason, ended_at, ended_by_name) on coordination.school_pair to samspill_app;

create policy joint_plan_read on coordination.joint_plan for select to samspill_app
  using (school_id in (select coordination.own_schools()) or school_id in (select coordination.paired_schools()) or id in (select coordination.plans_with_own()));
create policy joint_plan_begin on coordination.joint_plan for insert to samspill_app
  with check (begun_by_name = (select platform.actor_name()) and (((select platform.actor_role()) = 'school-leader' and school_id = (select platform.actor_org()))
    or ((select platform.actor_role()) = 'head' and school_id in (select coordination.paired_schools()))));
create policy joint_plan_change on coordination.joint_plan for update to samspill_app using (id in (select coordination.written_plans()));
grant update (version) on coordination.joint_plan to samspill_app;
create policy joint_plan_kindergarten_join on coordination.joint_plan_kindergarten for insert to samspill_app with check (plan_id in (select coordination.written_plans()));
create policy joint_plan_version_make on coordination.joint_plan_version for insert to samspill_app
  with check (plan_id in (select coordination.written_plans()) and org_id = (select platform.actor_org()) and made_by_name = (select platform.actor_name()));
create policy joint_plan_confirmation_say on coordination.joint_plan_confirmation for insert to samspill_app
  with check (org_id = (select platform.actor_org()) and confirmed_by_name = (select platform.actor_name())
    and (plan_id in (select coordination.written_plans()) or ((select platform.actor_role()) = 'authority' and plan_id in (select p.id from coordination.joint_plan p where p.school_id in (select coordination.own_schools())))));
create policy joint_plan_line_write on coordination.joint_plan_line for insert to samspill_app with check (plan_id in (select coordination.written_plans()));
create policy joint_plan_line_close on coordination.joint_plan_line for update to samspill_app using (plan_id in (select coordination.written_plans()));
-- What a line was in a version is never changed.
grant update (until_version) on coordination.joint_plan_line to samspill_app;
create policy joint_plan_told_tell on coordination.joint_plan_told for insert to samspill_app
  with check (org_id = (select platform.actor_org()) and told_by_name = (select platform.actor_name()) and plan_id in (select coordination.written_plans()));
create policy joint_plan_told_again on coordination.joint_plan_told for update to samspill_app
  using (org_id = (select platform.actor_org()) and plan_id in (select coordination.written_plans())) with check (told_by_name = (select platform.actor_name()));
grant update (outcome, body, version, told_at, told_by_name) on coordination.joint_plan_told to samspill_app;
create policy joint_plan_reflection_write on coordination.joint_plan_reflection for insert to samspill_app
  with check (org_id = (select platform.actor_org()) and written_by_name = (select platform.actor_name()) and plan_id in (select coordination.written_plans()));
create policy joint_plan_reflection_again on coordination.joint_plan_reflection for update to samspill_app
  using (org_id = (select platform.actor_org()) and plan_id in (select coordination.written_plans())) with check (written_by_name = (select platform.actor_name()));
grant update (worked, learned, version, written_at, written_by_name) on coordination.joint_plan_reflection to samspill_app;
create policy joint_meeting_call on coordination.joint_meeting for insert to samspill_app
  with check (plan_id in (select coordination.written_plans()) and called_by = (select platform.actor_org()) and changed_by_name = (select platform.actor_name()));
create policy joint_meeting_change on coordination.joint_meeting for update to samspill_app
  using (plan_id in (select coordination.written_plans())) with check (changed_by_name = (select platform.actor_name()));
grant update (title, starts_at, ends_at, place, agenda, notes, came, version, called_off_at, changed_at, changed_by_name) on coordination.joint_meeting to samspill_app;

-- The last version a kindergarten and the school have both confirmed, and the last day they work together, when it has been said.
create view coordination.joint_plan_standing with (security_invoker) as
  select k.plan_id, k.kindergarten_id, max(c.version) as agreed,
    (select p.ended_on from coordination.school_pair p where p.kindergarten_id = k.kindergarten_id and p.school_id = j.school_id and p.kindergarten_at is not null and p.school_at is not null order by p.starts_on desc, p.id desc limit 1) as until
  from coordination.joint_plan_kindergarten k
  join coordination.joint_plan j on j.id = k.plan_id
  join coordination.joint_plan_confirmation c on c.plan_id = k.plan_id and c.org_id = k.kindergarten_id
  join coordination.joint_plan_confirmation s on s.plan_id = k.plan_id and s.org_id = j.school_id and s.version = c.version
  group by k.plan_id, k.kindergarten_id, j.school_id;
grant select on coordination.joint_plan_standing to samspill_app;

-- Published (docs/data/joint-day.md): what stands in joint plans, and joint meetings, for the year calendar of both sectors. The same id in both.
create view coordination.joint_day with (security_invoker) as
  with stands as (
    select s.plan_id, max(s.agreed) as agreed, max(coalesce(s.until, 'infinity'::date)) as until, array_agg(s.kindergarten_id) as kindergarten_ids
    from coordination.joint_plan_standing s where (select platform.actor_role()) not in ('head', 'pedagogical-leader') or s.kindergarten_id = (select platform.actor_org()) group by s.plan_id)
  select l.line_id as id, l.plan_id, case when l.whole_month then 'joint-month' else 'joint-day' end as what, l.on_day as day, null::timestamptz as starts_at, null::timestamptz as ends_at,
    l.what as title, '' as place, l.from_version as version, p.school_id, s.kindergarten_ids
  from stands s join coordination.joint_plan p on p.id = s.plan_id
    join coordination.joint_plan_line l on l.plan_id = s.plan_id and l.from_version <= s.agreed and (l.until_version is null or l.until_version > s.agreed) and l.on_day <= s.until
  union all
  select m.id, m.plan_id, 'meeting', (m.starts_at at time zone 'Europe/Oslo')::date, m.starts_at, m.ends_at, m.title, m.place, m.version, p.school_id,
    array(select k.kindergarten_id from coordination.joint_plan_kindergarten k where k.plan_id = m.plan_id)
  from coordination.joint_meeting m join coordination.joint_plan p on p.id = m.plan_id
  where m.called_off_at is null and ((select platform.actor_role()) not in ('head', 'pedagogical-leader')
    or exists (select from coordination.joint_plan_kindergarten k where k.plan_id = m.plan_id and k.kindergarten_id = (select platform.actor_org())
      and not exists (select from coordination.school_pair e where e.kindergarten_id = k.kindergarten_id and e.school_id = p.school_id and e.ended_on < (m.starts_at at time zone 'Europe/Oslo')::date
        and not exists (select from coordination.school_pair n where n.kindergarten_id = k.kindergarten_id and n.school_id = p.school_id and n.starts_on > e.ended_on and n.school_at is not null and n.kindergarten_at is not null))));
grant select on coordination.joint_day to samspill_app;

-- What has had its time. For the program itself.
create function coordination.forget_schools(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  update coordination.joint_plan set copied_from = null where copied_from in (select p.id from coordination.joint_plan p where make_date(p.year + 1, 8, 1) <= before);
  return query delete from coordination.joint_plan p where make_date(p.year + 1, 8, 1) <= before returning p.id;
  return query delete from coordination.school_pair p where p.ended_on < before
    and not exists (select from coordination.joint_plan j join coordination.joint_plan_kindergarten k on k.plan_id = j.id where j.school_id = p.school_id and k.kindergarten_id = p.kindergarten_id) returning p.id;
end $$;
revoke all on function coordination.forget_schools from public;
grant execute on function coordination.forget_schools to samspill_app;
