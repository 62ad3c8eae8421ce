import { formatDate } from '../../../kernel/dates.ts'
import { isKey } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import type { Clash, Meanwhile } from './rules.ts'

const path = { measure: '/tiltak', programme: '/fellessatsinger', course: '/kurs', network: '/nettverk', visit: '/besok' } as const

/** What else there is at the same time. `own`: whoever reads works in the kindergarten itself. */
export const Clashes = ({ page, clashes, own = false }: { readonly page: PageContext; readonly clashes: readonly Clash[]; readonly own?: boolean }) => {
  const { t } = page
  if (clashes.length === 0) return null
  return (
    <Alert kind="warning" title={t(own ? 'measures.clash.own' : 'measures.clash')}>
      {clashes.map((clash) => (
        <>
          <p>
            {!own && <strong>{clash.kindergarten}: </strong>}
            {t(`measures.clash.${clash.why}`)}
          </p>
          <ul class="ds-list">
            {clash.others.map((one) => (
              <li>
                <Other page={page} one={one} />
              </li>
            ))}
          </ul>
        </>
      ))}
    </Alert>
  )
}

const Other = ({ page: { t, lang }, one }: { readonly page: PageContext; readonly one: Meanwhile }) => {
  const [from, to] = [formatDate(one.startsOn, lang, 'short'), formatDate(one.endsOn, lang, 'short')]
  // A visit has no title: what kind of contact it was stands there.
  const kind = `presence.kind.${one.title}`
  return (
    <>
      {t(`measures.clash.${one.source}`)}{' '}
      {one.title === undefined ? t('measures.clash.hidden') : <a class="ds-link" href={`${path[one.source]}/${one.id}`}>{one.source === 'visit' && isKey(kind) ? t(kind) : one.title}</a>}, {from === to ? from : `${from}–${to}`}
    </>
  )
}
