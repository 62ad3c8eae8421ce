-- How much of the staff measures have reached, for those who may not see each kindergarten: of five kindergartens or more at a time, made once a year and never changed (docs/rules/insight-picture.md).
create table insight.reach_block (
  id uuid primary key default uuidv7(),
  year integer not null constraint reach_block_year check (year between 2015 and 2110),
  governor_id uuid not null references register.organisation,
  -- What they have in common, else null.
  municipality_id uuid references register.organisation,
  ownership text,
  kindergartens integer not null constraint reach_block_kindergartens check (kindergartens >= 5),
  -- 1 under a quarter of the places, 4 three quarters or more: of them all together.
  quarter integer not null constraint reach_block_quarter check (quarter between 1 and 4),
  made_at timestamptz not null
);
create index reach_block_governor on insight.reach_block (governor_id, year);
create index reach_block_municipality on insight.reach_block (municipality_id, year) where municipality_id is not null;

-- A kindergarten that waits to be part of one, as it was when the year was over. Nobody reads it.
create table insight.reach_known (
  year integer not null,
  kindergarten_id uuid not null references register.organisation,
  governor_id uuid not null references register.organisation,
  municipality_id uuid references register.organisation,
  ownership text,
  size text,
  place text,
  quarter integer not null constraint reach_known_quarter check (quarter between 1 and 4),
  -- Organisations whose people see it singly where it comes from.
  seers uuid[] not null,
  block_id uuid references insight.reach_block,
  primary key (year, kindergarten_id)
);
create index reach_known_waiting on insight.reach_known (governor_id, year) where block_id is null;
create index reach_known_block on insight.reach_known (block_id);

alter table insight.reach_block enable row level security;
alter table insight.reach_known enable row level security;
create policy reach_block_system on insight.reach_block for all to samspill_app using ((select platform.is_system()));
create policy reach_known_system on insight.reach_known for all to samspill_app using ((select platform.is_system()));
create policy reach_block_read_county on insight.reach_block for select to samspill_app using ((select platform.actor_role()) = 'county-governor' and governor_id = (select platform.actor_org()));
create policy reach_block_read_authority on insight.reach_block for select to samspill_app using ((select platform.actor_role()) = 'authority' and municipality_id = (select platform.actor_org()));
grant select, insert on insight.reach_block, insight.reach_known to samspill_app;
grant update (block_id) on insight.reach_known to samspill_app;
grant delete on insight.reach_known to samspill_app;
