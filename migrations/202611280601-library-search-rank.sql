-- Searches in twenty thousand texts: what decides the order is short and lies in the row.
alter table library.version add column brief tsvector not null generated always as (setweight(to_tsvector('pg_catalog.norwegian', title), 'A') || setweight(to_tsvector('pg_catalog.norwegian', summary), 'B')) stored;
create index version_brief on library.version using gin (brief) where state = 'published';

create or replace function library.keep_version() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.published_at is not null and (to_jsonb(new) - 'state' - 'search' - 'brief') is distinct from (to_jsonb(old) - 'state' - 'search' - 'brief') then
    raise exception 'a published version stands' using errcode = 'check_violation', constraint = 'version_stands';
  end if;
  if new.material_id <> old.material_id or new.number <> old.number or new.region_id <> old.region_id then
    raise exception 'a version stays where it is' using errcode = 'check_violation', constraint = 'version_stays';
  end if;
  return new;
end $$;

-- Published material, found by words (an expression for to_tsquery; empty for all) and filters, the best first, with what was found between \x02 and \x03.
-- Counted to a thousand; `total` is 1001 when there are more. What is ranked is title and summary, which lie in the row; everything is searched. A word that everybody uses is in thousands of texts, and to fetch each of them takes longer than one waits.
-- It reads past the policies with the rule of `version_read` in it: a search cannot use its index behind them.
create or replace function library.search(words text, of_theme text, of_audience text, of_age text, of_form text, longest integer, skip integer, most integer)
  returns table (material_id uuid, title text, summary text, excerpt text, themes text[], audiences text[], ages text[], minutes smallint, licence text, forms text[], published_at timestamptz, total bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$
declare
  query tsquery := case when words = '' then null else to_tsquery('pg_catalog.norwegian', words) end;
  own_region text := library.actor_region();
  counted bigint;
  ids uuid[];
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
  select count(*) into counted from (select from library.version x where x.state = 'published' and x.search @@ query and (own_region is null or x.region_id = own_region) and (of_theme = '' or x.themes @> array[of_theme]) and (of_audience = '' or of_audience = any (x.audiences)) and (of_age = '' or of_age = any (x.ages)) and (of_form = '' or of_form = any (x.forms)) and (longest = 0 or x.minutes <= longest) limit 1001) c;
  if counted <= 1000 then
    select array_agg(f.id order by f.rank desc, f.published_at desc, f.id) into ids from (
      select x.id, ts_rank(x.brief, query) as rank, x.published_at from library.version x where x.state = 'published' and x.search @@ query and (own_region is null or x.region_id = own_region) and (of_theme = '' or x.themes @> array[of_theme]) and (of_audience = '' or of_audience = any (x.audiences)) and (of_age = '' or of_age = any (x.ages)) and (of_form = '' or of_form = any (x.forms)) and (longest = 0 or x.minutes <= longest)
      order by rank desc, x.published_at desc, x.id limit most offset skip) f;
  else
    -- A word that everybody uses: those with it in the title or the summary, then the newest of the others.
    with named as (
      select x.id, ts_rank(x.brief, query) as rank, x.published_at from library.version x where x.state = 'published' and x.brief @@ query and (own_region is null or x.region_id = own_region) and (of_theme = '' or x.themes @> array[of_theme]) and (of_audience = '' or of_audience = any (x.audiences)) and (of_age = '' or of_age = any (x.ages)) and (of_form = '' or of_form = any (x.forms)) and (longest = 0 or x.minutes <= longest) order by x.published_at desc limit 2000),
    others as (
      select x.id, 0::real as rank, x.published_at from library.version x where (select count(*) from named) < skip + most and x.state = 'published' and x.search @@ query and not x.brief @@ query and (own_region is null or x.region_id = own_region) and (of_theme = '' or x.themes @> array[of_theme]) and (of_audience = '' or of_audience = any (x.audiences)) and (of_age = '' or of_age = any (x.ages)) and (of_form = '' or of_form = any (x.forms)) and (longest = 0 or x.minutes <= longest) order by x.published_at desc limit skip + most)
    select array_agg(f.id order by f.rank desc, f.published_at desc, f.id) into ids from (
      select n.id, n.rank, n.published_at from named n union all select o.id, o.rank, o.published_at from others o order by rank desc, published_at desc, id limit most offset skip) f;
  end if;
  return query select v.material_id, ts_headline('pg_catalog.norwegian', v.title, query, marks || ',HighlightAll=true'), v.summary,
      ts_headline('pg_catalog.norwegian', left(concat_ws(' … ', v.summary, nullif(v.body, ''), nullif(v.film_text, '')), 6000), query, marks || ',MaxWords=32,MinWords=14,MaxFragments=2,FragmentDelimiter=" … "'),
      v.themes, v.audiences, v.ages, v.minutes, v.licence, v.forms, v.published_at, counted
    from unnest(ids) with ordinality as f (id, place) join library.version v on v.id = f.id order by f.place;
end $$;
