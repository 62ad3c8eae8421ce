-- How many requests a kindergarten has open is told to those who may read them: an owner and an authority never see that a head has asked for help.
create or replace function coordination.request_counts() returns table (kindergarten_id uuid, open integer, waiting integer, accepted integer, declined integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.kindergarten_id, count(distinct r.id)::integer, count(*) filter (where a.answer is null)::integer, count(*) filter (where a.answer = 'accepted')::integer, count(*) filter (where a.answer = 'declined')::integer
  from coordination.request r join coordination.request_answer a on a.request_id = r.id
  where r.state = 'open' and r.kindergarten_id in (select coordination.asking_kindergartens()) group by r.kindergarten_id;
end;

-- What a service has answered stands: only who comes and when is told afterwards.
create function coordination.keep_answer() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if current_user <> 'samspill_app' or platform.is_system() then return new; end if;
  if old.answer is not null and (new.answer, new.reason, new.instead, new.answered_at, new.answered_by_name) is distinct from (old.answer, old.reason, old.instead, old.answered_at, old.answered_by_name)
    or old.answer is null and new.answer is not null and new.answered_by_name is distinct from platform.actor_name() then
    raise exception 'an answer stands as it was given' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger keep_answer before update on coordination.request_answer for each row execute function coordination.keep_answer();

-- Who may change what of a hand-over, each thing once and in the own name: the head alone agrees, and takes back only what was given; the receiver alone answers; the sender alone ends it.
create or replace function coordination.keep_hand_over() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  head constant boolean := old.kindergarten_id = platform.actor_org() and platform.actor_role() = 'head';
begin
  if current_user <> 'samspill_app' or platform.is_system() then return new; end if;
  if (new.consent, new.consent_at, new.consent_by_name, new.consent_ended_at, new.consent_ended_by_name) is distinct from (old.consent, old.consent_at, old.consent_by_name, old.consent_ended_at, old.consent_ended_by_name)
      and not coalesce(head and (
        (old.consent = 'asked' and old.ended is null and new.consent in ('given', 'refused') and new.consent_by_name = platform.actor_name())
        or (old.consent = 'given' and new.consent = 'withdrawn' and new.consent_at = old.consent_at and new.consent_by_name = old.consent_by_name and new.consent_ended_by_name = platform.actor_name())), false)
    or (new.suggestion, new.suggestion_at, new.suggestion_by_name) is distinct from (old.suggestion, old.suggestion_at, old.suggestion_by_name)
      and not coalesce(head and old.suggestion is null and new.suggestion_by_name = platform.actor_name(), false)
    or (new.answer, new.answer_reason, new.answered_at, new.answered_by_name, new.next) is distinct from (old.answer, old.answer_reason, old.answered_at, old.answered_by_name, old.next)
      and not coalesce(coordination.acts_in(old.to_id) and old.consent = 'given' and old.ended is null and old.answer is null and new.answered_by_name = platform.actor_name(), false)
    or (new.ended, new.ended_at, new.ended_by_name) is distinct from (old.ended, old.ended_at, old.ended_by_name)
      and not coalesce(coordination.acts_in(old.from_id) and old.ended is null and new.ended_by_name = platform.actor_name(), false) then
    raise exception 'this part of the hand-over is another''s' using errcode = '42501';
  end if;
  return new;
end $$;
