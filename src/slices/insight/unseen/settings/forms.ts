import * as z from 'zod'
import { wholeNumber, yes } from '../../../../kernel/fields.ts'
import type { Translate } from '../../../../texts/index.ts'
import { ruleKeys, type ListSettingKey } from '../rules.ts'
import { limitsOf, type SettingKey, type Wanted } from './rules.ts'

export const listKeys = ['calls-a-week', 'rest-weeks'] as const satisfies readonly ListSettingKey[]
/** The names of a setting's two fields. */
export const onField = (key: SettingKey): string => `pa-${key}`
export const numberField = (key: SettingKey): string => `tall-${key}`

type Wrong = { readonly field: string; readonly text: string }
/** What the team wants, of every rule; or what is wrong with the numbers, each with its own limits in words. */
export function readSettings(form: Readonly<Record<string, unknown>>, t: Translate): { readonly wanted: readonly Wanted[]; readonly errors: readonly Wrong[] } {
  const wanted: Wanted[] = []
  const errors: Wrong[] = []
  for (const key of [...ruleKeys, ...listKeys]) {
    const limits = limitsOf(key)
    const active = key === 'calls-a-week' || key === 'rest-weeks' || yes().parse(form[onField(key)])
    const number = limits ? z.object({ n: wholeNumber('n', 'n', { min: limits.least, max: limits.most, message: 'n' }) }).safeParse({ n: form[numberField(key)] }) : undefined
    if (number && !number.success) errors.push({ field: numberField(key), text: t('unseen.error.n', { least: limits?.least ?? 0, most: limits?.most ?? 0 }) })
    else wanted.push({ key, active, n: number?.data.n })
  }
  return { wanted, errors }
}
