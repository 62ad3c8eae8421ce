/** One invented case: who asks, what about, and how far it has come. Days are counted back from the day the world is made. */
export type Story = {
  readonly kindergarten: string
  readonly head: string
  readonly adviser?: string
  readonly assignedAgo?: number
  /** The title of the need it was begun from. */
  readonly need?: string
  readonly content: {
    readonly target?: string
    readonly departments?: readonly string[]
    readonly themes?: readonly string[]
    readonly experienced?: string
    readonly since_when?: string
    readonly tried?: string
    readonly effect?: string
    readonly wished?: string
    readonly goal?: string
    readonly means?: readonly string[]
    readonly times?: string
    readonly staff_involved?: string
    readonly staff_involved_how?: string
    readonly owner_informed?: boolean
  }
  /** The steps after the request, oldest first; none makes it a draft. */
  readonly steps: readonly { readonly key: string; readonly ago: number; readonly code?: string; readonly reason?: string }[]
  readonly meetings?: readonly { readonly kind: 'start-meeting' | 'session'; readonly ago: number; readonly form?: string; readonly participants?: string; readonly theme?: string; readonly agreed?: string; readonly minutes: number }[]
  readonly observations?: readonly { readonly department: string; readonly ago: number; readonly focus: string; readonly situations: string; readonly adultPractice: string; readonly strengths: string; readonly questions: string }[]
  readonly planAgo?: number
  readonly plan?: readonly { readonly problem: string; readonly goal: string; readonly sign: string; readonly measure: string; readonly who: string; readonly timing: string; readonly evaluateIn: number }[]
  readonly notes?: readonly { readonly ago: number; readonly by: 'head' | 'team'; readonly internal?: boolean; readonly text: string }[]
}

const anchored = { staff_involved: 'yes', staff_involved_how: 'Vi snakket om det på personalmøtet, og alle avdelingene skrev ned hva de ser.', owner_informed: true }

export const stories: readonly Story[] = [
  {
    kindergarten: 'Solstråla barnehage',
    head: 'siri',
    adviser: 'ragnhild',
    assignedAgo: 66,
    need: 'Overganger der alle voksne vet hvor de skal stå',
    content: {
      ...anchored,
      target: 'departments',
      departments: ['Maurtua', 'Bikuba'],
      themes: ['rammeplan-2017-6', 'rammeplan-2017-7'],
      experienced: 'Garderoben er trang, og formiddagen går med til kø. De voksne gir mange beskjeder samtidig, og stemningen blir urolig før vi kommer ut.',
      since_when: 'Siden vi tok imot flere barn i august',
      tried: 'Vi har delt gruppene i to puljer og hengt opp bilder av rekkefølgen.',
      effect: 'Det hjelper når alle er på jobb, men faller sammen når noen er borte.',
      wished: 'Hjelp til å se hva vi voksne gjør i overgangene, og til å bli enige om hvem som gjør hva.',
      goal: 'Rolige overganger der alle voksne vet hvor de skal stå, også når vikaren er på jobb.',
      means: ['observation', 'staff-guidance'],
      times: 'Tirsdager mellom 12 og 14',
    },
    steps: [
      { key: 'triage', ago: 70 },
      { key: 'start-meeting', ago: 65 },
      { key: 'observation', ago: 55 },
      { key: 'plan', ago: 45 },
      { key: 'sessions', ago: 38 },
    ],
    meetings: [
      { kind: 'start-meeting', ago: 57, participants: 'Styrer, to pedagogiske ledere, rådgiver', agreed: 'Rådgiveren observerer garderoben på begge avdelinger. Styrer orienterer hele personalet.', minutes: 60 },
      { kind: 'session', ago: 31, form: 'group', theme: 'Hva vi så i garderoben', agreed: 'Hver avdeling prøver faste plasser for de voksne i to uker.', minutes: 90 },
      { kind: 'session', ago: 10, form: 'group', theme: 'Faste plasser: hva virket', agreed: 'Vi lager et kort for vikarer.', minutes: 75 },
    ],
    observations: [
      { department: 'Maurtua', ago: 52, focus: 'Overgangen fra samling til utelek', situations: 'Garderoben mellom kl. 9.30 og 10.15', adultPractice: 'To voksne kler på, én går fram og tilbake. Beskjeder gis til hele gruppen.', strengths: 'Rolige stemmer og godt humør, også når det er trangt.', questions: 'Hva skjer hvis én voksen blir stående ved døren hele tiden?' },
      { department: 'Bikuba', ago: 50, focus: 'Overgangen fra samling til utelek', situations: 'Garderoben mellom kl. 9.45 og 10.30', adultPractice: 'De voksne avtaler underveis hvem som går ut først.', strengths: 'Barna får tid til å prøve selv.', questions: 'Kan avtalen gjøres før samlingen er slutt?' },
    ],
    planAgo: 39,
    plan: [
      { problem: 'De voksne avtaler underveis', goal: 'Alle voksne har en fast plass i overgangen', sign: 'Ingen spør hvem som går ut først', measure: 'Faste plasser på tavlen, prøves i to uker og justeres', who: 'Pedagogisk leder på hver avdeling', timing: 'Fra neste uke', evaluateIn: 40 },
      { problem: 'Vikarer vet ikke hva som gjelder', goal: 'En vikar kan gå rett inn', sign: 'Vikaren finner plassen sin uten å spørre', measure: 'Et kort med tre punkter ved døren', who: 'Styrer', timing: 'Innen tre uker', evaluateIn: 40 },
    ],
    notes: [
      { ago: 30, by: 'team', text: 'Takk for en fin økt. Jeg tar med spørsmålene om vikarer til neste gang.' },
      { ago: 28, by: 'head', text: 'Vi har begynt med faste plasser på begge avdelinger.' },
      { ago: 29, by: 'team', internal: true, text: 'To andre barnehager har spurt om det samme. Kan bli et nettverk.' },
    ],
  },
  {
    kindergarten: 'Trollstua barnehage',
    head: 'hanne',
    content: {
      ...anchored,
      target: 'whole-staff',
      themes: ['rammeplan-2017-9-1'],
      experienced: 'Måltidene er travle, og samtalene blir til beskjeder. Vi ønsker mer samtale rundt bordet, med mange språk i gruppen.',
      since_when: 'Siden i vår',
      tried: 'Vi har satt oss i mindre grupper.',
      effect: 'Noen bord får det til, andre ikke.',
      wished: 'Veiledning av hele personalet om samtaler i hverdagen.',
      goal: 'Samtaler rundt alle bord, der de voksne undrer seg sammen med barna.',
      means: ['staff-guidance', 'material'],
      times: 'Planleggingsdagen i januar passer godt',
    },
    steps: [{ key: 'triage', ago: 3 }],
  },
  {
    kindergarten: 'Trollstua barnehage',
    head: 'hanne',
    adviser: 'amir',
    assignedAgo: 150,
    content: {
      ...anchored,
      target: 'whole-staff',
      themes: ['rammeplan-2017-4'],
      experienced: 'Vi bestemmer mye for barna uten å merke det, særlig i samlingsstund.',
      since_when: 'Lenge',
      tried: 'Vi har lest om medvirkning sammen.',
      effect: 'Fine ord, lite endring.',
      wished: 'Hjelp til å se egen praksis.',
      goal: 'Barna er med på å forme dagen.',
      means: ['observation', 'staff-guidance'],
    },
    steps: [
      { key: 'triage', ago: 155 },
      { key: 'start-meeting', ago: 150 },
      { key: 'plan', ago: 135 },
      { key: 'sessions', ago: 120 },
      { key: 'evaluation', ago: 12 },
    ],
    meetings: [
      { kind: 'start-meeting', ago: 140, participants: 'Styrer, pedagogiske ledere, rådgiver', agreed: 'Vi begynner med samlingsstunden.', minutes: 60 },
      { kind: 'session', ago: 100, form: 'group', theme: 'Hvem snakker i samlingen?', agreed: 'Film egen praksis uten barn i bildet: bare lyd.', minutes: 90 },
      { kind: 'session', ago: 60, form: 'group', theme: 'Barnas forslag', agreed: 'En forslagsvegg på hver avdeling.', minutes: 90 },
    ],
    planAgo: 121,
    plan: [{ problem: 'De voksne bestemmer innholdet i samlingen', goal: 'Barna former halvparten av samlingene', sign: 'Forslagsveggen er i bruk hver uke', measure: 'Forslagsvegg og faste samlinger der barna velger', who: 'Alle avdelinger', timing: 'Hele høsten', evaluateIn: 5 }],
  },
  {
    kindergarten: 'Kvitveis familiebarnehage',
    head: 'nora',
    content: {
      staff_involved: 'yes',
      staff_involved_how: 'Vi er tre, og alle har vore med på å skrive.',
      owner_informed: true,
      target: 'whole-staff',
      themes: ['rammeplan-2017-7'],
      experienced: 'Vi er få vaksne og har lite tid til å planleggje saman. Det blir til at kvar gjer sitt.',
      since_when: 'Sidan i haust',
      tried: 'Ein felles plan på veggen.',
      effect: 'Han heng der, men vi brukar han lite.',
      wished: 'Nokon å tenkje høgt saman med om korleis ein liten barnehage kan planleggje.',
      goal: 'Ein enkel måte å planleggje på som vi held ved like.',
      means: ['leader-guidance', 'network'],
      times: 'Etter klokka 16',
    },
    steps: [
      { key: 'triage', ago: 24 },
      { key: 'waiting-list', ago: 20, reason: 'Rådgivarane er opptekne til midten av desember. De er først i køen.' },
    ],
  },
  {
    kindergarten: 'Solstråla barnehage',
    head: 'siri',
    adviser: 'ragnhild',
    assignedAgo: 390,
    content: { ...anchored, target: 'whole-staff', themes: ['rammeplan-2017-9-4'], experienced: 'Vi er lite ute på tur.', since_when: 'Et år', tried: 'Faste turdager.', effect: 'Litt.', wished: 'Ideer og øvelse.', goal: 'Ukentlige turer med innhold.', means: ['course', 'staff-guidance'] },
    steps: [
      { key: 'triage', ago: 395 },
      { key: 'start-meeting', ago: 388 },
      { key: 'plan', ago: 375 },
      { key: 'sessions', ago: 360 },
      { key: 'evaluation', ago: 250 },
      { key: 'follow-up', ago: 235 },
      { key: 'closed', ago: 140, code: 'goal-reached', reason: 'Ukentlige turer er på plass på alle avdelinger. Det som hjalp mest, var å planlegge to og to.' },
    ],
  },
  {
    kindergarten: 'Trollstua barnehage',
    head: 'hanne',
    content: { ...anchored, target: 'leadership', themes: ['rammeplan-2017-2'], experienced: 'Ny ledergruppe som vil finne formen.', since_when: 'Fra august', tried: 'Faste møter.', effect: 'Ujevnt.', wished: 'Veiledning av ledergruppen.', goal: 'Tydelige roller.', means: ['leader-guidance'] },
    steps: [
      { key: 'triage', ago: 100 },
      { key: 'closed', ago: 96, code: 'capacity', reason: 'Vi har dessverre ikke ledig kapasitet før jul. Ta gjerne kontakt igjen i januar.' },
    ],
  },
  {
    kindergarten: 'Kvitveis familiebarnehage',
    head: 'nora',
    content: { target: 'whole-staff', themes: ['rammeplan-2017-8'], experienced: 'Vi vil bruke meir digitale verktøy saman med barna, men er usikre.' },
    steps: [],
  },
]
