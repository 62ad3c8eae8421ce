-- Who may change what of a need report: the lead its report and its parties, everyone asked their own answer, signers nothing but open it again, the
-- county governor nothing but send it back.
create function scheme.led_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.report_id from scheme.report_party p where p.org_id = platform.actor_org() and p.part = 'lead' and scheme.actor_role() in ('owner', 'head');
end;
revoke all on function scheme.led_reports from public;
grant execute on function scheme.led_reports to samspill_app;

create function scheme.keep_report() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.id <> old.id or new.round_id <> old.round_id or new.lead_id <> old.lead_id or new.start_key <> old.start_key
    or (old.reference is not null and new.reference is distinct from old.reference) or (old.submitted_at is not null and new.submitted_at is distinct from old.submitted_at) then
    raise exception 'what a need report is never changes' using errcode = 'check_violation';
  end if;
  if platform.is_system() or (old.lead_id = platform.actor_org() and scheme.actor_role() in ('owner', 'head')) then return new; end if;
  if to_jsonb(new) - 'state' is distinct from to_jsonb(old) - 'state' or new.state <> 'draft'
    or not (old.state = 'signing' or (old.state = 'submitted' and scheme.actor_role() = 'county-governor')) then
    raise exception 'only the lead changes a need report' using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_report before update on scheme.report for each row execute function scheme.keep_report();

drop policy report_party_write on scheme.report_party;
-- Whose kindergarten it is: its own, or its owner's.
create function scheme.is_own_unit(unit uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return unit = platform.actor_org() or exists (select from register.relation r where r.from_id = unit and r.to_id = platform.actor_org() and r.kind = 'owned-by' and upper_inf(r.period));
revoke all on function scheme.is_own_unit from public;
grant execute on function scheme.is_own_unit to samspill_app;
create policy report_party_begin on scheme.report_party for insert to samspill_app with check (
  report_id in (select scheme.led_reports())
  or (part = 'kindergarten' and report_id in (select scheme.written_reports()) and scheme.actor_role() in ('owner', 'head'))
  or (part = 'partner' and state = 'invited' and report_id in (select scheme.written_reports()) and scheme.actor_role() in ('owner', 'head'))
  or (part = 'lead' and org_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'head') and exists (select from scheme.report r where r.id = report_id and r.lead_id = org_id)));
create policy report_party_answer on scheme.report_party for update to samspill_app
  using (org_id = (select platform.actor_org()) and part in ('member', 'partner') and report_id in (select scheme.own_reports()))
  with check (org_id = (select platform.actor_org()) and part in ('member', 'partner') and answered_by_name = (select platform.actor_name()));
create policy report_party_end on scheme.report_party for delete to samspill_app using (
  (part <> 'lead' and report_id in (select scheme.led_reports()))
  or (part in ('kindergarten', 'partner') and report_id in (select scheme.written_reports()) and scheme.actor_role() in ('owner', 'head'))
  or (part = 'kindergarten' and report_id in (select scheme.own_reports()) and scheme.is_own_unit(org_id)));
revoke update on scheme.report_party from samspill_app;
grant update (state, answered_at, answered_by_name, reason) on scheme.report_party to samspill_app;

-- The core of what was sent is written by the lead alone, when it is sent.
do $$
declare name text;
begin
  foreach name in array array['report_fact', 'report_amount', 'report_staff'] loop
    execute format('drop policy %I on scheme.%I', name || '_resend', name);
    execute format('alter policy %I on scheme.%I with check (report_id in (select scheme.led_reports()))', name || '_send', name);
    execute format('alter policy %I on scheme.%I using (report_id in (select scheme.led_reports()))', name || '_clear', name);
    execute format('revoke update on scheme.%I from samspill_app', name);
  end loop;
end $$;
alter policy submission_send on scheme.submission with check (report_id in (select scheme.led_reports()) and sent_by_name = (select platform.actor_name()));
-- A draft's words are changed by those who write it, and only they say that they did.
alter policy report_draft_write on scheme.report_draft with check (report_id in (select scheme.written_reports()) and changed_by_name = (select platform.actor_name()));
