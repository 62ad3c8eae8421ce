-- A reader is asked as a person who speaks for one organisation (their working group says which). What they are given to read is theirs when they act for it, and at no other time.
alter table scheme.assignment add column org_id uuid references register.organisation;
update scheme.assignment a set org_id = coalesce(
  (select m.org_id from scheme.review_group_member m join scheme.review_group g on g.id = m.group_id join scheme.report r on r.round_id = g.round_id where r.id = a.report_id and m.person_id = a.person_id order by m.added_at desc limit 1),
  (select m.org_id from identity.membership m where m.person_id = a.person_id order by m.id limit 1));
alter table scheme.assignment alter column org_id set not null;
create index assignment_org on scheme.assignment (org_id);

create or replace function scheme.handled_reports() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id from scheme.report r join scheme.round d on d.id = r.round_id
  where r.submitted_at is not null
    and ((scheme.actor_role() = 'county-governor' and d.manager_id = platform.actor_org())
      or (d.stage in ('in-forum', 'decided', 'in-follow-up', 'ended') and d.forum_id in (select scheme.own_forums()))
      or r.id in (select a.report_id from scheme.assignment a where a.person_id = platform.actor_person() and a.org_id = platform.actor_org()))
    and r.id not in (select i.report_id from scheme.impartiality i where i.person_id = platform.actor_person() and i.disqualified);
end;
create or replace function scheme.reports_to_read() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select a.report_id from scheme.assignment a join scheme.report r on r.id = a.report_id join scheme.round d on d.id = r.round_id
  where a.person_id = platform.actor_person() and a.org_id = platform.actor_org() and r.state = 'submitted' and d.stage = 'in-review' and a.report_id in (select scheme.handled_reports());
end;
-- `open_reviews` still asks for the person: one who has not delivered does not see what others gave, whomever they act for.
drop function scheme.readers_of(uuid[]);
create function scheme.readers_of(reports uuid[]) returns table (report_id uuid, person_id uuid, org_id uuid, name text, assigned_at timestamptz, assigned_by_name text, delivered boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select a.report_id, a.person_id, a.org_id, p.name, a.assigned_at, a.assigned_by_name,
    exists (select from scheme.review_delivery d where d.report_id = a.report_id and d.person_id = a.person_id and d.returned_at is null)
  from scheme.assignment a join identity.person p on p.id = a.person_id
  where a.report_id = any (reports) and a.report_id in (select scheme.handled_reports())
  order by a.report_id, p.name, a.person_id;
end;
revoke all on function scheme.readers_of from public;
grant execute on function scheme.readers_of to samspill_app;

alter policy assignment_read on scheme.assignment using ((person_id = (select platform.actor_person()) and org_id = (select platform.actor_org())) or report_id in (select scheme.handled_reports()));
-- Only members of a working group of the round are made readers, for the organisation they sit there for.
create policy assignment_of_member on scheme.assignment as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or exists (select from scheme.report r join scheme.review_group g on g.round_id = r.round_id join scheme.review_group_member m on m.group_id = g.id
    where r.id = report_id and m.person_id = assignment.person_id and m.org_id = assignment.org_id and m.ended_at is null));
revoke update on scheme.assignment from samspill_app;
