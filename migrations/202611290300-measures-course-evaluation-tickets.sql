-- One answer for each seat in the evaluation of a course: each is sent a link of their own, good for one answer. Nothing ties a ticket to a seat, and nothing
-- an answer to a ticket. Those that were asked by one link for all are closed: whoever had that link could answer again and again.
update measures.course_evaluation set closed_at = opened_at where closed_at is null;
drop function measures.open_course_evaluation, measures.cast_course_evaluation;
drop table measures.course_evaluation_key;
alter table measures.course_evaluation drop column token_hash, add column asked integer not null default 0 constraint course_evaluation_asked check (asked >= 0);
grant update (asked) on measures.course_evaluation to samspill_app;
alter policy course_evaluation_close on measures.course_evaluation with check (course_id in (select measures.arranged_courses()));

create table measures.course_evaluation_ticket (
  hash bytea primary key constraint course_evaluation_ticket_hash check (length(hash) = 32),
  course_id uuid not null references measures.course_evaluation on delete cascade,
  used boolean not null default false
);
create index course_evaluation_ticket_course on measures.course_evaluation_ticket (course_id);
alter table measures.course_evaluation_ticket enable row level security;

-- Tickets for those with a seat, by whoever arranges, while it is open. In the order of the hashes, which is chance. Those that are there already stay. Gives those that are new.
create function measures.issue_course_evaluation_tickets(of_course uuid, hashes bytea[], at timestamptz) returns setof bytea
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform from measures.course_evaluation e where e.course_id = of_course and e.course_id in (select measures.arranged_courses()) and e.closed_at is null and e.closes_on >= (at at time zone 'Europe/Oslo')::date for no key update;
  if not found then return; end if;
  return query insert into measures.course_evaluation_ticket as t (hash, course_id) select h, of_course from unnest(hashes) h order by h on conflict do nothing returning t.hash;
end $$;
-- What is asked of whoever has a ticket, and whether it has been used.
create function measures.open_course_evaluation(ticket_hash bytea, at timestamptz) returns table (course text, statements text[], closes_on date, used boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select c.title, e.statements, e.closes_on, t.used from measures.course_evaluation_ticket t join measures.course_evaluation e on e.course_id = t.course_id join measures.course c on c.id = e.course_id
  where t.hash = ticket_hash and e.closed_at is null and e.closes_on >= (at at time zone 'Europe/Oslo')::date;
end;
create function measures.cast_course_evaluation(ticket_hash bytea, at timestamptz, given smallint[], wrote text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare course uuid; was boolean;
begin
  -- One at a time in a course: those who close it wait, and whoever comes after is told.
  select e.course_id into course from measures.course_evaluation e
    where e.course_id = (select t.course_id from measures.course_evaluation_ticket t where t.hash = ticket_hash) and cardinality(given) = cardinality(e.statements)
      and e.closed_at is null and e.closes_on >= (at at time zone 'Europe/Oslo')::date for no key update;
  if course is null then return 'closed'; end if;
  select t.used into was from measures.course_evaluation_ticket t where t.hash = ticket_hash;
  if was is null then return 'closed'; end if;
  if was then return 'already-answered'; end if;
  -- Every row is written anew: a row tells which transaction wrote it (xmin), and an answer could be laid beside the ticket it came with.
  update measures.course_evaluation_ticket t set used = t.used or t.hash = ticket_hash where t.course_id = course;
  update measures.course_evaluation_tally t set n = t.n where t.course_id = course;
  update measures.course_evaluation_word w set words = w.words where w.course_id = course;
  insert into measures.course_evaluation_count as k (course_id, answered) values (course, 1) on conflict (course_id) do update set answered = k.answered + 1;
  insert into measures.course_evaluation_tally as t (course_id, statement, value, n) select course, o.at, o.value, 1 from unnest(given) with ordinality o (value, at) order by o.at
    on conflict (course_id, statement, value) do update set n = t.n + 1;
  if btrim(wrote) <> '' then insert into measures.course_evaluation_word (course_id, words) values (course, btrim(wrote)); end if;
  return 'answered';
end $$;
-- When it is over nothing is left of who was asked or had answered, and answers that were too few to be shown are thrown away. Of those that are over, whoever asks.
create function measures.forget_course_evaluations() returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare over uuid[]; few uuid[]; gone integer;
begin
  select array_agg(e.course_id) into over from measures.course_evaluation e where e.closed_at is not null or e.closes_on < platform.today();
  select array_agg(o) into few from unnest(over) o where coalesce((select k.answered from measures.course_evaluation_count k where k.course_id = o), 0) < 5;
  delete from measures.course_evaluation_ticket t where t.course_id = any (over);
  get diagnostics gone = row_count;
  delete from measures.course_evaluation_word w where w.course_id = any (few);
  delete from measures.course_evaluation_tally t where t.course_id = any (few);
  delete from measures.course_evaluation_count k where k.course_id = any (few);
  return gone;
end $$;
revoke all on function measures.issue_course_evaluation_tickets, measures.open_course_evaluation, measures.cast_course_evaluation, measures.forget_course_evaluations from public;
grant execute on function measures.issue_course_evaluation_tickets, measures.open_course_evaluation, measures.cast_course_evaluation, measures.forget_course_evaluations to samspill_app;
