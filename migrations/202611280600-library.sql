-- Support material: texts, files and films that a competence team stands behind, found by searching. The rules in words: docs/rules/library.md.
create schema if not exists library;
grant usage on schema library to samspill_app;

-- The region the actor belongs to; null for those who belong to no one region, and they read all of them.
create function library.actor_region() returns text language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select coalesce(o.region_id, (select m.region_id from register.relation r join register.organisation m on m.id = r.to_id
    where r.from_id = o.id and r.kind in ('part-of', 'lies-in') and r.period @> platform.today() and m.region_id is not null order by m.id limit 1))
  from register.organisation o where o.id = platform.actor_org();
end;
revoke all on function library.actor_region from public;
create function library.acts_for_team(team uuid) returns boolean language sql stable parallel safe
  return team = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader');
-- Until it has been published, what a kindergarten puts forward is its head's to write; everything else is the team's.
create function library.writes(team uuid, from_kindergarten uuid, current integer) returns boolean language sql stable parallel safe
  return case when from_kindergarten is null or current is not null then library.acts_for_team(team) else from_kindergarten = platform.actor_org() and platform.actor_role() = 'head' end;
create function library.reads_region(region text) returns boolean language sql stable parallel safe
  return platform.actor_role() <> '' and platform.actor_role() <> 'deputy' and coalesce(region = library.actor_region(), true);
grant execute on function library.actor_region, library.acts_for_team, library.writes, library.reads_region to samspill_app;

create table library.material (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  -- The team that answers for it, and takes it in when a kindergarten puts it forward.
  team_id uuid not null references register.organisation,
  from_kindergarten_id uuid references register.organisation,
  -- The kindergarten lets its name be shown.
  from_shown boolean not null default false,
  start_key uuid not null constraint material_start_key unique,
  -- Who in the team answers for it, and the day it is looked at anew.
  responsible text not null default '' constraint material_responsible check (length(responsible) <= 120),
  review_on date,
  -- The number of the version that is read now; null until one is published.
  current integer,
  withdrawn_on date,
  withdrawn_words text not null default '' constraint material_withdrawn_words check (length(withdrawn_words) <= 600),
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint material_answered_for check (current is null or (review_on is not null and btrim(responsible) <> '')),
  constraint material_withdrawn check ((withdrawn_on is null) = (withdrawn_words = '') and (withdrawn_on is null or current is not null))
);
create index material_team on library.material (team_id, review_on);
create index material_kindergarten on library.material (from_kindergarten_id) where from_kindergarten_id is not null;

create table library.version (
  id uuid primary key default uuidv7(),
  material_id uuid not null references library.material on delete cascade,
  -- As the material's: the search reads this table alone.
  region_id text not null,
  number integer not null constraint version_number check (number >= 1),
  state text not null default 'draft' constraint version_state check (state in ('draft', 'proposed', 'returned', 'published', 'replaced', 'withdrawn')),
  title text not null constraint version_title check (length(btrim(title)) between 1 and 150),
  summary text not null default '' constraint version_summary check (length(summary) <= 600),
  body text not null default '' constraint version_body check (length(body) <= 20000),
  -- Codes of guidance.theme_card: the framework plan's areas and the team's own.
  themes text[] not null default '{}' constraint version_themes check (cardinality(themes) <= 20),
  audiences text[] not null default '{}' constraint version_audiences check (audiences <@ '{assistants,skilled-workers,pedagogical-leaders,heads,owners,whole-staff,support-services}'),
  ages text[] not null default '{}' constraint version_ages check (ages <@ '{0-2,3-5}'),
  minutes smallint constraint version_minutes check (minutes between 1 and 2400),
  author text not null default '' constraint version_author check (length(author) <= 200),
  licence text constraint version_licence check (licence in ('cc-by', 'cc-by-sa', 'cc-by-nc', 'cc-by-nc-sa', 'cc-by-nd', 'cc-by-nc-nd', 'cc0', 'nlod', 'own')),
  licence_words text not null default '' constraint version_licence_words check (length(licence_words) <= 600),
  film_url text not null default '' constraint version_film check (film_url = '' or (film_url like 'https://%' and length(film_url) <= 500)),
  film_captions text constraint version_captions check (film_captions in ('yes', 'no', 'no-speech')),
  film_text text not null default '' constraint version_film_text check (length(film_text) <= 10000),
  -- What is new since the version before.
  news text not null default '' constraint version_news check (length(news) <= 600),
  returned_words text not null default '' constraint version_returned check (length(returned_words) <= 1200),
  -- text, film, document, slides, sheet, picture: set when it is published, for the filters.
  forms text[] not null default '{}',
  published_at timestamptz,
  published_by_name text,
  changed_at timestamptz not null,
  changed_by_name text not null,
  search tsvector not null generated always as (
    setweight(to_tsvector('pg_catalog.norwegian', title), 'A') || setweight(to_tsvector('pg_catalog.norwegian', summary), 'B') || setweight(to_tsvector('pg_catalog.norwegian', body || ' ' || film_text), 'D')) stored,
  constraint version_once unique (material_id, number),
  constraint version_published check ((state in ('published', 'replaced', 'withdrawn')) = (published_at is not null) and num_nulls(published_at, published_by_name) in (0, 2)),
  constraint version_whole check (published_at is null or (licence is not null and cardinality(audiences) > 0 and cardinality(forms) > 0 and btrim(summary) <> '' and (licence <> 'own' or btrim(licence_words) <> '') and (film_url = '' or (film_captions is not null and btrim(film_text) <> ''))))
);
create unique index version_one_current on library.version (material_id) where state = 'published';
create unique index version_one_draft on library.version (material_id) where state in ('draft', 'proposed', 'returned');
create index version_search on library.version using gin (search) where state = 'published';
create index version_themes_of on library.version using gin (themes) where state = 'published';
create index version_newest on library.version (published_at desc) where state = 'published';

create table library.file (
  id uuid primary key default uuidv7(),
  version_id uuid not null references library.version on delete cascade,
  name text not null,
  media_type text not null,
  size integer not null constraint file_size check (size between 1 and 10485760),
  sha256 text not null,
  -- What a picture shows, for those who do not see it.
  description text not null default '' constraint file_description check (length(description) <= 600 and (media_type not like 'image/%' or btrim(description) <> '')),
  content bytea not null,
  added_at timestamptz not null,
  added_by_name text not null
);
create index file_version on library.file (version_id);

-- The words of what is published, so that a word spelt wrong finds its neighbour, and a part finds the compound.
create table library.word (
  word text primary key,
  stem text not null
);
create index word_stem on library.word (stem);
create index word_beginning on library.word (word text_pattern_ops);
create index word_trigrams on library.word using gin (word gin_trgm_ops);

-- Where a material is used: a measure, a network, a course, a case or a need that somebody has put it into.
create table library.use (
  id uuid primary key default uuidv7(),
  material_id uuid not null references library.material on delete cascade,
  kind text not null constraint use_kind check (kind in ('measure', 'network', 'course', 'case', 'need')),
  target_id uuid not null,
  org_id uuid not null references register.organisation,
  added_at timestamptz not null,
  added_by_name text not null,
  constraint use_once unique (material_id, kind, target_id)
);
create index use_target on library.use (target_id);

-- What somebody tried, and how it went. Which kindergarten is told only when it lets its name be shown.
create table library.experience (
  id uuid primary key default uuidv7(),
  material_id uuid not null references library.material on delete cascade,
  version_number integer not null,
  kindergarten_id uuid not null references register.organisation,
  outcome text not null constraint experience_outcome check (outcome in ('well', 'partly', 'not')),
  body text not null constraint experience_body check (length(btrim(body)) between 1 and 1200),
  name_shown boolean not null default false,
  state text not null default 'waiting' constraint experience_state check (state in ('waiting', 'shown', 'held-back')),
  made_at timestamptz not null,
  made_by_name text not null,
  decided_at timestamptz,
  decided_by_name text,
  constraint experience_decided check ((state = 'waiting') = (decided_at is null) and num_nulls(decided_at, decided_by_name) in (0, 2))
);
create index experience_material on library.experience (material_id, made_at desc);
create index experience_kindergarten on library.experience (kindergarten_id);

-- A version that has been published never changes: a new one takes its place.
create function library.keep_version() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.published_at is not null and (to_jsonb(new) - 'state' - 'search') is distinct from (to_jsonb(old) - 'state' - 'search') then
    raise exception 'a published version stands' using errcode = 'check_violation', constraint = 'version_stands';
  end if;
  if new.material_id <> old.material_id or new.number <> old.number or new.region_id <> old.region_id then
    raise exception 'a version stays where it is' using errcode = 'check_violation', constraint = 'version_stays';
  end if;
  return new;
end $$;
create trigger keep_version before update on library.version for each row execute function library.keep_version();

-- The words of a version become known when it is published.
create function library.learn_words() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  insert into library.word (word, stem)
    select w.word, coalesce((ts_lexize('pg_catalog.norwegian_stem', w.word))[1], w.word)
    from unnest(tsvector_to_array(to_tsvector('pg_catalog.simple', concat_ws(' ', new.title, new.summary, new.body, new.film_text)))) as w (word)
    where length(w.word) between 3 and 40 and w.word ~ '^[[:alpha:]]+$'
    on conflict do nothing;
  return null;
end $$;
revoke all on function library.learn_words from public;
create trigger learn_words after insert or update of state on library.version for each row when (new.state = 'published') execute function library.learn_words();

do $$
declare name text;
begin
  foreach name in array array['material', 'version', 'file', 'word', 'use', 'experience'] loop
    execute format('alter table library.%I enable row level security', name);
    execute format('create policy %I on library.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on library.%I to samspill_app', name);
  end loop;
end $$;
grant update (responsible, review_on, current, from_shown, withdrawn_on, withdrawn_words, changed_at, changed_by_name) on library.material to samspill_app;
grant update (state, title, summary, body, themes, audiences, ages, minutes, author, licence, licence_words, film_url, film_captions, film_text, news, returned_words, forms, published_at, published_by_name, changed_at, changed_by_name) on library.version to samspill_app;
grant delete on library.file, library.use, library.experience to samspill_app;

create policy material_read on library.material for select to samspill_app
  using ((current is not null and library.reads_region(region_id)) or library.acts_for_team(team_id) or (from_kindergarten_id = platform.actor_org() and platform.actor_role() = 'head'));
create policy material_begin on library.material for insert to samspill_app with check (current is null and library.writes(team_id, from_kindergarten_id, null) and changed_by_name = platform.actor_name());
create policy material_change on library.material for update to samspill_app
  using (library.acts_for_team(team_id) or library.writes(team_id, from_kindergarten_id, current)) with check (library.acts_for_team(team_id) or library.writes(team_id, from_kindergarten_id, current));

create policy version_read on library.version for select to samspill_app
  using ((state in ('published', 'replaced') and library.reads_region(region_id))
    or exists (select from library.material m where m.id = version.material_id and (library.writes(m.team_id, m.from_kindergarten_id, m.current) or (state <> 'draft' and library.acts_for_team(m.team_id)))));
create policy version_begin on library.version for insert to samspill_app
  with check (state = 'draft' and changed_by_name = platform.actor_name() and exists (select from library.material m where m.id = version.material_id and m.region_id = version.region_id and library.writes(m.team_id, m.from_kindergarten_id, m.current)));
create policy version_change on library.version for update to samspill_app
  using (exists (select from library.material m where m.id = version.material_id and (library.writes(m.team_id, m.from_kindergarten_id, m.current) or (state <> 'draft' and library.acts_for_team(m.team_id)))))
  with check (exists (select from library.material m where m.id = version.material_id and (library.acts_for_team(m.team_id) or (library.writes(m.team_id, m.from_kindergarten_id, m.current) and state in ('draft', 'proposed', 'returned')))));

create policy file_read on library.file for select to samspill_app using (exists (select from library.version v where v.id = file.version_id));
create policy file_add on library.file for insert to samspill_app
  with check (exists (select from library.version v join library.material m on m.id = v.material_id where v.id = file.version_id and v.state in ('draft', 'returned') and library.writes(m.team_id, m.from_kindergarten_id, m.current)));
create policy file_remove on library.file for delete to samspill_app
  using (exists (select from library.version v join library.material m on m.id = v.material_id where v.id = file.version_id and v.state in ('draft', 'returned') and library.writes(m.team_id, m.from_kindergarten_id, m.current)));

create policy word_read on library.word for select to samspill_app using ((select platform.actor_role()) <> '');

-- A use is seen by the organisation that added it, and by those who see what it is used in.
create policy use_read on library.use for select to samspill_app
  using (org_id = (select platform.actor_org()) or (kind = 'measure' and exists (select from measures.measure m where m.id = target_id)) or (kind = 'network' and exists (select from measures.network n where n.id = target_id))
    or (kind = 'case' and exists (select from guidance.case c where c.id = target_id)) or (kind = 'need' and exists (select from needs.need_statement n where n.id = target_id)));
create policy use_add on library.use for insert to samspill_app
  with check (org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader') and exists (select from library.material m where m.id = material_id));
create policy use_remove on library.use for delete to samspill_app using (org_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader'));

-- The kindergarten's own. What others read of it goes through library.experiences, without the name unless it may be shown.
create policy experience_own on library.experience for select to samspill_app using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'));
create policy experience_tell on library.experience for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader') and state = 'waiting' and made_by_name = (select platform.actor_name())
    and exists (select from library.material m where m.id = material_id and m.current is not null));
create policy experience_take_back on library.experience for delete to samspill_app using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'));

-- What others tried. The team that answers for the material reads all of it; nobody is told which kindergarten unless it lets its name be shown.
create function library.experiences(of_material uuid) returns table (id uuid, version_number integer, outcome text, body text, kindergarten text, own boolean, state text, made_at timestamptz)
  language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select e.id, e.version_number, e.outcome, e.body, case when e.name_shown then o.name end, e.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader'), e.state, e.made_at
  from library.experience e join library.material m on m.id = e.material_id join register.organisation o on o.id = e.kindergarten_id
  where e.material_id = of_material and m.current is not null
    and ((e.state = 'shown' and library.reads_region(m.region_id)) or library.acts_for_team(m.team_id) or (e.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader')))
  order by e.made_at desc, e.id limit 100;
end;
-- The team lets one be shown, or holds it back. @returns the material's id, null when it is not the team's
create function library.decide_experience(experience_id uuid, decision text, at timestamptz) returns uuid language sql volatile security definer set search_path = pg_catalog, pg_temp as $$
  update library.experience e set state = decision, decided_at = at, decided_by_name = platform.actor_name()
  from library.material m where m.id = e.material_id and e.id = experience_id and library.acts_for_team(m.team_id) and decision in ('shown', 'held-back') and e.state <> decision returning e.material_id;
$$;
-- How many experiences wait for the team, by material.
create function library.waiting_experiences() returns table (material_id uuid, waiting integer, since timestamptz) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select e.material_id, count(*)::integer, min(e.made_at) from library.experience e join library.material m on m.id = e.material_id where e.state = 'waiting' and library.acts_for_team(m.team_id) group by e.material_id;
end;
-- In how many things of each kind a material is used: the number is no secret, what they are is.
create function library.used_in(of_material uuid) returns table (kind text, uses integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select u.kind, count(*)::integer from library.use u join library.material m on m.id = u.material_id where u.material_id = of_material and m.current is not null and library.reads_region(m.region_id) group by u.kind order by u.kind;
end;

-- How each word of a search is understood: as it stands, inside compounds, or as the nearest word there is.
create function library.understood(terms text[]) returns table (term text, known boolean, inside text[], nearest text) language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select t.term, k.known, coalesce(i.words, '{}'), n.word
  from unnest(terms) with ordinality as t (term, place)
  cross join lateral (select exists (select from library.word w where w.stem = coalesce((ts_lexize('pg_catalog.norwegian_stem', t.term))[1], t.term)) or exists (select from library.word w where w.word like t.term || '%')
    or (ts_lexize('pg_catalog.norwegian_stem', t.term)) = '{}' as known) k
  left join lateral (select array_agg(x.word order by x.word) as words from (select w.word from library.word w where length(t.term) >= 4 and w.word like '%' || t.term || '%' and w.word not like t.term || '%' order by length(w.word), w.word limit 30) x) i on true
  left join lateral (select w.word from library.word w where not k.known and i.words is null and length(t.term) >= 4 and w.word operator(public.%) t.term
    order by public.similarity(w.word, t.term) desc, abs(length(w.word) - length(t.term)), w.word limit 1) n on true
  where platform.actor_role() <> '' order by t.place;
$$;

-- Published material, found by words (an expression for to_tsquery; empty for all) and filters, the best first, with what was found between \x02 and \x03.
-- It reads past the policies with the rule of `version_read` in it: a search cannot use its index behind them.
create function library.search(words text, of_theme text, of_audience text, of_age text, of_form text, longest integer, skip integer, most integer)
  returns table (material_id uuid, title text, summary text, excerpt text, themes text[], audiences text[], ages text[], minutes smallint, licence text, forms text[], published_at timestamptz, total bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  query tsquery := case when words = '' then null else to_tsquery('pg_catalog.norwegian', words) end;
  own_region text := library.actor_region();
  marks text := 'StartSel=' || chr(2) || ',StopSel=' || chr(3);
begin
  if coalesce(platform.actor_role(), '') in ('', 'deputy') then return; end if;
  if query is null or numnode(query) = 0 then
    return query select v.material_id, v.title, v.summary, ''::text, v.themes, v.audiences, v.ages, v.minutes, v.licence, v.forms, v.published_at, f.total
      from (select x.id, x.published_at, count(*) over () as total from library.version x
        where x.state = 'published' and (own_region is null or x.region_id = own_region) and (of_theme = '' or x.themes @> array[of_theme]) and (of_audience = '' or of_audience = any (x.audiences)) and (of_age = '' or of_age = any (x.ages)) and (of_form = '' or of_form = any (x.forms)) and (longest = 0 or x.minutes <= longest)
        order by x.published_at desc, x.id limit most offset skip) f
      join library.version v on v.id = f.id order by f.published_at desc, f.id;
    return;
  end if;
  return query select v.material_id, ts_headline('pg_catalog.norwegian', v.title, query, marks || ',HighlightAll=true'), v.summary,
      ts_headline('pg_catalog.norwegian', left(concat_ws(' … ', v.summary, nullif(v.body, ''), nullif(v.film_text, '')), 12000), query, marks || ',MaxWords=32,MinWords=14,MaxFragments=2,FragmentDelimiter=" … "'),
      v.themes, v.audiences, v.ages, v.minutes, v.licence, v.forms, v.published_at, f.total
    from (select x.id, ts_rank(x.search, query) as rank, x.published_at, count(*) over () as total from library.version x
      where x.state = 'published' and x.search @@ query and (own_region is null or x.region_id = own_region) and (of_theme = '' or x.themes @> array[of_theme]) and (of_audience = '' or of_audience = any (x.audiences)) and (of_age = '' or of_age = any (x.ages)) and (of_form = '' or of_form = any (x.forms)) and (longest = 0 or x.minutes <= longest)
      order by rank desc, x.published_at desc, x.id limit most offset skip) f
    join library.version v on v.id = f.id order by f.rank desc, f.published_at desc, f.id;
end $$;

-- Published material that shares a theme with something: the most shared first, then the newest.
create function library.suggested(of_themes text[], most integer) returns table (id uuid, title text, themes text[]) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select v.material_id, v.title, v.themes from library.version v
  where v.state = 'published' and v.themes && of_themes and library.reads_region(v.region_id)
  order by (select count(*) from unnest(v.themes) t where t = any (of_themes)) desc, v.published_at desc, v.id limit least(most, 50);
end;

-- Materials whose time is out, with everything in them: never published and not changed since, or withdrawn before. @returns their ids
create function library.forget_materials(unpublished_before date, withdrawn_before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query delete from library.material m where (m.current is null and (m.changed_at at time zone 'Europe/Oslo')::date < unpublished_before) or m.withdrawn_on < withdrawn_before returning m.id;
end $$;
create function library.forget_experiences(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query delete from library.experience e where (e.made_at at time zone 'Europe/Oslo')::date < before returning e.id;
end $$;
revoke all on function library.experiences, library.decide_experience, library.waiting_experiences, library.used_in, library.understood, library.search, library.suggested, library.forget_materials, library.forget_experiences from public;
grant execute on function library.experiences, library.decide_experience, library.waiting_experiences, library.used_in, library.understood, library.search, library.suggested, library.forget_materials, library.forget_experiences to samspill_app;

-- Published (docs/data/material-card.md): material that is read now.
create view library.material_card with (security_invoker) as
  select v.material_id as id, v.region_id, m.team_id, v.number, v.title, v.summary, v.themes, v.audiences, v.ages, v.minutes, v.licence, v.forms, v.published_at, m.review_on
  from library.version v join library.material m on m.id = v.material_id where v.state = 'published';
-- Published (docs/data/material-use.md): which material is used in what.
create view library.material_use with (security_invoker) as
  select u.kind, u.target_id, u.material_id, v.title from library.use u join library.version v on v.material_id = u.material_id and v.state = 'published';
grant select on library.material_card, library.material_use to samspill_app;
