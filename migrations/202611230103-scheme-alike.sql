-- Duplicates and double funding, for the one who is writing: other reports in the same round, and grants that still run, with a kindergarten in common.
-- Answers past the row policies, only about a report that the actor takes part in or handles, and says no more than the reference and how many.
create function scheme.reports_alike(report uuid) returns table (report_id uuid, reference text, because text, kindergartens bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select other.id, coalesce(other.reference, ''), case when other.round_id = mine.round_id then 'same-round' else 'running-grant' end, count(*)
  from scheme.report mine
  join scheme.round here on here.id = mine.round_id
  join scheme.report_party own on own.report_id = mine.id and own.part = 'kindergarten'
  join scheme.report_party theirs on theirs.org_id = own.org_id and theirs.part = 'kindergarten' and theirs.report_id <> mine.id
  join scheme.report other on other.id = theirs.report_id and other.state = 'submitted' and other.id is distinct from mine.builds_on
  join scheme.round there on there.id = other.round_id and there.mode = here.mode
  left join scheme.report_fact f on f.report_id = other.id
  where mine.id = report and (platform.is_system() or report in (select scheme.own_reports()) or report in (select scheme.handled_reports()))
    and (other.round_id = mine.round_id
      or exists (select from scheme.decision d where d.report_id = other.id and d.published_at is not null and d.outcome in ('grant', 'part')
        and not exists (select from scheme.decision later where later.replaces = d.id and later.published_at is not null)
        and there.kindergarten_year + coalesce(f.duration, 1) > here.kindergarten_year and there.kindergarten_year <= here.kindergarten_year))
  group by other.id, other.reference, other.round_id, mine.round_id
  order by 3 desc, 2;
end;
revoke all on function scheme.reports_alike from public;
grant execute on function scheme.reports_alike to samspill_app;
