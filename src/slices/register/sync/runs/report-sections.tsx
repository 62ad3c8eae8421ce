import type { ComponentChildren } from 'preact'
import type { PlainKey } from '../../../../texts/index.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { Details } from '../../../../ui/details.tsx'
import { Table } from '../../../../ui/table.tsx'
import type { RegisterReport } from '../known.ts'
import { columnChanges, type SyncColumn } from './rules.ts'

type Props = { readonly page: PageContext; readonly report: RegisterReport }

const mostShown = 300

/** Words for the columns that a change can concern. */
export const columnKeys: Readonly<Record<SyncColumn | 'organisation_number' | 'nsr_id' | 'closed' | 'municipality_name' | 'capacity', PlainKey>> = {
  name: 'register.fact.name',
  address: 'register.fact.address',
  postal_code: 'register.fact.postal-code',
  postal_place: 'register.fact.place',
  municipality_number: 'register.fact.municipality-number',
  municipality_name: 'register.fact.municipality',
  latitude: 'register.fact.latitude',
  longitude: 'register.fact.longitude',
  website: 'register.fact.website',
  language_form: 'register.fact.language-form',
  ownership: 'register.fact.ownership',
  capacity: 'register.fact.capacity',
  children: 'register.fact.children',
  staff: 'register.fact.staff',
  min_age: 'register.fact.min-age',
  max_age: 'register.fact.max-age',
  owner_name: 'register.fact.owner',
  supervisor_name: 'register.fact.supervisor',
  closed_reason: 'register.fact.closed-reason',
  organisation_number: 'register.fact.number',
  nsr_id: 'register.fact.nsr',
  closed: 'register.fact.closed.on',
}

/** The report in parts, what people must hear about first. A part without anything in it is not shown. */
export const ReportSections = ({ page, report }: Props) => {
  const { t } = page
  const parts: readonly { readonly key: string; readonly title: string; readonly lines: readonly Line[] }[] = [
    { key: 'closed', title: t('register.sync.closed'), lines: report.closed.map((one) => line(one, t(`register.sync.closed.${one.because}`))) },
    { key: 'reopened', title: t('register.sync.reopened'), lines: report.reopened.map((one) => line(one, '')) },
    { key: 'owner', title: t('register.sync.new-owner'), lines: report.ownerChanged.map((one) => line(one, t('register.sync.from-to', { from: one.from.name, to: one.to.name }))) },
    { key: 'moved', title: t('register.sync.moved'), lines: report.moved.map((one) => line(one, t('register.sync.from-to', { from: one.from, to: one.to }))) },
    { key: 'added', title: t('register.sync.added'), lines: report.added.map((one) => line({ ...one, id: undefined }, [one.address.street, one.address.postalPlace, one.owner?.name].filter(Boolean).join(', '))) },
    { key: 'identified', title: t('register.sync.identified'), lines: report.identified.map((one) => line(one, one.organisationNumber)) },
    { key: 'changed', title: t('register.sync.changed'), lines: report.changed.map((one) => line(one, <Changes page={page} fields={one.fields} />)) },
    { key: 'skipped', title: t('register.sync.skipped'), lines: report.skipped.map(({ who, why }) => line({ ...who, id: undefined }, t(`register.sync.skipped.${why}`))) },
  ]
  return (
    <>
      {parts
        .filter(({ lines }) => lines.length > 0)
        .map(({ key, title, lines }) => (
          <section class="page-part">
            <h2 class="ds-heading" data-size="sm">
              {title} ({lines.length})
            </h2>
            <Details summary={t('register.sync.show', { count: Math.min(lines.length, mostShown) })} open={lines.length <= 20}>
              <Table
                caption={title}
                hiddenCaption
                rows={lines.slice(0, mostShown)}
                rowKey={(one) => `${key} ${one.number} ${one.name}`}
                columns={[
                  { key: 'name', title: t('register.fact.name'), heading: true, cell: (one) => (one.id ? <a class="ds-link" href={`/barnehager/${one.id}`}>{one.name}</a> : one.name) },
                  { key: 'number', title: t('register.fact.number'), cell: (one) => one.number },
                  { key: 'what', title: t('register.sync.what'), cell: (one) => one.what },
                ]}
              />
            </Details>
          </section>
        ))}
    </>
  )
}

type Line = { readonly id: string | undefined; readonly name: string; readonly number: string; readonly what: ComponentChildren }
const line = (who: { readonly id: string | undefined; readonly name: string; readonly organisationNumber: string }, what: ComponentChildren): Line => ({ id: who.id, name: who.name, number: who.organisationNumber, what })

const Changes = ({ page: { t }, fields }: { readonly page: PageContext; readonly fields: RegisterReport['changed'][number]['fields'] }) => (
  <ul class="ds-list">
    {fields.flatMap(columnChanges).map(({ column, was, became }) => (
      <li>
        {t('register.change', { field: t(columnKeys[column]), was: was ?? t('register.change.nothing'), became: became ?? t('register.change.nothing') })}
      </li>
    ))}
  </ul>
)
