// Which kindergartens somebody means: ticked in a list, or pasted as names or organisation numbers. The rules in words: docs/rules/measures.md.

export type Choice = { readonly id: string; readonly name: string; /** In the register of organisations. */ readonly number: string | undefined; readonly ownerId: string | undefined; readonly owner: string | undefined }
export const limits = { list: 20_000, chosen: 400, shown: 12 } as const

type Listed = { readonly ids: readonly string[]; /** Lines that are none of them, or several. */ readonly unknown: readonly string[] }
/**
 * A pasted list: a kindergarten on each line, by its name (with or without the word barnehage) or its organisation number; of a line copied from a spreadsheet, the first cell that is one.
 * A line that several share is not guessed at.
 */
export function readList(typed: string, among: readonly Choice[]): Listed {
  const byName = Map.groupBy(among, ({ name }) => plain(name))
  const byNumber = new Map(among.flatMap((one) => (one.number ? [[one.number, one] as const] : [])))
  const find = (cell: string): Choice | undefined => {
    const named = byName.get(plain(cell)) ?? []
    return byNumber.get(cell.replaceAll(/\D/g, '')) ?? (named.length === 1 ? named[0] : undefined)
  }
  const lines = typed.split('\n').map((line) => line.trim()).filter((line) => line !== '')
  const read = lines.map((line) => ({ line, found: [line, ...line.split(/[;\t]/)].map(find).find((one) => one !== undefined) }))
  return { ids: [...new Set(read.flatMap(({ found }) => (found ? [found.id] : [])))], unknown: [...new Set(read.flatMap(({ line, found }) => (found ? [] : [line.slice(0, 80)])))] }
}
const plain = (name: string): string => name.toLocaleLowerCase('nb').replaceAll(/[\s.,]+/g, ' ').trim().replace(/ (barnehage|bhg|barnehagar)$/, '')

/** Those who own more than one of them, with how many; by name. */
export const ownersOf = (among: readonly Choice[]): readonly { readonly id: string; readonly name: string; readonly count: number }[] =>
  [...Map.groupBy(among.filter(({ ownerId }) => ownerId), ({ ownerId }) => ownerId ?? '')]
    .map(([id, list]) => ({ id, name: list[0]?.owner ?? '', count: list.length }))
    .filter(({ count }) => count > 1 && count < among.length)
    .toSorted((a, b) => a.name.localeCompare(b.name, 'nb'))
