import { formatDate, osloDate, type LocalDate } from '../../../kernel/dates.ts'
import { Alert } from '../../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { ErrorSummary } from '../../../ui/form.tsx'
import { cameBack, type ShownForm } from '../../../ui/guard-notice.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { themeNames, type NamedTheme } from '../../../ui/theme-names.ts'
import type { HandOver } from '../handover/rules.ts'
import { HandOverTable, newHandOverPath } from '../handover/pages.tsx'
import type { ServiceRequest } from '../requests/rules.ts'
import { newRequestPath, RequestTable } from '../requests/pages.tsx'
import { HistoryPart } from './history/part.tsx'
import type { Version } from './history/rules.ts'
import { OverlapList } from './overlaps/part.tsx'
import { isTalkedThrough, type Overlap, type Talk, type Work } from './overlaps/rules.ts'
import { stageOf, type Activity, type Contact, type Service } from './rules.ts'
import type { Place, TeamWork } from './store.ts'

type Page = { readonly page: PageContext }
export const home = '/stottesystem'
export const aroundPath = (kindergartenId: string, rest = ''): string => `${home}/${kindergartenId}${rest}`
export const newActivityPath = (kindergartenId: string): string => `${home}/aktiviteter/ny?barnehage=${kindergartenId}`
export const periodOf = ({ t, lang }: PageContext, from: LocalDate, to: LocalDate): string => (from === to ? formatDate(from, lang, 'long') : t('support.period', { from: formatDate(from, lang, 'long'), to: formatDate(to, lang, 'long') }))
export const themeName = (page: PageContext, themes: readonly NamedTheme[], code: string): string => themeNames(page, themes, [code])[0] ?? code

export type ListRow = { readonly place: Place; readonly services: readonly string[]; readonly activities: number; readonly open: number; readonly overlaps: number }
export type ListView = { readonly rows: readonly ListRow[]; /** The team asks services and closes what is pointed out; owner and authority read who does what. */ readonly isTeam: boolean }
/** The kindergartens one reads about, those with something to talk about first. */
export const ListPage = ({ page, view: { rows, isTeam } }: Page & { readonly view: ListView }) => {
  const { t } = page
  return (
    <Layout page={page} title={t('support.title')} intro={t(isTeam ? 'support.intro.team' : 'support.intro.read')} wide>
      {isTeam && rows.length > 0 && (
        <ButtonRow>
          <LinkButton href={newRequestPath()}>{t('asked.new')}</LinkButton>
        </ButtonRow>
      )}
      {rows.length === 0 ? (
        <EmptyState title={t('support.none')}>
          <p>{t('support.none.text')}</p>
        </EmptyState>
      ) : (
        <Table
          caption={t('support.list')}
          hiddenCaption
          rows={rows}
          rowKey={({ place }) => place.id}
          columns={[
            { key: 'name', title: t('support.kindergarten'), heading: true, cell: ({ place }) => <a class="ds-link" href={aroundPath(place.id)}>{place.name}</a> },
            { key: 'services', title: t('support.services.active'), cell: ({ services }) => (services.length === 0 ? <span class="subtle">{t('support.services.none')}</span> : services.join(', ')) },
            { key: 'activities', title: t('support.activities'), numeric: true, cell: ({ activities }) => activities },
            ...(isTeam ? [{ key: 'open', title: t('support.requests.open'), numeric: true, cell: ({ open }: ListRow) => open }, { key: 'overlaps', title: t('support.overlaps'), cell: ({ overlaps }: ListRow) => (overlaps === 0 ? <span class="subtle">{t('support.overlaps.none')}</span> : <Tag color="warning">{t('support.overlaps.count', { count: overlaps })}</Tag>) }] : []),
          ]}
        />
      )}
    </Layout>
  )
}

/** Who reads the page: the kindergarten's own people and its team work with it; a service sees its own; owner and authority read. */
export type Reader = 'kindergarten' | 'head' | 'team' | 'service' | 'overview'
export type AroundView = {
  readonly place: Place; readonly reader: Reader; readonly orgId: string; readonly services: readonly Service[]; readonly activities: readonly Activity[]; /** How they stood before they were changed. */ readonly versions: readonly Version[]; /** What other services do, for one that is active here itself. */ readonly others: readonly Work[]; readonly contacts: readonly Contact[]
  readonly teamWork: TeamWork | undefined; readonly overlaps: readonly Overlap[]; readonly talks: readonly Talk[]; readonly requests: readonly ServiceRequest[]
  readonly handOvers: readonly HandOver[]; readonly themes: readonly NamedTheme[]; readonly today: LocalDate; readonly form: ShownForm; /** What the form that came back is about. */ readonly formOf: string
}

/** Who does what around one kindergarten now. */
export const AroundPage = ({ page, view }: Page & { readonly view: AroundView }) => {
  const { t } = page
  const { place, reader, form } = view
  const over = view.activities.filter((one) => stageOf(one, view.today) === 'over')
  return (
    <Layout page={page} title={t('support.around', { name: place.name })} intro={t(`support.around.intro.${reader === 'head' ? 'kindergarten' : reader}`)} back={reader === 'head' || reader === 'kindergarten' ? { href: `/barnehager/${place.id}`, text: place.name } : { href: home, text: t('support.title') }} hasErrors={cameBack(form)} wide>
      <ErrorSummary errors={form.errors} />
      <Unsaved page={page} view={view} />
      <Actions page={page} view={view} />
      {(view.overlaps.length > 0 || view.talks.length > 0) && (
        <Section title={t('support.overlaps')} id="snakke-sammen">
          <OverlapList page={page} view={view} />
        </Section>
      )}
      <Section title={t('support.services')}>{reader === 'service' ? <OwnAndOthers page={page} view={view} /> : <ServiceTable page={page} view={view} />}</Section>
      {view.teamWork && (
        <Section title={place.team ?? t('support.team')}>
          <TeamPart page={page} work={view.teamWork} />
        </Section>
      )}
      {view.requests.length > 0 && (
        <Section title={t('asked.title')}>
          <RequestTable page={page} rows={view.requests} themes={view.themes} today={view.today} here />
        </Section>
      )}
      {view.handOvers.length > 0 && (
        <Section title={t('passed.title')}>
          <HandOverTable page={page} rows={view.handOvers} here />
        </Section>
      )}
      {over.length > 0 && (
        <Details summary={t('support.earlier', { count: over.length })}>
          <ActivityList page={page} view={view} rows={over} named />
        </Details>
      )}
    </Layout>
  )
}

/** What was written about something that has changed meanwhile has no form any more: it stands here, to be used again. */
const Unsaved = ({ page: { t }, view: { form, formOf, overlaps, talks } }: Page & { readonly view: AroundView }) => {
  const note = form.typed['notat'] ?? ''
  if (formOf === '' || note === '' || overlaps.some((one) => one.about === formOf && !isTalkedThrough(one, talks))) return null
  return (
    <Alert title={t('support.talk.unsaved')}>
      <p class="prose">{note}</p>
    </Alert>
  )
}

const Actions = ({ page: { t }, view: { place, reader } }: Page & { readonly view: AroundView }) => {
  if (!place.isOpen) return <p>{t('support.closed')}</p>
  if (reader === 'head' || reader === 'team')
    return (
      <ButtonRow>
        <LinkButton href={newRequestPath(place.id)}>{t('asked.new')}</LinkButton>
        {reader === 'team' && <LinkButton variant="secondary" href={newActivityPath(place.id)}>{t('support.write.team')}</LinkButton>}
        {reader === 'team' && <LinkButton variant="secondary" href={newHandOverPath(place.id)}>{t('passed.new')}</LinkButton>}
      </ButtonRow>
    )
  if (reader === 'service')
    return (
      <ButtonRow>
        <LinkButton href={newActivityPath(place.id)}>{t('support.write')}</LinkButton>
        <LinkButton variant="secondary" href={aroundPath(place.id, '/kontakt')}>{t('support.contact.set')}</LinkButton>
        <LinkButton variant="secondary" href={newHandOverPath(place.id)}>{t('passed.new')}</LinkButton>
      </ButtonRow>
    )
  return null
}

const ServiceTable = ({ page, view }: Page & { readonly view: AroundView }) => {
  const { t } = page
  const doing = (id: string): boolean => view.activities.some((one) => one.serviceId === id && stageOf(one, view.today) !== 'over')
  // Those that do something first; of the closed ones only those that have not ended what they did.
  const rows = [...view.services.filter(({ id }) => doing(id)), ...view.services.filter(({ id, isOpen }) => isOpen && !doing(id))]
  if (rows.length === 0)
    return (
      <EmptyState title={t('support.services.unknown')} level={3}>
        <p>{t('support.services.unknown.text')}</p>
      </EmptyState>
    )
  const nothing = !rows.some(({ id }) => doing(id) || currentOf(view.contacts, id))
  return (
    <>
      {nothing && <p>{t(view.reader === 'head' || view.reader === 'team' ? 'support.services.silent.ask' : 'support.services.silent')}</p>}
      <Table
        caption={t('support.services')}
        hiddenCaption
        rows={rows}
        rowKey={({ id }) => id}
        columns={[
          { key: 'service', title: t('support.service'), heading: true, cell: ({ name, isOpen }) => <span>{name}{!isOpen && <> <Tag>{t('support.service.closed')}</Tag></>}</span> },
          { key: 'contact', title: t('support.contact'), cell: ({ id }) => <ContactCell page={page} contact={currentOf(view.contacts, id)} /> },
          { key: 'does', title: t('support.does'), cell: ({ id }) => <ActivityList page={page} view={view} rows={view.activities.filter((one) => one.serviceId === id && stageOf(one, view.today) !== 'over')} /> },
        ]}
      />
    </>
  )
}

/** What a service reads: its own whole, and of the others the theme and when. */
const OwnAndOthers = ({ page, view }: Page & { readonly view: AroundView }) => {
  const { t } = page
  const own = view.activities.filter((one) => stageOf(one, view.today) !== 'over')
  return (
    <>
      <h3 class="ds-heading" data-size="xs">{t('support.contact.own')}</h3>
      <ContactCell page={page} contact={currentOf(view.contacts, view.orgId)} />
      <h3 class="ds-heading" data-size="xs">{t('support.own')}</h3>
      {own.length === 0 ? <p>{t('support.own.none')}</p> : <ActivityList page={page} view={view} rows={own} />}
      <h3 class="ds-heading" data-size="xs">{t('support.others')}</h3>
      {own.length === 0 ? <p>{t('support.others.not-active')}</p> : view.others.length === 0 ? <p>{t('support.others.none')}</p> : (
        <ul class="ds-list">
          {view.others.map((one) => <li>{t('support.others.line', { service: one.by, theme: themeNames(page, view.themes, one.themes).join(', '), period: periodOf(page, one.from, one.to) })} <span class="subtle"><ContactCell page={page} contact={currentOf(view.contacts, one.byId)} /></span></li>)}
        </ul>
      )}
    </>
  )
}

const currentOf = (contacts: readonly Contact[], serviceId: string): Contact | undefined => contacts.find((one) => one.serviceId === serviceId)

export const ContactCell = ({ page: { t, lang }, contact }: Page & { readonly contact: Contact | undefined }) =>
  contact === undefined ? (
    <span class="subtle">{t('support.contact.none')}</span>
  ) : (
    <span>
      <strong>{contact.name}</strong>
      {contact.phone !== '' && <>, <a class="ds-link" href={`tel:${contact.phone.replaceAll(/[^+\d]/g, '')}`}>{contact.phone.replaceAll(' ', '\u00a0')}</a></>}
      {contact.email !== '' && <>, <a class="ds-link" href={`mailto:${contact.email}`}>{contact.email}</a></>} <span class="subtle">{t('support.contact.since', { day: formatDate(contact.since, lang, 'long') })}</span>
    </span>
  )

type Listed = Pick<AroundView, 'versions' | 'themes' | 'today' | 'orgId' | 'reader'>
const ActivityList = ({ page, view, rows, named = false }: Page & { readonly view: Listed; readonly rows: readonly Activity[]; readonly named?: boolean }) => {
  const { t, lang } = page
  if (rows.length === 0) return <span class="subtle">{t('support.does.none')}</span>
  return (
    <ul class="ds-list">
      {rows.map((one) => (
        <li>
          {named && <>{one.service}: </>}
          <strong>{themeName(page, view.themes, one.theme)}</strong> <Tag color={stageOf(one, view.today) === 'now' ? 'info' : 'neutral'}>{t(`support.kind.${one.kind}`)}</Tag>
          <br />
          {one.what}
          <br />
          <span class="subtle">
            {t('support.does.line', { period: periodOf(page, one.startsOn, one.endsOn), often: t(`support.frequency.${one.frequency}`), who: one.reaches.map((who) => t(`support.reaches.${who}`)).join(', ') })}
            {one.method !== '' && <> {t('support.does.method', { method: one.method })}</>}
            {one.nextOn !== undefined && one.nextOn >= view.today && <> {t('support.does.next', { day: formatDate(one.nextOn, lang, 'long') })}</>}{' '}
            {t(one.agreedWith === '' ? 'support.does.by' : 'support.does.agreed', { who: one.changedBy, day: formatDate(osloDate(one.changedAt), lang, 'long'), team: one.writtenByName, with: one.agreedWith })}
          </span>
          {(view.orgId === one.serviceId || view.orgId === one.writtenBy) && (view.reader === 'service' || view.reader === 'team') && <> <a class="ds-link" href={`${home}/aktiviteter/${one.id}`}>{t('support.change')}<span class="ds-sr-only"> {one.what}</span></a></>}
          <HistoryPart page={page} activity={one} versions={view.versions} themes={view.themes} />
        </li>
      ))}
    </ul>
  )
}

const TeamPart = ({ page, work }: Page & { readonly work: TeamWork }) => {
  const { t, lang } = page
  const { cases, measures, lastVisit, nextVisit } = work
  if (cases.length + measures.length === 0 && !lastVisit && !nextVisit) return <p>{t('support.team.none')}</p>
  return (
    <ul class="ds-list">
      {cases.map(({ id, reference }) => <li><a class="ds-link" href={`/veiledning/${id}`}>{t('support.team.case', { reference: reference ?? '' })}</a></li>)}
      {measures.map(({ id, title, endsOn }) => <li><a class="ds-link" href={`/tiltak/${id}`}>{title}</a> <span class="subtle">{t('support.team.until', { day: formatDate(endsOn, lang, 'long') })}</span></li>)}
      {nextVisit && <li><a class="ds-link" href={`/besok/${nextVisit.id}`}>{t('support.team.next', { day: formatDate(nextVisit.on, lang, 'long') })}</a></li>}
      {lastVisit && <li>{t('support.team.last', { day: formatDate(lastVisit, lang, 'long') })}</li>}
    </ul>
  )
}
