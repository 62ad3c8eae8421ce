-- Which day it is for the one who acts: the program says so at the start of each transaction (platform/db), so that tests, jobs and clocks that differ
-- agree. Where nobody has said it (a person at the database's own prompt), it is the day in Norway. "Now" in a policy or a view is a period that
-- holds this day: what ends in the future still counts, what begins tomorrow does not yet.
create function platform.today() returns date language sql stable parallel safe
  return coalesce(nullif(current_setting('samspill.day', true), '')::date, (now() at time zone 'Europe/Oslo')::date);

create or replace view register.organisation_card with (security_invoker) as
  select o.id, o.kind, o.form, coalesce(own.short_name, o.name) as name, o.name as full_name, o.organisation_number, o.fictitious, o.closed_on,
    (select r.to_id from register.relation r where r.from_id = o.id and r.kind = 'owned-by' and r.period @> (select platform.today())) as owner_id,
    (select r.to_id from register.relation r where r.from_id = o.id and r.kind = 'lies-in' and r.period @> (select platform.today())) as municipality_id,
    (select r.to_id from register.relation r where r.from_id = o.id and r.kind = 'part-of' and r.period @> (select platform.today())) as part_of_id
  from register.organisation o left join register.own_fact own on own.organisation_id = o.id;

-- Of two teams named for a kindergarten at once, the one named last serves it.
create or replace view register.served_by with (security_invoker) as
  select k.id as kindergarten_id, coalesce(
    (select r.to_id from register.relation r where r.from_id = k.id and r.kind = 'served-by' and r.period @> (select platform.today()) order by lower(r.period) desc, r.id limit 1),
    (select team.id from register.relation lies
      join register.relation part on part.to_id = lies.to_id and part.kind = 'part-of' and part.period @> (select platform.today())
      join register.organisation team on team.id = part.from_id and team.form = 'competence-team'
      where lies.from_id = k.id and lies.kind = 'lies-in' and lies.period @> (select platform.today()) limit 1)) as team_id
  from register.organisation k where k.kind = 'kindergarten';

create or replace function register.answers_for(unit uuid) returns boolean language sql stable parallel safe
  return (platform.actor_role() = 'head' and unit = platform.actor_org())
    or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = unit and r.to_id = platform.actor_org() and r.kind = 'owned-by' and r.period @> platform.today()));

create or replace function identity.actor_is_above(org uuid) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_role() = 'owner' and exists (
    select from register.relation r where r.from_id = org and r.to_id = platform.actor_org() and r.kind in ('owned-by', 'part-of') and r.period @> platform.today());
end;
create or replace function identity.administered_from_above(org uuid, day date) returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select exists (
    select from register.relation r
    join identity.membership m on m.org_id = r.to_id and m.role = 'owner' and m.administers and m.cancelled_at is null and m.period @> day
    where r.from_id = org and r.kind in ('owned-by', 'part-of') and r.period @> day);
end;
-- The right to administer holds in the days of the role, and for a deputy in the days of the delegation.
create or replace function identity.actor_administers() returns boolean
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select exists (
    select from identity.membership m
    where m.id = platform.actor_membership() and m.org_id = platform.actor_org() and m.administers and m.cancelled_at is null and m.period @> platform.today()
      and (m.person_id = platform.actor_person()
        or exists (select from identity.delegation d where d.membership_id = m.id and d.deputy_id = platform.actor_person() and 'members' = any (d.scope) and d.ended_at is null and d.period @> platform.today())));
end;

-- Notices about a case go to those who are advisers today; only the two sides of the case may ask who they are.
create or replace function guidance.advisers_of(of_case uuid) returns table (person_id uuid, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id, p.language from guidance.assignment a join identity.membership m on m.id = a.membership_id join identity.person p on p.id = m.person_id
  where a.case_id = of_case and a.ended_at is null and m.cancelled_at is null and m.period @> platform.today()
    and exists (select from guidance.case c where c.id = of_case and (platform.is_system()
      or (c.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader'))
      or (c.team_org_id = platform.actor_org() and platform.in_team() and c.submitted_at is not null)));
end;
