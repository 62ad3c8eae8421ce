-- The workbench: reports that people have placed together. A report is in one cluster or in none, and its own words stay its own.
create table scheme.cluster (
  id uuid primary key default uuidv7(),
  round_id uuid not null references scheme.round,
  name text not null constraint cluster_name check (length(btrim(name)) between 1 and 200),
  made_from text not null constraint cluster_made_from check (made_from in ('proposal', 'people', 'merge', 'split')),
  -- Why the program proposed it, as it was proposed; empty when people made it.
  why jsonb not null default '{}',
  made_at timestamptz not null,
  made_by_name text not null,
  -- What could be done together, in the handlers' words. A proposal to the forum; it decides nothing.
  joint_text text constraint cluster_joint_text check (length(btrim(joint_text)) between 1 and 4000),
  joint_at timestamptz,
  joint_by_name text,
  ended_at timestamptz,
  ended_by_name text,
  version integer not null default 1,
  constraint cluster_joint check ((joint_text is null) = (joint_at is null) and (joint_text is null) = (joint_by_name is null))
);
create index cluster_round on scheme.cluster (round_id) where ended_at is null;
create table scheme.cluster_place (
  id uuid primary key default uuidv7(),
  cluster_id uuid not null references scheme.cluster,
  report_id uuid not null references scheme.report,
  since timestamptz not null,
  by_name text not null,
  until timestamptz,
  until_by_name text
);
create unique index cluster_place_once on scheme.cluster_place (report_id) where until is null;
create index cluster_place_cluster on scheme.cluster_place (cluster_id);

-- Clusters with at least one report that the actor handles.
create function scheme.seen_clusters() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select distinct p.cluster_id from scheme.cluster_place p where p.report_id in (select scheme.handled_reports());
end;
revoke all on function scheme.seen_clusters from public;
grant execute on function scheme.seen_clusters to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['cluster', 'cluster_place'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert on scheme.%I to samspill_app', name);
  end loop;
end $$;
grant update (name, joint_text, joint_at, joint_by_name, ended_at, ended_by_name, version) on scheme.cluster to samspill_app;
grant update (until, until_by_name) on scheme.cluster_place to samspill_app;

create policy cluster_read on scheme.cluster for select to samspill_app using (round_id in (select scheme.managed_rounds()) or id in (select scheme.seen_clusters()));
create policy cluster_write on scheme.cluster for insert to samspill_app with check (round_id in (select scheme.managed_rounds()) and made_by_name = (select platform.actor_name()));
create policy cluster_change on scheme.cluster for update to samspill_app using (round_id in (select scheme.managed_rounds()) and ended_at is null) with check (round_id in (select scheme.managed_rounds()));
create policy cluster_place_read on scheme.cluster_place for select to samspill_app using (report_id in (select scheme.handled_reports()));
create policy cluster_place_write on scheme.cluster_place for insert to samspill_app with check (report_id in (select scheme.governed_reports()) and by_name = (select platform.actor_name()));
create policy cluster_place_change on scheme.cluster_place for update to samspill_app using (report_id in (select scheme.governed_reports()) and until is null) with check (report_id in (select scheme.governed_reports()) and until_by_name = (select platform.actor_name()));
