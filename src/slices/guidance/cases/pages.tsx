import { compareDates, formatDate, type LocalDate } from '../../../kernel/dates.ts'
import type { PersonId } from '../../../kernel/ids.ts'
import { formats, isKey, type Translate } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { ErrorSummary } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import type { Moment } from '../../audit/index.ts'
import { describeFlow, FlowDiagram, inLanguage, stepOf, whereAmI, type Facts, type Flow, type Reader, type Theme } from '../flow/index.ts'
import type { GuardWarning } from '../../../kernel/guarded-form.ts'
import { AnswerList, BuildsOn, pathOf } from '../requests/pages.tsx'
import { fieldsOf, sections } from '../requests/rules.ts'
import type { Attachment } from '../requests/store.ts'
import { Attachments } from './attachments.tsx'
import { eventKey } from './events.ts'
import { AssignForms, MoveForm, NoteForm, ReopenForm, UndoForm, WithdrawForm } from './case-forms.tsx'
import { tasksFor, tasksOfCase, turnIn, type CaseTask, type WaitsFor } from '../tasks/rules.ts'
import { inStepOf, type CasePart } from './parts.ts'
import type { Side } from './rules.ts'
import type { Assignment, Case, Note, StepEntry } from './store.ts'

export type CaseView = {
  readonly one: Case
  readonly flow: Flow
  readonly facts: Facts
  readonly side: Side
  readonly head: boolean
  readonly leader: boolean
  readonly membershipId: string
  readonly personId: PersonId
  readonly steps: readonly StepEntry[]
  /** The steps, with those that were undone. */
  readonly entries: readonly StepEntry[]
  readonly assignments: readonly Assignment[]
  readonly advisers: readonly { readonly membershipId: string; readonly name: string; readonly cases: number }[]
  readonly notes: readonly Note[]
  readonly moments: readonly Moment[]
  readonly readings: readonly { readonly at: Date; readonly who: string; readonly page: string }[]
  readonly attachments: readonly Attachment[]
  readonly themes: readonly Theme[]
  readonly parts: readonly CasePart[]
  readonly place: number | undefined
  readonly today: LocalDate
  readonly undoable: boolean
}

/** What keeps a form of the page from being saved; `warnings` when the writer must look at the text once more. */
export type CaseProblem = { readonly field: string; readonly text: string; readonly warnings?: readonly GuardWarning[] } | undefined
type Props = { readonly page: PageContext; readonly view: CaseView; readonly problem?: CaseProblem; readonly typed?: Readonly<Record<string, string>> }

/** A case: where it is, what waits for you, what has been agreed, and all that has happened. The same page for both sides, with what is theirs. */
export const CasePage = ({ page, view, problem, typed = {} }: Props) => {
  const { t } = page
  const { one } = view
  const heading = t('guidance.case.title', { kindergarten: one.kindergartenName })
  return (
    <Layout page={page} title={`${heading}, ${one.reference}`} heading={heading} above={t('guidance.case.reference', { reference: one.reference })} back={{ href: '/veiledning', text: t('guidance.title') }} hasErrors={problem !== undefined} wide>
      <ErrorSummary errors={problem && !problem.warnings ? [problem] : []} />
      <div class="case">
        <div class="case-now">
          <Standing page={page} view={view} />
          <YourTurn page={page} view={view} problem={problem} typed={typed} />
          <Happened page={page} view={view} />
        </div>
        <div class="case-parts">
          <Agreed page={page} view={view} problem={problem} typed={typed} />
        </div>
      </div>
    </Layout>
  )
}

/** What has been agreed and written, part by part, and the request it began with. */
const Agreed = ({ page, view, problem, typed = {} }: Props) => {
  const { t } = page
  const { one, parts } = view
  return (
    <>
      {parts.map((part) => (
        <section class="page-part" id={part.id}>
          <h2 class="ds-heading" data-size="sm">
            {part.title}
          </h2>
          {part.body}
        </section>
      ))}
      <section class="page-part" id="beskjeder">
        <h2 class="ds-heading" data-size="sm">
          {t(view.side === 'team' ? 'guidance.case.notes' : 'guidance.case.messages')}
        </h2>
        <Notes page={page} notes={view.notes} />
        {one.state === 'running' && (view.side === 'team' || view.head) && <NoteForm page={page} id={one.id} side={view.side} problem={problem} typed={typed} />}
      </section>
      <Attachments page={page} view={view} problem={problem} />
      <section class="page-part" id="foresporsel">
        <Details summary={t('guidance.case.request')} open={view.side === 'team' && one.state === 'running' && (one.stepKind === 'triage' || one.stepKind === 'clarification')}>
          <BuildsOn page={page} need={one.need} />
          <AnswerList page={page} content={one.content} fields={sections.flatMap((section) => fieldsOf[section])} themes={view.themes} />
        </Details>
        <Details summary={t('guidance.case.flow')}>
          <FlowDiagram flow={view.flow} lang={page.lang} here={one.stepKey} done={view.steps.map((step) => step.stepKey)} />
          <ol class="ds-list">
            {describeFlow(view.flow, page.lang, readerOf(view)).map((step) => (
              <li>
                <strong>{step.name}</strong>: {step.help}
              </li>
            ))}
          </ol>
        </Details>
      </section>
      {view.head && one.state === 'running' && <WithdrawForm page={page} view={view} problem={problem} typed={typed} />}
      <ButtonRow>
        <LinkButton variant="secondary" href={pathOf(one.id, '/sak.pdf')} download>
          {t('guidance.case.pdf')}
        </LinkButton>
        {(view.head || view.side === 'team') && (
          <LinkButton variant="secondary" href={`/tiltak/nytt?sak=${one.id}`}>
            {t('measures.new')}
          </LinkButton>
        )}
      </ButtonRow>
      <p class="subtle">{t('guidance.case.who-can-see')}</p>
    </>
  )
}

/** What was opened; a page that has been renamed since is the case. */
const readingText = (t: Translate, page: string): string => {
  const key = `guidance.case.reading.${page}`
  return t(isKey(key) ? key : 'guidance.case.reading.case')
}

/** How many events stand open on the page; the older ones fold away. */
const newest = 3

/** What has happened, the newest first, and who has read. */
const Happened = ({ page, view }: Props) => {
  const { t, lang } = page
  const events = view.moments.toReversed().map((moment) => ({ at: moment.at, text: momentText(page, view, moment), by: moment.who, onBehalfOf: moment.onBehalfOf }))
  const older = events.slice(newest)
  return (
    <section class="page-part" id="tidslinje">
      <h2 class="ds-heading" data-size="sm">
        {t('guidance.case.timeline')}
      </h2>
      <Timeline events={events.slice(0, newest)} />
      {older.length > 0 && (
        <Details summary={t('guidance.case.timeline.older', { count: older.length })}>
          <Timeline events={older} label={t('guidance.case.timeline')} />
        </Details>
      )}
      {view.readings.length > 0 && (
        <Details summary={t('guidance.case.readers')}>
          <ul class="ds-list">
            {view.readings.map((reading) => (
              <li>
                {reading.who}, {formats(lang).dateTime(reading.at)}: {readingText(t, reading.page)}
              </li>
            ))}
          </ul>
        </Details>
      )}
    </section>
  )
}

/** "You are here, next is …, by …" */
const Standing = ({ page, view }: Props) => {
  const { t, lang } = page
  const { one, flow, facts, assignments, today } = view
  const here = whereAmI(flow, one.stepKey, facts, lang, readerOf(view))
  if (!here) return null
  const names = assignments.map((one) => one.name).join(', ')
  const outcome = one.outcome && outcomeName(flow, one.outcome, page)
  return (
    <Card tinted title={t(view.side === 'team' ? 'guidance.case.here.team' : 'guidance.case.here.step', { step: here.here.name })}>
      {one.state === 'closed' && one.closedAt ? (
        <p>{t('guidance.case.closed', { date: formats(lang).date(one.closedAt), outcome: outcome ?? '' })}</p>
      ) : (
        <>
          <p>{here.here.help}</p>
          <p>
            {one.dueOn === undefined ? t('guidance.case.no-deadline') : compareDates(one.dueOn, today) < 0 ? <strong>{t('guidance.case.overdue', { date: formatDate(one.dueOn, lang, 'weekday') })}</strong> : t('guidance.case.by', { date: formatDate(one.dueOn, lang, 'weekday') })}
            {' · '}
            {turnText(page, view)}
          </p>
          {here.next.length > 0 && <p>{t('guidance.case.next', { steps: formats(lang).either([...new Set(here.next.map((step) => step.name))]) })}</p>}
        </>
      )}
      <p>{names === '' ? t('guidance.case.advisers.none') : t('guidance.case.advisers', { names })}</p>
      {view.place !== undefined && <p>{t('guidance.case.queue', { place: view.place, reason: one.waitingReason ?? '' })}</p>}
      {one.summary && (
        <p>
          <strong>{t('guidance.case.summary')}:</strong> {one.summary}
        </p>
      )}
    </Card>
  )
}

/** The step's text speaks to the one who reads. */
const readerOf = ({ side }: CaseView): Reader => (side === 'team' ? 'team' : 'head')

/** Who is responsible now, or what the case waits for when that one has done their part. The advisers by name, to both sides. */
function turnText({ t, lang }: PageContext, view: CaseView): string {
  const inStep = inStepOf(view)
  if (!inStep) return ''
  const { kind, who } = turnIn(inStep.step, view.assignments.length > 0, allTasks(view))
  const name = (one: WaitsFor): string =>
    isMe(view, one) ? t(`guidance.case.${kind}.you`) : one === 'adviser' ? formats(lang).list(view.assignments.map((adviser) => adviser.name)) : t(`guidance.case.who.${one}`)
  return t(`guidance.case.${kind}`, { who: formats(lang).list(who.map(name)) })
}

const isMe = ({ head, leader, assignments, membershipId }: CaseView, who: WaitsFor): boolean =>
  who === 'head' ? head : who === 'team-leader' ? leader : who === 'adviser' && assignments.some((one) => one.membershipId === membershipId)

export const outcomeName = (flow: Flow, code: string, { lang }: PageContext): string =>
  flow.steps.flatMap((step) => step.exits).filter((exit) => exit.code === code).map((exit) => inLanguage(exit.name, lang))[0] ?? code

/** All that waits in the case, for everybody. */
function allTasks({ one, flow, parts, assignments }: CaseView): CaseTask[] {
  const inStep = inStepOf({ one, flow })
  return inStep ? tasksOfCase({ ...inStep, taken: assignments.length > 0 }, parts.flatMap((part) => part.tasks ?? [])) : []
}

/** What waits for the one who looks, as my tasks has it too. */
function tasksOf(view: CaseView): CaseTask[] {
  const { head, leader, side } = view
  if (side === 'kindergarten' && !head) return []
  return tasksFor({ role: head ? 'head' : leader ? 'team-leader' : 'adviser', mine: isMe(view, 'adviser') }, allTasks(view))
}

/** What waits for the one who looks: first the things to do, then the way on. */
const YourTurn = ({ page, view, problem, typed = {} }: Props) => {
  const { t } = page
  const { one, side, head } = view
  const tasks = tasksOf(view)
  const acts = side === 'team' || head
  return (
    <section class="page-part" id="neste">
      {tasks.length > 0 && (
        <Alert kind="info" title={t('guidance.case.your-turn')}>
          <ul class="ds-list">
            {tasks.map((task) => (
              <li>
                <a class="ds-link" href={task.href}>
                  {t(task.words)}
                </a>
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {head && one.state === 'running' && tasks.length === 0 && (
        <p>{t('guidance.case.nothing-for-you', { who: view.assignments.map((assignment) => assignment.name).join(', ') || one.teamName })}</p>
      )}
      {side === 'team' && one.state === 'running' && <AssignForms page={page} view={view} problem={problem} typed={typed} />}
      {acts && one.state === 'running' && <MoveForm page={page} view={view} problem={problem} typed={typed} />}
      {acts && view.undoable && <UndoForm page={page} id={one.id} />}
      {side === 'team' && one.state === 'closed' && <ReopenForm page={page} view={view} problem={problem} typed={typed} />}
    </section>
  )
}

const Notes = ({ page, notes }: { readonly page: PageContext; readonly notes: readonly Note[] }) => {
  const { t, lang } = page
  if (notes.length === 0) return <p class="subtle">{t('guidance.case.notes.none')}</p>
  return (
    <ul class="plain-list">
      {notes.map((note) => (
        <li class="note">
          <p class="kept-text">{note.text}</p>
          <p class="subtle">
            {note.by}, {formats(lang).dateTime(note.at)}
            {note.internal && ` · ${t('guidance.case.note.internal')}`}
          </p>
        </li>
      ))}
    </ul>
  )
}

/** The sentence of an event; kinds of other nouns have theirs in their own areas. */
export function momentText({ t, lang }: PageContext, { flow, entries }: CaseView, moment: Moment): string {
  const name = moment.kind.replace(/^guidance\./, '')
  const step = stepOf(flow, String(moment.data['to'] ?? ''))
  const values = { step: step ? inLanguage(step.name, lang) : '', adviser: String(moment.data['adviser'] ?? ''), answer: String(moment.data['answer'] ?? '') }
  const reason = name === 'moved' || name === 'reopened' ? entries.find((entry) => entry.stepKey === moment.data['to'] && entry.enteredAt.getTime() === moment.at.getTime())?.reasonText : undefined
  const text = (t as (key: string, values?: object) => string)(eventKey(moment.kind), values)
  return `${text}${reason ? `. ${t('guidance.event.reason', { text: reason })}` : ''}${moment.internal ? ` (${t('guidance.event.internal')})` : ''}`
}
