/**
 * Words the patterns of `text-guard-patterns.ts` are made of: '{name}' stands for the words under that name, a space for white space of any kind.
 * Bokmål, nynorsk and English together, for people mix them. Every repetition has an upper bound, so that the time is linear in the text.
 */
export const words: Readonly<Record<string, string>> = {
  one: 'en|én|ein|éin|ei|éi|et|ett|eit|eitt|ett|a|an|one|1',
  age:
    '(?:[1-6](?:[.,]5|½)?|ett|eitt|to|tre|fire|fem|seks|one|two|three|four|five|six)(?!\\s?[-–]\\s?[\\p{L}\\d]| (?:til|og|eller|' +
    'to|and|or) (?:[1-6]|to|tre|fire|fem|seks|two|three|four|five|six))',
  yearsOld: '{age}(?:\\s{0,3}(?:år|års|year|years)(?: (?:gammel|gamal|gammal|old))?)?',
  boy: 'gutt|gut|jente|boy|girl',
  theBoy: 'gutten|guten|jenta|jenten|guttungen|jentungen',
  child: '{boy}|barn|child',
  theChild: '{theBoy}|barnet|(?:the|this|our) (?:boy|girl|child)',
  notAdjective:
    'med|for|i|på|av|til|som|der|og|eller|uten|utan|om|fra|frå|hos|with|in|of|an?|the|and|or|to|that|as|per|kvart|hvert|hver|kvar|' +
      'each|every|hvor|kor|når|when|thing|ikke|ikkje|not',
  adjectives: '(?:(?!(?:{notAdjective}|{boy}) )[\\p{L}-]{1,25},? (?:(?:og|and) )?){0,3}',
  she: 'han|hun|ho|he|she',
  doesAsChildren:
    'biter|bit|bet|beit|slår(?! (?:fast|opp|av|sammen|saman) )|slo|sparker|sparkar|sparka|lugger|luggar|lugga|klorer|klorar|' +
      'dytter|dyttar|spytter|spyttar|gråter|græt|gret|gråt|skriker|skrik|tisser|(?:leker|leikar)(?! (?:mye |mykje )?med tank)|sover|' +
      'søv|bites|hits|kicks|cries|screams|pushes|spits',
  course: 'kurs|kompetans|kunnskap|erfaring|utdanning|rettleiing|veiledning|training|experience|knowledge|course',
  diagnosis:
    'autis[mt]\\p{L}{0,20}|aspergers?|adhd|downs|down(?:[\'’]s)? syndrome?|epilep\\p{L}{1,12}|cerebral pa(?:rese|lsy)|tourettes?|' +
      'diabetes|cøliaki|coeliac disease|(?:selektiv )?mutisme|(?:selective )?mutism|fasd|språkvanskar?|språkvansker|' +
      'språkforstyrr\\p{L}{1,8}|dysleksi|dyslexia|utviklingshem\\p{L}{1,8}|utviklingsforstyrr\\p{L}{1,8}|hørselstap|høyrselstap|' +
      'hørselshem\\p{L}{1,6}|høyrselshem\\p{L}{1,6}|synshem\\p{L}{1,6}|tilknytningsforstyrr\\p{L}{1,8}|hjertefeil|hjartefeil|' +
      'leukemi|leukaemia|astma|asthma|cystisk fibrose|muskelsykdom|muskelsjukdom|ptsd|(?:fått|har|stilt) (?:(?:en|ein) )?diagnosen?|' +
      'diagnosed',
  parent:
    'mor|far|moren|mora|faren|mamma|mammaen|pappa|pappaen|bestemor|bestemoren|bestefar|bestefaren|stemor|stemoren|stefar|stefaren|' +
      'fostermor|fosterfar|storesøster|storebror|lillesøster|lillebror|veslesyster|veslebror|storesyster|søster|syster|bror|broren|' +
      'søsteren|søstera|systera|onkel|tante',
  parents: 'foreldre|foreldrene|foreldra|besteforeldre|besteforeldrene|besteforeldra|familien|søsken|søsknene|syskena|sysken',
  parentEnglish: 'mother|father|mum|mom|dad|parents|family|brother|sister|siblings|grandmother|grandfather|grandparents|foster parents',
  month:
    '(?:januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember|january|february|march|may|june|july|' +
      'october|december|jan|feb|mar|apr|jun|jul|aug|sept?|okt|oct|nov|des|dec)\\.?',
  date:
    '\\d{1,2}[./-]\\s?\\d{1,2}[./-]\\s?(?:\\d{4}|\\d{2})|\\d{4}-\\d{2}-\\d{2}|\\d{8}|\\d{6}|\\d{1,2}(?:st|nd|rd|' +
    'th)?\\.?\\s?(?:of )?{month}(?: \\d{4}| \\d{2})?|{month} \\d{1,2},? \\d{4}',
  groupWord: '[Aa]vd\\.?|[Aa]vdeling(?:en|a)?|[Gg]rupp(?:e|en|a)|[Bb]ase(?:n)?|[Bb]arnehagen?|[Rr]ommet|[Rr]oom|[Gg]roup|[Dd]epartment',
  /** What names of groups and houses end with, so that 'Maurtua (3 år)' is no child. */
  groupEnd:
    'klokka|tua|strålen|hiet|høna|ungene|ungane|barna|barn|troll|hagen|stua|gruppa|gruppen|avdelinga|avdelingen|toppen|bakken|' +
      'skogen|enga|dalen|haugen|stien|linga|klubben|basen|rommet|førskolen|førskulen|starterne|starterane',
  anyName: '(?!\\p{L}{0,20}(?:{groupEnd})(?!\\p{L}))\\p{Lu}\\p{Ll}{1,20}',
  /**
   * First names common in Norway, without those that are words too or what groups are called (Liv, Storm, Even, Per, Dag, Tone, Iver, Ask). A name
   * alone says nothing: grown-ups have names. It takes an age, a diagnosis, a parent, or what children do.
   */
  name:
    'Abdi|Abdirahman|Abdullah|Adam|Adele|Adrian|Agnes|Ahmad|Ahmed|Aisha|Aksel|Albert|Albin|Aleksander|Alexander|Alfred|Ali|Alice|' +
    'Alma|Alva|Amal|Amalie|Amanda|Amina|Amir|Amira|Anders|Andrea|Andreas|Angelica|Anine|Anita|Anja|Anna|Anne|Annika|Antoni|Aria|Arne|' +
    'Artem|Arthur|Asbjørn|Aslak|Asta|Astrid|August|Aurora|Aya|Ayaan|Ayan|Ayla|Ayub|Beate|Bendik|Benjamin|Bilal|Birk|Bjarne|Brage|' +
    'Bård|Camilla|Carl|Caroline|Casper|Cecilie|Celina|Celine|Charlotte|Christian|Christina|Christoffer|Dagny|Daniel|David|Dennis|' +
    'Dina|Dmytro|Ebba|Edda|Edvard|Edvin|Egil|Eira|Eirik|Eirin|Eivind|Eldar|Elena|Elias|Elin|Elina|Eline|Elisabeth|Elise|Ella|Ellen|' +
    'Ellinor|Elsa|Else|Embla|Emil|Emilia|Emilie|Emily|Emine|Emma|Emrik|Endre|Erik|Erika|Erle|Erlend|Eskil|Espen|Eva|Fatima|Fatme|' +
    'Felix|Filip|Fiona|Fredrik|Frida|Frode|Frøya|Gabriel|Geir|Gina|Gjermund|Greta|Grete|Gro|Gunnar|Guro|Gustav|Haakon|Hafsa|Hallvard|' +
    'Halvor|Hampus|Hamza|Hania|Hanna|Hannah|Hanne|Hans|Harald|Hassan|Hedda|Hedvig|Heidi|Heine|Helena|Helene|Helga|Hennie|Henriette|' +
    'Henrik|Herman|Hermine|Hilde|Hugo|Hussein|Håkon|Håvard|Iben|Ibrahim|Ida|Ine|Ines|Inga|Ingeborg|Ingrid|Ingunn|Ingvild|Isabella|' +
    'Isak|Iselin|Ismail|Ivar|Jacob|Jakob|Jakub|Jamal|Jan|Jasmin|Jenny|Jens|Jeppe|Jesper|Joakim|Johan|Johanna|Johanne|Johannes|John|' +
    'Jon|Jonas|Jonatan|Jonathan|Josef|Josefine|Jostein|Julia|Julian|Julie|Jørgen|Kacper|Kaia|Kaisa|Kaja|Kajus|Kamilla|Karen|Kari|' +
    'Karin|Karina|Karl|Karoline|Kasper|Kaspian|Katarina|Khadija|Khalid|Kim|Kine|Kirsten|Kjersti|Klara|Knut|Konrad|Kristian|Kristin|' +
    'Kristina|Kristine|Kristoffer|Lara|Lars|Lasse|Laura|Layla|Lea|Leah|Leander|Leif|Lena|Leo|Leon|Leyla|Liam|Lillian|Lilly|Lina|' +
    'Linnea|Linus|Lisa|Lise|Lotta|Lotte|Louise|Lucas|Lucia|Ludvig|Luka|Lukas|Lukasz|Luna|Mads|Magne|Magnus|Maja|Malene|Malin|' +
    'Margrete|Mari|Maria|Mariam|Marianne|Marie|Marit|Marius|Markus|Marta|Marte|Martha|Martin|Martine|Maryam|Mateo|Mathea|Matheo|' +
    'Mathias|Mathilda|Mathilde|Mats|Matteo|Mattis|Maya|Melissa|Mia|Michael|Mie|Mikael|Mikkel|Mila|Milan|Milla|Milo|Mina|Mira|Miriam|' +
    'Mohamed|Mohammad|Mohammed|Mona|Morten|Muhammad|Mustafa|Nadia|Naomi|Natalia|Nathalie|Nella|Nellie|Nelly|Nicolai|Nicoline|Nikolai|' +
    'Nikolas|Nikoline|Nils|Nina|Njål|Noah|Noor|Nora|Nour|Oda|Odin|Ola|Olai|Olav|Ole|Oleksandr|Oline|Oliver|Olivia|Oliwia|Omar|Oscar|' +
    'Oskar|Osman|Othilia|Othilie|Ottar|Otto|Peder|Pernille|Petter|Philip|Pia|Polina|Ragna|Ragnar|Ragnhild|Rakel|Randi|Rasmus|Rebekka|' +
    'Roar|Robin|Rolf|Ronja|Runa|Rune|Ruth|Safiya|Salma|Samir|Samuel|Sander|Sanna|Sara|Sarah|Sebastian|Selim|Selma|Sigrid|Sigurd|' +
    'Sigve|Silje|Simen|Simon|Sindre|Siren|Siri|Sivert|Snorre|Sofia|Sofie|Sofiia|Solveig|Solvor|Sondre|Sophia|Sophie|Steinar|Stella|' +
    'Stian|Sumaya|Sunniva|Susanne|Svein|Sverre|Synne|Szymon|Tage|Tallak|Tarjei|Tellef|Teodor|Terje|Thea|Theo|Theodor|Theodora|' +
    'Therese|Thomas|Tilde|Tina|Tiril|Tobias|Tobine|Tom|Tomas|Tomine|Tora|Torbjørn|Tord|Tore|Torgeir|Tormod|Torstein|Trine|Trond|' +
    'Truls|Trygve|Trym|Turid|Tuva|Tyra|Ulla|Ulrik|Una|Une|Vebjørn|Vegard|Vera|Vetle|Victor|Victoria|Vidar|Viktor|Viktoria|Vilde|' +
    'Vilja|Viljar|Vilma|Wiktor|William|Wilma|Yara|Yasin|Yasmin|Ylva|Yngve|Youssef|Yusuf|Ørjan|Øystein|Øyvind|Åse|Åshild|Åsmund|Åsne|' +
    'Zahra|Zainab|Zara|Zoe|Zofia|Zuzanna',
  /** What is said of a child by name, and hardly of a colleague. */
  behaves:
    '{doesAsChildren}|nekter|nektar|utagerer|utagerar|erter|ertar|mobber|mobbar|plager|plagar|krangler|kranglar|ødelegger|øydelegg|' +
      '(?:kaster|kastar|river|riv) (?:leker|leiker|leikar|ting|sand|mat|stein|i stykker|ned|sund)|(?:stikker|stikk|rømmer|rømer) (?:av|fra|frå)|' +
      '(?:blir|vert|er) (?:ofte |fort |lett |alltid )(?:sint|redd|lei seg|urolig|uroleg|frustrert|aggressiv|utestengt|stengt ute|alene(?! (?:med|på|i) )|åleine(?! (?:med|på|i) ))|' +
      '(?:blir|vert) (?:sint|redd|lei seg|utagerende|utagerande|utestengt)|' +
      '(?:vil|tør) (?:ikke|ikkje) (?:være|vere|leke|leike|spise|ete|sove|sitte|ut|inn|gå|kle|dele|snakke|på do)|' +
      '(?:klarer|klarar|greier) (?:ikke|ikkje) å (?:sitte|leke|leike|vente|dele|roe|være|vere|sove|kle)|(?:snakker|snakkar|sitter|sit|hører|høyrer|spiser|et) (?:ikke|ikkje)|' +
      'refuses|bullies|throws (?:toys|things|food)|runs away|does not (?:speak|eat|sleep|sit|listen)|(?:is|gets) (?:often |easily )?(?:angry|scared|upset)',
  /** A grown-up at work: what follows the name is about the job. */
  atWork:
    '{course}|ansvar|leder|leiar|lærer|lærar|rådgiver|rådgivar|veileder|rettleiar|pedagog|styrer|styrar|kontakt|assistent|vikar|barn med|born med|' +
      'lest|lese|skrevet|skrive|responsib|adviser|teacher|head of|children with',
}
