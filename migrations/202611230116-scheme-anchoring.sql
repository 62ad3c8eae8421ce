-- Anchoring: who stands behind a need report, and how the staff of each kindergarten took part in finding the need.

-- One person's word for an organisation: signed, or declined with a reason. A later word stands before an earlier one; what is signed is never changed, only made void.
create table scheme.signature (
  id uuid primary key default uuidv7(),
  report_id uuid not null references scheme.report,
  capacity text not null constraint signature_capacity check (capacity in ('pedagogical-leader', 'head', 'owner', 'partner')),
  org_id uuid not null references register.organisation,
  person_id uuid not null references identity.person,
  name text not null,
  -- The head a deputy signs for.
  on_behalf_of text,
  -- What the signature stands for: a digest of each section it covers.
  digests jsonb not null default '{}',
  signed_at timestamptz,
  declined_at timestamptz,
  reason text constraint signature_reason check (length(btrim(reason)) between 1 and 2000),
  voided_at timestamptz,
  -- The sections that were changed after it was signed. None: it was taken back.
  void_sections text[] not null default '{}',
  constraint signature_signed_or_declined check ((signed_at is null) <> (declined_at is null)),
  constraint signature_declined_why check ((declined_at is null) = (reason is null)),
  constraint signature_void check (voided_at is null or signed_at is not null)
);
create unique index signature_once on scheme.signature (report_id, capacity, org_id) where signed_at is not null and voided_at is null;
create index signature_report on scheme.signature (report_id, capacity, org_id, id desc);
create function scheme.keep_signature() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.voided_at is not null then
    raise exception 'signature % is void already', old.id using errcode = 'check_violation';
  end if;
  return new;
end $$;
create trigger keep_signature before update on scheme.signature for each row execute function scheme.keep_signature();

-- How a kindergarten found its need, filled in by its head: numbers and words, never the name of an employee.
create table scheme.anchoring (
  report_id uuid not null references scheme.report,
  kindergarten_id uuid not null references register.organisation,
  held_on date not null,
  how text not null constraint anchoring_how check (length(btrim(how)) between 1 and 2000),
  representatives text constraint anchoring_representatives check (representatives in ('yes', 'no', 'none-elected')),
  representatives_how text not null default '' constraint anchoring_representatives_how check (length(representatives_how) <= 2000),
  representatives_on date,
  -- Of all of it, the numbers too: what the head's signature stands for.
  digest text not null,
  filled_at timestamptz not null,
  filled_by_name text not null,
  on_behalf_of text,
  primary key (report_id, kindergarten_id)
);
create table scheme.anchoring_group (
  report_id uuid not null,
  kindergarten_id uuid not null,
  staff_group text not null constraint anchoring_group_name check (staff_group in ('head', 'pedagogical-leader', 'kindergarten-teacher', 'skilled-worker', 'assistant', 'other')),
  employed integer not null constraint anchoring_group_employed check (employed between 0 and 2000),
  took_part integer not null constraint anchoring_group_took_part check (took_part between 0 and employed),
  primary key (report_id, kindergarten_id, staff_group),
  foreign key (report_id, kindergarten_id) references scheme.anchoring
);

-- What has been told to whom: that nobody can sign (once, and again as the deadline comes), and reminders from the lead (once a day).
create table scheme.anchoring_told (
  report_id uuid not null references scheme.report,
  capacity text not null constraint anchoring_told_capacity check (capacity in ('pedagogical-leader', 'head', 'owner', 'partner')),
  org_id uuid not null references register.organisation,
  occasion text not null constraint anchoring_told_occasion check (occasion in ('nobody', 'nobody-ten-days', 'nobody-three-days', 'reminder')),
  told_on date not null,
  told_at timestamptz not null,
  told_by_name text not null,
  primary key (report_id, capacity, org_id, occasion, told_on)
);

-- Who can sign today, for each organisation of a report: those who have the role, and while a delegation of the scheme lasts the deputy instead (`own` false).
create function scheme.signers(report uuid) returns table (capacity text, org_id uuid, person_id uuid, own boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct case m.role when 'university-contact' then 'partner' else m.role end, m.org_id, coalesce(d.deputy_id, m.person_id), d.id is null
  from (
    select p.org_id as id from scheme.report_party p where p.report_id = report and p.state <> 'declined'
    union
    select w.to_id from scheme.report_party p join register.relation w on w.from_id = p.org_id and w.kind = 'owned-by' and w.period @> platform.today() where p.report_id = report and p.part = 'kindergarten'
  ) o
  join identity.membership m on m.org_id = o.id and m.role in ('pedagogical-leader', 'head', 'owner', 'university-contact') and m.cancelled_at is null and m.period @> platform.today()
  left join identity.delegation d on d.membership_id = m.id and d.ended_at is null and d.period @> platform.today() and 'scheme' = any (d.scope)
    and exists (select from identity.membership own where own.person_id = d.deputy_id and own.org_id = m.org_id and own.cancelled_at is null and own.period @> platform.today())
  where platform.is_system() or report in (select scheme.own_reports());
end;
-- The only numbers that leave the kindergarten: its sum, and of fewer than five people none (null).
create function scheme.anchoring_sums(report uuid) returns table (kindergarten_id uuid, employed integer, took_part integer)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.kindergarten_id, case when s.employed >= 5 then s.employed end, case when s.employed >= 5 and (s.took_part >= 5 or s.took_part = 0) then s.took_part end
  from (select g.kindergarten_id, sum(g.employed)::integer as employed, sum(g.took_part)::integer as took_part from scheme.anchoring_group g where g.report_id = report group by g.kindergarten_id) s
  where platform.is_system() or report in (select scheme.own_reports());
end;
revoke all on function scheme.signers, scheme.anchoring_sums from public;
grant execute on function scheme.signers, scheme.anchoring_sums to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['signature', 'anchoring', 'anchoring_group', 'anchoring_told'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on scheme.%I to samspill_app', name);
  end loop;
end $$;
grant update (voided_at, void_sections) on scheme.signature to samspill_app;
grant update on scheme.anchoring, scheme.anchoring_group to samspill_app;
grant delete on scheme.anchoring_group to samspill_app;

create policy signature_read on scheme.signature for select to samspill_app using (report_id in (select scheme.own_reports()));
-- Everyone signs for themselves, in the role and for the organisation they act in now, while the report waits for signatures.
create policy signature_sign on scheme.signature for insert to samspill_app
  with check (report_id in (select scheme.own_reports()) and org_id = (select platform.actor_org()) and person_id = (select platform.actor_person()) and name = (select platform.actor_name())
    and on_behalf_of is not distinct from (select platform.actor_on_behalf_of()) and voided_at is null
    and capacity = case (select scheme.actor_role()) when 'university-contact' then 'partner' else (select scheme.actor_role()) end
    and exists (select from scheme.report r where r.id = report_id and r.state = 'signing'));
-- A change of what was signed makes it void; and those who signed may take it back. Once the report is sent it stands; others lock it too, so that only the change is asked about.
create policy signature_void on scheme.signature for update to samspill_app
  using (report_id in (select scheme.written_reports()) or (report_id in (select scheme.own_reports()) and org_id = (select platform.actor_org())))
  with check (report_id in (select scheme.unsent_reports()) and (report_id in (select scheme.written_reports()) or (report_id in (select scheme.own_reports()) and org_id = (select platform.actor_org()))));

create policy anchoring_read on scheme.anchoring for select to samspill_app using (report_id in (select scheme.own_reports()));
create policy anchoring_write on scheme.anchoring for all to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'head' and report_id in (select scheme.own_reports()))
  with check (kindergarten_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'head' and report_id in (select scheme.own_reports()) and filled_by_name = (select platform.actor_name())
    and on_behalf_of is not distinct from (select platform.actor_on_behalf_of()) and report_id in (select scheme.unsent_reports()));
create policy anchoring_group_read on scheme.anchoring_group for select to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('head', 'pedagogical-leader') and report_id in (select scheme.own_reports()));
create policy anchoring_group_write on scheme.anchoring_group for all to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'head' and report_id in (select scheme.own_reports()))
  with check (kindergarten_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'head' and report_id in (select scheme.own_reports()) and report_id in (select scheme.unsent_reports()));
create policy anchoring_told_read on scheme.anchoring_told for select to samspill_app using (report_id in (select scheme.own_reports()));
create policy anchoring_told_remind on scheme.anchoring_told for insert to samspill_app
  with check (report_id in (select scheme.written_reports()) and occasion = 'reminder' and told_on = (select platform.today()) and told_by_name = (select platform.actor_name()));
