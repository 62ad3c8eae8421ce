import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openWorld, type World } from '../../../../test/kit.ts'
import { caseIn } from '../evaluation/cases.fixtures.ts'

let world: World
beforeAll(async () => {
  world = await openWorld()
})
afterAll(() => world.close())

type Copy = {
  readonly newEmail?: { readonly email: string }
  readonly withoutReminders: readonly { readonly kind: string }[]
  readonly invitations: readonly { readonly role: string }[]
  readonly cases: { readonly requests: readonly Row[]; readonly assignments: readonly Row[]; readonly steps: readonly Row[]; readonly written: readonly (Row & { readonly what: string })[] }
}
type Row = { readonly reference: string }
const copyOf = async (name: string) => {
  const { text } = await (await world.as(name)).get('/konto/opplysninger')
  return { text, copy: JSON.parse(text) as Copy }
}

describe('the copy of everything that is stored about oneself', () => {
  test('has an address that waits, reminders chosen away and an invitation to one’s address', async () => {
    const siri = await world.as('siri')
    await siri.post('/konto/epost', { epost: 'siri.ny@solstrala.example' })
    await world.asOwner("insert into messaging.choice (person_id, kind, chosen_at) select id, 'guidance-follow-up', now() from identity.person where name = 'Siri Solheim'")
    await world.asOwner("insert into identity.invitation (token_hash, org_id, role, email, invited_at, expires_at) select sha256('b'), id, 'owner', 'siri.solheim@solstrala.example', now(), now() + interval '1 day' from register.organisation where name = 'Solstråla barnehage'")
    const { text, copy } = await copyOf('siri')
    expect(copy.newEmail?.email).toBe('siri.ny@solstrala.example')
    expect(copy.withoutReminders).toMatchObject([{ kind: 'guidance-follow-up' }])
    expect(copy.invitations.map(({ role }) => role)).toContain('owner')
    expect(text).not.toContain('token')
  })

  test('says where one stands in cases, with the reference, and nothing of what was written there', async () => {
    const id = await caseIn(world, { step: 'plan' })
    const [{ reference } = { reference: '' }] = await world.asOwner<Row>('select reference from guidance.case where id = $1', [id])
    await world.asOwner("insert into guidance.note (case_id, visibility, text, written_at, written_by, written_by_name) select $1, 'internal', 'Ord som hører til saken.', now(), id, name from identity.person where name = 'Tone Haugen'", [id])
    await world.asOwner("insert into guidance.attachment (case_id, name, media_type, size, sha256, content, added_at, added_by, added_by_name) select $1, 'plan.pdf', 'application/pdf', 3, 'x', 'abc', now(), id, name from identity.person where name = 'Siri Solheim'", [id])
    await world.asOwner("insert into guidance.case_step (case_id, step_key, entered_at, left_at, entered_by, entered_by_name) select $1, 'dialogue', now() - interval '2 days', now(), id, name from identity.person where name = 'Tone Haugen'", [id])
    await world.asOwner("insert into guidance.assignment (case_id, membership_id, adviser_name, assigned_at, assigned_by_name) select $1, m.id, p.name, now(), 'Ragnhild Dal' from identity.membership m join identity.person p on p.id = m.person_id where p.name = 'Tone Haugen' limit 1", [id])
    const of = (list: readonly Row[]) => list.some((row) => row.reference === reference)
    const [theirs, heads, strangers] = [await copyOf('tone'), await copyOf('siri'), await copyOf('hanne')]
    expect([of(theirs.copy.cases.assignments), of(theirs.copy.cases.steps)]).toEqual([true, true])
    expect(theirs.copy.cases.written.find((row) => row.reference === reference)?.what).toBe('internal-note')
    expect(heads.copy.cases.written.filter((row) => row.reference === reference).map(({ what }) => what)).toEqual(['attachment'])
    expect(theirs.text).not.toContain('Ord som hører til saken')
    expect(of(heads.copy.cases.requests)).toBe(true)
    expect(strangers.text).not.toContain(reference)
  })
})
