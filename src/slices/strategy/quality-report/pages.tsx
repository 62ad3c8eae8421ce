import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form, type FieldError } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Place } from '../places/store.ts'
import { missingIn, tablesOf } from './figures/tables.ts'
import { FigureTables } from './figures/view.tsx'
import { bodyOf, chapters, isReplaced, lacksOf, stampOf, type Report, type ReportHead } from './rules.ts'

type Page = { readonly page: PageContext }
export const pathOf = (id: string, rest = ''): string => `/kvalitetsmelding/${id}${rest}`

export const yearName = ({ t }: Pick<PageContext, 't'>, year: number): string => t('picture.year.label', { from: String(year), to: String((year + 1) % 100).padStart(2, '0') })
export const nameOf = (page: Pick<PageContext, 't'>, { year, version }: Pick<ReportHead, 'year' | 'version'>): string =>
  version === 1 ? page.t('quality.name', { year: yearName(page, year) }) : page.t('quality.name.version', { year: yearName(page, year), version: String(version) })

const StateTag = ({ page: { t }, head, replaced }: Page & { readonly head: ReportHead; readonly replaced: boolean }) =>
  replaced ? <Tag>{t('quality.state.replaced')}</Tag> : <Tag color={head.state === 'published' ? 'success' : head.state === 'approved' ? 'info' : 'warning'}>{t(`quality.state.${head.state}`)}</Tag>

export type ListView = { readonly heads: readonly ReportHead[]; readonly places: readonly Place[]; readonly years: readonly number[]; readonly errors: readonly FieldError[]; readonly typed: Readonly<Record<string, string>> }

/** The reports one may see, and the form that begins one, for those who write. */
export const ListPage = ({ page, view: { heads, places, years, errors, typed } }: Page & { readonly view: ListView }) => {
  const { t } = page
  const writes = places.length > 0
  return (
    <Layout page={page} title={t('quality.title')} intro={t(writes ? 'quality.intro.write' : 'quality.intro.read')} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      {heads.length === 0 ? (
        <EmptyState title={t('quality.none')}><p>{t(writes ? 'quality.none.write' : 'quality.none.read')}</p></EmptyState>
      ) : (
        <Section title={t('quality.list')}>
          <Table
            caption={t('quality.list')}
            hiddenCaption
            rows={heads}
            rowKey={({ id }) => id}
            columns={[
              { key: 'name', title: t('quality.title'), heading: true, cell: (head) => <a class="ds-link" href={pathOf(head.id)}>{nameOf(page, head)}</a> },
              { key: 'municipality', title: t('quality.municipality'), cell: ({ municipality }) => municipality },
              { key: 'state', title: t('quality.state'), cell: (head) => <StateTag page={page} head={head} replaced={isReplaced(head, heads)} /> },
            ]}
          />
        </Section>
      )}
      {writes && (
        <Section title={t('quality.new')}>
          <Form action="/kvalitetsmelding" label={t('quality.new')}>
            {places.length === 1 ? <input type="hidden" name="kommune" value={places[0]?.id} /> : <SelectField name="kommune" label={t('quality.municipality')} value={typed['kommune']} error={errorFor(errors, 'kommune')} options={places.map(({ id, name }) => ({ value: id, text: name }))} />}
            <SelectField name="aar" label={t('quality.year')} hint={t('quality.new.year.hint')} empty={false} value={typed['aar'] ?? String(years[0] ?? '')} error={errorFor(errors, 'aar')} options={years.map((year) => ({ value: String(year), text: yearName(page, year) }))} />
            <RadioGroup name="malform" label={t('quality.new.language')} inline value={typed['malform'] ?? places[0]?.language} error={errorFor(errors, 'malform')} options={(['nb', 'nn'] as const).map((value) => ({ value, text: t(`quality.new.language.${value}`) }))} />
            <ButtonRow>
              <Button>{t('quality.new.button')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
    </Layout>
  )
}

export type ReportView = { readonly report: Report; readonly writes: boolean; readonly authority: boolean; readonly replaced: boolean; /** Another version of the year is being written. */ readonly isWritten: boolean; readonly errors: readonly FieldError[] }

/** A report: chapter by chapter what is written and the figures it stands on, and the next step for those who may take it. */
export const ReportPage = ({ page, view }: Page & { readonly view: ReportView }) => {
  const { t, lang } = page
  const { report, writes, errors } = view
  const { dateTime } = formats(lang)
  const tables = tablesOf(page, report.snapshot.figures)
  const draft = report.state === 'draft'
  return (
    <Layout page={page} title={nameOf(page, report)} above={report.municipality} back={{ href: '/kvalitetsmelding', text: t('quality.title') }} hasErrors={errors.length > 0}>
      <ErrorSummary errors={errors} />
      <p>
        <StateTag page={page} head={report} replaced={view.replaced} /> {report.approvedAt && t('quality.approved.by', { when: dateTime(report.approvedAt), who: report.approvedBy ?? '' })}{' '}
        {report.publishedAt && t('quality.published.by', { when: dateTime(report.publishedAt), who: report.publishedBy ?? '' })}
      </p>
      {view.replaced && <Alert kind="info" title={t('quality.replaced.title')}><p class="ds-paragraph">{t('quality.replaced.text')}</p></Alert>}
      <p class="ds-paragraph subtle">{writes ? t('quality.figures.taken', { when: dateTime(report.snapshot.takenAt), who: report.snapshot.takenBy }) : t('quality.figures.taken.fixed', { when: dateTime(report.snapshot.takenAt) })}</p>
      <ButtonRow>
        <LinkButton href={pathOf(report.id, '/melding.pdf')} variant="secondary" download>{t('quality.file.pdf')}</LinkButton>
        <LinkButton href={pathOf(report.id, '/melding.html')} variant="secondary" download>{t('quality.file.html')}</LinkButton>
        <LinkButton href={pathOf(report.id, '/tabeller.xlsx')} variant="secondary" download>{t('quality.file.xlsx')}</LinkButton>
        {writes && <LinkButton href={pathOf(report.id, '/tall')} variant="secondary">{t('quality.figures.see')}</LinkButton>}
      </ButtonRow>
      <nav aria-label={t('quality.contents')}>
        <ul class="ds-list">
          {chapters.map((chapter) => <li><a class="ds-link" href={`#kapittel-${chapter}`}>{t(`quality.chapter.${chapter}`)}</a></li>)}
        </ul>
      </nav>
      {chapters.map((chapter) => {
        const body = bodyOf(report, chapter)
        const missing = missingIn(page, chapter, tables)
        return (
          <Section title={t(`quality.chapter.${chapter}`)} id={`kapittel-${chapter}`}>
            {body ? <p class="ds-paragraph kept-text">{body}</p> : writes && draft && <p class="ds-paragraph subtle">{t('quality.text.none')}</p>}
            {writes && draft && (
              <ButtonRow>
                <LinkButton href={pathOf(report.id, `/kapittel/${chapter}`)} variant="secondary" small about={t('quality.write.about', { chapter: t(`quality.chapter.${chapter}`) })}>{t('quality.write')}</LinkButton>
              </ButtonRow>
            )}
            {missing && <p class="ds-paragraph subtle">{missing}</p>}
            <FigureTables page={page} tables={tables.filter((table) => table.chapter === chapter)} />
          </Section>
        )
      })}
      <Details summary={t('quality.rules')}><p>{t('quality.rules.text')}</p></Details>
      {writes && <NextStep page={page} view={view} />}
    </Layout>
  )
}

const NextStep = ({ page, view: { report, authority, isWritten } }: Page & { readonly view: ReportView }) => {
  const { t } = page
  const step = report.state === 'draft' ? 'approve' : report.state === 'approved' ? 'publish' : undefined
  const again = report.state !== 'draft' && !isWritten
  return (
    <>
      {step && !authority && <Alert kind="info"><p class="ds-paragraph">{t('quality.waits')}</p></Alert>}
      {step && authority && (
        <Section title={t(`quality.${step}`)}>
          {report.state === 'draft' && lacksOf(report).length > 0 ? <Alert kind="info"><p class="ds-paragraph">{t('quality.because.not-whole')}</p></Alert> : (
            <Form action={pathOf(report.id, '/trinn')} label={t(`quality.${step}`)}>
              <input type="hidden" name="trinn" value={step} />
              <input type="hidden" name="sett" value={stampOf(report)} />
              <p class="ds-paragraph">{t(`quality.${step}.text`)}</p>
              <ButtonRow><Button>{t(`quality.${step}`)}</Button></ButtonRow>
            </Form>
          )}
        </Section>
      )}
      {again && (
        <Section title={t('quality.new-version')}>
          <Form action="/kvalitetsmelding" label={t('quality.new-version')}>
            <input type="hidden" name="kommune" value={report.municipalityId} />
            <input type="hidden" name="aar" value={report.year} />
            <input type="hidden" name="malform" value={report.language} />
            <p class="ds-paragraph">{t('quality.new-version.text')}</p>
            <ButtonRow><Button variant="secondary">{t('quality.new-version')}</Button></ButtonRow>
          </Form>
        </Section>
      )}
    </>
  )
}
