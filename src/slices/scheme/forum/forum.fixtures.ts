import { expect } from 'vitest'
import type { Browser, World } from '../../../../test/kit.ts'
import { sentIn } from '../review/review.fixtures.ts'

/** A forum of the county governor with members, seated through the pages as it is done. */
export async function forumWith(stine: Browser, members: readonly { readonly email: string; readonly side: string; readonly vote?: boolean; readonly chair?: boolean }[], rule = 'chair'): Promise<string> {
  const made = await stine.post('/forum/ny', { navn: 'Forumet i Fjordfylket', omrade: 'Hele fylket', quorum: '50', likt: rule })
  const id = made.location?.split('/')[2] ?? expect.fail(made.text)
  for (const one of members) {
    const seated = await stine.post(`/forum/${id}/medlemmer`, { epost: one.email, side: one.side, ...(one.vote === false ? {} : { stemmerett: 'ja' }), ...(one.chair ? { leder: 'ja' } : {}), fra: '01.01.2026', til: '' })
    expect([one.email, seated.status]).toEqual([one.email, 303])
  }
  return id
}

/** A round with two sent reports, which has come to the forum: one of a foundation, one of a chain. */
export async function roundInForum(world: World, forum: string): Promise<{ readonly round: string; readonly foundation: string; readonly chain: string }> {
  const [made] = await world.asOwner<{ id: string }>(
    `insert into scheme.round (region_id, manager_id, forum_id, scheme_code, title, kindergarten_year, stage, opens_at, closes_at, report_closes_at)
     select 'oslo-viken', o.id, $1, (select code from scheme.scheme order by lower(valid) desc limit 1), 'Runde i forum', 2026, 'in-review', '2026-08-01', '2026-10-01', '2027-12-01' from register.organisation o where o.name = 'Statsforvalteren (oppdiktet)' returning id`,
    [forum],
  )
  const round = made?.id ?? expect.fail('no round')
  const foundation = await sentIn(world, round, { owner: 'Stiftelsen Fjordgløtt', kindergartens: ['Fjordgløtt barnehage'], title: 'Språk ved bordet', partner: 'Fagskolen i Fjordvik' })
  const chain = await sentIn(world, round, { owner: 'Eventyrkjeden', kindergartens: ['Trollstua barnehage'], title: 'Lek ute', partner: 'Høgskolen i Fjordvik' })
  await world.asOwner("update scheme.round set stage = 'in-forum' where id = $1", [round])
  return { round, foundation, chain }
}

/** The value of a hidden field on a page. */
export const hidden = (html: string, name: string): string => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
