import { formatDate } from '../../../kernel/dates.ts'
import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { ScaleMark } from '../../../ui/line-chart.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import { figureWords } from '../sessions/summary/document.ts'
import type { Choice, Line, Side, ThemeLine, Verdict } from './rules.ts'
import type { Comparison } from './store.ts'

const pathOf = (id: string): string => `/okter/sammenlikning/${id}`
/** Where a measure waits to be closed, its id goes along. */
const withMeasure = (path: string, measure: string | undefined): string => (measure ? `${path}?tiltak=${measure}` : path)

export type ChoosingView = { readonly choices: readonly Choice[]; readonly made: readonly Comparison[]; readonly makes: boolean; readonly measure: string | undefined; readonly typed: Readonly<Record<string, string>>; readonly errors: readonly FieldError[] }

/** Which two sessions to lay side by side, and those that have been. */
export const ChoosingPage = ({ page, view }: { readonly page: PageContext; readonly view: ChoosingView }) => {
  const { t, lang } = page
  const options = view.choices.map((one) => ({ value: one.id, text: t('comparison.choice', { title: one.title, date: formatDate(one.endedOn, lang, 'long'), instrument: one.instrument[lang], number: one.number }) }))
  return (
    <Layout page={page} title={t('comparison.title')} intro={t('comparison.intro')} back={view.measure ? { href: `/tiltak/${view.measure}/avslutning`, text: t('comparison.back.measure') } : { href: '/okter', text: t('sessions.title') }} hasErrors={view.errors.length > 0}>
      <ErrorSummary errors={view.errors} />
      {view.makes && options.length === 0 && (
        <EmptyState title={t('comparison.none.title')} action={<LinkButton href="/okter/ny">{t('comparison.none.plan')}</LinkButton>}>
          {t('comparison.none.text')}
        </EmptyState>
      )}
      {view.makes && options.length > 0 && (
        <Form action={withMeasure('/okter/sammenlikning', view.measure)}>
          <SelectField name="for" label={t('comparison.before.label')} empty={t('comparison.choose')} value={view.typed['for']} error={errorFor(view.errors, 'for')} options={options} />
          <SelectField name="etter" label={t('comparison.after.label')} empty={t('comparison.choose')} value={view.typed['etter']} error={errorFor(view.errors, 'etter')} options={options} />
          <ButtonRow>
            <Button>{t('comparison.make')}</Button>
          </ButtonRow>
        </Form>
      )}
      {view.made.length > 0 && (
        <>
          <h2 class="ds-heading" data-size="sm">{t('comparison.made')}</h2>
          <ul class="ds-list">
            {view.made.map((one) => (
              <li>
                <a class="ds-link" href={withMeasure(pathOf(one.id), view.measure)}>{t('comparison.made.line', { instrument: one.instrument[lang], before: formatDate(one.beforeOn, lang, 'long'), after: formatDate(one.afterOn, lang, 'long') })}</a>
                {!view.makes && <span class="subtle"> {one.kindergarten}</span>}
              </li>
            ))}
          </ul>
        </>
      )}
      {!view.makes && view.made.length === 0 && <p>{t('comparison.none.others')}</p>}
    </Layout>
  )
}

const verdictColor: Readonly<Record<Verdict, TagColor>> = { more: 'success', less: 'warning', 'cannot-tell': 'neutral' }
const VerdictTag = ({ page, verdict }: { readonly page: PageContext; readonly verdict: Verdict }) => <Tag color={verdictColor[verdict]}>{page.t(`comparison.verdict.${verdict}`)}</Tag>

/** Before and after, theme by theme: first in words, then the numbers, and how certain they are. */
export const ComparisonPage = ({ page, comparison, measure }: { readonly page: PageContext; readonly comparison: Comparison; readonly measure: string | undefined }) => {
  const { t, lang } = page
  const { lines } = comparison
  const named = (verdict: Verdict) => lines.filter((one) => one.verdict === verdict).map(({ words }) => words[lang])
  return (
    <Layout page={page} title={t('comparison.page.title')} above={comparison.kindergarten} back={{ href: withMeasure('/okter/sammenlikning', measure), text: t('comparison.title') }} wide>
      <SummaryList
        rows={[
          { term: t('comparison.before'), value: <a class="ds-link" href={`/okter/${comparison.beforeId}`}>{formatDate(comparison.beforeOn, lang, 'long')}</a> },
          { term: t('comparison.after'), value: <a class="ds-link" href={`/okter/${comparison.afterId}`}>{formatDate(comparison.afterOn, lang, 'long')}</a> },
          { term: t('comparison.instrument'), value: t('comparison.instrument.version', { name: comparison.instrument[lang], number: comparison.version }) },
        ]}
      />
      {!comparison.sameVersion && <p class="ds-paragraph">{t('comparison.languages')}</p>}
      <Alert kind="info" title={t('comparison.short')}>
        <ul class="ds-list">
          {(['more', 'less', 'cannot-tell'] as const).flatMap((verdict) => (named(verdict).length > 0 ? [<li>{t(`comparison.says.${verdict}`, { themes: formats(lang).list(named(verdict)) })}</li>] : []))}
        </ul>
      </Alert>
      {measure && (
        <ButtonRow>
          <LinkButton href={`/tiltak/${measure}/avslutning?sammenlikning=${comparison.id}`}>{t('comparison.use')}</LinkButton>
        </ButtonRow>
      )}
      {lines.map((theme) => <Theme page={page} theme={theme} />)}
      <Details summary={t('comparison.how')}>
        <p class="ds-paragraph">{t('comparison.how.margin')}</p>
        <p class="ds-paragraph">{t('comparison.how.masked')}</p>
        <p class="ds-paragraph">{t('comparison.how.people')}</p>
      </Details>
    </Layout>
  )
}

const Theme = ({ page, theme }: { readonly page: PageContext; readonly theme: ThemeLine }) => {
  const { t, lang } = page
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{theme.words[lang]}</h2>
      <Table
        caption={t('comparison.table', { theme: theme.words[lang] })}
        hiddenCaption
        rows={[{ ...theme, words: { nb: t('comparison.whole'), nn: t('comparison.whole'), en: t('comparison.whole') } }, ...theme.statements]}
        rowKey={({ key }) => key}
        phone="cards"
        columns={[
          { key: 'statement', title: t('sessions.result.statement'), heading: true, cell: ({ words }) => words[lang] },
          { key: 'before', title: t('comparison.before'), cell: ({ before }) => <SideCell page={page} side={before} /> },
          { key: 'after', title: t('comparison.after'), cell: ({ after }) => <SideCell page={page} side={after} /> },
          { key: 'difference', title: t('comparison.difference'), cell: (one) => differenceText(page, one) },
          { key: 'verdict', title: t('comparison.verdict'), cell: ({ verdict }) => <VerdictTag page={page} verdict={verdict} /> },
        ]}
      />
    </>
  )
}

const SideCell = ({ page, side }: { readonly page: PageContext; readonly side: Side | undefined }) => {
  const { t, lang } = page
  if (!side) return <span class="words">{t('sessions.few')}</span>
  return (
    <span class="words">
      <ScaleMark value={side.mean} least={1} most={5} /> {figureWords(page).mean(side)} <span class="subtle">{t('comparison.side.about', { margin: formats(lang).decimal(side.uncertainty), from: side.atLeast, to: side.atLeast + 4 })}</span>
    </span>
  )
}

function differenceText({ t, lang }: PageContext, { difference, margin }: Line): string {
  if (difference === undefined || margin === undefined) return '–'
  const size = formats(lang).decimal(Math.abs(difference))
  return t('comparison.difference.text', { sign: difference > 0 ? '+' : difference < 0 ? '−' : '', size, margin: formats(lang).decimal(margin) })
}
