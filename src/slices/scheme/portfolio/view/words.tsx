import { formatKroner, ore } from '../../../../kernel/money.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { Because, Short } from '../explain.ts'
import type { Group, LimitOf, Measure } from '../model.ts'
import type { Told } from '../store.ts'

/** Names of universities, districts and reports, by id. A report the reader is kept from has none. */
export type Names = ReadonlyMap<string, string>
type Page = Pick<PageContext, 't' | 'lang'>

export const groupName = ({ t }: Page, names: Names, group: Group): string => {
  switch (group.kind) {
    case 'ownership':
      return t(`portfolio.group.${group.of}`)
    case 'small-private':
      return t('portfolio.group.small', { most: group.most })
    case 'challenge':
      return t('portfolio.group.challenge')
    case 'district':
      return names.get(group.of) ?? t('portfolio.unknown')
  }
}

export const measureName = ({ t }: Page, measure: Measure): string => t(`portfolio.measure.${measure}`)

/** A limit as people call it: 'rammen for 2027', 'plassen ved … i 2028', 'minst av pengene til private eiere'. */
export const limitName = (page: Page, names: Names, of: LimitOf): string => {
  const { t } = page
  switch (of.kind) {
    case 'frame':
      return t('portfolio.limit.frame', { year: String(of.year) })
    case 'capacity':
      return t('portfolio.limit.capacity', { university: names.get(of.university) ?? t('portfolio.unknown'), year: String(of.year) })
    case 'fairness':
      return t(`portfolio.limit.${of.bound}`, { group: groupName(page, names, of.group), measure: measureName(page, of.measure) })
  }
}

const amountOf = ({ t, lang }: Page, { unit, by }: Short): string => (unit === 'ore' ? formatKroner(ore(by), lang) : t(`portfolio.amount.${unit}`, { count: by }))

export const shortText = (page: Page, names: Names, short: Short): string => page.t('portfolio.short', { limit: limitName(page, names, short.of), amount: amountOf(page, short) })

const plain: Readonly<Record<Exclude<Because, 'no-room' | 'least-share'>, `portfolio.because.${Exclude<Because, 'no-room' | 'least-share'>}`>> = {
  'locked-in': 'portfolio.because.locked-in', 'locked-out': 'portfolio.because.locked-out', 'no-points': 'portfolio.because.no-points', 'no-grant': 'portfolio.because.no-grant', points: 'portfolio.because.points', 'adds-nothing': 'portfolio.because.adds-nothing', 'not-proven': 'portfolio.because.not-proven',
}

/** Why a report is where it is, and what would change it: one sentence each. */
export function reasons(page: Page, names: Names, told: Told): readonly string[] {
  const { t } = page
  if (told.because === 'least-share') return told.heldBy.map((of) => t('portfolio.because.least-share', { limit: limitName(page, names, of) }))
  if (told.because !== 'no-room') return [t(plain[told.because])]
  return [
    ...told.short.map((short) => shortText(page, names, short)),
    ...told.heldBy.map((of) => t('portfolio.held', { limit: limitName(page, names, of) })),
    ...(told.exchange ? [t('portfolio.exchange', { reports: giving(page, names, told.exchange.give), loss: told.exchange.loss })] : []),
    ...(told.state === 'part' ? [] : [told.morePoints === undefined ? t(told.exchange ? 'portfolio.more.not-enough' : 'portfolio.more.unknown') : t('portfolio.more', { points: told.morePoints })]),
  ]
}

/** Those that would give room: one or two. */
function giving({ t }: Page, names: Names, give: NonNullable<Told['exchange']>['give']): string {
  const [one = '', other] = give.map(({ id, to }) => {
    const report = names.get(id) ?? t('portfolio.hidden.one')
    return to > 0 ? t('portfolio.exchange.down', { report, to }) : report
  })
  return other === undefined ? one : t('portfolio.both', { one, other })
}
