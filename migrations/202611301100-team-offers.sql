-- Team: what universities and university colleges offer kindergartens, and what is asked for that nobody offers. The rules in words: docs/rules/team-offers.md.

create table team.offer (
  id uuid primary key default uuidv7(),
  university_id uuid not null references register.organisation,
  title text not null constraint offer_title check (length(btrim(title)) between 1 and 200),
  form text not null constraint offer_form check (form in ('course', 'guidance', 'lecture')),
  about text not null default '' constraint offer_about check (length(about) <= 1800),
  -- Codes of guidance.theme_card.
  themes text[] not null constraint offer_themes check (cardinality(themes) between 1 and 12),
  methods text[] not null default '{}' constraint offer_methods check (cardinality(methods) <= 8),
  languages text[] not null default '{}' constraint offer_languages check (cardinality(languages) <= 8),
  level text not null constraint offer_level check (level in ('none', 'vocational', 'bachelor', 'master')),
  credits numeric(4, 1) constraint offer_credits check (credits > 0 and credits <= 120),
  -- How many kindergartens it has room for in a year, and how many people each time.
  kindergartens integer not null constraint offer_kindergartens check (kindergartens between 1 and 2000),
  places integer constraint offer_places check (places between 1 and 5000),
  evidence text not null default '' constraint offer_evidence check (length(evidence) <= 600),
  contact text not null constraint offer_contact check (length(btrim(contact)) between 1 and 200),
  starts_on date not null,
  -- Null: until it is withdrawn.
  ends_on date,
  withdrawn_on date,
  version integer not null default 1,
  made_at timestamptz not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  constraint offer_period check (ends_on >= starts_on),
  constraint offer_points check (credits is null or level <> 'none')
);
-- The same offer stands once.
create unique index offer_once on team.offer (university_id, form, lower(title)) where withdrawn_on is null;
create index offer_university on team.offer (university_id);

alter table team.gap_line add column offer_id uuid references team.offer on delete set null,
  add constraint gap_line_offer check (offer_id is null or way = 'university');
create index gap_line_offer_of on team.gap_line (offer_id) where offer_id is not null;

alter table team.offer enable row level security;
create policy offer_system on team.offer for all to samspill_app using ((select platform.is_system()));
-- What is offered is meant to be found by all who may ask for it.
create policy offer_read on team.offer for select to samspill_app
  using ((select platform.actor_role()) in ('head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'county-governor', 'university-contact'));
create policy offer_begin on team.offer for insert to samspill_app
  with check (university_id = (select platform.actor_org()) and (select platform.actor_role()) = 'university-contact' and changed_by_name = (select platform.actor_name()));
create policy offer_change on team.offer for update to samspill_app
  using (university_id = (select platform.actor_org()) and (select platform.actor_role()) = 'university-contact')
  with check (university_id = (select platform.actor_org()) and changed_by_name = (select platform.actor_name()));
grant select, insert on team.offer to samspill_app;
grant update (title, form, about, themes, methods, languages, level, credits, kindergartens, places, evidence, contact, starts_on, ends_on, withdrawn_on, version, changed_at, changed_by_name) on team.offer to samspill_app;
-- What has been withdrawn stays withdrawn.
create function team.keep_offer() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.withdrawn_on is not null then
    raise exception 'an offer that is withdrawn stands' using errcode = 'check_violation', constraint = 'offer_withdrawn';
  end if;
  return new;
end $$;
create trigger keep_offer before update on team.offer for each row execute function team.keep_offer();

-- Published (docs/data/university-offer.md): what is offered today or later, by whom.
create view team.university_offer with (security_invoker) as
  select o.id, o.university_id, u.full_name as university, o.title, o.form, o.themes, o.methods, o.languages, o.level, o.credits, o.kindergartens, o.starts_on, o.ends_on
  from team.offer o join register.organisation_card u on u.id = o.university_id
  where o.withdrawn_on is null and (o.ends_on is null or o.ends_on >= platform.today());
grant select on team.university_offer to samspill_app;

-- What is asked for in the municipalities of the regions a university works in: its own, and those of its running partnerships. Each figure is a sum of
-- what the challenge picture shows of whole municipalities, five kindergartens or more of each; a kindergarten that asks in several ways counts once, as the most common way.
create function team.asked_in_area(since_year integer) returns table (theme text, kindergartens integer) language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select t.theme, sum(t.kindergartens)::integer from (
    select p.municipality_id, p.theme, max(p.kindergartens) as kindergartens from insight.picture_theme p join register.organisation m on m.id = p.municipality_id
    where p.source in ('need', 'guidance', 'report') and p.year >= since_year and m.region_id in (
      select u.region_id from register.organisation u where u.id = platform.actor_org() and u.region_id is not null
      union select r.region_id from scheme.running_partnership r where r.partner_id = platform.actor_org() and r.region_id is not null)
    group by p.municipality_id, p.theme) t
  where platform.actor_role() = 'university-contact' group by t.theme having sum(t.kindergartens) >= 5;
end;
revoke all on function team.asked_in_area from public;
grant execute on function team.asked_in_area to samspill_app;

-- Offers that were withdrawn or ran out before the day, with the names of who to ask. @returns the ids of what went.
create function team.forget_offers(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query delete from team.offer o where o.withdrawn_on < before or o.ends_on < before returning o.id;
end $$;
revoke all on function team.forget_offers from public;
grant execute on function team.forget_offers to samspill_app;
