-- Kindergartens in a joint plan work with its school, a version is confirmed when it is there, and each side of a pair speaks in the own name.

create policy joint_plan_kindergarten_paired on coordination.joint_plan_kindergarten as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or (plan_id, kindergarten_id) in (
    select j.id, p.kindergarten_id from coordination.joint_plan j join coordination.school_pair p on p.school_id = j.school_id
      where p.kindergarten_at is not null and p.school_at is not null and (p.ended_on is null or p.ended_on >= (select platform.today()))));
create policy joint_plan_confirmation_current on coordination.joint_plan_confirmation as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or (plan_id, version) in (select j.id, j.version from coordination.joint_plan j));

create function coordination.keep_pair_names() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if platform.is_system() or coalesce(platform.actor_role(), '') = '' then return new; end if;
  if (new.kindergarten_by_name is distinct from old.kindergarten_by_name and new.kindergarten_by_name is distinct from platform.actor_name())
    or (new.school_by_name is distinct from old.school_by_name and new.school_by_name is distinct from platform.actor_name())
    or (new.ended_by_name is distinct from old.ended_by_name and new.ended_by_name is distinct from platform.actor_name()) then
    raise exception 'each in the own name' using errcode = 'check_violation', constraint = 'school_pair_own_name';
  end if;
  return new;
end $$;
create trigger keep_pair_names before update on coordination.school_pair for each row execute function coordination.keep_pair_names();
