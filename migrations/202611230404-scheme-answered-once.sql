-- An appeal and a demand are locked by those who handle them also when they are answered: the second who answers is told that it is done. What is answered stays answered.
alter policy reason_demand_answer on scheme.reason_demand using (decision_id in (select scheme.governed_decisions()));
alter policy appeal_consider on scheme.appeal using (decision_id in (select scheme.governed_decisions()));
create or replace function scheme.keep_written() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  added text[] := case tg_table_name when 'appeal' then array['outcome', 'considered_reason', 'considered_at', 'considered_by', 'considered_by_name', 'answer', 'answer_text', 'answered_at', 'answer_noted_by_name']
    else array['answer', 'answered_at', 'answered_by_name', 'notified_at'] end;
  was jsonb := jsonb_strip_nulls(to_jsonb(old));
begin
  if (to_jsonb(new) - added) is distinct from (to_jsonb(old) - added) or not to_jsonb(new) @> was then
    raise exception 'what was sent and answered stands' using errcode = 'check_violation', constraint = 'written_stands';
  end if;
  return new;
end $$;
