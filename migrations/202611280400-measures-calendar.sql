-- The year calendar: days a kindergarten sets aside, addresses to subscribe by, and what the other slices publish with a day.

create table measures.planning_day (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  kindergarten_id uuid not null references register.organisation,
  kind text not null constraint planning_day_kind check (kind in ('planning', 'closed', 'other')),
  -- What it is about, when that is worth saying.
  title text not null default '' constraint planning_day_title check (length(title) <= 120),
  from_on date not null,
  last_on date not null,
  made_at timestamptz not null,
  made_by_name text not null,
  constraint planning_day_period check (last_on >= from_on and last_on < from_on + 60),
  constraint planning_day_once unique (kindergarten_id, kind, from_on)
);
create index planning_day_days on measures.planning_day (from_on, last_on);

-- An address a calendar fetches by. Whoever has it reads what the person may read, so only its hash is kept, and one click makes it useless.
create table measures.calendar_feed (
  id uuid primary key,
  person_id uuid not null,
  membership_id uuid not null,
  language text not null constraint calendar_feed_language check (language in ('nb', 'nn', 'en')),
  token_hash bytea not null constraint calendar_feed_token unique check (length(token_hash) = 32),
  made_at timestamptz not null,
  revoked_at timestamptz,
  -- The last time somebody fetched it, to the hour: a sign of whether it is in use, not a trace of who.
  fetched_at timestamptz
);
create unique index calendar_feed_one on measures.calendar_feed (membership_id, person_id) where revoked_at is null;

do $$
declare name text;
begin
  foreach name in array array['planning_day', 'calendar_feed'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
  end loop;
end $$;
-- The kindergarten's own, its owner, and the team that serves it: those who must not put a course on the day.
create policy planning_day_read on measures.planning_day for select to samspill_app
  using (measures.acts_for_kindergarten(kindergarten_id) or (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'pedagogical-leader')
    or ((select platform.actor_role()) in ('adviser', 'team-leader') and kindergarten_id in (select s.kindergarten_id from register.team_kindergarten s where s.team_id = (select platform.actor_org()))));
create policy planning_day_add on measures.planning_day for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and made_by_name = (select platform.actor_name()));
create policy planning_day_remove on measures.planning_day for delete to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head');
create policy calendar_feed_own on measures.calendar_feed for select to samspill_app using (person_id = (select platform.actor_person()));
create policy calendar_feed_make on measures.calendar_feed for insert to samspill_app
  with check (person_id = (select platform.actor_person()) and membership_id = (select platform.actor_membership()));
create policy calendar_feed_revoke on measures.calendar_feed for update to samspill_app
  using (person_id = (select platform.actor_person())) with check (person_id = (select platform.actor_person()) and revoked_at is not null);
grant select, insert, delete on measures.planning_day to samspill_app;
grant select, insert, delete on measures.calendar_feed to samspill_app;
grant update (revoked_at, fetched_at) on measures.calendar_feed to samspill_app;

-- Days whose kindergarten year is long over, and addresses that were revoked long ago or whose role is gone. @returns how many
create function measures.forget_calendar(before date) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare days integer;
declare feeds integer;
begin
  perform platform.must_be_system();
  delete from measures.planning_day d where d.last_on < before;
  get diagnostics days = row_count;
  delete from measures.calendar_feed f where coalesce(f.revoked_at, 'infinity') < before
    or not exists (select from identity.membership m where m.id = f.membership_id and m.person_id = f.person_id and (upper(m.period) is null or upper(m.period) > before));
  get diagnostics feeds = row_count;
  return days + feeds;
end $$;
revoke all on function measures.forget_calendar from public;
grant execute on function measures.forget_calendar to samspill_app;

-- Published (docs/data/case-day.md): days of a case, with the reader's own rights.
create view guidance.case_day with (security_invoker) as
  select c.id as case_id, c.kindergarten_id, c.reference, 'start-meeting' as kind, t.on_date as day, t.at_time
    from guidance.case c join guidance.proposed_time t on t.case_id = c.id and t.replaced_at is null and t.accepted_at is not null
    where not exists (select from guidance.meeting m where m.case_id = c.id and m.kind = 'start-meeting')
  union all select c.id, c.kindergarten_id, c.reference, 'meeting', m.held_on, null from guidance.case c join guidance.meeting m on m.case_id = c.id
  union all select distinct c.id, c.kindergarten_id, c.reference, 'evaluation', p.evaluate_on, null::text
    from guidance.case c join guidance.plan_item p on p.case_id = c.id and p.removed_at is null where c.state = 'running';
-- Published (docs/data/round-day.md): what a round of the grant scheme has days for.
create view scheme.round_day with (security_invoker) as
  select r.id as round_id, r.title, d.kind, d.at from scheme.round r
  cross join lateral (values ('opens', r.opens_at), ('closes', r.closes_at - interval '1 second'), ('report-closes', r.report_closes_at - interval '1 second')) d (kind, at)
  where r.mode = 'live' and r.stage not in ('planned', 'cancelled');
-- Published (docs/data/forum-meeting-day.md): meetings of a forum that have been called.
create view scheme.forum_meeting_day with (security_invoker) as
  select m.id, m.forum_id, m.title, m.starts_at, m.version from scheme.meeting m where m.state in ('called', 'open', 'closed', 'locked');
-- Published (docs/data/session-day.md): when a staff was asked, or has until.
create view needs.session_day with (security_invoker) as
  select s.id, s.kindergarten_id, s.title, s.kind, coalesce(s.closes_on, (s.opened_at at time zone 'Europe/Oslo')::date) as day
  from needs.staff_session s where s.state in ('open', 'ended') and s.opened_at is not null;
grant select on guidance.case_day, scheme.round_day, scheme.forum_meeting_day, needs.session_day to samspill_app;
