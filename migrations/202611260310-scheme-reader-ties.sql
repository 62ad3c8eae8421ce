-- A reader is tied in the same ways as one who sits in the forum: also by a kindergarten with the same owner, and by the authority that supervises one in the report.
create or replace function scheme.reader_ties(reports uuid[], people uuid[]) returns table (report_id uuid, person_id uuid, org_name text, tie text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with party as (
    select p.report_id, p.org_id, p.part from scheme.report_party p
    where p.report_id = any (reports) and p.state <> 'declined' and p.report_id in (select scheme.governed_reports())
  ), role as (
    select m.person_id, m.org_id from identity.membership m
    where m.person_id = any (people) and m.period && daterange(platform.today() - 365, platform.today(), '[]')
  ), owned as (
    select r.from_id, r.to_id from register.relation r where r.kind = 'owned-by' and r.period @> platform.today()
  ), tied as (
    select party.report_id, role.person_id, role.org_id, 'party' as tie from party join role on role.org_id = party.org_id
    union select party.report_id, role.person_id, role.org_id, 'owns' from party join owned on owned.from_id = party.org_id join role on role.org_id = owned.to_id
    union select party.report_id, role.person_id, role.org_id, 'owned' from party join owned on owned.to_id = party.org_id join role on role.org_id = owned.from_id
    union select party.report_id, role.person_id, role.org_id, 'chain' from party join owned theirs on theirs.from_id = party.org_id join owned ours on ours.to_id = theirs.to_id and ours.from_id <> theirs.from_id join role on role.org_id = ours.from_id
      where party.part = 'kindergarten'
    union select party.report_id, role.person_id, role.org_id, 'authority' from party join register.relation s on s.from_id = party.org_id and s.kind = 'supervised-by' and s.period @> platform.today() join role on role.org_id = s.to_id
      where party.part = 'kindergarten'
  )
  select distinct on (t.report_id, t.person_id) t.report_id, t.person_id, o.name, t.tie from tied t join register.organisation o on o.id = t.org_id
  order by t.report_id, t.person_id, case t.tie when 'party' then 1 when 'owns' then 2 when 'owned' then 3 when 'chain' then 4 else 5 end, o.name;
end;
