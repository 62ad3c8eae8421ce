-- Material that is used in a course is seen by those who see the course.
alter policy use_read on library.use
  using (org_id = (select platform.actor_org()) or (kind = 'measure' and exists (select from measures.measure m where m.id = target_id)) or (kind = 'network' and exists (select from measures.network n where n.id = target_id))
    or (kind = 'course' and exists (select from measures.course c where c.id = target_id)) or (kind = 'case' and exists (select from guidance.case c where c.id = target_id)) or (kind = 'need' and exists (select from needs.need_statement n where n.id = target_id)));
