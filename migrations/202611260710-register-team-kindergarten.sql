-- Published, as served_by says it, for those who ask about all kindergartens at once: found for each by looking through the relations once, not once for each kindergarten.
-- Described in docs/data/team-kindergarten.md.
create view register.team_kindergarten with (security_invoker) as
  with served as materialized (
    select distinct on (r.from_id) r.from_id, team.id as team_id from register.relation r join register.organisation team on team.id = r.to_id and team.form = 'competence-team' and team.closed_on is null
    where r.kind = 'served-by' and r.period @> (select platform.today()) order by r.from_id, lower(r.period) desc, team.id
  ), part as materialized (
    select distinct on (r.to_id) r.to_id, team.id as team_id from register.relation r join register.organisation team on team.id = r.from_id and team.form = 'competence-team' and team.closed_on is null
    where r.kind = 'part-of' and r.period @> (select platform.today()) order by r.to_id, team.id
  ), lies as materialized (select r.from_id, r.to_id from register.relation r where r.kind = 'lies-in' and r.period @> (select platform.today()))
  select k.id as kindergarten_id, coalesce(own.team_id, of_municipality.team_id, part.team_id) as team_id
  from register.organisation k
  left join served own on own.from_id = k.id
  left join lies on lies.from_id = k.id
  left join served of_municipality on of_municipality.from_id = lies.to_id
  left join part on part.to_id = lies.to_id
  where k.kind = 'kindergarten' and coalesce(own.team_id, of_municipality.team_id, part.team_id) is not null;
grant select on register.team_kindergarten to samspill_app;
