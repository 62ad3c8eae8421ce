import { formatDate, type LocalDate } from '../../../../kernel/dates.ts'
import { Button, ButtonRow, LinkButton } from '../../../../ui/button.tsx'
import { CheckboxGroup, RadioGroup } from '../../../../ui/choices.tsx'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { EmptyState } from '../../../../ui/empty-state.tsx'
import { DateField, TextArea, TextField } from '../../../../ui/fields.tsx'
import { errorFor, Form } from '../../../../ui/form.tsx'
import { cameBack, GuardNotice, type ShownForm } from '../../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../../ui/layout.tsx'
import { SummaryList } from '../../../../ui/summary-list.tsx'
import { Table } from '../../../../ui/table.tsx'
import { Tag } from '../../../../ui/tag.tsx'
import type { Translate } from '../../../../texts/index.ts'
import { halfText, nameOf, PartFrame, partPath, type PartView } from '../frame/pages.tsx'
import { cancelledBy, countHalves, isFew, type CancelledBy } from './rules.ts'
import type { HeadSession, Kindergarten, Session } from './store.ts'

export const planLabels = (t: Translate) => ({ hva: t('pair.session.what'), dag: t('pair.session.day'), sted: t('pair.session.place'), barnehager: t('pair.session.kindergartens') })
export const heldLabels = (t: Translate) => ({ eiers: t('pair.session.owner-people'), partners: t('pair.session.partner-people'), ansatte: t('pair.session.staff') })
export const cancelLabels = (t: Translate) => ({ hvem: t('pair.session.cancelled-by'), grunn: t('pair.session.why'), nydag: t('pair.session.new-day') })

type Named = { readonly ownerName: string; readonly partnerName: string }
const byText = ({ t }: PageContext, one: Named, by: CancelledBy | undefined): string => (by === undefined || by === 'neither' ? t('pair.session.by.neither') : t('pair.session.by', { who: nameOf(one, by) }))

type OutcomeProps = {
  readonly page: PageContext
  readonly one: Named
  readonly session: Pick<Session, 'state' | 'day' | 'cancelledBy' | 'why' | 'staff'> & { readonly newDay?: LocalDate | undefined }
  readonly today: LocalDate
  /** The partnership has been ended: what was planned in it comes to nothing. */
  readonly ended: boolean
  /** The reader can say what became of it. */
  readonly tells: boolean
}
/** What became of it, in words: planned, held with how many, or cancelled by whom and why. */
const Outcome = ({ page, one, session, today, ended, tells }: OutcomeProps) => {
  const { t, lang } = page
  if (session.state === 'planned') {
    if (ended) return <Tag color="neutral">{t('pair.session.lapsed')}</Tag>
    if (session.day > today) return <Tag color="info">{t('pair.session.planned')}</Tag>
    return <Tag color={tells ? 'warning' : 'neutral'}>{t(tells ? 'pair.session.untold' : 'pair.session.not-told')}</Tag>
  }
  // One piece: on a phone the cells of a card stand in two columns.
  if (session.state === 'held') return <span><Tag color="success">{t('pair.session.held')}</Tag> {isFew(session.staff ?? 0) ? t('pair.session.reached.few') : t('pair.session.reached', { count: session.staff ?? 0 })}</span>
  const why = `${byText(page, one, session.cancelledBy)}: ${(session.why ?? '').replace(/\.$/, '')}`
  return (
    <span>
      <Tag color="neutral">{t('pair.session.cancelled')}</Tag> {[why, ...(session.newDay ? [t('pair.session.moved', { day: formatDate(session.newDay, lang, 'long') })] : [])].join('. ')}
    </span>
  )
}

type ListView = PartView & { readonly sessions: readonly Session[]; readonly candidates: readonly Kindergarten[]; readonly chosen: readonly string[]; readonly startKey: string; readonly shown: ShownForm }

/** What the two do together: one line each, and how many in each half-year. */
export const SessionsPage = ({ view }: { readonly view: ListView }) => {
  const { page, one, sessions, today, writes, shown } = view
  const { t, lang } = page
  const halves = countHalves(sessions)
  return (
    <PartFrame view={view} part="sessions" shown={shown} labels={planLabels(t)}>
      {sessions.length === 0 ? (
        <EmptyState title={t('pair.session.none')}>
          <p>{t('pair.session.none.text')}</p>
        </EmptyState>
      ) : (
        <>
          <Table
            caption={t('pair.part.sessions')}
            hiddenCaption
            rows={sessions}
            rowKey={({ id }) => id}
            columns={[
              { key: 'day', title: t('pair.session.day'), cell: ({ day }) => formatDate(day, lang, 'long') },
              { key: 'what', title: t('pair.session.what'), heading: true, cell: (row) => <a class="ds-link" href={partPath(one.id, 'sessions', `/${row.id}`)}>{row.what}<span class="ds-sr-only">, {formatDate(row.day, lang, 'long')}</span></a> },
              { key: 'place', title: t('pair.session.place'), cell: ({ place }) => place },
              { key: 'kindergartens', title: t('pair.session.kindergartens'), cell: ({ kindergartens }) => kindergartens.map(({ name }) => name).join(', ') || '–' },
              { key: 'outcome', title: t('pair.session.outcome'), cell: (row) => <Outcome page={page} one={one} session={row} today={today} ended={one.endedAt !== undefined} tells={writes} /> },
            ]}
          />
          <Section title={t('pair.session.by-half')}>
            <Table
              caption={t('pair.session.by-half')}
              hiddenCaption
              rows={halves}
              rowKey={({ half }) => half}
              columns={[
                { key: 'half', title: t('pair.half'), heading: true, cell: ({ half }) => halfText(page, half) },
                { key: 'held', title: t('pair.session.held'), numeric: true, cell: ({ held }) => String(held) },
                { key: 'owner', title: t('pair.session.cancelled.by', { who: one.ownerName }), numeric: true, cell: ({ cancelled }) => String(cancelled.owner) },
                { key: 'partner', title: t('pair.session.cancelled.by', { who: one.partnerName }), numeric: true, cell: ({ cancelled }) => String(cancelled.partner) },
                { key: 'neither', title: t('pair.session.cancelled.neither'), numeric: true, cell: ({ cancelled }) => String(cancelled.neither) },
                { key: 'planned', title: t('pair.session.planned'), numeric: true, cell: ({ planned }) => String(planned) },
                { key: 'staff', title: t('pair.session.staff'), numeric: true, cell: ({ staff }) => String(staff) },
              ]}
            />
            <p class="subtle">{t('pair.session.few.note')}</p>
          </Section>
        </>
      )}
      {writes && (one.agreedAt ? <PlanForm view={view} /> : <p class="ds-paragraph">{t('pair.because.never-agreed')}</p>)}
    </PartFrame>
  )
}

const PlanForm = ({ view: { page, one, candidates, chosen, startKey, shown } }: { readonly view: ListView }) => {
  const { t } = page
  const { typed, errors, warnings } = shown
  return (
    <Details summary={t('pair.session.plan')} open={cameBack(shown)}>
      <Form action={partPath(one.id, 'sessions')} label={t('pair.session.plan')} leaveWarning>
        <input type="hidden" name="nokkel" value={startKey} />
        <TextField name="hva" label={t('pair.session.what')} hint={t('pair.session.what.hint')} value={typed['hva']} error={errorFor(errors, 'hva')} guard />
        <DateField name="dag" label={t('pair.session.day')} value={typed['dag']} error={errorFor(errors, 'dag')} />
        <TextField name="sted" label={t('pair.session.place')} value={typed['sted']} error={errorFor(errors, 'sted')} guard />
        {candidates.length > 0 && <CheckboxGroup name="barnehager" label={t('pair.session.kindergartens')} hint={t('pair.session.kindergartens.hint')} mark="optional" options={candidates.map(({ id, name }) => ({ value: id, text: name }))} values={chosen} error={errorFor(errors, 'barnehager')} />}
        <GuardNotice warnings={warnings} labels={planLabels(t)} />
        <ButtonRow>
          <Button>{t('pair.session.plan')}</Button>
        </ButtonRow>
      </Form>
    </Details>
  )
}

/** One session: what it is, and, once, what became of it. */
export const SessionPage = ({ view }: { readonly view: PartView & { readonly session: Session; readonly shown: ShownForm } }) => {
  const { page, one, session, today, writes, shown } = view
  const { t, lang } = page
  const { typed, errors, warnings } = shown
  const path = partPath(one.id, 'sessions', `/${session.id}`)
  const cancels = 'hvem' in typed || errors.some(({ field }) => field === 'hvem')
  return (
    <PartFrame view={view} part="sessions" shown={shown} labels={{ ...heldLabels(t), ...cancelLabels(t) }} title={`${session.what}, ${formatDate(session.day, lang, 'long')}`}>
      <SummaryList
        rows={[
          { term: t('pair.session.day'), value: formatDate(session.day, lang, 'weekday') },
          { term: t('pair.session.place'), value: session.place },
          { term: t('pair.session.kindergartens'), value: session.kindergartens.map(({ name }) => name).join(', ') || '–' },
          { term: t('pair.session.outcome'), value: <Outcome page={page} one={one} session={session} today={today} ended={one.endedAt !== undefined} tells={writes} /> },
          ...(session.state === 'held' ? [{ term: t('pair.session.people'), value: t('pair.session.people.value', { owner: String(session.ownerPeople), partner: String(session.partnerPeople) }) }] : []),
          ...(session.toldBy ? [{ term: t('pair.session.told-by'), value: session.toldBy }] : []),
        ]}
      />
      {writes && session.state === 'planned' && session.day <= today && (
        <Section title={t('pair.session.hold')}>
          <Form action={`${path}/gjennomforing`} label={t('pair.session.hold')}>
            <TextField name="eiers" label={t('pair.session.owner-people')} inputmode="numeric" width={6} value={typed['eiers']} error={errorFor(errors, 'eiers')} />
            <TextField name="partners" label={t('pair.session.partner-people')} inputmode="numeric" width={6} value={typed['partners']} error={errorFor(errors, 'partners')} />
            <TextField name="ansatte" label={t('pair.session.staff')} hint={t('pair.session.staff.hint')} inputmode="numeric" width={6} value={typed['ansatte']} error={errorFor(errors, 'ansatte')} />
            <ButtonRow>
              <Button>{t('pair.session.hold.save')}</Button>
            </ButtonRow>
          </Form>
        </Section>
      )}
      {writes && session.state === 'planned' && (
        <Details summary={t('pair.session.cancel')} open={cancels}>
          <Form action={`${path}/avlysning`} label={t('pair.session.cancel')}>
            <RadioGroup name="hvem" label={t('pair.session.cancelled-by')} value={typed['hvem']} error={errorFor(errors, 'hvem')} options={cancelledBy.map((by) => ({ value: by, text: by === 'neither' ? t('pair.session.by.neither') : nameOf(one, by) }))} />
            <TextArea name="grunn" label={t('pair.session.why')} limit={500} rows={2} value={typed['grunn']} error={errorFor(errors, 'grunn')} guard />
            <DateField name="nydag" label={t('pair.session.new-day')} mark="optional" value={typed['nydag']} error={errorFor(errors, 'nydag')} />
            <GuardNotice warnings={warnings} labels={cancelLabels(t)} />
            <ButtonRow>
              <Button variant="secondary">{t('pair.session.cancel')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </PartFrame>
  )
}

/** What a head sees: the sessions at the own kindergarten. */
export const HeadPage = ({ page, sessions, today }: { readonly page: PageContext; readonly sessions: readonly HeadSession[]; readonly today: LocalDate }) => {
  const { t, lang } = page
  return (
    <Layout page={page} title={t('partnership.title')} intro={t('pair.head.intro')} wide>
      {sessions.length === 0 ? (
        <EmptyState title={t('pair.head.none')} action={<LinkButton variant="secondary" href="/deltakere">{t('participants.title')}</LinkButton>}>
          <p>{t('pair.head.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('pair.part.sessions')}
          hiddenCaption
          rows={sessions}
          rowKey={({ id }) => id}
          columns={[
            { key: 'day', title: t('pair.session.day'), cell: ({ day }) => formatDate(day, lang, 'long') },
            { key: 'what', title: t('pair.session.what'), heading: true, cell: ({ what }) => what },
            { key: 'place', title: t('pair.session.place'), cell: ({ place }) => place },
            { key: 'who', title: t('partnership.title'), cell: (row) => `${row.partnership}: ${row.ownerName} – ${row.partnerName}` },
            { key: 'outcome', title: t('pair.session.outcome'), cell: (row) => <Outcome page={page} one={row} session={row} today={today} ended={row.ended} tells={false} /> },
          ]}
        />
      )}
    </Layout>
  )
}
