import type { Tx } from '../../../../platform/db.ts'
import type { Side } from '../rules.ts'

/** What a side says about a promise, or about a reason. Words follow each other; none is changed. */
export type Word = { readonly id: string; readonly side: Side; readonly aboutKind: 'promise' | 'reason'; readonly about: string; readonly word: string; readonly at: Date; readonly by: string }

export const loadWords = async (tx: Tx, id: string): Promise<Word[]> =>
  (await tx.selectFrom('scheme.partnership_word').selectAll().where('partnership_id', '=', id).orderBy('said_at').orderBy('id').execute()).map((row) => ({ id: row.id, side: row.side as Side, aboutKind: row.about_kind as Word['aboutKind'], about: row.about, word: row.word, at: row.said_at, by: row.said_by_name }))
export const insertWord = (tx: Tx, id: string, one: Pick<Word, 'side' | 'aboutKind' | 'about' | 'word'>, who: string, now: Date) =>
  tx.insertInto('scheme.partnership_word').values({ partnership_id: id, side: one.side, about_kind: one.aboutKind, about: one.about, word: one.word, said_at: now, said_by_name: who }).execute()
