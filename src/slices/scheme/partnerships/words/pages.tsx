import { formatDateTime } from '../../../../kernel/dates.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { nameOf } from '../frame/pages.tsx'
import type { Partnership } from '../store.ts'
import type { Word } from './store.ts'

/** What the two have said about something, one after the other. */
export const Words = ({ page: { t, lang }, one, words }: { readonly page: PageContext; readonly one: Pick<Partnership, 'ownerName' | 'partnerName'>; readonly words: readonly Word[] }) =>
  words.length === 0 ? null : (
    <ul class="ds-list">
      {words.map((word) => (
        <li>
          <p class="long-text">{t('pair.word.said', { who: nameOf(one, word.side), word: word.word })}</p>
          <p class="subtle">{`${word.by}, ${formatDateTime(word.at, lang)}`}</p>
        </li>
      ))}
    </ul>
  )
