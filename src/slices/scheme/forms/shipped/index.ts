import type { Words } from '../../schemes/rules.ts'
import type { FormDefinition } from '../definition.ts'
import { need2019, need2020 } from './need-2019.ts'
import { need2021, need2026 } from './need-2021.ts'
import { written } from './parts.ts'
import { result2019, result2021, result2026 } from './result.ts'

/** A form that comes with the program: everyone can use it and copy it, nobody can change it. */
export type ShippedForm = { readonly code: string; readonly name: Words; readonly definition: FormDefinition }

/** The forms of the shipped schemes; a scheme names its own by `code`. */
export const shippedForms: readonly ShippedForm[] = [
  { code: 'need-2019', name: written(['Behovsmelding 2019–2020', 'Behovsmelding 2019–2020', 'Need report 2019–2020']), definition: need2019 },
  { code: 'need-2020', name: written(['Behovsmelding 2020–2021', 'Behovsmelding 2020–2021', 'Need report 2020–2021']), definition: need2020 },
  { code: 'need-2021', name: written(['Behovsmelding 2021–2025', 'Behovsmelding 2021–2025', 'Need report 2021–2025']), definition: need2021 },
  { code: 'need-2026', name: written(['Behovsmelding fra 2026', 'Behovsmelding frå 2026', 'Need report from 2026']), definition: need2026 },
  { code: 'result-2019', name: written(['Rapport 2019–2021', 'Rapport 2019–2021', 'Report of results 2019–2021']), definition: result2019 },
  { code: 'result-2021', name: written(['Rapport 2021–2025', 'Rapport 2021–2025', 'Report of results 2021–2025']), definition: result2021 },
  { code: 'result-2026', name: written(['Rapport fra 2026', 'Rapport frå 2026', 'Report of results from 2026']), definition: result2026 },
]
