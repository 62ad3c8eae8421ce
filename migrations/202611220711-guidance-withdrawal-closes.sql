-- The name of a withdrawal let the head move a case that goes on to any step.
create or replace function guidance.keep_case() returns trigger language plpgsql as $$
declare
  role constant text := platform.actor_role();
  -- While it is a draft the head writes all of it; the team does not even see it.
  drafts constant boolean := role = 'head' and old.state = 'draft';
  -- The head answers from a clarification, withdraws from anywhere, and takes either of them back. Whoever withdraws closes.
  heads_move constant boolean := role = 'head' and (old.step_kind is not distinct from 'clarification' or new.step_kind is not distinct from 'clarification'
    or new.outcome is not distinct from 'kindergarten-withdrew' and new.state = 'closed' and new.step_kind is not distinct from 'closed' or old.outcome is not distinct from 'kindergarten-withdrew');
begin
  if current_user <> 'samspill_app' or role = 'system' then return new; end if;
  if new.changed_by_name is distinct from platform.actor_name() then
    raise exception 'a change is signed by the one who makes it' using errcode = '42501';
  end if;
  if (new.target, new.departments, new.themes, new.experienced, new.since_when, new.tried, new.effect, new.wished, new.goal, new.means, new.times)
      is distinct from (old.target, old.departments, old.themes, old.experienced, old.since_when, old.tried, old.effect, old.wished, old.goal, old.means, old.times) and not drafts then
    raise exception 'a request that has been sent stands as it was written' using errcode = '42501';
  end if;
  if (new.staff_involved, new.staff_involved_how, new.owner_informed) is distinct from (old.staff_involved, old.staff_involved_how, old.owner_informed)
      and not (role = 'head' and old.state in ('draft', 'running')) then
    raise exception 'only the head says how staff and owner are involved' using errcode = '42501';
  end if;
  if (new.reference, new.submitted_at, new.submitted_by_name, new.system_level_confirmed) is distinct from (old.reference, old.submitted_at, old.submitted_by_name, old.system_level_confirmed)
      and not (drafts and new.state = 'running' and new.submitted_by_name is not distinct from platform.actor_name()) then
    raise exception 'a request is sent once, by the head' using errcode = '42501';
  end if;
  if new.flow_version_id is distinct from old.flow_version_id and not (drafts or role = 'team-leader') then
    raise exception 'only the leader moves cases to another flow chart' using errcode = '42501';
  end if;
  if new.state <> old.state and not (drafts and new.state in ('running', 'withdrawn') or old.state in ('running', 'closed') and new.state in ('running', 'closed')) then
    raise exception 'a case that has been sent is never a draft again' using errcode = '42501';
  end if;
  if (new.state, new.step_key, new.step_kind, new.step_entered_at, new.due_on, new.closed_at, new.outcome, new.summary, new.waiting_reason)
      is distinct from (old.state, old.step_key, old.step_kind, old.step_entered_at, old.due_on, old.closed_at, old.outcome, old.summary, old.waiting_reason)
      and not (platform.in_team() or drafts or heads_move) then
    raise exception 'only the team moves a case from this step' using errcode = '42501';
  end if;
  return new;
end $$;
