import type { Actor } from '../../kernel/actor.ts'
import type { Tx } from '../../platform/db.ts'
import { formats } from '../../texts/index.ts'
import type { PageContext } from '../../ui/context.tsx'
import type { Part } from '../register/index.ts'
import { sideOf } from './cases/rules.ts'
import { stepNames } from './cases/step-names.ts'
import { listKindergartenCases } from './cases/store.ts'
import { pathOf } from './requests/pages.tsx'

/** What guidance adds to a kindergarten's page: its cases, for those who are in them. Nobody else learns that there are any. */
export async function kindergartenPart(tx: Tx, actor: Actor | undefined, kindergartenId: string, page: PageContext): Promise<Part[]> {
  if (!actor || !sideOf(actor.role)) return []
  const cases = await listKindergartenCases(tx, kindergartenId)
  if (cases.length === 0) return []
  const stepName = await stepNames(tx, cases, page.lang)
  const body = (
    <ul class="ds-list">
      {cases.map((one) => (
        <li>
          <a class="ds-link" href={pathOf(one.id)}>
            {page.t('guidance.case.reference', { reference: one.reference })}
          </a>{' '}
          <span class="subtle">
            {stepName(one)}, {formats(page.lang).date(one.submittedAt)}
          </span>
        </li>
      ))}
    </ul>
  )
  return [{ title: page.t('guidance.title'), body }]
}
