/**
 * What the demonstration world has none of, so that every address of the scheme is tried with something that exists. The tables' owner writes it;
 * the ids are the rows' own.
 */
const governor = "(select manager_id from scheme.forum order by id limit 1)"
const heard = "(select round_id from scheme.scenario order by id limit 1)"
const published = "(select id from scheme.decision where published_at is not null order by published_at desc, id limit 1)"
const applicant = `(select r.lead_id from scheme.decision d join scheme.report r on r.id = d.report_id where d.id = ${published})`
const someone = "(select person_id from scheme.forum_member where stands_for = 'association' order by id limit 1)"

export const arranged: readonly string[] = [
  // A file of a material that is read.
  `insert into library.file (version_id, name, media_type, size, sha256, content, added_at, added_by_name) select id, 'prove.pdf', 'application/pdf', 1, repeat('0', 64), 'x', '2026-11-20T09:00Z', 'Prøve' from library.version where state = 'published' order by id limit 1`,
  `insert into scheme.payment_run (manager_id, number, due_until, prepared_at, prepared_by, prepared_by_name, approved_at, approved_by, approved_by_name, file, sha256)
    select ${governor}, coalesce(max(number), 0) + 1, '2026-12-31', '2026-11-20T09:00Z', ${someone}, 'Prøve', '2026-11-20T10:00Z', (select id from identity.person where id <> ${someone} order by id limit 1), 'Prøve', 'prøve', repeat('0', 64) from scheme.payment_run`,
  `insert into scheme.reason_demand (decision_id, org_id, asked_at, asked_by_name) values (${published}, ${applicant}, '2026-11-20T09:00Z', 'Prøve') on conflict do nothing`,
  `insert into scheme.appeal (send_key, decision_id, org_id, wants, grounds, timing, sent_at, sent_by_name, sent_by_role) values (gen_random_uuid(), ${published}, ${applicant}, 'Prøve', 'Prøve', 'in-time', '2026-11-20T09:00Z', 'Prøve', 'owner') on conflict do nothing`,
  `insert into scheme.archive_export (round_id, made_at, made_by_name, documents, sha256, size) select round_id, '2026-11-20T09:00Z', 'Prøve', 1, repeat('0', 64), 1 from scheme.report where id = (select report_id from scheme.decision where id = ${published})`,
  `insert into scheme.review_group (round_id, name, made_at, made_by_name) values (${heard}, 'Prøvegruppe', '2026-11-20T09:00Z', 'Prøve')`,
  `insert into scheme.review_group_member (group_id, person_id, person_name, org_id, added_at, added_by_name) select g.id, m.person_id, 'Prøve', m.org_id, '2026-11-20T09:00Z', 'Prøve' from scheme.review_group g, scheme.forum_member m where g.name = 'Prøvegruppe' and m.stands_for = 'association' limit 1`,
  `insert into scheme.cluster (round_id, name, made_from, made_at, made_by_name) values (${heard}, 'Prøve', 'people', '2026-11-20T09:00Z', 'Prøve')`,
  `insert into scheme.clarification (report_id, question, asked_at, asked_by_name) select id, 'Prøve?', '2026-11-20T09:00Z', 'Prøve' from scheme.report r where state = 'submitted' and exists (select from identity.membership m where m.org_id = r.lead_id) order by id desc limit 1`,
  `insert into scheme.form (manager_id, name) select ${governor}, name from scheme.form where code = 'need-2026'`,
  `insert into scheme.form_version (form_id, number, definition, changed_at, changed_by_name) select f.id, 1, v.definition, '2026-11-20T09:00Z', 'Prøve' from scheme.form f, scheme.form_version v where f.manager_id is not null and f.code is null and v.id = (select form_version_id from scheme.round where scheme_code = 'collective-2026' order by id limit 1)`,
  `insert into scheme.report (region_id, round_id, start_key, form_version_id, lead_id, strand, begun_at, begun_by_name) select region_id, round_id, gen_random_uuid(), form_version_id, lead_id, strand, '2026-11-20T09:00Z', 'Prøve' from scheme.report where state = 'signing' order by id limit 1`,
  `insert into scheme.report_party (report_id, org_id, part) select id, lead_id, 'lead' from scheme.report where state = 'draft'`,
  `insert into scheme.report_draft (report_id, changed_at, changed_by_name) select id, '2026-11-20T09:00Z', 'Prøve' from scheme.report where state = 'draft'`,
  `insert into scheme.report_file (report_id, question, name, media_type, bytes, content, sha256, added_at, added_by_name) select id, 'attachment', 'prove.pdf', 'application/pdf', 1, 'x', repeat('0', 64), '2026-11-20T09:00Z', 'Prøve' from scheme.report where state = 'draft'`,
  `insert into scheme.round (region_id, manager_id, forum_id, scheme_code, form_version_id, title, kindergarten_year, opens_at, closes_at, report_closes_at)
    select region_id, manager_id, forum_id, scheme_code, form_version_id, 'Prøve', kindergarten_year, '2027-06-01', '2027-09-01', '2028-09-01' from scheme.round where id = ${heard}`,
  "with own as (insert into needs.instrument (manager_id, kind, name) select o.id, 'statements', i.name from register.organisation o, needs.instrument i where o.name = 'Kompetanseteam barnehage Fjordvik' and i.code = 'staff-2026' returning id) insert into needs.instrument_version (instrument_id, number, definition, changed_at, changed_by_name) select own.id, 1, v.definition, '2026-11-20T09:00Z', 'Prøve' from own, needs.instrument_version v join needs.instrument i on i.id = v.instrument_id where i.code = 'staff-2026'",
  // A further language that has been begun, and a file of scores somebody has to decide on.
  `update needs.instrument_version set definition = definition || '{"languages": [{"code": "pl", "name": "Polski", "dir": "ltr", "scale": {"0": "", "1": "", "2": "", "3": "", "4": "", "5": ""}, "told": "", "dots": "", "send": ""}]}' where locked_at is null and definition ->> 'kind' = 'statements'`,
  `insert into needs.score_file (org_id, instrument_version_id, file_name, content, state, uploaded_at, uploaded_by_name) select i.manager_id, v.id, 'prove.csv', convert_to(E'Barnehage;Dato;Antall svar;Barnet har det godt\\nSolstråla barnehage;12.3.2026;24;4,5', 'UTF8'), 'uploaded', '2026-11-20T09:00Z', 'Prøve' from needs.instrument i join needs.instrument_version v on v.instrument_id = i.id where i.kind = 'scores' and v.definition ->> 'per' = 'kindergarten'`,
  // The same asked again, laid side by side, and a measure that is closed with it.
  `insert into needs.staff_session (region_id, kindergarten_id, start_key, instrument_version_id, kind, state, title, themes, expected, made_at, made_by_name, opened_at, ended_at)
    select region_id, kindergarten_id, gen_random_uuid(), instrument_version_id, 'live', 'ended', 'Prøve', themes, expected, '2026-11-20T09:00Z', 'Prøve', '2026-11-20T09:00Z', '2026-11-20T10:00Z' from needs.staff_session s
    where state = 'ended' and not exists (select from needs.staff_session_unit u where u.session_id = s.id) and kindergarten_id = (select id from register.organisation where name = 'Solstråla barnehage') order by ended_at limit 1`,
  `insert into needs.comparison (region_id, kindergarten_id, before_session_id, after_session_id, instrument_version_id, lines, made_at, made_by_name)
    select b.region_id, b.kindergarten_id, b.id, a.id, a.instrument_version_id, '[{"key": "x", "words": {"nb": "x", "nn": "x", "en": "x"}, "verdict": "cannot-tell", "statements": []}]', '2026-11-20T09:00Z', 'Prøve'
    from needs.staff_session a join needs.staff_session b on b.kindergarten_id = a.kindergarten_id and b.id <> a.id and b.state = 'ended' and b.instrument_version_id = a.instrument_version_id and b.opened_at < a.opened_at where a.title = 'Prøve' order by b.id limit 1`,
  `insert into measures.measure (region_id, lead_id, start_key, kind, title, goal, origin, starts_on, ends_on, begun_on, made_at, made_by_name, changed_at, changed_by_name)
    select region_id, kindergarten_id, gen_random_uuid(), 'other', 'Prøve', 'Prøve', 'own', '2026-11-01', '2026-12-01', '2026-11-01', '2026-11-20T09:00Z', 'Prøve', '2026-11-20T09:00Z', 'Prøve' from needs.comparison where made_by_name = 'Prøve'`,
  `insert into measures.part (measure_id, kindergarten_id, state, answered_at, answered_by_name) select id, lead_id, 'part', '2026-11-20T09:00Z', 'Prøve' from measures.measure where title = 'Prøve'`,
  `insert into measures.closing (measure_id, kindergarten_id, comparison_id, reading, conclusion, decision, responsible, changed_at, changed_by_name, closed_on, closed_by_name)
    select m.id, m.lead_id, c.id, 'Prøve', 'Prøve', 'end', 'Prøve', '2026-11-20T09:00Z', 'Prøve', '2026-11-20', 'Prøve' from measures.measure m join needs.comparison c on c.kindergarten_id = m.lead_id where m.title = 'Prøve' and c.made_by_name = 'Prøve'`,
  `insert into measures.closing_document (measure_id, kindergarten_id, comparison_id, document, made_at)
    select measure_id, kindergarten_id, comparison_id, '{"language": "nb", "title": "Prøve", "sender": "Prøve", "body": []}', '2026-11-20T09:00Z' from measures.closing where changed_by_name = 'Prøve'`,
  // A file of a network's meeting.
  `insert into measures.network_file (meeting_id, network_id, team_org_id, name, media_type, size, sha256, content, added_at, added_by, added_by_name)
    select m.id, m.network_id, m.team_org_id, 'prove.pdf', 'application/pdf', 4, repeat('0', 64), '%PDF', '2026-11-20T09:00Z', p.id, 'Prøve' from (select * from measures.network_meeting order by id limit 1) m, (select id from identity.person order by id limit 1) p`,
]
