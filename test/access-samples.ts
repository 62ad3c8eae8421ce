/**
 * How the access test finds something that exists for the ids in an address. The longest beginning that fits is used; the query gives the ids in
 * the order of the address. When it finds nothing, only what does not exist is tried.
 */
export const samples: readonly (readonly [beginning: string, query: string])[] = [
  ['/barnehager/:id', "select id from register.organisation where kind = 'kindergarten' and fictitious order by name limit 1"],
  ['/organisasjoner/:id', "select id from register.organisation where fictitious order by name limit 1"],
  ['/organisasjoner/:id/tilknytninger/:relation', 'select from_id, id from register.relation order by id limit 1'],
  ['/oppsett/:id', "select o.id from register.enrolment e join register.organisation o on o.id = e.municipality_id order by o.name limit 1"],
  ['/register/synk/:id', 'select id from register.sync_run order by id limit 1'],
  ['/drift/utsendinger/:id', 'select id from messaging.notice order by id limit 1'],
  ['/register/import/:id', 'select id from register.import_run order by id limit 1'],
  ['/innlogging/:provider', "select 'idporten'"],
  ['/flytskjema/kladd/steg/:key', "select 'triage'"],
  ['/flytskjema/temaer/:code', 'select code from guidance.theme where team_org_id is not null order by code limit 1'],
  ['/flytskjema/versjoner/:number', 'select number::text from guidance.flow_version where number is not null order by number limit 1'],
  ['/folk/:org', "select org_id from identity.membership m join register.organisation o on o.id = m.org_id where o.kind = 'kindergarten' order by m.id limit 1"],
  ['/folk/:org/medlemskap/:id', "select m.org_id, m.id from identity.membership m join register.organisation o on o.id = m.org_id where o.kind = 'kindergarten' order by m.id limit 1"],
  ['/folk/:org/invitasjon/:id', 'select org_id, id from identity.invitation order by id limit 1'],
  ['/folk/:org/foresporsel/:id', 'select org_id, id from identity.access_request order by id limit 1'],
  ['/folk/stedfortreder/:id', 'select id from identity.delegation order by id limit 1'],
  ['/konto/okter/:id', 'select id from identity.session order by id limit 1'],
  ['/konto/epost/:token', "select 'none'"],
  ['/invitasjon/:token', "select 'none'"],
  ['/overforinger/:id', 'select id from guidance.hand_over order by id limit 1'],
  ['/veiledning/:id/overforing/:handOver', 'select case_id, id from guidance.hand_over order by id limit 1'],
  ['/okonomi/:ar', "select '2026'"],
  ['/okonomi/poster/:id', 'select id from scheme.money_line order by id limit 1'],
  ['/okonomi/utbetalinger/:id', 'select id from scheme.payment_run order by id limit 1'],
  ['/svar/:token', "select 'none'"],
  ['/meldeskjema/:id', 'select id from scheme.form order by code limit 1'],
  ['/meldeskjema/:id/del/:key', "select id, 'about' from scheme.form where code = 'need-2021'"],
  ['/meldeskjema/:id/sporsmal/:key', "select id, 'title' from scheme.form where code = 'need-2021'"],
  ['/veiledning/:id', "select id from guidance.case where state <> 'draft' order by created_at limit 1"],
]

/**
 * Addresses that answer 403 also to some in a role with a `yes`, because the rest of the right lies in the person, not in the role.
 * The reason is shown in the test.
 */
export const narrower: Readonly<Record<string, string>> = {
  'GET /barnehager/:id/kontakt': 'only the kindergarten’s own head and owner, and the team',
  'GET /barnehager/:id/avdelinger': 'only the kindergarten’s own head and owner, and the team',
  'GET /varsler/valg': 'someone without a role gets no notices',
  'POST /varsler/valg': 'someone without a role gets no notices',
  'POST /varsler/lesing': 'someone without a role gets no notices',
  // Only those who administer an organisation's people, also among those who have a role in it.
  'GET /folk/:org/medlemskap/:id': 'does not administer the people of the organisation',
  'POST /folk/:org/medlemskap/:id/periode': 'does not administer the people of the organisation',
  'POST /folk/:org/medlemskap/:id/avslutning': 'does not administer the people of the organisation',
  'POST /folk/:org/medlemskap/:id/administrasjon': 'does not administer the people of the organisation',
  'GET /folk/:org/invitasjon': 'does not administer the people of the organisation',
  'POST /folk/:org/invitasjon': 'does not administer the people of the organisation',
  'POST /folk/:org/invitasjon/:id/fornying': 'does not administer the people of the organisation',
  'POST /folk/:org/invitasjon/:id/tilbaketrekking': 'does not administer the people of the organisation',
  'POST /folk/:org/foresporsel/:id/avslag': 'does not administer the people of the organisation',
  'POST /folk/stedfortreder': 'leads nothing that could be delegated',
  'POST /folk/stedfortreder/:id/avslutning': 'neither side of the delegation, and does not administer',
}
