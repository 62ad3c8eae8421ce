import * as z from 'zod'
import { indicatorNames, indicatorsOf, type Figures, type Indicator, type Outcome } from './rules.ts'

export type Answer = { readonly outcome: Extract<Outcome, 'figures'>; readonly indicators: readonly Indicator[] } | { readonly outcome: Exclude<Outcome, 'figures'> }
export type Client = { readonly ask: (organisationNumber: string) => Promise<Answer> }

// A figure that is missing, null or nonsense is left out; the rest of the answer stands.
const figure = z.number().finite().gte(0).lt(1_000_000).optional().catch(undefined)
const figures = z.object(Object.fromEntries(indicatorNames.map((name) => [name, figure]))).nullish()
const unit = z.object({ orgnr: z.string(), indikatorDataBarnehage: figures, indikatorDataKommune: figures.catch(null), indikatorDataNasjonalt: figures.catch(null) })

/** As much as an answer may be: a page about one kindergarten is some kilobytes. */
const longestAnswer = 1_000_000

/**
 * Asks Barnehagefakta about one kindergarten: `GET {baseUrl}/barnehage/orgnr/{number}`. An answer about another number than the one asked for is not
 * understood. Never throws: what went wrong is the outcome.
 * @param baseUrl without a slash at the end, like `https://www.barnehagefakta.no/api`
 */
export const barnehagefakta = (baseUrl: string, timeoutMs = 15_000): Client => ({
  ask: async (organisationNumber) => {
    try {
      const response = await fetch(`${baseUrl}/barnehage/orgnr/${encodeURIComponent(organisationNumber)}`, { signal: AbortSignal.timeout(timeoutMs), headers: { accept: 'application/json' } })
      if (response.status === 404) return { outcome: 'not-found' }
      if (!response.ok) return { outcome: 'no-answer' }
      const text = await response.text()
      return text.length > longestAnswer ? { outcome: 'not-understood' } : read(text, organisationNumber)
    } catch {
      return { outcome: 'no-answer' }
    }
  },
})

function read(text: string, organisationNumber: string): Answer {
  const parsed = unit.safeParse(json(text))
  if (!parsed.success || parsed.data.orgnr !== organisationNumber) return { outcome: 'not-understood' }
  const { indikatorDataBarnehage: own, indikatorDataKommune: municipality, indikatorDataNasjonalt: country } = parsed.data
  const indicators = indicatorsOf((own ?? {}) as Figures, (municipality ?? {}) as Figures, (country ?? {}) as Figures)
  return indicators.length === 0 ? { outcome: 'no-figures' } : { outcome: 'figures', indicators }
}

function json(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
