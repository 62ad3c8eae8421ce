-- Measures: what is done about a need, for one kindergarten or several, and how each kindergarten closes its part: measured again, read together, decided.
create schema if not exists measures;
grant usage on schema measures to samspill_app;

create table measures.measure (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  -- The kindergarten, the owner or the team that leads it.
  lead_id uuid not null references register.organisation,
  start_key uuid not null constraint measure_start_key unique,
  kind text not null constraint measure_kind check (kind in ('staff-work', 'course', 'network', 'guidance', 'presence', 'resource-team', 'material', 'other')),
  title text not null constraint measure_title check (length(btrim(title)) between 1 and 200),
  goal text not null constraint measure_goal check (length(btrim(goal)) between 1 and 1800),
  signs text not null default '' constraint measure_signs check (length(signs) <= 1800),
  -- Codes of guidance.theme_card.
  themes text[] not null default '{}' constraint measure_themes check (cardinality(themes) <= 12),
  -- What it has grown out of. Ids of published views: needs.need_card, guidance.case_card, scheme.report_card.
  origin text not null constraint measure_origin check (origin in ('need', 'case', 'report', 'own')),
  need_ids uuid[] not null default '{}' constraint measure_needs check (cardinality(need_ids) <= 9),
  case_id uuid,
  report_id uuid,
  partners text not null default '' constraint measure_partners check (length(partners) <= 500),
  -- One element on each line.
  plan text not null default '' constraint measure_plan check (length(plan) <= 5000),
  budget_ore bigint constraint measure_budget check (budget_ore >= 0),
  starts_on date not null,
  ends_on date not null,
  -- The day it began in truth: a measuring before and after is before and after this day.
  begun_on date,
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint measure_period check (ends_on >= starts_on),
  constraint measure_grown check (case origin when 'need' then cardinality(need_ids) > 0 when 'case' then case_id is not null when 'report' then report_id is not null else true end)
);
create index measure_lead on measures.measure (lead_id);
create index measure_needs_of on measures.measure using gin (need_ids);

-- A kindergarten's part in it. The lead's own is part of it at once; others are offered, and answer for themselves.
create table measures.part (
  measure_id uuid not null references measures.measure,
  kindergarten_id uuid not null references register.organisation,
  state text not null constraint part_state check (state in ('offered', 'part', 'declined', 'taken-back')),
  departments uuid[] not null default '{}' constraint part_departments check (cardinality(departments) <= 30),
  shared_with_team boolean not null default false,
  answered_at timestamptz,
  answered_by_name text,
  primary key (measure_id, kindergarten_id),
  constraint part_answered check ((state = 'offered') = (answered_at is null) and (answered_at is null) = (answered_by_name is null))
);
create index part_kindergarten on measures.part (kindergarten_id);

-- How a kindergarten closes its part: the same instrument again or why not, what the staff read out of it, what the head concludes, and what comes next.
create table measures.closing (
  measure_id uuid not null,
  kindergarten_id uuid not null,
  comparison_id uuid references needs.comparison,
  -- Why it was not measured again.
  reason text constraint closing_reason check (reason in ('too-few', 'staff-changed', 'other-sign', 'stopped', 'not-measured-before')),
  reason_words text not null default '' constraint closing_reason_words check (length(reason_words) <= 1800),
  reading text not null default '' constraint closing_reading check (length(reading) <= 5000),
  conclusion text not null default '' constraint closing_conclusion check (length(conclusion) <= 5000),
  decision text constraint closing_decision check (decision in ('continue', 'change', 'end', 'measure-again')),
  decision_words text not null default '' constraint closing_decision_words check (length(decision_words) <= 1800),
  next_on date,
  responsible text not null default '' constraint closing_responsible check (length(responsible) <= 200),
  version integer not null default 1,
  changed_at timestamptz not null,
  changed_by_name text not null,
  closed_on date,
  closed_by_name text,
  -- What was decided has been done.
  followed_up_on date,
  primary key (measure_id, kindergarten_id),
  foreign key (measure_id, kindergarten_id) references measures.part,
  constraint closing_whole check (closed_on is null or (closed_by_name is not null and btrim(reading) <> '' and btrim(conclusion) <> '' and decision is not null and btrim(responsible) <> ''
    and (decision = 'end' or next_on is not null) and (comparison_id is not null or (reason is not null and btrim(reason_words) <> '')))),
  constraint closing_followed_up check (followed_up_on is null or closed_on is not null)
);
-- The document of it as it stood the day it was closed: the data of the PDF, so that the same document comes out each time.
create table measures.closing_document (
  measure_id uuid not null,
  kindergarten_id uuid not null,
  -- Figures are seen by those who may see both sessions: null when there are none in it.
  comparison_id uuid references needs.comparison,
  document jsonb not null,
  made_at timestamptz not null,
  primary key (measure_id, kindergarten_id),
  foreign key (measure_id, kindergarten_id) references measures.closing
);

-- What is closed stands.
create function measures.keep_closing() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.closed_on is not null and (to_jsonb(new) - 'followed_up_on' - 'changed_at' - 'changed_by_name' - 'version') is distinct from (to_jsonb(old) - 'followed_up_on' - 'changed_at' - 'changed_by_name' - 'version') then
    raise exception 'a measure that has been closed stands' using errcode = 'check_violation', constraint = 'closing_stands';
  end if;
  return new;
end $$;
create trigger keep_closing before update on measures.closing for each row execute function measures.keep_closing();
create function measures.keep_measure() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.lead_id <> old.lead_id or new.region_id <> old.region_id or new.start_key <> old.start_key or (old.begun_on is not null and new.begun_on is distinct from old.begun_on) then
    raise exception 'when a measure began stands' using errcode = 'check_violation', constraint = 'measure_stands';
  end if;
  return new;
end $$;
create trigger keep_measure before update on measures.measure for each row execute function measures.keep_measure();

-- The kindergartens the actor may offer a measure, or have as its own.
create function measures.may_take_part() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select platform.actor_org() where platform.actor_role() = 'head'
  union select r.from_id from register.relation r join register.organisation o on o.id = r.from_id and o.kind = 'kindergarten' and o.closed_on is null
    where platform.actor_role() = 'owner' and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today()
  union select s.kindergarten_id from register.team_kindergarten s join register.organisation o on o.id = s.kindergarten_id and o.closed_on is null
    where platform.actor_role() in ('adviser', 'team-leader') and s.team_id = platform.actor_org();
end;
create function measures.led() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select m.id from measures.measure m where m.lead_id = platform.actor_org() and platform.actor_role() in ('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader');
end;
-- Parts whose being there the actor may know of: its own, those of what it leads, the owner's kindergartens' once begun, and what has been shared with the team.
create function measures.seen_parts() returns table (measure_id uuid, kindergarten_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.measure_id, p.kindergarten_id from measures.part p where p.kindergarten_id = platform.actor_org() and p.state <> 'taken-back' and platform.actor_role() in ('head', 'pedagogical-leader')
  union select p.measure_id, p.kindergarten_id from measures.part p where p.measure_id in (select measures.led())
  union select p.measure_id, p.kindergarten_id from measures.part p join measures.measure m on m.id = p.measure_id and m.begun_on is not null
    where platform.actor_role() = 'owner' and p.state = 'part' and exists (select from register.relation r where r.from_id = p.kindergarten_id and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today())
  union select p.measure_id, p.kindergarten_id from measures.part p
    where platform.actor_role() in ('adviser', 'team-leader') and p.state = 'part' and p.shared_with_team and exists (select from register.served_by s where s.kindergarten_id = p.kindergarten_id and s.team_id = platform.actor_org());
end;
-- Closings whose words the actor may read once they are closed: the owner's kindergartens', and what has been shared with the team that serves them.
create function measures.seen_closings() returns table (measure_id uuid, kindergarten_id uuid) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select p.measure_id, p.kindergarten_id from measures.part p where platform.actor_role() = 'owner' and p.state = 'part'
    and exists (select from register.relation r where r.from_id = p.kindergarten_id and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today())
  union select p.measure_id, p.kindergarten_id from measures.part p where platform.actor_role() in ('adviser', 'team-leader') and p.state = 'part' and p.shared_with_team
    and exists (select from register.served_by s where s.kindergarten_id = p.kindergarten_id and s.team_id = platform.actor_org());
end;
-- Where every part stands, for those who see the measure: whether it is over is no secret.
create function measures.is_closed(of_measure uuid) returns boolean language sql stable security definer set search_path = pg_catalog, pg_temp
  return exists (select from measures.part p where p.measure_id = of_measure and p.state = 'part')
    and not exists (select from measures.part p left join measures.closing c on c.measure_id = p.measure_id and c.kindergarten_id = p.kindergarten_id where p.measure_id = of_measure and (p.state = 'offered' or (p.state = 'part' and c.closed_on is null)));
revoke all on function measures.may_take_part, measures.led, measures.seen_parts, measures.seen_closings, measures.is_closed from public;
grant execute on function measures.may_take_part, measures.led, measures.seen_parts, measures.seen_closings, measures.is_closed to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['measure', 'part', 'closing', 'closing_document'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
  end loop;
end $$;
create policy measure_read on measures.measure for select to samspill_app using (id in (select measures.led()) or id in (select s.measure_id from measures.seen_parts() s));
create policy measure_begin on measures.measure for insert to samspill_app
  with check (lead_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'owner', 'adviser', 'team-leader') and changed_by_name = (select platform.actor_name()));
create policy measure_change on measures.measure for update to samspill_app
  using (lead_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'owner', 'adviser', 'team-leader'))
  with check (lead_id = (select platform.actor_org()) and changed_by_name = (select platform.actor_name()));
create policy part_read on measures.part for select to samspill_app using ((measure_id, kindergarten_id) in (select s.measure_id, s.kindergarten_id from measures.seen_parts() s));
create policy part_offer on measures.part for insert to samspill_app
  with check (measure_id in (select measures.led()) and (select platform.actor_role()) <> 'pedagogical-leader' and kindergarten_id in (select measures.may_take_part())
    and (state = 'offered' or (state = 'part' and kindergarten_id = (select platform.actor_org()) and answered_by_name = (select platform.actor_name()))));
create policy part_answer on measures.part for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head' and state <> 'taken-back')
  with check (kindergarten_id = (select platform.actor_org()) and state in ('part', 'declined') and answered_by_name = (select platform.actor_name()));
create policy part_take_back on measures.part for update to samspill_app
  using (measure_id in (select measures.led()) and (select platform.actor_role()) in ('owner', 'adviser', 'team-leader') and state = 'offered')
  with check (state = 'taken-back' and answered_by_name = (select platform.actor_name()));
create policy closing_own on measures.closing for select to samspill_app using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'));
create policy closing_read on measures.closing for select to samspill_app using (closed_on is not null and (measure_id, kindergarten_id) in (select s.measure_id, s.kindergarten_id from measures.seen_closings() s));
create policy closing_begin on measures.closing for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader') and changed_by_name = (select platform.actor_name()) and closed_on is null
    and exists (select from measures.part p where p.measure_id = closing.measure_id and p.kindergarten_id = closing.kindergarten_id and p.state = 'part'));
create policy closing_change on measures.closing for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and ((select platform.actor_role()) = 'head' or ((select platform.actor_role()) = 'pedagogical-leader' and closed_on is null)))
  with check (kindergarten_id = (select platform.actor_org()) and changed_by_name = (select platform.actor_name()) and ((select platform.actor_role()) = 'head' or ((select platform.actor_role()) = 'pedagogical-leader' and closed_on is null)));
-- Whoever reads the closing, and the figures when there are any in it.
create policy closing_document_read on measures.closing_document for select to samspill_app
  using ((measure_id, kindergarten_id) in (select c.measure_id, c.kindergarten_id from measures.closing c where c.closed_on is not null) and (comparison_id is null or comparison_id in (select c.id from needs.comparison c)));
create policy closing_document_make on measures.closing_document for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) = 'head');
grant select, insert, update on measures.measure, measures.part, measures.closing to samspill_app;
grant select, insert on measures.closing_document to samspill_app;

-- Published (docs/data/measure-card.md): one row for each kindergarten's part in a measure.
create view measures.measure_card with (security_invoker) as
  select m.id, m.region_id, p.kindergarten_id, m.lead_id, m.kind, m.title, m.themes, m.origin, m.need_ids, m.case_id, m.report_id,
    case when c.closed_on is not null then 'closed' when p.state = 'offered' then 'offered' when m.begun_on is null then 'planned' else 'running' end as state,
    m.starts_on, m.ends_on, m.begun_on, c.closed_on, c.comparison_id, c.decision, c.next_on, c.followed_up_on
  from measures.measure m join measures.part p on p.measure_id = m.id and p.state in ('offered', 'part') left join measures.closing c on c.measure_id = p.measure_id and c.kindergarten_id = p.kindergarten_id;
grant select on measures.measure_card to samspill_app;
