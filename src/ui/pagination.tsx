import { usePage } from './context.tsx'
import { Icon } from './icon.tsx'

export type PaginationProps = {
  /** From 1. */
  readonly current: number
  readonly total: number
  readonly href: (page: number) => string
}

/** Links to the pages of a long list. Writes nothing when there is one page only. */
export const Pagination = ({ current, total, href }: PaginationProps) => {
  const { t } = usePage()
  if (total <= 1) return null
  return (
    <nav class="pages" aria-label={t('common.pages.label')}>
      {current > 1 && (
        <a class="ds-button" data-variant="tertiary" data-size="sm" rel="prev" href={href(current - 1)}>
          <Icon name="back" />
          {t('common.pages.previous')}
        </a>
      )}
      <ol class="pages-numbers">
        {pagesShown(current, total).map((page) =>
          page === 'gap' ? (
            <li class="pages-gap" aria-hidden="true">
              …
            </li>
          ) : (
            <li>
              <a
                class="ds-button"
                data-size="sm"
                href={href(page)}
                aria-label={t('common.pages.page', { page })}
                {...(page === current ? { 'aria-current': 'page' as const } : { 'data-variant': 'tertiary' })}
              >
                {page}
              </a>
            </li>
          ),
        )}
      </ol>
      <p class="pages-phone">{t('common.pages.of', { page: current, total })}</p>
      {current < total && (
        <a class="ds-button" data-variant="tertiary" data-size="sm" rel="next" href={href(current + 1)}>
          {t('common.pages.next')}
          <Icon name="arrow" />
        </a>
      )}
    </nav>
  )
}

/** First, last, the current and its neighbours; a gap where two or more are left out. */
export const pagesShown = (current: number, total: number): readonly (number | 'gap')[] => {
  const near = (page: number): boolean => page === 1 || page === total || Math.abs(page - current) <= 1
  const shown: (number | 'gap')[] = []
  for (let page = 1; page <= total; page += 1) {
    if (near(page) || (near(page - 1) && near(page + 1))) shown.push(page)
    else if (shown.at(-1) !== 'gap') shown.push('gap')
  }
  return shown
}
