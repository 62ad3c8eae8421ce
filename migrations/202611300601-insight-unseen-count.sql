-- Published (docs/data/unseen-count.md): how many kindergartens of a municipality stand on the last list over those with little contact. Five or more, and of those looked at five or more
-- who do not stand there (or none): never which.
create view insight.unseen_count with (security_invoker) as
  select p.municipality_id, r.made_on, count(*)::integer as kindergartens
  from insight.unseen_run r join insight.unseen_line l on l.run_id = r.id join register.kindergarten_profile p on p.kindergarten_id = l.kindergarten_id
  where not exists (select from insight.unseen_run n where n.team_org_id = r.team_org_id and n.made_on > r.made_on)
  group by p.municipality_id, r.made_on
  having count(*) >= 5 and (select count(*) from register.kindergarten_profile o where o.municipality_id = p.municipality_id and o.closed_on is null) - count(*) not between 1 and 4;
grant select on insight.unseen_count to samspill_app;
