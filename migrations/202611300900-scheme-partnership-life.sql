-- The life of a partnership: who answers for a promise, people with periods, sessions, questions, half-yearly reflections, what the university changed,
-- what each side says about a reason, and the period that follows.

-- Two of the same pair at the same time is one too many.
alter table scheme.partnership add constraint partnership_pair_once exclude using gist (owner_id with =, partner_id with =, period with &&) where (ended_at is null);
-- The period before this one. One follows each: pressing twice gives the same.
alter table scheme.partnership add column previous_id uuid constraint partnership_previous_once unique references scheme.partnership;

create or replace function scheme.keep_partnership() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare acts text;
begin
  if platform.is_system() or coalesce(platform.actor_role_name(), '') = '' then return new; end if;
  if (new.owner_id, new.partner_id, new.region_id, new.start_key, new.previous_id) is distinct from (old.owner_id, old.partner_id, old.region_id, old.start_key, old.previous_id) then
    raise exception 'the two in a partnership stay the same' using errcode = 'check_violation', constraint = 'partnership_stays';
  end if;
  acts := case when scheme.actor_role() = 'university-contact' then 'partner' else 'owner' end;
  if (acts = 'partner' and (new.owner_confirmed, new.owner_confirmed_at, new.owner_confirmed_by_name) is distinct from (old.owner_confirmed, old.owner_confirmed_at, old.owner_confirmed_by_name))
    or (acts = 'owner' and (new.partner_confirmed, new.partner_confirmed_at, new.partner_confirmed_by_name) is distinct from (old.partner_confirmed, old.partner_confirmed_at, old.partner_confirmed_by_name)) then
    raise exception 'nobody confirms for the other' using errcode = 'check_violation', constraint = 'partnership_own_word';
  end if;
  return new;
end $$;
-- What follows a partnership is between the same two.
create policy partnership_follows on scheme.partnership as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or previous_id is null or previous_id in (select o.id from scheme.own_partnerships() o where o.side <> 'member'));

-- Who answers for a promise by name; and when it was not kept, why, in the words of the one who promised.
alter table scheme.partnership_promise
  add column answers text not null default '' constraint partnership_promise_answers check (length(answers) <= 120),
  add column broken_on date,
  add column broken_why text constraint partnership_promise_broken_why check (length(btrim(broken_why)) between 1 and 1000),
  add column broken_by_name text,
  add constraint partnership_promise_broken check (num_nulls(broken_on, broken_why, broken_by_name) in (0, 3)),
  add constraint partnership_promise_one_end check (done_on is null or broken_on is null);
-- What has been kept, was not kept, or whose day is past, stays.
create policy partnership_promise_stays on scheme.partnership_promise as restrictive for delete to samspill_app
  using ((select platform.is_system()) or (done_on is null and broken_on is null and to_on >= (select platform.today())));

-- People with the days they were there. Nobody is written over: who leaves gets a last day, and perhaps someone who took over.
alter table scheme.partnership_contact
  add column from_on date,
  add column to_on date,
  add column handed_to uuid references scheme.partnership_contact,
  add column left_note text constraint partnership_contact_left_note check (length(btrim(left_note)) between 1 and 500),
  add column added_on date not null default platform.today();
update scheme.partnership_contact c set from_on = lower(p.period) from scheme.partnership p where p.id = c.partnership_id;
alter table scheme.partnership_contact alter column from_on set not null, alter column from_on set default platform.today(),
  add constraint partnership_contact_days check (to_on is null or to_on >= from_on),
  add constraint partnership_contact_left check (to_on is not null or num_nonnulls(handed_to, left_note) = 0),
  add constraint partnership_contact_other check (handed_to <> id);
create index partnership_contact_handed_to on scheme.partnership_contact (handed_to) where handed_to is not null;
grant update (to_on, handed_to, left_note) on scheme.partnership_contact to samspill_app;
create policy partnership_contact_leave on scheme.partnership_contact for update to samspill_app
  using (to_on is null and (partnership_id, side) in (select w.id, w.side from scheme.written_partnerships() w))
  with check ((partnership_id, side) in (select w.id, w.side from scheme.written_partnerships() w));
-- What was mistyped can be taken away on the day it was written.
create policy partnership_contact_stays on scheme.partnership_contact as restrictive for delete to samspill_app
  using ((select platform.is_system()) or (added_on = (select platform.today()) and to_on is null));

-- What the two do together: planned, then held or cancelled. A cancelled one may have a new day.
create table scheme.partnership_session (
  id uuid primary key default uuidv7(),
  partnership_id uuid not null references scheme.partnership,
  start_key uuid not null constraint partnership_session_start_key unique,
  on_day date not null,
  place text not null constraint partnership_session_place check (length(btrim(place)) between 1 and 200),
  what text not null constraint partnership_session_what check (length(btrim(what)) between 1 and 300),
  state text not null default 'planned' constraint partnership_session_state check (state in ('planned', 'held', 'cancelled')),
  owner_people integer constraint partnership_session_owner_people check (owner_people between 0 and 2000),
  partner_people integer constraint partnership_session_partner_people check (partner_people between 0 and 2000),
  staff_reached integer constraint partnership_session_staff check (staff_reached between 0 and 20000),
  cancelled_by text constraint partnership_session_cancelled_by check (cancelled_by in ('owner', 'partner', 'neither')),
  cancelled_why text constraint partnership_session_cancelled_why check (length(btrim(cancelled_why)) between 1 and 500),
  moved_from uuid constraint partnership_session_moved_once unique references scheme.partnership_session,
  planned_at timestamptz not null,
  planned_by_name text not null,
  told_at timestamptz,
  told_by_name text,
  constraint partnership_session_held check (num_nonnulls(owner_people, partner_people, staff_reached) = case when state = 'held' then 3 else 0 end),
  constraint partnership_session_cancelled check (num_nonnulls(cancelled_by, cancelled_why) = case when state = 'cancelled' then 2 else 0 end),
  constraint partnership_session_told check (num_nonnulls(told_at, told_by_name) = case when state = 'planned' then 0 else 2 end)
);
create index partnership_session_of on scheme.partnership_session (partnership_id, on_day);
create table scheme.partnership_session_kindergarten (
  session_id uuid not null references scheme.partnership_session,
  kindergarten_id uuid not null references register.organisation,
  primary key (session_id, kindergarten_id)
);
create index partnership_session_kindergarten_of on scheme.partnership_session_kindergarten (kindergarten_id);

-- One side asks the other. The threads are the two sides' own; others see how long answers took (scheme.question_times).
create table scheme.partnership_question (
  id uuid primary key default uuidv7(),
  partnership_id uuid not null references scheme.partnership,
  start_key uuid not null constraint partnership_question_start_key unique,
  side text not null constraint partnership_question_side check (side in ('owner', 'partner')),
  question text not null constraint partnership_question_text check (length(btrim(question)) between 1 and 2000),
  asked_at timestamptz not null,
  asked_by_name text not null
);
create index partnership_question_of on scheme.partnership_question (partnership_id, asked_at);
create table scheme.partnership_answer (
  id uuid primary key default uuidv7(),
  question_id uuid not null references scheme.partnership_question,
  partnership_id uuid not null references scheme.partnership,
  side text not null constraint partnership_answer_side check (side in ('owner', 'partner')),
  answer text not null constraint partnership_answer_text check (length(btrim(answer)) between 1 and 2000),
  answered_at timestamptz not null,
  answered_by_name text not null
);
create index partnership_answer_of on scheme.partnership_answer (question_id, answered_at);
create index partnership_answer_in on scheme.partnership_answer (partnership_id);

-- What each side thinks of a half-year ('2026-1' is January to July, '2026-2' August to December). Locked when it is delivered.
create table scheme.partnership_reflection (
  partnership_id uuid not null references scheme.partnership,
  half text not null constraint partnership_reflection_half check (half ~ '^20[0-9]{2}-[12]$'),
  side text not null constraint partnership_reflection_side check (side in ('owner', 'partner')),
  worked text not null constraint partnership_reflection_worked check (length(btrim(worked)) between 1 and 2000),
  learned text not null constraint partnership_reflection_learned check (length(btrim(learned)) between 1 and 2000),
  changes text not null constraint partnership_reflection_changes check (length(btrim(changes)) between 1 and 2000),
  delivered_at timestamptz not null,
  delivered_by_name text not null,
  primary key (partnership_id, half, side)
);
-- What is added afterwards, beside what was delivered.
create table scheme.partnership_reflection_addition (
  id uuid primary key default uuidv7(),
  partnership_id uuid not null references scheme.partnership,
  half text not null constraint partnership_reflection_addition_half check (half ~ '^20[0-9]{2}-[12]$'),
  side text not null constraint partnership_reflection_addition_side check (side in ('owner', 'partner')),
  addition text not null constraint partnership_reflection_addition_text check (length(btrim(addition)) between 1 and 2000),
  added_at timestamptz not null,
  added_by_name text not null
);
create index partnership_reflection_addition_of on scheme.partnership_reflection_addition (partnership_id, half);

-- What the university has changed because of the work, and where it can be seen.
create table scheme.partnership_change (
  id uuid primary key default uuidv7(),
  partnership_id uuid not null references scheme.partnership,
  start_key uuid not null constraint partnership_change_start_key unique,
  side text not null default 'partner' constraint partnership_change_side check (side = 'partner'),
  kind text not null constraint partnership_change_kind check (kind in ('teacher-education', 'practice', 'research', 'own-competence')),
  what text not null constraint partnership_change_what check (length(btrim(what)) between 1 and 1000),
  seen_at text not null default '' constraint partnership_change_seen_at check (seen_at = '' or (seen_at ~ '^https?://' and length(seen_at) <= 500)),
  came_from text not null constraint partnership_change_came_from check (length(btrim(came_from)) between 1 and 500),
  on_day date not null,
  written_at timestamptz not null,
  written_by_name text not null
);
create index partnership_change_of on scheme.partnership_change (partnership_id, on_day);

-- What a side says about a promise of the other's, or about a reason the program points to. Never changed, only followed by another.
create table scheme.partnership_word (
  id uuid primary key default uuidv7(),
  partnership_id uuid not null references scheme.partnership,
  side text not null constraint partnership_word_side check (side in ('owner', 'partner')),
  about_kind text not null constraint partnership_word_about_kind check (about_kind in ('promise', 'reason')),
  about text not null constraint partnership_word_about check (length(about) between 1 and 60),
  word text not null constraint partnership_word_text check (length(btrim(word)) between 1 and 1000),
  said_at timestamptz not null,
  said_by_name text not null
);
create index partnership_word_of on scheme.partnership_word (partnership_id);

-- A side says that it will not go on after the period, and why. It may still be talked of: the partnership that follows is a row of its own.
create table scheme.partnership_parting (
  id uuid primary key default uuidv7(),
  partnership_id uuid not null references scheme.partnership,
  side text not null constraint partnership_parting_side check (side in ('owner', 'partner')),
  reason text not null constraint partnership_parting_reason check (length(btrim(reason)) between 1 and 1000),
  said_at timestamptz not null,
  said_by_name text not null,
  constraint partnership_parting_once unique (partnership_id, side)
);

do $$
declare name text;
begin
  foreach name in array array['session', 'session_kindergarten', 'question', 'answer', 'reflection', 'reflection_addition', 'change', 'word', 'parting'] loop
    execute format('alter table scheme.partnership_%1$s enable row level security', name);
    execute format('create policy partnership_%1$s_system on scheme.partnership_%1$s for all to samspill_app using ((select platform.is_system()))', name);
    execute format('grant select, insert on scheme.partnership_%1$s to samspill_app', name);
  end loop;
  foreach name in array array['session', 'change', 'word', 'parting'] loop
    execute format('create policy partnership_%1$s_read on scheme.partnership_%1$s for select to samspill_app using (partnership_id in (select scheme.seen_partnerships()))', name);
  end loop;
  -- The threads: the two sides only.
  foreach name in array array['question', 'answer'] loop
    execute format('create policy partnership_%1$s_read on scheme.partnership_%1$s for select to samspill_app using (partnership_id in (select o.id from scheme.own_partnerships() o where o.side <> ''member''))', name);
  end loop;
end $$;

-- Each side writes its own, in its own name.
create policy partnership_question_ask on scheme.partnership_question for insert to samspill_app
  with check ((partnership_id, side) in (select w.id, w.side from scheme.written_partnerships() w) and asked_by_name = (select platform.actor_name()));
create policy partnership_answer_write on scheme.partnership_answer for insert to samspill_app
  with check ((partnership_id, side) in (select w.id, w.side from scheme.written_partnerships() w) and answered_by_name = (select platform.actor_name())
    and (question_id, partnership_id) in (select q.id, q.partnership_id from scheme.partnership_question q));
create policy partnership_change_write on scheme.partnership_change for insert to samspill_app
  with check ((partnership_id, side) in (select o.id, o.side from scheme.own_partnerships() o) and written_by_name = (select platform.actor_name()));
create policy partnership_word_say on scheme.partnership_word for insert to samspill_app
  with check ((partnership_id, side) in (select o.id, o.side from scheme.own_partnerships() o) and said_by_name = (select platform.actor_name()));
create policy partnership_parting_say on scheme.partnership_parting for insert to samspill_app
  with check ((partnership_id, side) in (select w.id, w.side from scheme.written_partnerships() w) and said_by_name = (select platform.actor_name()));

-- Sessions belong to both: either plans, and either tells what became of them, once.
create policy partnership_session_plan on scheme.partnership_session for insert to samspill_app
  with check (partnership_id in (select w.id from scheme.written_partnerships() w) and state = 'planned' and planned_by_name = (select platform.actor_name()));
grant update (state, owner_people, partner_people, staff_reached, cancelled_by, cancelled_why, told_at, told_by_name) on scheme.partnership_session to samspill_app;
create policy partnership_session_tell on scheme.partnership_session for update to samspill_app
  using (state = 'planned' and partnership_id in (select w.id from scheme.written_partnerships() w))
  with check (partnership_id in (select w.id from scheme.written_partnerships() w) and told_by_name = (select platform.actor_name()));

-- The sessions at a kindergarten, as its head sees them: what concerns it, and no more of the partnership than its name.
create function scheme.kindergarten_partnership_sessions() returns table (id uuid, on_day date, place text, what text, state text, cancelled_by text, cancelled_why text, staff_reached integer, partnership text, owner_id uuid, partner_id uuid)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id, s.on_day, s.place, s.what, s.state, s.cancelled_by, s.cancelled_why, s.staff_reached, p.name, p.owner_id, p.partner_id
  from scheme.partnership_session_kindergarten k join scheme.partnership_session s on s.id = k.session_id join scheme.partnership p on p.id = s.partnership_id
  where k.kindergarten_id = platform.actor_org() and scheme.actor_role() = 'head';
end;
create function scheme.seen_partnership_sessions() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id from scheme.partnership_session s where s.partnership_id in (select scheme.seen_partnerships());
end;
create function scheme.written_partnership_sessions() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id from scheme.partnership_session s where s.state = 'planned' and s.partnership_id in (select w.id from scheme.written_partnerships() w);
end;
-- How long answers took, for all who see the partnership: no words of the threads.
create function scheme.question_times() returns table (partnership_id uuid, side text, asked_at timestamptz, answered_at timestamptz)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select q.partnership_id, q.side, q.asked_at, (select min(a.answered_at) from scheme.partnership_answer a where a.question_id = q.id and a.side <> q.side)
  from scheme.partnership_question q where q.partnership_id in (select scheme.seen_partnerships());
end;
-- The last day to deliver: a month after the half-year.
create function scheme.reflection_deadline(half text) returns date language sql immutable parallel safe
  return case right(half, 1) when '1' then make_date(left(half, 4)::int, 8, 31) else make_date(left(half, 4)::int + 1, 1, 31) end;
-- The half-years that are open to both: both have delivered, or the last day is past. Until then each sees its own.
create function scheme.seen_reflections() returns table (partnership_id uuid, half text) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.partnership_id, r.half from scheme.partnership_reflection r where r.partnership_id in (select scheme.seen_partnerships()) group by r.partnership_id, r.half
  having count(*) = 2 or scheme.reflection_deadline(r.half) < platform.today();
end;
-- Who has delivered what: all who see the partnership see that it is there.
create function scheme.delivered_reflections() returns table (partnership_id uuid, half text, side text) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.partnership_id, r.half, r.side from scheme.partnership_reflection r where r.partnership_id in (select scheme.seen_partnerships());
end;
revoke all on function scheme.kindergarten_partnership_sessions, scheme.seen_partnership_sessions, scheme.written_partnership_sessions, scheme.question_times, scheme.seen_reflections, scheme.delivered_reflections from public;
grant execute on function scheme.kindergarten_partnership_sessions, scheme.seen_partnership_sessions, scheme.written_partnership_sessions, scheme.question_times, scheme.seen_reflections, scheme.delivered_reflections to samspill_app;

create policy partnership_session_kindergarten_read on scheme.partnership_session_kindergarten for select to samspill_app using (session_id in (select scheme.seen_partnership_sessions()));
create policy partnership_session_kindergarten_add on scheme.partnership_session_kindergarten for insert to samspill_app with check (session_id in (select scheme.written_partnership_sessions()));

create policy partnership_reflection_read on scheme.partnership_reflection for select to samspill_app
  using ((partnership_id, side) in (select o.id, o.side from scheme.own_partnerships() o) or (partnership_id, half) in (select o.partnership_id, o.half from scheme.seen_reflections() o));
create policy partnership_reflection_deliver on scheme.partnership_reflection for insert to samspill_app
  with check ((partnership_id, side) in (select w.id, w.side from scheme.written_partnerships() w) and delivered_by_name = (select platform.actor_name()) and scheme.reflection_deadline(half) >= (select platform.today()));
create policy partnership_reflection_addition_read on scheme.partnership_reflection_addition for select to samspill_app
  using ((partnership_id, side) in (select o.id, o.side from scheme.own_partnerships() o) or (partnership_id, half) in (select o.partnership_id, o.half from scheme.seen_reflections() o)
    or (partnership_id in (select scheme.seen_partnerships()) and scheme.reflection_deadline(half) < (select platform.today())));
create policy partnership_reflection_addition_write on scheme.partnership_reflection_addition for insert to samspill_app
  with check ((partnership_id, side) in (select o.id, o.side from scheme.own_partnerships() o) and added_by_name = (select platform.actor_name()));

-- People who left five years ago or more are named no longer.
create function scheme.forget_partnership_people(before date) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  if not platform.is_system() then raise exception 'only the program itself forgets' using errcode = 'insufficient_privilege'; end if;
  update scheme.partnership_contact set handed_to = null where handed_to in (select c.id from scheme.partnership_contact c where c.to_on < before);
  delete from scheme.partnership_contact where to_on < before;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function scheme.forget_partnership_people from public;
grant execute on function scheme.forget_partnership_people to samspill_app;
