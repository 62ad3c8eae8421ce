import { formatDate, osloDate } from '../../../../kernel/dates.ts'
import type { PdfBlock, PdfDocument } from '../../../../platform/pdf.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { meanText } from '../../../../ui/mean-text.ts'
import { wordsIn, type InstrumentTheme } from '../../instruments/definition.ts'
import { everybody, type Figure } from '../../masking/rules.ts'
import { roleGroups, type ClosedTheme, type Group, type Session } from '../rules.ts'
import type { Result } from '../store.ts'
import type { Companions } from '../together/store.ts'

export type Summary = { readonly session: Session; readonly themes: readonly InstrumentTheme[]; readonly closed: readonly ClosedTheme[]; readonly dots: ReadonlyMap<string, number>; readonly results: readonly Result[]; readonly companions: Companions }

/** What came of a session, to hang on the wall or bring to a talk: only what `staff_result` and `staff_dots` hold, and what they wrote. */
export function summaryDocument(page: Pick<PageContext, 't' | 'lang'>, { session, themes, closed, dots: counted, results, companions }: Summary, at: Date): PdfDocument {
  const { t, lang } = page
  const say = figureWords(page)
  const dots = themes.flatMap((theme) => {
    const found = counted.get(theme.key)
    return found === undefined ? [] : [{ name: wordsIn(theme.name, lang), dots: found }]
  })
  const kindergartens = [session.kindergarten, ...companions.asked.filter(({ hasAgreed }) => hasAgreed).map(({ name }) => name)]
  return {
    language: lang,
    title: session.title,
    above: t('sessions.summary'),
    sender: session.kindergarten,
    at,
    intro: t('sessions.summary.intro'),
    body: [
      { kind: 'facts', rows: [
        { term: t('sessions.kindergarten'), value: kindergartens.join(', ') },
        { term: t('sessions.when'), value: formatDate(osloDate(session.endedAt ?? session.madeAt), lang, 'long') },
        { term: t('sessions.kind'), value: t(`sessions.kind.${session.kind}`) },
      ] },
      ...(dots.length === 0 ? [] : [
        { kind: 'heading', text: t('sessions.dots.result') },
        { kind: 'table', caption: t('sessions.dots'), columns: [{ title: t('sessions.theme') }, { title: t('sessions.dots'), numeric: true }], rows: dots.toSorted((a, b) => b.dots - a.dots).map((one) => [one.name, say.band(one.dots)]) },
      ] satisfies PdfBlock[]),
      ...themes.flatMap((theme): PdfBlock[] => {
        const found = closed.find((one) => one.theme === theme.key)
        return found ? [{ kind: 'heading', text: wordsIn(theme.name, lang) }, ...themeBlocks(page, session, theme, results.filter((one) => one.theme === theme.key)), ...(found.reflection ? [{ kind: 'note' as const, title: t('sessions.reflection'), text: found.reflection }] : [])] : []
      }),
      { kind: 'heading', text: t('sessions.summary.how') },
      { kind: 'text', text: t('sessions.rule') },
    ],
  }
}

function themeBlocks(page: Pick<PageContext, 't' | 'lang'>, { groups }: Session, theme: InstrumentTheme, results: readonly Result[]): PdfBlock[] {
  const { t, lang } = page
  const say = figureWords(page)
  const shown = theme.statements.flatMap(({ key, text }) => {
    const figure = results.find((one) => one.part === everybody && one.statement === key)?.figure
    return figure ? [{ key, text: wordsIn(text, lang), figure }] : []
  })
  if (shown.length === 0) return [{ kind: 'text', text: t('sessions.result.nothing') }]
  const parts = [...new Set(results.map(({ part }) => part))].filter((part) => part !== everybody)
  const nameOf = (part: string) => part.split('+').map((key) => groupName(page, groups, key)).join(', ')
  const numbers = ['mean', 'low', 'middle', 'high'] as const
  return [
    { kind: 'table', caption: wordsIn(theme.name, lang), columns: [{ title: t('sessions.result.statement') }, ...numbers.map((name) => ({ title: t(`sessions.result.${name}`) })), { title: t('sessions.unknown') }], rows: shown.map(({ text, figure }) => [text, say.mean(figure), say.band(figure.low), say.band(figure.middle), say.band(figure.high), say.band(figure.unknown)]) },
    ...(parts.length === 0 ? [] : [{ kind: 'table' as const, caption: t('sessions.result.parts', { theme: wordsIn(theme.name, lang) }), columns: [{ title: t('sessions.result.statement') }, ...parts.map((part) => ({ title: nameOf(part) }))], rows: shown.map(({ key, text }) => [text, ...parts.map((part) => {
      const found = results.find((one) => one.part === part && one.statement === key)
      return found ? say.mean(found.figure) : t('sessions.few')
    })]) }]),
  ]
}

/** What a group is called: a role in the reader's language, a department as it was called then. */
export function groupName({ t }: Pick<PageContext, 't'>, groups: readonly Group[], key: string): string {
  const role = roleGroups.find((one) => one === key)
  return role ? t(`sessions.role.${role}`) : (groups.find((group) => group.key === key)?.name ?? t('sessions.group.none'))
}

/** Bands and means as they are said, with open ends. */
export const figureWords = (page: Pick<PageContext, 't' | 'lang'>) => {
  const { t } = page
  return {
    band: (count: number): string => (count === 0 ? t('sessions.few') : t('sessions.band', { from: count, to: count + 4 })),
    mean: ({ mean }: Pick<Figure, 'mean'>): string => meanText(page, mean),
  }
}
