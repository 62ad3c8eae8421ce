import type { ComponentChildren } from 'preact'
import { usePage } from './context.tsx'
import type { TagColor } from './tag.tsx'
import { Tag } from './tag.tsx'

export type TaskStatus = 'not-started' | 'in-progress' | 'done' | 'cannot-start' | 'attention' | 'optional' | 'ready'

export type Task = {
  /** Also the id that ties the link to its status; unique on the page. */
  readonly id: string
  readonly text: string
  /** A task without an address cannot be opened yet. */
  readonly href?: string | undefined
  readonly hint?: ComponentChildren
  readonly status: TaskStatus
}

const colors: Readonly<Record<TaskStatus, TagColor>> = {
  'not-started': 'neutral',
  'in-progress': 'info',
  done: 'success',
  'cannot-start': 'neutral',
  attention: 'warning',
  optional: 'neutral',
  ready: 'success',
}

/** The parts of something longer, each with how far it has come, to be taken in any order. */
export const TaskList = ({ tasks, label }: { readonly tasks: readonly Task[]; readonly label?: string }) => {
  const { t } = usePage()
  return (
    <ul class="task-list" {...(label ? { 'aria-label': label } : {})}>
      {tasks.map((task) => (
        <li class="task">
          <div class="task-text">
            {task.href ? (
              <a class="ds-link" href={task.href} aria-describedby={`${task.id}-status`}>
                {task.text}
              </a>
            ) : (
              <span>{task.text}</span>
            )}
            {task.hint && <div class="subtle">{task.hint}</div>}
          </div>
          <span id={`${task.id}-status`}>
            <Tag color={colors[task.status]} outline={task.status === 'cannot-start'}>
              {t(`common.task.${task.status}`)}
            </Tag>
          </span>
        </li>
      ))}
    </ul>
  )
}
