-- A period to appeal runs from when the decision is there and the notice of it is sent. It is sent when its letter is handed over to the mail server, or, where no letter has left,
-- when one it is to has seen it in the program; not when it is made. `told`: the people at the recipient whom it is to. None: there was nobody to tell.
alter table scheme.decision_recipient add column told uuid[] not null default '{}';
alter table scheme.reason_demand add column told uuid[] not null default '{}';

create function scheme.note_sent() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  letter messaging.notice;
  reached_at timestamptz;
begin
  if tg_table_name = 'notice' then
    letter := new;
    reached_at := new.seen_at;
  else
    select * into letter from messaging.notice n where n.id = new.notice_id;
    reached_at := new.at;
  end if;
  if letter.kind = 'scheme-decided' then
    update scheme.decision_recipient r set notified_at = reached_at where r.decision_id = letter.subject_id and letter.person_id = any (r.told) and r.notified_at is null;
  elsif letter.kind = 'scheme-reasons-given' then
    update scheme.reason_demand d set notified_at = reached_at where d.id = letter.subject_id and letter.person_id = any (d.told) and d.notified_at is null;
  end if;
  return null;
end $$;
revoke all on function scheme.note_sent from public;
create trigger scheme_notice_sent after insert on messaging.delivery for each row when (new.outcome = 'sent') execute function scheme.note_sent();
create trigger scheme_notice_seen after update of seen_at on messaging.notice for each row when (old.seen_at is null and new.seen_at is not null) execute function scheme.note_sent();

-- As before, and those who are told of the reasons.
create or replace function scheme.keep_written() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
declare
  added text[] := case tg_table_name when 'appeal' then array['outcome', 'considered_reason', 'considered_at', 'considered_by', 'considered_by_name', 'answer', 'answer_text', 'answered_at', 'answer_noted_by_name']
    else array['answer', 'answered_at', 'answered_by_name', 'notified_at', 'told'] end;
  was jsonb := jsonb_strip_nulls(to_jsonb(old));
begin
  if (to_jsonb(new) - added) is distinct from (to_jsonb(old) - added) or not to_jsonb(new) @> was then
    raise exception 'what was sent and answered stands' using errcode = 'check_violation', constraint = 'written_stands';
  end if;
  return new;
end $$;
