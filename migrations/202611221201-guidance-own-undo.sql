-- As before, and: a move is taken back by the one who made it, or by the leader of the team; and only the last one.
create or replace function guidance.keep_step() returns trigger language plpgsql as $$
begin
  if current_user <> 'samspill_app' or platform.actor_role() = 'system' then return new; end if;
  if new.step_key <> old.step_key and platform.actor_role() <> 'team-leader' then
    raise exception 'only the leader moves cases to another flow chart' using errcode = '42501';
  end if;
  if new.undone_at is distinct from old.undone_at then
    if old.entered_by is distinct from platform.actor_person() and platform.actor_role() <> 'team-leader' then
      raise exception 'a move is taken back by the one who made it, or by the leader' using errcode = '42501';
    end if;
    if exists (select from guidance.case_step s where s.case_id = old.case_id and s.undone_at is null and s.entered_at > old.entered_at) then
      raise exception 'only the last move is taken back' using errcode = '42501';
    end if;
  end if;
  return new;
end $$;
