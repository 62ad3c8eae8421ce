import { createHash } from 'node:crypto'
import { statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import * as z from 'zod'

/** Everything that can be set from outside, read once at start. Described for operators in `docs/operations.md`. */
export type Config = {
  readonly production: boolean
  readonly port: number
  readonly host: string
  /** The address people type, without a slash at the end. Never taken from a request's Host header. */
  readonly publicUrl: string
  readonly dataFolder: string
  /** Absent: the program starts its own private PostgreSQL in the data folder. */
  readonly databaseUrl: string | undefined
  /** The login that owns the tables and migrates; absent: `databaseUrl`, and the program then works as the role `samspill_app`. */
  readonly databaseOwnerUrl: string | undefined
  /** Open doors: invented people sign in without passwords. With the demonstration world, unless `emptyDemo`. */
  readonly demo: boolean
  readonly emptyDemo?: boolean | undefined
  readonly smtpUrl: string | undefined
  readonly mailFrom: string
  /** Key for the one-way form of identifiers that must be compared but never read (32 bytes or more, base64 or hex). */
  readonly secretKey: string | undefined
  readonly providersFile: string | undefined
  readonly trustProxy: boolean
  /** Nasjonalt barnehageregister, with version and without a slash at the end. */
  readonly nbrUrl: string
  /** Barnehagefakta, without a slash at the end. Absent: figures are not fetched. */
  readonly barnehagefaktaUrl?: string | undefined
  /** Shown on the contact page. The demonstration world has an invented one. */
  readonly contactEmail?: string | undefined
  /** The installation's own accessibility statement, where the law asks for one. */
  readonly accessibilityStatementUrl?: string | undefined
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

/** A sentence for the one who starts the program: what is wrong and what to do. */
export class StartProblem extends Error {
  override readonly name = 'StartProblem'
}

const environment = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test'], 'NODE_ENV must be production, development or test.').default('development'),
  PORT: z.coerce.number('PORT must be a number, like 3000.').int().min(0).max(65535, 'PORT must be between 0 and 65535.').default(3000),
  HOST: z.string().default('127.0.0.1'),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'PUBLIC_URL must be a full address, like https://samspill.example.no.' }).optional(),
  SAMSPILL_DATA: z.string().optional(),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'DATABASE_URL must begin with postgres://').optional(),
  DATABASE_OWNER_URL: z.string().regex(/^postgres(ql)?:\/\//, 'DATABASE_OWNER_URL must begin with postgres://').optional(),
  SAMSPILL_DEMO: z.enum(['yes', 'empty', 'no'], 'SAMSPILL_DEMO must be yes, empty or no.').optional(),
  SMTP_URL: z.string().regex(/^smtps?:\/\//, 'SMTP_URL must begin with smtp:// or smtps://').optional(),
  MAIL_FROM: z.string().default('Samspill <ikke-svar@samspill.example>'),
  SECRET_KEY: z.string().min(32, 'SECRET_KEY must be at least 32 characters of random text.').optional(),
  OIDC_PROVIDERS: z.string().optional(),
  TRUST_PROXY: z.enum(['yes', 'no'], 'TRUST_PROXY must be yes or no.').default('no'),
  NBR_URL: z.url({ protocol: /^https?$/, error: 'NBR_URL must be a full address with version, like https://data-nbr.udir.no/v4.' }).default('https://data-nbr.udir.no/v4'),
  BARNEHAGEFAKTA_URL: z.url({ protocol: /^https?$/, error: 'BARNEHAGEFAKTA_URL must be a full address, like https://www.barnehagefakta.no/api.' }).optional(),
  CONTACT_EMAIL: z.email('CONTACT_EMAIL must be an e-mail address, like hjelp@example.no.').optional(),
  ACCESSIBILITY_STATEMENT_URL: z.url({ protocol: /^https?$/, error: 'ACCESSIBILITY_STATEMENT_URL must be a full address, like https://uustatus.no/….' }).optional(),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], 'LOG_LEVEL must be debug, info, warn, error or silent.').default('info'),
})

/**
 * Reads the settings. @throws StartProblem with every mistake in words, so that one start shows them all.
 * @param root the checkout's folder, for the default data folder
 */
export function readConfig(env: Record<string, string | undefined>, root: string): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = environment.safeParse(given)
  if (!parsed.success) throw new StartProblem(parsed.error.issues.map((issue) => issue.message).join('\n'))
  const e = parsed.data
  const production = e.NODE_ENV === 'production'
  if (production && !e.SECRET_KEY) throw new StartProblem('SECRET_KEY is missing: in production, set it to at least 32 characters of random text and keep it the same between starts.')
  if (production && !e.PUBLIC_URL) throw new StartProblem('PUBLIC_URL is missing: in production, set it to the address people use, like https://samspill.example.no.')
  if (production && e.PUBLIC_URL && !e.PUBLIC_URL.startsWith('https://')) throw new StartProblem('PUBLIC_URL must begin with https:// in production: the sign-in cookies are only sent over a secure connection.')
  if (production && !e.OIDC_PROVIDERS) throw new StartProblem('OIDC_PROVIDERS is missing: in production, set it to the file that describes how people sign in (docs/operations.md shows one).')
  if (production && e.SAMSPILL_DEMO !== undefined && e.SAMSPILL_DEMO !== 'no') throw new StartProblem(`SAMSPILL_DEMO=${e.SAMSPILL_DEMO} is refused in production: the demonstration world has open doors.`)
  const demo = !production && (e.SAMSPILL_DEMO === 'yes' || e.SAMSPILL_DEMO === 'empty' || (e.SAMSPILL_DEMO === undefined && onlyHere(e)))
  return {
    production,
    port: e.PORT,
    host: e.HOST,
    publicUrl: (e.PUBLIC_URL ?? `http://${e.HOST.includes(':') ? `[${e.HOST}]` : e.HOST}:${e.PORT}`).replace(/\/$/, ''),
    dataFolder: e.SAMSPILL_DATA ? resolve(e.SAMSPILL_DATA) : defaultDataFolder(root),
    databaseUrl: e.DATABASE_URL,
    databaseOwnerUrl: e.DATABASE_OWNER_URL,
    demo,
    emptyDemo: e.SAMSPILL_DEMO === 'empty',
    smtpUrl: e.SMTP_URL,
    mailFrom: e.MAIL_FROM,
    secretKey: e.SECRET_KEY,
    providersFile: e.OIDC_PROVIDERS,
    trustProxy: e.TRUST_PROXY === 'yes',
    nbrUrl: e.NBR_URL.replace(/\/$/, ''),
    barnehagefaktaUrl: e.BARNEHAGEFAKTA_URL?.replace(/\/$/, ''),
    contactEmail: e.CONTACT_EMAIL ?? (demo ? 'hjelp@samspill.example' : undefined),
    accessibilityStatementUrl: e.ACCESSIBILITY_STATEMENT_URL,
    logLevel: e.LOG_LEVEL,
  }
}

/** A machine of one's own: nobody else reaches it, and the database is the program's own. Elsewhere the demonstration world must be asked for. */
const onlyHere = (e: { HOST: string; PUBLIC_URL?: string | undefined; DATABASE_URL?: string | undefined }): boolean =>
  ['127.0.0.1', 'localhost', '::1'].includes(e.HOST) && !e.PUBLIC_URL?.startsWith('https://') && e.DATABASE_URL === undefined

/** PostgreSQL refuses to run as root, and the unprivileged user it runs as instead cannot enter a private folder: then the data lives outside the checkout. */
function defaultDataFolder(root: string): string {
  const beside = resolve(root, '.data')
  if (process.getuid?.() !== 0 || reachableForOthers(root)) return beside
  return `/var/lib/samspill-${createHash('sha256').update(root).digest('hex').slice(0, 12)}`
}

/** True when every folder on the way to `path` lets other users pass. */
export function reachableForOthers(path: string): boolean {
  for (let folder = resolve(path); ; folder = dirname(folder)) {
    const found = statSync(folder, { throwIfNoEntry: false })
    if (found && (found.mode & 0o001) === 0) return false
    if (folder === dirname(folder)) return true
  }
}
