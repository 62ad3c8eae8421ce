-- The money of the scheme: an append-only ledger in whole øre. Balances are sums of its entries, kept by the database itself, and no entry gets in that would make one of them impossible.

-- A county governor's money for one county and one calendar year. Its totals are written by the entries only.
create table scheme.money_account (
  id uuid primary key default uuidv7(),
  manager_id uuid not null references register.organisation,
  county text not null constraint money_account_county check (county ~ '^[0-9]{2}$'),
  year integer not null constraint money_account_year check (year between 2019 and 2110),
  -- Null until the frame is put in.
  frame bigint,
  frame_carried_in bigint not null default 0,
  frame_carried_out bigint not null default 0,
  -- Granted for this year by decisions of earlier years, and by decisions of this year.
  bound bigint not null default 0,
  decided bigint not null default 0,
  cancelled bigint not null default 0,
  ordered bigint not null default 0,
  paid bigint not null default 0,
  used bigint not null default 0,
  unused bigint not null default 0,
  demanded bigint not null default 0,
  returned bigint not null default 0,
  carried_in bigint not null default 0,
  carried_out bigint not null default 0,
  constraint money_account_once unique (manager_id, county, year),
  constraint money_over_the_frame check (frame is null or frame + frame_carried_in - frame_carried_out >= bound + decided - cancelled),
  constraint money_account_not_negative check (coalesce(frame, 0) >= 0 and least(frame_carried_in, frame_carried_out, bound, decided, cancelled, ordered, paid, used, unused, demanded, returned, carried_in, carried_out) >= 0)
);

-- What one recipient is granted for one year by the decisions about one report.
create table scheme.money_line (
  id uuid primary key default uuidv7(),
  account_id uuid not null references scheme.money_account,
  report_id uuid not null references scheme.report,
  year integer not null,
  actor text not null constraint money_line_actor check (actor in ('owner', 'university', 'coordinator', 'other')),
  recipient_id uuid not null references register.organisation,
  -- What it is called, so that whoever is paid can read it whatever they may see of the report.
  reference text not null,
  title text not null,
  -- The recipient's own contribution as per cent of the grant, where the strand demands one.
  own_percent smallint constraint money_line_own_percent check (own_percent between 1 and 100),
  bound bigint not null default 0,
  decided bigint not null default 0,
  cancelled bigint not null default 0,
  ordered bigint not null default 0,
  paid bigint not null default 0,
  used bigint not null default 0,
  unused bigint not null default 0,
  demanded bigint not null default 0,
  returned bigint not null default 0,
  carried_in bigint not null default 0,
  carried_out bigint not null default 0,
  own bigint not null default 0,
  constraint money_line_once unique (report_id, year, actor, recipient_id),
  constraint money_line_not_negative check (least(bound, decided, cancelled, ordered, paid, used, unused, demanded, returned, carried_in, carried_out, own) >= 0),
  constraint money_more_than_decided check (bound + decided >= cancelled + ordered + paid),
  constraint money_more_than_paid check (paid + carried_in >= used + unused),
  constraint money_more_than_unused check (unused >= demanded + carried_out),
  constraint money_more_than_demanded check (demanded >= returned)
);
create index money_line_account on scheme.money_line (account_id);
create index money_line_recipient on scheme.money_line (recipient_id);

-- When a line is to be paid. What is in a payment run stays as it is; the rest can be planned anew.
create table scheme.money_instalment (
  id uuid primary key default uuidv7(),
  line_id uuid not null references scheme.money_line,
  due_on date not null,
  ore bigint not null constraint money_instalment_ore check (ore between 1 and 100000000000000)
);
create index money_instalment_line on scheme.money_instalment (line_id, due_on);

-- A payment run: one prepares it, another approves it, and from then on it is the file it became.
create table scheme.payment_run (
  id uuid primary key default uuidv7(),
  manager_id uuid not null references register.organisation,
  number integer not null constraint payment_run_number check (number > 0),
  due_until date not null,
  prepared_at timestamptz not null,
  prepared_by uuid not null references identity.person,
  prepared_by_name text not null,
  approved_at timestamptz,
  approved_by uuid references identity.person,
  approved_by_name text,
  cancelled_at timestamptz,
  cancelled_by_name text,
  cancel_reason text constraint payment_run_cancel_reason check (length(btrim(cancel_reason)) between 1 and 1000),
  file text,
  sha256 text constraint payment_run_sha256 check (sha256 ~ '^[0-9a-f]{64}$'),
  constraint payment_run_once unique (manager_id, number),
  constraint payment_run_two_people check (approved_by is null or approved_by <> prepared_by),
  constraint payment_run_approved check (num_nulls(approved_at, approved_by, approved_by_name, file, sha256) in (0, 5)),
  constraint payment_run_cancelled check (num_nulls(cancelled_at, cancelled_by_name, cancel_reason) in (0, 3) and (cancelled_at is null or approved_at is null))
);
create table scheme.payment_item (
  id uuid primary key default uuidv7(),
  run_id uuid not null references scheme.payment_run,
  number integer not null constraint payment_item_number check (number > 0),
  line_id uuid not null references scheme.money_line,
  -- Null when the plan was made anew after the payment was refused.
  instalment_id uuid references scheme.money_instalment on delete set null,
  ore bigint not null constraint payment_item_ore check (ore between 1 and 100000000000000),
  due_on date not null,
  -- As they were when the run was prepared.
  recipient_name text not null,
  recipient_number text not null constraint payment_item_number_shape check (recipient_number ~ '^[0-9]{9}$'),
  state text not null default 'proposed' constraint payment_item_state check (state in ('proposed', 'ordered', 'paid', 'refused', 'dropped')),
  answered_on date,
  answer_reason text constraint payment_item_answer_reason check (length(btrim(answer_reason)) between 1 and 1000),
  constraint payment_item_once unique (run_id, number),
  constraint payment_item_of_plan check (state in ('refused', 'dropped') or instalment_id is not null),
  constraint payment_item_answer check ((state in ('paid', 'refused')) = (answered_on is not null) and (state = 'refused') = (answer_reason is not null))
);
-- No instalment is in two runs at once, and none that is paid is paid again.
create unique index payment_item_once_alive on scheme.payment_item (instalment_id) where state in ('proposed', 'ordered', 'paid');
create index payment_item_line on scheme.payment_item (line_id);

create table scheme.money_entry (
  id uuid primary key default uuidv7(),
  -- The order they came in.
  number bigint generated always as identity constraint money_entry_number unique,
  account_id uuid not null references scheme.money_account,
  line_id uuid references scheme.money_line,
  kind text not null constraint money_entry_kind check (kind in ('frame-set', 'frame-raised', 'frame-lowered', 'frame-carried-out', 'frame-carried-in',
    'bound', 'decided', 'cancelled', 'ordered', 'paid', 'order-refused', 'used', 'unused', 'demanded', 'demand-withdrawn', 'returned', 'carried-out', 'carried-in', 'own', 'adjusted')),
  -- What an adjustment adds to; only it may be negative.
  adjusts text constraint money_entry_adjusts check (adjusts in ('paid', 'used', 'unused', 'returned', 'own')),
  ore bigint not null constraint money_entry_ore check (ore between -100000000000000 and 100000000000000),
  decision_id uuid references scheme.decision,
  item_id uuid references scheme.payment_item,
  reason text not null default '' constraint money_entry_reason check (length(reason) <= 1000),
  -- The day it counts from, such as the day the bank paid.
  on_day date not null,
  at timestamptz not null,
  by_person uuid references identity.person,
  by_name text not null,
  -- The form it came from: the same form sent twice is entered once.
  once uuid constraint money_entry_once unique,
  constraint money_entry_sign check (ore > 0 or (kind = 'adjusted' and ore < 0) or (kind = 'frame-set' and ore = 0)),
  constraint money_entry_line check ((kind like 'frame-%') = (line_id is null)),
  constraint money_entry_adjustment check ((kind = 'adjusted') = (adjusts is not null)),
  constraint money_entry_why check (length(btrim(reason)) > 0 or kind not in ('frame-raised', 'frame-lowered', 'cancelled', 'order-refused', 'demanded', 'demand-withdrawn', 'adjusted')),
  constraint money_entry_payment check ((kind in ('ordered', 'order-refused')) <= (item_id is not null)),
  constraint money_entry_decision check ((kind in ('bound', 'decided')) = (decision_id is not null))
);
create index money_entry_account on scheme.money_entry (account_id, number);
create index money_entry_line on scheme.money_entry (line_id, number);
create unique index money_paid_once on scheme.money_entry (item_id) where kind in ('paid', 'order-refused');
create unique index money_ordered_once on scheme.money_entry (item_id) where kind = 'ordered';
create unique index money_granted_once on scheme.money_entry (line_id, decision_id) where decision_id is not null;
create unique index money_frame_once on scheme.money_entry (account_id) where kind = 'frame-set';

-- How much one who is not the leader may approve in one run; the last row stands. Without one there is no limit.
create table scheme.payment_limit (
  id uuid primary key default uuidv7(),
  manager_id uuid not null references register.organisation,
  kind text not null constraint payment_limit_kind check (kind in ('officer', 'leader')),
  -- Null: no limit.
  ore bigint constraint payment_limit_ore check (ore between 0 and 100000000000000),
  at timestamptz not null,
  by_name text not null
);
create index payment_limit_manager on scheme.payment_limit (manager_id, kind, at);

-- The entry's arithmetic: the only place where a balance changes. What is impossible is refused by the checks of the line and of the account.
create function scheme.post_entry() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare
  what text := coalesce(new.adjusts, new.kind);
  -- What the entry adds to each balance of its line and, but for the recipient's own contribution, of its account.
  adds record;
begin
  if new.kind like 'frame-%' then
    update scheme.money_account set
      frame = case new.kind when 'frame-set' then new.ore when 'frame-raised' then frame + new.ore when 'frame-lowered' then frame - new.ore else frame end,
      frame_carried_out = frame_carried_out + case new.kind when 'frame-carried-out' then new.ore else 0 end,
      frame_carried_in = frame_carried_in + case new.kind when 'frame-carried-in' then new.ore else 0 end
    where id = new.account_id and (new.kind in ('frame-set', 'frame-carried-in') or frame is not null);
    if not found then
      raise exception 'there is no frame to change' using errcode = 'check_violation', constraint = 'money_no_frame';
    end if;
    return null;
  end if;
  if not exists (select from scheme.money_line l join scheme.money_account a on a.id = l.account_id where l.id = new.line_id and a.id = new.account_id and a.year = l.year) then
    raise exception 'the line is not of this account' using errcode = 'check_violation', constraint = 'money_entry_of_account';
  end if;
  if new.decision_id is not null and not exists (
      select from scheme.money_line l join scheme.decision d on d.id = new.decision_id and d.report_id = l.report_id
      join scheme.granted_amount g on g.decision_id = d.id and g.year = l.year and g.actor = l.actor and g.recipient_id = l.recipient_id
      where l.id = new.line_id and d.published_at is not null and new.ore <= g.ore) then
    raise exception 'no published decision grants this' using errcode = 'check_violation', constraint = 'money_not_granted';
  end if;
  if new.kind in ('ordered', 'order-refused', 'paid') and new.item_id is not null and not exists (
      select from scheme.payment_item i join scheme.payment_run r on r.id = i.run_id where i.id = new.item_id and i.line_id = new.line_id and i.ore = new.ore and r.approved_at is not null
        and (new.kind = 'ordered' or exists (select from scheme.money_entry e where e.item_id = i.id and e.kind = 'ordered'))) then
    raise exception 'no approved payment is of this line and this amount' using errcode = 'check_violation', constraint = 'money_not_approved';
  end if;
  select
    case when what = 'bound' then new.ore else 0 end as bound,
    case when what = 'decided' then new.ore else 0 end as decided,
    case when what = 'cancelled' then new.ore else 0 end as cancelled,
    case when what = 'ordered' then new.ore when what = 'order-refused' or (what = 'paid' and new.item_id is not null) then -new.ore else 0 end as ordered,
    case when what = 'paid' then new.ore else 0 end as paid,
    case when what = 'used' then new.ore else 0 end as used,
    case when what = 'unused' then new.ore else 0 end as unused,
    case when what = 'demanded' then new.ore when what = 'demand-withdrawn' then -new.ore else 0 end as demanded,
    case when what = 'returned' then new.ore else 0 end as returned,
    case when what = 'carried-in' then new.ore else 0 end as carried_in,
    case when what = 'carried-out' then new.ore else 0 end as carried_out,
    case when what = 'own' then new.ore else 0 end as own
  into adds;
  update scheme.money_line set
    bound = bound + adds.bound, decided = decided + adds.decided, cancelled = cancelled + adds.cancelled, ordered = ordered + adds.ordered,
    paid = paid + adds.paid, used = used + adds.used, unused = unused + adds.unused, demanded = demanded + adds.demanded,
    returned = returned + adds.returned, carried_in = carried_in + adds.carried_in, carried_out = carried_out + adds.carried_out, own = own + adds.own
  where id = new.line_id;
  update scheme.money_account set
    bound = bound + adds.bound, decided = decided + adds.decided, cancelled = cancelled + adds.cancelled, ordered = ordered + adds.ordered,
    paid = paid + adds.paid, used = used + adds.used, unused = unused + adds.unused, demanded = demanded + adds.demanded,
    returned = returned + adds.returned, carried_in = carried_in + adds.carried_in, carried_out = carried_out + adds.carried_out
  where id = new.account_id;
  return null;
end $$;
revoke all on function scheme.post_entry from public;
create trigger post_entry after insert on scheme.money_entry for each row execute function scheme.post_entry();

create function scheme.keep_entry() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'an entry of the ledger is never changed; make a new one' using errcode = 'check_violation', constraint = 'money_entry_stays';
end $$;
create trigger keep_entry before update or delete on scheme.money_entry for each row execute function scheme.keep_entry();

-- An approved or cancelled run is what it became; its prepared part never changes. The one who approves is the one who acts.
create function scheme.keep_payment_run() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if old.approved_at is not null or old.cancelled_at is not null then
    raise exception 'payment run % is over', old.id using errcode = 'check_violation', constraint = 'payment_run_is_over';
  end if;
  if (new.manager_id, new.number, new.due_until, new.prepared_at, new.prepared_by) is distinct from (old.manager_id, old.number, old.due_until, old.prepared_at, old.prepared_by) then
    raise exception 'payment run % is prepared', old.id using errcode = 'check_violation', constraint = 'payment_run_is_prepared';
  end if;
  return new;
end $$;
create trigger keep_payment_run before update on scheme.payment_run for each row execute function scheme.keep_payment_run();
create function scheme.keep_payment_item() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if (new.state, old.state) not in (('ordered', 'proposed'), ('dropped', 'proposed'), ('paid', 'ordered'), ('refused', 'ordered')) and new.state <> old.state then
    raise exception 'payment % is %', old.id, old.state using errcode = 'check_violation', constraint = 'payment_item_is_answered';
  end if;
  return new;
end $$;
create trigger keep_payment_item before update on scheme.payment_item for each row execute function scheme.keep_payment_item();

do $$
declare name text;
begin
  foreach name in array array['money_account', 'money_line', 'money_instalment', 'payment_run', 'payment_item', 'money_entry', 'payment_limit'] loop
    execute format('alter table scheme.%I enable row level security', name);
    execute format('create policy %I on scheme.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    execute format('grant select on scheme.%I to samspill_app', name);
  end loop;
end $$;
-- Totals are written by the entries only: whoever makes an account or a line makes an empty one.
grant insert (id, manager_id, county, year) on scheme.money_account to samspill_app;
grant insert (id, account_id, report_id, year, actor, recipient_id, reference, title, own_percent) on scheme.money_line to samspill_app;
grant insert, delete on scheme.money_instalment to samspill_app;
grant insert on scheme.payment_run, scheme.payment_item, scheme.money_entry, scheme.payment_limit to samspill_app;
grant update (approved_at, approved_by, approved_by_name, cancelled_at, cancelled_by_name, cancel_reason, file, sha256) on scheme.payment_run to samspill_app;
grant update (state, answered_on, answer_reason) on scheme.payment_item to samspill_app;

-- The accounts a county governor's person manages; what the forum needs of it is the totals of the account.
create function scheme.managed_accounts() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select a.id from scheme.money_account a where scheme.actor_role() = 'county-governor' and a.manager_id = platform.actor_org();
end;
revoke all on function scheme.managed_accounts from public;
grant execute on function scheme.managed_accounts to samspill_app;

create policy money_account_read on scheme.money_account for select to samspill_app using ((manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor')
  or exists (select from scheme.forum f where f.manager_id = money_account.manager_id and f.id in (select scheme.own_forums())));
create policy money_account_write on scheme.money_account for insert to samspill_app with check (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
-- A line exists when the decision is published; its recipient sees it.
create policy money_line_read on scheme.money_line for select to samspill_app using (account_id in (select scheme.managed_accounts())
  or (recipient_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'university-contact')));
create policy money_line_write on scheme.money_line for insert to samspill_app
  with check (account_id in (select scheme.managed_accounts()) and exists (select from scheme.report r where r.id = report_id and r.round_id in (select scheme.managed_rounds())));
create policy money_instalment_read on scheme.money_instalment for select to samspill_app using (exists (select from scheme.money_line l where l.id = line_id));
create policy money_instalment_plan on scheme.money_instalment for insert to samspill_app with check (exists (select from scheme.money_line l where l.id = line_id and l.account_id in (select scheme.managed_accounts())));
create policy money_instalment_replan on scheme.money_instalment for delete to samspill_app using (exists (select from scheme.money_line l where l.id = line_id and l.account_id in (select scheme.managed_accounts())));
create policy money_entry_read on scheme.money_entry for select to samspill_app using (account_id in (select scheme.managed_accounts())
  or exists (select from scheme.money_line l where l.id = line_id and l.recipient_id = (select platform.actor_org()) and (select scheme.actor_role()) in ('owner', 'university-contact')));
create policy money_entry_write on scheme.money_entry for insert to samspill_app
  with check (account_id in (select scheme.managed_accounts()) and by_person = (select platform.actor_person()) and by_name = (select platform.actor_name()));
-- A run is prepared before anybody approves it, and each does their part in their own name.
create policy payment_run_read on scheme.payment_run for select to samspill_app using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
create policy payment_run_prepare on scheme.payment_run for insert to samspill_app
  with check (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor' and approved_at is null and cancelled_at is null
    and prepared_by = (select platform.actor_person()) and prepared_by_name = (select platform.actor_name()));
create policy payment_run_end on scheme.payment_run for update to samspill_app
  using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor')
  with check (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor'
    and case when approved_at is null then cancelled_by_name = (select platform.actor_name()) else approved_by = (select platform.actor_person()) and approved_by_name = (select platform.actor_name()) end);
-- The recipient sees how it went with a payment, not who made the run.
create policy payment_item_read on scheme.payment_item for select to samspill_app using (exists (select from scheme.money_line l where l.id = line_id) and state <> 'proposed'
  or exists (select from scheme.payment_run r where r.id = run_id));
create policy payment_item_prepare on scheme.payment_item for insert to samspill_app with check (state = 'proposed' and exists (select from scheme.payment_run r where r.id = run_id and r.approved_at is null and r.cancelled_at is null)
  and exists (select from scheme.money_line l where l.id = line_id and l.account_id in (select scheme.managed_accounts())));
create policy payment_item_answer on scheme.payment_item for update to samspill_app using (exists (select from scheme.payment_run r where r.id = run_id));
create policy payment_limit_read on scheme.payment_limit for select to samspill_app using (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor');
create policy payment_limit_write on scheme.payment_limit for insert to samspill_app
  with check (manager_id = (select platform.actor_org()) and (select scheme.actor_role()) = 'county-governor' and by_name = (select platform.actor_name()));
-- Limits are the leader's to set.
create policy payment_limit_by_leader on scheme.payment_limit as restrictive for insert to samspill_app
  with check ((select platform.is_system()) or exists (select from identity.membership m where m.id = (select platform.actor_membership()) and m.administers));
