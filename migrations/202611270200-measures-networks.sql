-- Networks: kindergartens that meet about something, set up by a competence team. A kindergarten is asked, and is in it when it has said yes.
create schema if not exists measures;
grant usage on schema measures to samspill_app;

create table measures.network (
  id uuid primary key default uuidv7(),
  region_id text not null references register.region,
  team_org_id uuid not null references register.organisation,
  start_key uuid not null constraint network_start_key unique,
  name text not null constraint network_name check (length(btrim(name)) between 1 and 120),
  -- Code of guidance.theme_card; null when it is about more than one thing.
  theme text,
  -- Who meets.
  audience text not null constraint network_audience check (audience in ('heads', 'pedagogical-leaders', 'staff', 'owners')),
  facilitator text not null constraint network_facilitator check (length(btrim(facilitator)) between 1 and 120),
  period daterange not null constraint network_period check (not isempty(period) and not lower_inf(period)),
  made_at timestamptz not null,
  made_by_name text not null,
  changed_at timestamptz not null,
  changed_by_name text not null,
  ended_on date,
  end_reason text constraint network_end_reason check (end_reason in ('finished', 'too-few', 'joined', 'other')),
  constraint network_ended check ((ended_on is null) = (end_reason is null))
);
create index network_team on measures.network (team_org_id);

-- What the team writes for itself. A table of its own: a kindergarten that reads its network never reads this.
create table measures.network_note (
  network_id uuid primary key references measures.network on delete cascade,
  team_org_id uuid not null references register.organisation,
  body text not null constraint network_note_body check (length(body) <= 1800),
  changed_at timestamptz not null,
  changed_by_name text not null
);

create table measures.network_invitation (
  id uuid primary key default uuidv7(),
  network_id uuid not null references measures.network on delete cascade,
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  invited_at timestamptz not null,
  invited_by_name text not null,
  -- The last day one may answer.
  answer_by date not null,
  -- How many people were told, heads and owners: nobody knows of an invitation that told none.
  told smallint not null constraint network_invitation_told check (told >= 0),
  state text not null default 'open' constraint network_invitation_state check (state in ('open', 'accepted', 'declined', 'withdrawn', 'expired', 'left')),
  reason text constraint network_invitation_reason check (reason in ('no-time', 'other-network', 'not-relevant', 'too-far', 'not-useful', 'other')),
  answered_at timestamptz,
  answered_by_name text,
  answered_as text constraint network_invitation_answered_as check (answered_as in ('head', 'owner')),
  reminded_at timestamptz,
  constraint network_invitation_answered check ((state in ('accepted', 'declined', 'left')) = (answered_at is not null) and num_nulls(answered_at, answered_by_name) in (0, 2)),
  constraint network_invitation_declined check (state <> 'declined' or reason is not null)
);
create unique index network_invitation_open on measures.network_invitation (network_id, kindergarten_id) where state = 'open';
create index network_invitation_kindergarten on measures.network_invitation (kindergarten_id);
create index network_invitation_due on measures.network_invitation (answer_by) where state = 'open' and reminded_at is null;

create table measures.network_member (
  id uuid primary key default uuidv7(),
  network_id uuid not null references measures.network on delete cascade,
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  period daterange not null constraint network_member_period check (not lower_inf(period)),
  left_reason text constraint network_member_left check (left_reason in ('no-time', 'other-network', 'not-useful', 'too-far', 'closed', 'other')),
  constraint network_member_once exclude using gist (network_id with =, kindergarten_id with =, period with &&)
);
create index network_member_kindergarten on measures.network_member (kindergarten_id);

-- Acting for the team, and for a kindergarten that is one's own: its head, and the one who answers for its owner today.
create function measures.acts_for_team(team uuid) returns boolean language sql stable parallel safe
  return team = platform.actor_org() and platform.actor_role() in ('adviser', 'team-leader');
create function measures.acts_for_kindergarten(kindergarten uuid) returns boolean language sql stable parallel safe
  return (kindergarten = platform.actor_org() and platform.actor_role() = 'head')
    or (platform.actor_role() = 'owner' and exists (select from register.relation r where r.from_id = kindergarten and r.kind = 'owned-by' and r.to_id = platform.actor_org() and r.period @> platform.today()));
grant execute on function measures.acts_for_team, measures.acts_for_kindergarten to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['network', 'network_note', 'network_invitation', 'network_member'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('create policy %I on measures.%I for select to samspill_app using (measures.acts_for_team(team_org_id))', name || '_team', name);
    execute format('create policy %I on measures.%I for insert to samspill_app with check (measures.acts_for_team(team_org_id))', name || '_begin', name);
    execute format('create policy %I on measures.%I for update to samspill_app using (measures.acts_for_team(team_org_id)) with check (measures.acts_for_team(team_org_id))', name || '_change', name);
    execute format('grant select, insert on measures.%I to samspill_app', name);
  end loop;
end $$;
grant update (name, theme, audience, facilitator, period, changed_at, changed_by_name, ended_on, end_reason) on measures.network to samspill_app;
grant update (body, changed_at, changed_by_name) on measures.network_note to samspill_app;
grant update (state, reason, answered_at, answered_by_name, answered_as, reminded_at) on measures.network_invitation to samspill_app;
grant update (period, left_reason) on measures.network_member to samspill_app;

-- A kindergarten's own people see what it has been asked, and answer in their own name.
create policy network_invitation_own on measures.network_invitation for select to samspill_app using (measures.acts_for_kindergarten(kindergarten_id));
create policy network_invitation_answer on measures.network_invitation for update to samspill_app
  using (measures.acts_for_kindergarten(kindergarten_id) and state in ('open', 'accepted'))
  with check (measures.acts_for_kindergarten(kindergarten_id) and state in ('accepted', 'declined', 'left') and answered_by_name = (select platform.actor_name()) and answered_as = (select platform.actor_role()));
-- The network of an invitation, and who is in it as long as one is asked or is in it oneself.
create policy network_own on measures.network for select to samspill_app using (id in (select i.network_id from measures.network_invitation i));
create policy network_member_own on measures.network_member for select to samspill_app
  using (measures.acts_for_kindergarten(kindergarten_id) or network_id in (select i.network_id from measures.network_invitation i where i.state in ('open', 'accepted')));
create policy network_member_join on measures.network_member for insert to samspill_app
  with check (measures.acts_for_kindergarten(kindergarten_id) and (network_id, kindergarten_id) in (select i.network_id, i.kindergarten_id from measures.network_invitation i where i.state = 'accepted'));
create policy network_member_leave on measures.network_member for update to samspill_app
  using (measures.acts_for_kindergarten(kindergarten_id)) with check (measures.acts_for_kindergarten(kindergarten_id));

-- Published (docs/data/network-kindergarten.md): which kindergartens are in a network that runs, or are asked and may still answer.
create view measures.network_kindergarten with (security_invoker) as
  select m.kindergarten_id, n.id as network_id, n.team_org_id as team_id, n.name, n.theme, 'member' as part, m.period
  from measures.network_member m join measures.network n on n.id = m.network_id
  where m.period @> platform.today() and n.period @> platform.today() and (n.ended_on is null or n.ended_on > platform.today())
  union all
  select i.kindergarten_id, n.id, n.team_org_id, n.name, n.theme, 'invited', n.period
  from measures.network_invitation i join measures.network n on n.id = i.network_id
  where i.state = 'open' and i.answer_by >= platform.today() and (n.ended_on is null or n.ended_on > platform.today()) and (upper(n.period) is null or upper(n.period) > platform.today());
grant select on measures.network_kindergarten to samspill_app;

-- Networks whose time is out, with everything in them. @returns their ids, so that what happened to them can go too.
create function measures.forget_networks(before date) returns setof uuid language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
  return query delete from measures.network n where least(n.ended_on, upper(n.period)) < before returning n.id;
end $$;
revoke all on function measures.forget_networks from public;
grant execute on function measures.forget_networks to samspill_app;

-- The suggestion of networks of small private owners: made for a team, moved about by hand, and made anew when it is asked for or is a week old and nobody has touched it.
create table insight.network_run (
  id uuid primary key default uuidv7(),
  team_org_id uuid not null constraint network_run_once unique references register.organisation,
  made_at timestamptz not null,
  -- {"km", "owns"}: how far apart two in a group may be, and how many kindergartens an owner may have and still be small.
  settings jsonb not null,
  looked_at integer not null,
  by_hand boolean not null default false
);
create table insight.network_line (
  run_id uuid not null references insight.network_run on delete cascade,
  team_org_id uuid not null references register.organisation,
  kindergarten_id uuid not null references register.organisation,
  -- Null: in no group, and why.
  group_no integer constraint network_line_group check (group_no between 1 and 2000),
  outside text constraint network_line_outside check (outside in ('too-few-near', 'no-room', 'no-point', 'taken-out')),
  -- Themes that the team may see for this kindergarten, as codes of guidance.theme_card.
  themes text[] not null,
  owner_has integer not null,
  by_hand boolean not null default false,
  primary key (run_id, kindergarten_id),
  constraint network_line_placed check ((group_no is null) = (outside is not null))
);
create index network_line_kindergarten on insight.network_line (kindergarten_id);
do $$
declare name text;
begin
  foreach name in array array['network_run', 'network_line'] loop
    execute format('alter table insight.%I enable row level security', name);
    execute format('create policy %I on insight.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('create policy %I on insight.%I for select to samspill_app using (insight.acts_for_team(team_org_id))', name || '_team', name);
    execute format('create policy %I on insight.%I for update to samspill_app using (insight.acts_for_team(team_org_id)) with check (insight.acts_for_team(team_org_id))', name || '_move', name);
    execute format('grant select, insert, delete on insight.%I to samspill_app', name);
  end loop;
end $$;
-- The team moves kindergartens between groups; which there are, and what is known of them, the program alone writes.
grant update (by_hand) on insight.network_run to samspill_app;
grant update (group_no, outside, by_hand) on insight.network_line to samspill_app;
