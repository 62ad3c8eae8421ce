import { expect } from 'vitest'
import type { Site, Visitor } from './browser.ts'

/** Steps of the grant scheme that every journey takes, whatever the rules of its year. */
export function schemeSteps(site: () => Site) {
  /** A browser signed in as the person, at the address. */
  async function at(person: string, path: string, role?: string): Promise<Visitor> {
    const someone = await site().visitor()
    await someone.signIn(person, role)
    expect(await someone.visit(path), `${person} at ${path}`).toBe(200)
    return someone
  }

  /** The invented world has one pedagogical leader; this is where he works now. */
  const movePeder = (to: string) => site().world.asOwner("update identity.membership m set org_id = o.id from identity.person p, register.organisation o where p.id = m.person_id and p.name = 'Peder Lunde' and o.name = $1", [to])

  /** The round's step, then a meeting with the report on its agenda and the proposal written; called, and open. @returns addresses of the meeting and the item */
  async function openMeeting(stine: Visitor, { round, report, forum, on, proposal }: { readonly round: string; readonly report: string; readonly forum: string; readonly on: string; readonly proposal: Readonly<Record<string, string>> }) {
    await stine.visit(round)
    await stine.send({ trinn: 'forum' })
    await stine.visit(`${forum}/moter/ny`)
    await stine.send({ tittel: 'Møte om meldingene', runde: idOf(round), dato: on, tid: '10.00', sted: 'Rådhuset' })
    const meeting = here(stine)
    await stine.visit(`${meeting}/dagsorden`)
    await stine.send({ melding: idOf(report) })
    await stine.visit(meeting)
    await stine.send({ trinn: 'call' })
    await stine.page.locator(`main a[href^="${meeting}/saker/"]`).first().click()
    const item = here(stine)
    await stine.page.locator(`main a[href^="${item}/forslag/"]`).first().click()
    await stine.send(proposal)
    expect(here(stine), await stine.words()).toBe(item)
    await stine.visit(meeting)
    await stine.send({ trinn: 'open' })
    return { meeting, item }
  }

  /** The county governor decides that somebody whom the register ties to a report may handle it all the same, with the reason. */
  async function clear(stine: Visitor, name: string, { round, forum, reason }: { readonly round: string; readonly forum: string; readonly reason: string }) {
    const [person] = await site().world.asOwner<{ id: string }>('select id from identity.person where name = $1', [name])
    await stine.visit(`${forum}/habilitet/${idOf(round)}`)
    await stine.send({ person: person?.id ?? '', avgjorelse: 'no', grunn: reason })
  }

  /** A member says that nothing ties them to any report, and that they have come. */
  async function attend(member: Visitor, { round, forum, meeting }: { readonly round: string; readonly forum: string; readonly meeting: string }) {
    await member.visit(`${forum}/habilitet/${idOf(round)}`)
    await member.page.locator('button[name="resten"]').click()
    await member.visit(meeting)
    await pressAt(member, '/her')
  }

  /** The meeting ends, those who were there stand by the minutes, and the chair locks them; the county governor where nobody is. */
  async function closeMeeting(stine: Visitor, members: readonly Visitor[], meeting: string, chair = stine) {
    await stine.visit(meeting)
    await stine.send({ trinn: 'close' })
    for (const one of members) {
      await one.visit(`${meeting}/referat`)
      await one.send({ svar: 'yes' })
    }
    await chair.visit(`${meeting}/referat`)
    await pressAt(chair, '/referat/laas')
    for (const name of ['referat', 'innstilling']) expect((await stine.page.request.get(`${meeting}/${name}.pdf`)).status(), name).toBe(200)
  }

  /** What all letters say, a frame for each year, and the decision as the forum recommended it: one prepares, another approves and publishes. @returns its address */
  async function decide(stine: Visitor, { round, title, years }: { readonly round: string; readonly title: string; readonly years: readonly number[] }): Promise<string> {
    await stine.visit(round)
    await stine.send({ trinn: 'decide' })
    await stine.visit(`${round}/vedtak/brev`)
    // Where nobody has to be a partner, nothing is asked of universities.
    const universities = (await stine.page.locator('[name="enkeltvedtak-university"]').count()) > 0
    await stine.send({ vilkarNb: 'Pengene brukes til tiltaket.', vilkarNn: 'Pengane blir brukte til tiltaket.', kontakt: 'Stine Berg, 99 99 99 99', 'enkeltvedtak-private': 'ja', 'enkeltvedtak-municipal': 'nei', ...(universities ? { 'enkeltvedtak-university': 'nei' } : {}) })
    for (const year of years) {
      const framed = await site().world.asOwner('select 1 from scheme.money_account where county = $1 and year = $2 and frame > 0', ['99', year])
      if (framed.length > 0) continue
      await stine.visit(`/okonomi/${year}/ramme`)
      await stine.send({ belop: '2 000 000' })
    }
    await stine.visit(`${round}/vedtak`)
    await stine.page.locator(`main a[href^="${round}/vedtak/"]`).filter({ hasText: title }).click()
    await stine.press('Send til godkjenning')
    const decision = here(stine)
    expect(decision, await stine.words()).toMatch(/^\/vedtak\/[\w-]{36}$/)
    const arve = await at('arve', decision)
    await pressAt(arve, '/godkjenning')
    await arve.visit(`${round}/vedtak`)
    await pressAt(arve, '/publisering')
    return decision
  }
  return { at, movePeder, openMeeting, clear, attend, closeMeeting, decide }
}

export const here = (visitor: Visitor): string => new URL(visitor.page.url()).pathname
export const idOf = (path: string): string => path.split('/')[2] ?? ''
/** Presses the button of the form that is sent to an address with this ending. */
export const pressAt = (visitor: Visitor, ending: string): Promise<void> => visitor.page.locator(`main form[action$="${ending}"] button`).first().click()
/** Figures on a page are kept together by hard spaces. */
export const plain = async (visitor: Visitor): Promise<string> => (await visitor.words()).replaceAll('\u00a0', ' ')
