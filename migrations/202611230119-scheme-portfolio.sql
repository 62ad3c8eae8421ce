-- What-if: a distribution worked out within the limits people have set. It proposes; it never decides.

-- A named run with everything it depended on, as it was. Never changed; it may be laid before the forum.
create table scheme.scenario (
  id uuid primary key default uuidv7(),
  round_id uuid not null references scheme.round,
  -- The click that asked for it: a second click finds the first one's scenario.
  start_key uuid not null constraint scenario_start_key unique,
  name text not null constraint scenario_name check (length(btrim(name)) between 1 and 100),
  -- { counting, steps, least, frames, capacities, fairness, weights }
  settings jsonb not null,
  outcome text not null constraint scenario_outcome check (outcome in ('optimal', 'stopped', 'impossible')),
  -- Whole points of the proposal, and what no portfolio can be worth more than.
  worth bigint not null,
  bound bigint not null,
  -- When it is impossible: the limits that cannot all hold.
  conflict jsonb,
  milliseconds integer not null,
  model_version text not null,
  solver text not null,
  made_at timestamptz not null,
  made_by_name text not null,
  laid_at timestamptz,
  laid_by_name text,
  constraint scenario_bound check (bound >= worth and (outcome <> 'optimal' or bound = worth)),
  constraint scenario_conflict check ((outcome = 'impossible') = (conflict is not null)),
  constraint scenario_laid check ((laid_at is null) = (laid_by_name is null) and (laid_at is null or outcome <> 'impossible'))
);
create index scenario_round on scheme.scenario (round_id, made_at desc);

create table scheme.scenario_result (
  scenario_id uuid not null references scheme.scenario,
  report_id uuid not null references scheme.report,
  -- The report as the reckoning saw it.
  candidate jsonb not null,
  lock text constraint scenario_result_lock check (lock in ('in', 'out')),
  percent smallint not null constraint scenario_result_percent check (percent between 0 and 100),
  -- [{ year, actor, ore }]
  granted jsonb not null,
  -- Why, and what would change it.
  told jsonb not null,
  primary key (scenario_id, report_id)
);
create index scenario_result_report on scheme.scenario_result (report_id);

-- How many sent reports of a round the actor is kept from. A number, and only to those who handle the round: a list with holes says that it has them.
create function scheme.hidden_in_round(round uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select count(*)::integer from scheme.report r join scheme.round d on d.id = r.round_id
  where r.round_id = round and r.state = 'submitted' and r.id not in (select scheme.handled_reports())
    and (d.id in (select scheme.managed_rounds()) or d.forum_id in (select scheme.own_forums()));
end;
-- Scenarios that have been laid before a forum the actor sits in.
create function scheme.laid_scenarios() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select s.id from scheme.scenario s join scheme.round d on d.id = s.round_id
  where s.laid_at is not null and d.stage in ('in-forum', 'decided', 'in-follow-up', 'ended') and d.forum_id in (select scheme.own_forums());
end;
revoke all on function scheme.hidden_in_round, scheme.laid_scenarios from public;
grant execute on function scheme.hidden_in_round, scheme.laid_scenarios to samspill_app;

alter table scheme.scenario enable row level security;
alter table scheme.scenario_result enable row level security;
create policy scenario_system on scheme.scenario for all to samspill_app using ((select platform.is_system()));
create policy scenario_result_system on scheme.scenario_result for all to samspill_app using ((select platform.is_system()));
create policy scenario_read on scheme.scenario for select to samspill_app using (round_id in (select scheme.managed_rounds()) or id in (select scheme.laid_scenarios()));
create policy scenario_make on scheme.scenario for insert to samspill_app with check (round_id in (select scheme.managed_rounds()) and made_by_name = (select platform.actor_name()) and laid_at is null);
create policy scenario_lay on scheme.scenario for update to samspill_app using (round_id in (select scheme.managed_rounds())) with check (round_id in (select scheme.managed_rounds()) and laid_by_name = (select platform.actor_name()));
create policy scenario_result_read on scheme.scenario_result for select to samspill_app using (report_id in (select scheme.handled_reports()) and (scenario_id in (select scheme.laid_scenarios()) or exists (select from scheme.scenario s where s.id = scenario_id and s.round_id in (select scheme.managed_rounds()))));
create policy scenario_result_make on scheme.scenario_result for insert to samspill_app with check (report_id in (select scheme.handled_reports()) and exists (select from scheme.scenario s join scheme.report r on r.round_id = s.round_id where s.id = scenario_id and r.id = report_id and s.round_id in (select scheme.managed_rounds()) and s.laid_at is null));
grant select, insert on scheme.scenario, scheme.scenario_result to samspill_app;
-- Only the laying is added later.
grant update (laid_at, laid_by_name) on scheme.scenario to samspill_app;
