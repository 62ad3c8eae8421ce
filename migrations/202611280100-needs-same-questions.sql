-- The same questions, whatever list and version they stand in (docs/rules/needs-comparison.md): a list that gets a further language is a new version, and one
-- that comes with the program is copied before it gets one, but the staff are asked the same. What a theme is counted under, further languages and the name of the
-- list are left out; keys, order and the words in bokmål, nynorsk and English are not.
create function needs.wording_of(of_version uuid) returns text language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select md5(string_agg(concat_ws(E'\x1f', t.value ->> 'key', ((t.value -> 'name') - 'more')::text,
    (select string_agg(concat_ws(E'\x1f', s.value ->> 'key', ((s.value -> 'text') - 'more')::text), E'\x1e' order by s.ordinality) from jsonb_array_elements(t.value -> 'statements') with ordinality s)), E'\x1d' order by t.ordinality))
  from needs.instrument_version v cross join jsonb_array_elements(v.definition -> 'themes') with ordinality t
  where v.id = of_version and v.definition ->> 'kind' = 'statements';
end;
revoke all on function needs.wording_of from public;
grant execute on function needs.wording_of to samspill_app;

create or replace function needs.keep_comparable() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select count(*) from needs.staff_session s where s.id in (new.before_session_id, new.after_session_id) and s.state = 'ended' and new.kindergarten_id in (select needs.staff_of(s.id))
      and (s.instrument_version_id = new.instrument_version_id or needs.wording_of(s.instrument_version_id) = needs.wording_of(new.instrument_version_id))) <> 2
    or not exists (select from needs.staff_session s where s.id = new.after_session_id and s.instrument_version_id = new.instrument_version_id)
    or exists (select needs.staff_of(new.before_session_id) except select needs.staff_of(new.after_session_id)) or exists (select needs.staff_of(new.after_session_id) except select needs.staff_of(new.before_session_id)) then
    raise exception 'only the same questions, answered by the same staff' using errcode = 'check_violation', constraint = 'comparison_of_the_same';
  end if;
  return new;
end $$;

-- Whether both times were asked with the very same version; otherwise the two differ in languages only.
create or replace view needs.comparison_card with (security_invoker) as
  select c.id, c.region_id, c.kindergarten_id, c.before_session_id, c.after_session_id, c.instrument_version_id, i.name as instrument, v.number as version, c.lines,
    (b.opened_at at time zone 'Europe/Oslo')::date as before_opened_on, (b.ended_at at time zone 'Europe/Oslo')::date as before_on, (a.opened_at at time zone 'Europe/Oslo')::date as after_opened_on, (a.ended_at at time zone 'Europe/Oslo')::date as after_on, c.made_at,
    b.instrument_version_id = a.instrument_version_id as same_version
  from needs.comparison c join needs.staff_session b on b.id = c.before_session_id join needs.staff_session a on a.id = c.after_session_id
    join needs.instrument_version v on v.id = c.instrument_version_id join needs.instrument i on i.id = v.instrument_id;
