-- What somebody voted is their own: nobody else reads a single ballot, neither while the vote goes on nor afterwards. What others learn is the count.
alter policy ballot_read on scheme.ballot using (exists (select from scheme.forum_member m where m.id = member_id and m.person_id = (select platform.actor_person()) and m.org_id = (select platform.actor_org())));
drop function scheme.vote_is_open(uuid);
drop function scheme.ballots_to_count(uuid);
-- The count, for the one who closes the vote: ballots of those who have a right in it and no tie found since. `chair` is the chair's own ballot, said only
-- when votes are equal and it decides: then the result tells it anyway.
create function scheme.count_ballots(of_vote uuid) returns table (votes_for integer, votes_against integer, votes_blank integer, chair text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with counted as (
    select b.choice, m.chairs and m.period @> platform.today() and coalesce(t.tie_rule, f.tie_rule) = 'chair' as decides
    from scheme.ballot b join scheme.forum_vote v on v.id = b.vote_id join scheme.forum_member m on m.id = b.member_id
      join scheme.meeting_item i on i.id = v.item_id join scheme.meeting t on t.id = i.meeting_id join scheme.forum f on f.id = t.forum_id
    where v.id = of_vote and v.item_id in (select scheme.run_items())
      and not exists (select from scheme.meeting_item_report r join scheme.impartiality i on i.report_id = r.report_id where r.item_id = v.item_id and i.person_id = m.person_id and i.disqualified)
  ), summed as (
    select (count(*) filter (where c.choice = 'for'))::integer as votes_for, (count(*) filter (where c.choice = 'against'))::integer as votes_against, (count(*) filter (where c.choice = 'blank'))::integer as votes_blank, max(c.choice) filter (where c.decides) as chair
    from counted c
  )
  select s.votes_for, s.votes_against, s.votes_blank, case when s.votes_for = s.votes_against then s.chair end from summed s;
end;
revoke all on function scheme.count_ballots from public;
grant execute on function scheme.count_ballots to samspill_app;
