-- The support system around a kindergarten: who does what, one request to several services, hand-overs with consent, and what overlaps. Never a child.
-- The rules in words: docs/rules/coordination-services.md.

-- Kindergartens whose support system the actor reads whole: one's own, those one owns, those one's team serves, those one supervises.
create function coordination.kindergartens() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() in ('head', 'pedagogical-leader')
  union select r.from_id from register.relation r where platform.actor_role() = 'owner' and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today()
  union select r.from_id from register.relation r where platform.actor_role() = 'authority' and r.kind = 'supervised-by' and r.to_id = platform.actor_org() and r.period @> platform.today()
  union select s.kindergarten_id from register.team_kindergarten s where platform.actor_role() in ('adviser', 'team-leader') and s.team_id = platform.actor_org();
end;
-- Those whose own people, or the team that serves them, act: who ask services, and who may read what was asked.
create function coordination.asking_kindergartens() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() in ('head', 'pedagogical-leader')
  union select s.kindergarten_id from register.team_kindergarten s where platform.actor_role() in ('adviser', 'team-leader') and s.team_id = platform.actor_org();
end;
-- The services that are open in the municipality a kindergarten lies in today, when the kindergarten is open itself. The team that serves it is not one of them.
create function coordination.services_of(kindergarten uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select o.id from register.relation lies join register.organisation k on k.id = lies.from_id and k.kind = 'kindergarten' and (k.closed_on is null or k.closed_on > platform.today())
    join register.relation part on part.to_id = lies.to_id and part.kind = 'part-of' and part.period @> platform.today()
    join register.organisation o on o.id = part.from_id and o.kind = 'support-service' and coalesce(o.form, '') <> 'competence-team' and (o.closed_on is null or o.closed_on > platform.today())
  where lies.from_id = kindergarten and lies.kind = 'lies-in' and lies.period @> platform.today();
end;
-- The kindergartens a service may be active in: the open ones of its municipality. For the service itself.
create function coordination.within_reach() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select lies.from_id from register.organisation o join register.relation part on part.from_id = o.id and part.kind = 'part-of' and part.period @> platform.today()
    join register.relation lies on lies.to_id = part.to_id and lies.kind = 'lies-in' and lies.period @> platform.today()
    join register.organisation k on k.id = lies.from_id and k.kind = 'kindergarten' and (k.closed_on is null or k.closed_on > platform.today())
  where o.id = platform.actor_org() and platform.actor_role() = 'service-contact' and (o.closed_on is null or o.closed_on > platform.today());
end;
revoke all on function coordination.kindergartens, coordination.asking_kindergartens, coordination.services_of, coordination.within_reach from public;
grant execute on function coordination.kindergartens, coordination.asking_kindergartens, coordination.services_of, coordination.within_reach to samspill_app;

-- Who in a service the kindergarten turns to, from which day; the one before has a last day.
create table coordination.contact (
  id uuid primary key default uuidv7(),
  service_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  name text not null constraint contact_name check (length(btrim(name)) between 1 and 120),
  phone text not null default '' constraint contact_phone check (length(phone) <= 40),
  email text not null default '' constraint contact_email check (length(email) <= 254),
  since date not null,
  last_on date,
  made_at timestamptz not null,
  made_by_name text not null,
  ended_by_name text,
  constraint contact_reached check (phone <> '' or email <> ''),
  constraint contact_period check (last_on is null or last_on >= since)
);
create unique index contact_one on coordination.contact (service_id, kindergarten_id) where last_on is null;
create index contact_kindergarten on coordination.contact (kindergarten_id);

-- What a service does in a kindergarten, at system level.
create table coordination.activity (
  id uuid primary key default uuidv7(),
  region_id text references register.region,
  service_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  start_key uuid not null,
  kind text not null constraint activity_kind check (kind in ('staff-guidance', 'observation', 'course', 'consultation', 'routines', 'other')),
  -- A code of guidance.theme_card.
  theme text not null constraint activity_theme check (length(theme) between 1 and 60),
  what text not null constraint activity_what check (length(btrim(what)) between 1 and 300),
  -- What they observe with: two ways at once in one kindergarten is pointed out.
  method text not null default '' constraint activity_method check (length(method) <= 80),
  frequency text not null constraint activity_frequency check (frequency in ('once', 'weekly', 'fortnightly', 'monthly', 'termly', 'as-needed')),
  reaches text[] not null constraint activity_reaches check (cardinality(reaches) between 1 and 4 and reaches <@ array['head', 'pedagogical-leaders', 'department', 'all-staff']),
  starts_on date not null,
  ends_on date not null,
  next_on date,
  -- Written by the service itself, or by the team that has agreed it with somebody there.
  written_by uuid not null references register.organisation,
  agreed_with text not null default '' constraint activity_agreed_with check (length(agreed_with) <= 120),
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint activity_once unique (start_key),
  constraint activity_period check (ends_on >= starts_on),
  constraint activity_next check (next_on is null or next_on between starts_on and ends_on),
  constraint activity_observes check ((kind = 'observation') or method = ''),
  constraint activity_agreed check ((written_by = service_id) = (agreed_with = ''))
);
create index activity_kindergarten on coordination.activity (kindergarten_id, ends_on);
create index activity_service on coordination.activity (service_id, ends_on);

-- "We have talked, it is fine because …": what it is about, as it stood then. Changed since, it is pointed out anew.
create table coordination.talk (
  id uuid primary key default uuidv7(),
  kindergarten_id uuid not null references register.organisation,
  rule text not null constraint talk_rule check (rule in ('same-theme', 'many-at-once', 'two-methods', 'same-day', 'planning-day')),
  about text not null constraint talk_about check (length(about) between 1 and 2000),
  -- The services it concerns.
  service_ids uuid[] not null constraint talk_services check (cardinality(service_ids) between 1 and 20),
  note text not null constraint talk_note check (length(btrim(note)) between 1 and 600),
  made_at timestamptz not null,
  made_by_name text not null,
  made_by_org uuid not null references register.organisation,
  constraint talk_once unique (kindergarten_id, about)
);

-- The kindergartens where a service is active today or will be. For the service itself.
create function coordination.active_in() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select a.kindergarten_id from coordination.activity a where platform.actor_role() = 'service-contact' and a.service_id = platform.actor_org() and a.ends_on >= platform.today();
end;
-- What other services do where one is active oneself: which service, what kind of work, theme and when. Never the sentence.
create function coordination.others_around() returns table (id uuid, kindergarten_id uuid, service_id uuid, kind text, theme text, method text, starts_on date, ends_on date, next_on date, version integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select a.id, a.kindergarten_id, a.service_id, a.kind, a.theme, a.method, a.starts_on, a.ends_on, a.next_on, a.version from coordination.activity a
  where a.service_id <> platform.actor_org() and a.ends_on >= platform.today() and a.kindergarten_id in (select coordination.active_in());
end;
revoke all on function coordination.active_in, coordination.others_around from public;
grant execute on function coordination.active_in, coordination.others_around to samspill_app;

-- One request, to several services at once.
create table coordination.request (
  id uuid primary key default uuidv7(),
  region_id text references register.region,
  kindergarten_id uuid not null references register.organisation,
  asker_org_id uuid not null references register.organisation,
  asker_role text not null constraint request_asker_role check (asker_role in ('head', 'adviser', 'team-leader')),
  start_key uuid not null,
  theme text not null constraint request_theme check (length(theme) between 1 and 60),
  wanted text not null constraint request_wanted check (length(btrim(wanted)) between 1 and 1800),
  -- When help is wanted, in words.
  at_time text not null default '' constraint request_at_time check (length(at_time) <= 200),
  state text not null default 'open' constraint request_state check (state in ('open', 'closed', 'withdrawn')),
  made_at timestamptz not null,
  made_by_name text not null,
  closed_at timestamptz,
  closed_by_name text,
  constraint request_once unique (start_key),
  constraint request_closed check ((state = 'open') = (closed_at is null) and (closed_at is null) = (closed_by_name is null))
);
create index request_kindergarten on coordination.request (kindergarten_id);
create index request_asker on coordination.request (asker_org_id) where state = 'open';

create table coordination.request_answer (
  request_id uuid not null references coordination.request on delete cascade,
  service_id uuid not null references register.organisation,
  asked_at timestamptz not null,
  answer text constraint request_answer_answer check (answer in ('accepted', 'declined')),
  -- Why not, and what one may do instead.
  reason text not null default '' constraint request_answer_reason check (length(reason) <= 600),
  instead text not null default '' constraint request_answer_instead check (length(instead) <= 600),
  answered_at timestamptz,
  answered_by_name text,
  -- Who comes, and when, once the service has said yes.
  contact text not null default '' constraint request_answer_contact check (length(contact) <= 200),
  helps_on text not null default '' constraint request_answer_helps_on check (length(helps_on) <= 200),
  primary key (request_id, service_id),
  constraint request_answer_answered check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by_name is null)),
  constraint request_answer_why check (answer is distinct from 'declined' or btrim(reason) <> ''),
  constraint request_answer_helps check (answer is not distinct from 'accepted' or (contact = '' and helps_on = ''))
);
create index request_answer_service on coordination.request_answer (service_id);
create function coordination.asked_of_me() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select a.request_id from coordination.request_answer a where platform.actor_role() = 'service-contact' and a.service_id = platform.actor_org();
end;
-- What the owner and the authority are told: how many, and how they were answered; never what was written.
create function coordination.request_counts() returns table (kindergarten_id uuid, open integer, waiting integer, accepted integer, declined integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.kindergarten_id, count(distinct r.id)::integer, count(*) filter (where a.answer is null)::integer, count(*) filter (where a.answer = 'accepted')::integer, count(*) filter (where a.answer = 'declined')::integer
  from coordination.request r join coordination.request_answer a on a.request_id = r.id
  where r.state = 'open' and r.kindergarten_id in (select coordination.kindergartens()) group by r.kindergarten_id;
end;
revoke all on function coordination.asked_of_me, coordination.request_counts from public;
grant execute on function coordination.asked_of_me, coordination.request_counts to samspill_app;

-- Work at system level that a service or the team gives to another, when the kindergarten's head agrees that it is shared.
create table coordination.hand_over (
  id uuid primary key default uuidv7(),
  region_id text references register.region,
  kindergarten_id uuid not null references register.organisation,
  from_id uuid not null references register.organisation,
  to_id uuid not null references register.organisation,
  start_key uuid not null,
  -- Which parts are shared: the words stand in hand_over_text.
  parts text[] not null constraint hand_over_parts check (cardinality(parts) between 1 and 4 and parts <@ array['theme', 'tried', 'effect', 'contact']),
  made_at timestamptz not null,
  made_by_name text not null,
  consent text not null default 'asked' constraint hand_over_consent check (consent in ('asked', 'given', 'refused', 'withdrawn')),
  consent_at timestamptz,
  consent_by_name text,
  consent_ended_at timestamptz,
  consent_ended_by_name text,
  answer text constraint hand_over_answer check (answer in ('accepted', 'declined')),
  answer_reason text not null default '' constraint hand_over_reason check (length(answer_reason) <= 600),
  answered_at timestamptz,
  answered_by_name text,
  -- What the team that took it does: looks in, or suggests to the head to ask for guidance. The head answers that.
  next text constraint hand_over_next check (next in ('visit', 'suggestion', 'own')),
  suggestion text constraint hand_over_suggestion check (suggestion in ('asked', 'not-now')),
  suggestion_at timestamptz,
  suggestion_by_name text,
  -- The sender is done with it, or takes it back before there is an answer.
  ended text constraint hand_over_ended check (ended in ('closed', 'withdrawn')),
  ended_at timestamptz,
  ended_by_name text,
  constraint hand_over_once unique (start_key),
  constraint hand_over_other check (from_id <> to_id),
  constraint hand_over_consented check ((consent = 'asked') = (consent_at is null) and (consent_at is null) = (consent_by_name is null) and (consent = 'withdrawn') = (consent_ended_at is not null) and (consent_ended_at is null) = (consent_ended_by_name is null)),
  constraint hand_over_answered check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by_name is null) and (answer is distinct from 'declined' or btrim(answer_reason) <> '')),
  constraint hand_over_agreed_first check (answer is null or consent in ('given', 'withdrawn')),
  constraint hand_over_nexts check ((next is null or answer is not distinct from 'accepted') and (suggestion is null or next is not distinct from 'suggestion') and (suggestion is null) = (suggestion_at is null) and (suggestion is null) = (suggestion_by_name is null)),
  constraint hand_over_end check ((ended is null) = (ended_at is null) and (ended is null) = (ended_by_name is null))
);
create index hand_over_from on coordination.hand_over (from_id);
create index hand_over_to on coordination.hand_over (to_id);
create index hand_over_kindergarten on coordination.hand_over (kindergarten_id);
-- A table of its own: who no longer has the kindergarten's consent finds no row here.
create table coordination.hand_over_text (
  hand_over_id uuid not null references coordination.hand_over on delete cascade,
  part text not null constraint hand_over_text_part check (part in ('theme', 'tried', 'effect', 'contact')),
  body text not null constraint hand_over_text_body check (length(btrim(body)) between 1 and 1800),
  primary key (hand_over_id, part)
);

do $$
declare name text;
begin
  foreach name in array array['contact', 'activity', 'talk', 'request', 'request_answer', 'hand_over', 'hand_over_text'] loop
    execute format('alter table coordination.%I enable row level security', name);
    execute format('create policy %I on coordination.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on coordination.%I to samspill_app', name);
  end loop;
end $$;

create function coordination.is_service(org uuid) returns boolean language sql stable parallel safe
  return org = platform.actor_org() and platform.actor_role() = 'service-contact';
create function coordination.acts_in(org uuid) returns boolean language sql stable parallel safe
  return org = platform.actor_org() and platform.actor_role() in ('service-contact', 'adviser', 'team-leader');
grant execute on function coordination.is_service, coordination.acts_in to samspill_app;

create policy contact_read on coordination.contact for select to samspill_app
  using (kindergarten_id in (select coordination.kindergartens()) or coordination.is_service(service_id) or kindergarten_id in (select coordination.active_in()));
create policy contact_begin on coordination.contact for insert to samspill_app
  with check (coordination.is_service(service_id) and kindergarten_id in (select coordination.within_reach()) and made_by_name = (select platform.actor_name()));
create policy contact_change on coordination.contact for update to samspill_app using (coordination.is_service(service_id)) with check (coordination.is_service(service_id) and ended_by_name = (select platform.actor_name()));
grant update (last_on, ended_by_name) on coordination.contact to samspill_app;

create policy activity_read on coordination.activity for select to samspill_app using (kindergarten_id in (select coordination.kindergartens()) or coordination.is_service(service_id));
create policy activity_begin on coordination.activity for insert to samspill_app
  with check (written_by = (select platform.actor_org()) and changed_by_name = (select platform.actor_name()) and service_id in (select coordination.services_of(kindergarten_id))
    and (coordination.is_service(service_id) or ((select platform.actor_role()) in ('adviser', 'team-leader') and kindergarten_id in (select coordination.asking_kindergartens()))));
-- The service changes what is said of it, whoever wrote it; the team what it wrote itself.
create policy activity_change on coordination.activity for update to samspill_app
  using (coordination.is_service(service_id) or (written_by = (select platform.actor_org()) and (select platform.actor_role()) in ('adviser', 'team-leader')))
  with check (changed_by_name = (select platform.actor_name()));
grant update (kind, theme, what, method, frequency, reaches, starts_on, ends_on, next_on, version, changed_at, changed_by_name) on coordination.activity to samspill_app;

create policy talk_read on coordination.talk for select to samspill_app
  using (kindergarten_id in (select coordination.asking_kindergartens()) or ((select platform.actor_role()) = 'service-contact' and (select platform.actor_org()) = any (service_ids)));
create policy talk_begin on coordination.talk for insert to samspill_app
  with check (made_by_org = (select platform.actor_org()) and made_by_name = (select platform.actor_name())
    and (((select platform.actor_role()) in ('head', 'adviser', 'team-leader') and kindergarten_id in (select coordination.asking_kindergartens()))
      or ((select platform.actor_role()) = 'service-contact' and (select platform.actor_org()) = any (service_ids) and kindergarten_id in (select coordination.active_in()))));

create policy request_read on coordination.request for select to samspill_app
  using (kindergarten_id in (select coordination.asking_kindergartens()) or (asker_org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'adviser', 'team-leader')) or id in (select coordination.asked_of_me()));
create policy request_begin on coordination.request for insert to samspill_app
  with check (asker_org_id = (select platform.actor_org()) and asker_role = (select platform.actor_role()) and made_by_name = (select platform.actor_name()) and state = 'open' and kindergarten_id in (select coordination.asking_kindergartens()));
create policy request_change on coordination.request for update to samspill_app
  using (state = 'open' and asker_org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'adviser', 'team-leader')) with check (closed_by_name = (select platform.actor_name()));
grant update (state, closed_at, closed_by_name) on coordination.request to samspill_app;
create policy request_answer_read on coordination.request_answer for select to samspill_app using (request_id in (select r.id from coordination.request r));
create policy request_answer_begin on coordination.request_answer for insert to samspill_app
  with check (answer is null and exists (select from coordination.request r where r.id = request_id and r.state = 'open' and r.asker_org_id = platform.actor_org() and platform.actor_role() in ('head', 'adviser', 'team-leader')
    and service_id in (select coordination.services_of(r.kindergarten_id))));
create policy request_answer_change on coordination.request_answer for update to samspill_app
  using (coordination.is_service(service_id) and request_id in (select r.id from coordination.request r where r.state = 'open')) with check (coordination.is_service(service_id) and answered_by_name is not null);
grant update (answer, reason, instead, answered_at, answered_by_name, contact, helps_on) on coordination.request_answer to samspill_app;

-- The sender, the kindergarten, and the receiver once the head has agreed.
create policy hand_over_read on coordination.hand_over for select to samspill_app
  using (coordination.acts_in(from_id) or (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader')) or (coordination.acts_in(to_id) and consent in ('given', 'withdrawn')));
create policy hand_over_begin on coordination.hand_over for insert to samspill_app
  with check (coordination.acts_in(from_id) and made_by_name = (select platform.actor_name()) and consent = 'asked' and answer is null
    and kindergarten_id in (select coordination.within_reach() union select coordination.asking_kindergartens())
    and (to_id in (select coordination.services_of(kindergarten_id)) or exists (select from register.served_by s where s.kindergarten_id = hand_over.kindergarten_id and s.team_id = to_id)));
create policy hand_over_change on coordination.hand_over for update to samspill_app
  using (coordination.acts_in(from_id) or (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head') or (coordination.acts_in(to_id) and consent = 'given'))
  with check (coordination.acts_in(from_id) or (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head') or (coordination.acts_in(to_id) and consent = 'given'));
grant update (consent, consent_at, consent_by_name, consent_ended_at, consent_ended_by_name, answer, answer_reason, answered_at, answered_by_name, next, suggestion, suggestion_at, suggestion_by_name, ended, ended_at, ended_by_name) on coordination.hand_over to samspill_app;
-- Who may change what of a hand-over: the head alone agrees, the receiver alone answers, the sender alone ends it.
create function coordination.keep_hand_over() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if platform.is_system() then return new; end if;
  if (new.consent, new.consent_at, new.consent_by_name, new.consent_ended_at, new.suggestion) is distinct from (old.consent, old.consent_at, old.consent_by_name, old.consent_ended_at, old.suggestion)
      and not (old.kindergarten_id = platform.actor_org() and platform.actor_role() = 'head')
    or (new.answer, new.next) is distinct from (old.answer, old.next) and (not coordination.acts_in(old.to_id) or old.consent <> 'given')
    or new.ended is distinct from old.ended and not coordination.acts_in(old.from_id) then
    raise exception 'this part of the hand-over is another''s' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_hand_over before update on coordination.hand_over for each row execute function coordination.keep_hand_over();
create policy hand_over_text_read on coordination.hand_over_text for select to samspill_app
  using (hand_over_id in (select h.id from coordination.hand_over h where h.from_id = (select platform.actor_org()) or h.kindergarten_id = (select platform.actor_org()) or (h.consent = 'given' and h.ended is distinct from 'withdrawn')));
create policy hand_over_text_begin on coordination.hand_over_text for insert to samspill_app
  with check (exists (select from coordination.hand_over h where h.id = hand_over_id and coordination.acts_in(h.from_id) and h.consent = 'asked' and part = any (h.parts)));

-- What has had its time: contacts whose last day, activities whose period and requests and hand-overs whose end came before the day. @returns the ids of what went.
create function coordination.forget_services(contacts_before date, before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  return query
    with contacts as (delete from coordination.contact c where c.last_on < contacts_before returning c.id),
      activities as (delete from coordination.activity a where a.ends_on < before returning a.id),
      requests as (delete from coordination.request r where coalesce(r.closed_at, r.made_at) < before returning r.id),
      hand_overs as (delete from coordination.hand_over h where coalesce(h.ended_at, h.consent_ended_at, h.answered_at, h.made_at) < before returning h.id),
      talks as (delete from coordination.talk t where t.made_at < before returning t.id)
    select id from contacts union all select id from activities union all select id from requests union all select id from hand_overs union all select id from talks;
end $$;
revoke all on function coordination.forget_services from public;
grant execute on function coordination.forget_services to samspill_app;
