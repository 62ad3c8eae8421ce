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
  /** Names common among children in Norway, without those that are words too (Liv, Storm, Even). */
  name:
    `Abdi|Abdullah|Adam|Adrian|Agnes|Ahmad|Ahmed|Aisha|Aksel|Albert|Alexander|Alfred|Ali|Alice|Alma|Alva|Amalie|Amanda|Amina|Amir|` +
    `Amira|Anna|Arthur|Astrid|August|Aurora|Ayaan|Ayan|Ayla|Ayub|Benjamin|Birk|Casper|Celine|Christian|Daniel|David|Edvard|Elias|` +
    `Elina|Eline|Elise|Ella|Ellinor|Elsa|Emil|Emilia|Emilie|Emily|Emine|Emma|Emrik|Erik|Erle|Eva|Fatima|Felix|Filip|Fredrik|Frida|` +
    `Gabriel|Gustav|Håkon|Hamza|Hanna|Hannah|Hanne|Hassan|Hedda|Hedvig|Helene|Hennie|Henrik|Herman|Hermine|Ibrahim|Ida|Ines|` +
    `Ingeborg|Ingrid|Isabella|Isak|Iselin|Ivar|Jacob|Jakob|Jenny|Jens|Johan|Johannes|Jonas|Jonathan|Josefine|Josef|Julia|Julie|` +
    `Kaja|Kajus|Karl|Kasper|Khadija|Klara|Konrad|Kristian|Lea|Leah|Leif|Leo|Leon|Liam|Lilly|Lina|Linnea|Linus|Lotta|Lotte|Louise|` +
    `Lucas|Ludvig|Lukas|Luna|Magnus|Maja|Malin|Maria|Mariam|Marie|Markus|Martin|Martine|Maryam|Mathea|Mathias|Mathilde|Matheo|` +
    `Maya|Mia|Michael|Mikael|Mikkel|Mila|Milla|Mohamed|Mohammad|Mohammed|Muhammad|Mustafa|Nathalie|Natalia|Nikolai|Nicolai|Noah|` +
    `Noor|Nora|Odin|Olav|Ole|Olivia|Oliver|Oliwia|Oscar|Oskar|Othilie|Otto|Pernille|Philip|Rebekka|Sander|Sara|Sarah|Sebastian|` +
    `Selma|Sigrid|Sigurd|Simon|Sindre|Sivert|Sofia|Sofie|Solveig|Sondre|Sophia|Sophie|Sverre|Synne|Tage|Teodor|Thea|Theo|Theodor|` +
    `Therese|Tiril|Tobias|Trym|Tuva|Ulrik|Une|Vetle|Viktor|Viktoria|Vilde|Vilja|Vilma|William|Yasmin|Youssef|Yusuf|Zahra|Zara|` +
    `Zuzanna|Åsmund|Åsne|Øyvind`,
}
