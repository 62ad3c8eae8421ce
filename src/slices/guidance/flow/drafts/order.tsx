import { Button } from '../../../../ui/button.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Form } from '../../../../ui/form.tsx'
import type { Flow, Step } from '../definition.ts'
import { addressOf } from '../pages.tsx'
import { inLanguage } from '../words.ts'
import { orderOf, stampOf } from './rules.ts'

/** One place up or down: buttons, so that the order can be changed by keyboard and without script. */
export const OrderButtons = ({ page, flow, step }: { readonly page: PageContext; readonly flow: Flow; readonly step: Step }) => {
  const at = flow.steps.indexOf(step)
  const about = inLanguage(step.name, page.lang)
  return (
    <Form action={addressOf.order} label={page.t('flow.draft.order', { step: about })}>
      <input type="hidden" name="steg" value={step.key} />
      <input type="hidden" name="stempel" value={stampOf(orderOf(flow))} />
      <div class="flow-order">
        {at > 0 && (
          <Button name="retning" value="opp" variant="tertiary" small about={about}>
            {page.t('flow.draft.order.up')}
          </Button>
        )}
        {at < flow.steps.length - 1 && (
          <Button name="retning" value="ned" variant="tertiary" small about={about}>
            {page.t('flow.draft.order.down')}
          </Button>
        )}
      </div>
    </Form>
  )
}
