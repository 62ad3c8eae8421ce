-- My kindergartens: what services, schools and consultation meetings have of each kindergarten, for those who may read it. Each view runs with the reader's own rights.

-- Published (docs/data/service-activity.md): what services do in a kindergarten now or will do. Of other services a service is told which, theme and when; nobody gets the sentence here.
create view coordination.service_activity with (security_invoker) as
  select a.id, a.kindergarten_id, a.service_id, o.name as service, a.kind, a.theme, a.starts_on, a.ends_on, a.next_on
  from coordination.activity a join register.organisation_card o on o.id = a.service_id
  where a.ends_on >= (select platform.today())
  union all
  select a.id, a.kindergarten_id, a.service_id, o.name, a.kind, a.theme, a.starts_on, a.ends_on, a.next_on
  from coordination.others_around() a join register.organisation_card o on o.id = a.service_id;

-- Published (docs/data/service-request-count.md): how many open requests to services a kindergarten has, and how many services have not answered. Never what was written.
create view coordination.service_request_count with (security_invoker) as
  select c.kindergarten_id, c.open, c.waiting from coordination.request_counts() c;

-- Published (docs/data/joint-wait.md): pairs of a kindergarten and a school, and joint plans of this or the next school year, that one of the two has not confirmed.
-- A plan with goals alone waits for nobody.
create view coordination.joint_wait with (security_invoker) as
  select 'pair' as kind, p.id, p.kindergarten_id, p.school_id, s.name as school, null::integer as year, (p.proposed_at at time zone 'Europe/Oslo')::date as since,
    array_remove(array[case when p.kindergarten_at is null then 'kindergarten' end, case when p.school_at is null then 'school' end], null) as waits_for
  from coordination.school_pair p join register.organisation_card s on s.id = p.school_id
  where p.ended_at is null and (p.kindergarten_at is null or p.school_at is null)
  union all
  select 'plan', j.id, k.kindergarten_id, j.school_id, s.name, j.year, (v.made_at at time zone 'Europe/Oslo')::date, w.waits_for
  from coordination.joint_plan j join coordination.joint_plan_kindergarten k on k.plan_id = j.id join register.organisation_card s on s.id = j.school_id and (s.closed_on is null or s.closed_on > (select platform.today()))
    join coordination.joint_plan_version v on v.plan_id = j.id and v.version = j.version
    cross join lateral (select array_remove(array[
      case when not exists (select from coordination.joint_plan_confirmation c where c.plan_id = j.id and c.version = j.version and c.org_id = k.kindergarten_id) then 'kindergarten' end,
      case when not exists (select from coordination.joint_plan_confirmation c where c.plan_id = j.id and c.version = j.version and c.org_id = j.school_id) then 'school' end], null) as waits_for) w
  where make_date(j.year + 1, 8, 1) > (select platform.today()) and cardinality(w.waits_for) > 0
    and exists (select from coordination.joint_plan_line l where l.plan_id = j.id and l.kind <> 'goal' and l.from_version <= j.version and (l.until_version is null or l.until_version > j.version))
    and exists (select from coordination.school_pair p where p.kindergarten_id = k.kindergarten_id and p.school_id = j.school_id and p.kindergarten_at is not null and p.school_at is not null and (p.ended_on is null or p.ended_on >= (select platform.today())));

-- Published (docs/data/open-agreement.md): what was agreed in consultation meetings and is not done, with who follows it up and by when.
create view strategy.open_agreement with (security_invoker) as
  select a.id, a.municipality_id, a.org_id, a.role, a.body, a.responsible_name, a.due_on from strategy.discussion_agreement a where a.state = 'open';
-- Published (docs/data/open-hearing.md): plans that are on hearing, and the last day to comment.
create view strategy.open_hearing with (security_invoker) as
  select p.id, p.municipality_id, p.title, p.hearing_until from strategy.plan p where p.state = 'hearing';
grant select on coordination.service_activity, coordination.service_request_count, coordination.joint_wait, strategy.open_agreement, strategy.open_hearing to samspill_app;
