-- What people thought of a course: asked by a link when it is over, without a name. Answers are counted as they come; nobody can read one.

create table measures.course_evaluation (
  course_id uuid primary key references measures.course on delete cascade,
  token_hash bytea not null constraint course_evaluation_token unique check (length(token_hash) = 32),
  statements text[] not null constraint course_evaluation_statements check (cardinality(statements) between 1 and 8),
  opened_at timestamptz not null,
  opened_by_name text not null,
  closes_on date not null,
  closed_at timestamptz
);
-- How many gave each answer: 0 is "do not know".
create table measures.course_evaluation_tally (
  course_id uuid not null references measures.course_evaluation on delete cascade,
  statement smallint not null constraint course_evaluation_tally_statement check (statement between 1 and 8),
  value smallint not null constraint course_evaluation_tally_value check (value between 0 and 5),
  n integer not null constraint course_evaluation_tally_n check (n > 0),
  primary key (course_id, statement, value)
);
create table measures.course_evaluation_count (
  course_id uuid primary key references measures.course_evaluation on delete cascade,
  answered integer not null
);
-- What somebody wrote: the key is chance, and there is no time.
create table measures.course_evaluation_word (
  id uuid primary key default gen_random_uuid(),
  course_id uuid not null references measures.course_evaluation on delete cascade,
  words text not null constraint course_evaluation_word_length check (length(btrim(words)) between 1 and 1000)
);
create index course_evaluation_word_course on measures.course_evaluation_word (course_id);
-- So that a double click is one answer. No tie to the course, the answer or the time.
create table measures.course_evaluation_key (hash bytea primary key constraint course_evaluation_key_length check (length(hash) = 32));

do $$
declare name text;
begin
  foreach name in array array['course_evaluation', 'course_evaluation_tally', 'course_evaluation_count', 'course_evaluation_word', 'course_evaluation_key'] loop
    execute format('alter table measures.%I enable row level security', name);
  end loop;
end $$;
create policy course_evaluation_arrange on measures.course_evaluation for select to samspill_app using (course_id in (select measures.arranged_courses()));
create policy course_evaluation_open on measures.course_evaluation for insert to samspill_app with check (course_id in (select measures.arranged_courses()) and opened_by_name = (select platform.actor_name()) and closed_at is null);
create policy course_evaluation_close on measures.course_evaluation for update to samspill_app using (course_id in (select measures.arranged_courses()) and closed_at is null) with check (closed_at is not null);
grant select, insert on measures.course_evaluation to samspill_app;
grant update (closed_at) on measures.course_evaluation to samspill_app;

create function measures.open_course_evaluation(link_hash bytea, at timestamptz) returns table (course text, statements text[], closes_on date)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select c.title, e.statements, e.closes_on from measures.course_evaluation e join measures.course c on c.id = e.course_id
  where e.token_hash = link_hash and e.closed_at is null and e.closes_on >= (at at time zone 'Europe/Oslo')::date;
end;
create function measures.cast_course_evaluation(link_hash bytea, key_hash bytea, at timestamptz, given smallint[], wrote text) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare course uuid; wanted integer;
begin
  select e.course_id, cardinality(e.statements) into course, wanted from measures.course_evaluation e
    where e.token_hash = link_hash and e.closed_at is null and e.closes_on >= (at at time zone 'Europe/Oslo')::date for share;
  if course is null then return 'closed'; end if;
  if cardinality(given) <> wanted then return 'closed'; end if;
  insert into measures.course_evaluation_key values (key_hash) on conflict do nothing;
  if not found then return 'already-answered'; end if;
  insert into measures.course_evaluation_count as k (course_id, answered) values (course, 1) on conflict (course_id) do update set answered = k.answered + 1;
  insert into measures.course_evaluation_tally as t (course_id, statement, value, n) select course, o.at, o.value, 1 from unnest(given) with ordinality o (value, at) order by o.at
    on conflict (course_id, statement, value) do update set n = t.n + 1;
  if btrim(wrote) <> '' then insert into measures.course_evaluation_word (course_id, words) values (course, btrim(wrote)); end if;
  return 'answered';
end $$;
-- What may be shown, to whoever arranges the course: when it is over and five or more have answered; a mean, when five or more gave a figure.
create function measures.course_evaluation_means(of_course uuid, at timestamptz) returns table (statement smallint, mean numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select t.statement, case when sum(t.n) filter (where t.value > 0) >= 5 then round((sum(t.n * t.value) filter (where t.value > 0))::numeric / (sum(t.n) filter (where t.value > 0)), 1) end
  from measures.course_evaluation e join measures.course_evaluation_count k on k.course_id = e.course_id and k.answered >= 5 join measures.course_evaluation_tally t on t.course_id = e.course_id
  where e.course_id = of_course and e.course_id in (select measures.arranged_courses()) and (e.closed_at is not null or e.closes_on < (at at time zone 'Europe/Oslo')::date)
  group by t.statement order by t.statement;
end;
-- How many: bands of five, so that the next answer is not seen coming.
create function measures.course_evaluation_answered(of_course uuid) returns integer
language sql stable security definer set search_path = pg_catalog, pg_temp
  return (select k.answered / 5 * 5 from measures.course_evaluation_count k where k.course_id = of_course and k.answered >= 5 and k.course_id in (select measures.arranged_courses()));
create function measures.course_evaluation_words(of_course uuid, at timestamptz) returns table (words text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select w.words from measures.course_evaluation e join measures.course_evaluation_count k on k.course_id = e.course_id and k.answered >= 5 join measures.course_evaluation_word w on w.course_id = e.course_id
  where e.course_id = of_course and e.course_id in (select measures.arranged_courses()) and (e.closed_at is not null or e.closes_on < (at at time zone 'Europe/Oslo')::date)
  order by w.id;
end;
revoke all on function measures.open_course_evaluation, measures.cast_course_evaluation, measures.course_evaluation_means, measures.course_evaluation_answered, measures.course_evaluation_words from public;
grant execute on function measures.open_course_evaluation, measures.cast_course_evaluation, measures.course_evaluation_means, measures.course_evaluation_answered, measures.course_evaluation_words to samspill_app;
