import type { LocalDate } from '../../kernel/dates.ts'

/** A municipality with its number from 2020 to 2023 (county 30 Viken) and its number since 2024. */
export type Place = { readonly name: string; readonly from2020: string; readonly from2024: string }

/**
 * The municipalities of Oslo and Viken in both number series: the reform of 1 January 2024 gave Viken's 51 municipalities new numbers under
 * Østfold (31), Akershus (32), Buskerud (33). Oslo kept its number. Source: the number lists of Statistics Norway (Klass 131).
 */
export const places: readonly Place[] = [
  { name: 'Oslo', from2020: '0301', from2024: '0301' },
  { name: 'Halden', from2020: '3001', from2024: '3101' },
  { name: 'Moss', from2020: '3002', from2024: '3103' },
  { name: 'Sarpsborg', from2020: '3003', from2024: '3105' },
  { name: 'Fredrikstad', from2020: '3004', from2024: '3107' },
  { name: 'Drammen', from2020: '3005', from2024: '3301' },
  { name: 'Kongsberg', from2020: '3006', from2024: '3303' },
  { name: 'Ringerike', from2020: '3007', from2024: '3305' },
  { name: 'Hvaler', from2020: '3011', from2024: '3110' },
  { name: 'Aremark', from2020: '3012', from2024: '3124' },
  { name: 'Marker', from2020: '3013', from2024: '3122' },
  { name: 'Indre Østfold', from2020: '3014', from2024: '3118' },
  { name: 'Skiptvet', from2020: '3015', from2024: '3116' },
  { name: 'Rakkestad', from2020: '3016', from2024: '3120' },
  { name: 'Råde', from2020: '3017', from2024: '3112' },
  { name: 'Våler', from2020: '3018', from2024: '3114' },
  { name: 'Vestby', from2020: '3019', from2024: '3216' },
  { name: 'Nordre Follo', from2020: '3020', from2024: '3207' },
  { name: 'Ås', from2020: '3021', from2024: '3218' },
  { name: 'Frogn', from2020: '3022', from2024: '3214' },
  { name: 'Nesodden', from2020: '3023', from2024: '3212' },
  { name: 'Bærum', from2020: '3024', from2024: '3201' },
  { name: 'Asker', from2020: '3025', from2024: '3203' },
  { name: 'Aurskog-Høland', from2020: '3026', from2024: '3226' },
  { name: 'Rælingen', from2020: '3027', from2024: '3224' },
  { name: 'Enebakk', from2020: '3028', from2024: '3220' },
  { name: 'Lørenskog', from2020: '3029', from2024: '3222' },
  { name: 'Lillestrøm', from2020: '3030', from2024: '3205' },
  { name: 'Nittedal', from2020: '3031', from2024: '3232' },
  { name: 'Gjerdrum', from2020: '3032', from2024: '3230' },
  { name: 'Ullensaker', from2020: '3033', from2024: '3209' },
  { name: 'Nes', from2020: '3034', from2024: '3228' },
  { name: 'Eidsvoll', from2020: '3035', from2024: '3240' },
  { name: 'Nannestad', from2020: '3036', from2024: '3238' },
  { name: 'Hurdal', from2020: '3037', from2024: '3242' },
  { name: 'Hole', from2020: '3038', from2024: '3310' },
  { name: 'Flå', from2020: '3039', from2024: '3320' },
  { name: 'Nesbyen', from2020: '3040', from2024: '3322' },
  { name: 'Gol', from2020: '3041', from2024: '3324' },
  { name: 'Hemsedal', from2020: '3042', from2024: '3326' },
  { name: 'Ål', from2020: '3043', from2024: '3328' },
  { name: 'Hol', from2020: '3044', from2024: '3330' },
  { name: 'Sigdal', from2020: '3045', from2024: '3332' },
  { name: 'Krødsherad', from2020: '3046', from2024: '3318' },
  { name: 'Modum', from2020: '3047', from2024: '3316' },
  { name: 'Øvre Eiker', from2020: '3048', from2024: '3314' },
  { name: 'Lier', from2020: '3049', from2024: '3312' },
  { name: 'Flesberg', from2020: '3050', from2024: '3334' },
  { name: 'Rollag', from2020: '3051', from2024: '3336' },
  { name: 'Nore og Uvdal', from2020: '3052', from2024: '3338' },
  { name: 'Jevnaker', from2020: '3053', from2024: '3236' },
  { name: 'Lunner', from2020: '3054', from2024: '3234' },
]

export type County = { readonly number: string; readonly name: string; readonly from: LocalDate; readonly to: LocalDate | undefined }

const day = (text: string) => text as LocalDate

/** Counties of the region through the reforms; a county that no longer exists can still be searched. */
export const counties: readonly County[] = [
  { number: '03', name: 'Oslo', from: day('2020-01-01'), to: undefined },
  { number: '30', name: 'Viken', from: day('2020-01-01'), to: day('2024-01-01') },
  { number: '31', name: 'Østfold', from: day('2024-01-01'), to: undefined },
  { number: '32', name: 'Akershus', from: day('2024-01-01'), to: undefined },
  { number: '33', name: 'Buskerud', from: day('2024-01-01'), to: undefined },
]
