import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../ui/button.tsx'
import { RadioGroup } from '../../../ui/choices.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { usePage } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Translate } from '../../../texts/index.ts'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import type { PlanRow } from '../progress/plan/rules.ts'
import { longestText } from './forms.ts'
import { evaluationTexts, levels, type EvaluateRefusal, type Evaluation, type EvaluationSide } from './rules.ts'

export type CaseHead = { readonly id: string; readonly reference: string; readonly kindergartenName: string }
export const aboveOf = (one: CaseHead) => `${one.kindergartenName} · ${one.reference}`
export const backTo = (t: Translate, one: CaseHead, part: string) => ({ href: `/veiledning/${one.id}#${part}`, text: t('evaluation.back') })

/** The fields' words, in the order they stand. */
export const evaluationLabels = (t: Translate) => ({
  goalReached: t('evaluation.field.goalReached'),
  changedForChildren: t('evaluation.field.changedForChildren'),
  changedInPractice: t('evaluation.field.changedInPractice'),
  helped: t('evaluation.field.helped'),
  hindered: t('evaluation.field.hindered'),
  nextStep: t('evaluation.field.nextStep'),
})

export type EvaluationView = {
  readonly one: CaseHead
  readonly round: number
  readonly mine: EvaluationSide
  /** What the plan wanted, to be held against what came of it. */
  readonly goals: readonly Pick<PlanRow, 'goal' | 'sign'>[]
  readonly evaluations: readonly Evaluation[]
  /** Who has written in this round, whether the reader may see it or not. */
  readonly written: readonly EvaluationSide[]
  /** Undefined: the reader writes nothing now. */
  readonly form: ShownForm | undefined
  readonly seen: string
  /** Why nothing can be written, when that needs words. */
  readonly refused: EvaluateRefusal | undefined
}

export const EvaluationPage = ({ page, view }: { readonly page: PageContext; readonly view: EvaluationView }) => {
  const { t } = page
  const now = view.evaluations.filter(({ round }) => round === view.round)
  const before = view.evaluations.filter(({ round }) => round < view.round)
  const both = view.written.length === 2 && now.length === 2
  return (
    <Layout page={page} title={t('evaluation.title')} above={aboveOf(view.one)} intro={t('evaluation.intro')} back={backTo(t, view.one, 'evaluering')} hasErrors={view.form !== undefined && cameBack(view.form)} wide={both}>
      {view.form && <ErrorSummary errors={view.form.errors} labels={evaluationLabels(t)} />}
      {view.refused && <Alert kind="warning">{t(`evaluation.because.${view.refused}`)}</Alert>}
      <Goals goals={view.goals} />
      {!both && <OtherSide mine={view.mine} written={view.written} />}
      {now.length > 0 && (both || !view.form) && <Compared evaluations={now} title={t(both ? 'evaluation.compare.title' : 'evaluation.title')} />}
      {view.form && <EvaluationForm view={view} form={view.form} />}
      {before.length > 0 && (
        <Details summary={t('evaluation.earlier')}>
          {[...new Set(before.map(({ round }) => round))].map((round) => (
            <Compared evaluations={before.filter((one) => one.round === round)} title={t('evaluation.round', { round })} />
          ))}
        </Details>
      )}
    </Layout>
  )
}

const Goals = ({ goals }: Pick<EvaluationView, 'goals'>) => {
  const { t } = usePage()
  return (
    <section class="flow">
      <h2 class="ds-heading" data-size="sm">
        {t('evaluation.plan.title')}
      </h2>
      {goals.length === 0 ? (
        <p>{t('evaluation.plan.none')}</p>
      ) : (
        <>
          <p>{t('evaluation.plan.text')}</p>
          {goals.map(({ goal, sign }) => (
            <SummaryList rows={[{ term: t('evaluation.plan.goal'), value: <Prose text={goal} /> }, { term: t('evaluation.plan.sign'), value: <Prose text={sign} /> }]} />
          ))}
        </>
      )}
    </section>
  )
}

/** Written words with their own line breaks. */
export const Prose = ({ text }: { readonly text: string }) => <>{text.split('\n').flatMap((line, at) => (at === 0 ? [line] : [<br />, line]))}</>

const OtherSide = ({ mine, written }: { readonly mine: EvaluationSide; readonly written: readonly EvaluationSide[] }) => {
  const { t } = usePage()
  const other = mine === 'head' ? 'adviser' : 'head'
  return <Alert>{t(written.includes(other) ? `evaluation.other.hidden.${other}` : `evaluation.other.waits.${other}`)}</Alert>
}

/** The evaluations of one round, question by question; two of them stand side by side. */
const Compared = ({ evaluations, title }: { readonly evaluations: readonly Evaluation[]; readonly title: string }) => {
  const { t } = usePage()
  const labels = evaluationLabels(t)
  const fields = ['goalReached', ...evaluationTexts] as const
  const answer = (one: Evaluation, field: (typeof fields)[number]) => {
    if (field === 'goalReached') return t(`evaluation.goal.${levels[one.goalReached - 1] ?? '1'}`)
    return one[field] === '' ? <span class="subtle">{t('common.not.answered')}</span> : <Prose text={one[field]} />
  }
  return (
    <>
      <Table
        caption={title}
        rows={fields}
        rowKey={(field) => field}
        columns={[
          { key: 'question', title: t('evaluation.staff.question'), heading: true, cell: (field) => labels[field] },
          ...evaluations.map((one) => ({ key: one.side, title: t(`evaluation.side.${one.side}`), cell: (field: (typeof fields)[number]) => answer(one, field) })),
        ]}
      />
      <p class="subtle">{evaluations.map((one) => t('evaluation.by', { who: one.writtenBy, when: one.writtenAt })).join(' · ')}</p>
    </>
  )
}

const required: readonly string[] = ['changedForChildren', 'changedInPractice', 'nextStep']

const EvaluationForm = ({ view, form }: { readonly view: EvaluationView; readonly form: ShownForm }) => {
  const { t } = usePage()
  const labels = evaluationLabels(t)
  return (
    <section class="flow">
      <h2 class="ds-heading" data-size="sm">
        {t('evaluation.form.title')}
      </h2>
      <p>{t('evaluation.form.changeable')}</p>
      <Form action={`/veiledning/${view.one.id}/evaluering`} leaveWarning>
        <input type="hidden" name="seen" value={view.seen} />
        <RadioGroup
          name="goalReached"
          label={labels.goalReached}
          mark="required"
          value={form.typed['goalReached']}
          error={errorFor(form.errors, 'goalReached')}
          options={levels.map((value) => ({ value, text: t(`evaluation.goal.${value}`) }))}
        />
        {evaluationTexts.map((field) => (
          <TextArea
            name={field}
            label={labels[field]}
            mark={required.includes(field) ? 'required' : 'optional'}
            hint={field === 'changedForChildren' ? t('evaluation.field.changedForChildren.hint') : undefined}
            value={form.typed[field]}
            error={errorFor(form.errors, field)}
            rows={4}
            limit={longestText}
            guard
          />
        ))}
        <GuardNotice warnings={form.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('evaluation.form.save')}</Button>
        </ButtonRow>
      </Form>
    </section>
  )
}
