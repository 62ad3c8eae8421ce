import type { Role } from '../../../kernel/actor.ts'
import { countedAlone } from '../../../kernel/scheme-themes.ts'
import { formats } from '../../../texts/index.ts'
import type { PageContext } from '../../../ui/context.tsx'
import type { Dimension, Source } from './rules.ts'
import type { Cell } from './view.ts'

/** What one who looks sees: whose kindergartens, whether one by one, by which sources and breakdowns. */
export type Scope = { readonly whose: 'team' | 'owner' | 'authority' | 'county-governor'; readonly as: 'governor' | 'municipality' | 'owner' | 'team'; readonly singly: boolean; readonly sources: readonly Source[]; readonly dimensions: readonly Dimension[] }

export const roles = ['adviser', 'team-leader', 'owner', 'authority', 'county-governor'] as const satisfies readonly Role[]

/** The team and the owner see what they see singly elsewhere; the municipality as authority and the county governor only what is put together. */
export function scopeOf(role: Role): Scope {
  switch (role) {
    case 'owner':
      return { whose: 'owner', as: 'owner', singly: true, sources: ['staff', 'need', 'report', 'grant', 'measure'], dimensions: ['size', 'place'] }
    case 'authority':
      return { whose: 'authority', as: 'municipality', singly: false, sources: ['staff', 'need', 'guidance', 'report', 'grant', 'measure'], dimensions: ['ownership', 'size', 'place'] }
    case 'county-governor':
      return { whose: 'county-governor', as: 'governor', singly: false, sources: ['staff', 'need', 'guidance', 'report', 'grant', 'measure'], dimensions: ['municipality', 'ownership', 'size'] }
    default:
      return { whose: 'team', as: 'team', singly: true, sources: ['staff', 'need', 'guidance', 'measure'], dimensions: ['ownership', 'size', 'place'] }
  }
}

type Again = Cell['again']

/** How figures, years and parts are said. */
export const words = ({ t, lang }: PageContext, nameOf: ReadonlyMap<string, string> = new Map()) => {
  const { number, decimal } = formats(lang)
  return {
    number,
    decimal,
    yearName: (year: number) => t('picture.year.label', { from: String(year), to: String((year + 1) % 100).padStart(2, '0') }),
    change: (change: number | undefined) => (change === undefined ? '–' : change === 0 ? t('picture.change.same') : `${change > 0 ? '+' : '−'}${decimal(Math.abs(change))}`),
    partName: (by: Dimension, part: string | undefined, scope: Scope): string => {
      if (part === undefined) return t(scope.singly ? 'picture.part.unknown' : 'picture.part.rest')
      if (by === 'ownership') return part === 'municipal' || part === 'private' || part === 'other' ? t(`picture.ownership.${part}`) : part
      if (by === 'size') return part === 'small' || part === 'medium' || part === 'large' ? t(`picture.size.${part}`) : part
      return nameOf.get(part) ?? part
    },
    /** '3,4 (6 barnehager)'. */
    again: (again: Again) => (again ? t('picture.again.value', { mean: decimal(again.figure.mean), kindergartens: again.kindergartens }) : '–'),
    /** A chapter of the framework plan, a theme of the team's own, or one of the grant scheme's. */
    themeName: (names: ReadonlyMap<string, Readonly<Record<typeof lang, string>>>) => (code: string): string => {
      const scheme = countedAlone.find((one) => one === code)
      return names.get(code)?.[lang] ?? (scheme ? t(`picture.theme.${scheme}`) : code)
    },
  }
}
