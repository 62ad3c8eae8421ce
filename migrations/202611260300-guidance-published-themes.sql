-- Published: the themes things are counted under, for other slices. Described in docs/data/theme-name.md.
create view guidance.theme_name with (security_invoker) as
  select t.code, t.framework, t.team_org_id as team_id, t.position, t.name_nb, t.name_nn, t.name_en, t.period from guidance.theme t;
grant select on guidance.theme_name to samspill_app;
