-- The kindergartens one team serves today: the rows register.team_kindergarten has for it, found from the team's side. The view finds the team of every kindergarten there is, also for one
-- who asks about one team; and a page where a team sees its kindergartens asks a dozen times, as each policy asks for itself. Ties are public, as the view is.
create function register.kindergartens_of(team uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  -- The open teams that are named, for a kindergarten or a municipality; of several at once the one that was named last.
  with day as materialized (select platform.today() as today),
  places as materialized (
    select r.from_id as id from register.relation r, day where r.to_id = kindergartens_of.team and r.kind = 'served-by' and r.period @> day.today
    union select r.to_id from register.relation r, day where r.from_id = kindergartens_of.team and r.kind = 'part-of' and r.period @> day.today
  ), served as materialized (
    select p.id from places p cross join day where kindergartens_of.team = coalesce(
      (select o.id from register.relation r join register.organisation o on o.id = r.to_id and o.form = 'competence-team' and o.closed_on is null
        where r.from_id = p.id and r.kind = 'served-by' and r.period @> day.today order by lower(r.period) desc, o.id limit 1),
      (select o.id from register.relation r join register.organisation o on o.id = r.from_id and o.form = 'competence-team' and o.closed_on is null
        where r.to_id = p.id and r.kind = 'part-of' and r.period @> day.today order by o.id limit 1))
  )
  select k.id from served s join register.organisation k on k.id = s.id and k.kind = 'kindergarten'
  union all
  select k.id from served s cross join day join register.relation lies on lies.to_id = s.id and lies.kind = 'lies-in' and lies.period @> day.today
    join register.organisation k on k.id = lies.from_id and k.kind = 'kindergarten'
  -- One that has a team named for itself is served by that one.
  where not exists (select from register.relation r join register.organisation o on o.id = r.to_id and o.form = 'competence-team' and o.closed_on is null
    where r.from_id = k.id and r.kind = 'served-by' and r.period @> day.today);
end;
revoke all on function register.kindergartens_of from public;
grant execute on function register.kindergartens_of to samspill_app;
