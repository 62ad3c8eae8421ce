-- Which kindergartens and schools work together today, for those who put them in touch; and three things the database now holds as the program always has.

-- Published (docs/data/working-pair.md), with the reader's own rights.
create view coordination.working_pair with (security_invoker) as
  select p.kindergarten_id, p.school_id, p.starts_on from coordination.school_pair p
  where p.kindergarten_at is not null and p.school_at is not null and p.starts_on <= platform.today() and (p.ended_on is null or p.ended_on >= platform.today());
grant select on coordination.working_pair to samspill_app;

-- The plans a kindergarten may come into: those of a school it works with. Who writes in a plan is in it.
create function coordination.joinable_plans() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id from coordination.joint_plan p
    where (platform.actor_role() = 'school-leader' and p.school_id = platform.actor_org()) or (platform.actor_role() = 'head' and p.school_id in (select coordination.paired_schools()));
end;
revoke all on function coordination.joinable_plans from public;
grant execute on function coordination.joinable_plans to samspill_app;
alter policy joint_plan_kindergarten_join on coordination.joint_plan_kindergarten with check (plan_id in (select coordination.joinable_plans()));
create or replace function coordination.written_plans() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id from coordination.joint_plan p
    where (platform.actor_role() = 'school-leader' and p.school_id = platform.actor_org())
      or (platform.actor_role() = 'head' and p.school_id in (select coordination.paired_schools()) and p.id in (select coordination.plans_with_own()));
end;

-- A pair and a plan lie in the region of the kindergartens in them.
create policy school_pair_region on coordination.school_pair as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or region_id is not distinct from (select k.region_id from register.kindergarten_profile k where k.kindergarten_id = school_pair.kindergarten_id));
create policy joint_plan_region on coordination.joint_plan as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or region_id is null or region_id in
    (select k.region_id from register.kindergarten_profile k join coordination.school_pair p on p.kindergarten_id = k.kindergarten_id where p.school_id = joint_plan.school_id));
