-- What belongs together is said to belong together: a row of one's own is tied to nothing of somebody else's. The program has always seen to it; the database holds it too.
do $$
declare name text;
begin
  foreach name in array array['resource_member', 'resource_standard', 'resource_meeting', 'resource_task'] loop
    execute format('alter policy %I on measures.%I with check (measures.plans_for(kindergarten_id) and (resource_team_id, kindergarten_id) in (select t.id, t.kindergarten_id from measures.resource_team t))', name || '_begin', name);
  end loop;
end $$;
alter policy resource_minutes_own on measures.resource_minutes
  with check (measures.in_own_kindergarten(kindergarten_id) and (meeting_id, kindergarten_id) in (select m.id, m.kindergarten_id from measures.resource_meeting m));

alter policy programme_place_offer on measures.programme_place
  with check (programme_id in (select measures.programmes_led()) and kindergarten_id in (select measures.may_take_part()) and state = 'offered'
    and (cohort_id, programme_id) in (select c.id, c.programme_id from measures.programme_cohort c));
alter policy programme_place_lead on measures.programme_place
  with check (programme_id in (select measures.programmes_led()) and ((state = 'offered' and kindergarten_id in (select measures.may_take_part())) or (state in ('taken-back', 'left') and answered_by_name = (select platform.actor_name())))
    and (cohort_id, programme_id) in (select c.id, c.programme_id from measures.programme_cohort c));

alter policy course_attendance_tick on measures.course_attendance
  with check (course_id in (select measures.arranged_courses()) and how = 'list' and by_name = (select platform.actor_name())
    and exists (select from measures.course_session s where s.id = session_id and s.course_id = course_attendance.course_id) and exists (select from measures.course_place p where p.id = place_id and p.course_id = course_attendance.course_id));
alter policy course_certificate_issue on measures.course_certificate
  with check (course_id in (select measures.arranged_courses()) and issued_by_name = (select platform.actor_name()) and revoked_at is null
    and exists (select from measures.course_place p where p.id = place_id and p.course_id = course_certificate.course_id));

alter policy use_add on library.use
  with check (org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader') and exists (select from library.material m where m.id = material_id)
    and ((kind = 'measure' and exists (select from measures.measure m where m.id = target_id)) or (kind = 'network' and exists (select from measures.network n where n.id = target_id)) or (kind = 'course' and exists (select from measures.course c where c.id = target_id))
      or (kind = 'case' and exists (select from guidance.case c where c.id = target_id)) or (kind = 'need' and exists (select from needs.need_statement n where n.id = target_id))));

alter policy try_out_shown_add on measures.try_out_shown
  with check ((select platform.actor_role()) = 'head' and id in (select o.shown_id from measures.try_out o where o.shared) and (kindergarten_name is null or kindergarten_name in (select o.name from register.organisation_card o where o.id = (select platform.actor_org()))));
