-- What is said and agreed belongs to a point of the same meeting, and what is agreed to the meeting's municipality; each writes in the own name.

alter table strategy.discussion add constraint discussion_of_municipality unique (id, municipality_id);
alter table strategy.discussion_point add constraint discussion_point_of_meeting unique (id, discussion_id);
alter table strategy.discussion_said add constraint discussion_said_point_of_meeting foreign key (point_id, discussion_id) references strategy.discussion_point (id, discussion_id);
alter table strategy.discussion_agreement
  add constraint discussion_agreement_point_of_meeting foreign key (point_id, discussion_id) references strategy.discussion_point (id, discussion_id),
  add constraint discussion_agreement_of_municipality foreign key (discussion_id, municipality_id) references strategy.discussion (id, municipality_id) on delete cascade;

-- Whoever follows up by name does it for the organisation it was agreed with: who has begun to work elsewhere reads and tells no more.
create or replace function strategy.follows_up(org uuid, of_role text, person uuid) returns boolean language sql stable parallel safe
  return coalesce(platform.actor_role(), '') <> '' and org = platform.actor_org() and (person = platform.actor_person() or (person is null and of_role = platform.actor_role()));

create policy discussion_said_own_name on strategy.discussion_said as restrictive for insert to samspill_app with check ((select platform.is_system()) or written_by_name = (select platform.actor_name()));
create policy discussion_said_mended_by on strategy.discussion_said as restrictive for update to samspill_app using (true) with check ((select platform.is_system()) or written_by_name = (select platform.actor_name()));
create policy discussion_paper_own_name on strategy.discussion_paper as restrictive for insert to samspill_app with check ((select platform.is_system()) or added_by_name = (select platform.actor_name()));
create policy discussion_agreement_made_by on strategy.discussion_agreement as restrictive for insert to samspill_app with check ((select platform.is_system()) or made_by_name = (select platform.actor_name()));
create policy discussion_minutes_sent_by on strategy.discussion_minutes as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or (state = 'reading' and sent_by_name = (select platform.actor_name())));
-- The leader of the team or the municipality approves.
create policy discussion_minutes_approved_by on strategy.discussion_minutes as restrictive for update to samspill_app using (true)
  with check ((select platform.is_system()) or state <> 'approved' or (approved_by_name = (select platform.actor_name()) and (select platform.actor_role()) in ('team-leader', 'authority')));
