-- What a kindergarten may ask to join: networks of the team that serves it, and measures that the team or the owner leads for others. Name, themes and how many, for those who act for the kindergarten or serve it.
create function measures.nearby(kindergarten uuid) returns table (kind text, id uuid, name text, themes text[], kindergartens integer)
  language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with near as (
    select s.team_id, o.owner_id from register.served_by s join register.organisation_card o on o.id = s.kindergarten_id
    where s.kindergarten_id = kindergarten
      and (platform.is_system() or platform.actor_org() = kindergarten or measures.acts_for_kindergarten(kindergarten) or measures.acts_for_team(s.team_id))
  )
  select 'network', n.id, n.name, array[n.theme], count(*)::integer
  from near join measures.network n on n.team_org_id = near.team_id join measures.network_member m on m.network_id = n.id and m.period @> platform.today()
  where n.ended_on is null and n.period @> platform.today() and n.theme is not null
    and not exists (select from measures.network_member own where own.network_id = n.id and own.kindergarten_id = kindergarten and own.period @> platform.today())
  group by n.id
  union all
  select 'measure', x.id, x.title, x.themes, count(*)::integer
  from near join measures.measure x on x.lead_id in (near.team_id, near.owner_id) join measures.part p on p.measure_id = x.id and p.state = 'part' and p.kindergarten_id <> kindergarten
  where x.ends_on >= platform.today()
    and not exists (select from measures.part own where own.measure_id = x.id and own.kindergarten_id = kindergarten and own.state in ('offered', 'part'))
  group by x.id;
end;
revoke all on function measures.nearby from public;
grant execute on function measures.nearby to samspill_app;
