-- What was never sent is never the team's, also when it has been thrown away.
alter policy case_team on guidance.case
  using (team_org_id = (select platform.actor_org()) and (select platform.in_team()) and submitted_at is not null)
  with check (team_org_id = (select platform.actor_org()) and (select platform.in_team()) and submitted_at is not null);
