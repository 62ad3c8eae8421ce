-- What is deleted when its time is out (docs/privacy.md). The program's role may delete nothing by itself: it says from which instant things are kept,
-- and these functions, one a slice, delete what is older. What something else still points at stays until that is gone.

create function platform.must_be_system() returns void language plpgsql stable set search_path = pg_catalog, pg_temp as $$
begin
  if not platform.is_system() then raise exception 'only the program itself deletes' using errcode = '42501'; end if;
end $$;

-- Traces of reading by age; and everything about things that no longer are.
create function audit.forget_readings(before timestamptz) returns integer
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare n integer;
begin
  perform platform.must_be_system();
  delete from audit.reading r where r.at < before;
  get diagnostics n = row_count;
  return n;
end $$;
create function audit.forget_about(ids uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  delete from audit.reading r where r.about_id = any (ids);
  delete from audit.event e where e.about_id = any (ids);
end $$;

create function messaging.forget(notices timestamptz, tries timestamptz, links timestamptz) returns table (what text, n integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  -- A reminder that waits for its day is younger than its day.
  delete from messaging.delivery d using messaging.notice o where o.id = d.notice_id and greatest(o.at, o.send_after) < notices;
  delete from messaging.notice o where greatest(o.at, o.send_after) < notices;
  get diagnostics n = row_count; what := 'notice'; return next;
  delete from messaging.delivery d where d.at < tries;
  get diagnostics n = row_count; what := 'delivery'; return next;
  -- A link that no longer works is of no use to anybody.
  update messaging.notice o set path = '/invitasjon' where o.kind = 'invitation' and o.path <> '/invitasjon' and o.at < links;
  get diagnostics n = row_count; what := 'link'; return next;
end $$;
create function messaging.forget_people(ids uuid[]) returns void
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  delete from messaging.choice c where c.person_id = any (ids);
  delete from messaging.delivery d using messaging.notice o where o.id = d.notice_id and o.person_id = any (ids);
  delete from messaging.notice o where o.person_id = any (ids);
end $$;

create function identity.forget(attempts timestamptz, sessions timestamptz, answered timestamptz, unanswered timestamptz, invitations timestamptz) returns table (what text, n integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  delete from identity.sign_in_attempt a where a.started_at < attempts;
  get diagnostics n = row_count; what := 'sign-in-attempt'; return next;
  delete from identity.session s where s.seen_at < sessions;
  get diagnostics n = row_count; what := 'session'; return next;
  delete from identity.access_request r where r.answered_at < answered or (r.answered_at is null and r.asked_at < unanswered);
  get diagnostics n = row_count; what := 'access-request'; return next;
  delete from identity.invitation i where least(i.used_at, i.withdrawn_at, i.expires_at) < invitations;
  get diagnostics n = row_count; what := 'invitation'; return next;
end $$;

-- Roles that ended before the day, with their delegations, and then the people who have no role left. Names the people that are gone.
create function identity.forget_people(before date) returns setof uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare one uuid;
begin
  perform platform.must_be_system();
  for one in select m.id from identity.membership m where upper(m.period) <= before or m.cancelled_at < before loop
    begin
      delete from identity.delegation d where d.membership_id = one;
      delete from identity.membership m where m.id = one;
    exception when foreign_key_violation then null; -- an adviser's role that a case still names
    end;
  end loop;
  for one in select p.id from identity.person p where p.created_at < before
      and not exists (select from identity.membership m where m.person_id = p.id) and not exists (select from identity.delegation d where d.deputy_id = p.id) loop
    begin
      delete from identity.login l where l.person_id = one;
      delete from identity.person p where p.id = one;
      return next one;
    exception when foreign_key_violation then null; -- the one who wrote a case, or let somebody in
    end;
  end loop;
end $$;

-- Requests that were begun and never sent, also those thrown away. Names them, so that what happened to them goes too.
create function guidance.forget_drafts(before timestamptz) returns setof uuid
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
declare gone uuid[];
begin
  perform platform.must_be_system();
  select coalesce(array_agg(c.id), '{}') into gone from guidance.case c where c.submitted_at is null and c.changed_at < before;
  delete from guidance.attachment a where a.case_id = any (gone);
  delete from guidance.case c where c.id = any (gone);
  return query select unnest(gone);
end $$;

create function register.forget(runs timestamptz, answers timestamptz) returns table (what text, n integer)
language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
  perform platform.must_be_system();
  delete from register.import_run r where r.state in ('done', 'failed', 'given-up') and coalesce(r.finished_at, r.uploaded_at) < runs;
  get diagnostics n = row_count; what := 'import-run'; return next;
  delete from register.sync_run r where r.state in ('nothing', 'applied', 'discarded', 'failed') and coalesce(r.decided_at, r.read_at, r.started_at) < runs;
  get diagnostics n = row_count; what := 'sync-run'; return next;
  delete from register.nbr_answer a where a.stored_at < answers;
  get diagnostics n = row_count; what := 'nbr-answer'; return next;
end $$;

revoke all on function audit.forget_readings, audit.forget_about, messaging.forget, messaging.forget_people, identity.forget, identity.forget_people, guidance.forget_drafts, register.forget from public;
grant execute on function audit.forget_readings, audit.forget_about, messaging.forget, messaging.forget_people, identity.forget, identity.forget_people, guidance.forget_drafts, register.forget to samspill_app;

-- What the nightly work looks for has an index where the table is large.
create index reading_at on audit.reading (at);
create index delivery_at on messaging.delivery (at);
