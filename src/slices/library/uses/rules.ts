import { looksLikeId } from '../../../kernel/ids.ts'

/** What a material may be used in, by the word its address has. */
const kindOf = { tiltak: 'measure', nettverk: 'network', kurs: 'course', sak: 'case', behov: 'need' } as const
export type UseKind = (typeof kindOf)[keyof typeof kindOf]
export type TargetKey = { readonly kind: UseKind; readonly id: string; /** As in the address: `tiltak-<id>`. */ readonly key: string }
/** What one finds material for, as far as the actor sees it. */
export type Target = { readonly title: string; readonly themes: readonly string[] }

/** `tiltak-<id>`, `nettverk-<id>`, `kurs-<id>`, `sak-<id>` or `behov-<id>`. */
export function targetIn(key: string): TargetKey | undefined {
  const [, word = '', id = ''] = /^([a-z]+)-(.+)$/.exec(key) ?? []
  return word in kindOf && looksLikeId(id) ? { kind: kindOf[word as keyof typeof kindOf], id, key } : undefined
}

const pathTo: Readonly<Record<UseKind, string>> = { measure: '/tiltak', network: '/nettverk', course: '/kurs', case: '/veiledning', need: '/behovsbeskrivelser' }
export const pathOf = ({ kind, id }: Pick<TargetKey, 'kind' | 'id'>): string => `${pathTo[kind]}/${id}`
