-- Published (docs/data/score-card.md): that something was measured of a unit on a day, for those who may see it. The newest correction of each; what has been taken back is not in it.
create view needs.score_card with (security_invoker) as
  select distinct on (s.unit_id, s.instrument_version_id, s.measured_on) s.id, s.kindergarten_id, s.unit_id, s.instrument_version_id, s.measured_on
  from needs.score_set s
  where not exists (select from needs.score_set n where n.unit_id = s.unit_id and n.instrument_version_id = s.instrument_version_id and n.measured_on = s.measured_on and n.revision > s.revision) and s.scores <> '{}'::jsonb
  order by s.unit_id, s.instrument_version_id, s.measured_on, s.revision desc;
grant select on needs.score_card to samspill_app;
