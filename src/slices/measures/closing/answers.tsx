import type { ComponentChildren } from 'preact'
import { formatDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Form } from '../../../ui/form.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { sideText } from './document.ts'
import type { Measured, Stored } from './rules.ts'

export type ClosedPart = { readonly kindergartenId: string; readonly closing: Stored; readonly measured: Measured | undefined; readonly hasDocument: boolean }
type Props = { readonly page: PageContext; readonly measureId: string; /** Named when it is not the reader's own. */ readonly kindergarten: string | undefined; readonly one: ClosedPart; readonly mayFollowUp: boolean }

/** How a kindergarten's part went: before and after, what the staff read out of it, what the head concluded and what comes next. */
export const ClosingAnswers = ({ page, measureId, kindergarten, one, mayFollowUp }: Props) => {
  const { t, lang } = page
  const { closing, measured } = one
  const long = (text: string) => text && <span class="long-text">{text}</span>
  const day = (date: Parameters<typeof formatDate>[0]) => formatDate(date, lang, 'long')
  return (
    <>
      <h2 class="ds-heading" data-size="sm">{kindergarten ? t('closing.heading.of', { kindergarten }) : t('closing.heading')}</h2>
      {measured && <MeasuredTable page={page} measured={measured} />}
      {closing.comparisonId && !measured && <p>{t('closing.figures.not-yours')}</p>}
      <SummaryList
        rows={[
          ...(closing.reason ? [{ term: t('closing.not-measured'), value: reasonText(page, closing) }] : []),
          { term: t('closing.field.reading'), value: long(closing.reading) },
          { term: t('closing.field.conclusion'), value: long(closing.conclusion) },
          { term: t('closing.field.decision'), value: closing.decision && t(`closing.decision.${closing.decision}`) },
          ...(closing.decisionWords ? [{ term: t('closing.field.decision-words'), value: long(closing.decisionWords) }] : []),
          ...(closing.nextOn ? [{ term: t('closing.field.next'), value: day(closing.nextOn) }] : []),
          { term: t('closing.field.responsible'), value: closing.responsible },
          { term: t('closing.closed'), value: closing.closedOn && t('closing.closed.by', { date: day(closing.closedOn), who: closing.closedBy ?? '' }) },
          ...(closing.followedUpOn ? [{ term: t('closing.followed-up'), value: day(closing.followedUpOn) }] : []),
        ]}
      />
      <ButtonRow>
        {one.hasDocument && (
          <LinkButton href={`/tiltak/${measureId}/barnehager/${one.kindergartenId}/avslutning.pdf`} variant="secondary" about={kindergarten ?? ''} download>
            {t('closing.pdf')}
          </LinkButton>
        )}
        {mayFollowUp && closing.decision === 'measure-again' && closing.followedUpOn === undefined && <LinkButton href="/okter/ny" variant="secondary">{t('comparison.none.plan')}</LinkButton>}
      </ButtonRow>
      {mayFollowUp && closing.nextOn !== undefined && closing.followedUpOn === undefined && (
        <Form action={`/tiltak/${measureId}/oppfolging`} label={t('closing.follow-up')}>
          <p class="ds-paragraph">{t('closing.follow-up.text', { date: day(closing.nextOn), who: closing.responsible })}</p>
          <ButtonRow>
            <Button>{t('closing.follow-up')}</Button>
          </ButtonRow>
        </Form>
      )}
    </>
  )
}

const reasonText = ({ t }: PageContext, { reason, reasonWords }: Stored): ComponentChildren => (
  <>
    {reason && t(`closing.reason.${reason}`)}
    <br />
    <span class="long-text">{reasonWords}</span>
  </>
)

/** The themes of a before and after, in a line each; the statements stand on the page of the comparison. */
export const MeasuredTable = ({ page, measured }: { readonly page: PageContext; readonly measured: Measured }) => {
  const { t, lang } = page
  const words = (verdict: Measured['lines'][number]['verdict']) => measured.lines.filter((one) => one.verdict === verdict)
  return (
    <>
      {words('more').length + words('less').length === 0 && <Alert kind="info">{t('closing.cannot-tell')}</Alert>}
      <Table
        caption={t('closing.measured', { before: formatDate(measured.beforeOn, lang, 'long'), after: formatDate(measured.afterOn, lang, 'long') })}
        rows={measured.lines}
        rowKey={(one) => one.words.nb}
        columns={[
          { key: 'theme', title: t('sessions.theme'), heading: true, cell: (one) => one.words[lang] },
          { key: 'before', title: t('comparison.before'), cell: (one) => sideText(page, one.before) },
          { key: 'after', title: t('comparison.after'), cell: (one) => sideText(page, one.after) },
          { key: 'verdict', title: t('comparison.verdict'), cell: (one) => t(`comparison.verdict.${one.verdict}`) },
        ]}
      />
      <p>
        <a class="ds-link" href={`/okter/sammenlikning/${measured.id}`}>{t('closing.measured.all')}</a>
      </p>
    </>
  )
}
