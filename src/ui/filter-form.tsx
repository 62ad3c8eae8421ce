import type { ComponentChildren } from 'preact'
import { usePage } from './context.tsx'

export type FilterFormProps = {
  readonly action: string
  /** Address without any filter; left out when nothing is filtered. */
  readonly clearHref?: string | undefined
  /** What the list shows now: 'Viser 12 av 40 saker'. Read aloud when it changes. */
  readonly status?: string
  /** Send the form by itself when a choice changes (with JavaScript). Not for text fields. */
  readonly auto?: boolean
  /** Parameters to keep, such as the sorting. */
  readonly keep?: Readonly<Record<string, string>>
  readonly children: ComponentChildren
}

/** Narrows a list. A GET form: the answer has an address that can be kept and sent on. */
export const FilterForm = ({ action, clearHref, status, auto, keep = {}, children }: FilterFormProps) => {
  const { t } = usePage()
  return (
    <form
      class="filter-form"
      method="get"
      action={action}
      role="search"
      aria-label={t('common.filter.title')}
      {...(auto ? { 'data-autosubmit': '' } : {})}
    >
      {Object.entries(keep).map(([name, value]) => (
        <input type="hidden" name={name} value={value} />
      ))}
      <div class="filter-fields">{children}</div>
      <div class="button-row">
        <button class="ds-button" data-variant="secondary" type="submit">
          {t('common.filter.apply')}
        </button>
        {clearHref && (
          <a class="ds-button" data-variant="tertiary" href={clearHref}>
            {t('common.filter.clear')}
          </a>
        )}
      </div>
      <p class="filter-status" role="status">
        {status}
      </p>
    </form>
  )
}
