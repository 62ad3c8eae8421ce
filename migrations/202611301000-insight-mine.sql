-- My kindergartens: the views that were missing for putting together what each has, and who in a team follows which. Each view runs with the reader's own rights.

-- Who leads the kindergartens that the actor's municipality inspects, for the authority alone: which roles people have it does not read otherwise.
create function identity.heads_inspected() returns table (kindergarten_id uuid, name text, period daterange) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.org_id, p.name, m.period from register.relation r join identity.membership m on m.org_id = r.from_id and m.role = 'head' and m.cancelled_at is null join identity.person p on p.id = m.person_id
  where platform.actor_role() = 'authority' and r.to_id = platform.actor_org() and r.kind = 'supervised-by' and r.period @> platform.today();
end;
revoke all on function identity.heads_inspected from public;
grant execute on function identity.heads_inspected to samspill_app;
-- Published (docs/data/head-card.md): who leads a kindergarten today, by name, or since when nobody does.
create view identity.head_card with (security_invoker) as
  select h.kindergarten_id, string_agg(distinct h.name, ', ') filter (where h.period @> (select platform.today())) as name,
    min(lower(h.period)) filter (where h.period @> (select platform.today())) as since,
    case when not bool_or(upper_inf(h.period) or upper(h.period) > (select platform.today())) then max(upper(h.period)) end as vacant_since
  from (
    select m.org_id as kindergarten_id, p.name, m.period from identity.membership m join identity.person p on p.id = m.person_id where m.role = 'head' and m.cancelled_at is null
    union select x.kindergarten_id, x.name, x.period from identity.heads_inspected() x
  ) h
  where lower(h.period) <= (select platform.today())
  group by h.kindergarten_id;

-- Published (docs/data/supervised-kindergarten.md): which municipality inspects a kindergarten today.
create view register.supervised_kindergarten with (security_invoker) as
  select r.from_id as kindergarten_id, r.to_id as authority_id
  from register.relation r join register.organisation k on k.id = r.from_id and k.kind = 'kindergarten'
  where r.kind = 'supervised-by' and r.period @> (select platform.today());

-- Published (docs/data/assigned-case.md): who has a running case now.
create view guidance.assigned_case with (security_invoker) as
  select c.id as case_id, c.kindergarten_id, c.team_org_id as team_id, a.membership_id
  from guidance.case c join guidance.assignment a on a.case_id = c.id and a.ended_at is null
  where c.state = 'running';

-- Published (docs/data/report-wait.md): what a need report and its results wait for, one row for each kindergarten in it. A deadline at midnight is the day before.
create view scheme.report_wait with (security_invoker) as
  select 'signature' as kind, r.id as report_id, p.org_id as kindergarten_id, d.title as round, null::integer as year, null::uuid as result_id,
    (coalesce(e.until, d.closes_at) at time zone 'Europe/Oslo' - interval '1 second')::date as due_on,
    array(select c.capacity from jsonb_array_elements_text(s.definition -> 'signatures') c (capacity)
      where c.capacity in ('pedagogical-leader', 'head', 'owner') and not exists (select from scheme.signature g where g.report_id = r.id and g.capacity = c.capacity and (g.capacity = 'owner' or g.org_id = p.org_id)
        and g.signed_at is not null and g.voided_at is null) order by c.capacity) as missing
  from scheme.report r
  join scheme.round d on d.id = r.round_id and d.mode = 'live'
  join scheme.scheme s on s.code = d.scheme_code
  join scheme.report_party p on p.report_id = r.id and p.part = 'kindergarten' and p.state <> 'declined'
  left join scheme.extension e on e.round_id = d.id and e.org_id = r.lead_id
  where r.state = 'signing'
  union all
  select 'result', r.id, p.org_id, d.title, y.year, t.id,
    ((d.report_closes_at at time zone 'Europe/Oslo')::date + make_interval(years => y.year - y.first_year))::date - 1, '{}'
  from (select m.report_id, m.year, min(m.year) over (partition by m.report_id) as first_year from scheme.result_money() m group by m.report_id, m.year) y
  join scheme.report r on r.id = y.report_id and r.state = 'submitted'
  join scheme.round d on d.id = r.round_id and d.mode = 'live' and d.stage <> 'ended'
  join scheme.report_party p on p.report_id = r.id and p.part = 'kindergarten' and p.state <> 'declined'
  left join scheme.result t on t.report_id = r.id and t.year = y.year
  where t.id is null or t.state in ('draft', 'changes-requested');
grant select on identity.head_card, register.supervised_kindergarten, guidance.assigned_case, scheme.report_wait to samspill_app;

-- That somebody in a competence team follows a kindergarten. The team's own: nobody else reads it.
create table insight.follow (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  person_id uuid not null,
  person_name text not null,
  from_on date not null,
  -- The day it ended; null as long as it lasts.
  until_on date,
  ended_by_name text,
  constraint follow_ended check ((until_on is null) = (ended_by_name is null)),
  constraint follow_days check (until_on >= from_on)
);
create unique index follow_once on insight.follow (team_org_id, person_id, kindergarten_id) where until_on is null;
create index follow_kindergarten on insight.follow (kindergarten_id);
create index follow_ended_on on insight.follow (until_on) where until_on is not null;
alter table insight.follow enable row level security;
create policy follow_system on insight.follow for all to samspill_app using ((select platform.is_system()));
create policy follow_team on insight.follow for select to samspill_app using (team_org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('adviser', 'team-leader'));
-- One follows for oneself, a kindergarten the team serves. A deputy follows for nobody.
create policy follow_begin on insight.follow for insert to samspill_app
  with check (team_org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('adviser', 'team-leader') and (select platform.actor_on_behalf_of()) is null
    and person_id = (select platform.actor_person()) and person_name = (select platform.actor_name()) and until_on is null
    and kindergarten_id in (select s.kindergarten_id from register.served_by s where s.kindergarten_id = follow.kindergarten_id and s.team_id = (select platform.actor_org())));
-- One ends it oneself, or the leader does.
create policy follow_end on insight.follow for update to samspill_app
  using (team_org_id = (select platform.actor_org()) and until_on is null and ((person_id = (select platform.actor_person()) and (select platform.actor_role()) = 'adviser' and (select platform.actor_on_behalf_of()) is null) or (select platform.actor_role()) = 'team-leader'))
  with check (team_org_id = (select platform.actor_org()) and until_on is not null and ended_by_name = (select platform.actor_name()));
grant select, insert on insight.follow to samspill_app;
grant update (until_on, ended_by_name) on insight.follow to samspill_app;

-- Ends what is followed by somebody who no longer works in the team, or that the team no longer serves. Only the program itself.
create function insight.end_follows(ends_on date) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare ended integer;
begin
  if not platform.is_system() then
    raise exception 'only the program itself ends them' using errcode = 'insufficient_privilege';
  end if;
  update insight.follow f set until_on = greatest(ends_on, f.from_on), ended_by_name = 'Samspill'
  where f.until_on is null and (
    not exists (select from identity.membership m where m.person_id = f.person_id and m.org_id = f.team_org_id and m.role in ('adviser', 'team-leader') and m.cancelled_at is null and m.period @> ends_on)
    or not exists (select from register.team_kindergarten s where s.kindergarten_id = f.kindergarten_id and s.team_id = f.team_org_id));
  get diagnostics ended = row_count;
  return ended;
end $$;
-- What ended before a day is forgotten. @returns their ids, so that what happened to them can go too.
create function insight.forget_follows(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then
    raise exception 'only the program itself deletes' using errcode = 'insufficient_privilege';
  end if;
  return query delete from insight.follow f where f.until_on < before returning f.id;
end $$;
revoke all on function insight.end_follows, insight.forget_follows from public;
grant execute on function insight.end_follows, insight.forget_follows to samspill_app;
