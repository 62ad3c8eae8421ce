-- A need as the kindergarten has written it: finding → for whom → cause → wished change → signs. draft → proposed → decided, or set aside with a reason.
create table needs.need_statement (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  kindergarten_id uuid not null references register.organisation,
  start_key uuid not null constraint need_statement_start_key unique,
  state text not null default 'draft' constraint need_statement_state check (state in ('draft', 'proposed', 'decided', 'set-aside')),
  title text not null constraint need_statement_title check (length(btrim(title)) between 1 and 200),
  finding text not null default '' constraint need_statement_finding check (length(finding) <= 1800),
  for_whom text not null default '' constraint need_statement_for_whom check (length(for_whom) <= 1800),
  cause text not null default '' constraint need_statement_cause check (length(cause) <= 1800),
  wished text not null default '' constraint need_statement_wished check (length(wished) <= 1800),
  signs text not null default '' constraint need_statement_signs check (length(signs) <= 1800),
  -- Codes of guidance.theme_card.
  themes text[] not null default '{}' constraint need_statement_themes check (cardinality(themes) <= 12),
  -- What it leans on, as it stood when it was chosen: pieces of the evidence (src/slices/needs/evidence/rules.ts).
  evidence jsonb not null default '[]' constraint need_statement_evidence check (jsonb_typeof(evidence) = 'array' and jsonb_array_length(evidence) <= 30),
  staff_involved text constraint need_statement_staff_involved check (staff_involved in ('yes', 'partly', 'no')),
  staff_involved_how text not null default '' constraint need_statement_staff_involved_how check (length(staff_involved_how) <= 1800),
  -- 1 is what matters most; several may matter equally much.
  rank smallint constraint need_statement_rank check (rank between 1 and 9),
  -- Whether the competence team may read it. The owner reads what is proposed; a draft is the kindergarten's alone.
  shared_with_team boolean not null default false,
  -- Counts every change, so that two who write see each other's words.
  version integer not null default 1,
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  decided_on date,
  decided_by_name text,
  ended_at timestamptz,
  end_reason text constraint need_statement_end_reason check (length(end_reason) <= 1800),
  constraint need_statement_whole check (state in ('draft', 'set-aside') or (finding <> '' and for_whom <> '' and cause <> '' and wished <> '' and signs <> '' and cardinality(themes) > 0 and staff_involved is not null)),
  constraint need_statement_decided check (state <> 'decided' or (decided_on is not null and decided_by_name is not null and rank is not null)),
  constraint need_statement_set_aside check ((state = 'set-aside') = (ended_at is not null) and (state <> 'set-aside' or btrim(coalesce(end_reason, '')) <> ''))
);
create index need_statement_kindergarten on needs.need_statement (kindergarten_id, state);
create index need_statement_decided_on on needs.need_statement (decided_on) where state = 'decided';

-- What has been decided leads to requests and reports: its words stand. A new picture is a new need.
create function needs.keep_need() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.kindergarten_id <> old.kindergarten_id or new.region_id <> old.region_id or new.start_key <> old.start_key or old.state = 'set-aside'
    or (old.state = 'decided' and (new.state not in ('decided', 'set-aside')
      or (new.title, new.finding, new.for_whom, new.cause, new.wished, new.signs, new.themes, new.evidence, new.staff_involved, new.staff_involved_how, new.decided_on, new.decided_by_name)
        is distinct from (old.title, old.finding, old.for_whom, old.cause, old.wished, old.signs, old.themes, old.evidence, old.staff_involved, old.staff_involved_how, old.decided_on, old.decided_by_name))) then
    raise exception 'a need that has been decided stands' using errcode = 'check_violation', constraint = 'need_stands';
  end if;
  return new;
end $$;
create trigger keep_need before update on needs.need_statement for each row execute function needs.keep_need();

alter table needs.need_statement enable row level security;
create policy need_statement_system on needs.need_statement for all to samspill_app using ((select platform.is_system()));
create policy need_statement_own on needs.need_statement for select to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader'));
create policy need_statement_owner on needs.need_statement for select to samspill_app
  using ((select platform.actor_role()) = 'owner' and state <> 'draft' and kindergarten_id in
    (select r.from_id from register.relation r where r.kind = 'owned-by' and r.to_id = (select platform.actor_org()) and r.period @> (select platform.today())));
create policy need_statement_team on needs.need_statement for select to samspill_app
  using ((select platform.actor_role()) in ('adviser', 'team-leader') and state <> 'draft' and shared_with_team and kindergarten_id in
    (select s.kindergarten_id from register.served_by s where s.team_id = (select platform.actor_org())));
-- Both who lead write; only the head decides, sets aside and shares.
create policy need_statement_write on needs.need_statement for insert to samspill_app
  with check (kindergarten_id = (select platform.actor_org()) and (select platform.actor_role()) in ('head', 'pedagogical-leader') and state = 'draft' and not shared_with_team and changed_by_name = (select platform.actor_name()));
create policy need_statement_change on needs.need_statement for update to samspill_app
  using (kindergarten_id = (select platform.actor_org()) and ((select platform.actor_role()) = 'head' or ((select platform.actor_role()) = 'pedagogical-leader' and state in ('draft', 'proposed'))))
  with check (kindergarten_id = (select platform.actor_org()) and changed_by_name = (select platform.actor_name())
    and ((select platform.actor_role()) = 'head' or ((select platform.actor_role()) = 'pedagogical-leader' and state in ('draft', 'proposed'))));
grant select, insert, update on needs.need_statement to samspill_app;

-- Published (docs/data/need-card.md): a need for those who may see it. Drafts are nobody else's.
create view needs.need_card with (security_invoker) as
  select id, region_id, kindergarten_id, state, title, finding, for_whom, cause, wished, signs, themes, staff_involved, staff_involved_how, rank, shared_with_team, decided_on, made_at
  from needs.need_statement where state <> 'draft';
grant select on needs.need_card to samspill_app;

-- Published (docs/data/theme-card.md): the themes that requests and needs are about, the framework plan's and each team's own.
create view guidance.theme_card with (security_invoker) as
  select code, framework, team_org_id, position, name_nb, name_nn, name_en, lower(period) as from_date, upper(period) as until_date from guidance.theme;
grant select on guidance.theme_card to samspill_app;
