import type { ComponentChildren } from 'preact'
import { formatDate, formatDateTime, type LocalDate } from '../../kernel/dates.ts'
import { formatOrganisationNumber } from '../../kernel/organisation-number.ts'
import { Alert } from '../../ui/alert.tsx'
import { ButtonRow, LinkButton } from '../../ui/button.tsx'
import type { PageContext } from '../../ui/context.tsx'
import { Details } from '../../ui/details.tsx'
import { Layout, Section } from '../../ui/layout.tsx'
import { SummaryList } from '../../ui/summary-list.tsx'
import { TieLink } from './organisations/pages.tsx'
import { isFromNationalRegister } from './rules.ts'
import type { Kindergarten } from './store.ts'
import { columnKeys } from './sync/runs/report-sections.tsx'

/** What other slices add to the page of a kindergarten. */
export type Part = { readonly title: string; readonly body: ComponentChildren }

type Props = {
  readonly page: PageContext
  readonly unit: Kindergarten
  readonly parts: readonly Part[]
  readonly may: { readonly contact: boolean; readonly departments: boolean; readonly end: boolean }
}

export const KindergartenPage = ({ page, unit, parts, may }: Props) => {
  const { t, lang, actor } = page
  const successor = unit.ties.find((tie) => tie.kind === 'succeeded-by' && tie.now)
  return (
    <Layout page={page} title={unit.short_name ?? unit.name} back={{ href: '/barnehager', text: t('register.page.back') }}>
      {unit.fictitious && <Alert kind="info">{t('register.page.fictitious')}</Alert>}
      {unit.closed_on && (
        <Alert kind="warning">
          <p class="ds-paragraph">{t('register.fact.closed', { date: formatDate(unit.closed_on as LocalDate, lang, 'long') })}</p>
          {successor && (
            <p class="ds-paragraph">
              {t('register.page.successor')}{' '}
              <a class="ds-link" href={`/barnehager/${successor.id}`}>
                {successor.name}
              </a>
            </p>
          )}
        </Alert>
      )}
      {parts.map((part) => (
        <Section title={part.title}>{part.body}</Section>
      ))}
      {actor && <Contact page={page} unit={unit} may={may} />}
      <Facts page={page} unit={unit} />
      {actor && <History page={page} unit={unit} />}
      {may.end && (
        <ButtonRow>
          <LinkButton href={`/barnehager/${unit.id}/avslutning`} variant="tertiary">
            {t('register.end.title')}
          </LinkButton>
          <LinkButton href={`/organisasjoner/${unit.id}/tilknytninger`} variant="tertiary">
            {t('register.relation.title')}
          </LinkButton>
        </ButtonRow>
      )}
    </Layout>
  )
}

const Contact = ({ page: { t, lang }, unit, may }: Pick<Props, 'page' | 'unit' | 'may'>) => {
  const rows = [
    ...(unit.short_name ? [{ term: t('register.fact.full-name'), value: unit.name }] : []),
    ...(unit.area ? [{ term: t('register.own.area'), value: unit.area }] : []),
    ...(unit.contact_name ? [{ term: t('register.own.contact'), value: unit.contact_name }] : []),
    ...(unit.contact_email ? [{ term: t('register.own.email'), value: <a class="ds-link" href={`mailto:${unit.contact_email}`}>{unit.contact_email}</a> }] : []),
    ...(unit.contact_phone ? [{ term: t('register.own.phone'), value: <a class="ds-link" href={`tel:${unit.contact_phone.replaceAll(/[^\d+]/g, '')}`}>{unit.contact_phone}</a> }] : []),
    ...(unit.staff_count !== null ? [{ term: t('register.own.staff'), value: unit.staff_count }] : []),
  ]
  return (
    <Section title={t('register.page.own')}>
      {rows.length > 0 ? <SummaryList rows={rows} /> : <p class="ds-paragraph">{t('register.page.own.none')}</p>}
      {unit.own_changed_at && <p class="subtle">{t('register.changed-by', { name: unit.own_changed_by ?? '', when: formatDateTime(unit.own_changed_at, lang) })}</p>}
      {(may.contact || may.departments) && (
        <ButtonRow>
          {may.contact && (
            <LinkButton href={`/barnehager/${unit.id}/kontakt`} variant="secondary">
              {t('register.own.edit')}
            </LinkButton>
          )}
          {may.departments && (
            <LinkButton href={`/barnehager/${unit.id}/avdelinger`} variant="secondary">
              {t('register.department.title')}
            </LinkButton>
          )}
        </ButtonRow>
      )}
    </Section>
  )
}

const Facts = ({ page, unit }: Pick<Props, 'page' | 'unit'>) => {
  const { t, lang, actor } = page
  const municipality = unit.numbers[0]
  const now = (kind: 'owned-by' | 'lies-in' | 'supervised-by') => unit.ties.find((tie) => tie.kind === kind && tie.now)
  const [owner, lies, supervisor] = [now('owned-by'), now('lies-in'), now('supervised-by')]
  const place = municipality && t('register.fact.municipality.numbers', { name: municipality.name, numbers: unit.numbers.map((one) => one.number).join(', ') })
  return (
    <Section title={t('register.page.facts')}>
      <SummaryList
        rows={[
          { term: t('register.fact.address'), value: [unit.address, [unit.postal_code, unit.postal_place].filter(Boolean).join(' ')].filter(Boolean).join(', ') },
          ...(place ? [{ term: t('register.fact.municipality'), value: actor && lies ? <OrgLink id={lies.id}>{place}</OrgLink> : place }] : []),
          { term: t('register.fact.owner'), value: actor && owner ? <OrgLink id={owner.id}>{owner.name}</OrgLink> : (unit.owner_name ?? owner?.name) },
          { term: t('register.fact.ownership'), value: unit.ownership && t(`register.ownership.${unit.ownership as 'municipal' | 'private' | 'other'}`) },
          ...(actor && supervisor ? [{ term: t('register.fact.supervisor'), value: <OrgLink id={supervisor.id}>{supervisor.name}</OrgLink> }] : []),
          ...(unit.capacity !== null ? [{ term: t('register.fact.capacity'), value: unit.capacity }] : []),
          ...(unit.children !== null ? [{ term: t('register.fact.children'), value: unit.children }] : []),
          ...(unit.min_age !== null && unit.max_age !== null ? [{ term: t('register.fact.ages'), value: t('register.fact.ages.value', { from: unit.min_age, to: unit.max_age }) }] : []),
          ...(unit.departments.length > 0 ? [{ term: t('register.fact.departments'), value: unit.departments.map((one) => one.name).join(', ') }] : []),
          { term: t('register.fact.number'), value: unit.organisation_number ? formatOrganisationNumber(unit.organisation_number) : t('register.fact.number.unknown') },
          ...(unit.nsr_id ? [{ term: t('register.fact.nsr'), value: unit.nsr_id }] : []),
          ...websiteRow(unit.website, t),
        ]}
      />
      {!unit.fictitious && <p class="subtle">{isFromNationalRegister(unit.source) ? t('register.page.source', { date: formatDate(unit.as_of as LocalDate, lang, 'long') }) : t('register.page.source.file', { file: unit.source, date: formatDate(unit.as_of as LocalDate, lang, 'long') })}</p>}
    </Section>
  )
}

const OrgLink = ({ id, children }: { readonly id: string; readonly children: ComponentChildren }) => (
  <a class="ds-link" href={`/organisasjoner/${id}`}>
    {children}
  </a>
)

/** What was before, and what the last readings and files changed. */
const History = ({ page, unit }: Pick<Props, 'page' | 'unit'>) => {
  const { t, lang } = page
  const ended = unit.ties.filter((tie) => tie.period.to !== undefined)
  if (ended.length === 0 && unit.changes.length === 0 && unit.predecessors.length === 0) return null
  const words = (field: string) => (field in columnKeys ? t(columnKeys[field as keyof typeof columnKeys]) : field)
  return (
    <Section title={t('register.page.history')}>
      {(ended.length > 0 || unit.predecessors.length > 0) && (
        <SummaryList
          rows={[
            ...unit.predecessors.map((one) => ({ term: t('register.page.predecessor'), value: <a class="ds-link" href={`/barnehager/${one.id}`}>{one.name}</a> })),
            ...ended.map((tie) => ({ term: t(`register.tie.${tie.kind}`), value: <TieLink page={page} tie={tie} /> })),
          ]}
        />
      )}
      {unit.changes.length > 0 && (
        <Details summary={t('register.page.changes', { count: unit.changes.length })}>
          <ul class="ds-list">
            {unit.changes.map((change) => (
              <li>
                {formatDateTime(change.noticed_at, lang)}: {t('register.change', { field: words(change.field), was: change.was ?? t('register.change.nothing'), became: change.became ?? t('register.change.nothing') })}{' '}
                <span class="subtle">({change.source})</span>
              </li>
            ))}
          </ul>
        </Details>
      )}
    </Section>
  )
}

function websiteRow(website: string | null, t: PageContext['t']) {
  if (!website || !/^https?:\/\//.test(website) || !URL.canParse(website)) return []
  const link = (
    <a class="ds-link" href={website} rel="noreferrer">
      {t('register.fact.website.open', { host: new URL(website).host })}
    </a>
  )
  return [{ term: t('register.fact.website'), value: link }]
}
