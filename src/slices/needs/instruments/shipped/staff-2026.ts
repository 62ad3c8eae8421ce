import type { InstrumentTheme, StaffWords, StatementsInstrument } from '../definition.ts'

// Our own statements, written for this program after the framework plan of 2017; nothing is taken from another tool.

const words = (nb: string, nn: string, en: string): StaffWords => ({ nb, nn, en })
const theme = (key: string, about: string, name: StaffWords, statements: readonly StaffWords[]): InstrumentTheme => ({ key, about, name, statements: statements.map((text, at) => ({ key: `${key}-${at + 1}`, text })) })

export const staff2026: StatementsInstrument = {
  kind: 'statements',
  themes: [
    theme('care', 'rammeplan-2017-3', words('Nærhet og omsorg', 'Nærleik og omsorg', 'Closeness and care'), [
      words('Hos oss blir alle barn møtt av en voksen som har tid når de kommer om morgenen.', 'Hos oss blir alle barn møtte av ein vaksen som har tid når dei kjem om morgonen.', 'Here every child is met in the morning by an adult who has time.'),
      words('Vi ser etter barna som sjelden ber om noe.', 'Vi ser etter barna som sjeldan bed om noko.', 'We look out for the children who seldom ask for anything.'),
      words('Måltid, stell og påkledning er rolige stunder hos oss.', 'Måltid, stell og påkleding er rolege stunder hos oss.', 'Meals, care and getting dressed are calm moments here.'),
      words('Vi snakker sammen når vi er usikre på hvordan et barn har det.', 'Vi snakkar saman når vi er usikre på korleis eit barn har det.', 'We talk together when we are unsure how a child is doing.'),
    ]),
    theme('play', 'rammeplan-2017-3', words('Lekemiljø og vennskap', 'Leikemiljø og venskap', 'Play and friendship'), [
      words('Barna hos oss får leke ferdig.', 'Barna hos oss får leike ferdig.', 'The children here get to finish their play.'),
      words('Vi voksne er der leken er, og vet når vi skal gå inn og når vi skal vente.', 'Vi vaksne er der leiken er, og veit når vi skal gå inn og når vi skal vente.', 'We adults are where the play is, and know when to step in and when to wait.'),
      words('Vi oppdager det når noen blir holdt utenfor, og gjør noe med det.', 'Vi oppdagar det når nokon blir haldne utanfor, og gjer noko med det.', 'We notice when someone is left out, and do something about it.'),
      words('Rommene våre inviterer til mange slags lek.', 'Romma våre inviterer til mange slags leik.', 'Our rooms invite many kinds of play.'),
    ]),
    theme('language', 'rammeplan-2017-9-1', words('Språk i hverdagen', 'Språk i kvardagen', 'Language every day'), [
      words('Vi har lange samtaler med barna, ikke bare beskjeder.', 'Vi har lange samtalar med barna, ikkje berre beskjedar.', 'We have long conversations with the children, not only instructions.'),
      words('Vi leser sammen med barna hver dag.', 'Vi les saman med barna kvar dag.', 'We read together with the children every day.'),
      words('Barn som lærer norsk som et nytt språk, blir forstått og får delta hos oss.', 'Barn som lærer norsk som eit nytt språk, blir forstått og får delta hos oss.', 'Children who learn Norwegian as a new language are understood and take part here.'),
      words('Vi vet hva vi gjør når vi er bekymret for språkmiljøet i gruppa.', 'Vi veit kva vi gjer når vi er uroa for språkmiljøet i gruppa.', 'We know what to do when we worry about the language environment of the group.'),
    ]),
    theme('participation', 'rammeplan-2017-4', words('Barns medvirkning', 'Medverknad frå barna', 'Children’s participation'), [
      words('Det barna sier og viser, endrer det vi gjør samme dag.', 'Det barna seier og viser, endrar det vi gjer same dagen.', 'What the children say and show changes what we do the same day.'),
      words('De yngste barna har også noe de skal ha sagt hos oss.', 'Dei yngste barna har òg noko dei skal ha sagt hos oss.', 'The youngest children have a say here too.'),
      words('Vi forklarer barna hvorfor noe ikke går.', 'Vi forklarer barna kvifor noko ikkje går.', 'We explain to the children why something is not possible.'),
    ]),
    theme('home', 'rammeplan-2017-5', words('Samarbeid med hjemmet', 'Samarbeid med heimen', 'Working with families'), [
      words('Alle foreldre får vite hvordan barnets dag har vært, også de vi sjelden møter.', 'Alle foreldre får vite korleis dagen til barnet har vore, òg dei vi sjeldan møter.', 'All parents hear how their child’s day has been, also those we seldom meet.'),
      words('Vi tar det opp tidlig når foreldre og barnehage ser ulikt på noe.', 'Vi tek det opp tidleg når foreldre og barnehage ser ulikt på noko.', 'We raise it early when parents and kindergarten see things differently.'),
      words('Foreldre som snakker lite norsk, forstår det viktigste fra oss.', 'Foreldre som snakkar lite norsk, forstår det viktigaste frå oss.', 'Parents who speak little Norwegian understand what matters most from us.'),
    ]),
    theme('transitions', 'rammeplan-2017-6', words('Overganger', 'Overgangar', 'Transitions'), [
      words('Nye barn og foreldre får en trygg start hos oss.', 'Nye barn og foreldre får ein trygg start hos oss.', 'New children and parents get a safe start here.'),
      words('Overgangene i løpet av dagen er rolige.', 'Overgangane i løpet av dagen er rolege.', 'The transitions during the day are calm.'),
      words('Vi vet hva skolen trenger å vite, og det blir gitt videre.', 'Vi veit kva skulen treng å vite, og det blir gitt vidare.', 'We know what the school needs to know, and it is passed on.'),
    ]),
    theme('reflection', 'rammeplan-2017-7', words('Planlegging og vurdering', 'Planlegging og vurdering', 'Planning and assessment'), [
      words('Vi bruker det vi ser hos barna når vi planlegger.', 'Vi bruker det vi ser hos barna når vi planlegg.', 'We use what we see with the children when we plan.'),
      words('Vi snakker jevnlig om egen praksis, og endrer noe etterpå.', 'Vi snakkar jamleg om eigen praksis, og endrar noko etterpå.', 'We talk regularly about our own practice, and change something afterwards.'),
      words('Alle i personalet er med når vi vurderer arbeidet vårt.', 'Alle i personalet er med når vi vurderer arbeidet vårt.', 'Everyone on the staff takes part when we assess our work.'),
      words('Vi har avsatt tid til å tenke sammen, og tiden blir brukt til det.', 'Vi har sett av tid til å tenkje saman, og tida blir brukt til det.', 'We have time set aside to think together, and it is used for that.'),
    ]),
    theme('team', 'rammeplan-2017-2', words('Vi som personalgruppe', 'Vi som personalgruppe', 'We as a staff'), [
      words('Jeg vet hva som er viktig for oss dette året.', 'Eg veit kva som er viktig for oss dette året.', 'I know what matters to us this year.'),
      words('Jeg kan si at jeg trenger hjelp.', 'Eg kan seie at eg treng hjelp.', 'I can say that I need help.'),
      words('Det vi blir enige om, gjør alle.', 'Det vi blir einige om, gjer alle.', 'What we agree on, everybody does.'),
      words('Jeg lærer noe av dem jeg arbeider sammen med.', 'Eg lærer noko av dei eg arbeider saman med.', 'I learn from those I work with.'),
    ]),
  ],
}
