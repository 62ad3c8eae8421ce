-- Presence: that the competence team has been in touch with a kindergarten, or will be: visits, talks, calls and meetings of heads.
create schema presence;
grant usage on schema presence to samspill_app;

create table presence.visit (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  -- Made on the device that it was written on: sent again it is the same one. `sent` is a digest of what came with it, so that another text under a used key is noticed.
  start_key uuid not null,
  sent text not null,
  kind text not null constraint visit_kind check (kind in ('visit', 'dialogue', 'call', 'heads-meeting')),
  state text not null constraint visit_state check (state in ('planned', 'held', 'taken-back')),
  held_on date not null,
  -- Codes of guidance.theme_card.
  themes text[] not null default '{}' constraint visit_themes check (cardinality(themes) <= 20),
  -- What the kindergarten reads.
  shared_note text not null default '' constraint visit_shared_note check (length(shared_note) <= 1800),
  -- Id of measures.measure_card.
  measure_id uuid,
  version integer not null default 1,
  made_by uuid not null,
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint visit_once unique (start_key, kindergarten_id)
);
create index visit_kindergarten on presence.visit (kindergarten_id, held_on);
create index visit_team on presence.visit (team_org_id, held_on);

-- What the team writes for itself. A table of its own: a kindergarten that reads a visit never reads this.
create table presence.visit_note (
  visit_id uuid primary key references presence.visit on delete cascade,
  team_org_id uuid not null references register.organisation,
  body text not null constraint visit_note_body check (length(body) <= 1800),
  changed_at timestamptz not null,
  changed_by_name text not null
);

-- How a visit stood before each correction, the team's own note too.
create table presence.visit_version (
  visit_id uuid not null references presence.visit on delete cascade,
  version integer not null,
  team_org_id uuid not null references register.organisation,
  kind text not null,
  state text not null,
  held_on date not null,
  themes text[] not null,
  shared_note text not null,
  internal_note text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  primary key (visit_id, version)
);

-- What somebody in the team is to do after it, by a day.
create table presence.follow_up (
  id uuid primary key default uuidv7(),
  visit_id uuid not null references presence.visit on delete cascade,
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  what text not null constraint follow_up_what check (length(btrim(what)) between 1 and 300),
  due_on date not null,
  person_id uuid not null,
  person_name text not null,
  done_on date,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null
);
create index follow_up_visit on presence.follow_up (visit_id);
create index follow_up_open on presence.follow_up (team_org_id, kindergarten_id) where done_on is null;

create function presence.acts_for_team(team uuid) returns boolean language sql stable parallel safe
  return team = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader');
-- The kindergarten's head and pedagogical leaders, and the one who answers for its owner today.
create function presence.acts_for_kindergarten(kindergarten uuid) returns boolean language sql stable parallel safe
  return (kindergarten = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader'))
    or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = kindergarten and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today()));
grant execute on function presence.acts_for_team, presence.acts_for_kindergarten to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['visit', 'visit_note', 'visit_version', 'follow_up'] loop
    execute format('alter table presence.%I enable row level security', name);
    execute format('create policy %I on presence.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('create policy %I on presence.%I for select to samspill_app using (presence.acts_for_team(team_org_id))', name || '_team', name);
    execute format('create policy %I on presence.%I for insert to samspill_app with check (presence.acts_for_team(team_org_id) and %s)', name || '_begin', name,
      case name
        when 'visit' then 'changed_by_name = (select platform.actor_name()) and exists (select from register.team_kindergarten s where s.kindergarten_id = visit.kindergarten_id and s.team_id = visit.team_org_id)'
        -- What is kept there was somebody else's.
        when 'visit_version' then 'exists (select from presence.visit v where v.id = visit_id)'
        else 'changed_by_name = (select platform.actor_name()) and exists (select from presence.visit v where v.id = visit_id)' end);
    if name <> 'visit_version' then
      execute format('create policy %I on presence.%I for update to samspill_app using (presence.acts_for_team(team_org_id)) with check (presence.acts_for_team(team_org_id) and changed_by_name = (select platform.actor_name()))', name || '_change', name);
    end if;
    execute format('grant select, insert on presence.%I to samspill_app', name);
  end loop;
end $$;
-- A policy says which rows one may change, this which columns: who wrote it first, and of which kindergarten, stands; how it was before stands too.
grant update (kind, state, held_on, themes, shared_note, measure_id, version, changed_at, changed_by_name) on presence.visit to samspill_app;
grant update (body, changed_at, changed_by_name) on presence.visit_note to samspill_app;
grant update (what, due_on, person_id, person_name, done_on, version, changed_at, changed_by_name) on presence.follow_up to samspill_app;
-- The kindergarten and its owner read the visit itself, as long as it is not taken back.
create policy visit_own on presence.visit for select to samspill_app using (state <> 'taken-back' and presence.acts_for_kindergarten(kindergarten_id));

-- Published (docs/data/contact-card.md): the last contact between a team and a kindergarten.
create view presence.contact_card with (security_invoker) as
  select distinct on (v.kindergarten_id, v.team_org_id) v.kindergarten_id, v.team_org_id as team_id, v.held_on as last_contact_on, v.kind
  from presence.visit v where v.state = 'held' and v.held_on <= platform.today() order by v.kindergarten_id, v.team_org_id, v.held_on desc, v.id desc;
-- Published (docs/data/visit-card.md): visits that are planned or have been, for a calendar.
create view presence.visit_card with (security_invoker) as
  select v.id, v.region_id, v.kindergarten_id, v.team_org_id as team_id, v.kind, v.state, v.held_on from presence.visit v where v.state <> 'taken-back';
grant select on presence.contact_card, presence.visit_card to samspill_app;

-- What the kindergarten authority is told: how many, of each kind, among the kindergartens it has the duty to supervise. Never which, when or what was said.
create function presence.counts_for_authority(from_day date, to_day date) returns table (kind text, visits integer, kindergartens integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select v.kind, count(*)::integer, count(distinct v.kindergarten_id)::integer from presence.visit v
  where platform.actor_role() = 'authority' and v.state = 'held' and v.held_on >= from_day and v.held_on <= to_day
    and exists (select from register.relation r where r.from_id = v.kindergarten_id and r.kind = 'supervised-by' and r.to_id = platform.actor_org() and r.period @> platform.today())
  group by v.kind;
end;
revoke all on function presence.counts_for_authority from public;
grant execute on function presence.counts_for_authority to samspill_app;

-- Visits whose time is out, with everything in them. @returns their ids, so that what happened to them can go too.
create function presence.forget_visits(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query delete from presence.visit v where v.held_on < before returning v.id;
end $$;
revoke all on function presence.forget_visits from public;
grant execute on function presence.forget_visits to samspill_app;
