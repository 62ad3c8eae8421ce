-- Whose plans and reports one writes or reads is asked once, as a set, and not for each row.

-- The municipalities the actor writes plans and quality reports for: its own as authority, and those whose team one leads.
create function strategy.written_places() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() = 'authority'
  union select r.to_id from register.relation r where platform.actor_role() = 'team-leader' and r.kind = 'part-of' and r.from_id = platform.actor_org() and r.period @> platform.today()
  union select r.from_id from register.relation r where platform.actor_role() = 'team-leader' and r.kind = 'served-by' and r.to_id = platform.actor_org() and r.period @> platform.today();
end;
-- The municipalities the actor belongs to: where the own kindergartens lie, where one's team works, and those of the county.
create function strategy.belonging_places() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.municipality_id from register.kindergarten_profile p where platform.actor_role() in ('head', 'pedagogical-leader') and p.kindergarten_id = platform.actor_org()
  union select p.municipality_id from register.kindergarten_profile p where platform.actor_role() = 'owner' and p.owner_id = platform.actor_org() and p.closed_on is null
  union select p.municipality_id from register.kindergarten_profile p where platform.actor_role() = 'county-governor' and p.governor_id = platform.actor_org()
  union select r.to_id from register.relation r where platform.actor_role() = 'adviser' and r.kind = 'part-of' and r.from_id = platform.actor_org() and r.period @> platform.today()
  union select r.from_id from register.relation r where platform.actor_role() = 'adviser' and r.kind = 'served-by' and r.to_id = platform.actor_org() and r.period @> platform.today();
end;
revoke all on function strategy.written_places, strategy.belonging_places from public;
grant execute on function strategy.written_places, strategy.belonging_places to samspill_app;

alter policy quality_report_write_read on strategy.quality_report using (municipality_id in (select strategy.written_places()));
alter policy quality_report_read on strategy.quality_report using (state = 'published' and municipality_id in (select strategy.belonging_places()));
alter policy quality_report_begin on strategy.quality_report with check (state = 'draft' and begun_by_name = (select platform.actor_name()) and municipality_id in (select strategy.written_places()));
alter policy quality_report_change on strategy.quality_report using (municipality_id in (select strategy.written_places()))
  with check (municipality_id in (select strategy.written_places()) and (state = 'draft' or (select platform.actor_role()) = 'authority'));
alter policy quality_figures_read on strategy.quality_figures using (
  report_id in (select r.id from strategy.quality_report r where r.municipality_id in (select strategy.written_places())) or (report_id, number) in (select r.id, r.figures_number from strategy.quality_report r));
alter policy quality_figures_take on strategy.quality_figures
  with check (taken_by_name = (select platform.actor_name()) and report_id in (select r.id from strategy.quality_report r where r.state = 'draft' and r.municipality_id in (select strategy.written_places())));
alter policy quality_chapter_write on strategy.quality_chapter
  with check (changed_by_name = (select platform.actor_name()) and report_id in (select r.id from strategy.quality_report r where r.state = 'draft' and r.municipality_id in (select strategy.written_places())));
alter policy quality_chapter_change on strategy.quality_chapter
  using (report_id in (select r.id from strategy.quality_report r where r.state = 'draft' and r.municipality_id in (select strategy.written_places())))
  with check (changed_by_name = (select platform.actor_name()));

alter policy plan_write_read on strategy.plan using (municipality_id in (select strategy.written_places()));
alter policy plan_read on strategy.plan using (state <> 'draft' and municipality_id in (select strategy.belonging_places()));
alter policy plan_begin on strategy.plan with check (state = 'draft' and begun_by_name = (select platform.actor_name()) and municipality_id in (select strategy.written_places()));
alter policy plan_change on strategy.plan using (municipality_id in (select strategy.written_places()))
  with check (municipality_id in (select strategy.written_places()) and changed_by_name = (select platform.actor_name()) and (state <> 'adopted' or (select platform.actor_role()) = 'authority'));
alter policy goal_write on strategy.goal with check (plan_id in (select p.id from strategy.plan p where p.municipality_id in (select strategy.written_places())));
alter policy goal_change on strategy.goal using (plan_id in (select p.id from strategy.plan p where p.municipality_id in (select strategy.written_places())));
alter policy goal_remove on strategy.goal using (plan_id in (select p.id from strategy.plan p where p.municipality_id in (select strategy.written_places())));
alter policy goal_line_write on strategy.goal_line
  with check (plan_id in (select p.id from strategy.plan p where p.municipality_id in (select strategy.written_places()))
    and (measure_id is null or measure_id in (select measures.led()) or measure_id in (select strategy.kept_measures(plan_id))));
alter policy goal_line_remove on strategy.goal_line using (plan_id in (select p.id from strategy.plan p where p.municipality_id in (select strategy.written_places())));
alter policy hearing_comment_say on strategy.hearing_comment
  with check (org_id = (select platform.actor_org()) and role = (select platform.actor_role()) and written_by_name = (select platform.actor_name()) and outcome is null
    and plan_id in (select p.id from strategy.plan p where p.state = 'hearing' and p.hearing_until >= platform.today() and p.municipality_id in (select strategy.belonging_places())));
alter policy hearing_comment_answer on strategy.hearing_comment
  using (plan_id in (select p.id from strategy.plan p where p.state = 'hearing' and p.municipality_id in (select strategy.written_places())))
  with check (answered_by_name = (select platform.actor_name()));
alter policy goal_need_write on strategy.goal_need
  with check (tied_by_name = (select platform.actor_name()) and plan_id in (select p.id from strategy.plan p where p.municipality_id in (select strategy.written_places())) and need_id in (select n.id from needs.need_card n));
alter policy goal_need_remove on strategy.goal_need
  using (plan_id in (select p.id from strategy.plan p where p.municipality_id in (select strategy.written_places())) and need_id in (select n.id from needs.need_card n));

create or replace function strategy.kept_measures(of_plan uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select l.measure_id from strategy.goal_line l join strategy.plan b on b.id = l.plan_id join strategy.plan n on n.series_id = b.series_id and n.version > b.version
    where n.id = of_plan and l.measure_id is not null and n.municipality_id in (select strategy.written_places());
end;
create or replace function strategy.read_goals() returns table (goal_id uuid, measure_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct g.id, l.measure_id from strategy.goal g join strategy.plan p on p.id = g.plan_id
    left join strategy.goal_line l on l.plan_id = g.plan_id and l.goal_id = g.id and l.measure_id is not null
    where p.municipality_id in (select strategy.written_places()) or (p.state <> 'draft' and p.municipality_id in (select strategy.belonging_places()));
end;
-- A need that is no longer shared with the team, or has been set aside, is not counted: whoever wrote it has taken it back.
create or replace function strategy.goal_rests_on(of_plan uuid) returns table (goal_id uuid, at_least integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select g.goal_id, (count(distinct s.kindergarten_id) / 5 * 5)::integer from strategy.goal_need g join needs.need_card s on s.id = g.need_id join strategy.plan p on p.id = g.plan_id
    where g.plan_id = of_plan and s.shared_with_team and s.state in ('proposed', 'decided')
      and (p.municipality_id in (select strategy.written_places()) or (p.state <> 'draft' and p.municipality_id in (select strategy.belonging_places())))
    group by g.goal_id having count(distinct s.kindergarten_id) >= 5;
end;
create or replace function strategy.copy_goal_needs(from_plan uuid, to_plan uuid) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into strategy.goal_need (plan_id, goal_id, need_id, tied_at, tied_by_name)
    select n.id, g.goal_id, g.need_id, g.tied_at, g.tied_by_name from strategy.goal_need g join strategy.plan b on b.id = g.plan_id join strategy.plan n on n.series_id = b.series_id and n.version > b.version
    where b.id = from_plan and n.id = to_plan and n.state = 'draft' and n.municipality_id in (select strategy.written_places()) on conflict do nothing;
end $$;
drop function strategy.writes_for, strategy.belongs_to;
