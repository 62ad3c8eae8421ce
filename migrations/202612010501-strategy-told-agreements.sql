-- What was agreed is read by those invited when the minutes it stands in are: not what is written in while minutes that stand are corrected.

alter table strategy.discussion_agreement
  -- The first version of the minutes it stands in, of those that were not withdrawn; null before it is sent.
  add column told_in integer,
  add constraint discussion_agreement_told_in foreign key (discussion_id, told_in) references strategy.discussion_minutes (discussion_id, number);
update strategy.discussion_agreement a set told_in = (select min(m.number) from strategy.discussion_minutes m where m.discussion_id = a.discussion_id and m.state <> 'withdrawn' and m.sent_at >= a.made_at);

alter policy discussion_agreement_told on strategy.discussion_agreement using ((discussion_id, told_in) in (select m.discussion_id, m.number from strategy.discussion_minutes m));

-- Minutes that are sent tell what was agreed; withdrawn, they tell it no more.
create function strategy.tell_agreements() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if tg_op = 'INSERT' then
    update strategy.discussion_agreement a set told_in = new.number where a.discussion_id = new.discussion_id and a.told_in is null;
  elsif new.state = 'withdrawn' then
    update strategy.discussion_agreement a set told_in = null where a.discussion_id = new.discussion_id and a.told_in = new.number;
  end if;
  return null;
end $$;
revoke all on function strategy.tell_agreements from public;
create trigger tell_agreements after insert or update of state on strategy.discussion_minutes for each row execute function strategy.tell_agreements();

-- Whoever follows up tells what came of it, and nothing else.
create or replace function strategy.keep_agreement() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() and new.municipality_id not in (select strategy.discussed_places())
    and (new.id, new.discussion_id, new.point_id, new.body, new.org_id, new.role, new.person_id, new.responsible_name, new.due_on, new.told_in) is distinct from (old.id, old.discussion_id, old.point_id, old.body, old.org_id, old.role, old.person_id, old.responsible_name, old.due_on, old.told_in) then
    raise exception 'only what came of it is told' using errcode = 'check_violation', constraint = 'agreement_stands';
  end if;
  return new;
end $$;
