import { formatDate } from '../../../../kernel/dates.ts'
import { formats } from '../../../../texts/index.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import { usePage, type PageContext } from '../../../../ui/context.tsx'
import { DateField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { Form } from '../../../../ui/form.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Side } from '../../cases/rules.ts'
import { longest } from '../rules.ts'
import { dateForField, errorsOf, fieldGiver, FormPage, RefusalNotice, SystemReminder, WorkPage, type CaseHead, type Problem } from '../pages.tsx'
import { planFields, type Agreement, type KeptRow, type PlanRow } from './rules.ts'

type Props = { readonly page: PageContext; readonly one: CaseHead; readonly problem: Problem | undefined }
type PlanProps = Props & { readonly rows: readonly KeptRow[]; readonly agreements: readonly Agreement[]; readonly side: Side; readonly mayWrite: boolean }

/** The plan row by row, for both sides to write in. */
export const PlanPage = ({ page, one, problem, rows, agreements, side, mayWrite }: PlanProps) => {
  const { t } = page
  const path = `/veiledning/${one.id}/plan`
  const mine = agreements.some((agreement) => agreement.side === side)
  return (
    <WorkPage page={page} one={one} title={t('work.plan')} intro={t('work.plan.intro')} part="plan">
      <RefusalNotice problem={problem} />
      {agreements.length > 0 && mayWrite && (
        <Alert kind="warning" title={t('work.plan.change-voids.title')}>
          <p>{t('work.plan.change-voids')}</p>
        </Alert>
      )}
      <Agreements agreements={agreements} />
      {rows.length === 0 && <p>{t('work.plan.empty')}</p>}
      <PlanRows rows={rows} {...(mayWrite ? { path } : {})} />
      {mayWrite && (
        <ButtonRow>
          {rows.length > 0 && !mine && <LinkButton href={`${path}/godkjenning`}>{t('work.plan.to-agreement')}</LinkButton>}
          <LinkButton href={`${path}/ny`} variant={rows.length > 0 && !mine ? 'secondary' : 'primary'}>
            {t('work.plan.add')}
          </LinkButton>
        </ButtonRow>
      )}
    </WorkPage>
  )
}

type RowProps = Props & {
  readonly kept: KeptRow | undefined
  readonly formKey: string
  readonly version: number
  /** The other's version, when both changed the row at the same time. */
  readonly conflict: boolean
  readonly agreed: boolean
}

/** One row of the plan. */
export const PlanRowPage = ({ page, one, problem, kept, formKey, version, conflict, agreed }: RowProps) => {
  const { t } = page
  const labels = Object.fromEntries(planFields.map((field) => [field, t(`work.plan.${field}`)]))
  const errors = errorsOf(t, labels, problem)
  const f = fieldGiver(labels, problem?.sent.values ?? (kept ? { ...textsOf(kept), evaluateOn: dateForField(kept.evaluateOn) } : {}), errors)
  const before = (
    <>
      {agreed && (
        <Alert kind="warning" title={t('work.plan.change-voids.title')}>
          <p>{t('work.plan.change-voids')}</p>
        </Alert>
      )}
      {conflict && kept && (
        <Card title={t('work.theirs', { name: kept.changedBy })} tinted>
          <RowFacts row={kept} />
        </Card>
      )}
      <SystemReminder />
    </>
  )
  return (
    <FormPage page={page} one={one} title={t(kept ? 'work.plan.change' : 'work.plan.add')} action={`/veiledning/${one.id}/plan/${kept?.id ?? 'ny'}`} part="plan" problem={problem} errors={errors} labels={labels} hidden={kept ? { version: String(version) } : { key: formKey }} submit={t('common.save')} before={before}>
      <TextArea {...f('problem')} hint={t('work.plan.problem.hint')} rows={3} limit={longest.long} mark="required" guard />
      <TextArea {...f('goal')} hint={t('work.plan.goal.hint')} rows={3} limit={longest.long} mark="required" guard />
      <TextArea {...f('sign')} hint={t('work.plan.sign.hint')} rows={3} limit={longest.long} mark="required" guard />
      <TextArea {...f('measure')} hint={t('work.plan.measure.hint')} rows={3} limit={longest.long} mark="required" guard />
      <TextField {...f('who')} hint={t('work.plan.who.hint')} mark="required" guard />
      <TextField {...f('timing')} hint={t('work.plan.timing.hint')} mark="required" guard />
      <DateField {...f('evaluateOn')} mark="required" />
    </FormPage>
  )
}

const textsOf = ({ problem, goal, sign, measure, who, timing }: PlanRow) => ({ problem, goal, sign, measure, who, timing })

/** Asks once before a row is taken away. */
export const RemoveRowPage = ({ page, one, problem, kept, agreed }: Props & { readonly kept: KeptRow; readonly agreed: boolean }) => {
  const { t } = page
  return (
    <WorkPage page={page} one={one} title={t('work.plan.remove')} part="plan">
      <RefusalNotice problem={problem} />
      {agreed && (
        <Alert kind="warning" title={t('work.plan.change-voids.title')}>
          <p>{t('work.plan.change-voids')}</p>
        </Alert>
      )}
      <RowFacts row={kept} />
      <Form action={`/veiledning/${one.id}/plan/${kept.id}/fjern`}>
        <input type="hidden" name="version" value={String(kept.version)} />
        <ButtonRow>
          <Button danger>{t('work.plan.remove')}</Button>
          <LinkButton variant="tertiary" href={`/veiledning/${one.id}/plan`}>
            {t('common.cancel')}
          </LinkButton>
        </ButtonRow>
      </Form>
    </WorkPage>
  )
}

/** The whole plan as it stands, and the button that says yes to it. */
export const AgreePage = ({ page, one, problem, rows, agreements, side, mayWrite, stamp }: PlanProps & { readonly stamp: string }) => {
  const { t } = page
  const mine = agreements.some((agreement) => agreement.side === side)
  return (
    <WorkPage page={page} one={one} title={t('work.plan.agree')} intro={t(side === 'team' ? 'work.plan.agree.team' : 'work.plan.agree.kindergarten')} part="plan">
      <RefusalNotice problem={problem} />
      <Agreements agreements={agreements} />
      {rows.length === 0 && <p>{t('work.plan.empty')}</p>}
      <PlanRows rows={rows} />
      {rows.length > 0 && !mine && mayWrite && (
        <Form action={`/veiledning/${one.id}/plan/godkjenning`}>
          <input type="hidden" name="stamp" value={stamp} />
          <ButtonRow>
            <Button>{t('work.plan.agree')}</Button>
            <LinkButton variant="secondary" href={`/veiledning/${one.id}/plan`}>
              {t('work.plan.change-first')}
            </LinkButton>
          </ButtonRow>
        </Form>
      )}
    </WorkPage>
  )
}

/** The rows of a plan; with an address, each with links to change and remove it. */
export const PlanRows = ({ rows, path, level = 2 }: { readonly rows: readonly (PlanRow & { readonly id?: string })[]; readonly path?: string; readonly level?: 2 | 3 }) => {
  const { t } = usePage()
  return (
    <>
      {rows.map((row, at) => (
        <Card title={t('work.plan.row', { number: at + 1 })} level={level}>
          <RowFacts row={row} />
          {path && row.id && (
            <ButtonRow>
              <LinkButton variant="secondary" small href={`${path}/${row.id}`} about={t('work.plan.row', { number: at + 1 })}>
                {t('common.change')}
              </LinkButton>
              <LinkButton variant="tertiary" small href={`${path}/${row.id}/fjern`} about={t('work.plan.row', { number: at + 1 })}>
                {t('common.remove')}
              </LinkButton>
            </ButtonRow>
          )}
        </Card>
      ))}
    </>
  )
}

const RowFacts = ({ row }: { readonly row: PlanRow }) => <SummaryList rows={planRowFacts(usePage(), row)} />

/** One row of the plan, each part under its name. */
export const planRowFacts = ({ t, lang }: PageContext, row: PlanRow) =>
  planFields.map((field) => ({ term: t(`work.plan.${field}`), value: field === 'evaluateOn' ? formatDate(row.evaluateOn, lang, 'long') : row[field] }))

/** Who has agreed, on whose behalf, and when. */
export const agreedText = ({ t, lang }: PageContext, { side, by, onBehalfOf, at }: Agreement): string =>
  t(`work.plan.agreed.${side}`, { name: onBehalfOf ? `${by} ${t('common.timeline.for', { name: onBehalfOf })}` : by, at: formats(lang).dateTime(at) })

/** Who has agreed to the plan, and when; and whom it waits for. */
export const Agreements = ({ agreements }: { readonly agreements: readonly Agreement[] }) => {
  const page = usePage()
  const { t } = page
  return (
    <ul class="ds-list">
      {(['kindergarten', 'team'] as const).map((side) => {
        const given = agreements.find((one) => one.side === side)
        return (
          <li>
            {given ? (
              <>
                {agreedText(page, given)} <Tag color="success">{t('work.plan.agreed')}</Tag>
              </>
            ) : (
              <>
                {t(`work.plan.waits.${side}`)} <Tag color="neutral">{t('work.plan.waits')}</Tag>
              </>
            )}
          </li>
        )
      })}
    </ul>
  )
}
