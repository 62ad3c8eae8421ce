-- What the first load of a whole country showed: fewer indexes to write, and the register's facts at hand.

-- Where each kindergarten lies, whose it is and who serves it, as the register said it last: kept every night, and when one turns up that is not here.
-- The register's own views look through the relations of each; a reach counts all the kindergartens of a county on every page. All of it is public.
create table insight.kindergarten (
  kindergarten_id uuid primary key references register.organisation,
  governor_id uuid,
  municipality_id uuid,
  owner_id uuid,
  team_id uuid,
  -- What the team is part of: the same people may act in both.
  team_of_id uuid,
  ownership text,
  capacity integer,
  place text,
  closed_on date
);
create index kindergarten_governor on insight.kindergarten (governor_id);
create index kindergarten_municipality on insight.kindergarten (municipality_id);
create index kindergarten_owner on insight.kindergarten (owner_id);
create index kindergarten_team on insight.kindergarten (team_id);
alter table insight.kindergarten enable row level security;
create policy kindergarten_system on insight.kindergarten for all to samspill_app using ((select platform.is_system()));
create policy kindergarten_read on insight.kindergarten for select to samspill_app using ((select platform.actor_role()) <> '');
grant select, insert, update on insight.kindergarten to samspill_app;

-- One index for both kinds of page: two years of all themes, and one theme of the few years there are.
drop index insight.evidence_team;
drop index insight.evidence_owner;
drop index insight.evidence_team_year;
drop index insight.evidence_owner_year;
create index evidence_team on insight.evidence (team_id, year, theme) where seen_by_team;
create index evidence_owner on insight.evidence (owner_id, year, theme) where seen_by_owner;
drop index insight.picture_governor;
drop index insight.picture_municipality;
drop index insight.picture_governor_year;
drop index insight.picture_municipality_year;
create index picture_governor on insight.picture (governor_id, year, theme);
create index picture_municipality on insight.picture (municipality_id, year, theme) where municipality_id is not null;
alter table insight.evidence drop constraint evidence_once;
alter table insight.evidence add constraint evidence_once unique nulls not distinct (kindergarten_id, source, year, theme, session_id);
-- The ids are the register's own, found a moment before; that each is looked up once more for every row is what takes the time.
alter table insight.evidence drop constraint evidence_governor_id_fkey, drop constraint evidence_municipality_id_fkey, drop constraint evidence_owner_id_fkey, drop constraint evidence_team_id_fkey;
