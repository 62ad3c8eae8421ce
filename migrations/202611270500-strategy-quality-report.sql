-- The yearly quality report of a municipality: figures taken from what the other slices publish, and what the municipality writes about them.
-- The rules in words: docs/rules/strategy-quality-report.md.

-- Published by insight (docs/data/picture-theme.md): the challenge picture of one municipality, theme, year and source, as sums of whole blocks.
create view insight.picture_theme with (security_invoker) as
  select p.municipality_id, p.theme, p.year, p.source, sum(p.kindergartens)::integer as kindergartens, sum(p.at_least)::integer as at_least,
    round(sum(p.mean * p.at_least) / nullif(sum(p.at_least), 0), 1) as mean
  from insight.picture p where p.municipality_id is not null group by 1, 2, 3, 4;
-- Published by needs (docs/data/indicator-card.md): key figures of kindergartens from Barnehagefakta, public where they come from.
create view needs.indicator_card with (security_invoker) as
  select i.kindergarten_id, i.name, i.refers_to, i.value, i.of_municipality, i.of_country, i.fetched_at from needs.indicator i;
-- Published by guidance (docs/data/request-wait.md): when a request was sent and when anybody from the team first met the kindergarten.
create view guidance.request_wait with (security_invoker) as
  select c.id as case_id, c.kindergarten_id, (c.submitted_at at time zone 'Europe/Oslo')::date as submitted_on,
    least((select min(m.held_on) from guidance.meeting m where m.case_id = c.id), (select min(o.observed_on) from guidance.observation o where o.case_id = c.id)) as first_met_on
  from guidance.case c where c.submitted_at is not null and c.state in ('running', 'closed');
grant select on insight.picture_theme, needs.indicator_card, guidance.request_wait to samspill_app;

create schema if not exists strategy;
grant usage on schema strategy to samspill_app;

-- Those who write the report of a municipality: the municipality itself as authority, and the leader of the team that is part of it or serves it.
create function strategy.writes_for(municipality uuid) returns boolean language sql stable parallel safe
  return (platform.actor_role() = 'authority' and municipality = platform.actor_org())
    or (platform.actor_role() = 'team-leader' and exists (select from register.relation r where r.period @> platform.today()
      and ((r.kind = 'part-of' and r.from_id = platform.actor_org() and r.to_id = municipality) or (r.kind = 'served-by' and r.from_id = municipality and r.to_id = platform.actor_org()))));
-- Those whose kindergartens lie there, and the county governor: they read what is published.
create function strategy.belongs_to(municipality uuid) returns boolean language sql stable parallel safe
  return case platform.actor_role()
    when 'head' then exists (select from register.kindergarten_profile p where p.municipality_id = municipality and p.kindergarten_id = platform.actor_org())
    when 'pedagogical-leader' then exists (select from register.kindergarten_profile p where p.municipality_id = municipality and p.kindergarten_id = platform.actor_org())
    when 'owner' then exists (select from register.kindergarten_profile p where p.municipality_id = municipality and p.owner_id = platform.actor_org() and p.closed_on is null)
    when 'adviser' then exists (select from register.relation r where r.period @> platform.today()
      and ((r.kind = 'part-of' and r.from_id = platform.actor_org() and r.to_id = municipality) or (r.kind = 'served-by' and r.from_id = municipality and r.to_id = platform.actor_org())))
    when 'county-governor' then exists (select from register.kindergarten_profile p where p.municipality_id = municipality and p.governor_id = platform.actor_org())
    else false end;

create table strategy.quality_report (
  id uuid primary key default uuidv7(),
  region_id text references register.region,
  municipality_id uuid not null references register.organisation,
  -- The year the kindergarten year begins: 2026 is August 2026 to July 2027.
  year integer not null constraint quality_report_year check (year between 2015 and 2110),
  -- A correction of what is approved is a new version.
  version integer not null constraint quality_report_version check (version between 1 and 99),
  language text not null constraint quality_report_language check (language in ('nb', 'nn')),
  state text not null default 'draft' constraint quality_report_state check (state in ('draft', 'approved', 'published')),
  -- Which of the figures that were taken hold.
  figures_number integer not null default 1,
  begun_at timestamptz not null,
  begun_by_name text not null,
  approved_at timestamptz,
  approved_by_name text,
  published_at timestamptz,
  published_by_name text,
  constraint quality_report_once unique (municipality_id, year, version),
  constraint quality_report_approved check ((state = 'draft') = (approved_at is null) and (approved_at is null) = (approved_by_name is null)),
  constraint quality_report_published check ((state = 'published') = (published_at is not null) and (published_at is null) = (published_by_name is null))
);
-- One is written at a time.
create unique index quality_report_one_draft on strategy.quality_report (municipality_id, year) where state = 'draft';

-- Figures as they were taken. Never changed: taken again, they are a new row.
create table strategy.quality_figures (
  report_id uuid not null references strategy.quality_report,
  number integer not null constraint quality_figures_number check (number between 1 and 999),
  taken_at timestamptz not null,
  taken_by_name text not null,
  figures jsonb not null constraint quality_figures_shape check (jsonb_typeof(figures) = 'object'),
  primary key (report_id, number)
);

-- What is written in each chapter.
create table strategy.quality_chapter (
  report_id uuid not null references strategy.quality_report,
  chapter text not null constraint quality_chapter_known check (chapter in ('summary', 'structure', 'norms', 'needs', 'measures', 'reach', 'guidance', 'effects', 'priorities')),
  body text not null constraint quality_chapter_length check (length(body) <= 6000),
  -- Counts every change, so that two who write see each other's words.
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  primary key (report_id, chapter)
);

-- What is approved stands, whoever asks.
create function strategy.keep_report() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.id, new.municipality_id, new.year, new.version, new.begun_at, new.begun_by_name) is distinct from (old.id, old.municipality_id, old.year, old.version, old.begun_at, old.begun_by_name)
    or (old.state <> 'draft' and ((new.language, new.figures_number, new.approved_at, new.approved_by_name) is distinct from (old.language, old.figures_number, old.approved_at, old.approved_by_name) or new.state = 'draft'))
    or old.state = 'published' or (old.state = 'draft' and new.state = 'published') then
    raise exception 'a quality report that is approved stands' using errcode = 'check_violation', constraint = 'quality_report_stands';
  end if;
  return new;
end $$;
create trigger keep_report before update on strategy.quality_report for each row execute function strategy.keep_report();
create function strategy.keep_parts() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from strategy.quality_report r where r.id = new.report_id and r.state = 'draft') or (tg_op = 'UPDATE' and tg_table_name = 'quality_figures') then
    raise exception 'a quality report that is approved stands' using errcode = 'check_violation', constraint = 'quality_report_stands';
  end if;
  return new;
end $$;
create trigger keep_figures before insert or update on strategy.quality_figures for each row execute function strategy.keep_parts();
create trigger keep_chapter before insert or update on strategy.quality_chapter for each row execute function strategy.keep_parts();

alter table strategy.quality_report enable row level security;
alter table strategy.quality_figures enable row level security;
alter table strategy.quality_chapter enable row level security;
create policy quality_report_system on strategy.quality_report for all to samspill_app using ((select platform.is_system()));
create policy quality_figures_system on strategy.quality_figures for all to samspill_app using ((select platform.is_system()));
create policy quality_chapter_system on strategy.quality_chapter for all to samspill_app using ((select platform.is_system()));
create policy quality_report_write_read on strategy.quality_report for select to samspill_app using (strategy.writes_for(municipality_id));
create policy quality_report_read on strategy.quality_report for select to samspill_app using (state = 'published' and strategy.belongs_to(municipality_id));
create policy quality_report_begin on strategy.quality_report for insert to samspill_app with check (state = 'draft' and begun_by_name = (select platform.actor_name()) and strategy.writes_for(municipality_id));
-- Both write; the municipality alone approves and publishes.
create policy quality_report_change on strategy.quality_report for update to samspill_app using (strategy.writes_for(municipality_id))
  with check (strategy.writes_for(municipality_id) and (state = 'draft' or (select platform.actor_role()) = 'authority'));
create policy quality_figures_read on strategy.quality_figures for select to samspill_app
  using (report_id in (select r.id from strategy.quality_report r where strategy.writes_for(r.municipality_id) or r.figures_number = number));
create policy quality_figures_take on strategy.quality_figures for insert to samspill_app
  with check (taken_by_name = (select platform.actor_name()) and report_id in (select r.id from strategy.quality_report r where r.state = 'draft' and strategy.writes_for(r.municipality_id)));
create policy quality_chapter_read on strategy.quality_chapter for select to samspill_app using (report_id in (select r.id from strategy.quality_report r));
create policy quality_chapter_write on strategy.quality_chapter for insert to samspill_app
  with check (changed_by_name = (select platform.actor_name()) and report_id in (select r.id from strategy.quality_report r where r.state = 'draft' and strategy.writes_for(r.municipality_id)));
create policy quality_chapter_change on strategy.quality_chapter for update to samspill_app
  using (report_id in (select r.id from strategy.quality_report r where r.state = 'draft' and strategy.writes_for(r.municipality_id)))
  with check (changed_by_name = (select platform.actor_name()));
grant select, insert, update on strategy.quality_report, strategy.quality_chapter to samspill_app;
grant select, insert on strategy.quality_figures to samspill_app;
