import type { Actor } from '../../../../kernel/actor.ts'
import { looksLikeId } from '../../../../kernel/ids.ts'
import { reading, type Tx } from '../../../../platform/db.ts'
import { afterReading, file, may, notFound, page, redirect, type Answer, type Router } from '../../../../platform/http.ts'
import { writeCsv, writeXlsx } from '../../../../platform/sheets.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import type { FieldError } from '../../../../ui/form.tsx'
import { wordsIn } from '../../instruments/definition.ts'
import { loadLists, type List } from '../lists.ts'
import * as actions from './actions.ts'
import { DonePage, FilePage, PreviewPage } from './pages.tsx'
import { problemFile } from './problem-file.ts'
import * as store from './store.ts'
import { templateColumns, templateRows } from './template.ts'

const writers = may('head', 'owner', 'adviser', 'team-leader')

export const filesWeb = (route: Router<PageContext>) => {
  const show = async (tx: Tx, actor: Actor, context: PageContext, errors: readonly FieldError[], chosen: string | undefined, status = 200): Promise<Answer> => {
    const [lists, files] = [await loadLists(tx, actor), await store.loadFiles(tx, actor.orgId)]
    return page(<FilePage page={context} lists={lists} files={files} chosen={chosen} errors={errors} makes={actor.role !== 'head'} />, status)
  }
  route.get('/kartlegginger/fil', writers, async ({ tx, actor, query, page: context }) => show(tx, actor, context, [], typeof query['verktoy'] === 'string' ? query['verktoy'] : undefined))

  route.post(
    '/kartlegginger/fil',
    writers,
    async ({ deps, actor, form, files, page: context }) => {
      const chosen = typeof form['verktoy'] === 'string' ? form['verktoy'] : undefined
      const again = (field: string, text: string) => reading(deps.db, actor, (tx) => show(tx, actor, context, [{ field, text }], chosen, 422))
      const list = await reading(deps.db, actor, async (tx) => (await loadLists(tx, actor)).find(({ versionId }) => versionId === chosen))
      if (!list) return again('verktoy', context.t('scores.file.list.missing'))
      const taken = await actions.takeFile(deps, actor, list, files.find(({ field }) => field === 'fil'))
      return taken.ok ? redirect(`/kartlegginger/fil/${taken.event.id}`) : again('fil', context.t(`scores.file.refused.${taken.because}`))
    },
    { upload: true },
  )

  const template = (kind: 'csv' | 'xlsx') =>
    route.get(`/kartlegginger/fil/mal.${kind}`, writers, async ({ tx, actor, query, page: context }) => {
      const list = (await loadLists(tx, actor)).find(({ versionId }) => versionId === query['verktoy'])
      if (!list) return notFound
      const [columns, rows] = [templateColumns(context, list.definition), templateRows(await store.loadKnown(tx), list.definition)]
      const name = context.t('scores.file.template.name')
      return afterReading(async () => (kind === 'csv' ? file(`${name}.csv`, 'text/csv; charset=utf-8', writeCsv(columns, rows)) : file(`${name}.xlsx`, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', await writeXlsx(columns, rows, wordsIn(list.name, context.lang).replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 30) || name))))
    })
  template('csv')
  template('xlsx')

  route.get('/kartlegginger/fil/:id', writers, async ({ deps, tx, actor, params, page: context }) => showFile(tx, actor, params['id'], context, deps.now()))

  route.post('/kartlegginger/fil/:id/start', writers, async ({ deps, actor, params, form, language, page: context }) => {
    const found = await reading(deps.db, actor, (tx) => find(tx, actor, params['id']))
    if (!found?.list) return notFound
    const done = await actions.apply(deps, actor, found.scoreFile, found.list, typeof form['stempel'] === 'string' ? form['stempel'] : '', language)
    if (done.ok) return redirect(`/kartlegginger/fil/${found.scoreFile.id}`, { kind: 'success', key: 'scores.flash.entered' })
    if (done.because === 'done-already') return redirect(`/kartlegginger/fil/${found.scoreFile.id}`, { kind: 'info', key: 'scores.file.because.done-already' })
    const { because } = done
    return reading(deps.db, actor, (tx) => showFile(tx, actor, params['id'], context, deps.now(), because))
  })

  route.get('/kartlegginger/fil/:id/avvik.csv', writers, async ({ deps, tx, actor, params, language }) => {
    const found = await find(tx, actor, params['id'])
    if (!found) return notFound
    const { scoreFile, list } = found
    const seen = scoreFile.state === 'uploaded' && list ? await actions.preview(tx, scoreFile, list, language, deps.now()) : undefined
    const content = seen && list ? problemFile(seen, language, list.definition) : await store.loadProblems(tx, scoreFile.id)
    return content === undefined ? notFound : file(`avvik-${scoreFile.fileName.replace(/\.[^.]*$/, '')}.csv`, 'text/csv; charset=utf-8', content)
  })
}

async function find(tx: Tx, actor: Actor, id: string | undefined): Promise<{ readonly scoreFile: store.ScoreFile; readonly list: List | undefined } | undefined> {
  const [scoreFile] = looksLikeId(id ?? '') ? await store.loadFiles(tx, actor.orgId, id) : []
  return scoreFile && { scoreFile, list: (await loadLists(tx, actor)).find(({ versionId }) => versionId === scoreFile.versionId) }
}

async function showFile(tx: Tx, actor: Actor, id: string | undefined, context: PageContext, now: Date, refused?: 'changed-meanwhile' | 'nothing-good'): Promise<Answer> {
  const found = await find(tx, actor, id)
  if (!found || found.scoreFile.state === 'given-up') return notFound
  const { scoreFile, list } = found
  if (scoreFile.state === 'done') return page(<DonePage page={context} file={scoreFile} name={list ? wordsIn(list.name, context.lang) : context.t('scores.title')} />)
  const seen = list && (await actions.preview(tx, scoreFile, list, context.lang, now))
  return list && seen ? page(<PreviewPage page={context} file={scoreFile} list={list} seen={seen} refused={refused} />, refused ? 409 : 200) : notFound
}
