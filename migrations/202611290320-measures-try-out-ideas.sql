-- Small things to try that the competence team has added for a theme, and those of ours it has taken out of its list. Nothing is deleted while it may be read:
-- an idea is taken out of use, and what kindergartens have tried keeps its words.
create table measures.try_out_idea (
  id uuid primary key default uuidv7(),
  start_key uuid not null constraint try_out_idea_start_key unique,
  team_org_id uuid not null references register.organisation,
  words text not null constraint try_out_idea_words check (length(btrim(words)) between 1 and 200 and words !~ '[\n\r]'),
  themes text[] not null constraint try_out_idea_themes check (cardinality(themes) between 1 and 12),
  added_at timestamptz not null,
  added_by_name text not null,
  out_at timestamptz,
  out_by_name text,
  constraint try_out_idea_out check ((out_at is null) = (out_by_name is null))
);
create index try_out_idea_team on measures.try_out_idea (team_org_id);
-- One of ours that a team does not offer.
create table measures.try_out_idea_off (
  team_org_id uuid not null references register.organisation,
  idea text not null constraint try_out_idea_off_idea check (idea ~ '^[a-z-]{2,40}$'),
  off_at timestamptz not null,
  off_by_name text not null,
  primary key (team_org_id, idea)
);
-- The team whose list it is: one's own, or that of the team that serves the kindergarten.
create function measures.idea_team() returns uuid language sql stable security definer set search_path = pg_catalog, pg_temp return case
  when platform.actor_role() in ('adviser', 'team-leader') then platform.actor_org()
  when platform.actor_role() in ('head', 'pedagogical-leader') then (select s.team_id from register.served_by s where s.kindergarten_id = platform.actor_org()) end;
do $$
declare name text;
begin
  foreach name in array array['try_out_idea', 'try_out_idea_off'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('create policy %I on measures.%I for select to samspill_app using (team_org_id = (select measures.idea_team()))', name || '_read', name);
  end loop;
end $$;
create policy try_out_idea_add on measures.try_out_idea for insert to samspill_app
  with check (team_org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('adviser', 'team-leader') and added_by_name = (select platform.actor_name()) and out_at is null);
create policy try_out_idea_take_out on measures.try_out_idea for update to samspill_app
  using (team_org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('adviser', 'team-leader'))
  with check (team_org_id = (select platform.actor_org()) and (out_by_name is null or out_by_name = (select platform.actor_name())));
create policy try_out_idea_off_add on measures.try_out_idea_off for insert to samspill_app
  with check (team_org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('adviser', 'team-leader') and off_by_name = (select platform.actor_name()));
create policy try_out_idea_off_remove on measures.try_out_idea_off for delete to samspill_app
  using (team_org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('adviser', 'team-leader'));
grant select, insert on measures.try_out_idea to samspill_app;
grant update (out_at, out_by_name) on measures.try_out_idea to samspill_app;
grant select, insert, delete on measures.try_out_idea_off to samspill_app;

-- What is tried from a team's idea carries its words, with what the department made of it on the lines below.
alter table measures.try_out drop constraint try_out_words, add constraint try_out_words check (length(words) <= 720);

-- What came of the pulses of what others may read, in the words they are told in. `together`: with other departments of the same measure.
create function measures.try_out_pulses(shown uuid[]) returns table (shown_id uuid, months integer, still text, at_least integer, together boolean)
  language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id, r.months, r.still, r.at_least, cardinality(r.pulse_ids) > 1
  from measures.try_out_shown s join measures.try_out o on o.shown_id = s.id and o.shared join measures.pulse p on p.try_out_id = o.id join measures.pulse_result r on p.id = any (r.pulse_ids)
  where s.id = any (shown) and (platform.is_system() or platform.actor_role() in ('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'))
  order by s.id, r.months;
end;
-- Published (docs/data/tried-by-others.md): what others have tried about one of some themes, for those who face the same, with what came of the pulses. With the reader's own rights: whoever is in a kindergarten is not shown its own.
create function measures.tried_by_others(wanted text[], most integer) returns table (id uuid, themes text[], idea text, words text, observation text, outcome text, kindergarten text, still_3 text, still_6 text)
  language sql stable set search_path = pg_catalog, pg_temp begin atomic
  select s.id, s.themes, s.idea, s.words, s.observation, s.outcome, s.kindergarten_name,
    (select p.still from measures.try_out_pulses(array[s.id]) p where p.months = 3), (select p.still from measures.try_out_pulses(array[s.id]) p where p.months = 6)
  from measures.try_out_card s where s.themes && wanted and s.id not in (select o.shown_id from measures.try_out o) order by s.shown_on desc, s.id limit least(most, 50);
end;
-- Ideas that have been out of use since before a day are not kept.
create function measures.forget_ideas(before date) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone integer;
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  delete from measures.try_out_idea i where i.out_at < before;
  get diagnostics gone = row_count;
  return gone;
end $$;
revoke all on function measures.idea_team, measures.try_out_pulses, measures.tried_by_others, measures.forget_ideas from public;
grant execute on function measures.idea_team, measures.try_out_pulses, measures.tried_by_others, measures.forget_ideas to samspill_app;
