import { formats } from '../../../texts/index.ts'
import { Alert } from '../../../ui/alert.tsx'
import { usePage, type PageContext } from '../../../ui/context.tsx'
import { Table } from '../../../ui/table.tsx'
import { Tag, type TagColor } from '../../../ui/tag.tsx'
import type { FormDefinition } from '../forms/definition.ts'
import { aboutKey, participationKey, type Row, type Standing } from './rules.ts'

const colors: Readonly<Record<Standing, TagColor>> = { signed: 'success', missing: 'neutral', void: 'warning', declined: 'danger', 'nobody-can-sign': 'danger' }
export const StandingTag = ({ status }: { readonly status: Standing }) => {
  const { t } = usePage()
  return <Tag color={colors[status]}>{t(`anchoring.status.${status}`)}</Tag>
}

/** Signatures that nobody can give today, by organisation, with what to do about it. */
export const Alarms = ({ rows }: { readonly rows: readonly Row[] }) => {
  const { t, lang } = usePage()
  const alarmed = rows.filter(({ alarm }) => alarm)
  const organisations = [...new Map(alarmed.map(({ orgId, orgName }) => [orgId, orgName]))]
  if (alarmed.length === 0) return null
  return (
    <Alert kind="danger" title={t('anchoring.alarm')}>
      <ul class="ds-list">
        {organisations.map(([id, organisation]) => (
          <li>{t('anchoring.alarm.row', { organisation, capacities: formats(lang).list(alarmed.filter(({ orgId }) => orgId === id).map(({ capacity }) => t(`scheme.capacity.${capacity}`))) })}</li>
        ))}
      </ul>
      <p class="ds-paragraph">{t('anchoring.alarm.text')}</p>
    </Alert>
  )
}

/** Every signature that is needed, with how it stands: what the others have done, and what is lacking. */
export const Rows = ({ rows, definition }: { readonly rows: readonly Row[]; readonly definition: FormDefinition }) => {
  const { t } = usePage()
  return (
    <Table
      caption={t('anchoring.who')}
      hiddenCaption
      rows={rows.toSorted((a, b) => a.orgName.localeCompare(b.orgName, 'nb'))}
      rowKey={({ capacity, orgId }) => `${capacity} ${orgId}`}
      columns={[
        { key: 'org', title: t('anchoring.organisation'), heading: true, cell: ({ orgName }) => orgName },
        { key: 'capacity', title: t('anchoring.capacity'), cell: ({ capacity }) => t(`scheme.capacity.${capacity}`) },
        { key: 'status', title: t('anchoring.status'), cell: ({ status }) => <StandingTag status={status} /> },
        { key: 'word', title: t('anchoring.word'), cell: (row) => <Word row={row} definition={definition} /> },
      ]}
    />
  )
}

/** Who said what when, and what has become of it. */
export const Word = ({ row, definition }: { readonly row: Row; readonly definition: FormDefinition }) => {
  const { t, lang } = usePage()
  const { mark, status } = row
  const at = mark?.signedAt ?? mark?.declinedAt
  if (!mark || !at) return <>{t(row.alarm ? 'anchoring.word.nobody' : 'anchoring.word.none')}</>
  return (
    <div class="flow">
      <p>
        {mark.onBehalfOf ? t('anchoring.word.deputy', { who: mark.name, absent: mark.onBehalfOf }) : mark.name}, {formats(lang).dateTime(at)}
      </p>
      {status === 'declined' && <p class="long-text">{mark.reason}</p>}
      {status === 'void' && <p>{row.changed.length === 0 ? t('anchoring.taken-back') : t('anchoring.changed', { sections: sectionNames({ t, lang }, definition, row.changed) })}</p>}
    </div>
  )
}

/** The sections by their titles; the kindergarten's own form has a name too. */
export const sectionNames = ({ t, lang }: Pick<PageContext, 't' | 'lang'>, definition: FormDefinition, keys: readonly string[]): string =>
  formats(lang).list(keys.map((key) => (key === participationKey ? t('anchoring.participation') : key === aboutKey ? t('reports.kind.short') : (definition.sections.find((section) => section.key === key)?.title[lang] ?? key))))
