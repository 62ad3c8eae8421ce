import type { FormDefinition, Question } from '../definition.ts'
import { challenge, date, declaration, file, isNetwork, kindergartens, line, many, money, one, option, organisation, section, staff, text, themesOf, whatChanged } from './parts.ts'

const owners = ['head', 'owner', 'partner'] as const
const staffToo = ['pedagogical-leader', 'head', 'owner'] as const
const all = ['pedagogical-leader', 'head', 'owner', 'partner'] as const

const about = (): readonly Question[] => [
  line('title', ['Navn på tiltaket', 'Namn på tiltaket', 'Name of the measure'], { core: 'title', help: ['Kort og slik at andre forstår hva det handler om.', 'Kort og slik at andre forstår kva det handlar om.', 'Short, and so that others see what it is about.'] }, 120),
  one(
    'scope',
    ['Hvem gjelder tiltaket?', 'Kven gjeld tiltaket?', 'Whom is the measure for?'],
    [option('single', 'Én barnehage', 'Éin barnehage', 'One kindergarten'), option('owner', 'Flere barnehager hos samme eier', 'Fleire barnehagar hos same eigar', 'Several kindergartens of one owner'), option('network', 'Et nettverk av eiere', 'Eit nettverk av eigarar', 'A network of owners')],
    { core: 'scope' },
  ),
  line('network-contact', ['Kontaktperson for nettverket', 'Kontaktperson for nettverket', 'Contact person of the network'], { core: 'network-contact', shown: [isNetwork] }),
  kindergartens('kindergartens', ['Barnehager som er med', 'Barnehagar som er med', 'Kindergartens that take part'], { core: 'kindergartens' }),
  whatChanged(),
]

const need = (scheme: string): readonly Question[] => [
  many('themes', ['Tema', 'Tema', 'Themes'], themesOf(scheme), { core: 'themes', help: ['Velg ett eller flere. Behovet deres avgjør, ikke temaet.', 'Vel eitt eller fleire. Behovet dykkar avgjer, ikkje temaet.', 'Choose one or more. Your need decides, not the theme.'] }),
  text('framework-plan', ['Hvilken del av rammeplanen arbeider dere med?', 'Kva del av rammeplanen arbeider de med?', 'Which part of the framework plan do you work with?'], { optional: true }, 500),
  text('need', ['Hva er behovet, og hvem gjelder det?', 'Kva er behovet, og kven gjeld det?', 'What is the need, and whom does it concern?'], {
    core: 'need',
    help: ['Beskriv utfordringen i praksis, for hele personalet og barnegruppen. Skriv ikke om enkeltbarn.', 'Beskriv utfordringa i praksis, for heile personalet og barnegruppa. Skriv ikkje om enkeltbarn.', 'Describe the challenge in practice, for the whole staff and the group of children. Do not write about single children.'],
  }),
  challenge(),
  many(
    'assessed-how',
    ['Hvordan har dere funnet ut dette?', 'Korleis har de funne ut dette?', 'How did you find this out?'],
    [
      option('own-assessment', 'Egen vurdering i personalet', 'Eiga vurdering i personalet', 'The staff’s own assessment'),
      option('external-assessment', 'Ekstern barnehagevurdering', 'Ekstern barnehagevurdering', 'External assessment'),
      option('parent-survey', 'Foreldreundersøkelse', 'Foreldreundersøking', 'Parent survey'),
      option('inspection', 'Tilsyn', 'Tilsyn', 'Inspection'),
      option('statistics', 'Tall fra BASIL', 'Tal frå BASIL', 'Figures from BASIL'),
      option('children', 'Samtaler med barna', 'Samtalar med barna', 'Talks with the children'),
      option('other', 'Annet', 'Anna', 'Something else'),
    ],
    { core: 'need-assessed-how' },
  ),
  text('assessed-other', ['Hva annet bygger dere på?', 'Kva anna byggjer de på?', 'What else do you build on?'], { shown: [{ when: 'assessed-how', is: ['other'] }] }, 1000),
]

const anchoring = (): readonly Question[] => [
  many(
    'who-took-part',
    ['Hvem var med da dere vurderte behovet?', 'Kven var med då de vurderte behovet?', 'Who took part when you assessed the need?'],
    [
      option('owner', 'Eier', 'Eigar', 'Owner'),
      option('head', 'Styrer', 'Styrar', 'Head'),
      option('pedagogical-leaders', 'Pedagogiske ledere', 'Pedagogiske leiarar', 'Pedagogical leaders'),
      option('all-staff', 'Hele personalet', 'Heile personalet', 'The whole staff'),
      option('safety', 'Verneombud', 'Verneombod', 'Safety representative'),
      option('university', 'Universitet eller høgskole', 'Universitet eller høgskule', 'University or college'),
      option('support', 'Kommunens støttetjenester', 'Støttetenestene i kommunen', 'The municipality’s support services'),
    ],
    { core: 'who-took-part' },
  ),
  date('took-part-on', ['Når snakket dere sammen om det?', 'Når snakka de saman om det?', 'When did you talk about it together?'], { optional: true }),
  text('representatives', ['Hvordan har de tillitsvalgte vært med?', 'Korleis har dei tillitsvalde vore med?', 'How have the elected representatives been involved?'], { core: 'representatives' }, 1500),
  one('authority-informed', ['Vet barnehagemyndigheten om meldingen?', 'Veit barnehagemyndigheita om meldinga?', 'Does the kindergarten authority know of the report?'], [option('yes', 'Ja', 'Ja', 'Yes'), option('no', 'Nei', 'Nei', 'No')], { core: 'authority-informed', optional: true }),
]

const measure = (signs: boolean): readonly Question[] => [
  text('goals', ['Hva skal bli annerledes i praksis?', 'Kva skal bli annleis i praksis?', 'What will be different in practice?'], { core: 'goals' }),
  text('signs', ['Hva ser dere etter for å vite at dere har lyktes?', 'Kva ser de etter for å vite at de har lukkast?', 'What will you look for to know that you have succeeded?'], {
    core: 'signs',
    ...(signs ? {} : { optional: true }),
    help: ['Tegn på god praksis som personalet, barna eller foreldrene kan merke.', 'Teikn på god praksis som personalet, barna eller foreldra kan merke.', 'Signs of good practice that staff, children or parents can notice.'],
  }),
  text('activities', ['Hva skal dere gjøre, og når?', 'Kva skal de gjere, og når?', 'What will you do, and when?'], { core: 'activities', help: ['For eksempel veiledning, samlinger, nettverk, observasjon og arbeid mellom samlingene.', 'Til dømes rettleiing, samlingar, nettverk, observasjon og arbeid mellom samlingane.', 'For example guidance, gatherings, networks, observation, and work between gatherings.'] }),
  text('reach-all-staff', ['Hvordan når dere hele personalet?', 'Korleis når de heile personalet?', 'How do you reach the whole staff?'], { core: 'reach-all-staff', help: ['Også assistenter, fagarbeidere og dem som arbeider kveld eller turnus.', 'Også assistentar, fagarbeidarar og dei som arbeider kveld eller turnus.', 'Also assistants, skilled workers and those who work evenings or shifts.'] }, 2000),
  one('duration', ['Hvor lenge varer tiltaket?', 'Kor lenge varer tiltaket?', 'How long does the measure last?'], [option('1', 'Ett år', 'Eitt år', 'One year'), option('2', 'To år', 'To år', 'Two years'), option('3', 'Tre år', 'Tre år', 'Three years')], { core: 'duration' }),
  date('starts-on', ['Når begynner dere?', 'Når byrjar de?', 'When do you begin?'], { core: 'starts-on' }),
  text('evaluation-plan', ['Hvordan vil dere vurdere arbeidet sammen med partneren?', 'Korleis vil de vurdere arbeidet saman med partnaren?', 'How will you evaluate the work together with the partner?'], { core: 'evaluation-plan' }, 2000),
]

const budget = (): readonly Question[] => [
  money('amounts', ['Hva melder dere behov for, i kroner?', 'Kva melder de behov for, i kroner?', 'What do you need, in kroner?'], { core: 'amounts', help: ['Del mellom eier og partner. En koordinator kan få en mindre del.', 'Del mellom eigar og partnar. Ein koordinator kan få ein mindre del.', 'Split it between owner and partner. A coordinator can have a smaller part.'] }),
  text('other-funding', ['Får dere penger fra andre til det samme?', 'Får de pengar frå andre til det same?', 'Do others pay for the same?'], { core: 'other-funding', optional: true, help: ['Skriv fra hvem, hvor mye og til hva.', 'Skriv frå kven, kor mykje og til kva.', 'Say who, how much and for what.'] }, 1000),
  file('attachments', ['Vedlegg', 'Vedlegg', 'Attachments'], { core: 'attachments', optional: true, help: ['Meldingen kan bli offentlig. Legg ikke ved noe om enkeltpersoner.', 'Meldinga kan bli offentleg. Legg ikkje ved noko om enkeltpersonar.', 'The report may become public. Attach nothing about single persons.'] }),
  declaration('declaration', ['Partneren vet om meldingen og er enig i det som står her', 'Partnaren veit om meldinga og er einig i det som står her', 'The partner knows of the report and agrees with what it says'], { core: 'declaration' }),
]

const partner = (vocational: boolean): readonly Question[] => [
  organisation('partner', vocational ? ['Universitet, høgskole, nasjonalt senter eller fagskole', 'Universitet, høgskule, nasjonalt senter eller fagskule', 'University, college, national centre or vocational college'] : ['Universitet, høgskole eller nasjonalt senter', 'Universitet, høgskule eller nasjonalt senter', 'University, college or national centre'], {
    core: 'partner',
    help: ['Du kan velge i hele landet. Ta kontakt før dere sender.', 'Du kan velje i heile landet. Ta kontakt før de sender.', 'You may choose anywhere in the country. Get in touch before you send.'],
  }),
  line('partner-contact', ['Kontaktperson hos partneren', 'Kontaktperson hos partnaren', 'Contact person at the partner'], { core: 'partner-contact' }),
  date('partner-dialogue', ['Når snakket dere med partneren?', 'Når snakka de med partnaren?', 'When did you talk with the partner?'], { core: 'partner-dialogue' }),
]

const form = (scheme: string, vocational: boolean): FormDefinition => ({
  purpose: 'need',
  sections: [
    section('about', ['Om tiltaket', 'Om tiltaket', 'About the measure'], all, about()),
    section('need', ['Behovet', 'Behovet', 'The need'], all, need(scheme)),
    section('anchoring', ['Hvem som har vært med', 'Kven som har vore med', 'Who has taken part'], staffToo, anchoring()),
    section('staff', ['Personalet', 'Personalet', 'The staff'], staffToo, [
      staff('staff', ['Hvor mange arbeider i barnehagene, og hvor mange skal delta?', 'Kor mange arbeider i barnehagane, og kor mange skal vere med?', 'How many work in the kindergartens, and how many will take part?'], { core: 'staff', help: ['Så mange som mulig, fra alle grupper.', 'Så mange som mogleg, frå alle grupper.', 'As many as possible, from all groups.'] }),
    ]),
    section('partner', ['Partneren', 'Partnaren', 'The partner'], owners, partner(vocational)),
    section('measure', ['Mål og arbeid', 'Mål og arbeid', 'Goals and work'], all, measure(vocational)),
    section('partner-part', ['Partnerens del', 'Partnaren sin del', 'The partner’s part'], ['partner'], [
      text('partner-part', ['Hvordan kommer erfaringene tilbake til utdanningen?', 'Korleis kjem erfaringane tilbake til utdanninga?', 'How does the experience return to teacher education?'], { core: 'partner-part' }),
      text('partner-work', ['Hva bidrar dere med?', 'Kva bidreg de med?', 'What do you contribute?'], { optional: true }),
    ], { by: 'partner', intro: ['Universitetet, høgskolen eller den andre partneren skriver dette selv.', 'Universitetet, høgskulen eller den andre partnaren skriv dette sjølv.', 'The university, college or other partner writes this itself.'] }),
    section('budget', ['Penger og vedlegg', 'Pengar og vedlegg', 'Money and attachments'], owners, budget()),
  ],
})

/** 2021–2025: the owner, together with a university, college or national centre; one report for each measure and strand. */
export const need2021 = form('local-2021', false)
/** From 2026: one merged scheme. A vocational college can be the partner, and signs of the outcome must be told. */
export const need2026 = form('collective-2026', true)
