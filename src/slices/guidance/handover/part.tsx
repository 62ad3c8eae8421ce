import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PartLoader } from '../cases/parts.ts'
import { stepOf } from '../flow/index.ts'
import { HandOverFacts } from './pages.tsx'
import { handOverPrint } from './print.ts'
import { asksForHandOver, statusOf, thatCount } from './rules.ts'
import { loadHandOvers } from './store.ts'

/** The last hand-over, the same for both sides of the case. */
export const handOverPart: PartLoader = async ({ tx, side, one, flow, page }) => {
  const { t } = page
  const step = stepOf(flow, one.stepKey)
  const handOvers = await loadHandOvers(tx, one.id)
  const [latest] = handOvers
  const asked = one.state !== 'closed' && step !== undefined && asksForHandOver(step)
  if (!asked && !latest) return undefined
  const href = `/veiledning/${one.id}/overforing`
  const open = !thatCount(handOvers, one.stepEnteredAt).some((made) => ['waiting', 'accepted'].includes(statusOf(made)))
  return {
    id: 'overforing',
    title: t('handover.part.title'),
    print: handOverPrint(page, handOvers),
    body: (
      <div class="flow">
        {latest && <HandOverFacts one={latest} />}
        <ButtonRow>
          <LinkButton href={href} variant="secondary">
            {t('handover.part.see')}
          </LinkButton>
        </ButtonRow>
      </div>
    ),
    actions: asked && side === 'team' && open ? [{ href, text: t('handover.part.do') }] : [],
  }
}
