import { compareDates, formatDate, type LocalDate } from '../../../kernel/dates.ts'
import type { PageContext } from '../../../ui/context.tsx'
import { EmptyState } from '../../../ui/empty-state.tsx'
import { Layout } from '../../../ui/layout.tsx'
import { TaskList } from '../../../ui/task-list.tsx'
import type { Task } from './rules.ts'

/** "My tasks": the first page after sign-in. */
export const TasksPage = ({ page, tasks, today }: { readonly page: PageContext; readonly tasks: readonly Task[]; readonly today: LocalDate }) => {
  const { t, lang } = page
  const text = (task: Task) => (task.kind === 'draft' ? t('guidance.tasks.draft') : task.kind === 'untaken' ? t('guidance.tasks.untaken', { kindergarten: task.kindergarten }) : t('guidance.tasks.step', { kindergarten: task.kindergarten, step: task.step }))
  return (
    <Layout page={page} title={t('guidance.tasks.title')} intro={t('guidance.tasks.intro')}>
      {tasks.length === 0 ? (
        <EmptyState title={t('guidance.tasks.none.title')}>
          <p>{t('guidance.tasks.none.text')}</p>
        </EmptyState>
      ) : (
        <TaskList
          label={t('guidance.tasks.title')}
          tasks={tasks.map((task, at) => ({
            id: `oppgave-${at}`,
            text: text(task),
            href: task.href,
            hint: task.due && t('guidance.tasks.due', { date: formatDate(task.due, lang, 'weekday') }),
            status: task.due && compareDates(task.due, today) < 0 ? ('attention' as const) : task.kind === 'draft' ? ('in-progress' as const) : ('not-started' as const),
          }))}
        />
      )}
    </Layout>
  )
}
