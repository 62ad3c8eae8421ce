import { osloDate, type LocalDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import type { DemoMember } from './load.ts'
import { dayAfter, dayBefore, timeBefore } from './days.ts'
import { team } from './world.ts'

const [ppt, health, inclusion, welfare] = ['PPT Fjordvik', 'Helsestasjonen i Fjordvik', 'Inkluderingsteamet i Fjordvik', 'Barnevernstjenesten i Fjordvik'] as const
const place = (name: string) => `${name} barnehage`

const contacts = [
  [ppt, 'Solstråla', 'Per Strand', '41 00 31 01'], [ppt, 'Trollstua', 'Per Strand', '41 00 31 01'], [ppt, 'Bølgen', 'Per Strand', '41 00 31 01'],
  [health, 'Solstråla', 'Helsesykepleier Wenche Aas', '41 00 31 02'], [health, 'Trollstua', 'Helsesykepleier Wenche Aas', '41 00 31 02'],
  [inclusion, 'Solstråla', 'Jorunn Tveit', '41 00 31 03'], [inclusion, 'Lia', 'Jorunn Tveit', '41 00 31 03'],
] as const

/** What the services do: two of them with the same theme in Solstråla. */
const activities = [
  { service: ppt, at: 'Solstråla', kind: 'staff-guidance', theme: 'rammeplan-2017-6', what: 'Veileder alle avdelinger om trygge overganger i hverdagen', frequency: 'fortnightly', reaches: ['pedagogical-leaders', 'all-staff'], from: -60, to: 180, next: 9 },
  { service: inclusion, at: 'Solstråla', kind: 'staff-guidance', theme: 'rammeplan-2017-6', what: 'Veileder Bikuba og Revehiet om rolige overganger ved måltid', frequency: 'monthly', reaches: ['department'], from: -20, to: 120, next: undefined },
  { service: health, at: 'Solstråla', kind: 'course', theme: 'rammeplan-2017-9-2', what: 'Kveldskurs for personalet om søvn, mat og ro', frequency: 'once', reaches: ['all-staff'], from: 30, to: 30, next: 30 },
  { service: ppt, at: 'Trollstua', kind: 'observation', theme: 'rammeplan-2017-9-1', what: 'Observerer de voksnes samtaler i frilek og går gjennom det etterpå', method: 'CLASS', frequency: 'monthly', reaches: ['pedagogical-leaders', 'department'], from: -90, to: 200, next: undefined },
  { service: health, at: 'Trollstua', kind: 'routines', theme: 'rammeplan-2017-9-2', what: 'Går gjennom rutinene ved måltid sammen med de pedagogiske lederne', frequency: 'termly', reaches: ['head', 'pedagogical-leaders'], from: -40, to: 150, next: undefined },
  { service: inclusion, at: 'Lia', kind: 'consultation', theme: 'rammeplan-2017-7', what: 'Fast drøftingstid for lederne, uten saker om enkeltbarn', frequency: 'monthly', reaches: ['head', 'pedagogical-leaders'], from: -100, to: 210, next: undefined },
  { service: ppt, at: 'Bølgen', kind: 'staff-guidance', theme: 'rammeplan-2017-9-1', what: 'Veiledet avdelingene om høytlesing i små grupper', frequency: 'fortnightly', reaches: ['all-staff'], from: -300, to: -40, next: undefined },
  { service: welfare, at: 'Åsen', kind: 'consultation', theme: 'rammeplan-2017-5', what: 'Holder en halv dag om meldeplikt og samtaler for hele personalet', frequency: 'once', reaches: ['all-staff'], from: 45, to: 45, next: 45, agreedWith: 'Kari Lund i barnevernstjenesten' },
] as const

export async function loadDemoServices(tx: Tx, ids: ReadonlyMap<string, string>, people: ReadonlyMap<string, DemoMember>, now: Date): Promise<void> {
  const today = osloDate(now)
  const of = (name: string): string => ids.get(name) ?? fail(name)
  const who = (id: string): string => people.get(id)?.name ?? fail(id)
  const day = (days: number): LocalDate => (days < 0 ? dayBefore(today, -days) : dayAfter(today, days))
  const region = 'oslo-viken'
  await tx.insertInto('coordination.contact').values(contacts.map(([service, at, name, phone]) => ({ service_id: of(service), kindergarten_id: of(place(at)), name, phone, since: dayBefore(today, 90), made_at: timeBefore(today, 90), made_by_name: service === ppt ? who('per') : name }))).execute()
  await tx
    .insertInto('coordination.activity')
    .values(
      activities.map((one) => {
        const [startsOn, endsOn] = [day(one.from), day(one.to)]
        const byTeam = 'agreedWith' in one
        const by = byTeam ? who('ragnhild') : one.service === ppt ? who('per') : one.service
        const at = timeBefore(today, Math.max(1, -one.from))
        return {
          region_id: region, service_id: of(one.service), kindergarten_id: of(place(one.at)), start_key: crypto.randomUUID(), kind: one.kind, theme: one.theme, what: one.what, method: 'method' in one ? one.method : '', frequency: one.frequency, reaches: [...one.reaches],
          starts_on: startsOn, ends_on: endsOn, next_on: one.next === undefined ? null : day(one.next), written_by: byTeam ? of(team) : of(one.service), agreed_with: byTeam ? one.agreedWith : '', made_at: at, made_by_name: by, changed_at: at, changed_by_name: by,
        }
      }),
    )
    .execute()

  // One request to three services: one helps, one says no, one has not answered.
  const asked = timeBefore(today, 3)
  const { id: request } = await tx
    .insertInto('coordination.request')
    .values({ region_id: region, kindergarten_id: of(place('Solstråla')), asker_org_id: of(place('Solstråla')), asker_role: 'head', start_key: crypto.randomUUID(), theme: 'rammeplan-2017-9-1', wanted: 'Vi vil bli bedre på samtaler med de minste i stell og måltid. Personalet har prøvd å dele gruppa, men mister roen når mange kommer samtidig. Vi ønsker noen som kan se på rutinene sammen med oss.', at_time: 'Tirsdager etter nyttår', made_at: asked, made_by_name: who('siri') })
    .returning('id')
    .executeTakeFirstOrThrow()
  const answered = timeBefore(today, 1)
  await tx
    .insertInto('coordination.request_answer')
    .values([
      { request_id: request, service_id: of(health), asked_at: asked, answer: 'accepted', answered_at: answered, answered_by_name: 'Wenche Aas', contact: 'Helsesykepleier Wenche Aas, 41 00 31 02', helps_on: 'Uke 3 og uke 5' },
      { request_id: request, service_id: of(inclusion), asked_at: asked, answer: 'declined', reason: 'Vi har fullt til påske.', instead: 'Ressurspermen vår om måltid ligger på kommunens nettsider. Ta gjerne kontakt igjen i mars.', answered_at: answered, answered_by_name: 'Jorunn Tveit' },
      { request_id: request, service_id: of(ppt), asked_at: asked },
    ])
    .execute()

  const pass = async (at: string, from: string, to: string, by: string, texts: Readonly<Record<string, string>>, more: Readonly<Record<string, unknown>>, ago: number): Promise<void> => {
    const { id } = await tx.insertInto('coordination.hand_over').values({ region_id: region, kindergarten_id: of(at), from_id: of(from), to_id: of(to), start_key: crypto.randomUUID(), parts: Object.keys(texts), made_at: timeBefore(today, ago), made_by_name: by, ...more }).returning('id').executeTakeFirstOrThrow()
    await tx.insertInto('coordination.hand_over_text').values(Object.entries(texts).map(([part, body]) => ({ hand_over_id: id, part, body }))).execute()
  }
  const given = (by: string, ago: number) => ({ consent_at: timeBefore(today, ago), consent_by_name: by })
  await pass(place('Trollstua'), ppt, team, who('per'), { theme: 'De voksnes samtaler i overgangene', tried: 'Vi har observert i to avdelinger og gått gjennom det med lederne tre ganger. Nå ønsker hele personalet å øve sammen.', contact: 'Hanne Moen, styrer' }, { consent: 'given', ...given(who('hanne'), 2) }, 4)
  await pass(place('Solstråla'), health, ppt, 'Wenche Aas', { theme: 'Ro ved måltid og stell', tried: 'Ett møte med de pedagogiske lederne om rutiner.' }, { consent: 'withdrawn', ...given(who('siri'), 30), consent_ended_at: timeBefore(today, 12), consent_ended_by_name: who('siri') }, 33)
  await pass('Kvitveis familiebarnehage', ppt, team, who('per'), { theme: 'Å dele på det pedagogiske ansvaret når personalet er lite', effect: 'Faste samtaler hver uke gjorde det lettere å planlegge.' }, {}, 1)
}

function fail(name: string): never {
  throw new Error(`The demonstration world names ${name}, which it does not have`)
}
