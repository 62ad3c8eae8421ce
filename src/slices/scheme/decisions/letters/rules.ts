/** What a letter about a decision must have (the law's list for a notification, and the scheme's own: money and terms). */
export const blockKeys = ['decision', 'reason', 'money', 'terms', 'appeal', 'access', 'handled', 'guidance'] as const
export type BlockKey = (typeof blockKeys)[number]

export type LetterBlock = {
  readonly key: BlockKey
  readonly heading: string
  /** A blank line makes a new paragraph. */
  readonly text: string
  readonly table?: { readonly caption: string; readonly columns: readonly { readonly title: string; readonly numeric: boolean }[]; readonly rows: readonly (readonly string[])[] } | undefined
}

/** A letter as it was written: kept whole, so that it says the same for ever. `template` is the version of our layout, `law` the act it was made under. */
export type LetterContent = {
  readonly template: 1
  readonly language: 'nb' | 'nn'
  readonly law: string
  readonly title: string
  readonly sender: string
  readonly recipient: { readonly name: string; readonly organisationNumber: string | undefined }
  readonly reference: string
  readonly individual: boolean | undefined
  readonly blocks: readonly LetterBlock[]
}

/** The blocks a letter lacks; none when it may be sent. */
export const lackingBlocks = (letter: Pick<LetterContent, 'blocks'>): BlockKey[] => blockKeys.filter((key) => !letter.blocks.some((block) => block.key === key && block.heading.trim() !== '' && (block.text.trim() !== '' || (block.table?.rows.length ?? 0) > 0)))
