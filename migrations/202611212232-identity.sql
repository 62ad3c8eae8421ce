create schema identity;
grant usage on schema identity to samspill_app;

create table identity.person (
  id uuid primary key default uuidv7(),
  name text not null constraint person_name check (length(btrim(name)) between 1 and 120),
  email text not null constraint person_email_unique unique constraint person_email_lower check (email = lower(email) and email like '%_@_%'),
  language text not null default 'nb' constraint person_language check (language in ('nb', 'nn', 'en')),
  created_at timestamptz not null
);

-- How a person is known at a sign-in provider: issuer and subject, never an e-mail address and never a national identity number.
create table identity.login (
  issuer text not null,
  subject text not null,
  person_id uuid not null references identity.person,
  linked_at timestamptz not null,
  primary key (issuer, subject)
);

create table identity.membership (
  id uuid primary key default uuidv7(),
  person_id uuid not null references identity.person,
  org_id uuid not null references register.organisation,
  role text not null constraint membership_role check (role in ('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'service-contact', 'university-contact', 'county-governor', 'school-leader', 'union-representative', 'operator')),
  period daterange not null constraint membership_period check (not isempty(period) and not lower_inf(period)),
  -- May invite and end memberships in this organisation.
  administers boolean not null default false,
  constraint membership_once exclude using gist (person_id with =, org_id with =, role with =, period with &&)
);
create index membership_org on identity.membership (org_id);
create index membership_person on identity.membership (person_id);

-- When the head is away, another person answers in the head's place, for stated tasks and days.
create table identity.delegation (
  id uuid primary key default uuidv7(),
  membership_id uuid not null references identity.membership,
  deputy_id uuid not null references identity.person,
  period daterange not null constraint delegation_period check (not isempty(period) and not lower_inf(period) and not upper_inf(period)),
  scope text[] not null constraint delegation_scope check (scope <@ array['guidance', 'members'] and cardinality(scope) > 0),
  reason text constraint delegation_reason check (length(reason) <= 500),
  made_at timestamptz not null,
  ended_at timestamptz
);
create index delegation_membership on identity.delegation (membership_id);
create index delegation_deputy on identity.delegation (deputy_id);

create table identity.invitation (
  id uuid primary key default uuidv7(),
  token_hash bytea not null constraint invitation_token_unique unique,
  org_id uuid not null references register.organisation,
  role text not null,
  administers boolean not null default false,
  email text not null,
  invited_by uuid not null references identity.person,
  invited_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_by uuid references identity.person,
  withdrawn_at timestamptz
);
create index invitation_org on identity.invitation (org_id);

-- A visit to the sign-in provider that has not come back yet. Used once.
create table identity.sign_in_attempt (
  token_hash bytea primary key,
  provider text not null,
  state text not null,
  nonce text not null,
  code_verifier text not null,
  return_to text not null,
  started_at timestamptz not null,
  used_at timestamptz
);

create table identity.session (
  token_hash bytea primary key,
  person_id uuid references identity.person,
  membership_id uuid references identity.membership,
  delegation_id uuid references identity.delegation,
  provider text not null,
  issuer text not null,
  subject text not null,
  sid text,
  acr text,
  signed_in_name text,
  signed_in_email text,
  parties jsonb not null default '[]',
  id_token text,
  csrf text not null,
  started_at timestamptz not null,
  seen_at timestamptz not null,
  ended_at timestamptz
);
create index session_issuer_sid on identity.session (issuer, sid) where ended_at is null;
create index session_person on identity.session (person_id) where ended_at is null;

do $$
declare name text;
begin
  foreach name in array array['person', 'login', 'membership', 'delegation', 'invitation', 'sign_in_attempt', 'session'] loop
    execute format('alter table identity.%I enable row level security', name);
    execute format('create policy %I on identity.%I for all to samspill_app using (platform.is_system()) with check (platform.is_system())', name || '_system', name);
    execute format('grant select, insert, update on identity.%I to samspill_app', name);
  end loop;
end $$;
-- The organisations whose members the actor may see: one's own, for an owner the units it owns, for the team every unit in the register.
create policy membership_read on identity.membership for select to samspill_app
  using (person_id = platform.actor_person() or org_id = platform.actor_org()
    or platform.actor_role() in ('adviser', 'team-leader')
    or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = org_id and r.to_id = platform.actor_org() and r.kind = 'owned-by' and upper_inf(r.period))));
create policy membership_write on identity.membership for all to samspill_app
  using (org_id = platform.actor_org() or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = org_id and r.to_id = platform.actor_org() and r.kind = 'owned-by' and upper_inf(r.period))))
  with check (org_id = platform.actor_org() or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = org_id and r.to_id = platform.actor_org() and r.kind = 'owned-by' and upper_inf(r.period))));
create policy person_read on identity.person for select to samspill_app
  using (id = platform.actor_person() or exists (select from identity.membership m where m.person_id = person.id));
create policy person_write on identity.person for update to samspill_app using (id = platform.actor_person()) with check (id = platform.actor_person());
create policy delegation_read on identity.delegation for select to samspill_app
  using (deputy_id = platform.actor_person() or exists (select from identity.membership m where m.id = membership_id));
create policy delegation_write on identity.delegation for all to samspill_app
  using (exists (select from identity.membership m where m.id = membership_id and m.org_id = platform.actor_org()))
  with check (exists (select from identity.membership m where m.id = membership_id and m.org_id = platform.actor_org()));
create policy invitation_own on identity.invitation for all to samspill_app
  using (org_id = platform.actor_org() or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = org_id and r.to_id = platform.actor_org() and r.kind = 'owned-by' and upper_inf(r.period))))
  with check (org_id = platform.actor_org() or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = org_id and r.to_id = platform.actor_org() and r.kind = 'owned-by' and upper_inf(r.period))));

-- Published: what each request needs to know about its session, in one question. Runs as the owner because nobody acts yet.
create function identity.session_now(token bytea, at timestamptz) returns table (
  person_id uuid, name text, email text, language text, csrf text, provider text, started_at timestamptz, seen_at timestamptz, signed_in_name text, signed_in_email text, parties jsonb,
  membership_id uuid, org_id uuid, org_name text, org_kind text, role text, administers boolean, head_person_id uuid, head_name text, delegation_id uuid, delegation_scope text[])
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.person_id, p.name, p.email, p.language, s.csrf, s.provider, s.started_at, s.seen_at, s.signed_in_name, s.signed_in_email, s.parties,
    m.id, m.org_id, o.name, o.kind, m.role, m.administers, case when d.id is not null then m.person_id end, head.name, d.id, d.scope
  from identity.session s
  left join identity.person p on p.id = s.person_id
  left join identity.delegation d on d.id = s.delegation_id and d.deputy_id = s.person_id and d.ended_at is null and d.period @> (at at time zone 'Europe/Oslo')::date
  left join identity.membership m on m.id = coalesce(d.membership_id, case when s.delegation_id is null then s.membership_id end)
    and (m.person_id = s.person_id or d.id is not null) and m.period @> (at at time zone 'Europe/Oslo')::date
  left join identity.person head on head.id = m.person_id
  left join register.organisation o on o.id = m.org_id
  where s.token_hash = token and s.ended_at is null
    and s.seen_at > at - interval '30 minutes' and s.started_at > at - interval '120 minutes';
end;
revoke all on function identity.session_now from public;
grant execute on function identity.session_now to samspill_app;
