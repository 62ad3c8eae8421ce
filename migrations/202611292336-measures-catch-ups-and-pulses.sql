-- Who sees to it that those who missed a gathering get it, and by when. A name or a role, as it was typed. Packages from before have neither.
alter table measures.reach_gathering
  add column responsible text not null default '' constraint reach_gathering_responsible check (length(responsible) <= 120),
  add column due_on date,
  add constraint reach_gathering_due check (due_on is null or catches_up_id is not null);
create index reach_gathering_due on measures.reach_gathering (kindergarten_id, due_on) where due_on is not null and held_on is null;
grant update (responsible, due_on) on measures.reach_gathering to samspill_app;

-- 'not' was one answer for two things: that it is no longer done, and that one does not know. They are two now. What was answered before stands as it was.
alter table measures.pulse_tally drop constraint pulse_tally_answer,
  add constraint pulse_tally_answer check (answer in ('often', 'sometimes', 'stopped', 'unknown', 'not'));
-- One answer more: a number that is one higher, and nothing else.
create or replace function measures.cast_pulse(slip_hash bytea, said text) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare found_id uuid; was boolean;
begin
  select p.id into found_id from measures.pulse p where p.id = (select s.pulse_id from measures.pulse_slip s where s.hash = slip_hash) and p.opens_on <= platform.today() and p.closes_on > platform.today() for update;
  select s.used into was from measures.pulse_slip s where s.hash = slip_hash;
  if found_id is null or was is null then return 'closed'; end if;
  if was then return 'already-answered'; end if;
  -- Every row is written anew, the counts below too: which slip an answer came with cannot be read from which transaction wrote what.
  update measures.pulse_slip s set used = s.used or s.hash = slip_hash where s.pulse_id = found_id;
  insert into measures.pulse_tally (pulse_id, answer, count) select found_id, one, (one = said)::integer from unnest(array['often', 'sometimes', 'stopped', 'unknown', 'not']) as one
    on conflict (pulse_id, answer) do update set count = pulse_tally.count + excluded.count;
  return 'answered';
end $$;
drop function measures.pulses_over;
-- The counts of pulses that are over and not told yet, for the program's own work only. `stopped_or_unknown`: answered before the two were asked apart.
create function measures.pulses_over() returns table (id uuid, measure_id uuid, kindergarten_id uuid, months integer, closes_on date, often integer, sometimes integer, stopped integer, unknown integer, stopped_or_unknown integer) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself counts' using errcode = '42501'; end if;
  return query select p.id, p.measure_id, p.kindergarten_id, p.months, p.closes_on,
      coalesce(sum(t.count) filter (where t.answer = 'often'), 0)::integer, coalesce(sum(t.count) filter (where t.answer = 'sometimes'), 0)::integer,
      coalesce(sum(t.count) filter (where t.answer = 'stopped'), 0)::integer, coalesce(sum(t.count) filter (where t.answer = 'unknown'), 0)::integer, coalesce(sum(t.count) filter (where t.answer = 'not'), 0)::integer
    from measures.pulse p join measures.pulse_tally t on t.pulse_id = p.id where p.closes_on <= platform.today() group by p.id order by p.closes_on, p.id;
end $$;
revoke all on function measures.pulses_over from public;
grant execute on function measures.pulses_over to samspill_app;
