-- What else a kindergarten has at the same time: also networks it is in or is asked into, and visits that are planned. These count when they are about the same theme; alone they do not make many things at once.
create or replace function measures.at_the_same_time(kindergartens uuid[], from_day date, to_day date, beside uuid) returns table (kindergarten_id uuid, source text, id uuid, title text, themes text[], starts_on date, ends_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with asked as (
    select k.id from unnest(kindergartens) k (id) where k.id in (select measures.may_take_part()) or (k.id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader'))
  )
  select p.kindergarten_id, 'measure', m.id,
    case when m.lead_id = platform.actor_org() or p.kindergarten_id = platform.actor_org() or (m.id, p.kindergarten_id) in (select s.measure_id, s.kindergarten_id from measures.seen_parts() s) then m.title end, m.themes, m.starts_on, m.ends_on
    from measures.part p join measures.measure m on m.id = p.measure_id left join measures.closing c on c.measure_id = p.measure_id and c.kindergarten_id = p.kindergarten_id
    where p.kindergarten_id in (select a.id from asked a) and p.state in ('offered', 'part') and c.closed_on is null and m.id is distinct from beside and m.starts_on <= to_day and m.ends_on >= from_day
  union all
  select l.kindergarten_id, 'programme', p.id, case when p.lead_id = platform.actor_org() or l.kindergarten_id = platform.actor_org() then p.title end, p.themes, c.starts_on, c.ends_on
    from measures.programme_place l join measures.programme p on p.id = l.programme_id join measures.programme_cohort c on c.id = l.cohort_id
    where l.kindergarten_id in (select a.id from asked a) and l.state in ('offered', 'part') and p.ended_on is null and c.handed_over_on is null and c.starts_on <= to_day and c.ends_on >= from_day
  union all
  select s.kindergarten_id, 'course', c.id, case when c.arranger_id = platform.actor_org() or s.kindergarten_id = platform.actor_org() then c.title end, c.themes, d.first_day, d.last_day
    from (select distinct p.course_id, p.kindergarten_id from measures.course_place p where p.kindergarten_id in (select a.id from asked a) and p.state in ('seated', 'offered', 'waiting')) s
    join measures.course c on c.id = s.course_id and c.state in ('open', 'closed')
    cross join lateral (select min(e.starts_at at time zone 'Europe/Oslo')::date as first_day, max(e.ends_at at time zone 'Europe/Oslo')::date as last_day from measures.course_session e where e.course_id = c.id and e.cancelled_at is null) d
    where d.first_day <= to_day and d.last_day >= from_day
  union all
  select k.kindergarten_id, 'network', n.id, case when n.team_org_id = platform.actor_org() or k.kindergarten_id = platform.actor_org() then n.name end, array[n.theme], lower(n.period), coalesce(upper(n.period) - 1, to_day)
    from (select m.network_id, m.kindergarten_id from measures.network_member m where m.kindergarten_id in (select a.id from asked a) and m.period && daterange(from_day, to_day, '[]')
      union select i.network_id, i.kindergarten_id from measures.network_invitation i where i.kindergarten_id in (select a.id from asked a) and i.state = 'open' and i.answer_by >= platform.today()) k
    join measures.network n on n.id = k.network_id and n.theme is not null and (n.ended_on is null or n.ended_on > from_day) and n.period && daterange(from_day, to_day, '[]')
  union all
  select v.kindergarten_id, 'visit', v.id, case when v.team_org_id = platform.actor_org() or (v.kindergarten_id = platform.actor_org() and platform.actor_role() = 'head') then v.kind end, v.themes, v.held_on, v.held_on
    from presence.visit v where v.kindergarten_id in (select a.id from asked a) and v.state = 'planned' and v.held_on between greatest(from_day, platform.today()) and to_day and v.measure_id is distinct from beside;
end;
