import { randomUUID } from 'node:crypto'
import { expect } from 'vitest'
import { openMailer } from '../../../platform/mail.ts'
import { deliver } from '../../messaging/actions.ts'
import { words, type Browser, type Form, type World } from '../../../../test/kit.ts'

const governor = 'Statsforvalteren (oppdiktet)'

/** A round of the invented county governor's that the forum has come to, put there by the owner of the tables. The frame of 2027 has room for it. */
export async function roundIn(world: World, { stage = 'in-forum', frame = 10_000_000 } = {}): Promise<string> {
  const manager = await world.org(governor)
  const [scheme] = await world.asOwner<{ code: string }>('select code from scheme.scheme order by lower(valid) desc limit 1')
  const [forum] = await world.asOwner<{ id: string }>("insert into scheme.forum (region_id, manager_id, name) values ('oslo-viken', $1, 'Prøveforum') returning id", [manager])
  const [form] = await world.asOwner<{ id: string }>("insert into scheme.form (name) values ('{}') returning id")
  const [version] = await world.asOwner<{ id: string }>("insert into scheme.form_version (form_id, number, definition, changed_at, changed_by_name) values ($1, 1, '{}', now(), 'Prøve') returning id", [form?.id])
  const [round] = await world.asOwner<{ id: string }>(
    "insert into scheme.round (region_id, manager_id, forum_id, scheme_code, form_version_id, title, kindergarten_year, stage, opens_at, closes_at, report_closes_at) values ('oslo-viken', $1, $2, $3, $4, 'Prøverunde 2027', 2027, $5, '2026-08-01', '2026-11-01', '2028-01-15T23:00:00Z') returning id",
    [manager, forum?.id, scheme?.code, version?.id, stage],
  )
  await world.asOwner("insert into scheme.money_account (manager_id, county, year, frame) values ($1, '99', 2027, $2) on conflict do nothing", [manager, frame * 100])
  return round?.id ?? ''
}

type Wish = { readonly lead?: string; readonly partner?: string | null; readonly kindergarten?: string; readonly asked?: number; readonly recommended?: { readonly outcome: 'grant' | 'part' | 'decline'; readonly kroner: number } | null; readonly title?: string }
/** A sent report that asks for money for the owner in 2027, with what the forum recommends. */
export async function sentReport(world: World, round: string, { lead = 'Eventyrkjeden', partner = 'Høgskolen i Fjordvik', kindergarten = 'Trollstua barnehage', asked = 200_000, recommended = { outcome: 'grant', kroner: 200_000 }, title = 'Lek i hverdagen' }: Wish = {}): Promise<string> {
  const [version] = await world.asOwner<{ form_version_id: string }>('select form_version_id from scheme.round where id = $1', [round])
  const [report] = await world.asOwner<{ id: string }>(
    "insert into scheme.report (region_id, round_id, start_key, reference, form_version_id, lead_id, strand, state, submitted_at, begun_at, begun_by_name) values ('oslo-viken', $1, $2, 'B2027-' || lpad(nextval('scheme.report_number')::text, 4, '0'), $3, $4, 'regional', 'submitted', $5, $5, 'Prøve') returning id",
    [round, randomUUID(), version?.form_version_id, await world.org(lead), new Date('2026-10-20T10:00:00Z')],
  )
  const id = report?.id ?? ''
  const partnerId = partner && (await world.org(partner))
  await world.asOwner("insert into scheme.report_fact (report_id, title, partner_id, duration, ownership, kindergartens) values ($1, $2, $3, 1, 'private', 1)", [id, title, partnerId])
  await world.asOwner("insert into scheme.report_party (report_id, org_id, part) values ($1, $2, 'lead')", [id, await world.org(lead)])
  if (partnerId) await world.asOwner("insert into scheme.report_party (report_id, org_id, part) values ($1, $2, 'partner')", [id, partnerId])
  await world.asOwner("insert into scheme.report_party (report_id, org_id, part) values ($1, $2, 'kindergarten')", [id, await world.org(kindergarten)])
  await world.asOwner("insert into scheme.report_amount (report_id, year, actor, ore) values ($1, 2027, 'owner', $2)", [id, asked * 100])
  await world.asOwner("insert into scheme.submission (report_id, number, form_version_id, answers, sent_at, sent_by_name, sent_by_role, sha256) values ($1, 1, $2, '{}', '2026-10-20T10:00:00Z', 'Eva Brekke', 'owner', 'x')", [id, version?.form_version_id])
  if (recommended) {
    await world.asOwner("insert into scheme.recommendation (report_id, outcome, reached_by, reason, at, by_name) values ($1, $2, 'agreement', 'Godt forankret.', now(), 'Prøve')", [id, recommended.outcome])
    if (recommended.kroner > 0) await world.asOwner("insert into scheme.recommended_amount (report_id, year, actor, ore) values ($1, 2027, 'owner', $2)", [id, recommended.kroner * 100])
  }
  return id
}

/** What the letters need; every recipient but the private ones gets no right of appeal. */
export const setUpLetters = (officer: Browser, round: string) =>
  officer.post(`/runder/${round}/vedtak/brev`, { vilkarNb: 'Pengene brukes til tiltaket.', vilkarNn: 'Pengane blir brukte til tiltaket.', kontakt: 'Stine Berg, 99 99 99 99', 'enkeltvedtak-private': 'ja', 'enkeltvedtak-municipal': 'nei', 'enkeltvedtak-university': 'nei' })

export const granted: Form = { utfall: 'grant', 'belop-2027-owner': '200 000', begrunnelse: '', avvik: '', sett: '', handling: 'send' }
export const declined = (reason: string): Form => ({ utfall: 'decline', begrunnelse: reason, avvik: 'Rammen rekker ikke.', sett: '', handling: 'send' })

/** Prepares and sends a decision; the id of it. */
export async function prepared(officer: Browser, round: string, report: string, form: Form = granted): Promise<string> {
  const { status, location, text } = await officer.post(`/runder/${round}/vedtak/${report}`, form)
  expect(status, words(text)).toBe(303)
  return location?.split('/')[2] ?? expect.fail('no decision')
}
export async function approved(officer: Browser, second: Browser, round: string, report: string, form: Form = granted): Promise<string> {
  const id = await prepared(officer, round, report, form)
  const { status, text } = await second.post(`/vedtak/${id}/godkjenning`)
  expect(status, words(text)).toBe(303)
  return id
}
/** The letters that are due leave, as the outbox sends them. */
export async function lettersLeave(world: World): Promise<void> {
  for (const { id } of await world.asOwner<{ id: string }>('select id from messaging.notice where try_at is not null')) await deliver(world.deps, openMailer(world.deps.config), id)
}
/** One report, granted, approved and published, and its letters sent. */
export async function published(world: World, wish: Wish = {}, form: Form = granted, { lettersWait = false } = {}): Promise<{ readonly round: string; readonly report: string; readonly id: string }> {
  const [stine, arve] = [await world.as('stine'), await world.as('arve')]
  const round = await roundIn(world)
  const report = await sentReport(world, round, wish)
  await setUpLetters(stine, round)
  const id = await approved(stine, arve, round, report, form)
  const { status, text } = await arve.post(`/runder/${round}/vedtak/publisering`)
  expect(status, words(text)).toBe(303)
  if (!lettersWait) await lettersLeave(world)
  return { round, report, id }
}
