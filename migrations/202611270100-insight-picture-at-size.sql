-- The challenge picture for a whole country: read in pieces, put together one pool at a time, and a place for sessions that several kindergartens
-- hold together and for those who ask the same again in the same year. The rules in words: docs/rules/insight-picture.md.

-- Published by needs: that a session has ended, and whose staff took part. docs/data/ended-session.md.
create view needs.ended_session with (security_invoker) as
  select s.id as session_id, s.kindergarten_id, s.ended_at, s.seen_by_owner, s.seen_by_team,
    array(select u.kindergarten_id from needs.staff_session_unit u where u.session_id = s.id and u.agreed_at is not null and u.kindergarten_id <> s.kindergarten_id order by 1) as together_with
  from needs.staff_session s where s.state = 'ended';
grant select on needs.ended_session to samspill_app;
drop index needs.staff_session_ended;
create index staff_session_ended on needs.staff_session (ended_at, id) where state = 'ended';

-- As before, but what a theme is about is found once for each version of an instrument and not once for each row.
create or replace view needs.staff_figure with (security_invoker) as
  select s.id as session_id, s.kindergarten_id, s.ended_at, s.seen_by_owner, s.seen_by_team, a.about as theme, r.at_least, r.mean, r.low, r.middle, r.high, r.unknown
  from needs.staff_session s
  join needs.staff_result r on r.session_id = s.id and r.part = 'all'
  join (select v.id, t ->> 'key' as key, t ->> 'about' as about from needs.instrument_version v cross join lateral jsonb_array_elements(v.definition -> 'themes') t offset 0) a on a.id = s.instrument_version_id and a.key = r.theme
  where s.state = 'ended';

-- One row for each kindergarten that took part. A figure of several together stands on each of their rows and counts once (session_id): it is nobody's own.
-- No reference to the session: what has become part of the picture stays when a session is deleted.
alter table insight.evidence
  add column session_id uuid,
  -- The first time a kindergarten answers about a theme in a year, the second … Sessions of the same turn are put together with each other only.
  add column turn smallint not null default 1 constraint evidence_turn check (turn between 1 and 100),
  -- Whether the kindergarten is counted by this session: in each turn by one only.
  add column counted boolean not null default true,
  -- How many kindergartens held it together.
  add column together smallint not null default 1 constraint evidence_together check (together between 1 and 500),
  drop constraint evidence_pkey,
  drop constraint evidence_source,
  add constraint evidence_source check (source in ('staff', 'guidance', 'report', 'grant', 'need', 'measure'));
update insight.evidence e set session_id = (select s.id from needs.staff_session s where s.kindergarten_id = e.kindergarten_id and s.state = 'ended' and (s.ended_at at time zone 'Europe/Oslo')::date = e.known_on order by s.ended_at limit 1) where e.source = 'staff';
alter table insight.evidence add constraint evidence_once unique nulls not distinct (kindergarten_id, source, theme, year, session_id);
create index evidence_session on insight.evidence (session_id) where session_id is not null;
drop index insight.evidence_waiting;
create index evidence_waiting on insight.evidence (governor_id, theme, year) where picture_id is null;
drop index insight.evidence_team;
drop index insight.evidence_owner;
-- A page asks for two years of all themes, or for one theme of all years.
create index evidence_team on insight.evidence (team_id, theme, year) where seen_by_team;
create index evidence_owner on insight.evidence (owner_id, theme, year) where seen_by_owner;

alter table insight.picture
  add column turn smallint not null default 1 constraint picture_turn check (turn between 1 and 100),
  drop constraint picture_source,
  add constraint picture_source check (source in ('staff', 'guidance', 'report', 'grant', 'need', 'measure'));
drop index insight.picture_governor;
drop index insight.picture_municipality;
create index picture_governor on insight.picture (governor_id, theme, year);
create index picture_municipality on insight.picture (municipality_id, theme, year) where municipality_id is not null;
create index picture_governor_year on insight.picture (governor_id, year);
create index picture_municipality_year on insight.picture (municipality_id, year) where municipality_id is not null;
create index evidence_team_year on insight.evidence (team_id, year) where seen_by_team;
create index evidence_owner_year on insight.evidence (owner_id, year) where seen_by_owner;

-- Those who wait, by what they can be put together within, and the next day that is to be tried. Looked at one at a time, each in a transaction of its own.
create table insight.pool (
  source text not null,
  theme text not null,
  year integer not null,
  turn smallint not null,
  governor_id uuid not null references register.organisation,
  look_on date,
  primary key (source, theme, year, turn, governor_id)
);
create index pool_look_on on insight.pool (look_on) where look_on is not null;
alter table insight.pool enable row level security;
create policy pool_system on insight.pool for all to samspill_app using ((select platform.is_system()));
grant select, insert, update on insight.pool to samspill_app;
insert into insight.pool select distinct source, theme, year, turn, governor_id, '2000-01-01'::date from insight.evidence where picture_id is null and governor_id is not null;
-- Everything is read once more: a session held together counts for those who took part in it.
update insight.refresh set read_until = '-infinity';
