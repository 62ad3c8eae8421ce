import type { Actor } from '../../kernel/actor.ts'
import { daysBetween, formatDate, type LocalDate } from '../../kernel/dates.ts'
import type { Tx } from '../../platform/db.ts'
import type { PageContext } from '../../ui/context.tsx'
import type { Part } from '../register/index.ts'
import { loadNext, loadToday, loadLastContact } from './visits/store.ts'

/** On a kindergarten's page: how long it is since the team was in touch, and when it comes. For the team that serves it, its own people and its owner; for others nothing. */
export async function presencePart(tx: Tx, actor: Actor | undefined, kindergartenId: string, page: PageContext): Promise<Part[]> {
  const team = actor?.role === 'adviser' || actor?.role === 'team-leader'
  if (!actor || (!team && actor.role !== 'head' && actor.role !== 'pedagogical-leader' && actor.role !== 'owner')) return []
  const [last, next, { today, served }] = await Promise.all([loadLastContact(tx, kindergartenId), loadNext(tx, kindergartenId), loadToday(tx, kindergartenId, actor.orgId)])
  const serves = team && served
  if (!last && !next && !serves) return []
  const { t, lang } = page
  const day = (on: LocalDate) => formatDate(on, lang, 'long')
  const body = (
    <>
      {last ? <p>{t('presence.part.last', { kind: t(`presence.kind.${last.kind}`), day: day(last.on), days: daysBetween(last.on, today) })}</p> : <p>{t('presence.part.none')}</p>}
      {next && (
        <p>
          <a class="ds-link" href={`/besok/${next.id}`}>
            {t('presence.part.planned', { kind: t(`presence.kind.${next.kind}`), day: day(next.on) })}
          </a>
        </p>
      )}
      {(last || next) && (
        <p>
          <a class="ds-link" href={`/besok?barnehage=${kindergartenId}`}>
            {t('presence.part.all')}
          </a>
        </p>
      )}
      {serves && (
        <p>
          <a class="ds-link" href={`/besok/ny?barnehage=${kindergartenId}`}>
            {t('presence.part.new')}
          </a>
        </p>
      )}
    </>
  )
  return [{ title: t('presence.part.title'), body }]
}
