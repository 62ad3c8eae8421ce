-- How many running cases each adviser of the actor's own team has. One pass over the team's cases instead of a look at each through its policy.
create function guidance.cases_of_advisers() returns table (membership_id uuid, cases integer)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select a.membership_id, count(*)::integer
  from guidance.case c join guidance.assignment a on a.case_id = c.id and a.ended_at is null
  where c.team_org_id = (select platform.actor_org()) and c.state = 'running' and (select platform.actor_role()) in ('adviser', 'team-leader')
  group by a.membership_id;
end;
revoke all on function guidance.cases_of_advisers() from public;
grant execute on function guidance.cases_of_advisers() to samspill_app;

-- Everything that counting a team's cases asks about, so that the cases themselves, long texts and all, are left alone.
create index case_counted on guidance.case (team_org_id, state) include (kindergarten_id, submitted_at, id);
create index assignment_now on guidance.assignment (case_id) include (membership_id) where ended_at is null;
create index notice_unseen on messaging.notice (person_id, send_after) where seen_at is null and cancelled_at is null;

-- Nothing asks through these: the first is the beginning of case_by_due, and references are looked up whole.
drop index guidance.case_team;
drop index guidance.case_search;
