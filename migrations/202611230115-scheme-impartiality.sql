-- Impartiality (habilitet): what the data says, what the person answers, what the chair or the county governor decides.

-- The ties of those who sit in a forum, or work for its county governor, to reports of a round: role now or in the last year at a party, at its owner or what it owns, in the same chain, or at the authority of a kindergarten in it.
create function scheme.forum_ties(of_round uuid) returns table (report_id uuid, person_id uuid, tie text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  with place as (
    select m.person_id, m.org_id, true as sits from scheme.forum_member m join scheme.round d on d.forum_id = m.forum_id where d.id = of_round and m.period @> platform.today()
    union select w.person_id, w.org_id, false from identity.membership w
      where w.period && daterange(platform.today() - 365, platform.today(), '[]')
        and w.person_id in (select m.person_id from scheme.forum_member m join scheme.round d on d.forum_id = m.forum_id where d.id = of_round
          union select g.person_id from identity.membership g join scheme.round d on d.manager_id = g.org_id where d.id = of_round and g.role = 'county-governor')
  ), party as (
    select p.report_id, p.org_id, p.part from scheme.report_party p join scheme.report r on r.id = p.report_id where r.round_id = of_round and r.submitted_at is not null and p.state <> 'declined'
    union select r.id, r.lead_id, 'lead' from scheme.report r where r.round_id = of_round and r.submitted_at is not null
    union select f.report_id, f.partner_id, 'partner' from scheme.report_fact f join scheme.report r on r.id = f.report_id where r.round_id = of_round and f.partner_id is not null
  ), owned as (
    select o.from_id, o.to_id from register.relation o where o.kind = 'owned-by' and o.period @> platform.today()
  ), found as (
    select party.report_id, place.person_id, case when party.part = 'kindergarten' then 'works-there' when party.part = 'partner' then 'partner' else 'party' end as tie from party join place on place.org_id = party.org_id
    union select party.report_id, place.person_id, 'owner-of' from party join owned on owned.from_id = party.org_id join place on place.org_id = owned.to_id
    union select party.report_id, place.person_id, 'chain' from party join owned ours on true join place on place.org_id = ours.from_id
      where party.part in ('lead', 'member') and ours.to_id = party.org_id
    union select party.report_id, place.person_id, 'chain' from party join owned theirs on theirs.from_id = party.org_id join owned ours on ours.to_id = theirs.to_id join place on place.org_id = ours.from_id
      where party.part = 'kindergarten' and ours.from_id <> theirs.from_id
    union select party.report_id, place.person_id, 'authority' from party join register.relation s on s.from_id = party.org_id and s.kind = 'supervised-by' and s.period @> platform.today() join place on place.org_id = s.to_id
      where party.part = 'kindergarten'
  )
  select distinct on (found.report_id, found.person_id) found.report_id, found.person_id, found.tie from found
  order by found.report_id, found.person_id, case found.tie when 'party' then 1 when 'partner' then 2 when 'works-there' then 3 when 'owner-of' then 4 when 'chain' then 5 else 6 end;
end;
-- What the data shows blocks until somebody has decided. A person's own "no tie" does not undo it; a decision does.
create function scheme.note_ties(of_round uuid) returns integer language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare noted integer;
begin
  insert into scheme.impartiality as i (report_id, person_id, basis, tie, disqualified, at, by_name)
    select t.report_id, t.person_id, 'tie', t.tie, true, now(), 'Samspill' from scheme.forum_ties(of_round) t
  on conflict (report_id, person_id) do update set basis = 'tie', tie = excluded.tie, disqualified = true, by_name = excluded.by_name, at = excluded.at where i.basis = 'declared' and not i.disqualified;
  get diagnostics noted = row_count;
  return noted;
end $$;
-- From the moment a round is in the forum, and for as long as the forum can read its reports, there is no moment when a tied person can see: the database notes the ties itself.
create function scheme.note_ties_of_round() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform scheme.note_ties(new.id);
  return null;
end $$;
create trigger note_ties_insert after insert on scheme.round for each row when (new.stage in ('in-forum', 'decided', 'in-follow-up', 'ended')) execute function scheme.note_ties_of_round();
create trigger note_ties_update after update on scheme.round for each row when (new.stage in ('in-forum', 'decided', 'in-follow-up', 'ended') and (old.stage, old.forum_id) is distinct from (new.stage, new.forum_id)) execute function scheme.note_ties_of_round();
create function scheme.note_ties_of_member() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform scheme.note_ties(d.id) from scheme.round d where d.forum_id = new.forum_id and d.stage in ('in-forum', 'decided', 'in-follow-up', 'ended');
  return null;
end $$;
create trigger note_ties after insert or update on scheme.forum_member for each row execute function scheme.note_ties_of_member();
create function scheme.note_ties_of_report() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform scheme.note_ties(d.id) from scheme.report r join scheme.round d on d.id = r.round_id where r.id = new.report_id and d.stage in ('in-forum', 'decided', 'in-follow-up', 'ended');
  return null;
end $$;
create trigger note_ties after insert or update on scheme.report_party for each row execute function scheme.note_ties_of_report();
create trigger note_ties after insert or update of partner_id on scheme.report_fact for each row execute function scheme.note_ties_of_report();
revoke all on function scheme.forum_ties, scheme.note_ties, scheme.note_ties_of_round, scheme.note_ties_of_member, scheme.note_ties_of_report from public;

-- Of their own impartiality people change their own answer, and may say that they have a tie; the rest of the row is others' word.
create function scheme.keep_disqualified() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.report_id, new.person_id) is distinct from (old.report_id, old.person_id) then raise exception 'impartiality does not move' using errcode = 'insufficient_privilege'; end if;
  if current_user = 'samspill_app' and not platform.is_system() and new.person_id = platform.actor_person()
    and (to_jsonb(new) - array['declared', 'declared_at']) is distinct from (to_jsonb(old) - array['declared', 'declared_at'])
    and not (new.basis = 'declared' and new.disqualified and new.by_name = platform.actor_name()) then
    raise exception 'nobody decides about themselves' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger keep_disqualified before update on scheme.impartiality for each row execute function scheme.keep_disqualified();

-- What a member must know to say whether there is a tie: who is behind each report, and nothing of what it says.
create function scheme.reports_to_declare(of_round uuid) returns table (report_id uuid, reference text, lead_name text, others text[], basis text, tie text, disqualified boolean, declared text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id, r.reference, l.name,
    array(select o.name from scheme.report_party p join register.organisation o on o.id = p.org_id where p.report_id = r.id and p.state <> 'declined' and p.org_id <> r.lead_id order by p.part, o.name),
    i.basis, i.tie, coalesce(i.disqualified, false), i.declared
  from scheme.report r join scheme.round d on d.id = r.round_id join register.organisation l on l.id = r.lead_id
    left join scheme.impartiality i on i.report_id = r.id and i.person_id = platform.actor_person()
  where d.id = of_round and r.submitted_at is not null and r.state = 'submitted' and d.stage in ('in-forum', 'decided', 'in-follow-up', 'ended') and d.forum_id in (select scheme.seen_forums())
  order by r.reference;
end;
-- Who says or is said to have a tie, for those who decide about it.
create function scheme.ties_to_decide(of_round uuid) returns table (report_id uuid, reference text, lead_name text, person_id uuid, name text, basis text, tie text, disqualified boolean, declared text, note text, at timestamptz, by_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select r.id, r.reference, l.name, i.person_id, p.name, i.basis, i.tie, i.disqualified, i.declared, i.note, i.at, i.by_name
  from scheme.impartiality i join scheme.report r on r.id = i.report_id join scheme.round d on d.id = r.round_id join register.organisation l on l.id = r.lead_id join identity.person p on p.id = i.person_id
  where d.id = of_round and r.id in (select scheme.handled_reports()) and (d.id in (select scheme.managed_rounds()) or d.forum_id in (select scheme.chaired_forums()))
  order by i.disqualified desc, i.basis = 'decided', p.name, r.reference;
end;
revoke all on function scheme.reports_to_declare, scheme.ties_to_decide from public;
grant execute on function scheme.reports_to_declare, scheme.ties_to_decide to samspill_app;

create policy impartiality_read on scheme.impartiality for select to samspill_app using (person_id = (select platform.actor_person()) or report_id in (select scheme.handled_reports()));
create policy impartiality_declare on scheme.impartiality for insert to samspill_app with check (person_id = (select platform.actor_person()) and basis = 'declared' and declared is not null and by_name = (select platform.actor_name())
  and exists (select from scheme.report r join scheme.round d on d.id = r.round_id where r.id = report_id and d.forum_id in (select scheme.seen_forums())));
create policy impartiality_answer on scheme.impartiality for update to samspill_app using (person_id = (select platform.actor_person())) with check (person_id = (select platform.actor_person()) and declared is not null);
create policy impartiality_decide on scheme.impartiality for insert to samspill_app with check (person_id <> (select platform.actor_person()) and basis = 'decided' and by_name = (select platform.actor_name()) and report_id in (select scheme.handled_reports())
  and exists (select from scheme.report r join scheme.round d on d.id = r.round_id where r.id = report_id and (d.id in (select scheme.managed_rounds()) or d.forum_id in (select scheme.chaired_forums()))));
create policy impartiality_decide_again on scheme.impartiality for update to samspill_app
  using (person_id <> (select platform.actor_person()) and report_id in (select scheme.handled_reports())
    and exists (select from scheme.report r join scheme.round d on d.id = r.round_id where r.id = report_id and (d.id in (select scheme.managed_rounds()) or d.forum_id in (select scheme.chaired_forums()))))
  with check (person_id <> (select platform.actor_person()) and basis = 'decided' and by_name = (select platform.actor_name()));
-- Whoever handles a report may say at any time that they have a tie.
create policy impartiality_review_declare on scheme.impartiality for insert to samspill_app
  with check (person_id = (select platform.actor_person()) and basis = 'declared' and disqualified and by_name = (select platform.actor_name()) and report_id in (select scheme.handled_reports()));
create policy impartiality_review_declare_again on scheme.impartiality for update to samspill_app
  using (person_id = (select platform.actor_person()) and not disqualified)
  with check (person_id = (select platform.actor_person()) and basis = 'declared' and disqualified and by_name = (select platform.actor_name()));
