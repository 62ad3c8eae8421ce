import type { Condition, FormDefinition } from '../definition.ts'
import { challenge, date, declaration, kindergartens, line, many, one, option, section, staff, text, themesOf, whatChanged } from './parts.ts'

const head = ['pedagogical-leader', 'head', 'owner'] as const

const themes = (scheme: string) => many('themes', ['Satsingsområde', 'Satsingsområde', 'Priority area'], themesOf(scheme), { core: 'themes', help: ['Velg det eller de områdene arbeidet gjelder.', 'Vel det eller dei områda arbeidet gjeld.', 'Choose the area or areas the work is about.'] })
const need = text('need', ['Hvilket behov har dere?', 'Kva behov har de?', 'What do you need?'], {
  core: 'need',
  help: ['Beskriv utfordringen i praksis, for hele personalet og barnegruppen. Skriv ikke om enkeltbarn.', 'Beskriv utfordringa i praksis, for heile personalet og barnegruppa. Skriv ikkje om enkeltbarn.', 'Describe the challenge in practice, for the whole staff and the group of children. Do not write about single children.'],
})
const staffTable = staff('staff', ['Hvor mange arbeider i barnehagen, og hvor mange skal delta?', 'Kor mange arbeider i barnehagen, og kor mange skal vere med?', 'How many work in the kindergarten, and how many will take part?'], { core: 'staff', optional: true })
const contact = (shown: Condition) => line('network-contact', ['Kontaktperson for nettverket', 'Kontaktperson for nettverket', 'Contact person of the network'], { core: 'network-contact', shown: [shown], help: ['Navn og e-post i arbeidet.', 'Namn og e-post i arbeidet.', 'Name and e-mail at work.'] })

/** 2019–2020: the kindergarten, or a network of kindergartens, reports. The year has one horizon, and no amounts are asked for. */
export const need2019: FormDefinition = {
  purpose: 'need',
  sections: [
    section('applicant', ['Hvem som melder', 'Kven som melder', 'Who reports'], head, [
      line('title', ['Kort navn på arbeidet', 'Kort namn på arbeidet', 'A short name for the work'], { core: 'title' }, 120),
      one('scope', ['Hvem gjelder meldingen?', 'Kven gjeld meldinga?', 'Whom is the report for?'], [option('kindergarten', 'Én barnehage', 'Éin barnehage', 'One kindergarten'), option('network', 'Et nettverk av barnehager', 'Eit nettverk av barnehagar', 'A network of kindergartens')], { core: 'scope' }),
      line('network-name', ['Navn på nettverket', 'Namn på nettverket', 'Name of the network'], { core: 'network-name', shown: [{ when: 'scope', is: ['network'] }] }),
      kindergartens('kindergartens', ['Barnehager som er med', 'Barnehagar som er med', 'Kindergartens that take part'], { core: 'kindergartens' }),
      contact({ when: 'scope', is: ['network'] }),
    ]),
    section('need', ['Behovet', 'Behovet', 'The need'], head, [themes('regional-2019'), need, challenge()]),
    section('staff', ['Personalet', 'Personalet', 'The staff'], head, [staffTable, declaration('declaration', ['Meldingen er forankret hos pedagogisk leder, styrer og eier', 'Meldinga er forankra hos pedagogisk leiar, styrar og eigar', 'The report is anchored with pedagogical leader, head and owner'], { core: 'declaration' })]),
  ],
}

/** 2020–2021: each kindergarten reports for itself, also in a network, and may go on with what began in 2019. */
export const need2020: FormDefinition = {
  purpose: 'need',
  sections: [
    section('applicant', ['Barnehagen', 'Barnehagen', 'The kindergarten'], head, [
      line('title', ['Kort navn på arbeidet', 'Kort namn på arbeidet', 'A short name for the work'], { core: 'title' }, 120),
      kindergartens('kindergartens', ['Barnehage', 'Barnehage', 'Kindergarten'], { core: 'kindergartens', help: ['Hver barnehage sender sin egen melding, også når den er med i et nettverk.', 'Kvar barnehage sender si eiga melding, også når han er med i eit nettverk.', 'Each kindergarten sends its own report, also when it is part of a network.'] }, 1),
      one('in-network', ['Er barnehagen med i et nettverk?', 'Er barnehagen med i eit nettverk?', 'Is the kindergarten part of a network?'], [option('no', 'Nei', 'Nei', 'No'), option('yes', 'Ja', 'Ja', 'Yes')]),
      line('network-name', ['Navn på nettverket', 'Namn på nettverket', 'Name of the network'], { core: 'network-name', shown: [{ when: 'in-network', is: ['yes'] }], help: ['Bruk det navnet nettverket er blitt enig om.', 'Bruk det namnet nettverket er blitt einig om.', 'Use the name that the network has agreed on.'] }),
      contact({ when: 'in-network', is: ['yes'] }),
    ]),
    section('need', ['Behovet', 'Behovet', 'The need'], head, [whatChanged(), themes('regional-2020'), need, challenge(), date('starts-on', ['Når begynner dere?', 'Når byrjar de?', 'When do you begin?'], { core: 'starts-on', optional: true })]),
    section('staff', ['Personalet', 'Personalet', 'The staff'], head, [staffTable, declaration('declaration', ['Vi har lest informasjonen om ordningen', 'Vi har lese informasjonen om ordninga', 'We have read the information about the scheme'], { core: 'declaration' })]),
  ],
}
