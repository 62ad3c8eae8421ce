-- Words that stand in nearly every material: to fetch and rank all of them takes longer than one waits, and it is the newest one sees anyway.
-- Also narrowed by licence, and the newest first when asked for.
drop function library.search(text, text, text, text, text, integer, integer, integer);

-- Published material, found by words (an expression for to_tsquery; empty for all) and filters (empty strings and 0 do not narrow), with what was found between \x02 and \x03.
-- The best first, or the newest when `newest`. Counted to a thousand; `total` is 1001 when there are more. Title and summary decide the order: they lie in the row, the rest does not.
-- It reads past the policies with the rule of `version_read` in it: a search cannot use its index behind them.
create function library.search(words text, of_theme text, of_audience text, of_age text, of_form text, of_licence text, longest integer, newest boolean, skip integer, most integer)
  returns table (material_id uuid, title text, summary text, excerpt text, themes text[], audiences text[], ages text[], minutes smallint, licence text, forms text[], published_at timestamptz, total bigint)
  language plpgsql stable security definer set search_path = pg_catalog, pg_temp set jit = off as $$
declare
  query tsquery := case when words = '' then null else to_tsquery('pg_catalog.norwegian', words) end;
  own_region text := library.actor_region();
  -- Only what is asked for stands in the questions, so that each is planned for what it is.
  narrowed text := concat(
    case when own_region is not null then ' and x.region_id = $2' end, case when of_theme <> '' then ' and x.themes @> array[$3]' end, case when of_audience <> '' then ' and $4 = any (x.audiences)' end,
    case when of_age <> '' then ' and $5 = any (x.ages)' end, case when of_form <> '' then ' and $6 = any (x.forms)' end, case when of_licence <> '' then ' and x.licence = $7' end, case when longest > 0 then ' and x.minutes <= $8' end);
  -- How much of what is newest tells whether a word is everybody's, how far one then looks, and how many of those are compared.
  probe constant integer := 300;
  looked_through constant integer := 20000;
  compared constant integer := 2000;
  best text := 'order by ts_rank(f.brief, $1) desc, f.published_at desc, f.id limit $10 offset $9';
  is_common boolean;
  named_count bigint;
  fitting bigint;
  counted bigint;
  ids uuid[];
  first_ids uuid[] := '{}';
  marks text := 'StartSel=' || chr(2) || ',StopSel=' || chr(3);
begin
  if coalesce(platform.actor_role(), '') in ('', 'deputy') then return; end if;
  if query is null or numnode(query) = 0 then
    execute 'select array_agg(f.id order by f.published_at desc, f.id), max(f.total) from (
        select x.id, x.published_at, count(*) over () as total from library.version x where x.state = ''published''' || narrowed || ' order by x.published_at desc, x.id limit $10 offset $9) f'
      into ids, counted using query, own_region, of_theme, of_audience, of_age, of_form, of_licence, longest, skip, most;
    return query select v.material_id, v.title, v.summary, ''::text, v.themes, v.audiences, v.ages, v.minutes, v.licence, v.forms, v.published_at, counted
      from unnest(ids) with ordinality as f (id, place) join library.version v on v.id = f.id order by f.place;
    return;
  end if;

  -- A word that everybody uses stands in the title or summary of many of the newest: they are read from the newest on, and no index is asked for the thousands of others.
  execute 'select count(*), count(*) filter (where x.brief @@ $1) from (select x.* from library.version x where x.state = ''published'' order by x.published_at desc limit ' || probe || ') x where true' || narrowed
    into fitting, counted using query, own_region, of_theme, of_audience, of_age, of_form, of_licence, longest;
  if counted >= 20 and counted >= fitting / 4 then
    execute 'with named as materialized (select x.id, x.brief, x.published_at from (select x.* from library.version x where x.state = ''published'' order by x.published_at desc limit ' || looked_through || ') x where x.brief @@ $1' || narrowed || ' limit ' || compared || ')
      select (select count(*) from named), array(select f.id from named f ' || case when newest then 'limit 0' else best end || ')'
      into counted, ids using query, own_region, of_theme, of_audience, of_age, of_form, of_licence, longest, skip, most;
  else
    counted := 0;
  end if;
  is_common := counted > 1000;

  -- Behind a question of its own the words are not known when the question is planned: it then goes by their index, which is what reads least.
  if not is_common then
    execute 'with found as materialized (select x.id, x.brief, x.published_at from library.version x where x.state = ''published'' and x.search @@ (select $1)' || narrowed || ' limit 1001), n as (select count(*) as all_found from found)
      select n.all_found, array(select f.id from found f where n.all_found <= 1000 ' || case when newest then 'order by f.published_at desc, f.id limit $10 offset $9' else best end || ') from n'
      into counted, ids using query, own_region, of_theme, of_audience, of_age, of_form, of_licence, longest, skip, most;
  end if;
  -- More than one counts: the newest of those that have it in the title or summary are compared, and then come the newest of the others.
  if counted > 1000 and not newest and not is_common then
    execute 'with named as materialized (select x.id, x.brief, x.published_at from library.version x where x.state = ''published'' and x.brief @@ (select $1)' || narrowed || ' order by x.published_at desc limit ' || compared || ')
      select (select count(*) from named), array(select f.id from named f ' || best || ')'
      into named_count, ids using query, own_region, of_theme, of_audience, of_age, of_form, of_licence, longest, skip, most;
    if cardinality(ids) < most then
      skip := greatest(skip - named_count, 0);
      most := most - cardinality(ids);
      narrowed := narrowed || ' and not x.brief @@ $1';
      first_ids := ids;
      newest := true;
    end if;
  end if;
  if counted > 1000 and newest then
    execute 'select array(select x.id from (select x.* from library.version x where x.state = ''published'' order by x.published_at desc, x.id limit ' || probe || ') x where x.search @@ $1' || narrowed || ' limit $10 offset $9)'
      into ids using query, own_region, of_theme, of_audience, of_age, of_form, of_licence, longest, skip, most;
    if cardinality(ids) < most then
      execute 'select array(select x.id from library.version x where x.state = ''published'' and x.search @@ (select $1)' || narrowed || ' order by x.published_at desc, x.id limit $10 offset $9)'
        into ids using query, own_region, of_theme, of_audience, of_age, of_form, of_licence, longest, skip, most;
    end if;
    ids := first_ids || ids;
  end if;
  counted := least(counted, 1001);
  return query select v.material_id, ts_headline('pg_catalog.norwegian', v.title, query, marks || ',HighlightAll=true'), v.summary,
      ts_headline('pg_catalog.norwegian', left(concat_ws(' … ', v.summary, nullif(v.body, ''), nullif(v.film_text, '')), 6000), query, marks || ',MaxWords=32,MinWords=14,MaxFragments=2,FragmentDelimiter=" … "'),
      v.themes, v.audiences, v.ages, v.minutes, v.licence, v.forms, v.published_at, counted
    from unnest(ids) with ordinality as f (id, place) join library.version v on v.id = f.id order by f.place;
end $$;
revoke all on function library.search from public;
grant execute on function library.search to samspill_app;
