import { formats } from '../texts/index.ts'
import type { PageContext } from './context.tsx'

/** A mean of answers from 1 to 5 as it is said, with open ends: nobody is told that everybody answered the same. */
export function meanText({ t, lang }: Pick<PageContext, 't' | 'lang'>, mean: number): string {
  const { decimal } = formats(lang)
  if (mean >= 4.5) return t('sessions.mean.top', { mean: decimal(4.5) })
  return mean <= 1.5 ? t('sessions.mean.bottom', { mean: decimal(1.5) }) : decimal(mean)
}
