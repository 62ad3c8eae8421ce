-- A hearing tells those it asks, reminds once before it closes, and what was said goes when the plan has been over for some years.
-- Goals may rest on single needs: each reads those it may read, and others how many kindergartens, five at a time.

alter table strategy.plan add column hearing_from date, add column reminded_on date;

-- What was said in hearings of plans that ran out before the day. @returns the ids of the plans it was about.
create function strategy.forget_comments(before date) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  delete from strategy.hearing_comment c using strategy.plan p where p.id = c.plan_id and p.ends_on < before;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function strategy.forget_comments from public;
grant execute on function strategy.forget_comments to samspill_app;

create table strategy.goal_need (
  plan_id uuid not null,
  goal_id uuid not null,
  -- Id of needs.need_card.
  need_id uuid not null,
  tied_at timestamptz not null,
  tied_by_name text not null,
  primary key (plan_id, goal_id, need_id),
  constraint goal_need_goal foreign key (plan_id, goal_id) references strategy.goal (plan_id, id) on delete cascade
);
create index goal_need_need on strategy.goal_need (need_id);
alter table strategy.goal_need enable row level security;
create policy goal_need_system on strategy.goal_need for all to samspill_app using ((select platform.is_system()));
-- One sees the tie only when one may read both the plan and the need.
create policy goal_need_read on strategy.goal_need for select to samspill_app using (plan_id in (select p.id from strategy.plan p) and need_id in (select n.id from needs.need_card n));
create policy goal_need_write on strategy.goal_need for insert to samspill_app
  with check (tied_by_name = (select platform.actor_name()) and plan_id in (select p.id from strategy.plan p where strategy.writes_for(p.municipality_id)) and need_id in (select n.id from needs.need_card n));
create policy goal_need_remove on strategy.goal_need for delete to samspill_app
  using (plan_id in (select p.id from strategy.plan p where strategy.writes_for(p.municipality_id)) and need_id in (select n.id from needs.need_card n));
grant select, insert, delete on strategy.goal_need to samspill_app;
create trigger keep_goal_need before insert or update or delete on strategy.goal_need for each row execute function strategy.keep_plan_parts();

-- How many kindergartens have a need the goal rests on, as the lower end of a band of five: for those who read the plan and not each need. Fewer than five are not told of.
create function strategy.goal_rests_on(of_plan uuid) returns table (goal_id uuid, at_least integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select g.goal_id, (count(distinct s.kindergarten_id) / 5 * 5)::integer from strategy.goal_need g join needs.need_card s on s.id = g.need_id join strategy.plan p on p.id = g.plan_id
    where g.plan_id = of_plan and (strategy.writes_for(p.municipality_id) or (p.state <> 'draft' and strategy.belongs_to(p.municipality_id)))
    group by g.goal_id having count(distinct s.kindergarten_id) >= 5;
end;
revoke all on function strategy.goal_rests_on from public;
grant execute on function strategy.goal_rests_on to samspill_app;

-- A new version rests on the same needs, also those that whoever begins it may not read.
create function strategy.copy_goal_needs(from_plan uuid, to_plan uuid) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into strategy.goal_need (plan_id, goal_id, need_id, tied_at, tied_by_name)
    select n.id, g.goal_id, g.need_id, g.tied_at, g.tied_by_name from strategy.goal_need g join strategy.plan b on b.id = g.plan_id join strategy.plan n on n.series_id = b.series_id and n.version > b.version
    where b.id = from_plan and n.id = to_plan and n.state = 'draft' and strategy.writes_for(n.municipality_id) on conflict do nothing;
end $$;
revoke all on function strategy.copy_goal_needs from public;
grant execute on function strategy.copy_goal_needs to samspill_app;

-- Published (docs/data/need-goal.md): the goals of plans that stand or are on hearing which rest on a need the reader may read.
create view strategy.need_goal with (security_invoker) as
  select n.need_id, p.id as plan_id, p.title as plan, g.id as goal_id, g.title as goal
  from strategy.goal_need n join strategy.goal g on g.plan_id = n.plan_id and g.id = n.goal_id join strategy.plan p on p.id = n.plan_id
  where p.state <> 'draft' and p.ends_on >= platform.today() and not exists (select from strategy.plan l where l.series_id = p.series_id and l.version > p.version and l.state = 'adopted');
grant select on strategy.need_goal to samspill_app;
