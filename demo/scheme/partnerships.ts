import { at, type DemoWorld } from './granted.ts'

const college = 'Høgskolen i Fjordvik'

/** Two partnerships of the invented college: one that runs and has a history, one that waits for the other side. */
export async function loadDemoPartnerships(world: DemoWorld): Promise<void> {
  const { tx, org } = world
  const running = await insert(world, { owner: 'Fjordvik kommune', name: 'Lek og språk i Fjordvik', network: 'Barnehagene ved fjorden', period: '[2025-08-01,2028-08-01)', begun: '2025-03-03', by: 'Olav Rud', agreed: '2025-04-10' })
  await tx.insertInto('scheme.partnership_member').values({ partnership_id: running, org_id: org('Stiftelsen Fjordgløtt') }).execute()
  await tx
    .insertInto('scheme.partnership_promise')
    .values([
      { partnership_id: running, side: 'owner', what: 'Setter av fire planleggingsdager til arbeidet, med vikarer så alle kan være med.', from_on: '2025-08-01', to_on: '2026-07-31', done_on: '2026-06-15' },
      { partnership_id: running, side: 'owner', what: 'Styrere og pedagogiske ledere leder arbeidet mellom samlingene.', from_on: '2025-08-01', to_on: '2028-07-31' },
      { partnership_id: running, side: 'partner', what: 'Fire samlinger i året for hele personalet.', from_on: '2025-08-01', to_on: '2028-07-31' },
      { partnership_id: running, side: 'partner', what: 'To runder med veiledning i hver barnehage.', from_on: '2025-08-01', to_on: '2026-07-31' },
    ].map((one) => ({ done_on: null, ...one })))
    .execute()
  await tx
    .insertInto('scheme.partnership_contact')
    .values([
      { partnership_id: running, side: 'owner', part: 'leads', name: 'Olav Rud', email: 'olav.rud@fjordvik.example' },
      { partnership_id: running, side: 'partner', part: 'coordinates', name: 'Ulla Holm', email: 'ulla.holm@hogskole.example' },
    ])
    .execute()
  await tx.insertInto('scheme.partnership_note').values({ partnership_id: running, year: 2025, learned: 'Barnehagene kjenner lekemiljøet sitt best. Vi lærte å begynne i deres egne eksempler og vente med teorien.', brought_back: 'Eksemplene er brukt i emnet om lek, og praksislærere herfra underviser sammen med oss.', written_at: at('2026-07-02'), written_by_name: 'Ulla Holm' }).execute()
  await insert(world, { owner: 'Foreldrelaget Bråtet', name: 'Leik på tvers av alder', network: undefined, period: '[2027-01-01,2028-01-01)', begun: '2026-11-02', by: 'Nils Hage', agreed: undefined })
  await tx.insertInto('scheme.university_capacity').values([[2026, 24, 'Én ny stilling fra januar.'], [2027, 30, '']].map(([year, kindergartens, note]) => ({ org_id: org(college), year: Number(year), kindergartens: Number(kindergartens), note: String(note), stated_at: at('2026-09-01'), stated_by_name: 'Ulla Holm' }))).execute()
}

type Story = { readonly owner: string; readonly name: string; readonly network: string | undefined; readonly period: string; readonly begun: string; readonly by: string; readonly agreed: string | undefined }
async function insert({ tx, org }: DemoWorld, one: Story): Promise<string> {
  const agreed = one.agreed && at(one.agreed)
  const { id } = await tx
    .insertInto('scheme.partnership')
    .values({
      region_id: 'oslo-viken', start_key: crypto.randomUUID(), owner_id: org(one.owner), partner_id: org(college), name: one.name, network_name: one.network ?? null, period: one.period, begun_at: at(one.begun), begun_by_name: one.by, changed_at: agreed ?? at(one.begun), changed_by_name: one.by,
      owner_confirmed: 1, owner_confirmed_at: at(one.begun), owner_confirmed_by_name: one.by, ...(agreed ? { partner_confirmed: 1, partner_confirmed_at: agreed, partner_confirmed_by_name: 'Ulla Holm', agreed_at: agreed } : {}),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const events = [['scheme.partnership-proposed', one.begun, one.by, 'owner'], ...(one.agreed ? [['scheme.partnership-confirmed', one.agreed, 'Ulla Holm', 'university-contact']] : [])]
  await tx.insertInto('audit.event').values(events.map(([kind = '', day = '', who = '', role = '']) => ({ at: at(day), kind, about_kind: 'partnership', about_id: id, reader_org_ids: [org(one.owner), org(college)], visibility: 'shared', role, who, data: '{}' }))).execute()
  return id
}
