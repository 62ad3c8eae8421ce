/** Bokmål: choosing kindergartens, one by one or many at once. */
export const choose = {
  'quick': 'Velg mange på en gang',
  'quick.text': 'Gjør dette først: Siden lastes på nytt, og det du har skrevet, blir borte. Etterpå kan du endre hvem som er huket av.',
  'network': 'Nettverket {name}',
  'cohort': 'Puljen {name}',
  'owner': 'Alle hos {name} ({count})',
  'all': 'Alle barnehagene ({count})',
  'list': 'Lim inn en liste',
  'list.label': 'Navn eller organisasjonsnumre',
  'list.hint': 'Én barnehage på hver linje. De kommer i tillegg til dem du har huket av.',
  'list.too-long': 'Listen er for lang. Lim inn høyst 20 000 tegn om gangen',
  'list.unknown': 'Vi finner ikke {lines}{more, plural, =0 {} other { og # til}} blant barnehagene dine, eller flere har samme navn. Rett linjene, eller skriv organisasjonsnummeret',
} as const
