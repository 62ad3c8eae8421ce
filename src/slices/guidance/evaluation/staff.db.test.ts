import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, words, type Browser, type Reply, type World } from '../../../../test/kit.ts'
import type { Actor } from '../../../kernel/actor.ts'
import { actAs } from '../../../platform/db.ts'
import { caseIn } from './cases.fixtures.ts'
import { answerSurvey } from './staff/actions.ts'
import { newFormKey } from './staff/token.ts'

let world: World
let siri: Browser
beforeAll(async () => {
  world = await openWorld()
  siri = await world.as('siri')
})
afterAll(() => world.close())

async function openSurvey(): Promise<{ id: string; svar: string }> {
  const id = await caseIn(world, { step: 'evaluation' })
  expect((await siri.post(`/veiledning/${id}/personalsvar`, { closesOn: '3.12.2026' })).status).toBe(303)
  const svar = /\/svar\/[\w-]{22}/.exec((await siri.get(`/veiledning/${id}/personalsvar`)).text)?.[0] ?? expect.fail('no link')
  return { id, svar }
}
const keyIn = (reply: Reply): string => /name="key" value="([\w-]+)"/.exec(reply.text)?.[1] ?? expect.fail('no form key')
type Levels = Readonly<Record<'benefit' | 'practice' | 'involved', string>>
const level = (value: string | number): Levels => ({ benefit: `${value}`, practice: `${value}`, involved: `${value}` })

/** One of the staff on a phone of their own. */
async function answer(svar: string, levels: Levels): Promise<Reply> {
  const phone = world.stranger()
  return phone.post(svar, { key: keyIn(await phone.get(svar)), ...levels })
}
const stored = async (id: string): Promise<number> =>
  (await world.asOwner<{ n: number }>('select count(*)::integer as n from guidance.staff_answer a join guidance.staff_link l on l.id = a.link_id where l.case_id = $1', [id]))[0]?.n ?? 0

describe('the staff answer by a link', () => {
  test('that the head shares as address, code and text in three languages', async () => {
    const { id, svar } = await openSurvey()
    const page = (await siri.get(`/veiledning/${id}/personalsvar`)).text
    for (const part of [`http://samspill.test${svar}`, '<svg role="img"', `${svar}?sprak=nn`, 'What did we get out of the guidance?', 'Kva fekk vi ut', 'torsdag 3. desember 2026']) expect(page).toContain(part)
    expect(await world.asOwner("select 1 from information_schema.columns where table_schema = 'guidance' and table_name = 'staff_link' and column_name = 'token'")).toHaveLength(0)
  })

  test.each([['nb', 'Slik er du anonym'], ['nn', 'Kva fekk de ut av rettleiinga?'], ['en', 'How you are anonymous']])('on a page in %s without a name on it', async (lang, part) => {
    const { svar } = await openSurvey()
    expect(words((await world.stranger().get(`${svar}?sprak=${lang}`)).text)).toContain(part)
    const signedIn = await siri.get(svar)
    expect(words(signedIn.text)).not.toContain('Siri Solheim')
    expect(await siri.post(svar, { key: keyIn(signedIn), ...level(3) })).toMatchObject({ status: 303 })
  })

  test('and thirty at once are thirty answers', async () => {
    const { id, svar } = await openSurvey()
    const replies = await Promise.all(Array.from({ length: 30 }, (_, at) => answer(svar, level((at % 5) + 1))))
    expect(replies.map(({ location }) => location)).toEqual(Array(30).fill(`${svar}/takk`))
    expect(await stored(id)).toBe(30)
    expect(words((await siri.get(`/veiledning/${id}/personalsvar`)).text)).toMatch(/Svar til nå 30/)
  })

  test('once: a double click is one answer, and a browser that has answered is told so', async () => {
    const { id, svar } = await openSurvey()
    const phone = world.stranger()
    const form = { key: keyIn(await phone.get(svar)), ...level(4) }
    const replies = await Promise.all([phone.post(svar, form), phone.post(svar, form), phone.post(svar, form)])
    expect(replies.map(({ status }) => status)).toEqual([303, 303, 303])
    expect(await stored(id)).toBe(1)
    const cookie = String(replies[0]?.headers['set-cookie'])
    expect(cookie).toMatch(new RegExp(`^svart=ja; Path=${svar}; Max-Age=5184000; HttpOnly; SameSite=Lax$`))
    expect(words((await phone.get(svar, { cookie: 'svart=ja' })).text)).toContain('Det er allerede svart herfra')
    expect((await phone.post(svar, { ...form, key: keyIn(await world.stranger().get(svar)) }, { cookie: 'svart=ja' })).location).toBe(`${svar}/takk`)
    expect(await stored(id)).toBe(1)
  })

  test.each([
    ['nothing', {}, 'Velg ett av de fem svarene'],
    ['two of three', { benefit: '1', practice: '5' }, 'Velg ett av de fem svarene'],
    ['a six', { ...level(6) }, 'Velg ett av de fem svarene'],
    ['two answers to one', { ...level(3), benefit: ['1', '5'] }, 'Velg ett av de fem svarene'],
  ])('%s goes back with words', async (_, form, message) => {
    const { id, svar } = await openSurvey()
    const phone = world.stranger()
    const reply = await phone.post(svar, { key: keyIn(await phone.get(svar)), ...form })
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toContain(message)
    expect(await stored(id)).toBe(0)
  })

  test('a link that is closed, run out or never was gets the same helpful page', async () => {
    const { id, svar } = await openSurvey()
    const phone = world.stranger()
    const form = { key: keyIn(await phone.get(svar)), ...level(3) }
    expect((await siri.post(`/veiledning/${id}/personalsvar/lukking`)).status).toBe(303)
    const { svar: other } = await openSurvey()
    for (const path of [svar, '/svar/AAAAAAAAAAAAAAAAAAAAAA', '/svar/x', '/svar/%00', `${other}x`]) {
      const looked = await phone.get(path)
      expect({ path, status: looked.status }).toEqual({ path, status: 404 })
      expect(words(looked.text)).toContain('Spørsmålene kan ikke besvares nå')
      expect((await phone.post(path, form)).status).toBe(404)
    }
    expect(await stored(id)).toBe(0)
    expect((await siri.post(`/veiledning/${id}/personalsvar/lukking`)).status).toBe(409)
  })

  test.each([
    ['a day that has passed', '1.1.2026', 'i dag eller senere'],
    ['next year', '1.12.2027', 'innen 60 dager'],
    ['no day', '', 'Skriv siste dag'],
    ['no date at all', 'snart', 'Skriv datoen som dag'],
  ])('is not opened until %s', async (_, closesOn, message) => {
    const id = await caseIn(world, { step: 'evaluation' })
    const reply = await siri.post(`/veiledning/${id}/personalsvar`, { closesOn })
    expect(reply.status).toBe(422)
    expect(words(reply.text)).toContain(message)
  })

  test('is opened once by a double click', async () => {
    const id = await caseIn(world, { step: 'evaluation' })
    const replies = await Promise.all([1, 2].map(() => siri.post(`/veiledning/${id}/personalsvar`, { closesOn: '3.12.2026' })))
    expect(replies.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await world.asOwner('select 1 from guidance.staff_link where case_id = $1', [id])).toHaveLength(1)
  })
})

describe('an answer leaves no trace', () => {
  test('of who or when, in any table', async () => {
    const columns = await world.asOwner<{ table_name: string; column_name: string }>(
      "select table_name, column_name from information_schema.columns where table_schema = 'guidance' and table_name in ('staff_answer', 'used_answer_key') order by 1, 2")
    expect(columns.map(({ table_name: table, column_name: column }) => `${table}.${column}`)).toEqual([
      'staff_answer.benefit', 'staff_answer.id', 'staff_answer.involved', 'staff_answer.link_id', 'staff_answer.practice', 'used_answer_key.hash',
    ])
    const { svar } = await openSurvey()
    const before = await world.asOwner<{ n: number }>('select (select count(*) from audit.event)::integer + (select count(*) from messaging.notice)::integer as n')
    await answer(svar, level(2))
    expect(await world.asOwner('select (select count(*) from audit.event)::integer + (select count(*) from messaging.notice)::integer as n')).toEqual(before)
  })

  test.each(['staff_answer', 'used_answer_key'])('the program itself cannot read or write %s', async (table) => {
    await expect(world.db.transaction().execute((tx) => sql`select * from ${sql.table(`guidance.${table}`)}`.execute(tx))).rejects.toThrow(/permission denied/)
    await expect(world.db.transaction().execute((tx) => sql`delete from ${sql.table(`guidance.${table}`)}`.execute(tx))).rejects.toThrow(/permission denied/)
  })
})

describe('the rule of five', () => {
  test('four answers are nothing, also when it is closed; and the staff may be asked again', async () => {
    const { id, svar } = await openSurvey()
    for (const value of [1, 1, 1, 1]) await answer(svar, level(value))
    await siri.post(`/veiledning/${id}/personalsvar/lukking`)
    const page = words((await siri.get(`/veiledning/${id}/personalsvar`)).text)
    expect(page).toContain('Færre enn fem svarte')
    expect(page).not.toMatch(/1,0/)
    expect((await siri.post(`/veiledning/${id}/personalsvar`, { closesOn: '3.12.2026' })).status).toBe(303)
  })

  test('five answers are means when it is closed, on the case page too, for both sides; and it is not asked twice', async () => {
    const { id, svar } = await openSurvey()
    for (const value of [1, 2, 3, 4, 4]) await answer(svar, { ...level(value), practice: '5' })
    expect(words((await siri.get(`/veiledning/${id}/personalsvar`)).text)).not.toContain('2,8')
    await siri.post(`/veiledning/${id}/personalsvar/lukking`)
    const ragnhild = await world.as('ragnhild')
    for (const path of [`/veiledning/${id}/personalsvar`, `/veiledning/${id}`])
      for (const browser of [siri, ragnhild]) expect(words((await browser.get(path)).text)).toMatch(/Nytte i arbeidet med barna 2,8.*Endring i hverdagen 5,0.*Å være med i arbeidet 2,8/)
    expect((await siri.post(`/veiledning/${id}/personalsvar`, { closesOn: '3.12.2026' })).status).toBe(409)
  })

  test('holds when the day runs out: no answer after, no means before, and none in the first minutes', async () => {
    const { id, svar } = await openSurvey()
    for (const value of [2, 2, 2, 2, 3]) await answer(svar, level(value))
    const now = world.clock()
    const at = async (when: string) => {
      world.clock.set(new Date(when))
      return words((await (await world.as('siri')).get(`/veiledning/${id}/personalsvar`)).text)
    }
    try {
      expect(await at('2026-12-03T22:59:00Z')).not.toContain('2,2')
      expect(await at('2026-12-03T23:01:00Z')).not.toContain('2,2')
      expect((await world.stranger().get(svar)).status).toBe(404)
      expect(await at('2026-12-03T23:06:00Z')).toContain('2,2')
    } finally {
      world.clock.set(now)
    }
  })

  test('closing waits for answers that are on their way in: what is shown never changes', async () => {
    const { id, svar } = await openSurvey()
    for (const value of [1, 2, 3, 4]) await answer(svar, level(value))
    const keys = await Promise.all(Array.from({ length: 12 }, async () => keyIn(await world.stranger().get(svar))))
    const racing = keys.map((key) => world.stranger().post(svar, { key, ...level(5) }))
    await siri.post(`/veiledning/${id}/personalsvar/lukking`)
    const first = words((await siri.get(`/veiledning/${id}/personalsvar`)).text)
    await Promise.all(racing)
    expect(words((await siri.get(`/veiledning/${id}/personalsvar`)).text).replace(/Spørsmålene er lukket\. /, '')).toBe(first.replace(/Spørsmålene er lukket\. /, ''))
  })

  type Step = { readonly do: 'answer'; readonly levels: Levels } | { readonly do: 'look' | 'close' | 'ask' }
  type ResultRow = { link_id: string; answers: number | null; benefit: number | null; practice: number | null; involved: number | null }
  const anyLevel = fc.integer({ min: 1, max: 5 }).map(String)
  const step: fc.Arbitrary<Step> = fc.oneof(
    { weight: 6, arbitrary: fc.record({ do: fc.constant('answer' as const), levels: fc.record({ benefit: anyLevel, practice: anyLevel, involved: anyLevel }) }) },
    { weight: 3, arbitrary: fc.constant({ do: 'look' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'close' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'ask' as const }) },
  )

  test('over any sequence of answers, looks and closings: never a number under five, never a mean while open, never two means of one asking', { timeout: 60_000 }, async () => {
    const solstrala = await world.org('Solstråla barnehage')
    const property = fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (steps) => {
      const id = await caseIn(world, { step: 'evaluation' })
      let svar: string | undefined
      const asked: { answers: Levels[]; open: boolean }[] = []
      const meansSeen = new Map<string, string>()
      for (const one of steps) {
        const current = asked.at(-1)
        if (one.do === 'ask') {
          const reply = await siri.post(`/veiledning/${id}/personalsvar`, { closesOn: '3.12.2026' })
          expect(reply.status === 303).toBe(current === undefined || (!current.open && current.answers.length < 5))
          if (reply.status !== 303) continue
          asked.push({ answers: [], open: true })
          svar = /\/svar\/[\w-]{22}/.exec((await siri.get(`/veiledning/${id}/personalsvar`)).text)?.[0]
        } else if (one.do === 'close') {
          await siri.post(`/veiledning/${id}/personalsvar/lukking`)
          if (current) current.open = false
        } else if (one.do === 'answer' && svar && current?.open) {
          const { benefit, practice, involved } = one.levels
          const given = { benefit: Number(benefit), practice: Number(practice), involved: Number(involved) }
          expect(await answerSurvey(world.deps, svar.slice('/svar/'.length), newFormKey(), given)).toBe('answered')
          current.answers.push(one.levels)
        }
        const { rows } = await world.db.transaction().execute(async (tx) => {
          await actAs(tx, { orgId: solstrala, role: 'head' } as Actor)
          return sql<ResultRow>`select * from guidance.staff_results(${id}, ${world.clock()})`.execute(tx)
        })
        expect(rows).toHaveLength(asked.length)
        for (const [at, row] of rows.toReversed().entries()) {
          const truth = asked[at]!
          const enough = truth.answers.length >= 5
          expect(row.answers).toBe(enough ? truth.answers.length : null)
          const means = [row.benefit, row.practice, row.involved]
          if (!enough || truth.open) expect(means).toEqual([null, null, null])
          else {
            const written = means.join(' ')
            expect(meansSeen.get(row.link_id) ?? written).toBe(written)
            meansSeen.set(row.link_id, written)
          }
        }
      }
    })
    await fc.assert(property, { numRuns: 12 })
  })
})

test('guessing is limited', async () => {
  const another = await openWorld()
  try {
    const replies = await Promise.all(Array.from({ length: 320 }, (_, at) => another.stranger().get(`/svar/${'A'.repeat(19)}${String(at).padStart(3, '0')}`)))
    expect(replies.filter(({ status }) => status === 429).length).toBeGreaterThan(0)
    expect(replies.every(({ status }) => status === 404 || status === 429)).toBe(true)
  } finally {
    await another.close()
  }
})
