import { addDays, osloDate } from '../src/kernel/dates.ts'
import { ore } from '../src/kernel/money.ts'
import type { Tx } from '../src/platform/db.ts'
import { closingDocument } from '../src/slices/measures/closing/document.ts'
import type { Closing } from '../src/slices/measures/closing/rules.ts'
import { loadMeasured, saveClosed, saveClosing, saveDocument } from '../src/slices/measures/closing/store.ts'
import { insertElements, insertExpense, loadElements, saveDone } from '../src/slices/measures/plan/store.ts'
import { insertMeasure, insertParts, loadMeasure, loadThemes, saveShared, saveStart } from '../src/slices/measures/measures/store.ts'
import type { MeasureContent } from '../src/slices/measures/measures/rules.ts'
import { compare, type Comparable } from '../src/slices/needs/comparison/rules.ts'
import { insertComparison } from '../src/slices/needs/comparison/store.ts'
import { staff2026 } from '../src/slices/needs/instruments/shipped/staff-2026.ts'
import { figure, type Tally } from '../src/slices/needs/masking/rules.ts'
import { loadResults } from '../src/slices/needs/sessions/store.ts'
import { texts } from '../src/texts/index.ts'
import { dayBefore, timeBefore } from './days.ts'
import { loadDemoTeamMeasure } from './team-measure.ts'

const kindergarten = 'Draken barnehage'
const who = 'Styreren i Draken (oppdiktet)'
const theme = 'transitions'
/** What eighteen in the staff answered before and after, the same to each statement. */
const answers: Readonly<Record<'before' | 'after', Tally>> = { before: [1, 5, 7, 4, 1, 0], after: [0, 0, 1, 4, 9, 4] }

/** One measure that is closed with the same asked again, for the owner and the team to read, and one that runs. */
export async function loadDemoMeasures(tx: Tx, ids: ReadonlyMap<string, string>, now: Date): Promise<void> {
  const id = ids.get(kindergarten)
  if (!id) throw new Error(`The demonstration world has no ${kindergarten}`)
  const today = osloDate(now)
  const { id: versionId } = await tx.selectFrom('needs.instrument_version as v').innerJoin('needs.instrument as i', 'i.id', 'v.instrument_id').select('v.id').where('i.code', '=', 'staff-2026').executeTakeFirstOrThrow()
  const before = await hold(tx, id, versionId, answers.before, timeBefore(today, 300))
  const after = await hold(tx, id, versionId, answers.after, timeBefore(today, 80))
  const compared = compare(before, after, staff2026.themes, await loadResults(tx, before.id), await loadResults(tx, after.id))
  if (!compared.ok) throw new Error(`The demonstration world was refused: ${compared.because}`)
  const comparison = await insertComparison(tx, id, before, after, compared.event.lines, who, timeBefore(today, 78))

  const plan: MeasureContent = {
    kind: 'staff-work', title: 'Rolige overganger', goal: 'Alle voksne har en fast plass når vi går ut, spiser og kommer inn igjen.', signs: 'Det er stille nok til å snakke sammen i garderoben.', themes: ['rammeplan-2017-6'], origin: 'own', needIds: [], caseId: undefined, reportId: undefined,
    partners: 'Kompetanseteamet', partnerIds: [], budget: undefined, startsOn: dayBefore(today, 290), endsOn: dayBefore(today, 90),
  }
  const measureId = await begin(tx, id, plan, timeBefore(today, 295))
  const element = (what: string, kind: 'observation' | 'trying' | 'meeting' | 'learning', dueOn: ReturnType<typeof addDays>, wholeMonth = false) => ({ startKey: crypto.randomUUID(), what, who: 'Alle avdelinger', kind, dueOn, wholeMonth })
  await insertElements(tx, measureId, [element('Vi filmer oss selv i garderoben', 'observation', dayBefore(today, 280)), element('Faste plasser på hver avdeling', 'trying', dayBefore(today, 250), true), element('Vi ser på det sammen hver tredje uke', 'meeting', dayBefore(today, 100))], who, timeBefore(today, 290))
  for (const one of await loadElements(tx, measureId)) await saveDone(tx, one.id, one.dueOn, who, timeBefore(today, 90))
  await saveStart(tx, measureId, plan.startsOn, who, timeBefore(today, 290))
  const measured = (await loadMeasured(tx, id)).find((one) => one.id === comparison.id)
  const closing: Closing = {
    comparisonId: comparison.id, reason: undefined, reasonWords: '',
    reading: 'Vi er enige om at garderoben er roligere. Noen mener at måltidet fortsatt er travelt.', conclusion: 'Faste plasser virket. Det som hjalp mest, var at også vikarene fikk en plass.',
    decision: 'measure-again', decisionWords: 'Vi fortsetter som nå, og spør det samme igjen neste vår.', nextOn: addDays(today, 150), responsible: 'Styreren',
  }
  const at = timeBefore(today, 70)
  await saveClosing(tx, measureId, id, closing, who, at)
  await saveClosed(tx, measureId, id, osloDate(at), who)
  const measure = await loadMeasure(tx, measureId)
  if (measure) await saveDocument(tx, measureId, id, comparison.id, closingDocument({ t: texts('nb'), lang: 'nb' }, { measure, kindergarten, needs: [], themes: await loadThemes(tx, id), measured, closing }, at), at)

  const running: MeasureContent = { ...plan, kind: 'course', title: 'Samtaler rundt måltidet', goal: 'De voksne sitter gjennom hele måltidet og undrer seg sammen med barna.', signs: '', themes: ['rammeplan-2017-9-1'], budget: ore(2_500_000), startsOn: dayBefore(today, 60), endsOn: addDays(today, 150) }
  const runningId = await begin(tx, id, running, timeBefore(today, 66))
  await saveStart(tx, runningId, running.startsOn, who, timeBefore(today, 60))
  await insertElements(tx, runningId, [element('Kurskveld om samtaler ved bordet', 'learning', dayBefore(today, 40)), element('Hver avdeling prøver å bli sittende hele måltidet', 'trying', addDays(today, 20), true), element('Vi deler det vi har sett, på personalmøtet', 'meeting', addDays(today, 60))], who, timeBefore(today, 60))
  const [evening] = await loadElements(tx, runningId)
  if (evening) await saveDone(tx, evening.id, evening.dueOn, who, timeBefore(today, 40))
  await insertExpense(tx, runningId, crypto.randomUUID(), { on: dayBefore(today, 40), what: 'Foredrag om samtaler ved bordet', amount: ore(1_200_000) }, who, timeBefore(today, 39))
  await loadDemoTeamMeasure(tx, ids, now)
}

/** A session that is over, as it is kept: bands and a mean, no answers. The staff were told that the owner and the team see it. */
async function hold(tx: Tx, kindergartenId: string, versionId: string, tally: Tally, at: Date): Promise<Comparable> {
  const { id } = await tx
    .insertInto('needs.staff_session')
    .values({ region_id: 'oslo-viken', kindergarten_id: kindergartenId, start_key: crypto.randomUUID(), instrument_version_id: versionId, kind: 'live', state: 'ended', title: 'Personalmøte om overganger', themes: [theme], expected: 18, seen_by_owner: true, seen_by_team: true, made_at: at, made_by_name: who, opened_at: at, ended_at: at })
    .returning('id')
    .executeTakeFirstOrThrow()
  await tx.insertInto('needs.staff_theme').values({ session_id: id, theme, closed_at: at, shown: true, changed_at: at, changed_by_name: who }).execute()
  const shown = figure(tally)
  const statements = staff2026.themes.find(({ key }) => key === theme)?.statements ?? []
  if (shown) await tx.insertInto('needs.staff_result').values(statements.map(({ key }) => ({ session_id: id, theme, statement: key, part: 'all', at_least: shown.atLeast, mean: shown.mean, low: shown.low, middle: shown.middle, high: shown.high, unknown: shown.unknown }))).execute()
  return { id, versionId, questions: versionId, state: 'ended', openedAt: at, staff: [kindergartenId] }
}

async function begin(tx: Tx, kindergartenId: string, content: MeasureContent, at: Date): Promise<string> {
  const made = await insertMeasure(tx, crypto.randomUUID(), kindergartenId, content, who, at)
  if (!made) throw new Error('The demonstration world has two measures in one')
  await insertParts(tx, made.id, [kindergartenId], [], kindergartenId, who, at)
  await saveShared(tx, made.id, kindergartenId, true, who)
  return made.id
}
