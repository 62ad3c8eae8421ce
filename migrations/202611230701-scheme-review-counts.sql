-- How many assessments have been delivered in a round, whoever of the county governor's people asks: weights are not set with scores in hand.
create function scheme.deliveries_in(of_round uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select count(*)::integer from scheme.review_delivery d join scheme.report r on r.id = d.report_id
  where r.round_id = of_round and d.returned_at is null and of_round in (select scheme.managed_rounds());
end;
revoke all on function scheme.deliveries_in from public;
grant execute on function scheme.deliveries_in to samspill_app;
