-- What a phone is told when it is over says truly who sees the result: several kindergartens, when they held it together.
drop function needs.session_left;
create function needs.session_left(joined_by text, since timestamptz) returns table (state text, kind text, seen_by_owner boolean, seen_by_team boolean, together boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.state, s.kind, s.seen_by_owner, s.seen_by_team, exists (select from needs.staff_session_unit u where u.session_id = s.id and u.agreed_at is not null)
  from needs.staff_session s where s.left_code = joined_by and s.ended_at >= since order by s.ended_at desc limit 1;
end;
revoke all on function needs.session_left from public;
grant execute on function needs.session_left to samspill_app;
