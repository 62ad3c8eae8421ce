-- Courses and professional meetings: who arranges them, when and where they are, and who has a place or waits for one.
create table measures.course (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  -- The competence team or the owner that arranges it: open to the kindergartens the team serves, or the owner's own.
  arranger_id uuid not null references register.organisation,
  start_key uuid not null constraint course_start_key unique,
  kind text not null constraint course_kind check (kind in ('course', 'meeting', 'series')),
  title text not null constraint course_title check (length(btrim(title)) between 1 and 200),
  about text not null constraint course_about check (length(btrim(about)) between 1 and 3000),
  -- Who holds it, in words: a university, a lecturer.
  held_by text not null default '' constraint course_held_by check (length(held_by) <= 200),
  -- Codes of guidance.theme_card: areas of the framework plan, and the team's own.
  themes text[] not null default '{}' constraint course_themes check (cardinality(themes) <= 12),
  -- Role groups it is for; empty when it is for all.
  audience text[] not null default '{}' constraint course_audience check (audience <@ array['head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other']),
  measure_id uuid references measures.measure,
  seats_on_site integer not null constraint course_seats_on_site check (seats_on_site between 0 and 20000),
  seats_digital integer not null constraint course_seats_digital check (seats_digital between 0 and 20000),
  -- At most so many seats for one kindergarten; null is no limit.
  quota_kindergarten integer constraint course_quota_kindergarten check (quota_kindergarten > 0),
  -- Until this moment only those in course_priority are given a seat at once; null when nobody goes first.
  priority_until timestamptz,
  opens_at timestamptz not null,
  closes_at timestamptz not null,
  offer_hours integer not null constraint course_offer_hours check (offer_hours between 1 and 336),
  -- Whether the staff may sign up themselves by a link from the head.
  by_link boolean not null default true,
  state text not null default 'draft' constraint course_state check (state in ('draft', 'open', 'closed', 'cancelled', 'finished')),
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint course_seats check (seats_on_site + seats_digital > 0),
  constraint course_registration check (closes_at > opens_at)
);
create index course_arranger on measures.course (arranger_id);
create index course_region on measures.course (region_id);

-- At most so many seats for one role group.
create table measures.course_role_quota (
  course_id uuid not null references measures.course on delete cascade,
  role_group text not null constraint course_role_quota_group check (role_group in ('head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other')),
  seats integer not null constraint course_role_quota_seats check (seats >= 0),
  primary key (course_id, role_group)
);
-- The kindergartens that go first until `priority_until`.
create table measures.course_priority (
  course_id uuid not null references measures.course on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  primary key (course_id, kindergarten_id)
);

create table measures.course_session (
  id uuid primary key default uuidv7(),
  course_id uuid not null references measures.course on delete cascade,
  title text not null default '' constraint course_session_title check (length(title) <= 200),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '' constraint course_session_place check (length(place) <= 300),
  -- One more at each change: what a calendar needs to take the newest (RFC 5546).
  sequence integer not null default 0,
  cancelled_at timestamptz,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint course_session_period check (ends_at > starts_at)
);
create index course_session_course on measures.course_session (course_id, starts_at);
-- Where one meets digitally. A table of its own: only those with a seat may know it.
create table measures.course_session_address (
  session_id uuid primary key references measures.course_session on delete cascade,
  course_id uuid not null references measures.course on delete cascade,
  address text not null constraint course_session_address check (length(address) between 1 and 500)
);

-- A person who has a seat, is offered one, or waits. The row is the person: two with one mailbox are two rows.
create table measures.course_place (
  id uuid primary key default uuidv7(),
  course_id uuid not null references measures.course on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  role_group text not null constraint course_place_group check (role_group in ('head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other')),
  name text not null constraint course_place_name check (length(btrim(name)) between 1 and 120),
  email text not null constraint course_place_email check (length(email) between 3 and 254),
  how text not null constraint course_place_how check (how in ('on-site', 'digital')),
  language text not null constraint course_place_language check (language in ('nb', 'nn', 'en')),
  state text not null constraint course_place_state check (state in ('seated', 'offered', 'waiting', 'declined', 'lapsed', 'withdrawn', 'cancelled')),
  -- Where one stands in the queue: who goes first, then the moment, then the order of the same moment.
  goes_first boolean not null,
  registered_at timestamptz not null,
  seq bigint generated always as identity,
  offered_until timestamptz,
  -- The person's own page, known by what its link hashes to.
  token_hash bytea not null constraint course_place_token unique,
  -- One form sent twice is one registration.
  form_key uuid,
  form_line smallint,
  registered_by text not null constraint course_place_registered_by check (registered_by in ('head', 'self', 'arranger')),
  registered_by_name text not null,
  changed_at timestamptz not null,
  constraint course_place_offer check ((state = 'offered') = (offered_until is not null)),
  constraint course_place_form unique (form_key, form_line)
);
create index course_place_course on measures.course_place (course_id, state);
create index course_place_kindergarten on measures.course_place (kindergarten_id, course_id);
create index course_place_offered on measures.course_place (offered_until) where state = 'offered';

-- A kindergarten's link for its own staff to one course.
create table measures.course_link (
  id uuid primary key default uuidv7(),
  course_id uuid not null references measures.course on delete cascade,
  kindergarten_id uuid not null references register.organisation,
  token_hash bytea not null constraint course_link_token unique,
  made_at timestamptz not null,
  made_by_name text not null,
  closed_at timestamptz
);
create unique index course_link_one on measures.course_link (course_id, kindergarten_id) where closed_at is null;

-- Whose courses the actor may read when they are no longer drafts: the team's that serves the kindergarten, and its owner's.
create function measures.course_arrangers() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.team_id from register.served_by s where s.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader')
  union select r.to_id from register.relation r where r.from_id = platform.actor_org() and r.kind = 'owned-by' and r.period @> platform.today() and platform.actor_role() in ('head', 'pedagogical-leader')
  union select s.team_id from register.relation r join register.served_by s on s.kindergarten_id = r.from_id
    where r.to_id = platform.actor_org() and r.kind = 'owned-by' and r.period @> platform.today() and platform.actor_role() = 'owner';
end;
-- The region whose courses an authority reads, with numbers and no names.
create function measures.course_region() returns text language sql stable security definer set search_path = pg_catalog, pg_temp
  return (select o.region_id from register.organisation o where o.id = platform.actor_org() and platform.actor_role() in ('authority', 'county-governor'));
create function measures.arranges() returns boolean language sql stable parallel safe return platform.actor_role() in ('adviser', 'team-leader', 'owner');
revoke all on function measures.course_arrangers, measures.course_region, measures.arranges from public;
grant execute on function measures.course_arrangers, measures.course_region, measures.arranges to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['course', 'course_role_quota', 'course_priority', 'course_session', 'course_session_address', 'course_place', 'course_link'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
  end loop;
  -- What belongs to a course is written by whoever arranges it.
  foreach name in array array['course_role_quota', 'course_priority', 'course_session', 'course_session_address'] loop
    execute format('create policy %I on measures.%I for all to samspill_app using (course_id in (select c.id from measures.course c where c.arranger_id = (select platform.actor_org()) and (select measures.arranges())))', name || '_arrange', name);
  end loop;
end $$;
create policy course_arrange on measures.course for all to samspill_app
  using (arranger_id = (select platform.actor_org()) and (select measures.arranges()))
  with check (arranger_id = (select platform.actor_org()) and (select measures.arranges()) and changed_by_name = (select platform.actor_name()));
create policy course_read on measures.course for select to samspill_app
  using (state <> 'draft' and (arranger_id in (select measures.course_arrangers()) or region_id = (select measures.course_region())));
create policy course_role_quota_read on measures.course_role_quota for select to samspill_app using (course_id in (select c.id from measures.course c));
create policy course_session_read on measures.course_session for select to samspill_app using (course_id in (select c.id from measures.course c));
-- Which kindergartens go first is known to whoever arranges, and to each that does.
create policy course_priority_own on measures.course_priority for select to samspill_app using (measures.acts_for_kindergarten(kindergarten_id));
-- Names: whoever arranges, and the kindergarten's own head and owner. Written by the program alone, which gives the seats.
create policy course_place_arrange on measures.course_place for select to samspill_app
  using (course_id in (select c.id from measures.course c where c.arranger_id = (select platform.actor_org()) and (select measures.arranges())));
create policy course_place_own on measures.course_place for select to samspill_app using (measures.acts_for_kindergarten(kindergarten_id));
create policy course_session_address_own on measures.course_session_address for select to samspill_app
  using (course_id in (select p.course_id from measures.course_place p where p.state = 'seated' and measures.acts_for_kindergarten(p.kindergarten_id)));
create policy course_link_own on measures.course_link for all to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head')
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and made_by_name = (select platform.actor_name()));
grant select, insert, update on measures.course, measures.course_session, measures.course_place, measures.course_link to samspill_app;
grant select, insert, update, delete on measures.course_role_quota, measures.course_priority, measures.course_session_address to samspill_app;

-- How many there are of each kind, for those who may read the course: figures and no names.
create function measures.course_numbers(courses uuid[]) returns table (course_id uuid, how text, state text, role_group text, people integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.course_id, p.how, p.state, p.role_group, count(*)::integer from measures.course_place p join measures.course c on c.id = p.course_id
  where p.course_id = any(courses) and p.state in ('seated', 'offered', 'waiting')
    and (platform.is_system() or (c.arranger_id = platform.actor_org() and measures.arranges())
      or (c.state <> 'draft' and (c.arranger_id in (select measures.course_arrangers()) or c.region_id = measures.course_region())))
  group by p.course_id, p.how, p.state, p.role_group;
end;
revoke all on function measures.course_numbers from public;
grant execute on function measures.course_numbers to samspill_app;

-- Published (docs/data/course-card.md, course-session-card.md, course-place-card.md).
create view measures.course_card with (security_invoker) as
  select c.id, c.region_id, c.arranger_id, c.kind, c.title, c.themes, c.audience, c.measure_id, c.state, c.seats_on_site, c.seats_digital,
    (select min(s.starts_at) from measures.course_session s where s.course_id = c.id and s.cancelled_at is null) as starts_at,
    (select max(s.ends_at) from measures.course_session s where s.course_id = c.id and s.cancelled_at is null) as ends_at
  from measures.course c;
create view measures.course_session_card with (security_invoker) as
  select s.id, s.course_id, c.arranger_id, c.title as course, c.state as course_state, s.title, s.starts_at, s.ends_at, s.place, a.address as digital_address, s.sequence, s.cancelled_at
  from measures.course_session s join measures.course c on c.id = s.course_id left join measures.course_session_address a on a.session_id = s.id;
create view measures.course_place_card with (security_invoker) as
  select p.id, p.course_id, p.kindergarten_id, p.role_group, p.name, p.email, p.how, p.language, p.state, p.registered_at from measures.course_place p;
grant select on measures.course_card, measures.course_session_card, measures.course_place_card to samspill_app;

-- People who got no seat, some time after the last session; and whole courses, with everything in them. @returns how many people; the ids of the courses
create function measures.forget_unseated(before timestamptz) returns bigint language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone bigint;
begin
  perform platform.must_be_system();
  delete from measures.course_place p where p.state <> 'seated' and coalesce((select max(s.ends_at) from measures.course_session s where s.course_id = p.course_id), p.changed_at) < before;
  get diagnostics gone = row_count;
  return gone;
end $$;
create function measures.forget_courses(before timestamptz) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  return query delete from measures.course c where coalesce((select max(s.ends_at) from measures.course_session s where s.course_id = c.id), c.closes_at) < before returning c.id;
end $$;
revoke all on function measures.forget_unseated, measures.forget_courses from public;
grant execute on function measures.forget_unseated, measures.forget_courses to samspill_app;
