import { formatKroner, typedKroner } from '../../../../kernel/money.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import { RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { TextArea, TextField } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout } from '../../../../ui/layout.tsx'
import { actorsOfMoney } from '../../schemes/rules.ts'
import { OutcomeTag } from '../words.tsx'
import { outcomes, totalOf, type Calculated } from './rules.ts'
import type { ItemReport } from './store.ts'

type Props = {
  readonly page: PageContext
  readonly path: string
  readonly report: ItemReport
  readonly years: readonly number[]
  readonly calculated: Calculated | undefined
  readonly shown: ShownForm
  /** Somebody else saved while this was being written: their version stands beside one's own. */
  readonly conflict: boolean
  readonly labels: Readonly<Record<string, string>>
}

/** What is proposed for one report: outcome, amounts for each year and actor, and why. */
export const ProposalPage = ({ page, path, report, years, calculated, shown, conflict, labels }: Props) => {
  const { t, lang } = page
  const { typed, errors } = shown
  const kept = (year: number, actor: string): string => {
    const found = (report.outcome ? report.amounts : report.asked).find((one) => one.year === year && one.actor === actor)
    return found ? typedKroner(found.ore) : ''
  }
  // Without a university there would be nobody to send its money to.
  const actors = actorsOfMoney.filter((actor) => actor !== 'university' || report.partnerName !== undefined || [...report.asked, ...report.amounts].some((one) => one.actor === actor))
  return (
    <Layout page={page} title={t(report.outcome ? 'forum.proposal.change' : 'forum.proposal.write')} above={`${report.reference} ${report.title}`} back={{ href: path, text: t('forum.item') }} hasErrors={cameBack(shown)} intro={report.asked.length === 0 ? t('forum.proposal.intro.none') : t('forum.proposal.intro', { asked: formatKroner(totalOf(report.asked), lang) })}>
      <ErrorSummary errors={errors} labels={labels} />
      {conflict && (
        <Card title={t('forum.theirs', { name: report.changedBy })} tinted>
          {report.outcome && (
            <p class="ds-paragraph">
              <OutcomeTag page={page} outcome={report.outcome} /> {formatKroner(totalOf(report.amounts), lang)}
            </p>
          )}
          <p class="ds-paragraph long-text">{report.reason}</p>
        </Card>
      )}
      {calculated && (
        <Alert kind="info" title={t('forum.calculated')}>
          <p class="ds-paragraph">{calculated.inPortfolio ? t('forum.calculated.in', { amount: formatKroner(calculated.ore, lang) }) : t('forum.calculated.out')}</p>
        </Alert>
      )}
      <Form action={`${path}/forslag/${report.id}`} leaveWarning>
        <input type="hidden" name="versjon" value={String(report.version)} />
        {!calculated && <input type="hidden" name="avvik" value="" />}
        <RadioGroup name="utfall" label={t('forum.outcome')} options={outcomes.map((value) => ({ value, text: t(`forum.outcome.${value}`), ...(report.asked.length === 0 && value !== 'decline' ? {} : { hint: t(`forum.outcome.${value}.hint`) }) }))} value={typed['utfall'] ?? report.outcome} error={errorFor(errors, 'utfall')} />
        {years.map((year) => (
          <fieldset class="ds-fieldset forum-amounts">
            <legend class="ds-label">{t('forum.amounts.year', { year: String(year) })}</legend>
            {actors.map((actor) => {
              const name = `belop-${year}-${actor}`
              return <TextField name={name} label={t(`forum.actor.${actor}`)} inputmode="decimal" width={16} value={typed[name] ?? kept(year, actor)} error={errorFor(errors, name)} />
            })}
          </fieldset>
        ))}
        <TextArea name="begrunnelse" label={t('forum.reason')} hint={t('forum.reason.hint')} rows={5} limit={8000} value={typed['begrunnelse'] ?? report.reason} error={errorFor(errors, 'begrunnelse')} mark="required" guard />
        {calculated && <TextArea name="avvik" label={t('forum.deviation')} hint={t('forum.deviation.hint')} rows={3} limit={4000} value={typed['avvik'] ?? report.deviation} error={errorFor(errors, 'avvik')} guard />}
        <GuardNotice warnings={shown.warnings} labels={labels} />
        <ButtonRow>
          <Button>{t('forum.proposal.save')}</Button>
        </ButtonRow>
      </Form>
    </Layout>
  )
}
