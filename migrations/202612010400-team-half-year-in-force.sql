-- Team: visits are those of the plan in force in their week, the last that was adopted for it: a new plan for the rest of a half-year leaves the weeks before it as they were.
-- When a promise was given to another, or given back, after that, the visits of who had it are no longer theirs from that week on; those before have been made.
create or replace view team.planned_visit with (security_invoker) as
  select v.id, h.team_org_id, v.person_id, v.person_name, v.commitment_id, c.what, c.kindergarten_id, c.group_name, v.monday, h.id as plan_id
  from team.half_year h join team.half_year_visit v on v.half_year_id = h.id join team.commitment c on c.id = v.commitment_id
  where h.adopted_at is not null and c.state = 'promised'
    and not exists (select from team.half_year n where n.team_org_id = h.team_org_id and n.adopted_at is not null and (n.adopted_at, n.number) > (h.adopted_at, h.number) and n.from_on <= v.monday and v.monday < n.from_on + n.weeks * 7)
    and (v.person_id = c.person_id
      or not exists (select from team.commitment_version w where w.commitment_id = c.id and w.what_happened in ('assigned', 'freed') and w.at > h.adopted_at and date_trunc('week', w.at at time zone 'Europe/Oslo')::date <= v.monday));

-- What a kindergarten can take, and weeks between visits, are written for what is the team's own.
drop policy half_year_rhythm_begin on team.half_year_rhythm;
create policy half_year_rhythm_begin on team.half_year_rhythm for insert to samspill_app
  with check (team.leads(team_org_id) and changed_by_name = (select platform.actor_name()) and commitment_id in (select c.id from team.commitment c where c.team_org_id = (select platform.actor_org())));
drop policy half_year_limit_begin on team.half_year_limit;
create policy half_year_limit_begin on team.half_year_limit for insert to samspill_app
  with check (team.leads(team_org_id) and changed_by_name = (select platform.actor_name()) and kindergarten_id in (select s.kindergarten_id from register.team_kindergarten s where s.team_id = (select platform.actor_org())));
-- And a plan sets visits for promises of its own team alone.
drop policy half_year_visit_begin on team.half_year_visit;
create policy half_year_visit_begin on team.half_year_visit for insert to samspill_app
  with check (half_year_id in (select h.id from team.half_year h where team.leads(h.team_org_id)) and commitment_id in (select c.id from team.commitment c where c.team_org_id = (select platform.actor_org())));
