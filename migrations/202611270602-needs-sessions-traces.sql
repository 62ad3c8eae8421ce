-- A row of the counts tells by itself which transaction wrote it (xmin), and the mark of a used ticket by which it was made: whoever has the database and a
-- phone could lay them side by side while a theme is open.
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
  -- Every row of the theme is written anew: which of them this handful added to cannot be read from which transaction wrote them last.
  update needs.staff_tally t set n = t.n where t.session_id = of_session and t.theme = of_theme;
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
