import { formatDate, formatDateTime, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { formatKroner } from '../../../kernel/money.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { Card, CardGrid } from '../../../ui/card.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { SelectField, TextArea } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../ui/guard-notice.tsx'
import type { Translate } from '../../../texts/index.ts'
import type { Moment } from '../../audit/index.ts'
import { halfWithin, namedWithYears, nameOf, partPath, PartTabs } from './frame/pages.tsx'
import { Health } from './health/pages.tsx'
import type { Reason } from './health/rules.ts'
import { isHalf } from './halves/rules.ts'
import { PledgeForm, Pledges, promiseLabels } from './promises/pages.tsx'
import type { Pledge } from './promises/store.ts'
import type { Word } from './words/store.ts'
import { periodText, StandingTag, yearText } from './pages.tsx'
import { sides, standingOf, unconfirmed, yearsOf, type Side } from './rules.ts'
import type { Linked, Note, Org, Partnership } from './store.ts'

export type View = { readonly one: Partnership; readonly promises: readonly Pledge[]; readonly words: readonly Word[]; readonly reasons: readonly Reason[]; readonly notes: readonly Note[]; readonly members: readonly Org[]; readonly linked: readonly Linked[]; readonly moments: readonly Moment[] }
export const endLabels = (t: Translate) => ({ grunn: t('partnership.end.reason') })
export const noteLabels = (t: Translate) => ({ barnehagear: t('partnership.year'), lart: t('partnership.note.learned'), tilbake: t('partnership.note.brought-back'), sett: '' })

type Props = ShownForm & { readonly page: PageContext; readonly today: LocalDate; readonly year: number; readonly view: View; /** The side the reader speaks for. */ readonly side: Side | undefined }

const path = ({ one }: View, rest = ''): string => `/partnerskap/${one.id}${rest}`

/** A partnership: what the two have promised, who they are, what has come of it, and what the university learned. */
export const PartnershipPage = (props: Props) => {
  const { page, today, view, side, errors, typed, warnings } = props
  const { t, lang } = page
  const { one } = view
  const standing = standingOf(one, today)
  const writes = side !== undefined && one.endedAt === undefined
  return (
    <Layout page={page} title={namedWithYears(one)} heading={one.name} above={`${one.ownerName} – ${one.partnerName}`} back={{ href: '/partnerskap', text: t('partnership.title') }} hasErrors={cameBack(props)} wide>
      <ErrorSummary errors={errors} labels={{ ...promiseLabels(t), ...endLabels(t), ...noteLabels(t) }} />
      <PartTabs view={{ page, one }} current="agreement" />
      <p>
        <StandingTag page={page} standing={standing} />
      </p>
      <Confirmation {...props} />
      {one.endedAt && (
        <Alert kind="info" title={t('partnership.ended', { date: formatDate(osloDate(one.endedAt), lang, 'long'), who: one.endedBy ?? '' })}>
          <p class="ds-paragraph long-text">{one.endReason}</p>
        </Alert>
      )}
      {one.agreedAt && !one.endedAt && <Health page={page} one={one} side={side} reasons={view.reasons} words={view.words} />}
      <SummaryList
        rows={[
          { term: t('partnership.period'), value: periodText(page, one) },
          { term: t('partnership.side.owner'), value: one.ownerName },
          ...(one.networkName || view.members.length > 0 ? [{ term: t('partnership.network'), value: [one.networkName, ...view.members.map(({ name }) => name)].filter(Boolean).join(', ') }] : []),
          { term: t('partnership.side.partner'), value: one.partnerName },
          ...sides.map((who) => ({ term: t(`partnership.confirmed.${who}`), value: confirmedText(page, one, who) })),
        ]}
      />
      {writes && (
        <p>
          <a class="ds-link" href={path(view, '/endring')}>
            {t('partnership.change')}
          </a>
        </p>
      )}
      <Section title={t('partnership.promises')} id="lofter">
        <CardGrid>
          {sides.map((who) => (
            <Card title={nameOf(one, who)} level={3}>
              <Pledges page={page} id={one.id} promises={view.promises} words={view.words} who={who} today={today} writes={writes && who === side} />
              {writes && who === side && one.previousId && view.promises.every((promise) => promise.side !== side) && <TakeAlong page={page} id={one.id} />}
            </Card>
          ))}
        </CardGrid>
        {writes && <PledgeForm page={page} id={one.id} first={view.promises.every((promise) => promise.side !== side)} shown={{ typed, errors, warnings }} />}
      </Section>
      <Notes {...props} />
      <Section title={t('partnership.linked')}>
        {view.linked.length === 0 ? (
          <p class="ds-paragraph">{t('partnership.linked.none')}</p>
        ) : (
          <Table
            caption={t('partnership.linked')}
            hiddenCaption
            rows={view.linked}
            rowKey={({ id }) => id}
            columns={[
              { key: 'title', title: t('partnership.measure'), heading: true, cell: (row) => <a class="ds-link" href={`/behov/${row.id}`}>{row.title}</a> },
              { key: 'reference', title: t('partnership.reference'), cell: (row) => row.reference },
              { key: 'year', title: t('partnership.year'), cell: (row) => yearText(row.year) },
              { key: 'granted', title: t('partnership.granted'), numeric: true, cell: (row) => (row.granted > 0 ? formatKroner(row.granted, lang) : '–') },
            ]}
          />
        )}
      </Section>
      {view.moments.length > 0 && (
        <Section title={t('partnership.history')}>
          <Timeline label={t('partnership.history')} events={view.moments.map((moment) => ({ at: moment.at, text: eventText(page, moment), by: moment.who, onBehalfOf: moment.onBehalfOf }))} />
        </Section>
      )}
      {writes && (
        <Details summary={t('partnership.end')} open={'grunn' in typed}>
          <Form action={path(view, '/avslutning')} label={t('partnership.end')}>
            <TextArea name="grunn" label={t('partnership.end.reason')} hint={t('partnership.end.hint')} limit={2000} rows={3} value={typed['grunn']} error={errorFor(errors, 'grunn')} guard />
            {'grunn' in typed && <GuardNotice warnings={warnings} labels={endLabels(t)} />}
            <ButtonRow>
              <Button variant="secondary" danger>
                {t('partnership.end')}
              </Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Layout>
  )
}

const confirmedText = ({ t, lang }: PageContext, one: Partnership, side: Side): string => {
  const said = one.confirmations[side]
  if (!said) return t('partnership.confirmed.not')
  const text = `${said.by}, ${formatDateTime(said.at, lang)}`
  return one.confirmed[side] === one.version ? text : t('partnership.confirmed.earlier', { who: text })
}

/** What waits: for oneself a button, for the other a word. */
const Confirmation = ({ page, view, side }: Props) => {
  const { t } = page
  const { one } = view
  const waits = unconfirmed(one)
  if (one.endedAt || waits.length === 0) return null
  // A button that would be refused is none: what is lacking is written further down.
  if (side !== undefined && sides.some((who) => view.promises.every((promise) => promise.side !== who))) return <Alert kind="info"><p class="ds-paragraph">{t('partnership.because.nothing-promised')}</p></Alert>
  if (side === undefined || !waits.includes(side)) return <Alert kind="info"><p class="ds-paragraph">{t('partnership.waits', { who: waits.map((who) => nameOf(one, who)).join(', ') })}</p></Alert>
  return (
    <Form action={path(view, '/bekreftelse')} label={t('partnership.confirm')}>
      <input type="hidden" name="versjon" value={one.version} />
      <p class="ds-paragraph">{t('partnership.confirm.text')}</p>
      <ButtonRow>
        <Button>{t('partnership.confirm')}</Button>
      </ButtonRow>
    </Form>
  )
}

/** What the university learned, year by year, and what of it came back to teacher education. */
const Notes = ({ page, view, side, year, errors, typed, warnings }: Props) => {
  const { t, lang } = page
  const years = yearsOf(view.one.period, year).toReversed()
  const chosen = Number(typed['barnehagear'] ?? years[0])
  const there = view.notes.find((one) => one.year === chosen)
  // A colleague's note that came meanwhile stands above the form: saving again is a choice.
  const refused = errors.some(({ field }) => field === '')
  return (
    <Section title={t('partnership.notes')} id="notater">
      {view.notes.length === 0 && <p class="ds-paragraph">{t('partnership.notes.none')}</p>}
      {view.notes.map((one) => (
        <Card title={yearText(one.year)} level={3}>
          <SummaryList rows={[{ term: t('partnership.note.learned'), value: <span class="long-text">{one.learned}</span> }, { term: t('partnership.note.brought-back'), value: <span class="long-text">{one.broughtBack}</span> }]} />
          <p class="subtle">{`${one.by}, ${formatDateTime(one.at, lang)}`}</p>
        </Card>
      ))}
      {side === 'partner' && view.one.agreedAt && years.length > 0 && (
        <Details summary={t('partnership.note.write')} open={'barnehagear' in typed}>
          <Form action={path(view, '/notater')} label={t('partnership.note.write')} leaveWarning>
            {/* Changing the year of what is written would be another note: each year has its own link. */}
            <input type="hidden" name="sett" value={refused ? (there?.version ?? 0) : (typed['sett'] ?? there?.version ?? 0)} />
            <SelectField name="barnehagear" label={t('partnership.year')} value={String(chosen)} error={errorFor(errors, 'barnehagear')} options={years.filter((one) => one === chosen || view.notes.every((other) => other.year !== one)).map((one) => ({ value: String(one), text: yearText(one) }))} />
            <TextArea name="lart" label={t('partnership.note.learned')} limit={4000} rows={5} value={typed['lart'] ?? there?.learned} error={errorFor(errors, 'lart')} guard />
            <TextArea name="tilbake" label={t('partnership.note.brought-back')} hint={t('partnership.note.hint')} limit={4000} rows={5} value={typed['tilbake'] ?? there?.broughtBack} error={errorFor(errors, 'tilbake')} guard />
            {'lart' in typed && <GuardNotice warnings={warnings} labels={noteLabels(t)} />}
            <ButtonRow>
              <Button variant="secondary">{t('partnership.note.save')}</Button>
            </ButtonRow>
          </Form>
          {view.notes.filter((one) => one.year !== chosen).map((one) => (
            <LinkButton variant="tertiary" small href={`${path(view)}?notat=${one.year}#notater`}>
              {t('partnership.note.edit', { year: yearText(one.year) })}
            </LinkButton>
          ))}
        </Details>
      )}
    </Section>
  )
}

/** What this side promised in the period before comes along with one press. */
const TakeAlong = ({ page: { t }, id }: { readonly page: PageContext; readonly id: string }) => (
  <Form action={partPath(id, 'renewal', '/medtatt')}>
    <p class="ds-paragraph">{t('pair.renewal.along.text')}</p>
    <ButtonRow>
      <Button variant="secondary">{t('pair.renewal.along')}</Button>
    </ButtonRow>
  </Form>
)

const events = ['proposed', 'changed', 'confirmed', 'kept', 'ended'] as const
const laterEvents = ['not-kept', 'person-left', 'session-planned', 'session-held', 'session-cancelled', 'asked', 'answered', 'university-changed', 'word-said', 'renewed', 'not-renewed'] as const
const eventText = (page: PageContext, { kind, data }: Moment): string => {
  const { t } = page
  const name = kind.replace(/^scheme\.partnership-/, '')
  if (name === 'noted') return t('partnership.event.noted', { year: yearText(Number(data['year'] ?? 0)) })
  const half = String(data['half'] ?? '')
  if ((name === 'reflected' || name === 'reflection-added') && isHalf(half)) return t(`pair.event.${name}`, { half: halfWithin(page, half) })
  const [known, later] = [events.find((one) => one === name), laterEvents.find((one) => one === name)]
  return known ? t(`partnership.event.${known}`) : later ? t(`pair.event.${later}`) : ''
}
