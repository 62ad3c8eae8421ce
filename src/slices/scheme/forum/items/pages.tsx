import { formatKroner, plainKroner, sumOre, type Ore } from '../../../../kernel/money.ts'
import { Alert } from '../../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { Card } from '../../../../ui/card.tsx'
import { Details } from '../../../../ui/details.tsx'
import { TextArea } from '../../../../ui/fields.tsx'
import { ErrorSummary, errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { actorsOfMoney } from '../../schemes/rules.ts'
import { RoomAside } from '../reach/aside.tsx'
import { Standings, Voting, VoteHistory } from '../votes/parts-of-item.tsx'
import { itemTitle, ItemTag, OutcomeTag } from '../words.tsx'
import { totalOf, type Amount } from './rules.ts'
import type { ItemReport } from './store.ts'
import { itemPath, type ItemPageProps } from './view.ts'

/** One item in the decision room: what the actor can do now, the papers, who may vote, and always the money and who is missing. */
export const ItemPage = (props: ItemPageProps) => {
  const { page, meeting, item, reports, shown } = props
  return (
    <Layout page={page} wide title={itemTitle(page, { ...item, reports })} above={meeting.title} back={{ href: `/forum/${props.forum.id}/moter/${meeting.id}`, text: meeting.title }} hasErrors={cameBack(shown)}>
      <ErrorSummary errors={shown.errors} />
      <div class="forum-room">
        <div class="case-now">
          <p>
            <ItemTag page={page} state={item.state} />
          </p>
          <Voting {...props} />
          {props.runs && <Secretary {...props} />}
          {reports.map((report) => (
            <Papers {...props} report={report} />
          ))}
          {item.kind === 'reports' && <Standings {...props} />}
          <VoteHistory {...props} />
          <Minutes {...props} />
        </div>
        <RoomAside page={page} facts={props.facts} />
      </div>
    </Layout>
  )
}

/** What the secretary does with the item: agreement first, and the vote only when it was not reached. */
const Secretary = (props: ItemPageProps) => {
  const { page, meeting, item, reports } = props
  const { t } = page
  if (meeting.state !== 'open') return <p class="ds-paragraph">{t('forum.item.not-open')}</p>
  const Step = ({ step, variant }: { readonly step: 'agree' | 'disagree' | 'note' | 'reopen'; readonly variant: 'primary' | 'secondary' | 'tertiary' }) => (
    <Form action={`${itemPath(props)}/trinn`} label={t(`forum.item.step.${step}`)}>
      <input type="hidden" name="trinn" value={step} />
      <input type="hidden" name="versjon" value={String(item.version)} />
      <Button variant={variant}>{t(`forum.item.step.${step}`)}</Button>
    </Form>
  )
  const ready = reports.every(({ outcome }) => outcome !== undefined)
  if (item.state === 'voting') return null
  if (item.state === 'waiting') {
    if (item.kind === 'general') return <Step step="note" variant="primary" />
    return (
      <Section title={t('forum.agreement')}>
        <p class="ds-paragraph">{t(ready ? 'forum.agreement.text' : 'forum.agreement.not-ready')}</p>
        {ready && (
          <div class="button-row">
            <Step step="agree" variant="primary" />
            <Step step="disagree" variant="secondary" />
          </div>
        )}
      </Section>
    )
  }
  if (item.state === 'not-agreed') {
    return (
      <Section title={t('forum.vote.open')}>
        <p class="ds-paragraph">{t('forum.vote.open.text')}</p>
        <Form action={`${itemPath(props)}/avstemning`} label={t('forum.vote.open')}>
          <input type="hidden" name="versjon" value={String(item.version)} />
          <ButtonRow>
            <Button name="metode" value="ballot">{t('forum.vote.open.ballot')}</Button>
            <Button name="metode" value="hands" variant="secondary">{t('forum.vote.open.hands')}</Button>
          </ButtonRow>
        </Form>
        <Step step="agree" variant="tertiary" />
      </Section>
    )
  }
  return <Step step="reopen" variant="tertiary" />
}

const years = (report: ItemReport): number[] => [...new Set([...report.asked, ...report.amounts].map(({ year }) => year))].toSorted((a, b) => a - b)
const at = (amounts: readonly Amount[], year: number, actor: string): Ore => sumOre(amounts.filter((one) => one.year === year && one.actor === actor).map(({ ore }) => ore))

/** What was sent about one report, what the readers gave it, and what is proposed. */
const Papers = ({ report, ...props }: ItemPageProps & { readonly report: ItemReport }) => {
  const { page, item, meeting, runs } = props
  const { t, lang } = page
  const writes = runs && (item.state === 'waiting' || item.state === 'not-agreed') && meeting.state !== 'closed' && meeting.state !== 'locked'
  const used = actorsOfMoney.filter((actor) => [...report.asked, ...report.amounts].some((one) => one.actor === actor))
  return (
    <Card title={`${report.reference} ${report.title}`}>
      <p class="ds-paragraph">
        {report.outcome ? <OutcomeTag page={page} outcome={report.outcome} /> : t('forum.proposal.none')}
        {report.outcome && report.outcome !== 'decline' && ` ${report.asked.length === 0 ? formatKroner(totalOf(report.amounts), lang) : t('forum.proposal.of', { amount: formatKroner(totalOf(report.amounts), lang), asked: formatKroner(totalOf(report.asked), lang) })}`}
      </p>
      {report.reason && <p class="ds-paragraph long-text">{report.reason}</p>}
      {report.deviation && (
        <Alert kind="info" title={t('forum.deviation')} level={3}>
          <p class="ds-paragraph long-text">{report.deviation}</p>
        </Alert>
      )}
      {writes && (
        <ButtonRow>
          <LinkButton href={`${itemPath(props)}/forslag/${report.id}`} variant={report.outcome ? 'secondary' : 'primary'} about={report.reference}>
            {t(report.outcome ? 'forum.proposal.change' : 'forum.proposal.write')}
          </LinkButton>
        </ButtonRow>
      )}
      <SummaryList
        rows={[
          { term: t('forum.applicant'), value: report.leadName },
          ...(report.strand ? [{ term: t('scheme.strand'), value: report.strand[lang] }] : []),
          ...(report.partnerName ? [{ term: t('forum.partner'), value: report.partnerName }] : []),
          { term: t('forum.points'), value: report.points === undefined ? t('forum.points.none') : t('forum.points.value', { points: report.points.toFixed(1).replace('.', lang === 'en' ? '.' : ','), count: report.reviews }) },
          { term: t('forum.who-takes-part'), value: t('forum.who-takes-part.value', { kindergartens: report.kindergartens, staff: report.takingPart }) },
        ]}
      />
      {used.length > 0 && (
        <Table
          caption={t('forum.amounts')}
          rows={years(report)}
          rowKey={String}
          columns={[
            { key: 'year', title: t('forum.year'), heading: true, cell: (year) => year },
            ...used.map((actor) => ({ key: actor, title: t(`forum.actor.${actor}`), numeric: true, cell: (year: number) => (report.asked.length === 0 ? plainKroner(at(report.amounts, year, actor), lang) : report.outcome && report.outcome !== 'decline' ? <span class="words">{t('forum.amount.of', { amount: plainKroner(at(report.amounts, year, actor), lang), asked: plainKroner(at(report.asked, year, actor), lang) })}</span> : plainKroner(at(report.asked, year, actor), lang)) })),
          ]}
        />
      )}
      <div>
      <Details summary={t('forum.papers')} open={!report.outcome}>
        <h3 class="ds-heading" data-size="2xs">{t('forum.need')}</h3>
        <p class="ds-paragraph long-text">{report.need || t('common.not.answered')}</p>
        {report.goals && (
          <>
            <h3 class="ds-heading" data-size="2xs">{t('forum.goals')}</h3>
            <p class="ds-paragraph long-text">{report.goals}</p>
          </>
        )}
        <p class="ds-paragraph">
          <a class="ds-link" href={`/behov/${report.id}`}>{t('forum.papers.sent')}<span class="ds-sr-only"> {report.reference}</span></a>
          {' · '}
          <a class="ds-link" href={`/behov/${report.id}/vurdering`}>{t('forum.papers.review')}<span class="ds-sr-only"> {report.reference}</span></a>
        </p>
      </Details>
      </div>
    </Card>
  )
}

const Minutes = (props: ItemPageProps) => {
  const { page, item, meeting, runs, shown } = props
  const { t } = page
  const writes = runs && meeting.state !== 'locked'
  if (!writes && item.minutes === '') return null
  return (
    <Section title={t('forum.item.minutes')}>
      {writes ? (
        <Form action={`${itemPath(props)}/referat`} label={t('forum.item.minutes')} leaveWarning>
          <input type="hidden" name="versjon" value={String(item.version)} />
          {shown.errors.some(({ field }) => field === 'referat') && item.minutes !== '' && (
            <Card title={t('forum.theirs', { name: item.changedBy })} tinted level={3}>
              <p class="ds-paragraph long-text">{item.minutes}</p>
            </Card>
          )}
          <TextArea name="referat" label={t('forum.item.minutes.label')} hint={t('forum.item.minutes.hint')} rows={3} limit={8000} value={shown.typed['referat'] ?? item.minutes} error={errorFor(shown.errors, 'referat')} guard />
          <GuardNotice warnings={shown.warnings} labels={{ referat: t('forum.item.minutes.label') }} />
          <ButtonRow>
            <Button variant="secondary">{t('common.save')}</Button>
          </ButtonRow>
        </Form>
      ) : (
        <p class="ds-paragraph long-text">{item.minutes}</p>
      )}
    </Section>
  )
}
