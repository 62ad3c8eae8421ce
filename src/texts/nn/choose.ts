import type { choose as nb } from '../nb/choose.ts'
import type { Translation } from '../translation.ts'

/** Nynorsk: choosing kindergartens, one by one or many at once. */
export const choose: Translation<typeof nb> = {
  'quick': 'Vel mange på ein gong',
  'quick.text': 'Gjer dette først: Sida blir lasta på nytt, og det du har skrive, blir borte. Etterpå kan du endre kven som er huka av.',
  'network': 'Nettverket {name}',
  'cohort': 'Pulja {name}',
  'owner': 'Alle hos {name} ({count})',
  'all': 'Alle barnehagane ({count})',
  'list': 'Lim inn ei liste',
  'list.label': 'Namn eller organisasjonsnummer',
  'list.hint': 'Éin barnehage på kvar linje. Dei kjem i tillegg til dei du har huka av.',
  'list.too-long': 'Lista er for lang. Lim inn høgst 20 000 teikn om gongen',
  'list.unknown': 'Vi finn ikkje {lines}{more, plural, =0 {} other { og # til}} blant barnehagane dine, eller fleire har same namn. Rett linjene, eller skriv organisasjonsnummeret',
}
