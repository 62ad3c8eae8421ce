import { actAs, system } from '../../../platform/db.ts'
import { recipientsFor } from '../../identity/index.ts'
import { enrolment } from '../../register/index.ts'
import type { OwnTaskSupplier } from '../tasks/supplier.ts'
import { loadSetUp } from './actions.ts'
import { doneSteps, setupSteps } from './rules.ts'
import { countWaiting } from './store.ts'

/** For those who run the installation: municipalities that are not set up, and teams where nobody can answer the requests. */
export const setupTasks: OwnTaskSupplier = async ({ tx, actor, now, page: { t } }) => {
  if (actor.role !== 'operator') return []
  // How far a municipality has come is read as the program itself, as on the pages that the tasks lead to; how many wait is all that is told of cases.
  await actAs(tx, system)
  const tasks = []
  const enrolled = await enrolment.loadEnrolled(tx)
  for (const municipality of enrolled) {
    const { standing } = await loadSetUp(tx, municipality, now)
    const [href, name, team, due] = [`/oppsett/${municipality.id}`, municipality.name, municipality.team, undefined]
    const [done, total] = [doneSteps(standing), setupSteps.length]
    const waiting = team ? await countWaiting(tx, team.id) : 0
    if (team && waiting > 0 && (await recipientsFor(tx, team.id, ['adviser', 'team-leader'], now)).length === 0)
      tasks.push({ text: t('tasks.setup.unmanned', { team: team.name }), href, where: t(standing.leader === 'invited' ? 'tasks.setup.unmanned.invited' : 'tasks.setup.unmanned.where', { name, count: waiting }), due })
    else if (done < total) tasks.push({ text: t('tasks.setup.finish', { name }), href, where: t(standing.leader === 'invited' ? 'tasks.setup.finish.invited' : 'tasks.setup.finish.where', { done, total }), due })
  }
  await actAs(tx, actor)
  return enrolled.length > 0 ? tasks : [{ text: t('tasks.setup.first'), href: '/oppsett', where: t('tasks.setup.first.where'), due: undefined }]
}
