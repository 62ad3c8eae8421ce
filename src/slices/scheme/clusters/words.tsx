import { formatKroner } from '../../../kernel/money.ts'
import { formats, type Translate } from '../../../texts/index.ts'
import { usePage } from '../../../ui/context.tsx'
import type { Words } from '../schemes/rules.ts'
import type { Why } from './proposals/rules.ts'
import type { BenchReport } from './store.ts'

/** What the workbench calls things by: themes of the scheme, municipalities and partners. */
export type Names = { readonly themes: readonly { readonly code: string; readonly name: Words }[]; readonly organisations: ReadonlyMap<string, string> }

const themeName = (names: Names, code: string, lang: keyof Words): string => names.themes.find((theme) => theme.code === code)?.name[lang] ?? code

/** A name for people to change: the theme they share, or the words. */
export function suggestedName(why: Why, names: Names, lang: keyof Words, t: Translate): string {
  const themes = why.themes.map((code) => themeName(names, code, lang))
  const words = why.words.slice(0, themes.length > 0 ? 1 : 3).join(', ')
  const name = [themes[0], words].filter(Boolean).join(': ')
  return (name === '' ? t('clusters.unnamed') : name.charAt(0).toUpperCase() + name.slice(1)).slice(0, 200)
}

/** Why these are together, one reason a line. */
export const WhyList = ({ why, names }: { readonly why: Why; readonly names: Names }) => {
  const { t, lang } = usePage()
  const reasons = reasonsOf(why, names, lang, t)
  return reasons.length === 0 ? (
    <p>{t('clusters.why.none')}</p>
  ) : (
    <ul class="ds-list">
      {reasons.map((reason) => (
        <li>{reason}</li>
      ))}
    </ul>
  )
}

/** The reasons as sentences, also for a line about two reports. */
export function reasonsOf({ themes, words, kilometres, municipality, partner }: Why, names: Names, lang: keyof Words, t: Translate): string[] {
  const { list } = formats(lang)
  return [
    ...(themes.length > 0 ? [t('clusters.why.themes', { count: themes.length, themes: list(themes.map((code) => themeName(names, code, lang))) })] : []),
    ...(words.length > 0 ? [t('clusters.why.words', { words: list(words.map((word) => `«${word}»`)) })] : []),
    ...(municipality === undefined ? [] : [t('clusters.why.municipality', { name: names.organisations.get(municipality) ?? '' })]),
    ...(kilometres === undefined ? [] : [kilometres === 0 ? t('clusters.why.next-door') : t('clusters.why.distance', { kilometres })]),
    ...(partner === undefined ? [] : [t('clusters.why.partner', { name: names.organisations.get(partner) ?? '' })]),
  ]
}

/** Who, where, with whom and how much: one line about a report. */
export function lineOf(report: BenchReport, names: Names, lang: keyof Words, t: Translate): string {
  return [
    report.reference, report.network ?? report.leadName, report.municipalities.map((id) => names.organisations.get(id) ?? '').join(', '), report.partnerName ?? '',
    t('clusters.kindergartens', { count: report.kindergartens }), formatKroner(report.asked, lang),
  ].filter(Boolean).join(' · ')
}

/** What the owner wrote, word for word. */
export const OwnWords = ({ report }: { readonly report: BenchReport }) => {
  const { t } = usePage()
  return (
    <blockquote class="own-words">
      <p>
        <strong>{t('clusters.need')}</strong>
      </p>
      <p class="prose">{report.need === '' ? t('common.not.answered') : report.need}</p>
      {report.goals !== '' && (
        <>
          <p>
            <strong>{t('clusters.goals')}</strong>
          </p>
          <p class="prose">{report.goals}</p>
        </>
      )}
    </blockquote>
  )
}
