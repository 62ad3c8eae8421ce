import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'

// What no import rule sees. Each check has a sentence for a name, and lines it must let through and lines it must stop.

const root = resolve(import.meta.dirname, '..')
type Check = { readonly sentence: string; readonly in: (path: string) => boolean; readonly finds: (text: string, path: string) => string[]; readonly good: readonly Example[]; readonly bad: readonly Example[] }
type Example = readonly [path: string, text: string]

const isTest = (path: string) => /\.(test|e2e|fixtures|examples)\.tsx?$/.test(path) || path.startsWith('test/')
const inSource = (path: string) => /^src\/.*\.tsx?$/.test(path) && !isTest(path)
const isCode = (path: string) => /\.(tsx?|mjs)$/.test(path)
const sliceOf = (path: string) => /^src\/slices\/([a-z]+)\//.exec(path)?.[1]
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([found]) => found.trim())
/** Comments may name what code may not do. */
const withoutComments = (text: string) => text.replaceAll(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/.*$/gm, '')

const sqlWords = /\b(selectFrom|insertInto|updateTable|deleteFrom|mergeInto)\(|\bsql(<[^>]+>)?`/g
const writes = /\b(?:insertInto|updateTable|deleteFrom|mergeInto)\(\s*['"`]([a-z_]+)\.([a-z_]+)|\b(?:insert into|update|delete from|merge into|truncate)\s+([a-z_]+)\.([a-z_]+)/g
const uses = /\b(?:selectFrom|(?:inner|left|right|full|cross)Join(?:Lateral)?|using)\(\s*\[?\s*['"`]([a-z_]+)\.([a-z_]+)|\b(?:from|join)\s+([a-z_]+)\.([a-z_]+)/g
const tablesIn = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((found) => ({ schema: found[1] ?? found[3] ?? '', table: found[2] ?? found[4] ?? '' }))
const ownSchemas = ['audit', 'messaging', 'identity', 'register', 'guidance', 'scheme', 'needs', 'measures', 'library', 'presence', 'team', 'strategy', 'coordination', 'insight', 'public']

/** Views that other slices may read, each with a page; and the tables read from outside so far, each with the reason. */
const published = readdirSync(join(root, 'docs', 'data')).map((name) => name.replace(/\.md$/, '').replaceAll('-', '_'))
const readFromOutside: Readonly<Record<string, string>> = {
  'messaging → identity.person': 'a notice is written in its reader’s language and sent to their address',
  'identity → messaging.notice': 'a person gets a copy of everything that is kept about them',
  'identity → messaging.delivery': 'a person gets a copy of everything that is kept about them',
  'identity → messaging.choice': 'a person gets a copy of everything that is kept about them',
  'identity → audit.event': 'a person gets a copy of everything that is kept about them',
  'identity → audit.reading': 'a person gets a copy of everything that is kept about them',
  'identity → register.organisation': 'a membership names its organisation, also one that is closed',
  'needs → register.register_fact': 'the evidence tells the register’s own facts of a kindergarten, with their day',
  'strategy → register.own_fact': 'a report is begun in the form of Norwegian the municipality has chosen',
  'scheme → register.own_fact': 'a letter is written in the form of Norwegian its recipient has chosen',
  'scheme → register.register_fact': 'ownership says what kind of recipient a kindergarten is, and the register which form of Norwegian it uses',
  'scheme → identity.person': 'limits of approval name the county governor’s people',
  'guidance → register.organisation': 'a case names its kindergarten, also one that is closed',
  'guidance → register.register_fact': 'the team sees size and ownership beside a request',
  'guidance → register.relation': 'a case is handed to the services of the kindergarten’s own municipality',
  'guidance → register.own_fact': 'the one who hands a case over sees how to reach the service',
  'guidance → identity.person': 'cases name the people who work on them',
  'scheme → register.organisation': 'a grant names its recipient, also one that is closed',
  'scheme → register.county_number': 'a frame is a county’s, and the county governor’s counties change over time',
  'scheme → register.relation': 'money is taken from the county where the kindergartens lie',
  'scheme → register.municipality_number': 'money is taken from the county where the kindergartens lie',
  'scheme → identity.membership': 'how much one may approve depends on whether one leads',
  'measures → identity.membership': 'only those who work for the lead today can observe in a joint programme',
  'measures → identity.person': 'a joint programme names who observes',
  'measures → register.organisation': 'a measure is kept in the region of whoever leads it',
  'needs → register.organisation': 'what belongs to a kindergarten is kept in its region',
  'presence → register.organisation': 'a visit is kept in the region of its kindergarten, also one that has closed since',
  'presence → identity.membership': 'a follow-up is given to someone who works in the team today',
  'presence → identity.person': 'a follow-up is given to someone by name',
  'team → identity.membership': 'what the team knows is what those who work in it today know',
  'team → identity.person': 'the team sees by name which colleague knows what',
  'guidance → identity.membership': 'a case is assigned to someone in one capacity',
  'insight → register.kindergartens_of': 'the view team_kindergarten asked for one team, which is found faster from the team’s side',
}

const checks: readonly Check[] = [
  {
    sentence: 'SQL stands in a store',
    in: (path) => inSource(path) && !path.startsWith('src/platform/') && !/\/([a-z-]+-)?store\.tsx?$/.test(path),
    finds: (text) => matches(withoutComments(text), sqlWords),
    good: [['src/slices/guidance/actions.ts', "await store.saveCase(tx, form) // not tx.insertInto('x')"]],
    bad: [['src/slices/guidance/actions.ts', "await tx.insertInto('guidance.case').values(row).execute()"], ['src/slices/guidance/web.tsx', 'await sql`select 1`.execute(tx)'], ['src/app.tsx', "deps.db.selectFrom('register.region')"]],
  },
  {
    sentence: 'a slice writes only in its own schema',
    in: (path) => inSource(path) && sliceOf(path) !== undefined,
    finds: (text, path) => tablesIn(withoutComments(text), writes).flatMap(({ schema, table }) => (ownSchemas.includes(schema) && schema !== sliceOf(path) ? [`${schema}.${table}`] : [])),
    good: [['src/slices/guidance/store.ts', "tx.insertInto('guidance.case')"], ['src/slices/identity/store.ts', "tx.selectFrom('register.organisation_card')"]],
    bad: [['src/slices/guidance/store.ts', "tx.updateTable('identity.person').set({ name })"], ['src/slices/guidance/store.ts', 'sql`delete from register.relation`'], ['src/slices/register/sync/store.ts', "tx\n  .insertInto(\n 'audit.event')"]],
  },
  {
    sentence: 'a slice reads another slice through its published views (docs/data), or is listed with the reason',
    in: (path) => inSource(path) && sliceOf(path) !== undefined,
    finds: (text, path) =>
      tablesIn(withoutComments(text), uses).flatMap(({ schema, table }) => {
        const known = !ownSchemas.includes(schema) || schema === sliceOf(path) || published.includes(table) || `${sliceOf(path)} → ${schema}.${table}` in readFromOutside
        return known ? [] : [`${schema}.${table}`]
      }),
    good: [['src/slices/guidance/store.ts', "tx.selectFrom('register.organisation_card as o')"], ['src/slices/register/store.ts', "tx.selectFrom('register.relation')"], ['src/slices/messaging/store.ts', ".innerJoin('identity.person as p', 'p.id', 'n.person_id')"]],
    bad: [['src/slices/register/store.ts', ".innerJoin('guidance.case as c', 'c.id', 'o.id')"], ['src/slices/audit/store.ts', 'sql`select count(*) from guidance.case`'], ['src/slices/guidance/store.ts', "tx.selectFrom(['identity.session'])"]],
  },
  {
    sentence: 'time, chance and the environment come from outside',
    in: (path) => inSource(path) && !path.startsWith('src/platform/') && path !== 'src/main.ts' && !path.startsWith('src/browser/'),
    finds: (text) => matches(withoutComments(text), /new Date\(\)|\bDate\.now\b|\bMath\.random\b|\bprocess\.env\b|\bDate\(\)/g),
    good: [['src/kernel/dates.ts', 'new Date(midnight - offset)'], ['src/slices/guidance/actions.ts', 'const at = now()']],
    bad: [['src/kernel/dates.ts', 'const now = new Date()'], ['src/slices/guidance/rules.ts', 'Date.now() + 1'], ['src/ui/form.tsx', 'id={Math.random()}'], ['src/slices/messaging/jobs.ts', "process.env['SMTP_URL']"]],
  },
  {
    sentence: 'what a rule decides has the name it is recorded under: the slice, and what happened (a leave, `may-` or `still-`, is not recorded)',
    in: (path) => inSource(path) && sliceOf(path) !== undefined && /[/-]rules\.ts$/.test(path),
    finds: (text) => matches(withoutComments(text), /\baccept\(\{ kind: '(?!may-|still-)[^.']+'/g),
    good: [['src/slices/guidance/flow/rules.ts', "accept({ kind: 'guidance.moved', from, to })"]],
    bad: [['src/slices/guidance/flow/rules.ts', "accept({ kind: 'guidance-moved', from, to })"]],
  },
  {
    sentence: 'a slice records under no other slice’s name',
    in: (path) => inSource(path) && sliceOf(path) !== undefined,
    finds: (text, path) => [...withoutComments(text).matchAll(/\bkind: '([a-z]+)\.[a-z-]+'/g)].flatMap(([found, slice]) => (ownSchemas.includes(slice ?? '') && slice !== sliceOf(path) ? [found] : [])),
    good: [['src/slices/guidance/setup/actions.ts', "audit.record(tx, actor, { kind: 'guidance.standard-flow-given' })"]],
    bad: [['src/slices/guidance/setup/actions.ts', "audit.record(tx, actor, { kind: 'register.standard-flow-given' })"]],
  },
  {
    sentence: 'exports have names',
    in: (path) => isCode(path) && !['vitest.config.ts', 'test/global-setup.ts', '.dependency-cruiser.mjs'].includes(path),
    finds: (text) => matches(text, /^export default\b|^export \{[^}]*\bas default\b/gm),
    good: [['src/a.ts', 'export const a = 1']],
    bad: [['src/a.ts', 'export default 1'], ['src/a.ts', 'export { a as default }']],
  },
  {
    sentence: 'every test runs',
    in: (path) => /\.(test|e2e)\.tsx?$/.test(path),
    finds: (text) => matches(text, /^\s*(test|it|describe|suite)(\.\w+)*\.(only|skip|todo|fails|skipIf|runIf)\b/gm),
    good: [['src/a.test.ts', "test('only the head', () => {})"], ['src/a.test.ts', "  ['x', 1].skip"]],
    bad: [['src/a.test.ts', "test.only('x', () => {})"], ['src/a.test.ts', "  describe.skip('x', () => {})"], ['src/a.test.ts', "it.concurrent.skip('x', () => {})"]],
  },
  {
    sentence: 'a file is at most 300 lines (texts, generated tables and tests apart)',
    in: (path) => inSource(path) && !path.startsWith('src/texts/') && path !== 'src/platform/tables.ts',
    finds: (text) => (text.split('\n').length > 301 ? [`${text.split('\n').length - 1} lines`] : []),
    good: [['src/a.ts', 'a\n'.repeat(300)]],
    bad: [['src/a.ts', 'a\n'.repeat(301)]],
  },
  {
    sentence: 'a file says what it is about: no drawer for everything',
    in: isCode,
    finds: (_, path) => (/(^|\/)(utils?|helpers?|common|misc|shared|types|constants|service|controller|manager|lib)\.tsx?$/.test(path) && !path.startsWith('src/texts/') ? [path] : []),
    good: [['src/kernel/paging.ts', ''], ['src/texts/nb/common.ts', '']],
    bad: [['src/slices/guidance/utils.ts', ''], ['src/slices/guidance/types.ts', '']],
  },
  {
    sentence: 'files are named in kebab-case, addresses of the machine they were written on are in none',
    in: () => true,
    finds: (text, path) => [...(isCode(path) && !/^[a-z0-9.-]+$/.test(path.split('/').at(-1) ?? '') ? [path] : []), ...matches(text, /(?<![\w.])\/(w[o]rk|r[o]ot|f[a]rm|tmp\/bash_[a-z]+)\/|registry\.np[m]js|deb\.deb[i]an/g)],
    good: [['src/a-b.ts', 'https://samspill.example.no/arbeid']],
    bad: [['src/aB.ts', ''], ['docs/a.md', `see ${'/wo'}${'rk/main'}`], ['docs/a.md', `see ${'/ro'}${'ot/x'}`], ['package.json', `https://registry.${'npm'}js.org/x`]],
  },
  {
    sentence: 'the lock file names no host',
    in: (path) => path === 'package-lock.json',
    finds: (text) => matches(text, /"resolved": "[^"]*"/g),
    good: [['package-lock.json', '{ "version": "1.0.0" }']],
    bad: [['package-lock.json', '{ "resolved": "https://x/y.tgz" }']],
  },
  {
    sentence: 'nothing is left for later in the code',
    in: isCode,
    finds: (text, path) => (path === 'test/tree.test.ts' ? [] : matches(text, /\b(TODO|FIXME|XXX)\b|not implemented/g)),
    good: [['src/a.ts', '// the reason']],
    bad: [['src/a.ts', '// TODO later'], ['src/a.ts', "throw new Error('not implemented')"]],
  },
]

const files = everyFile(root).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))

test('the whole tree is looked at', () => {
  expect(files.length).toBeGreaterThan(300)
  expect(files.filter(({ path }) => inSource(path)).length).toBeGreaterThan(150)
})

describe.each(checks)('$sentence', (check) => {
  test('holds', () => {
    const looked = files.filter(({ path }) => check.in(path))
    expect(looked.length).toBeGreaterThan(0)
    expect(looked.flatMap(({ path, text }) => check.finds(text, path).map((found) => `${path}: ${found}`))).toEqual([])
  })
  test.each(check.good)('lets through example %# (%s)', (path, text) => {
    expect(check.finds(text, path)).toEqual([])
  })
  test.each(check.bad)('stops example %# (%s)', (path, text) => {
    expect(check.in(path)).toBe(true)
    expect(check.finds(text, path)).not.toEqual([])
  })
})

test('files are small: nine of ten under 200 lines', () => {
  const lengths = files.filter(({ path }) => inSource(path) && !path.startsWith('src/texts/') && path !== 'src/platform/tables.ts').map(({ text }) => text.split('\n').length - 1)
  expect(lengths.toSorted((a, b) => a - b)[Math.floor(lengths.length * 0.9)]).toBeLessThan(200)
})

test('every slice has a front door with at most ten names', () => {
  const slices = readdirSync(join(root, 'src', 'slices'))
  expect(slices.length).toBeGreaterThan(4)
  for (const slice of slices) {
    const door = files.find(({ path }) => path === `src/slices/${slice}/index.ts`)?.text ?? ''
    const names = [...door.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list]) => (list ?? '').split(',')).filter((name) => name.trim() !== '' && !name.trim().startsWith('type ')).length
    const own = matches(door, /^export (?:async )?(?:function|const) /gm).length
    expect([slice, names + own > 0, names + own <= 10]).toEqual([slice, true, true])
  }
})

/** A folder that passes nine files is split by noun; where it is not, this is why. */
const larger: Readonly<Record<string, string>> = {
  'src/slices/guidance/flow': 'the flow chart is one noun: each file is a thing that can be done with it',
  'src/slices/guidance/cases': 'the standard names, and beside them the list, the parts of a case’s page, its events and its document',
  'src/slices/register': 'importing and reading the national register are folders of their own; what is left are the standard names and the list of places',
}
test('a folder of a slice holds at most nine files', () => {
  const folders = Map.groupBy(files.filter(({ path }) => inSource(path) && sliceOf(path)), ({ path }) => dirname(path))
  expect([...folders].filter(([folder, list]) => list.length > 9 && !(folder in larger)).map(([folder, list]) => `${folder}: ${list.length} files`)).toEqual([])
})

/** Text files of the checkout, without what is installed, built or stored. */
function everyFile(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (['node_modules', '.git', 'dist', '.data', '.cache', 'coverage'].includes(entry.name)) return []
    if (entry.isDirectory()) return everyFile(path)
    return /\.(tsx?|mjs|json|md|sql|css|yml|yaml|csv|sh)$|^(run|\.npmrc|\.gitignore|LICENSE)$/.test(entry.name) ? [relative(root, path)] : []
  })
}
