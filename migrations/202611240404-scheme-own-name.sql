-- Whoever begins, writes or sends a result, or begins a partnership and writes its note, does it in their own name.
create policy result_begun_by on scheme.result as restrictive for insert to samspill_app with check ((select platform.is_system()) or begun_by_name = (select platform.actor_name()));
create policy result_draft_begun_by on scheme.result_draft as restrictive for insert to samspill_app with check ((select platform.is_system()) or changed_by_name = (select platform.actor_name()));
create policy result_draft_changed_by on scheme.result_draft as restrictive for update to samspill_app using (true) with check ((select platform.is_system()) or changed_by_name = (select platform.actor_name()));
create policy result_submission_sent_by on scheme.result_submission as restrictive for insert to samspill_app with check ((select platform.is_system()) or sent_by_name = (select platform.actor_name()));
create policy partnership_begun_by on scheme.partnership as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or (begun_by_name = (select platform.actor_name()) and changed_by_name = (select platform.actor_name()) and coalesce(owner_confirmed_by_name, partner_confirmed_by_name, '') in ('', (select platform.actor_name()))));
create policy partnership_note_written_by on scheme.partnership_note as restrictive for insert to samspill_app with check ((select platform.is_system()) or written_by_name = (select platform.actor_name()));
create policy partnership_note_changed_by on scheme.partnership_note as restrictive for update to samspill_app using (true) with check ((select platform.is_system()) or written_by_name = (select platform.actor_name()));
