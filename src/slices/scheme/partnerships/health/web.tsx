import type { Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { shows, takes, writers, type Show } from '../frame/web.tsx'
import { wordForm, wordGuarded } from '../promises/forms.ts'
import { sayWord } from '../words/actions.ts'
import { loadWords } from '../words/store.ts'
import { loadFacts } from './load.ts'
import { ReasonPage, reasonLabels } from './pages.tsx'
import { concerns, goodSigns, keyOf, reasonsOf } from './rules.ts'

const url = '/partnerskap/:id/grunner/:grunn'
/** As it stands in the address: `promises-late-til-owner`. */
const aboutIn = (grunn: string) => grunn.replace('-til-', ':')
const isKnown = (about: string) => [...concerns, ...goodSigns].some((code) => [code, `${code}:owner`, `${code}:partner`].includes(about))

const show: Show = async (tx, view, shown, { grunn = '' }) => {
  const about = aboutIn(grunn)
  if (!view.side || !isKnown(about)) return undefined
  const [facts, words] = await Promise.all([loadFacts(tx, view.one, view.today), loadWords(tx, view.one.id)])
  const reason = reasonsOf(facts, view.today).find((other) => keyOf(other) === about)
  return <ReasonPage view={{ ...view, reason, about, words: words.filter((word) => word.aboutKind === 'reason' && word.about === about), shown }} />
}

export const healthWeb = (route: Router<PageContext>) => {
  shows(route, url, writers, show)
  takes(route, url, {
    form: wordForm,
    guarded: wordGuarded,
    labels: reasonLabels,
    act: (deps, actor, { id = '', grunn = '' }, { ord }) => sayWord(deps, actor, id, { aboutKind: 'reason', about: aboutIn(grunn) }, ord),
    show,
    to: ({ id = '' }) => `/partnerskap/${id}#grunner`,
    flash: 'pair.flash.said',
  })
}
