-- Who takes part, for everybody: one row for each kindergarten and kindergarten year that the last published decision about a sent report in an announced round gives a grant to.
-- Past the row policies, and therefore only what is public: names, places, owner, network, themes, partner and years. No amounts, no people, nothing undecided.
create function scheme.participants() returns table (
  report_id uuid, kindergarten_id uuid, kindergarten text, organisation_number text, fictitious boolean, municipality text, municipality_number text,
  owner text, ownership text, network text, themes text[], partner text, scheme_code text, strand text, kindergarten_year integer
) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with granted as (
    select distinct on (r.id) r.id, r.network_name, r.strand, d.id as decision_id, d.outcome, g.scheme_code, g.kindergarten_year, f.themes, f.partner_id, f.ownership
    from scheme.decision d join scheme.report r on r.id = d.report_id join scheme.round g on g.id = r.round_id left join scheme.report_fact f on f.report_id = r.id
    where d.published_at is not null and r.state = 'submitted' and g.mode = 'live' and g.stage not in ('planned', 'cancelled')
    order by r.id, d.number desc
  )
  select x.id, k.id, k.name, k.organisation_number, k.fictitious, m.name, n.number, o.name,
    case o.kind when 'municipality' then 'municipal' when 'owner' then 'private' else case x.ownership when 'mixed' then null else x.ownership end end,
    x.network_name, coalesce(x.themes, '{}'), u.name, x.scheme_code, x.strand, x.kindergarten_year + y.at
  from granted x
  cross join lateral (select (row_number() over (order by a.year))::integer - 1 as at from scheme.granted_amount a where a.decision_id = x.decision_id and a.ore > 0 group by a.year) y
  join scheme.report_party p on p.report_id = x.id and p.part = 'kindergarten' and p.state <> 'declined'
  join register.organisation k on k.id = p.org_id
  -- The owner and the municipality of that time, when the register knows them; otherwise those of today.
  left join lateral (select w.name, w.kind from register.relation t join register.organisation w on w.id = t.to_id where t.from_id = k.id and t.kind = 'owned-by'
    order by t.period @> make_date(x.kindergarten_year + y.at, 8, 1) desc, lower(t.period) desc limit 1) o on true
  left join lateral (select t.to_id from register.relation t where t.from_id = k.id and t.kind = 'lies-in'
    order by t.period @> make_date(x.kindergarten_year + y.at, 8, 1) desc, lower(t.period) desc limit 1) l on true
  left join register.organisation m on m.id = l.to_id
  left join lateral (select c.number from register.municipality_number c where c.organisation_id = l.to_id order by c.period @> platform.today() desc, lower(c.period) desc limit 1) n on true
  left join register.organisation u on u.id = x.partner_id
  where x.outcome in ('grant', 'part');
end;
revoke all on function scheme.participants from public;
grant execute on function scheme.participants to samspill_app;
