-- One who must not handle a report is not told of it either. Asked by those who tell: its own side, and those who handle it.
create function scheme.may_be_told(report uuid, person uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select not exists (select from scheme.impartiality i where i.report_id = report and i.person_id = person and i.disqualified
    and (platform.is_system() or report in (select scheme.own_reports()) or report in (select scheme.handled_reports())));
end;
-- A tie to one report of a cluster bars from the cluster: its name, what is said of it as one measure, and sorting it.
create function scheme.barred_clusters() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.cluster_id from scheme.cluster_place p join scheme.impartiality i on i.report_id = p.report_id where p.until is null and i.person_id = platform.actor_person() and i.disqualified;
end;
revoke all on function scheme.may_be_told, scheme.barred_clusters from public;
grant execute on function scheme.may_be_told, scheme.barred_clusters to samspill_app;
alter policy cluster_read on scheme.cluster using ((round_id in (select scheme.managed_rounds()) or id in (select scheme.seen_clusters())) and id not in (select scheme.barred_clusters()));
alter policy cluster_change on scheme.cluster using (round_id in (select scheme.managed_rounds()) and ended_at is null and id not in (select scheme.barred_clusters()));
