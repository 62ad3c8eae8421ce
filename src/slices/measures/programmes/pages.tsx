import type { ComponentChildren } from 'preact'
import { addDays, formatDate, weekday, type LocalDate } from '../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { CheckboxGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { Translate } from '../../../texts/index.ts'
import type { NamedTheme } from '../measures/store.ts'
import { dueOf, isLate, nextOf, type Cycle } from './cycles/rules.ts'
import type { Waiting } from './cycles/store.ts'
import { isOver, limits, type Programme, type ProgrammeContent } from './rules.ts'

export const pathOf = (id: string, rest = ''): string => `/fellessatsinger/${id}${rest}`
export const periodText = ({ lang }: Pick<PageContext, 'lang'>, { startsOn, endsOn }: { readonly startsOn: LocalDate; readonly endsOn: LocalDate }): string => `${formatDate(startsOn, lang, 'short')}–${formatDate(endsOn, lang, 'short')}`
/** Sunday of the week the day is in. */
export const lastOfWeek = (day: LocalDate): LocalDate => addDays(day, 7 - weekday(day))
export const departmentOf = ({ department }: Pick<Cycle, 'department'>, t: Translate): string => department ?? t('programmes.whole')

/** Where a round stands, in a word: what comes next, that it is late, or that it is over. */
export const StandTag = ({ page: { t }, cycle, today }: { readonly page: PageContext; readonly cycle: Cycle; readonly today: LocalDate }) => {
  const next = nextOf(cycle)
  if (!next) return <Tag color={cycle.calledOffOn ? 'neutral' : 'success'}>{t(cycle.calledOffOn ? 'programmes.step.called-off' : 'programmes.step.done')}</Tag>
  return isLate(cycle, today) ? <Tag color="warning">{`${t(`programmes.step.${next}`)}: ${t('programmes.late')}`}</Tag> : <Tag color="info">{t(`programmes.step.${next}`)}</Tag>
}

type ProgrammesView = {
  readonly programmes: readonly Programme[]
  readonly mayBegin: boolean
  /** What is before the kindergarten, or before an observer; undefined for those who have neither. */
  readonly before: { readonly of: 'kindergarten' | 'observer'; readonly waiting: readonly Waiting[] } | undefined
  readonly today: LocalDate
}

/** The programmes one may see, and first what comes next in them for whoever looks. */
export const ProgrammesPage = ({ page, view }: { readonly page: PageContext; readonly view: ProgrammesView }) => {
  const { t } = page
  const { programmes, before, today } = view
  const begin = view.mayBegin && <LinkButton href="/fellessatsinger/ny">{t('programmes.new')}</LinkButton>
  return (
    <Layout page={page} title={t('programmes.title')} intro={t('programmes.intro')}>
      {programmes.length === 0 ? (
        <EmptyState title={t('programmes.none')} action={begin}>
          {t('programmes.none.text')}
        </EmptyState>
      ) : (
        <>
          {before && <Before page={page} before={before} today={today} />}
          <Section title={t('programmes.all')}>
            <Table
              caption={t('programmes.all')}
              hiddenCaption
              rows={programmes}
              rowKey={({ id }) => id}
              columns={[
                { key: 'title', title: t('programmes.field.title'), heading: true, cell: (one) => <a class="ds-link" href={pathOf(one.id)}>{one.title}</a> },
                { key: 'lead', title: t('programmes.lead'), cell: (one) => one.lead },
                { key: 'period', title: t('programmes.period'), cell: (one) => periodText(page, one) },
                { key: 'state', title: t('programmes.state'), cell: (one) => <RunTag page={page} programme={one} today={today} /> },
              ]}
            />
          </Section>
          {begin && <ButtonRow>{begin}</ButtonRow>}
        </>
      )}
    </Layout>
  )
}

export const RunTag = ({ page: { t }, programme, today }: { readonly page: PageContext; readonly programme: Programme; readonly today: LocalDate }) => (
  <Tag color={isOver(programme, today) ? 'neutral' : 'info'}>{t(isOver(programme, today) ? 'programmes.state.over' : 'programmes.state.running')}</Tag>
)

const Before = ({ page, before, today }: { readonly page: PageContext; readonly before: NonNullable<ProgrammesView['before']>; readonly today: LocalDate }) => {
  const { t } = page
  const inOrder = before.waiting.toSorted((a, b) => ((dueOf(a.cycle) ?? '') < (dueOf(b.cycle) ?? '') ? -1 : 1))
  const observer = before.of === 'observer'
  const shown = observer ? inOrder.filter(({ cycle }) => (dueOf(cycle) ?? today) <= lastOfWeek(today)) : inOrder
  const later = inOrder.length - shown.length
  return (
    <Section title={t(observer ? 'programmes.mine' : 'programmes.coming')}>
      {shown.length === 0 ? <p>{t(observer ? 'programmes.mine.none' : 'programmes.coming.none')}</p> : <WaitingTable page={page} waiting={shown} today={today} observer={observer} />}
      {later > 0 && <p class="subtle">{t('programmes.mine.later', { count: later })}</p>}
    </Section>
  )
}

const WaitingTable = ({ page, waiting, today, observer }: { readonly page: PageContext; readonly waiting: readonly Waiting[]; readonly today: LocalDate; readonly observer: boolean }) => {
  const { t, lang } = page
  return (
    <Table
      caption={t(observer ? 'programmes.mine' : 'programmes.coming')}
      hiddenCaption
      rows={waiting}
      rowKey={({ cycle }) => cycle.id}
      columns={[
        { key: 'day', title: t('programmes.day'), cell: ({ cycle }) => formatDate(dueOf(cycle) ?? today, lang, 'weekday') },
        { key: 'department', title: t('programmes.department'), heading: true, cell: ({ cycle }) => <a class="ds-link" href={pathOf(cycle.programmeId, `/runder/${cycle.id}`)}>{observer ? `${departmentOf(cycle, t)}, ${cycle.kindergarten}` : departmentOf(cycle, t)}</a> },
        { key: 'next', title: t('programmes.next'), cell: ({ cycle }) => <StandTag page={page} cycle={cycle} today={today} /> },
        ...(observer ? [] : [{ key: 'observer', title: t('programmes.observer'), cell: ({ cycle }: Waiting) => cycle.observer || t('programmes.observer.none') }]),
        { key: 'programme', title: t('programmes.back'), cell: ({ title }) => title },
      ]}
    />
  )
}

export const labelsOf = (t: Translate) => ({ tittel: t('programmes.field.title'), mal: t('programmes.field.goal'), ser: t('programmes.field.focus'), temaer: t('programmes.field.themes'), fra: t('programmes.field.from'), til: t('programmes.field.to') })
export const typedOf = (one: ProgrammeContent, { lang }: Pick<PageContext, 'lang'>): Readonly<Record<string, string>> => ({ tittel: one.title, mal: one.goal, ser: one.focus, fra: formatDate(one.startsOn, lang, 'short'), til: formatDate(one.endsOn, lang, 'short') })

export type WriteView = { readonly id: string | undefined; readonly startKey: string; readonly version: number; readonly form: ShownForm; readonly themes: readonly NamedTheme[]; readonly chosen: readonly string[] }
/** Plans a programme: what, why, what is looked for, when. Who is in it comes with its cohorts. */
export const WritePage = ({ page, view, children }: { readonly page: PageContext; readonly view: WriteView; readonly children?: ComponentChildren }) => {
  const { t, lang } = page
  const { form, chosen } = view
  const labels = labelsOf(t)
  const field = (name: keyof typeof labels) => ({ name, label: labels[name], value: form.typed[name], error: errorFor(form.errors, name) })
  return (
    <Layout page={page} title={t(view.id ? 'programmes.edit' : 'programmes.new')} back={view.id ? { href: pathOf(view.id), text: t('programmes.back') } : { href: '/fellessatsinger', text: t('programmes.title') }} hasErrors={cameBack(form)}>
      <ErrorSummary errors={form.errors} labels={labels} />
      <Form action={view.id ? pathOf(view.id, '/endring') : '/fellessatsinger'} leaveWarning>
        {view.id ? <input type="hidden" name="versjon" value={view.version} /> : <input type="hidden" name="nokkel" value={view.startKey} />}
        <TextField {...field('tittel')} guard />
        <TextArea {...field('mal')} hint={t('programmes.field.goal.hint')} rows={4} limit={limits.text} guard />
        <TextArea {...field('ser')} hint={t('programmes.field.focus.hint')} rows={4} limit={limits.text} mark="optional" guard />
        <CheckboxGroup name="temaer" label={labels.temaer} values={chosen} mark="optional" options={view.themes.filter(({ code, offered }) => offered || chosen.includes(code)).map(({ code, name }) => ({ value: code, text: name[lang] }))} />
        <DateField {...field('fra')} />
        <DateField {...field('til')} />
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('common.save')}</Button>
        </ButtonRow>
      </Form>
      {children}
    </Layout>
  )
}
