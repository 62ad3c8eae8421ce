import type { Actor } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/db.ts'
import type { PageContext } from '../../ui/context.tsx'
import type { Part } from '../register/index.ts'
import { aroundPath } from './services/pages.tsx'
import { loadPartOf, loadPlace } from './services/store.ts'

const readers = ['head', 'pedagogical-leader', 'owner', 'adviser', 'team-leader', 'authority', 'service-contact']

/** On a kindergarten's page: which services do something there now, for those who may read more. */
export async function supportPart(tx: Tx, actor: Actor | undefined, kindergartenId: string, page: PageContext): Promise<Part[]> {
  if (!actor || !readers.includes(actor.role)) return []
  const [place, now] = await Promise.all([loadPlace(tx, kindergartenId), loadPartOf(tx, kindergartenId)])
  if (!place) return []
  const { t } = page
  const body = (
    <>
      <p>{now.length === 0 ? t('support.part.none') : t('support.part.active', { services: now.join(', ') })}</p>
      <p>
        <a class="ds-link" href={aroundPath(kindergartenId)}>
          {t('support.part.more')}
        </a>
      </p>
    </>
  )
  return [{ title: t('support.title'), body }]
}
