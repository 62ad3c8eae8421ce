-- A measure may grow out of a goal in the municipality's plan (strategy.goal_card), and the plan reads how far the work has come.
alter table measures.measure add column goal_id uuid;
create index measure_goal on measures.measure (goal_id) where goal_id is not null;
alter table measures.measure drop constraint measure_origin, drop constraint measure_grown;
alter table measures.measure add constraint measure_origin check (origin in ('need', 'case', 'report', 'strategy', 'own')),
  add constraint measure_grown check (case origin when 'need' then cardinality(need_ids) > 0 when 'case' then case_id is not null when 'report' then report_id is not null when 'strategy' then goal_id is not null else true end);

-- Published (docs/data/goal-work.md): the measures about goals the actor may read. What a kindergarten leads is counted without its name: the municipality as authority
-- does not read what a kindergarten does to become better.
create function measures.goal_work() returns table (goal_id uuid, measure_id uuid, title text, lead text, starts_on date, ends_on date, begun_on date, closed boolean, compared boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select w.goal_id, m.id, case when named.is then m.title end, case when named.is then o.name end, m.starts_on, m.ends_on, m.begun_on, measures.is_closed(m.id),
    exists (select from measures.closing c where c.measure_id = m.id and c.closed_on is not null and c.comparison_id is not null)
  from (select g.goal_id, g.measure_id from strategy.read_goals() g where g.measure_id is not null
    union select n.goal_id, n.id from measures.measure n where n.goal_id in (select r.goal_id from strategy.read_goals() r)) w
  join measures.measure m on m.id = w.measure_id join register.organisation o on o.id = m.lead_id
  cross join lateral (select o.kind <> 'kindergarten' or m.lead_id = platform.actor_org() as is) named;
end;
revoke all on function measures.goal_work from public;
grant execute on function measures.goal_work to samspill_app;
