-- What there is to account for: by report, year, actor and recipient what is in force of the grant and what was carried in from the year before, as the ledger has it;
-- as the last published decision has it where the ledger has nothing. For those who see the report, whoever of them it is paid to.
create function scheme.result_money() returns table (report_id uuid, year integer, actor text, recipient_id uuid, ore bigint)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with decided as (
    select distinct on (d.report_id) d.id, d.report_id, d.outcome from scheme.decision d
    where d.published_at is not null and (platform.is_system() or d.report_id in (select scheme.own_reports()) or d.report_id in (select scheme.handled_reports()))
    order by d.report_id, d.number desc
  )
  select l.report_id, l.year, l.actor, l.recipient_id, l.bound + l.decided - l.cancelled + l.carried_in from decided x join scheme.money_line l on l.report_id = x.report_id
  where x.outcome in ('grant', 'part') and l.bound + l.decided - l.cancelled + l.carried_in > 0
  union all
  select x.report_id, a.year, a.actor, a.recipient_id, a.ore from decided x join scheme.granted_amount a on a.decision_id = x.id
  where x.outcome in ('grant', 'part') and a.ore > 0 and not exists (select from scheme.money_line l where l.report_id = x.report_id);
end;
revoke all on function scheme.result_money from public;
grant execute on function scheme.result_money to samspill_app;
drop policy result_begin on scheme.result;
create policy result_begin on scheme.result for insert to samspill_app with check (report_id in (select scheme.written_reports()) and state = 'draft' and sent_at is null
  and (report_id, year) in (select m.report_id, m.year from scheme.result_money() m));
