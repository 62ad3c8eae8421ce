-- A kindergarten that has answered twice in a year is counted the first time: the report tells of kindergartens, not of sessions.
create or replace view insight.picture_theme with (security_invoker) as
  select p.municipality_id, p.theme, p.year, p.source, sum(p.kindergartens)::integer as kindergartens, sum(p.at_least)::integer as at_least,
    round(sum(p.mean * p.at_least) / nullif(sum(p.at_least), 0), 1) as mean
  from insight.picture p where p.municipality_id is not null and p.turn = 1 group by 1, 2, 3, 4;
