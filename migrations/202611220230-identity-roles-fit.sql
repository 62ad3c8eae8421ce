-- A role belongs to a kind of organisation (members/rules.ts, rolesFor). Policies believe the role: a head who could make a team leader of a
-- kindergarten would have made someone who reads what is internal to the team.
create function identity.role_fits(org uuid, wanted text) returns boolean language sql stable parallel safe
  return exists (select from register.organisation o where o.id = org and wanted = any (case
    when o.kind = 'kindergarten' then array['head', 'pedagogical-leader']
    when o.kind = 'owner' then array['owner']
    when o.kind = 'municipality' then array['owner', 'authority']
    when o.kind = 'support-service' and o.form = 'competence-team' then array['team-leader', 'adviser']
    when o.kind = 'support-service' then array['service-contact']
    when o.kind = 'university' then array['university-contact']
    when o.kind = 'county-governor' then array['county-governor']
    when o.kind = 'school' then array['school-leader']
    when o.kind = 'association' then array['union-representative']
    when o.kind = 'operator' then array['operator']
    else array[]::text[] end));
create policy membership_role_fits on identity.membership as restrictive for insert to samspill_app with check ((select platform.is_system()) or identity.role_fits(org_id, role));
create policy invitation_role_fits on identity.invitation as restrictive for insert to samspill_app with check ((select platform.is_system()) or identity.role_fits(org_id, role));

-- Whose role it is, which, and where never change, and neither do who is invited to what and who stands in for whom: another role is another row.
revoke update on identity.membership, identity.delegation, identity.invitation, identity.access_request, identity.login from samspill_app;
grant update (period, administers, cancelled_at) on identity.membership to samspill_app;
grant update (ended_at) on identity.delegation to samspill_app;
grant update (used_at, used_by, asked_again_at, withdrawn_at) on identity.invitation to samspill_app;
grant update (answered_at, answered_by, answer) on identity.access_request to samspill_app;
