-- A person who answers for a kindergarten: its head, or who acts for its owner today.
create function register.answers_for(unit uuid) returns boolean language sql stable parallel safe
  return (platform.actor_role() = 'head' and unit = platform.actor_org())
    or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = unit and r.to_id = platform.actor_org() and r.kind = 'owned-by' and upper_inf(r.period)));

-- Own facts: the kindergarten's head, its owner and the team. Who works there in another role reads.
drop policy own_fact_write on register.own_fact;
create policy own_fact_insert on register.own_fact for insert to samspill_app
  with check (platform.is_system() or register.answers_for(organisation_id) or platform.actor_role() in ('adviser', 'team-leader'));
create policy own_fact_update on register.own_fact for update to samspill_app
  using (platform.is_system() or register.answers_for(organisation_id) or platform.actor_role() in ('adviser', 'team-leader'))
  with check (platform.is_system() or register.answers_for(organisation_id) or platform.actor_role() in ('adviser', 'team-leader'));
alter table register.own_fact
  add constraint own_short_name_length check (length(short_name) between 1 and 60),
  add constraint own_area_length check (length(area) between 1 and 80),
  add constraint own_contact_name_length check (length(contact_name) between 1 and 120),
  add constraint own_contact_email_length check (length(contact_email) between 3 and 254),
  add constraint own_contact_phone_length check (length(contact_phone) between 3 and 30);

-- Departments are the kindergarten's own: it adds, renames and ends them. The relation says to whom a department belongs, and when.
create policy department_insert on register.organisation for insert to samspill_app
  with check (kind = 'department' and platform.actor_role() in ('head', 'owner'));
create policy department_update on register.organisation for update to samspill_app
  using (kind = 'department' and exists (select from register.relation r where r.from_id = id and r.kind = 'part-of' and register.answers_for(r.to_id)))
  with check (kind = 'department' and exists (select from register.relation r where r.from_id = id and r.kind = 'part-of' and register.answers_for(r.to_id)));
create policy department_relation_insert on register.relation for insert to samspill_app
  with check (kind = 'part-of' and register.answers_for(to_id) and exists (select from register.organisation o where o.id = from_id and o.kind = 'department'));
create policy department_relation_update on register.relation for update to samspill_app
  using (kind = 'part-of' and register.answers_for(to_id) and exists (select from register.organisation o where o.id = from_id and o.kind = 'department'))
  with check (kind = 'part-of' and register.answers_for(to_id));

-- Why the national register no longer counts a unit as open; null while it is open, and for closings that a person has recorded.
alter table register.register_fact add column closed_reason text constraint fact_closed_reason check (closed_reason in ('excluded', 'inactive', 'absent'));

-- As wide as the readers of files and of the national register let through: a row that is read must never be refused here.
alter table register.register_fact
  drop constraint fact_capacity, add constraint fact_capacity check (capacity between 0 and 5000),
  drop constraint fact_children, add constraint fact_children check (children between 0 and 5000),
  drop constraint fact_staff, add constraint fact_staff check (staff between 0 and 5000),
  drop constraint fact_min_age, add constraint fact_min_age check (min_age between 0 and 20),
  drop constraint fact_max_age, add constraint fact_max_age check (max_age between 0 and 20),
  drop constraint fact_latitude, add constraint fact_latitude check (latitude between 57 and 81.5),
  drop constraint fact_longitude, add constraint fact_longitude check (longitude between -10 and 35);

-- A file on its way into the register: kept until it is in, then only the report and the rows that did not go in.
create table register.import_run (
  id uuid primary key default uuidv7(),
  state text not null constraint import_run_state check (state in ('uploaded', 'running', 'done', 'failed', 'given-up')),
  file_name text not null,
  content bytea,
  mapping jsonb not null,
  as_of date not null,
  language text not null constraint import_run_language check (language in ('nb', 'nn', 'en')),
  total integer not null constraint import_run_total check (total >= 0),
  done integer not null default 0,
  added integer not null default 0,
  changed integer not null default 0,
  unchanged integer not null default 0,
  older integer not null default 0,
  problem_rows integer not null default 0,
  problem_file text,
  failure text,
  uploaded_at timestamptz not null,
  uploaded_by uuid not null,
  uploaded_by_name text not null,
  started_at timestamptz,
  finished_at timestamptz,
  constraint import_run_done check (done between 0 and total),
  constraint import_run_content check (content is not null or state in ('done', 'failed', 'given-up'))
);
create index import_run_newest on register.import_run (uploaded_at desc);

-- A reading of the national register: what came, what it would change, and who decided.
create table register.sync_run (
  id uuid primary key default uuidv7(),
  state text not null constraint sync_run_state check (state in ('reading', 'ready', 'nothing', 'applied', 'discarded', 'failed')),
  started_at timestamptz not null,
  -- Null: started by the clock.
  started_by uuid,
  started_by_name text not null,
  read_at timestamptz,
  complete boolean,
  reading jsonb,
  diff jsonb,
  problems jsonb not null default '[]',
  failure text,
  decided_at timestamptz,
  decided_by_name text,
  constraint sync_run_ready check (state not in ('ready', 'nothing', 'applied', 'discarded') or (diff is not null and complete is not null))
);
create index sync_run_newest on register.sync_run (started_at desc);
create unique index sync_run_one_reading on register.sync_run (state) where state = 'reading';

-- How the nightly reading ends: a person confirms, unless the operator has said otherwise.
create table register.sync_setting (
  only_one boolean primary key default true constraint sync_setting_only_one check (only_one),
  applies_by_itself boolean not null default false,
  changed_at timestamptz,
  changed_by_name text
);
insert into register.sync_setting (only_one) values (true);

-- Answers of the national register, kept so that a reading that is cut off goes on and does not ask for everything anew.
create table register.nbr_answer (
  address text primary key,
  body text not null,
  etag text,
  stored_at timestamptz not null
);

do $$
declare name text;
begin
  foreach name in array array['import_run', 'sync_run', 'sync_setting', 'nbr_answer'] loop
    execute format('alter table register.%I enable row level security', name);
    execute format('create policy %I on register.%I for all to samspill_app using (platform.is_system() or platform.actor_role() = ''operator'') with check (platform.is_system() or platform.actor_role() = ''operator'')', name || '_operator', name);
    execute format('grant select, insert, update on register.%I to samspill_app', name);
  end loop;
end $$;
