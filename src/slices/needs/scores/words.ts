import type { Language } from '../../../kernel/language.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { Scale } from '../instruments/definition.ts'
import { bandOf, trustOf, type NumberRefusal, type ScoreSet } from './rules.ts'

type Page = Pick<PageContext, 't' | 'lang'>

/** A score as the list says it is written: always as many decimals. */
export const scoreText = (value: number, decimals: Scale['decimals'], lang: Language): string => value.toFixed(decimals).replace('-', '−').replace('.', lang === 'en' ? '.' : ',')
/** How much a score has changed, with its sign. */
export const changeText = (change: number, decimals: Scale['decimals'], lang: Language): string => `${Number(change.toFixed(decimals)) > 0 ? '+' : ''}${scoreText(Number(change.toFixed(decimals)) || 0, decimals, lang)}`
/** An end of a scale. */
export const endText = (value: number, lang: Language): string => String(value).replace('-', '−').replace('.', lang === 'en' ? '.' : ',')

/** What is wrong with a score, and how it is written. */
export const numberProblem = ({ t, lang }: Page, because: NumberRefusal, { least, most, decimals }: Scale): string => t(`scores.number.${because}`, { least: endText(least, lang), most: endText(most, lang), decimals, example: scoreText(least + (most - least) / 2, decimals, lang) })

type Counted = Pick<ScoreSet, 'answered'> & { readonly counted: 'answers' | 'observations' }
/** How many it is the mean of: people in bands of five, observations as they are. */
export const countText = ({ t }: Page, { answered, counted }: Counted): string => (counted === 'answers' ? t('scores.count.answers', bandOf(answered)) : t('scores.count.observations', { count: answered }))
/** How much it can bear, in a sentence. */
export const trustText = ({ t }: Page, { answered, counted }: Counted): string => t(`scores.trust.${trustOf(counted, answered)}`)
