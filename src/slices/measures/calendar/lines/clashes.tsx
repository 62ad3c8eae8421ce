import { Details } from '../../../../ui/details.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import type { DayClash } from '../rules.ts'
import { whenText, wordsOf } from '../words.ts'

const fewKindergartens = 5

/** What else is on the days of a course: holidays, days kindergartens have set aside, and what they are at already. For whoever arranges or registers to look at, never a hindrance. */
export const DayClashes = ({ page, clashes }: { readonly page: PageContext; readonly clashes: readonly DayClash[] }) => {
  const { t } = page
  if (clashes.length === 0) return null
  return (
    <Details summary={t('year.clash', { count: clashes.length })} open>
      <ul class="ds-list">
        {clashes.map(({ day, holiday, lines }) => (
          <li>
            {whenText(page, { day, last: day, starts: undefined })}: {[...(holiday ? [t(`year.holiday.${holiday}`)] : []), ...lines.map((line) => `${wordsOf(page, line)}${line.kindergartens.length === 0 ? '' : ` (${line.kindergartens.length > fewKindergartens ? t('year.kindergartens.count', { count: line.kindergartens.length }) : line.kindergartens.join(', ')})`}`)].join('; ')}
          </li>
        ))}
      </ul>
    </Details>
  )
}
