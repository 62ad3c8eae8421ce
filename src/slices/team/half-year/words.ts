import { weekNumber } from '../../../kernel/dates.ts'
import { inHours } from '../capacity/rules.ts'
import { formats } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { mondayAt, type Span } from './facts.ts'
import type { Broken } from './model/check.ts'
import type { Why } from './model/explain.ts'
import type { Short } from './store.ts'

export type Named = { readonly what: (commitmentId: string) => string; readonly to: (commitmentId: string) => string; readonly who: (personId: string) => string }
const weekOf = (span: Span, week: number): number => weekNumber(mondayAt(span, week))

/** Which limit a visit breaks, for whom and by how much. */
export const brokenWords = ({ t }: PageContext, named: Named, span: Span, { because, visit, count }: Broken): string =>
  t(`half-year.broken.${because}`, { what: named.what(visit.commitmentId), name: named.who(visit.adviserId), week: weekOf(span, visit.week), hours: Math.max(0.5, inHours(count)), count })

/** Why a visit became as it is: who, when, and what stood against the other weeks. */
export function whyWords({ t, lang }: PageContext, name: string, week: number, why: Why | undefined): readonly string[] {
  if (!why) return []
  const others = (['kept', 'away', 'full', 'taken', 'near'] as const).filter((one) => why.when[one] > 0).map((one) => t(`half-year.when.${one}`, { count: why.when[one] }))
  return [
    t(`half-year.who.${why.who.because}`, { name, able: why.who.able }),
    t(`half-year.when.${why.when.because}`, { week, left: why.when.left }),
    ...(others.length > 0 && why.when.because !== 'locked' ? [t('half-year.when.others', { reasons: formats(lang).list(others) })] : []),
  ]
}

/** What stands against a promise that is short, and what could be changed. */
export function shortWords({ t, lang }: PageContext, named: Named, { because, minutes }: Short): string | undefined {
  if (!because) return undefined
  const { list } = formats(lang)
  const { room } = because
  const who = list(because.who.slice(0, 4).map(named.who))
  const hours = Math.max(0.5, inHours(because.minutes || minutes))
  switch (because.because) {
    case 'nobody':
    case 'no-day':
      return t(`half-year.short.${because.because}`)
    case 'window':
    case 'rhythm':
      return t(`half-year.short.${because.because}`, { room })
    case 'away':
      return t('half-year.short.away', { room, who })
    case 'hours':
      return t('half-year.short.hours', { room, who, hours })
    default: {
      const names = list(because.with.map((id) => `${named.what(id)}, ${named.to(id)}`))
      if (because.because === 'visited') return t('half-year.short.visited', { names })
      return names === '' ? t(`half-year.short.${because.because}.self`, { hours, who }) : t(`half-year.short.${because.because}`, { names, hours, who })
    }
  }
}
