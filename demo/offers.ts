import { addDays, osloDate } from '../src/kernel/dates.ts'
import type { Tx } from '../src/platform/db.ts'
import { insertOffer, loadOffer, saveWithdrawn } from '../src/slices/team/offers/store.ts'
import type { OfferContent } from '../src/slices/team/offers/rules.ts'

type Invented = Pick<OfferContent, 'title' | 'form' | 'themes'> & Partial<OfferContent> & { readonly by: string }
const college = 'Høgskolen i Fjordvik'
const vocational = 'Fagskolen i Fjordvik'
const invented: readonly Invented[] = [
  { by: college, title: 'Språk i lek og hverdag', form: 'guidance', themes: ['rammeplan-2017-9-1', 'rammeplan-2017-4'], about: 'Hele personalet øver på samtaler i lek og rutiner. Vi er i barnehagen fem ganger på ett år, og dere prøver ut noe mellom hver gang.', methods: ['aksjonslæring', 'pedagogisk dokumentasjon'], languages: ['norsk', 'engelsk'], kindergartens: 8, evidence: 'Oppdiktet: to års arbeid med tolv barnehager.' },
  { by: college, title: 'Veiledning av nye kolleger', form: 'course', themes: ['rammeplan-2017-7'], about: 'Tre samlinger for dem som skal veilede nye i barnehagen.', methods: ['veiledning i gruppe'], languages: ['norsk'], level: 'bachelor', credits: 7.5, kindergartens: 20, places: 30 },
  { by: college, title: 'Hva sier forskningen om barns medvirkning?', form: 'lecture', themes: ['rammeplan-2017-4'], languages: ['norsk'], kindergartens: 15 },
  { by: vocational, title: 'Barn som lærer flere språk', form: 'course', themes: ['rammeplan-2017-9-1'], about: 'For fagarbeidere og assistenter.', methods: ['praksis med oppgaver'], languages: ['norsk', 'nordsamisk'], level: 'vocational', credits: 10, kindergartens: 10, places: 24 },
]

/** What two invented institutions offer, and one offer that is withdrawn. */
export async function loadDemoOffers(tx: Tx, orgs: ReadonlyMap<string, string>, who: string, now: Date): Promise<void> {
  const today = osloDate(now)
  const add = async ({ by, ...offer }: Invented): Promise<string | undefined> =>
    insertOffer(tx, orgs.get(by) ?? '', { about: '', methods: [], languages: [], level: 'none', credits: undefined, places: undefined, kindergartens: 10, evidence: '', contact: by === college ? 'Ulla Holm, ulla.holm@hogskole.example' : 'Kontoret for videreutdanning, videre@fagskole.example', startsOn: addDays(today, -200), endsOn: addDays(today, 400), ...offer }, by === college ? who : 'Fagskolen', now)
  for (const offer of invented) await add(offer)
  const gone = await add({ by: college, title: 'Ut i nærmiljøet, våren', form: 'course', themes: ['rammeplan-2017-9-7'], kindergartens: 5 })
  const offer = gone === undefined ? undefined : await loadOffer(tx, gone)
  if (offer) await saveWithdrawn(tx, offer, addDays(today, -20), who, now)
}
