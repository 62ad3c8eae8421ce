-- Who reads what has happened, by role, and what a line may say about the one who did it: only what the session says.
-- A deputy outside guidance acts as 'deputy' to the policies, and is written as what the role is called.
create function platform.actor_role_name() returns text language sql stable parallel safe
  return case when platform.actor_role() = 'deputy' then 'head' else platform.actor_role() end;

-- A case: its two sides; what is internal, the team alone. An organisation: itself, and the owner above it. The municipality that inspects reads
-- nothing of what the municipality that owns may read.
alter policy event_read on audit.event using ((select platform.is_system()) or ((select platform.actor_org()) = any (reader_org_ids) and (
  case when about_kind = 'case' then (select platform.in_team()) or (visibility = 'shared' and (select platform.actor_role()) in ('head', 'pedagogical-leader'))
    else (visibility = 'shared' or (select platform.in_team())) and ((select platform.actor_role()) <> 'authority' or about_id = (select platform.actor_org())) end)));
alter policy event_write on audit.event with check ((select platform.is_system()) or (
  person_id = (select platform.actor_person()) and membership_id = (select platform.actor_membership()) and org_id = (select platform.actor_org())
  and role = (select platform.actor_role_name()) and who = (select platform.actor_name()) and on_behalf_of is not distinct from (select platform.actor_on_behalf_of())
  and (visibility = 'shared' or (select platform.in_team()))));
-- Who has opened a case is for its two sides. Nobody notes a reading in another's name.
alter policy reading_read on audit.reading using ((select platform.is_system())
  or ((select platform.actor_org()) = any (reader_org_ids) and (select platform.actor_role()) in ('head', 'pedagogical-leader', 'adviser', 'team-leader')));
alter policy reading_write on audit.reading with check ((select platform.is_system()) or (
  person_id = (select platform.actor_person()) and org_id = (select platform.actor_org()) and role = (select platform.actor_role_name()) and who = (select platform.actor_name())));

-- Each slice narrows what is about its own things. A line about a case: by those who see the case, for its two sides and nobody else.
create policy event_of_case on audit.event as restrictive for insert to samspill_app
  with check (about_kind <> 'case' or (select platform.is_system())
    or exists (select from guidance.case c where c.id = about_id and reader_org_ids <@ array[c.kindergarten_id, c.team_org_id]));
-- A line about an organisation's people is read by those who administer it, there or above.
create policy event_of_organisation on audit.event as restrictive for select to samspill_app
  using (about_kind <> 'organisation' or (select platform.is_system()) or (select identity.actor_administers()));
