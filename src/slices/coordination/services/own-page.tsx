import type { LocalDate } from '../../../kernel/dates.ts'
import { ButtonRow, LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { Details } from '../../../ui/details.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout, Section } from '../../../ui/layout.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag } from '../../../ui/tag.tsx'
import type { NamedTheme } from '../../../ui/theme-names.ts'
import { HandOverTable, newHandOverPath } from '../handover/pages.tsx'
import type { HandOver } from '../handover/rules.ts'
import { RequestTable } from '../requests/pages.tsx'
import type { ServiceRequest } from '../requests/rules.ts'
import { sentenceOf } from './overlaps/part.tsx'
import type { Overlap } from './overlaps/rules.ts'
import { aroundPath, ContactCell, home, newActivityPath, periodOf, themeName } from './pages.tsx'
import { stageOf, type Activity, type Contact } from './rules.ts'
import type { Place } from './store.ts'

export type OwnView = { readonly orgId: string; readonly orgName: string; readonly places: readonly Place[]; readonly activities: readonly Activity[]; readonly contacts: readonly Contact[]; /** What the service is asked and has not answered, or not said when it comes to. */ readonly waiting: readonly ServiceRequest[]; readonly answered: readonly ServiceRequest[]; readonly handOvers: readonly HandOver[]; /** What nobody has talked through. */ readonly overlaps: readonly Overlap[]; readonly themes: readonly NamedTheme[]; readonly today: LocalDate }

/** What a service needs and nothing else: what it is asked, what it does, and whom it should talk to. */
export const OwnPage = ({ page, view }: { readonly page: PageContext; readonly view: OwnView }) => {
  const { t } = page
  const { activities: live, overlaps: open } = view
  const contacts = new Map(view.contacts.map((one) => [one.kindergartenId, one]))
  const names = new Map(view.places.map(({ id, name }) => [id, name]))
  const known = new Set([...contacts.keys(), ...live.map(({ kindergartenId }) => kindergartenId)])
  const [active, rest] = [view.places.filter(({ id }) => known.has(id)), view.places.filter(({ id }) => !known.has(id))]
  return (
    <Layout page={page} title={t('support.title')} above={view.orgName} intro={t('support.intro.service')} wide>
      <ButtonRow>
        <LinkButton href={`${home}/aktiviteter/ny`}>{t('support.write')}</LinkButton>
        <LinkButton variant="secondary" href={newHandOverPath()}>{t('passed.new')}</LinkButton>
      </ButtonRow>
      <Section title={t('asked.to-us')}>
        {view.waiting.length === 0 ? <p>{t('asked.to-us.none')}</p> : <RequestTable page={page} rows={view.waiting} themes={view.themes} today={view.today} serviceId={view.orgId} />}
        {view.answered.length > 0 && (
          <Details summary={t('asked.to-us.answered', { count: view.answered.length })}>
            <RequestTable page={page} rows={view.answered} themes={view.themes} today={view.today} serviceId={view.orgId} />
          </Details>
        )}
      </Section>
      {view.handOvers.length > 0 && (
        <Section title={t('passed.title')}>
          <HandOverTable page={page} rows={view.handOvers} />
        </Section>
      )}
      {open.length > 0 && (
        <Section title={t('support.overlaps')}>
          <ul class="ds-list">
            {open.map((one) => <li><a class="ds-link" href={`${aroundPath(one.works[0]?.kindergartenId ?? '')}#snakke-sammen`}>{names.get(one.works[0]?.kindergartenId ?? '')}</a>: {sentenceOf(page, one, view.themes)}</li>)}
          </ul>
        </Section>
      )}
      <Section title={t('support.own')}>
        {live.length === 0 ? (
          <EmptyState title={t('support.own.none')} level={3}>
            <p>{t('support.own.none.text')}</p>
          </EmptyState>
        ) : (
          <Table
            caption={t('support.own')}
            hiddenCaption
            rows={live}
            rowKey={({ id }) => id}
            columns={[
              { key: 'what', title: t('support.what'), heading: true, cell: (one) => (names.has(one.kindergartenId) ? <a class="ds-link" href={`${home}/aktiviteter/${one.id}`}>{one.what}<span class="ds-sr-only">, {one.kindergarten}</span></a> : one.what) },
              { key: 'kindergarten', title: t('support.kindergarten'), cell: (one) => (names.has(one.kindergartenId) ? <a class="ds-link" href={aroundPath(one.kindergartenId)}>{one.kindergarten}</a> : <span>{one.kindergarten} <Tag>{t('support.service.closed')}</Tag></span>) },
              { key: 'theme', title: t('support.theme'), cell: (one) => themeName(page, view.themes, one.theme) },
              { key: 'when', title: t('support.when'), cell: (one) => <span>{periodOf(page, one.startsOn, one.endsOn)} {stageOf(one, view.today) === 'ahead' && <Tag>{t('support.stage.ahead')}</Tag>}</span> },
            ]}
          />
        )}
      </Section>
      <Section title={t('support.places')}>
        {active.length === 0 ? <p>{t('support.places.none')}</p> : <Places page={page} places={active} contacts={contacts} />}
        {rest.length > 0 && (
          <Details summary={t('support.places.rest', { count: rest.length })}>
            <ul class="ds-list">{rest.map(({ id, name }) => <li><a class="ds-link" href={aroundPath(id)}>{name}</a></li>)}</ul>
          </Details>
        )}
      </Section>
    </Layout>
  )
}

const Places = ({ page, places, contacts }: { readonly page: PageContext; readonly places: readonly Place[]; readonly contacts: ReadonlyMap<string, Contact> }) => {
  const { t } = page
  return (
    <Table
      caption={t('support.places')}
      hiddenCaption
      rows={places}
      rowKey={({ id }) => id}
      columns={[
        { key: 'name', title: t('support.kindergarten'), heading: true, cell: ({ id, name }) => <a class="ds-link" href={aroundPath(id)}>{name}</a> },
        { key: 'contact', title: t('support.contact.own'), cell: ({ id }) => <ContactCell page={page} contact={contacts.get(id)} /> },
        { key: 'new', title: t('support.write'), hiddenTitle: true, cell: ({ id, name, isOpen }) => (isOpen ? <LinkButton small variant="tertiary" href={newActivityPath(id)} about={name}>{t('support.write')}</LinkButton> : null) },
      ]}
    />
  )
}
