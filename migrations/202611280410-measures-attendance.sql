-- Who came to a course: invitations in people's calendars, check-in at each session, and the certificate.

-- What a letter puts in a calendar: when, where, and the number of the version (RFC 5546). Null for all other letters.
alter table messaging.notice add column calendar jsonb;

-- What has been put in a person's calendar, so that it can be moved and taken out again.
create table measures.course_invitation (
  session_id uuid not null references measures.course_session on delete cascade,
  place_id uuid not null references measures.course_place on delete cascade,
  course_id uuid not null references measures.course on delete cascade,
  -- One more each time something is sent: a calendar takes the highest.
  version integer not null constraint course_invitation_version check (version >= 0),
  -- The session's own number when it was sent.
  session_sequence integer not null,
  called_off boolean not null default false,
  sent_at timestamptz not null,
  primary key (session_id, place_id)
);
create index course_invitation_place on measures.course_invitation (place_id);

-- Whether a person came to a session. One row for each: however often somebody checks in, it is counted once.
create table measures.course_attendance (
  session_id uuid not null references measures.course_session on delete cascade,
  place_id uuid not null references measures.course_place on delete cascade,
  course_id uuid not null references measures.course on delete cascade,
  came boolean not null,
  how text not null constraint course_attendance_how check (how in ('list', 'code', 'link')),
  at timestamptz not null,
  -- Whoever ticked it in a list; null when the person checked in.
  by_name text,
  primary key (session_id, place_id),
  constraint course_attendance_by check ((how = 'list') = (by_name is not null))
);
create index course_attendance_place on measures.course_attendance (place_id);
-- What was written before, when somebody corrected it.
create table measures.course_attendance_change (
  id uuid primary key default uuidv7(),
  session_id uuid not null references measures.course_session on delete cascade,
  place_id uuid not null references measures.course_place on delete cascade,
  course_id uuid not null references measures.course on delete cascade,
  was boolean not null,
  became boolean not null,
  at timestamptz not null,
  by_name text
);
create index course_attendance_change_session on measures.course_attendance_change (session_id, at);
create index course_attendance_change_place on measures.course_attendance_change (place_id);

-- The letters on the wall. Whoever has them may say that a person with a seat is here.
create table measures.course_session_code (
  session_id uuid primary key references measures.course_session on delete cascade,
  course_id uuid not null references measures.course on delete cascade,
  code text not null constraint course_session_code_letters unique check (code ~ '^[A-Z]{6}$'),
  opened_at timestamptz not null,
  opened_by_name text not null
);

-- How many of the sessions one must have been at to get the certificate; all of them when nothing is said.
create table measures.course_certificate_rule (
  course_id uuid primary key references measures.course on delete cascade,
  at_least integer not null constraint course_certificate_rule_least check (at_least between 1 and 200),
  changed_at timestamptz not null,
  changed_by_name text not null
);
-- A certificate as it was given: the same document comes out each time.
create table measures.course_certificate (
  id uuid primary key default uuidv7(),
  course_id uuid not null references measures.course on delete cascade,
  place_id uuid not null references measures.course_place on delete cascade,
  code text not null constraint course_certificate_code unique check (code ~ '^[A-Z]{16}$'),
  facts jsonb not null,
  issued_at timestamptz not null,
  issued_by_name text not null,
  revoked_at timestamptz,
  revoked_by_name text,
  revoked_reason text constraint course_certificate_reason check (revoked_reason in ('wrong-person', 'not-there', 'wrong-facts', 'asked-for')),
  constraint course_certificate_revoked check (num_nulls(revoked_at, revoked_by_name, revoked_reason) in (0, 3))
);
create unique index course_certificate_one on measures.course_certificate (place_id) where revoked_at is null;

create function measures.arranged_courses() returns setof uuid language sql stable security definer set search_path = pg_catalog, pg_temp begin atomic
  select c.id from measures.course c where c.arranger_id = platform.actor_org() and measures.arranges();
end;
revoke all on function measures.arranged_courses from public;
grant execute on function measures.arranged_courses to samspill_app;

do $$
declare name text;
begin
  foreach name in array array['course_invitation', 'course_attendance', 'course_attendance_change', 'course_session_code', 'course_certificate_rule', 'course_certificate'] loop
    execute format('alter table measures.%I enable row level security', name);
    execute format('create policy %I on measures.%I for all to samspill_app using ((select platform.is_system()))', name || '_system', name);
    if name <> 'course_invitation' then
      execute format('create policy %I on measures.%I for select to samspill_app using (course_id in (select measures.arranged_courses()))', name || '_arrange', name);
    end if;
  end loop;
end $$;
create policy course_attendance_tick on measures.course_attendance for insert to samspill_app with check (course_id in (select measures.arranged_courses()) and how = 'list' and by_name = (select platform.actor_name()));
create policy course_attendance_correct on measures.course_attendance for update to samspill_app using (course_id in (select measures.arranged_courses())) with check (how = 'list' and by_name = (select platform.actor_name()));
create policy course_attendance_change_write on measures.course_attendance_change for insert to samspill_app with check (course_id in (select measures.arranged_courses()) and by_name = (select platform.actor_name()));
create policy course_session_code_open on measures.course_session_code for insert to samspill_app with check (course_id in (select measures.arranged_courses()) and opened_by_name = (select platform.actor_name()));
create policy course_certificate_rule_write on measures.course_certificate_rule for insert to samspill_app with check (course_id in (select measures.arranged_courses()) and changed_by_name = (select platform.actor_name()));
create policy course_certificate_rule_change on measures.course_certificate_rule for update to samspill_app using (course_id in (select measures.arranged_courses())) with check (changed_by_name = (select platform.actor_name()));
create policy course_certificate_issue on measures.course_certificate for insert to samspill_app with check (course_id in (select measures.arranged_courses()) and issued_by_name = (select platform.actor_name()) and revoked_at is null);
create policy course_certificate_revoke on measures.course_certificate for update to samspill_app using (course_id in (select measures.arranged_courses())) with check (revoked_by_name = (select platform.actor_name()));
-- A head and an owner see who of their own came, and what they got for it.
create policy course_attendance_own on measures.course_attendance for select to samspill_app
  using (place_id in (select p.id from measures.course_place p where measures.acts_for_kindergarten(p.kindergarten_id)));
create policy course_certificate_own on measures.course_certificate for select to samspill_app
  using (place_id in (select p.id from measures.course_place p where measures.acts_for_kindergarten(p.kindergarten_id)));
grant select, insert, update on measures.course_invitation to samspill_app;
grant select, insert on measures.course_attendance, measures.course_attendance_change, measures.course_session_code, measures.course_certificate_rule, measures.course_certificate to samspill_app;
grant update (came, how, at, by_name) on measures.course_attendance to samspill_app;
grant update (at_least, changed_at, changed_by_name) on measures.course_certificate_rule to samspill_app;
grant update (revoked_at, revoked_by_name, revoked_reason) on measures.course_certificate to samspill_app;
