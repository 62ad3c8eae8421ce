import { osloDate } from '../../src/kernel/dates.ts'
import type { Tx } from '../../src/platform/db.ts'
import type { Piece } from '../../src/slices/needs/evidence/rules.ts'
import { loadPieces } from '../../src/slices/needs/evidence/store.ts'
import { beginWithin, stepWithin, type Typed } from '../../src/slices/needs/statements/actions.ts'
import type { Step } from '../../src/slices/needs/statements/rules.ts'
import { loadNeed } from '../../src/slices/needs/statements/store.ts'
import { timeBefore } from '../days.ts'
import { actorOf, as, done, type Orgs, type People } from './acting.ts'

type Taken = readonly [ago: number, who: string, step: Step]
type Told = Omit<Typed, 'evidence'> & { readonly by: string; readonly ago: number; readonly leansOn: (piece: Piece) => boolean; readonly steps: readonly Taken[]; /** A request or a report was begun from it, which is made after it. */ readonly leads?: true }

const nothing = (): boolean => false
const saidOn = (about: string) => (piece: Piece): boolean => piece.kind === 'staff' && piece.about === about
const seen = (theme: string) => (piece: Piece): boolean => (piece.kind === 'observation' || piece.kind === 'guidance') && piece.themes.includes(theme)
const propose = (ago: number, who: string): Taken => [ago, who, { do: 'propose' }]
const share = (ago: number, who: string): Taken => [ago, who, { do: 'share', shared: true }]

/** Needs in every state, written by those who lead invented kindergartens. */
const told: readonly Told[] = [
  {
    by: 'siri', ago: 84, title: 'Overganger der alle voksne vet hvor de skal stå', themes: ['rammeplan-2017-6', 'rammeplan-2017-7'],
    finding: 'Personalet er minst enige i at overgangene i løpet av dagen er rolige. Garderoben er trang, og formiddagen går med til kø.',
    forWhom: 'Alle barna på Maurtua og Bikuba, og mest de yngste.',
    cause: 'Vi avtaler underveis hvem som gjør hva, og gir mange beskjeder samtidig.',
    wished: 'Alle voksne har en fast plass i overgangene, også vikarene.',
    signs: 'Det er stille nok til å snakke sammen i garderoben, og ingen spør hvem som går ut først.',
    staffInvolved: 'yes', staffInvolvedHow: 'Alle svarte på planleggingsdagen, og vi leste resultatet sammen.',
    leansOn: saidOn('rammeplan-2017-6'), steps: [propose(80, 'siri'), share(80, 'siri'), [76, 'siri', { do: 'decide', rank: 1 }]], leads: true,
  },
  {
    by: 'peder', ago: 30, title: 'Tid til å tenkje saman', themes: ['rammeplan-2017-7'],
    finding: 'Vi har sett av tid, men ho blir brukt til beskjedar. Få er einige i at vi endrar noko etter at vi har snakka om praksis.',
    forWhom: 'Heile personalet, og barna fordi det vi ser, ikkje blir til noko.',
    cause: 'Møta har ikkje noko fast spørsmål, og ingen har ansvar for å følgje opp.',
    wished: 'Eitt spørsmål på kvart avdelingsmøte, og éin ting vi prøver til neste gong.',
    signs: 'Kvar avdeling kan fortelje om noko ho har endra sidan sist.',
    staffInvolved: 'partly', staffInvolvedHow: 'Pedagogiske leiarar skreiv utkastet etter planleggingsdagen.',
    leansOn: (piece) => saidOn('rammeplan-2017-7')(piece) || seen('rammeplan-2017-6')(piece), steps: [propose(12, 'peder'), share(11, 'siri')],
  },
  {
    by: 'peder', ago: 3, title: 'Samtalar rundt måltidet', themes: ['rammeplan-2017-9-1'],
    finding: 'Ved nokre bord snakkar vi saman, ved andre gir vi beskjedar.', forWhom: '', cause: '', wished: '', signs: '', staffInvolved: undefined, staffInvolvedHow: '', leansOn: nothing, steps: [],
  },
  {
    by: 'siri', ago: 200, title: 'Større garderobe', themes: [],
    finding: 'Garderoben er for liten for så mange barn.', forWhom: 'Alle avdelinger.', cause: '', wished: '', signs: '', staffInvolved: 'no', staffInvolvedHow: '', leansOn: (piece) => piece.kind === 'register',
    steps: [[92, 'siri', { do: 'set-aside', reason: 'Eieren har ikke planer om å bygge om. Vi ser heller på hva vi selv kan gjøre med overgangene.' }]],
  },
  {
    by: 'hanne', ago: 40, title: 'Lek som får vare', themes: ['rammeplan-2017-3', 'rammeplan-2017-7'],
    finding: 'Leken blir ofte brutt av rutiner, og vi støtter den ulikt fra avdeling til avdeling.',
    forWhom: 'Barna på alle avdelinger, og særlig de som trenger lang tid for å komme i gang.',
    cause: 'Dagsrytmen er laget for de voksnes pauser, og vi har ikke blitt enige om når vi kan vente.',
    wished: 'Barna kan leke lenge uten å bli avbrutt, og alle voksne vet hvordan de er til støtte.',
    signs: 'Vi ser færre avbrudd, og barna tar leken opp igjen etter måltidet.',
    staffInvolved: 'yes', staffInvolvedHow: 'Hver avdeling skrev ned tre eksempler på et personalmøte.',
    leansOn: (piece) => piece.kind === 'register', steps: [propose(33, 'hanne'), [26, 'hanne', { do: 'decide', rank: 1 }]], leads: true,
  },
  {
    by: 'hanne', ago: 6, title: 'Samtaler rundt alle bord', themes: ['rammeplan-2017-9-1'],
    finding: 'Måltidene er travle, og samtalene blir til beskjeder.',
    forWhom: 'Alle barna, og mest de som lærer norsk som et nytt språk.',
    cause: 'Vi sitter sjelden ned alle sammen, og vi har ikke øvd på å undre oss sammen med barna.',
    wished: 'Samtaler rundt alle bord, der de voksne undrer seg sammen med barna.',
    signs: 'Barna begynner samtalene, og de voksne sitter gjennom hele måltidet.',
    staffInvolved: 'yes', staffInvolvedHow: 'Vi snakket om det på personalmøtet.',
    leansOn: seen('rammeplan-2017-9-1'), steps: [propose(4, 'hanne'), share(4, 'hanne'), [2, 'hanne', { do: 'decide', rank: 2 }]],
  },
  {
    by: 'nora', ago: 28, title: 'Nokon å planleggje saman med', themes: ['rammeplan-2017-7'],
    finding: 'Vi er få vaksne, og det blir til at kvar gjer sitt.',
    forWhom: 'Oss vaksne, og barna som møter ulike svar.',
    cause: 'Det er ingen andre å spørje når vi er tre.',
    wished: 'Eit fast møtepunkt med andre små barnehagar.',
    signs: 'Vi har ein plan alle held seg til, og vi rettar han etter kvart møte.',
    staffInvolved: 'yes', staffInvolvedHow: 'Vi er tre, og alle har vore med på å skrive.',
    leansOn: (piece) => piece.kind === 'register', steps: [propose(27, 'nora'), share(27, 'nora'), [26, 'nora', { do: 'decide', rank: 1 }]],
  },
]

/** Those that led to something come before it, so that it can say where it came from; the others come after what they lean on. @returns ids by title */
export async function loadDemoStatements(tx: Tx, orgs: Orgs, people: People, now: Date, which: 'leading' | 'others'): Promise<ReadonlyMap<string, string>> {
  const at = (ago: number): Date => timeBefore(osloDate(now), ago)
  const made = new Map<string, string>()
  for (const { by, ago, leansOn, steps, leads, ...typed } of told) {
    if ((leads === true) !== (which === 'leading')) continue
    const actor = actorOf(by, orgs, people)
    const id = await as(tx, actor, async () => {
      const pieces = (await loadPieces(tx, actor.orgId)).filter((piece) => leansOn(piece) && piece.on <= osloDate(at(ago)))
      return done(await beginWithin(tx, actor, crypto.randomUUID(), { ...typed, evidence: pieces.map(({ key }) => key) }, at(ago))).id
    })
    for (const [when, who, step] of steps) {
      const taker = actorOf(who, orgs, people)
      await as(tx, taker, async () => done(await stepWithin(tx, taker, id, step, (await loadNeed(tx, id))?.version ?? 0, at(when))))
    }
    made.set(typed.title, id)
  }
  return made
}
