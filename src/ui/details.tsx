import type { ComponentChildren } from 'preact'

/** More for those who want it: an explanation that most can do without. */
export const Details = ({ summary, open, children }: { readonly summary: string; readonly open?: boolean; readonly children: ComponentChildren }) => (
  <details class="ds-details" open={open ?? false}>
    <summary>{summary}</summary>
    <div class="flow">{children}</div>
  </details>
)
