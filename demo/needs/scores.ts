import { addMonths, osloDate } from '../../src/kernel/dates.ts'
import type { Tx } from '../../src/platform/db.ts'
import type { ScoresInstrument, StaffWords } from '../../src/slices/needs/instruments/definition.ts'
import { insertSets } from '../../src/slices/needs/scores/store.ts'
import { team } from '../world.ts'
import type { Orgs, People } from './acting.ts'

const words = (nb: string, nn: string, en: string): StaffWords => ({ nb, nn, en })

// Two lists of the team's own with invented results: no names of dimensions are taken from a tool that exists.
const parents: ScoresInstrument = {
  kind: 'scores', per: 'kindergarten', counted: 'answers', scale: { least: 1, most: 5, decimals: 1 }, source: words('kommunens spørsmål til foreldre', 'spørsmål frå kommunen til foreldre', 'the municipality’s questions to parents'),
  dimensions: [
    { key: 'dimension-1', name: words('Barnet har det godt', 'Barnet har det godt', 'The child is well'), about: 'rammeplan-2017-3', better: 'high' },
    { key: 'dimension-2', name: words('Vi får vite det vi trenger', 'Vi får vite det vi treng', 'We hear what we need to know'), about: 'rammeplan-2017-5', better: 'high' },
  ],
}
const observed: ScoresInstrument = {
  kind: 'scores', per: 'department', counted: 'observations', scale: { least: 1, most: 7, decimals: 1 }, source: words('observasjon ved kompetanseteamet', 'observasjon ved kompetanseteamet', 'observation by the competence team'),
  dimensions: [
    { key: 'dimension-1', name: words('Ro i overgangene', 'Ro i overgangane', 'Calm transitions'), about: 'rammeplan-2017-6', better: 'high' },
    { key: 'dimension-2', name: words('Samtaler med barna', 'Samtalar med barna', 'Conversations with children'), about: 'rammeplan-2017-9-1', better: 'high' },
    { key: 'dimension-3', name: words('Avbrutt lek', 'Avbroten leik', 'Interrupted play'), about: 'rammeplan-2017-3', better: 'low' },
  ],
}

/** What parents have said for three years, and two observations of a department, in an invented kindergarten. */
export async function loadDemoScores(tx: Tx, ids: Orgs, people: People, now: Date): Promise<void> {
  const kindergartenId = ids.get('Solstråla barnehage') ?? ''
  const found = await tx.selectFrom('register.organisation_card').select('id').where('part_of_id', '=', kindergartenId).where('name', '=', 'Maurtua').executeTakeFirst()
  const department = found?.id ?? ''
  const tone = { name: people.get('tone')?.name ?? '', role: 'team-leader' }
  const add = async (name: StaffWords, definition: ScoresInstrument, unitId: string, measured: readonly (readonly [months: number, answered: number, ...scores: number[]])[]) => {
    const { id } = await tx.insertInto('needs.instrument').values({ manager_id: ids.get(team) ?? '', kind: 'scores', name: JSON.stringify(name) }).returning('id').executeTakeFirstOrThrow()
    const version = await tx.insertInto('needs.instrument_version').values({ instrument_id: id, number: 1, definition: JSON.stringify(definition), locked_at: now, changed_at: now, changed_by_name: tone.name }).returning('id').executeTakeFirstOrThrow()
    const sets = measured.map(([months, answered, ...scores]) => ({ kindergartenId, unitId, versionId: version.id, on: addMonths(osloDate(now), -months), revision: 1, answered, source: definition.source.nb, scores: Object.fromEntries(scores.map((score, at) => [`dimension-${at + 1}`, score])), reason: '' }))
    await insertSets(tx, sets, tone, false, now)
  }
  await add(words('Foreldrenes blikk', 'Blikket til foreldra', 'The parents’ view'), parents, kindergartenId, [[30, 31, 4.1, 3.4], [18, 38, 4.2, 3.6], [6, 42, 4.4, 4.1]])
  if (department !== '') await add(words('Observasjon av hverdagen', 'Observasjon av kvardagen', 'Observation of everyday life'), observed, department, [[14, 3, 3.8, 4.5, 5.2], [2, 4, 4.6, 4.7, 4.1]])
}
