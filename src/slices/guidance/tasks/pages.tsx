import type { Role } from '../../../kernel/actor.ts'
import { daysBetween, formatDate, type LocalDate } from '../../../kernel/dates.ts'
import type { Task } from '../../../kernel/task.ts'
import type { PlainKey } from '../../../texts/index.ts'
import { LinkButton } from '../../../ui/button.tsx'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { Tag } from '../../../ui/tag.tsx'

type Page = { readonly page: PageContext }
type Props = Page & { readonly role: Role; readonly tasks: readonly Task[]; readonly today: LocalDate }

/** "My tasks": what to do, where, and by when. */
export const TasksPage = ({ page, role, tasks, today }: Props) => {
  const { t } = page
  const late = tasks.filter(({ due }) => due !== undefined && due < today).length
  return (
    <Layout page={page} title={t('tasks.title')} intro={t('tasks.intro')}>
      {tasks.length === 0 ? (
        <Nothing page={page} role={role} />
      ) : (
        <>
          <p>
            {t('tasks.count', { count: tasks.length })}
            {late > 0 && `. ${t('tasks.late', { count: late })}`}
          </p>
          <ul class="task-list" aria-label={t('tasks.title')}>
            {tasks.map((task, at) => (
              <Row page={page} task={task} id={`oppgave-${at + 1}`} today={today} />
            ))}
          </ul>
        </>
      )}
    </Layout>
  )
}

const Row = ({ page: { t, lang }, task, id, today }: Page & { readonly task: Task; readonly id: string; readonly today: LocalDate }) => {
  const { due } = task
  const late = due !== undefined && due < today
  const status = late ? (['danger', 'tasks.status.late'] as const) : due === today ? (['warning', 'tasks.status.today'] as const) : task.begun ? (['info', 'tasks.status.draft'] as const) : undefined
  const date = due === undefined ? '' : formatDate(due, lang, 'weekday')
  return (
    <li class="task">
      <div class="task-text">
        <a class="ds-link" href={task.href} aria-describedby={`${id}-hvor ${id}-frist`}>
          {task.text}
        </a>
        <div class="subtle" id={`${id}-hvor`}>
          {task.where}
        </div>
        <div class="subtle" id={`${id}-frist`}>
          {due === undefined ? t('tasks.due.none') : late ? t('tasks.due.late', { date, days: daysBetween(due, today) }) : t('tasks.due', { date })}
        </div>
      </div>
      {status && (
        <span>
          <Tag color={status[0]}>{t(status[1])}</Tag>
        </span>
      )}
    </li>
  )
}

/** What will be here, and what one may do meanwhile. */
const taught: Partial<Record<Role, { readonly key: PlainKey; readonly href: string; readonly link: PlainKey }>> = {
  head: { key: 'tasks.none.head', href: '/veiledning', link: 'guidance.request' },
  adviser: { key: 'tasks.none.adviser', href: '/veiledning?visning=ny', link: 'guidance.team.view.untaken' },
  'team-leader': { key: 'tasks.none.team-leader', href: '/veiledning', link: 'guidance.team.view.open' },
  owner: { key: 'tasks.none.owner', href: '/folk/enheter', link: 'members.units.title' },
  'county-governor': { key: 'tasks.none.county-governor', href: '/runder', link: 'rounds.title' },
  'university-contact': { key: 'tasks.none.university-contact', href: '/behov', link: 'scheme.nav.reports' },
  'union-representative': { key: 'tasks.none.union-representative', href: '/forum', link: 'forum.title' },
  'service-contact': { key: 'tasks.none.service-contact', href: '/overforinger', link: 'handover.nav' },
}

const Nothing = ({ page: { t }, role }: Page & { readonly role: Role }) => {
  const more = taught[role]
  return (
    <EmptyState title={t('tasks.none.title')} action={more && <LinkButton href={more.href}>{t(more.link)}</LinkButton>}>
      {more && <p>{t(more.key)}</p>}
      <p>{t('tasks.none.text')}</p>
    </EmptyState>
  )
}
