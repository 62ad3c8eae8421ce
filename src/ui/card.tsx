import type { ComponentChildren } from 'preact'

export type CardProps = {
  readonly title?: ComponentChildren
  readonly level?: 2 | 3
  /** Makes the whole card lead there; the title is the link. */
  readonly href?: string
  readonly tinted?: boolean
  readonly children?: ComponentChildren
}

/** A group of things that belong together, on its own surface. */
export const Card = ({ title, level = 2, href, tinted, children }: CardProps) => {
  const Title = `h${level}` as const
  return (
    <div class={href ? 'ds-card card-link' : 'ds-card'} data-color={tinted ? 'accent' : 'neutral'} data-variant={tinted ? 'tinted' : 'default'}>
      {title && (
        <Title class="ds-heading" data-size="xs">
          {href ? <a href={href}>{title}</a> : title}
        </Title>
      )}
      {children}
    </div>
  )
}

/** Cards side by side as far as there is room. */
export const CardGrid = ({ children }: { readonly children: ComponentChildren }) => <div class="card-grid">{children}</div>
