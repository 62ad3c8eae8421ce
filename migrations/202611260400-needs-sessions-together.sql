-- Sessions that several kindergartens hold together, surveys answered with slips drawn from a hat, and what keeps two results of the same staff apart.

-- A kindergarten that is asked says yes itself before anybody is asked anything.
alter table needs.staff_session_unit add column agreed_at timestamptz, add column agreed_by_name text,
  add constraint staff_session_unit_agreed check ((agreed_at is null) = (agreed_by_name is null));
-- Slips with a code each: then nobody joins without one. Told to the staff: whether the head may close before the day that was said.
alter table needs.staff_session add column slips boolean not null default false, add column slips_made_at timestamptz, add column may_close_early boolean not null default false,
  add constraint staff_session_slips check (not slips or kind = 'survey');

-- Whose staff a session asks: those who have said yes to it, and the one that leads it.
create function needs.staff_of(of_session uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.kindergarten_id from needs.staff_session s where s.id = of_session union select u.kindergarten_id from needs.staff_session_unit u where u.session_id = of_session and u.agreed_at is not null;
end;
-- Those a kindergarten may ask along: of the same owner, or served by the same team.
create function needs.may_be_asked_along() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.from_id from register.relation r join register.organisation o on o.id = r.from_id and o.kind = 'kindergarten' and o.closed_on is null
    where r.kind = 'owned-by' and r.period @> platform.today() and r.from_id <> platform.actor_org()
      and r.to_id in (select own.to_id from register.relation own where own.from_id = platform.actor_org() and own.kind = 'owned-by' and own.period @> platform.today())
  union select s.kindergarten_id from register.served_by s join register.organisation o on o.id = s.kindergarten_id and o.closed_on is null
    where s.kindergarten_id <> platform.actor_org() and s.team_id in (select own.team_id from register.served_by own where own.kindergarten_id = platform.actor_org());
end;
-- When themes of an instrument, in whichever version, last gave something to show to any staff this session asks; and whether such a one is open now.
-- Asked past what the actor may see: what another kindergarten holds alone counts too, and only the day comes out.
create function needs.last_result_like(of_session uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog, pg_temp
  return (select max(t.closed_at) from needs.staff_session own
    join needs.instrument_version ov on ov.id = own.instrument_version_id
    join needs.instrument_version v on v.instrument_id = ov.instrument_id
    join needs.staff_session s on s.instrument_version_id = v.id and s.id <> own.id
    join needs.staff_theme t on t.session_id = s.id and t.shown and t.theme = any (own.themes)
    where own.id = of_session and exists (select needs.staff_of(s.id) intersect select needs.staff_of(own.id)));
create function needs.is_open_like(of_session uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return exists (select from needs.staff_session own
    join needs.instrument_version ov on ov.id = own.instrument_version_id
    join needs.instrument_version v on v.instrument_id = ov.instrument_id
    join needs.staff_session s on s.instrument_version_id = v.id and s.id <> own.id and s.state = 'open' and s.themes && own.themes
    where own.id = of_session and exists (select needs.staff_of(s.id) intersect select needs.staff_of(own.id)));

create or replace function needs.seen_sessions() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id from needs.staff_session s where s.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader')
  union select u.session_id from needs.staff_session_unit u where u.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader')
  union select s.id from needs.staff_session s where platform.actor_role() = 'owner' and s.seen_by_owner and s.state = 'ended'
    and exists (select from register.relation r where r.from_id in (select needs.staff_of(s.id)) and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today())
  union select s.id from needs.staff_session s where platform.actor_role() in ('adviser', 'team-leader') and s.seen_by_team and s.state = 'ended'
    and exists (select from register.served_by b where b.kindergarten_id in (select needs.staff_of(s.id)) and b.team_id = platform.actor_org());
end;
create function needs.open_to_answer(of_session uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return exists (select from needs.staff_session s where s.id = of_session and s.state = 'planned');

drop function needs.session_by_code;
create function needs.session_by_code(joined_by text) returns table (session_id uuid, kind text, kindergartens text[], title text, theme text, phase text, breakdown text, groups jsonb, themes text[], definition jsonb, seen_by_owner boolean, seen_by_team boolean, closes_on date, version integer, full_up boolean, expected integer, slips boolean, may_close_early boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id, s.kind, array(select o.name from register.organisation o where o.id in (select needs.staff_of(s.id)) order by o.id <> s.kindergarten_id, o.name), s.title, s.theme, s.phase, s.breakdown, s.groups, s.themes, v.definition, s.seen_by_owner, s.seen_by_team, s.closes_on, s.version, s.tickets >= s.expected, s.expected, s.slips, s.may_close_early
  from needs.staff_session s join needs.instrument_version v on v.id = s.instrument_version_id
  where s.code = joined_by and s.state = 'open';
end;
create or replace function needs.give_ticket(of_session uuid, ticket bytea) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if exists (select from needs.staff_ticket t where t.session_id = of_session and t.hash = ticket) then return 'given'; end if;
  if exists (select from needs.staff_session s where s.id = of_session and s.state = 'open' and s.slips) then return 'needs-slip'; end if;
  update needs.staff_session s set tickets = s.tickets + 1 where s.id = of_session and s.state = 'open' and s.tickets < s.expected;
  if not found then return case when exists (select from needs.staff_session s where s.id = of_session and s.state = 'open') then 'full' else 'closed' end; end if;
  insert into needs.staff_ticket values (of_session, ticket);
  return 'given';
end $$;
-- Slips are made anew only while nobody has answered: an old slip that is used and a new one would be two votes. @returns whether they were
create function needs.make_slips(of_session uuid, hashes bytea[], made_when timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if of_session not in (select needs.own_sessions()) then raise exception 'not one''s own session' using errcode = '42501'; end if;
  perform from needs.staff_session s where s.id = of_session and s.state = 'open' and s.slips and s.expected = cardinality(hashes) for update;
  if not found or exists (select from needs.staff_count c where c.session_id = of_session) then return false; end if;
  delete from needs.staff_ticket t where t.session_id = of_session;
  insert into needs.staff_ticket select of_session, one from unnest(hashes) one order by one;
  update needs.staff_session s set tickets = s.expected, slips_made_at = made_when where s.id = of_session;
  return true;
end $$;

-- How many are expected stands too once slips are made for them.
create or replace function needs.keep_session() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.kindergarten_id <> old.kindergarten_id or new.region_id <> old.region_id or new.start_key <> old.start_key
    or (old.state <> 'planned' and (new.instrument_version_id, new.kind, new.themes, new.breakdown, new.groups, new.seen_by_owner, new.seen_by_team, new.slips, new.may_close_early, new.closes_on) is distinct from (old.instrument_version_id, old.kind, old.themes, old.breakdown, old.groups, old.seen_by_owner, old.seen_by_team, old.slips, old.may_close_early, old.closes_on))
    or (old.state in ('ended', 'cancelled') and new.state <> old.state) or (new.state = 'planned' and old.state <> 'planned') then
    raise exception 'what the staff were told stands' using errcode = 'check_violation', constraint = 'session_stands';
  end if;
  return new;
end $$;

drop policy staff_session_unit_write on needs.staff_session_unit;
create policy staff_session_unit_ask on needs.staff_session_unit for insert to samspill_app
  with check (session_id in (select needs.own_sessions()) and kindergarten_id in (select needs.may_be_asked_along()) and agreed_at is null and needs.open_to_answer(session_id));
create policy staff_session_unit_leave on needs.staff_session_unit for delete to samspill_app
  using ((session_id in (select needs.own_sessions()) or (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head')) and needs.open_to_answer(session_id));
create policy staff_session_unit_agree on needs.staff_session_unit for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and needs.open_to_answer(session_id))
  with check (kindergarten_id = (select platform.actor_org()) and agreed_by_name = (select platform.actor_name()));
revoke all on function needs.staff_of, needs.may_be_asked_along, needs.last_result_like, needs.is_open_like, needs.open_to_answer, needs.session_by_code, needs.make_slips from public;
grant execute on function needs.staff_of, needs.may_be_asked_along, needs.last_result_like, needs.is_open_like, needs.open_to_answer, needs.session_by_code, needs.make_slips to samspill_app;
