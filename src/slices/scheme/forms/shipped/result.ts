import type { Capacity } from '../../schemes/rules.ts'
import type { FormDefinition, Question } from '../definition.ts'
import { kindergartens, line, money, one, option, section, staff, sum, text } from './parts.ts'

const own: readonly Capacity[] = ['head', 'owner']
const all: readonly Capacity[] = [...own, 'partner']

const change = (outcome: boolean): readonly Question[] => [
  ...(outcome ? [text('outcome', ['Hvilke tegn på god praksis ser dere nå?', 'Kva teikn på god praksis ser de no?', 'Which signs of good practice do you see now?'], { help: ['Gå tilbake til tegnene dere skrev ned da dere meldte behovet.', 'Gå tilbake til teikna de skreiv ned då de melde behovet.', 'Go back to the signs you wrote down when you reported the need.'] })] : []),
  text('change-head', ['Hvilken endring ser styrerne?', 'Kva endring ser styrarane?', 'What change do the heads see?'], { core: 'change-head' }),
  text('change-staff', ['Hvilken endring ser personalet?', 'Kva endring ser personalet?', 'What change does the staff see?'], { core: 'change-staff' }),
  text('anchoring', ['Hvordan har arbeidet vært forankret?', 'Korleis har arbeidet vore forankra?', 'How has the work been anchored?'], { core: 'anchoring' }, 2000),
]

/** In which strands the recipient pays a part itself is the scheme's; what the form asks there is this. */
const ownContribution = (strands: readonly string[]): readonly Question[] =>
  strands.length === 0 ? [] : [{ ...money('own-contribution', ['Hva har dere betalt selv?', 'Kva har de betalt sjølve?', 'What have you paid yourselves?'], { core: 'own-contribution', shown: [{ when: '@strand', is: strands }], help: ['I denne delordningen betaler mottakeren en egenandel.', 'I denne delordninga betaler mottakaren ein eigendel.', 'In this strand the recipient pays a contribution of its own.'] }), actors: ['owner'] } as Question]

const partnerPart = section(
  'partner-part',
  ['Partnerens del', 'Partnaren sin del', 'The partner’s part'],
  ['partner'],
  [
    text('change-partner', ['Hvilken endring ser dere i barnehagene?', 'Kva endring ser de i barnehagane?', 'What change do you see in the kindergartens?'], { core: 'change-partner' }),
    text('partner-effect', ['Hva har utdanningen fått igjen?', 'Kva har utdanninga fått att?', 'What has teacher education gained?'], { core: 'partner-effect' }),
  ],
  { by: 'partner' },
)

const workedWith = text('worked-with', ['Hvilket universitet eller hvilken høgskole arbeidet dere med, og hvordan?', 'Kva universitet eller kva høgskule arbeidde de med, og korleis?', 'Which university or college did you work with, and how?'], { optional: true }, 2000)

type Asks = { readonly outcome?: boolean; readonly partner?: boolean; readonly strandsWithContribution?: readonly string[] }
const form = ({ outcome = false, partner = true, strandsWithContribution = [] }: Asks, signers: readonly Capacity[] = partner ? all : own): FormDefinition => ({
  purpose: 'result',
  sections: [
    section('money', ['Pengene', 'Pengane', 'The money'], signers, [
      money('granted', ['Hva fikk dere?', 'Kva fekk de?', 'What were you granted?'], { core: 'granted' }),
      money('used', ['Hva har dere brukt?', 'Kva har de brukt?', 'What have you used?'], { core: 'used' }),
      money('unused', ['Hva er ikke brukt?', 'Kva er ikkje brukt?', 'What is not used?'], { core: 'unused', optional: true }),
      sum('used-and-unused', ['Brukt og ikke brukt til sammen', 'Brukt og ikkje brukt til saman', 'Used and not used together'], ['used', 'unused'], 'granted'),
      ...ownContribution(strandsWithContribution),
      one('any-unused', ['Er det penger som ikke er brukt?', 'Er det pengar som ikkje er brukte?', 'Is there money that is not used?'], [option('no', 'Nei', 'Nei', 'No'), option('yes', 'Ja', 'Ja', 'Yes')]),
      text('unused-why', ['Hvorfor, og hva bør skje med dem?', 'Kvifor, og kva bør skje med dei?', 'Why, and what should happen with it?'], { core: 'unused-why', shown: [{ when: 'any-unused', is: ['yes'] }] }, 2000),
    ]),
    section('participation', ['Hvem som deltok', 'Kven som var med', 'Who took part'], signers, [
      line('title', ['Navn på tiltaket', 'Namn på tiltaket', 'Name of the measure'], { core: 'title' }, 120),
      kindergartens('kindergartens', ['Barnehager som deltok', 'Barnehagar som var med', 'Kindergartens that took part'], { core: 'kindergartens' }),
      text('fell-out', ['Er det noen som falt fra, og hvorfor?', 'Er det nokon som fall frå, og kvifor?', 'Did anyone drop out, and why?'], { core: 'fell-out', optional: true }, 2000),
      staff('staff', ['Hvor mange deltok?', 'Kor mange var med?', 'How many took part?'], { core: 'staff' }),
    ]),
    section('work', ['Arbeidet og endringen', 'Arbeidet og endringa', 'The work and the change'], signers, [text('activities-done', ['Hva har dere gjort?', 'Kva har de gjort?', 'What have you done?'], { core: 'activities-done' }), ...(partner ? [] : [workedWith]), ...change(outcome)]),
    ...(partner ? [partnerPart] : []),
    section('onwards', ['Veien videre', 'Vegen vidare', 'What comes next'], signers, [
      one('goes-on', ['Går arbeidet videre?', 'Går arbeidet vidare?', 'Does the work go on?'], [option('yes', 'Ja, med nytt tilskudd', 'Ja, med nytt tilskot', 'Yes, with a new grant'), option('own', 'Ja, i egen drift', 'Ja, i eiga drift', 'Yes, on our own'), option('no', 'Nei', 'Nei', 'No')], { core: 'goes-on' }),
      text('onwards', ['Hvordan?', 'Korleis?', 'How?'], { optional: true, shown: [{ when: 'goes-on', is: ['yes', 'own'] }] }, 2000),
    ]),
  ],
})

/** The report of results of 2019–2021: nobody had to be a partner, so those who had the grant say whom they worked with. */
export const result2019 = form({ partner: false })
/** The report of results of 2021–2025. */
export const result2021 = form({ strandsWithContribution: ['decentralised'] })
/** From 2026 the signs of the outcome are told too. */
export const result2026 = form({ outcome: true })
