-- What nobody should read or change in the scheme, whatever the program forgets to ask.

-- Names of forums and forms are for those who meet them: a forum whose round is announced, one's own, or one that one runs; a form that has been used, a shipped one, or one's own.
alter policy forum_read on scheme.forum using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor' or id in (select scheme.own_forums()) or exists (select from scheme.round d where d.forum_id = forum.id));
create function scheme.locked_forms() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select v.form_id from scheme.form_version v where v.locked_at is not null;
end;
revoke all on function scheme.locked_forms from public;
grant execute on function scheme.locked_forms to samspill_app;
alter policy form_read on scheme.form using (manager_id is null or (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor') or id in (select scheme.locked_forms()));
-- A municipality is both owner and authority: what it is given and answers as an owner is not the authority's to read.
alter policy extension_read on scheme.extension using ((org_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head')) or round_id in (select scheme.managed_rounds()));
alter policy round_tester_read on scheme.round_tester using ((org_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head', 'pedagogical-leader', 'university-contact')) or round_id in (select scheme.managed_rounds()));
alter policy report_party_read on scheme.report_party using (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports())
  or (org_id = (select platform.actor_org())
    and case part when 'kindergarten' then (select scheme.actor_role()) in ('head', 'pedagogical-leader') when 'partner' then (select scheme.actor_role()) = 'university-contact' else (select scheme.actor_role()) in ('owner', 'head') end));

-- A report is begun in a round that has been announced, in one's own name.
alter policy report_begin on scheme.report with check (lead_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head') and state = 'draft' and submitted_at is null and reference is null
  and begun_by_name = (select platform.actor_name()) and exists (select from scheme.round d where d.id = round_id and d.region_id = report.region_id and d.stage in ('announced', 'in-review')));
-- Members and partners are asked; nobody answers for them.
alter policy report_party_begin on scheme.report_party with check (
  (part = 'kindergarten' and (report_id in (select scheme.led_reports()) or (report_id in (select scheme.written_reports()) and (select scheme.actor_role()) in ('owner', 'head'))))
  or (part = 'member' and state = 'invited' and report_id in (select scheme.led_reports()))
  or (part = 'partner' and state = 'invited' and report_id in (select scheme.written_reports()) and (select scheme.actor_role()) in ('owner', 'head'))
  or (part = 'lead' and org_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head') and exists (select from scheme.report r where r.id = report_id and r.lead_id = org_id)));
alter policy report_party_answer on scheme.report_party with check (org_id = (select platform.actor_org()) and part in ('member', 'partner') and answered_by_name = (select platform.actor_name())
  and exists (select from scheme.report r where r.id = report_id and r.state in ('draft', 'signing')));

-- From the moment a report is sent, what it is and what was sent stands, until the county governor opens it again.
create or replace function scheme.keep_report() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.id <> old.id or new.round_id <> old.round_id or new.lead_id <> old.lead_id or new.start_key <> old.start_key or new.region_id <> old.region_id or new.form_version_id <> old.form_version_id
    or (new.begun_at, new.begun_by_name) is distinct from (old.begun_at, old.begun_by_name)
    or (old.reference is not null and new.reference is distinct from old.reference) or (old.submitted_at is not null and new.submitted_at is distinct from old.submitted_at) then
    raise exception 'what a need report is never changes' using errcode = 'check_violation';
  end if;
  if platform.is_system() then return new; end if;
  if old.lead_id = platform.actor_org() and scheme.actor_role() in ('owner', 'head') then
    if new.state <> old.state and (old.state, new.state) not in (('draft', 'signing'), ('draft', 'submitted'), ('draft', 'withdrawn'), ('signing', 'draft'), ('signing', 'submitted'), ('signing', 'withdrawn'), ('submitted', 'withdrawn'))
      or (old.state <> 'draft' and (new.kind, new.strand, new.builds_on, new.network_name) is distinct from (old.kind, old.strand, old.builds_on, old.network_name))
      or (new.state <> 'submitted' and (new.reference, new.submitted_at) is distinct from (old.reference, old.submitted_at))
      or (new.state <> 'withdrawn' and (new.ended_at, new.end_reason) is distinct from (old.ended_at, old.end_reason)) then
      raise exception 'a need report that is sent or ended stands' using errcode = 'check_violation', constraint = 'report_stands';
    end if;
    return new;
  end if;
  if to_jsonb(new) - 'state' is distinct from to_jsonb(old) - 'state' or new.state <> 'draft'
    or not (old.state = 'signing' or (old.state = 'submitted' and scheme.actor_role() = 'county-governor')) then
    raise exception 'only the lead changes a need report' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create function scheme.unsent_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id from scheme.report r where r.state in ('draft', 'signing') and r.id in (select scheme.own_reports());
end;
revoke all on function scheme.unsent_reports from public;
grant execute on function scheme.unsent_reports to samspill_app;
do $$
declare name text;
begin
  foreach name in array array['submission', 'report_fact', 'report_amount', 'report_staff'] loop
    execute format('create policy %I on scheme.%I as restrictive for insert to samspill_app with check ((select platform.is_system()) or report_id in (select scheme.unsent_reports()))', name || '_before_sending', name);
  end loop;
  foreach name in array array['report_fact', 'report_amount', 'report_staff'] loop
    execute format('create policy %I on scheme.%I as restrictive for delete to samspill_app using ((select platform.is_system()) or report_id in (select scheme.unsent_reports()))', name || '_cleared_before_sending', name);
  end loop;
  -- The rest is locked by others too, so that only the change is asked about.
  foreach name in array array['report_draft', 'anchoring', 'anchoring_group', 'signature'] loop
    execute format('create policy %I on scheme.%I as restrictive for update to samspill_app using (true) with check ((select platform.is_system()) or report_id in (select scheme.unsent_reports()))', name || '_before_sending', name);
  end loop;
  foreach name in array array['anchoring', 'anchoring_group'] loop
    execute format('create policy %I on scheme.%I as restrictive for insert to samspill_app with check ((select platform.is_system()) or report_id in (select scheme.unsent_reports()))', name || '_filled_before_sending', name);
  end loop;
end $$;
-- The partner writes its own part of the draft and no other; the applicant's side never the partner's.
create function scheme.keep_draft() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  others text := case when scheme.actor_role() = 'university-contact' then 'applicant' else 'partner' end;
begin
  if new.report_id <> old.report_id then raise exception 'a draft stays with its report' using errcode = 'check_violation', constraint = 'report_draft_stays'; end if;
  if platform.is_system() or platform.actor_person() is null then return new; end if;
  if exists (
    select from scheme.report r join scheme.form_version v on v.id = r.form_version_id,
      jsonb_array_elements(case when jsonb_typeof(v.definition -> 'sections') = 'array' then v.definition -> 'sections' else '[]' end) s, jsonb_array_elements(s -> 'questions') q
    where r.id = new.report_id and coalesce(s ->> 'by', 'applicant') = others and (new.answers -> (q ->> 'key')) is distinct from (old.answers -> (q ->> 'key'))) then
    raise exception 'each side writes its own part' using errcode = '42501';
  end if;
  return new;
end $$;
revoke all on function scheme.keep_draft from public;
create trigger keep_draft before update on scheme.report_draft for each row execute function scheme.keep_draft();
-- A file that was part of what was sent keeps its bytes; one that was not can only be emptied.
create function scheme.keep_report_file() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (old.sent_at is not null and (new.content, new.sent_at) is distinct from (old.content, old.sent_at)) or (new.content is not null and new.content is distinct from old.content) then
    raise exception 'what was attached and sent stands' using errcode = 'check_violation', constraint = 'report_file_stands';
  end if;
  return new;
end $$;
create trigger keep_report_file before update on scheme.report_file for each row execute function scheme.keep_report_file();

-- A result is of its report and its year, and approved in one's own name.
revoke update on scheme.result, scheme.result_draft from samspill_app;
grant update (state, reference, sent_at, approved_at, approved_by_name) on scheme.result to samspill_app;
grant update (answers, sections, version, changed_at, changed_by_name) on scheme.result_draft to samspill_app;
create policy result_approved_by on scheme.result as restrictive for update to samspill_app using (true) with check ((select platform.is_system()) or approved_by_name is null or approved_by_name = (select platform.actor_name()));

-- What the forum recommends is written while the report lies before it: never by the county governor alone, afterwards.
create function scheme.reports_before_forum() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select x.report_id from scheme.meeting_item_report x join scheme.meeting_item i on i.id = x.item_id join scheme.meeting m on m.id = i.meeting_id
  where m.state = 'open' and i.removed_at is null and i.state in ('agreed', 'adopted', 'voting', 'waiting', 'not-agreed') and m.forum_id in (select scheme.run_forums());
end;
revoke all on function scheme.reports_before_forum from public;
grant execute on function scheme.reports_before_forum to samspill_app;
do $$
declare name text;
begin
  foreach name in array array['recommendation', 'recommended_amount', 'deviation'] loop
    execute format('create policy %I on scheme.%I as restrictive for insert to samspill_app with check ((select platform.is_system()) or report_id in (select scheme.reports_before_forum()))', name || '_in_meeting', name);
    execute format('create policy %I on scheme.%I as restrictive for update to samspill_app using ((select platform.is_system()) or report_id in (select scheme.reports_before_forum()))', name || '_again_in_meeting', name);
  end loop;
end $$;
create policy recommended_amount_cleared_in_meeting on scheme.recommended_amount as restrictive for delete to samspill_app using ((select platform.is_system()) or report_id in (select scheme.reports_before_forum()));
-- Who was there is said while the meeting is called or open.
create policy attendance_in_time on scheme.meeting_attendance as restrictive for insert to samspill_app with check ((select platform.is_system()) or exists (select from scheme.meeting m where m.id = meeting_id and m.state in ('called', 'open')));
create policy attendance_again_in_time on scheme.meeting_attendance as restrictive for update to samspill_app using ((select platform.is_system()) or exists (select from scheme.meeting m where m.id = meeting_id and m.state in ('called', 'open')));

-- A tie bars for as long as the forum can read the reports, also one who sits down after the recommendations were given.
drop trigger note_ties_insert on scheme.round;
drop trigger note_ties_update on scheme.round;
create trigger note_ties_insert after insert on scheme.round for each row when (new.stage in ('in-forum', 'decided', 'in-follow-up', 'ended')) execute function scheme.note_ties_of_round();
create trigger note_ties_update after update on scheme.round for each row when (new.stage in ('in-forum', 'decided', 'in-follow-up', 'ended') and (old.stage, old.forum_id) is distinct from (new.stage, new.forum_id)) execute function scheme.note_ties_of_round();
create or replace function scheme.note_ties_of_member() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform scheme.note_ties(d.id) from scheme.round d where d.forum_id = new.forum_id and d.stage in ('in-forum', 'decided', 'in-follow-up', 'ended');
  return null;
end $$;
create or replace function scheme.note_ties_of_report() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform scheme.note_ties(d.id) from scheme.report r join scheme.round d on d.id = r.round_id where r.id = new.report_id and d.stage in ('in-forum', 'decided', 'in-follow-up', 'ended');
  return null;
end $$;
-- Of their own impartiality people change their own answer, and may say that they have a tie; the rest of the row is others' word.
create or replace function scheme.keep_disqualified() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.report_id, new.person_id) is distinct from (old.report_id, old.person_id) then raise exception 'impartiality does not move' using errcode = 'insufficient_privilege'; end if;
  if current_user = 'samspill_app' and not platform.is_system() and new.person_id = platform.actor_person()
    and (to_jsonb(new) - array['declared', 'declared_at']) is distinct from (to_jsonb(old) - array['declared', 'declared_at'])
    and not (new.basis = 'declared' and new.disqualified and new.by_name = platform.actor_name()) then
    raise exception 'nobody decides about themselves' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;

-- An appeal is considered, and its answer noted, in one's own name.
alter policy appeal_consider on scheme.appeal with check (decision_id in (select scheme.governed_decisions())
  and case when answer is null then considered_by = (select platform.actor_person()) and considered_by_name = (select platform.actor_name()) else answer_noted_by_name = (select platform.actor_name()) end);

-- Money: a run is prepared before anybody approves it, what a decision grants is entered once, a line is of a report of one's own, and limits are the leader's to set.
create policy payment_run_prepared on scheme.payment_run as restrictive for insert to samspill_app with check ((select platform.is_system()) or (approved_at is null and cancelled_at is null and prepared_by_name = (select platform.actor_name())));
create policy payment_run_own_name on scheme.payment_run as restrictive for update to samspill_app using (true)
  with check ((select platform.is_system()) or (coalesce(approved_by_name, (select platform.actor_name())) = (select platform.actor_name()) and coalesce(cancelled_by_name, (select platform.actor_name())) = (select platform.actor_name())));
create unique index money_granted_once on scheme.money_entry (line_id, decision_id) where decision_id is not null;
create policy money_line_of_own_report on scheme.money_line as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or exists (select from scheme.report r where r.id = report_id and r.round_id in (select scheme.managed_rounds())));
create policy payment_limit_by_leader on scheme.payment_limit as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or exists (select from identity.membership m where m.id = (select platform.actor_membership()) and m.administers));
