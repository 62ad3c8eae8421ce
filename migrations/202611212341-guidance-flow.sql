alter table guidance.flow_version add column published_by text;

-- Cases run on a version for years: what has been published can be retired, but never rewritten.
create function guidance.keep_published_flow() returns trigger language plpgsql as $$
begin
  if old.status <> 'draft' and (new.definition is distinct from old.definition or new.number <> old.number or new.team_org_id <> old.team_org_id
      or new.published_at is distinct from old.published_at or new.status = 'draft' or old.status = 'retired' and new.status <> 'retired') then
    raise exception using errcode = '23514', constraint = 'flow_version_kept', message = 'a published flow chart does not change';
  end if;
  return new;
end $$;
create trigger flow_version_kept before update on guidance.flow_version for each row execute function guidance.keep_published_flow();

-- Themes of the framework plan of 2017 (forskrift 24 April 2017, in force 1 August 2017): its chapters, and the learning areas of chapter 9.
insert into guidance.theme (code, team_org_id, framework, position, name_nb, name_nn, name_en, period) values
  ('rammeplan-2017-1', null, 'rammeplan-2017', 100, 'Barnehagens verdigrunnlag', 'Verdigrunnlaget til barnehagen', 'Core values', '[2017-08-01,)'),
  ('rammeplan-2017-2', null, 'rammeplan-2017', 200, 'Ansvar og roller', 'Ansvar og roller', 'Roles and responsibilities', '[2017-08-01,)'),
  ('rammeplan-2017-3', null, 'rammeplan-2017', 300, 'Barnehagens formål og innhold', 'Formålet og innhaldet til barnehagen', 'The purpose and content of kindergarten', '[2017-08-01,)'),
  ('rammeplan-2017-4', null, 'rammeplan-2017', 400, 'Barns medvirkning', 'Medverknad frå barna', 'Children''s participation', '[2017-08-01,)'),
  ('rammeplan-2017-5', null, 'rammeplan-2017', 500, 'Samarbeid mellom hjem og barnehage', 'Samarbeid mellom heim og barnehage', 'Cooperation between home and kindergarten', '[2017-08-01,)'),
  ('rammeplan-2017-6', null, 'rammeplan-2017', 600, 'Overganger', 'Overgangar', 'Transitions', '[2017-08-01,)'),
  ('rammeplan-2017-7', null, 'rammeplan-2017', 700, 'Barnehagen som pedagogisk virksomhet', 'Barnehagen som pedagogisk verksemd', 'The kindergarten as a pedagogical undertaking', '[2017-08-01,)'),
  ('rammeplan-2017-8', null, 'rammeplan-2017', 800, 'Barnehagens arbeidsmåter', 'Arbeidsmåtane til barnehagen', 'Working methods', '[2017-08-01,)'),
  ('rammeplan-2017-9', null, 'rammeplan-2017', 900, 'Barnehagens fagområder', 'Fagområda til barnehagen', 'Learning areas', '[2017-08-01,)'),
  ('rammeplan-2017-9-1', null, 'rammeplan-2017', 910, 'Kommunikasjon, språk og tekst', 'Kommunikasjon, språk og tekst', 'Communication, language and text', '[2017-08-01,)'),
  ('rammeplan-2017-9-2', null, 'rammeplan-2017', 920, 'Kropp, bevegelse, mat og helse', 'Kropp, rørsle, mat og helse', 'Body, movement, food and health', '[2017-08-01,)'),
  ('rammeplan-2017-9-3', null, 'rammeplan-2017', 930, 'Kunst, kultur og kreativitet', 'Kunst, kultur og kreativitet', 'Art, culture and creativity', '[2017-08-01,)'),
  ('rammeplan-2017-9-4', null, 'rammeplan-2017', 940, 'Natur, miljø og teknologi', 'Natur, miljø og teknologi', 'Nature, environment and technology', '[2017-08-01,)'),
  ('rammeplan-2017-9-5', null, 'rammeplan-2017', 950, 'Antall, rom og form', 'Antal, rom og form', 'Quantities, spaces and shapes', '[2017-08-01,)'),
  ('rammeplan-2017-9-6', null, 'rammeplan-2017', 960, 'Etikk, religion og filosofi', 'Etikk, religion og filosofi', 'Ethics, religion and philosophy', '[2017-08-01,)'),
  ('rammeplan-2017-9-7', null, 'rammeplan-2017', 970, 'Nærmiljø og samfunn', 'Nærmiljø og samfunn', 'Local community and society', '[2017-08-01,)');

-- A name per theme and team, so that the same theme is not counted twice.
create unique index theme_own_name on guidance.theme (team_org_id, lower(name_nb)) where team_org_id is not null and upper_inf(period);
