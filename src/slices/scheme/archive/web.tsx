import type { Actor } from '../../../kernel/actor.ts'
import { typedIn } from '../../../kernel/guarded-form.ts'
import { reading, type Tx } from '../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Answer, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { wordedErrors } from '../../../ui/form-errors.ts'
import { idOf, ownRound } from '../decisions/open.ts'
import * as actions from './actions.ts'
import { receiptForm } from './forms.ts'
import { writePackage } from './package/package.ts'
import { ArchivePage, type ArchiveView } from './pages.tsx'
import * as store from './store.ts'

const governor = may('county-governor')

export const archiveWeb = (route: Router<PageContext>) => {
  route.get('/runder/:id/arkiv', governor, async ({ tx, actor, params, page: context }) => show(tx, actor, idOf(params['id']), context, 200, {}))

  route.post('/runder/:id/arkiv/eksport', governor, async ({ deps, actor, params, page: context }) => {
    const id = idOf(params['id'])
    const made = await actions.makeExport(deps, actor, id)
    if (made.ok) return redirect(`/runder/${id}/arkiv`, { kind: 'success', key: 'archive.flash.exported' })
    const { because } = made
    return because === 'not-found' ? notFound : reading(deps.db, actor, (tx) => show(tx, actor, id, context, 409, { refused: because }))
  })

  route.get('/runder/:id/arkiv/:export/pakke.zip', governor, async ({ tx, actor, params }) => {
    const content = await actions.loadPackage(tx, actor, idOf(params['id']), idOf(params['export']))
    return content ? afterReading(async () => file(`arkiv-${idOf(params['export']).slice(0, 8)}.zip`, 'application/zip', writePackage(content))) : notFound
  })

  route.post('/runder/:id/arkiv/kvittering', governor, async ({ deps, actor, params, form, page: context }) => {
    const id = idOf(params['id'])
    const again = (status: number, change: Partial<ArchiveView>) => reading(deps.db, actor, (tx) => show(tx, actor, id, context, status, { ...change, typed: typedIn(form) }))
    const parsed = receiptForm.safeParse(form)
    if (!parsed.success) return again(422, { errors: wordedErrors(context.t, parsed.error) })
    const { dokument, svar, saksnr, journalpostnr, merknad } = parsed.data
    const noted = await actions.noteReceipt(deps, actor, id, { documentId: dokument, received: svar === 'mottatt', caseNumber: saksnr, entryNumber: journalpostnr, note: merknad })
    if (noted.ok) return redirect(`/runder/${id}/arkiv`, { kind: 'success', key: 'archive.flash.noted' })
    if (noted.because === 'not-found') return notFound
    if (noted.because === 'not-exported') return again(409, { refused: noted.because })
    return again(422, { errors: [{ field: noted.because === 'note-missing' ? 'merknad' : 'saksnr', text: context.t(`archive.because.${noted.because}`) }] })
  })
}

async function show(tx: Tx, actor: Actor, id: string, context: PageContext, status: number, change: Partial<ArchiveView>): Promise<Answer> {
  const own = id === '' ? undefined : await ownRound(tx, actor, id)
  if (!own) return notFound
  const [rows, exports] = await Promise.all([store.loadDocuments(tx, id), store.loadExports(tx, id)])
  return page(<ArchivePage page={context} view={{ round: own.round, rows, exports, refused: undefined, typed: {}, errors: [], ...change }} />, status)
}
