import type { LocalDate } from '../../../kernel/dates.ts'

/**
 * Counties and municipalities of Norway, in the number series of 2020–2023 and the one since 1 January 2024. Both can be searched: a list from
 * 2022 says 3024 for Bærum, one from 2025 says 3201. Source: Statistics Norway's standards for counties (Klass 104) and municipalities (Klass 131);
 * names in several languages as Kartverket writes them (CC BY 4.0). Organisation numbers are not in either, and are never invented.
 */
export type Place = {
  /** The name in Norwegian. */
  readonly name: string
  /** The name in all the languages of the municipality. */
  readonly fullName: string
  readonly region: string
  /** The numbers it has had, the oldest first. */
  readonly numbers: readonly { readonly number: string; readonly county: string; readonly from: LocalDate; readonly to: LocalDate | undefined }[]
}

export type County = { readonly number: string; readonly name: string; readonly from: LocalDate; readonly to: LocalDate | undefined; /** The county governor's area. */ readonly region: string }

const day = (text: string) => text as LocalDate
const [series2020, series2024] = [day('2020-01-01'), day('2024-01-01')]

/** `3201 Bærum 3024` is number, name and the number until 2024 where that was another; `-` when there was no such municipality until then. */
const norway: readonly (County & { readonly municipalities: string })[] = [
  {
    number: '03', name: 'Oslo', from: day('2020-01-01'), to: undefined, region: 'oslo-viken',
    municipalities: `
      0301 Oslo`,
  },
  {
    number: '11', name: 'Rogaland', from: day('2020-01-01'), to: undefined, region: 'rogaland',
    municipalities: `
      1101 Eigersund, 1103 Stavanger, 1106 Haugesund, 1108 Sandnes, 1111 Sokndal, 1112 Lund, 1114 Bjerkreim, 1119 Hå, 1120 Klepp, 1121 Time,
      1122 Gjesdal, 1124 Sola, 1127 Randaberg, 1130 Strand, 1133 Hjelmeland, 1134 Suldal, 1135 Sauda, 1144 Kvitsøy, 1145 Bokn, 1146 Tysvær,
      1149 Karmøy, 1151 Utsira, 1160 Vindafjord`,
  },
  {
    number: '15', name: 'Møre og Romsdal', from: day('2020-01-01'), to: undefined, region: 'more-romsdal',
    municipalities: `
      1505 Kristiansund, 1506 Molde, 1508 Ålesund 1507, 1511 Vanylven, 1514 Sande, 1515 Herøy, 1516 Ulstein, 1517 Hareid, 1520 Ørsta,
      1525 Stranda, 1528 Sykkylven, 1531 Sula, 1532 Giske, 1535 Vestnes, 1539 Rauma, 1547 Aukra, 1554 Averøy, 1557 Gjemnes, 1560 Tingvoll,
      1563 Sunndal, 1566 Surnadal, 1573 Smøla, 1576 Aure, 1577 Volda, 1578 Fjord, 1579 Hustadvika, 1580 Haram -`,
  },
  {
    number: '18', name: 'Nordland', from: day('2020-01-01'), to: undefined, region: 'nordland',
    municipalities: `
      1804 Bodø, 1806 Narvik, 1811 Bindal, 1812 Sømna, 1813 Brønnøy, 1815 Vega, 1816 Vevelstad, 1818 Herøy, 1820 Alstahaug, 1822 Leirfjord,
      1824 Vefsn, 1825 Grane, 1826 Hattfjelldal, 1827 Dønna, 1828 Nesna, 1832 Hemnes, 1833 Rana, 1834 Lurøy, 1835 Træna, 1836 Rødøy, 1837 Meløy,
      1838 Gildeskål, 1839 Beiarn, 1840 Saltdal, 1841 Fauske, 1845 Sørfold, 1848 Steigen, 1851 Lødingen, 1853 Evenes, 1856 Røst, 1857 Værøy,
      1859 Flakstad, 1860 Vestvågøy, 1865 Vågan, 1866 Hadsel, 1867 Bø, 1868 Øksnes, 1870 Sortland, 1871 Andøy, 1874 Moskenes, 1875 Hamarøy`,
  },
  {
    number: '31', name: 'Østfold', from: day('2024-01-01'), to: undefined, region: 'oslo-viken',
    municipalities: `
      3101 Halden 3001, 3103 Moss 3002, 3105 Sarpsborg 3003, 3107 Fredrikstad 3004, 3110 Hvaler 3011, 3112 Råde 3017, 3114 Våler 3018,
      3116 Skiptvet 3015, 3118 Indre Østfold 3014, 3120 Rakkestad 3016, 3122 Marker 3013, 3124 Aremark 3012`,
  },
  {
    number: '32', name: 'Akershus', from: day('2024-01-01'), to: undefined, region: 'oslo-viken',
    municipalities: `
      3201 Bærum 3024, 3203 Asker 3025, 3205 Lillestrøm 3030, 3207 Nordre Follo 3020, 3209 Ullensaker 3033, 3212 Nesodden 3023, 3214 Frogn 3022,
      3216 Vestby 3019, 3218 Ås 3021, 3220 Enebakk 3028, 3222 Lørenskog 3029, 3224 Rælingen 3027, 3226 Aurskog-Høland 3026, 3228 Nes 3034,
      3230 Gjerdrum 3032, 3232 Nittedal 3031, 3234 Lunner 3054, 3236 Jevnaker 3053, 3238 Nannestad 3036, 3240 Eidsvoll 3035, 3242 Hurdal 3037`,
  },
  {
    number: '33', name: 'Buskerud', from: day('2024-01-01'), to: undefined, region: 'oslo-viken',
    municipalities: `
      3301 Drammen 3005, 3303 Kongsberg 3006, 3305 Ringerike 3007, 3310 Hole 3038, 3312 Lier 3049, 3314 Øvre Eiker 3048, 3316 Modum 3047,
      3318 Krødsherad 3046, 3320 Flå 3039, 3322 Nesbyen 3040, 3324 Gol 3041, 3326 Hemsedal 3042, 3328 Ål 3043, 3330 Hol 3044, 3332 Sigdal 3045,
      3334 Flesberg 3050, 3336 Rollag 3051, 3338 Nore og Uvdal 3052`,
  },
  {
    number: '34', name: 'Innlandet', from: day('2020-01-01'), to: undefined, region: 'innlandet',
    municipalities: `
      3401 Kongsvinger, 3403 Hamar, 3405 Lillehammer, 3407 Gjøvik, 3411 Ringsaker, 3412 Løten, 3413 Stange, 3414 Nord-Odal, 3415 Sør-Odal,
      3416 Eidskog, 3417 Grue, 3418 Åsnes, 3419 Våler, 3420 Elverum, 3421 Trysil, 3422 Åmot, 3423 Stor-Elvdal, 3424 Rendalen, 3425 Engerdal,
      3426 Tolga, 3427 Tynset, 3428 Alvdal, 3429 Folldal, 3430 Os, 3431 Dovre, 3432 Lesja, 3433 Skjåk, 3434 Lom, 3435 Vågå, 3436 Nord-Fron,
      3437 Sel, 3438 Sør-Fron, 3439 Ringebu, 3440 Øyer, 3441 Gausdal, 3442 Østre Toten, 3443 Vestre Toten, 3446 Gran, 3447 Søndre Land,
      3448 Nordre Land, 3449 Sør-Aurdal, 3450 Etnedal, 3451 Nord-Aurdal, 3452 Vestre Slidre, 3453 Øystre Slidre, 3454 Vang`,
  },
  {
    number: '39', name: 'Vestfold', from: day('2024-01-01'), to: undefined, region: 'vestfold-telemark',
    municipalities: `
      3901 Horten 3801, 3903 Holmestrand 3802, 3905 Tønsberg 3803, 3907 Sandefjord 3804, 3909 Larvik 3805, 3911 Færder 3811`,
  },
  {
    number: '40', name: 'Telemark', from: day('2024-01-01'), to: undefined, region: 'vestfold-telemark',
    municipalities: `
      4001 Porsgrunn 3806, 4003 Skien 3807, 4005 Notodden 3808, 4010 Siljan 3812, 4012 Bamble 3813, 4014 Kragerø 3814, 4016 Drangedal 3815,
      4018 Nome 3816, 4020 Midt-Telemark 3817, 4022 Seljord 3820, 4024 Hjartdal 3819, 4026 Tinn 3818, 4028 Kviteseid 3821, 4030 Nissedal 3822,
      4032 Fyresdal 3823, 4034 Tokke 3824, 4036 Vinje 3825`,
  },
  {
    number: '42', name: 'Agder', from: day('2020-01-01'), to: undefined, region: 'agder',
    municipalities: `
      4201 Risør, 4202 Grimstad, 4203 Arendal, 4204 Kristiansand, 4205 Lindesnes, 4206 Farsund, 4207 Flekkefjord, 4211 Gjerstad, 4212 Vegårshei,
      4213 Tvedestrand, 4214 Froland, 4215 Lillesand, 4216 Birkenes, 4217 Åmli, 4218 Iveland, 4219 Evje og Hornnes, 4220 Bygland, 4221 Valle,
      4222 Bykle, 4223 Vennesla, 4224 Åseral, 4225 Lyngdal, 4226 Hægebostad, 4227 Kvinesdal, 4228 Sirdal`,
  },
  {
    number: '46', name: 'Vestland', from: day('2020-01-01'), to: undefined, region: 'vestland',
    municipalities: `
      4601 Bergen, 4602 Kinn, 4611 Etne, 4612 Sveio, 4613 Bømlo, 4614 Stord, 4615 Fitjar, 4616 Tysnes, 4617 Kvinnherad, 4618 Ullensvang,
      4619 Eidfjord, 4620 Ulvik, 4621 Voss, 4622 Kvam, 4623 Samnanger, 4624 Bjørnafjorden, 4625 Austevoll, 4626 Øygarden, 4627 Askøy,
      4628 Vaksdal, 4629 Modalen, 4630 Osterøy, 4631 Alver, 4632 Austrheim, 4633 Fedje, 4634 Masfjorden, 4635 Gulen, 4636 Solund, 4637 Hyllestad,
      4638 Høyanger, 4639 Vik, 4640 Sogndal, 4641 Aurland, 4642 Lærdal, 4643 Årdal, 4644 Luster, 4645 Askvoll, 4646 Fjaler, 4647 Sunnfjord,
      4648 Bremanger, 4649 Stad, 4650 Gloppen, 4651 Stryn`,
  },
  {
    number: '50', name: 'Trøndelag', from: day('2020-01-01'), to: undefined, region: 'trondelag',
    municipalities: `
      5001 Trondheim, 5006 Steinkjer, 5007 Namsos, 5014 Frøya, 5020 Osen, 5021 Oppdal, 5022 Rennebu, 5025 Røros, 5026 Holtålen,
      5027 Midtre Gauldal, 5028 Melhus, 5029 Skaun, 5031 Malvik, 5032 Selbu, 5033 Tydal, 5034 Meråker, 5035 Stjørdal, 5036 Frosta, 5037 Levanger,
      5038 Verdal, 5041 Snåsa, 5042 Lierne, 5043 Røyrvik, 5044 Namsskogan, 5045 Grong, 5046 Høylandet, 5047 Overhalla, 5049 Flatanger, 5052 Leka,
      5053 Inderøy, 5054 Indre Fosen, 5055 Heim, 5056 Hitra, 5057 Ørland, 5058 Åfjord, 5059 Orkland, 5060 Nærøysund, 5061 Rindal`,
  },
  {
    number: '55', name: 'Troms', from: day('2024-01-01'), to: undefined, region: 'troms-finnmark',
    municipalities: `
      5501 Tromsø 5401, 5503 Harstad 5402, 5510 Kvæfjord 5411, 5512 Tjeldsund 5412, 5514 Ibestad 5413, 5516 Gratangen 5414, 5518 Lavangen 5415,
      5520 Bardu 5416, 5522 Salangen 5417, 5524 Målselv 5418, 5526 Sørreisa 5419, 5528 Dyrøy 5420, 5530 Senja 5421, 5532 Balsfjord 5422,
      5534 Karlsøy 5423, 5536 Lyngen 5424, 5538 Storfjord 5425, 5540 Kåfjord 5426, 5542 Skjervøy 5427, 5544 Nordreisa 5428, 5546 Kvænangen 5429`,
  },
  {
    number: '56', name: 'Finnmark', from: day('2024-01-01'), to: undefined, region: 'troms-finnmark',
    municipalities: `
      5601 Alta 5403, 5603 Hammerfest 5406, 5605 Sør-Varanger 5444, 5607 Vadsø 5405, 5610 Karasjok 5437, 5612 Kautokeino 5430, 5614 Loppa 5432,
      5616 Hasvik 5433, 5618 Måsøy 5434, 5620 Nordkapp 5435, 5622 Porsanger 5436, 5624 Lebesby 5438, 5626 Gamvik 5439, 5628 Tana 5441,
      5630 Berlevåg 5440, 5632 Båtsfjord 5443, 5634 Vardø 5404, 5636 Nesseby 5442`,
  },
  // Gone since 2024, with their municipalities under the new ones above.
  { number: '30', name: 'Viken', from: day('2020-01-01'), to: day('2024-01-01'), region: 'oslo-viken', municipalities: '' },
  { number: '38', name: 'Vestfold og Telemark', from: day('2020-01-01'), to: day('2024-01-01'), region: 'vestfold-telemark', municipalities: '' },
  { number: '54', name: 'Troms og Finnmark', from: day('2020-01-01'), to: day('2024-01-01'), region: 'troms-finnmark', municipalities: '' },
]

/** Names in more than one language, by the number of today. */
const fullNames: Readonly<Record<string, string>> = {
  '1826': 'Aarborte – Hattfjelldal',
  '1841': 'Fauske – Fuossko',
  '1853': 'Evenes – Evenášši',
  '1870': 'Sortland – Suortá',
  '1875': 'Hábmer – Hamarøy',
  '5001': 'Trondheim – Tråante',
  '5007': 'Namsos – Nåavmesjenjaelmie',
  '5025': 'Rosse – Røros',
  '5041': 'Snåase – Snåsa',
  '5043': 'Raarvihke – Røyrvik',
  '5503': 'Harstad – Hárstták',
  '5512': 'Dielddanuorri – Tjeldsund',
  '5518': 'Loabák – Lavangen',
  '5538': 'Storfjord – Omasvuotna – Omasvuono',
  '5540': 'Gáivuotna – Kåfjord – Kaivuono',
  '5544': 'Nordreisa – Ráisa – Raisi',
  '5603': 'Hammerfest – Hámmerfeasta',
  '5610': 'Kárášjohka – Karasjok',
  '5612': 'Guovdageaidnu – Kautokeino',
  '5622': 'Porsanger – Porsáŋgu – Porsanki',
  '5628': 'Deatnu – Tana',
  '5636': 'Unjárga – Nesseby',
}

export const counties: readonly County[] = norway.map(({ municipalities: _, ...county }) => county)

export const places: readonly Place[] = norway.flatMap(({ municipalities, region }) => municipalities.split(',').flatMap((entry) => readEntry(entry.trim(), region)))

function readEntry(entry: string, region: string): Place[] {
  const [, number = '', name = '', before] = /^(\d{4}) (.+?)(?: (\d{4}|-))?$/.exec(entry) ?? []
  if (number === '') return []
  const today = { number, county: number.slice(0, 2), from: before === undefined ? series2020 : series2024, to: undefined }
  const earlier = before === undefined || before === '-' ? [] : [{ number: before, county: before.slice(0, 2), from: series2020, to: series2024 }]
  return [{ name, fullName: fullNames[number] ?? name, region, numbers: [...earlier, today] }]
}
