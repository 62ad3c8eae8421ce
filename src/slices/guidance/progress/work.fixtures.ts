import { expect } from 'vitest'
import type { Browser, Form, World } from '../../../../test/kit.ts'

const answers: Readonly<Record<string, Form>> = {
  hvem: { target: 'departments', departments: ['Maurtua', 'Bikuba'] },
  opplevelse: { experienced: 'Overgangen fra lek til måltid er urolig.', sinceWhen: 'Siden høsten', tried: 'Mindre grupper.', effect: 'Bedre noen dager.' },
  onske: { wished: 'Hjelp til å se hva vi voksne gjør.', goal: 'Rolige overganger.', means: ['observation'], times: 'Tirsdager' },
  forankring: { staffInvolved: 'no', ownerInformed: 'nei' },
}

/** A case of Solstråla's that stands in the step for the start meeting. It was sent today, and its request is not anchored yet. */
export async function runningCase(world: World, siri: Browser, step: 'start-meeting' | 'observation' | 'plan' | 'sessions' = 'start-meeting'): Promise<string> {
  const started = await siri.post('/veiledning', { nokkel: crypto.randomUUID() })
  const id = started.location?.split('/')[2] ?? ''
  const [theme] = await world.asOwner<{ code: string }>('select code from guidance.theme where team_org_id is null order by position limit 1')
  for (const [part, form] of Object.entries({ ...answers, tema: { themes: [theme?.code ?? ''] } })) await siri.post(`/veiledning/${id}/foresporsel/${part}`, { ...form, handling: 'neste' })
  expect((await siri.post(`/veiledning/${id}/innsending`, { systemLevel: 'ja' })).location).toBe(`/veiledning/${id}/kvittering`)
  await world.asOwner('update guidance.case set step_key = $2, step_kind = $2 where id = $1', [id, step])
  return id
}

export const close = (world: World, id: string) => world.asOwner("update guidance.case set state = 'closed', closed_at = now(), outcome = 'goal-reached', step_key = 'closed', step_kind = 'closed' where id = $1", [id])

/** Tables that a test counts rows in. */
export const countRows = async (world: World, table: 'meeting' | 'observation' | 'plan_item' | 'plan_agreement' | 'proposed_time' | 'correction', caseId: string): Promise<number> =>
  (await world.asOwner<{ n: number }>(`select count(*)::integer as n from guidance.${table} where case_id = $1`, [caseId]))[0]?.n ?? 0

export const told = async (world: World, caseId: string, kind: string): Promise<string[]> =>
  (await world.asOwner<{ name: string }>('select p.name from messaging.notice n join identity.person p on p.id = n.person_id where n.subject_id = $1 and n.kind = $2 order by p.name', [caseId, kind])).map(({ name }) => name)

/** The key of the form on a page, as a browser sends it back. */
export const hiddenOf = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''

export const startMeeting: Form = { heldOn: '23.11.2026', participants: 'Styrer, pedagogiske ledere og rådgiver', expectations: 'Klare roller.', divisionOfRoles: 'Rådgiver observerer, personalet prøver ut.', observationPlan: 'Måltid', dates: 'Uke 49', minutes: '90' }
export const session: Form = { heldOn: '23.11.2026', form: 'group', participants: 'Personalet på Maurtua', theme: 'Nærvær i måltidet', agreed: 'Alle sitter ved bordet.', nextOn: '7.12.2026', minutes: '60' }
export const observation: Form = { department: 'Maurtua', observedOn: '23.11.2026', focus: 'Voksnes nærvær', tool: 'Fri observasjon', situations: 'Måltid', adultPractice: 'De voksne står og går.', strengths: 'Varm tone.', questions: 'Hvem sitter?', feedbackOn: '30.11.2026' }
export const row: Form = { problem: 'Urolige måltider', goal: 'Rolige måltider', sign: 'De voksne sitter', measure: 'Fordele roller', who: 'Pedagogiske ledere', timing: 'Uke 49 til 2', evaluateOn: '1.2.2027' }
