-- The place in the waiting list is counted over all the team's cases, of which a kindergarten sees only its own; it learns the number and nothing more.
create function guidance.place_in_queue(team uuid, sent timestamptz) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select 1 + count(*)::integer from guidance.case c where c.team_org_id = team and c.state = 'running' and c.step_kind = 'waiting-list' and c.submitted_at < sent;
end;
revoke all on function guidance.place_in_queue from public;
grant execute on function guidance.place_in_queue to samspill_app;
