-- Whoever reads a report or sits in a forum may work for another county governor: the one whose round it is decides, opens again and handles results, and nobody else.
alter policy decision_read on scheme.decision using ((published_at is not null and (report_id in (select scheme.own_reports()) or report_id in (select scheme.handled_reports()))) or report_id in (select scheme.governed_reports()));
alter policy decision_write on scheme.decision using (report_id in (select scheme.governed_reports())) with check (report_id in (select scheme.governed_reports()));
alter policy report_return_write on scheme.report_return with check (report_id in (select scheme.governed_reports()) and by_name = (select platform.actor_name()));
alter policy report_change on scheme.report
  using (id in (select scheme.own_reports()) or id in (select scheme.governed_reports()))
  with check (id in (select scheme.own_reports()) or id in (select scheme.governed_reports()));
alter policy result_handle on scheme.result
  using (report_id in (select scheme.governed_reports()) and state in ('sent', 'sent-again'))
  with check (report_id in (select scheme.governed_reports()) and state in ('changes-requested', 'approved'));
alter policy result_request_ask on scheme.result_request
  with check (by_name = (select platform.actor_name()) and exists (select from scheme.result r where r.id = result_id and r.sent_at is not null and r.report_id in (select scheme.governed_reports())));
