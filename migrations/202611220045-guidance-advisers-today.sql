-- Notices about a case go to those who are advisers today: one who has left, or whose role was taken back, hears no more.
create or replace function guidance.advisers_of(of_case uuid) returns table (person_id uuid, language text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.id, p.language from guidance.assignment a join identity.membership m on m.id = a.membership_id join identity.person p on p.id = m.person_id
  where a.case_id = of_case and a.ended_at is null and m.cancelled_at is null and (upper_inf(m.period) or upper(m.period) > current_date)
    and exists (select from guidance.case c where c.id = of_case and (c.kindergarten_id = platform.actor_org() or c.team_org_id = platform.actor_org() or platform.is_system()));
end;
