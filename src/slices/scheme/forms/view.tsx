import type { ComponentChildren } from 'preact'
import { usePage } from '../../../ui/context.tsx'
import { Section } from '../../../ui/layout.tsx'
import { SummaryList } from '../../../ui/summary-list.tsx'
import { Table } from '../../../ui/table.tsx'
import type { Answers } from './answers.ts'
import type { FormDefinition } from './definition.ts'
import { shownAnswers, type Shown } from './document.ts'
import type { KnownOrganisation } from './reading.ts'

type Props = {
  readonly definition: FormDefinition
  readonly answers: Answers
  /** Names for the kindergartens and partners in the answers. */
  readonly organisations: readonly KnownOrganisation[]
  /** Where a section can be changed, when it can. */
  readonly changeHref?: (section: string) => string | undefined
  /** Only these sections. */
  readonly only?: readonly string[]
  /** What there is to say about a section, under its heading. */
  readonly note?: (section: string) => ComponentChildren
}

/** What was answered, section by section, as it is shown to those who sign, read and decide. Headings are of level 2. */
export const AnswersView = ({ definition, answers, organisations, changeHref, only, note }: Props) => {
  const { lang, t } = usePage()
  return (
    <>
      {shownAnswers(definition, answers, organisations, lang, t)
        .filter(({ key }) => only?.includes(key) ?? true)
        .map(({ key, title, items }) => {
          const href = changeHref?.(key)
          return (
            <Section title={title} key={key}>
              {note?.(key)}
              {grouped(items).map((group) => (Array.isArray(group) ? <SummaryList rows={group.map(({ term, value }) => ({ term, value }))} /> : <ShownTable table={group} />))}
              {href && (
                <p>
                  <a class="ds-link" href={href}>
                    {t('common.change')}
                    <span class="ds-sr-only"> {title}</span>
                  </a>
                </p>
              )}
            </Section>
          )
        })}
    </>
  )
}

type ShownWords = Extract<Shown, { kind: 'words' }>
type ShownTableOf = Extract<Shown, { kind: 'table' }>

/** Words that follow each other stand in one list; a table stands by itself. */
const grouped = (items: readonly Shown[]): readonly (ShownWords[] | ShownTableOf)[] => {
  const groups: (ShownWords[] | ShownTableOf)[] = []
  for (const item of items) {
    const last = groups.at(-1)
    if (item.kind === 'table') groups.push(item)
    else if (Array.isArray(last)) last.push(item)
    else groups.push([item])
  }
  return groups
}

const ShownTable = ({ table }: { readonly table: ShownTableOf }) => {
  const body = table.summed ? table.rows.slice(0, -1) : table.rows
  // Those who are to have nothing take no room: on a phone the sum would stand outside.
  const shown = table.columns.map((title, index) => ({ title, index })).filter(({ index }) => !table.summed || index === 0 || index === table.columns.length - 1 || table.rows.some((row) => row[index] !== '0'))
  return (
    <Table<readonly string[]>
      caption={table.caption}
      phone="scroll"
      rows={body}
      rowKey={(row) => row[0] ?? ''}
      columns={shown.map(({ title, index }) => ({ key: String(index), title, cell: (row) => row[index], heading: index === 0, numeric: index > 0 }))}
      {...(table.summed ? { foot: shown.map(({ index }) => table.rows.at(-1)?.[index]) } : {})}
    />
  )
}
