import { formatDate, formatDateTime, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { formatKroner } from '../../../kernel/money.ts'
import { Alert } from '../../../ui/alert.tsx'
import { Button, ButtonRow, LinkButton } from '../../../ui/button.tsx'
import { Card, CardGrid } from '../../../ui/card.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { DateField, SelectField, TextArea, TextField } from '../../../ui/fields.tsx'
import { errorFor, ErrorSummary, Form } from '../../../ui/form.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { Timeline } from '../../../ui/timeline.tsx'
import type { Moment } from '../../audit/index.ts'
import { periodText, StandingTag, yearText, type Writing } from './pages.tsx'
import { contactParts, standingOf, unconfirmed, yearsOf, type Side } from './rules.ts'
import type { Contact, Linked, Note, Org, Partnership, Pledge } from './store.ts'

export type View = { readonly one: Partnership; readonly promises: readonly Pledge[]; readonly contacts: readonly Contact[]; readonly notes: readonly Note[]; readonly members: readonly Org[]; readonly linked: readonly Linked[]; readonly moments: readonly Moment[] }
type Props = Writing & { readonly page: PageContext; readonly today: LocalDate; readonly year: number; readonly view: View; /** The side the reader speaks for. */ readonly side: Side | undefined }

const sides = ['owner', 'partner'] as const
const path = ({ one }: View, rest = ''): string => `/partnerskap/${one.id}${rest}`

/** A partnership: what the two have promised, who they are, what has come of it, and what the university learned. */
export const PartnershipPage = (props: Props) => {
  const { page, today, view, side, errors } = props
  const { t, lang } = page
  const { one } = view
  const standing = standingOf(one, today)
  const writes = side !== undefined && one.endedAt === undefined
  return (
    <Layout page={page} title={one.name} above={`${one.ownerName} – ${one.partnerName}`} back={{ href: '/partnerskap', text: t('partnership.title') }} hasErrors={errors.length > 0} wide>
      <ErrorSummary errors={errors} />
      <p>
        <StandingTag page={page} standing={standing} />
      </p>
      <Confirmation {...props} />
      {one.endedAt && (
        <Alert kind="info" title={t('partnership.ended', { date: formatDate(osloDate(one.endedAt), lang, 'long'), who: one.endedBy ?? '' })}>
          <p class="ds-paragraph long-text">{one.endReason}</p>
        </Alert>
      )}
      <SummaryList
        rows={[
          { term: t('partnership.period'), value: periodText(page, one) },
          { term: t('partnership.side.owner'), value: one.ownerName },
          ...(one.networkName ? [{ term: t('partnership.network'), value: [one.networkName, ...view.members.map(({ name }) => name)].join(', ') }] : []),
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
      <Section title={t('partnership.promises')}>
        <CardGrid>
          {sides.map((who) => (
            <Card title={who === 'owner' ? one.ownerName : one.partnerName} level={3}>
              <Pledges page={page} view={view} who={who} today={today} writes={writes && who === side} />
            </Card>
          ))}
        </CardGrid>
        {writes && <PledgeForm {...props} />}
      </Section>
      <Contacts {...props} writes={writes} />
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
      <Section title={t('partnership.history')}>
        <Timeline label={t('partnership.history')} events={view.moments.map((moment) => ({ at: moment.at, text: eventText(page, moment), by: moment.who, onBehalfOf: moment.onBehalfOf }))} />
      </Section>
      {writes && (
        <Details summary={t('partnership.end')} open={errorFor(errors, 'grunn') !== undefined}>
          <Form action={path(view, '/avslutning')} label={t('partnership.end')}>
            <TextArea name="grunn" label={t('partnership.end.reason')} hint={t('partnership.end.hint')} limit={2000} rows={3} value={props.typed['grunn']} error={errorFor(errors, 'grunn')} guard />
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
  if (side === undefined || !waits.includes(side)) return <Alert kind="info"><p class="ds-paragraph">{t('partnership.waits', { who: waits.map((who) => (who === 'owner' ? one.ownerName : one.partnerName)).join(', ') })}</p></Alert>
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

const Pledges = ({ page: { t, lang }, view, who, today, writes }: { readonly page: PageContext; readonly view: View; readonly who: Side; readonly today: LocalDate; readonly writes: boolean }) => {
  const list = view.promises.filter(({ side }) => side === who)
  if (list.length === 0) return <p class="ds-paragraph subtle">{t('partnership.promises.none')}</p>
  return (
    <ul class="ds-list">
      {list.map((one) => (
        <li>
          <p class="long-text">{one.what}</p>
          <p class="subtle">
            {t('partnership.period.value', { from: formatDate(one.from, lang, 'short'), to: formatDate(one.to, lang, 'short') })} {one.doneOn ? <Tag color="success">{t('partnership.promise.done', { date: formatDate(one.doneOn, lang, 'short') })}</Tag> : one.to < today && <Tag color="warning">{t('partnership.promise.late')}</Tag>}
          </p>
          {writes && (
            <div class="button-row">
              {!one.doneOn && one.from <= today && (
                <Form action={path(view, `/lofter/${one.id}/utfort`)}>
                  <Button small variant="tertiary" about={one.what}>{t('partnership.promise.mark')}</Button>
                </Form>
              )}
              <Form action={path(view, `/lofter/${one.id}/fjerning`)}>
                <Button small variant="tertiary" about={one.what}>{t('common.remove')}</Button>
              </Form>
            </div>
          )}
        </li>
      ))}
    </ul>
  )
}

const PledgeForm = ({ page: { t }, view, errors, typed }: Props) => (
  <Details summary={t('partnership.promise.add')} open={['hva', 'lofra', 'lotil'].some((field) => errorFor(errors, field))}>
    <Form action={path(view, '/lofter')} label={t('partnership.promise.add')}>
      <TextArea name="hva" label={t('partnership.promise.what')} hint={t('partnership.promise.hint')} limit={1000} rows={3} value={typed['hva']} error={errorFor(errors, 'hva')} guard />
      <DateField name="lofra" label={t('partnership.from')} value={typed['lofra']} error={errorFor(errors, 'lofra')} />
      <DateField name="lotil" label={t('partnership.to')} value={typed['lotil']} error={errorFor(errors, 'lotil')} />
      <p class="subtle">{t('partnership.promise.note')}</p>
      <ButtonRow>
        <Button variant="secondary">{t('partnership.promise.add')}</Button>
      </ButtonRow>
    </Form>
  </Details>
)

const Contacts = ({ page, view, side, errors, typed, writes }: Props & { readonly writes: boolean }) => {
  const { t } = page
  return (
    <Section title={t('partnership.contacts')}>
      {view.contacts.length === 0 ? (
        <p class="ds-paragraph">{t('partnership.contacts.none')}</p>
      ) : (
        <Table
          caption={t('partnership.contacts')}
          hiddenCaption
          rows={view.contacts}
          rowKey={({ id }) => id}
          columns={[
            { key: 'name', title: t('partnership.contact.name'), heading: true, cell: (row) => row.name },
            { key: 'part', title: t('partnership.contact.part'), cell: (row) => t(`partnership.contact.part.${row.part}`) },
            { key: 'org', title: t('partnership.contact.org'), cell: (row) => (row.side === 'owner' ? view.one.ownerName : view.one.partnerName) },
            { key: 'email', title: t('partnership.contact.email'), cell: (row) => (row.email ? <a class="ds-link" href={`mailto:${row.email}`}>{row.email}</a> : '–') },
            ...(writes ? [{ key: 'remove', title: t('common.remove'), hiddenTitle: true, cell: (row: Contact) => row.side === side && <Form action={path(view, `/kontakter/${row.id}/fjerning`)}><Button small variant="tertiary" about={row.name}>{t('common.remove')}</Button></Form> }] : []),
          ]}
        />
      )}
      {writes && (
        <Details summary={t('partnership.contact.add')} open={['kontakt', 'oppgave', 'epost'].some((field) => errorFor(errors, field))}>
          <Form action={path(view, '/kontakter')} label={t('partnership.contact.add')}>
            <TextField name="kontakt" label={t('partnership.contact.name')} value={typed['kontakt']} error={errorFor(errors, 'kontakt')} />
            <SelectField name="oppgave" label={t('partnership.contact.part')} value={typed['oppgave']} error={errorFor(errors, 'oppgave')} options={contactParts.map((part) => ({ value: part, text: t(`partnership.contact.part.${part}`) }))} />
            <TextField name="epost" type="email" label={t('partnership.contact.email')} mark="optional" value={typed['epost']} error={errorFor(errors, 'epost')} />
            <ButtonRow>
              <Button variant="secondary">{t('partnership.contact.add')}</Button>
            </ButtonRow>
          </Form>
        </Details>
      )}
    </Section>
  )
}

/** What the university learned, year by year, and what of it came back to teacher education. */
const Notes = ({ page, view, side, year, errors, typed }: Props) => {
  const { t, lang } = page
  const years = yearsOf(view.one.period, year).toReversed()
  const chosen = Number(typed['barnehagear'] ?? years[0])
  const there = view.notes.find((one) => one.year === chosen)
  return (
    <Section title={t('partnership.notes')}>
      {view.notes.length === 0 && <p class="ds-paragraph">{t('partnership.notes.none')}</p>}
      {view.notes.map((one) => (
        <Card title={yearText(one.year)} level={3}>
          <SummaryList rows={[{ term: t('partnership.note.learned'), value: <span class="long-text">{one.learned}</span> }, { term: t('partnership.note.brought-back'), value: <span class="long-text">{one.broughtBack}</span> }]} />
          <p class="subtle">{`${one.by}, ${formatDateTime(one.at, lang)}`}</p>
        </Card>
      ))}
      {side === 'partner' && view.one.agreedAt && years.length > 0 && (
        <Details summary={t('partnership.note.write')} open={['barnehagear', 'lart', 'tilbake'].some((field) => errorFor(errors, field))}>
          <Form action={path(view, '/notater')} label={t('partnership.note.write')} leaveWarning>
            {/* Changing the year of what is written would be another note: each year has its own link. */}
            <input type="hidden" name="sett" value={typed['sett'] ?? there?.version ?? 0} />
            <SelectField name="barnehagear" label={t('partnership.year')} value={String(chosen)} error={errorFor(errors, 'barnehagear')} options={years.filter((one) => one === chosen || view.notes.every((other) => other.year !== one)).map((one) => ({ value: String(one), text: yearText(one) }))} />
            <TextArea name="lart" label={t('partnership.note.learned')} limit={4000} rows={5} value={typed['lart'] ?? there?.learned} error={errorFor(errors, 'lart')} guard />
            <TextArea name="tilbake" label={t('partnership.note.brought-back')} hint={t('partnership.note.hint')} limit={4000} rows={5} value={typed['tilbake'] ?? there?.broughtBack} error={errorFor(errors, 'tilbake')} guard />
            <ButtonRow>
              <Button variant="secondary">{t('partnership.note.save')}</Button>
            </ButtonRow>
          </Form>
          {view.notes.filter((one) => one.year !== chosen).map((one) => (
            <LinkButton variant="tertiary" small href={`${path(view)}?notat=${one.year}`}>
              {t('partnership.note.edit', { year: yearText(one.year) })}
            </LinkButton>
          ))}
        </Details>
      )}
    </Section>
  )
}

const eventText = ({ t }: PageContext, { kind, data }: Moment): string => {
  const name = kind.replace(/^scheme\.partnership-/, '')
  if (name === 'noted') return t('partnership.event.noted', { year: yearText(Number(data['year'] ?? 0)) })
  return name === 'proposed' || name === 'changed' || name === 'confirmed' || name === 'kept' || name === 'ended' ? t(`partnership.event.${name}`) : ''
}
