import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { formatKroner } from '../../../kernel/money.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { GoalGrounds, type Grounds } from './needs/parts.tsx'
import { partsOf, progressOf, type Goal, type Line, type Plan, type Progress, type Worked } from './rules.ts'
import type { Named } from './store.ts'

export type Shown = { readonly plan: Plan; readonly worked: readonly Worked[]; readonly themes: readonly Named[]; readonly today: LocalDate; readonly writes: boolean; /** The plan may be written now. */ readonly mayWrite: boolean; /** The reader leads measures, and the plan stands. */ readonly mayBegin: boolean; /** Who reads single needs ties them to goals. */ readonly ties: boolean; readonly grounds: Grounds }
type Part = { readonly page: PageContext; readonly view: Shown }

/** How far it has come, read from the work. */
export const progressText = ({ t }: Pick<PageContext, 't'>, { measures, running, closed, compared, own }: Progress): string =>
  [
    measures === 0 ? t('plans.progress.none') : t('plans.progress.running', { running, measures }),
    ...(closed === 0 ? [] : [t(compared === 0 ? 'plans.progress.closed' : 'plans.progress.compared', { closed, compared })]),
    ...(own === 0 ? [] : [t('plans.progress.own', { own })]),
  ].join(', ')
export const timeOf = ({ lang, t }: Pick<PageContext, 't' | 'lang'>, { startsOn, endsOn }: Pick<Goal, 'startsOn' | 'endsOn'>) => t('plans.period', { from: formatDate(startsOn, lang, 'short'), to: formatDate(endsOn, lang, 'short') })
/** Goals with their working goals under them, and their numbers: 1, 1.1, 1.2, 2. */
export const inOrder = (plan: Plan): readonly { readonly goal: Goal; readonly number: string }[] =>
  plan.goals.filter(({ parentId }) => parentId === undefined).flatMap((goal, at) => [{ goal, number: String(at + 1) }, ...partsOf(plan, goal.id).map((part, below) => ({ goal: part, number: `${at + 1}.${below + 1}` }))])

/** The whole plan in one table, as municipalities write it. */
export const PlanTable = ({ page, view: { plan, worked } }: Part) => {
  const { t, lang } = page
  const rows = inOrder(plan)
  if (rows.length === 0) return <p class="ds-paragraph subtle">{t('plans.goals.none')}</p>
  return (
    <Table
      caption={t('plans.table')}
      rows={rows}
      rowKey={({ goal }) => goal.id}
      columns={[
        { key: 'goal', title: t('plans.field.goal'), heading: true, cell: ({ goal, number }) => <a class="ds-link" href={`#mal-${goal.id}`}>{number} {goal.title}</a> },
        { key: 'who', title: t('plans.field.responsible'), cell: ({ goal }) => goal.responsible || '–' },
        { key: 'when', title: t('plans.field.period'), cell: ({ goal }) => timeOf(page, goal) },
        { key: 'money', title: t('plans.field.economy'), numeric: true, cell: ({ goal }) => (goal.economy === undefined ? '–' : formatKroner(goal.economy, lang)) },
        { key: 'status', title: t('plans.field.progress'), cell: ({ goal }) => progressText(page, progressOf(plan, worked, goal.id)) },
      ]}
    />
  )
}

/** Goal by goal: why, what is done, and how far each has come. */
export const GoalSections = ({ page, view }: Part) => (
  <>
    {inOrder(view.plan).map(({ goal, number }) => (
      <Section title={`${number} ${goal.title}`} id={`mal-${goal.id}`}>
        <GoalPart page={page} view={view} goal={goal} />
      </Section>
    ))}
  </>
)

const GoalPart = ({ page, view, goal }: Part & { readonly goal: Goal }) => {
  const { t, lang } = page
  const { plan, worked, themes } = view
  const of = themes.filter(({ code }) => goal.themes.includes(code))
  const mine = worked.filter((one) => one.goalId === goal.id)
  const own = plan.lines.filter((line) => line.goalId === goal.id && line.measureId === undefined)
  return (
    <>
      {goal.why && <p class="ds-paragraph kept-text">{goal.why}</p>}
      {of.length > 0 && <p class="ds-paragraph subtle">{t('plans.goal.themes', { themes: of.map(({ name }) => name[lang]).join(', ') })}</p>}
      {mine.length + own.length === 0 ? (
        partsOf(plan, goal.id).length === 0 && <p class="ds-paragraph subtle">{t('plans.lines.none')}</p>
      ) : (
        <ul class="ds-list">
          {mine.map((one) => <li><WorkedLine page={page} one={one} line={plan.lines.find(({ measureId }) => measureId === one.measureId)} /></li>)}
          {own.map((line) => <li>{line.title}{line.responsible && `, ${line.responsible}`} <span class="subtle">({t('plans.line.own')})</span></li>)}
        </ul>
      )}
      <GoalGrounds page={page} grounds={view.grounds} goalId={goal.id} />
      <ButtonRow>
        {view.mayBegin && <LinkButton href={`/tiltak/nytt?mal=${goal.id}`} variant="secondary" small about={goal.title}>{t('plans.goal.begin')}</LinkButton>}
        {view.mayWrite && <LinkButton href={`/strategi/${plan.id}/mal/${goal.id}/tiltak`} variant="secondary" small about={goal.title}>{t('plans.line.add')}</LinkButton>}
        {view.mayWrite && view.ties && <LinkButton href={`/strategi/${plan.id}/mal/${goal.id}/behov`} variant="tertiary" small about={goal.title}>{t('plans.needs.open')}</LinkButton>}
        {view.mayWrite && <LinkButton href={`/strategi/${plan.id}/mal/${goal.id}`} variant="tertiary" small about={goal.title}>{t('plans.goal.change')}</LinkButton>}
      </ButtonRow>
    </>
  )
}

const WorkedLine = ({ page: { t, lang }, one, line }: { readonly page: PageContext; readonly one: Worked; readonly line: Line | undefined }) => {
  const state = one.closed ? (one.compared ? 'compared' : 'closed') : one.begunOn ? 'running' : 'planned'
  return (
    <>
      {one.title === undefined ? t('plans.measure.unnamed') : t('plans.measure', { title: one.title, lead: one.lead ?? '' })}{line?.responsible ? `, ${line.responsible}` : ''}: {t(`plans.measure.${state}`, { from: formatDate(one.begunOn ?? one.startsOn, lang, 'short') })}
    </>
  )
}
