-- When a session is over nothing is left of who took part: the marks of used tickets go with the tickets, and how many joined and answered with the counts.
-- A phone that comes back is told that it is over, by the letters it knows.
alter table needs.used_ticket add column session_id uuid references needs.staff_session;
create index used_ticket_session on needs.used_ticket (session_id);
delete from needs.used_ticket where not exists (select from needs.staff_session s where s.state = 'open');
delete from needs.staff_count c where exists (select from needs.staff_session s where s.id = c.session_id and s.state in ('ended', 'cancelled'));

-- The letters a session had, while its phones may come back.
alter table needs.staff_session add column left_code text constraint staff_session_left_code check (left_code ~ '^[A-Z]{6}$');
create index staff_session_left_code on needs.staff_session (left_code) where left_code is not null;
-- What a phone may know of a session that is over: that it is, and who sees what came of it. Neither its name nor whose it was.
create function needs.session_left(joined_by text, since timestamptz) returns table (state text, kind text, seen_by_owner boolean, seen_by_team boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.state, s.kind, s.seen_by_owner, s.seen_by_team from needs.staff_session s where s.left_code = joined_by and s.ended_at >= since order by s.ended_at desc limit 1;
end;
revoke all on function needs.session_left from public;
grant execute on function needs.session_left to samspill_app;

create or replace function needs.cast_answers(of_session uuid, of_theme text, ballots jsonb) returns table (used text, outcome text) language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
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
      insert into needs.used_ticket (hash, session_id) select decode(one.used, 'hex'), of_session from ballot one where one.known order by one.used on conflict do nothing returning hash
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

-- What is left of a session that is over is thrown away: tickets and the marks that they were used, counts that were never shown, and how many it was exactly.
create or replace function needs.forget_session(of_session uuid) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from needs.staff_session s where s.id = of_session and s.state in ('ended', 'cancelled');
  if not found then return; end if;
  delete from needs.staff_ticket t where t.session_id = of_session;
  delete from needs.used_ticket u where u.session_id = of_session;
  delete from needs.staff_tally t where t.session_id = of_session;
  delete from needs.staff_count c where c.session_id = of_session;
  update needs.staff_session s set tickets = s.tickets - s.tickets % 5 where s.id = of_session and s.tickets % 5 > 0;
end $$;
