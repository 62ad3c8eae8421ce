import { formatDate, formatDateTime } from '../../../../kernel/dates.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { FileField } from '../../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../../ui/form.tsx'
import { KeyFigures } from '../../../../ui/key-figures.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { Table } from '../../../../ui/table.tsx'
import { wordsIn } from '../../instruments/definition.ts'
import { NoLists, type ListChoice } from '../enter-pages.tsx'
import { scoreText } from '../words.ts'
import type { Preview } from './actions.ts'
import { problemText } from './problem-file.ts'
import { mostLines, mostMegabytes, type PlannedLine } from './rules.ts'
import type { ScoreFile } from './store.ts'

type Page = { readonly page: PageContext }
const addressOf = (file: Pick<ScoreFile, 'id'>, more = ''): string => `/kartlegginger/fil/${file.id}${more}`
const home = ({ t }: PageContext) => ({ href: '/kartlegginger', text: t('scores.title') })

/** Send a file in: first the template, then the file. And what became of the earlier ones. */
export const FilePage = ({ page, lists, files, chosen, errors, makes }: Page & { readonly makes: boolean; readonly lists: readonly ListChoice[]; readonly files: readonly ScoreFile[]; readonly chosen: string | undefined; readonly errors: readonly FieldError[] }) => {
  const { t, lang } = page
  const [only] = lists.length === 1 ? lists : []
  return (
    <Layout page={page} title={t('scores.file')} intro={t('scores.file.intro')} back={home(page)} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {lists.length === 0 && <NoLists page={page} makes={makes} />}
      {lists.length > 0 && (
        <>
          <Section title={t('scores.file.template')}>
            <p class="ds-paragraph">{t('scores.file.template.text')}</p>
            <ul class="ds-list">
              {lists.map(({ versionId, name }) => (
                <li>
                  {wordsIn(name, lang)}: <a class="ds-link" href={`/kartlegginger/fil/mal.xlsx?verktoy=${versionId}`} download>Excel<span class="ds-sr-only">, {wordsIn(name, lang)}</span></a> {t('scores.file.or')} <a class="ds-link" href={`/kartlegginger/fil/mal.csv?verktoy=${versionId}`} download>CSV<span class="ds-sr-only">, {wordsIn(name, lang)}</span></a>
                </li>
              ))}
            </ul>
          </Section>
          <Section title={t('scores.file.send')}>
            <Form action="/kartlegginger/fil" files>
              {only ? <input type="hidden" name="verktoy" value={only.versionId} /> : <RadioGroup name="verktoy" label={t('scores.file.list')} value={chosen} error={errorFor(errors, 'verktoy')} options={lists.map(({ versionId, name }) => ({ value: versionId, text: wordsIn(name, lang) }))} />}
              <FileField name="fil" label={t('scores.file.file')} hint={t('scores.file.hint', { lines: mostLines })} types={['xlsx', 'csv']} megabytes={mostMegabytes} error={errorFor(errors, 'fil')} />
              <ButtonRow>
                <Button>{t('scores.file.look')}</Button>
              </ButtonRow>
            </Form>
          </Section>
        </>
      )}
      {files.length > 0 && (
        <Section title={t('scores.file.earlier')}>
          <Table
            caption={t('scores.file.earlier')}
            hiddenCaption
            rows={files}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', title: t('scores.file.name'), heading: true, cell: (file) => (file.state === 'given-up' ? file.fileName : <a class="ds-link" href={addressOf(file)}>{file.fileName}</a>) },
              { key: 'when', title: t('scores.who'), cell: (file) => `${formatDateTime(file.uploadedAt, lang)}, ${file.uploadedBy}` },
              { key: 'state', title: t('instruments.state'), cell: (file) => t(`scores.file.state.${file.state}`) },
            ]}
          />
        </Section>
      )}
    </Layout>
  )
}

/** What the file will do, before anything is entered: the good lines, and every line that cannot go in with its reason. */
export const PreviewPage = ({ page, file, list, seen, refused }: Page & { readonly file: ScoreFile; readonly list: ListChoice; readonly seen: Preview; readonly refused?: 'changed-meanwhile' | 'nothing-good' | undefined }) => {
  const { t, lang } = page
  const { counts, plan } = seen
  const going = counts.added + counts.corrected
  return (
    <Layout page={page} title={t('scores.file.preview')} above={wordsIn(list.name, lang)} intro={file.fileName} back={{ href: '/kartlegginger/fil', text: t('scores.file') }} wide>
      {refused && <Alert kind="warning" answer>{t(`scores.file.because.${refused}`)}</Alert>}
      <Figures page={page} counts={counts} />
      {seen.blank > 0 && <p class="subtle">{t('scores.file.blank', { count: seen.blank })}</p>}
      {going === 0 && <Alert kind="info">{t(counts.unchanged > 0 ? 'scores.file.nothing-new' : 'scores.file.because.nothing-good')}</Alert>}
      <div class="button-row">
        {going > 0 && (
          <Form action={addressOf(file, '/start')}>
            <input type="hidden" name="stempel" value={seen.stamp} />
            <Button>{t('scores.file.apply', { count: going })}</Button>
          </Form>
        )}
        {counts.refused > 0 && <LinkButton href={addressOf(file, '/avvik.csv')} variant="secondary" download>{t('scores.file.problems.download')}</LinkButton>}
      </div>
      {counts.refused > 0 && (
        <Section title={t('scores.file.problems')}>
          <p class="ds-paragraph">{t('scores.file.problems.text')}</p>
          <Table
            caption={t('scores.file.problems')}
            hiddenCaption
            rows={seen.problems.slice(0, mostShown)}
            rowKey={({ line, because, column }) => `${line} ${because} ${column}`}
            columns={[
              { key: 'line', title: t('scores.file.line'), heading: true, cell: ({ line }) => t('scores.file.line.number', { line }) },
              { key: 'what', title: t('scores.file.wrong'), cell: (problem) => problemText(t, lang, problem, list.definition) },
            ]}
          />
          {seen.problems.length > mostShown && <p class="subtle">{t('scores.file.more', { count: seen.problems.length - mostShown })}</p>}
        </Section>
      )}
      {plan.length > 0 && (
        <Details summary={t('scores.file.good', { count: plan.length })} open={plan.length <= 20 || counts.corrected + counts.unchanged > 0}>
          {counts.corrected > 0 && <p class="ds-paragraph">{t('scores.file.outcome.other.text', { count: counts.corrected })}</p>}
          {counts.unchanged > 0 && <p class="ds-paragraph">{t('scores.file.outcome.same.text', { count: counts.unchanged })}</p>}
          <Table
            caption={t('scores.file.good', { count: plan.length })}
            hiddenCaption
            rows={plan.toSorted((a, b) => outcomes.indexOf(a.outcome) - outcomes.indexOf(b.outcome)).slice(0, mostShown)}
            rowKey={({ line }) => String(line)}
            columns={[
              { key: 'unit', title: t('scores.file.unit'), heading: true, cell: (line) => (line.unitId === line.kindergartenId ? line.kindergarten : `${line.kindergarten}, ${line.unit}`) },
              { key: 'on', title: t('scores.date'), cell: ({ on }) => formatDate(on, lang, 'short') },
              { key: 'scores', title: t('scores.table'), cell: (line) => scoresText(page, list, line.scores) },
              { key: 'outcome', title: t('scores.file.outcome'), cell: (line) => outcomeText(page, list, line) },
            ]}
          />
          {plan.length > mostShown && <p class="subtle">{t('scores.file.more', { count: plan.length - mostShown })}</p>}
        </Details>
      )}
    </Layout>
  )
}
const mostShown = 200
/** What changes something that stands is read first. */
const outcomes: readonly PlannedLine['outcome'][] = ['other', 'new', 'same']

const scoresText = ({ lang }: PageContext, { definition }: ListChoice, scores: PlannedLine['scores']): string =>
  definition.dimensions.flatMap(({ key, name }) => (scores[key] === undefined ? [] : [`${wordsIn(name, lang)} ${scoreText(scores[key], definition.scale.decimals, lang)}`])).join(' · ')
/** What the line does, and of what stands already all that becomes otherwise. How many answered stands in no exact number, here either. */
function outcomeText(page: PageContext, list: ListChoice, { outcome, standing, answered, source, scores }: PlannedLine): string {
  const { t } = page
  if (outcome !== 'other' || !standing) return t(`scores.file.outcome.${outcome === 'same' ? 'same' : 'new'}`)
  const before = [
    ...(scoresText(page, list, standing.scores) === scoresText(page, list, scores) ? [] : [scoresText(page, list, standing.scores)]),
    ...(standing.answered === answered ? [] : [list.definition.counted === 'answers' ? t('scores.file.outcome.answers') : t('scores.file.outcome.observations', { count: standing.answered })]),
    ...(standing.source === source ? [] : [t('scores.file.outcome.source', { source: standing.source })]),
  ]
  return t('scores.file.outcome.other', { scores: before.join(' · ') })
}

const Figures = ({ page: { t }, counts }: Page & { readonly counts: Preview['counts'] }) => (
  <KeyFigures
    figures={[
      { label: t('scores.file.count.added'), value: String(counts.added) },
      { label: t('scores.file.count.corrected'), value: String(counts.corrected) },
      { label: t('scores.file.count.unchanged'), value: String(counts.unchanged) },
      { label: t('scores.file.count.refused'), value: String(counts.refused) },
    ]}
  />
)

/** How it went. */
export const DonePage = ({ page, file, name }: Page & { readonly file: ScoreFile; readonly name: string }) => {
  const { t } = page
  const { added = 0, corrected = 0, unchanged = 0, refused = 0 } = file.counts
  return (
    <Layout page={page} title={t('scores.file.done')} above={name} intro={file.fileName} back={home(page)}>
      <Figures page={page} counts={{ added, corrected, unchanged, refused }} />
      {file.hasProblems && (
        <>
          <p class="ds-paragraph">{t('scores.file.problems.text')}</p>
          <ButtonRow>
            <LinkButton href={addressOf(file, '/avvik.csv')} variant="secondary" download>{t('scores.file.problems.download')}</LinkButton>
          </ButtonRow>
        </>
      )}
    </Layout>
  )
}
