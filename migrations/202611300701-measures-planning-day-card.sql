-- Published (docs/data/planning-day-card.md): days a kindergarten has set aside, for those who plan something there. With the reader's own rights.
create view measures.planning_day_card with (security_invoker) as
  select d.id, d.region_id, d.kindergarten_id, d.kind, d.from_on, d.last_on from measures.planning_day d;
grant select on measures.planning_day_card to samspill_app;
