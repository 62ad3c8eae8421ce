-- Where a request and a report come from: the need they build on, when they began from one. Set once.
alter table guidance.case add column need_id uuid references needs.need_statement;
alter table scheme.report add column need_id uuid references needs.need_statement;
create index case_need on guidance.case (need_id) where need_id is not null;
create index report_need on scheme.report (need_id) where need_id is not null;

-- Published (docs/data/case-card.md): a case as something that is known about a kindergarten: themes and dates, nothing that anyone has written.
create view guidance.case_card with (security_invoker) as
  select c.id, c.kindergarten_id, c.team_org_id, c.reference, c.state, c.themes, c.need_id, c.created_at, c.submitted_at, c.closed_at,
    (select count(*)::integer from guidance.observation o where o.case_id = c.id) as observations,
    (select max(o.observed_on) from guidance.observation o where o.case_id = c.id) as last_observed_on
  from guidance.case c where c.state <> 'withdrawn';
grant select on guidance.case_card to samspill_app;

-- Published (docs/data/report-card.md): that there is a need report, and where it has come.
create view scheme.report_card with (security_invoker) as
  select r.id, r.lead_id, r.reference, r.state, r.need_id, r.begun_at, r.submitted_at, d.title as round
  from scheme.report r join scheme.round d on d.id = r.round_id;
grant select on scheme.report_card to samspill_app;

-- Figures that Barnehagefakta gives about a kindergarten, with those of its municipality and the country beside: public, and as they were on their reference date.
create table needs.indicator (
  kindergarten_id uuid not null references register.organisation,
  -- The name the source gives it.
  name text not null constraint indicator_name check (name ~ '^[a-zA-Z]{1,80}$'),
  refers_to date not null,
  value numeric(10, 3) not null,
  of_municipality numeric(10, 3),
  of_country numeric(10, 3),
  fetched_at timestamptz not null,
  primary key (kindergarten_id, name, refers_to)
);
-- When a kindergarten was asked about, and what came of it.
create table needs.indicator_fetch (
  kindergarten_id uuid primary key references register.organisation,
  asked_at timestamptz not null,
  outcome text not null constraint indicator_fetch_outcome check (outcome in ('figures', 'no-figures', 'not-found', 'no-answer', 'not-understood'))
);
alter table needs.indicator enable row level security;
alter table needs.indicator_fetch enable row level security;
create policy indicator_system on needs.indicator for all to samspill_app using ((select platform.is_system()));
create policy indicator_fetch_system on needs.indicator_fetch for all to samspill_app using ((select platform.is_system()));
create policy indicator_read on needs.indicator for select to samspill_app using ((select platform.actor_role()) <> '');
create policy indicator_fetch_read on needs.indicator_fetch for select to samspill_app using ((select platform.actor_role()) <> '');
grant select, insert, update on needs.indicator, needs.indicator_fetch to samspill_app;
