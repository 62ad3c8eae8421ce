-- Scores that come from elsewhere (an observation of each department, a parent survey): entered or read from a file, never asked here.

-- What was measured of a unit on a day, with one instrument. A correction is a new row: nothing is changed and nothing disappears.
create table needs.score_set (
  id uuid primary key default uuidv7(),
  kindergarten_id uuid not null references register.organisation,
  -- The kindergarten itself, or one of its departments.
  unit_id uuid not null references register.organisation,
  instrument_version_id uuid not null references needs.instrument_version,
  measured_on date not null,
  revision integer not null constraint score_set_revision check (revision > 0),
  -- How many answered, or how many observations it is the mean of.
  answered integer not null constraint score_set_answered check (answered between 0 and 100000),
  source text not null constraint score_set_source check (length(source) between 1 and 200),
  -- By the key of the dimension. Empty: taken back.
  scores jsonb not null constraint score_set_scores check (jsonb_typeof(scores) = 'object'),
  -- Why it was corrected.
  reason text not null default '' constraint score_set_reason check (length(reason) <= 500 and (revision = 1 or reason <> '')),
  entered_at timestamptz not null,
  entered_by_name text not null,
  entered_role text not null,
  from_file boolean not null default false,
  constraint score_set_once unique (unit_id, instrument_version_id, measured_on, revision)
);
create index score_set_kindergarten on needs.score_set (kindergarten_id, measured_on desc);

-- A file of scores: kept until it is decided what becomes of it, then only what did not go in.
create table needs.score_file (
  id uuid primary key default uuidv7(),
  org_id uuid not null references register.organisation,
  instrument_version_id uuid not null references needs.instrument_version,
  file_name text not null,
  content bytea,
  state text not null constraint score_file_state check (state in ('uploaded', 'done', 'given-up')),
  counts jsonb not null default '{}',
  problem_file text,
  uploaded_at timestamptz not null,
  uploaded_by_name text not null,
  finished_at timestamptz,
  constraint score_file_kept check (state = 'uploaded' or content is null)
);
create index score_file_org on needs.score_file (org_id, uploaded_at desc);

-- What an instrument says of a set is held here too: the unit, the scale, and that a handful of answers is nobody's result.
create function needs.check_score_set() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  what jsonb;
  one record;
begin
  select v.definition into what from needs.instrument_version v where v.id = new.instrument_version_id and v.locked_at is not null;
  if what is null or what ->> 'kind' <> 'scores' then raise exception 'scores are given to a version that stands' using errcode = 'check_violation', constraint = 'score_set_version'; end if;
  if (what ->> 'per' = 'kindergarten' and new.unit_id <> new.kindergarten_id)
    or (what ->> 'per' = 'department' and not exists (select from register.relation r where r.from_id = new.unit_id and r.to_id = new.kindergarten_id and r.kind = 'part-of')) then
    raise exception 'the score is not for a unit of this kind' using errcode = 'check_violation', constraint = 'score_set_unit';
  end if;
  if new.scores <> '{}' and new.answered < (case when what ->> 'counted' = 'answers' then 5 else 1 end) then raise exception 'too few have answered' using errcode = 'check_violation', constraint = 'score_set_five'; end if;
  for one in select s.key, s.value from jsonb_each_text(new.scores) s loop
    if not exists (select from jsonb_array_elements(what -> 'dimensions') d where d ->> 'key' = one.key) or one.value !~ '^-?[0-9]+([.][0-9]+)?$'
      or one.value::numeric not between (what -> 'scale' ->> 'least')::numeric and (what -> 'scale' ->> 'most')::numeric then
      raise exception 'the score is outside the scale' using errcode = 'check_violation', constraint = 'score_set_scale';
    end if;
  end loop;
  return new;
end $$;
create trigger check_score_set before insert on needs.score_set for each row execute function needs.check_score_set();

-- The kindergartens whose scores the actor may see: one's own, those one owns, those one's team serves.
create function needs.score_kindergartens() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() in ('head', 'pedagogical-leader')
  union select r.from_id from register.relation r where platform.actor_role() = 'owner' and r.to_id = platform.actor_org() and r.kind = 'owned-by' and r.period @> platform.today()
  union select k.kindergarten_id from register.team_kindergarten k where platform.actor_role() in ('adviser', 'team-leader') and k.team_id = platform.actor_org();
end;
-- The sets of a kindergarten with what they were measured with, which the reader may not have an own way to: the team reads what the owner measured with the owner's list.
create function needs.scores_of(of_kindergarten uuid) returns table (id uuid, unit_id uuid, unit text, instrument_id uuid, version_id uuid, version integer, instrument jsonb, definition jsonb, measured_on date, revision integer, answered integer, source text, scores jsonb, reason text, entered_at timestamptz, entered_by_name text, entered_role text, from_file boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id, s.unit_id, o.name, i.id, v.id, v.number, i.name, v.definition, s.measured_on, s.revision, s.answered, s.source, s.scores, s.reason, s.entered_at, s.entered_by_name, s.entered_role, s.from_file
  from needs.score_set s join register.organisation o on o.id = s.unit_id join needs.instrument_version v on v.id = s.instrument_version_id join needs.instrument i on i.id = v.instrument_id
  where s.kindergarten_id = of_kindergarten and of_kindergarten in (select needs.score_kindergartens()) and (platform.actor_role() <> 'owner' or s.unit_id = s.kindergarten_id);
end;
revoke all on function needs.check_score_set, needs.score_kindergartens, needs.scores_of from public;
grant execute on function needs.score_kindergartens, needs.scores_of to samspill_app;

alter table needs.score_set enable row level security;
alter table needs.score_file enable row level security;
create policy score_set_system on needs.score_set for all to samspill_app using ((select platform.is_system()));
create policy score_file_system on needs.score_file for all to samspill_app using ((select platform.is_system()));
-- Few work in a department, so what was seen there is for the kindergarten and the team; the owner has the kindergarten as a whole.
create policy score_set_read on needs.score_set for select to samspill_app
  using (kindergarten_id in (select needs.score_kindergartens()) and ((select platform.actor_role()) <> 'owner' or unit_id = kindergarten_id));
create policy score_set_enter on needs.score_set for insert to samspill_app
  with check (kindergarten_id in (select needs.score_kindergartens()) and (select platform.actor_role()) in ('head', 'owner', 'adviser', 'team-leader') and ((select platform.actor_role()) <> 'owner' or unit_id = kindergarten_id)
    and entered_by_name = (select platform.actor_name()) and entered_role = (select platform.actor_role()));
create policy score_file_own on needs.score_file for all to samspill_app
  using (org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'owner', 'adviser', 'team-leader'))
  with check (org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'owner', 'adviser', 'team-leader') and uploaded_by_name = (select platform.actor_name()));
grant select, insert on needs.score_set to samspill_app;
grant select, insert, update on needs.score_file to samspill_app;
