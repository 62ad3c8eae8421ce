-- The rule for changing a department asked about the relation's own id, and so let nobody through.
drop policy department_update on register.organisation;
create policy department_update on register.organisation for update to samspill_app
  using (kind = 'department' and exists (select from register.relation r where r.from_id = organisation.id and r.kind = 'part-of' and register.answers_for(r.to_id)))
  with check (kind = 'department' and exists (select from register.relation r where r.from_id = organisation.id and r.kind = 'part-of' and register.answers_for(r.to_id)));
