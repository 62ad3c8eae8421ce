-- The same instrument again: two sessions of the same staff laid side by side. Made of what staff_result already shows, and of nothing else (docs/rules/needs-comparison.md).
create table needs.comparison (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  kindergarten_id uuid not null references register.organisation,
  before_session_id uuid not null references needs.staff_session,
  after_session_id uuid not null references needs.staff_session,
  instrument_version_id uuid not null references needs.instrument_version,
  -- As it stood when it was made: themes and statements with their words, both figures, how uncertain, and what may be said of it.
  lines jsonb not null constraint comparison_lines check (jsonb_typeof(lines) = 'array' and jsonb_array_length(lines) between 1 and 30),
  made_at timestamptz not null,
  made_by_name text not null,
  constraint comparison_once unique (kindergarten_id, before_session_id, after_session_id),
  constraint comparison_of_two check (before_session_id <> after_session_id)
);
-- Both are over, of the same version, and asked the same kindergartens: the database refuses the rest too.
create function needs.keep_comparable() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if (select count(*) from needs.staff_session s where s.id in (new.before_session_id, new.after_session_id) and s.state = 'ended' and s.instrument_version_id = new.instrument_version_id and new.kindergarten_id in (select needs.staff_of(s.id))) <> 2
    or exists (select needs.staff_of(new.before_session_id) except select needs.staff_of(new.after_session_id)) or exists (select needs.staff_of(new.after_session_id) except select needs.staff_of(new.before_session_id)) then
    raise exception 'only the same version, answered by the same staff' using errcode = 'check_violation', constraint = 'comparison_of_the_same';
  end if;
  return new;
end $$;
revoke all on function needs.keep_comparable from public;
create trigger keep_comparable before insert on needs.comparison for each row execute function needs.keep_comparable();

alter table needs.comparison enable row level security;
create policy comparison_system on needs.comparison for all to samspill_app using ((select platform.is_system()));
-- Whoever sees both sessions sees them side by side.
create policy comparison_read on needs.comparison for select to samspill_app
  using (before_session_id in (select needs.seen_sessions()) and after_session_id in (select needs.seen_sessions()));
create policy comparison_make on needs.comparison for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader') and made_by_name = (select platform.actor_name())
    and before_session_id in (select needs.seen_sessions()) and after_session_id in (select needs.seen_sessions()));
grant select, insert on needs.comparison to samspill_app;

-- Published (docs/data/comparison-card.md): a before and after, for those who may see both sessions.
create view needs.comparison_card with (security_invoker) as
  select c.id, c.region_id, c.kindergarten_id, c.before_session_id, c.after_session_id, c.instrument_version_id, i.name as instrument, v.number as version, c.lines,
    (b.opened_at at time zone 'Europe/Oslo')::date as before_opened_on, (b.ended_at at time zone 'Europe/Oslo')::date as before_on, (a.opened_at at time zone 'Europe/Oslo')::date as after_opened_on, (a.ended_at at time zone 'Europe/Oslo')::date as after_on, c.made_at
  from needs.comparison c join needs.staff_session b on b.id = c.before_session_id join needs.staff_session a on a.id = c.after_session_id
    join needs.instrument_version v on v.id = c.instrument_version_id join needs.instrument i on i.id = v.instrument_id;
grant select on needs.comparison_card to samspill_app;
