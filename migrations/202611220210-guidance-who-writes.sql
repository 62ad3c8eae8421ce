-- Who reads and who writes the parts of a case, by side and role. Until now whoever saw a case could write everything in it.
-- The rules are those of docs/rules/guidance.md; the program asks them first, the database refuses what the program forgot.
create function platform.actor_name() returns text language sql stable parallel safe return nullif(current_setting('samspill.name', true), '');
-- The one in whose place a deputy acts.
create function platform.actor_on_behalf_of() returns text language sql stable parallel safe return nullif(current_setting('samspill.on_behalf_of', true), '');

-- The kindergarten's readers are its head (or a deputy for guidance) and its pedagogical leaders. Only the head writes.
create function guidance.in_kindergarten() returns boolean language sql stable parallel safe return platform.actor_role() in ('head', 'pedagogical-leader');
create function guidance.writes() returns boolean language sql stable parallel safe return platform.actor_role() = 'head' or platform.in_team();
create function guidance.actor_side() returns text language sql stable parallel safe
  return case when guidance.in_kindergarten() then 'kindergarten' when platform.in_team() then 'team' end;

-- For functions that work with the owner's rights and must ask themselves: is the actor on one of the sides of this case?
create function guidance.takes_part(of_case uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select exists (select from guidance.case c where c.id = of_case and (platform.is_system()
    or (guidance.in_kindergarten() and c.kindergarten_id = platform.actor_org())
    or (platform.in_team() and c.team_org_id = platform.actor_org() and c.submitted_at is not null)));
end;
create or replace function guidance.advisers_of(of_case uuid) returns table (person_id uuid, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id, p.language from guidance.assignment a join identity.membership m on m.id = a.membership_id join identity.person p on p.id = m.person_id
  where a.case_id = of_case and a.ended_at is null and m.cancelled_at is null and m.period @> platform.today() and guidance.takes_part(of_case);
end;

-- Neither side reads the other's evaluation before both have written; that the other has written, and when, both may know.
create function guidance.evaluations_written(of_case uuid) returns table (side text, round integer, written_at timestamptz, written_by_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select e.side, e.round, e.written_at, e.written_by_name from guidance.evaluation e where e.case_id = of_case and guidance.takes_part(of_case);
end;
create function guidance.both_evaluated(of_case uuid, in_round integer) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select count(*) = 2 from guidance.evaluation e where e.case_id = of_case and e.round = in_round;
end;
create function guidance.evaluation_side() returns text language sql stable parallel safe
  return case when guidance.in_kindergarten() then 'head' when platform.in_team() then 'adviser' end;
revoke all on function guidance.takes_part, guidance.evaluations_written, guidance.both_evaluated from public;
grant execute on function guidance.takes_part, guidance.evaluations_written, guidance.both_evaluated to samspill_app;

-- The case itself. A head begins one with the team that serves the kindergarten; what may be changed in it later is said beside its columns.
drop policy case_kindergarten on guidance.case;
drop policy case_team on guidance.case;
create policy case_kindergarten_reads on guidance.case for select to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select guidance.in_kindergarten()));
create policy case_team_reads on guidance.case for select to samspill_app
  using (team_org_id = (select platform.actor_org()) and (select platform.in_team()) and submitted_at is not null);
create policy case_head_begins on guidance.case for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head'
    and team_org_id = (select s.team_id from register.served_by s where s.kindergarten_id = platform.actor_org())
    and state = 'draft' and reference is null and submitted_at is null
    and created_by = (select platform.actor_person()) and created_by_name = (select platform.actor_name()) and changed_by_name = (select platform.actor_name()));
create policy case_head_changes on guidance.case for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head')
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head');
create policy case_team_changes on guidance.case for update to samspill_app
  using (team_org_id = (select platform.actor_org()) and (select platform.in_team()) and submitted_at is not null)
  with check (team_org_id = (select platform.actor_org()) and (select platform.in_team()) and submitted_at is not null);

-- What hangs on it: read by those who read the case, and the program's own work in all of it. Nobody but the policies below lets anybody write.
do $$
declare name text;
begin
  foreach name in array array['case_step', 'assignment', 'meeting', 'observation', 'plan_item', 'plan_agreement', 'evaluation', 'staff_link', 'attachment', 'note', 'follow_up', 'correction', 'proposed_time'] loop
    execute format('drop policy %I on guidance.%I', name || '_with_case', name);
    execute format('create policy %I on guidance.%I for all to samspill_app using ((select platform.is_system())) with check ((select platform.is_system()))', name || '_system', name);
  end loop;
  foreach name in array array['case_step', 'meeting', 'observation', 'plan_item', 'plan_agreement', 'staff_link', 'attachment', 'follow_up', 'correction', 'proposed_time'] loop
    execute format('create policy %I on guidance.%I for select to samspill_app using (exists (select from guidance.case c where c.id = case_id))', name || '_read', name);
  end loop;
end $$;

-- Steps: whoever moves signs the step; which moves the head may make is said with the columns of the case. Another name for a step comes from the leader's move to a new chart.
create policy case_step_insert on guidance.case_step for insert to samspill_app
  with check ((select guidance.writes()) and entered_by = (select platform.actor_person()) and entered_by_name = (select platform.actor_name()) and exists (select from guidance.case c where c.id = case_id));
create policy case_step_update on guidance.case_step for update to samspill_app
  using ((select guidance.writes()) and undone_at is null and exists (select from guidance.case c where c.id = case_id))
  with check ((select guidance.writes()) and exists (select from guidance.case c where c.id = case_id));
revoke update on guidance.case_step from samspill_app;
grant update (left_at, undone_at, step_key) on guidance.case_step to samspill_app;
create function guidance.keep_step() returns trigger language plpgsql as $$
begin
  if new.step_key <> old.step_key and current_user = 'samspill_app' and platform.actor_role() not in ('team-leader', 'system') then
    raise exception 'only the leader moves cases to another flow chart' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger case_step_kept before update on guidance.case_step for each row execute function guidance.keep_step();

-- Who has the case: the team's own business. The kindergarten sees who has it now, never who gave it back and why. An adviser takes and returns, the leader gives and takes.
create policy assignment_read on guidance.assignment for select to samspill_app
  using ((ended_at is null or (select platform.in_team())) and exists (select from guidance.case c where c.id = case_id));
create policy assignment_insert on guidance.assignment for insert to samspill_app
  with check ((select platform.in_team()) and assigned_by_name = (select platform.actor_name()) and ended_at is null
    and (membership_id = (select platform.actor_membership()) or (select platform.actor_role()) = 'team-leader')
    and exists (select from identity.membership m where m.id = membership_id and m.org_id = platform.actor_org() and m.role in ('adviser', 'team-leader') and m.cancelled_at is null)
    and exists (select from guidance.case c where c.id = case_id and c.state = 'running'));
create policy assignment_update on guidance.assignment for update to samspill_app
  using ((select platform.in_team()) and ended_at is null and (membership_id = (select platform.actor_membership()) or (select platform.actor_role()) = 'team-leader')
    and exists (select from guidance.case c where c.id = case_id))
  with check ((select platform.in_team()) and ended_at is not null);
revoke update on guidance.assignment from samspill_app;
grant update (ended_at, ended_reason) on guidance.assignment to samspill_app;

-- Messages: read and written by both sides. Internal notes: by the team alone. What is written stands.
create policy note_read on guidance.note for select to samspill_app
  using ((visibility = 'shared' or (select platform.in_team())) and exists (select from guidance.case c where c.id = case_id));
create policy note_insert on guidance.note for insert to samspill_app
  with check ((select guidance.writes()) and (visibility = 'shared' or (select platform.in_team()))
    and written_by = (select platform.actor_person()) and written_by_name = (select platform.actor_name())
    and exists (select from guidance.case c where c.id = case_id and c.state = 'running'));
revoke update on guidance.note from samspill_app;

-- Records of meetings and observations: the team's, changed by the writer alone, and only until the day after (the program says 24 hours).
do $$
declare name text;
begin
  foreach name in array array['meeting', 'observation'] loop
    execute format($policy$create policy %I on guidance.%I for insert to samspill_app
      with check ((select platform.in_team()) and written_by = (select platform.actor_person()) and written_by_name = (select platform.actor_name())
        and exists (select from guidance.case c where c.id = case_id and c.state = 'running'))$policy$, name || '_insert', name);
    execute format($policy$create policy %I on guidance.%I for update to samspill_app
      using ((select platform.in_team()) and written_by = (select platform.actor_person()) and (written_at at time zone 'Europe/Oslo')::date >= (select platform.today()) - 1
        and exists (select from guidance.case c where c.id = case_id and c.state = 'running'))
      with check ((select platform.in_team()))$policy$, name || '_update', name);
    execute format('revoke update on guidance.%I from samspill_app', name);
  end loop;
end $$;
grant update (held_on, form, participants, theme, agreed, minutes_used, expectations, division_of_roles, observation_plan, dates, next_on, changed_at) on guidance.meeting to samspill_app;
grant update (department, observed_on, focus, tool, situations, adult_practice, strengths, questions, feedback_on, changed_at) on guidance.observation to samspill_app;
create policy correction_insert on guidance.correction for insert to samspill_app
  with check ((select guidance.writes()) and written_by = (select platform.actor_person()) and written_by_name = (select platform.actor_name())
    and exists (select from guidance.case c where c.id = case_id and c.state = 'running'));

-- A time is proposed by one side, and accepted by the other. It is replaced, never rewritten.
create policy proposed_time_insert on guidance.proposed_time for insert to samspill_app
  with check ((select guidance.writes()) and side = (select guidance.actor_side()) and accepted_at is null and replaced_at is null
    and proposed_by = (select platform.actor_person()) and proposed_by_name = (select platform.actor_name())
    and exists (select from guidance.case c where c.id = case_id and c.state = 'running'));
create policy proposed_time_update on guidance.proposed_time for update to samspill_app
  using ((select guidance.writes()) and replaced_at is null and exists (select from guidance.case c where c.id = case_id and c.state = 'running'))
  with check ((select guidance.writes()) and (replaced_at is not null or (side <> (select guidance.actor_side()) and accepted_by_name = (select platform.actor_name()))));
revoke update on guidance.proposed_time from samspill_app;
grant update (accepted_at, accepted_by_name, replaced_at) on guidance.proposed_time to samspill_app;

-- The plan: both sides write its rows, each agrees for itself, and any change makes agreements void. What was removed or void stays so.
create policy plan_item_insert on guidance.plan_item for insert to samspill_app
  with check ((select guidance.writes()) and written_by_name = (select platform.actor_name()) and removed_at is null
    and exists (select from guidance.case c where c.id = case_id and c.state = 'running'));
create policy plan_item_update on guidance.plan_item for update to samspill_app
  using ((select guidance.writes()) and removed_at is null and exists (select from guidance.case c where c.id = case_id and c.state = 'running'))
  with check ((select guidance.writes()) and (select platform.actor_name()) = coalesce(removed_by_name, written_by_name));
revoke update on guidance.plan_item from samspill_app;
grant update (problem, goal, sign, measure, who, timing, evaluate_on, version, written_at, written_by_name, removed_at, removed_by_name) on guidance.plan_item to samspill_app;
create policy plan_agreement_insert on guidance.plan_agreement for insert to samspill_app
  with check ((select guidance.writes()) and side = (select guidance.actor_side()) and void_at is null
    and agreed_by = (select platform.actor_person()) and agreed_by_name = (select platform.actor_name()) and on_behalf_of is not distinct from (select platform.actor_on_behalf_of())
    and exists (select from guidance.case c where c.id = case_id and c.state = 'running'));
create policy plan_agreement_update on guidance.plan_agreement for update to samspill_app
  using ((select guidance.writes()) and void_at is null and exists (select from guidance.case c where c.id = case_id and c.state = 'running'))
  with check ((select guidance.writes()) and void_at is not null and void_by_name = (select platform.actor_name()));
revoke update on guidance.plan_agreement from samspill_app;
grant update (void_at, void_by_name) on guidance.plan_agreement to samspill_app;

-- Evaluations: each side its own, until both have written; then both are read by both, and neither is changed.
create policy evaluation_read on guidance.evaluation for select to samspill_app
  using ((side = (select guidance.evaluation_side()) or guidance.both_evaluated(case_id, round)) and exists (select from guidance.case c where c.id = case_id));
create policy evaluation_insert on guidance.evaluation for insert to samspill_app
  with check ((select guidance.writes()) and side = (select guidance.evaluation_side()) and written_by_name = (select platform.actor_name())
    and exists (select from guidance.case c where c.id = case_id and c.state = 'running'));
create policy evaluation_update on guidance.evaluation for update to samspill_app
  using ((select guidance.writes()) and side = (select guidance.evaluation_side()) and not guidance.both_evaluated(case_id, round)
    and exists (select from guidance.case c where c.id = case_id and c.state = 'running'))
  with check ((select guidance.writes()) and side = (select guidance.evaluation_side()) and written_by_name = (select platform.actor_name()));
revoke update on guidance.evaluation from samspill_app;
grant update (goal_reached, changed_for_children, changed_in_practice, helped, hindered, next_step, written_at, written_by_name) on guidance.evaluation to samspill_app;

-- The staff are asked by either side, and a link that is closed stays closed.
create policy staff_link_insert on guidance.staff_link for insert to samspill_app
  with check ((select guidance.writes()) and closed_at is null and exists (select from guidance.case c where c.id = case_id and c.state = 'running'));
create policy staff_link_update on guidance.staff_link for update to samspill_app
  using ((select guidance.writes()) and closed_at is null and exists (select from guidance.case c where c.id = case_id))
  with check ((select guidance.writes()) and closed_at is not null);
revoke update on guidance.staff_link from samspill_app;
grant update (closed_at) on guidance.staff_link to samspill_app;

create policy follow_up_insert on guidance.follow_up for insert to samspill_app
  with check ((select guidance.writes()) and written_by_name = (select platform.actor_name()) and exists (select from guidance.case c where c.id = case_id and c.state = 'running'));
revoke update on guidance.follow_up from samspill_app;

-- Files: either side adds; what has been sent is taken away by the one who added it, and then its content is gone.
create policy attachment_insert on guidance.attachment for insert to samspill_app
  with check ((select guidance.writes()) and added_by_name = (select platform.actor_name()) and removed_at is null
    and exists (select from guidance.case c where c.id = case_id and c.state in ('draft', 'running')));
create policy attachment_update on guidance.attachment for update to samspill_app
  using ((select guidance.writes()) and removed_at is null
    and exists (select from guidance.case c where c.id = case_id and (c.state = 'draft' or (c.state = 'running' and added_by_name = (select platform.actor_name())))))
  with check ((select guidance.writes()) and removed_at is not null and content = ''::bytea);
revoke update on guidance.attachment from samspill_app;
grant update (removed_at, content) on guidance.attachment to samspill_app;

-- Hand-overs: written by the team for its own case; what is shared never changes. The service reads what was made for it (hand_over_receiver), and the program saves its answer.
drop policy hand_over_case on guidance.hand_over;
drop policy hand_over_team on guidance.hand_over;
create policy hand_over_system on guidance.hand_over for all to samspill_app using ((select platform.is_system())) with check ((select platform.is_system()));
create policy hand_over_read on guidance.hand_over for select to samspill_app using (exists (select from guidance.case c where c.id = case_id));
create policy hand_over_insert on guidance.hand_over for insert to samspill_app
  with check ((select platform.in_team()) and handed_by_name = (select platform.actor_name()) and to_org_id <> (select platform.actor_org())
    and exists (select from guidance.case c where c.id = case_id and c.state = 'running' and c.reference = hand_over.reference));
create policy hand_over_update on guidance.hand_over for update to samspill_app
  using ((select platform.in_team()) and exists (select from guidance.case c where c.id = case_id))
  with check ((select platform.in_team()));
revoke update on guidance.hand_over from samspill_app;
grant update (answer, answer_text, answered_at, answered_by_name, withdrawn_at) on guidance.hand_over to samspill_app;
-- Said by a trigger and not by the policy, because who locks an answered hand-over to look at it must find it.
create function guidance.keep_hand_over() returns trigger language plpgsql as $$
begin
  if old.answer is not null or old.withdrawn_at is not null then
    raise exception 'a hand-over is answered, or taken back, once' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger hand_over_kept before update on guidance.hand_over for each row execute function guidance.keep_hand_over();

-- The flow chart: a draft is the team's own; whose it is, and its number, never change.
alter policy flow_version_read on guidance.flow_version
  using ((select platform.is_system()) or (status <> 'draft' and (select platform.actor_role()) <> '') or (team_org_id = (select platform.actor_org()) and (select platform.in_team())));
revoke update on guidance.flow_version from samspill_app;
grant update (definition, status, changed_at, changed_by, published_at, published_by) on guidance.flow_version to samspill_app;
revoke update on guidance.theme from samspill_app;
grant update (name_nb, name_nn, name_en, period) on guidance.theme to samspill_app;
