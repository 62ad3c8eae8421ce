-- From course to practice: one small thing a department tries, what changed for the children, and whether it is still done months later. About practice, never about one child.

create table measures.try_out (
  id uuid primary key default uuidv7(),
  start_key uuid not null constraint try_out_start_key unique,
  measure_id uuid not null,
  kindergarten_id uuid not null,
  -- Null: the whole kindergarten tries it.
  department_id uuid references register.organisation,
  -- One of the list (src/slices/measures/try-outs/rules.ts), or null for one's own words.
  idea text constraint try_out_idea check (idea ~ '^[a-z-]{2,40}$'),
  words text not null default '' constraint try_out_words check (length(words) <= 500),
  begun_on date not null,
  observed_on date,
  observation text not null default '' constraint try_out_observation check (length(observation) <= 1800),
  outcome text constraint try_out_outcome check (outcome in ('keep', 'change', 'stop')),
  -- Whether other kindergartens may read it, and whether they see who it was.
  shared boolean not null default false,
  named boolean not null default false,
  -- The copy others read: says nothing of where it comes from.
  shown_id uuid not null default gen_random_uuid() constraint try_out_shown_id unique,
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  foreign key (measure_id, kindergarten_id) references measures.part,
  constraint try_out_said check (idea is not null or btrim(words) <> ''),
  constraint try_out_observed check (num_nulls(observed_on, outcome) in (0, 2) and (observed_on is null) = (btrim(observation) = '')),
  constraint try_out_shared check (not shared or observed_on is not null)
);
create index try_out_part on measures.try_out (kindergarten_id, measure_id);

-- A question to those who work in the department, three and six months after it began.
create table measures.pulse (
  id uuid primary key default uuidv7(),
  try_out_id uuid not null references measures.try_out on delete cascade,
  measure_id uuid not null,
  kindergarten_id uuid not null references register.organisation,
  months integer not null constraint pulse_months check (months in (3, 6)),
  token_hash bytea not null constraint pulse_token unique,
  opens_on date not null,
  closes_on date not null constraint pulse_closes check (closes_on > opens_on),
  constraint pulse_once unique (try_out_id, months)
);
create index pulse_part on measures.pulse (kindergarten_id, measure_id);
-- Answers while it is open: counts only. Nobody reads them by themselves; they are gone when they have been put together with enough others.
create table measures.pulse_tally (
  pulse_id uuid not null references measures.pulse on delete cascade,
  answer text not null constraint pulse_tally_answer check (answer in ('often', 'sometimes', 'not')),
  count integer not null constraint pulse_tally_count check (count >= 0),
  primary key (pulse_id, answer)
);
-- The same form sent twice is one answer.
create table measures.used_pulse_key (
  pulse_id uuid not null references measures.pulse on delete cascade,
  key_hash bytea not null,
  primary key (pulse_id, key_hash)
);
-- What came of one or more pulses that are over, with five answers or more. Made once and never changed.
create table measures.pulse_result (
  id uuid primary key default uuidv7(),
  measure_id uuid not null,
  kindergarten_id uuid not null references register.organisation,
  months integer not null,
  pulse_ids uuid[] not null,
  at_least integer not null constraint pulse_result_at_least check (at_least >= 5 and at_least % 5 = 0),
  still text not null constraint pulse_result_still check (still in ('most', 'some', 'few')),
  made_on date not null
);
create index pulse_result_part on measures.pulse_result (kindergarten_id, measure_id);

-- What others may read: a copy without the measure, and without the kindergarten unless it shows its name.
create table measures.try_out_shown (
  id uuid primary key,
  region_id text not null references register.region,
  themes text[] not null,
  idea text,
  words text not null,
  observation text not null,
  outcome text not null,
  kindergarten_name text,
  shown_on date not null
);
create index try_out_shown_themes on measures.try_out_shown using gin (themes);

do $$
declare name text;
begin
  foreach name in array array['try_out', 'pulse', 'pulse_result', 'try_out_shown', 'pulse_tally', 'used_pulse_key'] loop
    execute format('alter table measures.%I enable row level security', name);
  end loop;
  foreach name in array array['try_out', 'pulse', 'pulse_result', 'try_out_shown'] loop
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
  end loop;
  foreach name in array array['try_out', 'pulse', 'pulse_result'] loop
    execute format('create policy %I on measures.%I for select to samspill_app using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in (''head'', ''pedagogical-leader''))', name || '_read', name);
  end loop;
end $$;
create policy try_out_add on measures.try_out for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader') and changed_by_name = (select platform.actor_name())
    and (measure_id, kindergarten_id) in (select s.measure_id, s.kindergarten_id from measures.seen_parts() s));
create policy try_out_change on measures.try_out for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'))
  with check (kindergarten_id = (select platform.actor_org()) and changed_by_name = (select platform.actor_name()));
create policy pulse_add on measures.pulse for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader') and try_out_id in (select o.id from measures.try_out o));
-- The head lets others read; the copy says no more than the kindergarten has chosen.
create policy try_out_shown_read on measures.try_out_shown for select to samspill_app
  using ((select platform.actor_role()) in ('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'));
create policy try_out_shown_add on measures.try_out_shown for insert to samspill_app
  with check ((select platform.actor_role()) = 'head' and id in (select o.shown_id from measures.try_out o where o.shared));
create policy try_out_shown_remove on measures.try_out_shown for delete to samspill_app
  using ((select platform.actor_role()) = 'head' and id in (select o.shown_id from measures.try_out o));
grant select, insert on measures.try_out, measures.pulse, measures.pulse_result to samspill_app;
grant select, insert, delete on measures.try_out_shown to samspill_app;
grant update (idea, words, observed_on, observation, outcome, shared, named, version, changed_at, changed_by_name) on measures.try_out to samspill_app;

-- Published (docs/data/try-out-card.md): what kindergartens have tried and let others read.
create view measures.try_out_card with (security_invoker) as
  select s.id, s.region_id, s.themes, s.idea, s.words, s.observation, s.outcome, s.kindergarten_name, s.shown_on from measures.try_out_shown s;
grant select on measures.try_out_card to samspill_app;

-- The pulse behind a secret, while it takes answers.
create function measures.open_pulse(hash bytea) returns table (kindergarten text, department text, idea text, words text, closes_on date) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select k.name, d.name, o.idea, o.words, p.closes_on
  from measures.pulse p join measures.try_out o on o.id = p.try_out_id join register.organisation k on k.id = p.kindergarten_id left join register.organisation d on d.id = o.department_id
  where p.token_hash = hash and p.opens_on <= platform.today() and p.closes_on > platform.today();
end;
-- One answer more: a number that is one higher, and nothing else. The same form key twice is one answer.
create function measures.cast_pulse(hash bytea, form_key bytea, said text) returns text language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare found_id uuid;
begin
  select p.id into found_id from measures.pulse p where p.token_hash = hash and p.opens_on <= platform.today() and p.closes_on > platform.today() for update;
  if found_id is null then return 'closed'; end if;
  insert into measures.used_pulse_key (pulse_id, key_hash) values (found_id, form_key) on conflict do nothing;
  if not found then return 'already-answered'; end if;
  insert into measures.pulse_tally (pulse_id, answer, count) select found_id, one, (one = said)::integer from unnest(array['often', 'sometimes', 'not']) as one
    on conflict (pulse_id, answer) do update set count = pulse_tally.count + excluded.count;
  return 'answered';
end $$;
-- The counts of pulses that are over and not told yet, for the program's own work only.
create function measures.pulses_over() returns table (id uuid, measure_id uuid, kindergarten_id uuid, months integer, closes_on date, often integer, sometimes integer, not_any_more integer) language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself counts' using errcode = '42501'; end if;
  return query select p.id, p.measure_id, p.kindergarten_id, p.months, p.closes_on, coalesce(sum(t.count) filter (where t.answer = 'often'), 0)::integer, coalesce(sum(t.count) filter (where t.answer = 'sometimes'), 0)::integer, coalesce(sum(t.count) filter (where t.answer = 'not'), 0)::integer
    from measures.pulse p join measures.pulse_tally t on t.pulse_id = p.id where p.closes_on <= platform.today() group by p.id order by p.closes_on, p.id;
end $$;
-- What has been told, or has waited too long, is not kept.
create function measures.forget_tallies(of_pulses uuid[], before date) returns void language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  delete from measures.pulse_tally t using measures.pulse p where p.id = t.pulse_id and (p.id = any (of_pulses) or p.closes_on < before);
  delete from measures.used_pulse_key u using measures.pulse p where p.id = u.pulse_id and (p.id = any (of_pulses) or p.closes_on <= platform.today());
end $$;
create function measures.forget_try_outs(before date) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  delete from measures.try_out_shown s where s.shown_on < before or s.id in (select o.shown_id from measures.try_out o where coalesce(o.observed_on, o.begun_on) < before);
  delete from measures.pulse_result r where r.made_on < before;
  delete from measures.try_out o where coalesce(o.observed_on, o.begun_on) < before;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function measures.open_pulse, measures.cast_pulse, measures.pulses_over, measures.forget_tallies, measures.forget_try_outs from public;
grant execute on function measures.open_pulse, measures.cast_pulse, measures.pulses_over, measures.forget_tallies, measures.forget_try_outs to samspill_app;
