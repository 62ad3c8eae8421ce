import { languages, type Language } from '../../../kernel/language.ts'
import type { ProblemName } from './check.ts'
import type { Deadline, DeadlineStart, Gate, Responsible, Words } from './definition.ts'

/** The words in a language; in a draft that lacks it, in the first language that has any. */
export const inLanguage = (words: Words, lang: Language): string =>
  words[lang].trim() || languages.map((other) => words[other].trim()).find((text) => text !== '') || '–'

const w = (nb: string, nn: string, en: string): Words => ({ nb, nn, en })

export const responsibleWords: Readonly<Record<Responsible, Words>> = {
  head: w('Styrer', 'Styrar', 'Head'),
  adviser: w('Rådgiver', 'Rådgivar', 'Adviser'),
  'team-leader': w('Teamleder', 'Teamleiar', 'Team leader'),
}

export const gateWords: Readonly<Record<Gate, Words>> = {
  'adviser-assigned': w('En rådgiver har fått saken', 'Ein rådgivar har fått saka', 'An adviser has the case'),
  'request-anchored': w('Forespørselen er forankret i personalet', 'Førespurnaden er forankra i personalet', 'The staff stand behind the request'),
  'start-meeting-held': w('Oppstartsmøtet er holdt', 'Oppstartsmøtet er halde', 'The start meeting has been held'),
  'observation-per-department': w(
    'Hver avdeling som er med, er observert',
    'Kvar avdeling som er med, er observert',
    'Every department that takes part has been observed',
  ),
  'plan-agreed': w('Planen er avtalt', 'Planen er avtalt', 'The plan is agreed'),
  'session-held': w('Minst én veiledningsøkt er holdt', 'Minst éi rettleiingsøkt er halden', 'At least one guidance session has been held'),
  'head-evaluated': w('Styrer har evaluert', 'Styrar har evaluert', 'The head has evaluated'),
  'adviser-evaluated': w('Rådgiveren har evaluert', 'Rådgivaren har evaluert', 'The adviser has evaluated'),
  'staff-asked': w('Personalet er spurt', 'Personalet er spurt', 'The staff have been asked'),
  'handed-over-to-named': w(
    'En navngitt person har tatt imot saken',
    'Ein namngjeven person har teke imot saka',
    'A named person has taken over the case',
  ),
  'follow-up-noted': w('Oppfølgingen er skrevet ned', 'Oppfølginga er skriven ned', 'The follow-up has been written down'),
}

const starts: Readonly<Record<DeadlineStart, Words>> = {
  'step-entered': w('etter at steget begynte', 'etter at steget tok til', 'after the step began'),
  'case-submitted': w('etter at forespørselen ble sendt', 'etter at førespurnaden vart send', 'after the request was sent'),
  'plan-agreed': w('etter at planen ble avtalt', 'etter at planen vart avtalt', 'after the plan was agreed'),
}

/** A deadline's length alone, for where room is scarce: '5 arbeidsdager'. Undefined when there is none. */
export function deadlineLength(deadline: Deadline, lang: Language): string | undefined {
  if (deadline.unit === 'none') return undefined
  const one = deadline.count === 1
  const units = {
    'working-days': one ? w('arbeidsdag', 'arbeidsdag', 'working day') : w('arbeidsdager', 'arbeidsdagar', 'working days'),
    months: one ? w('måned', 'månad', 'month') : w('måneder', 'månader', 'months'),
  }
  return `${deadline.count} ${units[deadline.unit][lang]}`
}

/** A deadline in full: '5 arbeidsdager etter at steget begynte'. */
export const deadlineText = (deadline: Deadline, lang: Language): string | undefined =>
  deadline.unit === 'none' ? undefined : `${deadlineLength(deadline, lang)} ${starts[deadline.from][lang]}`

/** The picture's own words. */
export const pictureWords = {
  here: w('Du er her', 'Du er her', 'You are here'),
  done: w('Ferdig', 'Ferdig', 'Done'),
  from: w('Fra', 'Frå', 'From'),
  to: w('til', 'til', 'to'),
  steps: w('Stegene i rekkefølge', 'Stega i rekkjefølgje', 'The steps in order'),
} as const

/** What each problem means, for the one who edits the flow chart. */
export const problemWords: Readonly<Record<ProblemName, Words>> = {
  'no-request-step': w(
    'Flytskjemaet mangler et steg der styrer ber om veiledning.',
    'Flytskjemaet manglar eit steg der styrar ber om rettleiing.',
    'The flow chart has no step where the head asks for guidance.',
  ),
  'several-request-steps': w(
    'Det kan bare være ett steg for forespørsel.',
    'Det kan berre vere eitt steg for førespurnad.',
    'There can be only one request step.',
  ),
  'no-closed-step': w(
    'Flytskjemaet mangler et steg der saken er avsluttet.',
    'Flytskjemaet manglar eit steg der saka er avslutta.',
    'The flow chart has no step where the case is closed.',
  ),
  'duplicate-key': w('To steg har samme nøkkel.', 'To steg har same nøkkel.', 'Two steps have the same key.'),
  'duplicate-way': w('Steget har to veier til samme sted.', 'Steget har to vegar til same stad.', 'The step has two ways to the same place.'),
  'duplicate-exit': w('To årsaker har samme kode.', 'To årsaker har same kode.', 'Two reasons have the same code.'),
  'unknown-next': w(
    'En vei fører til et steg som ikke finnes.',
    'Ein veg fører til eit steg som ikkje finst.',
    'A way leads to a step that does not exist.',
  ),
  'way-to-itself': w('Steget har en vei til seg selv.', 'Steget har ein veg til seg sjølv.', 'The step has a way to itself.'),
  'way-back-to-request': w(
    'En sendt forespørsel kan ikke gå tilbake til start. Bruk et steg for utdyping.',
    'Ein send førespurnad kan ikkje gå attende til start. Bruk eit steg for utdjuping.',
    'A request that has been sent cannot go back to the start. Use a step for more information.',
  ),
  'closed-has-next': w(
    'Et avsluttet steg kan ikke ha veier videre eller krav.',
    'Eit avslutta steg kan ikkje ha vegar vidare eller krav.',
    'A closed step cannot have ways on or requirements.',
  ),
  'dead-end': w('Steget har ingen vei videre.', 'Steget har ingen veg vidare.', 'The step has no way on.'),
  'cannot-finish': w(
    'Fra dette steget går det ikke an å komme til en avslutning.',
    'Frå dette steget går det ikkje an å kome til ei avslutning.',
    'From this step no closed step can be reached.',
  ),
  'unreachable-step': w('Ingen vei fører til dette steget.', 'Ingen veg fører til dette steget.', 'No way leads to this step.'),
  'exit-without-way': w(
    'En årsak fører til et slags steg som saken ikke kan gå til herfra.',
    'Ei årsak fører til eit slags steg som saka ikkje kan gå til herifrå.',
    'A reason leads to a kind of step that the case cannot go to from here.',
  ),
  'gate-never-possible': w(
    'Kravet kan aldri oppfylles her, fordi det som trengs, ikke kan skje før steget.',
    'Kravet kan aldri oppfyllast her, fordi det som trengst, ikkje kan skje før steget.',
    'The requirement can never be met here, since what it needs cannot happen before the step.',
  ),
  'gate-may-be-missed': w(
    'En sak kan komme hit uten at kravet er oppfylt, og blir da stående. Sett kravet på steget der det oppfylles.',
    'Ei sak kan kome hit utan at kravet er oppfylt, og blir då ståande. Set kravet på steget der det blir oppfylt.',
    'A case can come here without the requirement being met, and is then stuck. Put the requirement on the step where it is met.',
  ),
  'missing-name-in-language': w(
    'Et navn mangler på ett av språkene.',
    'Eit namn manglar på eitt av språka.',
    'A name is missing in one of the languages.',
  ),
  'missing-help-in-language': w(
    'Forklaringen mangler på ett av språkene.',
    'Forklaringa manglar på eitt av språka.',
    'The explanation is missing in one of the languages.',
  ),
  'deadline-too-short': w(
    'Fristen er for kort for dette steget.',
    'Fristen er for kort for dette steget.',
    'The deadline is too short for this step.',
  ),
  'deadline-too-long': w(
    'Fristen er uvanlig lang for dette steget.',
    'Fristen er uvanleg lang for dette steget.',
    'The deadline is unusually long for this step.',
  ),
  'deadline-never-starts': w(
    'Fristen regnes fra noe som ikke kan ha skjedd før steget.',
    'Fristen blir rekna frå noko som ikkje kan ha skjedd før steget.',
    'The deadline counts from something that cannot have happened before the step.',
  ),
  'no-deadline': w(
    'Steget har ingen frist, så styrer får ikke vite når noe skjer.',
    'Steget har ingen frist, så styrar får ikkje vite når noko skjer.',
    'The step has no deadline, so the head is not told when something happens.',
  ),
  'closing-without-reason': w(
    'Saken kan avsluttes uten at noen sier hvorfor.',
    'Saka kan avsluttast utan at nokon seier kvifor.',
    'The case can be closed without anyone saying why.',
  ),
  'evaluation-can-be-skipped': w(
    'Saken kan avsluttes etter veiledning uten evaluering.',
    'Saka kan avsluttast etter rettleiing utan evaluering.',
    'The case can be closed after guidance without an evaluation.',
  ),
}
