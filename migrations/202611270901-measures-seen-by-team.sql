-- Whether the competence team may see a kindergarten's part in a measure: the head lets it, or the team leads it.
create or replace view measures.measure_card with (security_invoker) as
  select m.id, m.region_id, p.kindergarten_id, m.lead_id, m.kind, m.title, m.themes, m.origin, m.need_ids, m.case_id, m.report_id,
    case when c.closed_on is not null then 'closed' when p.state = 'offered' then 'offered' when m.begun_on is null then 'planned' else 'running' end as state,
    m.starts_on, m.ends_on, m.begun_on, c.closed_on, c.comparison_id, c.decision, c.next_on, c.followed_up_on,
    p.shared_with_team or exists (select from register.served_by s where s.kindergarten_id = p.kindergarten_id and s.team_id = m.lead_id) as seen_by_team
  from measures.measure m join measures.part p on p.measure_id = m.id and p.state in ('offered', 'part') left join measures.closing c on c.measure_id = p.measure_id and c.kindergarten_id = p.kindergarten_id;
