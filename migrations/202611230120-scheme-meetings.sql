-- The forum's meetings: what is on the agenda, what is proposed for each report, the votes, what the forum recommends, and the minutes.

-- The rule for quorum and for equal votes is the forum's at the moment the meeting opened. One that is planned or called can be cancelled: what stood on its agenda can be put on another.
create table scheme.meeting (
  id uuid primary key default uuidv7(),
  forum_id uuid not null references scheme.forum,
  round_id uuid not null references scheme.round,
  title text not null constraint meeting_title check (length(btrim(title)) between 1 and 200),
  starts_at timestamptz not null,
  place text not null default '' constraint meeting_place check (length(place) <= 200),
  state text not null default 'planned' constraint meeting_state check (state in ('planned', 'called', 'open', 'closed', 'locked', 'cancelled')),
  quorum_percent smallint,
  tie_rule text,
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  locked_at timestamptz,
  locked_by_name text,
  constraint meeting_locked check ((state = 'locked') = (locked_at is not null))
);
create index meeting_forum on scheme.meeting (forum_id, starts_at);
create index meeting_round on scheme.meeting (round_id);
-- People invited without a vote, by name and where they come from. They see nothing here.
create table scheme.meeting_guest (
  id uuid primary key default uuidv7(),
  meeting_id uuid not null references scheme.meeting,
  name text not null constraint meeting_guest_name check (length(btrim(name)) between 1 and 120),
  comes_from text not null default '' constraint meeting_guest_from check (length(comes_from) <= 200),
  removed_at timestamptz
);
create index meeting_guest_meeting on scheme.meeting_guest (meeting_id);
create table scheme.meeting_attendance (
  meeting_id uuid not null references scheme.meeting,
  member_id uuid not null references scheme.forum_member,
  present boolean not null,
  at timestamptz not null,
  by_name text not null,
  primary key (meeting_id, member_id)
);
create table scheme.meeting_item (
  id uuid primary key default uuidv7(),
  meeting_id uuid not null references scheme.meeting,
  position integer not null,
  kind text not null constraint meeting_item_kind check (kind in ('general', 'reports')),
  title text not null default '' constraint meeting_item_title check (length(title) <= 200),
  state text not null default 'waiting' constraint meeting_item_state check (state in ('waiting', 'agreed', 'not-agreed', 'voting', 'adopted', 'noted')),
  -- What the minutes say beside what follows from the data.
  minutes text not null default '' constraint meeting_item_minutes check (length(minutes) <= 8000),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  removed_at timestamptz,
  constraint meeting_item_once unique (meeting_id, position) deferrable initially deferred
);
-- What is proposed for each report of an item, until the forum has recommended. Amounts: [{ year, actor, ore }].
create table scheme.meeting_item_report (
  item_id uuid not null references scheme.meeting_item,
  report_id uuid not null references scheme.report,
  outcome text constraint item_report_outcome check (outcome in ('grant', 'part', 'decline')),
  amounts jsonb not null default '[]',
  reason text not null default '' constraint item_report_reason check (length(reason) <= 8000),
  -- Why it differs from what was calculated, when it does.
  deviation text not null default '' constraint item_report_deviation check (length(deviation) <= 4000),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  primary key (item_id, report_id)
);
create index item_report_report on scheme.meeting_item_report (report_id);
create table scheme.forum_vote (
  id uuid primary key default uuidv7(),
  item_id uuid not null references scheme.meeting_item,
  number integer not null,
  method text not null constraint forum_vote_method check (method in ('ballot', 'hands')),
  opened_at timestamptz not null,
  opened_by_name text not null,
  closed_at timestamptz,
  closed_by_name text,
  votes_for integer,
  votes_against integer,
  votes_blank integer,
  entitled integer,
  result text constraint forum_vote_result check (result in ('adopted', 'rejected', 'adopted-by-chair', 'rejected-by-chair', 'equal', 'no-quorum')),
  constraint forum_vote_once unique (item_id, number),
  constraint forum_vote_closed check (num_nulls(closed_at, closed_by_name, votes_for, votes_against, votes_blank, entitled, result) in (0, 7)),
  constraint forum_vote_not_more check (least(votes_for, votes_against, votes_blank) >= 0 and votes_for + votes_against + votes_blank <= entitled)
);
create unique index forum_vote_one_open on scheme.forum_vote (item_id) where closed_at is null;
-- Who may vote in it: only members with a vote, whom the county governor's people never are.
create table scheme.vote_right (
  vote_id uuid not null references scheme.forum_vote,
  member_id uuid not null,
  votes boolean not null default true constraint vote_right_governor_never_votes check (votes),
  primary key (vote_id, member_id),
  foreign key (member_id, votes) references scheme.forum_member (id, votes)
);
create table scheme.ballot (
  vote_id uuid not null,
  member_id uuid not null,
  choice text not null constraint ballot_choice check (choice in ('for', 'against', 'blank')),
  at timestamptz not null,
  constraint ballot_once primary key (vote_id, member_id),
  foreign key (vote_id, member_id) references scheme.vote_right (vote_id, member_id)
);
-- What the forum recommends for a report. The last word stands; how it was reached is in the meeting.
create table scheme.recommendation (
  report_id uuid primary key references scheme.report,
  outcome text not null constraint recommendation_outcome check (outcome in ('grant', 'part', 'decline')),
  reached_by text not null constraint recommendation_reached_by check (reached_by in ('agreement', 'vote')),
  reason text not null constraint recommendation_reason check (length(reason) between 1 and 8000),
  at timestamptz not null,
  by_name text not null
);
create table scheme.recommended_amount (
  report_id uuid not null references scheme.recommendation,
  year integer not null,
  actor text not null constraint recommended_amount_actor check (actor in ('owner', 'university', 'coordinator', 'other')),
  ore bigint not null constraint recommended_amount_ore check (ore between 0 and 100000000000000),
  primary key (report_id, year, actor)
);
-- Where the forum recommends otherwise, in either direction, and why.
create table scheme.deviation (
  report_id uuid primary key references scheme.report,
  proposed boolean not null,
  proposed_ore bigint not null constraint deviation_proposed check (proposed_ore >= 0),
  recommended text not null constraint deviation_recommended check (recommended in ('grant', 'part', 'decline')),
  recommended_ore bigint not null constraint deviation_recommended_ore check (recommended_ore >= 0),
  reason text not null constraint deviation_reason check (length(btrim(reason)) between 1 and 4000),
  at timestamptz not null,
  by_name text not null
);
create table scheme.minutes_approval (
  meeting_id uuid not null references scheme.meeting,
  member_id uuid not null references scheme.forum_member,
  approves boolean not null,
  note text not null default '' constraint minutes_approval_note check (length(note) <= 2000),
  at timestamptz not null,
  by_name text not null,
  primary key (meeting_id, member_id),
  constraint minutes_approval_why check (approves or length(btrim(note)) > 0)
);

-- Items the actor must not take part in. A tie to one report of an item bars from the item.
create function scheme.barred_items() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.item_id from scheme.meeting_item_report r join scheme.impartiality i on i.report_id = r.report_id where i.person_id = platform.actor_person() and i.disqualified;
end;
create function scheme.seen_meetings() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.id from scheme.meeting m where m.forum_id in (select scheme.run_forums()) or (m.state <> 'planned' and m.forum_id in (select scheme.own_forums()));
end;
create function scheme.run_meetings() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.id from scheme.meeting m where m.forum_id in (select scheme.run_forums());
end;
create function scheme.seen_items() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select i.id from scheme.meeting_item i where i.meeting_id in (select scheme.seen_meetings()) and i.id not in (select scheme.barred_items());
end;
create function scheme.run_items() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select i.id from scheme.meeting_item i where i.meeting_id in (select scheme.run_meetings()) and i.id not in (select scheme.barred_items());
end;
-- The places on the agenda where the actor has to leave the room: the number and nothing more.
create function scheme.hidden_positions(of_meeting uuid) returns setof integer language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select i.position from scheme.meeting_item i where i.meeting_id = of_meeting and i.removed_at is null and i.meeting_id in (select scheme.seen_meetings()) and i.id in (select scheme.barred_items()) order by 1;
end;
-- The next number on an agenda, counting the items the actor may not see.
create function scheme.next_position(of_meeting uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select coalesce(max(i.position), 0) + 1 from scheme.meeting_item i where i.meeting_id = of_meeting and of_meeting in (select scheme.run_meetings());
end;
-- Reports of the round that stand on an agenda, whoever may see the item: nothing is put there twice.
create function scheme.placed_reports(of_round uuid) returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.report_id from scheme.meeting_item_report r join scheme.meeting_item i on i.id = r.item_id join scheme.meeting m on m.id = i.meeting_id
  where m.round_id = of_round and m.state <> 'cancelled' and i.removed_at is null and i.state <> 'noted' and m.forum_id in (select scheme.seen_forums());
end;
-- How many have voted while the voting goes on; what they voted is not shown before it is over.
create function scheme.ballots_cast(of_vote uuid) returns integer language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select count(*)::integer from scheme.ballot b join scheme.forum_vote v on v.id = b.vote_id where v.id = of_vote and v.item_id in (select scheme.seen_items());
end;
-- What is counted: ballots of those who have a right in the vote and no tie found since. Asked by the one who closes it.
create function scheme.ballots_to_count(of_vote uuid) returns table (member_id uuid, choice text) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select b.member_id, b.choice from scheme.ballot b join scheme.forum_vote v on v.id = b.vote_id join scheme.forum_member m on m.id = b.member_id
  where v.id = of_vote and v.item_id in (select scheme.run_items())
    and not exists (select from scheme.meeting_item_report r join scheme.impartiality i on i.report_id = r.report_id where r.item_id = v.item_id and i.person_id = m.person_id and i.disqualified);
end;
create function scheme.vote_is_open(of_vote uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select exists (select from scheme.forum_vote v where v.id = of_vote and v.closed_at is null);
end;
-- Reports that lie before a forum the actor runs, in a meeting that is going on.
create function scheme.reports_before_forum() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select x.report_id from scheme.meeting_item_report x join scheme.meeting_item i on i.id = x.item_id join scheme.meeting m on m.id = i.meeting_id
  where m.state = 'open' and i.removed_at is null and i.state in ('agreed', 'adopted', 'voting', 'waiting', 'not-agreed') and m.forum_id in (select scheme.run_forums());
end;
revoke all on function scheme.barred_items, scheme.seen_meetings, scheme.run_meetings, scheme.seen_items, scheme.run_items, scheme.hidden_positions, scheme.next_position, scheme.placed_reports, scheme.ballots_cast, scheme.ballots_to_count, scheme.vote_is_open, scheme.reports_before_forum from public;
grant execute on function scheme.barred_items, scheme.seen_meetings, scheme.run_meetings, scheme.seen_items, scheme.run_items, scheme.hidden_positions, scheme.next_position, scheme.placed_reports, scheme.ballots_cast, scheme.ballots_to_count, scheme.vote_is_open, scheme.reports_before_forum to samspill_app;

-- The last instant counts: a ballot waits for the one who closes, and comes too late if it lost. No one votes who has since been found to have a tie, or has left.
create function scheme.check_ballot() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare found_vote record;
begin
  select v.item_id, v.closed_at, v.method, i.meeting_id into found_vote from scheme.forum_vote v join scheme.meeting_item i on i.id = v.item_id where v.id = new.vote_id for share of v;
  if found_vote.closed_at is not null or found_vote.method <> 'ballot' then raise exception 'the voting is over' using errcode = 'check_violation', constraint = 'ballot_in_time'; end if;
  if exists (select from scheme.meeting_item_report r join scheme.impartiality i on i.report_id = r.report_id join scheme.forum_member m on m.person_id = i.person_id where r.item_id = found_vote.item_id and m.id = new.member_id and i.disqualified) then
    raise exception 'a tie' using errcode = 'check_violation', constraint = 'ballot_impartial';
  end if;
  if not exists (select from scheme.meeting_attendance a where a.meeting_id = found_vote.meeting_id and a.member_id = new.member_id and a.present) then raise exception 'not present' using errcode = 'check_violation', constraint = 'ballot_present'; end if;
  return new;
end $$;
create trigger check_ballot before insert on scheme.ballot for each row execute function scheme.check_ballot();
-- A vote is opened only where agreement was sought and not reached.
create function scheme.check_vote() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not exists (select from scheme.meeting_item i join scheme.meeting m on m.id = i.meeting_id where i.id = new.item_id and i.kind = 'reports' and i.state = 'not-agreed' and m.state = 'open') then
    raise exception 'agreement comes first' using errcode = 'check_violation', constraint = 'forum_vote_agreement_first';
  end if;
  return new;
end $$;
create trigger check_vote before insert on scheme.forum_vote for each row execute function scheme.check_vote();
-- What is approved and locked stays as it is.
create function scheme.keep_locked_meeting() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare of_meeting uuid;
begin
  if tg_table_name = 'meeting' then of_meeting := old.id;
  elsif tg_table_name = 'forum_vote' or tg_table_name = 'meeting_item_report' then select i.meeting_id into of_meeting from scheme.meeting_item i where i.id = new.item_id;
  else of_meeting := new.meeting_id;
  end if;
  if exists (select from scheme.meeting m where m.id = of_meeting and m.state = 'locked') then raise exception 'meeting % is locked', of_meeting using errcode = 'check_violation', constraint = 'meeting_is_locked'; end if;
  return new;
end $$;
revoke all on function scheme.check_ballot, scheme.check_vote, scheme.keep_locked_meeting from public;
create trigger keep_locked before update on scheme.meeting for each row execute function scheme.keep_locked_meeting();
do $$
declare name text;
begin
  foreach name in array array['meeting_guest', 'meeting_attendance', 'meeting_item', 'meeting_item_report', 'forum_vote', 'minutes_approval'] loop
    execute format('create trigger keep_locked before insert or update on scheme.%I for each row execute function scheme.keep_locked_meeting()', name);
  end loop;
end $$;
-- Who approved the minutes approved what they said then: when they change, or the meeting is opened again, they are to be approved anew. What was objected stands.
create function scheme.drop_approvals() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  delete from scheme.minutes_approval a where a.meeting_id = case when tg_table_name = 'meeting' then new.id else (to_jsonb(new) ->> 'meeting_id')::uuid end and a.approves;
  return null;
end $$;
revoke all on function scheme.drop_approvals from public;
create trigger drop_approvals after update of minutes on scheme.meeting_item for each row when (old.minutes <> new.minutes) execute function scheme.drop_approvals();
create trigger drop_approvals after update of state on scheme.meeting for each row when (old.state = 'closed' and new.state = 'open') execute function scheme.drop_approvals();

do $$
declare name text;
begin
  foreach name in array array['meeting', 'meeting_guest', 'meeting_attendance', 'meeting_item', 'meeting_item_report', 'forum_vote', 'vote_right', 'ballot', 'recommendation', 'recommended_amount', 'deviation', 'minutes_approval'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select, insert, update on scheme.%I to samspill_app', name);
  end loop;
end $$;
revoke update on scheme.ballot, scheme.vote_right from samspill_app;
grant delete on scheme.recommended_amount to samspill_app;

create policy meeting_read on scheme.meeting for select to samspill_app using (id in (select scheme.seen_meetings()));
create policy meeting_make on scheme.meeting for insert to samspill_app with check (forum_id in (select scheme.run_forums()) and made_by_name = (select platform.actor_name()));
create policy meeting_change on scheme.meeting for update to samspill_app
  using (forum_id in (select scheme.run_forums()) or (state = 'closed' and forum_id in (select scheme.chaired_forums())))
  with check (forum_id in (select scheme.run_forums()) or (state = 'locked' and locked_by_name = (select platform.actor_name()) and forum_id in (select scheme.chaired_forums())));
-- A new row is not among the seen ones while it is being made, so what is read back goes by the forum.
create policy meeting_read_own on scheme.meeting for select to samspill_app using (forum_id in (select scheme.run_forums()));
create policy meeting_guest_read on scheme.meeting_guest for select to samspill_app using (meeting_id in (select scheme.seen_meetings()));
create policy meeting_guest_write on scheme.meeting_guest for all to samspill_app using (meeting_id in (select scheme.run_meetings()));
create policy attendance_read on scheme.meeting_attendance for select to samspill_app using (meeting_id in (select scheme.seen_meetings()));
create policy attendance_write on scheme.meeting_attendance for all to samspill_app using (meeting_id in (select scheme.run_meetings())) with check (meeting_id in (select scheme.run_meetings()) and by_name = (select platform.actor_name()));
-- A member who comes says so; who has left is for the secretary to write.
create policy attendance_own on scheme.meeting_attendance for insert to samspill_app with check (present and by_name = (select platform.actor_name()) and meeting_id in (select scheme.seen_meetings())
  and exists (select from scheme.forum_member m where m.id = member_id and m.person_id = (select platform.actor_person()) and m.org_id = (select platform.actor_org())));
create policy attendance_own_again on scheme.meeting_attendance for update to samspill_app
  using (exists (select from scheme.forum_member m where m.id = member_id and m.person_id = (select platform.actor_person()) and m.org_id = (select platform.actor_org())))
  with check (present and by_name = (select platform.actor_name()) and meeting_id in (select scheme.seen_meetings()));
-- Who was there is said while the meeting is called or open.
create policy attendance_in_time on scheme.meeting_attendance as restrictive for insert to samspill_app with check ((select platform.is_system()) or exists (select from scheme.meeting m where m.id = meeting_id and m.state in ('called', 'open')));
create policy attendance_again_in_time on scheme.meeting_attendance as restrictive for update to samspill_app using ((select platform.is_system()) or exists (select from scheme.meeting m where m.id = meeting_id and m.state in ('called', 'open')));
create policy meeting_item_read on scheme.meeting_item for select to samspill_app using (id in (select scheme.seen_items()));
create policy meeting_item_read_own on scheme.meeting_item for select to samspill_app using (meeting_id in (select scheme.run_meetings()) and id not in (select scheme.barred_items()));
create policy meeting_item_make on scheme.meeting_item for insert to samspill_app with check (meeting_id in (select scheme.run_meetings()) and changed_by_name = (select platform.actor_name()));
create policy meeting_item_change on scheme.meeting_item for update to samspill_app using (id in (select scheme.run_items())) with check (meeting_id in (select scheme.run_meetings()) and changed_by_name = (select platform.actor_name()));
create policy item_report_read on scheme.meeting_item_report for select to samspill_app using (report_id in (select scheme.handled_reports()) and item_id in (select scheme.seen_items()));
create policy item_report_make on scheme.meeting_item_report for insert to samspill_app with check (report_id in (select scheme.handled_reports()) and item_id in (select scheme.run_items()) and changed_by_name = (select platform.actor_name()));
create policy item_report_change on scheme.meeting_item_report for update to samspill_app using (report_id in (select scheme.handled_reports()) and item_id in (select scheme.run_items())) with check (changed_by_name = (select platform.actor_name()));
create policy forum_vote_read on scheme.forum_vote for select to samspill_app using (item_id in (select scheme.seen_items()));
create policy forum_vote_open on scheme.forum_vote for insert to samspill_app with check (item_id in (select scheme.run_items()) and opened_by_name = (select platform.actor_name()));
create policy forum_vote_close on scheme.forum_vote for update to samspill_app using (item_id in (select scheme.run_items()) and closed_at is null) with check (item_id in (select scheme.run_items()) and closed_by_name = (select platform.actor_name()));
create policy vote_right_read on scheme.vote_right for select to samspill_app using (exists (select from scheme.forum_vote v where v.id = vote_id));
create policy vote_right_give on scheme.vote_right for insert to samspill_app with check (exists (select from scheme.forum_vote v where v.id = vote_id and v.closed_at is null and v.item_id in (select scheme.run_items())));
create policy ballot_read on scheme.ballot for select to samspill_app using (exists (select from scheme.forum_vote v where v.id = vote_id)
  and (not scheme.vote_is_open(vote_id) or exists (select from scheme.forum_member m where m.id = member_id and m.person_id = (select platform.actor_person()))));
create policy ballot_cast on scheme.ballot for insert to samspill_app with check ((select scheme.actor_role()) not in ('county-governor', 'deputy')
  and exists (select from scheme.forum_vote v where v.id = vote_id)
  and exists (select from scheme.forum_member m where m.id = member_id and m.person_id = (select platform.actor_person()) and m.org_id = (select platform.actor_org()) and m.period @> (select platform.today())));
-- What the forum recommends is written by the county governor who keeps its minutes, while the report lies before it: never without it, and never afterwards.
do $$
declare name text;
begin
  foreach name in array array['recommendation', 'recommended_amount', 'deviation'] loop
    execute format('create policy %I on scheme.%I for select to samspill_app using (report_id in (select scheme.handled_reports()))', name || '_read', name);
    execute format('create policy %I on scheme.%I for all to samspill_app
      using (report_id in (select scheme.reports_before_forum()) and report_id in (select scheme.governed_reports()))
      with check (report_id in (select scheme.reports_before_forum()) and report_id in (select scheme.governed_reports())%s)', name || '_write', name,
      case name when 'deviation' then ' and by_name = (select platform.actor_name())' else '' end);
  end loop;
end $$;
create policy approval_read on scheme.minutes_approval for select to samspill_app using (meeting_id in (select scheme.seen_meetings()));
create policy approval_give on scheme.minutes_approval for insert to samspill_app with check (by_name = (select platform.actor_name()) and exists (select from scheme.meeting m where m.id = meeting_id and m.state = 'closed')
  and exists (select from scheme.forum_member m where m.id = member_id and m.person_id = (select platform.actor_person()) and m.org_id = (select platform.actor_org())));
create policy approval_change on scheme.minutes_approval for update to samspill_app
  using (exists (select from scheme.forum_member m where m.id = member_id and m.person_id = (select platform.actor_person()) and m.org_id = (select platform.actor_org())))
  with check (by_name = (select platform.actor_name()) and exists (select from scheme.meeting m where m.id = meeting_id and m.state = 'closed'));

-- Who is missing: the owners and kindergartens of the county governor's counties, and whether a report that was sent has had them with it, in this round and in any.
create function scheme.reach(of_round uuid) returns table (name text, owner_id uuid, owner_name text, private boolean, municipality_name text, in_round boolean, ever boolean)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with governor as (
    select d.manager_id from scheme.round d where d.id = of_round and (d.id in (select scheme.managed_rounds()) or d.forum_id in (select scheme.own_forums()))
  ), home as (
    select distinct n.organisation_id from register.municipality_number n join register.county_number c on c.number = n.county_number
    where c.governor_id in (select g.manager_id from governor g) and n.period @> platform.today() and c.period @> platform.today()
  ), reached as (
    select p.org_id, bool_or(r.round_id = of_round) as in_round from scheme.report_party p join scheme.report r on r.id = p.report_id join scheme.round d on d.id = r.round_id
    where p.part = 'kindergarten' and p.state <> 'declined' and r.submitted_at is not null and r.state = 'submitted' and d.mode = 'live' and d.manager_id in (select g.manager_id from governor g)
    group by p.org_id
  )
  select k.name, o.id, o.name, coalesce(f.ownership, case when o.kind = 'municipality' then 'municipal' else 'private' end) <> 'municipal', m.name, coalesce(reached.in_round, false), reached.org_id is not null
  from register.organisation k
    join register.relation l on l.from_id = k.id and l.kind = 'lies-in' and l.period @> platform.today() and l.to_id in (select h.organisation_id from home h)
    join register.organisation m on m.id = l.to_id
    left join register.relation w on w.from_id = k.id and w.kind = 'owned-by' and w.period @> platform.today()
    left join register.organisation o on o.id = w.to_id
    left join register.register_fact f on f.organisation_id = k.id
    left join reached on reached.org_id = k.id
  where k.kind = 'kindergarten' and k.closed_on is null;
end;
revoke all on function scheme.reach from public;
grant execute on function scheme.reach to samspill_app;
