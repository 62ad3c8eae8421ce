import { osloDate } from '../../../kernel/dates.ts'
import { SupportMaterialList } from '../../../ui/support-material.tsx'
import type { PartLoader } from '../cases/parts.ts'
import { themesFor } from '../flow/index.ts'
import { loadMaterialFor } from './store.ts'

const finders = ['head', 'pedagogical-leader', 'adviser', 'team-leader']

/** Support material that is used in the case, and what may suit it. */
export const materialPart: PartLoader = async ({ tx, actor, one, page, now }) => {
  const codes = one.content.themes
  const [view, themes] = await Promise.all([loadMaterialFor(tx, one.id, codes, one.state === 'running' && finders.includes(actor.role)), themesFor(tx, one.teamOrgId, osloDate(now))])
  if (view.used.length === 0 && !view.mayFind) return undefined
  return { id: 'materiell', title: page.t('library.title'), body: <SupportMaterialList page={page} view={view} themes={themes} /> }
}
