create schema register;
grant usage on schema register to samspill_app;

create table register.region (
  id text primary key,
  name text not null
);
insert into register.region values ('oslo-viken', 'Oslo og Viken');

-- Every organisation the mandate and the scheme name. A real unit without a known organisation number has none: it is never invented.
create table register.organisation (
  id uuid primary key default uuidv7(),
  kind text not null constraint organisation_kind check (kind in ('kindergarten', 'department', 'owner', 'municipality', 'county-governor', 'university', 'support-service', 'school', 'association', 'operator')),
  -- The finer kind: a chain, a foundation, PPT, a vocational college …
  form text,
  name text not null constraint organisation_name check (name = btrim(name) and length(name) between 1 and 200),
  organisation_number text constraint organisation_number_unique unique constraint organisation_number_shape check (organisation_number ~ '^[0-9]{9}$'),
  nsr_id text constraint organisation_nsr_id_unique unique,
  fictitious boolean not null default false,
  region_id text not null default 'oslo-viken' references register.region,
  created_at timestamptz not null,
  closed_on date
);
create index organisation_kind_index on register.organisation (kind);
create index organisation_search on register.organisation using gin (platform.search_form(name) gin_trgm_ops);

-- Facts as the national register gives them. Only imports and sync write here; what we know ourselves is in own_fact.
create table register.register_fact (
  organisation_id uuid primary key references register.organisation,
  name text not null,
  address text,
  postal_code text constraint fact_postal_code check (postal_code ~ '^[0-9]{4}$'),
  postal_place text,
  municipality_number text constraint fact_municipality_number check (municipality_number ~ '^[0-9]{4}$'),
  municipality_name text,
  capacity integer constraint fact_capacity check (capacity between 0 and 2000),
  children integer constraint fact_children check (children between 0 and 2000),
  staff integer constraint fact_staff check (staff between 0 and 2000),
  min_age integer constraint fact_min_age check (min_age between 0 and 7),
  max_age integer constraint fact_max_age check (max_age between 0 and 7),
  owner_name text,
  ownership text constraint fact_ownership check (ownership in ('municipal', 'private', 'other')),
  website text,
  latitude double precision constraint fact_latitude check (latitude between 57 and 81),
  longitude double precision constraint fact_longitude check (longitude between 4 and 32),
  language_form text constraint fact_language_form check (language_form in ('nb', 'nn')),
  active boolean not null default true,
  source text not null,
  as_of date not null,
  read_at timestamptz not null
);

-- Each change noticed in the national register, field by field: what was, what became.
create table register.fact_change (
  id uuid primary key default uuidv7(),
  organisation_id uuid not null references register.organisation,
  noticed_at timestamptz not null,
  source text not null,
  field text not null,
  was text,
  became text
);
create index fact_change_organisation on register.fact_change (organisation_id, noticed_at);

-- What the team and the unit itself know. Never overwritten by an import.
create table register.own_fact (
  organisation_id uuid primary key references register.organisation,
  short_name text,
  area text,
  contact_name text,
  contact_email text,
  contact_phone text,
  language text constraint own_language check (language in ('nb', 'nn', 'en')),
  staff_count integer constraint own_staff_count check (staff_count between 0 and 500),
  changed_at timestamptz not null,
  changed_by text not null
);

-- How organisations stand to each other over time: a merger, a new owner or a new county ends one period and begins another.
create table register.relation (
  id uuid primary key default uuidv7(),
  from_id uuid not null references register.organisation,
  to_id uuid not null references register.organisation,
  kind text not null constraint relation_kind check (kind in ('owned-by', 'lies-in', 'supervised-by', 'part-of', 'served-by', 'succeeded-by')),
  period daterange not null constraint relation_period check (not isempty(period) and not lower_inf(period)),
  source text not null,
  constraint relation_not_to_itself check (from_id <> to_id),
  constraint relation_one_at_a_time exclude using gist (from_id with =, kind with =, period with &&) where (kind in ('owned-by', 'lies-in', 'part-of'))
);
create index relation_from on register.relation (from_id, kind);
create index relation_to on register.relation (to_id, kind);

-- Numbers of counties and municipalities through the reforms: both series can be searched.
create table register.county_number (
  number text not null constraint county_number_shape check (number ~ '^[0-9]{2}$'),
  name text not null,
  period daterange not null,
  governor_id uuid references register.organisation,
  constraint county_number_once exclude using gist (number with =, period with &&)
);
create table register.municipality_number (
  number text not null constraint municipality_number_shape check (number ~ '^[0-9]{4}$'),
  name text not null,
  county_number text not null,
  period daterange not null,
  organisation_id uuid not null references register.organisation,
  constraint municipality_number_once exclude using gist (number with =, period with &&)
);
create index municipality_number_organisation on register.municipality_number (organisation_id);

-- Organisations are public facts (national register, NLOD); the contact facts are for signed-in people.
do $$
declare name text;
begin
  foreach name in array array['region', 'organisation', 'register_fact', 'fact_change', 'relation', 'county_number', 'municipality_number'] loop
    execute format('alter table register.%I enable row level security', name);
    execute format('create policy %I on register.%I for select to samspill_app using (true)', name || '_read', name);
    execute format('create policy %I on register.%I for all to samspill_app using (platform.is_system() or platform.actor_role() = ''operator'') with check (platform.is_system() or platform.actor_role() = ''operator'')', name || '_write', name);
    execute format('grant select, insert, update on register.%I to samspill_app', name);
  end loop;
end $$;
alter table register.own_fact enable row level security;
create policy own_fact_read on register.own_fact for select to samspill_app using (platform.actor_role() <> '');
create policy own_fact_write on register.own_fact for all to samspill_app
  using (platform.is_system() or organisation_id = platform.actor_org() or platform.actor_role() in ('adviser', 'team-leader'))
  with check (platform.is_system() or organisation_id = platform.actor_org() or platform.actor_role() in ('adviser', 'team-leader'));
grant select, insert, update on register.own_fact to samspill_app;

-- Published: the card of an organisation, for other slices. Described in docs/data/organisation-card.md.
create view register.organisation_card with (security_invoker) as
  select o.id, o.kind, o.form, coalesce(own.short_name, o.name) as name, o.name as full_name, o.organisation_number, o.fictitious, o.closed_on,
    (select r.to_id from register.relation r where r.from_id = o.id and r.kind = 'owned-by' and upper_inf(r.period)) as owner_id,
    (select r.to_id from register.relation r where r.from_id = o.id and r.kind = 'lies-in' and upper_inf(r.period)) as municipality_id,
    (select r.to_id from register.relation r where r.from_id = o.id and r.kind = 'part-of' and upper_inf(r.period)) as part_of_id
  from register.organisation o left join register.own_fact own on own.organisation_id = o.id;
grant select on register.organisation_card to samspill_app;
