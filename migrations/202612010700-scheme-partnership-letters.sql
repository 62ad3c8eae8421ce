-- What a partnership reminds of, whose county governor may read it, a second proposal after the first was turned down, and what a head sees of one that ended.

-- The region is the owner's, or the university's where the owner has none: it decides which county governor reads the partnership.
create policy partnership_region on scheme.partnership as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or region_id = (select coalesce(o.region_id, u.region_id) from register.organisation o, register.organisation u where o.id = partnership.owner_id and u.id = partnership.partner_id));

-- One period follows each, of those that stand: a proposal that was turned down makes room for another.
alter table scheme.partnership drop constraint partnership_previous_once;
create unique index partnership_previous_once on scheme.partnership (previous_id) where ended_at is null or agreed_at is not null;

-- Which letters have gone to a side: about a half-year to reflect on ('2026-2'), or that it is time to talk of what comes after ('renewal'). Each goes once.
create table scheme.partnership_reminder (
  partnership_id uuid not null references scheme.partnership,
  side text not null constraint partnership_reminder_side check (side in ('owner', 'partner')),
  about text not null constraint partnership_reminder_about check (about = 'renewal' or about ~ '^20[0-9]{2}-[12]$'),
  sent_at timestamptz not null,
  primary key (partnership_id, side, about)
);
alter table scheme.partnership_reminder enable row level security;
create policy partnership_reminder_system on scheme.partnership_reminder for all to samspill_app using ((select platform.is_system()));
grant select, insert on scheme.partnership_reminder to samspill_app;

-- As before, and whether somebody has ended the partnership: what was planned in it then comes to nothing.
drop function scheme.kindergarten_partnership_sessions;
create function scheme.kindergarten_partnership_sessions() returns table (id uuid, on_day date, place text, what text, state text, cancelled_by text, cancelled_why text, staff_reached integer, partnership text, owner_id uuid, partner_id uuid, ended boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id, s.on_day, s.place, s.what, s.state, s.cancelled_by, s.cancelled_why, s.staff_reached, p.name, p.owner_id, p.partner_id, p.ended_at is not null
  from scheme.partnership_session_kindergarten k join scheme.partnership_session s on s.id = k.session_id join scheme.partnership p on p.id = s.partnership_id
  where k.kindergarten_id = platform.actor_org() and scheme.actor_role() = 'head';
end;
revoke all on function scheme.kindergarten_partnership_sessions from public;
grant execute on function scheme.kindergarten_partnership_sessions to samspill_app;
