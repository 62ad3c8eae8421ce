import type { ComponentChildren } from 'preact'
import type { FlashKind } from './context.tsx'

export type AlertProps = {
  readonly kind?: FlashKind
  readonly title?: string
  /** Level of the title in the page's outline. */
  readonly level?: 2 | 3 | 4
  /** Why what was just asked for was not done: the page opens with focus here, or nobody who listens would hear it. */
  readonly answer?: boolean
  readonly children?: ComponentChildren
}

/** A notice in the page: what it is, whom it concerns and until when. Not for messages after an action; those are the page's flash. */
export const Alert = ({ kind = 'info', title, level = 2, answer, children }: AlertProps) => {
  const Title = `h${level}` as const
  return (
    <div class="ds-alert" data-color={kind} {...(answer ? { role: 'alert', tabIndex: -1, autofocus: true } : {})}>
      {title && (
        <Title class="ds-heading" data-size="2xs">
          {title}
        </Title>
      )}
      {children && <div class="flow">{children}</div>}
    </div>
  )
}
