import type { LocalDate } from '../../../../kernel/dates.ts'
import type { Tx } from '../../../../platform/db.ts'
import { headcountOn } from '../../reach/rules.ts'
import { loadHeadcounts } from '../../reach/store.ts'

/** How many the kindergarten has written that work in a department (or in all of it); undefined when it has not. */
export async function loadStaff(tx: Tx, kindergartenId: string, departmentId: string | undefined, today: LocalDate): Promise<number | undefined> {
  const places = headcountOn(await loadHeadcounts(tx, kindergartenId), today)?.places ?? []
  const own = places.filter((place) => place.departmentId === departmentId)
  const counted = departmentId !== undefined && own.length > 0 ? own : places
  return counted.length > 0 ? counted.reduce((sum, { people }) => sum + people, 0) : undefined
}
