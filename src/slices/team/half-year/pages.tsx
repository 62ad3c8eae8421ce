import { formatDate, formatDateTime } from '../../../kernel/dates.ts'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { SelectField, TextField } from '../../../ui/fields.tsx'
import { cameBack, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { CapacityTabs, halfYearPath, weekWords } from '../capacity/pages.tsx'
import { lastDayOf, type Span } from './facts.ts'
import { likelySpan, type Plan, type spansFrom } from './rules.ts'
import type { Planned } from './store.ts'

export const home = halfYearPath
export const framesPath = `${home}/rammer`
export const planPath = (id: string): string => `${home}/${id}`
export const spanWords = ({ t, lang }: PageContext, span: Span): string => t('half-year.span', { from: formatDate(span.from, lang, 'long'), until: formatDate(lastDayOf(span), lang, 'long') })
export const stateTag = ({ t }: PageContext, { state }: Pick<Plan, 'state'>) => <Tag color={state === 'adopted' ? 'success' : state === 'proposed' || state === 'waiting' ? 'info' : 'neutral'}>{t(`half-year.state.${state}`)}</Tag>

export type HomeView = { readonly plans: readonly Plan[]; readonly mine: readonly Planned[]; readonly leads: boolean; readonly spans: ReturnType<typeof spansFrom>; readonly key: string; readonly form: ShownForm; readonly told: readonly string[] }

/** The plans of the team, what one has in the one that is adopted, and for the leader: a new one. */
export const HomePage = ({ page, view: { plans, mine, leads, spans, key, form, told } }: { readonly page: PageContext; readonly view: HomeView }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('half-year.title')} intro={t('half-year.intro')} hasErrors={cameBack(form)} wide>
      <CapacityTabs page={page} current="half-year" leads={leads} />
      <ErrorSummary errors={form.errors} labels={{ uker: t('half-year.new.span') }} />
      <Told sentences={told} />
      {leads && (
        <Section title={t('half-year.new')}>
          <Form action={home}>
            <input type="hidden" name="nokkel" value={key} />
            <SelectField name="uker" label={t('half-year.new.span')} value={form.typed['uker'] ?? likelySpan(spans).from} error={errorFor(form.errors, 'uker')} options={spans.map((span) => ({ value: span.from, text: t('half-year.new.option', { from: formatDate(span.from, lang, 'long'), until: formatDate(lastDayOf(span), lang, 'long'), weeks: span.weeks }) }))} />
            <ButtonRow>
              <Button>{t('half-year.new.button')}</Button>
            </ButtonRow>
          </Form>
          <p>
            <a class="ds-link" href={framesPath}>{t('half-year.new.frames')}</a>
          </p>
        </Section>
      )}
      {plans.length === 0 ? (
        <EmptyState title={t('half-year.none')}>
          <p>{t(leads ? 'half-year.none.leader' : 'half-year.none.adviser')}</p>
        </EmptyState>
      ) : (
        <>
          <Section title={t('half-year.mine')} id="mine">
            {mine.length === 0 ? (
              <p>{t('half-year.mine.none')}</p>
            ) : (
              <>
                <ul class="ds-list">{mine.map((one) => <li>{t('half-year.mine.line', { week: weekWords(page, one.monday), what: one.what, to: one.to })}</li>)}</ul>
                <p>
                  <a class="ds-link" href="/arshjul?hva=planned">{t('half-year.mine.year')}</a>
                </p>
              </>
            )}
          </Section>
          <Section title={t('half-year.history')}>
            <Table
              caption={t('half-year.history')}
              hiddenCaption
              rows={plans}
              rowKey={({ id }) => id}
              columns={[
                { key: 'plan', title: t('half-year.plan'), heading: true, cell: ({ id, number }) => <a class="ds-link" href={planPath(id)}>{t('half-year.number', { number })}</a> },
                { key: 'span', title: t('half-year.span.title'), cell: (plan) => spanWords(page, plan) },
                { key: 'state', title: t('half-year.state'), cell: (plan) => stateTag(page, plan) },
                { key: 'made', title: t('half-year.made'), cell: ({ madeAt, madeBy }) => t('half-year.made.by', { at: formatDateTime(madeAt, lang), name: madeBy }) },
              ]}
            />
          </Section>
        </>
      )}
    </Layout>
  )
}

/** What stands in the way, sentence by sentence. */
export const Told = ({ sentences }: { readonly sentences: readonly string[] }) => (sentences.length === 0 ? null : <ul class="ds-list">{sentences.map((one) => <li>{one}</li>)}</ul>)

export type FramesView = {
  readonly promises: readonly { readonly id: string; readonly name: string; readonly gap: number | undefined }[]
  readonly kindergartens: readonly { readonly id: string; readonly name: string; readonly visits: number | undefined }[]
  readonly form: ShownForm
}
const framesLabels = ({ t }: PageContext): Readonly<Record<string, string>> => ({ lofte: t('half-year.frames.promise'), avstand: t('half-year.frames.gap.field'), barnehage: t('half-year.frames.kindergarten'), plass: t('half-year.frames.limit.field') })

/** How close visits may be, and how many a kindergarten can take. */
export const FramesPage = ({ page, view: { promises, kindergartens, form } }: { readonly page: PageContext; readonly view: FramesView }) => {
  const { t } = page
  const { typed, errors } = form
  const gaps = promises.filter(({ gap }) => gap !== undefined)
  const limits = kindergartens.filter(({ visits }) => visits !== undefined)
  return (
    <Layout page={page} title={t('half-year.frames')} intro={t('half-year.frames.intro')} back={{ href: home, text: t('half-year.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={errors} labels={framesLabels(page)} />
      <Section title={t('half-year.frames.gap')}>
        <Told sentences={gaps.map(({ name, gap }) => `${name}: ${t('half-year.frames.gap.value', { gap: gap ?? 1 })}`)} />
        <Form action={`${framesPath}/avstand`} label={t('half-year.frames.gap')}>
          <SelectField name="lofte" label={t('half-year.frames.promise')} value={typed['lofte']} error={errorFor(errors, 'lofte')} options={promises.map(({ id, name }) => ({ value: id, text: name }))} />
          <TextField name="avstand" label={t('half-year.frames.gap.field')} value={typed['avstand']} error={errorFor(errors, 'avstand')} width={4} />
          <ButtonRow>
            <Button>{t('half-year.frames.save-gap')}</Button>
          </ButtonRow>
        </Form>
      </Section>
      <Section title={t('half-year.frames.limit')}>
        <Told sentences={limits.map(({ name, visits }) => `${name}: ${t('half-year.frames.limit.value', { visits: visits ?? 1 })}`)} />
        <Form action={`${framesPath}/plass`} label={t('half-year.frames.limit')}>
          <SelectField name="barnehage" label={t('half-year.frames.kindergarten')} value={typed['barnehage']} error={errorFor(errors, 'barnehage')} options={kindergartens.map(({ id, name }) => ({ value: id, text: name }))} />
          <TextField name="plass" label={t('half-year.frames.limit.field')} value={typed['plass']} error={errorFor(errors, 'plass')} width={4} />
          <ButtonRow>
            <Button variant="secondary">{t('half-year.frames.save-limit')}</Button>
          </ButtonRow>
        </Form>
      </Section>
    </Layout>
  )
}
