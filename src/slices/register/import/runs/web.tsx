import { looksLikeId } from '../../../../kernel/ids.ts'
import type { Tx } from '../../../../platform/db.ts'
import { reading } from '../../../../platform/db.ts'
import { file, may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { wordedErrors } from '../../../../ui/form-errors.ts'
import type { FieldError } from '../../../../ui/form.tsx'
import * as actions from './actions.ts'
import { asOfForm } from './forms.ts'
import { ImportPage, ImportRunPage } from './pages.tsx'
import { ImportPreviewPage } from './preview-page.tsx'
import { readMapping, type ImportRun } from './rules.ts'
import * as store from './store.ts'

const shownRuns = 20

export const importWeb = (route: Router<PageContext>) => {
  route.get('/register/import', may('operator'), async ({ tx, page: context }) => page(<ImportPage page={context} runs={await store.loadRuns(tx, shownRuns)} errors={[]} />))

  route.post(
    '/register/import',
    may('operator'),
    async ({ deps, actor, files, language, page: context }) => {
      const taken = await actions.takeFile(deps, actor, files.find(({ field }) => field === 'fil'), language)
      if (taken.ok) return redirect(`/register/import/${taken.event.id}`)
      const errors = [{ field: 'fil', text: context.t(`register.import.refused.${taken.because}`) }]
      return page(<ImportPage page={context} runs={await reading(deps.db, actor, (tx) => store.loadRuns(tx, shownRuns))} errors={errors} />, 422)
    },
    { upload: true },
  )

  route.get('/register/import/:id', may('operator'), async ({ tx, params, page: context }) => {
    const run = await find(tx, params['id'])
    if (!run) return notFound
    return run.state === 'uploaded' ? showPreview(tx, run, context, []) : page(<ImportRunPage page={context} run={run} />)
  })

  route.post('/register/import/:id', may('operator'), async ({ deps, actor, params, form, page: context }) => {
    const found = await reading(deps.db, actor, async (tx) => {
      const run = await find(tx, params['id'])
      return run?.state === 'uploaded' ? { run, columns: (await actions.preview(tx, run))?.table.headers.length ?? 0 } : undefined
    })
    if (!found) return notFound
    const mapping = readMapping(form, found.columns)
    const parsed = asOfForm.safeParse(form)
    if (!parsed.success) {
      const errors = wordedErrors(context.t, parsed.error)
      return reading(deps.db, actor, (tx) => showPreview(tx, { ...found.run, mapping }, context, errors, String(form['gjelder'] ?? '')))
    }
    await actions.chooseColumns(deps, actor, found.run.id, mapping, parsed.data.gjelder)
    return redirect(`/register/import/${found.run.id}`)
  })

  route.post('/register/import/:id/start', may('operator'), async ({ deps, actor, params, page: context }) => {
    const run = await reading(deps.db, actor, (tx) => find(tx, params['id']))
    if (!run) return notFound
    const started = await actions.start(deps, actor, run.id)
    if (started.ok) return redirect(`/register/import/${run.id}`)
    if (started.because === 'already-started') return reading(deps.db, actor, async (tx) => page(<ImportRunPage page={context} run={(await find(tx, run.id)) ?? run} refused />, 409))
    const errors = [{ field: 'kolonne.name', text: context.t(`register.import.refused.${started.because}`) }]
    return reading(deps.db, actor, (tx) => showPreview(tx, run, context, errors, undefined, 409))
  })

  route.get('/register/import/:id/avvik.csv', may('operator'), async ({ tx, params, language }) => {
    const run = await find(tx, params['id'])
    const content = run && (await actions.problemsAsFile(tx, run, language))
    return run && content ? file(`avvik-${run.fileName.replace(/\.[^.]*$/, '')}.csv`, 'text/csv; charset=utf-8', content) : notFound
  })
}

const find = async (tx: Tx, id: string | undefined): Promise<ImportRun | undefined> => (id && looksLikeId(id) ? store.loadRun(tx, id) : undefined)

async function showPreview(tx: Tx, run: ImportRun, context: PageContext, errors: readonly FieldError[], typedDate?: string, status = errors.length > 0 ? 422 : 200): Promise<Answer> {
  const seen = await actions.preview(tx, run)
  return seen ? page(<ImportPreviewPage page={context} run={run} {...seen} errors={errors} typedDate={typedDate} />, status) : notFound
}
