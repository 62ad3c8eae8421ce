import { expect } from 'vitest'
import { openWorld, words, type Browser } from '../../../../test/kit.ts'
import { beginReport, fillIn } from '../reports/reports.fixtures.ts'

export const path = (id: string, rest = '') => `/behov/${id}/forankring${rest}`
export const stampIn = (html: string) => /name="sett" value="([^"]+)"/.exec(html)?.[1] ?? ''
/** What the head of Trollstua tells of the staff: eight of ten took part. */
export const told = { 'ansatte.head': '1', 'deltok.head': '1', 'ansatte.assistant': '9', 'deltok.assistant': '7', dato: '10.11.2026', hvordan: 'Vi tok det på et personalmøte.', tillitsvalgte: 'yes', tillitHvordan: 'De var med i møtet.', tillitDato: '10.11.2026' }

/** A world where Trollstua, of Eventyrkjeden, has a pedagogical leader too, and what people do there until a report is signed. */
export async function openAnchoring() {
  const world = await openWorld()
  const [trollstua, partner] = await Promise.all([world.org('Trollstua barnehage'), world.org('Høgskolen i Fjordvik')])
  await person('Pia Prøve', 'pia.prove@trollstua.example', trollstua, 'pedagogical-leader')
  const [eva, hanne, ulla, pia] = await Promise.all([world.as('eva'), world.as('hanne'), world.as('ulla'), world.by('pia.prove@trollstua.example')])
  return { world, trollstua, partner, eva, hanne, ulla, pia, person, signing, askToSign, stateOf, sign, tellAndSign, standing, letters }

  async function person(name: string, email: string, org: string, role: string): Promise<string> {
    const [one] = await world.asOwner<{ id: string }>('insert into identity.person (name, email, language, created_at) values ($1, $2, $3, now()) returning id', [name, email, 'nb'])
    await world.asOwner("insert into identity.membership (person_id, org_id, role, period) values ($1, $2, $3, '[2024-08-01,)')", [one?.id, org, role])
    return one?.id ?? ''
  }

  /** A report that is written and sent to signing: Eventyrkjeden's, about Trollstua, with the college. */
  async function signing(): Promise<string> {
    const id = await beginReport(world, eva)
    await fillIn(world, eva, id, { kindergartens: [trollstua], partner })
    expect((await ulla.post(`/behov/${id}/svar`, { svar: 'ja' })).status).toBe(303)
    await fillIn(world, ulla, id, { kindergartens: [trollstua], partner }, 'partner')
    await askToSign(id)
    return id
  }
  async function askToSign(id: string): Promise<void> {
    const asked = await eva.post(`/behov/${id}/signering`)
    expect(asked.status, words(asked.text).slice(0, 900)).toBe(303)
    expect(await stateOf(id)).toBe('signing')
  }
  async function stateOf(id: string): Promise<string | undefined> {
    return (await world.asOwner<{ state: string }>('select state from scheme.report where id = $1', [id]))[0]?.state
  }
  async function sign(who: Browser, id: string) {
    return who.post(path(id, '/signatur'), { sett: stampIn((await who.get(path(id))).text) })
  }
  async function tellAndSign(id: string, who = hanne) {
    expect((await who.post(path(id, '/personalet'), told)).status).toBe(303)
    return sign(who, id)
  }
  /** What stands of each one's word: signed, void or declined. */
  async function standing(id: string): Promise<Record<string, string>> {
    const rows = await world.asOwner<{ capacity: string; status: string }>("select distinct on (capacity, org_id) capacity, case when voided_at is not null then 'void' when signed_at is not null then 'signed' else 'declined' end as status from scheme.signature where report_id = $1 order by capacity, org_id, id desc", [id])
    return Object.fromEntries(rows.map(({ capacity, status }) => [capacity, status]))
  }
  /** To whom a letter of that kind about the report has gone, by name. */
  async function letters(id: string, kind: string): Promise<string[]> {
    return (await world.asOwner<{ name: string }>('select p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1 and n.kind = $2 order by p.name', [id, kind])).map(({ name }) => name)
  }
}
