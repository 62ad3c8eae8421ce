-- Consultation meetings stand in the year calendar; a goal counts the work of its working goals there too where others read it.

-- Published by strategy (docs/data/discussion-day.md): consultation meetings whose invitation is sent.
create view strategy.discussion_day with (security_invoker) as
  select d.id, d.municipality_id, d.title, d.starts_at, d.ends_at, d.place, d.version from strategy.discussion d where d.sent_at is not null and d.cancelled_at is null;
grant select on strategy.discussion_day to samspill_app;

-- Published (docs/data/goal-card.md): now also which goal a working goal is part of.
create or replace view strategy.goal_card with (security_invoker) as
  select g.id, p.id as plan_id, p.municipality_id, p.title as plan, g.title, g.themes, g.starts_on, g.ends_on, g.parent_id
  from strategy.goal g join strategy.plan p on p.id = g.plan_id
  where p.state = 'adopted' and p.ends_on >= platform.today() and not exists (select from strategy.plan l where l.series_id = p.series_id and l.state = 'adopted' and l.version > p.version);

-- A name and the whole name of an organisation: 120 and 200 signs, and what stands between them.
alter table strategy.discussion_said drop constraint discussion_said_name, add constraint discussion_said_name check (length(said_by_name) <= 330);
