-- A role that was given by mistake, or taken back before it began, never counted. The row stays, so that the trace does.
alter table identity.membership add column cancelled_at timestamptz;
alter table identity.membership drop constraint membership_once;
alter table identity.membership add constraint membership_once exclude using gist (person_id with =, org_id with =, role with =, period with &&) where (cancelled_at is null);

-- The very first invitation of an installation has no inviter. The role may begin later than the day it is accepted.
alter table identity.invitation alter column invited_by drop not null;
alter table identity.invitation add column starts_on date;

-- People choose among their sessions by this; the key of a session is never shown.
alter table identity.session add column id uuid not null default uuidv7();
create unique index session_id on identity.session (id);

-- Someone who has signed in without a role asks to be let in. Those who administer the organisation answer with an invitation, or not.
create table identity.access_request (
  id uuid primary key default uuidv7(),
  org_id uuid not null references register.organisation,
  issuer text not null,
  subject text not null,
  name text not null constraint access_request_name check (length(btrim(name)) between 1 and 120),
  email text not null constraint access_request_email check (email = lower(email) and email like '%_@_%'),
  language text not null constraint access_request_language check (language in ('nb', 'nn', 'en')),
  asked_at timestamptz not null,
  answered_at timestamptz,
  answered_by uuid references identity.person,
  answer text constraint access_request_answer check (answer in ('invited', 'declined')),
  constraint access_request_answered check ((answered_at is null) = (answer is null))
);
create index access_request_org on identity.access_request (org_id) where answered_at is null;
create index access_request_by on identity.access_request (issuer, subject, asked_at);
alter table identity.access_request enable row level security;
grant select, insert, update on identity.access_request to samspill_app;

-- May the actor administer people at all: an own role with that right, or a delegation of it that has not been ended.
-- Runs as the owner because the policies that ask would otherwise ask themselves. Which days it holds is the program's rule: time is an input.
create function identity.actor_administers() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select exists (
    select from identity.membership m
    where m.id = platform.actor_membership() and m.org_id = platform.actor_org() and m.administers and m.cancelled_at is null
      and (m.person_id = platform.actor_person()
        or exists (select from identity.delegation d where d.membership_id = m.id and d.deputy_id = platform.actor_person() and 'members' = any (d.scope) and d.ended_at is null)));
end;
-- The organisation above, for the one who answers for it: owner of a kindergarten, municipality of a team, a service or a school.
create function identity.actor_is_above(org uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_role() = 'owner' and exists (
    select from register.relation r where r.from_id = org and r.to_id = platform.actor_org() and r.kind in ('owned-by', 'part-of') and upper_inf(r.period));
end;
create function identity.administered(org uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select exists (select from identity.membership m where m.org_id = org and m.administers and m.cancelled_at is null and m.period @> day);
end;
-- True when somebody above can name people in the organisation on that day.
create function identity.administered_from_above(org uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select exists (
    select from register.relation r
    join identity.membership m on m.org_id = r.to_id and m.role = 'owner' and m.administers and m.cancelled_at is null and m.period @> day
    where r.from_id = org and r.kind in ('owned-by', 'part-of') and upper_inf(r.period));
end;

-- Published: whom to tell, for an organisation and roles. While a delegation of guidance lasts it is the deputy instead of the one who is away.
create function identity.recipients(org uuid, wanted text[], day date) returns table (person_id uuid, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct p.id, p.language
  from identity.membership m
  left join identity.delegation d on d.membership_id = m.id and d.ended_at is null and d.period @> day and 'guidance' = any (d.scope)
    and exists (select from identity.membership own where own.person_id = d.deputy_id and own.org_id = m.org_id and own.cancelled_at is null and own.period @> day)
  join identity.person p on p.id = coalesce(d.deputy_id, m.person_id)
  where m.org_id = org and m.role = any (wanted) and m.cancelled_at is null and m.period @> day;
end;
revoke all on function identity.actor_administers, identity.actor_is_above, identity.administered, identity.administered_from_above, identity.recipients from public;
grant execute on function identity.actor_administers, identity.actor_is_above, identity.administered, identity.administered_from_above, identity.recipients to samspill_app;

-- Writing asks for the right to administer, not only for belonging to the organisation.
drop policy membership_read on identity.membership;
create policy membership_read on identity.membership for select to samspill_app
  using (person_id = platform.actor_person() or org_id = platform.actor_org() or platform.actor_role() in ('adviser', 'team-leader') or identity.actor_is_above(org_id));
drop policy membership_write on identity.membership;
create policy membership_new on identity.membership for insert to samspill_app
  with check ((select identity.actor_administers()) and (org_id = platform.actor_org() or identity.actor_is_above(org_id)));
create policy membership_change on identity.membership for update to samspill_app
  using ((select identity.actor_administers()) and (org_id = platform.actor_org() or identity.actor_is_above(org_id)))
  with check (org_id = platform.actor_org() or identity.actor_is_above(org_id));

-- The operator may let the first people into an organisation that has nobody; the program checks that it has nobody.
drop policy invitation_own on identity.invitation;
create policy invitation_administered on identity.invitation for all to samspill_app
  using ((select identity.actor_administers()) and (org_id = platform.actor_org() or identity.actor_is_above(org_id) or platform.actor_role() = 'operator'))
  with check ((select identity.actor_administers()) and (org_id = platform.actor_org() or identity.actor_is_above(org_id) or platform.actor_role() = 'operator'));
create policy access_request_system on identity.access_request for all to samspill_app using (platform.is_system()) with check (platform.is_system());
create policy access_request_read on identity.access_request for select to samspill_app
  using ((select identity.actor_administers()) and (org_id = platform.actor_org() or identity.actor_is_above(org_id) or platform.actor_role() = 'operator'));
create policy access_request_answer on identity.access_request for update to samspill_app
  using ((select identity.actor_administers()) and (org_id = platform.actor_org() or identity.actor_is_above(org_id) or platform.actor_role() = 'operator'))
  with check ((select identity.actor_administers()) and (org_id = platform.actor_org() or identity.actor_is_above(org_id) or platform.actor_role() = 'operator'));

-- A delegation is made by the one who will be away, or from above; either side may end it. A deputy passes nothing on.
drop policy delegation_write on identity.delegation;
create policy delegation_new on identity.delegation for insert to samspill_app
  with check (exists (select from identity.membership m where m.id = membership_id
    and ((m.id = platform.actor_membership() and m.person_id = platform.actor_person()) or ((select identity.actor_administers()) and identity.actor_is_above(m.org_id)))));
create policy delegation_end on identity.delegation for update to samspill_app
  using (deputy_id = platform.actor_person() or exists (select from identity.membership m where m.id = membership_id
    and (m.person_id = platform.actor_person() or ((select identity.actor_administers()) and (m.org_id = platform.actor_org() or identity.actor_is_above(m.org_id))))))
  with check (ended_at is not null);

-- As before, and: a role that was taken back does not count, and a deputy who no longer belongs to the organisation is no deputy.
create or replace function identity.session_now(token bytea, at timestamptz) returns table (
  person_id uuid, name text, email text, language text, csrf text, provider text, started_at timestamptz, seen_at timestamptz, signed_in_name text, signed_in_email text, parties jsonb,
  membership_id uuid, org_id uuid, org_name text, org_kind text, role text, administers boolean, head_person_id uuid, head_name text, delegation_id uuid, delegation_scope text[])
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.person_id, p.name, p.email, p.language, s.csrf, s.provider, s.started_at, s.seen_at, s.signed_in_name, s.signed_in_email, s.parties,
    m.id, m.org_id, o.name, o.kind, m.role, m.administers, case when d.id is not null then m.person_id end, head.name, d.id, d.scope
  from identity.session s
  left join identity.person p on p.id = s.person_id
  left join identity.delegation d on d.id = s.delegation_id and d.deputy_id = s.person_id and d.ended_at is null and d.period @> (at at time zone 'Europe/Oslo')::date
  left join identity.membership m on m.id = coalesce(d.membership_id, case when s.delegation_id is null then s.membership_id end)
    and m.cancelled_at is null and m.period @> (at at time zone 'Europe/Oslo')::date
    and (m.person_id = s.person_id or (d.id is not null
      and exists (select from identity.membership own where own.person_id = s.person_id and own.org_id = m.org_id and own.cancelled_at is null and own.period @> (at at time zone 'Europe/Oslo')::date)))
  left join identity.person head on head.id = m.person_id
  left join register.organisation o on o.id = m.org_id
  where s.token_hash = token and s.ended_at is null
    and s.seen_at > at - interval '30 minutes' and s.started_at > at - interval '120 minutes';
end;
