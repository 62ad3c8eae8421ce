import { insertReport, insertRound, type DemoReport, type DemoRound, type DemoWorld } from './granted.ts'

const round: DemoRound = {
  scheme: 'regional-2019', form: 'need-2019', title: 'Regional ordning 2019–2020', year: 2019, opens: '2019-03-01', closes: '2019-04-02', results: '2020-09-02', published: '2019-06-12', stage: 'ended',
  information: 'Barnehager og nettverk av barnehager melder behov for barnehagebasert kompetanseutvikling. Alt i denne runden er oppdiktet.',
}

/** Who took part in 2019–2020: one kindergarten or a network, as it was then. Invented kindergartens only. */
export async function loadDemoParticipants(world: DemoWorld): Promise<void> {
  const inserted = await insertRound(world, round)
  await world.tx.insertInto('scheme.round_step').values({ round_id: inserted.id, kind: 'end', at: new Date('2020-10-01T10:00:00Z'), who: 'Stine Berg' }).execute()
  for (const report of reports) await insertReport(world, { ...round, ...inserted }, report)
}

const reports: readonly DemoReport[] = [
  { lead: 'Solstråla barnehage', kindergartens: ['Solstråla barnehage'], title: 'Urolige overganger', themes: ['inclusion'], need: 'Overgangene mellom lek og måltid er urolige, og vi voksne gjør det ulikt.', goals: 'Rolige overganger på alle avdelinger.', outcome: 'grant', reason: 'Behovet er godt vurdert av hele personalet.', money: [[2019, 'owner', 60_000]] },
  { lead: 'Bølgen barnehage', network: 'Språk ved fjorden', kindergartens: ['Bølgen barnehage', 'Lia barnehage', 'Trollstua barnehage'], title: 'Språk i hverdagen', themes: ['language'], need: 'Mange barn er stille i leken, og vi trenger å bli bedre samtalepartnere.', goals: 'Gode samtaler i alle hverdagssituasjoner.', outcome: 'grant', reason: 'Nettverket når mange ansatte.', money: [[2019, 'owner', 180_000]] },
  { lead: 'Åsen barnehage', network: 'Ute i Åsen', kindergartens: ['Åsen barnehage', 'Nisseskogen barnehage'], title: 'Uterommet som pedagogisk rom', themes: ['pedagogical-work'], need: 'Ute er vi for mye tilsyn og for lite med i leken.', goals: 'De voksne leker med ute.', outcome: 'part', reason: 'Deler av tiltaket får tilskudd.', money: [[2019, 'owner', 90_000]] },
  { lead: 'Kvitveis familiebarnehage', kindergartens: ['Kvitveis familiebarnehage'], title: 'Leik for dei minste', themes: ['values'], need: 'Vi er få vaksne og treng hjelp til å sjå eigen praksis.', goals: 'Meir leik på barna sine premissar.', outcome: 'grant', reason: 'Liten barnehage med tydeleg behov.', money: [[2019, 'owner', 25_000]] },
  { lead: 'Draken barnehage', kindergartens: ['Draken barnehage'], title: 'Foredrag om ledelse', themes: ['values'], need: 'Vi ønsker et foredrag.', goals: 'Inspirasjon.', outcome: 'decline', reason: 'Et enkelt foredrag er ikke barnehagebasert utvikling.', money: [[2019, 'owner', 40_000]] },
]
