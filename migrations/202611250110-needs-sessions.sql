-- A session with the whole staff: on phones in a meeting (live), or over some days with slips that are drawn (survey).
-- What is stored is counts, never answers: an answer is added to the tally in the moment it is given and exists nowhere else. When a theme is closed the
-- tally is taken out and thrown away, and only what may be shown is kept.
create table needs.staff_session (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  -- The kindergarten that leads it; small ones may hold one together (staff_session_unit).
  kindergarten_id uuid not null references register.organisation,
  start_key uuid not null constraint staff_session_start_key unique,
  instrument_version_id uuid not null references needs.instrument_version,
  kind text not null constraint staff_session_kind check (kind in ('live', 'survey')),
  -- planned → open → ended; cancelled from planned and open.
  state text not null default 'planned' constraint staff_session_state check (state in ('planned', 'open', 'ended', 'cancelled')),
  title text not null constraint staff_session_title check (length(btrim(title)) between 1 and 200),
  -- The themes of the instrument that are used, in the order they are taken.
  themes text[] not null constraint staff_session_themes check (cardinality(themes) between 1 and 30),
  -- What the answers may be broken down by: nothing, the role one has, or the department. One of them: two could be laid over each other.
  breakdown text not null default 'none' constraint staff_session_breakdown check (breakdown in ('none', 'role', 'department')),
  -- The groups to choose among, as they were when it was opened: [{"key", "name"}].
  groups jsonb not null default '[]',
  -- How many there are to answer, as the host has counted them: no more tickets than that are given.
  expected integer not null constraint staff_session_expected check (expected between 1 and 500),
  -- Who besides the kindergarten sees what may be shown. Told to the staff before they answer; never changed after it is opened.
  seen_by_owner boolean not null default false,
  seen_by_team boolean not null default false,
  -- The letters one joins by, while it is open.
  code text constraint staff_session_code check (code ~ '^[A-Z]{6}$'),
  -- Where a live session is: the theme on the phones, and whether it takes answers, shows the result, or the dots are set.
  theme text,
  phase text not null default 'lobby' constraint staff_session_phase check (phase in ('lobby', 'answering', 'shown', 'dots', 'dots-shown')),
  tickets integer not null default 0,
  -- A survey is open until the end of this day.
  closes_on date,
  -- Counts every step, so that two hosts do not step at once.
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  opened_at timestamptz,
  ended_at timestamptz,
  constraint staff_session_survey_closes check (kind = 'live' or closes_on is not null),
  constraint staff_session_tickets check (tickets <= expected),
  constraint staff_session_open check ((state <> 'open' or (opened_at is not null and code is not null)) and (state not in ('ended', 'cancelled') or (ended_at is not null and code is null)))
);
create index staff_session_kindergarten on needs.staff_session (kindergarten_id, made_at desc);
create unique index staff_session_open_code on needs.staff_session (code) where code is not null;

create table needs.staff_session_unit (
  session_id uuid not null references needs.staff_session,
  kindergarten_id uuid not null references register.organisation,
  primary key (session_id, kindergarten_id)
);
create index staff_session_unit_kindergarten on needs.staff_session_unit (kindergarten_id);

-- That somebody has joined, and nothing else: the phone keeps the secret, this its hash.
create table needs.staff_ticket (
  session_id uuid not null references needs.staff_session,
  hash bytea not null constraint staff_ticket_hash check (length(hash) = 32),
  primary key (session_id, hash)
);
-- That a ticket has been used for one theme: a hash of both together, in one heap for all sessions, without time or order. Nobody without the phone can say whose.
create table needs.used_ticket (
  hash bytea primary key constraint used_ticket_hash check (length(hash) = 32)
);
-- How many have answered what, while the theme takes answers. 0 is "do not know".
create table needs.staff_tally (
  session_id uuid not null references needs.staff_session,
  theme text not null,
  statement text not null,
  group_key text not null,
  value smallint not null constraint staff_tally_value check (value between 0 and 5),
  n integer not null constraint staff_tally_n check (n > 0),
  primary key (session_id, theme, statement, group_key, value)
);

-- How many have answered a theme, or set dots ('#dots'). Nothing of what.
create table needs.staff_count (
  session_id uuid not null references needs.staff_session,
  theme text not null,
  answered integer not null,
  primary key (session_id, theme)
);

-- What may be shown, made when the theme is closed and never changed. Counts are bands of five: 5 means five to nine. The rules: docs/rules/needs-masking.md.
create table needs.staff_result (
  session_id uuid not null references needs.staff_session,
  theme text not null,
  statement text not null,
  -- 'all', or a group of the breakdown: several small ones together have their keys joined by '+'.
  part text not null,
  at_least integer not null constraint staff_result_at_least check (at_least >= 5 and at_least % 5 = 0),
  -- 1.5 and 4.5 mean that far out or further.
  mean numeric(2, 1) not null constraint staff_result_mean check (mean between 1.5 and 4.5),
  low integer not null constraint staff_result_low check (low >= 0 and low % 5 = 0),
  middle integer not null constraint staff_result_middle check (middle >= 0 and middle % 5 = 0),
  high integer not null constraint staff_result_high check (high >= 0 and high % 5 = 0),
  unknown integer not null constraint staff_result_unknown check (unknown >= 0 and unknown % 5 = 0),
  primary key (session_id, theme, statement, part)
);
-- A theme that has been closed, whether enough answered for something to be shown or not, and what they wrote about it together.
create table needs.staff_theme (
  session_id uuid not null references needs.staff_session,
  theme text not null,
  closed_at timestamptz not null,
  shown boolean not null,
  reflection text not null default '' constraint staff_theme_reflection check (length(reflection) <= 10000),
  changed_at timestamptz not null,
  changed_by_name text not null,
  primary key (session_id, theme)
);

-- Dots set on each theme by all together, as a band of five.
create table needs.staff_dots (
  session_id uuid not null references needs.staff_session,
  theme text not null,
  dots integer not null constraint staff_dots_dots check (dots >= 0 and dots % 5 = 0),
  primary key (session_id, theme)
);

-- The sessions that are the actor's own to hold: the kindergarten's head and pedagogical leaders.
create function needs.own_sessions() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id from needs.staff_session s where s.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader');
end;
-- Those whose results one may see: one's own and those one took part in; the owner's and the team's, when the staff were told so.
create function needs.seen_sessions() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id from needs.staff_session s where s.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader')
  union select u.session_id from needs.staff_session_unit u where u.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader')
  union select s.id from needs.staff_session s join register.relation r on r.from_id = s.kindergarten_id and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today()
    where platform.actor_role() = 'owner' and s.seen_by_owner and s.state = 'ended'
  union select s.id from needs.staff_session s join register.served_by b on b.kindergarten_id = s.kindergarten_id and b.team_id = platform.actor_org()
    where platform.actor_role() in ('adviser', 'team-leader') and s.seen_by_team and s.state = 'ended';
end;

-- What a phone with the code may know: where the session is, and the instrument it answers.
create function needs.session_by_code(joined_by text) returns table (session_id uuid, kind text, kindergarten text, title text, theme text, phase text, breakdown text, groups jsonb, themes text[], definition jsonb, seen_by_owner boolean, seen_by_team boolean, closes_on date, version integer, full_up boolean, expected integer)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id, s.kind, o.name, s.title, s.theme, s.phase, s.breakdown, s.groups, s.themes, v.definition, s.seen_by_owner, s.seen_by_team, s.closes_on, s.version, s.tickets >= s.expected, s.expected
  from needs.staff_session s join register.organisation o on o.id = s.kindergarten_id join needs.instrument_version v on v.id = s.instrument_version_id
  where s.code = joined_by and s.state = 'open';
end;
create function needs.knows_ticket(of_session uuid, ticket bytea) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return exists (select from needs.staff_ticket t where t.session_id = of_session and t.hash = ticket);
create function needs.has_been_used(ticket_and_theme bytea) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return exists (select from needs.used_ticket u where u.hash = ticket_and_theme);
-- Gives a ticket while there are any left. The number of tickets is the number expected: whoever gives one holds the session's row.
create function needs.give_ticket(of_session uuid, ticket bytea) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from needs.staff_ticket t where t.session_id = of_session and t.hash = ticket) then return 'given'; end if;
  update needs.staff_session s set tickets = s.tickets + 1 where s.id = of_session and s.state = 'open' and s.tickets < s.expected;
  if not found then return case when exists (select from needs.staff_session s where s.id = of_session and s.state = 'open') then 'full' else 'closed' end; end if;
  insert into needs.staff_ticket values (of_session, ticket);
  return 'given';
end $$;

-- Counts a handful of answers to one theme at once. Each: {"ticket": hex of its hash, "used": hex of the hash of ticket and theme, "group", "answers": {statement: 0..5}}.
-- Several are counted in one transaction and in the order of their hashes, so that neither row order nor transaction tells who answered what.
create function needs.cast_answers(of_session uuid, of_theme text, ballots jsonb) returns table (used text, outcome text) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  found needs.staff_session;
begin
  -- Those who close the theme wait for this, and whoever comes after is told that it is closed.
  select * into found from needs.staff_session s where s.id = of_session for no key update;
  if found.id is null or found.state <> 'open' or not ((found.kind = 'survey' and (of_theme = '#dots' or of_theme = any (found.themes)))
    or (found.kind = 'live' and ((found.phase = 'answering' and found.theme = of_theme) or (found.phase = 'dots' and of_theme = '#dots')))) then
    return query select b ->> 'used', 'closed' from jsonb_array_elements(ballots) b;
    return;
  end if;
  return query
    with ballot as (
      select distinct on (b ->> 'used') b ->> 'used' as used, b ->> 'group' as group_key, b -> 'answers' as answers,
        exists (select from needs.staff_ticket t where t.session_id = of_session and t.hash = decode(b ->> 'ticket', 'hex')) as known
      from jsonb_array_elements(ballots) b order by b ->> 'used'
    ), fresh as (
      insert into needs.used_ticket select decode(one.used, 'hex') from ballot one where one.known order by one.used on conflict do nothing returning hash
    ), counted as (
      select one.* from ballot one join fresh on fresh.hash = decode(one.used, 'hex')
    ), tally as (
      insert into needs.staff_tally as t (session_id, theme, statement, group_key, value, n)
      select of_session, of_theme, a.key, one.group_key, a.value::smallint, count(*) from counted one, jsonb_each_text(one.answers) a group by a.key, one.group_key, a.value::smallint order by 3, 4, 5
      on conflict (session_id, theme, statement, group_key, value) do update set n = t.n + excluded.n
    ), told as (
      insert into needs.staff_count as c (session_id, theme, answered) select of_session, of_theme, count(*) from counted having count(*) > 0
      on conflict (session_id, theme) do update set answered = c.answered + excluded.answered
    )
    select one.used, case when not one.known then 'no-ticket' when exists (select from counted c where c.used = one.used) then 'counted' else 'already' end from ballot one;
end $$;

-- Takes the counts of a theme out, when five or more have answered: what is given here is not there any more. Those who may hold the session, and the program's own work when a survey is over.
create function needs.take_tally(of_session uuid, of_theme text) returns table (statement text, group_key text, value smallint, n integer) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() and of_session not in (select needs.own_sessions()) then raise exception 'not one''s own session' using errcode = '42501'; end if;
  perform from needs.staff_session s where s.id = of_session for update;
  -- With fewer than five there is nothing to show: the theme can be opened again, and goes on from where it was.
  if coalesce((select c.answered from needs.staff_count c where c.session_id = of_session and c.theme = of_theme), 0) < 5 then return; end if;
  return query delete from needs.staff_tally t where t.session_id = of_session and t.theme = of_theme returning t.statement, t.group_key, t.value, t.n;
end $$;
-- What is left of a session that is over, tickets and counts that were never shown, is thrown away.
create function needs.forget_session(of_session uuid) returns void language sql security definer set search_path = pg_catalog, pg_temp begin atomic
  delete from needs.staff_ticket t where t.session_id = of_session and exists (select from needs.staff_session s where s.id = of_session and s.state in ('ended', 'cancelled'));
  delete from needs.staff_tally t where t.session_id = of_session and exists (select from needs.staff_session s where s.id = of_session and s.state in ('ended', 'cancelled'));
end;
revoke all on function needs.own_sessions, needs.seen_sessions, needs.session_by_code, needs.knows_ticket, needs.has_been_used, needs.give_ticket, needs.cast_answers, needs.take_tally, needs.forget_session from public;
grant execute on function needs.own_sessions, needs.seen_sessions, needs.session_by_code, needs.knows_ticket, needs.has_been_used, needs.give_ticket, needs.cast_answers, needs.take_tally, needs.forget_session to samspill_app;

-- What the staff were told before they answered stands; so does what was asked.
create function needs.keep_session() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.kindergarten_id <> old.kindergarten_id or new.region_id <> old.region_id or new.start_key <> old.start_key
    or (old.state <> 'planned' and (new.instrument_version_id, new.kind, new.themes, new.breakdown, new.groups, new.seen_by_owner, new.seen_by_team) is distinct from (old.instrument_version_id, old.kind, old.themes, old.breakdown, old.groups, old.seen_by_owner, old.seen_by_team))
    or (old.state in ('ended', 'cancelled') and new.state <> old.state) or (new.state = 'planned' and old.state <> 'planned') then
    raise exception 'what the staff were told stands' using errcode = 'check_violation', constraint = 'session_stands';
  end if;
  return new;
end $$;
create trigger keep_session before update on needs.staff_session for each row execute function needs.keep_session();

do $$
declare name text;
begin
  foreach name in array array['staff_session', 'staff_session_unit', 'staff_ticket', 'used_ticket', 'staff_tally', 'staff_count', 'staff_result', 'staff_theme', 'staff_dots'] loop
    execute format('alter table needs.%I enable row level security', name);
  end loop;
  foreach name in array array['staff_session', 'staff_session_unit', 'staff_count', 'staff_result', 'staff_theme', 'staff_dots'] loop
    execute format('create policy %I on needs.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
  end loop;
end $$;
create policy staff_session_read on needs.staff_session for select to samspill_app using (id in (select needs.seen_sessions()));
create policy staff_session_write on needs.staff_session for all to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'))
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'));
create policy staff_session_unit_read on needs.staff_session_unit for select to samspill_app using (session_id in (select needs.seen_sessions()));
create policy staff_session_unit_write on needs.staff_session_unit for all to samspill_app using (session_id in (select needs.own_sessions()));
create policy staff_count_read on needs.staff_count for select to samspill_app using (session_id in (select needs.own_sessions()));
create policy staff_result_read on needs.staff_result for select to samspill_app using (session_id in (select needs.seen_sessions()));
create policy staff_result_write on needs.staff_result for insert to samspill_app with check (session_id in (select needs.own_sessions()));
create policy staff_theme_read on needs.staff_theme for select to samspill_app using (session_id in (select needs.seen_sessions()));
create policy staff_theme_write on needs.staff_theme for all to samspill_app using (session_id in (select needs.own_sessions())) with check (session_id in (select needs.own_sessions()) and changed_by_name = (select platform.actor_name()));
grant select, insert, update on needs.staff_session, needs.staff_session_unit, needs.staff_theme to samspill_app;
grant delete on needs.staff_session_unit to samspill_app;
create policy staff_dots_read on needs.staff_dots for select to samspill_app using (session_id in (select needs.seen_sessions()));
create policy staff_dots_write on needs.staff_dots for insert to samspill_app with check (session_id in (select needs.own_sessions()));
grant select, insert on needs.staff_result, needs.staff_dots to samspill_app;
grant select on needs.staff_count to samspill_app;
