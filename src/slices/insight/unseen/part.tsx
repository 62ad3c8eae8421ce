import type { Actor } from '../../../kernel/actor.ts'
import type { Tx } from '../../../platform/db.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { Part } from '../../register/index.ts'
import { Reasons } from './reasons.tsx'
import { loadReasons, loadRuns, loadTeam } from './store.ts'

/** On a kindergarten's page: why it stands on the list, for the team that serves it and for its own head. For others there is nothing. */
export async function unseenPart(tx: Tx, actor: Actor | undefined, kindergartenId: string, page: PageContext): Promise<Part[]> {
  const own = actor?.role === 'head' && actor.orgId === kindergartenId
  if (!actor || (!own && actor.role !== 'adviser' && actor.role !== 'team-leader')) return []
  const teamId = await loadTeam(tx, kindergartenId)
  const { last } = teamId && (own || teamId === actor.orgId) ? await loadRuns(tx, teamId) : { last: undefined }
  const reasons = last ? await loadReasons(tx, last.id, kindergartenId) : []
  if (reasons.length === 0) return []
  const body = (
    <>
      <Reasons page={page} reasons={reasons} />
      {own && (
        <p>
          <a class="ds-link" href="/lite-kontakt/egen">
            {page.t('unseen.part.own')}
          </a>
        </p>
      )}
    </>
  )
  return [{ title: page.t('unseen.part.title'), body }]
}
