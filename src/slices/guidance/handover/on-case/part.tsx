import { ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { inStepOf, type PartLoader } from '../../cases/parts.ts'
import { HandOverFacts } from '../pages.tsx'
import { handOverPrint } from './print.ts'
import { asksForHandOver, handOverTasks, thatCount } from '../rules.ts'
import { loadHandOvers } from '../store.ts'

/** The last hand-over, the same for both sides of the case. */
export const handOverPart: PartLoader = async ({ tx, one, flow, page }) => {
  const { t } = page
  const inStep = inStepOf({ one, flow })
  const handOvers = await loadHandOvers(tx, one.id)
  const [latest] = handOvers
  const asked = inStep !== undefined && asksForHandOver(inStep.step)
  if (!asked && !latest) return undefined
  const href = `/veiledning/${one.id}/overforing`
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
    tasks: inStep ? handOverTasks(inStep, thatCount(handOvers, one.stepEnteredAt)) : [],
  }
}
