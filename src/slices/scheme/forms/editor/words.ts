import { languages, type Language } from '../../../../kernel/language.ts'
import { formats, type PlainKey, type Translate } from '../../../../texts/index.ts'
import type { FormFault } from '../check.ts'
import { coreNames, questionOf, type Condition } from '../definition.ts'
import { conditionValue } from './forms.ts'
import type { Asked } from './rules.ts'

export const addressOf = {
  all: '/meldeskjema',
  form: (id: string) => `/meldeskjema/${id}`,
  name: (id: string) => `/meldeskjema/${id}/navn`,
  section: (id: string, key: string) => `/meldeskjema/${id}/del/${key}`,
  question: (id: string, key: string) => `/meldeskjema/${id}/sporsmal/${key}`,
  order: (id: string) => `/meldeskjema/${id}/rekkefolge`,
  preview: (id: string, language: Language, version: number) => `/meldeskjema/${id}/visning?sprak=${language}&versjon=${version}`,
  publishing: (id: string) => `/meldeskjema/${id}/publisering`,
  removal: (id: string) => `/meldeskjema/${id}/fjerning`,
} as const

/** What a section, or a question's link, is called within the page of its form. */
export const partId = (what: 'del' | 'sporsmal', key: string): string => `${what}-${key}`

/** The words of a question or a section; what has none yet says so. */
export const named = (words: Readonly<Record<Language, string>>, language: Language, t: Translate): string => words[language] || words.nb || words.nn || words.en || t('forms.unnamed')

const contextWords: Readonly<Record<string, PlainKey>> = {
  '@kind=new': 'forms.context.new',
  '@kind=continuation': 'forms.context.continuation',
  '@kind=supplementary': 'forms.context.supplementary',
  '@kind=change': 'forms.context.change',
  '@network=yes': 'forms.context.network',
  '@network=no': 'forms.context.no-network',
  '@ownership=municipal': 'forms.context.municipal',
  '@ownership=private': 'forms.context.private',
  '@ownership=mixed': 'forms.context.mixed',
}

/** One answer that shows something, in words: '«Er det penger igjen?»: Ja'. */
export function conditionText({ definition, strands }: Asked, when: string, is: string, language: Language, t: Translate): string {
  const key = contextWords[conditionValue(when, is)]
  if (key) return t(key)
  if (when === '@strand') return t('forms.context.strand', { strand: strands.find(({ code }) => code === is)?.name[language] ?? is })
  const asked = questionOf(definition, when)
  const answer = asked?.kind === 'choice' ? asked.options.find(({ value }) => value === is)?.label : undefined
  const given = asked?.kind === 'declaration' ? t('forms.ticked') : answer ? named(answer, language, t) : is
  return t('forms.condition', { question: asked ? named(asked.label, language, t) : when, answer: given })
}

/** All of it: answers to one question are alternatives, questions must all hold. */
export const conditionsText = (asked: Asked, conditions: readonly Condition[], language: Language, t: Translate): string =>
  formats(language).list(conditions.map(({ when, is }) => formats(language).either(is.map((one) => conditionText(asked, when, one, language, t)))))

/** Faults of one part in words: what to do about each, and what lacks in several languages said once. */
export function faultLines(faults: readonly FormFault[], language: Language, t: Translate): readonly string[] {
  const lacking = languages.filter((one) => faults.some(({ name, part }) => name === 'words-missing' && part === one))
  const others = faults.filter(({ name }) => name !== 'words-missing').map((fault) => faultWords(fault, t))
  return [...new Set([...(lacking.length > 0 ? [t('forms.fault.words-missing', { language: formats(language).list(lacking.map((one) => t(`forms.language.${one}`))) })] : []), ...others])]
}

function faultWords({ name, part = '' }: FormFault, t: Translate): string {
  const core = coreNames.find((one) => one === part)
  if (name === 'words-missing') return t('forms.fault.words-missing', { language: part })
  if (name === 'core-missing' || name === 'core-twice' || name === 'core-kind' || name === 'core-values') return t(`forms.fault.${name}`, { core: core ? t(`forms.core.${core}`) : part })
  return t(`forms.fault.${name}`)
}
