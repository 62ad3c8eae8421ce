import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createGunzip } from 'node:zlib'
import type pg from 'pg'
import { StartProblem } from '../config.ts'

/**
 * A backup is one gzipped file of JSON lines: what made it; for each table its columns, its rows as lists of PostgreSQL's own text for each value,
 * and how many with which sum; the sequences; and a last line with the sum of every line before it. No last line: not a whole backup.
 */
export const formatVersion = 1

export type Applied = { readonly name: string; readonly checksum: string }
export type Head = { readonly samspill: number; readonly madeAt: string; readonly migrations: readonly Applied[] }
export type Row = readonly (string | null)[]
export type Line =
  | ({ readonly kind: 'head' } & Head)
  | { readonly kind: 'table'; readonly table: string; readonly columns: readonly string[] }
  | { readonly kind: 'row'; readonly values: Row }
  | { readonly kind: 'end'; readonly table: string; readonly rows: number; readonly sum: string }
  | { readonly kind: 'sequence'; readonly sequence: string; readonly last: string; readonly used: boolean }
  | { readonly kind: 'finished'; readonly tables: number; readonly rows: number; readonly sha256: string }

export type Table = { readonly name: string; readonly columns: readonly { readonly name: string; readonly type: string }[]; readonly large: boolean }

/** Schemas with tables of ours. The job queue is not among them: what waits in it is made again from what is stored. */
const ours = "n.nspname not in ('pg_catalog', 'information_schema', 'pgboss', 'public') and n.nspname !~ '^pg_'"

/** Every table of ours with the columns that hold something of their own, by name. */
export async function tablesOf(client: pg.Client): Promise<Table[]> {
  const { rows } = await client.query<{ name: string; columns: { name: string; type: string }[]; large: boolean }>(`
    select format('%I.%I', n.nspname, c.relname) as name, json_agg(json_build_object('name', format('%I', a.attname), 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum) as columns,
      bool_or(a.atttypid = 'bytea'::regtype) as large
    from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    where c.relkind = 'r' and ${ours} and not (n.nspname = 'platform' and c.relname = 'migration')
    group by 1 order by 1`)
  return rows
}

export async function sequencesOf(client: pg.Client): Promise<{ sequence: string; last: string; used: boolean }[]> {
  const { rows } = await client.query<{ name: string }>(`select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'S' and ${ours} order by 1`)
  const found = []
  for (const { name } of rows) {
    const { rows: state } = await client.query<{ last: string; used: boolean }>(`select last_value::text as last, is_called as used from ${name}`)
    found.push({ sequence: name, last: state[0]?.last ?? '1', used: state[0]?.used ?? false })
  }
  return found
}

/** A table's rows as text, a handful at a time: memory does not grow with the table. Inside a transaction. */
export async function* rowsOf(client: pg.Client, table: Table): AsyncGenerator<Row> {
  await client.query(`declare reading_rows no scroll cursor for select ${table.columns.map(({ name }) => `${name}::text`).join(', ')} from only ${table.name}`)
  for (;;) {
    const { rows } = await client.query<(string | null)[]>({ text: `fetch ${table.large ? 4 : 500} from reading_rows`, rowMode: 'array' })
    if (rows.length === 0) break
    yield* rows
  }
  await client.query('close reading_rows')
}

/** So that a value is written the same way wherever it is read. */
export const sameWriting = "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set extra_float_digits = 1; set bytea_output = 'hex'; set row_security = off; set statement_timeout = 0; set idle_in_transaction_session_timeout = 0"

/** Adds up rows so that the order does not matter. */
export const adder = () => {
  let sum = 0n
  let rows = 0
  return {
    add: (row: Row) => {
      rows += 1
      sum = (sum + createHash('sha256').update(JSON.stringify(row)).digest().readBigUInt64BE()) & 0xffff_ffff_ffff_ffffn
    },
    total: () => ({ rows, sum: sum.toString(16).padStart(16, '0') }),
  }
}

export const damaged = (file: string): StartProblem => new StartProblem(`${file} is damaged or is not a whole backup. Nothing has been changed. Use another copy.`)

/** Reads a backup line by line and checks each sum on the way. @throws StartProblem when the file is damaged, cut short or something else */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  const all = createHash('sha256')
  let finished = false
  try {
    for await (const written of textLines(file)) {
      const line = JSON.parse(written) as Line
      if (finished) throw damaged(file)
      if (line.kind === 'finished') {
        if (line.sha256 !== all.digest('hex')) throw damaged(file)
        finished = true
      } else all.update(`${written}\n`)
      yield line
    }
  } catch (problem) {
    const { code } = problem as { code?: string }
    if (code === 'ENOENT' || code === 'EACCES' || code === 'EISDIR') throw new StartProblem(`${file} could not be read (${code}). Check the path and your right to read it.`)
    if (code?.startsWith('Z_') || problem instanceof SyntaxError) throw damaged(file)
    throw problem
  }
  if (!finished) throw damaged(file)
}

async function* textLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const plain = source.pipe(createGunzip()).setEncoding('utf8')
  source.on('error', (problem) => plain.destroy(problem))
  // The loop below throws what goes wrong; a fault that comes after it has ended has nobody to tell.
  plain.on('error', () => {})
  let rest = ''
  for await (const part of plain) {
    const lines = (rest + String(part)).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') throw damaged(file)
}
