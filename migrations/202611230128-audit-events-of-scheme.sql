-- What happened to a report is read by those who see the report; what happened in its handling, by those who handle it.
create policy event_of_report on audit.event as restrictive for select to samspill_app
  using (about_kind not in ('report', 'report-handling') or (select platform.is_system())
    or about_id in (select scheme.handled_reports()) or (about_kind = 'report' and about_id in (select scheme.own_reports())));

-- What happened with a result is read by those who see it.
create policy event_of_result on audit.event as restrictive for select to samspill_app
  using (about_kind <> 'result' or (select platform.is_system()) or about_id in (select scheme.seen_results()));

-- And with a partnership, by those who see it.
create policy event_of_partnership on audit.event as restrictive for select to samspill_app
  using (about_kind <> 'partnership' or (select platform.is_system()) or about_id in (select scheme.seen_partnerships()));
