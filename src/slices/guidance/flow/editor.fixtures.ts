import { openWorld, type Browser, type Form, type World } from '../../../../test/kit.ts'
import { flowSchema, type Flow, type Step } from './definition.ts'
import { typedFrom } from './drafts/forms.ts'

export const draft = '/flytskjema/kladd'
export const stampIn = (html: string): string => /name="stempel" value="([0-9a-f]+)"/.exec(html)?.[1] ?? ''
export const stepIn = (flow: Flow | undefined, key: string): Step | undefined => flow?.steps.find((step) => step.key === key)

export type Editor = {
  readonly world: World
  readonly team: string
  /** The team leader. */
  readonly tone: Browser
  readonly storedDraft: () => Promise<Flow | undefined>
  readonly versions: () => Promise<{ number: number; status: string }[]>
  /** What a browser sends from the page of a step, with something changed. */
  readonly stepForm: (key: string, change?: Form) => Promise<Form>
  /** Makes the draft the same as the standard chart, whatever was there. */
  readonly standardDraft: () => Promise<number>
  readonly publish: () => Promise<number>
  readonly changeName: (name: string) => Promise<number>
}

/** The demonstration world with the team leader at the editor. For tests. */
export async function openEditor(): Promise<Editor> {
  const world = await openWorld()
  const team = await world.org('Kompetanseteam barnehage Fjordvik')
  const tone = await world.as('tone')
  const storedDraft = async () => {
    const [row] = await world.asOwner<{ definition: unknown }>("select definition from guidance.flow_version where team_org_id = $1 and status = 'draft'", [team])
    return row && flowSchema.parse(row.definition)
  }
  /** Opens a page of the draft and sends its form, with the stamp that stands in it. */
  const send = async (page: string, form: Form) => (await tone.post(`${draft}/${page}`, { stempel: stampIn((await tone.get(`${draft}/${page}`)).text), ...form })).status
  return {
    world,
    team,
    tone,
    storedDraft,
    versions: () => world.asOwner('select number, status from guidance.flow_version where team_org_id = $1 order by number', [team]),
    stepForm: async (key, change = {}) => {
      const step = stepIn(await storedDraft(), key)
      if (!step) throw new Error(`The draft has no ${key}`)
      return { handling: 'lagre', stempel: stampIn((await tone.get(`${draft}/steg/${key}`)).text), ...fieldsOf(step), ...change }
    },
    standardDraft: async () => {
      await tone.post(draft, { fra: 'publisert' })
      return send('nullstilling', { fra: 'standard' })
    },
    publish: () => send('publisering', {}),
    changeName: (name) => send('navn', { 'name.nb': name, 'name.nn': name, 'name.en': name }),
  }
}

function fieldsOf(step: Step): Form {
  const typed = typedFrom(step)
  const fields: Form = { responsible: typed.responsible, gates: typed.gates, 'deadline.unit': typed.deadline.unit, 'deadline.count': typed.deadline.count, 'deadline.from': typed.deadline.from }
  for (const lang of ['nb', 'nn', 'en'] as const) {
    fields[`name.${lang}`] = typed.name[lang]
    fields[`help.${lang}`] = typed.help[lang]
    fields[`teamHelp.${lang}`] = typed.teamHelp[lang]
    for (const [at, way] of typed.next.entries()) fields[`next.${at}.label.${lang}`] = way.label[lang]
    for (const [at, exit] of typed.exits.entries()) fields[`exits.${at}.name.${lang}`] = exit.name[lang]
  }
  for (const [at, way] of typed.next.entries()) Object.assign(fields, { [`next.${at}.to`]: way.to }, way.needsReason ? { [`next.${at}.needsReason`]: 'on' } : {})
  for (const [at, exit] of typed.exits.entries()) Object.assign(fields, { [`exits.${at}.code`]: exit.code, [`exits.${at}.toKind`]: exit.toKind }, exit.early ? { [`exits.${at}.early`]: 'on' } : {})
  return fields
}
