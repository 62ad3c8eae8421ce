-- A partnership: a period in which an owner (or a network of owners) and a university or vocational college work together, with what each has promised.
create table scheme.partnership (
  id uuid primary key default uuidv7(),
  region_id text not null,
  -- The click that began it: a second click finds the first one's.
  start_key uuid not null constraint partnership_start_key unique,
  owner_id uuid not null references register.organisation,
  partner_id uuid not null references register.organisation,
  name text not null constraint partnership_name check (length(btrim(name)) between 1 and 200),
  -- Undefined for one owner alone.
  network_name text constraint partnership_network_name check (length(btrim(network_name)) between 1 and 200),
  -- The last day has no end until somebody sets one.
  period daterange not null constraint partnership_period check (not isempty(period) and not lower_inf(period)),
  -- Counts every change of what the two have promised. Both have confirmed when both have confirmed this version.
  version integer not null default 1,
  owner_confirmed integer,
  owner_confirmed_at timestamptz,
  owner_confirmed_by_name text,
  partner_confirmed integer,
  partner_confirmed_at timestamptz,
  partner_confirmed_by_name text,
  -- The first time both had confirmed; from then on the county governor can read it.
  agreed_at timestamptz,
  ended_at timestamptz,
  ended_by_name text,
  end_reason text constraint partnership_end_reason check (length(btrim(end_reason)) between 1 and 2000),
  begun_at timestamptz not null,
  begun_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint partnership_two check (owner_id <> partner_id),
  constraint partnership_ended check (num_nulls(ended_at, ended_by_name, end_reason) in (0, 3)),
  constraint partnership_agreed check (agreed_at is null or (owner_confirmed is not null and partner_confirmed is not null))
);
create index partnership_owner on scheme.partnership (owner_id);
create index partnership_partner on scheme.partnership (partner_id);
-- The other owners of a network.
create table scheme.partnership_member (
  partnership_id uuid not null references scheme.partnership,
  org_id uuid not null references register.organisation,
  primary key (partnership_id, org_id)
);
create index partnership_member_org on scheme.partnership_member (org_id);
create table scheme.partnership_promise (
  id uuid primary key default uuidv7(),
  partnership_id uuid not null references scheme.partnership,
  side text not null constraint partnership_promise_side check (side in ('owner', 'partner')),
  what text not null constraint partnership_promise_what check (length(btrim(what)) between 1 and 1000),
  from_on date not null,
  to_on date not null,
  -- When it was done; what is promised and not done stays in sight.
  done_on date,
  constraint partnership_promise_days check (from_on <= to_on and (done_on is null or done_on >= from_on))
);
create index partnership_promise_of on scheme.partnership_promise (partnership_id);
create table scheme.partnership_contact (
  id uuid primary key default uuidv7(),
  partnership_id uuid not null references scheme.partnership,
  side text not null constraint partnership_contact_side check (side in ('owner', 'partner')),
  part text not null constraint partnership_contact_part check (part in ('leads', 'coordinates', 'teaches', 'economy', 'other')),
  name text not null constraint partnership_contact_name check (length(btrim(name)) between 1 and 120),
  email text not null constraint partnership_contact_email check (length(email) <= 254)
);
create index partnership_contact_of on scheme.partnership_contact (partnership_id);
-- What the university learned in a year, and what of it came back to teacher education. Written by the university itself.
create table scheme.partnership_note (
  partnership_id uuid not null references scheme.partnership,
  -- The kindergarten year: 2026 is 2026-2027.
  year integer not null constraint partnership_note_year check (year between 2019 and 2110),
  learned text not null constraint partnership_note_learned check (length(btrim(learned)) between 1 and 4000),
  brought_back text not null constraint partnership_note_brought_back check (length(btrim(brought_back)) between 1 and 4000),
  version integer not null default 1,
  written_at timestamptz not null,
  written_by_name text not null,
  primary key (partnership_id, year)
);
-- How many kindergartens a university or vocational college says it can take in a kindergarten year.
create table scheme.university_capacity (
  org_id uuid not null references register.organisation,
  year integer not null constraint university_capacity_year check (year between 2019 and 2110),
  kindergartens integer not null constraint university_capacity_kindergartens check (kindergartens between 0 and 2000),
  note text not null default '' constraint university_capacity_note check (length(note) <= 500),
  stated_at timestamptz not null,
  stated_by_name text not null,
  primary key (org_id, year)
);

-- The partnerships of the side the actor speaks for, and that side: 'owner', 'member' or 'partner'.
create function scheme.own_partnerships() returns table (id uuid, side text) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id, 'owner' from scheme.partnership p where p.owner_id = platform.actor_org() and scheme.actor_role() = 'owner'
  union all select p.id, 'partner' from scheme.partnership p where p.partner_id = platform.actor_org() and scheme.actor_role() = 'university-contact'
  union all select m.partnership_id, 'member' from scheme.partnership_member m where m.org_id = platform.actor_org() and scheme.actor_role() = 'owner';
end;
create function scheme.seen_partnerships() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select o.id from scheme.own_partnerships() o
  union select p.id from scheme.partnership p where p.agreed_at is not null and scheme.actor_role() = 'county-governor'
    and p.region_id = (select g.region_id from register.organisation g where g.id = platform.actor_org());
end;
-- Those the actor may write in: their own side's, as long as nobody has ended it.
create function scheme.written_partnerships() returns table (id uuid, side text) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select o.id, o.side from scheme.own_partnerships() o join scheme.partnership p on p.id = o.id where o.side <> 'member' and p.ended_at is null;
end;
revoke all on function scheme.own_partnerships, scheme.seen_partnerships, scheme.written_partnerships from public;
grant execute on function scheme.own_partnerships, scheme.seen_partnerships, scheme.written_partnerships to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['partnership', 'partnership_member', 'partnership_promise', 'partnership_contact', 'partnership_note', 'university_capacity'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on scheme.%I to samspill_app', name);
  end loop;
end $$;
grant update on scheme.partnership, scheme.partnership_promise, scheme.partnership_note, scheme.university_capacity to samspill_app;
grant delete on scheme.partnership_member, scheme.partnership_promise, scheme.partnership_contact to samspill_app;

create policy partnership_read on scheme.partnership for select to samspill_app using ((owner_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'owner')
  or (partner_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'university-contact') or id in (select scheme.seen_partnerships()));
-- Either side begins; nobody begins one between two others, or confirms for the other.
create policy partnership_begin on scheme.partnership for insert to samspill_app with check (agreed_at is null and ended_at is null
  and ((owner_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'owner' and partner_confirmed is null)
    or (partner_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'university-contact' and owner_confirmed is null)));
create policy partnership_change on scheme.partnership for update to samspill_app
  using (id in (select w.id from scheme.written_partnerships() w)) with check (id in (select o.id from scheme.own_partnerships() o where o.side <> 'member'));
create function scheme.keep_partnership() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare acts text;
begin
  if platform.is_system() or platform.actor_role_name() is null then return new; end if;
  if (new.owner_id, new.partner_id, new.region_id, new.start_key) is distinct from (old.owner_id, old.partner_id, old.region_id, old.start_key) then
    raise exception 'the two in a partnership stay the same' using errcode = 'check_violation', constraint = 'partnership_stays';
  end if;
  acts := case when scheme.actor_role() = 'university-contact' then 'partner' else 'owner' end;
  if (acts = 'partner' and (new.owner_confirmed, new.owner_confirmed_at, new.owner_confirmed_by_name) is distinct from (old.owner_confirmed, old.owner_confirmed_at, old.owner_confirmed_by_name))
    or (acts = 'owner' and (new.partner_confirmed, new.partner_confirmed_at, new.partner_confirmed_by_name) is distinct from (old.partner_confirmed, old.partner_confirmed_at, old.partner_confirmed_by_name)) then
    raise exception 'nobody confirms for the other' using errcode = 'check_violation', constraint = 'partnership_own_word';
  end if;
  return new;
end $$;
create trigger keep_partnership before update on scheme.partnership for each row execute function scheme.keep_partnership();

do $$
declare name text;
begin
  foreach name in array array['partnership_member', 'partnership_promise', 'partnership_contact', 'partnership_note'] loop
    execute format('create policy %I on scheme.%I for select to samspill_app using (partnership_id in (select scheme.seen_partnerships()))', name || '_read', name);
  end loop;
  -- Each side says what it promises itself, and who is its contact.
  foreach name in array array['partnership_promise', 'partnership_contact'] loop
    execute format('create policy %I on scheme.%I for insert to samspill_app with check ((partnership_id, side) in (select w.id, w.side from scheme.written_partnerships() w))', name || '_write', name);
    execute format('create policy %I on scheme.%I for delete to samspill_app using ((partnership_id, side) in (select w.id, w.side from scheme.written_partnerships() w))', name || '_clear', name);
  end loop;
end $$;
create policy partnership_promise_done on scheme.partnership_promise for update to samspill_app
  using ((partnership_id, side) in (select w.id, w.side from scheme.written_partnerships() w));
create policy partnership_member_write on scheme.partnership_member for insert to samspill_app with check ((partnership_id, 'owner') in (select w.id, w.side from scheme.written_partnerships() w));
create policy partnership_member_clear on scheme.partnership_member for delete to samspill_app using ((partnership_id, 'owner') in (select w.id, w.side from scheme.written_partnerships() w));
-- The note of a year may be written after the partnership has ended.
create policy partnership_note_write on scheme.partnership_note for insert to samspill_app with check ((partnership_id, 'partner') in (select o.id, o.side from scheme.own_partnerships() o));
create policy partnership_note_change on scheme.partnership_note for update to samspill_app
  using ((partnership_id, 'partner') in (select o.id, o.side from scheme.own_partnerships() o));

-- Whoever plans or asks for work with a university may see what it can take.
create policy university_capacity_read on scheme.university_capacity for select to samspill_app
  using ((select scheme.actor_role()) in ('county-governor', 'university-contact', 'owner', 'head', 'union-representative', 'authority'));
create policy university_capacity_state on scheme.university_capacity for insert to samspill_app
  with check (org_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'university-contact' and stated_by_name = (select platform.actor_name()));
create policy university_capacity_change on scheme.university_capacity for update to samspill_app
  using (org_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'university-contact')
  with check (org_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'university-contact' and stated_by_name = (select platform.actor_name()));
