-- A county governor has one forum or several. A member is a person who speaks for somebody, for a period; the county governor never votes (the forum's mandate).
create table scheme.forum (
  id uuid primary key default uuidv7(),
  region_id text not null,
  manager_id uuid not null references register.organisation,
  name text not null constraint forum_name check (length(btrim(name)) between 1 and 200),
  area text not null default '' constraint forum_area check (length(area) <= 200),
  working_groups boolean not null default false,
  regions text[] not null default '{}' constraint forum_regions check (cardinality(regions) <= 20),
  -- Of those who have a vote.
  quorum_percent smallint not null default 50 constraint forum_quorum check (quorum_percent between 0 and 100),
  -- What equal votes mean.
  tie_rule text not null default 'chair' constraint forum_tie_rule check (tie_rule in ('chair', 'not-adopted')),
  version integer not null default 1
);
create index forum_manager on scheme.forum (manager_id);
create table scheme.forum_member (
  id uuid primary key default uuidv7(),
  forum_id uuid not null references scheme.forum,
  person_id uuid not null references identity.person,
  org_id uuid not null references register.organisation,
  stands_for text not null constraint forum_member_stands_for check (stands_for in ('municipal-owner', 'private-owner', 'university', 'association', 'authority', 'county-governor', 'other')),
  votes boolean not null,
  chairs boolean not null default false,
  period daterange not null constraint forum_member_period check (not isempty(period) and not lower_inf(period)),
  constraint forum_member_governor_never_votes check (stands_for <> 'county-governor' or not votes),
  constraint forum_member_once exclude using gist (forum_id with =, person_id with =, period with &&),
  constraint forum_member_one_chair exclude using gist (forum_id with =, period with &&) where (chairs),
  constraint forum_member_vote unique (id, votes)
);
create index forum_member_person on scheme.forum_member (person_id);
-- Whoever is sent by the county governor's office stands for the county governor, whatever is typed: then the rule that it never votes cannot be passed.
create function scheme.keep_governor_voteless() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if new.stands_for <> 'county-governor' and exists (select from register.organisation o where o.id = new.org_id and o.kind = 'county-governor') then
    raise exception 'a person of the county governor stands for the county governor' using errcode = 'check_violation', constraint = 'forum_member_governor_never_votes';
  end if;
  return new;
end $$;
revoke all on function scheme.keep_governor_voteless from public;
create trigger keep_governor_voteless before insert or update on scheme.forum_member for each row execute function scheme.keep_governor_voteless();

-- The forums the actor sits in today, acting for the one they speak for.
create function scheme.own_forums() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.forum_id from scheme.forum_member m where m.person_id = platform.actor_person() and m.org_id = platform.actor_org() and m.period @> platform.today();
end;
-- Forums the actor runs as the county governor, and those one sees.
create function scheme.run_forums() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select f.id from scheme.forum f where scheme.actor_role() = 'county-governor' and f.manager_id = platform.actor_org();
end;
create function scheme.seen_forums() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select scheme.run_forums() union select scheme.own_forums();
end;
create function scheme.chaired_forums() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.forum_id from scheme.forum_member m where m.chairs and m.person_id = platform.actor_person() and m.org_id = platform.actor_org() and m.period @> platform.today();
end;
-- Those who sit in a forum, by name, for those who see it.
create function scheme.forum_people(forum uuid) returns table (id uuid, person_id uuid, name text, org_id uuid, org_name text, stands_for text, votes boolean, chairs boolean, period daterange)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.id, m.person_id, p.name, m.org_id, o.name, m.stands_for, m.votes, m.chairs, m.period
  from scheme.forum_member m join identity.person p on p.id = m.person_id join register.organisation o on o.id = m.org_id
  where m.forum_id = forum and forum in (select scheme.seen_forums())
  order by m.chairs desc, p.name, m.id;
end;
-- Someone with a role by their full e-mail address, for whoever sets up a forum.
create function scheme.forum_candidates(forum uuid, mail text) returns table (person_id uuid, name text, org_id uuid, org_name text, org_kind text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct m.person_id, p.name, m.org_id, o.name, o.kind
  from identity.person p join identity.membership m on m.person_id = p.id join register.organisation o on o.id = m.org_id
  where forum in (select scheme.run_forums()) and p.email = lower(btrim(mail)) and m.period @> platform.today() and o.kind not in ('operator', 'department')
  order by o.name;
end;
revoke all on function scheme.own_forums, scheme.run_forums, scheme.seen_forums, scheme.chaired_forums, scheme.forum_people, scheme.forum_candidates from public;
grant execute on function scheme.own_forums, scheme.run_forums, scheme.seen_forums, scheme.chaired_forums, scheme.forum_people, scheme.forum_candidates to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['forum', 'forum_member'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert, update on scheme.%I to samspill_app', name);
  end loop;
end $$;
create policy forum_write on scheme.forum for all to samspill_app
  using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
create policy forum_member_read on scheme.forum_member for select to samspill_app using (forum_id in (select scheme.own_forums()) or exists (select from scheme.forum f where f.id = forum_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'));
create policy forum_member_write on scheme.forum_member for all to samspill_app
  using (exists (select from scheme.forum f where f.id = forum_id and f.manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'));
