import type { Tx } from '../../platform/db.ts'
import type { Deps } from '../../platform/http.ts'
import { recipientsFor } from '../identity/index.ts'
import * as messaging from '../messaging/index.ts'

type Letter = { readonly kindergartenId: string; readonly message: Parameters<typeof messaging.tell>[3] }
/** The heads of many kindergartens are told, in one go: a hundred take no longer than a few. */
export async function tellHeads(tx: Tx, jobs: Deps['jobs'], letters: readonly Letter[], now: Date): Promise<void> {
  const each = await Promise.all(letters.map(async ({ kindergartenId, message }) => (await recipientsFor(tx, kindergartenId, ['head'], now)).map((to) => ({ to, message }))))
  await messaging.tellEach(tx, jobs, each.flat(), now)
}
