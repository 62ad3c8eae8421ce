-- Regions are the county governors' areas. The municipality decides: it has its region from its county, and what lies in it takes after it.
update register.region set name = 'Østfold, Buskerud, Oslo og Akershus' where id = 'oslo-viken';
insert into register.region (id, name) values
  ('innlandet', 'Innlandet'), ('vestfold-telemark', 'Vestfold og Telemark'), ('agder', 'Agder'), ('rogaland', 'Rogaland'), ('vestland', 'Vestland'),
  ('more-romsdal', 'Møre og Romsdal'), ('trondelag', 'Trøndelag'), ('nordland', 'Nordland'), ('troms-finnmark', 'Troms og Finnmark');
-- Null: it belongs to no one region (an owner, a university), or we do not know yet where it lies.
alter table register.organisation alter column region_id drop default, alter column region_id drop not null;

-- A municipality that uses the product, from when to when: its kindergartens are read from the national register.
create table register.enrolment (
  id uuid primary key default uuidv7(),
  municipality_id uuid not null references register.organisation,
  period daterange not null constraint enrolment_period check (not isempty(period) and not lower_inf(period)),
  enrolled_at timestamptz not null,
  enrolled_by_name text not null,
  constraint enrolment_once exclude using gist (municipality_id with =, period with &&)
);
alter table register.enrolment enable row level security;
create policy enrolment_read on register.enrolment for select to samspill_app using (true);
create policy enrolment_write on register.enrolment for all to samspill_app
  using (platform.is_system() or platform.actor_role() = 'operator') with check (platform.is_system() or platform.actor_role() = 'operator');
grant select, insert, update on register.enrolment to samspill_app;
-- Municipalities that had kindergartens here before there was a list of them.
insert into register.enrolment (municipality_id, period, enrolled_at, enrolled_by_name)
  select distinct m.id, daterange(current_date, null), now(), 'Samspill' from register.relation r join register.organisation m on m.id = r.to_id
  where r.kind = 'lies-in' and upper_inf(r.period) and not m.fictitious;

-- The team is the one named for the kindergarten, otherwise the one that serves the municipality it lies in, otherwise one that is part of that municipality.
-- So a kindergarten that comes into the register later is served too, and one team can serve several municipalities.
create or replace view register.served_by with (security_invoker) as
  select k.id as kindergarten_id, coalesce(
    (select team.id from register.relation r join register.organisation team on team.id = r.to_id and team.form = 'competence-team' and team.closed_on is null
      where r.from_id = k.id and r.kind = 'served-by' and r.period @> (select platform.today()) order by lower(r.period) desc, team.id limit 1),
    (select team.id from register.relation lies
      join register.relation serves on serves.from_id = lies.to_id and serves.kind = 'served-by' and serves.period @> (select platform.today())
      join register.organisation team on team.id = serves.to_id and team.form = 'competence-team' and team.closed_on is null
      where lies.from_id = k.id and lies.kind = 'lies-in' and lies.period @> (select platform.today()) order by lower(serves.period) desc, team.id limit 1),
    (select team.id from register.relation lies
      join register.relation part on part.to_id = lies.to_id and part.kind = 'part-of' and part.period @> (select platform.today())
      join register.organisation team on team.id = part.from_id and team.form = 'competence-team' and team.closed_on is null
      where lies.from_id = k.id and lies.kind = 'lies-in' and lies.period @> (select platform.today()) order by team.id limit 1)) as team_id,
    coalesce(k.region_id, (select m.region_id from register.relation lies join register.organisation m on m.id = lies.to_id where lies.from_id = k.id and lies.kind = 'lies-in' and lies.period @> (select platform.today()))) as region_id
  from register.organisation k where k.kind = 'kindergarten';

-- How to reach an owner, a service, a university …: the operator writes that too. Of a kindergarten, only those who know it write.
create policy own_fact_insert_operator on register.own_fact for insert to samspill_app
  with check (platform.actor_role() = 'operator' and exists (select from register.organisation o where o.id = own_fact.organisation_id and o.kind not in ('kindergarten', 'department')));
create policy own_fact_update_operator on register.own_fact for update to samspill_app
  using (platform.actor_role() = 'operator' and exists (select from register.organisation o where o.id = own_fact.organisation_id and o.kind not in ('kindergarten', 'department')))
  with check (platform.actor_role() = 'operator' and exists (select from register.organisation o where o.id = own_fact.organisation_id and o.kind not in ('kindergarten', 'department')));
