import { formKeyIn } from '../../../../platform/form-key.ts'
import type { Router } from '../../../../platform/http.ts'
import type { PageContext } from '../../../../ui/context.tsx'
import { partPath } from '../frame/pages.tsx'
import { readers, shows, takes, type Show } from '../frame/web.tsx'
import * as actions from './actions.ts'
import { answerForm, answerGuarded, askForm, askGuarded } from './forms.ts'
import { answerLabels, askLabels, QuestionsPage } from './pages.tsx'
import { loadQuestions, loadTimes } from './store.ts'

const base = '/partnerskap/:id/sporsmal'

const list: Show = async (tx, view, shown, { trad }, form) => {
  const [questions, times] = await Promise.all([loadQuestions(tx, view.one.id), loadTimes(tx, [view.one.id])])
  if (trad !== undefined && !questions.some(({ id }) => id === trad)) return undefined
  return <QuestionsPage view={{ ...view, questions, times, startKey: formKeyIn(form), answering: trad, shown }} />
}

export const questionsWeb = (route: Router<PageContext>) => {
  shows(route, base, readers, list)
  takes(route, base, {
    form: askForm,
    guarded: askGuarded,
    labels: askLabels,
    act: (deps, actor, { id = '' }, { sporsmal }, form) => actions.askQuestion(deps, actor, id, { startKey: formKeyIn(form), question: sporsmal }),
    show: list,
    to: ({ id = '' }) => partPath(id, 'questions'),
    flash: 'pair.flash.asked',
  })
  takes(route, `${base}/:trad`, {
    form: answerForm,
    guarded: answerGuarded,
    labels: answerLabels,
    act: (deps, actor, { id = '', trad = '' }, { svar }) => actions.answerQuestion(deps, actor, id, trad, svar),
    show: list,
    to: ({ id = '' }) => partPath(id, 'questions'),
    flash: 'pair.flash.answered',
  })
}
