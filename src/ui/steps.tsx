import { usePage } from './context.tsx'
import { Icon } from './icon.tsx'

export type StepsProps = {
  /** `href` only on steps already visited: nobody is led past what must be answered first. */
  readonly steps: readonly { readonly text: string; readonly href?: string | undefined; readonly done?: boolean }[]
  /** From 1. */
  readonly current: number
}

/** Where one is in a form of several pages: 'Steg 2 av 4' and the list of steps. Stands above the form. */
export const Steps = ({ steps, current }: StepsProps) => {
  const { t } = usePage()
  return (
    <nav class="steps" aria-label={t('common.steps.label')}>
      <p class="steps-now">{t('common.step.of', { step: current, total: steps.length })}</p>
      <ol class="steps-list">
        {steps.map((step, index) => {
          const isCurrent = index + 1 === current
          return (
            <li class={step.done ? 'step step-done' : 'step'} {...(isCurrent ? { 'aria-current': 'step' as const } : {})}>
              <span class="step-number" aria-hidden="true">
                {step.done && !isCurrent ? <Icon name="check" /> : index + 1}
              </span>
              <span class="step-text">
                {step.href && !isCurrent ? (
                  <a class="ds-link" href={step.href}>
                    {step.text}
                  </a>
                ) : (
                  step.text
                )}
                {step.done && <span class="ds-sr-only">, {t('common.step.done')}</span>}
              </span>
            </li>
          )
        })}
      </ol>
    </nav>
  )
}
