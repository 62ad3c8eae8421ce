-- Kindergartens that come into a measure after it has begun, and that go out of it: from which day, until which day and why, and what has been.
alter table measures.part
  -- The day it was asked, when the measure had begun already; null: asked before that.
  add column offered_on date,
  -- The day it takes part from; null: from the day the measure began.
  add column joined_on date,
  add column left_on date,
  add column left_reason text constraint part_left_reason check (left_reason in ('capacity', 'staff-changed', 'other-work', 'closed', 'other')),
  drop constraint part_state,
  add constraint part_state check (state in ('offered', 'part', 'declined', 'taken-back', 'left')),
  add constraint part_left check ((state = 'left') = (left_on is not null) and (left_on is null) = (left_reason is null)),
  add constraint part_days check (left_on is null or joined_on is null or left_on >= joined_on);

-- What a kindergarten answered, when it came in and went out: a line each time, the newest last.
create table measures.part_history (
  id uuid primary key default uuidv7(),
  measure_id uuid not null,
  kindergarten_id uuid not null,
  state text not null constraint part_history_state check (state in ('offered', 'part', 'declined', 'taken-back', 'left')),
  -- The day it counts from.
  on_day date not null,
  reason text constraint part_history_reason check (reason in ('capacity', 'staff-changed', 'other-work', 'closed', 'other')),
  written_at timestamptz not null,
  written_by_name text not null,
  foreign key (measure_id, kindergarten_id) references measures.part on delete cascade
);
create index part_history_part on measures.part_history (measure_id, kindergarten_id);
alter table measures.part_history enable row level security;
create policy part_history_system on measures.part_history for all to samspill_app using ((select platform.is_system()));
create policy part_history_read on measures.part_history for select to samspill_app using ((measure_id, kindergarten_id) in (select s.measure_id, s.kindergarten_id from measures.seen_parts() s));
create policy part_history_add on measures.part_history for insert to samspill_app
  with check (written_by_name = (select platform.actor_name())
    and ((kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head') or (measure_id in (select measures.led()) and (select platform.actor_role()) in ('owner', 'adviser', 'team-leader'))));
grant select, insert on measures.part_history to samspill_app;

-- From one state only to those that can follow it, whoever writes: one who went out is asked anew and answers, it is not put back.
create function measures.keep_part() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.state <> old.state and not ((old.state = 'offered') or (old.state = 'part' and new.state = 'left') or (old.state in ('declined', 'taken-back', 'left') and new.state = 'offered')) then
    raise exception 'a kindergarten that is not in a measure is asked before it is' using errcode = 'check_violation', constraint = 'part_follows';
  end if;
  return new;
end $$;
create trigger keep_part before update on measures.part for each row execute function measures.keep_part();

create policy part_offer_again on measures.part for update to samspill_app
  using (measure_id in (select measures.led()) and (select platform.actor_role()) in ('owner', 'adviser', 'team-leader') and state in ('declined', 'taken-back', 'left') and kindergarten_id in (select measures.may_take_part()))
  with check (state = 'offered');
create policy part_taken_out on measures.part for update to samspill_app
  using (measure_id in (select measures.led()) and (select platform.actor_role()) in ('owner', 'adviser', 'team-leader') and state = 'part')
  with check (state = 'left' and answered_by_name = (select platform.actor_name()));
create policy part_goes_out on measures.part for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and state = 'part')
  with check (kindergarten_id = (select platform.actor_org()) and state = 'left' and answered_by_name = (select platform.actor_name()));

-- Whoever went out is still seen by those who saw it while it took part.
create or replace function measures.seen_parts() returns table (measure_id uuid, kindergarten_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.measure_id, p.kindergarten_id from measures.part p where p.kindergarten_id = platform.actor_org() and p.state <> 'taken-back' and platform.actor_role() in ('head', 'pedagogical-leader')
  union select p.measure_id, p.kindergarten_id from measures.part p where p.measure_id in (select measures.led())
  union select p.measure_id, p.kindergarten_id from measures.part p join measures.measure m on m.id = p.measure_id and m.begun_on is not null
    where platform.actor_role() = 'owner' and p.state in ('part', 'left') and exists (select from register.relation r where r.from_id = p.kindergarten_id and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today())
  union select p.measure_id, p.kindergarten_id from measures.part p
    where platform.actor_role() in ('adviser', 'team-leader') and p.state in ('part', 'left') and p.shared_with_team and exists (select from register.served_by s where s.kindergarten_id = p.kindergarten_id and s.team_id = platform.actor_org());
end;
-- A measure is over when each that takes part has closed. One that is closed down will not, and does not hold the others.
create or replace function measures.is_closed(of_measure uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return exists (select from measures.part p where p.measure_id = of_measure and p.state = 'part')
    and not exists (select from measures.part p join register.organisation o on o.id = p.kindergarten_id left join measures.closing c on c.measure_id = p.measure_id and c.kindergarten_id = p.kindergarten_id
      where p.measure_id = of_measure and (o.closed_on is null or o.closed_on > platform.today()) and (p.state = 'offered' or (p.state = 'part' and c.closed_on is null)));

-- Since when the kindergarten takes part stands beside when the measure began.
create or replace view measures.measure_card with (security_invoker) as
  select m.id, m.region_id, p.kindergarten_id, m.lead_id, m.kind, m.title, m.themes, m.origin, m.need_ids, m.case_id, m.report_id,
    case when c.closed_on is not null then 'closed' when p.state = 'offered' then 'offered' when m.begun_on is null then 'planned' else 'running' end as state,
    m.starts_on, m.ends_on, greatest(m.begun_on, case when m.begun_on is not null then p.joined_on end) as begun_on, c.closed_on, c.comparison_id, c.decision, c.next_on, c.followed_up_on,
    p.shared_with_team or exists (select from register.served_by s where s.kindergarten_id = p.kindergarten_id and s.team_id = m.lead_id) as seen_by_team
  from measures.measure m join measures.part p on p.measure_id = m.id and p.state in ('offered', 'part') left join measures.closing c on c.measure_id = p.measure_id and c.kindergarten_id = p.kindergarten_id;
