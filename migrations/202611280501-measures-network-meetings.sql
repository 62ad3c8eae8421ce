-- What a network does: its meetings with preparation, notes, work until the next time, files, and how many came.
create table measures.network_meeting (
  id uuid primary key default uuidv7(),
  network_id uuid not null references measures.network on delete cascade,
  team_org_id uuid not null references register.organisation,
  title text not null constraint network_meeting_title check (length(btrim(title)) between 1 and 120),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  held_on date generated always as ((starts_at at time zone 'Europe/Oslo')::date) stored,
  place text not null default '' constraint network_meeting_place check (length(place) <= 200),
  preparation text not null default '' constraint network_meeting_preparation check (length(preparation) <= 5000),
  notes text not null default '' constraint network_meeting_notes check (length(notes) <= 5000),
  between_work text not null default '' constraint network_meeting_between check (length(between_work) <= 5000),
  -- How many came who belong to no kindergarten in the network; null: nobody has counted yet.
  others integer constraint network_meeting_others check (others between 0 and 200),
  cancelled_at timestamptz,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint network_meeting_time check (ends_at > starts_at)
);
create index network_meeting_network on measures.network_meeting (network_id, starts_at);

-- How many came from each kindergarten: numbers, no names.
create table measures.network_presence (
  meeting_id uuid not null references measures.network_meeting on delete cascade,
  network_id uuid not null references measures.network on delete cascade,
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  people integer not null constraint network_presence_people check (people between 0 and 200),
  primary key (meeting_id, kindergarten_id)
);

create table measures.network_file (
  id uuid primary key default uuidv7(),
  meeting_id uuid not null references measures.network_meeting on delete cascade,
  network_id uuid not null references measures.network on delete cascade,
  team_org_id uuid not null references register.organisation,
  name text not null constraint network_file_name check (length(name) between 1 and 120),
  media_type text not null,
  size integer not null constraint network_file_size check (size between 1 and 10485760),
  sha256 text not null,
  content bytea not null,
  added_at timestamptz not null,
  added_by uuid not null,
  added_by_name text not null,
  removed_at timestamptz
);
create index network_file_meeting on measures.network_file (meeting_id);

-- The networks the actor's kindergartens are in, or were in until they were over: one that left or was taken out reads no more.
-- Pedagogical leaders are in those where pedagogical leaders or the whole staff meet. With the owner's rights: whether one sees the members hangs on the members.
create function measures.networks_in() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.network_id from measures.network_member m join measures.network n on n.id = m.network_id
  where m.left_reason is null and not isempty(m.period)
    and (((platform.actor_role() = 'head' or (platform.actor_role() = 'pedagogical-leader' and n.audience in ('pedagogical-leaders', 'staff'))) and m.kindergarten_id = platform.actor_org())
      or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = m.kindergarten_id and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today())));
end;
revoke all on function measures.networks_in from public;
grant execute on function measures.networks_in to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['network_meeting', 'network_presence', 'network_file'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('create policy %I on measures.%I for select to samspill_app using (measures.acts_for_team(team_org_id))', name || '_team', name);
    execute format('create policy %I on measures.%I for insert to samspill_app with check (measures.acts_for_team(team_org_id) and network_id in (select n.id from measures.network n where n.team_org_id = platform.actor_org()))', name || '_begin', name);
    execute format('create policy %I on measures.%I for update to samspill_app using (measures.acts_for_team(team_org_id)) with check (measures.acts_for_team(team_org_id))', name || '_change', name);
    execute format('create policy %I on measures.%I for select to samspill_app using (network_id in (select measures.networks_in()))', name || '_member', name);
    execute format('grant select, insert on measures.%I to samspill_app', name);
  end loop;
end $$;
grant update (title, starts_at, ends_at, place, preparation, notes, between_work, others, cancelled_at, version, changed_at, changed_by_name) on measures.network_meeting to samspill_app;
grant update (people) on measures.network_presence to samspill_app;
grant update (removed_at, content) on measures.network_file to samspill_app;

create policy network_member_of on measures.network for select to samspill_app using (id in (select measures.networks_in()));
create policy network_member_fellow on measures.network_member for select to samspill_app using (network_id in (select measures.networks_in()));

-- Published (docs/data/network-meeting-card.md): when networks meet and for whom, with the reader's own rights.
create view measures.network_meeting_card with (security_invoker) as
  select m.id, m.network_id, n.name as network, m.title, m.starts_at, m.ends_at, m.place, m.version, m.cancelled_at is not null as cancelled, m.team_org_id as team_id,
    array(select k.kindergarten_id from measures.network_member k where k.network_id = m.network_id and k.period @> m.held_on order by k.kindergarten_id) as kindergarten_ids
  from measures.network_meeting m join measures.network n on n.id = m.network_id;
grant select on measures.network_meeting_card to samspill_app;
