-- Two requests sent at the same instant have places after each other, not the same one: the id is the tie-break (uuidv7, in the order they were begun).
drop function guidance.place_in_queue(uuid, timestamptz);
create function guidance.place_in_queue(waiting uuid) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select count(*)::integer from guidance.case mine join guidance.case c on c.team_org_id = mine.team_org_id
    and c.state = 'running' and c.step_kind = 'waiting-list' and (c.submitted_at, c.id) <= (mine.submitted_at, mine.id)
  where mine.id = waiting
    and (mine.kindergarten_id = platform.actor_org() or mine.team_org_id = platform.actor_org() or platform.is_system());
end;
revoke all on function guidance.place_in_queue from public;
grant execute on function guidance.place_in_queue to samspill_app;
