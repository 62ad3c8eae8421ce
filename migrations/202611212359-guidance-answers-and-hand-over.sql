-- The secret of a staff link follows from its id and the installation's key: a copy of the database opens no link.
alter table guidance.staff_link drop column token;

-- Each showing of the form carries a key that can be used once, so that a double click is one answer. The table says that a key has been used and
-- nothing else: not when, not in which order, not for which link, and no answer knows its key.
create table guidance.used_answer_key (
  hash bytea primary key constraint used_answer_key_length check (length(hash) = 32)
);
alter table guidance.used_answer_key enable row level security;

drop function guidance.cast_staff_answer(bytea, timestamptz, integer, integer, integer);
-- The link is held while an answer goes in: whoever closes it waits, so that no answer comes after the means have been shown.
create function guidance.cast_staff_answer(link_hash bytea, key_hash bytea, at timestamptz, benefit integer, practice integer, involved integer) returns text
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  link uuid;
begin
  select l.id into link from guidance.staff_link l
    where l.token_hash = link_hash and l.closed_at is null and l.closes_on >= (at at time zone 'Europe/Oslo')::date for share;
  if link is null then return 'closed'; end if;
  insert into guidance.used_answer_key values (key_hash) on conflict do nothing;
  if not found then return 'already-answered'; end if;
  insert into guidance.staff_answer (link_id, benefit, practice, involved) values (link, benefit, practice, involved);
  return 'answered';
end $$;

drop function guidance.staff_result(uuid, timestamptz);
-- What the two sides of a case may know of each link: how many, when five or more; means, when it is over too.
-- A link that ends by its date is over five minutes into the next day: an answer that was on its way at midnight is in by then.
create function guidance.staff_results(of_case uuid, at timestamptz)
  returns table (link_id uuid, round integer, opened_at timestamptz, closes_on date, closed_at timestamptz, answers integer, benefit numeric, practice numeric, involved numeric)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with link as (
    select l.*, l.closed_at is not null or l.closes_on < ((at - interval '5 minutes') at time zone 'Europe/Oslo')::date as over
    from guidance.staff_link l join guidance.case c on c.id = l.case_id
    where l.case_id = of_case
      and ((c.kindergarten_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader'))
        or (c.team_org_id = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader')))
  ), counted as (
    select a.link_id, count(*)::integer as n, avg(a.benefit) as benefit, avg(a.practice) as practice, avg(a.involved) as involved
    from guidance.staff_answer a where a.link_id in (select link.id from link) group by a.link_id having count(*) >= 5
  )
  select link.id, link.round, link.opened_at, link.closes_on, link.closed_at, n.n,
    case when link.over then round(n.benefit, 1) end, case when link.over then round(n.practice, 1) end, case when link.over then round(n.involved, 1) end
  from link left join counted n on n.link_id = link.id order by link.opened_at desc;
end;
revoke all on function guidance.cast_staff_answer, guidance.staff_results from public;
grant execute on function guidance.cast_staff_answer, guidance.staff_results to samspill_app;

-- One link at a time takes answers, for each case.
create unique index staff_link_one_open on guidance.staff_link (case_id) where closed_at is null;

-- What the other service needs to know stands in the hand-over itself, since it never sees the case. The team may take back what nobody has answered.
alter table guidance.hand_over
  add column kindergarten_name text not null,
  add column team_name text not null,
  add column reference text not null,
  add column withdrawn_at timestamptz,
  add constraint hand_over_answered check ((answer is null) = (answered_at is null) and (answer is null or answered_by_name is not null) and (answer is null or withdrawn_at is null));
create unique index hand_over_one_waiting on guidance.hand_over (case_id) where answer is null and withdrawn_at is null;

-- Both sides of the case see the hand-over, the team writes it, the receiver reads its own. The receiver's answer is saved by the program, after it has
-- looked as the receiver: nobody outside the team can change what was shared.
drop policy hand_over_case on guidance.hand_over;
drop policy hand_over_receiver on guidance.hand_over;
drop policy hand_over_answer on guidance.hand_over;
create policy hand_over_case on guidance.hand_over for select to samspill_app using (exists (select from guidance.case c where c.id = case_id));
create policy hand_over_team on guidance.hand_over for all to samspill_app
  using (platform.is_system() or (platform.actor_role() in ('adviser', 'team-leader') and exists (select from guidance.case c where c.id = case_id)))
  with check (platform.is_system() or (platform.actor_role() in ('adviser', 'team-leader') and exists (select from guidance.case c where c.id = case_id)));
create policy hand_over_receiver on guidance.hand_over for select to samspill_app
  using (to_org_id = platform.actor_org() and platform.actor_role() = 'service-contact' and withdrawn_at is null);
