-- Consultation meetings (drøftinger) about the municipality's overall and long-term competence strategy: who is invited, the agenda, what is said and agreed, and the minutes.
-- The rules in words: docs/rules/strategy-discussions.md.

-- The municipalities the actor prepares such meetings for: its own as authority, and those whose team one works in.
create function strategy.discussed_places() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() = 'authority'
  union select r.to_id from register.relation r where platform.actor_role() in ('team-leader', 'adviser') and r.kind = 'part-of' and r.from_id = platform.actor_org() and r.period @> platform.today()
  union select r.from_id from register.relation r where platform.actor_role() in ('team-leader', 'adviser') and r.kind = 'served-by' and r.to_id = platform.actor_org() and r.period @> platform.today();
end;
revoke all on function strategy.discussed_places from public;
grant execute on function strategy.discussed_places to samspill_app;

create table strategy.discussion (
  id uuid primary key default uuidv7(),
  region_id text references register.region,
  municipality_id uuid not null references register.organisation,
  -- The organisation that called it: the municipality or its team.
  called_by_id uuid not null references register.organisation,
  -- One showing of the form, so that a double press makes one meeting.
  start_key uuid not null unique,
  title text not null constraint discussion_title check (length(btrim(title)) between 1 and 150),
  purpose text not null constraint discussion_purpose check (length(btrim(purpose)) between 1 and 300),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '' constraint discussion_place check (length(place) <= 200),
  link text not null default '' constraint discussion_link check (link = '' or (length(link) <= 500 and link ~ '^https?://')),
  -- When the invitation went out; those invited see the meeting from then on.
  sent_at timestamptz,
  cancelled_at timestamptz,
  -- What is said may be written until the minutes are sent for reading, and again while they are corrected.
  writing boolean not null default true,
  correction text constraint discussion_correction check (length(btrim(correction)) between 1 and 500),
  made_at timestamptz not null,
  made_by_name text not null,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint discussion_hours check (ends_at > starts_at and ends_at <= starts_at + interval '12 hours')
);
create index discussion_municipality on strategy.discussion (municipality_id, starts_at);
create unique index discussion_same on strategy.discussion (municipality_id, starts_at, lower(title)) where cancelled_at is null;

-- An organisation that is invited, and by whom it comes. Taken off, the row stays.
create table strategy.discussion_party (
  id uuid primary key default uuidv7(),
  discussion_id uuid not null references strategy.discussion on delete cascade,
  org_id uuid not null references register.organisation,
  role text not null constraint discussion_party_role check (role in ('head', 'owner', 'union-representative', 'authority', 'university-contact', 'service-contact', 'school-leader')),
  invited_at timestamptz not null,
  invited_by_name text not null,
  removed_at timestamptz,
  removed_by_name text,
  constraint discussion_party_once unique (discussion_id, org_id, role),
  constraint discussion_party_removed check ((removed_at is null) = (removed_by_name is null))
);
create index discussion_party_org on strategy.discussion_party (org_id, role);

-- Who came, by the name they had then; and who was taken off the list.
create table strategy.discussion_person (
  discussion_id uuid not null references strategy.discussion on delete cascade,
  person_id uuid not null,
  name text not null,
  org_id uuid not null references register.organisation,
  role text not null,
  present boolean not null default false,
  off_at timestamptz,
  marked_at timestamptz not null,
  marked_by_name text not null,
  primary key (discussion_id, person_id)
);
create index discussion_person_person on strategy.discussion_person (person_id);

create table strategy.discussion_point (
  id uuid primary key default uuidv7(),
  discussion_id uuid not null references strategy.discussion on delete cascade,
  position integer not null,
  title text not null constraint discussion_point_title check (length(btrim(title)) between 1 and 200),
  reason text not null default '' constraint discussion_point_reason check (length(reason) <= 1000),
  kind text not null constraint discussion_point_kind check (kind in ('information', 'discussion', 'advice')),
  minutes integer constraint discussion_point_minutes check (minutes between 1 and 480),
  introduces text not null default '' constraint discussion_point_introduces check (length(introduces) <= 120),
  -- What it was taken over from: a theme of the challenge picture, kindergartens with little contact, a goal that is behind, something agreed that is open.
  source_kind text constraint discussion_point_source check (source_kind in ('theme', 'unseen', 'goal', 'agreement')),
  source_id text constraint discussion_point_source_id check (length(source_id) <= 80),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint discussion_point_from check ((source_kind is null) = (source_id is null)),
  constraint discussion_point_taken unique (discussion_id, source_kind, source_id)
);
create index discussion_point_of on strategy.discussion_point (discussion_id, position);

-- What was said, one contribution at a time, so that two who write at once lose nothing. The name of who said it stays as it was.
create table strategy.discussion_said (
  id uuid primary key default uuidv7(),
  discussion_id uuid not null references strategy.discussion on delete cascade,
  point_id uuid not null references strategy.discussion_point,
  start_key uuid not null unique,
  said_by_name text not null default '' constraint discussion_said_name check (length(said_by_name) <= 200),
  body text not null constraint discussion_said_body check (length(btrim(body)) between 1 and 4000),
  version integer not null default 1,
  written_at timestamptz not null,
  written_by_name text not null
);
create index discussion_said_point on strategy.discussion_said (point_id);
create index discussion_said_of on strategy.discussion_said (discussion_id);

create table strategy.discussion_agreement (
  id uuid primary key default uuidv7(),
  discussion_id uuid not null references strategy.discussion on delete cascade,
  municipality_id uuid not null references register.organisation,
  point_id uuid not null references strategy.discussion_point,
  start_key uuid not null unique,
  body text not null constraint discussion_agreement_body check (length(btrim(body)) between 1 and 1000),
  -- Who follows up: an organisation by those with the role in it, or one of them. Names as they were.
  org_id uuid not null references register.organisation,
  role text not null,
  person_id uuid,
  responsible_name text not null,
  due_on date not null,
  state text not null default 'open' constraint discussion_agreement_state check (state in ('open', 'done', 'dropped')),
  outcome text not null default '' constraint discussion_agreement_outcome check (length(outcome) <= 1000),
  closed_on date,
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint discussion_agreement_closed check ((state = 'open') = (closed_on is null) and (state = 'open' or btrim(outcome) <> ''))
);
create index discussion_agreement_of on strategy.discussion_agreement (discussion_id);
create index discussion_agreement_point on strategy.discussion_agreement (point_id);
create index discussion_agreement_place on strategy.discussion_agreement (municipality_id, state);
create index discussion_agreement_org on strategy.discussion_agreement (org_id, role) where state = 'open';

-- What came of something agreed: by its id where it is at home, and its name as it was when it was tied.
create table strategy.discussion_outcome (
  agreement_id uuid not null references strategy.discussion_agreement on delete cascade,
  kind text not null constraint discussion_outcome_kind check (kind in ('measure', 'goal', 'need', 'network', 'discussion')),
  target_id uuid not null,
  title text not null constraint discussion_outcome_title check (length(btrim(title)) between 1 and 300),
  tied_at timestamptz not null,
  tied_by_name text not null,
  primary key (agreement_id, kind, target_id)
);

create table strategy.discussion_minutes (
  id uuid primary key default uuidv7(),
  discussion_id uuid not null references strategy.discussion on delete cascade,
  number integer not null constraint discussion_minutes_number check (number between 1 and 99),
  state text not null default 'reading' constraint discussion_minutes_state check (state in ('reading', 'withdrawn', 'approved')),
  -- What was corrected since the one before.
  correction text constraint discussion_minutes_correction check (length(btrim(correction)) between 1 and 500),
  content jsonb not null,
  sent_at timestamptz not null,
  sent_by_name text not null,
  approved_at timestamptz,
  approved_by_name text,
  constraint discussion_minutes_once unique (discussion_id, number),
  constraint discussion_minutes_approved check ((state = 'approved') = (approved_at is not null) and (approved_at is null) = (approved_by_name is null))
);
create unique index discussion_minutes_reading on strategy.discussion_minutes (discussion_id) where state = 'reading';

-- What somebody who was invited holds against the minutes. Stands in them, by name.
create table strategy.discussion_objection (
  id uuid primary key default uuidv7(),
  minutes_id uuid not null references strategy.discussion_minutes on delete cascade,
  org_id uuid not null references register.organisation,
  role text not null,
  name text not null,
  body text not null constraint discussion_objection_body check (length(btrim(body)) between 1 and 2000),
  given_at timestamptz not null
);
create index discussion_objection_of on strategy.discussion_objection (minutes_id);

create table strategy.discussion_paper (
  id uuid primary key default uuidv7(),
  discussion_id uuid not null references strategy.discussion on delete cascade,
  name text not null constraint discussion_paper_name check (length(btrim(name)) between 1 and 200),
  -- A file, or an address to read at.
  url text constraint discussion_paper_url check (length(url) <= 500 and url ~ '^https?://'),
  media_type text,
  size integer,
  sha256 text,
  content bytea,
  added_at timestamptz not null,
  added_by_name text not null,
  removed_at timestamptz,
  constraint discussion_paper_what check ((url is null) = (content is not null))
);
create index discussion_paper_of on strategy.discussion_paper (discussion_id);

-- What has been put in people's own calendars, so that it can be moved and taken out again. The program's alone.
create table strategy.discussion_calendar (
  discussion_id uuid not null references strategy.discussion on delete cascade,
  person_id uuid not null,
  -- As they were when it was sent: what is taken out of a calendar is addressed as it was put in.
  name text not null,
  language text not null,
  version integer not null constraint discussion_calendar_version check (version >= 0),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null,
  title text not null,
  called_off boolean not null default false,
  sent_at timestamptz not null,
  primary key (discussion_id, person_id)
);
create index discussion_calendar_ends on strategy.discussion_calendar (ends_at);

-- The meetings the actor prepares; and those one is invited to, from when the invitation is sent until the organisation or oneself is taken off the list.
create function strategy.discussions_led() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select d.id from strategy.discussion d where d.municipality_id in (select strategy.discussed_places());
end;
create function strategy.discussions_invited_to() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.discussion_id from strategy.discussion_party p join strategy.discussion d on d.id = p.discussion_id
    where p.org_id = platform.actor_org() and p.role = platform.actor_role() and p.removed_at is null and d.sent_at is not null
      and not exists (select from strategy.discussion_person o where o.discussion_id = d.id and o.person_id = platform.actor_person() and o.off_at is not null);
end;
-- Those who may come, by name: the people of the organisations that are invited, and those who prepare the meeting. On the day of the meeting, and from then on as it is today.
create function strategy.discussion_people(of_discussion uuid) returns table (person_id uuid, name text, language text, org_id uuid, role text, prepares boolean) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with d as (select x.* , greatest((x.starts_at at time zone 'Europe/Oslo')::date, platform.today()) as day from strategy.discussion x where x.id = of_discussion and (platform.is_system() or x.municipality_id in (select strategy.discussed_places()))),
  asked as (
    select p.org_id, p.role, false as prepares from strategy.discussion_party p join d on d.id = p.discussion_id where p.removed_at is null
    union all select d.municipality_id, 'authority', true from d
    union all select r.from_id, w.role, true from d join register.relation r on r.to_id = d.municipality_id and r.kind = 'part-of' and r.period @> d.day
      join register.organisation o on o.id = r.from_id and o.form = 'competence-team' cross join (values ('team-leader'), ('adviser')) w (role)
    union all select r.to_id, w.role, true from d join register.relation r on r.from_id = d.municipality_id and r.kind = 'served-by' and r.period @> d.day cross join (values ('team-leader'), ('adviser')) w (role))
  select distinct on (r.person_id) r.person_id, p.name, p.language, a.org_id, a.role, a.prepares
  from d cross join asked a cross join lateral identity.recipients(array[a.org_id], array[a.role], d.day, 'guidance') r join identity.person p on p.id = r.person_id
  order by r.person_id, a.prepares, a.role;
end;
revoke all on function strategy.discussions_led, strategy.discussions_invited_to, strategy.discussion_people from public;
grant execute on function strategy.discussions_led, strategy.discussions_invited_to, strategy.discussion_people to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['discussion', 'discussion_party', 'discussion_person', 'discussion_point', 'discussion_said', 'discussion_agreement', 'discussion_outcome', 'discussion_minutes', 'discussion_objection', 'discussion_paper', 'discussion_calendar'] loop
    execute format('alter table strategy.%I enable row level security', name);
    execute format('create policy %I on strategy.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
  end loop;
  -- Written by those who prepare the meeting.
  foreach name in array array['discussion_party', 'discussion_person', 'discussion_point', 'discussion_said', 'discussion_paper'] loop
    execute format('create policy %I on strategy.%I for all to samspill_app using (discussion_id in (select strategy.discussions_led())) with check (discussion_id in (select strategy.discussions_led()))', name || '_led', name);
  end loop;
  -- Read by those who are invited. Not what was said, before it stands in the minutes, and not who was ticked off as there.
  foreach name in array array['discussion_party', 'discussion_point', 'discussion_paper'] loop
    execute format('create policy %I on strategy.%I for select to samspill_app using (discussion_id in (select strategy.discussions_invited_to()))', name || '_invited', name);
  end loop;
end $$;

create policy discussion_led on strategy.discussion for select to samspill_app using (municipality_id in (select strategy.discussed_places()));
create policy discussion_invited on strategy.discussion for select to samspill_app using (id in (select strategy.discussions_invited_to()));
-- The leader of the team or the municipality calls it; advisers help with the rest.
create policy discussion_call on strategy.discussion for insert to samspill_app
  with check (municipality_id in (select strategy.discussed_places()) and called_by_id = (select platform.actor_org()) and (select platform.actor_role()) in ('team-leader', 'authority') and made_by_name = (select platform.actor_name()));
create policy discussion_change on strategy.discussion for update to samspill_app
  using (municipality_id in (select strategy.discussed_places())) with check (municipality_id in (select strategy.discussed_places()) and changed_by_name = (select platform.actor_name()));

-- Whoever is to follow up something reads it and tells what came of it, also when they are no longer invited.
create function strategy.follows_up(org uuid, of_role text, person uuid) returns boolean language sql stable parallel safe
  return coalesce(platform.actor_role(), '') <> '' and (person = platform.actor_person() or (person is null and org = platform.actor_org() and of_role = platform.actor_role()));
create policy discussion_agreement_led on strategy.discussion_agreement for all to samspill_app using (municipality_id in (select strategy.discussed_places())) with check (discussion_id in (select strategy.discussions_led()) and changed_by_name = (select platform.actor_name()));
create policy discussion_agreement_own on strategy.discussion_agreement for select to samspill_app using (strategy.follows_up(org_id, role, person_id));
create policy discussion_agreement_told on strategy.discussion_agreement for select to samspill_app using (discussion_id in (select m.discussion_id from strategy.discussion_minutes m));
create policy discussion_agreement_tell on strategy.discussion_agreement for update to samspill_app using (strategy.follows_up(org_id, role, person_id)) with check (strategy.follows_up(org_id, role, person_id) and changed_by_name = (select platform.actor_name()));
create function strategy.keep_agreement() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() and new.municipality_id not in (select strategy.discussed_places())
    and (new.id, new.discussion_id, new.point_id, new.body, new.org_id, new.role, new.person_id, new.responsible_name, new.due_on) is distinct from (old.id, old.discussion_id, old.point_id, old.body, old.org_id, old.role, old.person_id, old.responsible_name, old.due_on) then
    raise exception 'only what came of it is told' using errcode = 'check_violation', constraint = 'agreement_stands';
  end if;
  return new;
end $$;
create trigger keep_agreement before update on strategy.discussion_agreement for each row execute function strategy.keep_agreement();

create policy discussion_outcome_read on strategy.discussion_outcome for select to samspill_app using (agreement_id in (select a.id from strategy.discussion_agreement a));
create policy discussion_outcome_tie on strategy.discussion_outcome for insert to samspill_app
  with check (tied_by_name = (select platform.actor_name()) and agreement_id in (select a.id from strategy.discussion_agreement a where a.municipality_id in (select strategy.discussed_places()) or strategy.follows_up(a.org_id, a.role, a.person_id)));
create policy discussion_outcome_untie on strategy.discussion_outcome for delete to samspill_app
  using (agreement_id in (select a.id from strategy.discussion_agreement a where a.municipality_id in (select strategy.discussed_places()) or strategy.follows_up(a.org_id, a.role, a.person_id)));

create policy discussion_minutes_led on strategy.discussion_minutes for all to samspill_app using (discussion_id in (select strategy.discussions_led())) with check (discussion_id in (select strategy.discussions_led()));
create policy discussion_minutes_invited on strategy.discussion_minutes for select to samspill_app using (state <> 'withdrawn' and discussion_id in (select strategy.discussions_invited_to()));
create policy discussion_objection_read on strategy.discussion_objection for select to samspill_app using (minutes_id in (select m.id from strategy.discussion_minutes m));
create policy discussion_objection_give on strategy.discussion_objection for insert to samspill_app
  with check (org_id = (select platform.actor_org()) and role = (select platform.actor_role()) and name = (select platform.actor_name())
    and minutes_id in (select m.id from strategy.discussion_minutes m where m.state = 'reading' and m.discussion_id in (select strategy.discussions_invited_to())));

-- Minutes that are approved stand, and what was sent for reading is never rewritten.
create function strategy.keep_minutes() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.state <> 'reading' or (new.id, new.discussion_id, new.number, new.content, new.correction, new.sent_at, new.sent_by_name) is distinct from (old.id, old.discussion_id, old.number, old.content, old.correction, old.sent_at, old.sent_by_name) then
    raise exception 'minutes that are approved stand' using errcode = 'check_violation', constraint = 'minutes_stand';
  end if;
  return new;
end $$;
create trigger keep_minutes before update on strategy.discussion_minutes for each row execute function strategy.keep_minutes();

grant select, insert, update on strategy.discussion, strategy.discussion_party, strategy.discussion_person, strategy.discussion_agreement, strategy.discussion_minutes, strategy.discussion_paper, strategy.discussion_said to samspill_app;
grant select, insert, update, delete on strategy.discussion_point, strategy.discussion_calendar to samspill_app;
grant select, insert, delete on strategy.discussion_outcome to samspill_app;
grant select, insert on strategy.discussion_objection to samspill_app;

-- Two years after the meeting the raw notes and the marks of who came go: what matters stands in the minutes. A meeting without minutes goes with all it has. @returns the ids of what went.
create function strategy.forget_discussions(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  delete from strategy.discussion_said s using strategy.discussion d where d.id = s.discussion_id and d.ends_at < before;
  delete from strategy.discussion_person s using strategy.discussion d where d.id = s.discussion_id and d.ends_at < before;
  delete from strategy.discussion_agreement a using strategy.discussion d where d.id = a.discussion_id and d.ends_at < before and not exists (select from strategy.discussion_minutes m where m.discussion_id = d.id and m.state <> 'withdrawn') and a.state <> 'open';
  return query delete from strategy.discussion d where d.ends_at < before and not exists (select from strategy.discussion_minutes m where m.discussion_id = d.id and m.state <> 'withdrawn')
    and not exists (select from strategy.discussion_agreement a where a.discussion_id = d.id) returning d.id;
end $$;
revoke all on function strategy.forget_discussions from public;
grant execute on function strategy.forget_discussions to samspill_app;
