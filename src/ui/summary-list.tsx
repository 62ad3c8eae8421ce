import type { ComponentChildren } from 'preact'
import { usePage } from './context.tsx'

export type SummaryRow = {
  readonly term: string
  /** An empty value is shown as 'Ikke besvart': what was not answered is part of what was sent. */
  readonly value: ComponentChildren
  /** Where the answer can be changed. The term is read aloud after 'Endre'. */
  readonly changeHref?: string | undefined
}

/** Answers or facts, each under its name: the last look before sending, and the head of a case. */
export const SummaryList = ({ rows }: { readonly rows: readonly SummaryRow[] }) => {
  const { t } = usePage()
  return (
    <dl class="summary-list">
      {rows.map((row) => (
        <div class="summary-row">
          <dt>{row.term}</dt>
          <dd class="summary-value">{isEmpty(row.value) ? <span class="subtle">{t('common.not.answered')}</span> : row.value}</dd>
          {row.changeHref && (
            <dd class="summary-change">
              <a class="ds-link" href={row.changeHref}>
                {t('common.change')}
                <span class="ds-sr-only"> {row.term}</span>
              </a>
            </dd>
          )}
        </div>
      ))}
    </dl>
  )
}

const isEmpty = (value: ComponentChildren): boolean => value === undefined || value === null || value === false || value === ''
