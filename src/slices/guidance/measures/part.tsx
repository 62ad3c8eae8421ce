import type { PartLoader } from '../cases/parts.ts'
import { loadMeasuresOf } from './store.ts'

/** What the case has led to: the measures say that they grew out of it, and it says which. */
export const measuresPart: PartLoader = async ({ tx, one, page: { t } }) => {
  const measures = await loadMeasuresOf(tx, one.id)
  if (measures.length === 0) return undefined
  return {
    id: 'tiltak',
    title: t('measures.grown'),
    body: (
      <ul class="ds-list">
        {measures.map(({ id, title }) => (
          <li>
            <a class="ds-link" href={`/tiltak/${id}`}>{t('measures.led-to', { title })}</a>
          </li>
        ))}
      </ul>
    ),
  }
}
