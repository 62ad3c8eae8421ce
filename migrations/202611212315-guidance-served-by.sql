-- Published: which competence team serves a kindergarten today: one named for it, otherwise one that is part of the municipality it lies in.
create view register.served_by with (security_invoker) as
  select k.id as kindergarten_id, coalesce(
    (select r.to_id from register.relation r where r.from_id = k.id and r.kind = 'served-by' and upper_inf(r.period) limit 1),
    (select team.id from register.relation lies
      join register.relation part on part.to_id = lies.to_id and part.kind = 'part-of' and upper_inf(part.period)
      join register.organisation team on team.id = part.from_id and team.form = 'competence-team'
      where lies.from_id = k.id and lies.kind = 'lies-in' and upper_inf(lies.period) limit 1)) as team_id
  from register.organisation k where k.kind = 'kindergarten';
grant select on register.served_by to samspill_app;

-- A draft that is thrown away was never sent: it has no reference and no step.
alter table guidance.case drop constraint case_submitted_is_whole;
alter table guidance.case add constraint case_submitted_is_whole
  check (state in ('draft', 'withdrawn') or (reference is not null and step_key is not null and flow_version_id is not null and submitted_at is not null));
