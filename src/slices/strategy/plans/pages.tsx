import { formatDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { DateField, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { Comments } from './hearing/part.tsx'
import { isReplaced, mayWrite, type Plan, type PlanHead } from './rules.ts'
import { GoalSections, PlanTable, type Shown } from './shown.tsx'
import type { Frame } from './store.ts'

type Page = { readonly page: PageContext }
export const pathOf = (id: string, rest = ''): string => `/strategi/${id}${rest}`
export const nameOf = ({ t }: Pick<PageContext, 't'>, { title, version }: Pick<PlanHead, 'title' | 'version'>): string => (version === 1 ? title : t('plans.name.version', { title, version: String(version) }))
const periodOf = ({ t, lang }: PageContext, { startsOn, endsOn }: Pick<PlanHead, 'startsOn' | 'endsOn'>): string => t('plans.period', { from: formatDate(startsOn, lang, 'short'), to: formatDate(endsOn, lang, 'short') })

const StateTag = ({ page: { t }, plan, replaced }: Page & { readonly plan: PlanHead; readonly replaced: boolean }) =>
  replaced ? <Tag>{t('plans.state.replaced')}</Tag> : <Tag color={plan.state === 'adopted' ? 'success' : plan.state === 'hearing' ? 'info' : 'warning'}>{t(`plans.state.${plan.state}`)}</Tag>

export type ListView = { readonly heads: readonly PlanHead[]; readonly writes: boolean; readonly frames: readonly Frame[] }
/** The plans one may see, and the national frames they stand within. */
export const ListPage = ({ page, view: { heads, writes, frames } }: Page & { readonly view: ListView }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('plans.title')} intro={t(writes ? 'plans.intro.write' : 'plans.intro.read')}>
      {writes && heads.length > 0 && <ButtonRow><LinkButton href="/strategi/ny">{t('plans.new')}</LinkButton></ButtonRow>}
      {heads.length === 0 ? (
        <EmptyState title={t('plans.none')} action={writes && <LinkButton href="/strategi/ny">{t('plans.new')}</LinkButton>}><p>{t(writes ? 'plans.none.write' : 'plans.none.read')}</p></EmptyState>
      ) : (
        <Table
          caption={t('plans.list')}
          rows={heads}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('plans.field.title'), heading: true, cell: (plan) => <a class="ds-link" href={pathOf(plan.id)}>{nameOf(page, plan)}</a> },
            { key: 'municipality', title: t('quality.municipality'), cell: ({ municipality }) => municipality },
            { key: 'period', title: t('plans.field.period'), cell: (plan) => periodOf(page, plan) },
            { key: 'state', title: t('quality.state'), cell: (plan) => <span><StateTag page={page} plan={plan} replaced={isReplaced(plan, heads)} />{plan.state === 'hearing' && plan.hearingUntil && <> {t('plans.state.hearing.until', { when: formatDate(plan.hearingUntil, lang, 'long') })}</>}</span> },
          ]}
        />
      )}
      <Details summary={t('plans.frames')}>
        <p>{t('plans.frames.text')}</p>
        <ul class="ds-list">
          {frames.map(({ name, fromYear, untilYear, source }) => <li>{t('plans.frame', { years: untilYear === undefined ? t('plans.frame.open', { from: String(fromYear) }) : `${fromYear}–${untilYear}`, name: name[lang] })} <span class="subtle">{t('plans.frame.source', { source })}</span></li>)}
        </ul>
      </Details>
    </Layout>
  )
}

export type PlanView = Shown & { readonly replaced: boolean; /** Another version is being written. */ readonly isWritten: boolean; readonly frame: Frame | undefined; readonly authority: boolean; /** A head or an owner who may say something. */ readonly asked: boolean; readonly form: ShownForm; /** Which of the page's forms came back. */ readonly formOf: string }

export const labelsOf = ({ t }: Pick<PageContext, 't'>) => ({ frist: t('plans.step.deadline'), dag: t('plans.step.day'), organ: t('plans.step.body'), innspill: t('plans.comment.field'), utfall: t('plans.answer.outcome'), svar: t('plans.answer.field') })

/** A plan: what it wants, how far the work has come, what is said about it, and the next step for those who may take it. */
export const PlanPage = ({ page, view }: Page & { readonly view: PlanView }) => {
  const { t, lang } = page
  const { plan, form } = view
  return (
    <Layout page={page} title={nameOf(page, plan)} above={plan.municipality} back={{ href: '/strategi', text: t('plans.title') }} hasErrors={cameBack(form)} wide>
      <ErrorSummary errors={form.errors} labels={labelsOf(page)} />
      <p><StateTag page={page} plan={plan} replaced={view.replaced} /> {periodOf(page, plan)}</p>
      {view.replaced && <Alert kind="info" title={t('quality.replaced.title')}><p class="ds-paragraph">{t('plans.replaced.text')}</p></Alert>}
      {plan.adoptedOn && <p class="ds-paragraph">{t('plans.adopted.by', { when: formatDate(plan.adoptedOn, lang, 'long'), body: plan.adoptedBody ?? '', who: plan.adoptedBy ?? '' })}</p>}
      {plan.state === 'hearing' && plan.hearingUntil && <Alert kind="info" title={t('plans.hearing.title', { when: formatDate(plan.hearingUntil, lang, 'long') })}><p class="ds-paragraph">{t(view.writes ? (mayWrite(plan, view.today) ? 'plans.hearing.over' : 'plans.hearing.waits') : 'plans.hearing.read')}</p></Alert>}
      {view.asked && <ButtonRow><LinkButton href="#f-innspill">{t('plans.comment.go')}</LinkButton></ButtonRow>}
      {plan.about && <p class="ds-paragraph kept-text">{plan.about}</p>}
      {view.frame && <p class="ds-paragraph subtle">{t('plans.within', { name: view.frame.name[lang] })}</p>}
      {view.mayWrite && (
        <ButtonRow>
          <LinkButton href={pathOf(plan.id, '/mal/nytt')} variant={plan.goals.length === 0 ? 'primary' : 'secondary'}>{t('plans.goal.new')}</LinkButton>
          <LinkButton href={pathOf(plan.id, '/endring')} variant="secondary">{t('plans.edit')}</LinkButton>
        </ButtonRow>
      )}
      <PlanTable page={page} view={view} />
      {plan.goals.length > 0 && (
        <ButtonRow>
          <LinkButton href={pathOf(plan.id, '/plan.pdf')} variant="tertiary" small>{t('plans.take.pdf')}</LinkButton>
          <LinkButton href={pathOf(plan.id, '/plan.xlsx')} variant="tertiary" small>{t('plans.take.xlsx')}</LinkButton>
        </ButtonRow>
      )}
      <GoalSections page={page} view={view} />
      <Comments page={page} view={view} />
      {view.writes && <NextStep page={page} view={view} />}
    </Layout>
  )
}

const NextStep = ({ page, view }: Page & { readonly view: PlanView }) => {
  const { plan, authority, isWritten, replaced } = view
  // Before there is a goal there is one thing to do, and it stands above.
  if (plan.state === 'draft') return plan.goals.length === 0 ? null : <StepForm page={page} view={view} step="hearing" plan={plan} />
  if (plan.state === 'hearing') return (
    <>
      {!authority && <Alert kind="info"><p class="ds-paragraph">{page.t('plans.waits')}</p></Alert>}
      {!view.mayWrite && <StepForm page={page} view={view} step="move" plan={plan} />}
      {authority && view.mayWrite && <StepForm page={page} view={view} step="adopt" plan={plan} />}
    </>
  )
  return isWritten || replaced ? null : <StepForm page={page} view={view} step="version" plan={plan} />
}

const StepForm = ({ page, view: { form, formOf }, step, plan }: Page & { readonly view: PlanView; readonly step: 'hearing' | 'move' | 'adopt' | 'version'; readonly plan: Plan }) => {
  const { t } = page
  const typed = formOf === 'trinn' ? form.typed : {}
  const error = (name: string) => (formOf === 'trinn' ? errorFor(form.errors, name) : undefined)
  return (
    <Section title={t(`plans.step.${step}`)} id="neste">
      <Form action={pathOf(plan.id, '/trinn')} label={t(`plans.step.${step}`)}>
        <input type="hidden" name="trinn" value={step} />
        <input type="hidden" name="sett" value={plan.edit} />
        <p class="ds-paragraph">{t(`plans.step.${step}.text`)}</p>
        {(step === 'hearing' || step === 'move') && <DateField name="frist" label={t('plans.step.deadline')} value={typed['frist']} error={error('frist')} />}
        {step === 'adopt' && <TextField name="organ" label={t('plans.step.body')} hint={t('plans.step.body.hint')} value={typed['organ']} error={error('organ')} guard />}
        {step === 'adopt' && <DateField name="dag" label={t('plans.step.day')} value={typed['dag']} error={error('dag')} />}
        {formOf === 'trinn' && <GuardNotice warnings={form.warnings} labels={labelsOf(page)} />}
        <ButtonRow><Button variant={step === 'version' || step === 'move' ? 'secondary' : 'primary'}>{t(`plans.step.${step}.button`)}</Button></ButtonRow>
      </Form>
    </Section>
  )
}
