import { guardFields, isConfirmed, typedIn } from '../../../kernel/guarded-form.ts'
import { yes } from '../../../kernel/fields.ts'
import { looksLikeId } from '../../../kernel/ids.ts'
import { reading } from '../../../platform/db.ts'
import { file as fileAnswer, may, notFound, redirect, type Router } from '../../../platform/http.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { emptyForm } from '../../../ui/guard-notice.tsx'
import { readers } from '../readers.ts'
import { showDraft } from '../show/web.tsx'
import { addFile, removeFile } from './actions.ts'
import type { FileRefusal } from './rules.ts'
import { loadFile } from './store.ts'

const writers = may('head', 'adviser', 'team-leader')
const fieldOf = (because: FileRefusal): string => (because === 'description-missing' ? 'beskrivelse' : because === 'picture-not-confirmed' ? 'utenbarn' : 'fil')

export const filesWeb = (route: Router<PageContext>) => {
  route.post(
    '/materiell/:id/filer',
    writers,
    async ({ deps, actor, params, form, files, page: context }) => {
      const id = params['id'] ?? ''
      if (!looksLikeId(id)) return notFound
      const typed = typedIn(form)
      const again = (field: string, text: string, status: number) => reading(deps.db, actor, (tx) => showDraft(deps, tx, actor, context, id, { form: { ...emptyForm, typed, errors: [{ field, text }] }, at: 'file', status }))
      const description = (typed['beskrivelse'] ?? '').slice(0, 600)
      const { stops, warnings } = guardFields({ beskrivelse: description }, ['beskrivelse'])
      if (stops.length > 0) return again('beskrivelse', context.t('common.guard.national-id'), 422)
      if (warnings.length > 0 && !isConfirmed(form)) return again('beskrivelse', context.t('library.error.description-child'), 422)
      const added = await addFile(deps, actor, id, files.find(({ field }) => field === 'fil'), { description, noChild: yes().parse(form['utenbarn']) })
      if (added.ok) return redirect(`/materiell/${id}/utkast`, { kind: 'success', key: 'library.flash.file' })
      if (added.because === 'not-found') return notFound
      return added.because === 'not-open' ? again('', context.t('library.because.not-open'), 409) : again(fieldOf(added.because), context.t(`library.file.${added.because}`), 422)
    },
    { upload: true },
  )

  route.post('/materiell/:id/filer/:fil/fjerning', writers, async ({ deps, actor, params }) => {
    const [id, one] = [params['id'] ?? '', params['fil'] ?? '']
    const removed = looksLikeId(id) && looksLikeId(one) ? await removeFile(deps, actor, id, one) : undefined
    if (removed?.ok) return redirect(`/materiell/${id}/utkast`, { kind: 'success', key: 'library.flash.file-removed' })
    return removed?.because === 'not-open' ? redirect(`/materiell/${id}/utkast`, { kind: 'warning', key: 'library.because.not-open' }) : notFound
  })

  route.get('/materiell/:id/filer/:fil', readers, async ({ tx, params }) => {
    const [id, one] = [params['id'] ?? '', params['fil'] ?? '']
    const found = looksLikeId(id) && looksLikeId(one) ? await loadFile(tx, id, one) : undefined
    return found ? fileAnswer(found.name, found.media_type, found.content) : notFound
  })
}
