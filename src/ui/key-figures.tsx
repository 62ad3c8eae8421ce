import type { ComponentChildren } from 'preact'

export type KeyFigure = {
  readonly label: string
  /** Written out already: '1 250', '26 %', 'færre enn 5'. */
  readonly value: string
  readonly note?: ComponentChildren
  readonly href?: string
}

/** A few figures that say how it stands. Each has its name, and a note on what it is compared with. */
export const KeyFigures = ({ figures }: { readonly figures: readonly KeyFigure[] }) => (
  <dl class="key-figures">
    {figures.map((figure) => (
      <div class="key-figure">
        <dt>{figure.href ? <a class="ds-link" href={figure.href}>{figure.label}</a> : figure.label}</dt>
        <dd class={figure.value.length > 8 ? 'key-value key-value-long' : 'key-value'}>{figure.value}</dd>
        {figure.note && <dd class="key-note">{figure.note}</dd>}
      </div>
    ))}
  </dl>
)
