import type { Deadline, Exit, ExitKind, Flow, Way, Words } from './definition.ts'

const words = (nb: string, nn: string, en: string): Words => ({ nb, nn, en })
const days = (count: number): Deadline => ({ unit: 'working-days', count, from: 'step-entered' })
const months = (count: number): Deadline => ({ unit: 'months', count, from: 'step-entered' })
const way = (to: string, label: Words): Way => ({ to, label, needsReason: false })
const wayWithReason = (to: string, label: Words): Way => ({ to, label, needsReason: true })
const early = (code: string, toKind: ExitKind, name: Words): Exit => ({ code, name, toKind, early: true })
const outcome = (code: string, toKind: ExitKind, name: Words): Exit => ({ code, name, toKind, early: false })

const withdrew = early(
  'kindergarten-withdrew',
  'closed',
  words('Barnehagen trakk forespørselen', 'Barnehagen trekte førespurnaden', 'The kindergarten withdrew the request'),
)
const otherService = words(
  'En annen tjeneste passer bedre',
  'Ei anna teneste passar betre',
  'Another service is a better fit',
)

/**
 * The flow chart a municipality starts from. No municipality is known to publish deadlines for guidance on request, so those here
 * (sorted within 5 working days, start meeting within 15, follow-up after 3 months) are the product's proposals, made to be changed.
 */
export const standardFlow: Flow = {
  name: words('Flytskjema for veiledning på forespørsel', 'Flytskjema for rettleiing på førespurnad', 'Flow chart for guidance on request'),
  steps: [
    {
      key: 'request',
      kind: 'request',
      name: words('Forespørsel', 'Førespurnad', 'Request'),
      help: words(
        'Du beskriver hva dere opplever, har prøvd og ønsker å få til. Skriv om gruppen, rommene og de voksne, ikke om enkeltbarn.',
        'Du skildrar kva de opplever, har prøvd og ønskjer å få til. Skriv om gruppa, romma og dei vaksne, ikkje om enkeltbarn.',
        'You describe what you see, have tried and want to achieve. Write about the group, the rooms and the adults, not about single children.',
      ),
      teamHelp: words('Styreren beskriver hva barnehagen opplever, har prøvd og ønsker å få til. Du ser ikke forespørselen før den er sendt.', 'Styraren skildrar kva barnehagen opplever, har prøvd og ønskjer å få til. Du ser ikkje førespurnaden før han er send.', 'The head describes what the kindergarten sees, has tried and wants to achieve. You do not see the request until it is sent.'),
      responsible: 'head',
      deadline: { unit: 'none' },
      gates: [],
      next: [way('triage', words('Send til Kompetanseteamet', 'Send til Kompetanseteamet', 'Send to the competence team'))],
      exits: [],
    },
    {
      key: 'triage',
      kind: 'triage',
      name: words('Avklaring', 'Avklaring', 'Sorting'),
      help: words(
        'Kompetanseteamet leser forespørselen og finner ut hva slags hjelp som passer. Du får svar med en begrunnelse.',
        'Kompetanseteamet les førespurnaden og finn ut kva slags hjelp som passar. Du får svar med ei grunngjeving.',
        'The competence team reads the request and works out what kind of help fits. You get an answer with the reason.',
      ),
      teamHelp: words('Du leser forespørselen og finner ut hva slags hjelp som passer. Styreren får svaret ditt med en begrunnelse.', 'Du les førespurnaden og finn ut kva slags hjelp som passar. Styraren får svaret ditt med ei grunngjeving.', 'You read the request and work out what kind of help fits. The head gets your answer with the reason.'),
      responsible: 'team-leader',
      deadline: days(5),
      gates: [],
      next: [
        way('start-meeting', words('Avtal oppstartsmøte', 'Avtal oppstartsmøte', 'Arrange a start meeting')),
        wayWithReason('clarification', words('Be om utdyping', 'Be om utdjuping', 'Ask for more information')),
        wayWithReason('waiting-list', words('Sett på venteliste', 'Set på venteliste', 'Put on the waiting list')),
        way('hand-over', words('Før videre til en annen tjeneste', 'Før vidare til ei anna teneste', 'Hand over to another service')),
      ],
      exits: [
        outcome('other-service-fits-better', 'hand-over', otherService),
        early(
          'not-system-level',
          'closed',
          words(
            'Gjelder et enkeltbarn, og hører hjemme i en annen kanal',
            'Gjeld eit enkeltbarn, og høyrer heime i ein annan kanal',
            'Concerns a single child and belongs in another channel',
          ),
        ),
        early('capacity', 'closed', words('Teamet har ikke kapasitet nå', 'Teamet har ikkje kapasitet no', 'The team has no capacity now')),
        withdrew,
      ],
    },
    {
      key: 'clarification',
      kind: 'clarification',
      name: words('Utdyping', 'Utdjuping', 'More information'),
      help: words(
        'Teamet trenger å vite mer før det kan svare. Du ser spørsmålene i saken og svarer der.',
        'Teamet treng å vite meir før det kan svare. Du ser spørsmåla i saka og svarer der.',
        'The team needs to know more before it can answer. You see the questions in the case and answer there.',
      ),
      teamHelp: words('Dere har spurt styreren om mer. Saken kommer tilbake når styreren har svart.', 'De har spurt styraren om meir. Saka kjem tilbake når styraren har svart.', 'You have asked the head for more. The case comes back when the head has answered.'),
      responsible: 'head',
      deadline: days(10),
      gates: [],
      next: [way('triage', words('Send svaret', 'Send svaret', 'Send the answer'))],
      exits: [early('no-answer', 'closed', words('Barnehagen svarte ikke', 'Barnehagen svarte ikkje', 'The kindergarten did not answer')), withdrew],
    },
    {
      key: 'waiting-list',
      kind: 'waiting-list',
      name: words('Venteliste', 'Venteliste', 'Waiting list'),
      help: words(
        'Saken er godtatt, men ingen rådgiver er ledig ennå. Du ser plassen din i køen og får beskjed så snart en rådgiver har fått saken.',
        'Saka er godteken, men ingen rådgivar er ledig enno. Du ser plassen din i køen og får melding så snart ein rådgivar har fått saka.',
        'The case is accepted, but no adviser is free yet. You see your place in the queue and are told as soon as an adviser has the case.',
      ),
      teamHelp: words('Saken er godtatt, men ingen rådgiver er ledig ennå. Barnehagen ser plassen sin i køen. Gi saken en rådgiver så snart noen er ledig.', 'Saka er godteken, men ingen rådgivar er ledig enno. Barnehagen ser plassen sin i køen. Gi saka ein rådgivar så snart nokon er ledig.', 'The case is accepted, but no adviser is free yet. The kindergarten sees its place in the queue. Give the case an adviser as soon as somebody is free.'),
      responsible: 'team-leader',
      deadline: days(40),
      gates: ['adviser-assigned'],
      next: [way('start-meeting', words('Avtal oppstartsmøte', 'Avtal oppstartsmøte', 'Arrange a start meeting'))],
      exits: [
        early(
          'solved-meanwhile',
          'closed',
          words('Løst på annen måte mens saken ventet', 'Løyst på annan måte medan saka venta', 'Solved in another way while waiting'),
        ),
        withdrew,
      ],
    },
    {
      key: 'start-meeting',
      kind: 'start-meeting',
      name: words('Oppstartsmøte', 'Oppstartsmøte', 'Start meeting'),
      help: words(
        'Du og rådgiveren møtes, gjerne sammen med pedagogiske ledere. Dere avklarer forventninger og roller, og hvordan hele personalet blir med.',
        'Du og rådgivaren møtest, gjerne saman med pedagogiske leiarar. De avklarar forventningar og roller, og korleis heile personalet blir med.',
        'You and the adviser meet, preferably with pedagogical leaders. You agree on expectations and roles, and on how the whole staff takes part.',
      ),
      teamHelp: words('Du møter styreren, gjerne sammen med pedagogiske ledere. Dere avklarer forventninger og roller, og hvordan hele personalet blir med.', 'Du møter styraren, gjerne saman med pedagogiske leiarar. De avklarar forventningar og roller, og korleis heile personalet blir med.', 'You meet the head, preferably with pedagogical leaders. You agree on expectations and roles, and on how the whole staff takes part.'),
      responsible: 'adviser',
      deadline: days(15),
      gates: ['adviser-assigned', 'request-anchored', 'start-meeting-held'],
      next: [
        way('observation', words('Observer på avdelingene', 'Observer på avdelingane', 'Observe in the departments')),
        way('plan', words('Lag plan uten observasjon', 'Lag plan utan observasjon', 'Make a plan without observation')),
      ],
      exits: [early('other-service-fits-better', 'hand-over', otherService), withdrew],
    },
    {
      key: 'observation',
      kind: 'observation',
      name: words('Observasjon', 'Observasjon', 'Observation'),
      help: words(
        'Rådgiveren ser på hverdagen på hver avdeling som er med: situasjoner, rammer og hva de voksne gjør. Personalet får vite hva som ble sett.',
        'Rådgivaren ser på kvardagen på kvar avdeling som er med: situasjonar, rammer og kva dei vaksne gjer. Personalet får vite kva som blei sett.',
        'The adviser watches daily life in each department that takes part: situations, rooms and what the adults do. The staff hear what was seen.',
      ),
      teamHelp: words('Du ser på hverdagen på hver avdeling som er med: situasjoner, rammer og hva de voksne gjør. Fortell personalet hva du så.', 'Du ser på kvardagen på kvar avdeling som er med: situasjonar, rammer og kva dei vaksne gjer. Fortel personalet kva du såg.', 'You watch daily life in each department that takes part: situations, rooms and what the adults do. Tell the staff what you saw.'),
      responsible: 'adviser',
      deadline: days(20),
      gates: ['observation-per-department'],
      next: [way('plan', words('Lag plan', 'Lag plan', 'Make a plan'))],
      exits: [withdrew],
    },
    {
      key: 'plan',
      kind: 'plan',
      name: words('Plan', 'Plan', 'Plan'),
      help: words(
        'Dere avtaler mål, tegn på at målet er nådd, tiltak, hvem som gjør hva, og når dere skal evaluere. Både du og rådgiveren godkjenner planen.',
        'De avtalar mål, teikn på at målet er nådd, tiltak, kven som gjer kva, og når de skal evaluere. Både du og rådgivaren godkjenner planen.',
        'You agree on a goal, signs that it is reached, measures, who does what, and when to evaluate. Both you and the adviser approve the plan.',
      ),
      teamHelp: words('Du og styreren avtaler mål, tegn på at målet er nådd, tiltak, hvem som gjør hva, og når dere skal evaluere. Begge godkjenner planen.', 'Du og styraren avtalar mål, teikn på at målet er nådd, tiltak, kven som gjer kva, og når de skal evaluere. Begge godkjenner planen.', 'You and the head agree on a goal, signs that it is reached, measures, who does what, and when to evaluate. Both approve the plan.'),
      responsible: 'adviser',
      deadline: days(15),
      gates: ['plan-agreed'],
      next: [way('sessions', words('Start veiledningen', 'Start rettleiinga', 'Start the guidance'))],
      exits: [withdrew],
    },
    {
      key: 'sessions',
      kind: 'sessions',
      name: words('Veiledning', 'Rettleiing', 'Guidance'),
      help: words(
        'Rådgiveren veileder personalet slik planen sier. Mellom øktene prøver dere ut det dere ble enige om.',
        'Rådgivaren rettleier personalet slik planen seier. Mellom øktene prøver de ut det de blei einige om.',
        'The adviser guides the staff as the plan says. Between the sessions you try out what you agreed on.',
      ),
      teamHelp: words('Du veileder personalet slik planen sier. Mellom øktene prøver personalet ut det dere ble enige om. Skriv opp hver økt.', 'Du rettleier personalet slik planen seier. Mellom øktene prøver personalet ut det de blei einige om. Skriv opp kvar økt.', 'You guide the staff as the plan says. Between the sessions the staff try out what you agreed on. Write down each session.'),
      responsible: 'adviser',
      deadline: months(6),
      gates: ['session-held'],
      next: [way('evaluation', words('Gå til evaluering', 'Gå til evaluering', 'Go to evaluation'))],
      exits: [withdrew],
    },
    {
      key: 'evaluation',
      kind: 'evaluation',
      name: words('Evaluering', 'Evaluering', 'Evaluation'),
      help: words(
        'Du, personalet og rådgiveren vurderer hver for seg om målet er nådd, og hva som er annerledes for barna. Personalet svarer anonymt.',
        'Du, personalet og rådgivaren vurderer kvar for seg om målet er nådd, og kva som er annleis for barna. Personalet svarer anonymt.',
        'You, the staff and the adviser each judge whether the goal is reached and what has changed for the children. The staff answer anonymously.',
      ),
      teamHelp: words('Du, styreren og personalet vurderer hver for seg om målet er nådd, og hva som er annerledes for barna. Personalet svarer anonymt.', 'Du, styraren og personalet vurderer kvar for seg om målet er nådd, og kva som er annleis for barna. Personalet svarer anonymt.', 'You, the head and the staff each judge whether the goal is reached and what has changed for the children. The staff answer anonymously.'),
      responsible: 'head',
      deadline: days(15),
      gates: ['head-evaluated', 'adviser-evaluated', 'staff-asked'],
      next: [
        way('follow-up', words('Avslutt veiledningen, og følg opp', 'Avslutt rettleiinga, og følg opp', 'End the guidance and follow up')),
        wayWithReason('sessions', words('Forleng veiledningen', 'Forleng rettleiinga', 'Extend the guidance')),
        way('hand-over', words('Før videre til en annen tjeneste', 'Før vidare til ei anna teneste', 'Hand over to another service')),
      ],
      exits: [outcome('other-service-fits-better', 'hand-over', otherService), withdrew],
    },
    {
      key: 'follow-up',
      kind: 'follow-up',
      name: words('Oppfølging', 'Oppfølging', 'Follow-up'),
      help: words(
        'Tre måneder etter veiledningen tar rådgiveren kontakt og spør hva som har festet seg. Trenger dere mer, kan veiledningen tas opp igjen.',
        'Tre månader etter rettleiinga tek rådgivaren kontakt og spør kva som har festa seg. Treng de meir, kan rettleiinga takast opp att.',
        'Three months after the guidance the adviser gets in touch and asks what has lasted. If you need more, the guidance can be taken up again.',
      ),
      teamHelp: words('Tre måneder etter veiledningen tar du kontakt og spør hva som har festet seg. Trenger barnehagen mer, kan veiledningen tas opp igjen.', 'Tre månader etter rettleiinga tek du kontakt og spør kva som har festa seg. Treng barnehagen meir, kan rettleiinga takast opp att.', 'Three months after the guidance you get in touch and ask what has lasted. If the kindergarten needs more, the guidance can be taken up again.'),
      responsible: 'adviser',
      deadline: months(3),
      gates: ['follow-up-noted'],
      next: [
        way('closed', words('Avslutt saken', 'Avslutt saka', 'Close the case')),
        wayWithReason('sessions', words('Ta opp igjen veiledningen', 'Ta opp att rettleiinga', 'Take up the guidance again')),
      ],
      exits: [
        outcome('goal-reached', 'closed', words('Målet er nådd', 'Målet er nådd', 'The goal is reached')),
        outcome('partly-reached', 'closed', words('Målet er delvis nådd', 'Målet er delvis nådd', 'The goal is partly reached')),
        outcome('not-reached', 'closed', words('Målet er ikke nådd', 'Målet er ikkje nådd', 'The goal is not reached')),
        withdrew,
      ],
    },
    {
      key: 'hand-over',
      kind: 'hand-over',
      name: words('Overføring', 'Overføring', 'Hand-over'),
      help: words(
        'Kompetanseteamet finner en navngitt person i den andre tjenesten som tar imot. Teamet slipper ikke saken før noen har tatt den.',
        'Kompetanseteamet finn ein namngitt person i den andre tenesta som tek imot. Teamet slepp ikkje saka før nokon har teke henne.',
        'The competence team finds a named person in the other service who takes over. The team does not let go of the case until somebody has it.',
      ),
      teamHelp: words('Du finner en navngitt person i den andre tjenesten som tar imot. Slipp ikke saken før noen har tatt den.', 'Du finn ein namngitt person i den andre tenesta som tek imot. Slepp ikkje saka før nokon har teke henne.', 'You find a named person in the other service who takes over. Do not let go of the case until somebody has it.'),
      responsible: 'team-leader',
      deadline: days(10),
      gates: ['handed-over-to-named'],
      next: [way('closed', words('Avslutt saken', 'Avslutt saka', 'Close the case'))],
      exits: [
        outcome(
          'handed-over',
          'closed',
          words('En annen tjeneste har tatt saken', 'Ei anna teneste har teke saka', 'Another service has taken the case'),
        ),
        withdrew,
      ],
    },
    {
      key: 'closed',
      kind: 'closed',
      name: words('Avsluttet', 'Avslutta', 'Closed'),
      help: words(
        'Saken er ferdig. Du kan lese alt som er gjort, og be om at saken åpnes igjen hvis noe gjenstår.',
        'Saka er ferdig. Du kan lese alt som er gjort, og be om at saka blir opna att dersom noko står att.',
        'The case is done. You can read everything that was done, and ask for the case to be opened again if something remains.',
      ),
      teamHelp: words('Saken er ferdig. Alt som er gjort, kan leses, og teamet kan åpne saken igjen hvis noe gjenstår.', 'Saka er ferdig. Alt som er gjort, kan lesast, og teamet kan opne saka att dersom noko står att.', 'The case is done. Everything that was done can be read, and the team can open it again if something remains.'),
      responsible: 'team-leader',
      deadline: { unit: 'none' },
      gates: [],
      next: [],
      exits: [],
    },
  ],
}
