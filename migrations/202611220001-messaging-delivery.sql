-- When the notice is to be tried next; null when there is nothing more to do. A try in progress holds it some minutes ahead, so that a
-- second worker leaves it alone and a try that never ended is found.
alter table messaging.notice add column try_at timestamptz;
update messaging.notice n set try_at = n.send_after
  where n.cancelled_at is null and not exists (select from messaging.delivery d where d.notice_id = n.id and d.outcome in ('sent', 'refused', 'gave-up'));
create index notice_try on messaging.notice (try_at) where try_at is not null and cancelled_at is null;
-- The role samspill_app could update every column; a reader may only note that the notice is seen.
create function messaging.only_seen() returns trigger language plpgsql as $$
begin
  if not platform.is_system() and current_user = 'samspill_app' and (to_jsonb(new) - 'seen_at') is distinct from (to_jsonb(old) - 'seen_at') then
    raise exception 'a reader may only note that a notice is seen' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger notice_only_seen before update on messaging.notice for each row execute function messaging.only_seen();

-- 'sending' is written before the letter leaves, 'unknown' when no outcome ever followed it; 'opted-out' when the reader wants no reminder of the kind.
alter table messaging.delivery drop constraint delivery_outcome;
alter table messaging.delivery add constraint delivery_outcome check (outcome in ('sending', 'sent', 'refused', 'failed', 'gave-up', 'unknown', 'opted-out'));

-- Reminders a person does not want by e-mail. They are still among the notices in the product.
create table messaging.choice (
  person_id uuid not null,
  kind text not null,
  chosen_at timestamptz not null,
  primary key (person_id, kind)
);
alter table messaging.choice enable row level security;
create policy choice_own on messaging.choice for all to samspill_app
  using (platform.is_system() or person_id = platform.actor_person()) with check (platform.is_system() or person_id = platform.actor_person());
grant select, insert, delete on messaging.choice to samspill_app;

-- Published: letters that did not arrive, for those who run the installation. Neither address nor content nor path: an invitation's path is a key.
create function messaging.undelivered() returns table (id uuid, send_after timestamptz, kind text, language text, to_whom text, outcome text, tried_at timestamptz, detail text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select n.id, n.send_after, n.kind, n.language,
    left(coalesce(n.address, p.email), 1) || '…@' || split_part(coalesce(n.address, p.email), '@', 2), d.outcome, d.at, d.detail
  from messaging.notice n
  left join identity.person p on p.id = n.person_id
  join lateral (select d.outcome, d.at, d.detail from messaging.delivery d where d.notice_id = n.id order by d.at desc, d.id desc limit 1) d on true
  where n.cancelled_at is null and d.outcome in ('refused', 'failed', 'gave-up', 'unknown') and platform.actor_role() in ('operator', 'system')
  order by d.at desc limit 200;
end;
revoke all on function messaging.undelivered from public;
grant execute on function messaging.undelivered to samspill_app;
