-- Team: what is planned leads to its plan; and when a promise was given to another, or given back, after the plan was adopted, the visits of who had it are no longer theirs.
create or replace view team.planned_visit with (security_invoker) as
  select v.id, h.team_org_id, v.person_id, v.person_name, v.commitment_id, c.what, c.kindergarten_id, c.group_name, v.monday, h.id as plan_id
  from team.half_year h join team.half_year_visit v on v.half_year_id = h.id join team.commitment c on c.id = v.commitment_id
  where h.state = 'adopted' and c.state = 'promised'
    and (v.person_id = c.person_id or not exists (select from team.commitment_version w where w.commitment_id = c.id and w.what_happened in ('assigned', 'freed') and w.at > h.adopted_at));
