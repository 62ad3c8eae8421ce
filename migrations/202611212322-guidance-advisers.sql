-- The people who have a case, for telling them: the kindergarten may write to its advisers without seeing the team's memberships.
create function guidance.advisers_of(of_case uuid) returns table (person_id uuid, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id, p.language from guidance.assignment a join identity.membership m on m.id = a.membership_id join identity.person p on p.id = m.person_id
  where a.case_id = of_case and a.ended_at is null
    and exists (select from guidance.case c where c.id = of_case and (c.kindergarten_id = platform.actor_org() or c.team_org_id = platform.actor_org() or platform.is_system()));
end;
revoke all on function guidance.advisers_of from public;
grant execute on function guidance.advisers_of to samspill_app;
