-- A new address that has not been shown to be the person's own yet. One wish at a time; only a hash of the link is kept.
create table identity.email_change (
  person_id uuid primary key references identity.person on delete cascade,
  token_hash bytea not null constraint email_change_token_unique unique,
  email text not null constraint email_change_lower check (email = lower(email) and email like '%_@_%'),
  asked_at timestamptz not null,
  expires_at timestamptz not null
);
alter table identity.email_change enable row level security;
create policy email_change_system on identity.email_change for all to samspill_app using (platform.is_system()) with check (platform.is_system());
grant select, insert, update, delete on identity.email_change to samspill_app;
