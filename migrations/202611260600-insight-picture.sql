-- The challenge picture: what staffs have answered, what has been asked for and granted, put together so that no kindergarten can be found in it.
-- It is made by a job from views that the other slices publish, and read as it stands. The rules in words: docs/rules/insight-picture.md.

-- Published by the register: what kindergartens are told apart by. Described in docs/data/kindergarten-profile.md.
create view register.kindergarten_profile with (security_invoker) as
  select k.id as kindergarten_id, lies.to_id as municipality_id, c.governor_id, k.region_id, owned.to_id as owner_id, f.ownership, f.capacity, nullif(initcap(btrim(f.postal_place)), '') as place, k.closed_on
  from register.organisation k
  left join register.register_fact f on f.organisation_id = k.id
  left join register.relation lies on lies.from_id = k.id and lies.kind = 'lies-in' and lies.period @> (select platform.today())
  left join register.relation owned on owned.from_id = k.id and owned.kind = 'owned-by' and owned.period @> (select platform.today())
  left join register.municipality_number n on n.organisation_id = lies.to_id and n.period @> (select platform.today())
  left join register.county_number c on c.number = n.county_number and c.period @> (select platform.today())
  where k.kind = 'kindergarten';
grant select on register.kindergarten_profile to samspill_app;

-- Published by needs: what may be shown of sessions that have ended, for the whole staff, by the chapter of the framework plan. docs/data/staff-figure.md.
create view needs.staff_figure with (security_invoker) as
  select s.id as session_id, s.kindergarten_id, s.ended_at, s.seen_by_owner, s.seen_by_team, t ->> 'about' as theme, r.at_least, r.mean, r.low, r.middle, r.high, r.unknown
  from needs.staff_session s
  join needs.instrument_version v on v.id = s.instrument_version_id
  join needs.staff_result r on r.session_id = s.id and r.part = 'all'
  cross join lateral jsonb_array_elements(v.definition -> 'themes') t
  where s.state = 'ended' and t ->> 'key' = r.theme;
grant select on needs.staff_figure to samspill_app;
create index staff_session_ended on needs.staff_session (ended_at) where state = 'ended';

-- Published by guidance: which kindergartens have asked for guidance on which theme, in which month, and how it stands. Nothing that was written. docs/data/theme-asked.md.
create view guidance.theme_asked with (security_invoker) as
  select c.kindergarten_id, c.team_org_id as team_id, asked.theme, date_trunc('month', c.submitted_at at time zone 'Europe/Oslo')::date as month, c.state, count(*)::integer as cases
  from guidance.case c cross join lateral unnest(c.themes) as asked (theme)
  where c.submitted_at is not null and c.state in ('running', 'closed')
  group by 1, 2, 3, 4, 5;
grant select on guidance.theme_asked to samspill_app;
-- Published by the grant scheme: which kindergartens stand in a need report that was sent, on which theme, for which kindergarten year, and whether it was granted. docs/data/theme-reported.md.
create view scheme.theme_reported with (security_invoker) as
  select p.org_id as kindergarten_id, reported.theme, g.kindergarten_year, r.submitted_at,
    coalesce((select d.outcome in ('grant', 'part') from scheme.decision d where d.report_id = r.id and d.published_at is not null order by d.number desc limit 1), false) as granted
  from scheme.report r
  join scheme.round g on g.id = r.round_id and g.mode = 'live' and g.stage <> 'cancelled'
  join scheme.report_fact f on f.report_id = r.id
  join scheme.report_party p on p.report_id = r.id and p.part = 'kindergarten' and p.state <> 'declined'
  cross join lateral unnest(f.themes) as reported (theme)
  where r.state = 'submitted';
grant select on scheme.theme_reported to samspill_app;

create schema if not exists insight;
grant usage on schema insight to samspill_app;

-- Until when the sources have been read. One row: whoever reads them holds it, so that two machines do not make the picture at once.
create table insight.refresh (
  one boolean primary key default true constraint refresh_one check (one),
  read_until timestamptz not null default '-infinity'
);
insert into insight.refresh default values;

-- What the picture is made of: at least five kindergartens at a time, made once and never changed. What they have in common is said, else null. Every figure for
-- those who may not see each kindergarten is a sum of such rows, so whatever is taken from whatever, at least five are left, or none.
create table insight.picture (
  id uuid primary key default uuidv7(),
  source text not null constraint picture_source check (source in ('staff', 'guidance', 'report', 'grant', 'need')),
  theme text not null,
  -- The year the kindergarten year begins: 2026 is August 2026 to July 2027.
  year integer not null constraint picture_year check (year between 2015 and 2110),
  governor_id uuid not null references register.organisation,
  municipality_id uuid references register.organisation,
  ownership text,
  size text,
  place text,
  kindergartens integer not null constraint picture_kindergartens check (kindergartens >= 5),
  at_least integer,
  mean numeric(2, 1),
  low integer,
  middle integer,
  high integer,
  unknown integer,
  made_at timestamptz not null,
  constraint picture_figure check ((source = 'staff') = (at_least is not null) and (at_least is null) = (mean is null) and (at_least is null or at_least >= 25))
);
create index picture_governor on insight.picture (governor_id, year);
create index picture_municipality on insight.picture (municipality_id, year) where municipality_id is not null;

-- One kindergarten, one theme, one kindergarten year, one source: waits until it is part of the picture. Read singly only by those who see it singly where it comes from.
create table insight.evidence (
  source text not null constraint evidence_source check (source in ('staff', 'guidance', 'report', 'grant', 'need')),
  theme text not null,
  year integer not null constraint evidence_year check (year between 2015 and 2110),
  kindergarten_id uuid not null references register.organisation,
  governor_id uuid references register.organisation,
  municipality_id uuid references register.organisation,
  owner_id uuid references register.organisation,
  team_id uuid references register.organisation,
  ownership text,
  size text,
  place text,
  seen_by_owner boolean not null,
  seen_by_team boolean not null,
  at_least integer,
  mean numeric(2, 1),
  low integer,
  middle integer,
  high integer,
  unknown integer,
  known_on date not null,
  picture_id uuid references insight.picture,
  primary key (source, theme, year, kindergarten_id)
);
create index evidence_team on insight.evidence (team_id, year) where seen_by_team;
create index evidence_owner on insight.evidence (owner_id, year) where seen_by_owner;
create index evidence_waiting on insight.evidence (governor_id) where picture_id is null;

alter table insight.refresh enable row level security;
alter table insight.picture enable row level security;
alter table insight.evidence enable row level security;
create policy refresh_system on insight.refresh for all to samspill_app using ((select platform.is_system()));
create policy picture_system on insight.picture for all to samspill_app using ((select platform.is_system()));
create policy evidence_system on insight.evidence for all to samspill_app using ((select platform.is_system()));
create policy picture_read_county on insight.picture for select to samspill_app using ((select platform.actor_role()) = 'county-governor' and governor_id = (select platform.actor_org()));
create policy picture_read_authority on insight.picture for select to samspill_app using ((select platform.actor_role()) = 'authority' and municipality_id = (select platform.actor_org()));
create policy evidence_read_team on insight.evidence for select to samspill_app using ((select platform.actor_role()) in ('adviser', 'team-leader') and seen_by_team and team_id = (select platform.actor_org()));
create policy evidence_read_owner on insight.evidence for select to samspill_app using ((select platform.actor_role()) = 'owner' and seen_by_owner and owner_id = (select platform.actor_org()));
grant select on insight.refresh, insight.picture, insight.evidence to samspill_app;
grant update on insight.refresh to samspill_app;
grant insert on insight.picture, insight.evidence to samspill_app;
-- What was known stands; whose it is and which figure it went into is kept up.
grant update (picture_id, owner_id, team_id) on insight.evidence to samspill_app;
