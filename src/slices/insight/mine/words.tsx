import { formatDate, type LocalDate } from '../../../kernel/dates.ts'
import { isKey } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { Tag } from '../../../ui/tag.tsx'
import { themeNames, type NamedTheme } from '../../../ui/theme-names.ts'
import { overlapSentence } from '../../coordination/index.ts'
import { reasonText } from '../unseen/reasons.tsx'
import { countOf, isOverdue, whyFirst, type Clash, type Item, type Line, type PartKey, type Sees, type UnseenWhy } from './rules.ts'

type Words = Pick<PageContext, 't' | 'lang'>

/** What a thing is called: its kind, and its own name when it has one. A visit has none: what kind of contact it is stands there. */
export function itemText({ t }: Words, { kind, title }: Item): string {
  const name = kind === 'visit' ? `presence.kind.${title}` : ''
  const own = name === '' ? title : isKey(name) ? t(name) : ''
  return own === '' ? t(`mine.kind.${kind}`) : t('mine.item', { kind: t(`mine.kind.${kind}`), title: own })
}
export function whenText({ t, lang }: Words, { day, last }: Pick<Item, 'day' | 'last'>): string {
  const of = (date: LocalDate) => formatDate(date, lang, 'short')
  return day && last && last !== day ? `${of(day)}–${of(last)}` : day ? of(day) : last ? t('mine.until', { day: of(last) }) : ''
}
export const unseenText = (words: Words, why: UnseenWhy): string => (why.rule === 'never-head' ? words.t('mine.unseen.never-head') : reasonText(words, why))
export function clashText(page: PageContext, clash: Clash, themes: readonly NamedTheme[]): string {
  const { t, lang } = page
  if (clash.why === 'services') return overlapSentence(page, clash.overlap, themes)
  const { why, theme, day, items } = clash
  return t(`mine.clash.${why}`, { theme: theme === undefined ? '' : (themeNames({ lang }, themes, [theme])[0] ?? ''), day: day ? formatDate(day, lang, 'long') : '', count: items.length })
}

/** Why the line stands where it does. */
export function whyText({ t }: Words, line: Line): string {
  const why = whyFirst(line)
  return why ? t(`mine.why.${why}`, { count: countOf(line, why) }) : t('mine.why.nothing')
}
export const headText = ({ t }: Words, { kindergarten: { head } }: Line): string => (head ? t('mine.head', { name: head }) : t('mine.head.none'))

const ItemLine = ({ page, item, today, about }: { readonly page: PageContext; readonly item: Item; readonly today: LocalDate; readonly about: string }) => {
  const when = whenText(page, item)
  return (
    <>
      <a class="ds-link" href={item.href}>
        {itemText(page, item)}
        <span class="ds-sr-only">, {about}</span>
      </a>
      {when !== '' && `, ${when}`}
      {isOverdue(item, today) && (
        <>
          {' '}
          <Tag color="danger">{page.t('mine.overdue')}</Tag>
        </>
      )}
    </>
  )
}

/** `about`: the kindergarten, for those who hear a link alone. */
const Items = ({ page, items, today, about }: { readonly page: PageContext; readonly items: readonly Item[]; readonly today: LocalDate; readonly about: string }) => (
  <ul class="ds-list">
    {items.map((item) => (
      <li>
        <ItemLine page={page} item={item} today={today} about={about} />
      </li>
    ))}
  </ul>
)

/** Who has not been seen; to those who are not told of contact, only who is without a head. */
export const partTitle = ({ t }: Words, part: PartKey, { contact }: Sees): string => t(part === 'ikke-sett' && !contact ? 'mine.part.uten-styrer' : `mine.part.${part}`)
export const sizeOfPart = ({ runs, waits, clashes, due, unseen }: Line, part: PartKey): number => ({ 'gar': runs, 'venter': waits, 'kolliderer': clashes, 'frister': due, 'ikke-sett': unseen })[part].length

/** One of the five lists of a kindergarten, in words and with days. */
export const PartList = ({ page, line, part, sees, themes, today }: { readonly page: PageContext; readonly line: Line; readonly part: PartKey; readonly sees: Sees; readonly themes: readonly NamedTheme[]; readonly today: LocalDate }) => {
  if (sizeOfPart(line, part) === 0) return <p class="ds-paragraph">{page.t(part === 'ikke-sett' && !sees.contact ? 'mine.none.uten-styrer' : `mine.none.${part}`)}</p>
  if (part === 'gar') return <Items page={page} items={line.runs} today={today} about={line.kindergarten.name} />
  if (part === 'venter') return <Items page={page} items={line.waits} today={today} about={line.kindergarten.name} />
  if (part === 'frister') return <Items page={page} items={line.due} today={today} about={line.kindergarten.name} />
  if (part === 'ikke-sett')
    return (
      <ul class="ds-list">
        {line.unseen.map((why) => (
          <li>{unseenText(page, why)}</li>
        ))}
      </ul>
    )
  return (
    <ul class="ds-list">
      {line.clashes.map((clash) => (
        <li>
          {clashText(page, clash, themes)}
          <Items page={page} items={clash.items} today={today} about={line.kindergarten.name} />
        </li>
      ))}
    </ul>
  )
}
