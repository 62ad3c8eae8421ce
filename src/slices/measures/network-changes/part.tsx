import { formatDate } from '../../../kernel/dates.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import type { Turn } from './rules.ts'

/** Who has come and gone. Why somebody left is said to the team alone. */
export const TurnsPart = ({ page, turns, reasons }: { readonly page: PageContext; readonly turns: readonly Turn[]; readonly reasons: boolean }) => {
  const { t, lang } = page
  if (turns.length === 0) return null
  const left = turns.filter(({ what }) => what === 'left').length
  return (
    <Details summary={t('networks.turns', { came: turns.length - left, left })}>
      <ul class="ds-list">
        {turns.map(({ on, kindergarten, what, reason }) => (
          <li>
            {t(`networks.turn.${what}`, { day: formatDate(on, lang, 'long'), kindergarten })}
            {reasons && reason && ` (${t(`networks.left.${reason}`)})`}
          </li>
        ))}
      </ul>
    </Details>
  )
}
