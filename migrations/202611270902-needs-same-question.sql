-- The same question by another list is the same question: a list may begin as a copy of another, and a statement may move to another theme. What keeps two
-- results of the same staff apart looks at what is asked, not only at which list asks it.

-- What the themes of a version ask, by its letters alone.
create function needs.questions_of(of_version uuid, of_themes text[]) returns setof text language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select regexp_replace(lower(s -> 'text' ->> 'nb'), '[^[:alnum:]]', '', 'g')
  from needs.instrument_version v cross join lateral jsonb_array_elements(v.definition -> 'themes') t cross join lateral jsonb_array_elements(t -> 'statements') s
  where v.id = of_version and t ->> 'key' = any (of_themes);
end;
-- Other sessions that ask any of the same staff.
create function needs.of_same_staff(of_session uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id from needs.staff_session s where s.id <> of_session
    and (s.kindergarten_id in (select needs.staff_of(of_session)) or s.id in (select u.session_id from needs.staff_session_unit u where u.agreed_at is not null and u.kindergarten_id in (select needs.staff_of(of_session))));
end;
create or replace function needs.last_result_like(of_session uuid) returns timestamptz language sql stable security definer set search_path = pg_catalog, pg_temp
  return (select max(t.closed_at) from needs.staff_session own
    join needs.instrument_version ov on ov.id = own.instrument_version_id
    cross join lateral needs.of_same_staff(own.id) same
    join needs.staff_session s on s.id = same
    join needs.instrument_version v on v.id = s.instrument_version_id
    join needs.staff_theme t on t.session_id = s.id and t.shown
    where own.id = of_session and ((v.instrument_id = ov.instrument_id and t.theme = any (own.themes))
      or exists (select needs.questions_of(v.id, array[t.theme]) intersect select needs.questions_of(ov.id, own.themes))));
create or replace function needs.is_open_like(of_session uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return exists (select from needs.staff_session own
    join needs.instrument_version ov on ov.id = own.instrument_version_id
    cross join lateral needs.of_same_staff(own.id) same
    join needs.staff_session s on s.id = same
    join needs.instrument_version v on v.id = s.instrument_version_id
    where own.id = of_session and s.state = 'open' and ((v.instrument_id = ov.instrument_id and s.themes && own.themes)
      or exists (select needs.questions_of(v.id, s.themes) intersect select needs.questions_of(ov.id, own.themes))));
revoke all on function needs.questions_of, needs.of_same_staff from public;
