import { usePage } from '../../../ui/context.tsx'
import { ScaleMark } from '../../../ui/line-chart.tsx'
import { Table } from '../../../ui/table.tsx'
import { wordsIn, type InstrumentTheme } from '../instruments/definition.ts'
import { everybody } from '../masking/rules.ts'
import type { Group } from './rules.ts'
import type { Result } from './store.ts'
import { figureWords, groupName } from './summary/document.ts'

type Props = { readonly theme: InstrumentTheme; readonly results: readonly Result[]; readonly groups: readonly Group[] }

/** What may be shown of a theme: picture and table with the same numbers. */
export const ThemeResult = ({ theme, results, groups }: Props) => {
  const page = usePage()
  const { t, lang } = page
  const { band, mean } = figureWords(page)
  const own = results.filter((one) => one.theme === theme.key)
  const whole = new Map(own.filter(({ part }) => part === everybody).map((one) => [one.statement, one.figure]))
  const parts = [...new Set(own.map(({ part }) => part))].filter((part) => part !== everybody)
  const nameOf = (part: string) => part.split('+').map((key) => groupName(page, groups, key)).join(', ')
  const shown = theme.statements.flatMap((statement) => {
    const figure = whole.get(statement.key)
    return figure ? [{ ...statement, figure }] : []
  })
  if (shown.length === 0) return <p class="ds-paragraph">{t('sessions.result.nothing')}</p>
  return (
    <>
      <Table
        caption={wordsIn(theme.name, lang)}
        hiddenCaption
        rows={shown}
        rowKey={({ key }) => key}
        phone="cards"
        columns={[
          { key: 'statement', title: t('sessions.result.statement'), heading: true, cell: ({ text }) => wordsIn(text, lang) },
          { key: 'scale', title: t('sessions.result.scale'), cell: ({ figure }) => <ScaleMark value={figure.mean} least={1} most={5} /> },
          { key: 'mean', title: t('sessions.result.mean'), numeric: true, cell: ({ figure }) => <span class="words">{mean(figure)}</span> },
          { key: 'low', title: t('sessions.result.low'), numeric: true, cell: ({ figure }) => <span class="words">{band(figure.low)}</span> },
          { key: 'middle', title: t('sessions.result.middle'), numeric: true, cell: ({ figure }) => <span class="words">{band(figure.middle)}</span> },
          { key: 'high', title: t('sessions.result.high'), numeric: true, cell: ({ figure }) => <span class="words">{band(figure.high)}</span> },
          { key: 'unknown', title: t('sessions.unknown'), numeric: true, cell: ({ figure }) => <span class="words">{band(figure.unknown)}</span> },
        ]}
      />
      {parts.length > 0 && (
        <Table
          caption={t('sessions.result.parts', { theme: wordsIn(theme.name, lang) })}
          rows={shown}
          rowKey={({ key }) => key}
          phone="cards"
          columns={[
            { key: 'statement', title: t('sessions.result.statement'), heading: true, cell: ({ text }) => wordsIn(text, lang) },
            ...parts.map((part) => ({
              key: part,
              title: nameOf(part),
              numeric: true,
              cell: ({ key }: { readonly key: string }) => {
                const found = own.find((one) => one.part === part && one.statement === key)
                return <span class="words">{found ? mean(found.figure) : t('sessions.few')}</span>
              },
            })),
          ]}
        />
      )}
    </>
  )
}
