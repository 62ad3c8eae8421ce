import { z } from 'zod'
import { text } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { ore, parseKroner, zero, type Ore } from '../../../kernel/money.ts'
import { messageKey as key } from '../../../texts/index.ts'
import { countings, measures, type Fairness, type Group } from './model.ts'
import type { ScenarioSettings, Weight } from './points.ts'

/** What the form has fields for in this round. */
export type Choices = {
  readonly years: readonly number[]
  readonly universities: readonly { readonly id: string; readonly name: string }[]
  readonly districts: readonly { readonly id: string; readonly name: string }[]
  readonly criteria: readonly { readonly code: string; readonly name: string; readonly weight: number }[]
  readonly scale: number
}
/** Groups with a row each in the form; a district rule is the same for all of them. */
export const groupRows = ['privat', 'kommunal', 'smaa', 'utfordring', 'distrikt'] as const
export type GroupRow = (typeof groupRows)[number]
export const partSteps = [25, 50, 75] as const

export const nameForm = z.object({ navn: text({ required: key('portfolio.error.name'), max: 100, tooLong: key('portfolio.error.name') }), nokkel: z.unknown().transform((value) => (typeof value === 'string' && looksLikeId(value) ? value : '')) })

export type Typed = Readonly<Record<string, unknown>>
export type SettingsError = { readonly field: string; readonly key: 'portfolio.error.money' | 'portfolio.error.number' | 'portfolio.error.percent' | 'portfolio.error.crossed' | 'portfolio.error.weights' | 'portfolio.error.counting' | 'portfolio.error.measure' | 'portfolio.error.reference' }
export type ReadSettings = { readonly settings: ScenarioSettings; readonly inside: readonly string[]; readonly outside: readonly string[] }

/** The limits as they were typed. An empty field sets no limit. Nothing here throws, whatever is sent. */
export function readSettings(form: Typed, choices: Choices, known: ReadonlySet<string>): { readonly errors: readonly SettingsError[]; readonly read: ReadSettings } {
  const errors: SettingsError[] = []
  const wrong = (field: string, why: SettingsError['key']) => void errors.push({ field, key: why })
  const typed = (field: string): string => (typeof form[field] === 'string' ? form[field].trim() : '')
  const money = (field: string): Ore | undefined => {
    if (typed(field) === '') return undefined
    const read = parseKroner(typed(field))
    if (read.ok) return read.event
    wrong(field, 'portfolio.error.money')
    return undefined
  }
  const whole = (field: string, most: number, why: SettingsError['key']): number | undefined => {
    const text = typed(field).slice(0, 40).replaceAll(/[\s\u00a0]/g, '')
    if (typed(field) === '') return undefined
    if (/^\d{1,6}$/.test(text) && Number(text) <= most) return Number(text)
    wrong(field, why)
    return undefined
  }
  const counting = countings.find((one) => one === typed('teller'))
  if (!counting) wrong('teller', 'portfolio.error.counting')
  const chosen = [form['trinn']].flat()
  const weights = choices.criteria.map(({ code }): Weight => ({ code, weight: whole(`vekt-${code}`, 100, 'portfolio.error.percent') ?? 0 }))
  if (choices.criteria.length > 0 && weights.reduce((sum, { weight }) => sum + weight, 0) !== 100) wrong(`vekt-${choices.criteria[0]?.code ?? ''}`, 'portfolio.error.weights')
  const frames = choices.years.flatMap((year) => {
    const [frame, committed] = [money(`ramme-${year}`), money(`bundet-${year}`)]
    return frame === undefined ? [] : [{ year, frame, committed: committed ?? zero }]
  })
  const unit = typed('enhet') === 'staff' ? 'staff' : 'kindergartens'
  const capacities = choices.universities.flatMap(({ id }) => choices.years.flatMap((year) => {
    const most = whole(`plass-${id}-${year}`, 100_000, 'portfolio.error.number')
    return most === undefined ? [] : [{ university: id, year, unit, most } as const]
  }))
  const small = whole('smaa-antall', 100, 'portfolio.error.number') ?? 2
  const fairness = groupRows.flatMap((row): readonly Fairness[] => {
    const [least, most] = [whole(`${row}-minst`, 100, 'portfolio.error.percent'), whole(`${row}-mest`, 100, 'portfolio.error.percent')]
    if (least === undefined && most === undefined) return []
    const measure = measures.find((one) => one === typed(`${row}-av`))
    if (!measure) {
      wrong(`${row}-av`, 'portfolio.error.measure')
      return []
    }
    if (least !== undefined && most !== undefined && least > most) wrong(`${row}-minst`, 'portfolio.error.crossed')
    return groupsOf(row, choices, small).map((group) => ({ group, measure, least, most }))
  })
  const references = (field: string): readonly string[] => {
    const all = [...new Set(typed(field).slice(0, 20_000).split(/[\s,;]+/).filter(Boolean))].slice(0, 1000)
    if (all.some((one) => !known.has(one))) wrong(field, 'portfolio.error.reference')
    return all
  }
  const [inside, outside] = [references('inne'), references('ute')]
  if (inside.some((one) => outside.includes(one))) wrong('ute', 'portfolio.error.reference')
  const steps = [...partSteps.filter((step) => chosen.includes(String(step))), 100]
  return { errors, read: { inside, outside, settings: { counting: counting ?? 'report', steps, least: money('minste') ?? zero, frames, capacities, fairness, weights, scale: choices.scale } } }
}

const groupsOf = (row: GroupRow, { districts }: Choices, small: number): readonly Group[] => {
  switch (row) {
    case 'privat':
      return [{ kind: 'ownership', of: 'private' }]
    case 'kommunal':
      return [{ kind: 'ownership', of: 'municipal' }]
    case 'smaa':
      return [{ kind: 'small-private', most: small }]
    case 'utfordring':
      return [{ kind: 'challenge', from: 4 }]
    case 'distrikt':
      return districts.map(({ id }) => ({ kind: 'district', of: id }))
  }
}

/** Saved settings as the fields show them again. */
export function typedFrom(settings: ScenarioSettings, kroner: (amount: Ore) => string): Record<string, string | string[]> {
  const rowOf = ({ kind, ...group }: Group): GroupRow => (kind === 'ownership' ? ('of' in group && group.of === 'private' ? 'privat' : 'kommunal') : kind === 'small-private' ? 'smaa' : kind === 'challenge' ? 'utfordring' : 'distrikt')
  const small = settings.fairness.flatMap(({ group }) => (group.kind === 'small-private' ? [group.most] : []))[0]
  return {
    teller: settings.counting,
    trinn: settings.steps.filter((step) => step < 100).map(String),
    minste: settings.least > 0 ? kroner(settings.least) : '',
    enhet: settings.capacities[0]?.unit ?? 'kindergartens',
    'smaa-antall': String(small ?? 2),
    ...Object.fromEntries(settings.weights.map(({ code, weight }) => [`vekt-${code}`, String(weight)])),
    ...Object.fromEntries(settings.frames.flatMap(({ year, frame, committed }) => [[`ramme-${year}`, kroner(frame)], [`bundet-${year}`, kroner(ore(committed))]])),
    ...Object.fromEntries(settings.capacities.map(({ university, year, most }) => [`plass-${university}-${year}`, String(most)])),
    ...Object.fromEntries(settings.fairness.flatMap(({ group, measure, least, most }) => [[`${rowOf(group)}-av`, measure], [`${rowOf(group)}-minst`, least === undefined ? '' : String(least)], [`${rowOf(group)}-mest`, most === undefined ? '' : String(most)]])),
  }
}
