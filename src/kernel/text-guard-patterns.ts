import { words } from './text-guard-words.ts'

/** What words can tell; numbers are in `text-guard-numbers.ts`. */
export type PatternKind = 'date-of-birth' | 'single-child' | 'diagnosis' | 'named-child' | 'family'

type Pattern = { readonly kind: PatternKind; readonly pattern: RegExp }

const expand = (source: string): string => {
  const opened = source.replaceAll(/(?<!\\p)\{([a-zA-Z]+)\}/g, (_, name: string) => {
    const list = words[name]
    if (list === undefined) throw new Error(`No words named ${name}`)
    return `(?:${list})`
  })
  return opened === source ? source.replaceAll(' ', '\\s{1,3}') : expand(opened)
}

/** Whole words only: \b does not know æ, ø and å. A hyphen and a letter after make another word ('gutt- og jentegruppe'). */
const whole = (source: string, flags: string): RegExp => new RegExp(expand(`(?<![\\p{L}\\p{N}])(?:${source})(?![\\p{L}\\p{N}]|-\\p{L}|- )`), flags)

const anyCase = (kind: PatternKind, ...sources: readonly string[]): Pattern[] => sources.map((source) => ({ kind, pattern: whole(source, 'giu') }))
/** For what has capitals: names. */
const asWritten = (kind: PatternKind, ...sources: readonly string[]): Pattern[] => sources.map((source) => ({ kind, pattern: whole(source, 'gu') }))

const singleChild = anyCase(
  'single-child',
  // en gutt på fire · ei jente som · a quiet boy. Not: en gutt eller ei jente
  '(?<!(?<!\\p{L})(?:eller|or) |(?:gutter|gutar|jenter|boys|girls) (?:og|and) )(?:{one}) {adjectives}{boy}(?! (?:og|eller|and|' +
    'or) (?:(?:{one}|[2-9]|\\d\\d) )?(?:{boy}|jenter|gutter|gutar|boys|girls))',
  // jenta vår på 3 år · guten som · our boy
  '{theBoy}|(?:the|our|this|that) {adjectives}(?:boy|girl)',
  // the only five-year-old girl · den eneste jenta · eneste femåring
  '(?:eneste|einaste|only) {adjectives}(?:{boy}|{theBoy}|barn|barnet|child|(?:[1-6]-?|ett|to|tre|fire|fem|seks)åring(?:en)?)',
  // eitt av barna · one of the boys · en av treåringene
  '(?:{one}) (?:av|of) (?:(?:de|dei|våre|the|our) )?{adjectives}(?:barna|borna|guttene|gutane|jentene|småbarna|ungene|ungane|' +
    'children|boys|girls|(?:[1-6]-?|ett|to|tre|fire|fem|seks)åring(?:ene|ane)|(?:{age}-year-olds))',
  // dette barnet · the child in question
  '(?:dette|det aktuelle|det gjeldende|det omtalte|this) (?:barnet|child)|barnet (?:vårt|det gjelder|det gjeld|saken gjelder|' +
    'saka gjeld)|ungen (?:vår|hans|hennes|hennar)|the child (?:in question|concerned)',
  // vi har et barn som · saken gjelder et barn · worried about one child. Not: ett barn om gangen
  '(?:vi har|me har|gjelder|gjeld|handler om|handlar om|dreier seg om|det er|bekymret for|bekymra for|uroa for|we have|there is|' +
    'concerns|worried about|is about) (?:{one}) {adjectives}(?:barn|child|(?:[1-6]-?|ett|to|tre|fire|fem|seks)åring)(?! (?:om|av|' +
    'at) )',
  '(?:ett|eitt|one|1) {adjectives}(?:barn|child) (?:som|med|har|hos|who|with|has)',
  '(?:{one}) {adjectives}(?:barn|child) (?:hos oss|på avdelingen vår|på avdelinga vår|i gruppa vår|i gruppen vår|in our|with us)',
  // et barn med somalisk bakgrunn
  '(?:{one}) {adjectives}(?:barn|child) (?:med|with) (?:(?:a|an|en|ein) )?(?:[\\p{L}-]{1,25} (?:bakgrunn|background)|' +
    'enkeltvedtak|vedtak|rullestol|[\\p{L}-]{1,25} som morsmål)',
  // gutt, 4 år · jente på 3 · Gutt (4) · boy aged four · et barn på tre år
  '{boy}(?:,? |,? på | \\(|, ca\\.? |,? aged? |,? of ){yearsOld}\\)?',
  '(?:{one}) {adjectives}(?:barn|child)(?: på |, | \\(| aged? | of ){yearsOld}\\)?',
  // fire år gammel gutt · fireårig jente · a five-year-old
  '(?:[1-6]|ett|to|tre|fire|fem|seks|one|two|three|four|five|six)[- ](?:år|års|year|years)[- ](?:gammel|gamal|gammal|gamle|' +
    'old)[- ]{adjectives}(?:{child})',
  '(?:[1-6]-?|ett|to|tre|fire|fem|seks)årig ?(?:{child})',
  '(?:a|one|our|the only) (?:[1-6]|one|two|three|four|five|six)[- ]years?[- ]old(?! (?:group|room|class|children|programme|' +
    'kindergarten|department|building|boys|girls))',
  // en treåring som · femåringen vår
  '(?:en|én|ein|éin|ei|vår|1) {adjectives}(?:[1-6]-?|ett|to|tre|fire|fem|seks)åring(?: (?:med|som|hos|har|i|på))?',
  '(?:[1-6]-?|ett|to|tre|fire|fem|seks)åringen (?:vår|hos oss|det gjelder|det gjeld|på avdelingen|på avdelinga)',
  // han biter · she cries
  '{she} (?:(?:ofte|ikke|ikkje|alltid|bare|berre|often|always) )?{doesAsChildren}',
)

const fromAbroad = asWritten(
  'single-child',
  '(?:[Ee]t|[Ee]tt|[Ee]it|[Ee]itt|[Aa]|[Oo]ne) {adjectives}(?:barn|child) (?:fra|frå|from) \\p{Lu}\\p{Ll}{1,20}',
)

const between = '(?:(?!{course})[^.!?\\n]){0,60}?(?<![\\p{L}\\p{N}])'
/** As `between`, after a name: a colleague who knows much about a diagnosis is not a child who has it. */
const afterName = '(?:(?!{atWork})[^.!?\\n]){0,60}?(?<![\\p{L}\\p{N}])'

const diagnosis = [
  ...anyCase(
    'diagnosis',
    // han har fått diagnosen autisme · et barn med epilepsi. Not: kurs om autisme · barn med diabetes
    `(?:{she}|ham|him|hans|his|hennes|hennar|{theChild}|barnets|(?:{one}) {adjectives}(?:{child})|(?:{one}) (?:av|` +
      `of) (?:the )?(?:barna|borna|children)|(?:[1-6]-?|ett|to|tre|fire|fem|seks)åring(?:en)?)[\\s,]${between}{diagnosis}`,
    '(?<!(?:barn|children) (?:som )?)(?:utredes|utreda|utredet|utgreiast|utgreidd|under utredning|under utgreiing|til utredning|' +
      'being assessed) for (?:mulig |mogleg |possible )?{diagnosis}',
  ),
  ...asWritten(
    'diagnosis',
    `{name} (?:har|er|fikk|fekk|hadde|has|is|was|med|with) ${afterName}(?:[Aa]utis|ADHD|[Aa]sperger|[Dd]own|[Ee]pilep|[Dd]iagnos|` +
      '[Dd]iabetes|[Cc]erebral|[Ss]pråk[vf]|[Tt]ourette|[Uu]tviklingshem)\\p{L}{0,20}',
  ),
]

const namedChild = asWritten(
  'named-child',
  // gutten Emil · jente som heter Amina
  '(?:[Gg]utt|[Gg]utten|[Gg]ut|[Gg]uten|[Jj]ent[ae]|[Jj]enten|[Bb]arnet|[Uu]ngen|[Ss]ønnen|[Dd]attera|[Dd]atteren|[Dd]ottera|' +
    'boy|girl|(?:[Tt]he|[Oo]ur|[Aa]) child)(?: (?:som heter|som heiter|ved navn|ved namn|kalt|kalla|named|called|' +
    'who is called))? \\p{Lu}\\p{Ll}{1,20}',
  '(?:[Hh]an|[Hh]un|[Hh]o|[Hh]e|[Ss]he|[Gg]utten|[Gg]uten|[Jj]enta|[Bb]arnet) (?:heter|heiter|is called|is named) \\p{Lu}\\p{Ll}{1,20}',
  // Emil (4 år) · Emil på fire · Amina, 3 years
  '{name}(?:\\s?\\(|, | på | er | is |,? aged | fyller | blir | )(?:snart |nå |no |nesten |almost )?{age}(?:\\)|\\s{0,3}år|' +
    ' years|(?=[,;!?\\n]|\\.?$|\\.\\s))(?!\\. \\p{Ll})',
  '{name} på {age}(?! (?:avd|bas|rom|møt|dag|uk|tim|gr|st))',
  '(?<!(?:{groupWord}) ){anyName} \\({age} (?:år|years)(?: old)?\\)',
  // Emil biter · Ola vil ikke ut · ofte slår Ola de andre · bekymret for Amina. Not: Kari slår fast · Kari leker med barna
  '{name} (?:(?:ofte|alltid|fortsatt|framleis|often) )?{behaves}(?! (?:med (?:barna|borna|ungene|de yngste|dei yngste)))',
  '(?:biter|slår|sparker|sparkar|lugger|luggar|klorer|klorar|dytter|dyttar|spytter|spyttar|gråter|græt|skriker|skrik|nekter|nektar) {name}(?! (?:fast|opp|av|på|\\p{Lu}))',
  '(?:[Bb]ekymret for|[Bb]ekymra for|[Uu]roa for|[Gg]jelder|[Gg]jeld|[Ww]orried about) {name}',
  // A.B. · barnet B. Not: P.S. · L. S. Vygotskij · Berk, L. E.
  '(?<!\\p{Ll}, |\\p{L}\\.)(?!P\\.\\s?S|N\\.\\s?B|U\\.\\s?[SK]|A\\.\\s?S|E\\.\\s?U|O\\.\\s?K|D\\.\\s?C|' +
    'R\\.\\s?I)\\p{Lu}\\.\\s?\\p{Lu}\\.(?:\\s?\\p{Lu}\\.)?(?! \\p{Lu}\\p{Ll}|\\p{Lu}\\p{Ll})',
  '(?:[Gg]utt|[Gg]utten|[Gg]uten|[Jj]ent[ae]|[Bb]arn|[Bb]arnet|[Bb]oy|[Gg]irl|[Cc]hild) (?!I)\\p{Lu}\\.?',
)

const family = [
  ...anyCase(
    'family',
    // mor til · faren hans · guttens mor. Not: mor til barn i gruppa · få mor til å
    '(?:{parent}) til (?:{adjectives}(?:{boy}|{theBoy}|barnet|child|(?:[1-6]-?|ett|to|tre|fire|fem|seks)åring(?:en)?|tvillinger|' +
      'tvillingar)|(?:et|ett|eit|eitt) {adjectives}barn|han|ham|henne|dette|(?:{one}) av)',
    '(?:{parents}|sønnen|dattera|datteren|dottera) til (?:{theBoy}|barnet|han|ham|henne|dette|tvillingene|tvillingane|' +
      '(?:{one}) (?:av|{adjectives}(?:{child})))',
    '(?:{parent}|{parents}) (?:hans|hennes|hennar)|(?:hans|hennes|hennar|guttens|gutens|jentas|jentens) (?:{parent}|{parents})',
    '(?:his|her|the (?:boy|girl)[\'’]s) {parentEnglish}|the child[\'’]s (?:mother|father|mum|mom|dad|brother|sister|grandmother|grandfather)',
    '{parentEnglish} of (?:(?:the|a|our|this|one) )?(?:boy|girl|child)',
    // fosterhjem · the twins. Not: barn i fosterhjem · kurs om fosterhjem
    '(?<!(?:barn|children|om|about|barn som bor|children who live) (?:i |in )?)(?:i |in )?(?:fosterhjem|fosterhjemmet|fosterheim|' +
      'fosterheimen|fosterforeldrene|fosterforeldra|fostermora?|fostermoren|fosterfar|fosterfaren|beredskapshjem|beredskapsheim|' +
      'foster (?:home|care|mother|father)|the foster parents)',
    'tvillingene|tvillingane|the twins|(?:lille|store|vesle|yngre |eldre )(?:broren|søsteren|søstera|systera)|(?:younger|older|' +
      'little|big) (?:brother|sister)',
    // mor er syk · foreldrene er skilt · omsorgsovertakelse
    '(?:mor|far|mamma|pappa) (?:er|har|sier|seier|vil|ønsker|ønskjer|mener|meiner|jobber|jobbar|ble|vart)',
    '(?:foreldrene|foreldra|the parents) (?:er|ble|vart|blei|har blitt|are|were|have) (?:(?:nylig|nettopp|nyleg|recently|' +
      'just) )?(?:skilt|skilte|separert|separerte|fengslet|fengsla|divorced|separated)',
    'omsorgsovertakelsen|omsorgsovertakinga|(?:barnevernet|barnevernstenesta|barnevernstjenesten) (?:har|hadde) overt[ae]\\p{L}{1,4}',
  ),
  ...asWritten(
    'family',
    '(?:[Ff]oreldre(?:ne|n)?|[Ff]oreldra|[Ff]amilien|[Ss]ønnen|[Dd]atter(?:en|a)|[Dd]ottera|[Ss]øsken(?:et)?|[Mm]or(?:en|a)?|' +
      '[Ff]ar(?:en)?|[Mm]amma(?:en)?|[Pp]appa(?:en)?|[Bb]ror(?:en)?|[Ss]øster(?:en|a)?) til (?:{name}|{anyName})',
    '{name}[\'’]?s? (?:mor|far|mamma|pappa|foreldre|familie|bror|søster|syster|lillebror|lillesøster|mother|father|mum|dad|' +
      'parents|family|brother|sister)',
  ),
]

const dateOfBirth = anyCase(
  'date-of-birth',
  // født 5. mars 2021 · f. 05.03.21 · fødselsdato: 120421 · born on 5 March 2021
  '(?:født|fødd|fødde|f\\.|f|born|fødselsdato|fødselsdatoen|fødselsdag|fødselsdagen|bursdag|fødd dato|f\\.?\\s?dato|' +
    'date of birth|d\\.?o\\.?b\\.?)[\\s:,-]{0,3}(?:(?:den|dato|er|is|on|was|the) ){0,2}{date}',
  '(?<!(?:barn|barna|borna|children) (?:som er |who are )?)(?:født|fødd|born) (?:i|in) {month} \\d{4}',
  // gutt 05.03.21
  '{boy}[\\s,(]{1,3}{date}',
)

/** Everything but numbers that `guardText` looks for. No pattern repeats without an upper bound. */
export const patterns: readonly Pattern[] = [...singleChild, ...fromAbroad, ...diagnosis, ...namedChild, ...family, ...dateOfBirth]
