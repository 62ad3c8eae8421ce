-- Whether it is still done: one answer for each slip of paper. The head makes as many as work there and hands them out; nobody answers without one. Until now
-- one link was the same for all, and whoever had it could answer again and again.
drop function measures.open_pulse, measures.cast_pulse, measures.forget_tallies;
drop table measures.used_pulse_key;
alter table measures.pulse drop column token_hash, add column slips integer constraint pulse_slips check (slips between 1 and 500), add column slips_made_at timestamptz,
  add constraint pulse_slips_made check ((slips is null) = (slips_made_at is null));

create table measures.pulse_slip (
  hash bytea primary key constraint pulse_slip_hash check (length(hash) = 32),
  pulse_id uuid not null references measures.pulse on delete cascade,
  used boolean not null default false
);
create index pulse_slip_pulse on measures.pulse_slip (pulse_id);
alter table measures.pulse_slip enable row level security;

-- New slips in place of those there were, while nobody has answered. In the order of the hashes, which is chance. False: it is not open, or somebody has.
create function measures.make_pulse_slips(of_pulse uuid, hashes bytea[], made_when timestamptz) returns boolean language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from measures.pulse p where p.id = of_pulse and p.opens_on <= platform.today() and p.closes_on > platform.today()
    and p.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader') for update;
  if not found or exists (select from measures.pulse_slip s where s.pulse_id = of_pulse and s.used) then return false; end if;
  delete from measures.pulse_slip s where s.pulse_id = of_pulse;
  insert into measures.pulse_slip (hash, pulse_id) select h, of_pulse from unnest(hashes) h order by h;
  update measures.pulse p set slips = cardinality(hashes), slips_made_at = made_when where p.id = of_pulse;
  return true;
end $$;
-- Whether anybody has answered, for those who make the slips: not how many.
create function measures.pulse_answered(of_pulse uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return exists (select from measures.pulse_slip s join measures.pulse p on p.id = s.pulse_id where s.pulse_id = of_pulse and s.used and p.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader'));
-- The pulse behind a slip, while it takes answers.
create function measures.open_pulse(slip_hash bytea) returns table (kindergarten text, department text, idea text, words text, closes_on date, used boolean) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select k.name, d.name, o.idea, o.words, p.closes_on, s.used
  from measures.pulse_slip s join measures.pulse p on p.id = s.pulse_id join measures.try_out o on o.id = p.try_out_id join register.organisation k on k.id = p.kindergarten_id left join register.organisation d on d.id = o.department_id
  where s.hash = slip_hash and p.opens_on <= platform.today() and p.closes_on > platform.today();
end;
-- One answer more: a number that is one higher, and nothing else.
create function measures.cast_pulse(slip_hash bytea, said text) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare found_id uuid; was boolean;
begin
  select p.id into found_id from measures.pulse p where p.id = (select s.pulse_id from measures.pulse_slip s where s.hash = slip_hash) and p.opens_on <= platform.today() and p.closes_on > platform.today() for update;
  select s.used into was from measures.pulse_slip s where s.hash = slip_hash;
  if found_id is null or was is null then return 'closed'; end if;
  if was then return 'already-answered'; end if;
  -- Every row is written anew, the counts below too: which slip an answer came with cannot be read from which transaction wrote what.
  update measures.pulse_slip s set used = s.used or s.hash = slip_hash where s.pulse_id = found_id;
  insert into measures.pulse_tally (pulse_id, answer, count) select found_id, one, (one = said)::integer from unnest(array['often', 'sometimes', 'not']) as one
    on conflict (pulse_id, answer) do update set count = pulse_tally.count + excluded.count;
  return 'answered';
end $$;
-- What has been told, or has waited too long, is not kept; nor which slips there were when it is over.
create function measures.forget_tallies(of_pulses uuid[], before date) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  delete from measures.pulse_tally t using measures.pulse p where p.id = t.pulse_id and (p.id = any (of_pulses) or p.closes_on < before);
  delete from measures.pulse_slip s using measures.pulse p where p.id = s.pulse_id and p.closes_on <= platform.today();
end $$;
revoke all on function measures.make_pulse_slips, measures.pulse_answered, measures.open_pulse, measures.cast_pulse, measures.forget_tallies from public;
grant execute on function measures.make_pulse_slips, measures.pulse_answered, measures.open_pulse, measures.cast_pulse, measures.forget_tallies to samspill_app;
