-- What every slice's policies ask: who acts, in which capacity, for which organisation. Set per transaction by platform/db.
create extension if not exists btree_gist;
create extension if not exists pg_trgm;

create function platform.actor_person() returns uuid language sql stable parallel safe return nullif(current_setting('samspill.person', true), '')::uuid;
create function platform.actor_org() returns uuid language sql stable parallel safe return nullif(current_setting('samspill.org', true), '')::uuid;
create function platform.actor_membership() returns uuid language sql stable parallel safe return nullif(current_setting('samspill.membership', true), '')::uuid;
create function platform.actor_role() returns text language sql stable parallel safe return coalesce(current_setting('samspill.role', true), '');
-- The program's own work: sign-in, jobs, imports. Never a person's request.
create function platform.is_system() returns boolean language sql stable parallel safe return coalesce(current_setting('samspill.role', true), '') = 'system';

-- One spelling for searching: case, accents and the two ways of writing æ, ø and å do not matter.
create function platform.search_form(text text) returns text language sql immutable strict parallel safe
  return replace(replace(replace(translate(lower(text), 'åäéèêëóòôöüúùûíìîñç', 'aaeeeeooooouuuuiiinc'), 'æ', 'ae'), 'ø', 'o'), 'aa', 'a');

grant usage on schema platform to samspill_app;

create schema audit;
grant usage on schema audit to samspill_app;

-- What happened: past-tense facts, written in the same transaction as the change. Never updated, never deleted by the program.
create table audit.event (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  kind text not null,
  about_kind text not null,
  about_id uuid not null,
  -- The organisations whose people may read it, and whether only the team may.
  reader_org_ids uuid[] not null,
  visibility text not null constraint event_visibility check (visibility in ('shared', 'internal')),
  person_id uuid,
  membership_id uuid,
  role text not null,
  org_id uuid,
  who text not null,
  on_behalf_of text,
  data jsonb not null default '{}'
);
create index event_about on audit.event (about_id, at);
create index event_readers on audit.event using gin (reader_org_ids);
alter table audit.event enable row level security;
create policy event_read on audit.event for select to samspill_app
  using (platform.is_system() or (platform.actor_org() = any (reader_org_ids) and (visibility = 'shared' or platform.actor_role() in ('adviser', 'team-leader'))));
create policy event_write on audit.event for insert to samspill_app
  with check (platform.is_system() or person_id = platform.actor_person());
grant select, insert on audit.event to samspill_app;

-- Who has read what: kept for those with access to many units, shown to the ones it is about.
create table audit.reading (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  page text not null,
  about_id uuid not null,
  person_id uuid not null,
  org_id uuid not null,
  role text not null,
  who text not null,
  reader_org_ids uuid[] not null
);
create index reading_about on audit.reading (about_id, at);
alter table audit.reading enable row level security;
create policy reading_read on audit.reading for select to samspill_app using (platform.is_system() or platform.actor_org() = any (reader_org_ids));
create policy reading_write on audit.reading for insert to samspill_app with check (platform.is_system() or person_id = platform.actor_person());
grant select, insert on audit.reading to samspill_app;

create schema messaging;
grant usage on schema messaging to samspill_app;

-- A notice to one person, in the product and by e-mail. Says what kind of thing it is and where; never what was written.
create table messaging.notice (
  id uuid primary key default uuidv7(),
  at timestamptz not null,
  person_id uuid,
  address text,
  language text not null constraint notice_language check (language in ('nb', 'nn', 'en')),
  kind text not null,
  data jsonb not null default '{}',
  path text not null,
  -- Reminders about the same thing share a subject, and stop when it is done.
  subject_id uuid,
  send_after timestamptz not null,
  cancelled_at timestamptz,
  seen_at timestamptz,
  constraint notice_to_someone check (person_id is not null or address is not null)
);
create index notice_person on messaging.notice (person_id, at desc);
create index notice_subject on messaging.notice (subject_id) where cancelled_at is null;
alter table messaging.notice enable row level security;
create policy notice_read on messaging.notice for select to samspill_app using (platform.is_system() or person_id = platform.actor_person());
create policy notice_seen on messaging.notice for update to samspill_app using (platform.is_system() or person_id = platform.actor_person());
create policy notice_write on messaging.notice for insert to samspill_app with check (platform.actor_role() <> '');
grant select, insert on messaging.notice to samspill_app;
grant update on messaging.notice to samspill_app;

-- Each try at sending a notice by e-mail.
create table messaging.delivery (
  id uuid primary key default uuidv7(),
  notice_id uuid not null references messaging.notice,
  at timestamptz not null,
  outcome text not null constraint delivery_outcome check (outcome in ('sent', 'refused', 'failed', 'gave-up')),
  message_id text,
  detail text
);
create index delivery_notice on messaging.delivery (notice_id);
alter table messaging.delivery enable row level security;
create policy delivery_system on messaging.delivery for all to samspill_app using (platform.is_system()) with check (platform.is_system());
grant select, insert on messaging.delivery to samspill_app;

-- Published: reminders stop when the thing is done, also those that wait for others than the one who did it.
create function messaging.stop_reminding(subject uuid, kinds text[], at timestamptz) returns void
language sql security definer set search_path = pg_catalog, pg_temp begin atomic
  update messaging.notice n set cancelled_at = at where n.subject_id = subject and n.kind = any (kinds) and n.cancelled_at is null and n.send_after > at;
end;
revoke all on function messaging.stop_reminding from public;
grant execute on function messaging.stop_reminding to samspill_app;
