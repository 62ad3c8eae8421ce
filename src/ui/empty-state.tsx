import type { ComponentChildren } from 'preact'
import { Mark } from './icon.tsx'

export type EmptyStateProps = {
  readonly title: string
  readonly level?: 2 | 3
  readonly children?: ComponentChildren
  /** A LinkButton. */
  readonly action?: ComponentChildren
}

/** Where a list has nothing yet: says why, and what to do about it. */
export const EmptyState = ({ title, level = 2, children, action }: EmptyStateProps) => {
  const Title = `h${level}` as const
  return (
    <div class="empty-state">
      <Mark />
      <Title class="ds-heading" data-size="xs">
        {title}
      </Title>
      {children && <div class="flow">{children}</div>}
      {action && <div class="button-row">{action}</div>}
    </div>
  )
}
