// The floor: node:http and pg, the same questions without row-level security, sessions or access checks, and the same HTML put together from strings.
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import pg from 'pg'

type Page = { readonly questions: readonly { readonly text: string; readonly values: unknown[] }[]; readonly before: string; readonly after: string; readonly rows: boolean }

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
const [host = '', database = '', user = '', file = ''] = process.argv.slice(2)
const pages = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Page>
const pool = new pg.Pool({ host, user, database, max: 16 })
const escape = (text: unknown) => String(text ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;')
const row = (one: Record<string, unknown>) =>
  `<tr role="row"><th scope="row" role="rowheader" data-label="Barnehage"><a class="ds-link" href="/veiledning/${escape(one['id'])}">${escape(one['name'])}</a></th><td role="cell" data-label="Tema">${escape(one['themes'])}</td><td role="cell" data-label="Steg"><span class="ds-tag" data-color="accent">${escape(one['step_key'])}</span></td><td role="cell" data-label="Frist">${escape(one['due_on'])}</td><td role="cell" data-label="Rådgiver">${escape(one['advisers'])}</td><td role="cell" data-label="Referanse">${escape(one['reference'])}</td></tr>`

const server = createServer(async (request, response) => {
  const page = pages[request.url ?? '']
  if (!page) return void response.writeHead(404).end()
  const client = await pool.connect()
  let rows: Record<string, unknown>[] = []
  for (const { text, values } of page.questions) {
    const answer = await client.query<Record<string, unknown>>(text, values)
    if (answer.rows.length > rows.length) rows = answer.rows
  }
  client.release()
  response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page.before + (page.rows ? rows.map(row).join('') : '') + page.after)
})
server.listen(0, '127.0.0.1', () => {
  const address = server.address()
  process.send?.({ address: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}` })
})
