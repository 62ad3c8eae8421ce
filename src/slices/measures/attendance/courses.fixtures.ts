import type { World } from '../../../../test/kit.ts'
import { hashOf } from '../../../platform/link-secrets.ts'
import { placeToken } from '../courses/own/secrets.ts'

type Seated = { readonly id: string; readonly token: string; readonly name: string }
export type ACourse = { readonly id: string; readonly sessions: readonly string[]; readonly seated: readonly Seated[] }

/** A course of the competence team with sessions at these times (two hours each), and people of Solstråla with a seat. */
export async function aCourse(world: World, startsAt: readonly string[], people: readonly { readonly name: string; readonly email: string; readonly how?: string }[] = [{ name: 'Kari Prøve', email: 'kari@solstrala.example' }]): Promise<ACourse> {
  const [team, kindergarten] = [await world.org('Kompetanseteam barnehage Fjordvik'), await world.org('Solstråla barnehage')]
  const [course] = await world.asOwner<{ id: string }>(
    `insert into measures.course (region_id, arranger_id, start_key, kind, title, about, seats_on_site, seats_digital, opens_at, closes_at, offer_hours, state, made_at, made_by_name, changed_at, changed_by_name)
     values ('oslo-viken', $1, gen_random_uuid(), 'series', 'Lek hele året', 'Om lek', 400, 100, '2026-11-01', '2026-11-20', 48, 'closed', now(), 'Tone Haugen', now(), 'Tone Haugen') returning id`,
    [team],
  )
  const id = course?.id ?? ''
  const sessions: string[] = []
  for (const [at, time] of startsAt.entries()) {
    const [session] = await world.asOwner<{ id: string }>(
      `insert into measures.course_session (course_id, title, starts_at, ends_at, place, made_at, changed_at, changed_by_name) values ($1, $2, $3::timestamptz, $3::timestamptz + interval '2 hours', 'Rådhuset', now(), now(), 'Tone Haugen') returning id`,
      [id, `Samling ${at + 1}`, time],
    )
    sessions.push(session?.id ?? '')
  }
  const seated: Seated[] = []
  for (const { name, email, how = 'on-site' } of people) {
    const place = crypto.randomUUID()
    const token = placeToken(world.deps.config, place)
    await world.asOwner(
      `insert into measures.course_place (id, course_id, kindergarten_id, role_group, name, email, how, language, state, goes_first, registered_at, token_hash, registered_by, registered_by_name, changed_at)
       values ($1, $2, $3, 'assistant', $4, $5, $6, 'nb', 'seated', false, now(), $7, 'head', 'Siri Solheim', now())`,
      [place, id, kindergarten, name, email, how, hashOf(token)],
    )
    seated.push({ id: place, token, name })
  }
  return { id, sessions, seated }
}
