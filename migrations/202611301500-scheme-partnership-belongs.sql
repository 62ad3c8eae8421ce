-- What belongs together in a partnership is held together by the database too, and names are one's own.

alter table scheme.partnership add constraint partnership_two_of_it unique (id, owner_id, partner_id);
alter table scheme.partnership add constraint partnership_previous_same_two foreign key (previous_id, owner_id, partner_id) references scheme.partnership (id, owner_id, partner_id);
alter table scheme.partnership_contact add constraint partnership_contact_of_side unique (id, partnership_id, side);
alter table scheme.partnership_contact add constraint partnership_contact_handed_same_side foreign key (handed_to, partnership_id, side) references scheme.partnership_contact (id, partnership_id, side);
alter table scheme.partnership_session add constraint partnership_session_of_one unique (id, partnership_id);
alter table scheme.partnership_session add constraint partnership_session_moved_within foreign key (moved_from, partnership_id) references scheme.partnership_session (id, partnership_id);

-- What was promised is never rewritten: only what became of it is told, in the own name.
revoke update on scheme.partnership_promise from samspill_app;
grant update (done_on, broken_on, broken_why, broken_by_name) on scheme.partnership_promise to samspill_app;
create policy partnership_promise_own_name on scheme.partnership_promise as restrictive for update to samspill_app using (true)
  with check ((select platform.is_system()) or coalesce(broken_by_name, (select platform.actor_name())) = (select platform.actor_name()));

-- Kindergartens in a session are those of the owners in the partnership.
create policy partnership_session_kindergarten_owned on scheme.partnership_session_kindergarten as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or (session_id, kindergarten_id) in (
    select s.id, k.id from scheme.partnership_session s join scheme.partnership p on p.id = s.partnership_id
      join register.organisation_card k on k.owner_id = p.owner_id or k.owner_id in (select m.org_id from scheme.partnership_member m where m.partnership_id = p.id)));

-- Who confirms, changes or ends does it in the own name.
create function scheme.keep_partnership_names() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if platform.is_system() or coalesce(platform.actor_role_name(), '') = '' then return new; end if;
  if (new.owner_confirmed_by_name is distinct from old.owner_confirmed_by_name and new.owner_confirmed_by_name is distinct from platform.actor_name())
    or (new.partner_confirmed_by_name is distinct from old.partner_confirmed_by_name and new.partner_confirmed_by_name is distinct from platform.actor_name())
    or (new.changed_by_name is distinct from old.changed_by_name and new.changed_by_name is distinct from platform.actor_name())
    or (new.ended_by_name is distinct from old.ended_by_name and new.ended_by_name is distinct from platform.actor_name())
    or new.begun_by_name is distinct from old.begun_by_name then
    raise exception 'each in the own name' using errcode = 'check_violation', constraint = 'partnership_own_name';
  end if;
  return new;
end $$;
create trigger keep_partnership_names before update on scheme.partnership for each row execute function scheme.keep_partnership_names();
