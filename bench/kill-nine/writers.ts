import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { ask } from './look.ts'

/** What the program has answered that it has done. */
export type Promised = { readonly drafts: Set<string>; readonly sent: Set<string>; readonly moves: Map<string, number> }
export type Session = { readonly token: string; readonly csrf: string; readonly theme: string }
export type Sessions = { readonly head: Session; readonly adviser: Session }

/** A session as sign-in makes it: the head of a kindergarten that has a team, or an adviser of that team. */
export async function signIn(data: string, role: 'head' | 'adviser'): Promise<Session> {
  const token = randomBytes(32).toString('base64url')
  const csrf = randomBytes(32).toString('base64url')
  await ask(
    data,
    `insert into identity.session (token_hash, csrf, person_id, membership_id, provider, issuer, subject, started_at, seen_at)
     select $1, $2, p.id, m.id, 'test', 'https://test', p.email, now(), now() from identity.person p join identity.membership m on m.person_id = p.id
     where m.role = $3 and ($3 <> 'head' or exists (select from guidance.case c where c.kindergarten_id = m.org_id)) order by p.email limit 1`,
    [createHash('sha256').update(token).digest(), csrf, role],
  )
  const [theme] = await ask<{ code: string }>(data, 'select code from guidance.theme where team_org_id is null order by position limit 1')
  return { token, csrf, theme: theme?.code ?? '' }
}

/** People at work until told to stop: two begin drafts, two write and send whole requests, two move what has been sent, each its own cases. */
export function writersOf(site: string, { head, adviser }: Sessions, promised: Promised, going: () => boolean): Promise<void>[] {
  const mine: string[][] = [[], []]
  return [
    ...[1, 2].map(() => over(going, () => beginDraft(site, head, promised))),
    ...mine.map((cases) => over(going, async () => cases.push(await sendRequest(site, head, promised)))),
    ...mine.map((cases) => over(going, () => moveOne(site, adviser, promised, cases))),
  ]
}

/** Again and again. No answer, no promise; an answer that is not the one expected is a fault of the measurement. */
async function over(going: () => boolean, work: () => Promise<unknown>): Promise<void> {
  while (going()) {
    try {
      await work()
    } catch (problem) {
      if (!(problem instanceof TypeError) && going()) throw problem
      await new Promise((done) => setTimeout(done, 20))
    }
  }
}

async function post(site: string, { token, csrf }: Session, path: string, form: Readonly<Record<string, string>>): Promise<string> {
  const body = new URLSearchParams({ _csrf: csrf, ...form })
  const response = await fetch(`${site}${path}`, { method: 'POST', body, redirect: 'manual', headers: { cookie: `sesjon=${token}`, origin: site } })
  // While the database is down the program answers with a fault: nothing was promised.
  if (response.status >= 500) throw new TypeError(`${path}: ${response.status}`)
  if (response.status !== 303) throw new Error(`${path}: ${response.status}`)
  return response.headers.get('location') ?? ''
}

async function beginDraft(site: string, head: Session, promised: Promised): Promise<string> {
  const location = await post(site, head, '/veiledning', { nokkel: randomUUID() })
  const id = /^\/veiledning\/([0-9a-f-]{36})/.exec(location)?.[1]
  if (!id) throw new Error(`An answer without a case: ${location}`)
  promised.drafts.add(id)
  return id
}

/** Writes a whole request and sends it: the receipt is the promise. */
async function sendRequest(site: string, head: Session, promised: Promised): Promise<string> {
  const id = await beginDraft(site, head, promised)
  const parts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
    hvem: { target: 'whole-staff' },
    tema: { themes: head.theme },
    opplevelse: { experienced: 'Overgangene er urolige, og de voksne venter på hverandre.', sinceWhen: 'Siden høsten', tried: 'Mindre grupper.', effect: 'Litt.' },
    onske: { wished: 'Hjelp til å se hva vi gjør.', goal: 'Rolige overganger.', means: 'observation', times: 'Tirsdager' },
    forankring: { staffInvolved: 'yes', staffInvolvedHow: 'På personalmøtet.', ownerInformed: 'ja' },
  }
  for (const [part, form] of Object.entries(parts)) await post(site, head, `/veiledning/${id}/foresporsel/${part}`, { ...form, handling: 'neste' })
  const location = await post(site, head, `/veiledning/${id}/innsending`, { systemLevel: 'ja' })
  if (!location.endsWith('/kvittering')) throw new Error(`Sent, and no receipt: ${location}`)
  promised.sent.add(id)
  return id
}

/** Back and forth between the first two steps, with the reason the chart asks for. What was under way when the program died may or may not have happened. */
async function moveOne(site: string, adviser: Session, promised: Promised, cases: string[]): Promise<void> {
  const id = cases.at(-1)
  if (!id) return void (await new Promise((done) => setTimeout(done, 20)))
  for (const to of ['clarification', 'triage']) {
    const location = await post(site, adviser, `/veiledning/${id}/steg`, { til: to, begrunnelse: 'Vi trenger å vite mer om overgangene.' })
    if (!location.startsWith(`/veiledning/${id}`)) throw new Error(`Moved, and led to ${location}`)
    promised.moves.set(id, (promised.moves.get(id) ?? 0) + 1)
  }
}
