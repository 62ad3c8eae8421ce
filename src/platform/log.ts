import type { Config } from './config.ts'

export type LogFields = Record<string, string | number | boolean | null | undefined>
export type Log = { readonly [level in 'debug' | 'info' | 'warn' | 'error']: (event: string, fields?: LogFields) => void }

const order = { debug: 0, info: 1, warn: 2, error: 3, silent: 4 }

/**
 * One JSON object a line. Only named fields with simple values: nothing typed by a person, no names, no addresses with
 * search words, so the log can be kept and shared without being a register of persons.
 */
export function jsonLog(level: Config['logLevel'], now: () => Date, write: (line: string) => void = (line) => process.stdout.write(line)): Log {
  const at =
    (name: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) => {
      if (order[name] >= order[level]) write(`${JSON.stringify({ at: now().toISOString(), level: name, event, ...fields })}\n`)
    }
  return { debug: at('debug'), info: at('info'), warn: at('warn'), error: at('error') }
}

export const silentLog: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** What a log may hold of a fault: kind and place, never the message (it may quote what somebody typed). */
export function faultFields(problem: unknown): LogFields {
  const { name, code, constraint, stack } = problem as { name?: string; code?: string; constraint?: string; stack?: string }
  const frames = stack?.split('\n').filter((line) => line.trimStart().startsWith('at ')).slice(0, 6).join(' | ')
  return { problem: name, code, constraint, frames }
}
